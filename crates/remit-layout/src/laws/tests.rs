//! A sound layout made by hand, and one broken in each way: what finds nothing could not find anything.

use super::*;
use crate::geometry::{Point, Size};
use crate::graph::{Line, Node, Tier, Ways};
use crate::layout::{Band, Column, End, Placed, Stroke};

fn point(x: Length, y: Length) -> Point {
    Point {
        x: x * POINT,
        y: y * POINT,
    }
}

fn size(width: Length, height: Length) -> Size {
    Size {
        width: width * POINT,
        height: height * POINT,
    }
}

fn rect(x: Length, y: Length, width: Length, height: Length) -> Rect {
    Rect {
        x: x * POINT,
        y: y * POINT,
        width: width * POINT,
        height: height * POINT,
    }
}

/// Two tiers and two lanes; a tree from boxes 1 and 2 up to box 0, and a line from box 0 down to box 2.
fn graph() -> Graph {
    let node = |tier, lane, sizes| Node { tier, lane, sizes };
    let line = |from, to, upward, kind| Line {
        from,
        to,
        upward,
        free: false,
        kind,
        labels: vec![size(40, 10)],
    };
    Graph {
        tiers: vec![
            Tier { label: size(60, 12) },
            Tier::default(),
            Tier { label: size(50, 12) },
        ],
        lanes: vec![size(90, 14), size(80, 14)],
        boxes: vec![
            node(0, Some(0), vec![size(140, 20), size(100, 40)]),
            node(2, Some(0), vec![size(80, 40)]),
            node(2, Some(1), vec![size(80, 40)]),
            node(2, None, vec![size(50, 40)]),
        ],
        lines: vec![line(1, 0, true, 0), line(2, 0, true, 0), line(0, 2, false, 1)],
    }
}

fn layout() -> Layout {
    let placed = |area, size, row| Placed { area, size, row };
    let end = |node, at, top, head| End { node, at, top, head };
    let first = vec![point(80, 200), point(80, 150), point(100, 150), point(100, 70)];
    let second = vec![point(260, 200), point(260, 150), point(100, 150), point(100, 70)];
    let third = vec![point(140, 70), point(140, 100), point(300, 100), point(300, 200)];
    let band = |tier, area, label| Band { tier, area, label };
    let column = |lane, area, heading| Column { lane, area, heading };
    Layout {
        width: 400 * POINT,
        height: 300 * POINT,
        fits: true,
        tiers: vec![
            band(0, rect(0, 20, 400, 100), rect(0, 30, 12, 60)),
            band(2, rect(0, 120, 400, 180), rect(0, 130, 12, 50)),
        ],
        lanes: vec![
            column(0, rect(20, 0, 180, 300), rect(20, 0, 90, 14)),
            column(1, rect(200, 0, 200, 300), rect(200, 0, 90, 14)),
        ],
        boxes: vec![
            placed(rect(60, 30, 100, 40), 1, 0),
            placed(rect(40, 200, 80, 40), 0, 1),
            placed(rect(240, 200, 80, 40), 0, 1),
            placed(rect(340, 200, 50, 40), 0, 1),
        ],
        strokes: vec![
            Stroke {
                lines: vec![0, 1],
                pieces: vec![first.clone(), second[..3].to_vec()],
                joints: vec![point(100, 150)],
                ends: vec![
                    end(1, point(80, 200), true, false),
                    end(2, point(260, 200), true, false),
                    end(0, point(100, 70), false, true),
                ],
                label: Some((rect(160, 145, 40, 10), 0)),
            },
            Stroke {
                lines: vec![2],
                pieces: vec![third.clone()],
                joints: Vec::new(),
                ends: vec![
                    end(0, point(140, 70), false, false),
                    end(2, point(300, 200), true, true),
                ],
                label: Some((rect(200, 95, 40, 10), 0)),
            },
        ],
        routes: vec![first, second, third],
    }
}

/// Leads line 2, which is stroke 1, another way.
fn lead(layout: &mut Layout, way: &[Point]) {
    layout.routes[2] = way.to_vec();
    layout.strokes[1].pieces = vec![way.to_vec()];
    layout.strokes[1].ends[0].at = way[0];
    layout.strokes[1].ends[1].at = way[way.len() - 1];
    layout.strokes[1].label = None;
}

#[test]
fn a_sound_layout_breaks_nothing() {
    assert_eq!(breaches(&graph(), &layout()), []);
    let page = Page {
        width: Some(400 * POINT),
        height: None,
        trees: true,
        ways: Ways::Either,
    };
    assert_eq!(breaches_on(&page, &graph(), &layout()), []);
    assert_eq!(breaches(&Graph::default(), &Layout::default()), []);
}

/// Something that is done to a sound layout.
type Harm = fn(&mut Layout);

/// What is done to the sound layout, and the law that it breaks.
const HARMS: [(Law, &str, Harm); 48] = [
    (Law::Complete, "a box is missing", |layout| {
        layout.boxes.pop();
    }),
    (Law::Complete, "a route is missing", |layout| {
        layout.routes.pop();
    }),
    (Law::Size, "a box is too low", |layout| layout.boxes[3].area.height -= 1),
    (Law::Size, "a size that there is not", |layout| layout.boxes[3].size = 1),
    (Law::Size, "a label is too narrow", |layout| {
        layout.strokes[1].label = Some((rect(200, 95, 39, 10), 0));
    }),
    (Law::Size, "the label of a tier is too short", |layout| {
        layout.tiers[0].label.height -= 1
    }),
    (Law::Size, "a heading is too narrow", |layout| {
        layout.lanes[0].heading.width -= 1
    }),
    (Law::Within, "a box leaves the page", |layout| {
        layout.boxes[3].area.x = 351 * POINT
    }),
    (Law::Within, "the page is too low for a tier", |layout| {
        layout.height -= 1
    }),
    (Law::Within, "a line leaves the page", |layout| {
        lead(
            layout,
            &[
                point(140, 70),
                point(140, 100),
                point(401, 100),
                point(401, 180),
                point(300, 180),
                point(300, 200),
            ],
        );
    }),
    (Law::Within, "a label leaves the page", |layout| {
        layout.strokes[1].label = Some((rect(380, 95, 40, 10), 0));
    }),
    (Law::BoxOnBox, "a box on a box", |layout| {
        layout.boxes[3].area.x = 319 * POINT
    }),
    (Law::Bands, "tiers in the wrong order", |layout| layout.tiers.swap(0, 1)),
    (Law::Bands, "a tier is missing", |layout| {
        layout.tiers.pop();
    }),
    (Law::Bands, "a gap between tiers", |layout| {
        layout.tiers[0].area.height -= 1
    }),
    (Law::Bands, "a tier is too narrow", |layout| {
        layout.tiers[0].area.width -= 1
    }),
    (Law::Tier, "a box in another's tier", |layout| {
        layout.boxes[3].area.y = 110 * POINT
    }),
    (Law::Rows, "a row for two tiers", |layout| layout.boxes[3].row = 0),
    (Law::Rows, "rows upside down", |layout| {
        layout.boxes[2].row = 2;
        layout.boxes[3].row = 3;
    }),
    (Law::Columns, "columns lie on each other", |layout| {
        layout.lanes[0].area.width += 1
    }),
    (Law::Lane, "a box in another's column", |layout| {
        layout.boxes[1].area.x = 200 * POINT
    }),
    (Law::Lane, "a box in no column", |layout| {
        layout.boxes[3].area.x = 190 * POINT
    }),
    (Law::Reach, "a line without a route", |layout| layout.routes[2].clear()),
    (Law::Reach, "a line ends before its box", |layout| {
        layout.routes[2][3].y -= 1;
    }),
    (Law::Straight, "a slanted segment", |layout| {
        lead(
            layout,
            &[point(140, 70), point(140, 100), point(300, 110), point(300, 200)],
        );
    }),
    (Law::Straight, "a line turns back", |layout| {
        lead(
            layout,
            &[
                point(140, 70),
                point(140, 100),
                point(310, 100),
                point(300, 100),
                point(300, 200),
            ],
        );
    }),
    (Law::Straight, "the same place twice", |layout| {
        lead(
            layout,
            &[
                point(140, 70),
                point(140, 100),
                point(140, 100),
                point(300, 100),
                point(300, 200),
            ],
        );
    }),
    (Law::ThroughBox, "a line through a foreign box", |layout| {
        layout.boxes[3].area = rect(280, 150, 50, 40)
    }),
    (Law::ThroughBox, "a line along a foreign box", |layout| {
        layout.boxes[3].area = rect(300, 150, 50, 40)
    }),
    (Law::OwnBox, "a line through its own box", |layout| {
        lead(
            layout,
            &[point(140, 30), point(140, 100), point(300, 100), point(300, 200)],
        );
    }),
    (Law::OwnBox, "a line along its own box", |layout| {
        lead(
            layout,
            &[
                point(140, 70),
                point(180, 70),
                point(180, 100),
                point(300, 100),
                point(300, 200),
            ],
        );
    }),
    (Law::Cover, "a piece too few", |layout| {
        layout.strokes[0].pieces.pop();
    }),
    (Law::Cover, "a piece too many", |layout| {
        layout.strokes[1].pieces.push(vec![point(300, 100), point(350, 100)]);
    }),
    (Law::Kinship, "two kinds in one stroke", |layout| {
        let other = layout.strokes.remove(1);
        layout.strokes[0].lines.extend(other.lines);
        layout.strokes[0].pieces.extend(other.pieces);
        layout.strokes[0].ends.extend(other.ends);
    }),
    (Law::Kinship, "a stroke of no line", |layout| {
        layout.strokes.push(Stroke::default())
    }),
    (Law::Joints, "a joint is not listed", |layout| {
        layout.strokes[0].joints.clear()
    }),
    (Law::Joints, "a bend is listed as a joint", |layout| {
        layout.strokes[1].joints.push(point(300, 100));
    }),
    (Law::Apart, "strokes lie on each other", |layout| {
        lead(
            layout,
            &[point(140, 70), point(140, 150), point(300, 150), point(300, 200)],
        );
    }),
    (Law::Apart, "strokes are too near each other", |layout| {
        lead(
            layout,
            &[point(140, 70), point(140, 149), point(300, 149), point(300, 200)],
        );
    }),
    (Law::Apart, "a piece twice", |layout| {
        let piece = layout.strokes[1].pieces[0][1..3].to_vec();
        layout.strokes[1].pieces.push(piece);
    }),
    (Law::Touch, "a bend on another stroke", |layout| {
        lead(
            layout,
            &[
                point(140, 70),
                point(140, 150),
                point(140, 170),
                point(150, 170),
                point(150, 150),
                point(150, 100),
                point(300, 100),
                point(300, 200),
            ],
        );
    }),
    (Law::Ends, "an end is not listed", |layout| {
        layout.strokes[1].ends.pop();
    }),
    (Law::Ends, "an arrowhead at the wrong end", |layout| {
        layout.strokes[1].ends[0].head = true;
        layout.strokes[1].ends[1].head = false;
    }),
    (Law::Ends, "the wrong edge", |layout| {
        layout.strokes[1].ends[1].top = false
    }),
    (Law::Ports, "ends too near each other", |layout| {
        lead(
            layout,
            &[point(103, 70), point(103, 100), point(300, 100), point(300, 200)],
        );
    }),
    (Law::Ports, "an end at a corner", |layout| {
        lead(
            layout,
            &[point(159, 70), point(159, 100), point(300, 100), point(300, 200)],
        );
    }),
    (Law::Heading, "a box on the label of a tier", |layout| {
        layout.tiers[1].label = rect(50, 190, 12, 50)
    }),
    (Law::Heading, "a line through the label of a tier", |layout| {
        layout.tiers[1].label = rect(295, 121, 12, 50);
    }),
];

/// What is done to the labels of strokes, and to headings.
const LABELS: [(Law, &str, Harm); 10] = [
    (Law::LabelAway, "a label beside its stroke", |layout| {
        layout.strokes[1].label = Some((rect(200, 80, 40, 10), 0));
    }),
    (Law::LabelOnBox, "a label on a box", |layout| {
        layout.strokes[1].label = Some((rect(280, 191, 40, 10), 0));
    }),
    (Law::LabelOnStroke, "a label on a foreign stroke", |layout| {
        layout.strokes[0].label = Some((rect(230, 95, 40, 60), 0));
    }),
    (Law::LabelOnLabel, "a label on a label", |layout| {
        layout.strokes[0].label = Some((rect(210, 101, 40, 50), 0));
    }),
    (Law::Heading, "a label on the label of a tier", |layout| {
        layout.tiers[1].label = rect(165, 151, 12, 50)
    }),
    (Law::Heading, "a heading outside its column", |layout| {
        layout.lanes[0].heading.x = 19 * POINT
    }),
    (Law::Heading, "the label of a tier outside it", |layout| {
        layout.tiers[0].label.y = 15 * POINT
    }),
    (Law::Heading, "a heading on the label of a tier", |layout| {
        layout.lanes[0].heading = rect(5, 20, 90, 14)
    }),
    (Law::Size, "a label of a size that there is not", |layout| {
        layout.strokes[1].label = Some((rect(200, 95, 40, 10), 1));
    }),
    (Law::Size, "a label where the tier has none", |layout| {
        layout.tiers[1].label.width = 0;
    }),
];

#[test]
fn each_law_can_be_broken() {
    for (law, what, harm) in HARMS.iter().chain(&LABELS) {
        let mut harmed = layout();
        harm(&mut harmed);
        let found = breaches(&graph(), &harmed);
        assert!(found.iter().any(|breach| breach.law == *law), "{what}: {found:?}");
        assert!(found.iter().all(|breach| !breach.to_string().is_empty()));
    }
}

#[test]
fn a_sound_loop_is_sound_and_a_crossing_breaks_nothing() {
    let (mut graph, mut layout) = (graph(), layout());
    let way = vec![
        point(350, 200),
        point(350, 190),
        point(395, 190),
        point(395, 260),
        point(380, 260),
        point(380, 240),
    ];
    graph.lines.push(Line {
        from: 3,
        to: 3,
        ..Line::default()
    });
    layout.routes.push(way.clone());
    let end = |at, top, head| End { node: 3, at, top, head };
    layout.strokes.push(Stroke {
        lines: vec![3],
        pieces: vec![way],
        ends: vec![end(point(350, 200), true, false), end(point(380, 240), false, true)],
        ..Stroke::default()
    });
    lead(
        &mut layout,
        &[point(140, 70), point(140, 170), point(300, 170), point(300, 200)],
    );
    layout.strokes[0].label = None;
    assert_eq!(breaches(&graph, &layout), []);
}

#[test]
fn what_the_page_asks_for_is_looked_at() {
    let page = Page {
        width: Some(399 * POINT),
        height: None,
        trees: false,
        ways: Ways::Either,
    };
    let laws: Vec<Law> = breaches_on(&page, &graph(), &layout())
        .iter()
        .map(|breach| breach.law)
        .collect();
    assert_eq!(laws, [Law::Fits, Law::Trees]);
}

#[test]
fn every_law_is_broken_somewhere_here() {
    let mut broken: Vec<Law> = HARMS.iter().chain(&LABELS).map(|(law, _, _)| *law).collect();
    broken.extend([Law::Fits, Law::Trees]);
    broken.sort_unstable();
    broken.dedup();
    assert_eq!(broken.len(), 27, "a law was added without a layout that breaks it");
}
