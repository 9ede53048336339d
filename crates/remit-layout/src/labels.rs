//! Label placement, as part of the height of channels: a label lies on a level run of its own line, or on an upright in a
//! strip of its own, where nothing else comes near.

use std::collections::BTreeMap;

use crate::channel::Channel;
use crate::chart::Chart;
use crate::geometry::{Length, POINT, Size};
use crate::spacing::LABEL_GAP;

/// Where in a channel a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shelf {
    /// On the bars of a level.
    Level(usize),
    /// In the strip below the upper row.
    Top,
    /// In the strip above the lower row.
    Bottom,
}

/// A label in a channel.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Label {
    /// The limb that it belongs to.
    pub(crate) limb: usize,
    /// Its channel.
    pub(crate) channel: usize,
    /// Where in the channel.
    pub(crate) shelf: Shelf,
    /// Its left edge.
    pub(crate) left: Length,
    /// Its size.
    pub(crate) size: Size,
    /// Which of its sizes that is.
    pub(crate) choice: usize,
}

/// What there is of labels.
#[derive(Debug, Clone, Default)]
pub(crate) struct Labels {
    /// The labels, at most one a limb.
    pub(crate) labels: Vec<Label>,
    /// The height of the highest label on each shelf of each channel that has any.
    pub(crate) heights: BTreeMap<(usize, Shelf), Length>,
}

/// How much of its own line a label has to lie on.
const ON_LINE: Length = 3 * POINT;

/// Finds places for the labels of all limbs; `sizes` gives those of a limb, the best first.
pub(crate) fn labels<'s>(
    chart: &Chart,
    channels: &[Channel],
    width: Length,
    sizes: impl Fn(usize) -> &'s [Size],
) -> Labels {
    let mut runs_of: Vec<Vec<(usize, usize)>> = vec![Vec::new(); chart.limbs.len()];
    for (channel, links) in chart.channels.iter().enumerate() {
        for (number, link) in links.iter().enumerate() {
            runs_of[link.limb].push((channel, number));
        }
    }
    let mut out = Labels::default();
    let mut taken: BTreeMap<(usize, Shelf), Vec<(Length, Length)>> = BTreeMap::new();
    for (limb, runs) in runs_of.iter().enumerate() {
        let found = sizes(limb).iter().enumerate().find_map(|(choice, &size)| {
            let mut best: Option<(Length, Label)> = None;
            for &(channel, number) in runs {
                let single = chart.limbs[limb].leaves.len() == 1;
                for (shelf, left, cost) in places(&channels[channel], number, single, size.width, width, |shelf| {
                    taken.get(&(channel, shelf)).map_or(&[][..], Vec::as_slice)
                }) {
                    // A tree is named near its hub, a line anywhere.
                    let near = chart.channels[channel][number].trunk;
                    let off = match (chart.limbs[limb].leaves.len() > 1, near) {
                        (true, crate::chart::Mouth::Pass(_)) => 8 * POINT,
                        _ => 0,
                    };
                    let new = if out.heights.contains_key(&(channel, shelf)) {
                        0
                    } else {
                        cost
                    };
                    if best.as_ref().is_none_or(|(least, _)| new + off < *least) {
                        let label = Label {
                            limb,
                            channel,
                            shelf,
                            left,
                            size,
                            choice,
                        };
                        best = Some((new + off, label));
                    }
                }
            }
            best.map(|(_, label)| label)
        });
        if let Some(label) = found {
            let key = (label.channel, label.shelf);
            let height = out.heights.entry(key).or_default();
            *height = (*height).max(label.size.height);
            taken
                .entry(key)
                .or_default()
                .push((label.left, label.left + label.size.width));
            out.labels.push(label);
        }
    }
    out
}

/// Where a label of this width could stand on the run of a link, and what a new shelf there costs.
fn places<'t>(
    channel: &Channel,
    number: usize,
    single: bool,
    label: Length,
    page: Length,
    taken: impl Fn(Shelf) -> &'t [(Length, Length)],
) -> Vec<(Shelf, Length, Length)> {
    let run = &channel.runs[number];
    let mut found = Vec::new();
    if let Some(bar) = run.bar.map(|bar| &channel.bars[bar]) {
        let shelf = Shelf::Level(bar.level);
        let mut walls: Vec<(Length, Length)> = taken(shelf).to_vec();
        for other in &channel.bars {
            if other.link == number || other.level > bar.level {
                walls.extend(other.tops.iter().map(|&x| (x, x)));
            }
            if other.link == number || other.level < bar.level {
                walls.extend(other.bottoms.iter().map(|&x| (x, x)));
            }
        }
        walls.extend(straight(channel, number));
        if let Some(left) = widest(&walls, bar.left(), bar.right(), label) {
            found.push((shelf, left, 7 * POINT));
        }
    }
    for (shelf, top) in [(Shelf::Top, true), (Shelf::Bottom, false)] {
        let own = if top { &run.tops } else { &run.bottoms };
        let others = channel.runs.iter().enumerate().flat_map(|(other, run)| {
            let mouths = if top { &run.tops } else { &run.bottoms };
            mouths.iter().filter(move |_| other != number).map(|&(_, x)| (x, x))
        });
        let mut walls: Vec<(Length, Length)> = taken(shelf).iter().copied().chain(others).collect();
        walls.extend([(0, 0), (page, page)]);
        // Only an end that stands for the whole limb is labelled: the only one on its side, or that of a single line.
        if own.len() > 1 && !single {
            continue;
        }
        for &(_, x) in own {
            let mut walls = walls.clone();
            walls.extend(
                own.iter()
                    .filter(|(_, other)| *other != x)
                    .map(|&(_, other)| (other, other)),
            );
            if let Some(left) = around(&walls, x, label) {
                found.push((shelf, left, 14 * POINT));
            }
        }
    }
    found
}

/// The straight links of a channel but this one.
fn straight(channel: &Channel, number: usize) -> impl Iterator<Item = (Length, Length)> {
    channel
        .runs
        .iter()
        .enumerate()
        .filter(move |&(other, run)| other != number && run.bar.is_none())
        .flat_map(|(_, run)| run.tops.iter().map(|&(_, x)| (x, x)))
}

/// The middle of the widest stretch between `left` and `right` that is free of walls, if the label has room there.
fn widest(walls: &[(Length, Length)], left: Length, right: Length, label: Length) -> Option<Length> {
    let mut walls: Vec<(Length, Length)> = walls
        .iter()
        .copied()
        .filter(|wall| wall.1 >= left && wall.0 <= right)
        .collect();
    walls.extend([(left, left), (right, right)]);
    walls.sort_unstable();
    let mut reach = left;
    let mut best: Option<(Length, Length)> = None;
    for (from, to) in walls {
        let room = from - reach - 2 * LABEL_GAP - label;
        if room >= 0 && best.is_none_or(|(most, _)| room > most) {
            best = Some((room, reach + LABEL_GAP + room / 2));
        }
        reach = reach.max(to);
    }
    best.map(|(_, left)| left)
}

/// The left edge of a label on an upright at `x`, as near to its middle as walls let it.
fn around(walls: &[(Length, Length)], x: Length, label: Length) -> Option<Length> {
    if walls
        .iter()
        .any(|&(from, to)| from < x + LABEL_GAP && to > x - LABEL_GAP)
    {
        return None;
    }
    let low = walls.iter().filter(|wall| wall.1 <= x).map(|wall| wall.1).max()? + LABEL_GAP;
    let high = walls.iter().filter(|wall| wall.0 >= x).map(|wall| wall.0).min()? - LABEL_GAP - label;
    let low = low.max(x - label + ON_LINE);
    let high = high.min(x - ON_LINE);
    (low <= high).then(|| (x - label / 2).clamp(low, high))
}
