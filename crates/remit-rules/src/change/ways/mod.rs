//! Ways up: by which chain of lines a body reached somebody before a change, and by which it does after it.
//!
//! Ways are those that the framework demands (`path` and `only`), and the ways of accountability from every body and post to where
//! answering ends. One loss is told once: what a requirement tells of a body and a top isn't told again of accountability; of a
//! body that answers to nobody any more, `left-unanswering` tells, and here only what hangs below it; and of what a way does
//! otherwise, the weightiest is told: that it is lost, that it rests on a reading now, that it leads elsewhere.

mod accountability;
mod climb;
mod demanded;
mod telling;

use remit_model::document::RelationKind;
use remit_model::model::{NodeId, Relation, Requirement};
use remit_model::path::{Path, Step, StepStatus};

use super::{Compared, Consequence};
use crate::rule::Rule;

/// What became of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// It was there, and isn't any more.
    Lost,
    /// It was there; whether it still is isn't stated.
    CannotTell,
    /// One of several tops is lost, whose organisation has left what it heard; the others still hear it.
    Fewer,
    /// It was there, and is there again once what names somebody who is gone names who takes the place.
    ToRewrite,
    /// None led round somebody before, and one does now.
    LeadsRound,
    /// It was stated, and is a reading now.
    NewlyAssumed,
    /// It was a reading in part, and is one in a part in which it wasn't.
    FurtherAssumed,
    /// It leads over other lines, or to somebody else.
    Rerouted,
    /// There was none.
    Gained,
}

/// Ways of which the same became.
#[derive(Debug)]
pub(super) struct Way<'m> {
    fate: Fate,
    /// By whose demand: by none where accountability itself is meant.
    demand: Option<&'m Requirement>,
    /// Whose ways: the bodies as they are after.
    bodies: Vec<NodeId>,
    /// Where they led, before the change.
    tops_before: Vec<NodeId>,
    /// Where they lead after it, or were to lead.
    tops_after: Vec<NodeId>,
    /// On the way: the places of a demand between its ends, lowest first, after the change.
    between: Vec<Vec<NodeId>>,
    /// The ways of the first bodies, as they were before.
    before: Vec<Path>,
    /// The same, as they are after.
    after: Vec<Path>,
    /// Whose silence leaves it open.
    silent: Vec<(NodeId, Vec<String>)>,
}

/// So many ways are shown as evidence.
const SHOWN: usize = 3;

/// What became of every way.
pub(super) fn all<'m>(compared: &Compared<'_, 'm>) -> Vec<Way<'m>> {
    let mut ways = demanded::ways(compared);
    let of_accountability = accountability::ways(compared, &ways);
    ways.extend(of_accountability);
    ways
}

/// Tells of every way that came to one of these.
pub(super) fn tell(compared: &Compared<'_, '_>, rule: &'static Rule, fates: &[Fate], found: &mut Vec<Consequence>) {
    let told = compared.ways().iter().filter(|way| fates.contains(&way.fate));
    found.extend(told.map(|way| Consequence::new(telling::finding(compared, rule, way))));
}

/// Whether a step of a way before is still there: in force, or to be rewritten to a successor, of which `successor-not-named`
/// tells. Nobody loses a way by that.
fn stays(compared: &Compared<'_, '_>, step: &Step) -> bool {
    let of_step = |line: &Relation| {
        let key = |id: NodeId| compared.after.node(id).key().as_str();
        line.kind.upward_words() == step.relation && key(line.above()) == step.above.key
    };
    let below = || compared.after.node_by_key(&step.below.key);
    let left = |id| {
        let upward = RelationKind::ALL.into_iter().filter(|kind| kind.is_upward());
        upward.flat_map(move |kind| compared.endings().as_good_as_there(id, kind))
    };
    holds(step) || below().is_some_and(|node| left(node.id()).any(|(line, _)| of_step(line)))
}

/// Whether a step is in force.
fn holds(step: &Step) -> bool {
    matches!(step.status, StepStatus::InForce | StepStatus::AsIfAdopted(_))
}

/// A way of the state before, as it stands after: step by step what became of it.
fn retraced(compared: &Compared<'_, '_>, path: &Path) -> Path {
    let steps = path.steps.iter().map(|step| {
        let now = line_after(compared, step).map(|line| compared.after.step_of(line));
        now.unwrap_or_else(|| Step {
            status: StepStatus::Absent,
            assumed: None,
            ..step.clone()
        })
    });
    Path { steps: steps.collect() }
}

/// The line of the state after that is the step of a way before: of the same kind, between the same two, whatever its key.
fn line_after<'m>(compared: &Compared<'_, 'm>, step: &Step) -> Option<&'m Relation> {
    let after = compared.after;
    let same = |key: &str| {
        let before = compared.before.node_by_key(key)?.id();
        let becomes = compared.becomes(before).map(|node| node.id());
        becomes.or_else(|| Some(after.node_by_key(key)?.id()))
    };
    let (below, above) = (same(&step.below.key)?, same(&step.above.key)?);
    let lines = after.lines_of(below).chain(after.lines_of(above));
    let same = lines.filter(|(line, _)| {
        line.below() == below && line.above() == above && line.kind.upward_words() == step.relation
    });
    // Of several the one that counts, and of those that count one that is stated.
    same.min_by_key(|(line, standing)| (*standing, line.assumed().is_some()))
        .map(|(line, _)| line)
}
