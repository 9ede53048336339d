//! The keys of the earlier side as the later has them: of what has another key, and of what others came in the place of.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::Drawing;

use super::boxes;
use crate::alt::short;
use crate::who::listed;

/// What became of what, by the word of the framework: the keys of the earlier side, and those of the later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Became {
    /// The keys before.
    pub before: Vec<String>,
    /// The keys after.
    pub after: Vec<String>,
    /// Whether it is one and the same thing under another key.
    pub same: bool,
}

/// The keys of the earlier side as the later has them.
#[derive(Default)]
pub(super) struct Keys<'a> {
    renamed: BTreeMap<&'a str, &'a str>,
    /// Of each of the earlier side in whose place others came, these, in their order; itself among them where it stays.
    successors: BTreeMap<&'a str, Vec<&'a str>>,
    /// Of each that came in the place of others, what it says of them.
    origins: BTreeMap<&'a str, String>,
    /// What stands on both sides.
    stays: BTreeSet<&'a str>,
}

impl<'a> Keys<'a> {
    /// Of what both drawings show. One thing is another's later self only where that is gone and this is new, and each only once:
    /// any other would draw two boxes as one.
    pub(super) fn new(before: &'a Drawing, after: &'a Drawing, became: &'a [Became]) -> Self {
        let names = |drawing: &'a Drawing| -> BTreeMap<&'a str, &'a str> {
            boxes(drawing)
                .map(|(_, drawn)| (drawn.key.as_str(), drawn.name.as_str()))
                .collect()
        };
        let (gone, new) = (names(before), names(after));
        let mut keys = Self {
            stays: gone.keys().copied().filter(|key| new.contains_key(key)).collect(),
            ..Self::default()
        };
        let mut taken = BTreeSet::new();
        for one in became {
            let of = |keys: &'a [String], drawn: &BTreeMap<&'a str, &'a str>| -> Vec<&'a str> {
                let keys = keys.iter().map(String::as_str);
                keys.filter(|key| drawn.contains_key(key)).collect()
            };
            let (was, is) = (of(&one.before, &gone), of(&one.after, &new));
            match (was.as_slice(), is.as_slice()) {
                ([], _) | (_, []) => {}
                ([old], [now]) if one.same => {
                    let is_pair = !keys.stays.contains(old) && !keys.stays.contains(now);
                    if is_pair && !keys.renamed.contains_key(old) && taken.insert(*now) {
                        keys.renamed.insert(old, now);
                    }
                }
                (olds, nows) if nows.iter().all(|now| !taken.contains(now)) => {
                    taken.extend(nows);
                    for old in olds {
                        keys.successors.insert(old, nows.to_vec());
                    }
                    for now in nows {
                        let others = olds.iter().filter(|old| *old != now);
                        let others: Vec<String> =
                            others.filter_map(|old| gone.get(old)).map(|name| short(name)).collect();
                        // What others were split from, and stays, says nothing of that itself.
                        if others.is_empty() || nows.len() > 1 && keys.stays.contains(now) {
                            continue;
                        }
                        let lead = if keys.stays.contains(now) { TAKES_IN } else { FROM };
                        keys.origins.insert(now, format!("{lead}{}", listed(&others)));
                    }
                }
                _ => {}
            }
        }
        keys
    }

    /// What a key of the earlier side is now; the first of those that came in its place.
    pub(super) fn now<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        if self.stays.contains(key) {
            return key;
        }
        let first = self.successors.get(key).and_then(|successors| successors.first());
        first.or_else(|| self.renamed.get(key)).copied().unwrap_or(key)
    }

    /// All that a key of the earlier side is now.
    pub(super) fn all_now<'k>(&self, key: &'k str) -> Vec<&'k str>
    where
        'a: 'k,
    {
        match self.successors.get(key) {
            Some(successors) => successors.clone(),
            None => vec![self.now(key)],
        }
    }

    /// Whether others came in the place of one of the earlier side, or beside it.
    pub(super) fn has_successors(&self, key: &str) -> bool {
        self.successors.contains_key(key)
    }

    /// Whether others came in the place of one that is gone.
    pub(super) fn is_succeeded(&self, key: &str) -> bool {
        self.has_successors(key) && !self.stays.contains(key)
    }

    /// What one of the later side says of those that it came in the place of.
    pub(super) fn origin(&self, key: &str) -> Option<&str> {
        self.origins.get(key).map(String::as_str)
    }
}

/// What stands before the names of those in whose place a box came, and of those that one took in which was there already.
pub(super) const FROM: &str = "from ";
pub(super) const TAKES_IN: &str = "takes in ";
