//! How much a drawing changes when the structure changes a little: a reader who knows the last one wants to find their
//! way in the next. Of any engine: only where boxes stand is looked at.

use std::collections::BTreeMap;

use crate::geometry::{Length, Rect};
use crate::graph::Graph;

/// What became of boxes that were there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    /// How many there were.
    pub boxes: usize,
    /// How many went to another row, or past others in theirs: the fewest that must have gone for the rest to keep row
    /// and order. A row that comes in between is no other row for those below it.
    pub moved: usize,
    /// How many have a row of another number in their tier, or another of them next to them on the left or on the right.
    /// Stricter: when one goes, those that stood beside it count too.
    pub other_company: usize,
}

/// What became of the boxes of one graph in another that has the same boxes, and more after them. Each comes with the
/// areas of its boxes, as they were laid out.
///
/// A row is what stands side by side in a tier: boxes of one tier whose heights overlap, one after the other.
pub fn change(before: (&Graph, &[Rect]), after: (&Graph, &[Rect])) -> Change {
    let boxes = before.0.boxes.len();
    let (before, after) = (rows(before.0, before.1, boxes), rows(after.0, after.1, boxes));
    let kept: usize = before.keys().map(|tier| kept(&before, &after, *tier)).sum();
    let (old, new) = (company(&before), company(&after));
    let same = old.iter().filter(|(number, company)| new.get(number) == Some(company));
    Change {
        boxes,
        moved: boxes - kept,
        other_company: boxes - same.count(),
    }
}

/// Boxes by tier and row, left to right.
type Rows = BTreeMap<usize, Vec<Vec<usize>>>;

/// The first so many boxes in rows. The others make rows too: these are empty then.
fn rows(graph: &Graph, areas: &[Rect], count: usize) -> Rows {
    let mut tiers: BTreeMap<usize, Vec<(Length, usize)>> = BTreeMap::new();
    for (number, (node, area)) in graph.boxes.iter().zip(areas).enumerate() {
        tiers.entry(node.tier).or_default().push((area.y, number));
    }
    let in_rows = |mut boxes: Vec<(Length, usize)>| {
        boxes.sort_unstable();
        let mut rows: Vec<Vec<usize>> = Vec::new();
        let mut end = Length::MIN;
        for (top, number) in boxes {
            if rows.is_empty() || top >= end {
                rows.push(Vec::new());
            }
            end = end.max(top.saturating_add(areas[number].height));
            if let Some(row) = rows.last_mut()
                && number < count
            {
                row.push(number);
            }
        }
        for row in &mut rows {
            row.sort_by_key(|number| (areas[*number].x, *number));
        }
        rows
    };
    tiers.into_iter().map(|(tier, boxes)| (tier, in_rows(boxes))).collect()
}

/// How many boxes of a tier keep their row and their order in it. Rows are matched in their order, so that most boxes
/// keep theirs.
fn kept(before: &Rows, after: &Rows, tier: usize) -> usize {
    let of = |rows: &Rows| rows.get(&tier).cloned().unwrap_or_default();
    let (before, after) = (of(before), of(after));
    let mut best = vec![0; after.len() + 1];
    for row in &before {
        let mut corner = 0;
        for (at, other) in after.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = (corner + in_order(row, other)).max(above).max(best[at]);
            corner = above;
        }
    }
    best[after.len()]
}

/// How many of two rows stand in the same order in both.
fn in_order(one: &[usize], other: &[usize]) -> usize {
    let mut best = vec![0; other.len() + 1];
    for number in one {
        let mut corner = 0;
        for (at, other) in other.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if number == other {
                corner + 1
            } else {
                above.max(best[at])
            };
            corner = above;
        }
    }
    best[other.len()]
}

/// The row of each box within its tier, and its neighbours, left and right.
fn company(rows: &Rows) -> BTreeMap<usize, (usize, Option<usize>, Option<usize>)> {
    let mut company = BTreeMap::new();
    for (number, row) in rows.values().flat_map(|tier| tier.iter().enumerate()) {
        for (at, of) in row.iter().enumerate() {
            let left = at.checked_sub(1).and_then(|at| row.get(at)).copied();
            company.insert(*of, (number, left, row.get(at + 1).copied()));
        }
    }
    company
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Node, Page, Ways};
    use crate::sample::{sample, with_one_more};

    /// Boxes of the first tier, 10 wide and 10 high, at these places.
    fn standing(places: &[(Length, Length)]) -> (Graph, Vec<Rect>) {
        let area = |(x, y): &(Length, Length)| Rect {
            x: *x,
            y: *y,
            width: 10,
            height: 10,
        };
        let graph = Graph {
            boxes: vec![Node::default(); places.len()],
            ..Graph::default()
        };
        (graph, places.iter().map(area).collect())
    }

    fn changed(before: &[(Length, Length)], after: &[(Length, Length)]) -> (usize, usize) {
        let (before, after) = (standing(before), standing(after));
        let change = change((&before.0, &before.1), (&after.0, &after.1));
        assert_eq!(change.boxes, before.0.boxes.len());
        (change.moved, change.other_company)
    }

    #[test]
    fn what_stays_in_order_is_told() {
        assert_eq!(in_order(&[1, 2, 3, 4], &[1, 3, 2, 4]), 3);
        assert_eq!(in_order(&[1, 2, 3, 4], &[2, 3, 4, 1]), 3);
        assert_eq!(in_order(&[1, 2], &[3]), 0);
        assert_eq!(in_order(&[], &[3]), 0);
    }

    #[test]
    fn what_moves_is_counted() {
        let row = [(0, 0), (20, 2), (40, 0)];
        assert_eq!(
            changed(&row, &[(0, 0), (20, 0), (40, 0), (60, 0)]),
            (0, 0),
            "one at the end"
        );
        assert_eq!(
            changed(&row, &[(0, 0), (40, 0), (60, 0), (20, 0)]),
            (0, 0),
            "one in between"
        );
        assert_eq!(
            changed(&row, &[(20, 0), (0, 0), (40, 0), (60, 0)]),
            (1, 3),
            "two change places"
        );
        assert_eq!(
            changed(&row, &[(0, 0), (20, 0), (40, 20), (60, 0)]),
            (1, 2),
            "one goes down"
        );
        assert_eq!(
            changed(&row, &[(0, 20), (20, 20), (40, 20), (0, 0)]),
            (0, 3),
            "a row above"
        );
        assert_eq!(changed(&row, &[]), (3, 3), "nothing was laid out");
    }

    #[test]
    fn rows_are_those_that_a_layout_tells() {
        let page = Page {
            width: Some(45_354),
            height: None,
            trees: true,
            ways: Ways::Either,
        };
        for seed in 0..8 {
            let graph = with_one_more(&sample(seed, 30), seed);
            let layout = crate::lay_out(&graph, &page);
            let areas: Vec<Rect> = layout.boxes.iter().map(|placed| placed.area).collect();
            let seen = rows(&graph, &areas, graph.boxes.len());
            for (tier, rows) in &seen {
                let told = |row: &Vec<usize>| layout.boxes[row[0]].row;
                for row in rows {
                    assert!(row.iter().all(|number| layout.boxes[*number].row == told(row)));
                    assert!(row.iter().all(|number| graph.boxes[*number].tier == *tier));
                }
                assert!(rows.windows(2).all(|pair| told(&pair[0]) < told(&pair[1])));
            }
        }
    }
}
