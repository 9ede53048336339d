//! Our own engine.

use remit_layout::figures::{figures, largest_type_up_to, scaled};
use remit_layout::{Graph, Length, POINT, Page, Ways};

use crate::outcome::Outcome;

/// Beyond any type that anybody would set: the others are made as large as the page allows.
const MOST: Length = 72 * POINT;

/// Without page, lanes and trees: as others lay out.
pub(crate) fn lay_out(graph: &Graph) -> Option<Outcome> {
    let page = Page {
        width: None,
        height: None,
        trees: false,
        ways: Ways::Either,
    };
    let graph = Graph {
        lanes: Vec::new(),
        ..graph.clone()
    };
    let layout = remit_layout::lay_out(&graph, &page);
    if layout.boxes.len() != graph.boxes.len() || layout.routes.iter().any(Vec::is_empty) {
        return None; // What is not drawn crosses nothing.
    }
    let label = |number: usize| {
        let mut strokes = layout.strokes.iter().filter(|stroke| stroke.lines.contains(&number));
        strokes.find_map(|stroke| stroke.label).map(|(area, _)| area)
    };
    Some(Outcome {
        width: layout.width,
        height: layout.height,
        boxes: layout.boxes.iter().map(|placed| placed.area).collect(),
        labels: (0..graph.lines.len()).map(label).collect(),
        routes: layout.routes,
    })
}

/// What we draw on a page, or on the same page on its side.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OnPage {
    /// The largest type at which it fits, in points.
    pub(crate) type_size: f64,
    /// Breaches of the laws of layouts, in that drawing.
    pub(crate) breaches: usize,
    /// Lines that should have a label and have none, in that drawing.
    pub(crate) unlabelled: usize,
}

/// At the largest type at which it fits: with trees, as we always draw, or each line for itself, as others do.
pub(crate) fn on_page(graph: &Graph, (width, height): (Length, Length), trees: bool) -> OnPage {
    let largest = |width: Length, height: Length| {
        let page = Page {
            width: Some(width),
            height: Some(height),
            trees,
            ways: Ways::Either,
        };
        let size = largest_type_up_to(MOST, graph, &page, remit_layout::lay_out)?;
        let page = scaled(&page, size);
        let of = figures(&page, graph, &remit_layout::lay_out(graph, &page));
        Some((
            size,
            OnPage {
                type_size: f64::from(size) / f64::from(POINT),
                breaches: of.breaches,
                unlabelled: of.labels_left_out,
            },
        ))
    };
    let (upright, turned) = (largest(width, height), largest(height, width));
    let better = [turned, upright].into_iter().flatten().max_by_key(|(size, _)| *size);
    better.map(|(_, of)| of).unwrap_or_default()
}
