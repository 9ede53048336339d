//! The laws of strokes: what is drawn of the lines, and that it can be told apart.

use std::collections::BTreeSet;

use super::law::{Found, Law};
use super::lines::is_inside;
use super::segment::{Segment, segments};
use super::{APART, headings};
use crate::geometry::Point;
use crate::graph::Graph;
use crate::layout::{Layout, Stroke};

pub(super) fn check(graph: &Graph, layout: &Layout, found: &mut Found) {
    let drawn: Vec<Vec<Segment>> = layout.strokes.iter().map(pieces).collect();
    cover(layout, &drawn, found);
    for (number, stroke) in layout.strokes.iter().enumerate() {
        kinship(graph, number, stroke, found);
        joints(number, stroke, &drawn[number], found);
        for (name, area) in headings(layout) {
            let clear = drawn[number].iter().all(|piece| !area.is_crossed_by(piece.a, piece.b));
            found.unless(clear, Law::Heading, || format!("stroke {number} runs through {name}"));
        }
        for (at, piece) in drawn[number].iter().enumerate() {
            found.unless(piece.is_level() || piece.is_upright(), Law::Straight, || {
                format!("stroke {number} has a slanted or empty segment")
            });
            found.unless(is_inside(piece, layout), Law::Within, || format!("stroke {number}"));
            let clear = drawn[number][at + 1..]
                .iter()
                .all(|other| piece.beside(other).is_none_or(|(_, gap)| gap > 0));
            found.unless(clear, Law::Apart, || {
                format!("two pieces of stroke {number} lie on each other at {:?}", piece.a)
            });
        }
        for (other, other_stroke) in layout.strokes.iter().enumerate().skip(number + 1) {
            let related = stroke.lines.iter().any(|line| other_stroke.lines.contains(line));
            apart((number, &drawn[number]), (other, &drawn[other]), related, found);
        }
    }
}

/// The segments of a stroke.
pub(super) fn pieces(stroke: &Stroke) -> Vec<Segment> {
    stroke.pieces.iter().flat_map(|piece| segments(piece)).collect()
}

fn cover(layout: &Layout, drawn: &[Vec<Segment>], found: &mut Found) {
    for (line, route) in layout.routes.iter().enumerate() {
        let own: Vec<Segment> = (layout.strokes.iter().zip(drawn))
            .filter(|(stroke, _)| stroke.lines.contains(&line))
            .flat_map(|(_, pieces)| pieces.iter().copied())
            .collect();
        found.unless(
            segments(route).all(|piece| piece.is_covered_by(&own)),
            Law::Cover,
            || format!("line {line} is not drawn everywhere"),
        );
    }
    for (number, (stroke, pieces)) in layout.strokes.iter().zip(drawn).enumerate() {
        let own: Vec<Segment> = stroke
            .lines
            .iter()
            .filter_map(|line| layout.routes.get(*line))
            .flat_map(|route| segments(route))
            .collect();
        found.unless(pieces.iter().all(|piece| piece.is_covered_by(&own)), Law::Cover, || {
            format!("stroke {number} draws where none of its lines runs")
        });
        found.unless(stroke.pieces.iter().all(|piece| piece.len() > 1), Law::Cover, || {
            format!("stroke {number} has a piece that is a point")
        });
    }
}

fn kinship(graph: &Graph, number: usize, stroke: &Stroke, found: &mut Found) {
    let lines: Vec<_> = stroke.lines.iter().filter_map(|line| graph.lines.get(*line)).collect();
    let unique: BTreeSet<_> = stroke.lines.iter().collect();
    let complete = !lines.is_empty() && lines.len() == stroke.lines.len() && unique.len() == lines.len();
    found.unless(complete, Law::Kinship, || {
        format!("stroke {number} is of lines {:?}", stroke.lines)
    });
    let Some(first) = lines.first() else { return };
    let one_kind = lines.iter().all(|line| line.kind == first.kind);
    let one_end = lines.iter().all(|line| line.from == first.from) || lines.iter().all(|line| line.to == first.to);
    found.unless(one_kind && one_end, Law::Kinship, || {
        format!(
            "lines {:?} of stroke {number} are of several kinds, or share no end",
            stroke.lines
        )
    });
}

fn joints(number: usize, stroke: &Stroke, pieces: &[Segment], found: &mut Found) {
    let mut places: BTreeSet<Point> = pieces.iter().flat_map(|piece| [piece.a, piece.b]).collect();
    for (at, piece) in pieces.iter().enumerate() {
        places.extend(pieces[at + 1..].iter().filter_map(|other| piece.crossing(other)));
    }
    let arms = |at: Point| -> usize {
        let arms = |piece: &Segment| usize::from(piece.holds(at)) + usize::from(piece.holds_inside(at));
        pieces.iter().map(arms).sum()
    };
    let meet: BTreeSet<Point> = places.into_iter().filter(|at| arms(*at) > 2).collect();
    let listed: BTreeSet<Point> = stroke.joints.iter().copied().collect();
    found.unless(
        meet == listed && listed.len() == stroke.joints.len(),
        Law::Joints,
        || format!("stroke {number} has joints at {meet:?}, and lists {:?}", stroke.joints),
    );
}

fn apart(one: (usize, &[Segment]), other: (usize, &[Segment]), related: bool, found: &mut Found) {
    for piece in one.1 {
        for other_piece in other.1 {
            if let Some((along, gap)) = piece.beside(other_piece) {
                found.unless(gap > 0 && (gap >= APART || along <= APART), Law::Apart, || {
                    format!(
                        "strokes {} and {} are {gap} apart over {along} at {:?}",
                        one.0, other.0, piece.a
                    )
                });
            }
            // Two strokes that together draw one line touch where the one goes on as the other.
            let touch = [other_piece.a, other_piece.b].into_iter().any(|at| piece.holds(at))
                || [piece.a, piece.b].into_iter().any(|at| other_piece.holds(at));
            found.unless(related || !touch, Law::Touch, || {
                format!(
                    "strokes {} and {} touch near {:?} and {:?}",
                    one.0, other.0, piece, other_piece
                )
            });
        }
    }
}
