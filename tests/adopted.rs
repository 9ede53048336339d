//! What a comparison says of a proposal that was adopted: what it changed, and no invented history of what it changed.

use std::fs;

use jiff::civil::date;
use remit_diff::diff;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{out, remit};
use crate::folder::from_texts;

const FRAMEWORK: &str = r#"
[framework]
name = "Exampleshire"
as-at = 2024-10-01

[organisation.council]
name = "Exampleshire Council"
form = "county-council"

[organisation.icb]
name = "ICB"
form = "icb"

[body.board]
name = "Board"
within = "council"
starts = 2019-04-01

[function.grants]
name = "Grants"
of = ["council"]

[budget.pool]
name = "Pool"
amount = { amount = 10, currency = "GBP", per = "year" }
contributors = ["council", "icb"]
instrument = "s75"

[delegation.grants]
from = ["council"]
to = "board"
functions = ["grants"]
starts = 2020-04-01

[instrument.s75]
name = "S75"
kind = "s75-agreement"
party.council = {}
party.icb = {}
"#;

const LARGER: &str = r#"
[change.budget.pool]
amount = { amount = 12, currency = "GBP", per = "year" }

[change.body.board]
name = "Wellbeing Board"

[change.delegation.grants]
onward = "prohibited"
"#;

/// The framework, with a proposal whose head says this.
fn framework(head: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    fs::write(path.join("framework.toml"), FRAMEWORK).expect("written");
    fs::create_dir(path.join("proposals")).expect("made");
    let proposal = format!("[proposal]\nid = \"larger\"\ntitle = \"A larger pool\"\n{head}\n{LARGER}");
    fs::write(path.join("proposals/larger.toml"), proposal).expect("written");
    folder
}

/// What is changed, and by which keys.
fn fields(comparison: &Value) -> Vec<String> {
    let changes = comparison["changes"].as_array().expect("changes");
    let each = changes.iter().map(|change| {
        let fields = change["fields"].as_array().expect("fields").iter();
        let keys: Vec<&str> = fields.map(|field| field["key"].as_str().expect("a key")).collect();
        let subject = change["after"][0]["subject"].as_str().expect("a subject");
        format!("{subject}: {}", keys.join(", "))
    });
    each.collect()
}

const CHANGED: [&str; 3] = ["body.board: name", "delegation.grants: onward", "budget.pool: amount"];

#[test]
fn what_an_adopted_proposal_changes_did_not_begin_with_it() {
    let folder = framework("adopted = 2024-11-01");
    let sides = ["diff", "@2024-10-01", "@2024-12-01"];
    let found = out(&remit(folder.path(), &[&sides[..], &["--format", "json"]].concat()));
    let found: Value = serde_json::from_str(&found).expect("JSON");
    assert_eq!(fields(&found), CHANGED);
    let whole = found.to_string();
    assert!(
        !whole.contains("when it began") && !whole.contains("its first day"),
        "{whole}"
    );
    let adopted = &found["adopted"];
    assert_eq!(adopted.as_array().map(Vec::len), Some(1), "{adopted}");
    let said = ["key", "title", "adopted", "from"].map(|key| &adopted[0][key]);
    assert_eq!(
        json!(said),
        json!(["larger", "A larger pool", "2024-11-01", "2024-11-01"])
    );
    let page = out(&remit(folder.path(), &sides));
    let line = "- Adopted between the two: “A larger pool”, on 1 November 2024 (proposals/larger.toml:2)";
    assert!(page.contains(line), "{page}");
    // Of two days after it, nothing differs; before both, neither.
    for sides in [["@2024-11-01", "@2024-12-01"], ["@2024-09-01", "@2024-10-31"]] {
        let page = out(&remit(folder.path(), &[&["diff"][..], &sides].concat()));
        assert!(page.starts_with("Nothing differs"), "{page}");
        assert!(!page.contains("Adopted between"), "{page}");
    }
}

#[test]
fn a_proposal_counts_from_its_first_day_not_from_that_of_its_adoption() {
    let folder = framework("adopted = 2024-11-01\nstarts = 2025-04-01");
    let page = out(&remit(folder.path(), &["diff", "@2024-10-01", "@2024-12-01"]));
    assert!(page.starts_with("Nothing differs"), "{page}");
    let page = out(&remit(folder.path(), &["diff", "@2024-12-01", "@2025-04-01"]));
    let line = "Adopted between the two: “A larger pool”, on 1 November 2024, from 1 April 2025 (";
    let whole: Vec<&str> = page.split_whitespace().collect();
    assert!(whole.join(" ").contains(line), "{page}");
}

/// A first day that the proposal itself states is one.
#[test]
fn a_first_day_that_is_written_is_told() {
    let folder = framework("adopted = 2024-11-01");
    let path = folder.path().join("proposals/larger.toml");
    let text = fs::read_to_string(&path).expect("read");
    fs::write(&path, format!("{text}starts = 2024-12-01\n")).expect("written");
    let sides = ["diff", "@2024-10-01", "@2024-12-01", "--format", "json"];
    let found: Value = serde_json::from_str(&out(&remit(folder.path(), &sides))).expect("JSON");
    assert_eq!(
        fields(&found),
        [
            "body.board: name",
            "delegation.grants: onward, starts",
            "budget.pool: amount"
        ]
    );
}

/// Looked at as adopted, and adopted: what it says is the same.
#[test]
fn adopting_what_was_looked_at_as_adopted_changes_nothing() {
    let [draft, adopted] = ["", "adopted = 2024-10-01"].map(|head| {
        let proposal = format!("[proposal]\nid = \"larger\"\n{head}\n{LARGER}");
        from_texts(&[("framework.toml", FRAMEWORK), ("proposals/larger.toml", &proposal)])
    });
    let day = date(2024, 10, 1);
    let [before, after] = [draft.model.at(day, &["larger"]), adopted.model.at(day, &[])];
    let differs = diff(&before, &after);
    assert!(differs.is_empty(), "{differs:?}");
    let without = diff(&draft.model.at(day, &[]), &after);
    assert_eq!(without.changes.len(), 3, "{without:?}");
    let keys = without.changes.iter().flat_map(|change| &change.fields);
    assert!(keys.clone().all(|field| field.key != "starts"), "{without:?}");
}
