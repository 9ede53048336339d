//! The laws of layouts, tried on many made-up graphs.
//!
//! 64 cases each; `REMIT_CASES=5000` tries more.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests look at the environment and say what they measured"
)]

use proptest::collection::vec;
use proptest::prelude::*;
use remit_layout::laws::breaches_on;
use remit_layout::sample::{sample, sample_in_lanes, with_one_more};
use remit_layout::stability::change;
use remit_layout::{Graph, Layout, Length, Line, Node, POINT, Page, Rect, Size, Tier, Ways, lay_out};

fn config() -> ProptestConfig {
    let cases = std::env::var("REMIT_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(64),
        // A failure worth keeping becomes a test with a name.
        failure_persistence: None,
        max_shrink_iters: 1024,
        ..ProptestConfig::default()
    }
}

/// The width of the text of an A4 page: 16 cm.
const A4_WIDTH: Length = 45_354;

// ---- Graphs ----

/// A size between two, in points.
fn sizes_between(least: Length, most: Length) -> impl Strategy<Value = Size> {
    (least..=most, least..=most).prop_map(|(width, height)| Size {
        width: width * POINT,
        height: height * POINT,
    })
}

/// The sizes of a box, the best first and the narrowest last; now and then it is huge.
fn box_sizes() -> impl Strategy<Value = Vec<Size>> {
    let sized = prop_oneof![
        12 => vec(sizes_between(20, 150), 1..4),
        1 => vec(sizes_between(300, 1200), 1..3),
    ];
    sized.prop_map(|mut sizes| {
        sizes.sort_by_key(|size| std::cmp::Reverse(size.width));
        sizes
    })
}

/// Which lines there are, by boxes of a graph with so many.
fn ends(boxes: usize) -> BoxedStrategy<Vec<(usize, usize)>> {
    if boxes == 0 {
        return Just(Vec::new()).boxed();
    }
    let each = || 0..boxes;
    prop_oneof![
        // Anything, loops and doubles included.
        4 => vec((each(), each()), 0..boxes * 2),
        // Few boxes, many lines: most are doubles.
        1 => vec((0..boxes.min(4), 0..boxes.min(4)), 0..40),
        // Thirty between two boxes, this way and that.
        1 => (each(), each(), vec(any::<bool>(), 30)).prop_map(|(one, other, turned)| {
            turned.into_iter().map(|turned| if turned { (other, one) } else { (one, other) }).collect()
        }),
        // All with one, to it or from it.
        2 => (each(), any::<bool>()).prop_map(move |(hub, to)| {
            (0..boxes).map(|member| if to { (member, hub) } else { (hub, member) }).collect()
        }),
        // All with all of a few.
        1 => (0..4usize).prop_map(move |few| {
            (0..boxes).flat_map(|from| (0..=few.min(boxes - 1)).map(move |to| (from, to))).collect()
        }),
        // Round in a circle.
        1 => Just((0..boxes).map(|number| (number, (number + 1) % boxes)).collect()),
    ]
    .boxed()
}

/// Up to so many boxes, in tiers of which some stay empty, with and without lanes, and lines as odd as can be.
fn graphs(boxes: usize) -> impl Strategy<Value = Graph> {
    let tiers = vec(prop_oneof![Just((0, 0)), (20..90, 8..14)], 1..=5);
    let lanes = prop_oneof![2 => Just(Vec::new()), 1 => vec(sizes_between(10, 90), 1..=4)];
    // Lines of one kind have one label; that of the last kind has none.
    let labels = vec(vec(sizes_between(8, 60), 1..3), 3);
    let counts = prop_oneof![1 => 0..=2usize, 3 => 0..=10usize, 3 => 0..=boxes];
    (tiers, lanes, labels, counts, any::<bool>()).prop_flat_map(move |(tiers, lanes, labels, count, one_tier)| {
        let (tier_count, lane_count) = (if one_tier { 1 } else { tiers.len() }, lanes.len());
        let places = vec((0..tier_count, 0..=lane_count, box_sizes()), count);
        let looks = vec((any::<bool>(), prop::bool::weighted(0.3), 0..4usize), count * 4 + 40);
        (places, ends(count), looks).prop_map(move |(places, ends, looks)| Graph {
            tiers: tiers
                .iter()
                .map(|(width, height)| Tier {
                    label: Size {
                        width: width * POINT,
                        height: height * POINT,
                    },
                })
                .collect(),
            lanes: lanes.clone(),
            boxes: places
                .into_iter()
                .map(|(tier, lane, sizes)| Node {
                    tier,
                    // One beyond the last: it has none.
                    lane: (lane < lane_count).then_some(lane),
                    sizes,
                })
                .collect(),
            lines: ends
                .into_iter()
                .zip(looks)
                .map(|((from, to), (upward, free, kind))| Line {
                    from,
                    to,
                    upward,
                    free,
                    kind,
                    labels: labels.get(kind).cloned().unwrap_or_default(),
                })
                .collect(),
        })
    })
}

/// Narrow and wide, low and high, and without an end.
fn pages() -> impl Strategy<Value = Page> {
    let width = prop_oneof![
        2 => Just(Some(A4_WIDTH)),
        1 => Just(None),
        3 => (100..1200).prop_map(|points| Some(points * POINT)),
    ];
    let height = prop_oneof![2 => Just(None), 1 => (100..1200).prop_map(|points| Some(points * POINT))];
    let ways = prop_oneof![Just(Ways::Down), Just(Ways::Beside), Just(Ways::Either)];
    (width, height, any::<bool>(), ways).prop_map(|(width, height, trees, ways)| Page {
        width,
        height,
        trees,
        ways,
    })
}

// ---- Laws ----

fn is_sound(graph: &Graph, page: &Page) -> Result<Layout, TestCaseError> {
    let layout = lay_out(graph, page);
    let found = breaches_on(page, graph, &layout);
    let said: Vec<String> = found.iter().take(10).map(ToString::to_string).collect();
    prop_assert!(
        found.is_empty(),
        "{} breaches on {page:?}:\n{}",
        found.len(),
        said.join("\n")
    );
    prop_assert_eq!(
        &layout,
        &lay_out(graph, page),
        "the same graph on the same page is laid out in one way"
    );
    Ok(layout)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn odd_graphs_are_laid_out_soundly(graph in graphs(24), page in pages()) {
        is_sound(&graph, &page)?;
    }

    #[test]
    fn likely_graphs_are_laid_out_soundly(seed in 0..10_000u64, boxes in 0..=60usize, lanes: bool, page in pages()) {
        let graph = if lanes { sample_in_lanes(seed, boxes) } else { sample(seed, boxes) };
        is_sound(&graph, &page)?;
    }

    #[test]
    fn hubs_of_forty_are_laid_out_soundly(hub in 0..41usize, tier in 0..3usize, to: bool, page in pages()) {
        let mut graph = sample(1, 41);
        graph.boxes[hub].tier = tier.min(graph.tiers.len() - 1);
        let members = (0..41).filter(|member| *member != hub);
        graph.lines = members
            .map(|member| Line {
                from: if to { member } else { hub },
                to: if to { hub } else { member },
                upward: to,
                free: false,
                kind: 0,
                labels: vec![Size { width: 40 * POINT, height: 11 * POINT }],
            })
            .collect();
        is_sound(&graph, &page)?;
    }

    #[test]
    fn what_fits_a_page_fits_a_wider_one(seed in 0..10_000u64, boxes in 0..=40usize, page in pages(), more in 1..400) {
        let graph = sample(seed, boxes);
        let wider = Page { width: page.width.map(|width| width + more * POINT), ..page };
        let (narrow, wide) = (lay_out(&graph, &page), lay_out(&graph, &wider));
        prop_assert_eq!(narrow.boxes.len(), boxes);
        prop_assert_eq!(wide.boxes.len(), boxes);
        prop_assert!(wide.fits || !narrow.fits);
    }
}

// ---- Stability ----

/// Of a hundred boxes, how many go to another row or past others when one box is added; and how many have another row,
/// another neighbour on the left or another on the right.
fn changed(graph: &Graph, seed: u64) -> (f64, f64) {
    let page = Page {
        width: Some(A4_WIDTH),
        height: None,
        trees: true,
        ways: Ways::Either,
    };
    let areas = |graph: &Graph| -> Vec<Rect> {
        let layout = lay_out(graph, &page);
        assert_eq!(layout.boxes.len(), graph.boxes.len(), "every box is placed");
        layout.boxes.iter().map(|placed| placed.area).collect()
    };
    let more = with_one_more(graph, seed);
    let change = change((graph, &areas(graph)), (&more, &areas(&more)));
    let share = |part: usize| part as f64 * 100.0 / change.boxes as f64;
    (share(change.moved), share(change.other_company))
}

#[test]
fn one_box_more_leaves_the_others_where_they_are() {
    let mut moved = Vec::new();
    let mut company = Vec::new();
    for boxes in [10, 20, 30, 40, 50, 60] {
        for seed in 0..4 {
            let (gone, other) = changed(&sample(seed, boxes), seed);
            moved.push((gone, boxes, seed));
            company.push(other);
        }
    }
    let mean = |shares: &mut dyn Iterator<Item = f64>| shares.sum::<f64>() / 24.0;
    let (gone, other) = (mean(&mut moved.iter().map(|of| of.0)), mean(&mut company.into_iter()));
    moved.sort_by(|one, other| other.0.total_cmp(&one.0));
    let calm = moved.iter().filter(|of| of.0 <= 10.0).count();
    println!(
        "Of the others, {gone:.1} % move on average ({calm} times of {} at most 10 %), at worst {:.0} %; {other:.1} % \
         have another neighbour or row.",
        moved.len(),
        moved[0].0
    );
    assert!(
        gone <= 10.0,
        "{gone:.1} % move on average; the worst are {:?}",
        &moved[..5]
    );
}
