//! Proposals that contradict each other, where somebody takes them together: told before all else, in every output.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{code, err, out, remit};

/// Two proposals that give one board two names, and a scenario that takes both, in an order that is not that of their ids.
const FRAMEWORK: &str = r#"
[framework]
name = "Exampleshire"
as-at = 2026-06-01

[organisation.council]
name = "Exampleshire Council"
form = "county-council"

[body.board]
name = "Board"
within = "council"

[scenario.both]
title = "All that is put in spring"
proposals = ["late", "early"]
"#;

const PLACES: [&str; 2] = ["proposals/early.toml:6", "proposals/late.toml:6"];

fn framework() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("proposals")).expect("made");
    fs::write(folder.path().join("framework.toml"), FRAMEWORK).expect("written");
    for (id, name) in [
        ("early", "Early Board"),
        ("late", "Late Board"),
        ("third", "Early Board"),
    ] {
        let text =
            format!("[proposal]\nid = \"{id}\"\ntitle = \"As {id}\"\n\n[change.body.board]\nname = \"{name}\"\n");
        fs::write(folder.path().join(format!("proposals/{id}.toml")), text).expect("written");
    }
    folder
}

fn said(folder: &TempDir, args: &[&str]) -> String {
    let output = remit(folder.path(), args);
    assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
    out(&output)
}

#[test]
fn every_output_tells_it_with_both_places_and_it_fails() {
    let folder = framework();
    for side in ["both", "early+late", "base+late+early"] {
        for format in ["human", "markdown", "html"] {
            let text = said(&folder, &["diff", side, "--format", format]);
            let told = text
                .find("These proposals contradict each other (1)")
                .expect("it is told");
            for place in PLACES {
                assert!(text[told..].contains(place), "{format}: {text}");
            }
            let next = text.find("What it brings with it").expect("the consequences follow");
            assert!(told < next, "before all else: {format}");
            assert_eq!(text.matches("do not agree on").count(), 1, "once: {format}: {text}");
        }
        for format in ["human", "short", "json", "sarif", "markdown", "html"] {
            let strict = remit(folder.path(), &["diff", side, "--fail-on", "must", "--format", format]);
            assert_eq!(code(&strict), 1, "{side} {format}");
        }
        let json: Value = serde_json::from_str(&said(&folder, &["diff", side, "--format", "json"])).expect("JSON");
        let print = "conflicting-proposals:body.board,name,proposal.early,proposal.late";
        assert_eq!(json["conflicts"][0]["fingerprint"], print);
        assert_eq!(
            json["conflicts"][0]["places"].as_array().map(Vec::len),
            Some(2),
            "{json}"
        );
        assert_eq!(json["findings"]["new"][0]["fingerprint"], print, "it is new as well");
        assert_eq!(
            json["findings"]["cleared"],
            serde_json::json!([]),
            "what the scenario says is as wrong as before"
        );
        let sarif = said(&folder, &["diff", side, "--format", "sarif"]);
        for place in ["proposals/early.toml", "proposals/late.toml"] {
            assert!(sarif.contains(place), "{sarif}");
        }
        let short = said(&folder, &["diff", side, "--format", "short"]);
        assert!(
            short.starts_with("proposals/early.toml:6:1: must[conflicting-proposals]"),
            "{short}"
        );
    }
}

#[test]
fn options_that_contradict_themselves_stand_before_the_table() {
    let folder = framework();
    for format in ["human", "markdown", "html"] {
        let text = said(
            &folder,
            &["compare", "base", "both", "early", "early+third", "--format", format],
        );
        let told = text.find("Option 1 contradicts itself (1)").expect("it is told");
        let table = text.find("Highest approval").expect("the table follows");
        assert!(told < table && !text.contains("Option 2 contradicts"), "{text}");
        assert!(!text.contains("Option 3 contradicts"), "they say the same: {text}");
        for place in PLACES {
            assert!(text[told..table].contains(place), "{format}: {text}");
        }
    }
    let json: Value = serde_json::from_str(&said(
        &folder,
        &["compare", "base", "both", "early", "--format", "json"],
    ))
    .expect("JSON");
    let counts: Vec<Option<usize>> = (0..2)
        .map(|at| json["options"][at]["conflicts"].as_array().map(Vec::len))
        .collect();
    assert_eq!(counts, [Some(1), Some(0)]);
    let ends = |options: &[&str]| {
        code(&remit(
            folder.path(),
            &[&["compare", "base"], options, &["--fail-on", "must"]].concat(),
        ))
    };
    assert_eq!((ends(&["early", "both"]), ends(&["early", "late"])), (1, 0));
}

#[test]
fn a_scenario_that_nobody_takes_is_another_finding() {
    let folder = framework();
    let checked = |args: &[&str]| -> Vec<String> {
        let output = remit(folder.path(), &[&["check", "--format", "json"], args].concat());
        let json: Value = serde_json::from_str(&out(&output)).expect("JSON");
        let all = json["findings"].as_array().expect("findings").iter();
        let prints = all
            .filter_map(|finding| finding["fingerprint"].as_str())
            .map(str::to_owned);
        prints
            .filter(|print| print.starts_with("conflicting-proposals"))
            .collect()
    };
    let taken = "conflicting-proposals:body.board,name,proposal.early,proposal.late";
    let apart = format!("{taken},scenario.both");
    assert_eq!(checked(&[]), [apart.as_str()]);
    assert_eq!(checked(&["--with", "both"]), [taken]);
    let other = "conflicting-proposals:body.board,name,proposal.late,proposal.third";
    let two = checked(&["--with", "late", "--with", "third"]);
    assert_eq!(two, [apart.as_str(), other]);
    // Neither put right by being looked at, nor made worse by being looked at no longer.
    let back = said(&folder, &["diff", "both", "base", "--format", "json"]);
    let back: Value = serde_json::from_str(&back).expect("JSON");
    assert_eq!(back["findings"]["new"], serde_json::json!([]));
    assert_eq!(back["findings"]["cleared"][0]["fingerprint"], taken);
    assert_eq!(
        code(&remit(folder.path(), &["diff", "both", "base", "--fail-on", "must"])),
        0
    );
    // What both sides take is told all the same.
    let more = remit(
        folder.path(),
        &["diff", "base+both", "base+both+third", "--fail-on", "must"],
    );
    assert_eq!(code(&more), 1);
    assert!(out(&more).contains("contradict each other"), "{}", out(&more));
}

#[test]
fn the_proposals_of_a_scenario_come_in_its_order() {
    let folder = framework();
    let text = said(&folder, &["diff", "both"]);
    assert!(text.contains("What would change: As late; As early"), "{text}");
    let one = said(&folder, &["compare", "base", "early"]);
    assert!(one.starts_with("One option: Exampleshire\n"), "{one}");
}

const NAMES: &str = r#"
[framework]
name = "Exampleshire"
as-at = 2026-06-01

[organisation.council]
name = "Exampleshire Council"
form = "county-council"

[organisation.trust]
name = "Exampleshire Trust"
form = "nhs-trust"

[body.old]
name = "Old Committee"
within = "council"

[body.group]
name = "Working Group"
between = ["council", "trust"]
reports-to.old = {}

[person.lay]
name = "L. Lay"

[budget.fund]
name = "Fund"
held-by = "group"
contributors = ["council", "trust"]
"#;

/// What is told of a proposal that ends something, and another that names it.
fn told_of(ends: &str, names: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("proposals")).expect("made");
    fs::write(folder.path().join("framework.toml"), NAMES).expect("written");
    for (id, text) in [("ends", ends), ("names", names)] {
        let text = format!("[proposal]\nid = \"{id}\"\ntitle = \"As {id}\"\n\n{text}");
        fs::write(folder.path().join(format!("proposals/{id}.toml")), text).expect("written");
    }
    let json: Value = serde_json::from_str(&said(&folder, &["diff", "ends+names", "--format", "json"])).expect("JSON");
    let conflicts = json["conflicts"].as_array().expect("a list").iter();
    let told = conflicts.map(|conflict| {
        let places = conflict["places"].as_array().map_or(0, Vec::len);
        format!("{}, {places} places", conflict["message"].as_str().unwrap_or_default())
    });
    told.collect()
}

#[test]
fn what_one_ends_and_another_newly_names_is_a_contradiction() {
    let old = "[end.body.old]\n";
    for names in [
        "[change.body.group]\nanswers-to.old = { for = [\"*\"] }\n",
        "[change.body.group]\nanswers-to.board = { to = \"old\", for = [\"*\"] }\n",
        "[change.budget.fund]\nheld-by = \"old\"\n",
        "[body.new]\nname = \"New\"\nwithin = \"council\"\nseats.chair = { role = \"chair\", ex-officio = \"chair of old\" }\n",
        "[end.body.group]\nsuccessor = \"old\"\n",
    ] {
        assert_eq!(
            told_of(old, names),
            ["`ends` ends body.old, which `names` newly names, 2 places"],
            "{names}"
        );
    }
    assert_eq!(
        told_of(
            "[end.person.lay]\n",
            "[change.body.group]\nseats.chair = { role = \"chair\", person = \"lay\" }\n"
        ),
        ["`ends` ends person.lay, which `names` newly names, 2 places"]
    );
    // Named in several places, it is one contradiction.
    let names = "[change.body.group]\nanswers-to.old = { for = [\"*\"] }\n[change.budget.fund]\nheld-by = \"old\"\n";
    assert_eq!(
        told_of(old, names),
        ["`ends` ends body.old, which `names` newly names, 3 places"]
    );
}

#[test]
fn what_the_framework_names_already_is_none() {
    for (ends, names) in [
        // The line is there, and only how often differs.
        (
            "[end.body.old]\n",
            "[change.body.group]\nreports-to.old = { every-months = 2 }\n",
        ),
        // A list is replaced whole, with those who were in it.
        (
            "[end.organisation.trust]\n",
            "[change.budget.fund]\ncontributors = [\"council\", \"trust\"]\n",
        ),
        // A line by the same name to somebody else, and a person whose id is that of a body.
        (
            "[end.body.old]\n",
            "[change.body.group]\nanswers-to.old = { to = \"council\" }\n",
        ),
        (
            "[end.body.old]\n",
            "[person.old]\nname = \"O. Old\"\n[change.body.group]\nseats.chair = { role = \"chair\", person = \"old\" }\n",
        ),
        // What a question is about may be over.
        (
            "[end.body.old]\n",
            "[log.q]\nkind = \"question\"\ntext = \"What did it do?\"\nabout = [\"old\"]\n",
        ),
    ] {
        assert_eq!(told_of(ends, names), Vec::<String>::new(), "{names}");
    }
}
