//! Letters that stand on lines for labels that have no room: the key says what each stands for.

use std::collections::{BTreeMap, BTreeSet};

use remit_layout::Layout;
use remit_model::drawing::Arrow;

use super::labels::{says_its_kind, tags_of, words_of};
use super::plan::Plan;

/// As many as there are small letters; whatever has none of them is told otherwise.
const MOST: u8 = 26;

/// What lines say, each with its letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Letters(BTreeMap<String, char>);

impl Letters {
    /// Letters for what these lines say.
    pub(super) fn new<'l>(lines: impl Iterator<Item = &'l Arrow>) -> Self {
        let lines = lines.filter(|line| !says_its_kind(line));
        let words: BTreeSet<String> = lines.map(words_of).filter(|words| !words.is_empty()).collect();
        let letters = (b'a'..b'a' + MOST).map(char::from);
        Self(words.into_iter().zip(letters).collect())
    }

    /// The letter for what a line says.
    pub(super) fn of(&self, line: &Arrow) -> Option<char> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&words_of(line)).copied()
    }

    /// Each letter, and what it stands for.
    pub(super) fn all(&self) -> impl Iterator<Item = (char, &str)> {
        self.0.iter().map(|(words, letter)| (*letter, words.as_str()))
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The lines that have a label and no room for it, though they say more than their look, which the key explains.
pub(super) fn unlabelled(plan: &Plan<'_>, layout: &Layout) -> Vec<usize> {
    let labelled: BTreeSet<usize> = layout
        .strokes
        .iter()
        .filter(|stroke| stroke.label.is_some())
        .flat_map(|stroke| stroke.lines.iter().copied())
        .collect();
    let says_more = |line: &Arrow| !tags_of(line).is_empty() || !says_its_kind(line);
    let lines = plan.lines.iter().zip(&plan.labels).enumerate();
    lines
        .filter(|(number, (line, labels))| !labels.is_empty() && !labelled.contains(number) && says_more(line))
        .map(|(number, _)| number)
        .collect()
}

/// The lines on which a letter stands.
pub(super) fn lettered<'d>(plan: &Plan<'d>, layout: &Layout) -> Vec<&'d Arrow> {
    let shown = layout.strokes.iter().filter_map(|stroke| {
        let first = *stroke.lines.first()?;
        let (_, size) = stroke.label?;
        let label = plan.labels.get(first)?.get(size)?;
        label.is_lettered().then(|| plan.lines.get(first).copied())?
    });
    shown.collect()
}
