//! The documents that what is shown comes from.

use std::collections::BTreeSet;

use remit_model::model::{AsAt, Choice, NodeId, Statement};
use remit_model::page::day_in_words;

use super::background::Background;
use super::shown::may_be_seen;
use super::{Drawable, Placed};

/// The documents behind boxes, lines and numbered entries of the log, in the order of their keys.
pub(super) fn of(
    at: &AsAt<'_>,
    known: &Background<'_, '_>,
    placed: &[Placed],
    lines: &[Drawable],
    choice: &Choice,
) -> Vec<String> {
    let mut keys = BTreeSet::new();
    for &id in placed.iter().flat_map(|placed| &placed.ids) {
        keys.extend(document(&at.node(id).definition().statement));
    }
    keys.extend(lines.iter().filter_map(|line| line.document.clone()));
    if choice.notes {
        let of_boxes = placed.iter().map(|placed| &placed.entries);
        let entries = of_boxes.chain(lines.iter().map(|line| &line.entries)).flatten();
        let entries = entries.filter_map(|&number| known.open.get(number));
        keys.extend(entries.filter_map(|entry| document(&entry.statement)));
    }
    in_words(at, keys, choice)
}

/// The documents behind nodes alone.
pub(super) fn of_nodes(at: &AsAt<'_>, shown: &BTreeSet<NodeId>, choice: &Choice) -> Vec<String> {
    let keys = shown
        .iter()
        .filter_map(|&id| document(&at.node(id).definition().statement));
    in_words(at, keys.collect(), choice)
}

/// The key of the document that a statement comes from.
pub(super) fn document(statement: &Statement) -> Option<String> {
    let written = &statement.origin.as_ref()?.written;
    written.split(':').next().map(|key| key.trim().to_owned())
}

/// Title, author and date. The public is told no author, and that a date is no more than a reading is told everybody.
pub(super) fn in_words(at: &AsAt<'_>, keys: BTreeSet<String>, choice: &Choice) -> Vec<String> {
    let documents = keys.iter().filter_map(|key| at.model().documents.get(key));
    let seen = documents.filter(|document| may_be_seen(&document.statement, choice));
    seen.map(|document| {
        let mut words = document.title.to_string();
        // Authors are people more often than not: the public is not told.
        if let Some(author) = document.author.as_ref().filter(|_| !choice.is_public()) {
            words.push_str(&format!(", {author}"));
        }
        if let Some(date) = document.date {
            let date = day_in_words(date);
            words.push_str(&match document.statement.assumed("date") {
                Some(_) => format!(" (date taken to be {date})"),
                None => format!(", {date}"),
            });
        }
        words
    })
    .collect()
}
