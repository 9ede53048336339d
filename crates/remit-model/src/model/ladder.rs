//! A ladder of places, judged rung by rung: what a path requirement demands.

use super::{AsAt, NodeId};
use crate::document::RelationKind;
use crate::path::{Path, StepStatus};
use crate::text::Text;

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

impl<'m> AsAt<'m> {
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
