//! Who sits on a body: its seats, who fills them, and whether they are all.

use remit_model::answer::{Answer, Column, Evidence, Row, Value};
use remit_model::model::{AsAt, Filled, NodeAt, Seat};
use remit_model::page::sentence;
use remit_model::path::StepStatus;

use super::values::{days, holder, named, role, stated};
use super::{APART, answer, apart, column, counted, finished, group, parted};

pub(super) const SEATS: [Column; 8] = [
    column("role", "Role", &["role"]),
    column(
        "holder",
        "Who",
        &["person", "post", "nominee-of", "ex-officio", "vacant"],
    ),
    column("count", "Seats", &["count"]),
    column("voting", "Votes", &["voting"]),
    column("category", "Category", &["category"]),
    column("starts", "Since", &["starts"]),
    column("ends", "Until", &["ends"]),
    column("term-ends", "Term ends", &["term-ends"]),
];

/// Who sits on this body.
pub fn sits(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Answer {
    let about = named(at, body.id());
    let mut out = answer(at, "who-sits", format!("Who sits on: {}", about.name), vec![about]);
    let mut all = body.all_seats();
    // The chair first; those of whom no role is known last.
    all.sort_by_key(|(seat, _)| {
        seat.role
            .as_ref()
            .map_or((true, None), |role| (false, Some(role.value)))
    });
    let rows = all.iter().map(|(seat, status)| Row {
        values: values(at, seat),
        status: status.clone(),
        evidence: Evidence::of(&seat.statement),
    });
    let (seats, not) = parted(rows.collect());
    if !body.exists() {
        out.says
            .push(format!("It is not in force on this date ({}).", body.status().words()));
    }
    out.says.extend(says(at, body, &all, seats.len()));
    group(&mut out, "seats", "Its seats", &SEATS, seats);
    apart(&mut out, APART, "Seats ", &SEATS, not);
    finished(at, out)
}

pub(super) fn values(at: &AsAt<'_>, seat: &Seat) -> Vec<Value> {
    let statement = &seat.statement;
    let [starts, ends] = days(at, statement);
    let category = seat
        .category
        .as_ref()
        .map(|category| Value::Words(category.replace('-', " ")));
    vec![
        role(seat),
        holder(at, seat),
        seat.count.map_or(Value::Empty, |count| Value::Number(u64::from(count))),
        stated(statement, "voting", seat.voting.map(Value::Flag)),
        stated(statement, "category", category),
        starts,
        ends,
        stated(statement, "term-ends", seat.term_ends.map(Value::Day)),
    ]
}

/// How many seats are entered and how many are vacant; then whether these are all.
fn says(at: &AsAt<'_>, body: &NodeAt<'_, '_>, all: &[(&Seat, StepStatus)], entries: usize) -> Vec<String> {
    let mut says = Vec::new();
    if entries > 0 {
        let current = all
            .iter()
            .filter(|(_, status)| super::in_force(status))
            .map(|(seat, _)| *seat);
        let (mut seats, mut vacant, mut at_least) = (0, 0, false);
        for seat in current {
            let (count, open) = places(at, seat);
            seats += count;
            at_least |= open;
            if matches!(seat.filled, Filled::Vacant(_)) {
                vacant += count;
            }
        }
        let at_least = if at_least { "at least " } else { "" };
        let vacant = match vacant {
            0 => String::new(),
            1 => ", of which 1 is vacant".to_owned(),
            more => format!(", of which {more} are vacant"),
        };
        let seats = counted(seats, "seat is", "seats are");
        says.push(sentence(&format!("{at_least}{seats} entered{vacant}.")));
    }
    let whole = body.timeline();
    let complete = body.is_none("seats");
    says.push(match () {
        () if complete && entries > 0 => "The framework says that its seats are listed in full.".to_owned(),
        () if complete && whole.seats.is_empty() => "It has no seats, by the framework's own word.".to_owned(),
        () if complete => "It has no seats on this date; the framework says that they are listed in full.".to_owned(),
        () if body.is_unknown("seats") => {
            "Some of what is entered of its seats names something that does not exist.".to_owned()
        }
        () if body.is_not_stated("seats") && entries > 0 => "The documents do not say who else sits on it.".to_owned(),
        () if body.is_not_stated("seats") => "The documents do not say who sits on it.".to_owned(),
        () if entries > 0 => "Whether these are all has not been entered.".to_owned(),
        () => "Nobody is entered as sitting on it.".to_owned(),
    });
    says
}

/// How many places one entry stands for, and whether there may be more: an office of several bodies brings a seat for each.
fn places(at: &AsAt<'_>, seat: &Seat) -> (usize, bool) {
    if let Some(count) = seat.count {
        return (usize::try_from(count).unwrap_or(usize::MAX), false);
    }
    let Filled::ExOfficio(office) = &seat.filled else {
        return (1, false);
    };
    let bodies = at
        .office(&office.value)
        .map(|(_, selector)| selector.select(at))
        .unwrap_or_default();
    let mut places = (0, false);
    for body in bodies.into_iter().map(|id| at.node(id)).filter(NodeAt::exists) {
        match body.many() {
            Some(Some(count)) => places.0 += usize::try_from(count).unwrap_or(usize::MAX),
            Some(None) => places = (places.0 + 1, true),
            None => places.0 += 1,
        }
    }
    (places.0.max(1), places.1)
}
