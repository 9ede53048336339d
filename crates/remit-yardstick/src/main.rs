//! The yardstick: the same graphs, laid out by us and by others, and whether ours are good enough.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a command for developers: it starts dot, takes the time and prints"
)]

mod elk;
mod graphviz;
mod marks;
mod ours;
mod outcome;
mod views;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use remit_layout::sample::sample;
use remit_layout::{Graph, Length, POINT};

use marks::{Measured, Verdict};
use outcome::Outcome;

/// What a page of A4 has for its text, upright: 16 × 24.7 cm.
const A4: (Length, Length) = (45_354, 70_016);

fn main() -> ExitCode {
    let graphs = match graphs() {
        Ok(graphs) => graphs,
        Err(message) => {
            println!("{message}");
            return ExitCode::from(2);
        }
    };
    // Other engines may panic; that is counted, not shown.
    std::panic::set_hook(Box::new(|_| {}));
    let mut verdict = Verdict::default();
    println!("{}", marks::HEAD.join("\n"));
    for (name, graph) in graphs {
        let row = compare(&name, &graph);
        println!("{row}");
        verdict.add(row);
    }
    println!("{verdict}");
    if verdict.holds() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The views of the frameworks in the folders that are named, and made-up structures.
fn graphs() -> Result<Vec<(String, Graph)>, String> {
    let mut graphs = Vec::new();
    for folder in std::env::args_os().skip(1) {
        graphs.extend(views::graphs(Path::new(&folder))?);
    }
    for boxes in [10, 15, 20, 25, 30, 40, 50, 60] {
        graphs.extend((0..4).map(|seed| (format!("sample {seed} of {boxes}"), sample(seed, boxes))));
    }
    Ok(graphs)
}

/// One graph, by each engine.
fn compare(name: &str, graph: &Graph) -> marks::Row {
    let ours = measure(graph, ours::lay_out).map(|measured| Measured {
        type_size: ours::type_size(graph, A4),
        ..measured
    });
    marks::Row {
        name: name.to_owned(),
        lines: graph.lines.len(),
        engines: [ours, measure(graph, elk::lay_out), measure(graph, graphviz::lay_out)],
    }
}

/// What an engine makes of a graph, with the widest sizes of boxes; and its type size with the better of widest and
/// narrowest.
fn measure(graph: &Graph, lay_out: fn(&Graph) -> Option<Outcome>) -> Option<Measured> {
    let start = Instant::now();
    let wide = lay_out(graph)?;
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    let mut narrow_graph = graph.clone();
    for node in &mut narrow_graph.boxes {
        node.sizes = node.sizes.last().copied().into_iter().collect();
    }
    let narrow = lay_out(&narrow_graph).map_or(0.0, |narrow| narrow.type_size(A4));
    Some(Measured {
        crossings: wide.crossings(graph),
        overlaps: wide.overlaps(graph),
        against: wide.against(graph),
        type_size: wide.type_size(A4).max(narrow),
        milliseconds,
    })
}

/// A length in points, for other engines.
fn points(length: Length) -> f64 {
    f64::from(length) / f64::from(POINT)
}

/// A length of another engine, in points, as ours.
fn length(points: f64) -> Length {
    (points * f64::from(POINT)).round() as Length
}

/// Whether a line is best given to other engines turned round, so that it leads downwards.
fn is_upward(graph: &Graph, line: &remit_layout::Line) -> bool {
    let tier = |number: usize| graph.boxes.get(number).map(|node| node.tier);
    match tier(line.from).cmp(&tier(line.to)) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => line.upward,
        std::cmp::Ordering::Greater => true,
    }
}
