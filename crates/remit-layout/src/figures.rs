//! What a layout is like, in figures: for comparing, and for seeing a change for the worse.

use std::collections::BTreeSet;

use crate::geometry::{Length, POINT, Point};
use crate::graph::{Graph, Page};
use crate::laws::breaches_on;
use crate::laws::segment::{Segment, segments};
use crate::layout::{Layout, Stroke};

/// The figures of one layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Breaches of the laws: there should be none.
    pub breaches: usize,
    /// The places where two strokes cross.
    pub crossings: usize,
    /// Where lines turn, counted for each line.
    pub bends: usize,
    /// The ink of all strokes.
    pub length: i64,
    /// Lines that have a label and are drawn without one.
    pub labels_left_out: usize,
    /// The width of the layout.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// In how many rows its boxes stand.
    pub rows: usize,
    /// Whether it is no larger than the page.
    pub fits: bool,
}

/// The figures of a layout of a graph for a page.
pub fn figures(page: &Page, graph: &Graph, layout: &Layout) -> Figures {
    let rows: BTreeSet<usize> = layout.boxes.iter().map(|placed| placed.row).collect();
    let ink = |stroke: &Stroke| -> i64 {
        let pieces = stroke.pieces.iter().flat_map(|piece| segments(piece));
        pieces.map(|piece| piece.length()).sum()
    };
    Figures {
        breaches: breaches_on(page, graph, layout).len(),
        crossings: crossings(layout),
        bends: layout.routes.iter().map(|route| bends(route)).sum(),
        length: layout.strokes.iter().map(ink).sum(),
        labels_left_out: labels_left_out(graph, layout),
        width: layout.width,
        height: layout.height,
        rows: rows.len(),
        fits: layout.fits,
    }
}

/// The places where two strokes cross, each once. A stroke does not cross itself.
pub fn crossings(layout: &Layout) -> usize {
    let drawn: Vec<Vec<Segment>> = (layout.strokes.iter())
        .map(|stroke| stroke.pieces.iter().flat_map(|piece| segments(piece)).collect())
        .collect();
    let mut count = 0;
    for (number, one) in drawn.iter().enumerate() {
        for other in &drawn[number + 1..] {
            let places: BTreeSet<Point> = one
                .iter()
                .flat_map(|piece| other.iter().filter_map(|other| piece.crossing(other)))
                .collect();
            count += places.len();
        }
    }
    count
}

/// How often lines cross each other, each for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Between {
    /// Of lines that share no end.
    pub strangers: usize,
    /// Of lines that share an end. They need not cross at all, but may have to go round something.
    pub relatives: usize,
}

impl Between {
    /// All of them.
    pub fn all(self) -> usize {
        self.strangers + self.relatives
    }
}

/// How often lines cross, each for itself: fair to any engine, with or without trees. The routes are those of the
/// graph's lines, in its order, either way round, and may be slanted.
///
/// Lines may run on each other for a while (in other engines). Whether they cross there is seen by moving one of them
/// by a hair; of the four ways to do that, the one with the fewest crossings counts.
pub fn crossings_between_lines(graph: &Graph, routes: &[Vec<Point>]) -> Between {
    let mut between = Between::default();
    let reach: Vec<Option<(Point, Point)>> = routes.iter().map(|route| reach(route)).collect();
    for (number, (line, route)) in graph.lines.iter().zip(routes).enumerate() {
        for (other_number, (other, other_route)) in graph.lines.iter().zip(routes).enumerate().skip(number + 1) {
            let near = reach[number].zip(reach[other_number]);
            if near.is_none_or(|(one, other)| are_apart(one, other)) {
                continue;
            }
            let hairs = [(-1, -1), (-1, 1), (1, -1), (1, 1)];
            let fewest = hairs.into_iter().map(|hair| meetings(route, other_route, hair)).min();
            let related = [other.from, other.to].contains(&line.from) || [other.from, other.to].contains(&line.to);
            let count = if related {
                &mut between.relatives
            } else {
                &mut between.strangers
            };
            *count += fewest.unwrap_or_default();
        }
    }
    between
}

/// The corners of what a way needs. `None`: there is no way.
fn reach(route: &[Point]) -> Option<(Point, Point)> {
    let (xs, ys) = (|| route.iter().map(|at| at.x), || route.iter().map(|at| at.y));
    let corner = |x: Option<Length>, y: Option<Length>| Some(Point { x: x?, y: y? });
    Some((corner(xs().min(), ys().min())?, corner(xs().max(), ys().max())?))
}

/// Whether two reaches don't even touch.
fn are_apart(one: (Point, Point), other: (Point, Point)) -> bool {
    let gap = |one: (Length, Length), other: (Length, Length)| one.1 < other.0 || other.1 < one.0;
    gap((one.0.x, one.1.x), (other.0.x, other.1.x)) || gap((one.0.y, one.1.y), (other.0.y, other.1.y))
}

/// How often two ways cross when the first is moved by a quarter of the smallest unit each way.
fn meetings(one: &[Point], other: &[Point], hair: (i64, i64)) -> usize {
    let large = |at: &Point| (i64::from(at.x) * 4, i64::from(at.y) * 4);
    let moved = |at: &Point| (i64::from(at.x) * 4 + hair.0, i64::from(at.y) * 4 + hair.1);
    let mut count = 0;
    for piece in one.windows(2) {
        let (a, b) = (moved(&piece[0]), moved(&piece[1]));
        let below = |c: i64, d: i64, a: i64, b: i64| c.max(d) < a.min(b);
        for other_piece in other.windows(2) {
            let (c, d) = (large(&other_piece[0]), large(&other_piece[1]));
            let apart = |c: i64, d: i64, a: i64, b: i64| below(c, d, a, b) || below(a, b, c, d);
            if apart(c.0, d.0, a.0, b.0) || apart(c.1, d.1, a.1, b.1) {
                continue;
            }
            count += usize::from(side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0);
        }
    }
    count
}

/// On which side of the way from `a` to `b` a place lies: -1, 0 or 1.
fn side(a: (i64, i64), b: (i64, i64), at: (i64, i64)) -> i128 {
    let product = |p: i64, q: i64| i128::from(p) * i128::from(q);
    (product(b.0 - a.0, at.1 - a.1) - product(b.1 - a.1, at.0 - a.0)).signum()
}

/// How often a way turns.
pub fn bends(way: &[Point]) -> usize {
    let level: Vec<bool> = segments(way).map(|piece| piece.is_level()).collect();
    level.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

fn labels_left_out(graph: &Graph, layout: &Layout) -> usize {
    let is_labelled = |number: usize| {
        let mut strokes = layout.strokes.iter().filter(|stroke| stroke.lines.contains(&number));
        strokes.any(|stroke| stroke.label.is_some())
    };
    let labelled = graph
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.labels.is_empty());
    labelled.filter(|(number, _)| !is_labelled(*number)).count()
}

/// The largest type size, in steps of a tenth of a point from 16 points down to 3, at which a graph that was measured at 10
/// points fits a page. `None`: at none of them.
///
/// What fits at one size fits at every smaller one, or should: a search by halves relies on it.
pub fn largest_type(graph: &Graph, page: &Page, lay_out: impl Fn(&Graph, &Page) -> Layout) -> Option<Length> {
    largest_type_up_to(16 * POINT, graph, page, lay_out)
}

/// The same, from another size down.
pub fn largest_type_up_to(
    most: Length,
    graph: &Graph,
    page: &Page,
    lay_out: impl Fn(&Graph, &Page) -> Layout,
) -> Option<Length> {
    const STEP: Length = POINT / 10;
    let fits = |size: Length| lay_out(graph, &scaled(page, size)).fits;
    let (mut fitting, mut too_large) = (3 * POINT / STEP - 1, most / STEP + 1);
    while too_large - fitting > 1 {
        let middle = (fitting + too_large) / 2;
        if fits(middle * STEP) {
            fitting = middle;
        } else {
            too_large = middle;
        }
    }
    (fitting * STEP >= 3 * POINT).then_some(fitting * STEP)
}

/// A page as it is to a graph that was measured at 10 points, and is drawn in type of another size (above zero): larger
/// type makes it smaller.
pub fn scaled(page: &Page, size: Length) -> Page {
    let size = i64::from(size.max(1));
    let scaled =
        |length: Length| i32::try_from(i64::from(length) * 10 * i64::from(POINT) / size).unwrap_or(Length::MAX);
    Page {
        width: page.width.map(scaled),
        height: page.height.map(scaled),
        trees: page.trees,
        ways: page.ways,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::graph::{Line, Node, Ways};
    use crate::layout::Stroke;

    fn way(places: &[(Length, Length)]) -> Vec<Point> {
        places.iter().map(|(x, y)| Point { x: *x, y: *y }).collect()
    }

    fn stroke(lines: &[usize], pieces: &[&[(Length, Length)]]) -> Stroke {
        Stroke {
            lines: lines.to_vec(),
            pieces: pieces.iter().map(|piece| way(piece)).collect(),
            ..Stroke::default()
        }
    }

    /// Lines between boxes 0 and 1, 2 and 3, and so on.
    fn lines(count: usize) -> Graph {
        let line = |number| Line {
            from: 2 * number,
            to: 2 * number + 1,
            labels: vec![Size::default()],
            ..Line::default()
        };
        Graph {
            boxes: vec![Node::default(); 2 * count],
            lines: (0..count).map(line).collect(),
            ..Graph::default()
        }
    }

    #[test]
    fn each_crossing_of_two_strokes_counts_once() {
        let tree = stroke(
            &[0, 1],
            &[&[(0, 0), (0, 50), (100, 50), (100, 90)], &[(50, 50), (50, 90)]],
        );
        let down = stroke(&[2], &[&[(20, 0), (20, 90)]]);
        let back = stroke(&[3], &[&[(80, 0), (80, 70), (40, 70), (40, 90)]]);
        let layout = Layout {
            strokes: vec![tree, down, back],
            ..Layout::default()
        };
        // `down` crosses the trunk; `back` crosses the trunk and the branch.
        assert_eq!(crossings(&layout), 3);
    }

    #[test]
    fn lines_cross_where_they_change_sides() {
        let graph = lines(2);
        let count = |one: &[(Length, Length)], other: &[(Length, Length)]| {
            let routes = [way(one), way(other)];
            let turned = [way(other), way(one)];
            let count = crossings_between_lines(&graph, &routes).strangers;
            assert_eq!(count, crossings_between_lines(&graph, &turned).all());
            count
        };
        let level = [(0, 50), (100, 50)];
        assert_eq!(count(&level, &[(50, 0), (50, 100)]), 1, "straight across");
        assert_eq!(count(&level, &[(0, 0), (100, 100)]), 1, "slanted");
        assert_eq!(
            count(&level, &[(20, 0), (20, 50), (80, 50), (80, 100)]),
            1,
            "along it, then to the other side"
        );
        assert_eq!(
            count(&level, &[(20, 0), (20, 50), (80, 50), (80, 0)]),
            0,
            "along it, then back"
        );
        assert_eq!(count(&level, &[(50, 0), (50, 50)]), 0, "up to it");
        assert_eq!(count(&level, &[(0, 60), (100, 60)]), 0, "beside it");
        let mut sharing = graph.clone();
        sharing.lines[1].to = 0;
        let across = [way(&level), way(&[(50, 0), (50, 100)])];
        let between = crossings_between_lines(&sharing, &across);
        assert_eq!((between.strangers, between.relatives), (0, 1));
    }

    #[test]
    fn turns_ink_and_labels_are_counted() {
        let layout = Layout {
            routes: vec![
                way(&[(0, 0), (0, 50), (30, 50), (40, 50), (40, 90)]),
                way(&[(60, 0), (60, 90)]),
            ],
            strokes: vec![
                stroke(&[0], &[&[(0, 0), (0, 50), (30, 50), (40, 50), (40, 90)]]),
                stroke(&[1], &[&[(60, 0), (60, 90)]]),
            ],
            ..Layout::default()
        };
        let page = Page {
            width: None,
            height: None,
            trees: false,
            ways: Ways::Either,
        };
        let mut layout = layout;
        let first = figures(&page, &lines(2), &layout);
        assert_eq!((first.bends, first.length, first.labels_left_out), (2, 220, 2));
        layout.strokes[1].label = Some((crate::geometry::Rect::default(), 0));
        assert_eq!(figures(&page, &lines(2), &layout).labels_left_out, 1);
    }

    #[test]
    fn the_largest_type_is_found_in_tenths_of_a_point() {
        let page = Page {
            width: Some(400 * POINT),
            height: None,
            trees: false,
            ways: Ways::Either,
        };
        // What is so wide at 10 points, whatever the page.
        let engine = |width: Length| {
            move |_: &Graph, page: &Page| Layout {
                width,
                fits: page.width.is_none_or(|allowed| width <= allowed),
                ..Layout::default()
            }
        };
        let graph = Graph::default();
        assert_eq!(largest_type(&graph, &page, engine(400 * POINT)), Some(10 * POINT));
        assert_eq!(largest_type(&graph, &page, engine(401 * POINT)), Some(990));
        assert_eq!(largest_type(&graph, &page, engine(100 * POINT)), Some(16 * POINT));
        assert_eq!(largest_type(&graph, &page, engine(1333 * POINT)), Some(3 * POINT));
        assert_eq!(largest_type(&graph, &page, engine(1334 * POINT)), None);
    }
}
