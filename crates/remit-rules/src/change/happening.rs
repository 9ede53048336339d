//! What happens to the things that differ, in the words of a reason: that something is new, ends, or is merged into another; and by
//! which name it is told of where it has two.

use std::collections::BTreeMap;

use remit_diff::{Change, Diff, Kind};

use super::becoming::Becoming;

/// By table and key: the name by which something is told of, and what happens to it.
type Words = (BTreeMap<String, String>, BTreeMap<String, String>);

/// Of the state before.
pub(super) fn before(diff: &Diff) -> Words {
    let mut words = Words::default();
    for change in &diff.changes {
        for thing in &change.before {
            let stays = change.after.iter().any(|after| after.id == thing.id);
            let told = match change.kind {
                Kind::Ended => Some("ends".to_owned()),
                // Of a line that goes over to another, the reason is what it is about.
                Kind::Replaced | Kind::Merged | Kind::Split | Kind::Reorganised if !stays && is_named(change) => {
                    Some(Becoming::words(change))
                }
                _ => None,
            };
            if let Some(told) = told {
                words.1.insert(thing.subject.clone(), told);
            }
        }
    }
    words
}

/// Of the state after: what is only called otherwise is told of by its former name, so that both states give one reason.
pub(super) fn after(diff: &Diff) -> Words {
    let mut words = Words::default();
    for change in &diff.changes {
        match (change.kind, change.before.as_slice(), change.after.as_slice()) {
            (Kind::Added, [], [thing]) => {
                words.1.insert(thing.subject.clone(), "is new".to_owned());
            }
            (Kind::Changed | Kind::Renamed | Kind::Moved, [was], [is]) if is_named(change) && was.name != is.name => {
                words.0.insert(is.subject.clone(), was.name.clone());
            }
            _ => {}
        }
    }
    words
}

/// Whether a thing has a name of its own: that of a line or seat is made of those whom it is about.
fn is_named(change: &Change) -> bool {
    change
        .table()
        .is_some_and(|table| table.is_node() || matches!(table.word(), "instrument" | "delegation" | "budget"))
}
