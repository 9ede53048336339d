//! Somebody from a provider who votes where its contracts are decided (RULES C14).

use std::collections::BTreeSet;

use remit_model::document::SeatAsks;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, NodeId, Seat, StatutorySeat};
use remit_model::text::Text;

use super::footing::Asks;
use super::meant::Rows;
use crate::membership::holding::Holder;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "provider-votes-on-commissioning",
    group: Group::Law,
    level: Level::Note,
    page: include_str!("provider_votes_on_commissioning.md"),
    on: true,
    check: Check::Model(check),
};

/// So many seats are shown.
const SHOWN: usize = 6;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let Some(rows) = Rows::asking(at, &[SeatAsks::Recorded]) else {
        return;
    };
    for body in rows.bodies(at) {
        for row in rows.about(at, body.id()) {
            let seats = rows.seats(at, row, body.id());
            let functions = rows.work.meant(at, row, body.id());
            let meant = body.seats().filter(|seat| seats.is_meant(seat) == Some(true));
            let open: Vec<&Seat> = meant.filter(|seat| !is_recorded(at, seat, &functions)).collect();
            if !open.is_empty() {
                findings.push(remark(at, &body, row, &functions, &open));
            }
        }
    }
}

/// Whether the interest of the holder of a seat is recorded: in one of the functions, or as having none.
fn is_recorded(at: &AsAt<'_>, seat: &Seat, functions: &[&Text]) -> bool {
    let person = Holder::of(at, seat).and_then(|holder| at.person(holder.person?));
    person.is_some_and(|person| functions.iter().any(|function| person.interests.contains(function)))
}

fn remark(at: &AsAt<'_>, body: &NodeAt<'_, '_>, row: &StatutorySeat, functions: &[&Text], open: &[&Seat]) -> Finding {
    let footing = row.footing();
    let from: BTreeSet<NodeId> = open.iter().filter_map(|seat| seat.nominee_of).collect();
    let from = match from.is_empty() {
        true => String::new(),
        false => format!(" ({})", naming::nodes(at, from)),
    };
    let message = format!(
        "{} decides {}, and members who come from a provider{from} vote there",
        body.name(),
        naming::functions(at, functions.iter().copied())
    );
    let mut finding = Finding::new(RULE.name, RULE.level, body.subject(), message)
        .verdict(Verdict::Remark)
        .key(footing.subject());
    for seat in open.iter().take(SHOWN) {
        finding = finding.label(seat.statement.place, "comes from a provider, and votes");
    }
    finding = finding.remark("the law may itself put them there; what it asks is that the conflict be managed");
    footing.under(
        finding,
        "record how such a conflict is managed: enter the `interests` that the members declared, or who leaves the room for \
         which matters",
    )
}
