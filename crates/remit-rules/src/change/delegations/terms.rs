//! The terms of a delegation, before and after: what a variation has to say.

use std::collections::BTreeSet;

use remit_diff::Table;
use remit_model::model::{AsAt, Delegation, NodeId};
use remit_model::page::day_in_words;
use remit_model::text::Text;

use super::super::words::{functions as function_names, nodes, several};
use super::broken::{ended_functions, paper};
use super::{All, Given, functions};
use crate::bands;
use crate::lawful::citation;

/// A term that changes: which, what it was and what it is.
pub(super) struct Term {
    pub(super) what: &'static str,
    pub(super) words: String,
    /// Whether it is the leave to pass it on.
    pub(super) is_onward: bool,
}

/// What is otherwise than before, in the order in which a variation would say it. What isn't said any more at all is a loss.
pub(super) fn changed(all: &All<'_, '_, '_>, given: &Given<'_>) -> Vec<Term> {
    let Some(row) = given.after else {
        return Vec::new();
    };
    let (was, before, after) = (given.before, all.compared.before, all.compared.after);
    let mut terms = Vec::new();
    let mut term = |what: &'static str, old: Option<String>, new: Option<String>| {
        let said = |words: Option<String>| words.unwrap_or_else(|| "nothing entered".to_owned());
        terms.push(Term {
            what,
            words: format!("{what}: before, {}; after, {}", said(old), said(new)),
            is_onward: what == "whether it may be passed on",
        });
    };
    let receiver = |row: &Delegation| -> Vec<NodeId> { row.to.iter().map(|to| to.value).collect() };
    let parties = [
        ("who gives it", was.from.clone(), row.from.clone()),
        ("who receives it", receiver(was), receiver(row)),
    ];
    for (what, old, new) in parties {
        if !old.is_empty() && !new.is_empty() && differ(all, &old, &new) {
            term(what, Some(nodes(before, &old)), Some(nodes(after, &new)));
        }
    }
    let renamed = |key: &Text| all.key(Table::Function, key).to_owned();
    let (old, new) = (functions(was), functions(row));
    let old_keys: BTreeSet<String> = old.iter().map(|key| renamed(key)).collect();
    let new_keys: BTreeSet<String> = new.iter().map(|key| key.to_string()).collect();
    if !old.is_empty() && !new.is_empty() && old_keys != new_keys {
        term(
            "what it gives",
            Some(function_names(before, old)),
            Some(function_names(after, new.iter().copied())),
        );
    }
    let ended = ended_functions(all, given);
    if !ended.is_empty() && ended.len() < new.len() {
        term(
            "what it gives",
            Some(function_names(before, &ended)),
            Some("no longer there".to_owned()),
        );
    }
    let verbs = |row: &Delegation| row.verbs.iter().cloned().collect::<BTreeSet<Text>>();
    if verbs(was) != verbs(row) {
        term("what may be done with it", verbs_in_words(was), verbs_in_words(row));
    }
    if was.limit != row.limit {
        let limit = |row: &Delegation| row.limit.as_ref().map(bands::words);
        term("its limit", limit(was), limit(row));
    }
    let both = was.power.as_ref().zip(row.power.as_ref());
    if was.power != row.power && (both.is_some() || was.power.is_none()) {
        term("its power", power(before, was), power(after, row));
    }
    let both = was.instrument.as_ref().zip(row.instrument.as_ref());
    let same = both.is_some_and(|(was, is)| all.key(Table::Instrument, was) == is.as_str());
    if was.instrument != row.instrument && !same && (both.is_some() || was.instrument.is_none()) {
        let named = |at: &AsAt<'_>, row: &Delegation| row.instrument.as_ref().map(|key| paper(at, key));
        term("its paper", named(before, was), named(after, row));
    }
    if was.onward != row.onward {
        let onward = |row: &Delegation| row.onward.map(|onward| onward.word().replace('-', " "));
        term("whether it may be passed on", onward(was), onward(row));
    }
    for (what, old, new) in [
        (
            "its first day",
            was.statement.written_start(),
            row.statement.written_start(),
        ),
        ("its last day", was.statement.ends, row.statement.ends),
    ] {
        if old != new {
            term(what, old.map(day_in_words), new.map(day_in_words));
        }
    }
    if differ(all, &was.liable, &row.liable) {
        let liable = |at: &AsAt<'_>, row: &Delegation| (!row.liable.is_empty()).then(|| nodes(at, &row.liable));
        term("who is liable", liable(before, was), liable(after, row));
    }
    terms
}

/// Whether these are others than those: who took somebody's place, by the word of the framework, is told as that.
fn differ(all: &All<'_, '_, '_>, old: &[NodeId], new: &[NodeId]) -> bool {
    let keys = |ids: &[NodeId], at: &AsAt<'_>| -> BTreeSet<String> {
        ids.iter().map(|&id| at.node(id).key().to_string()).collect()
    };
    let mut expected = BTreeSet::new();
    for &id in old {
        let followers = all.becoming.of(all.compared, id).map(|change| {
            let followers = change.after.iter().map(|thing| thing.id.key.clone());
            followers.collect::<Vec<String>>()
        });
        let now = || all.now(id).map(|node| node.key().to_string()).into_iter().collect();
        expected.extend(followers.unwrap_or_else(now));
    }
    let (old, new) = (keys(old, all.compared.before), keys(new, all.compared.after));
    // It may still name who came before.
    let known = |key: &String| old.contains(key) || expected.contains(key);
    new != expected && (new.len() < old.len() || !new.iter().all(known))
}

fn verbs_in_words(row: &Delegation) -> Option<String> {
    let verbs: Vec<String> = row.verbs.iter().map(|verb| format!("`{verb}`")).collect();
    Some(if verbs.is_empty() {
        "everything".to_owned()
    } else {
        several(verbs)
    })
}

fn power(at: &AsAt<'_>, row: &Delegation) -> Option<String> {
    let key = row.power.as_ref()?;
    Some(at.model().powers.get(key).map_or_else(|| key.to_string(), citation))
}
