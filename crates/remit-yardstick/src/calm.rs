//! How much of a drawing moves when one box is added.

use remit_layout::sample::{sample, with_one_more};
use remit_layout::stability::{Change, change};
use remit_layout::{Graph, Page, Rect, Ways};

use crate::elk::{self, Effort};
use crate::graphviz::{self, Manner};
use crate::ours;
use crate::outcome::Outcome;

/// The sizes of structures that are tried.
const SIZES: [usize; 6] = [10, 20, 30, 40, 50, 60];

/// The places of the boxes of a graph, and how often its lines cross where that can be compared.
type Placed = (Vec<Rect>, Option<usize>);

/// Who draws, by name.
type Drawer = (&'static str, fn(&Graph) -> Option<Placed>);

const DRAWERS: [Drawer; 6] = [
    ("ours, in A4's width", on_page),
    ("ours, without page", |graph| placed(graph, ours::lay_out(graph))),
    ("elkrs as it comes", |graph| {
        placed(graph, elk::lay_out(graph, Effort::USUAL))
    }),
    ("elkrs, keeping order", |graph| {
        placed(graph, elk::lay_out(graph, Effort::CALM))
    }),
    ("dot, no room", |graph| {
        placed(graph, graphviz::lay_out(graph, Manner::WITHOUT_ROOM[0]))
    }),
    ("dot, with room", |graph| {
        placed(graph, graphviz::lay_out(graph, Manner::WITH_ROOM[0]))
    }),
];

fn placed(graph: &Graph, outcome: Option<Outcome>) -> Option<Placed> {
    outcome.map(|outcome| (outcome.boxes.clone(), Some(outcome.crossings(graph))))
}

/// As we always draw: wrapped, and with trees. How often lines cross there is another matter.
fn on_page(graph: &Graph) -> Option<Placed> {
    let page = Page {
        width: Some(crate::A4.0),
        height: None,
        trees: true,
        ways: Ways::Either,
    };
    let layout = remit_layout::lay_out(graph, &page);
    let areas: Vec<Rect> = layout.boxes.iter().map(|placed| placed.area).collect();
    (areas.len() == graph.boxes.len()).then_some((areas, None))
}

/// The table for samples of these seeds, each of every size.
pub(crate) fn table(seeds: std::ops::Range<u64>) -> String {
    let count = SIZES.len() * usize::try_from(seeds.end - seeds.start).unwrap_or_default();
    let mut lines = vec![
        format!("{count} structures        |           | another row or order, %     | another row or neighbour, %"),
        "                     | crossings | mean  median  ≤ 10  worst   | mean  median  ≤ 10  worst".to_owned(),
    ];
    for (name, draw) in DRAWERS {
        let mut changes = Vec::new();
        let mut crossings = Some(0);
        for boxes in SIZES {
            for seed in seeds.clone() {
                let graph = sample(seed, boxes);
                let more = with_one_more(&graph, seed);
                let (Some(before), Some(after)) = (draw(&graph), draw(&more)) else {
                    continue; // It is seen in the number of structures.
                };
                changes.push(change((&graph, &before.0), (&more, &after.0)));
                crossings = crossings.zip(before.1).map(|(sum, here)| sum + here);
            }
        }
        let crossings = crossings.map_or_else(|| "–".to_owned(), |sum| sum.to_string());
        let of = |part: fn(&Change) -> usize| summary(&changes, part);
        let missing = match count - changes.len() {
            0 => String::new(),
            missing => format!("  ({missing} failed)"),
        };
        lines.push(format!(
            "{name:20} | {crossings:>9} | {} | {}{missing}",
            of(|change| change.moved),
            of(|change| change.other_company)
        ));
    }
    lines.join("\n")
}

/// Mean, median, how many times at most a tenth, and the most.
fn summary(changes: &[Change], part: fn(&Change) -> usize) -> String {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let mut shares: Vec<f64> = changes
        .iter()
        .map(|change| number(part(change)) * 100.0 / number(change.boxes.max(1)))
        .collect();
    shares.sort_by(f64::total_cmp);
    let at = |place: usize| shares.get(place).copied().unwrap_or_default();
    let mean = shares.iter().fold(0.0, |sum, share| sum + share) / number(shares.len().max(1));
    let median = (at(shares.len() / 2) + at(shares.len().saturating_sub(1) / 2)) / 2.0;
    let few = shares.iter().filter(|share| **share <= 10.0).count();
    let worst = at(shares.len().saturating_sub(1));
    format!("{mean:5.1}  {median:6.1}  {few:4}  {worst:5.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_summed_up() {
        let changes: Vec<Change> = [0, 1, 2, 7]
            .into_iter()
            .map(|moved| Change {
                boxes: 10,
                moved,
                other_company: 0,
            })
            .collect();
        let words = |text: String| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(summary(&changes, |of| of.moved)), ["25.0", "15.0", "2", "70.0"]);
        assert_eq!(
            words(summary(&changes[..3], |of| of.moved)),
            ["10.0", "10.0", "2", "20.0"]
        );
        assert_eq!(words(summary(&[], |of| of.moved)), ["0.0", "0.0", "0", "0.0"]);
    }
}
