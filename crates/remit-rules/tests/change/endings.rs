//! Who is asked, and which papers go, where an organisation or a body ends: the successor in its place, never itself.

use jiff::civil::{Date, date};
use remit_model::resolve::{Input, load};
use remit_rules::change::{Consequence, approvers_of_change, consequences};

use crate::{compared, loaded};

const DAY: Date = date(2022, 7, 1);

const CAST: &str = r#"
[framework]
name = "A case"

[organisation.council]
name = "Council"
form = "county-council"

[organisation.ccg]
name = "CCG"
form = "ccg"

[organisation.icb]
name = "ICB"
form = "icb"

[organisation.trust]
name = "Trust"
form = "nhs-trust"

[body.full]
name = "Full Council"
form = "full-council"
within = "council"

[body.gb]
name = "Governing Body"
form = "governing-body"
within = "ccg"
instrument = "constitution"

[body.committee]
name = "Care Committee"
form = "committee"
within = "ccg"
instrument = "terms"
answers-to.gb = { for = ["*"] }

[body.executive]
name = "Joint Executive"
form = "joint-committee"
between = ["ccg", "council"]
instrument = "pool"

[body.hwb]
name = "HWB"
form = "health-and-wellbeing-board"
within = "council"
instrument = "hwb-terms"
seats.ccg = { role = "member", nominee-of = "ccg" }

[function.care]
name = "Care"
of = ["ccg", "council"]

[function.beds]
name = "Beds"
of = ["ccg"]

[delegation.care]
name = "the joint delegation"
from = ["ccg", "council"]
to = "executive"
functions = ["care"]
instrument = "pool"

[delegation.beds]
name = "the inner delegation"
from = ["gb"]
to = "committee"
functions = ["beds"]

[budget.pool]
name = "Pool"
kind = "pooled"
contributors = ["ccg", "council"]
host = "council"
instrument = "pool"

[instrument.constitution]
name = "Constitution of the CCG"
kind = "constitution"
party.ccg = {}

[instrument.terms]
name = "Care terms"
kind = "terms-of-reference"

[instrument.hwb-terms]
name = "HWB terms"
kind = "terms-of-reference"

[instrument.scheme]
name = "Policy of both"
kind = "policy"
approvers = ["full", "gb"]

[instrument.pool]
name = "Pool agreement"
kind = "s75-agreement"
party.ccg = { role = "commissioner" }
party.council = { role = "host" }

[instrument.memo]
name = "Memorandum"
kind = "mou"
owners = ["ccg", "trust"]
"#;

fn brings(change: &str) -> Vec<Consequence> {
    let loaded = loaded(CAST, Some(change));
    compared((&loaded, &loaded), DAY, consequences)
}

fn papers(change: &str) -> Vec<String> {
    let papers = brings(change)
        .into_iter()
        .filter(|one| one.finding.rule == "paper-to-amend");
    papers.map(|one| one.finding.message).collect()
}

/// Everybody who must agree to the changes, and to what they bring with them, by name, each once.
fn asked(change: &str) -> Vec<String> {
    let loaded = loaded(CAST, Some(change));
    compared((&loaded, &loaded), DAY, |compared| {
        let changes = compared.diff.changes.iter();
        let of_changes = changes.flat_map(|change| approvers_of_change(compared, change));
        let brought = consequences(compared).into_iter().flat_map(|one| one.approvers);
        let mut names: Vec<String> = of_changes.chain(brought).map(|one| one.who).collect();
        names.sort();
        names.dedup();
        names
    })
}

#[test]
fn the_successor_of_an_organisation_is_asked_in_its_place() {
    let asked = asked("[end.organisation.ccg]\nsuccessor = \"icb\"");
    assert_eq!(
        asked,
        [
            "Council and ICB, each for itself",
            "Full Council",
            "ICB and Trust, each for itself",
            "Who must agree to the constitution of a clinical commissioning group is not in the catalogue",
            "the board of ICB (not entered)"
        ]
    );
}

#[test]
fn one_that_is_still_to_come_is_asked_as_well() {
    let later = CAST.replace("form = \"icb\"", "form = \"icb\"\nstarts = 2023-01-01");
    let loaded = loaded(&later, Some("[end.organisation.ccg]\nsuccessor = \"icb\""));
    let names = compared((&loaded, &loaded), DAY, |compared| {
        let brought = consequences(compared).into_iter().flat_map(|one| one.approvers);
        brought.map(|one| one.who).collect::<Vec<String>>()
    });
    assert!(
        names.iter().any(|name| name == "the board of ICB (not entered)"),
        "{names:?}"
    );
    assert!(names.iter().all(|name| !name.contains("CCG")), "{names:?}");
}

#[test]
fn where_nobody_follows_that_is_said() {
    let asked = asked("[end.organisation.ccg]\nnot-stated = [\"successor\"]");
    let place = "whoever takes the place of CCG (not stated)";
    assert!(asked.iter().any(|name| name == place), "{asked:?}");
    assert!(
        asked.contains(&format!("{place} and Council, each for itself")),
        "{asked:?}"
    );
    assert!(
        asked.iter().all(|name| !name.contains("governing body of CCG")),
        "{asked:?}"
    );
}

#[test]
fn a_body_that_ends_is_not_asked_and_those_above_it_are() {
    assert_eq!(
        asked("[end.body.committee]"),
        [
            "Governing Body (CCG)",
            "Who must agree to the constitution of a clinical commissioning group is not in the catalogue"
        ]
    );
    assert_eq!(
        asked("[end.body.executive]"),
        ["CCG and Council, each for itself"],
        "those who share it"
    );
    let asked = asked("[end.body.gb]");
    assert!(
        asked.contains(&"whoever takes the place of Governing Body (not stated)".to_owned()),
        "it was entered, so that nothing is missing: {asked:?}"
    );
    assert!(!asked.contains(&"Governing Body (CCG)".to_owned()), "{asked:?}");
}

#[test]
fn the_successor_of_a_body_is_asked_by_its_name() {
    let board = "[body.board]\nname = \"Board\"\nform = \"governing-body\"\nwithin = \"ccg\"\n";
    let asked = asked(&format!("{board}[end.body.gb]\nsuccessor = \"board\""));
    assert!(asked.contains(&"Board (CCG)".to_owned()), "{asked:?}");
    assert!(asked.iter().all(|name| !name.contains("Governing Body")), "{asked:?}");
}

/// A paper goes only where nothing rests on it any more.
#[test]
fn an_agreement_that_others_still_rest_on_is_amended() {
    assert_eq!(
        papers("[end.body.executive]"),
        ["amend Pool agreement: Joint Executive ends"]
    );
    assert_eq!(
        papers("[end.body.committee]"),
        [
            "amend Constitution of the CCG: Care Committee ends",
            "withdraw Care terms: Care Committee ends"
        ],
        "the constitution is what the body above works to"
    );
    let found = papers("[end.body.gb]");
    assert!(
        found.contains(&"amend Constitution of the CCG: Governing Body ends".to_owned()),
        "the CCG goes on: {found:?}"
    );
}

#[test]
fn terms_that_another_arrangement_rests_on_are_amended() {
    let recorded = CAST.replace(
        "instrument = \"pool\"\n\n[delegation.beds]",
        "recorded-in = [\"terms\"]\n\n[delegation.beds]",
    );
    assert_ne!(recorded, CAST);
    let loaded = loaded(&recorded, Some("[end.body.committee]"));
    let found = compared((&loaded, &loaded), DAY, consequences);
    let messages: Vec<String> = found.into_iter().map(|one| one.finding.message).collect();
    assert!(
        messages.contains(&"amend Care terms: Care Committee ends".to_owned()),
        "{messages:?}"
    );
}

/// Owners, approvers and those whose nominees sit on a body are named by its papers.
#[test]
fn the_papers_that_name_who_ends_are_listed() {
    let found = papers("[end.organisation.ccg]\nsuccessor = \"icb\"");
    for paper in [
        "withdraw Constitution of the CCG",
        "amend HWB terms",
        "amend Memorandum",
        "amend Pool agreement",
    ] {
        let line = format!("{paper}: CCG is merged into ICB");
        assert!(found.contains(&line), "{line}: {found:?}");
    }
    let found = papers("[end.body.gb]");
    assert!(
        found.contains(&"amend Policy of both: Governing Body ends".to_owned()),
        "{found:?}"
    );
}

/// What two proposals say alike is so with each of them.
#[test]
fn a_successor_that_two_proposals_state_counts_with_each() {
    let one = "[proposal]\nid = \"one\"\ntitle = \"One\"\n[end.organisation.ccg]\nsuccessor = \"icb\"\n";
    let two = one.replace("one", "two");
    let texts = [
        ("framework.toml", CAST),
        ("proposals/one.toml", one),
        ("proposals/two.toml", &two),
    ];
    let inputs = texts.map(|(path, text)| Input {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let loaded = load(remit_law::CATALOGUE, inputs.into());
    for proposal in ["one", "two"] {
        let at = loaded.model.at(DAY, &[proposal]);
        let to: Vec<&str> = at
            .successors("organisation", "ccg")
            .map(|found| found.to.as_str())
            .collect();
        assert_eq!(to, ["icb"], "{proposal}");
    }
    let both = loaded.model.at(DAY, &["one", "two"]);
    assert_eq!(both.successors("organisation", "ccg").count(), 1);
}
