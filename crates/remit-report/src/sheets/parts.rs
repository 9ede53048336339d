//! Which boxes go together on a sheet: a board with its committees, those of a column or of a tier, whichever takes fewest sheets
//! and cuts fewest lines.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::{Box, Drawing};

use super::cut::{Room, Row, Stretch};
use super::names;
use super::tree::Tree;

/// So often is a row cut anew, because a part has no room on its sheet.
const ROUNDS: usize = 14;

/// In the first of these rounds little is taken from a part that has no room, later half.
const CAREFUL: usize = 9;

/// So many rows are tried on the page: those that seem best.
const ROWS: usize = 4;

/// Where a drawing has columns, readers know them: to cut otherwise has to be cheaper by so much.
const NOT_COLUMNS: usize = 4;

/// A box, with the number of its tier.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'a> {
    /// The box.
    pub(super) drawn: &'a Box,
    /// The number of its tier.
    pub(super) tier: usize,
}

/// What goes on one sheet.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    /// What it is called.
    pub(super) name: String,
    /// Its boxes, in the order of the drawing.
    pub(super) members: Vec<Member<'a>>,
}

/// The parts of a drawing, none of more boxes than a sheet holds with those that stand for others; and, as far as that can be
/// had, none that has no room on its sheet. `fit` says it of each.
pub(super) fn parts<'a>(
    drawing: &'a Drawing,
    tree: &Tree<'a>,
    most: usize,
    fit: impl Fn(&[Part<'a>]) -> Vec<bool>,
) -> Vec<Part<'a>> {
    let room = Room {
        most,
        others: most / 3,
        too_long: Vec::new(),
    };
    let mut rows: Vec<(usize, usize, Row<'a>)> = orders(drawing, tree)
        .into_iter()
        .map(|(more, members)| {
            let row = Row::new(drawing, tree, members);
            (row.cut(&room).0.saturating_add(more), more, row)
        })
        .collect();
    // Of equals, the first.
    rows.sort_by_key(|(cost, ..)| *cost);
    let mut best: Option<((usize, usize), Vec<Part<'a>>)> = None;
    for (_, more, row) in rows.into_iter().take(ROWS) {
        let ((without, cost), parts) = fitted(
            &row,
            room.clone(),
            &|stretches| named(drawing, tree, &row, stretches),
            &fit,
        );
        let cost = (without, cost.saturating_add(more));
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, parts));
        }
    }
    best.map(|(_, parts)| parts).unwrap_or_default()
}

/// The parts of a row that fit their pages; and how many don't, and what they cost.
fn fitted<'a>(
    row: &Row<'a>,
    mut room: Room,
    named: &dyn Fn(&[Stretch]) -> Vec<Part<'a>>,
    fit: &impl Fn(&[Part<'a>]) -> Vec<bool>,
) -> ((usize, usize), Vec<Part<'a>>) {
    let mut best: Option<((usize, usize), Vec<Part<'a>>)> = None;
    for round in 0..ROUNDS {
        let (cost, stretches) = row.cut(&room);
        let parts = named(&stretches);
        let fits = fit(&parts);
        let without: Vec<Stretch> = stretches
            .iter()
            .zip(&fits)
            .filter(|(_, fits)| !**fits)
            .map(|(&stretch, _)| stretch)
            .collect();
        let cost = (without.len(), cost);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, parts));
        }
        let divisible: Vec<Stretch> = without.into_iter().filter(|(first, end)| end - first > 2).collect();
        if divisible.is_empty() {
            break;
        }
        // Where most have no room, the page is smaller than was thought.
        if divisible.len() * 2 > stretches.len() {
            let largest = divisible
                .iter()
                .map(|(first, end)| end - first)
                .max()
                .unwrap_or(room.most);
            room.most = (room.most.min(largest + room.others) * 7 / 8).max(2);
        }
        for stretch in divisible {
            room.refuse(stretch, round >= CAREFUL);
        }
    }
    best.unwrap_or_default()
}

fn named<'a>(drawing: &'a Drawing, tree: &Tree<'a>, row: &Row<'a>, stretches: &[Stretch]) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = stretches
        .iter()
        .map(|&(first, end)| {
            let mut members = row.members.get(first..end).unwrap_or_default().to_vec();
            members.sort_by_key(|member| member.tier);
            Part {
                name: String::new(),
                members,
            }
        })
        .collect();
    names::give(&mut parts, drawing, tree);
    parts
}

/// The orders in which the boxes may be cut, and what it costs more to cut by each.
fn orders<'a>(drawing: &'a Drawing, tree: &Tree<'a>) -> Vec<(usize, Vec<Member<'a>>)> {
    let own = tree.order().to_vec();
    let by = |key: &dyn Fn(&Member<'a>) -> (usize, usize)| {
        let mut sorted = own.clone();
        sorted.sort_by_key(key);
        sorted
    };
    let lane = |member: &Member<'a>| member.drawn.lane.unwrap_or(usize::MAX);
    let mut orders = Vec::new();
    let mut more = 0;
    if !drawing.lanes.is_empty() {
        orders.push((0, by(&|member| (lane(member), 0))));
        orders.push((0, by(&|member| (lane(member), member.tier))));
        more = NOT_COLUMNS;
    }
    let others = [
        own.clone(),
        near(drawing, tree),
        by(&|member| (member.tier, 0)),
        by(&|member| (member.tier, lane(member))),
    ];
    orders.extend(others.into_iter().map(|order| (more, order)));
    orders
}

/// What stands under one box stays together; next comes always what has most lines with what is there.
fn near<'a>(drawing: &Drawing, tree: &Tree<'a>) -> Vec<Member<'a>> {
    let mut families: BTreeMap<usize, Vec<Member<'a>>> = BTreeMap::new();
    for &member in tree.order() {
        let top = tree.place(&member.drawn.key).map_or(0, |(_, top)| top);
        families.entry(top).or_default().push(member);
    }
    let mut lines: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for line in &drawing.lines {
        let (Some((_, from)), Some((_, to))) = (tree.place(&line.from), tree.place(&line.to)) else {
            continue;
        };
        if from != to {
            *lines.entry(from).or_default().entry(to).or_default() += 1;
            *lines.entry(to).or_default().entry(from).or_default() += 1;
        }
    }
    let mut score: BTreeMap<usize, usize> = families.keys().map(|&top| (top, 0)).collect();
    // The highest first; of equals, the first in the drawing.
    let mut waiting: BTreeSet<(std::cmp::Reverse<usize>, usize)> =
        score.keys().map(|&top| (std::cmp::Reverse(0), top)).collect();
    let mut order = Vec::new();
    while let Some((_, top)) = waiting.pop_first() {
        score.remove(&top);
        order.extend(families.remove(&top).unwrap_or_default());
        for (&other, &count) in lines.get(&top).into_iter().flatten() {
            if let Some(known) = score.get_mut(&other) {
                waiting.remove(&(std::cmp::Reverse(*known), other));
                *known += count;
                waiting.insert((std::cmp::Reverse(*known), other));
            }
        }
    }
    order
}
