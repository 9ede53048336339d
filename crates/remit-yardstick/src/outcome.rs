//! What an engine made of a graph, in a shape that is the same for all, and what is counted of it.

use remit_layout::figures::crossings_between_lines;
use remit_layout::{Graph, Length, POINT, Point, Rect};

/// Slips up to this size are no overlaps: other engines reckon in fractions.
const SLACK: Length = POINT / 2;

/// Where everything stands.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) width: Length,
    pub(crate) height: Length,
    /// By the numbers of the graph's boxes.
    pub(crate) boxes: Vec<Rect>,
    /// By the numbers of the graph's lines, either way round.
    pub(crate) routes: Vec<Vec<Point>>,
    pub(crate) labels: Vec<Option<Rect>>,
}

/// A rectangle less its outermost rim.
fn core(area: &Rect) -> Rect {
    Rect {
        x: area.x + SLACK,
        y: area.y + SLACK,
        width: (area.width - 2 * SLACK).max(0),
        height: (area.height - 2 * SLACK).max(0),
    }
}

fn crosses(area: &Rect, route: &[Point]) -> bool {
    route.windows(2).any(|pair| core(area).is_crossed_by(pair[0], pair[1]))
}

impl Outcome {
    /// How often lines cross.
    pub(crate) fn crossings(&self, graph: &Graph) -> usize {
        crossings_between_lines(graph, &self.routes).all()
    }

    /// How many lines within a tier run against their direction: what belongs above stands lower.
    pub(crate) fn against(&self, graph: &Graph) -> usize {
        let top = |number: usize| self.boxes.get(number).map(|area| area.y);
        let lines = graph.lines.iter().filter(|line| {
            let tier = |number: usize| graph.boxes.get(number).map(|node| node.tier);
            let (upper, lower) = if line.upward {
                (line.to, line.from)
            } else {
                (line.from, line.to)
            };
            tier(upper) == tier(lower) && top(upper) > top(lower)
        });
        lines.count()
    }

    /// Whatever lies on what it should not lie on, each pair once.
    pub(crate) fn overlaps(&self, graph: &Graph) -> usize {
        let mut count = 0;
        for (number, area) in self.boxes.iter().enumerate() {
            let others = &self.boxes[number + 1..];
            count += others.iter().filter(|other| core(area).overlaps(&core(other))).count();
            count += (graph.lines.iter().zip(&self.routes))
                .filter(|(line, route)| line.from != number && line.to != number && crosses(area, route))
                .count();
        }
        for (number, label) in self.labels.iter().enumerate() {
            let Some(label) = label.as_ref().map(core) else {
                continue;
            };
            count += self.boxes.iter().filter(|area| label.overlaps(&core(area))).count();
            let others = self.labels[number + 1..].iter().flatten();
            count += others.filter(|other| label.overlaps(&core(other))).count();
            count += (self.routes.iter().enumerate())
                .filter(|(other, route)| *other != number && crosses(&label, route))
                .count();
        }
        for (number, route) in self.routes.iter().enumerate() {
            let others = &self.routes[number + 1..];
            count += others.iter().filter(|other| run_on_each_other(route, other)).count();
        }
        count
    }

    /// The type size at which it fits a page or the same page on its side, given that it was measured at 10 points.
    pub(crate) fn type_size(&self, page: (Length, Length)) -> f64 {
        let share = |room: Length, taken: Length| f64::from(room) / f64::from(taken.max(1));
        let upright = share(page.0, self.width).min(share(page.1, self.height));
        let turned = share(page.1, self.width).min(share(page.0, self.height));
        10.0 * upright.max(turned)
    }
}

/// Whether two ways are one over a length that can be seen.
fn run_on_each_other(one: &[Point], other: &[Point]) -> bool {
    let spans = |route: &[Point]| -> Vec<(bool, Length, Length, Length)> {
        let pairs = route.windows(2).map(|pair| (pair[0], pair[1]));
        pairs
            .filter_map(|(a, b)| {
                if (a.y - b.y).abs() <= 1 {
                    Some((true, a.y, a.x.min(b.x), a.x.max(b.x)))
                } else if (a.x - b.x).abs() <= 1 {
                    Some((false, a.x, a.y.min(b.y), a.y.max(b.y)))
                } else {
                    None
                }
            })
            .collect()
    };
    let others = spans(other);
    spans(one).iter().any(|(level, way, start, end)| {
        others.iter().any(|(other_level, other_way, other_start, other_end)| {
            level == other_level
                && (way - other_way).abs() <= SLACK
                && end.min(other_end) - start.max(other_start) > 2 * POINT
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use remit_layout::{Line, Node};

    fn rect(x: Length, y: Length) -> Rect {
        Rect {
            x: x * POINT,
            y: y * POINT,
            width: 20 * POINT,
            height: 10 * POINT,
        }
    }

    fn way(places: &[(Length, Length)]) -> Vec<Point> {
        let point = |(x, y): &(Length, Length)| Point {
            x: x * POINT,
            y: y * POINT,
        };
        places.iter().map(point).collect()
    }

    #[test]
    fn each_sort_of_overlap_counts() {
        let line = |from, to| Line {
            from,
            to,
            ..Line::default()
        };
        let graph = Graph {
            boxes: vec![Node::default(); 4],
            lines: vec![line(0, 1), line(2, 3)],
            ..Graph::default()
        };
        let sound = || Outcome {
            boxes: vec![rect(0, 0), rect(0, 100), rect(100, 0), rect(100, 100)],
            routes: vec![way(&[(10, 10), (10, 100)]), way(&[(110, 10), (110, 100)])],
            labels: vec![Some(rect(0, 50)), Some(rect(100, 50))],
            ..Outcome::default()
        };
        let overlaps = |harm: fn(&mut Outcome)| {
            let mut outcome = sound();
            harm(&mut outcome);
            outcome.overlaps(&graph)
        };
        assert_eq!(overlaps(|_| ()), 0);
        assert_eq!(overlaps(|it| it.boxes[2] = rect(15, 0)), 1, "box on box");
        assert_eq!(overlaps(|it| it.boxes[2] = rect(5, 20)), 1, "line through box");
        assert_eq!(overlaps(|it| it.labels[1] = Some(rect(100, 5))), 1, "label on box");
        assert_eq!(overlaps(|it| it.labels[1] = Some(rect(0, 30))), 1, "label on line");
        assert_eq!(overlaps(|it| it.labels[1] = Some(rect(15, 50))), 1, "label on label");
        assert_eq!(
            overlaps(|it| it.routes[1] = way(&[(110, 10), (110, 30), (10, 30), (10, 40), (110, 40), (110, 100)])),
            1,
            "line on line"
        );
    }
}
