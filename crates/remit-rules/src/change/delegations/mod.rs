//! Delegations in force before a change, and what it does to them.
//!
//! Each is told of once, by the weightiest: that it broke (`delegation-broken`), that what it rests on broke or ended
//! (`onward-chain-cut`), that those who made it have to do something (`delegation-to-renew`). One that ends by its own dates, or
//! that the change takes out, is a change and no consequence; those that rest on it are cut. What breaks, or is to be renewed, for
//! one and the same cause is told together.

mod broken;
mod chain;
mod leave;
mod renewing;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use remit_diff::Table;
use remit_model::document::RelationKind;
use remit_model::finding::Finding;
use remit_model::model::{AsAt, Delegation, NodeAt, NodeId};
use remit_model::path::{Path, Step, StepStatus};
use remit_model::text::Text;

pub(super) use broken::broken;
pub(super) use chain::{cut, cut_after};
pub(super) use renewing::to_renew;

use super::Compared;
use super::becoming::Becoming;
use super::words::{NAMED, several};
use crate::belonging::{in_force_with_organisation, one_organisation};
use crate::naming;

/// A delegation in force before, and the row of it after: none where it ended, or was taken out.
#[derive(Debug, Clone, Copy)]
struct Given<'m> {
    before: &'m Delegation,
    after: Option<&'m Delegation>,
}

/// All delegations in force before, and what finds their rows.
struct All<'c, 'a, 'm> {
    compared: &'c Compared<'a, 'm>,
    becoming: Becoming<'c>,
    given: Vec<Given<'m>>,
    /// The number of each, by its key before.
    numbers: BTreeMap<&'m Text, usize>,
    /// Keys before and after, where they differ.
    renamed: BTreeMap<(Table, &'c str), &'c str>,
}

impl<'c, 'a, 'm> All<'c, 'a, 'm> {
    fn new(compared: &'c Compared<'a, 'm>) -> Self {
        let renamed = compared.diff.renamed_keys();
        let mut all = Self {
            compared,
            becoming: Becoming::new(compared),
            given: Vec::new(),
            numbers: BTreeMap::new(),
            renamed: renamed.map(|(table, before, after)| ((table, before), after)).collect(),
        };
        let running = compared.before.delegations();
        let running = running.filter(|(_, status)| matches!(status, StepStatus::InForce | StepStatus::AsIfAdopted(_)));
        let mut rows: BTreeMap<&'m str, &'m Delegation> = BTreeMap::new();
        for row in compared.after.current(compared.after.model().delegations.rows()) {
            rows.insert(&row.key, row);
        }
        all.given = running
            .map(|(before, _)| Given {
                before,
                after: rows.get(all.key(Table::Delegation, &before.key)).copied(),
            })
            .collect();
        let keys = all.given.iter().map(|given| &given.before.key);
        all.numbers = keys.zip(0..).collect();
        all
    }

    /// The delegation with this key before.
    fn given(&self, key: &Text) -> Option<Given<'m>> {
        self.given.get(*self.numbers.get(key)?).copied()
    }

    /// The key before of a delegation with this key after.
    fn delegation_before<'k>(&'k self, key: &'k str) -> &'k str {
        let mut renamed = self
            .renamed
            .iter()
            .filter(|((table, _), _)| *table == Table::Delegation);
        renamed
            .find(|(_, after)| **after == key)
            .map_or(key, |((_, before), _)| before)
    }

    /// The key after of something.
    fn key<'k>(&self, table: Table, key: &'k str) -> &'k str
    where
        'c: 'k,
    {
        self.renamed.get(&(table, key)).copied().unwrap_or(key)
    }

    /// Who it is after, in force or not: by the same key, unless it has another.
    fn now(&self, id: NodeId) -> Option<NodeAt<'m, '_>> {
        let same = || self.compared.after.node_by_key(self.compared.before.node(id).key());
        self.compared.becomes(id).or_else(same)
    }

    /// Of a party that was there before and isn't any more, with its organisation: who of the two is gone.
    fn gone(&self, id: NodeId) -> Option<NodeId> {
        if !in_force_with_organisation(self.compared.before, id) {
            return None;
        }
        let there = |id: NodeId| self.now(id).is_some_and(|node| node.exists());
        if !there(id) {
            return Some(id);
        }
        let now = self.now(id)?;
        let home = one_organisation(self.compared.after, now.id())?;
        let gone = !self.compared.after.node(home).exists();
        gone.then(|| {
            self.compared
                .was(home)
                .map_or_else(|| self.home_before(id, home), |was| was.id())
        })
    }

    /// The organisation of the state before that has the key of one that is gone.
    fn home_before(&self, id: NodeId, home: NodeId) -> NodeId {
        let key = self.compared.after.node(home).key();
        self.compared.before.node_by_key(key).map_or(id, |node| node.id())
    }
}

/// Whether nothing is said of a key, and how: the sources are silent, a name leads nowhere, or it isn't entered any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    Silent,
    Misspelt,
    Removed,
}

fn lack(row: &Delegation, key: &str) -> Lack {
    if row.statement.is_unknown(key) {
        Lack::Misspelt
    } else if row.statement.is_not_stated(key) {
        Lack::Silent
    } else {
        Lack::Removed
    }
}

/// The names of some delegations.
fn named(given: &[Given<'_>]) -> String {
    several(given.iter().map(|given| name(given.before)).collect())
}

fn name(row: &Delegation) -> String {
    naming::arrangement("delegation", &row.key, &row.name)
}

/// The key after of a delegation, or, where there is no row, that of before: `delegation.x`.
fn subject(given: &Given<'_>) -> String {
    format!("delegation.{}", given.after.unwrap_or(given.before).key)
}

/// A finding about some delegations, with all their keys and the places of the first.
fn about(rule: &'static str, level: remit_model::finding::Level, given: &[Given<'_>], message: String) -> Finding {
    let mut keys = given.iter().map(subject);
    let first = keys.next().unwrap_or_default();
    let mut finding = keys.fold(Finding::new(rule, level, first, message), Finding::key);
    for given in given.iter().take(NAMED) {
        let row = given.after.unwrap_or(given.before);
        finding = finding.label(row.statement.place, "given here");
    }
    finding
}

/// The delegation as a step up, from the one who receives to each who gives, in one of the two states.
fn steps<'m>(at: &AsAt<'m>, row: &Delegation) -> Vec<Step> {
    let Some(to) = &row.to else {
        return Vec::new();
    };
    let lines = at.lines_to(to.value);
    let own = lines.filter(|(line, _)| {
        line.kind == RelationKind::Delegation && line.key == row.key && line.statement.place == row.statement.place
    });
    own.map(|(line, _)| at.step_of(line)).collect()
}

/// The same step where its row is gone.
fn missing(step: &Step) -> Step {
    Step {
        status: StepStatus::Absent,
        assumed: None,
        ..step.clone()
    }
}

/// The first steps of some delegations, before and after: each as a path.
fn paths(compared: &Compared<'_, '_>, given: &[Given<'_>]) -> Vec<Path> {
    let mut paths = Vec::new();
    for given in given.iter().take(3) {
        let before: Vec<Step> = steps(compared.before, given.before).into_iter().take(1).collect();
        let after = given.after.map(|row| steps(compared.after, row)).unwrap_or_default();
        let same = |step: &Step| {
            after
                .iter()
                .find(|now| now.below.key == step.below.key && now.above.key == step.above.key)
        };
        let after = before
            .iter()
            .map(|step| same(step).cloned().unwrap_or_else(|| missing(step)));
        let after: Vec<Step> = after.collect();
        paths.extend([before, after].map(|steps| Path { steps }));
    }
    paths
}

/// The functions of a row, each once.
fn functions(row: &Delegation) -> BTreeSet<&Text> {
    row.functions.iter().collect()
}
