//! Findings that were accepted: comply or explain.

use remit_model::model::AsAt;
use remit_model::page::{Cell, Inline, sentence};
use remit_rules::Checked;

use super::{Made, day, names, told, without_hyphens, word};
use crate::change::name;

const COLUMNS: &[&str] = &[
    "Rule",
    "Subject",
    "What was found",
    "Reason",
    "Accepted by",
    "Minute",
    "Until",
    "State",
    "On whose word",
    "Id",
];

pub(super) fn table(at: &AsAt<'_>, checked: &Checked) -> Made {
    // Whether one has begun or is over is what the state says: all are shown.
    let rows = at
        .model()
        .departures
        .iter()
        .filter(|row| at.has_layer(row.statement.layer));
    let rows = rows.map(|departure| {
        let statement = &departure.statement;
        let accepted: Vec<&str> = checked
            .departed
            .iter()
            .filter(|(_, key)| *key == departure.key.as_str())
            .map(|(finding, _)| finding.message.as_str())
            .collect();
        let starts = statement.starts.filter(|starts| *starts > at.date());
        let state = match () {
            () if starts.is_some() => "Does not count yet",
            () if departure.until.is_some_and(|until| until < at.date()) => "Expired",
            () if accepted.is_empty() => "Not needed: nothing of the kind is found",
            () => "Counts",
        };
        vec![
            with_id(rule(&departure.rule), &departure.rule),
            with_id(subject(at, &departure.subject), &departure.subject),
            Cell::words(
                accepted
                    .iter()
                    .map(|message| sentence(message))
                    .collect::<Vec<_>>()
                    .join("; "),
            ),
            Cell::words(departure.reason.as_str()),
            told(statement, "accepted-by", names(at, departure.accepted_by)),
            told(statement, "minute", departure.minute.as_ref().map(ToString::to_string)),
            day(statement, "until", departure.until),
            Cell::words(state),
            word(statement),
            Cell::words(departure.key.as_str()),
        ]
    });
    (COLUMNS, rows.collect())
}

/// What a rule is called: its id in words.
fn rule(id: &str) -> String {
    without_hyphens(id)
}

/// The name of what a finding is about: `body.hwb`, or `body.hwb.seats.chair`.
fn subject(at: &AsAt<'_>, subject: &str) -> String {
    let mut parts = subject.splitn(3, '.');
    let (Some(table), Some(key)) = (parts.next(), parts.next()) else {
        return String::new();
    };
    match name(at, table, key) {
        name if name == key => String::new(),
        name => name,
    }
}

/// Words, and behind them the id that they stand for.
fn with_id(name: String, id: &str) -> Cell {
    let id = Inline::Code(id.to_owned());
    match name.is_empty() {
        true => Cell::Words(vec![id]),
        false => Cell::Words(vec![
            Inline::Words(format!("{name} (")),
            id,
            Inline::Words(")".to_owned()),
        ]),
    }
}
