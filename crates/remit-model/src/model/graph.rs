//! The graph: petgraph behind the model's own words. No node or edge index leaves this crate.

use std::ops::Range;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeFiltered;

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
    pub(crate) fn new(nodes: usize, mut relations: Vec<Relation>) -> Self {
        // Stable, so that of one identity and layer the one that was resolved last lies on top.
        relations.sort_by(|a, b| {
            let layer = |relation: &Relation| super::table::order(&relation.statement);
            (a.from, a.kind, &a.key, layer(a)).cmp(&(b.from, b.kind, &b.key, layer(b)))
        });
        let mut upward = DiGraph::with_capacity(nodes, relations.len());
        for _ in 0..nodes {
            upward.add_node(());
        }
        for (number, relation) in (0u32..).zip(&relations) {
            upward.add_edge(index(relation.below()), index(relation.above()), number);
        }
        let first_of = starts(nodes, relations.iter().map(|relation| relation.from));
        let mut incoming: Vec<u32> = (0u32..).take(relations.len()).collect();
        incoming.sort_by_key(|&number| (relations[number as usize].to, number));
        let first_incoming = starts(nodes, incoming.iter().map(|&number| relations[number as usize].to));
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

pub(crate) fn index(id: NodeId) -> NodeIndex {
    NodeIndex::new(id.index())
}

pub(crate) fn node(index: NodeIndex) -> NodeId {
    // The graph has as many nodes as the model, whose numbers are 32 bits wide.
    NodeId(u32::try_from(index.index()).unwrap_or(u32::MAX))
}

/// Where the run of each node begins in a list that is sorted by node.
fn starts(nodes: usize, sorted: impl Iterator<Item = NodeId>) -> Vec<u32> {
    let mut counts = vec![0u32; nodes + 1];
    for id in sorted {
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
