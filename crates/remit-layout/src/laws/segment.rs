//! Level and upright segments: how two of them lie to each other.

use crate::geometry::{Length, Point, Rect};

/// A straight piece of a line. Its ends are in the order of their coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) a: Point,
    pub(crate) b: Point,
}

impl Segment {
    pub(crate) fn new(a: Point, b: Point) -> Self {
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        Self { a, b }
    }

    pub(crate) fn is_level(&self) -> bool {
        self.a.y == self.b.y && self.a.x < self.b.x
    }

    pub(crate) fn is_upright(&self) -> bool {
        self.a.x == self.b.x && self.a.y < self.b.y
    }

    pub(crate) fn length(&self) -> i64 {
        i64::from(self.b.x) - i64::from(self.a.x) + (i64::from(self.b.y) - i64::from(self.a.y)).abs()
    }

    /// Whether a place is on it, ends included.
    pub(crate) fn holds(&self, at: Point) -> bool {
        (self.a.x..=self.b.x).contains(&at.x) && (self.a.y..=self.b.y).contains(&at.y)
    }

    /// Whether a place is on it and neither of its ends.
    pub(crate) fn holds_inside(&self, at: Point) -> bool {
        self.holds(at) && at != self.a && at != self.b
    }

    /// From where to where it goes along its way, and how far its way is from the edge of the page.
    fn span(&self) -> (Length, Length, Length) {
        if self.is_level() {
            (self.a.x, self.b.x, self.a.y)
        } else {
            (self.a.y, self.b.y, self.a.x)
        }
    }

    /// How far they run side by side, and how far apart. `None`: they do not.
    pub(crate) fn beside(&self, other: &Self) -> Option<(Length, Length)> {
        if self.is_level() != other.is_level() {
            return None;
        }
        let ((start, end, way), (other_start, other_end, other_way)) = (self.span(), other.span());
        let along = end.min(other_end) - start.max(other_start);
        (along > 0).then_some((along, (way - other_way).abs()))
    }

    /// Where a level and an upright one cross, both of them going on beyond.
    pub(crate) fn crossing(&self, other: &Self) -> Option<Point> {
        let (level, upright) = match (self.is_level(), other.is_level()) {
            (true, false) => (self, other),
            (false, true) => (other, self),
            _ => return None,
        };
        let at = Point {
            x: upright.a.x,
            y: level.a.y,
        };
        (level.holds_inside(at) && upright.holds_inside(at)).then_some(at)
    }

    /// What of it lies in a rectangle or on its edge.
    pub(crate) fn within(&self, area: &Rect) -> Option<Self> {
        let a = Point {
            x: self.a.x.max(area.x),
            y: self.a.y.max(area.y),
        };
        let b = Point {
            x: self.b.x.min(area.right()),
            y: self.b.y.min(area.bottom()),
        };
        (a.x <= b.x && a.y <= b.y).then_some(Self { a, b })
    }

    /// Whether every place of it is on one of the others.
    pub(crate) fn is_covered_by(&self, others: &[Self]) -> bool {
        let (mut reached, end, way) = self.span();
        let mut spans: Vec<_> = others
            .iter()
            .filter(|other| other.is_level() == self.is_level())
            .map(Self::span)
            .filter(|(_, _, other_way)| *other_way == way)
            .collect();
        spans.sort_unstable();
        for (start, stop, _) in spans {
            if start <= reached {
                reached = reached.max(stop);
            }
        }
        reached >= end
    }
}

/// The segments of a way, in its order.
pub(crate) fn segments(way: &[Point]) -> impl Iterator<Item = Segment> + '_ {
    way.windows(2).map(|pair| Segment::new(pair[0], pair[1]))
}
