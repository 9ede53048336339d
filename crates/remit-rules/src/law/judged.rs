//! What the rules about law come to on each delegation of a function, for whoever follows it from hand to hand: what is said
//! of a step there is what the rules say of it.

use std::collections::BTreeMap;

use remit_model::model::{AsAt, Delegation, Function, Known, NodeId, Power, StatutoryFunction};
use remit_model::text::Text;

use super::joint::{self, Basis};
use super::ruling::{Ground, Ruling, decisions, rulings};
use super::scrutiny_separation::Overseers;
use super::telling::is_unverified;
use crate::lawful::Lack;

/// What the rules come to.
pub(crate) enum Judged<'m> {
    /// This would have to be known.
    CannotTell(Vec<Lack>),
    /// It cites no power, and these carry it.
    Uncited(Vec<&'m Power>),
    /// Statute gives the function to others.
    Fixed(&'m Function, &'m StatutoryFunction),
    /// The law is against it, by what was verified and stated, or not.
    Against {
        /// Whether nothing of that rests on memory or on a reading.
        is_sure: bool,
    },
}

/// What the rules say of the delegations in force of a function. Of those that are not in it they say nothing.
pub(crate) fn judged<'m>(at: &AsAt<'m>, function: &Text) -> BTreeMap<&'m Text, Judged<'m>> {
    let gives = |delegation: &Delegation| delegation.functions.contains(function);
    let ruled = rulings(at, gives).into_iter();
    let mut judged: BTreeMap<&Text, Judged<'m>> = ruled
        .filter_map(|(delegation, ruling)| Some((&delegation.key, of(delegation, ruling)?)))
        .collect();
    // What is told of the one who receives, not of the delegation.
    let ground = Ground::of(at);
    let overseers = Overseers::of(at);
    let mut baseless: BTreeMap<NodeId, Option<bool>> = BTreeMap::new();
    for (delegation, to) in decisions(at).filter(|(delegation, _)| gives(delegation)) {
        // A body that watches over others has the watch, and nothing else.
        let watch = overseers.against(at, delegation, to, function);
        let against = watch.unwrap_or_else(|| {
            *baseless
                .entry(to)
                .or_insert_with(|| is_against(at, ground.as_ref(), to))
        });
        if let Some(is_sure) = against {
            judged.entry(&delegation.key).or_insert(Judged::Against { is_sure });
        }
    }
    judged
}

/// Whether the law is surely against giving anything to this one, or not surely. None where it is not.
fn is_against<'m>(at: &AsAt<'m>, ground: Option<&Ground<'m>>, to: NodeId) -> Option<bool> {
    // That it only advises is told by itself.
    if matches!(at.node(to).form(), Known::Stated(form) if form.holds_decisions == Some(false)) {
        return None;
    }
    match joint::basis(at, ground?, to) {
        Basis::None(baseless) => {
            let memory = |(power, _): &(&Power, _)| power.validity.is_from_memory();
            let mut ends = baseless.given.from.iter().chain([&baseless.given.to]);
            let read = ends.any(|end| end.read) || baseless.nearest.as_ref().is_some_and(memory);
            Some(baseless.few.is_empty() && baseless.unread.is_empty() && !read)
        }
        Basis::Quiet | Basis::CannotTell(_) => None,
    }
}

fn of<'m>(delegation: &Delegation, ruling: Ruling<'m>) -> Option<Judged<'m>> {
    match ruling {
        Ruling::Quiet => None,
        Ruling::Uncited(powers) => Some(Judged::Uncited(powers)),
        Ruling::CannotTell(lacks) => Some(Judged::CannotTell(lacks)),
        Ruling::Fixed(_, function, row) => Some(Judged::Fixed(function, row)),
        Ruling::OutOfEra(case) | Ruling::Excluded(case) | Ruling::WrongSide(case) | Ruling::Without(case) => {
            // What is cited without need does not weaken what is so without it.
            let memory = !case.firm && case.nearest().is_some_and(|(power, _)| power.validity.is_from_memory());
            let read = case.given.from.iter().chain([&case.given.to]).any(|end| end.read);
            let few = case.cited.is_none() && case.answers.for_few().next().is_some();
            let assumed = delegation.statement.assumed("power").is_some();
            Some(Judged::Against {
                is_sure: !(memory || read || few || assumed || is_unverified(&case)),
            })
        }
    }
}
