//! Who is joined with whom, seen from each item of a row.

use crate::chart::{Chart, Item};

/// Who is joined with whom, seen from each item.
pub(super) struct Neighbours {
    /// Items of the row above.
    pub(super) above: Vec<Vec<Item>>,
    /// Items of the row below.
    pub(super) below: Vec<Vec<Item>>,
    /// Boxes of the same row.
    pub(super) beside: Vec<Vec<Item>>,
}

impl Neighbours {
    /// Reads them off the channels.
    pub(super) fn new(chart: &Chart) -> Self {
        let count = chart.row_of.len();
        let mut neighbours = Self {
            above: vec![Vec::new(); count],
            below: vec![Vec::new(); count],
            beside: vec![Vec::new(); count],
        };
        for link in chart.channels.iter().flatten() {
            let trunk = chart.item(link.trunk);
            let trunk_row = chart.row_of[trunk];
            for &mouth in link.tops.iter().chain(&link.bottoms) {
                if mouth == link.trunk {
                    continue;
                }
                let item = chart.item(mouth);
                match chart.row_of[item].cmp(&trunk_row) {
                    std::cmp::Ordering::Less => {
                        neighbours.above[trunk].push(item);
                        neighbours.below[item].push(trunk);
                    }
                    std::cmp::Ordering::Greater => {
                        neighbours.below[trunk].push(item);
                        neighbours.above[item].push(trunk);
                    }
                    std::cmp::Ordering::Equal => {
                        if item != trunk {
                            neighbours.beside[trunk].push(item);
                            neighbours.beside[item].push(trunk);
                        }
                    }
                }
            }
        }
        neighbours
    }
}
