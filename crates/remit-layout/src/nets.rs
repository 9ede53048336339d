//! Which lines are drawn as one: trees of lines of one kind that share an end, and their limbs once rows are known.

use std::collections::BTreeMap;

use crate::graph::Graph;

/// One line, or several of one kind that share an end.
#[derive(Debug, Clone)]
pub(crate) struct Net {
    /// The box that all its lines share.
    pub(crate) hub: usize,
    /// Whether the lines end at the hub, and not start there.
    pub(crate) into_hub: bool,
    /// Its lines, each with the box at its other end.
    pub(crate) leaves: Vec<(usize, usize)>,
}

/// Puts the lines together. Each line joins those that it shares the busier of its two ends with.
pub(crate) fn nets(graph: &Graph, trees: bool) -> Vec<Net> {
    let mut shared: BTreeMap<(usize, usize, bool), usize> = BTreeMap::new();
    for line in &graph.lines {
        *shared.entry((line.kind, line.to, true)).or_default() += 1;
        *shared.entry((line.kind, line.from, false)).or_default() += 1;
    }
    let mut nets: Vec<Net> = Vec::new();
    let mut by_hub: BTreeMap<(usize, usize, bool), usize> = BTreeMap::new();
    for (number, line) in graph.lines.iter().enumerate() {
        let into = (line.kind, line.to, true);
        let out_of = (line.kind, line.from, false);
        let hub = if shared.get(&out_of) > shared.get(&into) {
            out_of
        } else {
            into
        };
        let leaf = if hub.2 { line.from } else { line.to };
        let known = by_hub.get(&hub).copied().filter(|_| trees && line.from != line.to);
        match known.and_then(|net| nets.get_mut(net)) {
            Some(net) => net.leaves.push((number, leaf)),
            None => {
                if line.from != line.to {
                    by_hub.insert(hub, nets.len());
                }
                nets.push(Net {
                    hub: hub.1,
                    into_hub: hub.2,
                    leaves: vec![(number, leaf)],
                });
            }
        }
    }
    nets
}

/// The part of a net that leaves its hub downwards, or upwards.
#[derive(Debug, Clone)]
pub(crate) struct Limb {
    /// The number of its net.
    pub(crate) net: usize,
    /// The box that its lines share.
    pub(crate) hub: usize,
    /// Whether it leaves the hub downwards.
    pub(crate) down: bool,
    /// Its lines, each with the box at its other end.
    pub(crate) leaves: Vec<(usize, usize)>,
    /// The row of its hub.
    pub(crate) hub_row: usize,
    /// The row of its leaf that is farthest off.
    pub(crate) far_row: usize,
}

/// Parts each net into what goes down and what goes up. Leaves in the row of the hub go with the rest, downwards if
/// there is no other.
pub(crate) fn limbs(nets: &[Net], row_of: &[usize]) -> Vec<Limb> {
    let mut limbs = Vec::new();
    for (number, net) in nets.iter().enumerate() {
        let hub_row = row_of[net.hub];
        let (mut up, mut down, mut level) = (Vec::new(), Vec::new(), Vec::new());
        for &(line, leaf) in &net.leaves {
            match row_of[leaf].cmp(&hub_row) {
                std::cmp::Ordering::Less => up.push((line, leaf)),
                std::cmp::Ordering::Greater => down.push((line, leaf)),
                std::cmp::Ordering::Equal => level.push((line, leaf)),
            }
        }
        if down.is_empty() && !up.is_empty() {
            up.append(&mut level);
        } else {
            down.append(&mut level);
        }
        for (leaves, is_down) in [(up, false), (down, true)] {
            let rows = leaves.iter().map(|&(_, leaf)| row_of[leaf]);
            let far = if is_down { rows.max() } else { rows.min() };
            if let Some(far_row) = far {
                limbs.push(Limb {
                    net: number,
                    hub: net.hub,
                    down: is_down,
                    leaves,
                    hub_row,
                    far_row,
                });
            }
        }
    }
    limbs
}
