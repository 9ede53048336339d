//! Who must agree to what differs (RULES D3): from a framework and one proposal.

use jiff::civil::{Date, date};
use remit_rules::change::{Approval, Approver, approvers_of_change};

use crate::{compared, loaded};

const CAST: &str = r#"
[framework]
name = "A case"

[organisation.icb]
name = "Anyshire ICB"
form = "icb"

[body.icb-board]
name = "ICB Board"
form = "board"
within = "icb"

[body.quality]
name = "Quality Committee"
form = "committee"
within = "icb"
answers-to.icb-board = { for = ["*"] }
instrument = "quality-terms"

[body.quality-group]
name = "Quality Group"
form = "sub-committee"
within = "icb"
answers-to.quality = { for = ["*"] }

[organisation.council]
name = "Anyshire Council"
form = "county-council"

[body.hwb]
name = "HWB"
form = "health-and-wellbeing-board"
within = "council"

[body.forum]
name = "Partnership Forum"
form = "partnership-forum"
between = ["icb", "council"]

[body.sub-forum]
name = "Sub-forum"
between = ["icb", "council"]
answers-to.forum = { for = ["*"] }

[body.joint]
name = "Joint Committee"
form = "joint-committee"
between = ["icb", "council"]
answers-to.forum = { for = ["*"] }

[function.beds]
name = "Beds"

[instrument.icb-constitution]
name = "Constitution of the ICB"
kind = "constitution"
owners = ["icb"]
note = "A note."

[instrument.council-constitution]
name = "Constitution of the council"
kind = "constitution"
approvers = ["council"]

[instrument.scheme]
name = "Scheme of the ICB"
kind = "scheme-of-delegation"
approvers = ["icb"]

[instrument.pool]
name = "Pool agreement"
kind = "s75-agreement"
party.icb = { role = "commissioner" }
party.council = { role = "host" }

[instrument.quality-terms]
name = "Quality terms"
kind = "terms-of-reference"
approvers = ["quality"]

[instrument.memo]
name = "Memorandum"
kind = "mou"
party.icb = { role = "member" }
party.council = { role = "member" }

[delegation.beds]
name = "Beds for both"
from = ["icb"]
to = "council"
functions = ["beds"]
recorded-in = ["scheme"]
"#;

/// Who must agree to all that a proposal changes, in rising order.
fn approvers(change: &str, day: Date) -> Vec<Approver> {
    let loaded = loaded(CAST, Some(change));
    compared((&loaded, &loaded), day, |compared| {
        assert!(!compared.diff.is_empty(), "{change} changes nothing");
        let changes = compared.diff.changes.iter();
        changes
            .flat_map(|change| approvers_of_change(compared, change))
            .collect()
    })
}

fn said(change: &str) -> Vec<String> {
    let found = approvers(change, date(2024, 4, 1));
    let words = |one: &Approver| format!("{}: {} ({})", one.level.words(), one.who, one.why);
    found.iter().map(words).collect()
}

/// Level and name alone.
fn who(change: &str) -> Vec<(Approval, String)> {
    let found = approvers(change, date(2024, 4, 1));
    found.into_iter().map(|one| (one.level, one.who)).collect()
}

#[test]
fn the_law_names_who_agrees_to_papers_of_its_kinds() {
    assert_eq!(
        said("[change.instrument.icb-constitution]\nname = \"New constitution\""),
        [
            "board: ICB Board (Anyshire ICB) (Constitution of the ICB changes; it is theirs)",
            "NHS England: NHS England (not entered) (Constitution of the ICB changes: NHS Act 2006 Schedule 1B para 15(2), \
             in force from 1 July 2022)"
        ]
    );
}

#[test]
fn what_nobody_read_says_so() {
    let found = said("[change.instrument.council-constitution]\nname = \"New constitution\"");
    assert_eq!(
        found,
        [
            "full council or members: the full council of Anyshire Council (not entered) (Constitution of the council changes: \
          Published practice (not verified))"
        ]
    );
    let found = who("[change.instrument.scheme]\nname = \"New scheme\"");
    assert_eq!(found, [(Approval::Board, "ICB Board (Anyshire ICB)".to_owned())]);
}

#[test]
fn every_party_agrees_to_an_agreement() {
    let both = "Anyshire Council and Anyshire ICB, each for itself".to_owned();
    for paper in ["pool", "memo"] {
        let found = who(&format!("[change.instrument.{paper}]\nname = \"Another\""));
        assert_eq!(found, [(Approval::Partners, both.clone())], "{paper}");
    }
    assert_eq!(
        who("[change.delegation.beds]\nreview-due = 2026-01-01"),
        [
            (Approval::Board, "ICB Board (Anyshire ICB)".to_owned()),
            (Approval::Partners, both)
        ],
        "the board for the scheme in which it is recorded"
    );
}

/// The law asks NHS England about the words of a constitution, not about the day on which it is read again.
#[test]
fn another_day_of_review_is_for_those_whose_paper_it_is() {
    let board = (Approval::Board, "ICB Board (Anyshire ICB)".to_owned());
    for paper in ["icb-constitution", "scheme"] {
        let found = who(&format!("[change.instrument.{paper}]\nreview-due = 2026-01-01"));
        assert_eq!(found, std::slice::from_ref(&board), "{paper}");
    }
    let found = who("[change.instrument.icb-constitution]\nreview-due = 2026-01-01\nname = \"New\"");
    assert!(
        found.iter().any(|(level, _)| *level == Approval::NhsEngland),
        "{found:?}"
    );
}

#[test]
fn who_leaves_an_agreement_and_who_joins_it_agree_together() {
    let found = who(
        "[organisation.trust]\nname = \"Anyshire Trust\"\nform = \"nhs-trust\"\n[change.instrument.memo]\nparty.trust = { role = \"member\" }",
    );
    let all = "Anyshire Council, Anyshire ICB and Anyshire Trust, each for itself";
    assert_eq!(found, [(Approval::Partners, all.to_owned())]);
}

#[test]
fn who_oversees_and_those_who_share_what_is_overseen_agree() {
    let found = who("[change.body.hwb]\noversees.forum = {}");
    let expected = [
        (Approval::Committee, "HWB (Anyshire Council)"),
        (Approval::Committee, "Partnership Forum"),
        (Approval::Members, "the full council of Anyshire Council (not entered)"),
        (Approval::Partners, "Anyshire Council and Anyshire ICB, each for itself"),
    ];
    assert_eq!(found, expected.map(|(level, name)| (level, name.to_owned())));
}

#[test]
fn terms_of_reference_are_for_whoever_stands_above() {
    let found = who("[change.instrument.quality-terms]\nname = \"New terms\"");
    assert_eq!(found, [(Approval::Board, "ICB Board (Anyshire ICB)".to_owned())]);
}

#[test]
fn a_body_is_for_whoever_stands_above_it() {
    for (body, expected) in [
        ("quality", (Approval::Board, "ICB Board (Anyshire ICB)")),
        (
            "quality-group",
            (Approval::Committee, "Quality Committee (Anyshire ICB)"),
        ),
        (
            "hwb",
            (Approval::Members, "the full council of Anyshire Council (not entered)"),
        ),
        (
            "forum",
            (Approval::Partners, "Anyshire Council and Anyshire ICB, each for itself"),
        ),
        ("sub-forum", (Approval::Committee, "Partnership Forum")),
        (
            "joint",
            (Approval::Partners, "Anyshire Council and Anyshire ICB, each for itself"),
        ),
    ] {
        let found = who(&format!("[change.body.{body}]\npurpose = \"Another\""));
        let (level, name) = expected;
        assert_eq!(found, [(level, name.to_owned())], "{body}");
    }
}

#[test]
fn words_and_sources_need_nobody() {
    assert_eq!(said("[change.body.quality]\ncalled = \"QC\""), [""; 0]);
}

#[test]
fn the_board_is_consulted_before_the_council_adds_members() {
    let seat = |seat: &str| who(&format!("[change.body.hwb]\nseats.new = {{ {seat} }}"));
    let consulted = (Approval::Committee, "HWB (to be consulted)".to_owned());
    assert!(seat("role = \"member\", nominee-of = \"forum\"").contains(&consulted));
    assert!(!seat("role = \"member\", nominee-of = \"icb\"").contains(&consulted));
    assert!(!seat("role = \"in-attendance\", nominee-of = \"forum\"").contains(&consulted));
    let early = approvers(
        "[change.body.hwb]\nseats.new = { role = \"member\", nominee-of = \"forum\" }",
        date(2012, 1, 1),
    );
    assert!(early.iter().all(|one| one.who != consulted.1));
}
