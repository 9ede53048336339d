//! What is to be laid out.

use crate::geometry::{Length, Size};

/// Boxes in tiers, and lines between them.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The tiers, top to bottom. Boxes of different tiers never share a row.
    pub tiers: Vec<Tier>,
    /// The columns, left to right, by the sizes of their headings. Empty: boxes stand where lines are short.
    pub lanes: Vec<Size>,
    /// The boxes. Where nothing else decides, an earlier box stands left of a later one.
    pub boxes: Vec<Node>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A level.
#[derive(Debug, Clone, Default)]
pub struct Tier {
    /// The size of its label, as read; the label is turned by 90° and stands at the left. Zero width: no label.
    pub label: Size,
}

/// A box.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// The number of its tier.
    pub tier: usize,
    /// The number of its column, where there are columns. `None` stands in the one where its lines are short.
    pub lane: Option<usize>,
    /// The sizes that it can have, the best first and the narrowest last. Never empty. It may be made larger, never smaller.
    pub sizes: Vec<Size>,
}

/// A line between two boxes.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The number of the box where it starts.
    pub from: usize,
    /// The number of the box where it ends: the one with the arrowhead.
    pub to: usize,
    /// Whether `from` belongs below `to`.
    pub upward: bool,
    /// Whether either end may stand above the other within a tier: the line says nothing of who is above whom. It is laid out
    /// as `upward` says, unless fewer lines cross the other way round and no page says how wide it may be.
    pub free: bool,
    /// Lines of one kind that share an end look alike, label included, and may be drawn as one tree.
    pub kind: usize,
    /// The sizes that its label can have, the best first; empty for a line without a label.
    pub labels: Vec<Size>,
}

/// What the page allows.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The width that there is; `None`: as wide as it gets, with each level in one row.
    pub width: Option<Length>,
    /// The height that there is; `None`: as high as it gets.
    pub height: Option<Length>,
    /// Whether lines of one kind that share an end are drawn as one tree.
    pub trees: bool,
    /// How the lines within a tier run.
    pub ways: Ways,
}

/// How the lines within a tier run, on a page with an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ways {
    /// Each from top to bottom: whoever stands above stands higher.
    Down,
    /// Beside each other, and not always downwards: the tier takes as few rows as its boxes.
    Beside,
    /// From top to bottom where the page holds the graph so, else beside each other.
    Either,
}
