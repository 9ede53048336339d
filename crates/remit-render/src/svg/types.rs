//! Sizes of type. A drawing is set at 10 points on its own measure, and that measure is made smaller where a page is full.

use remit_layout::{Length, POINT};

/// The sizes that are tried, the best first.
pub(super) const TRIED: [Length; 5] = [1_000, 950, 900, 850, 800];

/// Nothing is printed smaller.
pub(super) const LEAST: Length = 8 * POINT;

/// The sizes of one drawing, on its own measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Types {
    /// The size in which a name comes out on paper.
    pub(super) printed: Length,
    /// Names in boxes.
    pub(super) name: Length,
    /// What stands under them.
    pub(super) detail: Length,
    /// Labels of lines, and marks.
    pub(super) small: Length,
    /// Whether text stands in the middle of boxes; lists do better at the left.
    pub(super) centred: bool,
}

impl Types {
    /// What is 10 points on the drawing's measure comes out at so many hundredths of a point.
    pub(super) fn new(printed: Length, centred: bool) -> Self {
        let printed = printed.clamp(LEAST, 1_000);
        // Rounded up: what comes out is never under the least.
        let least = (LEAST * 1_000 + printed - 1) / printed;
        Self {
            printed,
            name: 1_000,
            detail: least.max(900),
            small: least.max(850),
            centred,
        }
    }

    /// A length on paper, on the drawing's measure.
    pub(super) fn as_drawn(&self, length: Length) -> Length {
        scaled(length, 1_000, self.printed)
    }

    /// A length on the drawing's measure, on paper. Rounded up, so that what fits there fits here.
    pub(super) fn on_paper(&self, length: Length) -> Length {
        scaled(length.saturating_add(1), self.printed, 1_000)
    }
}

fn scaled(length: Length, by: Length, of: Length) -> Length {
    let exact = i64::from(length) * i64::from(by) / i64::from(of.max(1));
    Length::try_from(exact).unwrap_or(Length::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_printed_under_eight_points() {
        for printed in TRIED {
            let types = Types::new(printed, true);
            for size in [types.name, types.detail, types.small] {
                assert!(i64::from(size) * i64::from(printed) >= 800_000, "{size} at {printed}");
            }
        }
        assert_eq!(Types::new(1_000, true).small, 850);
        assert_eq!(Types::new(800, true).small, 1_000);
    }

    #[test]
    fn paper_and_drawing_have_one_measure_at_ten_points() {
        let types = Types::new(800, true);
        assert_eq!(types.as_drawn(8_000), 10_000);
        assert_eq!(Types::new(1_000, true).as_drawn(12_345), 12_345);
    }
}
