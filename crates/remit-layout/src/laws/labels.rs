//! The laws of labels.

use super::law::{Found, Law};
use super::segment::Segment;
use super::strokes::pieces;
use super::{headings, whole};
use crate::geometry::Rect;
use crate::graph::Graph;
use crate::layout::{Layout, Stroke};

pub(super) fn check(graph: &Graph, layout: &Layout, found: &mut Found) {
    let whole = whole(layout);
    let headings = headings(layout);
    let drawn: Vec<Vec<Segment>> = layout.strokes.iter().map(pieces).collect();
    for (number, stroke) in layout.strokes.iter().enumerate() {
        let Some((area, size)) = stroke.label else { continue };
        found.unless(is_large_enough(graph, stroke, &area, size), Law::Size, || {
            format!("the label of stroke {number} is smaller than its size {size}")
        });
        found.unless(whole.contains(&area), Law::Within, || {
            format!("the label of stroke {number}")
        });
        found.unless(is_crossed(&area, &drawn[number]), Law::LabelAway, || {
            format!("the label of stroke {number} is not on it")
        });
        for (node, placed) in layout.boxes.iter().enumerate() {
            found.unless(!area.overlaps(&placed.area), Law::LabelOnBox, || {
                format!("the label of stroke {number} lies on box {node}")
            });
        }
        for (name, heading) in &headings {
            found.unless(!area.overlaps(heading), Law::Heading, || {
                format!("the label of stroke {number} lies on {name}")
            });
        }
        for (other, other_stroke) in layout.strokes.iter().enumerate() {
            if other == number {
                continue;
            }
            found.unless(!is_crossed(&area, &drawn[other]), Law::LabelOnStroke, || {
                format!("the label of stroke {number} lies on stroke {other}")
            });
            if let (Some((other_area, _)), true) = (other_stroke.label, other > number) {
                found.unless(!area.overlaps(&other_area), Law::LabelOnLabel, || {
                    format!("the labels of strokes {number} and {other}")
                });
            }
        }
    }
}

fn is_crossed(area: &Rect, pieces: &[Segment]) -> bool {
    pieces.iter().any(|piece| area.is_crossed_by(piece.a, piece.b))
}

fn is_large_enough(graph: &Graph, stroke: &Stroke, area: &Rect, size: usize) -> bool {
    let mut lines = stroke.lines.iter().filter_map(|line| graph.lines.get(*line));
    lines.all(|line| {
        line.labels
            .get(size)
            .is_some_and(|label| area.width >= label.width && area.height >= label.height)
    })
}
