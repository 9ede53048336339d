//! Two drawings in one: what holds of it for all drawings, and for every view of Tower Hamlets with each of its proposals.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use remit_layout::laws::breaches;
use remit_model::document::{RelationKind, ViewKind};
use remit_model::drawing::{Arrow, Box as DrawnBox, Change, Detail, Drawing, Note, Standing, Tier};
use remit_model::resolve::Loaded;
use remit_render::svg::{self, Page, SheetOptions};
use remit_render::{dot, markdown, mermaid};
use remit_report::{Became, Sides, alt, compared, has_changes, only_changed, text_equivalent, what_changes};

use crate::cli::{code, err, out, remit, tower_hamlets};
use crate::folder::{from_folder, models, root};
use crate::laws::config;

const PAGES: [Page; 3] = [Page::A4, Page::A3, Page::Free];

fn sides() -> Sides {
    Sides {
        before: "as it is on 1 May 2016".to_owned(),
        after: "as it is on 1 November 2017".to_owned(),
    }
}

fn both(before: &Drawing, after: &Drawing) -> Drawing {
    compared(before, after, &[], &sides())
}

fn boxes(drawing: &Drawing) -> impl Iterator<Item = &DrawnBox> {
    drawing.tiers.iter().flat_map(|tier| &tier.boxes)
}

fn find<'d>(drawing: &'d Drawing, key: &str) -> &'d DrawnBox {
    boxes(drawing)
        .find(|drawn| drawn.key == key)
        .expect("a box with the key")
}

fn keys(drawing: &Drawing) -> Vec<String> {
    boxes(drawing).map(|drawn| drawn.key.clone()).collect()
}

/// All that a drawing shows, apart from its head.
fn shown(drawing: &Drawing) -> String {
    let headless = Drawing {
        subtitle: String::new(),
        ..drawing.clone()
    };
    format!("{headless:#?}")
}

// ---- Made-up drawings ----

const TIERS: [&str; 4] = ["National", "Borough", "Locality", ""];
const LANES: [&str; 3] = ["Commissioners", "Joint", "Providers"];
const KINDS: [RelationKind; 5] = [
    RelationKind::AnswersTo,
    RelationKind::Oversees,
    RelationKind::Within,
    RelationKind::Delegation,
    RelationKind::Supports,
];

/// A box: its number, tier and lane, what it says, whether it is in force, log numbers.
type Dealt = (usize, usize, usize, [usize; 3], bool, bool);
/// A line: ends, kind, words, whether it is in force.
type Line = (usize, usize, usize, usize, bool);

fn made_up((dealt, lines, columns): (Vec<Dealt>, Vec<Line>, bool)) -> Drawing {
    let mut tiers: BTreeMap<usize, BTreeMap<(usize, String), DrawnBox>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (number, tier, lane, [name, detail, notes], in_force, post) in dealt {
        if !seen.insert(number) {
            continue;
        }
        let lane = (columns && lane < LANES.len()).then_some(lane);
        let details = (0..detail).map(|detail| match detail {
            0 => Detail::Line("Joint committee".to_owned()),
            1 => Detail::Line("Decides:".to_owned()),
            _ => Detail::Bullet(format!("Matter {name}")),
        });
        let drawn = DrawnBox {
            key: format!("k{number}"),
            name: format!("Body {number}{}", ["", " of the borough"][name % 2]),
            details: details.collect(),
            lane,
            post,
            standing: if in_force {
                Standing::InForce
            } else {
                Standing::Proposed
            },
            notes: (1..=notes).collect(),
            ..DrawnBox::default()
        };
        let place = (lane.unwrap_or(usize::MAX), drawn.key.clone());
        tiers.entry(tier).or_default().insert(place, drawn);
    }
    let drawn: Vec<usize> = seen.into_iter().collect();
    let mut ends = BTreeSet::new();
    let lines = lines.into_iter().filter_map(|(from, to, kind, words, in_force)| {
        let (from, to) = (drawn.get(from % drawn.len())?, drawn.get(to % drawn.len())?);
        let kind = KINDS.get(kind).copied();
        let said = kind.map_or("missing", RelationKind::words);
        let line = Arrow {
            from: format!("k{from}"),
            to: format!("k{to}"),
            kind,
            label: [said.to_owned(), format!("{said} (2 of 3)")][words % 2].clone(),
            upward: kind.is_none_or(RelationKind::is_upward),
            standing: if in_force {
                Standing::InForce
            } else {
                Standing::Proposed
            },
            ..Arrow::default()
        };
        (from != to && ends.insert((*from, *to, kind, words % 2))).then_some(line)
    });
    let mut drawing = Drawing {
        title: "A view".to_owned(),
        framework: "Small".to_owned(),
        as_at: "1 May 2016".to_owned(),
        lanes: if columns {
            LANES.map(str::to_owned).to_vec()
        } else {
            Vec::new()
        },
        lines: lines.collect(),
        tiers: tiers
            .into_iter()
            .map(|(tier, boxes)| Tier {
                name: TIERS[tier].to_owned(),
                boxes: boxes.into_values().collect(),
            })
            .collect(),
        notes: (1..=2)
            .map(|number| Note {
                number,
                key: format!("q{number}"),
                text: "Question: who?".to_owned(),
            })
            .collect(),
        ..Drawing::default()
    };
    drawing.alt = alt(&drawing);
    drawing
}

fn drawings() -> impl Strategy<Value = Drawing> {
    let dealt = (
        0..7_usize,
        0..4_usize,
        0..4_usize,
        [0..2_usize, 0..4, 0..3],
        any::<bool>(),
        prop::bool::weighted(0.2),
    );
    let line = (0..7_usize, 0..7_usize, 0..6_usize, 0..2_usize, any::<bool>());
    (vec(dealt, 1..8), vec(line, 0..7), any::<bool>()).prop_map(made_up)
}

fn mirrored(change: Option<Change>) -> Option<Change> {
    match change {
        Some(Change::Added) => Some(Change::Removed),
        Some(Change::Removed) => Some(Change::Added),
        same => same,
    }
}

type Ends = (String, String, Option<RelationKind>, Option<Change>);

fn marks(drawing: &Drawing, of: fn(Option<Change>) -> Option<Change>) -> (BTreeMap<String, Option<Change>>, Vec<Ends>) {
    let boxes = boxes(drawing).map(|drawn| (drawn.key.clone(), of(drawn.change)));
    let lines = drawing.lines.iter();
    let mut lines: Vec<Ends> = lines
        .map(|line| (line.from.clone(), line.to.clone(), line.kind, of(line.change)))
        .collect();
    lines.sort();
    (boxes.collect(), lines)
}

/// No law of layout is broken, on any page.
fn assert_lawful(drawing: &Drawing, name: &str) {
    for page in PAGES {
        let drawn = svg::draw(
            drawing,
            &SheetOptions {
                page,
                ..SheetOptions::default()
            },
        );
        let broken = breaches(&drawn.graph, &drawn.layout);
        assert!(broken.is_empty(), "{name} on {page:?}: {broken:?}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_drawing_compared_with_itself_is_itself(drawing in drawings()) {
        let same = both(&drawing, &drawing);
        prop_assert!(!has_changes(&same));
        prop_assert_eq!(shown(&same), shown(&drawing));
        prop_assert_eq!(shown(&only_changed(&same, 0)), shown(&same));
    }

    #[test]
    fn turned_round_what_was_added_is_removed(before in drawings(), after in drawings()) {
        let there = marks(&both(&before, &after), |change| change);
        let back = marks(&both(&after, &before), mirrored);
        prop_assert_eq!(there, back);
    }

    #[test]
    fn every_box_is_there_once_and_marked_for_what_it_is(before in drawings(), after in drawings()) {
        let union = both(&before, &after);
        let all: BTreeSet<String> = keys(&before).into_iter().chain(keys(&after)).collect();
        let mut there = keys(&union);
        there.sort();
        prop_assert_eq!(there, all.into_iter().collect::<Vec<_>>());
        let (before_keys, after_keys) = (keys(&before), keys(&after));
        for drawn in boxes(&union) {
            let on = (before_keys.contains(&drawn.key), after_keys.contains(&drawn.key));
            match drawn.change {
                Some(Change::Added) => prop_assert_eq!(on, (false, true)),
                Some(Change::Removed) => prop_assert_eq!(on, (true, false)),
                _ => prop_assert_eq!(on, (true, true)),
            }
            let was = drawn.details.len().saturating_sub(boxes(&after).find(|d| d.key == drawn.key).map_or(9, |d| d.details.len()));
            prop_assert!(was <= 2, "at most two lines say what was: {:?}", drawn.details);
        }
        let relations = |drawing: &Drawing| drawing.lines.len();
        prop_assert!(relations(&union) >= relations(&before).max(relations(&after)));
        let numbers: BTreeSet<usize> = union.notes.iter().map(|note| note.number).collect();
        prop_assert!(boxes(&union).flat_map(|drawn| &drawn.notes).all(|number| numbers.contains(number)));
    }

    #[test]
    fn nothing_that_changes_is_left_out_and_the_rest_is_counted(before in drawings(), after in drawings(), depth in 0..2_usize) {
        let union = both(&before, &after);
        let only = only_changed(&union, depth);
        let of = |drawing: &Drawing| marks(drawing, |change| change);
        let ((boxes_all, lines_all), (boxes_kept, lines_kept)) = (of(&union), of(&only));
        prop_assert!(boxes_all.iter().all(|(key, change)| change.is_none() || boxes_kept.contains_key(key)));
        prop_assert_eq!(
            lines_all.iter().filter(|line| line.3.is_some()).count(),
            lines_kept.iter().filter(|line| line.3.is_some()).count()
        );
        let left = boxes_all.len() - boxes_kept.len();
        prop_assert_eq!(left > 0, only.subtitle.contains(&format!("Left out: {left} ")), "{}", only.subtitle);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases / 4, ..config() })]

    #[test]
    fn no_law_of_layout_is_broken(before in drawings(), after in drawings()) {
        assert_lawful(&both(&before, &after), "made up");
    }
}

// ---- What boxes and lines say ----

fn one(tier: &str, drawn: DrawnBox) -> Drawing {
    Drawing {
        tiers: vec![Tier {
            name: tier.to_owned(),
            boxes: vec![drawn],
        }],
        ..Drawing::default()
    }
}

fn boxed(key: &str, name: &str, details: &[&str]) -> DrawnBox {
    DrawnBox {
        key: key.to_owned(),
        name: name.to_owned(),
        details: details.iter().map(|line| Detail::Line((*line).to_owned())).collect(),
        ..DrawnBox::default()
    }
}

fn said(drawn: &DrawnBox) -> Vec<&str> {
    drawn.details.iter().map(Detail::text).collect()
}

#[test]
fn a_box_says_what_it_was() {
    let before = one(
        "Borough",
        boxed("a", "Board", &["Partnership forum", "Chair: the Mayor"]),
    );
    let mut after = one("Borough", boxed("a", "Board", &["Joint committee", "Chair: the Mayor"]));
    let union = both(&before, &after);
    let drawn = find(&union, "a");
    assert_eq!(drawn.change, Some(Change::Changed));
    assert_eq!(
        said(drawn),
        ["Joint committee (new)", "Chair: the Mayor", "was: Partnership forum"]
    );
    // Where both speak of one matter, a reader sees what was what.
    let chairs =
        ["the Mayor", "the Leader"].map(|who| one("Borough", boxed("a", "Board", &[&format!("Chair: {who}")])));
    let union = both(&chairs[0], &chairs[1]);
    assert_eq!(said(find(&union, "a")), ["Chair: the Leader", "was: Chair: the Mayor"]);
    after.tiers[0].name = "Locality".to_owned();
    after.tiers[0].boxes[0].name = "New Board".to_owned();
    let union = both(&before, &after);
    let drawn = find(&union, "a");
    assert_eq!(drawn.change, Some(Change::Moved));
    assert_eq!(
        said(drawn)[2..],
        ["formerly Board", "moved from Borough; was: Partnership forum"]
    );
    assert_eq!(union.tiers.len(), 1, "a tier that all have left is not drawn");
}

#[test]
fn one_that_has_another_key_is_one_box_still() {
    let before = one("Borough", boxed("old", "Old Board", &[]));
    let after = one("Borough", boxed("new", "New Board", &[]));
    let pairs = |old: &str, new: &str| {
        vec![Became {
            before: vec![old.to_owned()],
            after: vec![new.to_owned()],
            same: true,
        }]
    };
    let union = compared(&before, &after, &pairs("old", "new"), &sides());
    assert_eq!(keys(&union), ["new"]);
    assert_eq!(find(&union, "new").change, Some(Change::Changed));
    assert_eq!(said(find(&union, "new")), ["formerly Old Board"]);
    // A pair that names what is not there joins nothing.
    let union = compared(&before, &after, &pairs("old", "newer"), &sides());
    assert_eq!(keys(&union), ["new", "old"]);
}

#[test]
fn one_that_is_part_of_another_has_moved_and_answering_says_so_too() {
    let line = |to: &str, kind: RelationKind| Arrow {
        from: "b".to_owned(),
        to: to.to_owned(),
        kind: Some(kind),
        label: kind.words().to_owned(),
        ..Arrow::default()
    };
    let with = |lines: Vec<Arrow>| {
        let mut drawing = one("Borough", boxed("b", "Board", &[]));
        drawing.tiers[0].boxes.push(boxed("x", "Council", &[]));
        drawing.tiers[0].boxes.push(boxed("y", "Trust", &[]));
        drawing.lines = lines;
        drawing
    };
    let within_x = with(vec![line("x", RelationKind::Within)]);
    let union = both(&within_x, &with(vec![line("y", RelationKind::Within)]));
    assert_eq!(find(&union, "b").change, Some(Change::Moved));
    assert_eq!(said(find(&union, "b")), ["moved from Council"]);
    // A view leaves out that it is part of what it answers to: it is part of it still.
    let union = both(&within_x, &with(vec![line("x", RelationKind::AnswersTo)]));
    assert_eq!(find(&union, "b").change, None);
    let changes: Vec<_> = union.lines.iter().map(|line| (line.kind, line.change)).collect();
    assert_eq!(
        changes,
        [
            (Some(RelationKind::AnswersTo), Some(Change::Added)),
            (Some(RelationKind::Within), None)
        ]
    );
}

#[test]
fn every_format_in_words_says_what_differs() {
    let mut before = one("Borough", boxed("gone", "Gone Board", &[]));
    before.tiers[0].boxes.push(boxed("kept", "Kept Board", &["Forum"]));
    let mut after = one("Borough", boxed("kept", "Kept Board", &["Committee"]));
    after.tiers[0].boxes.push(boxed("new", "New Board", &[]));
    let union = both(&before, &after);
    let flat = |text: String| text.replace("\\n", " ").replace("<br/>", " ");
    for text in [flat(dot::drawing(&union)), flat(mermaid::drawing(&union))] {
        for words in ["Gone Board (removed)", "was: Forum", "(changed)", "New Board (added)"] {
            let escaped = words.replace(':', "#58;");
            assert!(text.contains(words) || text.contains(&escaped), "{words}: {text}");
        }
    }
    assert!(
        union
            .alt
            .ends_with("1 body is added; 1 body is removed; 1 body is changed."),
        "{}",
        union.alt
    );
    let page = markdown::page(&text_equivalent(&union));
    for words in [
        "Added: New Board.",
        "Removed: Gone Board.",
        "Changed: Kept Board.",
        "(removed)",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

// ---- Real ones ----

fn tower() -> Loaded {
    from_folder(&root().join("models/tower-hamlets-together"))
}

#[test]
fn every_view_of_every_model_is_itself_beside_itself() {
    for folder in models() {
        let loaded = from_folder(&folder);
        let at = loaded.model.at(loaded.model.framework.as_at.expect("a date"), &[]);
        for (key, _) in remit_report::views(&at) {
            let choice = remit_report::choice(&at, &key).expect("a view");
            let drawing = remit_report::draw(&at, &loaded.broken, &choice);
            let same = both(&drawing, &drawing);
            assert!(!has_changes(&same), "{}: {key}", folder.display());
            assert_eq!(shown(&same), shown(&drawing), "{}: {key}", folder.display());
        }
    }
}

#[test]
fn every_view_of_tower_hamlets_with_each_proposal_is_lawful_and_whole() {
    let loaded = tower();
    let date = loaded.model.framework.as_at.expect("a date");
    let mut marked = 0;
    for proposal in loaded.model.proposals.iter() {
        let at = loaded.model.at(date, &[&proposal.key]);
        for (key, _) in remit_report::views(&at) {
            let name = format!("{key} with {}", proposal.key);
            let mut choice = remit_report::choice(&at, &key).expect("a view");
            choice.with.clear();
            let drawing = what_changes(&at, &loaded.broken, &choice).expect("a proposal");
            let after = remit_report::draw(&at, &loaded.broken, &choice);
            let mut there = keys(&drawing);
            there.sort();
            let once: BTreeSet<String> = there.iter().cloned().collect();
            assert_eq!(there.len(), once.len(), "{name}");
            assert!(keys(&after).iter().all(|key| once.contains(key)), "{name}");
            if choice.kind == ViewKind::Matrix {
                continue;
            }
            marked += usize::from(has_changes(&drawing));
            assert_lawful(&only_changed(&drawing, 0), &name);
            // The whole is looked at only where it is not one that has been drawn already.
            if has_changes(&drawing) {
                assert_lawful(&drawing, &name);
            }
        }
    }
    assert!(marked >= 6, "only {marked} views have marks");
}

#[test]
fn what_a_proposal_changes_is_drawn_by_the_command() {
    let (here, model) = (tempfile::tempdir().expect("a folder"), tower_hamlets());
    let asked = ["diagram", "-C", &model, "board-paper", "--changes", "--format", "text"];
    let drawn = remit(here.path(), &[&asked[..], &["--with", "board-decides"]].concat());
    assert_eq!(code(&drawn), 0, "{}", err(&drawn));
    let text = out(&drawn).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "as it is on 1 November 2017, and with the proposal “Invented, to try the law: all partners delegate",
        "8 relations are added; 1 body is changed.",
        "was: Partnership forum (assumed)",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let only = [&asked[..], &["--with", "board-decides", "--changes-around", "0"]].concat();
    let only = remit(here.path(), &only);
    assert!(out(&only).contains("Left out: 10"), "{}", out(&only));
    let without = remit(here.path(), &asked);
    assert_eq!(code(&without), 2);
    assert!(err(&without).contains("`--with board-decides`"), "{}", err(&without));
    // A view that has a proposal of its own needs no other.
    let own = [
        "diagram",
        "-C",
        &model,
        "path-with-proposal",
        "--changes",
        "--format",
        "text",
    ];
    let own = remit(here.path(), &own);
    assert_eq!(code(&own), 0, "{}", err(&own));
    assert!(out(&own).contains("1 relation is added"), "{}", out(&own));
}

#[test]
fn a_table_says_in_its_cells_what_differs() {
    let table = |rows: &[(&str, &[&str])], columns: &[&str]| Drawing {
        matrix: Some(remit_model::drawing::Matrix {
            corner: "Organisation".to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: rows
                .iter()
                .map(|(name, cells)| {
                    (
                        (*name).to_owned(),
                        cells.iter().map(|cell| (*cell).to_owned()).collect(),
                    )
                })
                .collect(),
            key: vec![("C".to_owned(), "chair".to_owned())],
        }),
        ..Drawing::default()
    };
    let before = table(&[("Council", &["C", "M"]), ("Trust", &["M", "M"])], &["Board", "Forum"]);
    let after = table(
        &[("Council", &["M", "C"]), ("Charity", &["M", ""])],
        &["Board", "Panel"],
    );
    let union = both(&before, &after).matrix.expect("a table");
    assert_eq!(union.columns, ["Board", "− Forum", "+ Panel"]);
    let rows: Vec<String> = union
        .rows
        .iter()
        .map(|(name, cells)| format!("{name}: {}", cells.join(", ")))
        .collect();
    assert_eq!(
        rows,
        [
            "Council: M (was C), − M, + C",
            "− Trust: − M, − M, ",
            "+ Charity: + M, , "
        ]
    );
    let signs: Vec<&str> = union.key.iter().map(|(sign, _)| sign.as_str()).collect();
    assert_eq!(signs, ["C", "+", "−", "was"]);
    let same = both(&before, &before);
    assert_eq!(
        shown(&same),
        shown(&Drawing {
            alt: alt(&before),
            ..before
        })
    );
}

/// What the framework itself calls proposed, and a proposal puts in force, is drawn as proposed on both sides. It is not as before.
#[test]
fn what_a_proposal_puts_in_force_is_marked() {
    let here = tempfile::tempdir().expect("a folder");
    let hampshire = root().join("models/hampshire").to_string_lossy().into_owned();
    for (model, view, proposal, words) in [
        (tower_hamlets(), "alliances", "council-joins", "1 relation is changed."),
        (hampshire, "levels", "hubs-established", "was: only proposed"),
    ] {
        let asked = [
            "diagram",
            "-C",
            &model,
            view,
            "--changes",
            "--with",
            proposal,
            "--format",
            "text",
        ];
        let drawn = remit(here.path(), &asked);
        assert_eq!(code(&drawn), 0, "{}", err(&drawn));
        let text = out(&drawn).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(words), "{words}: {text}");
    }
}
