//! How far back the catalogue reaches, and what a framework's own law counts for.

use remit_model::finding::{Finding, Level};
use remit_model::resolve::{Input, Loaded, load};
use remit_rules::chains::{Hold, chains};
use remit_rules::{Group, RULES, check_with};

fn loaded(day: &str, law: &str, text: &str) -> Loaded {
    let text = format!("[framework]\nname = \"A case\"\nas-at = {day}\nlaw = \"{law}\"\n{text}");
    load(
        remit_law::CATALOGUE,
        vec![Input {
            path: "framework.toml".to_owned(),
            bytes: text.into_bytes(),
        }],
    )
}

fn found(day: &str, law: &str, text: &str) -> Vec<Finding> {
    let loaded = loaded(day, law, text);
    let rules: Vec<_> = RULES
        .iter()
        .copied()
        .filter(|rule| rule.group == Group::Law || rule.name == "ended-party")
        .collect();
    let day = day.parse().expect("a day");
    check_with(&loaded.model.at(day, &[]), &loaded.broken, &rules).findings
}

/// The rules that found something, each with its level.
fn told(day: &str, law: &str, text: &str) -> Vec<(&'static str, Level)> {
    let mut told: Vec<_> = found(day, law, text)
        .iter()
        .map(|finding| (finding.rule, finding.level))
        .collect();
    told.sort_unstable_by_key(|(rule, _)| *rule);
    told
}

const UNDER_S75: &str = r#"
[organisation]
trust = { form = "nhs-trust" }
council = { form = "county-council" }
[function.nursing]
of = ["trust"]
[delegation.nursing]
from = ["trust"]
to = "council"
functions = ["nursing"]
power = "nhs-act-2006-s75"
"#;

#[test]
fn a_section_is_not_in_force_before_the_year_of_its_act_and_open_until_it_had_begun() {
    assert_eq!(
        told("1994-06-01", "shipped", UNDER_S75),
        [("power-out-of-era", Level::Must)]
    );
    assert_eq!(
        told("2005-12-31", "shipped", UNDER_S75),
        [("power-out-of-era", Level::Must)]
    );
    for day in ["2006-01-01", "2007-06-01", "2008-01-01"] {
        assert_eq!(told(day, "shipped", UNDER_S75), [], "{day}");
    }
}

const WASTE: &str = r#"
[organisation]
here = { form = "london-borough" }
there = { form = "london-borough" }
[body]
cabinet = { form = "executive", within = "here" }
joint = { form = "joint-committee", between = ["here", "there"] }
[function.waste]
of = ["here", "there"]
executive = true
[function.parks]
of = ["here"]
executive = true
[delegation.waste]
from = ["here", "there"]
to = "joint"
functions = ["waste"]
[delegation.parks]
from = ["cabinet"]
to = "there"
functions = ["parks"]
"#;

#[test]
fn what_is_not_found_before_the_law_was_read_is_a_note() {
    let notes = [
        ("delegation-without-power", Level::Note),
        ("joint-committee-unavailable", Level::Note),
    ];
    assert_eq!(told("2011-06-01", "shipped", WASTE), notes);
    assert_eq!(told("2012-05-03", "shipped", WASTE), notes);
    for finding in found("2011-06-01", "shipped", WASTE) {
        assert!(
            finding
                .message
                .ends_with("does not reach that day for it (not verified)"),
            "{finding:?}"
        );
    }
    assert_eq!(told("2012-05-04", "shipped", WASTE), [("uncited-power", Level::Note)]);
}

const COUNCIL_AND_AUTHORITY: &str = r#"
[organisation]
county = { form = "county-council" }
authority = { form = "health-authority" }
[body.joint]
form = "joint-committee"
between = ["county", "authority"]
[function.homes]
of = ["county"]
[delegation.homes]
from = ["county"]
to = "joint"
functions = ["homes"]
"#;

#[test]
fn a_council_and_an_nhs_body_before_2000_are_out_of_reach() {
    let told = told("1994-06-01", "shipped", COUNCIL_AND_AUTHORITY);
    assert_eq!(told, [("joint-committee-unavailable", Level::Note)]);
}

const TRUSTS: &str = r#"
[organisation]
one = { form = "nhs-trust" }
other = { form = "nhs-foundation-trust" }
[body.joint]
form = "joint-committee"
between = ["one", "other"]
[function.clinics]
of = ["one", "other"]
[delegation.clinics]
from = ["one", "other"]
to = "joint"
functions = ["clinics"]
"#;

#[test]
fn what_is_known_to_have_had_no_power_before_stays_a_must() {
    let told = told("2017-11-01", "shipped", TRUSTS);
    assert_eq!(told, [("joint-committee-unavailable", Level::Must)]);
}

const HARBOUR: &str = r#"
[organisation]
council = { form = "council" }
company = { form = "company" }
board = { form = "ccg" }
[body.joint]
form = "joint-committee"
between = ["council", "board"]
[function.harbour]
of = ["council"]
executive = true
[delegation]
to-company = { from = ["council"], to = "company", functions = ["harbour"], power = "harbour-act" }
to-joint = { from = ["council"], to = "joint", functions = ["harbour"] }
[power.harbour-act]
citation = "Harbour Act s4 (invented)"
carries = "delegation"
gives.company = { from = ["council"], to = ["company"] }
since = 1998-06-01
sure = "SURE"
"#;

#[test]
fn a_row_of_the_framework_that_was_read_can_make_a_must_and_forms_are_words() {
    let read = HARBOUR.replace("SURE", "read");
    // A group has no last day where English law is not asked.
    assert_eq!(
        told("2024-04-01", "own", &read),
        [("delegation-without-power", Level::Must)]
    );
    let memory = HARBOUR.replace("SURE", "memory");
    assert_eq!(
        told("2024-04-01", "own", &memory),
        [("delegation-without-power", Level::Note)]
    );
}

#[test]
fn a_chain_under_a_power_that_is_entered_nowhere_does_not_hold() {
    let text = HARBOUR
        .replace("SURE", "read")
        .replace("power = \"harbour-act\"", "power = \"no-such-act\"");
    let loaded = loaded("2024-04-01", "own", &text);
    let at = loaded.model.at("2024-04-01".parse().expect("a day"), &[]);
    let found = chains(&at, "harbour");
    let to_company = found.chains.iter().find(|chain| {
        chain
            .steps
            .iter()
            .any(|step| step.delegation.key.as_str() == "to-company")
    });
    let chain = to_company.expect("a chain");
    assert_eq!(chain.where_it(Hold::CannotTell), [1], "under which power");
    // Nor does the company answer for it.
    assert_eq!(chain.verdict(), Hold::Against);
}

const BOARDS: &str = r#"
[organisation]
here = { form = "london-borough" }
there = { form = "london-borough" }
[body]
board = { form = "health-and-wellbeing-board", within = "here" }
other-board = { form = "health-and-wellbeing-board", within = "there" }
joint = { form = "joint-committee", between = ["here", "there"] }
[function.needs]
of = ["here", "there"]
in-law = "joint-strategic-needs-assessment"
[delegation.needs]
from = ["board", "other-board"]
to = "joint"
functions = ["needs"]
power = "hsca-2012-s198"
"#;

#[test]
fn boards_may_act_together_under_the_section_that_says_so() {
    assert_eq!(told("2017-11-01", "shipped", BOARDS), []);
    let uncited = BOARDS.replace("power = \"hsca-2012-s198\"", "power = \"nhs-act-2006-s75\"");
    assert!(!told("2017-11-01", "shipped", &uncited).is_empty());
}
