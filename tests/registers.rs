//! The registers, and who can approve a sum: what stands in them, by an invented framework.

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use crate::cli::{code, err, out, remit};

const FRAMEWORK: &str = r#"
[framework]
name = "Registers"
as-at = 2024-06-01
tiers = ["county", "locality"]

[verbs]
endorses = "decide"

[document.scheme]
title = "Scheme"
date = 2024-04-01

[organisation.council]
name = "Exampleshire Council"
form = "county-council"
tier = "county"
source = "scheme: 1"

[function.grants]
name = "Grants"
of = ["council"]
source = "scheme: 2"

[function.nobody]
name = "What nobody holds"
of = ["council"]
source = "scheme: 2"

[body.cabinet]
name = "Cabinet"
form = "cabinet"
within = "council"
tier = "county"
source = "scheme: 3"
does.approve = { verb = "approve", function = "grants", reserved = true, limit = { amount = 900_000, above = 500_000, currency = "GBP" } }
answers-to.council = { for = ["*"], basis = "constitution" }
seats.chair = { role = "chair", voting = true, person = "a-sample", term-ends = 2025-05-01 }
seats.lay = { role = "member", voting = true, vacant = true, count = 2 }

[body.panel]
name = "Grants Panel"
form = "committee"
within = "council"
tier = "locality"
source = "scheme: 4"
not-stated = ["seats", "quorum"]
answers-to.cabinet = { for = ["grants"], basis = "constitution" }

[body.team]
name = "Grants Team"
within = "council"
source = "scheme: 4"
does.agree = { verb = "endorses", function = "grants" }

[person.a-sample]
name = "Ann Sample"
declared = 2024-03-01

[delegation.panel]
name = "Grants to the Panel"
from = ["cabinet"]
to = "panel"
functions = ["grants"]
limit = { amount = 500_000, currency = "GBP", per = "decision" }
onward = "prohibited"
starts = 2024-04-01
ends = 2025-03-31
review-due = 2024-12-01
source = "scheme: 5"

[route.grants-2025]
function = "grants"
deadline = 2024-12-20
deadline-of = "the Department"
source = "scheme: 6"
step.advise = { body = "panel", verb = "recommend" }
step.approve = { body = "cabinet", verb = "approve", on = 2024-12-10, after = ["advise"] }
step.tell = { body = "team", verb = "oversee", after = ["approve"] }
"#;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("framework.toml"), FRAMEWORK).expect("written");
    folder
}

/// The rows of a register, as they are in JSON.
fn rows(folder: &TempDir, key: &str) -> Vec<serde_json::Value> {
    let output = remit(folder.path(), &["register", key, "--format", "json"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let read: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    read["registers"][0]["rows"].as_array().expect("rows").clone()
}

#[test]
fn the_scheme_tells_what_is_reserved_and_what_is_given() {
    let folder = folder();
    let rows = rows(&folder, "delegations");
    let given = rows.iter().find(|row| row["Id"] == "panel").expect("the delegation");
    assert_eq!(given["Held by"], "Cabinet");
    assert_eq!(given["Given to"], "Grants Panel");
    assert_eq!(
        given["Up to"],
        serde_json::json!({ "amount": 500_000, "currency": "GBP" })
    );
    assert_eq!(given["For"], "each decision");
    assert_eq!(given["Last day"], "2025-03-31");
    assert_eq!(given["Review due"], "2024-12-01");
    assert_eq!(given["May it be passed on"], "Prohibited");
    assert_eq!(given["Power"], serde_json::Value::Null);
    let own = rows
        .iter()
        .find(|row| row["Id"] == "cabinet.does.approve")
        .expect("the reservation");
    assert_eq!(own["Reserved or delegated"], "Reserved: it may not be delegated");
}

#[test]
fn the_map_goes_from_the_highest_tier_down_and_ends_with_what_nobody_holds() {
    let folder = folder();
    let rows = rows(&folder, "functions");
    let told: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row["Tier"].as_str().unwrap_or(""), row["Who"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(
        told,
        [
            ("County", "Cabinet"),
            ("Locality", "Grants Panel"),
            ("", "Grants Team"),
            ("", "Nobody is entered"),
        ]
    );
}

#[test]
fn seats_are_told_with_who_fills_them_and_until_when() {
    let folder = folder();
    let rows = rows(&folder, "members");
    // The documents are silent about the panel's, which is a row of its own.
    assert_eq!(rows.len(), 3);
    assert_eq!(
        (&rows[2]["Body"], &rows[2]["Filled by"]),
        (&"Grants Panel".into(), &"Not stated".into())
    );
    assert_eq!(rows[2]["Places"], serde_json::Value::Null);
    assert_eq!(rows[0]["Person"], "Ann Sample");
    assert_eq!(rows[0]["Term ends"], "2025-05-01");
    assert_eq!(rows[0]["Interests declared"], "2024-03-01");
    assert_eq!((&rows[1]["Vacant"], &rows[1]["Places"]), (&"Yes".into(), &2.into()));
}

#[test]
fn a_route_says_by_when_each_step_must_be_taken() {
    let folder = folder();
    let rows = rows(&folder, "routes");
    let of = |name: &str| rows.iter().find(|row| row["Before whom"] == name).expect("a step");
    assert_eq!(of("Cabinet")["At the latest"], "2024-12-20");
    assert_eq!(of("Cabinet")["How it stands"], "In time");
    // Before the day of the meeting that it comes before.
    assert_eq!(of("Grants Panel")["At the latest"], "2024-12-10");
    assert_eq!(of("Grants Panel")["How it stands"], "No meeting is entered");
    // What comes after the decision has no last day.
    assert_eq!(of("Grants Team")["At the latest"], serde_json::Value::Null);
    let order: Vec<&str> = rows
        .iter()
        .map(|row| row["Before whom"].as_str().expect("a name"))
        .collect();
    assert_eq!(order, ["Grants Panel", "Cabinet", "Grants Team"]);
}

#[test]
fn terms_of_reference_tell_silence_from_what_nobody_has_entered() {
    let folder = folder();
    let page = out(&remit(folder.path(), &["register", "terms", "panel"]));
    for words in [
        "Accountable to       Cabinet (for Grants)",
        "Membership           Not stated",
        "Meets                Not entered",
        "Delegated authority  Grants, from Cabinet, up to £500,000 per decision",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("Grants Team"), "{page}");
}

#[test]
fn who_can_approve_a_sum_goes_by_the_limits_that_are_entered() {
    let folder = folder();
    let asked = |sum: &str| out(&remit(folder.path(), &["who", "approves", "grants", "--amount", sum]));
    let within = asked("£250,000");
    assert!(within.contains("Grants Panel can approve £250,000."), "{within}");
    assert!(within.contains("Grants Team decides it too"), "{within}");
    assert!(within.contains("Not: Cabinet"), "{within}");
    // Up to the limit, and from there on the other.
    assert!(asked("500000").contains("Grants Panel can approve"));
    assert!(asked("500001").contains("Cabinet can approve £500,001."));
    let above = asked("900001");
    assert!(
        above.contains("Nobody is entered whose limit covers £900,001."),
        "{above}"
    );
    let other = out(&remit(
        folder.path(),
        &["who", "approves", "grants", "--amount", "5", "--currency", "eur"],
    ));
    assert!(other.contains("Nobody is entered whose limit covers €5."), "{other}");
    let wrong = remit(folder.path(), &["who", "approves", "grants", "--amount", "much"]);
    assert_eq!(code(&wrong), 2);
    assert!(err(&wrong).contains("as in 250000"), "{}", err(&wrong));
}

/// A chain of delegations, each with something in its way but the first.
const CHAIN: &str = r#"
[function.buying]
name = "Buying"
of = ["council"]

[post.head]
name = "Head"
within = "council"
answers-to.cabinet = { for = ["*"] }

[post.lead]
name = "Lead"
within = "council"
vacant = true
answers-to.cabinet = { for = ["*"] }

[post.deputy]
name = "Deputy"
within = "council"
answers-to.head = { for = ["*"] }

[post.clerk]
name = "Clerk"
within = "council"
answers-to.deputy = { for = ["*"] }

[delegation.to-head]
from = ["council"]
to = "head"
functions = ["buying"]
limit = { amount = 500, currency = "GBP", per = "decision" }
starts = 2024-01-01
ends = 2024-12-31

[delegation.to-lead]
from = ["council"]
to = "lead"
functions = ["buying"]
limit = { amount = 100, currency = "GBP", per = "decision" }

[delegation.to-deputy]
from = ["head"]
to = "deputy"
functions = ["buying"]
limit = { amount = 200, currency = "GBP", per = "year" }

[delegation.to-clerk]
from = ["deputy"]
to = "clerk"
functions = ["buying"]
limit = { amount = 900, currency = "GBP", per = "decision" }
"#;

#[test]
fn nobody_can_approve_what_the_one_before_them_cannot() {
    let folder = folder();
    fs::write(folder.path().join("chain.toml"), CHAIN).expect("written");
    let asked = |sum: &str, day: &str| -> BTreeMap<String, String> {
        let args = [
            "who", "approves", "buying", "--amount", sum, "--as-at", day, "--format", "json",
        ];
        let told: serde_json::Value = serde_json::from_str(&out(&remit(folder.path(), &args))).expect("JSON");
        let groups = told["groups"].as_array().expect("groups").iter();
        let rows = groups.flat_map(|group| {
            let rows = group["rows"].as_array().expect("rows").iter();
            let who = |row: &serde_json::Value| row["values"]["who"][0]["key"].as_str().expect("a key").to_owned();
            rows.map(move |row| (who(row), group["group"].as_str().expect("a name").to_owned()))
        });
        rows.collect()
    };
    let is = |told: &BTreeMap<String, String>, who: &str, group: &str| {
        assert_eq!(told.get(who).map(String::as_str), Some(group), "{who}: {told:?}")
    };
    let low = asked("90", "2024-06-01");
    is(&low, "head", "may");
    is(&low, "lead", "in-doubt");
    is(&low, "deputy", "may-while-it-lasts");
    is(&low, "clerk", "may");
    // More than the deputy may decide, so that the clerk has it from nobody.
    let more = asked("300", "2024-06-01");
    is(&more, "head", "may");
    is(&more, "deputy", "may-not");
    is(&more, "clerk", "in-doubt");
    // What the head held has ended, and with it what came from there.
    let later = asked("90", "2025-06-01");
    is(&later, "deputy", "in-doubt");
    is(&later, "clerk", "in-doubt");
}

#[test]
fn what_cannot_be_asked_is_said_with_its_mend() {
    let folder = folder();
    for (args, words) in [
        (&["register", "member"][..], "did you mean `members`?"),
        (
            &["register", "members", "cabinet"],
            "only `remit register terms` takes a body",
        ),
        (&["register", "terms", "cabnet"], "did you mean `cabinet`?"),
        (&["register", "--format", "csv"], "name a register"),
        (
            &["register", "departures", "--audience", "public"],
            "not for the public",
        ),
    ] {
        let output = remit(folder.path(), args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
}
