//! The log entries of both sides: the later side keeps its numbers, and what only the earlier refers to gets new ones.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::{Drawing, Note};

/// The entries of both sides.
pub(super) struct Notes {
    after: Vec<Note>,
    /// Those of the earlier side alone, with their new numbers.
    gone: Vec<Note>,
    /// Of each number of the earlier side the new one.
    now: BTreeMap<usize, usize>,
}

impl Notes {
    pub(super) fn new(before: &[Note], after: &[Note]) -> Self {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for note in after {
            numbers.entry(&note.key).or_insert(note.number);
        }
        let mut next = after.iter().map(|note| note.number).max().unwrap_or(0);
        let mut notes = Self {
            after: after.to_vec(),
            gone: Vec::new(),
            now: BTreeMap::new(),
        };
        for note in before {
            let number = *numbers.entry(&note.key).or_insert_with(|| {
                next += 1;
                notes.gone.push(Note {
                    number: next,
                    ..note.clone()
                });
                next
            });
            notes.now.insert(note.number, number);
        }
        notes
    }

    /// Numbers of the earlier side as the sheet has them.
    pub(super) fn now(&self, numbers: &[usize]) -> Vec<usize> {
        let now: BTreeSet<usize> = numbers
            .iter()
            .filter_map(|number| self.now.get(number).copied())
            .collect();
        now.into_iter().collect()
    }

    /// The later side's entries, and those of the earlier that something removed still refers to: an entry that is closed
    /// is not told as if it were open.
    pub(super) fn of(self, drawing: &Drawing) -> Vec<Note> {
        let of_boxes = drawing
            .tiers
            .iter()
            .flat_map(|tier| &tier.boxes)
            .map(|drawn| &drawn.notes);
        let of_lines = drawing.lines.iter().map(|line| &line.notes);
        let used: BTreeSet<usize> = of_boxes.chain(of_lines).flatten().copied().collect();
        let gone = self.gone.into_iter().filter(|note| used.contains(&note.number));
        self.after.into_iter().chain(gone).collect()
    }
}
