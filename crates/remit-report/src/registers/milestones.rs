//! What was to be done by when, and whether it was.

use remit_model::model::{AsAt, Milestone};
use remit_model::page::Cell;
use remit_model::path::StepStatus;

use super::cells::{not_yet, status_words};
use super::{Made, day, marked, names, told, word};
use crate::change::name;

const COLUMNS: &[&str] = &["By", "What", "About", "Owner", "State", "Met on", "On whose word", "Id"];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let all = at.with_status(at.model().milestones.rows(), &[]);
    let mut rows: Vec<(&Milestone, StepStatus)> = all.filter(|(_, status)| status_words(status).is_some()).collect();
    rows.sort_by_key(|(milestone, _)| (milestone.by.is_none(), milestone.by, milestone.key.clone()));
    let rows = rows.iter().map(|(milestone, status)| row(at, milestone, status));
    (COLUMNS, rows.collect())
}

/// How a milestone stands on the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It was met by then.
    Met,
    /// Its day is over; whether it was met the documents don't say.
    NotStated,
    /// Its day is over, and nobody has entered that it was met.
    Late,
    /// Its day is to come, or it has none.
    ToCome,
}

/// How a milestone stands on the date.
pub(crate) fn state(at: &AsAt<'_>, milestone: &Milestone) -> State {
    match (milestone.met, milestone.by) {
        (Some(met), _) if met <= at.date() => State::Met,
        (_, Some(by)) if by < at.date() => match milestone.statement.is_not_stated("met") {
            true => State::NotStated,
            false => State::Late,
        },
        _ => State::ToCome,
    }
}

fn row(at: &AsAt<'_>, milestone: &Milestone, status: &StepStatus) -> Vec<Cell> {
    let statement = &milestone.statement;
    let about: Vec<String> = milestone
        .about
        .iter()
        .map(|subject| name(at, subject.table, &subject.key))
        .collect();
    let state = state(at, milestone);
    let proposed = status_words(status).filter(|_| not_yet(status));
    let words = match state {
        State::Met => "Met",
        State::NotStated => "Whether it was met is not stated",
        State::Late => "Late",
        State::ToCome => "To come",
    };
    vec![
        day(statement, "by", milestone.by),
        Cell::words(marked(statement, &["text"], milestone.text.to_string())),
        told(statement, "about", Some(about.join(", "))),
        told(statement, "owner", names(at, milestone.owner)),
        Cell::words(proposed.clone().unwrap_or_else(|| words.to_owned())),
        milestone
            .met
            .filter(|_| state == State::Met && proposed.is_none())
            .map_or(Cell::Empty, Cell::Date),
        word(statement),
        Cell::words(milestone.key.as_str()),
    ]
}

/// Whether a milestone is still to be met: late, or to come. Of one whose documents do not say whether it was met, nobody is late.
pub(crate) fn is_late_or_to_come(at: &AsAt<'_>, milestone: &Milestone) -> bool {
    matches!(state(at, milestone), State::Late | State::ToCome)
}
