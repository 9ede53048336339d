//! Laws of drawings, whatever is drawn: their text says everything, and their sheets lose nothing.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box, Change, Detail, Drawing, Matrix, Note, Standing, Tier};
use remit_model::page::{Block, Cell, Inline, Line, Page};
use remit_render::{HtmlOptions, html, human, markdown};
use remit_report::{alt, sheets, text_equivalent};

use crate::laws::config;

/// Names as people give them, and as nobody should.
const NAMES: [&str; 10] = [
    "Health and Wellbeing Board",
    "GP Care Group",
    "",
    "   ",
    "<script>alert(1)</script>",
    "a|b\nc\r\n# d",
    "\u{1b}[31mred\u{202e}",
    "1. *x* $$y$$ \\",
    "委員会",
    "Board",
];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![select(&NAMES[..]).prop_map(str::to_owned), "[A-Za-z ]{1,30}"]
}

fn standing() -> impl Strategy<Value = Standing> {
    select(
        &[
            Standing::InForce,
            Standing::InForce,
            Standing::Shadow,
            Standing::Proposed,
        ][..],
    )
}

fn change() -> impl Strategy<Value = Option<Change>> {
    proptest::option::of(select(
        &[Change::Added, Change::Removed, Change::Changed, Change::Moved][..],
    ))
}

/// A box, and the number of its tier among those that there are.
fn drawn() -> impl Strategy<Value = (Box, Index)> {
    let detail = prop_oneof![name().prop_map(Detail::Line), name().prop_map(Detail::Bullet)];
    let details = prop::collection::vec(detail, 0..3);
    let what = (name(), details, prop::option::of(0usize..4), standing(), change());
    let flags = any::<[bool; 8]>();
    let more = (
        prop::collection::vec(1usize..4, 0..3),
        0usize..3,
        prop::option::of(2usize..20),
    );
    (what, flags, more, any::<Index>()).prop_map(|(what, flags, (notes, findings, collapsed), tier)| {
        let (name, details, lane, standing, change) = what;
        let [
            legal_person,
            post,
            many,
            vacant,
            co_chair,
            unsettled,
            assumed,
            highlighted,
        ] = flags;
        let drawn = Box {
            key: String::new(),
            name,
            details,
            lane,
            legal_person,
            post,
            many,
            standing,
            as_if_adopted: false,
            vacant,
            co_chair,
            unsettled,
            assumed,
            collapsed,
            notes,
            highlighted,
            findings,
            change,
            see: None,
        };
        (drawn, tier)
    })
}

/// A line between two of the boxes; now and then to one that is not there.
fn line() -> impl Strategy<Value = (Arrow, [Option<Index>; 2])> {
    let end = || prop::option::weighted(0.97, any::<Index>());
    let kind = prop::option::weighted(0.9, select(&RelationKind::ALL[..]));
    let notes = prop::collection::vec(1usize..4, 0..2);
    let what = (
        kind,
        prop_oneof![Just(String::new()), name()],
        standing(),
        change(),
        notes,
    );
    (what, any::<[bool; 4]>(), end(), end()).prop_map(|(what, flags, from, to)| {
        let (kind, label, standing, change, notes) = what;
        let [upward, assumed, unsettled, highlighted] = flags;
        let arrow = Arrow {
            kind,
            label,
            upward,
            standing,
            assumed,
            unsettled,
            notes,
            highlighted,
            change,
            ..Arrow::default()
        };
        (arrow, [from, to])
    })
}

fn matrix() -> impl Strategy<Value = Matrix> {
    let row = (name(), prop::collection::vec(name(), 0..4));
    let key = (name(), name());
    (
        name(),
        prop::collection::vec(name(), 1..4),
        prop::collection::vec(row, 0..4),
        prop::collection::vec(key, 0..3),
    )
        .prop_map(|(corner, columns, mut rows, key)| {
            for (_, cells) in &mut rows {
                cells.truncate(columns.len());
            }
            Matrix {
                corner,
                columns,
                rows,
                key,
            }
        })
}

/// A drawing of up to so many boxes.
fn drawing(most: usize) -> impl Strategy<Value = Drawing> {
    let boxes = prop::collection::vec(drawn(), 0..most);
    let lines = prop::collection::vec(line(), 0..most * 2);
    let tiers = prop::collection::vec(name(), 1..6);
    let lanes = prop::collection::vec(name(), 0..4);
    let texts = (name(), name(), prop::option::of(name()), prop::option::of(name()));
    let sources = prop::collection::vec(name(), 0..3);
    (boxes, lines, tiers, lanes, texts, sources).prop_map(|(boxes, lines, tiers, lanes, texts, sources)| {
        let tier = |name| Tier {
            name,
            boxes: Vec::new(),
        };
        let mut tiers: Vec<Tier> = tiers.into_iter().map(tier).collect();
        let keys: Vec<String> = (0..boxes.len()).map(|number| format!("box-{number}")).collect();
        for ((mut drawn, at), key) in boxes.into_iter().zip(&keys) {
            drawn.key.clone_from(key);
            let at = at.index(tiers.len());
            tiers[at].boxes.push(drawn);
        }
        let end = |index: Option<Index>| match index {
            Some(index) if !keys.is_empty() => index.get(&keys).clone(),
            _ => "gone".to_owned(),
        };
        let lines = lines.into_iter().map(|(line, [from, to])| Arrow {
            from: end(from),
            to: end(to),
            ..line
        });
        let note = |number| Note {
            number,
            key: format!("entry-{number}"),
            text: format!("Question: what of {number}?"),
        };
        let (title, subtitle, version, status) = texts;
        Drawing {
            title,
            subtitle,
            framework: "A framework".to_owned(),
            as_at: "1 January 2020".to_owned(),
            version,
            status,
            lanes,
            tiers,
            lines: lines.collect(),
            notes: (1..4).map(note).collect(),
            sources,
            ..Drawing::default()
        }
    })
}

fn line_words(line: &Line) -> String {
    let part = |part: &Inline| match part {
        Inline::Words(text)
        | Inline::Strong(text)
        | Inline::Quote(text)
        | Inline::Code(text)
        | Inline::Link(text, _) => text.clone(),
    };
    line.iter().map(part).collect()
}

fn cell_words(cell: &Cell) -> String {
    match cell {
        Cell::Words(line) => line_words(line),
        _ => String::new(),
    }
}

/// The items of the lists below a heading; of all headings of a level, where none is named.
fn items(page: &Page, heading: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut below = false;
    for block in &page.blocks {
        match block {
            Block::Heading(2, words, _) => below = words == heading,
            Block::List(_, lines) if below => items.extend(lines.iter().map(line_words)),
            _ => {}
        }
    }
    items
}

fn boxes(drawing: &Drawing) -> impl Iterator<Item = &Box> {
    drawing.tiers.iter().flat_map(|tier| &tier.boxes)
}

fn everything_is_said(drawing: &Drawing) -> Result<(), TestCaseError> {
    let page = text_equivalent(drawing);
    // The boxes, in the order in which they are drawn.
    let said = items(&page, "Who is shown");
    prop_assert_eq!(said.len(), boxes(drawing).count());
    for (drawn, said) in boxes(drawing).zip(&said) {
        let mut parts = vec![drawn.name.clone()];
        parts.extend(drawn.details.iter().map(|detail| detail.text().to_owned()));
        parts.extend(drawn.lane.and_then(|lane| drawing.lanes.get(lane)).cloned());
        parts.extend(drawn.notes.iter().map(usize::to_string));
        parts.extend(drawn.see.clone());
        parts.extend(drawn.collapsed.map(|count| format!("stands for {count}")));
        for (is, word) in [
            (drawn.legal_person, "organisation"),
            (drawn.post, "post"),
            (drawn.many && drawn.collapsed.is_none(), "several alike"),
            (drawn.standing == Standing::Proposed, "proposed"),
            (drawn.standing == Standing::Shadow, "shadow"),
            (drawn.vacant, "vacant"),
            (drawn.unsettled, "unsettled"),
            (drawn.assumed, "assumed"),
            (drawn.highlighted, "highlighted"),
            (drawn.findings > 0, "finding"),
            (drawn.change == Some(Change::Added), "added"),
            (drawn.change == Some(Change::Removed), "removed"),
            (drawn.change == Some(Change::Changed), "changed"),
            (drawn.change == Some(Change::Moved), "moved"),
        ] {
            parts.extend(is.then(|| word.to_owned()));
        }
        for part in parts {
            prop_assert!(said.contains(&part), "{:?} is not in {:?}", part, said);
        }
    }
    // The lines, each a row.
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.columns.iter().any(|column| column == "Relation") => Some(table),
        _ => None,
    });
    let rows: Vec<_> = tables.flat_map(|table| &table.rows).collect();
    prop_assert_eq!(rows.len(), drawing.lines.len());
    let names: BTreeMap<&str, &str> = boxes(drawing).map(|b| (b.key.as_str(), b.name.as_str())).collect();
    for (line, row) in drawing.lines.iter().zip(rows) {
        let said: Vec<String> = row.iter().map(cell_words).collect();
        for (at, key) in [(0, &line.from), (2, &line.to)] {
            let wanted = names.get(key.as_str()).copied().unwrap_or(key);
            prop_assert!(said[at].contains(wanted), "{:?} is not in {:?}", wanted, said);
        }
        let kind = line.kind.map_or("none", RelationKind::words);
        let wanted = if line.label.trim().is_empty() {
            kind
        } else {
            line.label.trim()
        };
        prop_assert!(said[1].contains(wanted), "{:?} is not in {:?}", wanted, said);
        // What is removed was in force, and is no longer; nothing is added by its being missing.
        let removed = line.change == Some(Change::Removed);
        let stands = |standing| line.kind.is_some() && line.standing == standing;
        let told = [Change::Added, Change::Removed, Change::Changed];
        let missing = line.kind.is_none() && line.change.is_some_and(|change| told.contains(&change));
        prop_assert!(!missing || !said[3..].join(" ").contains("added"), "{said:?}");
        for (is, word) in [
            (line.kind.is_none(), "not there"),
            (missing, "missing"),
            (stands(Standing::InForce) && !removed, "In force"),
            (stands(Standing::InForce) && removed, "Was in force"),
            (stands(Standing::Proposed) && !removed, "Proposed"),
            (stands(Standing::Proposed) && removed, "Was proposed"),
            (line.unsettled, "unsettled"),
            (line.assumed, "assumed"),
            (line.highlighted, "highlighted"),
            (!line.notes.is_empty(), "log"),
        ] {
            prop_assert!(
                !is || said[3..].join(" ").contains(word),
                "{:?} is not in {:?}",
                word,
                said
            );
        }
    }
    // The entries of the log, and the sources.
    let said = items(&page, "Entries of the log");
    prop_assert_eq!(said.len(), drawing.notes.len());
    for (note, said) in drawing.notes.iter().zip(said) {
        prop_assert!(said.starts_with(&format!("{}: {}", note.number, note.text)), "{}", said);
    }
    prop_assert_eq!(items(&page, "Sources"), drawing.sources.clone());
    // It can be written in every format, and does nothing in any.
    let written = [
        human::page(&page, 72),
        markdown::page(&page),
        html::page(&page, &HtmlOptions::default()),
    ];
    for text in written {
        prop_assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{:?}", text);
    }
    Ok(())
}

/// What a box on a sheet stands for: itself, or one of those on the sheets that it names.
fn stands_for(drawn: &Box, key: &str, sheet: usize) -> bool {
    let numbers = drawn.see.as_deref().unwrap_or_default();
    let named = || {
        numbers
            .split(|c: char| !c.is_ascii_digit())
            .any(|word| word == sheet.to_string())
    };
    drawn.key == key || drawn.collapsed.is_some() && named()
}

/// Every box stands on a sheet as it is in the whole, every line on the sheet of each of its ends, and every tier keeps its
/// place; a reference leads to a sheet that has what it names.
fn nothing_is_lost(whole: &Drawing, most: usize) -> Result<(), TestCaseError> {
    let fits = |sheet: &Drawing| boxes(sheet).count() <= most;
    let sheets = sheets(whole, most, &fits);
    let again = remit_report::sheets(whole, most, &fits);
    prop_assert_eq!(format!("{sheets:?}"), format!("{again:?}"));
    if boxes(whole).count() <= most {
        prop_assert_eq!(sheets.len(), 1);
        return Ok(());
    }
    // The sheet that shows a box itself: the only one on which it refers to no other.
    let mut home: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for drawn in boxes(sheet).filter(|drawn| drawn.see.is_none()) {
            prop_assert_eq!(
                home.insert(&drawn.key, number),
                None,
                "{} stands on two sheets",
                drawn.key
            );
        }
    }
    for drawn in boxes(whole) {
        let sheet = &sheets[home[drawn.key.as_str()]];
        let there = boxes(sheet).find(|there| there.key == drawn.key).expect("its home");
        prop_assert_eq!(&there.name, &drawn.name);
        prop_assert_eq!(&there.details, &drawn.details);
        let lane = |drawing: &Drawing, lane: Option<usize>| lane.and_then(|lane| drawing.lanes.get(lane)).cloned();
        prop_assert_eq!(lane(sheet, there.lane), lane(whole, drawn.lane));
        for note in &drawn.notes {
            prop_assert!(sheet.notes.iter().any(|there| there.number == *note));
        }
    }
    for line in &whole.lines {
        let ends = [&line.from, &line.to].map(|key| home.get(key.as_str()).copied());
        for sheet in ends.iter().flatten() {
            let there = &sheets[*sheet];
            let at = |key: &str, home: Option<usize>, written: &str| match home {
                Some(home) if home != *sheet => {
                    boxes(there).any(|drawn| drawn.key == written && stands_for(drawn, key, home + 1))
                }
                _ => key == written,
            };
            let found = there.lines.iter().any(|other| {
                other.kind == line.kind
                    && other.standing == line.standing
                    && other.label.trim_start().starts_with(line.label.trim())
                    && at(&line.from, ends[0], &other.from)
                    && at(&line.to, ends[1], &other.to)
            });
            prop_assert!(found, "{line:?} is not on sheet {}", sheet + 1);
        }
    }
    for (number, sheet) in sheets.iter().enumerate() {
        // No key twice, no line that ends nowhere but where the whole had no box either.
        let keys: BTreeSet<&str> = boxes(sheet).map(|drawn| drawn.key.as_str()).collect();
        prop_assert_eq!(keys.len(), boxes(sheet).count());
        for key in sheet.lines.iter().flat_map(|line| [&line.from, &line.to]) {
            prop_assert!(
                keys.contains(key.as_str()) || key == "gone",
                "{key} has no box on sheet {number}"
            );
        }
        prop_assert!(
            boxes(sheet).count() <= most,
            "{} boxes on sheet {} at {}",
            boxes(sheet).count(),
            number + 1,
            most
        );
        let order: Vec<usize> = sheet
            .tiers
            .iter()
            .map(|tier| {
                whole
                    .tiers
                    .iter()
                    .position(|other| other.name == tier.name)
                    .expect("a tier of the whole")
            })
            .collect();
        let names: BTreeSet<&str> = whole.tiers.iter().map(|tier| tier.name.as_str()).collect();
        prop_assert!(names.len() < whole.tiers.len() || order.is_sorted(), "{order:?}");
        for drawn in boxes(sheet).filter(|drawn| drawn.see.is_some()) {
            let see = drawn.see.as_deref().unwrap_or_default();
            let to = see.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
            for to in to {
                let to: usize = to.parse().expect("a number");
                prop_assert!(
                    to >= 1 && to <= sheets.len() && to != number + 1,
                    "{see} on sheet {}",
                    number + 1
                );
            }
        }
        prop_assert!(sheet.alt == alt(sheet));
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_text_says_everything_that_is_drawn(drawing in drawing(12)) {
        everything_is_said(&drawing)?;
    }

    #[test]
    fn the_text_of_a_table_has_every_cell(matrix in matrix()) {
        let drawing = Drawing { matrix: Some(matrix.clone()), ..Drawing::default() };
        let page = text_equivalent(&drawing);
        let table = page.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let table = table.expect("a table");
        prop_assert_eq!(&table.columns[1..], &matrix.columns[..]);
        for (row, (heading, cells)) in table.rows.iter().zip(&matrix.rows) {
            prop_assert_eq!(row.len(), matrix.columns.len() + 1);
            prop_assert_eq!(&cell_words(&row[0]), heading);
            for (cell, wanted) in row[1..].iter().zip(cells) {
                prop_assert_eq!(&cell_words(cell), wanted);
            }
        }
        prop_assert_eq!(table.rows.len(), matrix.rows.len());
    }

    #[test]
    fn an_alt_text_is_one_or_two_short_lines_of_words(drawing in drawing(12)) {
        let said = alt(&drawing);
        prop_assert!(said.ends_with('.') && !said.contains(['\n', '\r', '\t']), "{said:?}");
        prop_assert!(said.chars().count() < 900, "{said:?}");
    }

    #[test]
    fn sheets_lose_nothing(drawing in drawing(90), most in 5usize..30) {
        nothing_is_lost(&drawing, most)?;
    }
}
