//! Who decides what: the answer of `remit who decides` and the page of decisions agree, also on what is delegated, shared out by
//! sums, reserved, or only proposed.

use jiff::civil::date;
use remit_model::model::AsAt;
use remit_model::page::{Block, Cell, Inline};
use remit_model::resolve::Loaded;
use remit_report::{decisions, who};

use crate::folder::from_texts;

const COUNCIL: &str = r#"
[framework]
name = "Exampleshire"
as-at = 2025-01-01
[organisation.council]
name = "Exampleshire Council"
form = "county-council"
[organisation.icb]
name = "NHS Exampleshire"
form = "icb"
[instrument.scheme]
name = "Scheme of delegation"
[function.pensions]
name = "Pensions"
of = ["council"]
needs = ["decide"]
[function.awards]
name = "Contract awards"
of = ["icb"]
needs = ["decide", "monitor"]
[function.loose]
name = "Loose matter"
[post.head]
name = "Head of Finance"
within = "icb"
[body.full-council]
name = "Full Council"
form = "full-council"
within = "council"
[body.pension-committee]
name = "Pension Committee"
form = "committee"
within = "council"
[body.board]
name = "Board"
form = "board"
within = "icb"
does.awards = { verb = "approve", function = "awards", reserved = true, limit = { above = 5_000_000 } }
does.watch = { verb = "oversee", function = "loose", status = "proposed" }
[delegation.pensions]
from = ["full-council"]
to = "pension-committee"
functions = ["pensions"]
instrument = "scheme"
[delegation.awards]
from = ["board"]
to = "head"
functions = ["awards"]
limit = { amount = 5_000_000 }
not-stated = ["instrument"]
[delegation.prepares]
from = ["board"]
to = "head"
functions = ["loose"]
verbs = ["recommend"]
[delegation.planned]
from = ["council"]
to = "head"
functions = ["pensions"]
status = "proposed"
"#;

fn council() -> Loaded {
    let loaded = from_texts(&[("framework.toml", COUNCIL)]);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded
}

fn at(loaded: &Loaded) -> AsAt<'_> {
    loaded.model.at(date(2025, 1, 1), &[])
}

/// The words of a table on the page of decisions, row by row, without the column on whose word.
fn table(at: &AsAt<'_>, caption: &str) -> Vec<Vec<String>> {
    let page = decisions(at);
    let tables = page.blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut rows: Vec<Vec<String>> = Vec::new();
    for table in tables.filter(|table| table.caption.starts_with(caption)) {
        for row in table.rows {
            assert_eq!(row.len(), table.columns.len(), "as many cells as columns");
            rows.push(row[..row.len() - 1].iter().map(in_words).collect());
        }
    }
    rows
}

fn in_words(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Words(line) => line
            .iter()
            .map(|inline| match inline {
                Inline::Words(words) | Inline::Strong(words) | Inline::Quote(words) | Inline::Code(words) => {
                    words.as_str()
                }
                Inline::Link(words, _) => words.as_str(),
            })
            .collect(),
        other => panic!("no words: {other:?}"),
    }
}

#[test]
fn the_page_of_decisions_knows_delegations_bands_and_reservations() {
    let loaded = council();
    assert_eq!(
        table(&at(&loaded), "Who decides what"),
        [
            [
                "Contract awards",
                "NHS Exampleshire",
                "Board",
                "approve",
                "Decide",
                "above £5,000,000; reserved: it may not be delegated"
            ],
            [
                "Contract awards",
                "NHS Exampleshire",
                "Head of Finance",
                "by delegation from Board; by which paper is not stated",
                "Decide",
                "up to £5,000,000"
            ],
            [
                "Loose matter",
                "",
                "Head of Finance",
                "by delegation from Board; to: recommend",
                "Recommend",
                ""
            ],
            [
                "Pensions",
                "Exampleshire Council",
                "Pension Committee",
                "by delegation from Full Council; by: Scheme of delegation",
                "Decide",
                ""
            ],
        ]
    );
    assert_eq!(
        table(&at(&loaded), "Proposed"),
        [
            ["Loose matter", "Board", "oversee", "Oversee", "", "Proposed"],
            [
                "Pensions",
                "Head of Finance",
                "by delegation from Exampleshire Council",
                "Decide",
                "",
                "Proposed"
            ],
        ]
    );
}

#[test]
fn whoever_decides_some_of_it_is_not_said_to_decide_it_all() {
    let loaded = council();
    let says = who::decides(&at(&loaded), "awards").says;
    assert_eq!(
        says[..2],
        [
            "Board (above £5,000,000) decides it.",
            "Head of Finance (up to £5,000,000) also holds it by delegation."
        ]
    );
    let loose = who::decides(&at(&loaded), "loose");
    assert_eq!(
        loose.says[0], "Nobody is entered as deciding it.",
        "to recommend is not to decide"
    );
    assert!(loose.group("delegated").is_some(), "it is shown all the same");
}

/// What the rule `unowned-decision` finds held is not said to lack a holder.
#[test]
fn a_need_to_decide_is_met_by_any_verb_that_decides() {
    let loaded = council();
    let somebody_must = |key: &str| {
        let says = who::decides(&at(&loaded), key).says;
        says.into_iter()
            .filter(|says| says.starts_with("Somebody must"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        somebody_must("awards"),
        [] as [&str; 0],
        "the Board approves, and what is delegated whole may be monitored too"
    );
    assert_eq!(somebody_must("pensions"), [] as [&str; 0], "delegated whole");
    let text = COUNCIL.replace("[delegation.awards]", "[delegation.awards]\nverbs = [\"recommend\"]");
    let without = from_texts(&[(
        "framework.toml",
        &text.replace("to = \"pension-committee\"", "to = \"board\"\nends = 2024-12-31"),
    )]);
    let pensions = who::decides(&at(&without), "pensions").says;
    assert!(
        pensions.iter().any(|says| says.contains("\u{201c}decide\u{201d}")),
        "{pensions:?}"
    );
    let awards = who::decides(&at(&without), "awards").says;
    assert!(
        awards.iter().any(|says| says.contains("\u{201c}monitor\u{201d}")),
        "{awards:?}"
    );
    assert!(
        !awards.iter().any(|says| says.contains("\u{201c}decide\u{201d}")),
        "{awards:?}"
    );
}
