//! The figures of made-up structures on A4 pages, kept in a file: what changes for the worse is seen there.

use std::fmt::Write;

use remit_layout::figures::{figures, largest_type};
use remit_layout::sample::{sample, sample_in_lanes};
use remit_layout::{Graph, Length, POINT, Page, Ways, lay_out};

/// What a page of A4 has for its text, upright: 16 × 24.7 cm.
const A4: (Length, Length) = (45_354, 70_016);

fn points(length: Length) -> Length {
    length / POINT
}

/// One line for each structure: the layout at 10 points and 16 cm, as high as it gets, and at which size it fits A4.
fn table(make: fn(u64, usize) -> Graph) -> String {
    let page = Page {
        width: Some(A4.0),
        height: None,
        trees: true,
        ways: Ways::Either,
    };
    let whole = Page {
        height: Some(A4.1),
        ..page
    };
    let mut table = String::from(
        "boxes seed | lines crossings bends ink unlabelled | width height rows | type in points | breaches\n",
    );
    for boxes in [10, 20, 30, 40, 50, 60] {
        for seed in 0..3 {
            let graph = make(seed, boxes);
            let of = figures(&page, &graph, &lay_out(&graph, &page));
            let size = largest_type(&graph, &whole, lay_out).map_or_else(
                || "none".to_owned(),
                |size| format!("{}.{}", size / POINT, size % POINT / (POINT / 10)),
            );
            writeln!(
                table,
                "{boxes:5} {seed:4} | {:5} {:9} {:5} {:5} {:10} | {:5} {:6} {:4} | {size:>14} | {:8}",
                graph.lines.len(),
                of.crossings,
                of.bends,
                of.length / i64::from(POINT),
                of.labels_left_out,
                points(of.width),
                points(of.height),
                of.rows,
                of.breaches,
            )
            .expect("a text can be written to");
        }
    }
    table
}

#[test]
fn figures_of_samples_are_the_golden_ones() {
    insta::assert_snapshot!("samples", table(sample));
}

#[test]
fn figures_of_samples_in_lanes_are_the_golden_ones() {
    insta::assert_snapshot!("samples-in-lanes", table(sample_in_lanes));
}
