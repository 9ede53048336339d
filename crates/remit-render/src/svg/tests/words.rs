//! What labels say, and what stands for those that have no room; where lines meet.

use super::super::letters::Letters;
use super::*;

/// A row of boxes, and lines between them.
fn row(names: &[&str], lines: Vec<Arrow>) -> Drawing {
    Drawing {
        tiers: vec![Tier {
            name: "Borough".to_owned(),
            boxes: names.iter().map(|name| drawn(&name.to_lowercase(), name)).collect(),
        }],
        lines,
        ..Drawing::default()
    }
}

#[test]
fn a_label_loses_words_before_it_is_lost_and_a_letter_is_the_last_of_it() {
    let types = types::Types::new(1_000, true);
    let mut line = arrow("a", "b", "has as a party", Some(RelationKind::Party), false);
    line.assumed = true;
    line.standing = Standing::Proposed;
    let widths = |line: &Arrow, letter| {
        let labels = labels::labels(line, &types, letter);
        labels.iter().map(|label| label.size.width).collect::<Vec<_>>()
    };
    let (without, with) = (widths(&line, None), widths(&line, Some('a')));
    assert!(without.is_sorted_by(|one, next| one > next), "{without:?}");
    assert_eq!(with.len(), without.len() + 1);
    assert!(with[with.len() - 1] * 2 < without[without.len() - 1], "{with:?}");
    let shown = |line: &Arrow, letter, number: usize| {
        let labels = labels::labels(line, &types, letter);
        let (palette, _) = Palette::new(&HouseStyle::default());
        let mut pen = Pen::default();
        let area = Rect {
            width: labels[number].size.width,
            height: labels[number].size.height,
            ..Rect::default()
        };
        labels[number].draw(&mut pen, line, area, &types, &tags::Dress::on_sheet(&palette));
        let svg = format!("<svg>{}</svg>", pen.finish());
        text_of(Document::parse(&svg).unwrap().root_element())
    };
    assert_eq!(shown(&line, Some('a'), 0), "has as a party (proposed) (assumed)");
    assert_eq!(shown(&line, Some('a'), 1), "has as a party");
    assert_eq!(shown(&line, Some('a'), with.len() - 1), "a");
    // What says besides its kind of how many it is true can leave the kind to its look.
    let part = arrow("a", "b", "supports (1 of 3)", Some(RelationKind::Supports), false);
    assert_eq!(shown(&part, None, 0), "supports (1\u{a0}of\u{a0}3)");
    let last = labels::labels(&part, &types, None).len() - 1;
    assert_eq!(shown(&part, None, last), "1\u{a0}of\u{a0}3");
    // A count is in one piece in all shapes: the words of a line are joined with plain spaces here.
    for number in 0..=last {
        assert!(shown(&part, None, number).contains("1\u{a0}of\u{a0}3"), "{number}");
    }
    // What says no more than its look keeps its marks.
    let mut plain = arrow("a", "b", "answers to", Some(RelationKind::AnswersTo), true);
    plain.notes = vec![7];
    let last = labels::labels(&plain, &types, None).len() - 1;
    assert_eq!(shown(&plain, None, last), "7");
}

#[test]
fn labels_without_room_are_letters_in_the_key_or_are_named() {
    let long = "a function with a long name that has no room between these two";
    let mut line = arrow("a", "b", long, Some(RelationKind::Delegation), false);
    let given = row(&["A", "B"], vec![line.clone()]);
    let place = |narrow: Length| {
        move |graph: &Graph, page: &remit_layout::Page| {
            let mut layout = naive::lay_out(graph, page);
            let sizes = &graph.lines[0].labels;
            let choice = sizes.iter().position(|size| size.width <= narrow);
            for stroke in &mut layout.strokes {
                let label = stroke.label.map(|(area, _)| area).unwrap_or_default();
                stroke.label = choice.map(|choice| {
                    (
                        Rect {
                            width: sizes[choice].width,
                            height: sizes[choice].height,
                            ..label
                        },
                        choice,
                    )
                });
            }
            layout
        }
    };
    let told = |given: &Drawing, narrow| {
        let made = draw_with(given, &SheetOptions::default(), &place(narrow));
        let document = Document::parse(&made.svg).unwrap();
        (text_of(document.root_element()), made.unlabelled)
    };
    let (words, unlabelled) = told(&given, 40_000);
    assert!(words.contains(long) && !words.contains(&format!("a {long}")), "{words}");
    assert_eq!(unlabelled, [""; 0]);
    let (words, unlabelled) = told(&given, 1_500);
    assert!(words.contains(&format!("delegates to a {long}")), "{words}");
    assert_eq!(unlabelled, [""; 0]);
    let (words, unlabelled) = told(&given, 100);
    assert!(!words.contains(long));
    assert_eq!(unlabelled, [format!("A delegates to B: {long}")]);
    // No verb stands there twice.
    for (label, said) in [
        ("delegates: Housing", "A delegates to B: Housing"),
        (
            "delegates 3 functions (2 of 4)",
            "A delegates to B: 3 functions (2 of 4)",
        ),
        ("delegates (2 of 4)", "A delegates to B (2 of 4)"),
        ("delegatesque", "A delegates to B: delegatesque"),
    ] {
        line.label = label.to_owned();
        assert_eq!(told(&row(&["A", "B"], vec![line.clone()]), 100).1, [said]);
    }
    // What the key says anyway is not missed.
    line.label = "delegates to".to_owned();
    assert_eq!(told(&row(&["A", "B"], vec![line]), 100).1, [""; 0]);
}

#[test]
fn four_ways_that_meet_have_a_dot_and_three_have_none() {
    let at = |x, y| remit_layout::Point { x, y };
    let given = row(
        &["A", "B"],
        vec![arrow("a", "b", "", Some(RelationKind::Oversees), false)],
    );
    let plan = Plan::new(&given, 1_000, None, true, &Letters::default());
    let circles = |pieces: Vec<Vec<remit_layout::Point>>| {
        let layout = Layout {
            boxes: vec![remit_layout::Placed::default(); 2],
            strokes: vec![remit_layout::Stroke {
                lines: vec![0],
                pieces,
                joints: vec![at(1_000, 1_000)],
                ..remit_layout::Stroke::default()
            }],
            ..Layout::default()
        };
        let (palette, _) = Palette::new(&HouseStyle::default());
        let mut pen = Pen::default();
        lines::draw(&mut pen, &plan, &layout, &palette, &mut ids::Ids::new(""));
        pen.finish().matches("<circle").count()
    };
    let trunk = vec![at(0, 1_000), at(2_000, 1_000)];
    let down = vec![at(1_000, 1_000), at(1_000, 2_000)];
    let up = vec![at(1_000, 1_000), at(1_000, 0)];
    assert_eq!(circles(vec![trunk.clone(), down.clone()]), 0);
    assert_eq!(circles(vec![trunk, down, up]), 1);
}
