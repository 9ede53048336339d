//! All ways up to some tops at once: from each that reaches one, the line that leads nearer.

use std::collections::{BTreeSet, VecDeque};

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;
use remit_model::document::RelationKind;
use remit_model::model::{AsAt, NodeId, Relation};
use remit_model::path::Path;

use super::super::Compared;
use super::super::endings::Endings;

/// Which lines count as steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines<'a> {
    /// Those of these kinds.
    pub(super) by: &'a [RelationKind],
    /// Those that lead round this one.
    pub(super) without: Option<NodeId>,
    /// Which readings count beside what is stated.
    pub(super) readings: Readings<'a>,
}

/// Which lines that are readings count.
#[derive(Debug, Clone, Copy)]
pub(super) enum Readings<'a> {
    /// None.
    None,
    /// Those that were readings before the change already.
    Known(&'a Known),
    /// All.
    All,
}

/// The lines of the state after that are readings, as they were before: the kind, who acts and whom it leads to.
pub(super) type Known = BTreeSet<(RelationKind, NodeId, NodeId)>;

impl Readings<'_> {
    pub(super) fn count(self, line: &Relation) -> bool {
        line.assumed().is_none()
            || match self {
                Self::None => false,
                Self::Known(known) => known.contains(&(line.kind, line.from, line.to)),
                Self::All => true,
            }
    }
}

/// The readings of the state before, as the state after knows them.
pub(super) fn known(compared: &Compared<'_, '_>) -> Known {
    let (before, after) = (compared.before, compared.after);
    let now = |id: NodeId| {
        let becomes = compared.becomes(id).map(|node| node.id());
        becomes.or_else(|| Some(after.node_by_key(before.node(id).key())?.id()))
    };
    let lines = before.model().relations().iter().enumerate();
    let read = lines.filter(|(number, line)| line.assumed().is_some() && before.relation_in_force(*number));
    read.filter_map(|(_, line)| Some((line.kind, now(line.from)?, now(line.to)?)))
        .collect()
}

impl Lines<'_> {
    fn count(&self, line: &Relation) -> bool {
        let round = self.without.is_none_or(|id| line.from != id && line.to != id);
        round && self.by.contains(&line.kind) && self.readings.count(line)
    }
}

/// Whether any line of the state after is a reading that was none before: without one, what counts by the readings known before
/// is what counts.
pub(super) fn are_further(compared: &Compared<'_, '_>, known: &Known) -> bool {
    let after = compared.after;
    let mut lines = after.model().relations().iter().enumerate();
    lines.any(|(number, line)| {
        line.assumed().is_some() && !known.contains(&(line.kind, line.from, line.to)) && after.relation_in_force(number)
    }) || compared.endings().leave_lines()
}

/// The shortest ways in force up to some tops, each of one step or more.
pub(super) struct Climb<'m> {
    tops: BTreeSet<NodeId>,
    /// From each that reaches a top: the next line up, and where it leads.
    next: HashMap<NodeId, (&'m Relation, NodeId)>,
}

impl<'m> Climb<'m> {
    /// Looks at each line once, from the tops down.
    pub(super) fn new(at: &AsAt<'m>, tops: BTreeSet<NodeId>, lines: Lines<'_>, endings: Option<&Endings<'m>>) -> Self {
        let mut next: HashMap<NodeId, (&'m Relation, NodeId)> = HashMap::new();
        let mut waiting: VecDeque<NodeId> = tops.iter().copied().collect();
        while let Some(above) = waiting.pop_front() {
            // What is only to be rewritten to one who takes the place is as good as there.
            let to_successor = endings.into_iter().flat_map(|endings| endings.to_come_to(above));
            let to_successor = to_successor.filter(|line| line.kind.is_upward());
            let up = at.lines_up_to(above).into_iter().chain(to_successor);
            for line in up.filter(|line| lines.count(line)) {
                let below = line.below();
                if let Entry::Vacant(entry) = next.entry(below) {
                    entry.insert((line, above));
                    // What is below a top was looked at from the top itself.
                    if !tops.contains(&below) {
                        waiting.push_back(below);
                    }
                }
            }
        }
        Self { tops, next }
    }

    pub(super) fn reaches(&self, id: NodeId) -> bool {
        self.next.contains_key(&id)
    }

    /// The way up from one that reaches a top, and the top.
    pub(super) fn way(&self, at: &AsAt<'m>, from: NodeId) -> Option<(Path, NodeId)> {
        let mut path = Path::default();
        let mut here = from;
        loop {
            let (line, above) = *self.next.get(&here)?;
            path.steps.push(at.step_of(line));
            here = above;
            if self.tops.contains(&here) {
                return Some((path, here));
            }
        }
    }
}

/// Ways up through several places, each reached from the one below it.
pub(super) struct Ladder<'m> {
    legs: Vec<Climb<'m>>,
    reached: BTreeSet<NodeId>,
}

impl<'m> Ladder<'m> {
    /// Through these places, top first: what is in force of them.
    pub(super) fn new(at: &AsAt<'m>, places: &[Vec<NodeId>], lines: Lines<'_>, endings: Option<&Endings<'m>>) -> Self {
        let mut places = places.iter();
        let mut reached: BTreeSet<NodeId> = places.next().into_iter().flatten().copied().collect();
        let mut legs = Vec::new();
        for place in places {
            let leg = Climb::new(at, reached, lines, endings);
            reached = place.iter().copied().filter(|&id| leg.reaches(id)).collect();
            legs.push(leg);
        }
        Self { legs, reached }
    }

    /// Those of the last place from which a way leads through all places to the first.
    pub(super) fn reached(&self) -> &BTreeSet<NodeId> {
        &self.reached
    }

    /// The way of one of them, and where it ends.
    pub(super) fn way(&self, at: &AsAt<'m>, from: NodeId) -> Option<(Path, NodeId)> {
        let (mut whole, mut here) = (Path::default(), from);
        for leg in self.legs.iter().rev() {
            let (path, top) = leg.way(at, here)?;
            whole.steps.extend(path.steps);
            here = top;
        }
        self.reached.contains(&from).then_some((whole, here))
    }
}
