//! Points, sizes and rectangles, in whole units: no rounding differs from one machine to another.

/// A length or a coordinate, in hundredths of a point (7,200 to the inch). `x` grows to the right, `y` downwards.
pub type Length = i32;

/// One point, of which there are 72 to the inch.
pub const POINT: Length = 100;

/// A place on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Point {
    /// From the left edge.
    pub x: Length,
    /// From the top edge.
    pub y: Length,
}

/// How wide and how high something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Size {
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Rect {
    /// Its left edge.
    pub x: Length,
    /// Its top edge.
    pub y: Length,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
}

impl Rect {
    /// Its right edge.
    pub fn right(&self) -> Length {
        self.x + self.width
    }

    /// Its bottom edge.
    pub fn bottom(&self) -> Length {
        self.y + self.height
    }

    /// Whether the inner parts of two rectangles meet; edges that touch do not.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the upright or level segment from `a` to `b` runs through the inner part.
    pub fn is_crossed_by(&self, a: Point, b: Point) -> bool {
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        left < self.right() && right > self.x && top < self.bottom() && bottom > self.y
    }

    /// Whether the whole of another lies in it.
    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x && self.y <= other.y && self.right() >= other.right() && self.bottom() >= other.bottom()
    }
}
