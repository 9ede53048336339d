//! A simple layout for tests of what is drawn: rows from left to right, each line with a height of its own between rows.

use remit_layout::{Band, Column, End, Graph, Layout, Length, Page, Placed, Point, Rect, Stroke};

const GAP: Length = 1_200;

/// Between two lines in the same gap.
const APART: Length = 1_400;

/// Places everything; lines may pass through boxes.
pub(super) fn lay_out(graph: &Graph, page: &Page) -> Layout {
    let left = 2_000;
    let right = page.width.unwrap_or(Length::MAX);
    let mut layout = Layout {
        boxes: vec![Placed::default(); graph.boxes.len()],
        ..Layout::default()
    };
    let mut y = 0;
    if !graph.lanes.is_empty() {
        let width = (page.width.unwrap_or(60_000) - left) / Length::try_from(graph.lanes.len()).unwrap();
        for (lane, size) in graph.lanes.iter().enumerate() {
            let x = left + width * Length::try_from(lane).unwrap();
            layout.lanes.push(Column {
                lane,
                area: Rect {
                    x,
                    y: 0,
                    width,
                    height: 0,
                },
                heading: Rect {
                    x,
                    y: 300,
                    width,
                    height: size.height,
                },
            });
            y = y.max(size.height + 600);
        }
    }
    let mut row = 0;
    for (tier, words) in graph.tiers.iter().enumerate() {
        let top = y;
        let members: Vec<usize> = (0..graph.boxes.len())
            .filter(|&number| graph.boxes[number].tier == tier)
            .collect();
        let mut rest = members.as_slice();
        while !rest.is_empty() {
            y += GAP;
            let (mut x, mut tall) = (left + GAP, 0);
            let mut taken = 0;
            for &number in rest {
                let size = *graph.boxes[number].sizes.last().unwrap();
                if taken > 0 && x + size.width + GAP > right {
                    break;
                }
                let area = Rect {
                    x,
                    y,
                    width: size.width,
                    height: size.height,
                };
                layout.boxes[number] = Placed {
                    area,
                    size: graph.boxes[number].sizes.len() - 1,
                    row,
                };
                layout.width = layout.width.max(area.right() + GAP);
                x += size.width + GAP;
                tall = tall.max(size.height);
                taken += 1;
            }
            for &number in &rest[..taken] {
                layout.boxes[number].area.height = tall;
            }
            rest = &rest[taken..];
            let leaving = graph
                .lines
                .iter()
                .filter(|line| above(&layout, line.from, line.to).0 == row);
            y += tall + GAP + APART * Length::try_from(leaving.count()).unwrap();
            row += 1;
        }
        y = y.max(top + words.label.width + 800);
        if y > top {
            let area = Rect {
                x: 0,
                y: top,
                width: 0,
                height: y - top,
            };
            let label = Rect {
                x: 300,
                y: top + (y - top - words.label.width) / 2,
                width: words.label.height,
                height: words.label.width,
            };
            layout.tiers.push(Band { tier, area, label });
        }
    }
    layout.height = y;
    for band in &mut layout.tiers {
        band.area.width = layout.width;
    }
    for lane in &mut layout.lanes {
        lane.area.height = y;
    }
    lines(graph, &mut layout);
    layout.fits = page.width.is_none_or(|width| layout.width <= width) && page.height.is_none_or(|height| y <= height);
    layout
}

/// The row of the upper end (as far as placed), and whether that is where the line starts.
fn above(layout: &Layout, from: usize, to: usize) -> (usize, bool) {
    let (one, other) = (layout.boxes[from].row, layout.boxes[to].row);
    (one.min(other), one <= other)
}

fn lines(graph: &Graph, layout: &mut Layout) {
    let mut used = vec![0; layout.boxes.len() + 1];
    let mut ports = vec![0; layout.boxes.len()];
    for (number, line) in graph.lines.iter().enumerate() {
        let (row, first) = above(layout, line.from, line.to);
        let (upper, lower) = if first {
            (line.from, line.to)
        } else {
            (line.to, line.from)
        };
        let same = layout.boxes[upper].row == layout.boxes[lower].row;
        let mut port = |node: usize| {
            ports[node] += 1;
            let area = layout.boxes[node].area;
            area.x + 600 + (ports[node] - 1) * 1_100 % (area.width - 1_000)
        };
        let (start, end) = (port(upper), port(lower));
        used[row] += 1;
        let channel = layout.boxes[upper].area.bottom() + 700 + APART * used[row];
        let last = if same {
            layout.boxes[lower].area.bottom()
        } else {
            layout.boxes[lower].area.y
        };
        let points = vec![
            Point {
                x: start,
                y: layout.boxes[upper].area.bottom(),
            },
            Point { x: start, y: channel },
            Point { x: end, y: channel },
            Point { x: end, y: last },
        ];
        let ends = vec![
            End {
                node: upper,
                at: points[0],
                top: false,
                head: !first,
            },
            End {
                node: lower,
                at: points[3],
                top: !same,
                head: first,
            },
        ];
        let label = line
            .labels
            .iter()
            .enumerate()
            .find(|(_, size)| size.width + 800 < (start - end).abs());
        let label = label.map(|(number, size)| {
            let (x, y) = ((start + end) / 2 - size.width / 2, channel - size.height / 2);
            (
                Rect {
                    x,
                    y,
                    width: size.width,
                    height: size.height,
                },
                number,
            )
        });
        layout.strokes.push(Stroke {
            lines: vec![number],
            pieces: vec![points.clone()],
            joints: Vec::new(),
            ends,
            label,
        });
        layout.routes.push(points);
    }
}
