//! How `remit diff` and `remit compare` tell what a change does: whole where it is asked for, once, and never as if it held already.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{code, err, out, remit};

const FRAMEWORK: &str = r#"
[framework]
name = "Exampleshire"
as-at = 2026-06-01

[organisation.council]
name = "Exampleshire Council"
form = "county-council"

[function.grants]
name = "Grants"
kind = "matter"
needs = ["approve"]

[body.cabinet]
name = "Cabinet"
within = "council"
form = "executive"
answers-to.council = {}

[body.old]
name = "Old Board"
within = "council"
answers-to.cabinet = {}
does.grants = { verb = "approve", function = "grants" }
"#;

const NEW: &str = r#"
[proposal]
id = "new"
title = "A new board"
starts = 2026-09-01

[body.new]
name = "New Board"
within = "council"
answers-to.cabinet = {}

[end.body.old]
successor = "new"
"#;

/// Nine groups that answer to the board that goes.
fn framework() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("proposals")).expect("made");
    let groups = (1..=9).map(|number| {
        format!(
            "\n[body.group-{number}]\nname = \"Group {number}\"\nwithin = \"council\"\nanswers-to.old = {{ for = [\"*\"] }}\n"
        )
    });
    let text = FRAMEWORK.to_owned() + &groups.collect::<String>();
    fs::write(folder.path().join("framework.toml"), text).expect("written");
    fs::write(folder.path().join("proposals/new.toml"), NEW).expect("written");
    folder
}

/// What is said, in one line, where it must succeed.
fn said(folder: &Path, args: &[&str]) -> String {
    let output = remit(folder, args);
    assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
    out(&output).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn data(folder: &Path, args: &[&str]) -> Value {
    let text = said(folder, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn a_long_list_is_folded_on_a_terminal_and_whole_everywhere_else() {
    let folder = framework();
    let human = said(folder.path(), &["diff", "new"]);
    assert!(human.contains("Group 5 answers to it and 4 more."), "{human}");
    assert!(
        human.contains("Not all of it is shown here (all of it: --all)"),
        "{human}"
    );
    assert!(!human.contains("Group 8 answers to it"), "{human}");
    for args in [
        &["diff", "new", "--all"][..],
        &["diff", "new", "--format", "markdown"],
        &["diff", "new", "--format", "html"],
        &["diff", "new", "--format", "short"],
        &["diff", "new", "--format", "json"],
        &["diff", "new", "--format", "sarif"],
    ] {
        let whole = said(folder.path(), args);
        assert!(
            whole.contains("Group 8 answers to it and Group 9 answers to it"),
            "{args:?}: {whole}"
        );
        assert!(!whole.contains("and 4 more"), "{args:?}: {whole}");
        assert!(!whole.contains("Not all of it"), "{args:?}: {whole}");
    }
}

#[test]
fn what_a_check_finds_too_is_told_with_the_consequence_and_weighs_as_much() {
    let folder = framework();
    let value = data(folder.path(), &["diff", "new"]);
    let unowned = "unowned-decision:function.grants,approve";
    let of_function = |one: &&Value| one["rule"] == json!("decision-unowned");
    let consequences = value["consequences"].as_array().expect("a list");
    let told = consequences.iter().find(of_function).expect("it is told");
    assert_eq!(told["found"], json!([unowned]));
    assert_eq!(told["weight"], json!("breaking"));
    let new = value["findings"]["new"].as_array().expect("a list");
    assert!(
        new.iter().any(|finding| finding["fingerprint"] == json!(unowned)),
        "what is new is whole in the data"
    );
    let human = said(folder.path(), &["diff", "new"]);
    let message = "Grants needs somebody to hold approve";
    assert_eq!(human.matches(message).count(), 1, "{human}");
    assert!(
        human.contains(&format!("A check finds it too (must be resolved): {message}")),
        "{human}"
    );
    assert!(human.contains(&format!("New ({})", new.len())), "{human}");
    let short = said(folder.path(), &["diff", "new", "--format", "short"]);
    assert!(!short.contains("[unowned-decision]"), "{short}");
    assert!(short.contains("breaking[decision-unowned]"), "{short}");
    let failing = remit(folder.path(), &["diff", "new", "--fail-on", "must"]);
    assert_eq!(code(&failing), 1);
}

#[test]
fn what_does_not_hold_yet_is_told_as_what_it_does_once_adopted() {
    let folder = framework();
    let human = said(folder.path(), &["diff", "new"]);
    for part in [
        "and with the proposal as if adopted.",
        "Not yet: on 1 June 2026, the day that is looked at, nothing of it holds.",
        "What is told here is what it does once it is adopted, from 1 September 2026.",
        "new@2026-09-01",
    ] {
        assert!(human.contains(part), "{part}: {human}");
    }
    let table = said(folder.path(), &["compare", "base", "new"]);
    assert!(
        table.contains("starts on 1 September 2026: on 1 June 2026 nothing of it holds yet."),
        "{table}"
    );
    let then = said(folder.path(), &["diff", "new@2026-09-01"]);
    assert!(!then.contains("as if adopted"), "{then}");
}

#[test]
fn a_mistake_in_a_file_is_told_in_every_format() {
    let folder = framework();
    let broken = "\n[body.broken]\nname = \"Broken\"\nwithin = \"nobody\"\n";
    let file = folder.path().join("more.toml");
    fs::write(file, broken).expect("written");
    let short = said(folder.path(), &["diff", "new", "--format", "short"]);
    assert!(short.contains("more.toml:4:10: must["), "{short}");
    for args in [
        &["diff", "new", "--format", "short"][..],
        &["diff", "new"],
        &["diff", "new", "--format", "markdown"],
        &["diff", "new", "--format", "html"],
        &["compare", "base", "new"],
        &["compare", "base", "new", "--format", "html"],
    ] {
        let told = said(folder.path(), args);
        assert!(told.contains("There are mistakes in the files (1)"), "{args:?}: {told}");
    }
}
