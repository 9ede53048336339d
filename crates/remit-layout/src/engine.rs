//! The steps in their order, and the choice between several tries.

use crate::assemble::{Found, assemble, label_strip};
use crate::channel;
use crate::geometry::Size;
use crate::graph::{Graph, Page};
use crate::labels::labels;
use crate::layout::Layout;
use crate::nets::{Net, nets};
use crate::place::place;
use crate::rows::{headings, rows};

/// Lays out a graph on a page.
///
/// Boxes are tried in each of their sizes, the best first, until the page holds them. Where it holds none, the layout is
/// larger than the page and says so. The same graph and page give the same layout.
pub fn lay_out(graph: &Graph, page: &Page) -> Layout {
    if graph.boxes.is_empty() {
        return Layout {
            fits: true,
            routes: vec![Vec::new(); graph.lines.len()],
            ..Layout::default()
        };
    }
    let nets = nets(graph, page.trees);
    let most = graph
        .boxes
        .iter()
        .map(|node| node.sizes.len())
        .max()
        .unwrap_or(1)
        .max(1);
    let tries = if page.width.is_some() || page.height.is_some() {
        most
    } else {
        1
    };
    let mut best: Option<(i64, Layout)> = None;
    // Flat tiers cost lines that don't run downwards: they are tried where nothing else fits.
    let flat = [false, true]
        .into_iter()
        .take(if page.flat && tries > 1 { 2 } else { 1 });
    for (flat, level) in flat.flat_map(|flat| (0..tries).map(move |level| (flat, level))) {
        let layout = attempt(graph, &nets, page, level, flat);
        if layout.fits {
            return layout;
        }
        let over = |is: i32, may: Option<i32>| may.map_or(0, |may| i64::from(is) - i64::from(may)).max(0);
        let over = over(layout.width, page.width) + over(layout.height, page.height);
        if best.as_ref().is_none_or(|(least, _)| over < *least) {
            best = Some((over, layout));
        }
    }
    best.map(|(_, layout)| layout).unwrap_or_default()
}

fn attempt(graph: &Graph, nets: &[Net], page: &Page, level: usize, flat: bool) -> Layout {
    let strip = label_strip(graph);
    let inner = page.width.map(|width| (width - strip).max(0));
    let (mut chart, sizes) = rows(graph, nets, (inner, page.height), level, flat);
    let places = place(&mut chart, inner, &headings(graph));
    let channels: Vec<channel::Channel> = (0..chart.channels.len())
        .map(|number| channel::route(&chart, &places, number))
        .collect();
    let none: &[Size] = &[];
    let labels = labels(&chart, &channels, places.width, |limb| {
        let line = chart.limbs[limb].leaves.first().map(|&(line, _)| line);
        line.map_or(none, |line| graph.lines[line].labels.as_slice())
    });
    assemble(
        &Found {
            graph,
            nets,
            chart: &chart,
            sizes: &sizes,
            places: &places,
            channels: &channels,
            labels: &labels,
        },
        page,
    )
}
