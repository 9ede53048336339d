//! A seat on a body that the law does not let it have (RULES B6, C4-C8, B21).

use remit_model::document::SeatAsks;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeAt, Seat, StatutorySeat};

use super::footing::{Asks, reading, with_readings};
use super::meant::{Rows, with_seats};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unlawful-seat",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("unlawful_seat.md"),
    on: true,
    check: Check::Model(check),
};

/// Of the seats that a row rules out, so many are shown.
const SHOWN: usize = 6;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let Some(rows) = Rows::asking(at, &[SeatAsks::Only, SeatAsks::None]) else {
        return;
    };
    for body in with_seats(at) {
        for row in rows.about(at, body.id()) {
            let seats = rows.seats(at, row, body.id());
            let mut out: Vec<&Seat> = Vec::new();
            for seat in body.seats() {
                let ruled_out = match row.asks {
                    SeatAsks::None => seats.is_meant(seat) == Some(true),
                    _ => seats.in_scope(seat) == Some(true) && seats.is_such(seat) == Some(false),
                };
                if ruled_out {
                    out.push(seat);
                }
            }
            if !out.is_empty() {
                findings.push(judge(&body, row, &out));
            }
        }
    }
}

fn judge(body: &NodeAt<'_, '_>, row: &StatutorySeat, out: &[&Seat]) -> Finding {
    let footing = row.footing();
    let seats = if out.len() == 1 { "a seat" } else { "seats" };
    let against = match row.comply_or_explain {
        true => "against what is recommended",
        false => "that it may not have",
    };
    let message = format!("{} has {seats} {against}: {}", body.name(), footing.name());
    let assumed = out.iter().all(|seat| seat.statement.any_assumed().is_some());
    let level = match footing.level(assumed || reading(body).is_some()) {
        Level::Must if row.comply_or_explain => Level::Should,
        level => level,
    };
    let mut finding = Finding::new(RULE.name, level, body.subject(), message).key(footing.subject());
    for seat in out.iter().take(SHOWN) {
        finding = finding.label(seat.statement.place, "this seat");
    }
    for why in out.iter().filter_map(|seat| seat.statement.any_assumed()).take(2) {
        finding = finding.remark(format!("what is stated of the seat is a reading: {why}"));
    }
    finding = with_readings(finding, std::slice::from_ref(body));
    if row.comply_or_explain {
        finding = finding.remark("to be followed, or the reason for not following it to be published");
    }
    footing.under(
        finding,
        "give the seat to somebody who may hold it; whoever only attends is entered with the role `in-attendance`, and \
         whoever has no vote with `voting = false`",
    )
}
