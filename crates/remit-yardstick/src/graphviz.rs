//! Graphviz' `dot`, where it is installed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use remit_layout::{Graph, Length, Line, Point, Rect};
use serde_json::Value;

use crate::outcome::Outcome;
use crate::{is_upward, length, points};

/// How it is asked to draw.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// The shape of lines, by its own name for it.
    lines: &'static str,
    /// Whether it keeps room for labels. It does so by ranks between the ranks, and not for orthogonal lines.
    room: bool,
    /// Whether a tier is several ranks where lines run within it; else it is one.
    in_layers: bool,
    /// How long it may seek an order, as a multiple of what it does by itself.
    patience: u32,
}

impl Manner {
    const USUAL: Self = Self {
        lines: "ortho",
        room: false,
        in_layers: false,
        patience: 1,
    };
    pub(crate) const WITHOUT_ROOM: [Self; 2] = [
        Self::USUAL,
        Self {
            in_layers: true,
            patience: 20,
            ..Self::USUAL
        },
    ];
    /// Polylines, as its splines swing about and cross more often.
    pub(crate) const WITH_ROOM: [Self; 2] = [
        Self {
            lines: "polyline",
            room: true,
            ..Self::USUAL
        },
        Self {
            lines: "polyline",
            room: true,
            in_layers: true,
            patience: 20,
        },
    ];
}

pub(crate) fn lay_out(graph: &Graph, manner: Manner) -> Option<Outcome> {
    let mut dot = Command::new("dot")
        .arg("-Tjson")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    dot.stdin.take()?.write_all(input(graph, manner)?.as_bytes()).ok()?;
    let output = dot.wait_with_output().ok()?;
    read(graph, &serde_json::from_slice(&output.stdout).ok()?)
}

fn input(graph: &Graph, manner: Manner) -> Option<String> {
    let mut text = format!(
        "digraph {{\nsplines={}; mclimit={}; nodesep=0.14; ranksep=0.4;\n\
         node [shape=box, fixedsize=true, label=\"\"]; edge [dir=none];\n",
        manner.lines, manner.patience
    );
    let label_is = if manner.room { "label" } else { "xlabel" };
    for (number, node) in graph.boxes.iter().enumerate() {
        let size = node.sizes.first()?;
        let (width, height) = (points(size.width) / 72.0, points(size.height) / 72.0);
        writeln!(text, "n{number} [width={width:.4}, height={height:.4}];").ok()?;
    }
    let layer = if manner.in_layers {
        layers(graph)
    } else {
        vec![0; graph.boxes.len()]
    };
    let mut ranks: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, node) in graph.boxes.iter().enumerate() {
        ranks.entry((node.tier, layer[number])).or_default().push(number);
    }
    let mut above: Option<usize> = None;
    for boxes in ranks.values() {
        let Some(first) = boxes.first() else { continue };
        let names: Vec<String> = boxes.iter().map(|number| format!("n{number}")).collect();
        writeln!(text, "{{ rank=same; {} }}", names.join("; ")).ok()?;
        if let Some(above) = above {
            writeln!(text, "n{above} -> n{first} [style=invis];").ok()?;
        }
        above = Some(*first);
    }
    for (number, line) in graph.lines.iter().enumerate() {
        let (above, below) = ends(graph, line);
        // It must not be asked for two orders at once.
        let turned = graph.boxes[above].tier == graph.boxes[below].tier && layer[above] > layer[below];
        let (above, below) = if turned { (below, above) } else { (above, below) };
        let label = line.labels.first().map(|size| {
            format!(
                ", {label_is}=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\" \
                 FIXEDSIZE=\"TRUE\" WIDTH=\"{:.0}\" HEIGHT=\"{:.0}\"><TR><TD></TD></TR></TABLE>>",
                points(size.width),
                points(size.height)
            )
        });
        writeln!(
            text,
            "n{above} -> n{below} [id=\"e{number}\"{}];",
            label.unwrap_or_default()
        )
        .ok()?;
    }
    text.push_str("}\n");
    Some(text)
}

/// Which end of a line is better given first, so that it leads downwards, and which second.
fn ends(graph: &Graph, line: &Line) -> (usize, usize) {
    if is_upward(graph, line) {
        (line.to, line.from)
    } else {
        (line.from, line.to)
    }
}

/// The layer of each box within its tier: one below the lowest that belongs above it.
fn layers(graph: &Graph) -> Vec<usize> {
    let mut layer = vec![0; graph.boxes.len()];
    let within = graph.lines.iter().map(|line| ends(graph, line));
    let within: Vec<(usize, usize)> = within
        .filter(|(above, below)| graph.boxes[*above].tier == graph.boxes[*below].tier && above != below)
        .collect();
    // As often as a way can be long, and no more: lines may run in a circle.
    for _ in 0..graph.boxes.len() {
        for (above, below) in &within {
            layer[*below] = layer[*below].max(layer[*above] + 1).min(graph.boxes.len());
        }
    }
    layer
}

/// Numbers that are parted by commas.
fn numbers(text: &str) -> Option<Vec<f64>> {
    text.split(',').map(|number| number.parse().ok()).collect()
}

/// A line that is told as Bézier curves (a start, and three more places for each curve), as a line that turns instead.
fn flattened(controls: &[Point]) -> Vec<Point> {
    const PIECES: i64 = 12;
    let mut route: Vec<Point> = controls.first().copied().into_iter().collect();
    for start in (0..controls.len().saturating_sub(3)).step_by(3) {
        for piece in 1..=PIECES {
            // Bernstein's polynomials, in twelfths.
            let rest = PIECES - piece;
            let weights = [
                rest * rest * rest,
                3 * rest * rest * piece,
                3 * rest * piece * piece,
                piece * piece * piece,
            ];
            let along = |of: fn(&Point) -> Length| {
                let places = controls[start..start + 4].iter().map(|at| i64::from(of(at)));
                let sum: i64 = places.zip(weights).map(|(at, weight)| at * weight).sum();
                // Rounded, below zero too.
                Length::try_from((2 * sum + PIECES.pow(3)).div_euclid(2 * PIECES.pow(3))).unwrap_or_default()
            };
            route.push(Point {
                x: along(|at| at.x),
                y: along(|at| at.y),
            });
        }
    }
    without_stops(route)
}

/// Without places at which a level or upright line only goes on.
fn without_stops(route: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for at in route {
        if kept.last() == Some(&at) {
            continue;
        }
        if let [.., before, last] = kept.as_slice() {
            let goes_on = |of: fn(&Point) -> Length, across: fn(&Point) -> Length| {
                across(before) == across(last)
                    && across(last) == across(&at)
                    && (of(before) < of(last)) == (of(last) < of(&at))
            };
            if goes_on(|at| at.x, |at| at.y) || goes_on(|at| at.y, |at| at.x) {
                kept.pop();
            }
        }
        kept.push(at);
    }
    kept
}

fn read(graph: &Graph, laid_out: &Value) -> Option<Outcome> {
    let all = numbers(laid_out["bb"].as_str()?)?;
    let (width, height) = (length(*all.get(2)?), length(*all.get(3)?));
    // Upwards there, downwards here.
    let place = |text: &str| -> Option<Point> {
        let numbers = numbers(text)?;
        Some(Point {
            x: length(*numbers.first()?),
            y: height - length(*numbers.get(1)?),
        })
    };
    let around = |at: Point, width: Length, height: Length| Rect {
        x: at.x - width / 2,
        y: at.y - height / 2,
        width,
        height,
    };
    let mut outcome = Outcome {
        width,
        height,
        boxes: vec![Rect::default(); graph.boxes.len()],
        routes: vec![Vec::new(); graph.lines.len()],
        labels: vec![None; graph.lines.len()],
    };
    for object in laid_out["objects"].as_array()? {
        let Some(at) = object["pos"].as_str().and_then(place) else {
            continue; // A rank.
        };
        let number: usize = object["name"].as_str()?.get(1..)?.parse().ok()?;
        let size = graph.boxes.get(number)?.sizes.first()?;
        outcome.boxes[number] = around(at, size.width, size.height);
    }
    for edge in laid_out["edges"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let Some(number) = edge["id"].as_str().and_then(|id| id.get(1..)?.parse::<usize>().ok()) else {
            continue; // An invisible one.
        };
        let controls: Vec<Point> = edge["pos"]
            .as_str()?
            .split([' ', ';'])
            .map(place)
            .collect::<Option<_>>()?;
        *outcome.routes.get_mut(number)? = flattened(&controls);
        let size = graph.lines.get(number)?.labels.first();
        let at = ["lp", "xlp"]
            .iter()
            .find_map(|name| edge[*name].as_str().and_then(place));
        if let (Some(at), Some(size)) = (at, size) {
            outcome.labels[number] = Some(around(at, size.width, size.height));
        }
    }
    Some(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(places: &[(Length, Length)]) -> Vec<Point> {
        places.iter().map(|(x, y)| Point { x: *x, y: *y }).collect()
    }

    #[test]
    fn curves_become_lines() {
        let straight = [(0, 0), (0, 30), (0, 60), (0, 90), (0, 90), (40, 90), (60, 90)];
        assert_eq!(flattened(&way(&straight)), way(&[(0, 0), (0, 90), (60, 90)]));
        let back = [(0, 0), (0, 30), (0, 60), (0, 90), (0, 90), (0, 40), (0, 40)];
        assert_eq!(flattened(&way(&back)), way(&[(0, 0), (0, 90), (0, 40)]));
        let bow = flattened(&way(&[(0, 0), (0, 1200), (1200, 1200), (1200, 0)]));
        assert_eq!(
            (bow.first(), bow.last()),
            (Some(&Point { x: 0, y: 0 }), Some(&Point { x: 1200, y: 0 }))
        );
        assert_eq!(
            bow[6],
            Point { x: 600, y: 900 },
            "the middle of the bow, not its control points"
        );
        assert_eq!(flattened(&[]), []);
    }
}
