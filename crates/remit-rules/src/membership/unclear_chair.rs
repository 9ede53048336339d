//! Who chairs a body is contradictory or not to be seen (RULES C10).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Role;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeAt, Seat};

use super::holding::{Holder, is_vacant, leads, role};
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "unclear-chair",
    group: Group::Membership,
    level: Level::Must,
    page: include_str!("unclear_chair.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for body in at.listed_in_full("seats").filter(|body| !body.is_external()) {
        findings.extend(unchaired(&body));
    }
    for body in at.bodies() {
        // One entry for several bodies may well have several chairs.
        if might(&body.timeline().seats) && !body.is_external() && body.many().is_none() {
            attends_only(at, &body, findings);
            findings.extend(several(at, &body));
        }
    }
}

/// Whether the seats as written, in force or not, give any reason to look closer.
fn might(seats: &[Seat]) -> bool {
    let (mut leading, mut attending) = (0, false);
    for seat in seats {
        match role(seat) {
            Some(role) if leads(role) => leading = seat.count.unwrap_or(1).saturating_add(leading),
            Some(Role::InAttendance) => attending = true,
            _ => {}
        }
    }
    leading > 1 || leading == 1 && attending
}

/// Every seat is entered, each with its role, and none of them leads.
fn unchaired(body: &NodeAt<'_, '_>) -> Option<Finding> {
    let mut seats = body.seats().peekable();
    seats.peek()?;
    if !seats.all(|seat| role(seat).is_some_and(|role| !leads(role))) {
        return None;
    }
    let message = format!("{} has no chair among its seats, which are listed in full", body.name());
    Some(
        Finding::new(RULE.name, Level::Should, body.subject(), message)
            .label(body.place(), "none of its seats is that of a chair or co-chair")
            .help("enter who chairs it, as a seat with `role = \"chair\"`; a chair from outside is a seat too"),
    )
}

/// A chair who is entered as attending without belonging.
fn attends_only(at: &AsAt<'_>, body: &NodeAt<'_, '_>, findings: &mut Vec<Finding>) {
    let attending: BTreeMap<_, &Seat> = body
        .seats_of(Role::InAttendance)
        .filter_map(|seat| Some((Holder::of(at, seat)?.identity(), seat)))
        .collect();
    if attending.is_empty() {
        return;
    }
    for chair in body.seats().filter(|seat| role(seat).is_some_and(leads)) {
        let Some(holder) = Holder::of(at, chair) else { continue };
        let Some(seat) = attending.get(&holder.identity()) else {
            continue;
        };
        let message = format!(
            "{} is chaired by {}, who is also entered as only attending it",
            body.name(),
            holder.name(at)
        );
        findings.push(
            Finding::new(RULE.name, Level::Must, body.subject(), message)
                .key(format!("seat.{}", chair.key))
                .key(format!("seat.{}", seat.key))
                .label(seat.holder_place(), "in attendance, so not a member")
                .label(chair.holder_place(), "and in the chair")
                .help(
                    "keep one of the two: an independent chair is a member, and is entered on the chair's seat alone",
                ),
        );
    }
}

/// Several chairs at once who are not co-chairs. One person entered twice is one chair.
fn several(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Option<Finding> {
    let chairs: Vec<&Seat> = body.seats_of(Role::Chair).filter(|seat| !is_vacant(at, seat)).collect();
    let holders: Vec<Holder<'_>> = chairs.iter().filter_map(|seat| Holder::of(at, seat)).collect();
    let known: BTreeSet<_> = holders.iter().map(Holder::identity).collect();
    let unknown = chairs.len() - holders.len();
    let alike = chairs.iter().any(|seat| seat.count.is_some_and(|count| count > 1));
    if known.len() + unknown < 2 && !alike {
        return None;
    }
    Some(together(at, body, &chairs))
}

fn together(at: &AsAt<'_>, body: &NodeAt<'_, '_>, chairs: &[&Seat]) -> Finding {
    let names: Vec<String> = chairs
        .iter()
        .filter_map(|seat| Holder::of(at, seat).map(|holder| holder.name(at)))
        .take(6)
        .collect();
    let who = if names.len() == chairs.len() {
        format!(": {}", list(&names))
    } else {
        String::new()
    };
    let message = format!("{} has more than one chair at once{who}", body.name());
    let mut finding = Finding::new(RULE.name, Level::Should, body.subject(), message);
    for seat in chairs {
        finding = finding.key(format!("seat.{}", seat.key));
    }
    for (number, seat) in chairs.iter().enumerate().take(6) {
        let words = match (seat.count.filter(|&count| count > 1), number) {
            (Some(count), _) => format!("{count} chairs"),
            (None, 0) => "a chair".to_owned(),
            (None, _) => "and another".to_owned(),
        };
        finding = finding.label(seat.holder_place(), words);
    }
    finding.help(
        "where they chair it together or in turn, write `role = \"co-chair\"`; where one followed the other, give the seats \
         their dates (`starts`, `ends`)",
    )
}
