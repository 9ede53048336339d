//! A body without a seat that it must have by law (RULES C1, C2, C15).

use std::collections::BTreeSet;

use remit_model::document::{RelationKind, SeatAsks};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, NodeId, NodeKind, Seat, StatutorySeat};

use super::footing::{Asks, reading, with_readings};
use super::kinds::is_one;
use super::meant::{Meant, Rows, places};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "missing-statutory-seat",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("missing_statutory_seat.md"),
    on: true,
    check: Check::Missing(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let Some(rows) = Rows::asking(at, &[SeatAsks::AtLeast]) else {
        return;
    };
    let listed = at
        .listed_in_full("seats")
        .filter(|body| !body.is_external() && body.many().is_none());
    // A list of which nothing was in force on the date says nothing of the date.
    for body in listed.filter(|body| body.seats().next().is_some()) {
        let mut open: Vec<&StatutorySeat> = Vec::new();
        for row in rows.about(at, body.id()) {
            let seats = rows.seats(at, row, body.id());
            for asked in asked(at, row, &body) {
                match count(at, &body, &seats, asked) {
                    Count::Enough => {}
                    Count::Perhaps => open.push(row),
                    Count::Short(found) => findings.push(short(at, &body, row, asked, found)),
                }
            }
        }
        open.dedup_by_key(|row| &row.key);
        if !open.is_empty() {
            findings.push(cannot_tell(&body, &open));
        }
    }
}

/// From whom a row asks for members: from nobody in particular, or from each of the body's partners of a kind by itself.
fn asked(at: &AsAt<'_>, row: &StatutorySeat, body: &NodeAt<'_, '_>) -> Vec<Option<NodeId>> {
    let partners: BTreeSet<NodeId> = if row.each { partners(body) } else { BTreeSet::new() };
    let named = partners
        .into_iter()
        .filter(|id| is_one(at, *id, &row.nominee_of) == Some(true));
    let named: Vec<Option<NodeId>> = named.map(Some).collect();
    if named.is_empty() { vec![None] } else { named }
}

/// The organisations in force that share a body, or are parties to it.
fn partners(body: &NodeAt<'_, '_>) -> BTreeSet<NodeId> {
    let shares = body
        .between()
        .into_iter()
        .filter(|node| node.exists() && node.kind() == NodeKind::Organisation);
    let parties = body.acting(RelationKind::Party).map(|line| line.to);
    shares.map(|node| node.id()).chain(parties).collect()
}

/// How far the seats of a body are as many as are asked for.
enum Count {
    Enough,
    Perhaps,
    Short(u32),
}

fn count<'m>(at: &AsAt<'m>, body: &NodeAt<'m, '_>, seats: &Meant<'_, 'm>, from: Option<NodeId>) -> Count {
    let (mut sure, mut perhaps) = (0u32, 0u32);
    let is_from = |seat: &'m Seat| match from {
        Some(partner) => seats.named_by(seat, |id| Some(id == partner)),
        None => Some(true),
    };
    for seat in body.seats() {
        let (places, more) = places(at, seat);
        match super::kinds::all([seats.is_meant(seat), is_from(seat)]) {
            Some(true) => sure = sure.saturating_add(places),
            None => perhaps = perhaps.saturating_add(places),
            Some(false) => continue,
        }
        if more {
            perhaps = u32::MAX;
        }
    }
    match seats.least() {
        least if sure >= least => Count::Enough,
        least if sure.saturating_add(perhaps) >= least => Count::Perhaps,
        _ => Count::Short(sure),
    }
}

fn short(at: &AsAt<'_>, body: &NodeAt<'_, '_>, row: &StatutorySeat, from: Option<NodeId>, found: u32) -> Finding {
    let footing = row.footing();
    let name = footing.name();
    let has = match found {
        0 => "none of its seats is that".to_owned(),
        1 => "it has 1 such seat".to_owned(),
        found => format!("it has {found} such seats"),
    };
    let partner = from.map(|id| at.node(id));
    let of = partner.map_or(String::new(), |partner| format!(", here from {}", partner.name()));
    let must = if row.comply_or_explain { "should" } else { "must" };
    let message = format!("{} {must} have {name}{of}; {has}", body.name());
    let seats = body.seats().any(|seat| seat.statement.any_assumed().is_some());
    let level = match footing.level(seats || reading(body).is_some()) {
        Level::Must if row.comply_or_explain => Level::Should,
        level => level,
    };
    let mut finding = Finding::new(RULE.name, level, body.subject(), message).key(footing.subject());
    if let Some(partner) = &partner {
        finding = finding.key(partner.subject());
    }
    finding = finding.label(body.place(), "its seats are listed in full (`complete`)");
    finding = with_readings(finding, std::slice::from_ref(body));
    footing.under(
        finding,
        "enter the seat; if one that is entered is the one, say so: its `category`, whom it is a `nominee-of`, or what its \
         post is `in-law`. One person may hold two offices, or sit for several organisations: enter both",
    )
}

fn cannot_tell(body: &NodeAt<'_, '_>, open: &[&StatutorySeat]) -> Finding {
    let message = format!(
        "{}: from what is stated of its seats it cannot be told whether it has all whom the law asks for",
        body.name()
    );
    let mut finding = Finding::new(RULE.name, Level::Note, body.subject(), message)
        .verdict(Verdict::CannotTell)
        .label(body.place(), "its seats are listed in full (`complete`)");
    for footing in open.iter().map(|row| row.footing()) {
        finding = finding.remark(format!("asked for: {} ({})", footing.name(), footing.rests_on()));
    }
    finding.help(
        "state of each seat its `category`, whom it is a `nominee-of`, or its `post`, and of the post what it is `in-law`. \
         Check with your legal adviser",
    )
}
