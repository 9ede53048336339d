//! Who received which function, by which delegation: how each delegation rests on others.

use std::collections::BTreeMap;

use remit_model::model::{AsAt, Delegation, NodeId};
use remit_model::path::StepStatus;
use remit_model::text::Text;

use crate::belonging::one_organisation;

/// A delegation, and whether it is in force.
#[derive(Debug, Clone)]
pub(crate) struct Row<'m> {
    pub(crate) delegation: &'m Delegation,
    pub(crate) status: StepStatus,
}

impl Row<'_> {
    pub(crate) fn in_force(&self) -> bool {
        matches!(self.status, StepStatus::InForce | StepStatus::AsIfAdopted(_))
    }
}

/// What anybody received, on whatever date. What is only proposed is left out, and so is what was replaced.
pub(crate) struct Received<'m> {
    pub(crate) rows: Vec<Row<'m>>,
    by: BTreeMap<(NodeId, &'m Text), Vec<usize>>,
}

impl<'m> Received<'m> {
    /// All of one function, or of every function.
    pub(crate) fn new(at: &AsAt<'m>, function: Option<&str>) -> Self {
        let mut rows: Vec<Row<'m>> = Vec::new();
        let mut by: BTreeMap<(NodeId, &'m Text), Vec<usize>> = BTreeMap::new();
        for (delegation, status) in at.delegations() {
            let asked = |given: &&Text| function.is_none_or(|function| given.as_str() == function);
            let row = Row { delegation, status };
            let counts = match &row.status {
                StepStatus::InForce | StepStatus::AsIfAdopted(_) => true,
                StepStatus::OtherDate(_) => !is_replaced(at, delegation),
                _ => false,
            };
            let Some(to) = delegation.to.as_ref().filter(|_| counts) else {
                continue;
            };
            let mut given = delegation.functions.iter().filter(asked).peekable();
            if given.peek().is_none() {
                continue;
            }
            for function in given {
                by.entry((to.value, function)).or_default().push(rows.len());
            }
            rows.push(row);
        }
        Self { rows, by }
    }

    /// By which other delegations somebody holds what they give: what an organisation received, a body or post of it may
    /// pass on. Each with the one who received it. Whoever holds the function in law gives what is theirs, and nothing that
    /// they received.
    pub(crate) fn beneath<'s>(
        &'s self,
        at: &'s AsAt<'m>,
        given: &'s Delegation,
        giver: NodeId,
        function: &'m Text,
    ) -> impl Iterator<Item = (usize, NodeId)> + use<'s, 'm> {
        let receivers = [Some(giver), one_organisation(at, giver).filter(|&own| own != giver)];
        let receivers = receivers.into_iter().flatten();
        let receivers = receivers.filter(move |&receiver| !holds_in_law(at, receiver, function));
        receivers.flat_map(move |receiver| {
            let found = self.by.get(&(receiver, function)).map_or(&[][..], Vec::as_slice);
            let others = found.iter().copied().filter(move |&number| {
                let first = self.rows[number].delegation;
                first.key != given.key && share_a_verb(first, given)
            });
            others.map(move |number| (number, receiver))
        })
    }
}

/// Whether what one gives may be what the other passes on: one that names no verbs gives them all.
pub(super) fn share_a_verb(first: &Delegation, second: &Delegation) -> bool {
    let either = first.verbs.is_empty() || second.verbs.is_empty();
    either || first.verbs.iter().any(|verb| second.verbs.contains(verb))
}

/// Whether another version of it takes its place on the date.
fn is_replaced(at: &AsAt<'_>, delegation: &Delegation) -> bool {
    let versions = at.model().delegations.of(&delegation.key);
    let later = versions
        .skip_while(|row| row.statement.place != delegation.statement.place)
        .skip(1);
    let counts = |row: &Delegation| {
        at.has_layer(row.statement.layer) && row.statement.starts.is_none_or(|starts| starts <= at.date())
    };
    later.into_iter().any(counts)
}

/// Whether somebody holds a function otherwise than by delegation: it is theirs in law, or a statute gives it to a body of
/// this kind.
pub(crate) fn holds_in_law(at: &AsAt<'_>, holder: NodeId, function: &Text) -> bool {
    let function = at.model().functions.get(function);
    function.is_some_and(|function| function.of.contains(&holder) || super::statutory::exercises(at, holder, function))
}
