//! Layer assignment: in which layer of its tier each box stands, so that lines within a tier run downwards.
//!
//! Longest path (Healy and Nikolov, *Hierarchical drawing algorithms*, 2013, §13.3), then each box moves to where its
//! lines are shortest. Tiers are given, so that only lines within one tier decide.

use crate::graph::Graph;

/// For each box its layer within its tier, from 0 at the top. Lines that are `turned`, by their numbers, lead the other way
/// round.
pub(crate) fn layers(graph: &Graph, turned: &[bool]) -> Vec<usize> {
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
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (upper, lowers) in below.iter().enumerate() {
        for &lower in lowers {
            above[lower].push(upper);
        }
    }
    shortened(graph, layer, &above, &below, &pull)
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

/// Moves each box, within what its lines allow, to where they are shorter; where that makes no difference, to the layer
/// that is least full.
fn shortened(
    graph: &Graph,
    mut layer: Vec<usize>,
    above: &[Vec<usize>],
    below: &[Vec<usize>],
    pull: &[(usize, usize)],
) -> Vec<usize> {
    let mut depth = vec![0; graph.tiers.len()];
    for (v, node) in graph.boxes.iter().enumerate() {
        depth[node.tier] = depth[node.tier].max(layer[v] + 1);
    }
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
