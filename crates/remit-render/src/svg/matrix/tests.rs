//! Tables of few and many columns: nothing is lost, nothing stands out of its cell, and what doesn't fit says so.

use super::table::kept_together;
use super::*;
use crate::fixture::HOSTILE;
use crate::inert;
use crate::svg::{Page, draw};

const BODIES: [&str; 12] = [
    "Health and Wellbeing Board",
    "Joint Commissioning Executive",
    "Tower Hamlets Together Board",
    "Primary Care Commissioning Committee (shadow)",
    "Governing Body",
    "Cabinet",
    "Stakeholder Council",
    "Complex Adults Programme Board",
    "Born Well and Growing Well Board",
    "Quality, Performance and Finance sub-committee",
    "Locality committees",
    "Overview and Scrutiny Committee",
];

const PEOPLE: [&str; 14] = [
    "London Borough of Tower Hamlets",
    "NHS Tower Hamlets Clinical Commissioning Group",
    "Barts Health NHS Trust",
    "East London NHS Foundation Trust",
    "Tower Hamlets GP Care Group",
    "Tower Hamlets Council for Voluntary Service",
    "Healthwatch",
    "Director of Integrated Commissioning",
    "Corporate Director, Health, Adults and Community",
    "Mayor",
    "Chair of the Clinical Commissioning Group",
    "Accountable Officer",
    "Director of Public Health",
    "Voluntary sector representatives of the localities",
];

fn table(rows: usize, columns: usize) -> Drawing {
    let cell = |row: usize, column: usize| {
        let short = ["C", "", "M", "", "", "2 M, (D)", "", "M", "", "A"];
        short[(row * 7 + column * 3 + row * column) % short.len()].to_owned()
    };
    let named = |names: &[&str], number: usize| names[number % names.len()].to_owned();
    let row = |row: usize| {
        (
            named(&PEOPLE, row),
            (0..columns).map(|column| cell(row, column)).collect(),
        )
    };
    let key = [
        ("C", "chair"),
        ("D", "deputy"),
        ("M", "member"),
        ("A", "attends, without a vote"),
        ("( )", "proposed or in shadow form, not in force"),
    ];
    Drawing {
        title: "Who is on what".to_owned(),
        framework: "Tower Hamlets Together".to_owned(),
        as_at: "1 November 2017".to_owned(),
        alt: "Table of members.".to_owned(),
        sources: vec!["Terms of reference of each board".to_owned()],
        matrix: Some(Matrix {
            corner: "Who".to_owned(),
            columns: (0..columns).map(|column| named(&BODIES, column)).collect(),
            rows: (0..rows).map(row).collect(),
            key: key.map(|(short, long)| (short.to_owned(), long.to_owned())).to_vec(),
        }),
        ..Drawing::default()
    }
}

fn drawn(drawing: &Drawing, page: Page) -> crate::svg::Drawn {
    let options = SheetOptions {
        page,
        ..SheetOptions::default()
    };
    draw(drawing, &options)
}

/// All text in an element of this name, and every label.
fn said(svg: &str) -> (Vec<String>, usize) {
    let document = resvg::usvg::roxmltree::Document::parse(svg).unwrap();
    let elements = document.descendants().filter(|node| node.is_element());
    let labels = elements.clone().filter_map(|node| node.attribute("aria-label"));
    let texts = elements
        .clone()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    let texts = texts.filter_map(|node| node.text());
    (labels.chain(texts).map(str::to_owned).collect(), elements.count())
}

#[test]
fn nothing_is_lost() {
    for (rows, columns, page) in [
        (6, 4, Page::A4),
        (14, 12, Page::A4),
        (40, 30, Page::A4),
        (14, 12, Page::Free),
    ] {
        let drawing = table(rows, columns);
        let svg = drawn(&drawing, page).svg;
        let (said, _) = said(&svg);
        let matrix = drawing.matrix.unwrap();
        for heading in matrix
            .columns
            .iter()
            .chain(matrix.rows.iter().map(|(heading, _)| heading))
        {
            assert!(said.contains(heading), "{heading}");
        }
        for (number, (heading, cells)) in matrix.rows.iter().enumerate() {
            for (cell, column) in cells.iter().zip(&matrix.columns).filter(|(cell, _)| !cell.is_empty()) {
                let told = format!("<title>{heading}, {column}: {cell}</title>");
                assert!(svg.contains(&told), "{number} {told}");
            }
        }
        for (short, long) in &matrix.key {
            assert!(said.contains(short) && said.contains(long), "{short} {long}");
        }
        // Every short word is there to be seen, and none twice: those of the cells, and those of the key.
        let shown = |word: &str| said.iter().filter(|words| *words == word).count();
        let asked = |word: &str| {
            matrix
                .rows
                .iter()
                .flat_map(|(_, cells)| cells)
                .filter(|cell| *cell == word)
                .count()
        };
        for word in ["C", "M", "A"] {
            assert_eq!(shown(word), asked(word) + 1, "{word}");
        }
    }
}

#[test]
fn nothing_stands_out_of_its_cell() {
    for (rows, columns) in [(1, 1), (6, 4), (14, 7), (14, 12), (40, 30)] {
        let matrix = table(rows, columns).matrix.unwrap();
        for page in [None, Some(20_000), Some(45_354), Some(70_000)] {
            for size in TRIED {
                let table = Table::new(&matrix, size, page);
                let of = |words: &[String], face| block(words, face, size);
                for (heading, width) in &table.columns {
                    let words = of(&heading.words, Face::Bold);
                    let (across, along) = if table.turned {
                        (words.height, words.width)
                    } else {
                        (words.width, words.height)
                    };
                    assert!(
                        across <= *width && along <= table.head,
                        "{:?} in {width}",
                        heading.words
                    );
                }
                for row in &table.rows {
                    assert!(
                        of(&row.heading.words, Face::Regular).width <= table.corner.1,
                        "{:?}",
                        row.heading.words
                    );
                    for (words, (_, width)) in row.cells.iter().zip(&table.columns) {
                        let words = of(words, Face::Regular);
                        assert!(words.width <= *width && words.height <= row.height);
                    }
                }
                let key = table.key.iter().flatten();
                let ends = key.map(|meaning| {
                    meaning.x
                        + text::width(&meaning.short, Face::Bold, size)
                        + PAD
                        + block(&meaning.long, Face::Regular, size).width
                });
                assert!(ends.max().unwrap() <= table.size.width.max(page.unwrap_or(0)));
            }
        }
    }
}

#[test]
fn an_empty_table_has_room_to_say_so() {
    let empty = Table::new(&Matrix::default(), 1_000, Page::A4.size().map(|size| size.0));
    assert!(empty.size.width > text::width(EMPTY, Face::Regular, 1_000));
}

#[test]
fn what_is_read_as_one_stays_together() {
    assert_eq!(kept_together("2 M, (D)"), "2\u{a0}M, (D)");
    let matrix = table(14, 12).matrix.unwrap();
    let table = Table::new(&matrix, 800, Some(20_000));
    let broken = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|words| words.len() > 1);
    let broken: Vec<_> = broken.collect();
    assert!(
        !broken.is_empty() && broken.iter().all(|words| **words == ["2\u{a0}M,", "(D)"]),
        "{broken:?}"
    );
}

#[test]
fn headings_are_turned_only_where_columns_are_narrow() {
    let turned = |columns| {
        Table::new(
            &table(6, columns).matrix.unwrap(),
            1_000,
            Page::A4.size().map(|size| size.0),
        )
        .turned
    };
    assert!(!turned(2) && !turned(4));
    assert!(turned(7) && turned(12));
}

#[test]
fn type_is_as_large_as_the_page_lets_it() {
    let few = drawn(&table(6, 4), Page::A4);
    assert!(few.fits && few.type_size == 1_000);
    let many = drawn(&table(14, 12), Page::A4);
    assert!(many.fits && many.type_size < 1_000, "{}", many.type_size);
    let (width, height) = Page::A4.size().unwrap();
    assert!(many.layout.width <= width && many.layout.height < height);
    let huge = drawn(&table(40, 30), Page::A4);
    assert!(!huge.fits && huge.type_size == 800 && huge.layout.width > width);
    assert!(drawn(&table(40, 30), Page::Free).fits);
}

#[test]
fn hostile_and_odd_tables_are_tables() {
    let (_, harmless) = said(&drawn(&named("x"), Page::A4).svg);
    for name in HOSTILE {
        let (said, count) = said(&drawn(&named(name), Page::A4).svg);
        // A long name may take more lines, and so more elements of text; it brings no other.
        let more = said.len() - 5;
        assert!(count >= harmless && count <= harmless + more, "{name:?}");
        assert!(said.contains(&inert::line(name).into_owned()), "{name:?}");
    }
    for odd in [
        Matrix::default(),
        Matrix {
            columns: vec![String::new(); 3],
            ..Matrix::default()
        },
        Matrix {
            rows: vec![("a".to_owned(), vec!["too many".to_owned(); 3])],
            ..Matrix::default()
        },
        Matrix {
            columns: vec!["x".repeat(3_000)],
            rows: vec![("y".repeat(3_000), Vec::new())],
            ..Matrix::default()
        },
    ] {
        for page in [Page::A4, Page::Free] {
            let empty = odd.rows.is_empty();
            let drawing = Drawing {
                matrix: Some(odd.clone()),
                ..Drawing::default()
            };
            assert_eq!(drawn(&drawing, page).svg.contains(EMPTY), empty);
        }
    }
}

fn named(name: &str) -> Drawing {
    Drawing {
        matrix: Some(Matrix {
            corner: name.to_owned(),
            columns: vec![name.to_owned()],
            rows: vec![(name.to_owned(), vec![name.to_owned()])],
            key: vec![(name.to_owned(), name.to_owned())],
        }),
        ..Drawing::default()
    }
}
