//! The laws of a layout, read off it by brute force: nothing here knows how a layout comes about.

mod areas;
mod labels;
mod law;
mod lines;
mod ports;
pub(crate) mod segment;
mod strokes;
#[cfg(test)]
mod tests;

pub use law::{Breach, Law};

use crate::geometry::{Length, POINT, Rect};
use crate::graph::{Graph, Page};
use crate::layout::Layout;
use law::Found;

/// Strokes that run side by side for longer than this are at least this far apart.
pub const APART: Length = 2 * POINT;

/// Ends on one edge of a box are at least this far apart.
pub const PORTS_APART: Length = 4 * POINT;

/// Ends are at least this far from the corners of a box.
pub const CORNER: Length = 2 * POINT;

/// What is wrong with a layout of a graph, whatever the page. Sound layouts have no breaches.
pub fn breaches(graph: &Graph, layout: &Layout) -> Vec<Breach> {
    let mut found = Found::default();
    found.unless(
        layout.boxes.len() == graph.boxes.len() && layout.routes.len() == graph.lines.len(),
        Law::Complete,
        || {
            format!(
                "{} of {} boxes, {} of {} lines",
                layout.boxes.len(),
                graph.boxes.len(),
                layout.routes.len(),
                graph.lines.len()
            )
        },
    );
    if !found.0.is_empty() {
        return found.0; // Numbers mean nothing then.
    }
    areas::check(graph, layout, &mut found);
    lines::check(graph, layout, &mut found);
    strokes::check(graph, layout, &mut found);
    ports::check(graph, layout, &mut found);
    labels::check(graph, layout, &mut found);
    found.0
}

/// What is wrong with a layout of a graph for a page.
pub fn breaches_on(page: &Page, graph: &Graph, layout: &Layout) -> Vec<Breach> {
    let mut found = Found(breaches(graph, layout));
    let fits = page.width.is_none_or(|width| layout.width <= width)
        && page.height.is_none_or(|height| layout.height <= height);
    found.unless(layout.fits == fits, Law::Fits, || {
        format!("{} × {}, and it says {}", layout.width, layout.height, layout.fits)
    });
    let single =
        layout.strokes.len() == graph.lines.len() && layout.strokes.iter().all(|stroke| stroke.lines.len() == 1);
    found.unless(page.trees || single, Law::Trees, || {
        format!("{} strokes for {} lines", layout.strokes.len(), graph.lines.len())
    });
    found.0
}

/// The whole of a layout.
fn whole(layout: &Layout) -> Rect {
    Rect {
        x: 0,
        y: 0,
        width: layout.width,
        height: layout.height,
    }
}

/// The labels of tiers and the headings of columns, with what they are called.
fn headings(layout: &Layout) -> Vec<(String, Rect)> {
    let tiers = layout
        .tiers
        .iter()
        .filter(|band| band.label.width > 0)
        .map(|band| (format!("the label of tier {}", band.tier), band.label));
    let lanes = layout
        .lanes
        .iter()
        .filter(|column| column.heading.width > 0)
        .map(|column| (format!("the heading of lane {}", column.lane), column.heading));
    tiers.chain(lanes).collect()
}
