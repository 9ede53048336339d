//! How many lines cross in an order.

use super::neighbours::Neighbours;
use crate::chart::{Chart, Item};

/// The crossings between the lines of `a` and those of `b` with `a` left of `b`, and the other way round.
pub(super) fn between(a: &[Item], b: &[Item], place: &[usize]) -> (usize, usize) {
    let (mut now, mut then) = (0, 0);
    let mut less = 0;
    let mut not_more = 0;
    for &of_a in a {
        while less < b.len() && place[b[less]] < place[of_a] {
            less += 1;
        }
        while not_more < b.len() && place[b[not_more]] <= place[of_a] {
            not_more += 1;
        }
        now += less;
        then += b.len() - not_more;
    }
    (now, then)
}

/// How many lines cross between neighbouring rows.
pub(super) fn crossings(chart: &Chart, neighbours: &Neighbours) -> usize {
    let mut place = vec![0_usize; chart.row_of.len()];
    for row in &chart.rows {
        for (number, &item) in row.iter().enumerate() {
            place[item] = number;
        }
    }
    let widest = chart.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut tree = vec![0_usize; widest + 1];
    let mut total = 0;
    for pair in chart.rows.windows(2) {
        let [upper, lower] = pair else { continue };
        tree[..=lower.len()].fill(0);
        let mut seen = 0;
        for &item in upper {
            // The lines of one item don't cross each other: they are counted before they are entered.
            for &other in &neighbours.below[item] {
                let mut index = place[other] + 1;
                let mut not_right = 0;
                while index > 0 {
                    not_right += tree[index];
                    index -= index & index.wrapping_neg();
                }
                total += seen - not_right;
            }
            for &other in &neighbours.below[item] {
                let mut index = place[other] + 1;
                while index <= lower.len() {
                    tree[index] += 1;
                    index += index & index.wrapping_neg();
                }
                seen += 1;
            }
        }
    }
    total
}
