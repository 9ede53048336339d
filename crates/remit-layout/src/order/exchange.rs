//! Exchange of neighbours and sifting, as long as that takes crossings away.

use super::crossings::{between, crossings};
use super::neighbours::Neighbours;
use crate::chart::{Chart, Item};

/// Exchanges and sifts as long as that takes crossings away; the order, and its crossings.
pub(super) fn improved(chart: &mut Chart, neighbours: &Neighbours) -> (usize, Vec<Vec<Item>>) {
    for _ in 0..SIFTS {
        exchange(chart, neighbours);
        if !sift(chart, neighbours) {
            break;
        }
    }
    (crossings(chart, neighbours), chart.rows.clone())
}

/// How often each item is tried in every place of its row.
const SIFTS: usize = 4;

/// How far along its row: all of it on any page, and not by the square of a row that has no end.
const REACH: usize = 24;

/// Moves each item to the place of its row where its lines cross the fewest; says whether anything moved.
fn sift(chart: &mut Chart, neighbours: &Neighbours) -> bool {
    let mut place = vec![0_usize; chart.row_of.len()];
    for row in &chart.rows {
        for (number, &item) in row.iter().enumerate() {
            place[item] = number;
        }
    }
    let mut moved = false;
    for row in 0..chart.rows.len() {
        let sorted = |others: &[Item], place: &[usize]| {
            let mut others = others.to_vec();
            others.sort_unstable_by_key(|&other| place[other]);
            others
        };
        let mut above: Vec<Vec<Item>> = Vec::new();
        let mut below: Vec<Vec<Item>> = Vec::new();
        let items = chart.rows[row].clone();
        for &item in &items {
            above.push(sorted(&neighbours.above[item], &place));
            below.push(sorted(&neighbours.below[item], &place));
        }
        let number_of: std::collections::BTreeMap<Item, usize> =
            items.iter().enumerate().map(|(number, &item)| (item, number)).collect();
        for (number, &item) in items.iter().enumerate() {
            let now = place[item];
            let mut best = (0_i64, now);
            for step in [true, false] {
                let mut sum = 0_i64;
                let mut at = now;
                loop {
                    let next = if step { at + 1 } else { at.wrapping_sub(1) };
                    if next.abs_diff(now) > REACH {
                        break;
                    }
                    let Some(&other) = chart.rows[row].get(next) else { break };
                    if chart.is_box(item) && chart.is_box(other) && chart.lane[item] != chart.lane[other] {
                        break;
                    }
                    let Some(&of_other) = number_of.get(&other) else { break };
                    let (a, b) = if step { (number, of_other) } else { (of_other, number) };
                    let (now_above, then_above) = between(&above[a], &above[b], &place);
                    let (now_below, then_below) = between(&below[a], &below[b], &place);
                    let change = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 4);
                    sum += change(then_above + then_below) - change(now_above + now_below);
                    at = next;
                    if sum < best.0 {
                        best = (sum, at);
                    }
                }
            }
            if best.1 != now {
                let taken = chart.rows[row].remove(now);
                chart.rows[row].insert(best.1, taken);
                for (number, &item) in chart.rows[row].iter().enumerate() {
                    place[item] = number;
                }
                moved = true;
            }
        }
    }
    moved
}

/// Swaps items that stand side by side as long as that takes crossings away.
pub(super) fn exchange(chart: &mut Chart, neighbours: &Neighbours) {
    let mut place = vec![0_usize; chart.row_of.len()];
    for row in &chart.rows {
        for (number, &item) in row.iter().enumerate() {
            place[item] = number;
        }
    }
    let mut sorted = Neighbours {
        above: neighbours.above.clone(),
        below: neighbours.below.clone(),
        beside: Vec::new(),
    };
    for _ in 0..12 {
        let mut swapped = false;
        for row in 0..chart.rows.len() {
            for &item in &chart.rows[row] {
                sorted.above[item].sort_unstable_by_key(|&other| place[other]);
                sorted.below[item].sort_unstable_by_key(|&other| place[other]);
            }
            for left in 0..chart.rows[row].len().saturating_sub(1) {
                let (a, b) = (chart.rows[row][left], chart.rows[row][left + 1]);
                if chart.is_box(a) && chart.is_box(b) && chart.lane[a] != chart.lane[b] {
                    continue;
                }
                let (now_above, then_above) = between(&sorted.above[a], &sorted.above[b], &place);
                let (now_below, then_below) = between(&sorted.below[a], &sorted.below[b], &place);
                if then_above + then_below < now_above + now_below {
                    chart.rows[row].swap(left, left + 1);
                    place[a] = left + 1;
                    place[b] = left;
                    swapped = true;
                }
            }
        }
        if !swapped {
            break;
        }
    }
}
