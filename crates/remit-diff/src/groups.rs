//! What became of what: renamed, merged and split, by the word of the framework.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::model::AsAt;

use crate::carried::carried;
use crate::state::Entry;
use crate::{Id, Table};

/// Things that turned into others.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub(crate) before: BTreeSet<Id>,
    pub(crate) after: BTreeSet<Id>,
}

/// All of them. What is one on either side is a thing with another key; the rest are groups.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// From the key before to the key after, by table.
    renamed: BTreeMap<(Table, String), String>,
    /// Those of them in whose place something else came, rather than that they are called otherwise.
    replaced: BTreeSet<Id>,
    groups: Vec<Group>,
    before: BTreeSet<Id>,
    after: BTreeSet<Id>,
}

pub(crate) type State<'e, 'v, 'm> = BTreeMap<Id, Entry<'v, 'm>>;

impl Groups {
    /// As either framework tells it. A succession holds in both directions: somebody may look back in time.
    pub(crate) fn of(before: &AsAt<'_>, after: &AsAt<'_>, old: &State<'_, '_, '_>, new: &State<'_, '_, '_>) -> Self {
        let mut links: BTreeSet<(Id, Id)> = BTreeSet::new();
        let mut same: BTreeSet<(Id, Id)> = BTreeSet::new();
        for at in [before, after] {
            let told = at.model().successions().iter();
            for succession in told.filter(|told| at.has_layer(told.layer)) {
                let Some(table) = Table::ALL.into_iter().find(|table| table.word() == succession.table) else {
                    continue;
                };
                let [from, to] = [&succession.from, &succession.to].map(|key| Id {
                    table,
                    owner: None,
                    key: key.to_string(),
                });
                if succession.renamed {
                    same.insert((from.clone(), to.clone()));
                    same.insert((to.clone(), from.clone()));
                }
                for (one, other) in [(&from, &to), (&to, &from)] {
                    let turned = !new.contains_key(one) || !old.contains_key(other);
                    if turned && old.contains_key(one) && new.contains_key(other) {
                        links.insert((one.clone(), other.clone()));
                    }
                }
            }
        }
        let mut groups = Self::default();
        for group in joined(links, old, new) {
            groups.put(group, &same);
        }
        for group in carried(&groups, old, new) {
            groups.put_whole(group);
        }
        groups
    }

    fn put(&mut self, group: Group, same: &BTreeSet<(Id, Id)>) {
        let [before, after] = [&group.before, &group.after].map(|side| side.iter().collect::<Vec<_>>());
        if let ([old], [new]) = (before.as_slice(), after.as_slice()) {
            self.renamed.insert((old.table, old.key.clone()), new.key.clone());
            if !same.contains(&((*old).clone(), (*new).clone())) {
                self.replaced.insert((*old).clone());
            }
            return;
        }
        self.put_whole(group);
    }

    fn put_whole(&mut self, group: Group) {
        self.before.extend(group.before.iter().cloned());
        self.after.extend(group.after.iter().cloned());
        self.groups.push(group);
    }

    /// Those with several on a side, and what was carried over from one of these to another.
    pub(crate) fn all(&self) -> &[Group] {
        &self.groups
    }

    /// Whether a group tells what became of it.
    pub(crate) fn is_before(&self, id: &Id) -> bool {
        self.before.contains(id)
    }

    /// Whether a group tells where it came from.
    pub(crate) fn is_after(&self, id: &Id) -> bool {
        self.after.contains(id)
    }

    /// Whether something else came in the place of what was there before.
    pub(crate) fn is_replaced(&self, before: &Id) -> bool {
        self.replaced.contains(before)
    }

    /// The key that something has after, where it is another.
    pub(crate) fn renamed_key(&self, table: &str, key: &str) -> Option<&str> {
        let table = Table::ALL.into_iter().find(|known| known.word() == table)?;
        self.renamed.get(&(table, key.to_owned())).map(String::as_str)
    }

    /// The key that an organisation, body or post has after, where it is another.
    pub(crate) fn renamed_node(&self, key: &str) -> Option<String> {
        let tables = [Table::Organisation, Table::Body, Table::Post];
        let renamed = tables.map(|table| self.renamed.get(&(table, key.to_owned())));
        renamed.into_iter().flatten().next().cloned()
    }

    /// The identity that something has after, where it is another: its own key, that of what it belongs to, or that of what a
    /// line leads to.
    pub(crate) fn renamed(&self, id: &Id) -> Option<Id> {
        if self.renamed.is_empty() {
            return None;
        }
        let node = |key: &str| self.renamed_node(key);
        let owner = id.owner.as_deref().and_then(node);
        let key = match id.table {
            Table::Line => id
                .key
                .split_once('.')
                .and_then(|(kind, key)| Some(format!("{kind}.{}", node(key)?))),
            table => self.renamed.get(&(table, id.key.clone())).cloned(),
        };
        (owner.is_some() || key.is_some()).then(|| Id {
            table: id.table,
            owner: owner.or_else(|| id.owner.clone()),
            key: key.unwrap_or_else(|| id.key.clone()),
        })
    }
}

/// Links that share an end, as one group. What is there on both sides stays in it on both.
fn joined(links: BTreeSet<(Id, Id)>, old: &State<'_, '_, '_>, new: &State<'_, '_, '_>) -> Vec<Group> {
    let mut near: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
    for (one, other) in &links {
        near.entry(one).or_default().push(other);
        near.entry(other).or_default().push(one);
    }
    let mut seen: BTreeSet<&Id> = BTreeSet::new();
    let mut groups = Vec::new();
    for start in near.keys() {
        if !seen.insert(start) {
            continue;
        }
        let mut group = Group::default();
        let mut stack = vec![*start];
        while let Some(id) = stack.pop() {
            if old.contains_key(id) {
                group.before.insert(id.clone());
            }
            if new.contains_key(id) {
                group.after.insert(id.clone());
            }
            for &next in near.get(id).into_iter().flatten() {
                if seen.insert(next) {
                    stack.push(next);
                }
            }
        }
        groups.push(group);
    }
    groups
}
