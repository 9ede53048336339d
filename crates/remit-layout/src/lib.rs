//! Places boxes and lines on pages. Knows geometry, and not a word of what boxes and lines mean.

mod assemble;
mod channel;
mod chart;
mod columns;
mod engine;
pub mod figures;
pub mod geometry;
pub mod graph;
mod labels;
pub mod laws;
mod layers;
pub mod layout;
mod nets;
mod order;
mod place;
mod pool;
mod rows;
pub mod sample;
mod spacing;
pub mod stability;
mod strokes;
mod turn;

pub use engine::lay_out;
pub use geometry::{Length, POINT, Point, Rect, Size};
pub use graph::{Graph, Line, Node, Page, Tier, Ways};
pub use layout::{Band, Column, End, Layout, Placed, Stroke};
