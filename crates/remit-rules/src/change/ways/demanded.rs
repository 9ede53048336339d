//! The ways that the framework demands of itself: what became of each, for each body that a demand is about.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use remit_diff::Table;
use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Demand, NodeId, Requirement, Selector};
use remit_model::path::Path;

use super::super::Compared;
use super::super::endings::Endings;
use super::super::requirement_emptied::emptied;
use super::climb::{Known, Ladder, Lines, Readings, are_further, known};
use super::{Fate, SHOWN, Way, holds, retraced, stays};
use crate::requirements::chains::{Chains, silences};
use crate::requirements::saying::in_force;

/// What becomes of every way that is demanded before and after. What is newly demanded, or no longer, is a change by itself.
pub(super) fn ways<'m>(compared: &Compared<'_, 'm>) -> Vec<Way<'m>> {
    let demands = |at: &AsAt<'m>| -> BTreeMap<&'m str, &'m Requirement> {
        let rows = at.current(at.model().requirements.rows());
        let demanding = rows.filter(|row| matches!(row.demand, Demand::Path { .. } | Demand::Only { .. }));
        demanding.map(|row| (row.key.as_str(), row)).collect()
    };
    let before = demands(compared.before);
    let mut found = Vec::new();
    let known = known(compared);
    let known = are_further(compared, &known).then_some(&known);
    for (key, after) in demands(compared.after) {
        if let Some(before) = before.get(key) {
            found.extend(judge(compared, known, before, after));
        }
    }
    found
}

/// One side of a demand.
struct Side<'v, 'm> {
    at: &'v AsAt<'m>,
    /// What is in force of the places, top first.
    places: Vec<Vec<NodeId>>,
    by: &'m [RelationKind],
    /// The ways by lines that are stated.
    stated: Ladder<'m>,
    /// The ways by lines that are stated, or were readings before already. None where no line became a reading.
    known: Option<Ladder<'m>>,
    /// The ways by all lines.
    all: Ladder<'m>,
    /// The same, without the lines that are still to be rewritten. None where no line is.
    in_force: Option<Ladder<'m>>,
    /// Those from whom a way leads round the one body that every way is to pass.
    round: Option<Ladder<'m>>,
}

impl<'v, 'm> Side<'v, 'm> {
    /// Of the state after, with the lines that are to be rewritten to a successor.
    fn new(
        at: &'v AsAt<'m>,
        requirement: &'m Requirement,
        endings: Option<&Endings<'m>>,
        known: Option<&Known>,
    ) -> Option<Self> {
        let (top_down, by, through) = match &requirement.demand {
            Demand::Path { top_down, by, .. } => (top_down, by, None),
            Demand::Only { top_down, by, through } => (top_down, by, Some(*through)),
            _ => return None,
        };
        let selected = |selector: &Selector| in_force(at, selector);
        let places: Vec<Vec<NodeId>> = top_down.iter().map(|(selector, _)| selected(selector)).collect();
        let up = |readings, without, endings| {
            let lines = Lines { by, without, readings };
            Ladder::new(at, &places, lines, endings)
        };
        let ladder = |readings, without| up(readings, without, endings);
        Some(Self {
            at,
            by,
            stated: ladder(Readings::None, None),
            known: known.map(|known| ladder(Readings::Known(known), None)),
            all: ladder(Readings::All, None),
            in_force: endings
                .is_some_and(Endings::leave_lines)
                .then(|| up(Readings::All, None, None)),
            round: through.map(|id| ladder(Readings::All, Some(id))),
            places,
        })
    }

    fn bottom(&self) -> &[NodeId] {
        self.places.last().map_or(&[], Vec::as_slice)
    }

    fn top(&self) -> &[NodeId] {
        self.places.first().map_or(&[], Vec::as_slice)
    }

    /// The way of a body: a stated one, if there is one.
    fn way(&self, id: NodeId) -> Option<Path> {
        let found = self.stated.way(self.at, id).or_else(|| self.all.way(self.at, id));
        found.map(|(path, _)| path)
    }

    fn way_round(&self, id: NodeId) -> Option<Path> {
        Some(self.round.as_ref()?.way(self.at, id)?.0)
    }
}

fn judge<'m>(
    compared: &Compared<'_, 'm>,
    known: Option<&Known>,
    before: &'m Requirement,
    after: &'m Requirement,
) -> Vec<Way<'m>> {
    let sides = (
        Side::new(compared.before, before, None, None),
        Side::new(compared.after, after, Some(compared.endings()), known),
    );
    let (Some(was), Some(is)) = sides else {
        return Vec::new();
    };
    // Of a demand that names nobody any more in one of its places, `requirement-emptied` tells.
    if !emptied(compared, before, after).is_empty() {
        return Vec::new();
    }
    let only = is.round.is_some();
    let touched = OnceCell::new();
    let mut told: BTreeMap<Fate, Vec<(NodeId, NodeId)>> = BTreeMap::new();
    let about: BTreeSet<NodeId> = is.bottom().iter().copied().collect();
    for &id in was.bottom() {
        // Who ended has no way to lose; whom the demand no longer means is a change of the demand.
        let Some(now) = compared
            .becomes(id)
            .map(|node| node.id())
            .filter(|now| about.contains(now))
        else {
            continue;
        };
        // What is still to be written makes good for what is lost, and opens no way by itself.
        let is_there = |way: Option<Path>| way.is_some_and(|way| way.steps.iter().all(holds));
        let round = |side: &Side<'_, '_>, id| side.round.as_ref().is_some_and(|round| round.reached().contains(&id));
        let fate = match (was.all.reached().contains(&id), is.all.reached().contains(&now)) {
            (true, false) => Fate::Lost,
            (false, false) => continue,
            (true, true)
                if is
                    .in_force
                    .as_ref()
                    .is_some_and(|in_force| !in_force.reached().contains(&now)) =>
            {
                Fate::ToRewrite
            }
            _ if only && !round(&was, id) && round(&is, now) && is_there(is.way_round(now)) => Fate::LeadsRound,
            // That something leads to somebody is no demand of `only`.
            (false, true) if only => continue,
            (false, true) if !is_there(is.way(now)) => continue,
            (false, true) => Fate::Gained,
            (true, true) if was.stated.reached().contains(&id) && !is.stated.reached().contains(&now) => {
                Fate::NewlyAssumed
            }
            // It rested on readings already, and on none of those alone does it rest now.
            (true, true) if is.known.as_ref().is_some_and(|known| !known.reached().contains(&now)) => {
                Fate::FurtherAssumed
            }
            (true, true) => {
                let stays = || {
                    was.way(id)
                        .is_none_or(|path| retraced(compared, &path).steps.iter().all(|step| stays(compared, step)))
                };
                let touched = touched.get_or_init(|| touching(compared, was.by));
                if touched.as_ref().is_some_and(|touched| !touched.contains(&id)) {
                    debug_assert!(
                        stays(),
                        "the way of {} was passed over, and differs",
                        compared.after.node(now).key()
                    );
                    continue;
                }
                if stays() {
                    continue;
                }
                Fate::Rerouted
            }
        };
        told.entry(fate).or_default().push((id, now));
    }
    let lost = told.remove(&Fate::Lost).unwrap_or_default();
    let mut ways: Vec<Way<'m>> = told
        .into_iter()
        .map(|(fate, bodies)| way(compared, (&was, &is), after, fate, &bodies))
        .collect();
    ways.extend(of_lost(compared, (&was, &is), after, lost));
    ways
}

/// Those of the state before whose ways lead over something that differs: a line, or somebody on either end of one. None where that
/// may be anybody: a delegation makes several lines, none of which is told by itself.
fn touching(compared: &Compared<'_, '_>, by: &[RelationKind]) -> Option<BTreeSet<NodeId>> {
    if by.contains(&RelationKind::Delegation) && compared.diff.of(Table::Delegation).next().is_some() {
        return None;
    }
    let things = compared.diff.changes.iter();
    let things = things.flat_map(|change| change.before.iter().chain(&change.after));
    let ends = things.filter_map(|thing| match thing.id.table {
        Table::Line => thing.id.owner.as_deref(),
        table if table.is_node() => Some(thing.id.key.as_str()),
        _ => None,
    });
    let ends: BTreeSet<NodeId> = ends
        .filter_map(|key| Some(compared.before.node_by_key(key)?.id()))
        .collect();
    let ends: Vec<NodeId> = ends.into_iter().collect();
    let mut touching = compared.before.below(&ends, by, None);
    touching.extend(ends);
    Some(touching)
}

/// Ways that were there and aren't any more: of some the silence of somebody leaves it open.
fn of_lost<'m>(
    compared: &Compared<'_, 'm>,
    (was, is): (&Side<'_, 'm>, &Side<'_, 'm>),
    demand: &'m Requirement,
    lost: Vec<(NodeId, NodeId)>,
) -> Vec<Way<'m>> {
    let mut places = is.places.clone();
    if let Some(bottom) = places.last_mut() {
        *bottom = lost.iter().map(|(_, now)| *now).collect();
    }
    let chains = Chains::new(is.at, &places, is.by, None);
    let (open, silent) = chains.left_open_by_silence();
    let misspelt = chains.left_open_by_names();
    let mut sorted: BTreeMap<Fate, Vec<(NodeId, NodeId)>> = BTreeMap::new();
    for pair in lost {
        // A name that leads nowhere is reported as such, and once is enough.
        let fate = match () {
            () if open.contains(&pair.1) => Fate::CannotTell,
            () if misspelt.contains(&pair.1) => continue,
            () => Fate::Lost,
        };
        sorted.entry(fate).or_default().push(pair);
    }
    let ways = sorted.into_iter().map(|(fate, bodies)| {
        let mut way = way(compared, (was, is), demand, fate, &bodies);
        if fate == Fate::CannotTell {
            let silent = silent.iter().map(|&id| (id, silences(is.at, id, is.by)));
            way.silent = silent.collect();
        }
        way
    });
    ways.collect()
}

fn way<'m>(
    compared: &Compared<'_, 'm>,
    (was, is): (&Side<'_, 'm>, &Side<'_, 'm>),
    demand: &'m Requirement,
    fate: Fate,
    bodies: &[(NodeId, NodeId)],
) -> Way<'m> {
    let mut way = Way {
        fate,
        demand: Some(demand),
        bodies: bodies.iter().map(|(_, now)| *now).collect(),
        tops_before: was.top().to_vec(),
        tops_after: is.top().to_vec(),
        between: is.places.iter().skip(1).rev().skip(1).cloned().collect(),
        before: Vec::new(),
        after: Vec::new(),
        silent: Vec::new(),
    };
    for &(id, now) in bodies.iter().take(SHOWN) {
        let before = was.way(id);
        way.after.extend(match fate {
            Fate::Lost | Fate::CannotTell | Fate::ToRewrite => before.as_ref().map(|path| retraced(compared, path)),
            Fate::LeadsRound => is.way_round(now),
            Fate::NewlyAssumed | Fate::FurtherAssumed | Fate::Rerouted | Fate::Fewer | Fate::Gained => is.way(now),
        });
        way.before.extend(before);
    }
    way
}
