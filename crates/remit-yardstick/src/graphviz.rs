//! Graphviz' `dot`, where it is installed.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use remit_layout::{Graph, Length, Point, Rect};
use serde_json::Value;

use crate::outcome::Outcome;
use crate::{is_upward, length, points};

pub(crate) fn lay_out(graph: &Graph) -> Option<Outcome> {
    let mut dot = Command::new("dot")
        .arg("-Tjson")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    dot.stdin.take()?.write_all(input(graph)?.as_bytes()).ok()?;
    let output = dot.wait_with_output().ok()?;
    read(graph, &serde_json::from_slice(&output.stdout).ok()?)
}

fn input(graph: &Graph) -> Option<String> {
    let mut text = String::from(
        "digraph {\nsplines=ortho; nodesep=0.14; ranksep=0.4;\n\
         node [shape=box, fixedsize=true, label=\"\"]; edge [dir=none];\n",
    );
    for (number, node) in graph.boxes.iter().enumerate() {
        let size = node.sizes.first()?;
        let (width, height) = (points(size.width) / 72.0, points(size.height) / 72.0);
        writeln!(text, "n{number} [width={width:.4}, height={height:.4}];").ok()?;
    }
    let mut above: Option<usize> = None;
    for tier in 0..graph.tiers.len() {
        let boxes: Vec<usize> = (0..graph.boxes.len())
            .filter(|number| graph.boxes[*number].tier == tier)
            .collect();
        let Some(first) = boxes.first() else { continue };
        let names: Vec<String> = boxes.iter().map(|number| format!("n{number}")).collect();
        writeln!(text, "{{ rank=same; {} }}", names.join("; ")).ok()?;
        if let Some(above) = above {
            writeln!(text, "n{above} -> n{first} [style=invis];").ok()?;
        }
        above = Some(*first);
    }
    for (number, line) in graph.lines.iter().enumerate() {
        let (above, below) = if is_upward(graph, line) {
            (line.to, line.from)
        } else {
            (line.from, line.to)
        };
        let label = line.labels.first().map(|size| {
            format!(
                ", xlabel=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\" \
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

/// Numbers that are parted by commas.
fn numbers(text: &str) -> Option<Vec<f64>> {
    text.split(',').map(|number| number.parse().ok()).collect()
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
        let mut route: Vec<Point> = edge["pos"]
            .as_str()?
            .split_whitespace()
            .map(place)
            .collect::<Option<_>>()?;
        route.dedup();
        *outcome.routes.get_mut(number)? = route;
        let size = graph.lines.get(number)?.labels.first();
        if let (Some(at), Some(size)) = (edge["xlp"].as_str().and_then(place), size) {
            outcome.labels[number] = Some(around(at, size.width, size.height));
        }
    }
    Some(outcome)
}
