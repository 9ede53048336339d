//! Our own engine.

use remit_layout::figures::largest_type_up_to;
use remit_layout::{Graph, Length, POINT, Page};

use crate::outcome::Outcome;

/// Beyond any type that anybody would set: the others are made as large as the page allows.
const MOST: Length = 72 * POINT;

/// Without page, lanes and trees: as others lay out.
pub(crate) fn lay_out(graph: &Graph) -> Option<Outcome> {
    let page = Page {
        width: None,
        height: None,
        trees: false,
        flat: true,
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

/// The type size at which it fits a page or the same page on its side, as we always draw.
pub(crate) fn type_size(graph: &Graph, page: (Length, Length)) -> f64 {
    let largest = |width: Length, height: Length| {
        let page = Page {
            width: Some(width),
            height: Some(height),
            trees: true,
            flat: true,
        };
        largest_type_up_to(MOST, graph, &page, remit_layout::lay_out).unwrap_or_default()
    };
    f64::from(largest(page.0, page.1).max(largest(page.1, page.0))) / f64::from(POINT)
}
