//! The order near that of the boxes: each item stands below the first of those above it, and moves only where that takes
//! crossings away.

use super::crossings::crossings;
use super::neighbours::Neighbours;
use crate::chart::{Chart, Item};

/// How many items may be moved in all while trying where parts of the order stand best.
const TRIES: usize = 50_000;

/// The way down from the first row: each item stands below the first of those above it, its parent.
pub(super) struct Descent {
    /// What has no parent.
    roots: Vec<Item>,
    /// The children of each item.
    children: Vec<Vec<Item>>,
}

impl Descent {
    pub(super) fn new(chart: &Chart, neighbours: &Neighbours) -> Self {
        // A passing line counts as the first box that it leads to.
        let mut rank: Vec<usize> = (0..chart.row_of.len()).collect();
        for (number, &limb) in chart.pass_limb.iter().enumerate() {
            let limb = &chart.limbs[limb];
            let ends = limb.leaves.iter().map(|&(_, leaf)| leaf);
            let lowest = if limb.down { ends.min() } else { Some(limb.hub) };
            rank[chart.boxes + number] = lowest.unwrap_or(limb.hub);
        }
        let mut below = neighbours.below.clone();
        for items in &mut below {
            items.sort_by_key(|&item| rank[item]);
        }
        let mut descent = Self {
            roots: Vec::new(),
            children: vec![Vec::new(); chart.row_of.len()],
        };
        let mut seen = vec![false; chart.row_of.len()];
        for row in 0..chart.rows.len() {
            let mut roots = chart.rows[row].clone();
            roots.sort_by_key(|&item| (rank[item], item));
            for root in roots {
                let mut waiting = vec![(None, root)];
                while let Some((parent, item)) = waiting.pop() {
                    if std::mem::replace(&mut seen[item], true) {
                        continue;
                    }
                    match parent {
                        Some(parent) => {
                            let children: &mut Vec<Item> = &mut descent.children[parent];
                            children.push(item);
                        }
                        None => descent.roots.push(item),
                    }
                    waiting.extend(below[item].iter().rev().map(|&lower| (Some(item), lower)));
                }
            }
        }
        descent
    }

    /// Writes the rows that it makes into a chart.
    pub(super) fn write(&self, chart: &mut Chart) {
        for row in &mut chart.rows {
            row.clear();
        }
        let mut waiting: Vec<Item> = self.roots.iter().rev().copied().collect();
        while let Some(item) = waiting.pop() {
            chart.rows[chart.row_of[item]].push(item);
            waiting.extend(self.children[item].iter().rev());
        }
        for row in &mut chart.rows {
            row.sort_by_key(|&item| chart.lane[item]);
        }
    }

    fn siblings(&mut self, parent: Option<Item>) -> &mut Vec<Item> {
        match parent {
            Some(parent) => &mut self.children[parent],
            None => &mut self.roots,
        }
    }

    /// Moves items among their siblings, with all that hangs below them, wherever that takes crossings away. Fewer moves are
    /// tried where each takes longer.
    pub(super) fn improve(&mut self, chart: &mut Chart, neighbours: &Neighbours) {
        let mut tries = TRIES / chart.row_of.len().max(1);
        self.write(chart);
        let mut fewest = crossings(chart, neighbours);
        let parents: Vec<Option<Item>> = std::iter::once(None)
            .chain((0..self.children.len()).map(Some))
            .collect();
        loop {
            let before = fewest;
            for &parent in &parents {
                let count = self.siblings(parent).len();
                for from in 0..count {
                    let mut best = None;
                    for to in (0..count).filter(|&to| to != from) {
                        if fewest == 0 || tries == 0 {
                            self.write(chart);
                            return;
                        }
                        tries -= 1;
                        shift(self.siblings(parent), from, to);
                        self.write(chart);
                        let now = crossings(chart, neighbours);
                        shift(self.siblings(parent), to, from);
                        if now < fewest {
                            fewest = now;
                            best = Some(to);
                        }
                    }
                    if let Some(to) = best {
                        shift(self.siblings(parent), from, to);
                    }
                }
            }
            if fewest == before {
                break;
            }
        }
        self.write(chart);
    }
}

/// Takes what stands at one place of a list to another.
fn shift(list: &mut Vec<Item>, from: usize, to: usize) {
    let item = list.remove(from);
    list.insert(to, item);
}
