//! Made-up structures, for tests, benchmarks and comparisons. The same numbers give the same graph for ever: figures
//! are kept of them.

use crate::geometry::{Length, POINT, Size};
use crate::graph::{Graph, Line, Node, Tier};

/// The kinds of lines, with the widths of their labels in points.
const ACCOUNTABLE: (usize, Length) = (0, 56);
const EXTRA: [(usize, Length); 3] = [(1, 38), (2, 47), (3, 60)];
const MEMBER: (usize, Length) = (4, 35);

/// The widths that a box can have, in points.
const WIDTHS: [Length; 4] = [118, 96, 80, 66];

/// Numbers that look like chance (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Starts somewhere.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let end = u64::try_from(end.max(1)).unwrap_or(u64::MAX);
        usize::try_from(mixed % end).unwrap_or_default()
    }

    /// Whether something comes about that does so in so many of a hundred cases.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }
}

/// A structure of so many boxes: tiers that widen downwards; most boxes answer to one in the tier above, some to one
/// beside them or further up; other relations across; and, when it is large enough, boards with many members.
pub fn sample(seed: u64, boxes: usize) -> Graph {
    let mut chance = Chance::new(seed ^ 0x5eed);
    let tiers = (3 + chance.below(4)).min(boxes.max(1));
    let tier = Tier { label: points(58, 11) };
    let mut graph = Graph {
        tiers: vec![tier; tiers],
        ..Graph::default()
    };
    for number in 0..boxes {
        graph.boxes.push(Node {
            tier: tier_of(number, boxes, tiers),
            lane: None,
            sizes: sizes(&mut chance),
        });
    }
    for number in 0..boxes {
        if let Some(above) = answers_to(&graph, number, &mut chance) {
            graph.lines.push(line(number, above, true, ACCOUNTABLE));
        }
    }
    let extra = boxes * (10 + chance.below(21)) / 100;
    for _ in 0..extra {
        let (from, to) = (chance.below(boxes), chance.below(boxes));
        let kind = EXTRA[chance.below(EXTRA.len())];
        let (from_tier, to_tier) = (graph.boxes[from].tier, graph.boxes[to].tier);
        // Far-off relations are rarer than near ones.
        if from != to && (from_tier.abs_diff(to_tier) < 2 || chance.percent(40)) {
            graph.lines.push(line(from, to, from_tier > to_tier, kind));
        }
    }
    for _ in 0..boxes / 20 {
        hub(&mut graph, &mut chance);
    }
    graph
}

/// The same, in two to four columns. One box in eight belongs to none.
pub fn sample_in_lanes(seed: u64, boxes: usize) -> Graph {
    let mut graph = sample(seed, boxes);
    let mut chance = Chance::new(seed ^ 0x001a_4e55);
    let lanes = 2 + chance.below(3);
    graph.lanes = vec![points(90, 14); lanes];
    for node in &mut graph.boxes {
        if !chance.percent(12) {
            node.lane = Some(chance.below(lanes));
        }
    }
    graph
}

/// The same with one box more, at the end of its tier's boxes or wherever the numbers put it, and one line from it to
/// another box.
pub fn with_one_more(graph: &Graph, seed: u64) -> Graph {
    let mut more = graph.clone();
    let mut chance = Chance::new(seed ^ 0x0ded);
    let number = more.boxes.len();
    more.boxes.push(Node {
        tier: chance.below(more.tiers.len()),
        lane: (!more.lanes.is_empty()).then(|| chance.below(more.lanes.len())),
        sizes: sizes(&mut chance),
    });
    if let Some(above) = answers_to(&more, number, &mut chance) {
        more.lines.push(line(number, above, true, ACCOUNTABLE));
    }
    more
}

/// The first has one box or two; each further tier has more than the last.
fn tier_of(number: usize, boxes: usize, tiers: usize) -> usize {
    // The shares are 1, 2, 3 and so on, of the triangle that they make together.
    let triangle = tiers * (tiers + 1) / 2;
    let place = number * triangle / boxes.max(1);
    let (mut tier, mut end) = (0, 1);
    while place >= end && tier + 1 < tiers {
        tier += 1;
        end += tier + 1;
    }
    tier
}

/// The box to which one answers: of the tier above, mostly; beside it, or two tiers up, sometimes.
fn answers_to(graph: &Graph, number: usize, chance: &mut Chance) -> Option<usize> {
    let tier = graph.boxes[number].tier;
    let (beside, skipping) = (chance.percent(8), chance.percent(10));
    let wanted = match (beside, skipping) {
        (true, _) => tier,
        (_, true) => tier.saturating_sub(2),
        _ => tier.saturating_sub(1),
    };
    if tier == 0 && !beside {
        return None;
    }
    let of = |tier: usize| -> Vec<usize> {
        // Only what comes before it: then nothing answers to itself, round a circle.
        (0..number).filter(|other| graph.boxes[*other].tier == tier).collect()
    };
    let candidates = of(wanted);
    // Neighbours mostly answer to the same box: the place in the own tier leads to the place in the tier above.
    let own = of(tier).len();
    let all = graph.boxes.iter().filter(|node| node.tier == tier).count().max(1);
    let near = candidates.len() * own / all;
    let at = if chance.percent(65) {
        near
    } else {
        chance.below(candidates.len())
    };
    candidates.get(at.min(candidates.len().saturating_sub(1))).copied()
}

/// Makes a box a board with many members, from tiers not above it.
fn hub(graph: &mut Graph, chance: &mut Chance) {
    let boxes = graph.boxes.len();
    let hub = chance.below(boxes / 3);
    let members = 5 + chance.below(8);
    for _ in 0..members {
        let member = chance.below(boxes);
        let known = graph
            .lines
            .iter()
            .any(|line| (line.from, line.to, line.kind) == (member, hub, MEMBER.0));
        if member != hub && graph.boxes[member].tier >= graph.boxes[hub].tier && !known {
            graph.lines.push(line(member, hub, true, MEMBER));
        }
    }
}

fn line(from: usize, to: usize, upward: bool, (kind, label): (usize, Length)) -> Line {
    Line {
        from,
        to,
        upward,
        free: false,
        kind,
        labels: vec![points(label, 11)],
    }
}

/// What a name of 12 to 60 characters and up to three lines of details take, at each width. About 5 points a
/// character at 10 points, 12 points a line, 8 points around it.
fn sizes(chance: &mut Chance) -> Vec<Size> {
    let name = 60 + 5 * i32::try_from(chance.below(49)).unwrap_or_default();
    let details: Vec<i32> = (0..chance.below(4).saturating_sub(1))
        .map(|_| 60 + 4 * i32::try_from(chance.below(30)).unwrap_or_default())
        .collect();
    let lines = |long: i32, width: i32| (long + width - 1) / width;
    WIDTHS
        .into_iter()
        .map(|width| {
            let room = width - 16;
            let details: i32 = details.iter().map(|long| lines(*long, room)).sum();
            points(width, 16 + 12 * lines(name, room) + 10 * details)
        })
        .collect()
}

fn points(width: Length, height: Length) -> Size {
    Size {
        width: width * POINT,
        height: height * POINT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_what_it_says() {
        for seed in 0..40 {
            for boxes in [0, 1, 2, 3, 10, 25, 60] {
                let graph = sample(seed, boxes);
                assert_eq!(graph.boxes.len(), boxes);
                assert!(
                    graph
                        .boxes
                        .iter()
                        .all(|node| node.tier < graph.tiers.len() && node.sizes.len() == 4)
                );
                assert!(
                    graph
                        .lines
                        .iter()
                        .all(|line| line.from < boxes && line.to < boxes && line.from != line.to)
                );
                let tiers: Vec<usize> = graph.boxes.iter().map(|node| node.tier).collect();
                assert!(tiers.is_sorted());
                if boxes >= 10 {
                    assert!((3..=6).contains(&graph.tiers.len()));
                    assert_eq!(tiers.last(), Some(&(graph.tiers.len() - 1)));
                    let of_kind = |kind| graph.lines.iter().filter(|line| line.kind == kind).count();
                    assert!(of_kind(ACCOUNTABLE.0) * 2 > boxes, "most boxes answer to one");
                    assert_eq!(of_kind(MEMBER.0) > 0, boxes >= 20);
                }
                assert!(
                    sample_in_lanes(seed, boxes)
                        .boxes
                        .iter()
                        .all(|node| node.lane.is_none_or(|lane| lane < 4))
                );
                if boxes > 0 {
                    assert_eq!(with_one_more(&graph, seed).boxes.len(), boxes + 1);
                }
            }
        }
    }

    #[test]
    fn a_sample_stays_the_same() {
        let graph = sample(7, 30);
        let first: Vec<(usize, usize, usize)> = graph
            .lines
            .iter()
            .map(|line| (line.from, line.to, line.kind))
            .take(5)
            .collect();
        assert_eq!(
            format!("{first:?} {} {}", graph.lines.len(), graph.boxes[29].sizes[0].height),
            "[(2, 0, 0), (3, 0, 0), (4, 1, 0), (5, 0, 0), (6, 2, 0)] 35 4000"
        );
    }
}
