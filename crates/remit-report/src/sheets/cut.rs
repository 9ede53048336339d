//! Where a row of boxes is cut into sheets: so that sheets are few and well filled, and few lines lead from one to another.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::Drawing;

use super::parts::Member;
use super::tree::Tree;

/// What a sheet costs: as much as so many boxes that stand on it for others.
const SHEET: usize = 8;

/// What it costs that a sheet lacks a box to be half full.
const EMPTY: usize = 1;

/// Boxes in the order in which they are cut.
pub(super) struct Row<'a> {
    /// The boxes.
    pub(super) members: Vec<Member<'a>>,
    /// With which others each has lines, by their places.
    neighbours: Vec<BTreeSet<usize>>,
    /// Under which other each stands, by its place.
    above: Vec<Option<usize>>,
}

/// A stretch of the row: its first, and the first after it.
pub(super) type Stretch = (usize, usize);

/// What a sheet holds.
#[derive(Debug, Clone)]
pub(super) struct Room {
    /// So many boxes, with those that stand for others.
    pub(super) most: usize,
    /// So many stand for others.
    pub(super) others: usize,
    /// Stretches that are known to have no room, and all that are longer.
    pub(super) too_long: Vec<Stretch>,
}

impl<'a> Row<'a> {
    pub(super) fn new(drawing: &Drawing, tree: &Tree<'a>, members: Vec<Member<'a>>) -> Self {
        let mut at: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, member) in members.iter().enumerate() {
            at.entry(&member.drawn.key).or_insert(place);
        }
        let mut neighbours = vec![BTreeSet::new(); members.len()];
        for line in &drawing.lines {
            let (Some(&from), Some(&to)) = (at.get(line.from.as_str()), at.get(line.to.as_str())) else {
                continue;
            };
            for (one, other) in [(from, to), (to, from)] {
                if let Some(known) = neighbours.get_mut(one).filter(|_| one != other) {
                    known.insert(other);
                }
            }
        }
        let above = members
            .iter()
            .map(|member| tree.above(member.drawn).and_then(|key| at.get(key).copied()));
        Self {
            above: above.collect(),
            members,
            neighbours,
        }
    }

    /// The cheapest way to cut it, and what that costs.
    pub(super) fn cut(&self, room: &Room) -> (usize, Vec<Stretch>) {
        let count = self.members.len();
        // Up to each place: what it costs, and where the last stretch begins.
        let mut cheapest: Vec<Option<(usize, usize)>> = vec![None; count + 1];
        if let Some(first) = cheapest.first_mut() {
            *first = Some((0, 0));
        }
        for first in 0..count {
            let Some(&Some((so_far, _))) = cheapest.get(first) else {
                continue;
            };
            let reach = room.reach(first);
            let mut outside: BTreeSet<usize> = BTreeSet::new();
            // How many stand apart from what they stand under, and under what.
            let mut apart: BTreeMap<usize, usize> = BTreeMap::new();
            for last in first..count.min(first.saturating_add(room.most.max(1))) {
                outside.remove(&last);
                let neighbours = self.neighbours.get(last).into_iter().flatten();
                outside.extend(neighbours.filter(|place| !(first..=last).contains(*place)));
                apart.remove(&last);
                let above = self.above.get(last).copied().flatten();
                if let Some(above) = above.filter(|above| !(first..=last).contains(above)) {
                    *apart.entry(above).or_default() += 1;
                }
                let size = last - first + 1;
                let others = outside.len().min(room.others);
                // One box always has room: there is nothing smaller.
                if size > 1 && (size + others > room.most || reach.is_some_and(|reach| last >= reach)) {
                    // What comes next may lead to fewer others, but no stretch becomes shorter.
                    if size > room.most || reach.is_some_and(|reach| last >= reach) {
                        break;
                    }
                    continue;
                }
                let lacking = (room.most / 2).saturating_sub(size + others);
                let cost = so_far + SHEET + others + lacking * EMPTY + apart.values().sum::<usize>();
                if let Some(known) = cheapest.get_mut(last + 1)
                    && known.is_none_or(|(least, _)| cost < least)
                {
                    *known = Some((cost, first));
                }
            }
        }
        let cost = cheapest.last().copied().flatten().map_or(usize::MAX, |(cost, _)| cost);
        let mut stretches = Vec::new();
        let mut end = count;
        while let Some((_, first)) = cheapest.get(end).copied().flatten().filter(|_| end > 0) {
            stretches.push((first, end));
            end = first;
        }
        stretches.reverse();
        (cost, stretches)
    }
}

impl Room {
    /// The first place that a stretch from here must not hold.
    fn reach(&self, from: usize) -> Option<usize> {
        let beyond = self.too_long.iter().filter(|(first, _)| *first >= from);
        beyond.map(|(_, end)| end - 1).min()
    }

    /// Learns that a stretch has no room on a page; nor, it is taken, has one that is little shorter.
    pub(super) fn refuse(&mut self, (first, end): Stretch, boldly: bool) {
        let size = end - first;
        let less = if boldly { size / 2 } else { size / 8 };
        let kept = (size - less).max(2);
        self.too_long.push((first, first + kept));
        self.too_long.push((end - kept, end));
    }
}
