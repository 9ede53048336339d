//! Two states, thing by thing.

use std::collections::BTreeMap;

use remit_model::model::AsAt;
use remit_model::model::said::{Item, Said, Value};

use crate::groups::{Group, Groups};
use crate::state::{Entry, entries};
use crate::{Change, Diff, Field, Id, Kind, Table};

/// Keys that say where a node belongs. (Who shares it is told apart: one partner more or less moves nothing.)
const BELONGING: [&str; 4] = ["within", "tier", "lane", "employer"];

/// What differs between two states, of one framework or of two.
///
/// Linear in what both say, but for sorting what differs by key.
pub fn diff(before: &AsAt<'_>, after: &AsAt<'_>) -> Diff {
    let (old, mut new) = entries(before, after);
    let groups = Groups::of(before, after, &old, &new);
    let mut changes = Vec::new();
    for (id, entry) in &old {
        if groups.is_before(id) {
            continue;
        }
        let other = match groups.renamed(id) {
            Some(id) => new.remove(&id),
            None => new.remove(id),
        };
        match other {
            Some(other) => changes.extend(compared(entry, &other, &groups)),
            None => changes.push(one_sided(Kind::Ended, entry)),
        }
    }
    for group in groups.all() {
        changes.extend(of_group(group, &old, &new, &groups));
    }
    let added = new.iter().filter(|(id, _)| !groups.is_after(id));
    changes.extend(added.map(|(_, entry)| one_sided(Kind::Added, entry)));
    changes.sort_by(|a, b| order(a).cmp(&order(b)));
    Diff { changes }
}

/// Changes come in the order of what they are about: the least of its identities, so that a comparison the other way round
/// has the same order.
fn order(change: &Change) -> Option<&Id> {
    change.before.iter().chain(&change.after).map(|thing| &thing.id).min()
}

fn one_sided(kind: Kind, entry: &Entry<'_, '_>) -> Change {
    let things = vec![entry.thing.clone()];
    let (before, after) = match kind {
        Kind::Added => (Vec::new(), things),
        _ => (things, Vec::new()),
    };
    Change {
        kind,
        before,
        after,
        fields: Vec::new(),
    }
}

/// What became of a thing that is there on both sides, if anything.
fn compared(old: &Entry<'_, '_>, new: &Entry<'_, '_>, groups: &Groups) -> Option<Change> {
    let same_key = old.thing.id == new.thing.id;
    if same_key && old.is_same_statement(new) {
        return None;
    }
    let fields = fields(old.said(), new.said(), groups);
    // What belongs to something renamed, or leads to it, is the same as before.
    let follows = !same_key && (old.thing.id.owner.is_some() || old.thing.id.table == Table::Line);
    if fields.is_empty() && (same_key || follows) {
        return None;
    }
    let kind = match () {
        () if same_key || follows => kind(old.thing.id.table, &fields, groups),
        () if groups.is_replaced(&old.thing.id) => Kind::Replaced,
        () => Kind::Renamed,
    };
    Some(Change {
        kind,
        before: vec![old.thing.clone()],
        after: vec![new.thing.clone()],
        fields,
    })
}

/// What became of something by what it says otherwise.
fn kind(table: Table, fields: &[Field], groups: &Groups) -> Kind {
    let says = |key: &str| fields.iter().any(|field| field.key == key);
    let goes_to_others = || {
        fields
            .iter()
            .any(|field| field.key == "between" && is_of_others(field, groups))
    };
    if table.is_node() && says("name") {
        Kind::Renamed
    } else if table.is_node() && (BELONGING.into_iter().any(says) || goes_to_others())
        || table == Table::Line && says("to")
    {
        Kind::Moved
    } else {
        Kind::Changed
    }
}

/// Whether none of those who are listed before is listed after.
fn is_of_others(field: &Field, groups: &Groups) -> bool {
    let (Some((Value::Stated(old), _)), Some((Value::Stated(new), _))) = (&field.before, &field.after) else {
        return false;
    };
    let stays = |old: &Item| new.iter().any(|new| is_same_item(old, new, groups));
    !old.iter().any(stays)
}

/// What became of several things that turned into others.
fn of_group(
    group: &Group,
    old: &BTreeMap<Id, Entry<'_, '_>>,
    new: &BTreeMap<Id, Entry<'_, '_>>,
    groups: &Groups,
) -> Option<Change> {
    let before: Vec<&Entry<'_, '_>> = group.before.iter().filter_map(|id| old.get(id)).collect();
    let after: Vec<&Entry<'_, '_>> = group.after.iter().filter_map(|id| new.get(id)).collect();
    let kind = match (before.len(), after.len()) {
        (0, _) | (_, 0) => return None,
        (1, 1) => Kind::Moved,
        (_, 1) => Kind::Merged,
        (1, _) => Kind::Split,
        _ => Kind::Reorganised,
    };
    // What stays under its key can be compared: what others were merged into, or what others were split from; and what was carried
    // over as one.
    let mut stays = group.before.intersection(&group.after);
    let pair = match (stays.next(), stays.next(), before.as_slice(), after.as_slice()) {
        (Some(id), None, ..) => old.get(id).zip(new.get(id)),
        (None, None, [old], [new]) => Some((*old, *new)),
        _ => None,
    };
    let fields = pair.map_or_else(Vec::new, |(old, new)| fields(old.said(), new.said(), groups));
    let things = |entries: &[&Entry<'_, '_>]| entries.iter().map(|entry| entry.thing.clone()).collect();
    Some(Change {
        kind,
        before: things(&before),
        after: things(&after),
        fields,
    })
}

/// What two things say otherwise.
fn fields(old: Vec<Said>, new: Vec<Said>, groups: &Groups) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut rest: Vec<Option<Said>> = new.into_iter().map(Some).collect();
    let mut take = |key: &str| {
        let found = rest
            .iter_mut()
            .find(|said| said.as_ref().is_some_and(|said| said.key == key));
        found.and_then(Option::take)
    };
    for said in old {
        let other = take(&said.key);
        let same = other
            .as_ref()
            .is_some_and(|other| is_same(&said.value, &other.value, groups));
        if !same {
            fields.push(Field {
                key: said.key.to_string(),
                before: Some((said.value, said.place)),
                after: other.map(|other| (other.value, other.place)),
            });
        }
    }
    let added = rest.into_iter().flatten().map(|said| Field {
        key: said.key.to_string(),
        before: None,
        after: Some((said.value, said.place)),
    });
    fields.extend(added);
    // In one order whichever way round they are read.
    fields.sort_by(|a, b| a.key.cmp(&b.key));
    fields
}

/// Whether two values say the same, what is renamed counting as itself.
fn is_same(old: &Value, new: &Value, groups: &Groups) -> bool {
    if old == new {
        return true;
    }
    match (old, new) {
        (Value::Stated(old), Value::Stated(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_same_item(old, new, groups))
        }
        _ => false,
    }
}

fn is_same_item(old: &Item, new: &Item, groups: &Groups) -> bool {
    match (old, new) {
        (Item::Key(table, old), Item::Key(other, new)) => {
            table == other && (old == new || groups.renamed_key(table, old) == Some(new.as_str()))
        }
        (Item::Pair(a, b), Item::Pair(c, d)) => is_same_item(a, c, groups) && is_same_item(b, d, groups),
        _ => old == new,
    }
}
