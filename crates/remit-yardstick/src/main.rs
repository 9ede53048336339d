//! The yardstick: the same graphs, laid out by us and by others, and whether ours are good enough.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a command for developers: it starts dot, takes the time and prints"
)]

mod calm;
mod elk;
mod engines;
mod graphviz;
mod kept;
mod marks;
mod ours;
mod outcome;
mod views;

use std::path::Path;
use std::process::ExitCode;

use remit_layout::sample::sample;
use remit_layout::{Graph, Length, POINT};

use engines::{Engine, measure, narrowed};
use marks::{Row, Verdict};

/// What a page of A4 has for its text, upright: 16 × 24.7 cm.
pub(crate) const A4: (Length, Length) = (45_354, 70_016);

/// The seeds of the samples that were looked at while the layout was built.
const SEEN: std::ops::Range<u64> = 0..4;

/// The sizes of structures that are made up.
const SIZES: [usize; 8] = [10, 15, 20, 25, 30, 40, 50, 60];

fn main() -> ExitCode {
    let views = match views() {
        Ok(graphs) => graphs,
        Err(message) => {
            println!("{message}");
            return ExitCode::from(2);
        }
    };
    let samples = |boxes: usize| SEEN.map(move |seed| (format!("sample {seed} of {boxes}"), sample(seed, boxes)));
    // Other engines may panic; that is counted, not shown.
    std::panic::set_hook(Box::new(|_| {}));
    let mut holds = true;
    let mut verdicts = Vec::new();
    for (title, graphs, is_view) in [
        ("Views", views, true),
        (
            "Made up, seen while building",
            SIZES.into_iter().flat_map(samples).collect(),
            false,
        ),
        ("Made up, kept back: other seeds", kept::samples(&SIZES), false),
        ("Made up, kept back: made in another way", kept::strange(&SIZES), false),
    ] {
        println!("{title}\n\n{}", marks::head());
        let mut verdict = Verdict::new(is_view);
        for (name, graph) in graphs {
            let row = compare(&name, &graph);
            println!("{row}");
            verdict.add(row);
        }
        println!("\n{verdict}\n");
        holds &= verdict.holds(false);
        verdicts.push(verdict);
    }
    let together = Verdict::together(verdicts);
    println!("All together\n\n{together}\n");
    holds &= together.holds(true);
    // Nothing of this is timed: it may run side by side.
    let tables = std::thread::scope(|scope| {
        [SEEN, kept::CALM_SEEDS]
            .map(|seeds| scope.spawn(|| calm::table(seeds)))
            .map(|table| table.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    for (title, table) in ["seen while building", "kept back"].into_iter().zip(tables) {
        println!("One box more, {title}: what becomes of the others\n\n{table}\n");
    }
    println!("All marks together: {}.", if holds { "reached" } else { "missed" });
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The views of the frameworks in the folders that are named.
fn views() -> Result<Vec<(String, Graph)>, String> {
    let mut graphs = Vec::new();
    for folder in std::env::args_os().skip(1) {
        graphs.extend(views::graphs(Path::new(&folder))?);
    }
    Ok(graphs)
}

/// One graph, by each engine. What is not timed is done beside what is, on another core.
fn compare(name: &str, graph: &Graph) -> Row {
    let narrowed = narrowed(graph);
    let (wide, beside) = std::thread::scope(|scope| {
        let beside = scope.spawn(|| {
            (
                Engine::ALL.map(|engine| engine.tries(&narrowed)),
                ours::on_page(graph, A4, true),
                ours::on_page(graph, A4, false),
            )
        });
        (Engine::ALL.map(|engine| engine.tries(graph)), beside.join())
    });
    let (narrow, drawn, single) = match beside {
        Ok(beside) => beside,
        Err(panic) => std::panic::resume_unwind(panic),
    };
    let mut engines = [0, 1, 2, 3, 4].map(|at: usize| measure(graph, &wide[at], &narrow[at], A4));
    // Ours knows pages.
    if let Some(ours) = &mut engines[0] {
        ours.type_size = drawn.type_size;
        ours.sound_type = if drawn.breaches == 0 { drawn.type_size } else { 0.0 };
    }
    Row {
        name: name.to_owned(),
        lines: graph.lines.len(),
        engines,
        drawn,
        single,
    }
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
