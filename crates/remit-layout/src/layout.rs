//! Where everything stands.

use crate::geometry::{Length, Point, Rect};

/// A graph on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The width that it takes.
    pub width: Length,
    /// The height that it takes.
    pub height: Length,
    /// Whether it is no larger than the page.
    pub fits: bool,
    /// The tiers that have boxes, top to bottom. They take the whole width and touch one another.
    pub tiers: Vec<Band>,
    /// The columns, left to right.
    pub lanes: Vec<Column>,
    /// For each box of the graph, where it stands.
    pub boxes: Vec<Placed>,
    /// What is drawn of the lines: each line of the graph is part of one or more of these.
    pub strokes: Vec<Stroke>,
    /// For each line of the graph, its whole way from its first box to its second: level and upright segments.
    pub routes: Vec<Vec<Point>>,
}

/// A tier on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Its number in the graph.
    pub tier: usize,
    /// What it takes, label included.
    pub area: Rect,
    /// Where its label stands, turned by 90° (so that its width is the height of the text). No width: it has none.
    pub label: Rect,
}

/// A column on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its number in the graph.
    pub lane: usize,
    /// What it takes, from its heading to the last row.
    pub area: Rect,
    /// Where its heading stands.
    pub heading: Rect,
}

/// A box on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Placed {
    /// What it takes: at least the size that was chosen.
    pub area: Rect,
    /// Which of its sizes was chosen.
    pub size: usize,
    /// The number of its row, from the top.
    pub row: usize,
}

/// A line, or several of one kind that share an end, drawn as one: no two pieces of it lie on each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stroke {
    /// The numbers of the lines that it draws. A line that is drawn in two strokes is whole in both only together.
    pub lines: Vec<usize>,
    /// Its pieces, each of level and upright segments. The first is the longest way through it.
    pub pieces: Vec<Vec<Point>>,
    /// Where three or four of its pieces meet.
    pub joints: Vec<Point>,
    /// Where it touches boxes.
    pub ends: Vec<End>,
    /// Its label: where it stands, on the stroke itself, and which of its sizes was chosen. `None`: it has none, or
    /// there was no room for one.
    pub label: Option<(Rect, usize)>,
}

/// Where a stroke touches a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The number of the box.
    pub node: usize,
    /// The place, on the edge of the box.
    pub at: Point,
    /// Whether it is the top edge of the box that is touched; else the bottom edge.
    pub top: bool,
    /// Whether lines end here (and not start): an arrowhead is drawn here.
    pub head: bool,
}
