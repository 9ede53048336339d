//! Our own models, judged by the law of a day: what the worked examples teach is found, and nothing else; the same framework
//! is judged by the law of the day that it is asked about; and Tower Hamlets is told what is true.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use remit_model::finding::{Finding, Level};
use remit_rules::{Group, check};

use crate::folder::{from_folder, root};

const BEFORE: Date = date(2017, 11, 1);
const AFTER: Date = date(2023, 4, 1);

/// What is said of a model on a day, with proposals.
fn said(model: &str, on: Date, with: &[&str]) -> Vec<Finding> {
    let loaded = from_folder(&root().join("models").join(model));
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    check(&loaded.model.at(on, with), &loaded.broken).findings
}

fn is_about_law(finding: &Finding) -> bool {
    remit_rules::rule(finding.rule).is_some_and(|rule| rule.group == Group::Law)
}

/// What the law of the day finds wrong: rule and subject, of all that must or should be resolved.
fn wrong(findings: &[Finding]) -> BTreeSet<(&str, &str)> {
    let law = findings.iter().filter(|finding| is_about_law(finding));
    let asked = law.filter(|finding| finding.level != Level::Note);
    asked.map(|finding| (finding.rule, finding.subject())).collect()
}

#[test]
fn a_worked_example_has_the_one_thing_wrong_that_it_teaches() {
    for (model, on, rule, subject) in [
        (
            "worked-2017",
            BEFORE,
            "joint-committee-unavailable",
            "body.clinics-committee",
        ),
        (
            "worked-2023",
            AFTER,
            "delegation-without-power",
            "delegation.care-to-the-committee",
        ),
    ] {
        let findings = said(model, on, &[]);
        let all: Vec<_> = findings
            .iter()
            .map(|finding| (finding.rule, finding.subject(), finding.level))
            .collect();
        assert_eq!(all, [(rule, subject, Level::Must)], "{model}");
    }
}

#[test]
fn one_framework_is_judged_by_the_law_of_each_day() {
    // Parallel committees are lawful on both days, a joint committee of two trusts on the later, one with a company on neither.
    let before = said("worked-two-dates", BEFORE, &[]);
    assert_eq!(
        wrong(&before),
        BTreeSet::from([
            ("power-out-of-era", "delegation.clinics"),
            ("power-out-of-era", "delegation.home-visits")
        ])
    );
    let after = said("worked-two-dates", AFTER, &[]);
    assert_eq!(
        wrong(&after),
        BTreeSet::from([("delegation-without-power", "delegation.home-visits")])
    );
    assert_eq!((before.len(), after.len()), (2, 1), "and nothing else is said");
}

#[test]
fn the_law_changes_on_the_first_of_july_2022() {
    let (last, first) = (date(2022, 6, 30), date(2022, 7, 1));
    assert_eq!(wrong(&said("worked-two-dates", last, &[])).len(), 2);
    assert_eq!(wrong(&said("worked-two-dates", first, &[])).len(), 1);
}

#[test]
fn nothing_in_tower_hamlets_is_found_unlawful() {
    // The Board is a forum that recommends; the form of the Executive is not stated; whether the Stakeholder Council
    // scrutinises is a question. None of that is a breach.
    assert_eq!(wrong(&said("tower-hamlets-together", BEFORE, &[])), BTreeSet::new());
}

#[test]
fn provider_boards_could_not_delegate_to_an_alliance_board_before_and_can_since() {
    let proposal = ["alliance-board-decides"];
    let before = said("tower-hamlets-together", BEFORE, &proposal);
    assert_eq!(
        wrong(&before),
        BTreeSet::from([("joint-committee-unavailable", "body.provider-alliance")])
    );
    let invented = before
        .iter()
        .find(|finding| finding.rule == "joint-committee-unavailable");
    assert_eq!(
        invented.map(|finding| finding.level),
        Some(Level::Should),
        "what is invented is a reading, and no more than that rests on it"
    );
    assert_eq!(
        wrong(&said("tower-hamlets-together", AFTER, &proposal)),
        BTreeSet::new()
    );
}

#[test]
fn all_partners_could_delegate_to_the_partnership_board_neither_before_nor_since() {
    for on in [BEFORE, AFTER] {
        assert_eq!(
            wrong(&said("tower-hamlets-together", on, &["board-decides"])),
            BTreeSet::from([("joint-committee-unavailable", "body.tht-board")]),
            "{on}"
        );
    }
}

#[test]
fn nobody_outlives_their_form() {
    // Read after clinical commissioning groups ended, the example of 2017 says so once, and cites the law.
    let later = said("worked-2017", AFTER, &[]);
    let ended: Vec<_> = later.iter().filter(|finding| finding.rule == "ended-party").collect();
    let told: Vec<_> = ended.iter().map(|finding| (finding.subject(), finding.level)).collect();
    assert_eq!(told, [("organisation.ccg", Level::Must)]);
    assert!(
        ended[0]
            .message
            .ends_with("the law knows no clinical commissioning group after 30 June 2022"),
        "{}",
        ended[0].message
    );
    assert!(
        ended[0]
            .remarks
            .iter()
            .any(|remark| remark.contains("abolished by the Health and Care Act 2022"))
    );
}
