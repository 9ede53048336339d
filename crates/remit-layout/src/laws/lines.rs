//! The laws of routes: each line by itself, among boxes.

use super::law::{Found, Law};
use super::segment::{Segment, segments};
use super::whole;
use crate::geometry::{Point, Rect};
use crate::graph::Graph;
use crate::layout::Layout;

pub(super) fn check(graph: &Graph, layout: &Layout, found: &mut Found) {
    for (number, (line, route)) in graph.lines.iter().zip(&layout.routes).enumerate() {
        let (Some(from), Some(to)) = (layout.boxes.get(line.from), layout.boxes.get(line.to)) else {
            found.unless(route.is_empty(), Law::Reach, || {
                format!("line {number} has no box to reach")
            });
            continue;
        };
        let (Some(first), Some(last)) = (route.first(), route.last()) else {
            found.unless(false, Law::Reach, || format!("line {number} has no route"));
            continue;
        };
        found.unless(
            is_on_edge(*first, &from.area) && is_on_edge(*last, &to.area),
            Law::Reach,
            || {
                format!(
                    "line {number} does not go from edge to edge of boxes {} and {}",
                    line.from, line.to
                )
            },
        );
        straight(number, route, found);
        for piece in segments(route) {
            found.unless(is_inside(&piece, layout), Law::Within, || format!("line {number}"));
            for (other, placed) in layout.boxes.iter().enumerate() {
                let Some(shared) = piece.within(&placed.area) else {
                    continue;
                };
                if other != line.from && other != line.to {
                    found.unless(false, Law::ThroughBox, || format!("line {number} meets box {other}"));
                    continue;
                }
                let is_end = shared.a == shared.b
                    && (other == line.from && shared.a == *first || other == line.to && shared.a == *last);
                found.unless(is_end, Law::OwnBox, || {
                    format!("line {number} runs into its box {other}")
                });
            }
        }
    }
}

/// Whether a place is on the top or the bottom edge of a box.
fn is_on_edge(at: Point, area: &Rect) -> bool {
    (area.x..=area.right()).contains(&at.x) && (at.y == area.y || at.y == area.bottom())
}

pub(super) fn is_inside(piece: &Segment, layout: &Layout) -> bool {
    piece.within(&whole(layout)) == Some(*piece)
}

fn straight(number: usize, route: &[Point], found: &mut Found) {
    let pieces: Vec<Segment> = segments(route).collect();
    found.unless(!pieces.is_empty(), Law::Straight, || {
        format!("line {number} is a point")
    });
    for (at, piece) in pieces.iter().enumerate() {
        found.unless(piece.is_level() || piece.is_upright(), Law::Straight, || {
            format!("line {number} has a slanted or empty segment at {:?}", piece.a)
        });
        for other in &pieces[at + 1..] {
            let apart = piece.beside(other).is_none_or(|(_, gap)| gap > 0);
            found.unless(apart, Law::Straight, || {
                format!("line {number} turns back on itself at {:?}", other.a)
            });
        }
    }
}
