//! Tables of who decides what, and whether it is devolved: each answer has its own words, and what is not known is told apart.

use std::collections::BTreeSet;

use remit_model::drawing::Matrix;
use remit_model::resolve::Loaded;
use remit_report::{choice, draw};

use super::folder::from_texts;

const FRAMEWORK: &str = r#"
[framework]
name = "Exampleshire"
as-at = 2024-04-01
tiers = ["county", "locality"]
[organisation.council]
name = "Council"
form = "county-council"
tier = "county"
[body.board]
name = "Board"
within = "council"
tier = "county"
[body.team]
name = "Northern Team"
within = "council"
tier = "locality"
not-stated = ["does"]
"#;

fn loaded(text: &str) -> Loaded {
    from_texts(&[("framework.toml", &format!("{FRAMEWORK}\n{text}"))])
}

fn table(text: &str, view: &str) -> Matrix {
    let loaded = loaded(&format!("{text}\n[view.v]\nkind = \"decisions\"\n{view}\n"));
    assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
    let at = loaded.model.at(loaded.model.framework.as_at.expect("a date"), &[]);
    let choice = choice(&at, "v").expect("the view");
    draw(&at, &BTreeSet::new(), &choice).matrix.expect("a table")
}

fn cell<'a>(table: &'a Matrix, row: &str, column: &str) -> &'a str {
    let column = table.columns.iter().position(|name| name == column);
    let column = column.unwrap_or_else(|| panic!("no such column in {:?}", table.columns));
    let (_, cells) = table
        .rows
        .iter()
        .find(|(name, _)| name == row)
        .unwrap_or_else(|| panic!("no row {row}"));
    &cells[column]
}

/// What a framework says of one function, and what the last column says of that.
#[test]
fn devolved_kept_silent_and_not_entered_are_four_answers() {
    let given = "[delegation.d]\nfrom = [\"council\"]\nto = \"team\"\nfunctions = [\"f\"]\n";
    let at_one_level = "[delegation.d]\nfrom = [\"council\"]\nto = \"board\"\nfunctions = [\"f\"]\n";
    for (function, more, said) in [
        ("", given, "devolved"),
        ("", at_one_level, "delegated"),
        ("devolved = true", "", "devolved; to whom is not entered"),
        ("devolved = true", given, "devolved"),
        ("devolved = false", "", "not devolved"),
        (
            "devolved = false\nassumed.devolved = \"not said in so many words\"",
            "",
            "not devolved (assumed)",
        ),
        ("not-stated = [\"devolved\"]", "", "not stated"),
        ("not-stated = [\"devolved\"]", given, "devolved"),
        // To prepare is not to decide.
        (
            "not-stated = [\"devolved\"]",
            &format!("{given}verbs = [\"prepare\"]\n"),
            "not stated",
        ),
        ("devolved = false", given, "devolved; not devolved"),
    ] {
        let text = format!("[function.f]\nname = \"Home care\"\n{function}\n{more}");
        let table = table(&text, "columns = \"tier\"");
        assert_eq!(cell(&table, "Home care", "Devolved?"), said, "{text}");
    }
    // Where nothing is entered of any function, there is no column that would say nothing.
    let table = table("[function.f]\nname = \"Home care\"\n", "");
    assert!(!table.columns.iter().any(|column| column == "Devolved?"));
}

#[test]
fn what_is_reserved_is_kept_and_beyond_a_sum_it_is_kept_in_part() {
    let function =
        "[function.f]\nname = \"Contracts\"\n[body.panel]\nname = \"Panel\"\nwithin = \"council\"\ntier = \"county\"\n";
    let kept = format!("{function}does.a = {{ verb = \"approve\", function = \"f\", reserved = true }}\n");
    assert_eq!(cell(&table(&kept, ""), "Contracts", "Devolved?"), "not devolved");
    assert_eq!(cell(&table(&kept, ""), "Contracts", "Panel"), "DR");
    let beyond = format!(
        "{function}does.a = {{ verb = \"approve\", function = \"f\", reserved = true, limit = {{ above = 500 }} }}\n\
         [delegation.d]\nfrom = [\"council\"]\nto = \"team\"\nfunctions = [\"f\"]\nlimit = {{ amount = 500 }}\n"
    );
    assert_eq!(
        cell(&table(&beyond, ""), "Contracts", "Devolved?"),
        "devolved; in part: beyond a sum it is reserved"
    );
}

#[test]
fn each_part_has_its_sign_and_its_words() {
    let text = r#"
[function.f]
name = "Home care"
of = ["council"]
not-stated = ["devolved"]
[function.g]
name = "Grants"
[body.forum]
name = "Forum"
within = "council"
tier = "county"
does.a = { verb = "approve", function = "f" }
does.b = { verb = "recommend", function = "g", assumed.verb = "a reading" }
does.c = { verb = "oversee", function = "f", status = "proposed" }
does.d = { verb = "develop", text = "new ways of working" }
"#;
    let by_body = table(text, "");
    assert_eq!(
        by_body.columns,
        ["Council", "Forum", "Northern Team", "Devolved?"]
            .map(str::to_owned)
            .as_slice()
    );
    assert_eq!(cell(&by_body, "Home care", "Forum"), "D, (O)");
    assert_eq!(cell(&by_body, "Home care", "Council"), "B");
    assert_eq!(cell(&by_body, "Grants", "Forum"), "R*");
    assert_eq!(cell(&by_body, "Grants", "Council"), "");
    assert_eq!(cell(&by_body, "New ways of working", "Forum"), "W");
    assert_eq!(cell(&by_body, "Whatever else these do", "Northern Team"), "?");
    let signs: Vec<&str> = by_body.key.iter().map(|(short, _)| short.as_str()).collect();
    assert_eq!(signs, ["D", "R", "O", "W", "B", "?", "*", "( )", "not stated", "empty"]);
    let by_tier = table(text, "columns = \"tier\"");
    assert_eq!(
        cell(&by_tier, "Home care", "County"),
        "decides (“approve”): Forum; (oversees: Forum); belongs to: Council"
    );
    assert_eq!(cell(&by_tier, "Grants", "County"), "recommends: Forum (assumed)");
    assert_eq!(
        cell(&by_tier, "Whatever else these do", "Locality"),
        "not stated: Northern Team"
    );
    let by_organisation = table(text, "columns = \"organisation\"");
    assert_eq!(
        by_organisation.columns,
        ["Council", "Devolved?"].map(str::to_owned).as_slice()
    );
}

#[test]
fn the_public_is_told_nothing_internal() {
    let text = r#"
[function.f]
name = "Home care"
[function.secret]
name = "Exempt matter"
audience = "internal"
[body.forum]
name = "Forum"
within = "council"
does.a = { verb = "approve", function = "f", audience = "internal", reserved = true }
does.b = { verb = "approve", function = "secret" }
does.c = { verb = "support", text = "the work of A. Sample" }
[person.a-sample]
name = "A. Sample"
"#;
    let all = format!("{:?}", table(text, ""));
    assert!(all.contains("Exempt matter") && all.contains("not devolved"), "{all}");
    let public = format!("{:?}", table(text, "audience = \"public\""));
    assert!(public.contains("Home care"), "{public}");
    assert!(
        !public.contains("Exempt matter") && !public.contains("not devolved"),
        "{public}"
    );
    assert!(all.contains("A. Sample") && !public.contains("A. Sample"), "{public}");
}

#[test]
fn only_what_those_shown_have_a_part_in_has_a_row() {
    let text = "[function.f]\nname = \"Home care\"\n[function.g]\nname = \"Grants\"\nof = [\"council\"]\n";
    let rows = |view: &str| {
        table(text, view)
            .rows
            .into_iter()
            .map(|(name, _)| name)
            .collect::<Vec<_>>()
    };
    assert_eq!(rows("show = [\"council\"]"), ["Grants"]);
    assert_eq!(rows(""), ["Home care", "Grants", "Whatever else these do"]);
}

/// An entry of the log names the levels that it is about, and a level that there is not is a mistake.
#[test]
fn an_entry_of_the_log_names_its_levels() {
    let entry = |tiers: &str| {
        format!("[log.q]\nkind = \"question\"\ntext = \"Who decides?\"\nabout = [\"board\"]\ntiers = [{tiers}]\n")
    };
    let noted = |tiers: &str| {
        let loaded = loaded(&entry(tiers));
        assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
        let at = loaded.model.at(loaded.model.framework.as_at.expect("a date"), &[]);
        let drawing = draw(&at, &BTreeSet::new(), &choice(&at, "framework").expect("the whole"));
        drawing.notes[0].text.clone()
    };
    assert_eq!(noted("\"locality\""), "Question, Locality: Who decides?");
    assert_eq!(noted("\"locality\", \"county\""), "Question, all levels: Who decides?");
    assert_eq!(noted(""), "Question: Who decides?");
    let wrong = loaded(&entry("\"localty\""));
    let said: Vec<&str> = wrong.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(said.iter().any(|message| message.contains("localty")), "{said:?}");
}
