//! The log: questions, risks, issues, dependencies, actions and possibilities, the open ones first.

use remit_model::model::{AsAt, LogEntry};
use remit_model::page::{Cell, sentence};
use remit_model::path::StepStatus;

use super::cells::{not_yet, status_words};
use super::{Made, day, marked, names, told, word};
use crate::change::name;
use crate::log::level;

const COLUMNS: &[&str] = &[
    "Kind",
    "What",
    "About",
    "Level",
    "Owner",
    "Raised",
    "Due",
    "State",
    "Answered on",
    "Answer",
    "Proposals that would answer it",
    "On whose word",
    "Id",
];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let all = at.with_status(at.model().log.rows(), &[]);
    // What nobody had raised by the date wasn't known then.
    let known = |entry: &LogEntry| entry.raised.is_none_or(|day| day <= at.date());
    let mut entries: Vec<(&LogEntry, StepStatus)> = all
        .filter(|(entry, status)| status_words(status).is_some() && known(entry))
        .collect();
    entries.sort_by_key(|(entry, status)| (not_yet(status), !at.is_open(entry), entry.kind, entry.statement.place));
    let rows = entries.iter().map(|(entry, status)| row(at, entry, status));
    (COLUMNS, rows.collect())
}

/// The titles of the proposals that would answer an entry, were they adopted.
pub(crate) fn answering(at: &AsAt<'_>, entry: &LogEntry) -> Vec<String> {
    let proposals = at.model().proposals.iter();
    let would = proposals.filter(|proposal| !at.answers(proposal) && proposal.answers.contains(&entry.key));
    would.map(|proposal| proposal.title.to_string()).collect()
}

fn row(at: &AsAt<'_>, entry: &LogEntry, status: &StepStatus) -> Vec<Cell> {
    let statement = &entry.statement;
    let about: Vec<String> = entry
        .about
        .iter()
        .map(|subject| name(at, subject.table, &subject.key))
        .collect();
    let open = at.is_open(entry);
    let answered = entry.answered.filter(|day| *day <= at.date());
    let proposed = status_words(status).filter(|_| not_yet(status));
    let state = match (open, answered, entry.due) {
        (true, _, Some(due)) if due < at.date() => "Overdue",
        (true, ..) => "Open",
        (false, Some(_), _) => "Answered",
        (false, None, _) => "Answered by a proposal",
    };
    vec![
        told(statement, "kind", entry.kind.map(|kind| sentence(kind.word()))),
        Cell::words(marked(statement, &["text"], entry.text.to_string())),
        told(statement, "about", Some(about.join(", "))),
        told(statement, "tiers", level(at, entry).map(|words| sentence(&words))),
        told(statement, "owner", names(at, entry.owner)),
        day(statement, "raised", entry.raised),
        day(statement, "due", entry.due),
        Cell::words(proposed.unwrap_or_else(|| state.to_owned())),
        answered.map_or(Cell::Empty, Cell::Date),
        Cell::words(
            entry
                .answer
                .as_ref()
                .filter(|_| answered.is_some())
                .map(|text| text.to_string())
                .unwrap_or_default(),
        ),
        Cell::words(answering(at, entry).join("; ")),
        word(statement),
        Cell::words(entry.key.as_str()),
    ]
}
