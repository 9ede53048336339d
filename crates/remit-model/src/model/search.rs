//! Searches over the relations that lead upwards: who is below whom, by which chain, and in which circle.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use petgraph::algo::{astar, dijkstra};
use petgraph::visit::{Dfs, EdgeFiltered, Reversed, VisitMap, Visitable};

use super::graph::{index, node};
use super::{AsAt, NodeId, Relation};
use crate::document::RelationKind;
use crate::path::{Path, Step, StepStatus};

/// How many lines are tried, beyond each once, before a search says "at least so many".
const SEARCH: usize = 200_000;

impl<'m> AsAt<'m> {
    /// The nodes from which a chain in force leads up to one of these, without the chain of no steps.
    pub(super) fn reaching(&self, above: &[NodeId], by: &[RelationKind]) -> BTreeSet<NodeId> {
        self.reaching_by(above, |number| self.counts(number, by))
    }

    /// The same, by the lines that `counts` lets through.
    pub(super) fn reaching_by(&self, above: &[NodeId], counts: impl Fn(u32) -> bool) -> BTreeSet<NodeId> {
        let graph = &self.model().graph;
        let filtered = EdgeFiltered::from_fn(graph.upward(), |edge| counts(*edge.weight()));
        let reversed = Reversed(&filtered);
        let mut search = Dfs::empty(&reversed);
        // The top places themselves are only found if a chain leads back to them, so they are entered one step down.
        let mut found = BTreeSet::new();
        search.discovered = reversed.visit_map();
        for &top in above {
            for number in self.lines_below(top) {
                if counts(number) {
                    let relation = &graph.relations()[number as usize];
                    search.stack.push(index(relation.below()));
                }
            }
        }
        while let Some(at) = search.next(&reversed) {
            found.insert(node(at));
        }
        debug_assert!(found.iter().all(|&id| search.discovered.is_visited(&index(id))));
        found
    }

    /// The numbers of the relations whose upper end is this node.
    pub(super) fn lines_below(&self, top: NodeId) -> impl Iterator<Item = u32> {
        let edges = self
            .model()
            .graph
            .upward()
            .edges_directed(index(top), petgraph::Direction::Incoming);
        edges.map(|edge| *edge.weight())
    }

    pub(super) fn relation(&self, number: u32) -> &'m Relation {
        &self.model().graph.relations()[number as usize]
    }

    pub(super) fn counts(&self, number: u32, by: &[RelationKind]) -> bool {
        by.contains(&self.relation(number).kind) && self.relation_in_force(number as usize)
    }

    /// The chains in force, shortest first, and of one length in the order of their lines; and whether there are more.
    ///
    /// A depth-first search over simple paths of one length, then of the next longer, and so on: petgraph's own
    /// enumeration of them has no order and no bound. The exact distance to the top, from petgraph's Dijkstra, guides it,
    /// so that it wastes no step on ways that lead nowhere, and the first chain costs no more than its length.
    pub(super) fn chains(&self, below: NodeId, above: NodeId, by: &[RelationKind], most: usize) -> (Vec<Path>, bool) {
        let graph = &self.model().graph;
        let filtered = EdgeFiltered::from_fn(graph.upward(), |edge| self.counts(*edge.weight(), by));
        let distance = dijkstra(Reversed(&filtered), index(above), None, |_| 1usize);
        let mut found = Vec::new();
        let mut next_length = match distance.get(&index(below)) {
            Some(&far) if below != above => Some(far),
            _ => None,
        };
        let lines = |at: NodeId| {
            let mut lines: Vec<u32> = graph.upward().edges(index(at)).map(|edge| *edge.weight()).collect();
            lines.retain(|&number| self.counts(number, by));
            lines.sort_unstable_by_key(|&number| Reverse(number));
            lines
        };
        let mut budget = SEARCH + graph.relations().len();
        let mut on_path = BTreeSet::from([below]);
        while let Some(length) = next_length.take() {
            let mut taken: Vec<u32> = Vec::new();
            // The lines still to be tried from each node of the path, the last one first.
            let mut open = vec![lines(below)];
            while let Some(ways) = open.last_mut() {
                let Some(number) = ways.pop() else {
                    open.pop();
                    if let Some(number) = taken.pop() {
                        on_path.remove(&self.relation(number).above());
                    }
                    continue;
                };
                if budget == 0 {
                    return (found, true);
                }
                budget -= 1;
                let next = self.relation(number).above();
                let Some(&far) = distance.get(&index(next)).filter(|_| !on_path.contains(&next)) else {
                    continue;
                };
                let total = taken.len() + 1 + far;
                if total > length {
                    next_length = Some(next_length.map_or(total, |least: usize| least.min(total)));
                } else if next != above {
                    taken.push(number);
                    on_path.insert(next);
                    open.push(lines(next));
                } else if taken.len() + 1 == length {
                    if found.len() == most {
                        return (found, true);
                    }
                    let steps = taken.iter().chain([&number]).map(|&number| self.step(number));
                    found.push(Path { steps: steps.collect() });
                }
            }
        }
        (found, false)
    }

    /// The chain with the fewest steps that are not in force, whatever their standing, and among those the shortest.
    pub(super) fn cheapest(&self, below: NodeId, above: &[NodeId], by: &[RelationKind]) -> Option<(usize, Path)> {
        const MISSING: usize = 1_000_000;
        let graph = &self.model().graph;
        let wanted = EdgeFiltered::from_fn(graph.upward(), |edge| by.contains(&self.relation(*edge.weight()).kind));
        let cost = |number: u32| {
            if self.relation_in_force(number as usize) {
                1
            } else {
                MISSING
            }
        };
        let goal = |at| above.contains(&node(at)) && node(at) != below;
        let (total, nodes) = astar(&wanted, index(below), goal, |edge| cost(*edge.weight()), |_| 0)?;
        let steps = nodes.windows(2).filter_map(|pair| {
            let between = graph
                .upward()
                .edges_connecting(pair[0], pair[1])
                .map(|edge| *edge.weight());
            let usable = between.filter(|&number| by.contains(&self.relation(number).kind));
            usable
                .min_by_key(|&number| (cost(number), number))
                .map(|number| self.step(number))
        });
        Some((total, Path { steps: steps.collect() }))
    }

    /// How far a chain gets, and the step that is missing.
    pub(super) fn nearest_miss(&self, below: NodeId, above: &[NodeId], by: &[RelationKind]) -> Path {
        if let Some((_, path)) = self.cheapest(below, above, by) {
            return path;
        }
        // No relation of any standing leads there: go up as far as what is in force allows, to a silence if there is one.
        let filtered = EdgeFiltered::from_fn(self.model().graph.upward(), |edge| self.counts(*edge.weight(), by));
        let distance = dijkstra(&filtered, index(below), None, |_| 1usize);
        let mut tops: Vec<(bool, usize, NodeId)> = distance
            .into_iter()
            .map(|(at, far)| (self.is_silent_upwards(node(at), by), far, node(at)))
            .collect();
        tops.sort_unstable_by_key(|&(silent, far, id)| (!silent, Reverse(far), id));
        let top = tops.first().map_or(below, |&(_, _, id)| id);
        let mut path = match (top == below).then(Path::default) {
            Some(path) => path,
            None => self
                .cheapest(below, &[top], by)
                .map(|(_, path)| path)
                .unwrap_or_default(),
        };
        let silent = self.is_silent_upwards(top, by) || above.iter().any(|&id| self.is_silent_downwards(id, by));
        path.steps.push(Step {
            below: self.end(&[top]),
            above: self.end(above),
            relation: String::new(),
            several: false,
            basis: String::new(),
            status: if silent {
                StepStatus::NotStated
            } else {
                StepStatus::Absent
            },
            assumed: None,
            source: None,
            quote: None,
            place: Some(self.node(top).place()),
        });
        path
    }

    /// Whether the sources are silent about the lines that would lead up from this node.
    pub fn is_silent_upwards(&self, id: NodeId, by: &[RelationKind]) -> bool {
        by.iter()
            .any(|kind| kind.is_upward() && self.node(id).is_not_stated(kind.word()))
    }

    /// Whether the sources are silent about the lines by which this node stands above others.
    pub fn is_silent_downwards(&self, id: NodeId, by: &[RelationKind]) -> bool {
        by.iter()
            .any(|kind| !kind.is_upward() && self.node(id).is_not_stated(kind.word()))
    }

    /// Whether a line of these kinds at this node names something that does not exist, which is reported elsewhere.
    pub fn any_unknown(&self, id: NodeId, by: &[RelationKind]) -> bool {
        by.iter().any(|kind| self.node(id).is_unknown(kind.word()))
    }

    /// The groups of nodes that lie on a cycle of accountability, each with one cycle as evidence.
    pub fn cycles(&self, kind: RelationKind) -> Vec<(Vec<NodeId>, Path)> {
        let counts =
            |number: usize| self.model().graph.relations()[number].kind == kind && self.relation_in_force(number);
        let groups = self.model().graph.cycles(counts);
        groups
            .into_iter()
            .map(|group| {
                let path = self.round_trip(&group, kind);
                (group, path)
            })
            .collect()
    }

    /// The shortest way from the first node of a group on a common cycle back to itself. It never leaves the group, and
    /// looks at each line of it once: there may be many groups, and large ones.
    fn round_trip(&self, group: &[NodeId], kind: RelationKind) -> Path {
        let graph = self.model().graph.upward();
        let counts = |number: u32| {
            let relation = self.relation(number);
            let inside = |id| group.binary_search(&id).is_ok();
            inside(relation.below()) && inside(relation.above()) && self.counts(number, &[kind])
        };
        let start = group[0];
        let filtered = EdgeFiltered::from_fn(graph, |edge| counts(*edge.weight()));
        let distance = dijkstra(Reversed(&filtered), index(start), None, |_| 1usize);
        let mut path = Path::default();
        let mut at = start;
        loop {
            let lines = graph.edges(index(at)).map(|edge| *edge.weight());
            let nearest = lines
                .filter(|&number| counts(number))
                .filter_map(|number| Some((*distance.get(&index(self.relation(number).above()))?, number)))
                .min();
            let Some((far, number)) = nearest else {
                return path;
            };
            path.steps.push(self.step(number));
            if far == 0 {
                return path;
            }
            at = self.relation(number).above();
        }
    }
}
