//! Puts it all together: heights, and the lines from end to end.

use std::collections::BTreeMap;

use crate::channel::{Channel, Run};
use crate::chart::{Chart, Mouth};
use crate::geometry::{Length, POINT, Point, Rect, Size};
use crate::graph::{Graph, Page};
use crate::labels::{Labels, Shelf};
use crate::layout::{Band, Column, End, Layout, Placed, Stroke};
use crate::nets::Net;
use crate::place::Places;
use crate::spacing::{EDGE, HEADING_GAP, LABEL_GAP, LINE_GAP, ROW_GAP, STUB, TIER_GAP};
use crate::strokes::pieces;

/// What the steps before have found.
pub(crate) struct Found<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) nets: &'a [Net],
    pub(crate) chart: &'a Chart,
    pub(crate) sizes: &'a [usize],
    pub(crate) places: &'a Places,
    pub(crate) channels: &'a [Channel],
    pub(crate) labels: &'a Labels,
}

/// How far down a channel its levels and strips are.
#[derive(Debug, Default)]
struct Shelves {
    levels: Vec<Length>,
    top: Length,
    bottom: Length,
    height: Length,
}

/// From a box to a strip of labels: the length of an arrowhead.
const HEAD: Length = 9 * POINT;

/// The width of the labels of tiers, turned, at the left.
pub(crate) fn label_strip(graph: &Graph) -> Length {
    let used = graph
        .tiers
        .iter()
        .enumerate()
        .filter(|(number, tier)| tier.label.width > 0 && graph.boxes.iter().any(|node| node.tier == *number));
    used.map(|(_, tier)| tier.label.height + 2 * HEADING_GAP)
        .max()
        .unwrap_or(0)
}

/// The finished layout.
pub(crate) fn assemble(found: &Found<'_>, page: &Page) -> Layout {
    let strip = label_strip(found.graph);
    let headings = found
        .graph
        .lanes
        .iter()
        .map(|size| size.height + 2 * HEADING_GAP)
        .max()
        .unwrap_or(0);
    let shelves: Vec<Shelves> = (0..found.channels.len()).map(|number| shelves(found, number)).collect();
    let heights: Vec<Length> = row_heights(found);
    let extra = extra(found, &shelves, &heights);
    let mut channel_top = Vec::with_capacity(shelves.len());
    let mut row_top = Vec::with_capacity(heights.len());
    let mut y = headings;
    for (number, shelf) in shelves.iter().enumerate() {
        let (before, after) = extra[number];
        y += before;
        channel_top.push(y);
        y += shelf.height + after;
        if let Some(height) = heights.get(number) {
            row_top.push(y);
            y += height;
        }
    }
    let height = y;
    let mut layout = Layout {
        width: places_width(found, strip),
        height,
        boxes: boxes(found, strip, &row_top, &heights),
        ..Layout::default()
    };
    layout.fits = page.width.is_none_or(|width| layout.width <= width)
        && page.height.is_none_or(|height| layout.height <= height);
    layout.tiers = bands(found, &layout, headings, strip, &row_top, &heights);
    layout.lanes = columns(found, &layout, strip, headings);
    let y_of = Levels {
        shelves: &shelves,
        top: &channel_top,
    };
    lines(found, &mut layout, &y_of, strip);
    layout
}

fn places_width(found: &Found<'_>, strip: Length) -> Length {
    found.places.width + strip
}

fn shelves(found: &Found<'_>, number: usize) -> Shelves {
    let channel = &found.channels[number];
    let label = |shelf| found.labels.heights.get(&(number, shelf)).copied();
    let mut out = Shelves::default();
    let mut y = 0;
    if let Some(height) = label(Shelf::Top) {
        out.top = HEAD + LABEL_GAP + height / 2;
        y = HEAD + height + 2 * LABEL_GAP;
    }
    let mut before: Option<Length> = None;
    for level in 0..channel.levels {
        let half = label(Shelf::Level(level)).map_or(0, |height| height / 2 + LABEL_GAP);
        y += match before {
            None if y > 0 => half.max(LINE_GAP / 2),
            None => half.max(STUB),
            Some(other) if other > 0 && half > 0 => other + half - LABEL_GAP,
            Some(other) => (other.max(half) + LABEL_GAP / 2).max(LINE_GAP),
        };
        out.levels.push(y);
        before = Some(half);
    }
    match label(Shelf::Bottom) {
        Some(height) => {
            y += before.map_or(if y == 0 { HEAD } else { 0 }, |half| half.max(LINE_GAP / 2));
            out.bottom = y + LABEL_GAP + height / 2;
            y += height + 2 * LABEL_GAP + HEAD;
        }
        None => y += before.map_or(if y == 0 { 0 } else { HEAD - LABEL_GAP }, |half| half.max(STUB)),
    }
    let outer = number == 0 || number + 1 == found.channels.len();
    let border = !outer && found.chart.tier_of[number - 1] != found.chart.tier_of[number];
    let least = match (outer, border) {
        (true, _) => EDGE,
        (false, true) => ROW_GAP + TIER_GAP,
        (false, false) => ROW_GAP,
    };
    let spare = (least - y).max(0);
    if spare > 0 {
        for level in &mut out.levels {
            *level += spare / 2;
        }
        out.top += spare / 2;
        out.bottom += spare / 2;
    }
    out.height = y + spare;
    out
}

fn size_of(found: &Found<'_>, number: usize) -> Size {
    found.graph.boxes[number]
        .sizes
        .get(found.sizes[number])
        .copied()
        .unwrap_or_default()
}

fn row_heights(found: &Found<'_>) -> Vec<Length> {
    let chart = found.chart;
    chart
        .rows
        .iter()
        .map(|row| {
            row.iter()
                .filter(|&&item| chart.is_box(item))
                .map(|&item| size_of(found, item).height)
                .max()
                .unwrap_or(0)
        })
        .collect()
}

/// What each channel needs above and below it beside its own height, so that the label of every tier has room in its band.
fn extra(found: &Found<'_>, shelves: &[Shelves], heights: &[Length]) -> Vec<(Length, Length)> {
    let mut extra = vec![(0, 0); shelves.len()];
    let mut first = 0;
    for chunk in found.chart.tier_of.chunk_by(|a, b| a == b) {
        let last = first + chunk.len() - 1;
        let rows: Length = heights[first..=last].iter().sum();
        let between: Length = shelves[first + 1..=last].iter().map(|shelf| shelf.height).sum();
        let around = |channel: usize| {
            if channel == 0 || channel + 1 == shelves.len() {
                shelves[channel].height
            } else {
                // Less what rounding may take.
                shelves[channel].height / 2 - 1
            }
        };
        let band = rows + between + around(first) + around(last + 1);
        let label = found.graph.tiers.get(chunk[0]).map_or(0, |tier| tier.label.width);
        let wanted = if label > 0 { label + 2 * HEADING_GAP } else { 0 };
        let missing = (wanted - band).max(0);
        // Half of what stands between two tiers is the other's.
        let share = |channel: usize| {
            let half = missing - missing / 2;
            if channel == 0 || channel + 1 == shelves.len() {
                half
            } else {
                2 * half
            }
        };
        extra[first].1 += share(first);
        extra[last + 1].0 += share(last + 1);
        first = last + 1;
    }
    extra
}

fn boxes(found: &Found<'_>, strip: Length, row_top: &[Length], heights: &[Length]) -> Vec<Placed> {
    let chart = found.chart;
    (0..chart.boxes)
        .map(|item| {
            let row = chart.row_of[item];
            let own = size_of(found, item).height;
            // Boxes of a row are of one height, unless that would leave one mostly empty.
            let height = if i64::from(own) * 100 >= i64::from(heights[row]) * 55 {
                heights[row]
            } else {
                own
            };
            Placed {
                area: Rect {
                    x: strip + found.places.left[item],
                    y: row_top[row] + (heights[row] - height) / 2,
                    width: chart.width[item],
                    height,
                },
                size: found.sizes[item],
                row,
            }
        })
        .collect()
}

fn bands(
    found: &Found<'_>,
    layout: &Layout,
    headings: Length,
    strip: Length,
    row_top: &[Length],
    heights: &[Length],
) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let mut first = 0;
    let mut top = headings;
    for chunk in found.chart.tier_of.chunk_by(|a, b| a == b) {
        let last = first + chunk.len() - 1;
        let bottom = match row_top.get(last + 1) {
            Some(next) => (row_top[last] + heights[last] + next) / 2,
            None => layout.height,
        };
        let area = Rect {
            x: 0,
            y: top,
            width: layout.width,
            height: bottom - top,
        };
        let size = found
            .graph
            .tiers
            .get(chunk[0])
            .map_or(Size::default(), |tier| tier.label);
        let label = if size.width > 0 {
            Rect {
                x: (strip - size.height) / 2,
                y: top + (area.height - size.width) / 2,
                width: size.height,
                height: size.width,
            }
        } else {
            Rect::default()
        };
        bands.push(Band {
            tier: chunk[0],
            area,
            label,
        });
        top = bottom;
        first = last + 1;
    }
    bands
}

fn columns(found: &Found<'_>, layout: &Layout, strip: Length, headings: Length) -> Vec<Column> {
    let borders = &found.places.borders;
    found
        .graph
        .lanes
        .iter()
        .zip(borders.windows(2))
        .enumerate()
        .map(|(lane, (size, pair))| {
            let (from, to) = (strip + pair[0], strip + pair[1]);
            Column {
                lane,
                area: Rect {
                    x: from,
                    y: 0,
                    width: to - from,
                    height: layout.height,
                },
                heading: Rect {
                    x: from + ((to - from) - size.width) / 2,
                    y: (headings - size.height) / 2,
                    width: size.width,
                    height: size.height,
                },
            }
        })
        .collect()
}

struct Levels<'a> {
    shelves: &'a [Shelves],
    top: &'a [Length],
}

impl Levels<'_> {
    fn level(&self, channel: usize, level: usize) -> Length {
        self.top[channel] + self.shelves[channel].levels.get(level).copied().unwrap_or(0)
    }

    fn shelf(&self, channel: usize, shelf: Shelf) -> Length {
        match shelf {
            Shelf::Level(level) => self.level(channel, level),
            Shelf::Top => self.top[channel] + self.shelves[channel].top,
            Shelf::Bottom => self.top[channel] + self.shelves[channel].bottom,
        }
    }
}

/// The strokes and the routes.
fn lines(found: &Found<'_>, layout: &mut Layout, levels: &Levels<'_>, strip: Length) {
    let chart = found.chart;
    let mut runs: BTreeMap<(usize, usize), &Run> = BTreeMap::new();
    for (channel, links) in chart.channels.iter().enumerate() {
        for (number, link) in links.iter().enumerate() {
            runs.insert((link.limb, channel), &found.channels[channel].runs[number]);
        }
    }
    let mut passes: BTreeMap<(usize, usize), Mouth> = BTreeMap::new();
    for (number, &limb) in chart.pass_limb.iter().enumerate() {
        let item = chart.boxes + number;
        passes.insert((limb, chart.row_of[item]), Mouth::Pass(item));
    }
    layout.routes = vec![Vec::new(); found.graph.lines.len()];
    for (number, limb) in chart.limbs.iter().enumerate() {
        let net = &found.nets[limb.net];
        let (hub_port, leaf_ports) = &chart.limb_ports[number];
        let mut ways: Vec<Vec<Point>> = Vec::with_capacity(limb.leaves.len());
        for (&(line, leaf), &leaf_port) in limb.leaves.iter().zip(leaf_ports) {
            let mut way = vec![edge_of(chart, layout, *hub_port, strip)];
            let mut from = Mouth::Port(*hub_port);
            let mut row = limb.hub_row;
            loop {
                let leaf_here = chart.row_of[leaf] == limb.hub_row;
                let channel = if limb.down { row + 1 } else { row };
                let next_row = match (leaf_here, limb.down) {
                    (true, _) => row,
                    (false, true) => row + 1,
                    (false, false) => row - 1,
                };
                let to = if leaf_here || chart.row_of[leaf] == next_row {
                    Mouth::Port(leaf_port)
                } else {
                    match passes.get(&(number, next_row)) {
                        Some(&mouth) => mouth,
                        None => Mouth::Port(leaf_port),
                    }
                };
                if let Some(run) = runs.get(&(number, channel)) {
                    through(found, levels, channel, run, from, to, strip, &mut way);
                }
                if to == Mouth::Port(leaf_port) {
                    break;
                }
                from = to;
                row = next_row;
            }
            way.push(edge_of(chart, layout, leaf_port, strip));
            let way = tidied(way);
            layout.routes[line] = if net.into_hub {
                way.iter().rev().copied().collect()
            } else {
                way.clone()
            };
            ways.push(way);
        }
        let (pieces, joints) = pieces(ways);
        let end = |port: usize, head: bool| End {
            node: chart.ports[port].item,
            at: edge_of(chart, layout, port, strip),
            top: chart.ports[port].top,
            head,
        };
        let mut ends = vec![end(*hub_port, net.into_hub)];
        for (number, &port) in leaf_ports.iter().enumerate() {
            if !leaf_ports[..number].contains(&port) {
                ends.push(end(port, !net.into_hub));
            }
        }
        layout.strokes.push(Stroke {
            lines: limb.leaves.iter().map(|&(line, _)| line).collect(),
            pieces,
            joints,
            ends,
            label: None,
        });
    }
    for label in &found.labels.labels {
        let y = levels.shelf(label.channel, label.shelf) - label.size.height / 2;
        let area = Rect {
            x: strip + label.left,
            y,
            width: label.size.width,
            height: label.size.height,
        };
        layout.strokes[label.limb].label = Some((area, label.choice));
    }
}

/// Where a port is, on the edge of its box.
fn edge_of(chart: &Chart, layout: &Layout, port: usize, strip: Length) -> Point {
    let port = chart.ports[port];
    let area = layout.boxes[port.item].area;
    Point {
        x: strip + port.x,
        y: if port.top { area.y } else { area.bottom() },
    }
}

/// The way through one channel from one mouth to another.
#[expect(
    clippy::too_many_arguments,
    reason = "one step of one walk; a struct would only rename them"
)]
fn through(
    found: &Found<'_>,
    levels: &Levels<'_>,
    channel: usize,
    run: &Run,
    from: Mouth,
    to: Mouth,
    strip: Length,
    way: &mut Vec<Point>,
) {
    let Some(bar) = run.bar else { return };
    let bars = &found.channels[channel].bars;
    let y = levels.level(channel, bars[bar].level);
    let x = |mouth: Mouth| strip + crate::place::x_of(found.chart, found.places, mouth);
    let detour = run
        .detour
        .map(|(mouth, own, aside)| (mouth, levels.level(channel, bars[own].level), strip + aside));
    match detour {
        Some((mouth, own, aside)) if mouth == from => {
            way.extend([
                Point { x: x(from), y: own },
                Point { x: aside, y: own },
                Point { x: aside, y },
            ]);
        }
        _ => way.push(Point { x: x(from), y }),
    }
    match detour {
        Some((mouth, own, aside)) if mouth == to => {
            way.extend([
                Point { x: aside, y },
                Point { x: aside, y: own },
                Point { x: x(to), y: own },
            ]);
        }
        _ => way.push(Point { x: x(to), y }),
    }
}

/// A way without points that stand on the straight between their neighbours.
fn tidied(way: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(way.len());
    for point in way {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = out.as_slice()
            && ((before.x == last.x && last.x == point.x) || (before.y == last.y && last.y == point.y))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}
