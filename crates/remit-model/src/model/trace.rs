//! Chains of relations that lead upwards: all between two nodes, and the ladder of places that a requirement names.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use petgraph::algo::{astar, dijkstra};
use petgraph::visit::{Dfs, EdgeFiltered, Reversed, VisitMap, Visitable};

use super::graph::{index, node};
use super::{AsAt, Layer, Node, NodeId, Relation, Standing};
use crate::document::RelationKind;
use crate::page::day_in_words;
use crate::path::{End, Path, Step, StepStatus};
use crate::text::Text;

/// The paths between two nodes.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The paths in force, shortest first.
    pub paths: Vec<Path>,
    /// Whether there are more than were asked for.
    pub more: bool,
    /// Where there is none: how far it gets, and what is absent, proposed or not stated.
    pub nearest: Option<Path>,
    /// The proposals each of which would close the gap.
    pub closed_by: Vec<Text>,
    /// Where there is none: what each proposal that does not close the gap would newly bring below the upper of the two.
    pub brings: Vec<(Text, Vec<End>)>,
}

/// What stands between two places of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing: the rung is in force.
    None,
    /// A name on the way does not resolve.
    Unknown,
    /// The sources are silent.
    NotStated,
    /// No body in force is selected.
    Empty,
    /// The step is there, but proposed, shadow or of another date.
    NotInForce,
    /// Nothing was entered.
    Absent,
}

/// One rung: from a place to the place above it.
#[derive(Debug, Clone)]
pub struct Rung {
    /// What stands in the way.
    pub gap: Gap,
    /// The chain in force, or the nearest miss, from below to above; one for each body that misses, at most twenty.
    pub paths: Vec<Path>,
    /// How many bodies have no chain in force.
    pub missing: usize,
    /// The proposals each of which would close the rung.
    pub closed_by: Vec<Text>,
}

/// A path requirement, judged rung by rung, top first.
#[derive(Debug, Clone)]
pub struct Ladder {
    /// The rungs.
    pub rungs: Vec<Rung>,
}

impl Ladder {
    /// The worst gap: what decides whether the requirement holds, is broken, or cannot be told.
    pub fn worst(&self) -> Gap {
        self.rungs.iter().map(|rung| rung.gap).max().unwrap_or(Gap::Empty)
    }
}

/// How many paths of one rung are kept as evidence.
const EVIDENCE: usize = 20;
/// How many lines are tried, beyond each once, before a search says "at least so many".
const SEARCH: usize = 200_000;

impl<'m> AsAt<'m> {
    /// The chains from the lower to the upper of two nodes, either way round: at most `most`, shortest first.
    pub fn trace(&self, a: NodeId, b: NodeId, by: &[RelationKind], most: usize) -> Trace {
        let (mut paths, mut more) = (Vec::new(), false);
        for (below, above) in [(a, b), (b, a)] {
            let (found, cut) = self.chains(below, above, by, most);
            more |= cut;
            paths.extend(found);
        }
        paths.sort_by_key(|path| path.steps.len());
        more |= paths.len() > most;
        paths.truncate(most);
        let (mut nearest, mut closed_by, mut brings) = (None, Vec::new(), Vec::new());
        if paths.is_empty() {
            let (below, above) = self.way_round(a, b, by);
            nearest = Some(self.nearest_miss(below, &[above], by));
            closed_by = self.closing(|view| view.reaching(&[above], by).contains(&below));
            let already = self.reaching(&[above], by);
            let waiting = self
                .model()
                .proposals
                .iter()
                .filter(|proposal| !closed_by.contains(&proposal.key));
            for proposal in waiting.filter(|proposal| !self.has_layer(proposal.statement.layer)) {
                let view = self.and_with(&proposal.key);
                let new = view
                    .reaching(&[above], by)
                    .into_iter()
                    .filter(|id| !already.contains(id));
                let new: Vec<End> = new.map(|id| view.end(&[id])).collect();
                if !new.is_empty() {
                    brings.push((proposal.key.clone(), new));
                }
            }
        }
        Trace {
            paths,
            more,
            nearest,
            closed_by,
            brings,
        }
    }

    /// Which of two unconnected nodes is to be looked at as the lower one.
    fn way_round(&self, a: NodeId, b: NodeId, by: &[RelationKind]) -> (NodeId, NodeId) {
        let cost = |below, above| self.cheapest(below, &[above], by).map(|(cost, _)| cost);
        match (cost(a, b), cost(b, a)) {
            (Some(up), Some(down)) if down < up => return (b, a),
            (None, Some(_)) => return (b, a),
            (Some(_), _) => return (a, b),
            (None, None) => {}
        }
        match (self.node(a).tier(), self.node(b).tier()) {
            (Some((first, _)), Some((second, _))) if first < second => (b, a),
            _ => (a, b),
        }
    }

    /// Judges a path requirement: places top first, and the relations that count as steps.
    pub fn ladder(&self, places: &[Vec<NodeId>], by: &[RelationKind]) -> Ladder {
        let exists = |id: &NodeId| self.node(*id).exists();
        let mut rungs = Vec::new();
        let mut reached: Vec<NodeId> = Vec::new();
        for (at, below) in places.iter().enumerate() {
            let below: Vec<NodeId> = below.iter().copied().filter(exists).collect();
            if at > 0 {
                let above: Vec<NodeId> = if reached.is_empty() {
                    // The rung above is broken; this one is judged by itself, so that every gap is named at once.
                    places[at - 1].iter().copied().filter(exists).collect()
                } else {
                    reached
                };
                let (rung, next) = self.rung(&above, &below, by, at + 1 == places.len());
                rungs.push(rung);
                reached = next;
            } else {
                reached = below;
            }
        }
        Ladder { rungs }
    }

    fn rung(&self, above: &[NodeId], below: &[NodeId], by: &[RelationKind], last: bool) -> (Rung, Vec<NodeId>) {
        let under = self.reaching(above, by);
        let (holding, missing): (Vec<NodeId>, Vec<NodeId>) = below.iter().partition(|id| under.contains(id));
        let mut rung = Rung {
            gap: Gap::None,
            paths: Vec::new(),
            missing: missing.len(),
            closed_by: Vec::new(),
        };
        if above.is_empty() || below.is_empty() {
            rung.gap = Gap::Empty;
            return (rung, holding);
        }
        // Every body of the last place needs a chain; of a place on the way, one that is passed is enough.
        let broken = if last { !missing.is_empty() } else { holding.is_empty() };
        if !broken {
            rung.missing = 0;
            let chains = holding
                .iter()
                .take(EVIDENCE)
                .filter_map(|&id| self.cheapest(id, above, by));
            // Where the only chain in force leads from a place back to itself, it is not shown, and nothing else instead.
            rung.paths = chains.map(|(_, path)| path).filter(Path::in_force).collect();
            return (rung, holding);
        }
        let (shown, rest) = missing.split_at(missing.len().min(EVIDENCE));
        for &id in shown {
            let path = self.nearest_miss(id, above, by);
            rung.gap = rung.gap.max(gap_of(&path, self.any_unknown(id, by)));
            rung.paths.push(path);
        }
        rung.gap = rung.gap.max(self.worst_gap(rest, above, by));
        rung.closed_by = self.closing(|view| {
            let under = view.reaching(above, by);
            missing.iter().all(|id| under.contains(id))
        });
        (rung, holding)
    }

    /// What `gap_of` says of the nearest misses of these at worst, found for all of them at once.
    fn worst_gap(&self, missing: &[NodeId], above: &[NodeId], by: &[RelationKind]) -> Gap {
        if missing.is_empty() {
            return Gap::None;
        }
        let connected = self.reaching_by(above, |number| by.contains(&self.relation(number).kind));
        let all_silent = above.iter().any(|&id| self.is_silent_downwards(id, by));
        let nodes = self.all_nodes().map(|node| node.id());
        let silent: Vec<NodeId> = nodes.filter(|&id| self.is_silent_upwards(id, by)).collect();
        let below_silent = self.reaching(&silent, by);
        let gap = |id: &NodeId| {
            if self.any_unknown(*id, by) {
                Gap::Unknown
            } else if connected.contains(id) {
                Gap::NotInForce
            } else if all_silent || below_silent.contains(id) || silent.binary_search(id).is_ok() {
                Gap::NotStated
            } else {
                Gap::Absent
            }
        };
        missing.iter().map(gap).max().unwrap_or(Gap::None)
    }

    /// The proposals, not yet taken as adopted, each of which by itself makes something so.
    fn closing(&self, so: impl Fn(&Self) -> bool) -> Vec<Text> {
        let model = self.model();
        let waiting = model
            .proposals
            .iter()
            .filter(|proposal| !self.has_layer(proposal.statement.layer));
        waiting
            .filter(|proposal| so(&self.and_with(&proposal.key)))
            .map(|proposal| proposal.key.clone())
            .collect()
    }

    /// The nodes from which a chain in force leads up to one of these, without the chain of no steps.
    fn reaching(&self, above: &[NodeId], by: &[RelationKind]) -> BTreeSet<NodeId> {
        self.reaching_by(above, |number| self.counts(number, by))
    }

    /// The same, by the lines that `counts` lets through.
    fn reaching_by(&self, above: &[NodeId], counts: impl Fn(u32) -> bool) -> BTreeSet<NodeId> {
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
    fn lines_below(&self, top: NodeId) -> impl Iterator<Item = u32> {
        let edges = self
            .model()
            .graph
            .upward()
            .edges_directed(index(top), petgraph::Direction::Incoming);
        edges.map(|edge| *edge.weight())
    }

    fn relation(&self, number: u32) -> &'m Relation {
        &self.model().graph.relations()[number as usize]
    }

    fn counts(&self, number: u32, by: &[RelationKind]) -> bool {
        by.contains(&self.relation(number).kind) && self.relation_in_force(number as usize)
    }

    /// The chains in force, shortest first, and of one length in the order of their lines; and whether there are more.
    ///
    /// A depth-first search over simple paths of one length, then of the next longer, and so on: petgraph's own
    /// enumeration of them has no order and no bound. The exact distance to the top, from petgraph's Dijkstra, guides it,
    /// so that it wastes no step on ways that lead nowhere, and the first chain costs no more than its length.
    fn chains(&self, below: NodeId, above: NodeId, by: &[RelationKind], most: usize) -> (Vec<Path>, bool) {
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
    fn cheapest(&self, below: NodeId, above: &[NodeId], by: &[RelationKind]) -> Option<(usize, Path)> {
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
    fn nearest_miss(&self, below: NodeId, above: &[NodeId], by: &[RelationKind]) -> Path {
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
    fn is_silent_upwards(&self, id: NodeId, by: &[RelationKind]) -> bool {
        by.iter()
            .any(|kind| kind.is_upward() && self.node(id).is_not_stated(kind.word()))
    }

    /// Whether the sources are silent about the lines by which this node stands above others.
    fn is_silent_downwards(&self, id: NodeId, by: &[RelationKind]) -> bool {
        by.iter()
            .any(|kind| !kind.is_upward() && self.node(id).is_not_stated(kind.word()))
    }

    fn any_unknown(&self, id: NodeId, by: &[RelationKind]) -> bool {
        by.iter().any(|kind| self.node(id).is_unknown(kind.word()))
    }

    fn end(&self, ids: &[NodeId]) -> End {
        let join = |part: fn(&Node) -> &str| {
            let some = ids.iter().take(3).map(|&id| part(self.model().node_of(id)));
            let rest = if ids.len() > 3 { " …" } else { "" };
            format!("{}{rest}", some.collect::<Vec<_>>().join(", "))
        };
        let names = ids
            .iter()
            .take(3)
            .map(|&id| self.node(id).name().to_string())
            .collect::<Vec<_>>();
        End {
            key: join(|node| node.key.as_str()),
            name: if ids.len() > 3 {
                format!("{} …", names.join(", "))
            } else {
                names.join(", ")
            },
        }
    }

    /// A relation as a step of a path.
    pub fn step_of(&self, relation: &Relation) -> Step {
        let graph = &self.model().graph;
        let number = graph
            .outgoing(relation.from)
            .find(|&number| std::ptr::eq(&graph.relations()[number], relation));
        match number.and_then(|number| u32::try_from(number).ok()) {
            Some(number) => self.step(number),
            None => self.describe(relation, Standing::OtherDate),
        }
    }

    fn step(&self, number: u32) -> Step {
        self.describe(self.relation(number), self.relation_standing(number as usize))
    }

    fn describe(&self, relation: &Relation, standing: Standing) -> Step {
        let status = match standing {
            Standing::InForce => match self
                .layers_of(relation)
                .find_map(|layer| self.model().proposal_of(layer))
            {
                Some(proposal) => StepStatus::AsIfAdopted(proposal.to_string()),
                None => StepStatus::InForce,
            },
            Standing::Shadow => StepStatus::Shadow,
            Standing::OtherDate => StepStatus::OtherDate(dates_in_words(relation)),
            Standing::Proposed => {
                let proposal = self.layers_of(relation).find(|&layer| !self.has_layer(layer));
                StepStatus::Proposed(
                    proposal
                        .and_then(|layer| self.model().proposal_of(layer))
                        .map(Text::to_string),
                )
            }
        };
        let mut basis = Vec::new();
        basis.extend(relation.basis.map(|basis| basis.word().replace('-', " ")));
        if let Some(power) = &relation.power {
            let power = self
                .model()
                .powers
                .get(power)
                .and_then(|power| power.citation.as_ref())
                .unwrap_or(power);
            basis.push(power.to_string());
        }
        if let Some(key) = &relation.instrument {
            let name = self
                .model()
                .instruments
                .get(key)
                .map_or(key, |instrument| &instrument.name);
            basis.push(name.to_string());
        }
        Step {
            below: self.end(&[relation.below()]),
            above: self.end(&[relation.above()]),
            relation: relation.kind.upward_words().to_owned(),
            basis: basis.join(", "),
            status,
            assumed: relation.assumed().map(Text::to_string),
            source: relation
                .statement
                .origin
                .as_ref()
                .map(|origin| origin.written.to_string()),
            quote: relation.statement.quote.as_ref().map(Text::to_string),
            place: Some(relation.statement.place),
        }
    }

    /// The layers that a relation rests on: its own, and those of its ends.
    fn layers_of(&self, relation: &Relation) -> impl Iterator<Item = Layer> {
        let of = |id| self.node(id).definition().statement.layer;
        [relation.statement.layer, of(relation.from), of(relation.to)].into_iter()
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

/// What a nearest miss lacks, at worst.
fn gap_of(path: &Path, unknown: bool) -> Gap {
    if unknown {
        return Gap::Unknown;
    }
    let gaps = path.steps.iter().map(|step| match step.status {
        StepStatus::InForce | StepStatus::AsIfAdopted(_) => Gap::None,
        StepStatus::NotStated => Gap::NotStated,
        StepStatus::Absent => Gap::Absent,
        StepStatus::Proposed(_) | StepStatus::Shadow | StepStatus::OtherDate(_) => Gap::NotInForce,
    });
    gaps.max().unwrap_or(Gap::Absent)
}

fn dates_in_words(relation: &Relation) -> String {
    match (relation.statement.starts, relation.statement.ends) {
        (Some(starts), Some(ends)) => format!("{} to {}", day_in_words(starts), day_in_words(ends)),
        (Some(starts), None) => format!("from {}", day_in_words(starts)),
        (None, Some(ends)) => format!("until {}", day_in_words(ends)),
        (None, None) => "an end of it is not, or it was replaced".to_owned(),
    }
}
