//! What changes bring with them, beside what the pages of the rules show.

use jiff::civil::{Date, date};
use remit_model::finding::Level;
use remit_rules::change::{Approval, Consequence, Weight, consequences};

use crate::{compared, loaded};

const DAY: Date = date(2018, 4, 1);

const CAST: &str = r#"
[framework]
name = "A case"

[organisation.trust]
name = "Trust"
form = "nhs-trust"

[organisation.council]
name = "Council"
form = "county-council"

[body.board]
name = "Trust Board"
form = "board"
within = "trust"

[body.quality]
name = "Quality Committee"
form = "committee"
within = "trust"
answers-to.board = { for = ["*"] }
instrument = "quality-terms"
seats.nurse = { role = "member", post = "nurse" }
does.care = { verb = "decide", function = "care" }

[body.safety]
name = "Safety Group"
within = "trust"
answers-to.quality = { for = ["*"] }
reports-to.quality = { every-months = 3 }
instrument = "safety-terms"

[body.joint]
name = "Joint Group"
between = ["trust", "council"]
reports-to.board = { every-months = 3, instrument = "pool" }

[post.nurse]
name = "Chief Nurse"
within = "trust"

[function.care]
name = "Care"

[function.beds]
name = "Beds"

[delegation.beds]
name = "Beds to the committee"
from = ["trust"]
to = "quality"
functions = ["beds"]

[instrument.scheme]
name = "Scheme of the trust"
kind = "scheme-of-delegation"
owners = ["trust"]

[instrument.quality-terms]
name = "Quality terms"
kind = "terms-of-reference"

[instrument.safety-terms]
name = "Safety terms"
kind = "terms-of-reference"

[instrument.pool]
name = "Pool agreement"
kind = "s75-agreement"
party.trust = { role = "host" }
party.council = { role = "member" }

[log.who]
kind = "question"
text = "Whom does it oversee?"
unsettles = ["quality.oversees"]
"#;

/// What a proposal brings with it.
fn brings(change: &str) -> Vec<Consequence> {
    let loaded = loaded(CAST, Some(change));
    compared((&loaded, &loaded), DAY, consequences)
}

/// What one rule says of a proposal.
fn said(rule: &str, change: &str) -> Vec<String> {
    let of_rule = brings(change).into_iter().filter(|one| one.finding.rule == rule);
    of_rule.map(|one| one.finding.message).collect()
}

#[test]
fn nothing_differs_and_nothing_follows() {
    assert_eq!(said("paper-to-amend", "answers = []"), [""; 0]);
    assert!(brings("answers = []").is_empty());
}

#[test]
fn a_new_name_is_for_the_papers_of_the_neighbours_and_the_scheme() {
    assert_eq!(
        said("paper-to-amend", "[change.body.quality]\nname = \"Care Committee\""),
        [
            "amend Quality terms: Quality Committee is called Care Committee from then on",
            "amend Safety terms: Quality Committee is called Care Committee from then on",
            "amend Scheme of the trust: Quality Committee is called Care Committee from then on"
        ]
    );
}

#[test]
fn a_delegation_that_says_not_where_it_is_recorded_is_sought_in_the_scheme() {
    assert_eq!(
        said("paper-to-amend", "[change.delegation.beds]\nreview-due = 2020-01-01"),
        [
            "amend Quality terms: \u{201c}Beds to the committee\u{201d} changes (its review due)",
            "amend Scheme of the trust: \u{201c}Beds to the committee\u{201d} changes (its review due)"
        ]
    );
}

#[test]
fn terms_to_which_nobody_works_any_more_are_withdrawn() {
    assert_eq!(
        said("paper-to-amend", "[change.body.safety]\nends = 2018-03-31"),
        [
            "amend Quality terms: Safety Group ends",
            "withdraw Safety terms: Safety Group ends"
        ]
    );
}

#[test]
fn who_holds_a_post_or_seat_amends_no_paper_and_what_the_post_is_called_does() {
    let held = "[person.a]\nname = \"A\"\n[change.post.nurse]\nholder = \"a\"";
    assert_eq!(said("paper-to-amend", held), [""; 0]);
    assert_eq!(
        said("paper-to-amend", "[change.post.nurse]\nname = \"Director of Nursing\""),
        ["amend Quality terms: Chief Nurse is called Director of Nursing from then on"]
    );
    assert_eq!(
        said("membership-shifted", held),
        ["Quality Committee: 1 seat, as before; 1 person named, before 0"]
    );
}

#[test]
fn a_report_that_is_owed_does_not_end_with_whoever_made_it() {
    let found = brings("[change.body.joint]\nends = 2018-03-31");
    let owed = found.iter().find(|one| one.finding.rule == "report-rerouted");
    let owed = owed.expect("it is told");
    assert_eq!(
        owed.finding.message,
        "nobody reports under Pool agreement any more, which still asks for it: Joint Group did, and ends"
    );
    assert_eq!((owed.finding.level, owed.weight()), (Level::Must, Weight::Breaking));
    assert_eq!(owed.highest(), Approval::Partners);
}

#[test]
fn reports_go_elsewhere_or_come_less_often() {
    assert_eq!(
        said(
            "report-rerouted",
            "[change.body.safety]\nreports-to.quality = { every-months = 6 }"
        ),
        ["Safety Group reports to Quality Committee every 6 months, before every 3 months"]
    );
    let elsewhere = "[change.body.safety]\nreports-to.quality = { ends = 2018-03-31 }\nreports-to.board = {}";
    assert_eq!(
        said("report-rerouted", elsewhere),
        ["Safety Group reports to Trust Board, where before it reported to Quality Committee"]
    );
    assert_eq!(
        said("report-rerouted", "[change.body.quality]\nreports-to.board = {}"),
        ["Quality Committee reports to Trust Board from then on"]
    );
}

#[test]
fn a_question_that_is_taken_out_is_told() {
    let [old, new] = [
        loaded(CAST, None),
        loaded(CAST.split("[log.who]").next().expect("the rest"), None),
    ];
    let found = compared((&old, &new), DAY, consequences);
    let messages: Vec<String> = found.into_iter().map(|one| one.finding.message).collect();
    assert_eq!(
        messages,
        ["the question \u{201c}Whom does it oversee?\u{201d} is no longer in the log, and nobody has answered it"]
    );
}

#[test]
fn an_answer_that_states_nothing_decides_nothing() {
    let none = "answers = [\"who\"]\n[change.body.quality]\noversees = {}";
    assert_eq!(
        said("closed-undecided", none),
        [""; 0],
        "that there is none is an answer"
    );
    let other = "answers = [\"who\"]\n[change.body.quality]\npurpose = \"Care\"";
    assert_eq!(
        said("closed-undecided", other),
        [
            "the question \u{201c}Whom does it oversee?\u{201d} is answered, and for Quality Committee it is still not stated whom it \
          oversees"
        ]
    );
}

#[test]
fn what_takes_the_place_of_a_body_is_for_the_papers_of_its_neighbours() {
    let care = "[body.care]\nname = \"Care Committee\"\nform = \"committee\"\nwithin = \"trust\"\ninstrument = \"quality-terms\"\n";
    let end = "[end.body.quality]\nsuccessor = \"care\"\n";
    let line = "[change.body.safety]\nanswers-to.care = { for = [\"*\"] }";
    let found = said("paper-to-amend", &format!("starts = 2018-04-01\n{care}{end}{line}"));
    let told = "amend Safety terms: Care Committee takes the place of Quality Committee";
    assert!(found.iter().any(|message| message.starts_with(told)), "{found:#?}");
}
