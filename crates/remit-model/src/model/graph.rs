//! The graph: petgraph behind the model's own words. No node or edge index leaves this crate.

use std::ops::Range;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeFiltered;
use rayon::prelude::*;

use super::{NodeId, Relation};

/// All relations as a directed multigraph, each edge from the lower to the upper end, so that following edges leads
/// upwards whichever way a relation is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    relations: Vec<Relation>,
    first_of: Vec<u32>,
    incoming: Vec<u32>,
    first_incoming: Vec<u32>,
    upward: DiGraph<(), u32>,
}

impl Graph {
    /// Builds the graph over so many nodes.
    pub(crate) fn new(nodes: usize, relations: Vec<Relation>) -> Self {
        let relations = in_order(relations);
        let mut upward = DiGraph::with_capacity(nodes, relations.len());
        for _ in 0..nodes {
            upward.add_node(());
        }
        for (number, relation) in (0u32..).zip(&relations) {
            upward.add_edge(index(relation.below()), index(relation.above()), number);
        }
        let first_of = starts(nodes, relations.iter().map(|relation| relation.from));
        let first_incoming = starts(nodes, relations.iter().map(|relation| relation.to));
        // Dealt out to the nodes in the order of their numbers, so that each node's run is in that order.
        let mut next = first_incoming.clone();
        let mut incoming = vec![0u32; relations.len()];
        for (number, relation) in (0u32..).zip(&relations) {
            let at = &mut next[relation.to.index()];
            incoming[*at as usize] = number;
            *at += 1;
        }
        Self {
            relations,
            first_of,
            incoming,
            first_incoming,
            upward,
        }
    }

    pub(crate) fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The numbers of the relations in which this node acts.
    pub(crate) fn outgoing(&self, id: NodeId) -> Range<usize> {
        range(&self.first_of, id)
    }

    /// The numbers of the relations in which others act on this node.
    pub(crate) fn incoming(&self, id: NodeId) -> &[u32] {
        &self.incoming[range(&self.first_incoming, id)]
    }

    /// The whole graph, edges leading upwards.
    pub(crate) fn upward(&self) -> &DiGraph<(), u32> {
        &self.upward
    }

    /// The groups of nodes that lie on a common cycle of the relations that `counts` lets through, each in the order of
    /// keys. (Kosaraju's algorithm: unlike Tarjan's in petgraph it does not recurse, and a chain of 200,000 bodies is fine.)
    pub(crate) fn cycles(&self, counts: impl Fn(usize) -> bool) -> Vec<Vec<NodeId>> {
        let filtered = EdgeFiltered::from_fn(&self.upward, |edge| {
            counts(*petgraph::visit::EdgeRef::weight(&edge) as usize)
        });
        let mut cycles: Vec<Vec<NodeId>> = petgraph::algo::kosaraju_scc(&filtered)
            .into_iter()
            .map(|group| {
                let mut group: Vec<NodeId> = group.into_iter().map(node).collect();
                group.sort_unstable();
                group
            })
            .filter(|group| match group.as_slice() {
                [only] => self
                    .upward
                    .edges_connecting(index(*only), index(*only))
                    .any(|edge| counts(*petgraph::visit::EdgeRef::weight(&edge) as usize)),
                _ => true,
            })
            .collect();
        cycles.sort_unstable();
        cycles
    }
}

/// The relations in the order of acting node, kind, key and layer. Numbers are sorted, since a relation is large to move.
/// Of one identity and layer, the one that was resolved last lies on top.
fn in_order(relations: Vec<Relation>) -> Vec<Relation> {
    let mut order: Vec<u32> = (0u32..).take(relations.len()).collect();
    order.par_sort_unstable_by(|&a, &b| {
        let key = |number: u32| {
            let relation = &relations[number as usize];
            (
                relation.from,
                relation.kind,
                &relation.key,
                super::table::order(&relation.statement),
                number,
            )
        };
        key(a).cmp(&key(b))
    });
    let mut relations: Vec<Option<Relation>> = relations.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|number| relations[number as usize].take())
        .collect()
}

pub(crate) fn index(id: NodeId) -> NodeIndex {
    NodeIndex::new(id.index())
}

pub(crate) fn node(index: NodeIndex) -> NodeId {
    // The graph has as many nodes as the model, whose numbers are 32 bits wide.
    NodeId(u32::try_from(index.index()).unwrap_or(u32::MAX))
}

/// Where the run of each node begins once a list is sorted by node.
fn starts(nodes: usize, ends: impl Iterator<Item = NodeId>) -> Vec<u32> {
    let mut counts = vec![0u32; nodes + 1];
    for id in ends {
        counts[id.index() + 1] += 1;
    }
    for at in 1..counts.len() {
        counts[at] += counts[at - 1];
    }
    counts
}

fn range(starts: &[u32], id: NodeId) -> Range<usize> {
    starts[id.index()] as usize..starts[id.index() + 1] as usize
}
