//! The proposals of the Tower Hamlets framework: what adopting each would take away, bring and change is a golden file beside
//! the model, and what matters in it is said here. A proposal of a document is no arrangement in force, and says nothing that
//! the document leaves open.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use remit_model::document::{RelationKind, Status};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Standing};
use remit_model::path::StepStatus;
use remit_model::resolve::{Loaded, load};
use remit_render::{HumanOptions, human};
use remit_rules::check;

use crate::folder::{files, from_folder, from_texts, root};

const DAY: Date = date(2017, 11, 1);
const LATER: Date = date(2023, 4, 1);

/// What the document states, asks or holds possible, each with the entries of the log that it would answer. The other two
/// proposals are invented, to put questions to the law.
const OF_THE_DOCUMENT: [(&str, &[&str]); 5] = [
    ("alliance-in-common", &["alliance-committee-in-common"]),
    ("council-joins", &[]),
    ("hwb-oversees", &["hwb-oversight"]),
    ("localities-commission", &["tactical-commissioning"]),
    ("stakeholders-scrutinise", &["stakeholder-scrutiny"]),
];
const INVENTED: [&str; 2] = ["alliance-board-decides", "board-decides"];

const PATH: &str = "broken-path:requirement.path.hwb-to-localities";
const ALLIANCE_FORM: &str = "unsettled-role:body.provider-alliance,log.alliance-committee-in-common";
const IN_COMMON: &str = "in-common-without-own-committees:body.provider-alliance";

fn model() -> Loaded {
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded
}

/// The findings on a day, with proposals, by fingerprint.
fn findings(loaded: &Loaded, on: Date, with: &[&str]) -> BTreeMap<String, Finding> {
    let mut found = check(&loaded.model.at(on, with), &loaded.broken).findings;
    remit_model::finding::sort(&mut found);
    found
        .into_iter()
        .map(|finding| (finding.fingerprint(), finding))
        .collect()
}

/// What adoption brings and takes away, by fingerprint.
fn difference(loaded: &Loaded, with: &[&str]) -> (BTreeSet<String>, BTreeSet<String>) {
    let keys = |with: &[&str]| -> BTreeSet<String> { findings(loaded, DAY, with).into_keys().collect() };
    let (before, after) = (keys(&[]), keys(with));
    (
        after.difference(&before).cloned().collect(),
        before.difference(&after).cloned().collect(),
    )
}

fn set(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

/// The statuses of the steps of the path from the health and wellbeing board to the localities.
fn steps(found: &BTreeMap<String, Finding>) -> Vec<StepStatus> {
    let steps = found[PATH].paths.iter().flat_map(|path| &path.steps);
    steps.map(|step| step.status.clone()).collect()
}

/// The lines of a kind from a body, to another, that are not outside their dates.
fn lines(at: &AsAt<'_>, from: &str, kind: RelationKind, to: &str) -> Vec<Standing> {
    let (from, to) = (at.node_by_key(from), at.node_by_key(to));
    let (from, to) = (from.expect("it exists").id(), to.expect("it exists").id());
    let lines = at.lines_of(from).filter(|(line, _)| line.kind == kind && line.to == to);
    lines
        .map(|(_, standing)| standing)
        .filter(|standing| *standing != Standing::OtherDate)
        .collect()
}

#[test]
fn what_each_would_change_is_golden() {
    let loaded = model();
    let options = HumanOptions {
        color: false,
        width: 100,
        per_rule: 0,
    };
    let said = |found: &[Finding]| human::findings(found, &loaded.sources, &options);
    let before = findings(&loaded, DAY, &[]);
    for key in OF_THE_DOCUMENT.map(|(key, _)| key).into_iter().chain(INVENTED) {
        let after = findings(&loaded, DAY, &[key]);
        let mut parts: [Vec<Finding>; 3] = Default::default();
        for (fingerprint, finding) in &before {
            if !after.contains_key(fingerprint) {
                parts[0].push(finding.clone());
            }
        }
        for (fingerprint, finding) in &after {
            match before.get(fingerprint) {
                None => parts[1].push(finding.clone()),
                Some(old) if said(std::slice::from_ref(old)) != said(std::slice::from_ref(finding)) => {
                    parts[2].push(finding.clone());
                }
                Some(_) => {}
            }
        }
        let title = &loaded.model.proposals.get(key).expect("the proposal").title;
        let mut text = format!("As if `{key}` were adopted: {title}\n");
        let headings = ["No longer found", "Found anew", "Found as before, and said otherwise"];
        for (heading, mut part) in headings.into_iter().zip(parts) {
            remit_model::finding::sort(&mut part);
            let listed = if part.is_empty() {
                "nothing\n".to_owned()
            } else {
                said(&part)
            };
            text.push_str(&format!("\n==== {heading} ====\n\n{listed}"));
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(root().join("models/tower-hamlets-together/golden"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("with-{key}"), text));
    }
}

#[test]
fn the_proposals_say_whose_they_are_and_what_they_answer() {
    let loaded = model();
    let keys: BTreeSet<&str> = loaded.model.proposals.iter().map(|proposal| &*proposal.key).collect();
    let known = OF_THE_DOCUMENT.map(|(key, _)| key).into_iter().chain(INVENTED);
    assert_eq!(keys, known.collect(), "every proposal is tested here");
    for (key, answers) in OF_THE_DOCUMENT {
        let proposal = loaded.model.proposals.get(key).expect("the proposal");
        let answered: Vec<&str> = proposal.answers.iter().map(|entry| &**entry).collect();
        assert_eq!(answered, answers, "{key}");
        let statement = &proposal.statement;
        assert!(
            statement.quote.is_some() && statement.origin.is_some(),
            "{key} is quoted"
        );
        assert!(
            statement.is_not_stated("proposer") && statement.is_not_stated("starts"),
            "the document says neither who proposes {key} nor from when"
        );
        assert!(!proposal.title.to_lowercase().contains("invented"), "{key}");
    }
    for key in INVENTED {
        let proposal = loaded.model.proposals.get(key).expect("the proposal");
        assert!(proposal.title.to_lowercase().contains("invented"), "{key}");
    }
}

#[test]
fn adoption_closes_what_is_answered_and_nothing_else() {
    let loaded = model();
    let open = |with: &[&str]| {
        let found = findings(&loaded, DAY, with);
        let remarks = found["review-due:framework"].remarks.iter();
        let said: Vec<&String> = remarks
            .filter(|remark| remark.contains("of the log are open"))
            .collect();
        let number = said[0].split(' ').next().expect("a number");
        number.parse::<usize>().expect("a number")
    };
    assert_eq!(open(&[]), loaded.model.log.iter().count());
    for (key, answers) in OF_THE_DOCUMENT {
        assert_eq!(open(&[]) - open(&[key]), answers.len(), "{key}");
    }
    // Nobody proposes an answer to most of it; and where committees meet in common, whether boards may delegate to the Alliance
    // Board is still a question.
    let all = OF_THE_DOCUMENT.map(|(key, _)| key);
    assert_eq!(open(&[]) - open(&all), 4);
}

#[test]
fn what_is_shown_of_a_body_knows_what_is_answered() {
    let loaded = model();
    let possible = "A tactical commissioning role for the locality committees";
    let listed = |with: &[&str]| {
        let at = loaded.model.at(DAY, with);
        let page = remit_report::body(&at, &at.node_by_key("locality-committees").expect("the body"));
        human::page(&page, 200).contains(possible)
    };
    assert!(listed(&[]) && !listed(&["localities-commission"]));
}

#[test]
fn what_nobody_adopted_changes_nothing() {
    let folder = root().join("models/tower-hamlets-together");
    let mut without = files(&folder);
    without.retain(|input| {
        !OF_THE_DOCUMENT
            .iter()
            .any(|(key, _)| *key != "hwb-oversees" && input.path == format!("proposals/{key}.toml"))
    });
    assert_eq!(files(&folder).len() - without.len(), 4);
    let messages = |loaded: &Loaded| -> Vec<String> {
        let found = findings(loaded, DAY, &[]).into_values();
        found
            .map(|finding| format!("{:?} {}", finding.level, finding.message))
            .collect()
    };
    assert_eq!(messages(&model()), messages(&load(remit_law::CATALOGUE, without)));
}

#[test]
fn the_council_then_provides_where_it_commissions() {
    let loaded = model();
    assert_eq!(difference(&loaded, &["council-joins"]), (set(&[]), set(&[])));
    let provides = |with: &[&str]| {
        let found = findings(&loaded, DAY, with);
        let said = found["both-sides:organisation.lbth"].message.clone();
        assert!(
            said.contains("commissions through Joint Commissioning Executive"),
            "{said}"
        );
        let alliance = said.matches("Provider Alliance").count();
        assert_eq!(alliance, 1, "the alliance is named once: {said}");
        said.contains("Provider Alliance (proposed)")
    };
    assert!(provides(&[]), "the council has not joined");
    assert!(!provides(&["council-joins"]), "as if it had");
}

#[test]
fn a_line_called_proposed_gives_way_to_the_proposal_that_brings_it() {
    let loaded = model();
    let joined = |with: &[&str]| {
        lines(
            &loaded.model.at(DAY, with),
            "provider-alliance",
            RelationKind::Party,
            "lbth",
        )
    };
    assert_eq!(joined(&["council-joins"]), [Standing::InForce]);
    // Not adopted, it stands beside what the framework itself calls proposed.
    assert_eq!(joined(&[]), [Standing::Proposed, Standing::Proposed]);

    let text = "[framework]\nname = \"F\"\n[organisation.trust]\n[body.alliance]\nform = \"contractual-alliance\"\n\
                party.trust = { status = \"proposed\" }\n";
    let proposal = |starts: &str| {
        format!(
            "[proposal]\nid = \"joins\"\n[change.body.alliance]\nparty.trust = {{ status = \"in-force\"{starts} }}\n"
        )
    };
    for (starts, wanted) in [
        ("", vec![Standing::InForce]),
        (", starts = 2017-11-01", vec![Standing::InForce]),
        // Before its day the line is what it was.
        (", starts = 2017-11-02", vec![Standing::Proposed]),
    ] {
        let loaded = from_texts(&[("framework.toml", text), ("joins.toml", &proposal(starts))]);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let at = loaded.model.at(DAY, &["joins"]);
        assert_eq!(
            lines(&at, "alliance", RelationKind::Party, "trust"),
            wanted,
            "{starts:?}"
        );
    }
}

#[test]
fn a_committee_in_common_leaves_open_which_committees_these_are() {
    let loaded = model();
    assert_eq!(
        difference(&loaded, &["alliance-in-common"]),
        (set(&[IN_COMMON]), set(&[ALLIANCE_FORM]))
    );
    let found = findings(&loaded, DAY, &["alliance-in-common"]);
    let finding = &found[IN_COMMON];
    assert_eq!((finding.level, finding.verdict), (Level::Note, Verdict::CannotTell));
    for name in [
        "Barts Health NHS Trust",
        "East London NHS Foundation Trust",
        "not stated",
    ] {
        assert!(finding.message.contains(name), "{}", finding.message);
    }
    let places: Vec<&str> = finding
        .labels
        .iter()
        .map(|label| &*loaded.sources.get(label.place.file).path)
        .collect();
    assert!(places.contains(&"proposals/alliance-in-common.toml"), "{places:?}");
    // No committee, function or delegation is made up for it.
    let count = |with: &[&str]| loaded.model.at(DAY, with).bodies().count();
    assert_eq!(count(&["alliance-in-common"]), count(&[]));
    for on in [DAY, LATER] {
        let rules = findings(&loaded, on, &["alliance-in-common"]);
        assert!(
            !rules.keys().any(|key| key.starts_with("joint-committee-unavailable")),
            "each decides for its own organisation, so no power to decide together is needed"
        );
    }
}

#[test]
fn a_role_for_the_localities_gives_them_no_decision_and_nobody_to_answer_to() {
    let loaded = model();
    assert_eq!(difference(&loaded, &["localities-commission"]), (set(&[]), set(&[])));
    let found = findings(&loaded, DAY, &["localities-commission"]);
    assert_eq!(found[PATH].level, Level::Must);
    assert_eq!(
        steps(&found),
        [
            StepStatus::Proposed(Some("hwb-oversees".to_owned())),
            StepStatus::NotStated
        ]
    );
    assert!(
        !found.contains_key("form-not-stated:body.locality-committees"),
        "no decision is said to be theirs"
    );
    let at = loaded.model.at(DAY, &["localities-commission"]);
    let does = at.node_by_key("locality-committees").expect("the body").does().count();
    assert_eq!(does, 2, "systems leadership, and the role");
}

#[test]
fn scrutiny_by_stakeholders_is_read_as_challenge() {
    let loaded = model();
    let open = "unsettled-role:body.stakeholder-council,log.stakeholder-scrutiny";
    assert_eq!(
        difference(&loaded, &["stakeholders-scrutinise"]),
        (set(&[]), set(&[open])),
        "the question goes, and no rule about scrutiny by statute speaks"
    );
    let at = loaded.model.at(DAY, &["stakeholders-scrutinise"]);
    let of = |kind| lines(&at, "stakeholder-council", kind, "tht-board");
    assert_eq!(of(RelationKind::Challenges), [Standing::InForce]);
    assert_eq!(of(RelationKind::Scrutinises), []);
    let council = at.node_by_key("stakeholder-council").expect("the body").id();
    let line = at
        .relations_from(council)
        .find(|line| line.kind == RelationKind::Challenges);
    let line = line.expect("it challenges");
    assert!(
        line.assumed().is_some(),
        "that it is challenge, and of the Board, is a reading"
    );
    assert_eq!(line.statement.status, Status::InForce);
}

#[test]
fn all_that_the_document_raises_together_does_not_close_the_path() {
    let loaded = model();
    let all = OF_THE_DOCUMENT.map(|(key, _)| key);
    let found = findings(&loaded, DAY, &all);
    assert_eq!(
        (found[PATH].level, found[PATH].verdict),
        (Level::Note, Verdict::CannotTell),
        "step one is supplied as oversight, step two is not stated"
    );
    assert_eq!(
        steps(&found),
        [
            StepStatus::AsIfAdopted("hwb-oversees".to_owned()),
            StepStatus::NotStated
        ]
    );
    assert!(
        found.values().all(|finding| finding.level != Level::Must),
        "it is not stated, and not found wrong"
    );
    for still_open in [
        "form-not-stated:body.jce",
        "unsettled-accountability:body.tht-board,log.hold-tht-to-account",
        "silences:body.locality-committees",
    ] {
        assert!(found.contains_key(still_open), "{still_open} has no proposal");
    }
}

#[test]
fn no_two_of_the_document_bring_what_neither_brings_alone() {
    let loaded = model();
    let all = OF_THE_DOCUMENT.map(|(key, _)| key);
    for (number, one) in all.iter().enumerate() {
        for other in &all[number + 1..] {
            let together = difference(&loaded, &[one, other]).0;
            let alone = |key| difference(&loaded, &[key]).0;
            let either: BTreeSet<String> = alone(one).union(&alone(other)).cloned().collect();
            assert_eq!(together, either, "{one} with {other}");
            let around = difference(&loaded, &[other, one]).0;
            assert_eq!(together, around, "in whatever order they are named");
        }
    }
}

#[test]
fn a_committee_in_common_is_not_given_what_the_boards_would_delegate() {
    // The slide's two questions about the Alliance Board hang together: adopted both, the one takes the ground from the other.
    let loaded = model();
    let (brought, _) = difference(&loaded, &["alliance-in-common", "alliance-board-decides"]);
    let holds = "advisory-holds-decision:body.provider-alliance";
    let held: Vec<&String> = brought.iter().filter(|key| key.starts_with(holds)).collect();
    assert_eq!(held.len(), 1, "{brought:?}");
    let found = findings(&loaded, DAY, &["alliance-in-common", "alliance-board-decides"]);
    let finding = &found[held[0]];
    assert_eq!(finding.level, Level::Should, "both rest on readings");
    assert!(
        finding
            .message
            .contains("is committees in common, which can hold no decision"),
        "{}",
        finding.message
    );
}
