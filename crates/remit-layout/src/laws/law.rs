//! The laws of a layout, and what is said of a breach.

use std::fmt;

/// What holds of every layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// There are as many boxes and routes as in the graph.
    Complete,
    /// What has several sizes has at least the one that was chosen.
    Size,
    /// Everything lies within the width and the height of the layout.
    Within,
    /// No box lies on another.
    BoxOnBox,
    /// The bands of the tiers that have boxes follow one another without a gap, over the whole width.
    Bands,
    /// A box stands in the band of its tier.
    Tier,
    /// Rows are of one tier each, and follow one another downwards.
    Rows,
    /// The columns of the lanes that have boxes follow one another, and do not lie on each other.
    Columns,
    /// A box stands in the column of its lane; one without a lane stands in some column.
    Lane,
    /// A line goes from the edge of its first box to the edge of its second.
    Reach,
    /// A line has level and upright segments only, and does not turn back on itself.
    Straight,
    /// A line neither passes through a box of others, nor touches one.
    ThroughBox,
    /// A line touches its own boxes only where it starts and where it ends.
    OwnBox,
    /// The pieces of strokes are the routes of their lines, no more and no less.
    Cover,
    /// The lines of one stroke are of one kind, and all start or all end at one box.
    Kinship,
    /// Where pieces of a stroke meet is listed, and nothing else is.
    Joints,
    /// No two pieces lie on each other, nor do strokes run side by side too closely.
    Apart,
    /// Strokes that cross do so straight: neither bends, ends or branches on the other.
    Touch,
    /// A stroke that touches a box says where, once for each edge, with the right arrowhead.
    Ends,
    /// Ends stand apart on the edge of a box, and away from its corners.
    Ports,
    /// A label lies on its own stroke.
    LabelAway,
    /// No label lies on a box.
    LabelOnBox,
    /// No label lies on another's stroke.
    LabelOnStroke,
    /// No label lies on another.
    LabelOnLabel,
    /// The label of a tier and the heading of a column are within them, and have nothing on them.
    Heading,
    /// A layout that says that it fits does, and one that does not says so.
    Fits,
    /// Where the page wants no trees, each line is one stroke.
    Trees,
}

/// A law that does not hold, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The law.
    pub law: Law,
    /// What breaks it, with numbers of boxes, lines and strokes.
    pub what: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}: {}", self.law, self.what)
    }
}

/// The breaches that were found so far.
#[derive(Debug, Default)]
pub(crate) struct Found(pub(crate) Vec<Breach>);

impl Found {
    /// Notes a breach unless something holds.
    pub(crate) fn unless(&mut self, holds: bool, law: Law, what: impl FnOnce() -> String) {
        if !holds {
            self.0.push(Breach { law, what: what() });
        }
    }
}
