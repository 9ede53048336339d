//! How long it takes to lay out structures, on A4 width and as wide as they get.
//!
//! Wanted: 60 boxes within 50 ms, 300 within 0.5 s, 1,000 within 3 s, drawing included.

use divan::{Bencher, black_box};
use remit_layout::sample::{sample, sample_in_lanes};
use remit_layout::{Page, Ways, lay_out};

fn main() {
    divan::main();
}

const BOXES: [usize; 3] = [60, 300, 1000];

const A4: Page = Page {
    width: Some(45_354),
    height: None,
    trees: true,
    ways: Ways::Either,
};

#[divan::bench(args = BOXES, sample_count = 5, sample_size = 1)]
fn on_a4(bencher: Bencher, boxes: usize) {
    let graph = sample(1, boxes);
    assert_eq!(lay_out(&graph, &A4).boxes.len(), boxes);
    bencher.bench(|| lay_out(black_box(&graph), &A4));
}

#[divan::bench(args = BOXES, sample_count = 5, sample_size = 1)]
fn in_lanes(bencher: Bencher, boxes: usize) {
    let graph = sample_in_lanes(1, boxes);
    bencher.bench(|| lay_out(black_box(&graph), &A4));
}

#[divan::bench(args = BOXES, sample_count = 5, sample_size = 1)]
fn as_wide_as_it_gets(bencher: Bencher, boxes: usize) {
    let graph = sample(1, boxes);
    let page = Page {
        width: None,
        height: None,
        trees: false,
        ways: Ways::Either,
    };
    bencher.bench(|| lay_out(black_box(&graph), &page));
}
