//! Crossing minimisation: the order of what stands in each row.
//!
//! Layer by layer with barycentres (Sugiyama, Tagawa and Toda 1981), then adjacent exchange (the greedy switch of Eades and
//! Kelly 1986) and sifting (Matuszewski, Schönfeld and Molitor 1999). Crossings are counted with a Fenwick tree (Barth,
//! Jünger and Mutzel 2004). Ties keep the order that there was, so that a small change moves little.

mod crossings;
mod descent;
mod exchange;
mod neighbours;

use crossings::{between, crossings};
use descent::Descent;
use exchange::{exchange, improved};
use neighbours::Neighbours;

use crate::chart::{Chart, Item};
use crate::spacing::{BOX_GAP, LINE_GAP};

/// Puts the rows of a chart in order, near that of the boxes: each stands below the first of those above it, and moves only
/// where that takes crossings away. So a small change moves little.
pub(crate) fn order(chart: &mut Chart) {
    let neighbours = Neighbours::new(chart);
    Descent::new(chart, &neighbours).improve(chart, &neighbours);
    improved(chart, &neighbours);
    align(chart, &neighbours);
}

/// Puts the rows in an order that does for measuring them.
pub(crate) fn order_roughly(chart: &mut Chart) {
    let neighbours = Neighbours::new(chart);
    Descent::new(chart, &neighbours).write(chart);
}

/// Puts the rows in an order that is found quickly; how often lines cross in it.
pub(crate) fn crossings_at_first_sight(chart: &mut Chart) -> usize {
    let neighbours = Neighbours::new(chart);
    Descent::new(chart, &neighbours).write(chart);
    improved(chart, &neighbours).0
}

/// Puts the rows in order, and takes what sweeping down and up from one of so many `starts`, so many `rounds` each, finds
/// if that has fewer crossings.
pub(crate) fn order_at_leisure(chart: &mut Chart, starts: usize, rounds: usize) {
    let neighbours = Neighbours::new(chart);
    let first = chart.rows.clone();
    order(chart);
    let calm = (crossings(chart, &neighbours), chart.rows.clone());
    let mut best: Option<(usize, Vec<Vec<Item>>)> = None;
    for start in 0..starts {
        if calm.0 == 0 {
            break;
        }
        chart.rows.clone_from(&first);
        for (number, row) in chart.rows.iter_mut().enumerate() {
            mixed(row, start, number);
        }
        let found = swept(chart, &neighbours, rounds);
        if best.as_ref().is_none_or(|(fewest, _)| found.0 < *fewest) {
            best = Some(found);
        }
    }
    chart.rows = calm.1;
    if let Some((_, rows)) = best {
        let before = std::mem::replace(&mut chart.rows, rows);
        let lively = improved(chart, &neighbours);
        chart.rows = if calm.0 > lively.0 { lively.1 } else { before };
    }
}

/// Swaps neighbours that cost no crossing either way, where the one on the left has its lines further right: lines get
/// shorter, and what nothing leads to makes room.
fn align(chart: &mut Chart, neighbours: &Neighbours) {
    let mut at = vec![0_i64; chart.row_of.len()];
    let mut place = vec![0_usize; chart.row_of.len()];
    for row in 0..chart.rows.len() {
        measure(chart, row, &mut at);
        for (number, &item) in chart.rows[row].iter().enumerate() {
            place[item] = number;
        }
    }
    for row in 0..chart.rows.len() {
        let sorted = |others: &[Item], place: &[usize]| {
            let mut others = others.to_vec();
            others.sort_unstable_by_key(|&other| place[other]);
            others
        };
        // At most as many turns as an item may have to go.
        for _ in 0..chart.rows[row].len() {
            let mut swapped = false;
            for left in 0..chart.rows[row].len().saturating_sub(1) {
                let (a, b) = (chart.rows[row][left], chart.rows[row][left + 1]);
                let apart = chart.is_box(a) && chart.is_box(b);
                // Two boxes keep their order: only lines make way, or boxes for lines.
                if apart || wish(neighbours, a, &at) <= wish(neighbours, b, &at) {
                    continue;
                }
                let side = |all: &[Vec<Item>]| between(&sorted(&all[a], &place), &sorted(&all[b], &place), &place);
                let (above, below) = (side(&neighbours.above), side(&neighbours.below));
                if above.0 + below.0 == above.1 + below.1 {
                    chart.rows[row].swap(left, left + 1);
                    place[a] = left + 1;
                    place[b] = left;
                    measure(chart, row, &mut at);
                    swapped = true;
                }
            }
            if !swapped {
                break;
            }
        }
    }
}

/// Where the lines of an item lead, up and down: the middle of what they lead to; where it is, if they lead nowhere.
fn wish(neighbours: &Neighbours, item: Item, at: &[i64]) -> i64 {
    let ends = || neighbours.above[item].iter().chain(&neighbours.below[item]);
    let count = i64::try_from(ends().count()).unwrap_or(i64::MAX);
    if count == 0 {
        return at[item];
    }
    ends().map(|&other| at[other]).sum::<i64>() / count
}

/// Another order to start from: as it is, the other way round, or mixed in a way that is always the same.
fn mixed(row: &mut [Item], start: usize, number: usize) {
    match start {
        0 => {}
        1 => row.reverse(),
        _ => {
            let mut state = (start * 7919 + number * 104_729 + 1) as u64;
            for last in (1..row.len()).rev() {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let other = usize::try_from(state >> 33).unwrap_or(0) % (last + 1);
                row.swap(last, other);
            }
        }
    }
}

/// Sweeps down and up; the best order that came up, and its crossings.
fn swept(chart: &mut Chart, neighbours: &Neighbours, rounds: usize) -> (usize, Vec<Vec<Item>>) {
    let mut at = vec![0_i64; chart.row_of.len()];
    for row in 0..chart.rows.len() {
        measure(chart, row, &mut at);
    }
    for row in 0..chart.rows.len() {
        settle(chart, row, neighbours, &mut at, &[Side::Above]);
    }
    let mut best: Option<(usize, Vec<Vec<Item>>)> = None;
    for round in 0..rounds {
        let both = round % 3 == 2;
        let all: &[Side] = &[Side::Above, Side::Below, Side::Beside];
        let up: &[Side] = if both { all } else { &[Side::Below, Side::Beside] };
        let down: &[Side] = if both { all } else { &[Side::Above, Side::Beside] };
        for row in (0..chart.rows.len()).rev() {
            settle(chart, row, neighbours, &mut at, up);
        }
        for row in 0..chart.rows.len() {
            settle(chart, row, neighbours, &mut at, down);
        }
        exchange(chart, neighbours);
        let crossings = crossings(chart, neighbours);
        if best.as_ref().is_none_or(|(fewest, _)| crossings < *fewest) {
            best = Some((crossings, chart.rows.clone()));
        }
        for row in 0..chart.rows.len() {
            measure(chart, row, &mut at);
        }
    }
    best.unwrap_or_else(|| (usize::MAX, chart.rows.clone()))
}

#[derive(Clone, Copy)]
enum Side {
    Above,
    Below,
    Beside,
}

/// Writes down where the items of a row would be, put side by side around the middle.
fn measure(chart: &Chart, row: usize, at: &mut [i64]) {
    let step = |item: Item| {
        if chart.is_box(item) {
            i64::from(chart.width[item] + BOX_GAP)
        } else {
            i64::from(LINE_GAP)
        }
    };
    let whole: i64 = chart.rows[row].iter().map(|&item| step(item)).sum();
    let mut left = -whole / 2;
    for &item in &chart.rows[row] {
        at[item] = left + step(item) / 2;
        left += step(item);
    }
}

/// Sorts a row by the barycentres of its neighbours on the sides given; what has none there keeps its place.
fn settle(chart: &mut Chart, row: usize, neighbours: &Neighbours, at: &mut [i64], sides: &[Side]) {
    let wish = |item: Item| -> i64 {
        let (mut sum, mut count) = (0_i64, 0_i64);
        for side in sides {
            let (others, weight) = match side {
                Side::Above => (&neighbours.above[item], 2),
                Side::Below => (&neighbours.below[item], 2),
                Side::Beside => (&neighbours.beside[item], 1),
            };
            for &other in others {
                sum += weight * at[other];
                count += weight;
            }
        }
        if count == 0 { at[item] } else { sum / count }
    };
    let mut keyed: Vec<(usize, i64, usize, Item)> = chart.rows[row]
        .iter()
        .enumerate()
        .map(|(place, &item)| (chart.lane[item], wish(item), place, item))
        .collect();
    keyed.sort_unstable();
    chart.rows[row] = keyed.into_iter().map(|(.., item)| item).collect();
    measure(chart, row, at);
}
