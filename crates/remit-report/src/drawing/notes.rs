//! The numbers that lead from a drawing to the log, and the marks of what the log leaves open.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{Audience, BoxPart, LogKind};
use remit_model::drawing::Note;
use remit_model::model::{AsAt, Choice, LogEntry, NodeId};
use remit_model::page::sentence;

use super::background::{Background, first_part};
use super::{Drawable, Placed};
use crate::log::tiers;

/// Marks what an open entry leaves open: a line where it is drawn, else the box that it would lead from.
pub(super) fn unsettle(known: &Background<'_, '_>, placed: &mut [Placed], lines: &mut [Drawable], choice: &Choice) {
    let mut on_lines: BTreeSet<(usize, NodeId)> = BTreeSet::new();
    for line in lines.iter_mut() {
        line.entries.retain(|&number| may_be_told(known, number, choice));
        line.arrow.unsettled = !line.entries.is_empty();
        on_lines.extend(
            line.entries
                .iter()
                .flat_map(|&number| [(number, line.from), (number, line.to)]),
        );
    }
    for placed in placed {
        placed.entries.retain(|&number| may_be_told(known, number, choice));
        let ids = &placed.ids;
        let left_open = |number: &usize| {
            let unsettles = known.open.get(*number).map_or(&[][..], |entry| &entry.unsettles);
            unsettles.iter().any(|(id, key, _)| {
                // A kind of line that the entry is drawn on is not the box's own.
                ids.contains(id) && !(is_line(first_part(key)) && on_lines.contains(&(*number, *id)))
            })
        };
        placed.drawn.unsettled = placed.entries.iter().any(left_open);
    }
}

fn is_line(key: &str) -> bool {
    remit_model::document::RelationKind::ALL
        .iter()
        .any(|kind| kind.word() == key)
}

/// Whether an entry may be told those for whom the drawing is made: no risks, and nothing internal, for the public.
fn may_be_told(known: &Background<'_, '_>, number: usize, choice: &Choice) -> bool {
    let told = |entry: &&LogEntry| {
        !choice.is_public() || entry.kind != Some(LogKind::Risk) && entry.statement.audience == Audience::Public
    };
    known.open.get(number).is_some_and(told)
}

/// Numbers the entries in the order in which a reader meets them: box by box, then on lines.
pub(super) fn number(
    at: &AsAt<'_>,
    known: &Background<'_, '_>,
    choice: &Choice,
    placed: &mut [Placed],
    lines: &mut [Drawable],
) -> Vec<Note> {
    if !choice.notes {
        return Vec::new();
    }
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut notes = Vec::new();
    let mut numbered = |entries: &BTreeSet<usize>| -> Vec<usize> {
        let mut given: Vec<usize> = entries
            .iter()
            .map(|&entry| {
                let next = numbers.len() + 1;
                *numbers.entry(entry).or_insert_with(|| {
                    notes.extend(known.open.get(entry).map(|entry| note(at, next, entry)));
                    next
                })
            })
            .collect();
        given.sort_unstable();
        given
    };
    if choice.says(BoxPart::Log) {
        for placed in placed {
            placed.drawn.notes = numbered(&placed.entries);
        }
    }
    for line in lines {
        line.arrow.notes = numbered(&line.entries);
    }
    notes
}

fn note(at: &AsAt<'_>, number: usize, entry: &LogEntry) -> Note {
    let kind = entry.kind.map(|kind| sentence(kind.word()));
    // The level goes before the text: an entry may be about a tier at which no body is entered that it could stand on.
    let text = match (kind, tiers(at, entry)) {
        (Some(kind), Some(tiers)) => format!("{kind}, {tiers}: {}", entry.text),
        (Some(only), None) | (None, Some(only)) => format!("{only}: {}", entry.text),
        (None, None) => entry.text.to_string(),
    };
    Note {
        number,
        key: entry.key.to_string(),
        text,
    }
}
