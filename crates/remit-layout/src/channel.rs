//! Orthogonal routing in a channel between two rows: which level run lies above which.
//!
//! Each link has one level bar that joins its upright ends; straight links have none. Of two bars that overlap one must
//! lie higher: by need where an upright of the one would lie on an upright of the other, else by fewer crossings (as in
//! the hyperedge routing of Sander, *Layout of directed hypergraphs with orthogonal hyperedges*, 2004), each if asked tried at
//! every height that needs leave it (sifting, as for the order of boxes). Where needs run in
//! a circle, one link gets a second bar.

use crate::chart::{Chart, Mouth};
use crate::geometry::Length;
use crate::place::{Places, x_of};
use crate::spacing::{LINE_GAP, NEAR};

/// A level run of a link.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    /// The number of its link in the channel.
    pub(crate) link: usize,
    /// Where uprights come to it from above.
    pub(crate) tops: Vec<Length>,
    /// Where uprights leave it downwards.
    pub(crate) bottoms: Vec<Length>,
    /// Its level in the channel, 0 for the highest.
    pub(crate) level: usize,
}

impl Bar {
    /// Its left end.
    pub(crate) fn left(&self) -> Length {
        self.tops.iter().chain(&self.bottoms).copied().min().unwrap_or(0)
    }

    /// Its right end.
    pub(crate) fn right(&self) -> Length {
        self.tops.iter().chain(&self.bottoms).copied().max().unwrap_or(0)
    }
}

/// How one link runs through its channel.
#[derive(Debug, Clone, Default)]
pub(crate) struct Run {
    /// Where its upper mouths are.
    pub(crate) tops: Vec<(Mouth, Length)>,
    /// Where its lower mouths are.
    pub(crate) bottoms: Vec<(Mouth, Length)>,
    /// Its bar; `None` where it is straight.
    pub(crate) bar: Option<usize>,
    /// An upper mouth that has a bar of its own, and where an upright leads from that down to the other one.
    pub(crate) detour: Option<(Mouth, usize, Length)>,
}

/// A channel with its bars.
#[derive(Debug, Clone, Default)]
pub(crate) struct Channel {
    /// For each link how it runs.
    pub(crate) runs: Vec<Run>,
    /// The bars.
    pub(crate) bars: Vec<Bar>,
    /// How many levels there are.
    pub(crate) levels: usize,
}

/// Routes what runs through a channel of the chart. `sifts`: level runs are tried at every height that needs leave them.
pub(crate) fn route(chart: &Chart, places: &Places, channel: usize, sifts: bool) -> Channel {
    let mut out = Channel::default();
    for (number, link) in chart.channels[channel].iter().enumerate() {
        let at = |mouths: &[Mouth]| -> Vec<(Mouth, Length)> {
            mouths
                .iter()
                .map(|&mouth| (mouth, x_of(chart, places, mouth)))
                .collect()
        };
        let mut run = Run {
            tops: at(&link.tops),
            bottoms: at(&link.bottoms),
            ..Run::default()
        };
        let first = run.tops.iter().chain(&run.bottoms).map(|&(_, x)| x).next();
        let straight =
            run.tops.len() == 1 && run.bottoms.len() == 1 && run.bottoms.iter().all(|&(_, x)| Some(x) == first);
        if !straight {
            run.bar = Some(out.bars.len());
            out.bars.push(Bar {
                link: number,
                tops: run.tops.iter().map(|&(_, x)| x).collect(),
                bottoms: run.bottoms.iter().map(|&(_, x)| x).collect(),
                level: 0,
            });
        }
        out.runs.push(run);
    }
    out.detour(places.width);
    out.assign_levels(sifts);
    out
}

/// Whether the first must lie above the second, lest uprights lie on each other.
fn must_be_above(first: &Bar, second: &Bar) -> bool {
    if first.link == second.link {
        // The detour's own bar comes first, and ends where the other begins.
        return first.bottoms.len() == 1 && first.tops.len() == 1 && second.tops.contains(&first.bottoms[0]);
    }
    first
        .tops
        .iter()
        .any(|top| second.bottoms.iter().any(|bottom| (bottom - top).abs() < NEAR))
}

fn overlap(first: &Bar, second: &Bar) -> bool {
    first.left() - LINE_GAP < second.right() && second.left() - LINE_GAP < first.right()
}

/// The crossings of two bars' uprights with each other's runs, with the first above the second.
fn crossings(first: &Bar, second: &Bar) -> usize {
    let down = first
        .bottoms
        .iter()
        .filter(|&&x| second.left() < x && x < second.right())
        .count();
    let up = second
        .tops
        .iter()
        .filter(|&&x| first.left() < x && x < first.right())
        .count();
    down + up
}

impl Channel {
    /// Gives second bars to links until no needs run in a circle.
    fn detour(&mut self, width: Length) {
        for _ in 0..self.bars.len() {
            let circle = self.circle();
            let Some((bar, mouth, top)) = circle.iter().find_map(|&bar| self.aside(bar)) else {
                return;
            };
            let link = self.bars[bar].link;
            let rest = self.bars[bar].bottoms.first().copied().unwrap_or(top);
            let aside = self.free_place((top + rest) / 2, width);
            let own = self.bars.len();
            let tops = &mut self.bars[bar].tops;
            if let Some(place) = tops.iter().position(|&x| x == top) {
                tops[place] = aside;
            }
            self.bars.push(Bar {
                link,
                tops: vec![top],
                bottoms: vec![aside],
                level: 0,
            });
            self.runs[link].detour = Some((mouth, own, aside));
        }
    }

    /// The upper mouth of a bar that lies on somebody else's upright below it, where its link has no second bar yet.
    fn aside(&self, bar: usize) -> Option<(usize, Mouth, Length)> {
        let link = self.bars[bar].link;
        let run = &self.runs[link];
        if run.detour.is_some() {
            return None;
        }
        let in_the_way = |x: Length| {
            self.bars
                .iter()
                .any(|other| other.link != link && other.bottoms.iter().any(|bottom| (bottom - x).abs() < NEAR))
        };
        let &(mouth, top) = run.tops.iter().find(|&&(_, x)| in_the_way(x))?;
        Some((bar, mouth, top))
    }

    /// The bars of one circle of needs; none where needs run in no circle.
    fn circle(&self) -> Vec<usize> {
        let count = self.bars.len();
        let below: Vec<Vec<usize>> = (0..count)
            .map(|first| {
                (0..count)
                    .filter(|&second| second != first && must_be_above(&self.bars[first], &self.bars[second]))
                    .collect()
            })
            .collect();
        let mut waiting = vec![0_usize; count];
        for second in below.iter().flatten() {
            waiting[*second] += 1;
        }
        let mut ready: Vec<usize> = (0..count).filter(|&bar| waiting[bar] == 0).collect();
        let mut left = vec![true; count];
        while let Some(bar) = ready.pop() {
            left[bar] = false;
            for &second in &below[bar] {
                waiting[second] -= 1;
                if waiting[second] == 0 {
                    ready.push(second);
                }
            }
        }
        // What is left is in a circle or below one. Going up from any of it leads into a circle.
        let above = |bar: usize| (0..count).find(|&upper| left[upper] && below[upper].contains(&bar));
        let mut way: Vec<usize> = left.iter().position(|&left| left).into_iter().collect();
        while let Some(&last) = way.last() {
            let Some(next) = above(last) else {
                return Vec::new();
            };
            if let Some(start) = way.iter().position(|&bar| bar == next) {
                return way.split_off(start);
            }
            way.push(next);
        }
        way
    }

    /// A place for an upright near `wish` that is near no other.
    fn free_place(&self, wish: Length, width: Length) -> Length {
        let mut taken: Vec<Length> = self
            .runs
            .iter()
            .flat_map(|run| run.tops.iter().chain(&run.bottoms).map(|&(_, x)| x))
            .chain(
                self.bars
                    .iter()
                    .flat_map(|bar| bar.tops.iter().chain(&bar.bottoms).copied()),
            )
            .collect();
        taken.extend([-NEAR, width + NEAR]);
        taken.sort_unstable();
        taken
            .windows(2)
            .filter_map(|pair| {
                let (low, high) = (pair[0] + NEAR, pair[1] - NEAR);
                (low <= high).then(|| wish.clamp(low, high))
            })
            .min_by_key(|&x| ((x - wish).abs(), x))
            .unwrap_or(wish)
    }

    /// Puts the bars in an order from top to bottom, and each as high as that order lets it.
    fn assign_levels(&mut self, sifts: bool) {
        let count = self.bars.len();
        let mut above: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut musts = vec![0_usize; count];
        let mut must_below: Vec<Vec<usize>> = vec![Vec::new(); count];
        // How many crossings it saves that one bar lies above another.
        let mut saves = vec![vec![0_i64; count]; count];
        for first in 0..count {
            for second in 0..count {
                if first == second || !overlap(&self.bars[first], &self.bars[second]) {
                    continue;
                }
                above[second].push(first);
                let (a, b) = (&self.bars[first], &self.bars[second]);
                let saved = i64::try_from(crossings(b, a)).unwrap_or(0) - i64::try_from(crossings(a, b)).unwrap_or(0);
                saves[first][second] = saved;
                if must_be_above(a, b) {
                    musts[second] += 1;
                    must_below[first].push(second);
                }
            }
        }
        let mut order: Vec<usize> = Vec::with_capacity(count);
        let mut left: Vec<bool> = vec![true; count];
        // What it costs to take a bar next: what those still left would have saved by lying above it.
        let mut cost: Vec<i64> = (0..count)
            .map(|bar| (0..count).map(|other| saves[other][bar]).sum())
            .collect();
        while order.len() < count {
            let next = (0..count)
                .filter(|&bar| left[bar])
                .min_by_key(|&bar| (musts[bar], cost[bar], self.bars[bar].left(), bar));
            let Some(next) = next else { break };
            left[next] = false;
            order.push(next);
            for &second in &must_below[next] {
                musts[second] = musts[second].saturating_sub(1);
            }
            for (bar, cost) in cost.iter_mut().enumerate() {
                *cost -= saves[next][bar];
            }
        }
        if sifts {
            sift(&mut order, &saves, &must_below);
        }
        let mut placed = vec![false; count];
        for bar in order {
            let level = above[bar]
                .iter()
                .filter(|&&other| placed[other])
                .map(|&other| self.bars[other].level + 1)
                .max()
                .unwrap_or(0);
            self.bars[bar].level = level;
            placed[bar] = true;
            self.levels = self.levels.max(level + 1);
        }
    }
}

/// How often each bar is tried in every place of the order.
const SIFTS: usize = 6;

/// Moves each bar up or down past others, as far as needs let it, to where its lines cross the fewest.
fn sift(order: &mut Vec<usize>, saves: &[Vec<i64>], must_below: &[Vec<usize>]) {
    for _ in 0..SIFTS {
        let mut moved = false;
        for bar in 0..order.len() {
            let Some(now) = order.iter().position(|&other| other == bar) else {
                continue;
            };
            let mut best = (0_i64, now);
            for down in [true, false] {
                let (mut sum, mut at) = (0_i64, now);
                loop {
                    let next = if down { at + 1 } else { at.wrapping_sub(1) };
                    let Some(&other) = order.get(next) else { break };
                    let (upper, lower) = if down { (bar, other) } else { (other, bar) };
                    if must_below[upper].contains(&lower) {
                        break;
                    }
                    sum += saves[upper][lower];
                    at = next;
                    if sum < best.0 {
                        best = (sum, at);
                    }
                }
            }
            if best.1 != now {
                order.remove(now);
                order.insert(best.1, bar);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
}
