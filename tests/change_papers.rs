//! What a change says of papers: whether they are amended or withdrawn, and of a new name, a new body, and a board that the law asks for.

use remit_rules::change::{Consequence, Weight};

use crate::change_rules::{brought, told};

const PAPERS: &str = r#"
[body.board]
name = "Board"
within = "council"
instrument = "terms"
answers-to.cabinet = {}

[body.panel]
name = "Panel"
within = "council"
answers-to.cabinet = {}

[body.group]
name = "Group"
within = "council"
instrument = "group-terms"
answers-to.board = {}

[instrument.terms]
name = "Board terms of reference"
kind = "terms-of-reference"

[instrument.group-terms]
name = "Group terms of reference"
kind = "terms-of-reference"

[instrument.mou]
name = "MOU"
kind = "mou"
owners = ["board"]
"#;

fn papers(found: &[Consequence]) -> Vec<(Weight, &str)> {
    let of_rule = found.iter().filter(|one| one.finding.rule == "paper-to-amend");
    of_rule
        .map(|one| (one.weight(), one.finding.message.as_str()))
        .collect()
}

#[test]
fn an_agreement_goes_over_to_whoever_takes_the_place_of_its_owner() {
    let found = brought(PAPERS, "[end.body.board]\nsuccessor = \"panel\"\n");
    assert_eq!(
        papers(&found),
        [
            (
                Weight::Notable,
                "amend Group terms of reference: Group answers to Board no longer"
            ),
            (Weight::Notable, "amend MOU: Board is merged into Panel"),
            // Nobody works to it: what else it said is no reason by itself.
            (
                Weight::Notable,
                "withdraw Board terms of reference: Board is merged into Panel"
            ),
        ]
    );
    let found = brought(PAPERS, "[end.body.board]\n");
    assert!(
        papers(&found).contains(&(Weight::Notable, "withdraw MOU: Board ends")),
        "{found:?}"
    );
}

#[test]
fn another_name_is_editorial_wherever_it_is_named() {
    let renamed = "[change.body.board]\nname = \"Joint Board\"\n";
    let found = brought(PAPERS, renamed);
    let all: Vec<Weight> = papers(&found).into_iter().map(|(weight, _)| weight).collect();
    assert!(
        !all.is_empty() && all.iter().all(|weight| *weight == Weight::Editorial),
        "{found:?}"
    );
    // With anything else that is otherwise, the paper is to be amended.
    let more = format!("{renamed}quorum.members = 3\n");
    let found = brought(PAPERS, &more);
    let terms = papers(&found)
        .into_iter()
        .find(|(_, message)| message.contains("Board terms"));
    assert_eq!(terms.map(|(weight, _)| weight), Some(Weight::Notable));
}

#[test]
fn a_new_body_needs_terms_of_reference_where_others_have_some() {
    let new = "[body.new]\nname = \"New Board\"\nwithin = \"council\"\nanswers-to.cabinet = {}\n[end.body.board]\nsuccessor = \"new\"\n";
    let hint = "New Board is new, and no terms of reference of it are entered";
    let found = brought(PAPERS, new);
    assert!(papers(&found).contains(&(Weight::Editorial, hint)), "{found:?}");
    let one = found
        .iter()
        .find(|one| one.finding.message == hint)
        .expect("it is told");
    assert_eq!(
        one.finding.remarks,
        ["before the change Board works to Board terms of reference"]
    );
    // That it is not known is an answer; and where no body has any, nobody misses them.
    for silent in ["instrument = \"terms\"\n", "not-stated = [\"instrument\"]\n"] {
        let said = new.replacen("within = \"council\"\n", &format!("within = \"council\"\n{silent}"), 1);
        assert!(
            papers(&brought(PAPERS, &said))
                .iter()
                .all(|(_, message)| *message != hint),
            "{silent}"
        );
    }
    let none = PAPERS.replace("terms-of-reference", "protocol");
    assert!(papers(&brought(&none, new)).iter().all(|(_, message)| *message != hint));
}

/// Whoever takes the place of one to whom it had a line would have it to itself.
#[test]
fn a_line_of_the_successor_is_ended_and_not_rewritten() {
    let framework = PAPERS.replace(
        "name = \"Panel\"\n",
        "name = \"Panel\"\nreports-to.board = { every-months = 3 }\n",
    );
    let found = brought(&framework, "[end.body.board]\nsuccessor = \"panel\"\n");
    let one = found
        .iter()
        .find(|one| one.finding.rule == "successor-not-named")
        .expect("it is told");
    assert_eq!(
        one.finding.message,
        "Panel takes the place of Board, and what still names Board is to be rewritten: Group answers to it"
    );
    assert_eq!(
        one.finding.remarks,
        ["to be ended, since it would lead to Panel itself: Panel reports to it"]
    );
}

#[test]
fn the_health_and_wellbeing_board_of_a_county_council_is_breaking_to_lose() {
    let board = "[body.hwb]\nname = \"HWB\"\nform = \"health-and-wellbeing-board\"\nwithin = \"council\"\nanswers-to.cabinet = {}\n";
    let other = "[organisation.district]\nname = \"District\"\nform = \"council\"\n";
    let moved = format!("{other}[change.body.hwb]\nwithin = \"district\"\n");
    for (proposal, becomes) in [("[end.body.hwb]\n", "ends"), (moved.as_str(), "is it no longer")] {
        let found = brought(board, proposal);
        assert_eq!(
            told(&found, &["statutory-"]),
            [format!(
                "statutory-body-ended: Exampleshire Council must have a health and wellbeing board by law: HWB {becomes}, and none is \
                 entered after the change"
            )]
        );
        let one = found
            .iter()
            .find(|one| one.finding.rule == "statutory-body-ended")
            .expect("it is told");
        assert_eq!(one.weight(), Weight::Breaking);
        let section = "Health and Social Care Act 2012 s194(1), in force from 1 April 2013";
        assert!(one.finding.remarks.iter().any(|remark| remark == section), "{one:?}");
    }
}
