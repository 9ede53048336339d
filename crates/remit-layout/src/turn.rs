//! Which of the lines that are free to run either way within a tier are turned round, so that fewer lines cross.
//!
//! Two hubs that share their members cross when they stand side by side above them, and don't when one stands above and one
//! below: the members then are the row between.

use crate::chart::Chart;
use crate::graph::Graph;
use crate::layers::layers;
use crate::nets::{Net, nets};
use crate::order::crossings_at_first_sight;
use crate::rows::groups;

/// How many ways round are tried at most, and how many boxes and lines there may be: beyond, a try costs more than it
/// brings. With this the search stays linear.
const TRIES: usize = 64;
const MOST: usize = 600;

/// For each line whether it is turned. All lines of one kind that share a hub turn together: they are one tree.
pub(crate) fn turned(graph: &Graph, lanes: &[usize]) -> Vec<bool> {
    let mut turned = vec![false; graph.lines.len()];
    let trees = nets(graph, true);
    let bunches: Vec<Vec<usize>> = trees.iter().filter_map(|net| bunch(graph, net)).collect();
    if bunches.is_empty() || graph.boxes.len() + graph.lines.len() > MOST {
        return turned;
    }
    let cost = |turned: &[bool]| {
        let groups = groups(graph, &layers(graph, turned), false);
        crossings_at_first_sight(&mut Chart::new(graph, &trees, groups, lanes))
    };
    let mut fewest = cost(&turned);
    let mut tries = TRIES;
    loop {
        let before = fewest;
        for bunch in &bunches {
            if fewest == 0 || tries == 0 {
                return turned;
            }
            tries -= 1;
            turn(&mut turned, bunch);
            let now = cost(&turned);
            if now < fewest {
                fewest = now;
            } else {
                turn(&mut turned, bunch);
            }
        }
        if fewest == before {
            return turned;
        }
    }
}

/// The lines of a net that may be turned: those within a tier, if they are free.
fn bunch(graph: &Graph, net: &Net) -> Option<Vec<usize>> {
    let tier = |number: usize| graph.boxes[number].tier;
    let within =
        |&&(line, leaf): &&(usize, usize)| graph.lines[line].free && leaf != net.hub && tier(leaf) == tier(net.hub);
    let lines: Vec<usize> = net.leaves.iter().filter(within).map(|&(line, _)| line).collect();
    (!lines.is_empty()).then_some(lines)
}

fn turn(turned: &mut [bool], bunch: &[usize]) {
    for &line in bunch {
        turned[line] = !turned[line];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::crossings_between_lines;
    use crate::geometry::{POINT, Size};
    use crate::graph::{Line, Node, Page, Tier, Ways};
    use crate::layout::Layout;

    /// Two hubs and the four members that both have, in one tier.
    fn shared(free: bool) -> Graph {
        let size = Size {
            width: 80 * POINT,
            height: 20 * POINT,
        };
        let node = Node {
            sizes: vec![size],
            ..Node::default()
        };
        let line = |(hub, member)| Line {
            from: hub,
            to: member,
            free,
            ..Line::default()
        };
        Graph {
            tiers: vec![Tier::default()],
            boxes: vec![node; 6],
            lines: (0..2)
                .flat_map(|hub| (2..6).map(move |member| (hub, member)))
                .map(line)
                .collect(),
            ..Graph::default()
        }
    }

    fn laid_out(free: bool) -> (Graph, Layout) {
        let page = Page {
            width: None,
            height: None,
            trees: false,
            ways: Ways::Down,
        };
        let graph = shared(free);
        let layout = crate::lay_out(&graph, &page);
        (graph, layout)
    }

    #[test]
    fn members_of_two_stand_between_them() {
        let (graph, layout) = laid_out(true);
        assert_eq!(crossings_between_lines(&graph, &layout.routes).all(), 0);
        let [first, second, members @ ..] = layout.boxes.as_slice() else {
            panic!("six boxes");
        };
        assert!(members.iter().all(|member| member.row == members[0].row));
        assert_ne!(
            first.row > members[0].row,
            second.row > members[0].row,
            "one above, one below"
        );
    }

    #[test]
    fn lines_that_say_who_is_above_whom_keep_their_direction() {
        let (graph, layout) = laid_out(false);
        assert!(crossings_between_lines(&graph, &layout.routes).all() > 0);
        for line in &graph.lines {
            assert!(layout.boxes[line.from].row < layout.boxes[line.to].row);
        }
    }
}
