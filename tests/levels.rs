//! How much findings ask, where one rule asks more of one thing and less of another.

use jiff::civil::date;
use remit_model::finding::Level::{self, Must, Note, Should};

use crate::folder::from_texts;

/// The organisations of these frameworks.
const PARTNERS: &str = "[framework]\nname = \"A test\"\n\
    [organisation.council]\nname = \"Exampleshire Council\"\nform = \"county-council\"\n\
    [organisation.icb]\nname = \"Exampleshire Integrated Care Board\"\nform = \"icb\"\n\
    [function.grants]\nname = \"Grants\"\nof = [\"council\"]\n\
    [function.habits]\nname = \"How meetings are held\"\n\
    [function.strategy]\nname = \"Integrated care strategy\"\nkind = \"duty\"\n\
    [function.services]\nname = \"Contracts for services\"\nkind = \"contract\"\n";

/// What a rule asks of a body of which this is written.
fn asked(rule: &str, written: &str) -> Vec<Level> {
    let loaded = from_texts(&[("framework.toml", &format!("{PARTNERS}{written}"))]);
    assert_eq!(loaded.findings.len(), 0, "{written}: {:?}", loaded.findings);
    let at = loaded.model.at(date(2025, 4, 1), &[]);
    let rule = remit_rules::rule(rule).expect("a rule");
    let checked = remit_rules::check_with(&at, &loaded.broken, &[rule]);
    checked.findings.iter().map(|finding| finding.level).collect()
}

#[test]
fn what_an_advisory_body_decides_of_its_own_is_a_note() {
    for (form, does, level) in [
        ("partnership-forum", "verb = \"agree\", text = \"its work plan\"", Note),
        ("partnership-forum", "verb = \"agree\", function = \"habits\"", Note),
        ("partnership-forum", "verb = \"approve\", function = \"grants\"", Must),
        ("partnership-forum", "verb = \"approve\", function = \"strategy\"", Must),
        (
            "integrated-care-partnership",
            "verb = \"approve\", function = \"strategy\"",
            Note,
        ),
        (
            "integrated-care-partnership",
            "verb = \"approve\", function = \"services\"",
            Must,
        ),
    ] {
        let written = format!(
            "[body.one]\nname = \"One\"\nform = \"{form}\"\nbetween = [\"council\", \"icb\"]\ndoes.it = {{ {does} }}\n"
        );
        assert_eq!(asked("advisory-holds-decision", &written), [level], "{written}");
    }
}

#[test]
fn what_is_given_to_an_advisory_body_is_a_must() {
    let written = "[body.one]\nname = \"One\"\nform = \"integrated-care-partnership\"\nbetween = [\"council\", \"icb\"]\n\
        does.it = { verb = \"agree\", text = \"its work plan\" }\n\
        [delegation.grants]\nfrom = [\"council\"]\nto = \"one\"\nfunctions = [\"grants\"]\n";
    assert_eq!(asked("advisory-holds-decision", written), [Must]);
}

#[test]
fn two_steps_or_open_sums_of_what_is_reserved_ask_less() {
    for (reserved, other, level) in [
        ("verb = \"approve\"", "verb = \"approve\"", Some(Must)),
        ("verb = \"adopt\"", "verb = \"approve\"", Some(Should)),
        ("verb = \"approve\"", "verb = \"recommend\"", None),
        (
            "verb = \"approve\", limit = { above = 500 }",
            "verb = \"approve\"",
            Some(Should),
        ),
        (
            "verb = \"approve\", limit = { above = 500 }",
            "verb = \"approve\", limit = { amount = 500 }",
            None,
        ),
        (
            "verb = \"approve\", limit = { above = 500 }",
            "verb = \"approve\", limit = { amount = 900 }",
            Some(Must),
        ),
    ] {
        let body = |key: &str, does: &str| {
            format!(
                "[body.{key}]\nname = \"Body {key}\"\nform = \"committee\"\nwithin = \"council\"\n\
                 does.it = {{ function = \"grants\", {does} }}\n"
            )
        };
        let written = body("one", &format!("reserved = true, {reserved}")) + &body("two", other);
        let asked = asked("reserved-matter-delegated", &written);
        assert_eq!(asked.first().copied(), level, "{written}");
        assert!(asked.len() < 2, "{written}");
    }
}

#[test]
fn two_who_reserve_one_decision_are_one_finding() {
    let body = |key: &str| {
        format!(
            "[body.{key}]\nname = \"Body {key}\"\nform = \"committee\"\nwithin = \"council\"\n\
             does.it = {{ verb = \"approve\", function = \"grants\", reserved = true }}\n"
        )
    };
    let two = body("one") + &body("two");
    assert_eq!(asked("reserved-matter-delegated", &two), [Must]);
    // The other rule on two who decide leaves it to this one.
    assert_eq!(asked("doubled-decision", &two), []);
}

/// A group that the law ended, with more.
fn ended(more: &str) -> Vec<Level> {
    let group = "[organisation.ccg]\nname = \"Exampleshire CCG\"\nform = \"ccg\"\n";
    asked("ended-party", &format!("{group}{more}"))
}

#[test]
fn a_party_that_the_law_has_ended_is_a_must_where_it_has_part_in_something() {
    let given = "[delegation.d]\nfrom = [\"ccg\"]\nto = \"council\"\nfunctions = [\"grants\"]\n";
    assert_eq!(ended(""), [Should]);
    assert_eq!(ended(given), [Must]);
    let read = "assumed.form = \"as it was once called\"\n";
    assert_eq!(ended(&format!("{read}{given}")), [Should]);
    assert_eq!(ended(&format!("{given}ends = 2022-06-30\n")), [Should]);
    assert_eq!(ended(&format!("{given}starts = 2023-04-01\n")), [Must]);
}

#[test]
fn an_organisation_and_its_committee_end_once() {
    let text = "[organisation.trust]\nname = \"Trust\"\nform = \"nhs-trust\"\nends = 2026-03-31\n\
                [body.committee]\nname = \"Committee\"\nform = \"committee\"\nwithin = \"trust\"\n\
                [delegation.d]\nfrom = [\"trust\"]\nto = \"committee\"\nfunctions = [\"grants\"]\nends = 2027-03-31\n";
    assert_eq!(asked("ended-party", text), [Should]);
}
