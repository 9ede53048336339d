//! Who decides each function: computed once for a rule, so that it does not go through all bodies for each function.

mod open;

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::model::{AsAt, Delegation, Doing, Function, NodeId, Statement};
use remit_model::text::Text;

pub(crate) use open::{Open, Silent, Wanted};

/// Somebody who decides a function.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Decider<'m> {
    /// A body whose own business it is, by what is written under `does`.
    Own(NodeId, &'m Doing),
    /// Whoever holds it by a delegation that lets them decide.
    Delegate(NodeId, &'m Delegation),
}

impl Decider<'_> {
    /// Where it is written.
    pub(crate) fn statement(&self) -> &Statement {
        match self {
            Self::Own(_, doing) => &doing.statement,
            Self::Delegate(_, delegation) => &delegation.statement,
        }
    }

    /// Who.
    pub(crate) fn id(&self) -> NodeId {
        match self {
            Self::Own(id, _) | Self::Delegate(id, _) => *id,
        }
    }
}

/// The deciders of each function that has any, in force at the date, in the order of their keys.
pub(crate) fn of_functions<'m>(at: &AsAt<'m>) -> BTreeMap<&'m Text, Vec<Decider<'m>>> {
    let mut runs: Vec<(&Text, Vec<Decider<'_>>)> = Vec::new();
    for done in at
        .all_doings()
        .iter()
        .filter(|done| done.effect == Some(Effect::Decide))
    {
        let doing = at.doing(done);
        let Some(function) = &doing.function else {
            continue;
        };
        let decider = Decider::Own(done.by, doing);
        // They come function by function.
        match runs.last_mut() {
            Some((last, run)) if **last == function.value => run.push(decider),
            _ => runs.push((&function.value, vec![decider])),
        }
    }
    let mut deciders: BTreeMap<&Text, Vec<Decider<'_>>> = runs.into_iter().collect();
    for delegation in at.current(at.model().delegations.rows()) {
        let Some(to) = delegation.to.as_ref().filter(|_| lets_decide(at, delegation)) else {
            continue;
        };
        for function in &delegation.functions {
            let decider = Decider::Delegate(to.value, delegation);
            deciders.entry(function).or_default().push(decider);
        }
    }
    deciders
}

/// The same, with only those at the end of delegations: who holds a function by one and has passed all of it on does not decide.
/// A function of which nobody is left is there with nobody.
pub(crate) fn last_of_functions<'m>(at: &AsAt<'m>) -> BTreeMap<&'m Text, Vec<Decider<'m>>> {
    let mut known = of_functions(at);
    for deciders in known.values_mut() {
        deciders.retain(|decider| counts(at, decider));
        pass_on(deciders);
    }
    known
}

/// A delegation counts while both its ends are in force.
fn counts(at: &AsAt<'_>, decider: &Decider<'_>) -> bool {
    let given = match decider {
        Decider::Own(..) => true,
        Decider::Delegate(_, delegation) => {
            delegation.from.is_empty() || delegation.from.iter().any(|&from| at.node(from).exists())
        }
    };
    given && at.node(decider.id()).exists()
}

/// Takes out those who hold a function by delegation and have passed all of it on: whoever they gave it to decides. Who
/// still decides it by their own `does`, or has given it only up to some sum, decides too.
fn pass_on(deciders: &mut Vec<Decider<'_>>) {
    let gone: BTreeSet<NodeId> = deciders
        .iter()
        .filter_map(|decider| match decider {
            Decider::Delegate(to, given) if given.limit.is_none() => {
                Some(given.from.iter().filter(move |from| *from != to))
            }
            _ => None,
        })
        .flatten()
        .copied()
        .collect();
    deciders.retain(|decider| matches!(decider, Decider::Own(..)) || !gone.contains(&decider.id()));
}

/// Whether a delegation gives the decision itself: it names no verbs, or one that decides.
pub fn lets_decide(at: &AsAt<'_>, delegation: &Delegation) -> bool {
    Wanted::Decision.is_given_by(at, delegation)
}

/// Whether a delegation devolves what it gives: whoever receives works at a tier below that of some who give. `None` where the
/// tiers of both are not known.
pub fn leads_down(at: &AsAt<'_>, delegation: &Delegation) -> Option<bool> {
    let tier = |id: NodeId| at.node(id).tier().map(|(tier, _)| tier);
    let to = tier(delegation.to.as_ref()?.value)?;
    let highest = delegation.from.iter().filter_map(|&from| tier(from)).min()?;
    Some(highest < to)
}

/// Whether somebody holds a verb that is needed for a function: itself, or, where the verb decides, any verb that decides; or by
/// one of these delegations of it.
pub fn need_is_held<'m>(
    at: &AsAt<'m>,
    function: &Function,
    verb: &Text,
    given: impl IntoIterator<Item = &'m Delegation>,
) -> bool {
    let wanted = Wanted::of(at, verb);
    let mut doings = at.done_with(&function.key).iter();
    let done = match wanted {
        Wanted::Decision => doings.any(|done| done.effect == Some(Effect::Decide)),
        Wanted::Verb(verb) => doings.any(|done| at.doing(done).verb.as_ref().is_some_and(|held| held.value == *verb)),
    };
    done || given.into_iter().any(|delegation| wanted.is_given_by(at, delegation))
}
