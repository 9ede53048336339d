//! Rows: layers within tiers, each wrapped into as many rows as the page needs.

use crate::chart::Chart;
use crate::columns::needs;
use crate::geometry::{Length, Size};
use crate::graph::Graph;
use crate::layers::layers;
use crate::nets::Net;
use crate::order::{order, order_at_leisure, order_roughly};
use crate::spacing::{CORNER, HEADING_GAP, PORT_GAP, ROW_GAP};
use crate::turn::turned;

/// How many orders crossing minimisation starts from: fewer where there is more to order, so that time stays in step with
/// what there is.
fn start_count(chart: &Chart) -> usize {
    (4_000 / chart.row_of.len().max(1)).clamp(2, 48)
}

/// More passing lines than so many a box, and the page is far too narrow: what is drawn on it would not be read. Without an
/// end, wrapping a thousand boxes into single file would take time and room by the square.
const MOST_PASSING: usize = 6;

/// What all tries to fill a page start from.
pub(crate) struct Start {
    lanes: Vec<usize>,
    headings: Vec<Length>,
    /// The boxes of each row before wrapping, in the order in which they are wrapped.
    groups: Vec<Vec<usize>>,
}

impl Start {
    /// Finds the rows and the order in them. `flat` puts the layers of a tier into one row, or as many as it has to be
    /// wrapped into; lines within a tier then run beside each other, and not always downwards.
    pub(crate) fn new(graph: &Graph, nets: &[Net], flat: bool, wraps: bool) -> Self {
        let lanes = lanes(graph);
        // On a page turning costs rows that it may not have room for.
        let turned = if wraps { Vec::new() } else { turned(graph, &lanes) };
        let layer = layers(graph, &turned);
        let mut groups = groups(graph, &layer, flat);
        if wraps {
            let mut chart = Chart::new(graph, nets, groups.clone(), &lanes);
            sized(graph, &mut chart, 0);
            order(&mut chart);
            let counts = chart.port_counts();
            for (group, row) in groups.iter_mut().zip(&chart.rows) {
                *group = row.iter().copied().filter(|&item| chart.is_box(item)).collect();
                // Those from which nothing leads further down stand in the first of the rows: fewer lines pass the others.
                group.sort_by_key(|&item| (layer[item], counts[item].1 > 0));
            }
        }
        Self {
            lanes,
            headings: headings(graph),
            groups,
        }
    }
}

/// A chart for a page.
pub(crate) struct Rows {
    /// The chart; its rows are in order only where the page may hold it.
    pub(crate) chart: Chart,
    /// The size that was chosen for each box.
    pub(crate) sizes: Vec<usize>,
    /// Whether the page may hold it: it is wide enough, and not too low for rows without any line between them.
    pub(crate) may_fit: bool,
}

/// Wraps rows until they are no wider than the page, where that can be had.
///
/// `level` says how narrow the boxes are: 0 for their best size.
pub(crate) fn rows(
    graph: &Graph,
    nets: &[Net],
    start: &Start,
    (width, height): (Option<Length>, Option<Length>),
    level: usize,
) -> Rows {
    let Start {
        lanes,
        headings,
        groups,
    } = start;
    let mut chart = Chart::new(graph, nets, groups.clone(), lanes);
    let mut sizes = sized(graph, &mut chart, level);
    let Some(width) = width else {
        let starts = start_count(&chart);
        order_at_leisure(&mut chart, starts, 6);
        return Rows {
            chart,
            sizes,
            may_fit: true,
        };
    };
    order_roughly(&mut chart);
    let mut parts = vec![1_usize; groups.len()];
    let mut group_of: Vec<usize> = (0..groups.len()).collect();
    let too_high = |chart: &Chart, sizes: &[usize]| {
        height.is_some_and(|height| least_height(graph, chart, sizes) > i64::from(height))
    };
    // Each turn makes at least one group higher; groups are as high as they have boxes at most.
    let may_fit = loop {
        let needs = needs(&chart, headings);
        if needs.total() <= width {
            break !too_high(&chart, &sizes);
        }
        // More rows would not help: the page is too low for these already, or there are too many lines to pass them.
        if too_high(&chart, &sizes) || chart.pass_limb.len() > MOST_PASSING * (chart.boxes + 50) {
            break false;
        }
        let mut higher = false;
        for batch in needs.crowded(width) {
            let mut crowded: Vec<usize> = batch.into_iter().map(|row| group_of[row]).collect();
            crowded.dedup();
            for group in crowded {
                if parts[group] < most_in_a_lane(&groups[group], lanes, headings.len()) {
                    parts[group] += 1;
                    higher = true;
                }
            }
            if higher {
                break;
            }
        }
        if !higher {
            break false;
        }
        let (wrapped, of) = wrapped(groups, &parts, lanes, headings.len());
        group_of = of;
        chart = Chart::new(graph, nets, wrapped, lanes);
        sizes = sized(graph, &mut chart, level);
        order_roughly(&mut chart);
    };
    if may_fit {
        order(&mut chart);
    }
    Rows { chart, sizes, may_fit }
}

/// The height of all rows and the least height between them.
fn least_height(graph: &Graph, chart: &Chart, sizes: &[usize]) -> i64 {
    chart
        .rows
        .iter()
        .map(|row| {
            let boxes = row.iter().filter(|&&item| chart.is_box(item));
            let heights = boxes.filter_map(|&item| graph.boxes[item].sizes.get(sizes[item]));
            i64::from(heights.map(|size| size.height).max().unwrap_or(0) + ROW_GAP)
        })
        .sum::<i64>()
        - i64::from(ROW_GAP)
}

/// How wide each column is at least: as its heading. One column where none are asked for.
pub(crate) fn headings(graph: &Graph) -> Vec<Length> {
    if graph.lanes.is_empty() {
        return vec![0];
    }
    graph.lanes.iter().map(|size| size.width + 2 * HEADING_GAP).collect()
}

/// The column of each box. One without stands where most of its neighbours do.
fn lanes(graph: &Graph) -> Vec<usize> {
    let count = graph.lanes.len().max(1);
    if count == 1 {
        return vec![0; graph.boxes.len()];
    }
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); graph.boxes.len()];
    for line in &graph.lines {
        for (one, other) in [(line.from, line.to), (line.to, line.from)] {
            if let Some(lane) = graph.boxes[other].lane {
                near[one].push(lane.min(count - 1));
            }
        }
    }
    graph
        .boxes
        .iter()
        .zip(&mut near)
        .map(|(node, near)| {
            near.sort_unstable();
            let usual = near.get(near.len() / 2).copied().unwrap_or((count - 1) / 2);
            node.lane.map_or(usual, |lane| lane.min(count - 1))
        })
        .collect()
}

/// The layers of all tiers, top to bottom, with their boxes in the order of the graph.
pub(crate) fn groups(graph: &Graph, layer: &[usize], flat: bool) -> Vec<Vec<usize>> {
    let layer = |number: usize| if flat { 0 } else { layer[number] };
    let mut keyed: Vec<(usize, usize, usize)> = graph
        .boxes
        .iter()
        .enumerate()
        .map(|(number, node)| (node.tier, layer(number), number))
        .collect();
    keyed.sort_unstable();
    keyed
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .map(|chunk| chunk.iter().map(|&(.., number)| number).collect())
        .collect()
}

/// Chooses a size for each box: that of the level, or a wider one where many lines touch it.
fn sized(graph: &Graph, chart: &mut Chart, level: usize) -> Vec<usize> {
    let counts = chart.port_counts();
    let mut chosen = Vec::with_capacity(graph.boxes.len());
    for (number, node) in graph.boxes.iter().enumerate() {
        let ports = counts[number].0.max(counts[number].1);
        let ports = Length::try_from(ports).unwrap_or(Length::MAX / PORT_GAP / 2);
        let needed = (ports.saturating_sub(1))
            .saturating_mul(PORT_GAP)
            .saturating_add(2 * CORNER);
        let mut size = level.min(node.sizes.len().saturating_sub(1));
        while size > 0 && node.sizes[size].width < needed {
            size -= 1;
        }
        chart.width[number] = node
            .sizes
            .get(size)
            .map_or(needed, |size: &Size| size.width.max(needed));
        chosen.push(size);
    }
    chosen
}

fn most_in_a_lane(group: &[usize], lanes: &[usize], count: usize) -> usize {
    let mut many = vec![0_usize; count];
    for &item in group {
        many[lanes[item]] += 1;
    }
    many.into_iter().max().unwrap_or(0)
}

/// The groups, each parted into rows of one length, column by column; and the group of each row.
fn wrapped(groups: &[Vec<usize>], parts: &[usize], lanes: &[usize], count: usize) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut rows = Vec::new();
    let mut group_of = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let first = rows.len();
        rows.resize(first + parts[number], Vec::new());
        group_of.resize(first + parts[number], number);
        for lane in 0..count {
            let members: Vec<usize> = group.iter().copied().filter(|&item| lanes[item] == lane).collect();
            for (part, chunk) in parted(&members, parts[number]).enumerate() {
                rows[first + part].extend(chunk);
            }
        }
    }
    let filled: Vec<bool> = rows.iter().map(|row: &Vec<usize>| !row.is_empty()).collect();
    let mut keep = filled.iter();
    rows.retain(|_| keep.next().copied().unwrap_or(true));
    let mut keep = filled.iter();
    group_of.retain(|_| keep.next().copied().unwrap_or(true));
    (rows, group_of)
}

/// Parts a sequence into at most so many runs of one length; the last is shorter. One member more moves at most one from
/// each run to the next: runs of even width would move most of them.
fn parted(members: &[usize], parts: usize) -> impl Iterator<Item = &[usize]> {
    members.chunks(members.len().div_ceil(parts.max(1)).max(1))
}
