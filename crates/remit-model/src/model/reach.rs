//! How far chains in force lead, up or down: for demands that forbid chains, and for who is answered to.

use std::collections::BTreeSet;

use petgraph::algo::astar;
use petgraph::visit::{Dfs, EdgeFiltered, EdgeRef};

use super::graph::{index, node};
use super::{AsAt, NodeId, Relation, Standing};
use crate::document::RelationKind;
use crate::path::Path;

impl<'m> AsAt<'m> {
    /// The nodes to which a chain in force leads up from one of these, in one step or more; round the node `without`, if
    /// there is one. In the order of keys.
    pub fn above(&self, below: &[NodeId], by: &[RelationKind], without: Option<NodeId>) -> BTreeSet<NodeId> {
        let graph = self.model().graph.upward();
        let filtered = EdgeFiltered::from_fn(graph, |edge| self.leads(*edge.weight(), by, without));
        let mut search = Dfs::empty(&filtered);
        let lines = below.iter().flat_map(|&id| graph.edges(index(id)));
        let counting = lines.filter(|line| self.leads(*line.weight(), by, without));
        search.stack = counting.map(|line| line.target()).collect();
        let mut found = BTreeSet::new();
        while let Some(at) = search.next(&filtered) {
            found.insert(node(at));
        }
        found
    }

    /// The nodes from which a chain in force leads up to one of these, in one step or more; round the node `without`.
    pub fn below(&self, above: &[NodeId], by: &[RelationKind], without: Option<NodeId>) -> BTreeSet<NodeId> {
        self.reaching_by(above, |number| self.leads(number, by, without))
    }

    /// The same, were all adopted that is proposed or runs in shadow form.
    pub fn below_if_adopted(&self, above: &[NodeId], by: &[RelationKind], without: Option<NodeId>) -> BTreeSet<NodeId> {
        self.reaching_by(above, |number| self.would_lead(number, by, without))
    }

    /// The shortest chain in force of one step or more from below to one of those above, round the node `without`.
    pub fn shortest(
        &self,
        below: NodeId,
        above: &[NodeId],
        by: &[RelationKind],
        without: Option<NodeId>,
    ) -> Option<Path> {
        self.shortest_by(below, above, |number| self.leads(number, by, without))
    }

    /// The same, were all adopted that is proposed or runs in shadow form.
    pub fn shortest_if_adopted(
        &self,
        below: NodeId,
        above: &[NodeId],
        by: &[RelationKind],
        without: Option<NodeId>,
    ) -> Option<Path> {
        self.shortest_by(below, above, |number| self.would_lead(number, by, without))
    }

    fn shortest_by(&self, below: NodeId, above: &[NodeId], counts: impl Fn(u32) -> bool) -> Option<Path> {
        let graph = self.model().graph.upward();
        let filtered = EdgeFiltered::from_fn(graph, |edge| counts(*edge.weight()));
        // What is in force comes first, where lines are parallel.
        let first = |at: NodeId| {
            let lines = graph.edges(index(at)).map(|edge| *edge.weight());
            let mut lines: Vec<u32> = lines.filter(|&line| counts(line)).collect();
            lines.sort_unstable_by_key(|&line| (self.relation_standing(line as usize), line));
            lines
        };
        // The first step by hand, so that a chain that leads back to where it began is a chain too.
        let ways = (0usize..).zip(first(below)).filter_map(|(order, line)| {
            let next = self.relation(line).above();
            let goal = |at| above.contains(&node(at));
            let (far, nodes) = astar(&filtered, index(next), goal, |_| 1usize, |_| 0)?;
            Some((far, order, line, nodes))
        });
        let (_, _, line, nodes) = ways.min_by_key(|(far, order, ..)| (*far, *order))?;
        let mut steps = vec![self.step(line)];
        for pair in nodes.windows(2) {
            let [lower, upper] = pair else { continue };
            let mut between = first(node(*lower)).into_iter();
            let line = between.find(|&line| index(self.relation(line).above()) == *upper);
            steps.extend(line.map(|line| self.step(line)));
        }
        Some(Path { steps })
    }

    /// The relations in force whose upper end is this node, in the order in which they are kept.
    pub fn lines_up_to(&self, id: NodeId) -> Vec<&'m Relation> {
        let mut lines: Vec<u32> = self.lines_below(id).collect();
        lines.retain(|&line| self.relation_in_force(line as usize));
        lines.sort_unstable();
        lines.into_iter().map(|line| self.relation(line)).collect()
    }

    fn leads(&self, number: u32, by: &[RelationKind], without: Option<NodeId>) -> bool {
        self.is_round(number, without) && self.counts(number, by)
    }

    /// Whether a line would count, were it and its ends adopted: what belongs to another date would not.
    fn would_lead(&self, number: u32, by: &[RelationKind], without: Option<NodeId>) -> bool {
        let relation = self.relation(number);
        let dated = |standing| standing == Standing::OtherDate;
        by.contains(&relation.kind)
            && self.is_round(number, without)
            && !dated(self.relation_standing(number as usize))
            && !dated(self.node_standing(relation.from))
            && !dated(self.node_standing(relation.to))
    }

    fn is_round(&self, number: u32, without: Option<NodeId>) -> bool {
        let relation = self.relation(number);
        without.is_none_or(|without| relation.from != without && relation.to != without)
    }
}
