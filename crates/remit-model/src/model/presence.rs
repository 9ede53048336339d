//! Whether something is there at a date, for whoever holds one view against another.
//!
//! [`Standing`](super::Standing) is for those who draw and judge one view: what another proposal would bring is "proposed"
//! to them. To compare two views, what is stated as proposed and what is not taken must be told apart.

use super::{AsAt, Node, NodeAt, Row, Statement};
use crate::document::Status;

/// Whether something is there in a view. Ordered from most to least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// It is in force.
    InForce,
    /// It is stated as proposed (`status = "proposed"`), and has not ended. Its first day may be still to come.
    Proposed,
    /// It runs in shadow form, between its dates.
    Shadow,
    /// It is not there: the date lies outside its dates, a proposal ends it, or it belongs to a proposal that is not taken.
    Absent,
}

impl AsAt<'_> {
    /// Whether a statement is there in this view, whatever became of what it belongs to, and whether or not a later one takes
    /// its place.
    pub fn shows(&self, statement: &Statement) -> Presence {
        if !self.has_layer(statement.layer) || self.is_over(statement.ended()) {
            return Presence::Absent;
        }
        let starts = statement.starts.is_none_or(|starts| starts <= self.date);
        let runs = statement.ends.is_none_or(|ends| self.date <= ends);
        present(statement.status, starts, runs)
    }

    /// The rows that are there: of each key the topmost layer, with how.
    pub fn present<'r, T: Row>(&self, rows: &'r [T]) -> impl Iterator<Item = (&'r T, Presence)> {
        let topmost = rows.iter().enumerate().filter(|(at, _)| !self.superseded(rows, *at));
        let shown = topmost.map(|(_, row)| (row, self.shows(row.statement())));
        shown.filter(|(_, presence)| *presence != Presence::Absent)
    }

    /// Whether a relation is there, by its number among [`Model::relations`](super::Model::relations): the least of its own
    /// presence and that of its ends.
    pub fn relation_presence(&self, number: usize) -> Presence {
        let relation = &self.model.graph.relations()[number];
        let own = self.shows(&relation.statement);
        if own == Presence::Absent || self.relation_replaced(number) {
            return Presence::Absent;
        }
        let end = |id| self.node(id).presence();
        own.max(end(relation.from)).max(end(relation.to))
    }

    /// The best presence of the definitions of a node, with the end and status that changes in force give it.
    fn node_presence(&self, node: &Node) -> Presence {
        if self.is_over(&node.ended) {
            return Presence::Absent;
        }
        let changes = node.parts.iter().rev().filter(|part| !part.defines);
        let mut changes = changes.filter(|part| self.in_force(&part.statement));
        let ends = changes.clone().find_map(|part| part.ends);
        let status = changes.find_map(|part| part.status);
        let definitions = node.parts.iter().filter(|part| part.defines);
        let taken = definitions.filter(|part| self.has_layer(part.statement.layer));
        let presence = taken.map(|part| {
            let starts = part.statement.starts.is_none_or(|starts| starts <= self.date);
            let runs = ends.or(part.ends).is_none_or(|ends| self.date <= ends);
            present(status.or(part.status).unwrap_or(part.statement.status), starts, runs)
        });
        presence.min().unwrap_or(Presence::Absent)
    }
}

/// What is stated so is there, given whether it has started and still runs.
fn present(status: Status, starts: bool, runs: bool) -> Presence {
    match status {
        Status::Proposed if runs => Presence::Proposed,
        Status::Shadow if starts && runs => Presence::Shadow,
        Status::InForce if starts && runs => Presence::InForce,
        _ => Presence::Absent,
    }
}

impl NodeAt<'_, '_> {
    /// Whether it is there: a body or post is there no longer than the organisation that it is part of.
    pub fn presence(&self) -> Presence {
        let own = self.at.node_presence(self.node);
        // What is only proposed may be meant for whoever comes after.
        let there = matches!(own, Presence::InForce | Presence::Shadow);
        match there && self.ended_with_organisation().is_some() {
            true => Presence::Absent,
            false => own,
        }
    }
}
