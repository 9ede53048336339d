//! Small drawings on sheets, looked at one by one. What holds of all drawings is in `tests/drawings.rs`.

use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box, Matrix, Tier};

use super::*;

fn drawn(key: &str) -> Box {
    Box {
        key: key.to_owned(),
        name: key.to_uppercase(),
        ..Box::default()
    }
}

fn answers(from: &str, to: &str) -> Arrow {
    Arrow {
        from: from.to_owned(),
        to: to.to_owned(),
        kind: Some(RelationKind::AnswersTo),
        label: "answers to".to_owned(),
        upward: true,
        ..Arrow::default()
    }
}

fn tier(name: &str, boxes: Vec<Box>) -> Tier {
    Tier {
        name: name.to_owned(),
        boxes,
    }
}

/// Fits are drawings of so many boxes.
fn at_most(most: usize) -> impl Fn(&Drawing) -> bool {
    move |drawing| count(drawing) <= most
}

/// A board, and so many practices that answer to it.
fn practices(count: usize) -> Drawing {
    let keys: Vec<String> = (0..count).map(|number| format!("p{number:03}")).collect();
    Drawing {
        title: "Practices".to_owned(),
        tiers: vec![
            tier("Borough", vec![drawn("board")]),
            tier("Practice", keys.iter().map(|key| drawn(key)).collect()),
        ],
        lines: keys.iter().map(|key| answers(key, "board")).collect(),
        ..Drawing::default()
    }
}

#[test]
fn what_is_small_enough_stays_as_it_is() {
    let given = practices(5);
    let sheets = sheets(&given, 24, &at_most(24));
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].title, "Practices");
    assert_eq!(sheets[0].lines.len(), 5);
}

#[test]
fn an_overview_leads_to_sheets_and_they_lead_back() {
    let sheets = sheets(&practices(40), 24, &at_most(24));
    let titles: Vec<&str> = sheets.iter().map(|sheet| sheet.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Practices (1 of 4: overview)",
            "Practices (2 of 4: BOARD: 15 bodies)",
            "Practices (3 of 4: BOARD: P015 to P025)",
            "Practices (4 of 4: BOARD: P026 to P039)"
        ]
    );
    let overview = &sheets[0];
    assert_eq!(overview.tiers[0].boxes[0].name, "BOARD");
    let collapsed: Vec<_> = overview.tiers[1]
        .boxes
        .iter()
        .map(|drawn| (drawn.name.as_str(), drawn.collapsed, drawn.see.as_deref()))
        .collect();
    assert_eq!(
        collapsed,
        [
            ("BOARD: P000 to P014", Some(15), Some("sheet 2")),
            ("BOARD: P015 to P025", Some(11), Some("sheet 3")),
            ("BOARD: P026 to P039", Some(14), Some("sheet 4"))
        ]
    );
    let labels: Vec<&str> = overview.lines.iter().map(|line| line.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "answers to (15 lines)",
            "answers to (11 lines)",
            "answers to (14 lines)"
        ]
    );
    // On a part's sheet the board stands for itself, and says where more of it is.
    let part = &sheets[2];
    assert_eq!(
        (part.tiers[0].name.as_str(), part.tiers[0].boxes[0].see.as_deref()),
        ("Borough", Some("sheet 2"))
    );
    assert_eq!((part.tiers[1].boxes.len(), part.lines.len()), (11, 11));
}

#[test]
fn columns_are_cut_where_they_cut_fewest_lines() {
    let mut given = Drawing {
        lanes: vec!["Left".to_owned(), "Right".to_owned()],
        tiers: vec![tier("Top", Vec::new()), tier("Bottom", Vec::new())],
        ..Drawing::default()
    };
    for (lane, side) in ["l", "r"].into_iter().enumerate() {
        for number in 0..6 {
            for (level, tier) in given.tiers.iter_mut().enumerate() {
                let mut own = drawn(&format!("{side}{level}{number}"));
                own.lane = Some(lane);
                tier.boxes.push(own);
            }
            given
                .lines
                .push(answers(&format!("{side}1{number}"), &format!("{side}0{number}")));
            if number > 0 {
                let first = format!("{side}00");
                given.lines.push(answers(&format!("{side}0{number}"), &first));
            }
        }
    }
    given.lines.push(answers("l11", "r01"));
    let sheets = sheets(&given, 18, &at_most(18));
    let titles: Vec<&str> = sheets.iter().map(|sheet| sheet.title.as_str()).collect();
    assert_eq!(titles, [" (1 of 3: overview)", " (2 of 3: Left)", " (3 of 3: Right)"]);
    assert_eq!(sheets[1].lines.len(), 12, "with the one that leads to the other sheet");
    assert_eq!(sheets[1].lanes, ["Left", "Right"]);
    let there = &sheets[1].tiers[0].boxes[6];
    assert_eq!((there.key.as_str(), there.see.as_deref()), ("r01", Some("sheet 3")));
}

#[test]
fn a_table_is_cut_into_tables() {
    let given = Drawing {
        matrix: Some(Matrix {
            columns: (0..5).map(|column| format!("c{column}")).collect(),
            rows: (0..7)
                .map(|row| (format!("r{row}"), vec![format!("{row}"); 5]))
                .collect(),
            ..Matrix::default()
        }),
        ..Drawing::default()
    };
    let sheets = sheets(&given, 6, &|sheet| {
        sheet.matrix.as_ref().is_some_and(|matrix| matrix.rows.len() < 7)
    });
    let shapes: Vec<(usize, usize)> = sheets
        .iter()
        .filter_map(|sheet| sheet.matrix.as_ref())
        .map(|matrix| (matrix.columns.len(), matrix.rows.len()))
        .collect();
    assert_eq!(shapes, [(3, 6), (3, 1), (2, 6), (2, 1)]);
}

#[test]
fn the_log_has_a_sheet_of_its_own_where_that_is_enough() {
    let mut given = practices(5);
    given.subtitle = "Small".to_owned();
    given.tiers[0].boxes[0].notes = vec![1, 2];
    for number in 1..=40 {
        given.notes.push(remit_model::drawing::Note {
            number,
            key: format!("q{number}"),
            text: "Question: who?".to_owned(),
        });
    }
    let fits = |sheet: &Drawing| count(sheet) + sheet.notes.len() <= 20;
    let sheets = sheets(&given, 24, &fits);
    let shapes: Vec<(usize, usize)> = sheets.iter().map(|sheet| (count(sheet), sheet.notes.len())).collect();
    assert_eq!(shapes, [(6, 0), (0, 20), (0, 20)]);
    assert_eq!(sheets[0].title, "Practices (1 of 3: drawing)");
    assert_eq!(sheets[0].subtitle, "Small; the numbers are explained on sheets 2 to 3");
    assert_eq!(
        sheets[2].alt,
        "List, Practices (3 of 3: what the numbers stand for): 20 entries of the log."
    );
}

#[test]
fn a_line_of_a_box_that_stands_for_several_says_of_how_many_it_is_true() {
    let mut given = practices(40);
    // On the sheet of the board, fewer boxes stand for the practices of other sheets.
    let mut one = answers("p039", "board");
    one.kind = Some(RelationKind::Oversees);
    one.label = "oversees".to_owned();
    given.lines.push(one);
    let sheets = sheets(&given, 24, &at_most(24));
    let labels: Vec<&str> = sheets[1].lines.iter().map(|line| line.label.as_str()).collect();
    assert!(labels.contains(&"oversees (1 of 14)"), "{labels:?}");
    assert!(labels.contains(&"answers to (14 lines)"), "{labels:?}");
}

/// So many organisations, each with a board to which its committees answer.
fn organisations(count: usize, committees: usize) -> Drawing {
    let mut given = Drawing {
        tiers: vec![tier("System", Vec::new())],
        ..Drawing::default()
    };
    for organisation in 0..count {
        let (own, board) = (format!("o{organisation:02}"), format!("o{organisation:02}-board"));
        let mut add = |drawn: Box| given.tiers[0].boxes.push(drawn);
        add(Box {
            legal_person: true,
            ..drawn(&own)
        });
        add(drawn(&board));
        given.lines.push(answers(&board, &own));
        for committee in 0..committees {
            let key = format!("{board}-{committee}");
            given.tiers[0].boxes.push(Box {
                name: format!("{key} Committee"),
                ..drawn(&key)
            });
            given.lines.push(answers(&key, &board));
            given.lines.push(Arrow {
                kind: Some(RelationKind::Within),
                ..answers(&key, &own)
            });
        }
    }
    given
}

/// The keys of what a sheet shows itself.
fn own(sheet: &Drawing) -> Vec<&str> {
    let boxes = sheet.tiers.iter().flat_map(|tier| &tier.boxes);
    boxes
        .filter(|drawn| drawn.see.is_none())
        .map(|drawn| drawn.key.as_str())
        .collect()
}

#[test]
fn a_board_keeps_its_committees_and_small_organisations_share_a_sheet() {
    // Of 11 boxes each: two have room on a sheet of 24, and a third would be torn apart.
    let sheets = sheets(&organisations(12, 9), 24, &at_most(24));
    assert_eq!(sheets.len(), 7);
    for sheet in &sheets[1..] {
        let keys = own(sheet);
        assert_eq!(keys.len(), 22, "{}", sheet.title);
        let whole = keys.iter().filter(|key| key.ends_with("-board"));
        let complete = whole.filter(|board| keys.contains(&format!("{board}-8").as_str()));
        assert_eq!(complete.count(), 2, "{}", sheet.title);
    }
    assert_eq!(sheets[1].title, " (2 of 7: O00 and O01)");
}

#[test]
fn a_box_of_an_overview_says_what_it_stands_for_and_where_that_is() {
    let sheets = sheets(&organisations(4, 8), 24, &at_most(24));
    let boxes = sheets[0].tiers.iter().flat_map(|tier| &tier.boxes);
    let said: Vec<_> = boxes
        .map(|drawn| (drawn.name.as_str(), drawn.collapsed, drawn.see.as_deref()))
        .collect();
    // Of the organisation as of its board and committees: they have a sheet, and its number.
    assert!(
        said.contains(&("O00-BOARD: 8 committees", Some(9), Some("sheet 2"))),
        "{said:?}"
    );
    assert!(said.contains(&("O03", None, Some("sheet 3"))), "{said:?}");
}

#[test]
fn a_part_that_has_no_room_on_its_page_is_made_smaller() {
    // Only eight boxes have room, whatever a sheet might hold.
    let sheets = sheets(&organisations(6, 3), 24, &at_most(8));
    assert!(sheets.iter().all(|sheet| count(sheet) <= 8));
    let shown: usize = sheets.iter().map(|sheet| own(sheet).len()).sum();
    assert_eq!(shown, 30);
}

#[test]
fn a_sheet_is_tried_with_the_title_that_it_gets() {
    let longest = std::cell::Cell::new(0);
    let fits = |sheet: &Drawing| {
        longest.set(longest.get().max(sheet.title.len()));
        count(sheet) <= 24
    };
    let given = organisations(6, 9);
    let sheets = sheets(&given, 24, &fits);
    assert!(sheets.iter().all(|sheet| sheet.title.len() <= longest.get()));
}
