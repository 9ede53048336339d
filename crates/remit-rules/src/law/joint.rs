//! Bodies that several organisations share and that decide: whether any power lets these organisations have one (RULES B4).

use std::collections::BTreeSet;

use remit_model::document::{Carriage, Effect, FormPlace};
use remit_model::model::{AsAt, Function, Known, Model, NodeId, NodeKind, Power};
use remit_model::text::Text;

use super::ruling::{Ground, is_of_another_kind};
use crate::lawful::{Answers, End, Given, Lack, Obstacle, answers, weight};

/// A body that several share, without a power for it.
pub(super) struct Baseless<'m> {
    /// Who shares it, and what it has.
    pub(super) given: Given<'m>,
    /// The powers for such a body that carry a few functions alone.
    pub(super) few: Vec<&'m Power>,
    /// The power that comes nearest, with what stands in its way.
    pub(super) nearest: Option<(&'m Power, Vec<Obstacle>)>,
    /// The powers before which the law was not read, where one of them would carry such a body later.
    pub(super) unread: Vec<&'m Power>,
    /// Whether it decides anything.
    pub(super) decides: bool,
}

/// What is said of the power for a body that several share.
pub(super) enum Basis<'m> {
    /// There is one, or another finding is about it.
    Quiet,
    /// This would have to be known.
    CannotTell(Vec<Lack>),
    /// None was found.
    None(Box<Baseless<'m>>),
}

/// The kinds of body that a power for joint committees is about.
pub(super) fn kinds(model: &Model) -> BTreeSet<&Text> {
    let rows = model.powers.rows().iter();
    let powers = rows.filter(|power| power.carries == Some(Carriage::JointCommittee));
    powers
        .flat_map(|power| power.gives.iter().flat_map(|giving| &giving.to))
        .collect()
}

/// Whether a body is one that several share, and of such a kind.
pub(super) fn is_joint(at: &AsAt<'_>, kinds: &BTreeSet<&Text>, id: NodeId) -> bool {
    match at.node(id).form() {
        Known::Stated(form) => {
            form.place == Some(FormPlace::Between)
                && form.holds_decisions != Some(false)
                && (kinds.contains(&form.key) || form.family.iter().any(|family| kinds.contains(family)))
        }
        _ => false,
    }
}

/// Whether what is wrong with a delegation to this body is told of the body.
pub(super) fn tells(at: &AsAt<'_>, ground: &Ground<'_>, id: NodeId) -> bool {
    ground.joint.contains_key(&id) && matches!(basis(at, ground, id), Basis::None(_))
}

/// On what a body that several share rests.
pub(super) fn basis<'m>(at: &AsAt<'m>, ground: &Ground<'m>, id: NodeId) -> Basis<'m> {
    let given = ground.joint.get(&id).map_or(&[][..], Vec::as_slice);
    // Where a power is cited, what is to be said of it is said of the delegation.
    if given.iter().any(|delegation| delegation.power.is_some()) {
        return Basis::Quiet;
    }
    let to = End::of(at, id);
    let homes: Vec<NodeId> = to.homes.iter().filter_map(|home| home.id).collect();
    if homes.len() < 2 || homes.iter().any(|&home| !at.node(home).exists()) {
        return Basis::Quiet;
    }
    let node = at.node(id);
    let own = node.does().filter(|doing| doing.effect == Some(Effect::Decide));
    let own: Vec<Option<&Text>> = own
        .map(|doing| doing.function.as_ref().map(|function| &function.value))
        .collect();
    let decides = !own.is_empty() || !given.is_empty();
    let functions = given.iter().flat_map(|delegation| &delegation.functions);
    let functions: BTreeSet<&Text> = functions.chain(own.into_iter().flatten()).collect();
    let functions: Vec<&Function> = functions
        .into_iter()
        .filter_map(|key| at.model().functions.get(key))
        .collect();
    let from: Vec<End> = homes.into_iter().map(|home| End::of(at, home)).collect();
    let spoken: Vec<Option<bool>> = from.iter().map(|end| ground.spoken.about(end, &to)).collect();
    if let Some(open) = spoken.iter().position(Option::is_none) {
        return Basis::CannotTell(vec![from[open].lack()]);
    }
    // Where the catalogue speaks of none of them, that it has no power for them says nothing.
    if !spoken.contains(&Some(true)) {
        return Basis::Quiet;
    }
    let given = Given {
        from,
        to,
        functions,
        on: at.date(),
    };
    // A power by which one of them may give to the body is one for the body.
    let mut all: Vec<Answers<'m>> = given.clone().each().map(|given| answers(at.model(), &given)).collect();
    for answers in &mut all {
        let perhaps = &mut answers.perhaps;
        perhaps.retain(|(power, lacks)| !is_of_another_kind(at, power, lacks, &given.functions));
    }
    let general = |power: &&Power| power.only.is_empty() || !given.functions.is_empty();
    if all
        .iter()
        .any(|answers| answers.either_way() || answers.fitting.iter().any(general))
    {
        return Basis::Quiet;
    }
    if let Some((_, lacks)) = all.iter().flat_map(Answers::open).min_by_key(|(_, lacks)| lacks.len()) {
        return Basis::CannotTell(lacks.clone());
    }
    let mut few: Vec<&Power> = all
        .iter()
        .flat_map(|answers| answers.for_few().chain(answers.fitting.iter().copied()))
        .collect();
    few.sort_by_key(|power| &power.key);
    few.dedup_by_key(|power| &power.key);
    let unread = all.iter().flat_map(|answers| answers.out_of_reach().iter().copied());
    let unread = if few.is_empty() { unread.collect() } else { Vec::new() };
    let nearest = all.iter_mut().filter_map(|answers| answers.nearest.take());
    let nearest = nearest.min_by_key(|(_, obstacles)| weight(obstacles));
    Basis::None(Box::new(Baseless {
        given,
        few,
        nearest,
        unread,
        decides,
    }))
}

/// The bodies in force that several share and that such a power is about.
pub(super) fn bodies(at: &AsAt<'_>) -> Vec<NodeId> {
    let kinds = kinds(at.model());
    if kinds.is_empty() {
        return Vec::new();
    }
    let shared = at
        .bodies()
        .filter(|body| body.kind() == NodeKind::Body && !body.is_external());
    shared
        .map(|body| body.id())
        .filter(|&id| is_joint(at, &kinds, id))
        .collect()
}
