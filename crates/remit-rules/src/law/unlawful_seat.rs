//! A seat on a body that the law does not let it have (RULES B6, C4-C8, B21).

use remit_model::document::SeatAsks;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Model, NodeAt, Seat, StatutorySeat};
use remit_model::text::Text;

use super::footing::{Asks, reading, with_readings};
use super::meant::Rows;
use crate::naming;
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
    let mut open: Vec<Open<'_>> = Vec::new();
    for body in rows.bodies(at) {
        for row in rows.about(at, body.id()) {
            let seats = rows.seats(at, row, body.id());
            let mut out: Vec<&Seat> = Vec::new();
            for seat in body.seats() {
                if row.asks == SeatAsks::None {
                    out.extend((seats.is_meant(seat) == Some(true)).then_some(seat));
                } else if seats.in_scope(seat) == Some(true) {
                    match (seats.is_such(seat), seats.unknown(seat)) {
                        (Some(false), _) => out.push(seat),
                        (None, Some(word)) => Open::add(&mut open, body, row, seat, word),
                        _ => {}
                    }
                }
            }
            if !out.is_empty() {
                findings.push(judge(&body, row, &out));
            }
        }
    }
    findings.extend(cannot_tell(at.model(), &open));
}

/// A word for a category that no row knows, with the first seat that has it where a row asks who sits.
struct Open<'m> {
    word: &'m Text,
    row: &'m StatutorySeat,
    seat: &'m Seat,
    body: &'m str,
}

impl<'m> Open<'m> {
    /// One more, where what the word means is not asked already.
    fn add(open: &mut Vec<Self>, body: NodeAt<'m, '_>, row: &'m StatutorySeat, seat: &'m Seat, word: &'m Text) {
        if open.len() <= SHOWN && !open.iter().any(|known| known.word == word) {
            let body = body.name();
            open.push(Self { word, row, seat, body });
        }
    }

    fn question(&self, model: &Model) -> String {
        let who = naming::one_named(&wanted(model, self.row));
        format!("`{}` is {who} (`category` of a seat on {})", self.word, self.body)
    }
}

/// Whom a row asks for, in words: an office, or else the fullest of its words for a category.
fn wanted(model: &Model, row: &StatutorySeat) -> String {
    let key = row
        .office
        .first()
        .or_else(|| row.category.iter().max_by_key(|key| key.len()));
    let office = key.and_then(|key| model.offices.get(key));
    match office {
        Some(office) => office.name.to_string(),
        None => key.map_or(String::new(), |key| key.replace('-', " ")),
    }
}

/// The words of which it cannot be told who they are: one note for the framework.
fn cannot_tell(model: &Model, open: &[Open<'_>]) -> Option<Finding> {
    let first = open.first()?;
    let message = format!("cannot tell whether {}", first.question(model));
    let mut finding = Finding::new(RULE.name, Level::Note, "framework", message)
        .verdict(Verdict::CannotTell)
        .key("category");
    for other in open.iter().skip(1).take(SHOWN) {
        finding = finding.remark(format!("nor whether {}", other.question(model)));
    }
    for open in open.iter().take(SHOWN) {
        finding = finding.label(open.seat.statement.place, "this seat");
    }
    let mut rows: Vec<&StatutorySeat> = Vec::new();
    for open in open.iter().take(SHOWN) {
        if !rows.iter().any(|row| row.key == open.row.key) {
            rows.push(open.row);
        }
    }
    for footing in rows.into_iter().map(|row| row.footing()) {
        finding = finding.remark(format!("asked for: {} ({})", footing.name(), footing.rests_on()));
        finding = footing.with_doubts(finding);
    }
    Some(finding.help(
        "give the seat a `category` that the catalogue knows, as `executive`, `non-executive`, `lay` or `councillor`, or the \
         `post` that holds it, and say of the post what it is `in-law`. Check with your legal adviser",
    ))
}

fn judge(body: &NodeAt<'_, '_>, row: &StatutorySeat, out: &[&Seat]) -> Finding {
    let footing = row.footing();
    let seats = if out.len() == 1 { "a seat" } else { "seats" };
    let against = match row.comply_or_explain {
        true => "against what is recommended",
        false => "that the law does not allow",
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
