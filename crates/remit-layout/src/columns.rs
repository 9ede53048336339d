//! Columns: how wide each must be, and where it stands.

use crate::chart::{Chart, Item};
use crate::geometry::Length;
use crate::spacing::{BOX_GAP, EDGE, LINE_GAP, PASS_GAP};

/// The least distance between the edges of two items that stand side by side.
pub(crate) fn gap(chart: &Chart, left: Item, right: Item) -> Length {
    match (chart.is_box(left), chart.is_box(right)) {
        (true, true) => BOX_GAP,
        (false, false) => LINE_GAP,
        _ => PASS_GAP,
    }
}

/// The column that each item of a row counts to, left to right and never falling: a passing line belongs to its own
/// where its neighbours let it.
pub(crate) fn of_row(chart: &Chart, row: usize, lanes: usize) -> Vec<usize> {
    let items = &chart.rows[row];
    let mut most = vec![lanes - 1; items.len()];
    let mut bound = lanes - 1;
    for (place, &item) in items.iter().enumerate().rev() {
        if chart.is_box(item) {
            bound = bound.min(chart.lane[item]);
        }
        most[place] = bound;
    }
    let mut least = 0;
    items
        .iter()
        .zip(most)
        .map(|(&item, most)| {
            least = chart.lane[item].clamp(least, most.max(least));
            least
        })
        .collect()
}

/// How wide the columns must be.
#[derive(Debug)]
pub(crate) struct Needs {
    /// For each column its width, and for each row what it needs there.
    lanes: Vec<(Length, Vec<Length>)>,
}

/// Measures the columns of a chart; `headings` says how wide each is at least.
pub(crate) fn needs(chart: &Chart, headings: &[Length]) -> Needs {
    let lanes = headings.len();
    let mut needs: Vec<(Length, Vec<Length>)> = vec![(0, vec![0; chart.rows.len()]); lanes];
    for row in 0..chart.rows.len() {
        let columns = of_row(chart, row, lanes);
        let mut before: Option<(usize, Item)> = None;
        for (&item, &lane) in chart.rows[row].iter().zip(&columns) {
            let need = &mut needs[lane].1[row];
            *need = need.saturating_add(match before {
                Some((same, left)) if same == lane => gap(chart, left, item),
                // Half a gap to each border of the column.
                _ => EDGE,
            });
            *need = need.saturating_add(chart.width[item]);
            before = Some((lane, item));
        }
    }
    for ((width, rows), heading) in needs.iter_mut().zip(headings) {
        *width = rows.iter().copied().max().unwrap_or(0).max(*heading);
    }
    Needs { lanes: needs }
}

impl Needs {
    /// The width of all columns together.
    pub(crate) fn total(&self) -> Length {
        self.lanes
            .iter()
            .fold(EDGE, |sum, (width, _)| sum.saturating_add(*width))
    }

    /// The rows that make the columns wider than the page, in the order in which they should be parted: with one column
    /// all that are too wide at once; with several the widest rows of each column, the widest column first.
    pub(crate) fn crowded(&self, page: Length) -> Vec<Vec<usize>> {
        if let [(_, rows)] = self.lanes.as_slice() {
            return vec![(0..rows.len()).filter(|&row| rows[row] + EDGE > page).collect()];
        }
        let mut by_width: Vec<&(Length, Vec<Length>)> = self.lanes.iter().collect();
        by_width.sort_by_key(|(width, _)| std::cmp::Reverse(*width));
        by_width
            .into_iter()
            .map(|(width, rows)| {
                (0..rows.len())
                    .filter(|&row| rows[row] == *width && *width > 0)
                    .collect()
            })
            .collect()
    }

    /// The borders of the columns on a page of this width: what is left over is shared out evenly.
    pub(crate) fn borders(&self, page: Length) -> Vec<Length> {
        let spare = (page - self.total()).max(0);
        let count = Length::try_from(self.lanes.len()).unwrap_or(Length::MAX);
        let mut at = EDGE / 2;
        let mut borders = vec![at];
        for (number, (width, _)) in self.lanes.iter().enumerate() {
            at += width + spare / count;
            if number + 1 == self.lanes.len() {
                at = page.max(self.total()) - EDGE / 2;
            }
            borders.push(at);
        }
        borders
    }
}
