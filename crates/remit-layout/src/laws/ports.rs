//! The laws of the places where strokes touch boxes.

use super::law::{Found, Law};
use super::{CORNER, PORTS_APART};
use crate::geometry::Point;
use crate::graph::Graph;
use crate::layout::{End, Layout, Stroke};

pub(super) fn check(graph: &Graph, layout: &Layout, found: &mut Found) {
    let mut all: Vec<(usize, &End)> = Vec::new();
    for (number, stroke) in layout.strokes.iter().enumerate() {
        for (at, end) in stroke.ends.iter().enumerate() {
            one(graph, layout, number, end, found);
            let circles = stroke
                .lines
                .iter()
                .filter_map(|line| graph.lines.get(*line))
                .any(|line| line.from == end.node && line.to == end.node);
            let again = stroke.ends[at + 1..]
                .iter()
                .any(|other| (other.node, other.top) == (end.node, end.top));
            found.unless(circles || !again, Law::Ends, || {
                format!("stroke {number} touches one edge of box {} twice", end.node)
            });
            all.push((number, end));
        }
    }
    for (at, (number, end)) in all.iter().enumerate() {
        for (other, other_end) in &all[at + 1..] {
            let same_edge = (end.node, end.top) == (other_end.node, other_end.top);
            found.unless(
                !same_edge || (end.at.x - other_end.at.x).abs() >= PORTS_APART,
                Law::Ports,
                || {
                    format!(
                        "strokes {number} and {other} touch box {} too near each other",
                        end.node
                    )
                },
            );
        }
    }
    for (number, (line, route)) in graph.lines.iter().zip(&layout.routes).enumerate() {
        let strokes = || layout.strokes.iter().filter(|stroke| stroke.lines.contains(&number));
        let listed = |node: usize, at: Point| {
            strokes().any(|stroke| stroke.ends.iter().any(|end| end.node == node && end.at == at))
        };
        if let (Some(first), Some(last)) = (route.first(), route.last()) {
            found.unless(listed(line.from, *first) && listed(line.to, *last), Law::Ends, || {
                format!("an end of line {number} is not among those of its strokes")
            });
        }
    }
}

fn one(graph: &Graph, layout: &Layout, number: usize, end: &End, found: &mut Found) {
    let Some(placed) = layout.boxes.get(end.node) else {
        return found.unless(false, Law::Ends, || format!("stroke {number} touches box {}", end.node));
    };
    let edge = if end.top { placed.area.y } else { placed.area.bottom() };
    found.unless(end.at.y == edge, Law::Ends, || {
        format!(
            "stroke {number} does not touch the edge of box {} that it says",
            end.node
        )
    });
    let away = end.at.x >= placed.area.x + CORNER && end.at.x <= placed.area.right() - CORNER;
    found.unless(away, Law::Ports, || {
        format!("stroke {number} touches a corner of box {}", end.node)
    });
    let (leaves, arrives) = uses(graph, layout, &layout.strokes[number], end);
    found.unless(leaves != arrives && arrives == end.head, Law::Ends, || {
        format!(
            "at box {}, lines of stroke {number} start: {leaves}, end: {arrives}; arrowhead: {}",
            end.node, end.head
        )
    });
}

/// Whether lines of the stroke start, and whether they end there.
fn uses(graph: &Graph, layout: &Layout, stroke: &Stroke, end: &End) -> (bool, bool) {
    let mut uses = (false, false);
    for number in &stroke.lines {
        if let (Some(line), Some(route)) = (graph.lines.get(*number), layout.routes.get(*number)) {
            uses.0 |= line.from == end.node && route.first() == Some(&end.at);
            uses.1 |= line.to == end.node && route.last() == Some(&end.at);
        }
    }
    uses
}
