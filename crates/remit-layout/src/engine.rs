//! The steps in their order, and the choice between several tries.

use crate::assemble::{Found, assemble, label_strip};
use crate::channel;
use crate::geometry::Size;
use crate::graph::{Graph, Page, Ways};
use crate::labels::labels;
use crate::layout::Layout;
use crate::nets::{Net, nets};
use crate::place::place;
use crate::rows::{Rows, Start, headings, rows};

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
    let strip = label_strip(graph);
    let room = (page.width.map(|width| (width - strip).max(0)), page.height);
    let mut best: Option<(i64, Layout)> = None;
    let mut hopeless: Option<Rows> = None;
    for &flat in flat(page) {
        let start = Start::new(graph, &nets, flat, room.0.is_some());
        for level in 0..tries {
            let rows = rows(graph, &nets, &start, room, level);
            if !rows.may_fit {
                hopeless = Some(rows);
                continue;
            }
            let layout = finished(graph, &nets, page, rows);
            if layout.fits {
                return layout;
            }
            let over = |is: i32, may: Option<i32>| may.map_or(0, |may| i64::from(is) - i64::from(may)).max(0);
            let over = over(layout.width, page.width) + over(layout.height, page.height);
            if best.as_ref().is_none_or(|(least, _)| over < *least) {
                best = Some((over, layout));
            }
        }
    }
    match (best, hopeless) {
        (Some((_, layout)), _) => layout,
        (None, Some(rows)) => finished(graph, &nets, page, rows),
        (None, None) => Layout::default(),
    }
}

/// Whether to put each tier into as few rows as its boxes take, try by try. Flat tiers cost lines that don't run downwards: where
/// both may be had, they are tried where nothing else fits; and nowhere without a page.
fn flat(page: &Page) -> &'static [bool] {
    match page.ways {
        _ if page.width.is_none() && page.height.is_none() => &[false],
        Ways::Down => &[false],
        Ways::Beside => &[true],
        Ways::Either => &[false, true],
    }
}

/// From rows to the layout.
fn finished(graph: &Graph, nets: &[Net], page: &Page, rows: Rows) -> Layout {
    let Rows { mut chart, sizes, .. } = rows;
    let inner = page.width.map(|width| (width - label_strip(graph)).max(0));
    let places = place(&mut chart, inner, &headings(graph));
    let channels: Vec<channel::Channel> = (0..chart.channels.len())
        // On a page labels are short of room, and go by the plain order.
        .map(|number| channel::route(&chart, &places, number, page.width.is_none()))
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
