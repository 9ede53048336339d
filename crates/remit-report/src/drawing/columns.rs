//! Which boxes stand in which column, and what the columns are called.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Columns;
use remit_model::model::{AsAt, Choice, NodeAt, NodeId, NodeKind};

use super::Placed;

/// What lies between several organisations.
pub(super) const BETWEEN: &str = "Between organisations";

/// Gives each box its column. The columns are those that boxes stand in, left to right.
pub(super) fn columns(at: &AsAt<'_>, choice: &Choice, placed: &mut [Placed]) -> Vec<String> {
    match choice.columns {
        // Tiers are rows: what they are columns of is a table.
        Some(Columns::None | Columns::Tier) => Vec::new(),
        Some(Columns::Lane) => lanes(at, placed, 1),
        Some(Columns::Organisation) => organisations(at, placed),
        None => lanes(at, placed, 2),
    }
}

/// The lanes that boxes stand in, if there are so many.
fn lanes(at: &AsAt<'_>, placed: &mut [Placed], least: usize) -> Vec<String> {
    let lane = |placed: &Placed| common(placed, |id| at.node(id).lane().map(|(number, _)| number));
    let used: BTreeSet<usize> = placed.iter().filter_map(lane).collect();
    if used.len() < least {
        return Vec::new();
    }
    let column: BTreeMap<usize, usize> = used.iter().enumerate().map(|(column, &lane)| (lane, column)).collect();
    for placed in placed.iter_mut() {
        placed.drawn.lane = lane(placed).and_then(|lane| column.get(&lane).copied());
    }
    used.into_iter().filter_map(|lane| at.lane_heading(lane)).collect()
}

/// What all that a box stands for have in common.
fn common<T: PartialEq>(placed: &Placed, of: impl Fn(NodeId) -> Option<T>) -> Option<T> {
    let (first, rest) = placed.ids.split_first()?;
    let first = of(*first)?;
    rest.iter().all(|&id| of(id).as_ref() == Some(&first)).then_some(first)
}

/// To whom a box belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// One organisation, or it is that organisation.
    One(NodeId),
    /// Several.
    Several,
}

pub(super) fn owner(node: &NodeAt<'_, '_>) -> Option<Owner> {
    if node.kind() == NodeKind::Organisation {
        return Some(Owner::One(node.id()));
    }
    if let Some(within) = node.within().stated() {
        return Some(Owner::One(within.id()));
    }
    match node.between().as_slice() {
        [] => None,
        [only] => Some(Owner::One(only.id())),
        _ => Some(Owner::Several),
    }
}

/// A column for each organisation that is shown or that something shown belongs to, in the order of lanes and keys; what lies
/// between several stands in their midst.
fn organisations(at: &AsAt<'_>, placed: &mut [Placed]) -> Vec<String> {
    let of = |placed: &Placed| common(placed, |id| owner(&at.node(id)));
    let mut ordered: Vec<NodeId> = placed
        .iter()
        .filter_map(|placed| match of(placed) {
            Some(Owner::One(id)) => Some(id),
            _ => None,
        })
        .collect();
    let order = |id: &NodeId| {
        let node = at.node(*id);
        (node.lane().map_or(usize::MAX, |(lane, _)| lane), *id)
    };
    ordered.sort_by_key(order);
    ordered.dedup();
    let between = placed
        .iter()
        .any(|placed| of(placed) == Some(Owner::Several))
        .then(|| ordered.len().div_ceil(2));
    let column: BTreeMap<NodeId, usize> = ordered
        .iter()
        .enumerate()
        .map(|(number, &id)| {
            (
                id,
                number + usize::from(between.is_some_and(|between| number >= between)),
            )
        })
        .collect();
    for placed in placed.iter_mut() {
        placed.drawn.lane = match of(placed) {
            Some(Owner::One(id)) => column.get(&id).copied(),
            Some(Owner::Several) => between,
            None => None,
        };
    }
    let mut names: Vec<String> = ordered.iter().map(|&id| at.node(id).name().to_string()).collect();
    if let Some(between) = between {
        names.insert(between, BETWEEN.to_owned());
    }
    names
}
