//! Who decides what, before a change and after it.
//!
//! One change of hands is told once: that nobody decides any more (`decision-unowned`), that several do (`decision-doubled`), or
//! that another does (`decision-moved`). What is decided otherwise only because a delegation broke is `delegation-broken`. What
//! went the same way is told together, with the key of every function, so that the findings of a check on them find it.

mod doubled;
mod moved;
mod unowned;

use std::collections::BTreeMap;

use remit_diff::Table;
use remit_model::finding::Finding;
use remit_model::model::{AsAt, Function, NodeId};
use remit_model::text::Text;

pub(super) use doubled::doubled;
pub(super) use moved::moved;
pub(super) use unowned::unowned;

use super::Compared;
use super::words::NAMED;
use crate::deciders::{Decider, last_of_functions};

/// A function that somebody decided before and that is there after, with who decides it.
#[derive(Debug)]
pub(super) struct Decision<'m> {
    /// The function as it is after.
    function: &'m Function,
    before: Vec<Decider<'m>>,
    after: Vec<Decider<'m>>,
}

/// All of them, in the order of their keys before.
pub(super) fn all<'m>(compared: &Compared<'_, 'm>) -> Vec<Decision<'m>> {
    let renamed: BTreeMap<&str, &str> = compared
        .diff
        .renamed_keys()
        .filter(|(table, ..)| *table == Table::Function)
        .map(|(_, before, after)| (before, after))
        .collect();
    let mut after = last_of_functions(compared.after);
    let before = last_of_functions(compared.before).into_iter();
    let decided = before.filter(|(key, deciders)| !deciders.is_empty() && in_force(compared.before, key).is_some());
    decided
        .filter_map(|(key, before)| {
            let key = renamed.get(key.as_str()).copied().unwrap_or(key);
            let function = in_force(compared.after, key)?;
            Some(Decision {
                after: after.remove(&function.key).unwrap_or_default(),
                function,
                before,
            })
        })
        .collect()
}

fn in_force<'m>(at: &AsAt<'m>, key: &str) -> Option<&'m Function> {
    let mut rows = at.model().functions.of(key);
    rows.find(|function| at.in_force(&function.statement))
}

/// Who they are, each once.
fn who(deciders: &[Decider<'_>]) -> Vec<NodeId> {
    let mut ids: Vec<NodeId> = deciders.iter().map(Decider::id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Shows the lines by which some decide, each once.
fn shown(mut finding: Finding, decisions: &[&Decision<'_>], after: bool, of: &[NodeId], words: &str) -> Finding {
    let mut places = Vec::new();
    for decision in decisions {
        let deciders = if after { &decision.after } else { &decision.before };
        for decider in deciders.iter().filter(|decider| of.contains(&decider.id())) {
            let place = decider.statement().place;
            if places.len() < NAMED && !places.contains(&place) {
                places.push(place);
            }
        }
    }
    for place in places {
        finding = finding.label(place, words);
    }
    finding
}

/// The keys of the functions, to find what a check says of them.
fn subject(function: &Function) -> String {
    format!("function.{}", function.key)
}

/// The names of the functions, as they are after.
fn named(compared: &Compared<'_, '_>, decisions: &[&Decision<'_>]) -> String {
    let keys = decisions.iter().map(|decision| &decision.function.key);
    super::words::functions(compared.after, keys.collect::<Vec<&Text>>())
}
