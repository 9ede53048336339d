//! Which proposals change the same row or line; and the framework read again, with their changes laid over each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{File, leave_out_shipped_law, resolve};
use crate::document::{Audience, Change, Entries, Over, Says, decode};
use crate::model::{Again, Layer, Model};
use crate::sources::{FileId, Sources};
use crate::text::Text;

/// The proposals that change the same row, or the same line of a body or post: of each such row and line, in order, each
/// choice once. (The keys of a body itself need no help: each change to it counts by itself, key by key.)
pub(super) fn shared(files: &[File]) -> Arc<[Box<[Layer]>]> {
    let mut changed: BTreeMap<(&str, &str), BTreeSet<Layer>> = BTreeMap::new();
    let proposed = |file: &&File| matches!(file.layer, Layer::Proposal(number) if number != u32::MAX);
    for file in files.iter().filter(proposed) {
        let stated = file.document.stated.iter();
        let lines = stated.filter(|stating| stating.says == Says::Line && !stating.ending);
        let lines = lines.map(|stating| (stating.thing.as_str(), stating.key.as_str()));
        // A change that gives no more than another source takes the place of the row too.
        for row in rows(&file.document.change).chain(lines) {
            changed.entry(row).or_default().insert(file.layer);
        }
    }
    let shared = changed.into_values().filter(|layers| layers.len() > 1);
    let each_once: BTreeSet<Box<[Layer]>> = shared.map(|layers| layers.into_iter().collect()).collect();
    each_once.into_iter().collect()
}

/// The rows that a proposal changes, of the tables of which a changed row takes the place of the one that it changes, whole:
/// table and key.
fn rows(change: &Change) -> impl Iterator<Item = (&str, &str)> {
    fn of<'c, T>(table: &'c str, entries: &'c Entries<T>) -> impl Iterator<Item = (&'c str, &'c str)> {
        entries.iter().map(move |(key, _)| (table, key.as_str()))
    }
    of("function", &change.function)
        .chain(of("budget", &change.budget))
        .chain(of("instrument", &change.instrument))
        .chain(of("delegation", &change.delegation))
        .chain(of("log", &change.log))
        .chain(of("milestone", &change.milestone))
}

/// What changes lie over, by key: what the framework says, with what was adopted; and where some proposals are laid over
/// each other, what those made of it that came before.
pub(super) struct Below<'a, T> {
    base: HashMap<Text, T>,
    above: HashMap<Text, T>,
    together: &'a [Layer],
}

impl<'a, T: Over + Clone> Below<'a, T> {
    pub(super) fn new(base: HashMap<Text, T>, together: &'a [Layer]) -> Self {
        Self {
            base,
            above: HashMap::new(),
            together,
        }
    }

    /// What a change of this file lies over.
    pub(super) fn get(&self, file: &File, key: &str) -> Option<&T> {
        let laid = self.is_laid(file).then(|| self.above.get(key)).flatten();
        laid.or_else(|| self.base.get(key))
    }

    /// Notes what a change of this file came to, for later ones to lie over.
    pub(super) fn put(&mut self, file: &File, key: &Text, laid: T) {
        if file.layer == Layer::Base {
            self.base.insert(key.clone(), laid);
        } else if self.is_laid(file) {
            self.above.insert(key.clone(), laid);
        }
    }

    /// Whether later changes lie over those of this file.
    pub(super) fn keeps(&self, file: &File) -> bool {
        file.layer == Layer::Base || self.is_laid(file)
    }

    fn is_laid(&self, file: &File) -> bool {
        self.together.contains(&file.layer)
    }
}

/// What a framework was read from.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) sources: Arc<Sources>,
    pub(super) files: Vec<FileId>,
}

impl Again for Texts {
    fn read(&self, together: &[Layer]) -> Model {
        let read = |&id: &FileId| {
            let source = self.sources.get(id);
            File {
                id,
                document: decode(&source.text).0,
                shipped: source.shipped,
                layer: Layer::Base,
                from: None,
                audience: Audience::Public,
            }
        };
        let mut files: Vec<File> = self.files.par_iter().map(read).collect();
        leave_out_shipped_law(&mut files);
        // What is wrong in the files was told when they were first read.
        resolve(files, together, &self.sources, &mut Vec::new())
    }
}
