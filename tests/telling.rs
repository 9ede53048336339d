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

/// Where parts of a text stand, in this order.
fn in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let Some(at) = text[from..].find(part) else {
            panic!("{part} is not there, or too early: {}", &text[from..]);
        };
        from += at + part.len();
    }
}

#[test]
fn the_page_shows_the_drawing_after_a_short_summary() {
    let folder = framework();
    let page = said(folder.path(), &["diff", "new", "--format", "html"]);
    in_order(
        &page,
        &[
            "id=\"proposal-new\"",
            "id=\"in-short\"",
            "<strong>What it brings with it:</strong> 1 breaking",
            "<h2 id=\"drawing\">",
            "<img ",
            "<h3 id=\"drawing-changes\">",
            "<a href=\"#drawing-in-words\">",
            "<h2 id=\"consequences\">",
            "<h2 id=\"approvals\">",
            "<h2 id=\"findings\">",
            "<h2 id=\"changes\">",
            "<h2 id=\"drawing-in-words\">",
            "<h3 id=\"drawing-relations\">",
        ],
    );
    let ids = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "no two parts have the same address");
    assert!(
        page.contains("<td>Was in force</td>"),
        "what is removed is no longer in force"
    );
}

#[test]
fn what_is_to_be_typed_in_a_mark_is_shown_as_such() {
    let folder = framework();
    let more = "\n[function.more]\nname = \"More\"\nkind = \"matter\"\nneeds = [\"approve\"]\n";
    let file = folder.path().join("proposals/new.toml");
    fs::write(&file, NEW.to_owned() + more).expect("written");
    let page = said(folder.path(), &["diff", "new", "--format", "html"]);
    assert!(
        page.contains("<strong>More needs somebody to hold <code>approve</code>, and nobody in force does</strong>"),
        "{page}"
    );
    assert!(
        page.contains("(rule <code>unowned-decision</code>; <code>proposals/new.toml:"),
        "{page}"
    );
    let human = said(folder.path(), &["diff", "new"]);
    assert!(human.contains("More needs somebody to hold approve, and"), "{human}");
}

#[test]
fn proposals_that_differ_about_a_seat_have_one_conflict() {
    let folder = framework();
    let one = "[proposal]\nid = \"one\"\n[change.body.old]\nseats.chair = { role = \"chair\", category = \"lay\" }\n";
    let two =
        "[proposal]\nid = \"two\"\n[change.body.old]\nseats.chair = { role = \"member\", category = \"executive\" }\n";
    fs::write(folder.path().join("proposals/one.toml"), one).expect("written");
    fs::write(folder.path().join("proposals/two.toml"), two).expect("written");
    let human = said(folder.path(), &["diff", "one+two"]);
    for part in [
        "These proposals contradict each other (1)",
        "one and two do not agree on the seats of body.old: chair.category and chair.role differ.",
        "chair.category in one: \"lay\": proposals/one.toml:4",
        "chair.role in two: \"member\": proposals/two.toml:4",
    ] {
        assert!(human.contains(part), "{part}: {human}");
    }
    let table = said(folder.path(), &["compare", "base", "one+two"]);
    assert!(table.contains("Option 1 contradicts itself (1)"), "{table}");
    assert!(table.contains("Contradictions between its proposals 1 "), "{table}");
    let value = data(folder.path(), &["diff", "one+two"]);
    assert_eq!(
        value["conflicts"].as_array().map(Vec::len),
        Some(2),
        "each detail, for programs"
    );
}

#[test]
fn a_view_or_a_departure_that_names_who_is_gone_is_told() {
    let folder = framework();
    let views = "[view.old]\ntitle = \"Old\"\nshow = [\"old\", \"cabinet\"]\n\n[view.then]\ntitle = \"Then\"\nas-at = 2026-01-01\n\
        show = [\"old\"]\n\n[departure.silent]\nrule = \"silences\"\nabout = \"body.cabinet\"\nreason = \"It is known.\"\n\
        accepted-by = \"old\"\n";
    fs::write(folder.path().join("views.toml"), views).expect("written");
    let value = data(folder.path(), &["diff", "new"]);
    let named = value["still-named"].as_array().expect("a list");
    let named: Vec<&Value> = named.iter().map(|one| &one["key"]).collect();
    assert_eq!(named, [&json!("old"), &json!("silent")], "{value}");
    let human = said(folder.path(), &["diff", "new"]);
    assert!(
        human.contains("- View old names Old Board, which is there no longer (views.toml:1)"),
        "{human}"
    );
    assert!(
        human.contains("- Departure silent names Old Board, which is there no longer (views.toml:10)"),
        "{human}"
    );
    let without = data(folder.path(), &["diff", "base", "@2026-07-01"]);
    assert_eq!(without["still-named"], json!([]));
}

#[test]
fn build_writes_a_page_for_each_proposal_that_nobody_has_adopted() {
    let folder = framework();
    let adopted = "[proposal]\nid = \"past\"\ntitle = \"Past\"\nadopted = 2026-01-01\n[body.past]\nname = \"Past Board\"\nwithin = \"council\"\n";
    fs::write(folder.path().join("proposals/past.toml"), adopted).expect("written");
    let build = |to: &str| {
        let output = remit(folder.path(), &["build", "--out", to]);
        assert_eq!(code(&output), 0, "{}", err(&output));
        err(&output)
    };
    let talk = build("one");
    assert!(
        talk.contains("what each proposal would change: proposal-new.html\n"),
        "{talk}"
    );
    build("two");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("written");
    let page = read("one/proposal-new.html");
    assert_eq!(page, read("two/proposal-new.html"), "same input, same bytes");
    in_order(
        &page,
        &[
            "What would change: A new board",
            "id=\"in-short\"",
            "<img ",
            "id=\"consequences\"",
        ],
    );
    assert!(read("one/proposal-new.md").starts_with("# What would change: A new board"));
    assert!(read("one/index.html").contains("<a href=\"proposal-new.html\">A new board</a>"));
    assert!(read("one/index.md").contains("[A new board](<proposal-new.md>)"));
    let manifest: Value = serde_json::from_str(&read("one/manifest.json")).expect("JSON");
    assert!(manifest["files"]["proposal-new.html"].is_string());
    assert!(!folder.path().join("one/proposal-past.html").exists());
}

#[test]
fn a_day_that_is_a_reading_is_marked_where_it_is_told() {
    let folder = framework();
    let more = "\n[body.past]\nname = \"Past Board\"\nwithin = \"council\"\nstarts = 2020-04-01\nends = 2021-03-31\n\
        answers-to.cabinet = { ends = 2019-03-31, assumed = { ends = \"no day is given\" } }\n\
        assumed = { ends = \"the last day of its year\" }\n\n\
        [body.later]\nname = \"Later Board\"\nwithin = \"council\"\nstarts = 2027-04-01\nassumed = { starts = \"the plan is for that year\" }\n\
        does.grants = { verb = \"approve\", function = \"grants\", starts = 2027-04-01, assumed = { starts = \"a reading\" } }\n";
    fs::write(folder.path().join("more.toml"), more).expect("written");
    let list = said(folder.path(), &["list"]);
    for part in ["until 31 March 2021 (assumed)", "from 1 April 2027 (assumed)"] {
        assert!(list.to_lowercase().contains(&part.to_lowercase()), "{part}: {list}");
    }
    let who = said(folder.path(), &["who", "decides", "grants"]);
    assert!(who.contains("1 April 2027 (assumed)"), "{who}");
    let value = data(folder.path(), &["list"]);
    let text = value.to_string();
    assert!(text.contains("until 31 March 2021 (assumed)"), "{text}");
}

#[test]
fn one_entry_for_several_takes_a_plural_verb() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = r#"
[framework]
name = "Many"
as-at = 2017-06-01

[organisation.ccgs]
name = "The five CCGs"
form = "ccg"
many = true
count = 5

[organisation.council]
name = "The Council"
form = "county-council"

[function.beds]
name = "Beds"
kind = "matter"

[function.wards]
name = "Wards"
kind = "power"
of = ["ccgs"]

[function.care]
name = "Care"
kind = "power"
of = ["council"]

[body.committees]
name = "The five committees"
within = "ccgs"
many = true
count = 5
answers-to.ccgs = { for = ["*"] }
does.beds = { verb = "approve", function = "beds" }

[body.board]
name = "Board"
between = ["council", "ccgs"]
oversees.committees = {}

[delegation.wards]
from = ["ccgs"]
to = "board"
functions = ["wards"]

[delegation.care]
from = ["council"]
to = "ccgs"
functions = ["care"]
"#;
    fs::write(folder.path().join("framework.toml"), text).expect("written");
    for (args, wanted) in [
        (&["who", "decides", "beds"][..], "The five committees decide it."),
        (&["who", "answers-to", "ccgs"], "The five committees answer to it."),
        (
            &["trace", "ccgs", "committees"],
            "1. The five committees answer to The five CCGs",
        ),
        (
            &["trace", "board", "committees"],
            "1. The five committees are overseen by Board",
        ),
        (
            &["trace", "--delegation", "wards"],
            "The five CCGs hold it to begin with",
        ),
        (
            &["trace", "--delegation", "care"],
            "by which The five CCGs answer for it to The Council",
        ),
    ] {
        let told = said(folder.path(), args);
        assert!(told.contains(wanted), "{args:?}: {told}");
    }
}
