//! What bodies decide, and whether by a delegation: for rows that are about some bodies only.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{Effect, FunctionKind};
use remit_model::model::{AsAt, Function, NodeId, StatutorySeat};
use remit_model::text::Text;

use crate::deciders::lets_decide;

/// What bodies decide, as far as rows ask.
#[derive(Debug)]
pub(super) struct Work<'m> {
    /// Of the functions that a row means, those that bodies in force decide: by themselves, or by a delegation.
    functions: BTreeMap<NodeId, BTreeSet<&'m Text>>,
    /// The bodies that hold a delegation: looked up for the first row that asks for it of a body.
    delegates: OnceCell<BTreeSet<NodeId>>,
}

impl<'m> Work<'m> {
    /// What the bodies of a framework decide that one of these rows means.
    pub(super) fn for_rows(at: &AsAt<'m>, rows: &[&StatutorySeat]) -> Self {
        let mut work = Self {
            functions: BTreeMap::new(),
            delegates: OnceCell::new(),
        };
        let is_wanted = |function: &&'m Function| rows.iter().any(|row| means(row, function));
        let wanted = at.model().functions.iter().filter(is_wanted);
        let wanted: BTreeSet<&Text> = wanted.map(|function| &function.key).collect();
        if wanted.is_empty() {
            return work;
        }
        for (key, doings) in at.doings_of_functions() {
            if !wanted.contains(key) {
                continue;
            }
            for done in doings.iter().filter(|done| done.effect == Some(Effect::Decide)) {
                work.functions.entry(done.by).or_default().insert(key);
            }
        }
        for delegation in at.current(at.model().delegations.rows()) {
            let mut functions = delegation
                .functions
                .iter()
                .filter(|key| wanted.contains(key))
                .peekable();
            if functions.peek().is_some()
                && let Some(to) = delegation.to.as_ref().filter(|_| lets_decide(at, delegation))
            {
                work.functions.entry(to.value).or_default().extend(functions);
            }
        }
        work
    }

    /// Whether any body can be one of which a row speaks: somebody decides something of what the row means, or it speaks
    /// of any.
    pub(super) fn may_mean(&self, at: &AsAt<'_>, row: &StatutorySeat) -> bool {
        let model = at.model();
        let mut decided = self.functions.values().flatten();
        !asks_what(row) || decided.any(|key| model.functions.get(key).is_some_and(|function| means(row, function)))
    }

    /// Of what a body decides, the functions that a row means, in the order of their keys.
    pub(super) fn meant(&self, at: &AsAt<'m>, row: &StatutorySeat, body: NodeId) -> Vec<&'m Text> {
        let functions = self.functions.get(&body).into_iter().flatten().copied();
        let functions = functions.filter(|key| {
            let function = at.model().functions.get(key);
            function.is_some_and(|function| means(row, function))
        });
        functions.collect()
    }

    /// Whether a body does what a row is about.
    pub(super) fn is_meant(&self, at: &AsAt<'m>, row: &StatutorySeat, body: NodeId) -> bool {
        (!asks_what(row) || !self.meant(at, row, body).is_empty())
            && (!row.holding || self.delegates.get_or_init(|| delegates(at)).contains(&body))
    }
}

/// Whether a row speaks only of bodies that decide certain functions.
fn asks_what(row: &StatutorySeat) -> bool {
    row.contracts || !row.deciding.is_empty()
}

/// Whether a function is one of those.
fn means(row: &StatutorySeat, function: &Function) -> bool {
    let in_law = function.in_law.as_ref();
    in_law.is_some_and(|key| row.deciding.contains(key))
        || row.contracts && function.kind == Some(FunctionKind::Contract)
}

/// The bodies and posts to which a decision is delegated.
fn delegates(at: &AsAt<'_>) -> BTreeSet<NodeId> {
    let delegations = at.current(at.model().delegations.rows());
    let deciding = delegations.filter(|delegation| lets_decide(at, delegation));
    deciding
        .filter_map(|delegation| delegation.to.as_ref())
        .map(|to| to.value)
        .collect()
}
