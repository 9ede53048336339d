//! What bodies decide, and whether by a delegation: for rows that are about some bodies only.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{Effect, FunctionKind};
use remit_model::model::{AsAt, NodeId, StatutorySeat};
use remit_model::text::Text;

use crate::deciders::lets_decide;

/// What bodies decide.
#[derive(Debug, Default)]
pub(super) struct Work<'m> {
    functions: BTreeMap<NodeId, BTreeSet<&'m Text>>,
    delegates: BTreeSet<NodeId>,
}

impl<'m> Work<'m> {
    /// What bodies in force decide: by themselves, or by a delegation.
    pub(super) fn of(at: &AsAt<'m>) -> Self {
        let mut work = Self::default();
        let deciding = at
            .all_doings()
            .iter()
            .filter(|done| done.effect == Some(Effect::Decide));
        for done in deciding {
            if let Some(function) = &at.doing(done).function {
                work.functions.entry(done.by).or_default().insert(&function.value);
            }
        }
        for delegation in at.current(at.model().delegations.rows()) {
            let Some(to) = delegation.to.as_ref().filter(|_| lets_decide(at, delegation)) else {
                continue;
            };
            work.delegates.insert(to.value);
            let functions = work.functions.entry(to.value).or_default();
            functions.extend(&delegation.functions);
        }
        work
    }

    /// The same, where a row asks for it.
    pub(super) fn for_rows(at: &AsAt<'m>, rows: &[&StatutorySeat]) -> Self {
        let asks = |row: &&StatutorySeat| row.holding || row.contracts || !row.deciding.is_empty();
        if rows.iter().any(asks) {
            Self::of(at)
        } else {
            Self::default()
        }
    }

    /// The functions that a body decides, in the order of their keys.
    pub(super) fn decided_by(&self, body: NodeId) -> impl Iterator<Item = &'m Text> + use<'m, '_> {
        self.functions.get(&body).into_iter().flatten().copied()
    }

    /// Of what a body decides, the functions that a row means.
    pub(super) fn meant<'w>(&'w self, at: &'w AsAt<'m>, row: &'w StatutorySeat, body: NodeId) -> Vec<&'m Text> {
        let functions = self.decided_by(body);
        let is_meant = |key: &&Text| {
            at.model().functions.get(key).is_some_and(|function| {
                let in_law = function.in_law.as_ref();
                in_law.is_some_and(|key| row.deciding.contains(key))
                    || row.contracts && function.kind == Some(FunctionKind::Contract)
            })
        };
        functions.filter(is_meant).collect()
    }

    /// Whether a body does what a row is about.
    pub(super) fn is_meant(&self, at: &AsAt<'m>, row: &StatutorySeat, body: NodeId) -> bool {
        let asked = row.contracts || !row.deciding.is_empty();
        (!row.holding || self.delegates.contains(&body)) && (!asked || !self.meant(at, row, body).is_empty())
    }
}
