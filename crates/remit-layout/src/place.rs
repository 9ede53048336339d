//! Coordinate assignment across the page: where each item stands in its row, and where lines touch boxes.
//!
//! Rows take turns to move towards the rows above and below them (the priority method of Sugiyama, Tagawa and Toda 1981),
//! each by least squares under its distances. Then ports slide along the sides of their boxes, and passing lines within
//! their gaps, until as many lines as can be are straight.

use crate::chart::{Chart, Item, Link, Mouth};
use crate::columns::{gap, needs};
use crate::geometry::Length;
use crate::pool::{Wish, pool};
use crate::spacing::{CORNER, EDGE, PORT_GAP, PORT_SPREAD};

/// Where the items stand.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    /// The left edge of each item.
    pub(crate) left: Vec<Length>,
    /// The borders of the columns.
    pub(crate) borders: Vec<Length>,
    /// The width of the whole.
    pub(crate) width: Length,
}

/// How the two mouths of a channel see each other.
struct Joined {
    from: Item,
    to: Item,
    weight: i64,
}

/// Places the items of a chart across a page of this width, or across as much as they need.
pub(crate) fn place(chart: &mut Chart, page: Option<Length>, headings: &[Length]) -> Places {
    let needs = needs(chart, headings);
    let width = page.unwrap_or(0).max(needs.total());
    let borders = needs.borders(width);
    let mut places = Places {
        left: vec![0; chart.row_of.len()],
        borders,
        width,
    };
    let joined = joined(chart);
    let bounds: Vec<Vec<(i64, i64)>> = (0..chart.rows.len()).map(|row| bounds(chart, row, &places)).collect();
    for (row, bounds) in bounds.iter().enumerate() {
        let middle = i64::from(places.width) / 2;
        let wishes = vec![(middle, 1); chart.rows[row].len()];
        move_row(chart, row, &wishes, bounds, &mut places);
    }
    let rows = chart.rows.len();
    for round in 0..10 {
        let (up, down): (i64, i64) = match round {
            0 => (1, 0),
            1 => (0, 1),
            _ => (1, 1),
        };
        let backwards = round % 2 == 1;
        for step in 0..rows {
            let row = if backwards { rows - 1 - step } else { step };
            let wishes = wishes(chart, row, &joined, &places, up, down);
            move_row(chart, row, &wishes, &bounds[row], &mut places);
        }
    }
    ports(chart, &mut places);
    places
}

fn joined(chart: &Chart) -> (Vec<Vec<Joined>>, Vec<Vec<Joined>>) {
    let count = chart.row_of.len();
    let mut above: Vec<Vec<Joined>> = (0..count).map(|_| Vec::new()).collect();
    let mut below: Vec<Vec<Joined>> = (0..count).map(|_| Vec::new()).collect();
    for link in chart.channels.iter().flatten() {
        let trunk = chart.item(link.trunk);
        for &mouth in link.tops.iter().chain(&link.bottoms) {
            if mouth == link.trunk {
                continue;
            }
            let item = chart.item(mouth);
            let weight = match (chart.is_box(trunk), chart.is_box(item)) {
                (false, false) => 8,
                (true, true) => 2,
                _ => 3,
            };
            let (upper, lower) = if chart.row_of[item] < chart.row_of[trunk] {
                (item, trunk)
            } else {
                (trunk, item)
            };
            if chart.row_of[upper] == chart.row_of[lower] {
                continue;
            }
            below[upper].push(Joined {
                from: upper,
                to: lower,
                weight,
            });
            above[lower].push(Joined {
                from: lower,
                to: upper,
                weight,
            });
        }
    }
    (above, below)
}

fn middle(chart: &Chart, places: &Places, item: Item) -> i64 {
    i64::from(places.left[item]) + i64::from(chart.width[item]) / 2
}

/// Where the middle of each item of a row wants to be, and how much.
fn wishes(
    chart: &Chart,
    row: usize,
    (above, below): &(Vec<Vec<Joined>>, Vec<Vec<Joined>>),
    places: &Places,
    up: i64,
    down: i64,
) -> Vec<(i64, i64)> {
    chart.rows[row]
        .iter()
        .map(|&item| {
            let (mut sum, mut weight) = (0_i64, 0_i64);
            for (side, factor) in [(&above[item], up), (&below[item], down)] {
                for joined in side {
                    debug_assert_eq!(joined.from, item, "a joint is kept with the item that sees it");
                    sum += joined.weight * factor * middle(chart, places, joined.to);
                    weight += joined.weight * factor;
                }
            }
            if weight == 0 {
                (middle(chart, places, item), 1)
            } else {
                (sum / weight, weight)
            }
        })
        .collect()
}

/// Between what bounds the left edges of a row's items must be.
fn bounds(chart: &Chart, row: usize, places: &Places) -> Vec<(i64, i64)> {
    chart.rows[row]
        .iter()
        .map(|&item| {
            let (low, high) = if chart.is_box(item) {
                let lane = chart.lane[item].min(places.borders.len().saturating_sub(2));
                (places.borders[lane] + EDGE / 2, places.borders[lane + 1] - EDGE / 2)
            } else {
                (EDGE / 2, places.width - EDGE / 2)
            };
            (i64::from(low), i64::from(high) - i64::from(chart.width[item]))
        })
        .collect()
}

fn move_row(chart: &Chart, row: usize, wishes: &[(i64, i64)], bounds: &[(i64, i64)], places: &mut Places) {
    let mut before: Option<Item> = None;
    let wishes: Vec<Wish> = chart.rows[row]
        .iter()
        .zip(wishes)
        .zip(bounds)
        .map(|((&item, &(at, weight)), &(low, high))| {
            let apart = before.map_or(0, |left| {
                i64::from(chart.width[left]) + i64::from(gap(chart, left, item))
            });
            before = Some(item);
            Wish {
                at: at - i64::from(chart.width[item]) / 2,
                weight,
                apart,
                low,
                high,
            }
        })
        .collect();
    for (&item, at) in chart.rows[row].iter().zip(pool(&wishes)) {
        places.left[item] = length(at);
    }
}

fn length(at: i64) -> Length {
    Length::try_from(at).unwrap_or(if at < 0 { Length::MIN / 4 } else { Length::MAX / 4 })
}

/// Where a line leaves a channel.
pub(crate) fn x_of(chart: &Chart, places: &Places, mouth: Mouth) -> Length {
    match mouth {
        Mouth::Port(port) => chart.ports[port].x,
        Mouth::Pass(item) => places.left[item],
    }
}

/// The mouths of each row, above it and below it, each with the link that it belongs to.
fn links_of_row(chart: &Chart, row: usize) -> impl Iterator<Item = (Mouth, bool, &Link)> {
    let above = chart.channels[row]
        .iter()
        .flat_map(|link| link.bottoms.iter().map(move |&mouth| (mouth, true, link)));
    let below = chart.channels[row + 1]
        .iter()
        .flat_map(|link| link.tops.iter().map(move |&mouth| (mouth, false, link)));
    above.chain(below)
}

/// Where a mouth would have to be for its line to be straight: at the trunk, or for the trunk in the middle of what is
/// joined to it.
fn target(chart: &Chart, places: &Places, mouth: Mouth, link: &Link) -> i64 {
    if mouth != link.trunk {
        return i64::from(x_of(chart, places, link.trunk));
    }
    let mut others: Vec<i64> = link
        .tops
        .iter()
        .chain(&link.bottoms)
        .filter(|&&other| other != mouth)
        .map(|&other| i64::from(x_of(chart, places, other)))
        .collect();
    others.sort_unstable();
    match others.as_slice() {
        [] => i64::from(x_of(chart, places, mouth)),
        others => (others[(others.len() - 1) / 2] + others[others.len() / 2]) / 2,
    }
}

/// Spreads the ports along the sides of their boxes, and slides passing lines within their gaps.
fn ports(chart: &mut Chart, places: &mut Places) {
    for port in 0..chart.ports.len() {
        let item = chart.ports[port].item;
        chart.ports[port].x = length(middle(chart, places, item));
    }
    let trunks = trunks(chart);
    let rows = chart.rows.len();
    for round in 0..8 {
        let wanted = wanted(chart, places, &trunks);
        for step in 0..rows {
            let row = if round % 2 == 0 { step } else { rows - 1 - step };
            slide_ports(chart, places, row);
            slide_passes(chart, places, row, |item| wanted[item - chart.boxes]);
        }
    }
    // At the end each passing line follows the one above exactly where it can.
    for row in 0..rows {
        let mut above: Vec<Option<Length>> = vec![None; chart.row_of.len()];
        for link in &chart.channels[row] {
            if let ([top], [bottom]) = (link.tops.as_slice(), link.bottoms.as_slice()) {
                above[chart.item(*bottom)] = Some(x_of(chart, places, *top));
            } else if let Mouth::Pass(item) = link.trunk
                && let Some(&Mouth::Pass(next)) = link.bottoms.iter().find(|mouth| matches!(mouth, Mouth::Pass(_)))
            {
                above[next] = Some(places.left[item]);
            }
        }
        let here = places.left.clone();
        slide_passes(chart, places, row, |item| i64::from(above[item].unwrap_or(here[item])));
        slide_ports(chart, places, row);
    }
    straighten(chart, places);
}

/// The passing items of each limb, and its single ends.
fn trunks(chart: &Chart) -> Vec<(Vec<Item>, Vec<usize>)> {
    let mut trunks: Vec<(Vec<Item>, Vec<usize>)> = chart
        .limb_ports
        .iter()
        .map(|(hub, leaves)| {
            let mut ends = vec![*hub];
            if let [leaf] = leaves.as_slice() {
                ends.push(*leaf);
            }
            (Vec::new(), ends)
        })
        .collect();
    for (number, &limb) in chart.pass_limb.iter().enumerate() {
        trunks[limb].0.push(chart.boxes + number);
    }
    trunks
}

/// For each passing item where its limb would be straight for the longest way: the median of where it is.
fn wanted(chart: &Chart, places: &Places, trunks: &[(Vec<Item>, Vec<usize>)]) -> Vec<i64> {
    let mut wanted = vec![0; chart.pass_limb.len()];
    for (passes, ends) in trunks {
        let mut at: Vec<Length> = passes.iter().map(|&item| places.left[item]).collect();
        at.extend(ends.iter().map(|&port| chart.ports[port].x));
        at.sort_unstable();
        let median = at.get((at.len() - 1) / 2).copied().unwrap_or(0);
        for &item in passes {
            wanted[item - chart.boxes] = i64::from(median);
        }
    }
    wanted
}

/// A line that is all but straight becomes straight, where one of its ports can move so far.
fn straighten(chart: &mut Chart, places: &mut Places) {
    let mut sides: std::collections::BTreeMap<(Item, bool), Vec<usize>> = std::collections::BTreeMap::new();
    for (number, port) in chart.ports.iter().enumerate() {
        sides.entry((port.item, port.top)).or_default().push(number);
    }
    // A trunk, and what it is joined with on the other side of the channel.
    let nearly: Vec<(Mouth, Mouth)> = chart
        .channels
        .iter()
        .flatten()
        .flat_map(|link| {
            let pairs = link
                .tops
                .iter()
                .flat_map(|&top| link.bottoms.iter().map(move |&bottom| (top, bottom)));
            pairs.filter(|&(top, bottom)| top == link.trunk || bottom == link.trunk)
        })
        .collect();
    let mut place = vec![0_usize; chart.row_of.len()];
    for row in &chart.rows {
        for (number, &item) in row.iter().enumerate() {
            place[item] = number;
        }
    }
    for (top, bottom) in nearly {
        let (upper, lower) = (x_of(chart, places, top), x_of(chart, places, bottom));
        if upper == lower || (upper - lower).abs() > 4 * PORT_GAP {
            continue;
        }
        for (mouth, x) in [(bottom, upper), (top, lower)] {
            match mouth {
                Mouth::Port(number) if may_slide(chart, places, &sides, number, x) => {
                    chart.ports[number].x = x;
                    break;
                }
                // A passing line follows the one above; its own way down is looked at after that.
                Mouth::Pass(item) if mouth == bottom && may_pass(chart, places, &place, item, x) => {
                    places.left[item] = x;
                    break;
                }
                _ => {}
            }
        }
    }
}

/// Whether a port can move to `x` on its side: within the corners, away from the others, and past none of them.
fn may_slide(
    chart: &Chart,
    places: &Places,
    sides: &std::collections::BTreeMap<(Item, bool), Vec<usize>>,
    number: usize,
    x: Length,
) -> bool {
    let port = chart.ports[number];
    let left = places.left[port.item];
    let within = x >= left + CORNER && x <= left + chart.width[port.item] - CORNER;
    within
        && sides.get(&(port.item, port.top)).is_some_and(|side| {
            side.iter().filter(|&&other| other != number).all(|&other| {
                let other = chart.ports[other].x;
                (other - x).abs() >= PORT_GAP && (other < port.x) == (other < x)
            })
        })
}

/// Whether a passing line can move to `x` between its neighbours.
fn may_pass(chart: &Chart, places: &Places, place: &[usize], item: Item, x: Length) -> bool {
    let row = &chart.rows[chart.row_of[item]];
    let before = place[item].checked_sub(1).and_then(|at| row.get(at));
    let after = row.get(place[item] + 1);
    let low = before.map_or(EDGE / 2, |&left| {
        places.left[left] + chart.width[left] + gap(chart, left, item)
    });
    let high = after.map_or(places.width - EDGE / 2, |&right| {
        places.left[right] - gap(chart, item, right)
    });
    x >= low && x <= high
}

fn slide_ports(chart: &mut Chart, places: &Places, row: usize) {
    let mut wishes: Vec<(Item, bool, i64, usize, usize)> = links_of_row(chart, row)
        .filter_map(|(mouth, top, link)| match mouth {
            Mouth::Port(port) => {
                let at = target(chart, places, mouth, link);
                Some((chart.ports[port].item, top, at, link.limb, port))
            }
            Mouth::Pass(_) => None,
        })
        .collect();
    wishes.sort_unstable();
    for side in wishes.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some(&(item, ..)) = side.first() else { continue };
        let low = i64::from(places.left[item] + CORNER);
        let high = i64::from(places.left[item] + chart.width[item] - CORNER);
        let apart = spread(high - low, side.len());
        let slid = pool(
            &side
                .iter()
                .map(|&(_, _, at, ..)| Wish {
                    at: at.clamp(low, high),
                    weight: 1,
                    apart,
                    low,
                    high,
                })
                .collect::<Vec<_>>(),
        );
        for (&(.., port), x) in side.iter().zip(slid) {
            chart.ports[port].x = length(x);
        }
    }
}

/// How far apart so many ports stand on a side that is so long: as lines are easily told apart and labels have room between
/// them, if there is room for that.
fn spread(side: i64, count: usize) -> i64 {
    let gaps = i64::try_from(count.saturating_sub(1)).unwrap_or(i64::MAX).max(1);
    (side / gaps / 2).clamp(i64::from(PORT_GAP), i64::from(PORT_SPREAD))
}

/// Lets the passing lines of a row go where they want to be, between the boxes that they pass.
fn slide_passes(chart: &Chart, places: &mut Places, row: usize, wanted: impl Fn(Item) -> i64) {
    let items = chart.rows[row].clone();
    let wishes: Vec<(i64, i64)> = items
        .iter()
        .map(|&item| {
            if chart.is_box(item) {
                // Boxes stay.
                (middle(chart, places, item), 1_000_000)
            } else {
                (wanted(item), 1)
            }
        })
        .collect();
    let bounds: Vec<(i64, i64)> = items
        .iter()
        .zip(bounds(chart, row, places))
        .map(|(&item, (low, high))| {
            if chart.is_box(item) {
                let left = i64::from(places.left[item]);
                (left, left)
            } else {
                (low, high)
            }
        })
        .collect();
    move_row(chart, row, &wishes, &bounds, places);
}
