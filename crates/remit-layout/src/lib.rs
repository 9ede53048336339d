//! Places boxes and lines on pages. Knows geometry, and not a word of what boxes and lines mean.

pub mod figures;
pub mod geometry;
pub mod graph;
pub mod laws;
pub mod layout;
pub mod sample;

pub use geometry::{Length, POINT, Point, Rect, Size};
pub use graph::{Graph, Line, Node, Page, Tier};
pub use layout::{Band, Column, End, Layout, Placed, Stroke};

/// Lays out a graph.
pub fn lay_out(_graph: &Graph, _page: &Page) -> Layout {
    Layout::default()
}
