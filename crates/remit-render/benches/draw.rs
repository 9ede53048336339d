//! How long a drawing takes from its data to its SVG, layout and the search for the size of type included.
//!
//! Wanted: 60 boxes within 50 ms, 300 within 0.5 s, 1,000 within 3 s. The structures are those of `remit_layout::sample`,
//! with plausible names; the pages are as large as such a structure needs.

use divan::{Bencher, black_box};
use remit_layout::sample::sample;
use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box as Boxed, Drawing, Tier};
use remit_render::svg::{Page, SheetOptions, draw};

fn main() {
    divan::main();
}

/// A made-up structure of so many boxes as a drawing.
fn drawing(boxes: usize) -> Drawing {
    let graph = sample(1, boxes);
    let kinds = [
        RelationKind::AnswersTo,
        RelationKind::Advises,
        RelationKind::ReportsTo,
        RelationKind::Oversees,
        RelationKind::Party,
    ];
    let mut tiers: Vec<Tier> = (0..graph.tiers.len())
        .map(|number| Tier {
            name: format!("Level {number}"),
            boxes: Vec::new(),
        })
        .collect();
    let names = [
        "Board",
        "Locality Committee",
        "Integrated Commissioning Executive",
        "Place Partnership Forum",
    ];
    for (number, node) in graph.boxes.iter().enumerate() {
        tiers[node.tier].boxes.push(Boxed {
            key: format!("b{number}"),
            name: format!("{} {number}", names[number % names.len()]),
            ..Boxed::default()
        });
    }
    let lines = graph.lines.iter().map(|line| {
        let kind = kinds[line.kind % kinds.len()];
        Arrow {
            from: format!("b{}", line.from),
            to: format!("b{}", line.to),
            kind: Some(kind),
            label: kind.words().to_owned(),
            upward: line.upward,
            ..Arrow::default()
        }
    });
    Drawing {
        title: "A structure".to_owned(),
        lines: lines.collect(),
        tiers,
        ..Drawing::default()
    }
}

fn on(page: Page) -> SheetOptions {
    SheetOptions {
        page,
        ..SheetOptions::default()
    }
}

#[divan::bench(args = [25, 60], sample_count = 10, sample_size = 1)]
fn on_a4(bencher: Bencher, boxes: usize) {
    let drawing = drawing(boxes);
    bencher.bench(|| draw(black_box(&drawing), &on(Page::A4)));
}

#[divan::bench(args = [60], sample_count = 10, sample_size = 1)]
fn on_a3_across(bencher: Bencher, boxes: usize) {
    let drawing = drawing(boxes);
    bencher.bench(|| draw(black_box(&drawing), &on(Page::A3Landscape)));
}

#[divan::bench(args = [60], sample_count = 10, sample_size = 1)]
fn on_a3_upright(bencher: Bencher, boxes: usize) {
    let drawing = drawing(boxes);
    bencher.bench(|| draw(black_box(&drawing), &on(Page::A3)));
}

#[divan::bench(args = [60, 300, 1000], sample_count = 5, sample_size = 1)]
fn on_one_sheet(bencher: Bencher, boxes: usize) {
    let drawing = drawing(boxes);
    bencher.bench(|| draw(black_box(&drawing), &on(Page::Free)));
}
