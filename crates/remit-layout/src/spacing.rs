//! How far things stand apart. Hundredths of a point, at a type size of ten points.

use crate::geometry::{Length, POINT};

/// Between two boxes of a row.
pub(crate) const BOX_GAP: Length = 12 * POINT;
/// Between a box and a line that passes it.
pub(crate) const PASS_GAP: Length = 6 * POINT;
/// Between two parallel lines.
pub(crate) const LINE_GAP: Length = 7 * POINT;
/// Between two places where lines touch one side of a box.
pub(crate) const PORT_GAP: Length = 9 * POINT;
/// The same, where the side is long enough.
pub(crate) const PORT_SPREAD: Length = 22 * POINT;
/// Between the corner of a box and the first place where a line touches it.
pub(crate) const CORNER: Length = 9 * POINT;
/// Nearer than this, two upright lines would be taken for one.
pub(crate) const NEAR: Length = 5 * POINT;
/// From a box to the nearest level run of a line: room for an arrowhead and a rounded corner.
pub(crate) const STUB: Length = 12 * POINT;
/// The least height between two rows.
pub(crate) const ROW_GAP: Length = 24 * POINT;
/// What a border between two tiers adds to the least height between their rows.
pub(crate) const TIER_GAP: Length = 8 * POINT;
/// From the edge of the page to boxes where no line runs between, and between boxes on both sides of a column's border: no
/// less than [`BOX_GAP`], or a column would have less room than its boxes need.
pub(crate) const EDGE: Length = 12 * POINT;
/// Around a label.
pub(crate) const LABEL_GAP: Length = 3 * POINT;
/// Around the label of a tier and the heading of a column.
pub(crate) const HEADING_GAP: Length = 4 * POINT;
