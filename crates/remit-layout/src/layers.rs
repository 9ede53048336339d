//! Layer assignment: in which layer of its tier each box stands, so that lines within a tier run downwards.
//!
//! Longest path (Healy and Nikolov, *Hierarchical drawing algorithms*, 2013, §13.3), then each box moves to where its
//! lines are shortest. Tiers are given, so that only lines within one tier decide.

use crate::graph::Graph;

/// Where boxes stand that could be in one of several layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaning {
    /// Where their lines are shortest.
    Short,
    /// The same, and what hangs together moves together.
    Shortest,
    /// As high as they can.
    High,
    /// As low as they can.
    Low,
}

/// For each box its layer within its tier, from 0 at the top. Lines that are `turned`, by their numbers, lead the other way
/// round.
pub(crate) fn layers(graph: &Graph, turned: &[bool], leaning: Leaning) -> Vec<usize> {
    let count = graph.boxes.len();
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
    // How many lines lead to tiers above, and below.
    let mut pull = vec![(0_usize, 0_usize); count];
    for (number, line) in graph.lines.iter().enumerate() {
        if line.from == line.to {
            continue;
        }
        let (upper, lower) = if line.upward != turned.get(number).copied().unwrap_or_default() {
            (line.to, line.from)
        } else {
            (line.from, line.to)
        };
        let (upper_tier, lower_tier) = (graph.boxes[upper].tier, graph.boxes[lower].tier);
        if upper_tier == lower_tier {
            below[upper].push(lower);
            above[lower].push(upper);
        } else {
            let (high, low) = if upper_tier < lower_tier {
                (upper, lower)
            } else {
                (lower, upper)
            };
            pull[high].1 += 1;
            pull[low].0 += 1;
        }
    }
    let layer = longest_paths(&above, &mut below);
    match leaning {
        Leaning::Short | Leaning::Shortest => {}
        Leaning::High => return layer,
        Leaning::Low => return lowered(graph, layer, &below),
    }
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (upper, lowers) in below.iter().enumerate() {
        for &lower in lowers {
            above[lower].push(upper);
        }
    }
    let mut layer = shortened(graph, layer, &above, &below, &pull);
    if leaning == Leaning::Shortest {
        shift_together(graph, &mut layer, &above, &below, &pull);
    }
    layer
}

/// The longest path to each box. Where lines run in a circle, those back to the first box of it are left out of `below`.
fn longest_paths(above: &[Vec<usize>], below: &mut [Vec<usize>]) -> Vec<usize> {
    let count = above.len();
    let mut waiting: Vec<usize> = above.iter().map(Vec::len).collect();
    let mut layer = vec![0; count];
    let mut done = vec![false; count];
    let mut ready: std::collections::BTreeSet<usize> = (0..count).filter(|&v| waiting[v] == 0).collect();
    let mut next = 0;
    loop {
        let v = match ready.pop_first() {
            Some(v) => v,
            // A circle: its first box is taken as the highest.
            None => match (next..count).find(|&v| !done[v]) {
                Some(v) => {
                    next = v;
                    v
                }
                None => break,
            },
        };
        if done[v] {
            continue;
        }
        done[v] = true;
        let mut kept = Vec::with_capacity(below[v].len());
        for &lower in &below[v] {
            if done[lower] {
                continue;
            }
            kept.push(lower);
            layer[lower] = layer[lower].max(layer[v] + 1);
            waiting[lower] -= 1;
            if waiting[lower] == 0 {
                ready.insert(lower);
            }
        }
        below[v] = kept;
    }
    layer
}

/// Moves each box as far down as its lines allow.
fn lowered(graph: &Graph, mut layer: Vec<usize>, below: &[Vec<usize>]) -> Vec<usize> {
    let depth = depths(graph, &layer);
    let mut order: Vec<usize> = (0..layer.len()).collect();
    order.sort_by_key(|&v| std::cmp::Reverse(layer[v]));
    for v in order {
        let high = below[v].iter().map(|&u| layer[u].saturating_sub(1)).min();
        layer[v] = high.unwrap_or(depth[graph.boxes[v].tier] - 1).max(layer[v]);
    }
    layer
}

/// How many layers each tier has.
fn depths(graph: &Graph, layer: &[usize]) -> Vec<usize> {
    let mut depth = vec![0; graph.tiers.len()];
    for (v, node) in graph.boxes.iter().enumerate() {
        depth[node.tier] = depth[node.tier].max(layer[v] + 1);
    }
    depth
}

/// Moves each box, within what its lines allow, to where they are shorter; where that makes no difference, to the layer
/// that is least full.
fn shortened(
    graph: &Graph,
    mut layer: Vec<usize>,
    above: &[Vec<usize>],
    below: &[Vec<usize>],
    pull: &[(usize, usize)],
) -> Vec<usize> {
    let depth = depths(graph, &layer);
    let width = |v: usize| graph.boxes[v].sizes.first().map_or(0, |size| i64::from(size.width));
    let mut full: Vec<Vec<i64>> = depth.iter().map(|&depth| vec![0; depth]).collect();
    for (v, node) in graph.boxes.iter().enumerate() {
        full[node.tier][layer[v]] += width(v);
    }
    for pass in 0..4 {
        let forwards = pass % 2 == 1;
        for step in 0..layer.len() {
            let v = if forwards { step } else { layer.len() - 1 - step };
            let tier = graph.boxes[v].tier;
            let low = above[v].iter().map(|&u| layer[u] + 1).max().unwrap_or(0);
            let high = below[v].iter().map(|&u| layer[u].saturating_sub(1)).min();
            let high = high.unwrap_or(depth[tier] - 1).max(low);
            let up = above[v].len() + pull[v].0;
            let down = below[v].len() + pull[v].1;
            full[tier][layer[v]] -= width(v);
            layer[v] = match up.cmp(&down) {
                std::cmp::Ordering::Greater => low,
                std::cmp::Ordering::Less => high,
                std::cmp::Ordering::Equal => (low..=high)
                    .min_by_key(|&candidate| (full[tier][candidate], candidate))
                    .unwrap_or(low),
            };
            full[tier][layer[v]] += width(v);
        }
    }
    layer
}

/// How often all boxes are tried, and how many may move together: so that time stays in step with what there is.
const ROUNDS: usize = 12;
const TOGETHER: usize = 64;

/// Moves boxes a layer down or up, and what stands in their way with them, as long as lines get shorter in all: what one box
/// alone would not gain, several may (node promotion: Nikolov and Tarassov, *Graph layering by promotion of nodes*, 2006).
fn shift_together(
    graph: &Graph,
    layer: &mut [usize],
    above: &[Vec<usize>],
    below: &[Vec<usize>],
    pull: &[(usize, usize)],
) {
    let depth = depths(graph, layer);
    for _ in 0..ROUNDS {
        let mut shorter = false;
        for v in 0..layer.len() {
            for down in [true, false] {
                let (ahead, behind) = if down { (below, above) } else { (above, below) };
                let Some(moved) = in_the_way(graph, layer, &depth, ahead, v, down) else {
                    continue;
                };
                let outside = |others: &[usize]| others.iter().filter(|other| !moved.contains(other)).count();
                let (mut longer, mut less) = (0, 0);
                for &u in &moved {
                    let (up, low) = pull[u];
                    let (pulled_back, pulled_on) = if down { (up, low) } else { (low, up) };
                    longer += outside(&behind[u]) + pulled_back;
                    less += outside(&ahead[u]) + pulled_on;
                }
                if less > longer {
                    for &u in &moved {
                        layer[u] = if down { layer[u] + 1 } else { layer[u] - 1 };
                    }
                    shorter = true;
                }
            }
        }
        if !shorter {
            break;
        }
    }
}

/// What has to move with a box that moves one layer; none where there is no room, or too much would have to.
fn in_the_way(
    graph: &Graph,
    layer: &[usize],
    depth: &[usize],
    ahead: &[Vec<usize>],
    v: usize,
    down: bool,
) -> Option<std::collections::BTreeSet<usize>> {
    let mut moved = std::collections::BTreeSet::from([v]);
    let mut waiting = vec![v];
    while let Some(u) = waiting.pop() {
        let last = if down { layer[u] + 1 == depth[graph.boxes[u].tier] } else { layer[u] == 0 };
        if last || moved.len() > TOGETHER {
            return None;
        }
        for &w in &ahead[u] {
            if layer[w].abs_diff(layer[u]) == 1 && moved.insert(w) {
                waiting.push(w);
            }
        }
    }
    Some(moved)
}
