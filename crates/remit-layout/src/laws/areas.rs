//! The laws of boxes, bands and columns.

use super::law::{Found, Law};
use super::{headings, whole};
use crate::graph::Graph;
use crate::layout::Layout;

pub(super) fn check(graph: &Graph, layout: &Layout, found: &mut Found) {
    boxes(graph, layout, found);
    bands(graph, layout, found);
    rows(graph, layout, found);
    columns(graph, layout, found);
    let headings = headings(layout);
    for (number, (name, area)) in headings.iter().enumerate() {
        for (other, other_area) in &headings[number + 1..] {
            found.unless(!area.overlaps(other_area), Law::Heading, || {
                format!("{name} lies on {other}")
            });
        }
        for (node, placed) in layout.boxes.iter().enumerate() {
            found.unless(!area.overlaps(&placed.area), Law::Heading, || {
                format!("box {node} lies on {name}")
            });
        }
    }
}

fn boxes(graph: &Graph, layout: &Layout, found: &mut Found) {
    let whole = whole(layout);
    for (number, (node, placed)) in graph.boxes.iter().zip(&layout.boxes).enumerate() {
        let large_enough = node
            .sizes
            .get(placed.size)
            .is_some_and(|size| placed.area.width >= size.width && placed.area.height >= size.height);
        found.unless(large_enough, Law::Size, || {
            format!("box {number} is smaller than its size {}", placed.size)
        });
        found.unless(whole.contains(&placed.area), Law::Within, || format!("box {number}"));
        for (other, other_placed) in layout.boxes.iter().enumerate().skip(number + 1) {
            found.unless(!placed.area.overlaps(&other_placed.area), Law::BoxOnBox, || {
                format!("boxes {number} and {other}")
            });
        }
    }
}

fn bands(graph: &Graph, layout: &Layout, found: &mut Found) {
    let whole = whole(layout);
    let with_boxes: Vec<usize> = (0..graph.tiers.len())
        .filter(|tier| graph.boxes.iter().any(|node| node.tier == *tier))
        .collect();
    let drawn: Vec<usize> = layout.tiers.iter().map(|band| band.tier).collect();
    found.unless(with_boxes == drawn, Law::Bands, || {
        format!("tiers {with_boxes:?} have boxes, tiers {drawn:?} are drawn")
    });
    for pair in layout.tiers.windows(2) {
        found.unless(pair[0].area.bottom() == pair[1].area.y, Law::Bands, || {
            format!("tier {} does not follow tier {}", pair[1].tier, pair[0].tier)
        });
    }
    for band in &layout.tiers {
        let tier = band.tier;
        found.unless(whole.contains(&band.area), Law::Within, || format!("tier {tier}"));
        found.unless(band.area.x == 0 && band.area.width == layout.width, Law::Bands, || {
            format!("tier {tier} does not take the whole width")
        });
        let Some(label) = graph.tiers.get(tier).map(|tier| tier.label) else {
            continue; // Said above.
        };
        let sized = if label.width > 0 {
            band.label.width >= label.height && band.label.height >= label.width
        } else {
            band.label.width == 0
        };
        found.unless(sized, Law::Size, || format!("the label of tier {tier}"));
        found.unless(
            label.width == 0 || band.area.contains(&band.label),
            Law::Heading,
            || format!("the label of tier {tier} is outside it"),
        );
    }
    for (number, (node, placed)) in graph.boxes.iter().zip(&layout.boxes).enumerate() {
        let inside = layout
            .tiers
            .iter()
            .any(|band| band.tier == node.tier && band.area.contains(&placed.area));
        found.unless(inside, Law::Tier, || {
            format!("box {number} is outside tier {}", node.tier)
        });
    }
}

fn rows(graph: &Graph, layout: &Layout, found: &mut Found) {
    for (number, (node, placed)) in graph.boxes.iter().zip(&layout.boxes).enumerate() {
        for (other, (other_node, other_placed)) in graph.boxes.iter().zip(&layout.boxes).enumerate() {
            if placed.row == other_placed.row {
                found.unless(node.tier == other_node.tier, Law::Rows, || {
                    format!("boxes {number} and {other} of two tiers share row {}", placed.row)
                });
            } else if placed.row < other_placed.row {
                found.unless(placed.area.bottom() <= other_placed.area.y, Law::Rows, || {
                    format!(
                        "box {number} of row {} is not above box {other} of row {}",
                        placed.row, other_placed.row
                    )
                });
            }
        }
    }
}

fn columns(graph: &Graph, layout: &Layout, found: &mut Found) {
    let whole = whole(layout);
    for pair in layout.lanes.windows(2) {
        found.unless(
            pair[0].lane < pair[1].lane && pair[0].area.right() <= pair[1].area.x,
            Law::Columns,
            || format!("lane {} does not follow lane {}", pair[1].lane, pair[0].lane),
        );
    }
    for column in &layout.lanes {
        let lane = column.lane;
        found.unless(whole.contains(&column.area), Law::Within, || format!("lane {lane}"));
        let sized = graph
            .lanes
            .get(lane)
            .is_some_and(|size| column.heading.width >= size.width && column.heading.height >= size.height);
        found.unless(sized, Law::Size, || format!("the heading of lane {lane}"));
        found.unless(column.area.contains(&column.heading), Law::Heading, || {
            format!("the heading of lane {lane} is outside it")
        });
    }
    if graph.lanes.is_empty() {
        return;
    }
    for (number, (node, placed)) in graph.boxes.iter().zip(&layout.boxes).enumerate() {
        let inside = layout.lanes.iter().any(|column| {
            node.lane.is_none_or(|lane| lane == column.lane)
                && column.area.x <= placed.area.x
                && column.area.right() >= placed.area.right()
        });
        found.unless(inside, Law::Lane, || {
            format!("box {number} is outside lane {:?}", node.lane)
        });
    }
}
