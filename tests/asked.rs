//! Rules that are off run where the framework, or the command, asks for them.

use jiff::civil::date;
use remit_rules::{check, check_with, chosen};

use crate::folder::from_texts;

const BOARD: &str =
    "[body.board]\nseats.chair = { role = \"chair\" }\nseats.members = { role = \"member\", count = 6 }\n";

/// What is said of vice-chairs, by this framework, and when asked for by name.
fn vice_chairs(framework: &str) -> (usize, usize) {
    let text = format!("[framework]\nname = \"F\"\ncomplete = [\"seats:board\"]\n{framework}{BOARD}");
    let loaded = from_texts(&[("framework.toml", &text)]);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let at = loaded.model.at(date(2024, 4, 1), &[]);
    let count = |checked: remit_rules::Checked| {
        let of_rule = checked.findings.iter();
        of_rule.filter(|finding| finding.rule == "missing-vice-chair").count()
    };
    let named = chosen(&loaded.model, &["missing-vice-chair".to_owned()], &[]).expect("there is such a rule");
    (
        count(check(&at, &loaded.broken)),
        count(check_with(&at, &loaded.broken, &named)),
    )
}

#[test]
fn a_missing_vice_chair_is_found_where_it_is_asked_for() {
    assert_eq!(vice_chairs(""), (0, 1));
    assert_eq!(vice_chairs("levels = { missing-vice-chair = \"note\" }\n"), (1, 1));
}
