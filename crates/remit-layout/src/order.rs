//! Crossing minimisation: the order of what stands in each row.
//!
//! Layer by layer with barycentres (Sugiyama, Tagawa and Toda 1981), then adjacent exchange (the greedy switch of Eades and
//! Kelly 1986) and sifting (Matuszewski, Schönfeld and Molitor 1999). Crossings are counted with a Fenwick tree (Barth, Jünger and Mutzel 2004). Ties keep the order that
//! there was, so that a small change moves little.

use crate::chart::{Chart, Item};
use crate::spacing::{BOX_GAP, LINE_GAP};

/// Who is joined with whom, seen from each item.
pub(crate) struct Neighbours {
    /// Items of the row above.
    above: Vec<Vec<Item>>,
    /// Items of the row below.
    below: Vec<Vec<Item>>,
    /// Boxes of the same row.
    beside: Vec<Vec<Item>>,
}

impl Neighbours {
    /// Reads them off the channels.
    pub(crate) fn new(chart: &Chart) -> Self {
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

/// Puts the rows of a chart in order, near that of the boxes: each stands below the first of those above it, and moves only
/// where that takes crossings away. So a small change moves little.
pub(crate) fn order(chart: &mut Chart) {
    let neighbours = Neighbours::new(chart);
    let tries = TRIES / chart.row_of.len().max(1);
    Descent::new(chart, &neighbours).improve(chart, &neighbours, tries);
    improved(chart, &neighbours);
    align(chart, &neighbours);
}

/// Puts the rows in an order that does for measuring them.
pub(crate) fn order_roughly(chart: &mut Chart) {
    let neighbours = Neighbours::new(chart);
    Descent::new(chart, &neighbours).write(chart);
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

/// How many items may be moved in all while trying where parts of the order stand best.
const TRIES: usize = 50_000;

/// Exchanges and sifts as long as that takes crossings away; the order, and its crossings.
fn improved(chart: &mut Chart, neighbours: &Neighbours) -> (usize, Vec<Vec<Item>>) {
    for _ in 0..SIFTS {
        exchange(chart, neighbours);
        if !sift(chart, neighbours) {
            break;
        }
    }
    (crossings(chart, neighbours), chart.rows.clone())
}

/// The way down from the first row: each item stands below the first of those above it, its parent.
struct Descent {
    /// What has no parent.
    roots: Vec<Item>,
    /// The children of each item.
    children: Vec<Vec<Item>>,
}

impl Descent {
    fn new(chart: &Chart, neighbours: &Neighbours) -> Self {
        // A passing line counts as the first box that it leads to.
        let mut rank: Vec<usize> = (0..chart.row_of.len()).collect();
        for (number, &limb) in chart.pass_limb.iter().enumerate() {
            let limb = &chart.limbs[limb];
            let ends = limb.leaves.iter().map(|&(_, leaf)| leaf);
            let lowest = if limb.down { ends.min() } else { Some(limb.hub) };
            rank[chart.boxes + number] = lowest.unwrap_or(limb.hub);
        }
        let mut below = neighbours.below.clone();
        for items in &mut below {
            items.sort_by_key(|&item| rank[item]);
        }
        let mut descent = Self {
            roots: Vec::new(),
            children: vec![Vec::new(); chart.row_of.len()],
        };
        let mut seen = vec![false; chart.row_of.len()];
        for row in 0..chart.rows.len() {
            let mut roots = chart.rows[row].clone();
            roots.sort_by_key(|&item| (rank[item], item));
            for root in roots {
                let mut waiting = vec![(None, root)];
                while let Some((parent, item)) = waiting.pop() {
                    if std::mem::replace(&mut seen[item], true) {
                        continue;
                    }
                    match parent {
                        Some(parent) => {
                            let children: &mut Vec<Item> = &mut descent.children[parent];
                            children.push(item);
                        }
                        None => descent.roots.push(item),
                    }
                    waiting.extend(below[item].iter().rev().map(|&lower| (Some(item), lower)));
                }
            }
        }
        descent
    }

    /// Writes the rows that it makes into a chart.
    fn write(&self, chart: &mut Chart) {
        for row in &mut chart.rows {
            row.clear();
        }
        let mut waiting: Vec<Item> = self.roots.iter().rev().copied().collect();
        while let Some(item) = waiting.pop() {
            chart.rows[chart.row_of[item]].push(item);
            waiting.extend(self.children[item].iter().rev());
        }
        for row in &mut chart.rows {
            row.sort_by_key(|&item| chart.lane[item]);
        }
    }

    fn siblings(&mut self, parent: Option<Item>) -> &mut Vec<Item> {
        match parent {
            Some(parent) => &mut self.children[parent],
            None => &mut self.roots,
        }
    }

    /// Moves items among their siblings, with all that hangs below them, wherever that takes crossings away. At most so
    /// many moves are tried.
    fn improve(&mut self, chart: &mut Chart, neighbours: &Neighbours, mut tries: usize) {
        self.write(chart);
        let mut fewest = crossings(chart, neighbours);
        let parents: Vec<Option<Item>> = std::iter::once(None)
            .chain((0..self.children.len()).map(Some))
            .collect();
        loop {
            let before = fewest;
            for &parent in &parents {
                let count = self.siblings(parent).len();
                for from in 0..count {
                    let mut best = None;
                    for to in (0..count).filter(|&to| to != from) {
                        if fewest == 0 || tries == 0 {
                            self.write(chart);
                            return;
                        }
                        tries -= 1;
                        shift(self.siblings(parent), from, to);
                        self.write(chart);
                        let now = crossings(chart, neighbours);
                        shift(self.siblings(parent), to, from);
                        if now < fewest {
                            fewest = now;
                            best = Some(to);
                        }
                    }
                    if let Some(to) = best {
                        shift(self.siblings(parent), from, to);
                    }
                }
            }
            if fewest == before {
                break;
            }
        }
        self.write(chart);
    }
}

/// Takes what stands at one place of a list to another.
fn shift(list: &mut Vec<Item>, from: usize, to: usize) {
    let item = list.remove(from);
    list.insert(to, item);
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

/// Swaps items that stand side by side as long as that takes crossings away.
fn exchange(chart: &mut Chart, neighbours: &Neighbours) {
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

/// The crossings between the lines of `a` and those of `b` with `a` left of `b`, and the other way round.
fn between(a: &[Item], b: &[Item], place: &[usize]) -> (usize, usize) {
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
fn crossings(chart: &Chart, neighbours: &Neighbours) -> usize {
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
