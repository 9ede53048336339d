//! Structures that are kept back: nothing of ours may be tuned on them. Who looks at one of these drawings to make it
//! better has spoilt it, and has to put others in its place.

use remit_layout::sample::{Chance, sample};
use remit_layout::{Graph, Length, Line, Node, POINT, Size, Tier};

/// The seeds of samples that are kept back.
pub(crate) const SEEDS: std::ops::Range<u64> = 100..104;

/// And those to which a box is added: more of them, since single ones are far apart.
pub(crate) const CALM_SEEDS: std::ops::Range<u64> = 100..110;

/// Structures of the sort that was seen while building, from other seeds.
pub(crate) fn samples(sizes: &[usize]) -> Vec<(String, Graph)> {
    let of = |boxes: &usize| {
        let boxes = *boxes;
        SEEDS.map(move |seed| (format!("sample {seed} of {boxes}"), sample(seed, boxes)))
    };
    sizes.iter().flat_map(of).collect()
}

/// Structures that are made in another way.
pub(crate) fn strange(sizes: &[usize]) -> Vec<(String, Graph)> {
    let of = |boxes: &usize| {
        let boxes = *boxes;
        (0..2).map(move |seed| (format!("strange {seed} of {boxes}"), make(seed, boxes)))
    };
    sizes.iter().flat_map(of).collect()
}

/// A structure without a plan: tiers of about the same size; each box but those at the top answers to any one box above,
/// however far up; a quarter as many lines between any two boxes, up, down or within a tier. No near neighbours, no hubs.
fn make(seed: u64, boxes: usize) -> Graph {
    let mut chance = Chance::new(seed ^ 0x0074_e45e);
    let tiers = 3 + chance.below(3);
    let size = |width: Length, height: Length| Size {
        width: width * POINT,
        height: height * POINT,
    };
    let mut graph = Graph {
        tiers: vec![Tier { label: size(50, 11) }; tiers],
        ..Graph::default()
    };
    for number in 0..boxes {
        let lines = 1 + Length::try_from(chance.below(4)).unwrap_or_default();
        graph.boxes.push(Node {
            tier: number * tiers / boxes.max(1),
            lane: None,
            sizes: vec![size(130, 20 + 12 * lines), size(75, 20 + 20 * lines)],
        });
    }
    let line = |from, to, kind: usize| Line {
        from,
        to,
        upward: true,
        free: false,
        kind,
        labels: vec![size([52, 34, 66][kind], 11)],
    };
    for number in 0..boxes {
        let above = graph.boxes.iter().filter(|node| node.tier < graph.boxes[number].tier);
        let above = above.count();
        if above > 0 {
            graph.lines.push(line(number, chance.below(above), 0));
        }
    }
    for _ in 0..boxes / 4 {
        let (one, other) = (chance.below(boxes), chance.below(boxes));
        if one != other {
            let kind = 1 + chance.below(2);
            graph.lines.push(line(one.max(other), one.min(other), kind));
        }
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strange_structures_are_whole() {
        for (name, graph) in strange(&[0, 1, 10, 60]) {
            let boxes = graph.boxes.len();
            assert!(name.ends_with(&boxes.to_string()));
            assert!(graph.boxes.iter().all(|node| node.tier < graph.tiers.len()));
            assert!(graph.lines.iter().all(|line| line.from > line.to && line.from < boxes));
            assert!(boxes < 10 || graph.lines.len() > boxes / 2);
        }
    }

    #[test]
    fn what_is_kept_back_was_not_seen() {
        assert!(SEEDS.clone().all(|seed| !crate::SEEN.contains(&seed)));
        assert_eq!(samples(&[10, 20]).len(), 8);
    }
}
