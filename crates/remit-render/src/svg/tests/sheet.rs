//! The sheet as a whole: its edge, and names of all sorts.

use super::*;

#[test]
fn nothing_touches_the_edge_of_a_sheet() {
    let matrix = Drawing {
        title: "Who".to_owned(),
        matrix: Some(remit_model::drawing::Matrix {
            corner: "Who".to_owned(),
            columns: vec!["Board".to_owned()],
            rows: vec![("Council".to_owned(), vec!["C".to_owned()])],
            key: vec![("C".to_owned(), "chair".to_owned())],
        }),
        ..Drawing::default()
    };
    for given in [everything(), matrix] {
        for page in [Page::A4, Page::A3Landscape, Page::Free] {
            let made = really(&given, page);
            let document = Document::parse(&made.svg).unwrap();
            let svg = document.root_element();
            let whole: Vec<f64> = svg
                .attribute("viewBox")
                .unwrap()
                .split(' ')
                .map(|number| number.parse().unwrap())
                .collect();
            let paper = svg.children().find(|node| node.has_tag_name("rect")).unwrap();
            for node in document
                .descendants()
                .filter(|node| node.is_element() && *node != paper)
            {
                let (x, y, scale) = measure(node);
                let at = |name: &str| number(node, name) * scale;
                let (right, bottom) = match node.tag_name().name() {
                    "rect" => (at("x") + at("width"), at("y") + at("height")),
                    "text" | "circle" => (at("x") + at("cx"), at("y") + at("cy")),
                    _ => continue,
                };
                let (left, top) = (x + at("x") + at("cx"), y + at("y") + at("cy"));
                assert!(left >= 3.99 && top >= 3.99, "{:?} at {left} {top}", node.text());
                assert!(
                    x + right <= whole[2] - 3.99,
                    "{} of {} at {}",
                    node.tag_name().name(),
                    whole[2],
                    x + right
                );
                assert!(
                    y + bottom <= whole[3] - 3.99,
                    "{} at {}",
                    node.tag_name().name(),
                    y + bottom
                );
            }
        }
    }
}

#[test]
fn what_does_not_fit_says_so() {
    let boxes = (0..200)
        .map(|number| drawn(&format!("b{number}"), "A board of some sort with a name"))
        .collect();
    let large = Drawing {
        tiers: vec![Tier {
            name: "Borough".to_owned(),
            boxes,
        }],
        ..Drawing::default()
    };
    let made = really(&large, Page::A4);
    assert!(!made.fits);
    assert_eq!(made.type_size, 800);
    let small = Drawing {
        tiers: vec![Tier {
            name: "Borough".to_owned(),
            boxes: vec![drawn("a", "A board")],
        }],
        ..Drawing::default()
    };
    let made = really(&small, Page::A4);
    assert!(made.fits);
    assert_eq!(made.type_size, 1_000);
}

#[test]
fn a_sheet_that_is_too_full_for_its_log_entries_says_so_and_keeps_them() {
    let mut given = fixture::drawing("Board");
    given.notes = (1..60)
        .map(|number| remit_model::drawing::Note {
            number,
            key: format!("q{number}"),
            text: "Question: who decides what nobody has thought of yet, and by when is it to be decided?".to_owned(),
        })
        .collect();
    let made = really(&given, Page::A4Landscape);
    assert!(!made.fits);
    let sheet = Document::parse(&made.svg).unwrap();
    assert_eq!(text_of(sheet.root_element()).matches("Question: who").count(), 59);
    given.notes.truncate(2);
    assert!(really(&given, Page::A4Landscape).fits);
}

#[test]
fn what_fits_is_known_before_it_is_drawn() {
    let options = |page| SheetOptions {
        page,
        ..SheetOptions::default()
    };
    let mut seen = [0, 0];
    for count in [1, 20, 40, 60, 90, 200] {
        let boxes = (0..count).map(|number| drawn(&format!("b{number}"), "A board of some sort"));
        let given = Drawing {
            tiers: vec![Tier {
                name: "Borough".to_owned(),
                boxes: boxes.collect(),
            }],
            ..everything()
        };
        for page in [Page::A4, Page::A4Landscape, Page::A3, Page::Free] {
            let fits = fits(&given, &options(page));
            assert_eq!(fits, really(&given, page).fits, "{count} on {page:?}");
            seen[usize::from(fits)] += 1;
        }
    }
    assert!(seen[0] > 5 && seen[1] > 5, "{seen:?}");
}

#[test]
fn names_of_all_sorts_make_a_sheet() {
    let long = "The Joint Committee ".repeat(10);
    let names = [
        long.trim(),
        "",
        " ",
        "مجلس الصحة والعافية",
        "ועדת הבריאות",
        "🏥 Health 👩‍⚕️ Board 🇬🇧",
        "Ȩ̈̌́combining",
        "名前がとても長い委員会の合同会議体",
    ];
    let boxes = names
        .iter()
        .zip(0..)
        .map(|(name, number)| drawn(&format!("b{number}"), name));
    let given = Drawing {
        tiers: vec![Tier {
            name: "مستوى".to_owned(),
            boxes: boxes.collect(),
        }],
        lines: (1..names.len())
            .map(|number| {
                arrow(
                    &format!("b{number}"),
                    "b0",
                    "answers to",
                    Some(RelationKind::AnswersTo),
                    true,
                )
            })
            .collect(),
        ..Drawing::default()
    };
    for page in [Page::A4, Page::A4Landscape, Page::Free] {
        let made = really(&given, page);
        assert!(made.fits);
        let document = Document::parse(&made.svg).unwrap();
        for (name, number) in names.iter().zip(0..) {
            let shown = text_of(group(&document, &format!("box-b{number}")));
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(bare(&shown), bare(&inert::line(name)), "{name}");
        }
        assert!(crate::raster::png(&made.svg, 72).is_ok());
        assert!(crate::raster::pdf(&[&made.svg], page).is_ok());
    }
}
