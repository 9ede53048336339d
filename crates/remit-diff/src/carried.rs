//! What belonged to, led to or was given to bodies that were merged or split, and is there after under another of them: it was
//! carried over, and neither ended nor began.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::model::said::{Item, Said, Value};

use crate::groups::{Group, Groups, State};
use crate::state::Entry;
use crate::{Id, Table};

/// What a seat says of who fills it.
const FILLERS: [&str; 4] = ["person", "post", "nominee-of", "ex-officio"];

/// What was carried over, thing by thing; several where what several had is one after, or the other way round.
pub(crate) fn carried(groups: &Groups, old: &State<'_, '_, '_>, new: &State<'_, '_, '_>) -> Vec<Group> {
    let members = Members::of(groups);
    if members.number.is_empty() {
        return Vec::new();
    }
    let sign = |entries: &State<'_, '_, '_>, before: bool| -> BTreeMap<Id, Sign> {
        let signed = entries.iter().filter_map(|(id, entry)| {
            let sign = members.sign(entry, before.then_some(groups))?;
            Some((id.clone(), sign))
        });
        signed.collect()
    };
    let (mut signs_old, mut signs_new) = (sign(old, true), sign(new, false));
    // What is there on both sides, and leads elsewhere or is filled by another, is the same thing still, and tells of it.
    let same: Vec<(Id, Id)> = old
        .keys()
        .filter_map(|id| {
            let now = groups.renamed(id).unwrap_or_else(|| id.clone());
            new.contains_key(&now).then(|| (id.clone(), now))
        })
        .filter(|(was, now)| signs_old.contains_key(was) || signs_new.contains_key(now))
        .collect();
    let mut now_of: BTreeMap<Id, Id> = BTreeMap::new();
    for (was, now) in same {
        if signs_old.get(&was) == signs_new.get(&now) {
            now_of.insert(was, now);
        } else {
            signs_old.remove(&was);
            signs_new.remove(&now);
        }
    }
    let mut all: BTreeMap<Sign, Group> = BTreeMap::new();
    for (id, sign) in signs_old {
        all.entry(sign).or_default().before.insert(id);
    }
    for (id, sign) in signs_new {
        all.entry(sign).or_default().after.insert(id);
    }
    let carried = all.into_values().filter(|group| {
        let stays: BTreeSet<&Id> = group.before.iter().filter_map(|id| now_of.get(id)).collect();
        let all_stay = stays.len() == group.before.len() && stays.len() == group.after.len();
        !group.before.is_empty() && !group.after.is_empty() && !all_stay
    });
    carried.collect()
}

/// What two things have in common of which one is the other, carried over: their table, to whom they belong, and what they say.
type Sign = (Table, Vec<String>);

/// The organisations, bodies and posts that were merged, split or reorganised, each with the number of its group.
struct Members {
    number: BTreeMap<String, usize>,
}

impl Members {
    fn of(groups: &Groups) -> Self {
        let mut number = BTreeMap::new();
        for (at, group) in groups.all().iter().enumerate() {
            let nodes = group.before.iter().chain(&group.after).filter(|id| id.table.is_node());
            number.extend(nodes.map(|id| (id.key.clone(), at)));
        }
        Self { number }
    }

    /// A key as both sides have it: one for all of a group; what is renamed by its key after.
    fn same(&self, key: &str, renamed: Option<&Groups>) -> String {
        match (self.number.get(key), renamed) {
            (Some(number), _) => format!("[{number}]"),
            (None, Some(groups)) => groups.renamed_node(key).unwrap_or_else(|| key.to_owned()),
            (None, None) => key.to_owned(),
        }
    }

    /// What is told of a thing that belongs to one of them, leads to one or is given to or by one; nothing of any other.
    fn sign(&self, entry: &Entry<'_, '_>, renamed: Option<&Groups>) -> Option<Sign> {
        let id = &entry.thing.id;
        let belongs = id.owner.as_ref().is_some_and(|owner| self.number.contains_key(owner));
        let can_lead = matches!(id.table, Table::Line | Table::Delegation);
        if !belongs && !can_lead {
            return None;
        }
        let said = entry.said();
        let words = |key: &str| self.words(&said, key, renamed);
        let mut told = vec![
            id.owner
                .as_deref()
                .map_or_else(String::new, |owner| self.same(owner, renamed)),
        ];
        match id.table {
            Table::Line => {
                let leads = self.is_among(&said, "to");
                if !belongs && !leads {
                    return None;
                }
                let (kind, key) = id.key.split_once('.')?;
                // Of two lines of a kind to one and the same the keys tell which is which.
                let own = !is_key(&said, "to", key) && !self.number.contains_key(key);
                told.extend([
                    kind.to_owned(),
                    words("to"),
                    if own { key.to_owned() } else { String::new() },
                ]);
            }
            Table::Delegation => {
                if !self.is_among(&said, "from") && !self.is_among(&said, "to") {
                    return None;
                }
                told.extend(["from", "to", "functions"].map(words));
            }
            Table::Seat => {
                let filled: Vec<String> = FILLERS.into_iter().map(words).collect();
                let named = filled.iter().any(|words| !words.is_empty());
                told.push(words("role"));
                told.extend(filled);
                told.push(if named { String::new() } else { id.key.clone() });
            }
            Table::Duty => told.extend(["verb", "function", "text"].map(words)),
            Table::Risk => told.extend(["log", "text"].map(words)),
            _ => return None,
        }
        Some((id.table, told))
    }

    /// Whether one of them is said under a key.
    fn is_among(&self, said: &[Said], key: &str) -> bool {
        let mut keys = items(said, key).filter_map(|item| match item {
            Item::Key(_, key) => Some(key.as_str()),
            _ => None,
        });
        keys.any(|key| self.number.contains_key(key))
    }

    /// What is said under a key, in an order of its own.
    fn words(&self, said: &[Said], key: &str, renamed: Option<&Groups>) -> String {
        let each = items(said, key).map(|item| match item {
            Item::Key(_, key) => self.same(key, renamed),
            other => format!("{other:?}"),
        });
        let each: BTreeSet<String> = each.collect();
        each.into_iter().collect::<Vec<_>>().join(" ")
    }
}

fn items<'s>(said: &'s [Said], key: &str) -> impl Iterator<Item = &'s Item> {
    let said = said.iter().find(|said| said.key == key);
    let items = said.and_then(|said| match &said.value {
        Value::Stated(items) => Some(items),
        Value::None | Value::NotStated => None,
    });
    items.into_iter().flatten()
}

fn is_key(said: &[Said], under: &str, key: &str) -> bool {
    items(said, under).any(|item| matches!(item, Item::Key(_, known) if known.as_str() == key))
}
