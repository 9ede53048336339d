//! Who must agree to a change: not a body that it makes, one reason for a paper with a new name, and no guess where the catalogue has
//! nothing.

use std::collections::BTreeSet;

use jiff::civil::date;
use remit_rules::change::{Compared, approvers_of_change};
use remit_rules::check;

use crate::change_rules::COUNCIL;
use crate::folder::from_texts;

/// Who must agree to all that differs: who, and why.
fn agreeing(framework: &str, proposal: &str) -> Vec<String> {
    let texts = [
        ("framework.toml", format!("{COUNCIL}{framework}")),
        ("proposals/p.toml", format!("[proposal]\nid = \"p\"\n{proposal}")),
    ];
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let loaded = from_texts(&texts);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let [before, after] = [vec![], vec!["p"]].map(|with| loaded.model.at(date(2026, 4, 1), &with));
    let [was, is] = [&before, &after].map(|at| check(at, &loaded.broken));
    let compared = Compared::new((&before, &was), (&after, &is));
    let changes = compared.diff.changes.iter();
    let approvers = changes.flat_map(|change| approvers_of_change(&compared, change));
    let told: BTreeSet<String> = approvers.map(|one| format!("{}: {}", one.who, one.why)).collect();
    told.into_iter().collect()
}

#[test]
fn a_body_that_the_change_makes_is_not_asked_to_agree_to_it() {
    let framework = r#"
[organisation.icb]
name = "Exampleshire ICB"
form = "icb"

[body.joint]
name = "Joint Forum"
form = "partnership-forum"
between = ["council", "icb"]
answers-to.cabinet = { for = ["*"] }

[body.place]
name = "Place Forum"
form = "partnership-forum"
between = ["council", "icb"]
answers-to.joint = { for = ["*"] }
"#;
    let split = r#"
[body.adults]
name = "Adults Forum"
form = "partnership-forum"
between = ["council", "icb"]
answers-to.cabinet = { for = ["*"] }

[body.children]
name = "Children's Forum"
form = "partnership-forum"
between = ["council", "icb"]
answers-to.cabinet = { for = ["*"] }

[end.body.joint]
successor = ["adults", "children"]

[end.body.place]
answers-to.joint = {}

[change.body.place]
answers-to.adults = { for = ["*"] }
"#;
    let told = agreeing(framework, split);
    let asked = |name: &str| {
        told.iter()
            .any(|one| one.split(": ").next().is_some_and(|who| who.contains(name)))
    };
    assert!(!asked("Adults Forum") && !asked("Children's Forum"), "{told:?}");
    assert!(
        asked("Exampleshire Council and Exampleshire ICB, each for itself"),
        "{told:?}"
    );
    let ends = "Cabinet (Exampleshire Council): Joint Forum is split into Adults Forum and Children's Forum";
    assert!(told.iter().any(|one| one == ends), "{told:?}");
    // What is there already is asked, whatever else it takes on; and what only changes its id is the same.
    let other = framework.replace(
        "[body.place]",
        "[body.other]\nname = \"Other\"\nwithin = \"council\"\n\n[body.place]",
    );
    let merged = agreeing(
        &other,
        "[end.body.joint]\nsuccessor = \"other\"\n[change.body.place]\npurpose = \"Wider.\"\n",
    );
    assert!(
        merged
            .iter()
            .any(|one| one == "Other (Exampleshire Council): Place Forum changes"),
        "{merged:?}"
    );
}

#[test]
fn a_paper_with_a_new_name_is_one_reason() {
    let paper = "[instrument.scheme]\nname = \"Scheme\"\nkind = \"scheme-of-delegation\"\nparty.council = {}\n";
    assert_eq!(
        agreeing(paper, "[change.instrument.scheme]\nname = \"Scheme 2\"\n"),
        ["the full council of Exampleshire Council (not entered): Scheme changes; they are its parties"]
    );
}

#[test]
fn who_agrees_to_a_constitution_that_the_catalogue_does_not_know_is_not_guessed() {
    let paper = r#"
[organisation.trust]
name = "Exampleshire Trust"
form = "nhs-foundation-trust"

[body.board]
name = "Trust Board"
form = "board"
within = "trust"

[instrument.constitution]
name = "Trust constitution"
kind = "constitution"
party.trust = {}
"#;
    let change = "[change.instrument.constitution]\napproved-on = 2026-03-01\n";
    let note = "Who must agree to the constitution of an NHS foundation trust is not in the catalogue: Trust constitution changes";
    assert_eq!(agreeing(paper, change), [note]);
    let approved = format!("{paper}approvers = [\"board\"]\n");
    assert_eq!(
        agreeing(&approved, change),
        [
            "Trust Board (Exampleshire Trust): Trust constitution changes; approved by the same before",
            note
        ]
    );
    let owned = format!("{paper}owners = [\"board\"]\n");
    assert_eq!(
        agreeing(&owned, change),
        ["Trust Board (Exampleshire Trust): Trust constitution changes; it is theirs"]
    );
}
