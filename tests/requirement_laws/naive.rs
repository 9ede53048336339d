//! Naive readings of the requirements about chains and decisions: every simple chain is tried.

use std::collections::BTreeSet;

use remit_model::document::{Effect, RelationKind, Span};
use remit_model::model::{AsAt, Delegation, Functions, Interval, NodeId, NodeKind, Selector, Standing};

use super::{Value, worst};

type Steps = Vec<(NodeId, NodeId)>;

/// The nodes in force that a selector names.
pub(super) fn living(at: &AsAt<'_>, selector: &Selector) -> Vec<NodeId> {
    let all = selector.select(at).into_iter();
    all.filter(|&id| at.node(id).standing() == Standing::InForce).collect()
}

/// Whether who acts stands below the other.
fn upward(kind: RelationKind) -> bool {
    use RelationKind::{AnswersTo, Delegation, Oversees};
    match kind {
        AnswersTo => true,
        Oversees | Delegation => false,
        other => panic!("the generator writes no {other}"),
    }
}

/// The steps of some kinds, from below to above: in force, or, if asked for, those that would be were all adopted.
pub(super) fn steps(at: &AsAt<'_>, by: &[RelationKind], adopted: bool) -> Steps {
    let dated = |id: NodeId| at.node(id).standing() == Standing::OtherDate;
    let lines = at.model().relations().iter().enumerate();
    let lines = lines.filter(|(number, line)| {
        by.contains(&line.kind)
            && match at.relation_standing(*number) {
                Standing::InForce => true,
                Standing::Proposed | Standing::Shadow => adopted && !dated(line.from) && !dated(line.to),
                Standing::OtherDate => false,
            }
    });
    lines
        .map(|(_, line)| {
            if upward(line.kind) {
                (line.from, line.to)
            } else {
                (line.to, line.from)
            }
        })
        .collect()
}

/// All steps of some kinds, whatever their standing.
fn all_steps(at: &AsAt<'_>, by: &[RelationKind]) -> Steps {
    let lines = at.model().relations().iter().filter(|line| by.contains(&line.kind));
    lines
        .map(|line| {
            if upward(line.kind) {
                (line.from, line.to)
            } else {
                (line.to, line.from)
            }
        })
        .collect()
}

/// Calls back with each simple chain of a step or more from one node to another, which may be the same one; the chain is
/// given by the nodes above its steps. Stops when the caller has seen enough.
fn chains(steps: &Steps, from: NodeId, to: NodeId, round: Option<NodeId>, seen: &mut dyn FnMut(&[NodeId]) -> bool) {
    fn go(
        steps: &Steps,
        here: NodeId,
        to: NodeId,
        round: Option<NodeId>,
        been: &mut Vec<NodeId>,
        seen: &mut dyn FnMut(&[NodeId]) -> bool,
    ) -> bool {
        for &(_, above) in steps.iter().filter(|(below, _)| *below == here) {
            if Some(above) == round || been.contains(&above) {
                continue;
            }
            been.push(above);
            let enough = above == to && seen(been) || above != to && go(steps, above, to, round, been, seen);
            been.pop();
            if enough {
                return true;
            }
        }
        false
    }
    if Some(from) != round {
        go(steps, from, to, round, &mut Vec::new(), seen);
    }
}

fn leads(steps: &Steps, from: NodeId, to: NodeId, round: Option<NodeId>) -> bool {
    let mut found = false;
    chains(steps, from, to, round, &mut |_| {
        found = true;
        true
    });
    found
}

/// A chain from here through the places up to the first.
fn through(steps: &Steps, from: NodeId, above: &[Vec<NodeId>], round: Option<NodeId>) -> bool {
    let Some((next, higher)) = above.split_last() else {
        return Some(from) != round;
    };
    next.iter()
        .any(|&to| leads(steps, from, to, round) && through(steps, to, higher, round))
}

/// What may stand in for a line that is not known.
struct Gaps {
    up: BTreeSet<NodeId>,
    down: BTreeSet<NodeId>,
}

fn gaps(at: &AsAt<'_>, by: &[RelationKind], misspelt: bool) -> Gaps {
    let lacks = |id: NodeId, kind: RelationKind| {
        let mut parts = at.model().node_of(id).parts.iter().filter(|part| part.defines);
        parts.any(|part| {
            if misspelt {
                part.statement.unknown().contains(&kind.word())
            } else {
                part.statement.not_stated().iter().any(|key| key == kind.word())
            }
        })
    };
    let mut gaps = Gaps {
        up: BTreeSet::new(),
        down: BTreeSet::new(),
    };
    for node in at.all_nodes() {
        for &kind in by
            .iter()
            .filter(|&&kind| kind != RelationKind::Delegation && lacks(node.id(), kind))
        {
            let side = if upward(kind) { &mut gaps.up } else { &mut gaps.down };
            side.insert(node.id());
        }
    }
    if by.contains(&RelationKind::Delegation) {
        for given in at.current(at.model().delegations.rows()) {
            let statement = &given.statement;
            let lacks = |key: &str| {
                if misspelt {
                    statement.unknown().contains(&key)
                } else {
                    statement.not_stated().iter().any(|name| name == key)
                }
            };
            if lacks("to") {
                gaps.down.extend(&given.from);
            }
            if lacks("from") {
                gaps.up.extend(given.to.as_ref().map(|to| to.value));
            }
        }
    }
    gaps
}

/// The same, where on each leg one line that is not known may be the step that lacks.
fn perhaps(steps: &Steps, gaps: &Gaps, from: NodeId, above: &[Vec<NodeId>], round: Option<NodeId>) -> bool {
    let Some((next, higher)) = above.split_last() else {
        return true;
    };
    let up = gaps
        .up
        .iter()
        .any(|&gap| Some(gap) != round && (gap == from || leads(steps, from, gap, round)));
    next.iter().filter(|&&to| Some(to) != round).any(|&to| {
        let down = |&gap: &NodeId| Some(gap) != round && (gap == to || leads(steps, gap, to, round));
        let step = leads(steps, from, to, round) || up || gaps.down.iter().any(down);
        step && perhaps(steps, gaps, to, higher, round)
    })
}

/// `only` and `forbidden`: no chain leads through places, top first, round a node.
pub(super) fn no_chain(at: &AsAt<'_>, places: &[Vec<NodeId>], by: &[RelationKind], round: Option<NodeId>) -> Value {
    if places.iter().any(Vec::is_empty) {
        return Value::CannotTell;
    }
    let (bottom, above) = places.split_last().expect("there are places");
    let bottom: Vec<NodeId> = bottom.iter().copied().filter(|&id| Some(id) != round).collect();
    let in_force = steps(at, by, false);
    let any = |misspelt: bool| {
        let gaps = gaps(at, by, misspelt);
        bottom.iter().any(|&from| perhaps(&in_force, &gaps, from, above, round))
    };
    if bottom.iter().any(|&from| through(&in_force, from, above, round)) {
        return Value::Broken;
    }
    if any(false) {
        return Value::CannotTell;
    }
    if any(true) {
        return Value::Quiet;
    }
    let adopted = steps(at, by, true);
    if bottom.iter().any(|&from| through(&adopted, from, above, round)) {
        return Value::Remark;
    }
    Value::Holds
}

/// What a rung of a path lacks, the worse the higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lack {
    Nothing,
    Misspelt,
    Silent,
    NobodySelected,
    Missing,
}

/// A path through places, top first: judged rung by rung, as its page says.
pub(super) fn path(at: &AsAt<'_>, top_down: &[(Selector, Span)], by: &[RelationKind], weeks: Option<u32>) -> Value {
    let places: Vec<Vec<NodeId>> = top_down.iter().map(|(selector, _)| living(at, selector)).collect();
    let in_force = steps(at, by, false);
    let mut most = Lack::Nothing;
    let mut reached = places[0].clone();
    for (number, place) in places.iter().enumerate().skip(1) {
        // Where nothing was reached, the next rung is judged by itself.
        let above = if reached.is_empty() {
            places[number - 1].clone()
        } else {
            reached
        };
        let on = |from: NodeId| above.iter().any(|&to| leads(&in_force, from, to, None));
        let (holding, missing): (Vec<NodeId>, Vec<NodeId>) = place.iter().partition(|&&from| on(from));
        // Each body of the last place needs a chain; of the others, one will do.
        let last = number + 1 == places.len();
        if above.is_empty() || place.is_empty() {
            most = most.max(Lack::NobodySelected);
        } else if last && !missing.is_empty() || holding.is_empty() {
            let lacks = missing.iter().map(|&from| lack(at, &in_force, from, &above, by));
            most = most.max(lacks.max().unwrap_or(Lack::Nothing));
        }
        reached = holding;
    }
    match (most, weeks) {
        (Lack::Nothing, None) => Value::Holds,
        (Lack::Nothing, Some(weeks)) => in_time(at, &in_force, &places, weeks),
        (Lack::Misspelt, _) => Value::Quiet,
        (Lack::Silent | Lack::NobodySelected, _) => Value::CannotTell,
        (Lack::Missing, _) => Value::Broken,
    }
}

/// What is lacking between a body and those above it, to whom no chain in force leads.
fn lack(at: &AsAt<'_>, in_force: &Steps, from: NodeId, above: &[NodeId], by: &[RelationKind]) -> Lack {
    // What is not known of a delegation is held against neither of its ends, on a path.
    let own: Vec<RelationKind> = by
        .iter()
        .copied()
        .filter(|&kind| kind != RelationKind::Delegation)
        .collect();
    let misspelt = gaps(at, &own, true);
    if misspelt.up.contains(&from) || misspelt.down.contains(&from) {
        return Lack::Misspelt;
    }
    // A line that is there, and not in force, is what is lacking.
    let all = all_steps(at, by);
    if above.iter().any(|&to| to != from && leads(&all, from, to, None)) {
        return Lack::Missing;
    }
    let silent = gaps(at, &own, false);
    let up = silent
        .up
        .iter()
        .any(|&gap| gap == from || leads(in_force, from, gap, None));
    if up || above.iter().any(|to| silent.down.contains(to)) {
        Lack::Silent
    } else {
        Lack::Missing
    }
}

/// How long an escalation takes along the quickest chain, where a wait that is not known takes this long, if it may be.
fn quickest(at: &AsAt<'_>, steps: &Steps, from: NodeId, above: &[Vec<NodeId>], unknown: Option<u32>) -> Option<u32> {
    let Some((next, higher)) = above.split_last() else {
        return Some(0);
    };
    let wait = |id: NodeId| match (at.node(id).kind(), at.node(id).meets()) {
        (NodeKind::Body, Some(Interval::Weeks(weeks))) => Some(weeks),
        (NodeKind::Body, Some(Interval::Months(1))) => Some(5),
        (NodeKind::Body, Some(Interval::Months(3))) => Some(14),
        (NodeKind::Body, Some(other)) => panic!("the generator writes no {}", other.words()),
        (NodeKind::Body, None) => unknown,
        _ => Some(0),
    };
    let mut least: Option<u32> = None;
    for &to in next {
        let Some(on) = quickest(at, steps, to, higher, unknown) else {
            continue;
        };
        chains(steps, from, to, None, &mut |chain| {
            let waits: Option<Vec<u32>> = chain.iter().map(|&id| wait(id)).collect();
            if let Some(waits) = waits {
                let takes = on + waits.iter().sum::<u32>();
                least = Some(least.map_or(takes, |least| least.min(takes)));
            }
            false
        });
    }
    least
}

fn in_time(at: &AsAt<'_>, steps: &Steps, places: &[Vec<NodeId>], weeks: u32) -> Value {
    let (bottom, above) = places.split_last().expect("there are places");
    let of = |&from: &NodeId| {
        let sure = quickest(at, steps, from, above, None);
        let perhaps = quickest(at, steps, from, above, Some(0)).expect("the path holds");
        match sure {
            Some(sure) if sure <= weeks => Value::Holds,
            _ if perhaps > weeks => Value::Broken,
            _ => Value::CannotTell,
        }
    };
    worst(bottom.iter().map(of))
}

/// Each function is decided by exactly one body.
pub(super) fn exactly_one(at: &AsAt<'_>, chosen: &[Functions]) -> Value {
    let functions = at
        .model()
        .functions
        .iter()
        .filter(|function| at.in_force(&function.statement));
    let functions: Vec<_> = functions
        .filter(|function| {
            chosen.iter().any(|chosen| match chosen {
                Functions::All => true,
                Functions::Kind(kind) => function.kind == Some(*kind),
                Functions::One(key) => function.key == *key,
            })
        })
        .collect();
    if functions.is_empty() {
        return Value::CannotTell;
    }
    worst(functions.iter().map(|function| decided(at, &function.key)))
}

fn decided(at: &AsAt<'_>, function: &str) -> Value {
    let mut deciders = BTreeSet::new();
    let mut held: Vec<(NodeId, &Delegation)> = Vec::new();
    let (mut perhaps, mut silent, mut misspelt) = (BTreeSet::new(), false, false);
    for body in at.nodes().filter(|node| node.kind() == NodeKind::Body) {
        let external = body.timeline().parts[0]
            .keys
            .external
            .as_ref()
            .is_some_and(|at| at.value);
        silent |= !external && body.silences().iter().any(|key| *key == "does");
        for line in &body.timeline().does {
            if !at.in_force(&line.statement) {
                continue;
            }
            let decides = line.effect == Some(Effect::Decide);
            let open = line.verb.is_none();
            let unspelt = line.statement.unknown().contains(&"verb");
            match &line.function {
                Some(named) if named.value == function => {
                    if decides {
                        deciders.insert(body.id());
                    } else if open {
                        perhaps.insert(Some(body.id()));
                    } else if unspelt {
                        misspelt = true;
                    }
                }
                Some(_) => {}
                None => misspelt |= decides || open || unspelt,
            }
        }
    }
    for given in at
        .model()
        .delegations
        .iter()
        .filter(|given| at.in_force(&given.statement))
    {
        let effects: Vec<Option<Effect>> = given.verbs.iter().map(|verb| at.model().effect(verb)).collect();
        let decides = effects.is_empty() || effects.contains(&Some(Effect::Decide));
        let of_it = given.functions.iter().any(|named| *named == function);
        if !decides {
            misspelt |= (of_it || given.statement.unknown().contains(&"functions")) && effects.contains(&None);
            continue;
        }
        misspelt |= given.statement.unknown().contains(&"functions");
        silent |= given.statement.not_stated().iter().any(|key| *key == "functions");
        if !of_it {
            continue;
        }
        let lives = |id: NodeId| at.node(id).standing() == Standing::InForce;
        match &given.to {
            Some(to) if lives(to.value) => {
                if given.from.is_empty() || given.from.iter().any(|&from| lives(from)) {
                    held.push((to.value, given));
                }
            }
            Some(_) => {}
            None if given.statement.unknown().contains(&"to") => misspelt = true,
            None => {
                perhaps.insert(None);
            }
        }
    }
    // Whoever holds it and has given the whole of it to somebody else has it no more.
    for (holder, _) in &held {
        let gave =
            |(to, given): &(NodeId, &Delegation)| to != holder && given.limit.is_none() && given.from.contains(holder);
        if !held.iter().any(gave) {
            deciders.insert(*holder);
        }
    }
    let weigh = |&id: &NodeId| match at.node(id).many() {
        None | Some(Some(1)) => 1,
        Some(_) => 2,
    };
    let number: i32 = deciders.iter().map(weigh).sum();
    perhaps.retain(|who| !who.is_some_and(|who| deciders.contains(&who)));
    match number {
        2.. => Value::Broken,
        _ if !perhaps.is_empty() => Value::CannotTell,
        0 if silent => Value::CannotTell,
        _ if misspelt => Value::Quiet,
        0 => Value::Broken,
        _ => Value::Holds,
    }
}
