//! Findings that were accepted: comply or explain.

use remit_model::model::AsAt;
use remit_model::page::{Cell, sentence};
use remit_rules::Checked;

use super::{Made, day, names, told, word};

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
    // Whether it has begun or is over is what the state says: all are shown.
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
        let state = match () {
            () if departure.until.is_some_and(|until| until < at.date()) => "Expired",
            () if accepted.is_empty() => "Not needed: nothing of the kind is found",
            () => "Counts",
        };
        vec![
            Cell::words(departure.rule.as_str()),
            Cell::words(departure.subject.as_str()),
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
