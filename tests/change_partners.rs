//! What a change says of those who share a body or an agreement: of a partner that leaves, of one that is taken over, and of those who
//! received the reports of one that is gone.

use jiff::civil::date;
use remit_diff::{Kind, Table, diff};
use remit_rules::change::{Consequence, Weight};

use crate::change_rules::{COUNCIL, brought, told};
use crate::folder::from_texts;

const SHARED: &str = r#"
[organisation.icb]
name = "ICB"
form = "icb"

[organisation.trust]
name = "Trust"
form = "nhs-trust"

[body.joint]
name = "Partnership Board"
between = ["council", "icb", "trust"]
answers-to.cabinet = { for = ["*"] }
answers-to.trust = { for = ["*"] }
reports-to.cabinet = { every-months = 3 }
reports-to.icb = { every-months = 6 }
seats.trust = { role = "member", voting = true, nominee-of = "trust", count = 2 }

[budget.fund]
name = "Fund"
contributors = ["council", "trust"]
host = "trust"
held-by = "joint"
instrument = "agreement"

[instrument.agreement]
name = "Agreement"
kind = "mou"
party.council = {}
party.icb = {}
party.trust = { role = "host" }
"#;

#[test]
fn a_partner_that_leaves_is_told_where_it_stays() {
    let leaves = "[change.body.joint]\nbetween = [\"council\", \"icb\"]\n";
    let found = brought(SHARED, leaves);
    assert_eq!(
        told(&found, &["holder-"]),
        [
            "holder-lost: Fund: Trust leaves Partnership Board, which holds it, and still hosts it and still pays into it",
            "holder-lost: Trust leaves Partnership Board, and still has 2 seats on it, 2 with a vote",
        ]
    );
    let weights: Vec<Weight> = found
        .iter()
        .filter(|one| one.finding.rule == "holder-lost")
        .map(Consequence::weight)
        .collect();
    assert_eq!(weights, [Weight::Breaking, Weight::Notable]);
    let paper = "[change.instrument.agreement]\nparty.trust = { ends = 2026-03-01 }\n";
    assert_eq!(
        told(&brought(SHARED, paper), &["holder-"]),
        [
            "holder-lost: Fund: Trust leaves Agreement, by which it is made, and still hosts it and still pays into it",
            "holder-lost: Trust leaves the agreement under which Partnership Board holds money, and still has 2 seats on that body, 2 \
             with a vote",
        ]
    );
    // It stays a party until its last day as one.
    let later = paper.replace("2026-03-01", "2027-03-31");
    assert_eq!(told(&brought(SHARED, &later), &["holder-"]), Vec::<String>::new());
    // Whoever takes it out of the money and off the seats has thought of it.
    let whole = format!(
        "{leaves}[end.body.joint.seats.trust]\n[change.budget.fund]\ncontributors = [\"council\"]\nhost = \"council\"\n"
    );
    assert_eq!(told(&brought(SHARED, &whole), &["holder-"]), Vec::<String>::new());
}

/// A partner that leaves takes its own line with it, and no other.
#[test]
fn those_who_stay_still_hear_a_body_that_a_partner_leaves() {
    let leaves = "[change.body.joint]\nbetween = [\"council\", \"icb\"]\n[end.body.joint.answers-to.trust]\n";
    let found = brought(SHARED, leaves);
    assert_eq!(
        told(&found, &["path-"]),
        ["path-lost: in the end Partnership Board no longer answers to Trust, and still does to Cabinet"]
    );
    let lost = |found: &[Consequence]| {
        let lost = found.iter().find(|one| one.finding.rule == "path-lost");
        lost.expect("it is told").weight()
    };
    assert_eq!(lost(&found), Weight::Notable);
    // One that still shares it is no longer answered to.
    assert_eq!(
        lost(&brought(SHARED, "[end.body.joint.answers-to.trust]\n")),
        Weight::Breaking
    );
    // For other matters the others are no answer.
    let other = SHARED.replace(
        "answers-to.cabinet = { for = [\"*\"] }",
        "answers-to.cabinet = { for = [\"grants\"] }",
    );
    assert_ne!(other, SHARED);
    assert_eq!(lost(&brought(&other, leaves)), Weight::Breaking);
}

#[test]
fn one_that_answers_to_the_successor_has_lost_nothing() {
    let both = SHARED.replace("answers-to.cabinet", "answers-to.icb");
    let found = brought(&both, "[end.organisation.trust]\nsuccessor = \"icb\"\n");
    assert_eq!(told(&found, &["path-", "left-"]), Vec::<String>::new());
}

#[test]
fn who_received_the_reports_of_one_that_is_gone_is_told() {
    let found = brought(SHARED, "[end.body.joint]\n");
    assert_eq!(
        told(&found, &["report-"]),
        ["report-rerouted: ICB no longer receives the reports of Partnership Board, which ends"],
        "the Cabinet, to which it answered, knows"
    );
    let split = r#"
[body.adults]
name = "Adults Board"
between = ["council", "icb"]
reports-to.icb = {}

[body.children]
name = "Children Board"
between = ["council", "icb"]

[end.body.joint]
successor = ["adults", "children"]
"#;
    let message = "report-rerouted: Cabinet no longer receives the reports of Partnership Board, and neither of Adults Board and \
                   Children Board, which take its place, is entered as making any";
    assert_eq!(told(&brought(SHARED, split), &["report-"]), [message]);
    let silent = split.replace("reports-to.icb = {}", "not-stated = [\"reports-to\"]");
    assert_eq!(told(&brought(SHARED, &silent), &["report-"]), Vec::<String>::new());
}

#[test]
fn what_is_to_be_novated_is_no_decision_without_an_owner() {
    let given = r#"
[delegation.grants]
name = "Grants to the trust"
from = ["council"]
to = "trust"
functions = ["grants"]
"#;
    let framework = format!("{SHARED}{given}");
    let one = "[end.organisation.trust]\nsuccessor = \"icb\"\n";
    let found = brought(&framework, one);
    assert_eq!(told(&found, &["decision-"]), Vec::<String>::new());
    assert_eq!(told(&found, &["delegation-to-renew"]).len(), 1, "{found:#?}");
    let ended = told(
        &brought(&framework, "[end.organisation.trust]\n"),
        &["decision-", "delegation-"],
    );
    assert!(!ended.is_empty());
}

/// That a paper has other parties is for all of them: those who go, who stay and who come.
#[test]
fn an_agreement_with_other_parties_is_to_be_amended_by_all_of_them() {
    let amended = |proposal: &str| {
        let found = brought(SHARED, proposal);
        let of_paper = |one: &&Consequence| one.finding.subject() == "instrument.agreement";
        let one = found.iter().find(of_paper).expect("it is told");
        let who: Vec<String> = one.approvers.iter().map(|approver| approver.who.clone()).collect();
        assert_eq!((one.weight(), one.finding.rule), (Weight::Notable, "paper-to-amend"));
        (one.finding.message.clone(), who.join("; "))
    };
    let all = "Exampleshire Council, ICB and Trust, each for itself".to_owned();
    let leaves = "[change.instrument.agreement]\nparty.trust = { ends = 2026-03-01 }\n";
    assert_eq!(
        amended(leaves),
        ("amend Agreement: Trust is no longer a party to it".to_owned(), all)
    );
    let joins = "[organisation.other]\nname = \"Other\"\n[change.instrument.agreement]\nparty.other = {}\n";
    assert_eq!(
        amended(joins),
        (
            "amend Agreement: Other becomes a party to it".to_owned(),
            "Exampleshire Council, ICB, Other and Trust, each for itself".to_owned()
        )
    );
    let other_role = "[change.instrument.agreement]\nparty.council = { role = \"host\" }\n";
    let (message, _) = amended(other_role);
    assert_eq!(
        message,
        "amend Agreement: as what its parties are in it, or until when, changes"
    );
}

/// Whoever owns it: those who join it, and those who leave it, sign as well. One that takes another over is in its own papers what it
/// was.
#[test]
fn those_who_join_an_agreement_agree_to_it_whoever_owns_it() {
    let owned = SHARED.replace("kind = \"mou\"", "kind = \"mou\"\nowners = [\"cabinet\"]");
    let joins = "[organisation.other]\nname = \"Other\"\n[change.instrument.agreement]\nparty.other = {}\n";
    let found = brought(&owned, joins);
    let one = found
        .iter()
        .find(|one| one.finding.subject() == "instrument.agreement")
        .expect("it is told");
    let who: Vec<&str> = one.approvers.iter().map(|approver| approver.who.as_str()).collect();
    assert!(who.iter().any(|who| who.starts_with("Cabinet")), "{who:?}");
    assert!(
        who.contains(&"Exampleshire Council, ICB, Other and Trust, each for itself"),
        "{who:?}"
    );
    let merger = "[organisation.small]\nname = \"Small Trust\"\n";
    let ends = "[end.organisation.small]\nsuccessor = \"trust\"\n";
    assert_eq!(
        told(&brought(&format!("{SHARED}{merger}"), ends), &["paper-"]),
        Vec::<String>::new()
    );
}

#[test]
fn a_body_that_one_partner_leaves_or_joins_has_not_moved() {
    let kind = |proposal: &str| {
        let proposal = format!("[proposal]\nid = \"p\"\n{proposal}");
        let framework = format!("{COUNCIL}{SHARED}");
        let loaded = from_texts(&[("framework.toml", framework.as_str()), ("proposals/p.toml", &proposal)]);
        let day = date(2026, 4, 1);
        let differs = diff(&loaded.model.at(day, &[]), &loaded.model.at(day, &["p"]));
        let kinds: Vec<Kind> = differs.of(Table::Body).map(|change| change.kind).collect();
        kinds
    };
    let between = |partners: &str| format!("[change.body.joint]\nbetween = [{partners}]\n");
    assert_eq!(kind(&between("\"council\", \"icb\"")), [Kind::Changed]);
    let other = "[organisation.other]\nname = \"Other\"\n[organisation.third]\nname = \"Third\"\n";
    let joined = between("\"council\", \"icb\", \"trust\", \"other\"");
    assert_eq!(kind(&format!("{other}{joined}")), [Kind::Changed]);
    let moved = between("\"other\", \"third\"");
    assert_eq!(kind(&format!("{other}{moved}")), [Kind::Moved]);
}
