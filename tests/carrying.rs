//! Made-up delegations: what the rules on law find in them, and what a trace says of the same steps.

use jiff::civil::{Date, date};
use remit_model::finding::Level::{self, Must, Note, Should};
use remit_rules::chains::{About, Hold, chains};
use remit_rules::{Group, RULES, check_with};

use crate::folder::from_texts;

const THEN: Date = date(2017, 11, 1);
const NOW: Date = date(2023, 4, 1);

/// Councils, their boards and people, and the NHS around them.
const PARTNERS: &str = r#"
[framework]
name = "Carrying"
[organisation]
council = { name = "Exampleshire Council", form = "london-borough" }
other = { name = "Sample Council", form = "london-borough" }
ccg = { name = "Exampleshire CCG", form = "ccg" }
icb = { name = "Exampleshire ICB", form = "icb" }
trust = { name = "Exampleshire Foundation Trust", form = "nhs-foundation-trust" }
company = { name = "Exampleshire Care Ltd", form = "company" }
[body]
board = { name = "Board", form = "health-and-wellbeing-board", within = "council" }
other-board = { name = "Other board", form = "health-and-wellbeing-board", within = "other" }
both = { name = "Boards together", form = "joint-committee", between = ["council", "other"], answers-to.board = {}, answers-to.other-board = {} }
mixed = { name = "Joint committee", form = "joint-committee", between = ["council", "ccg"], answers-to.council = {}, answers-to.ccg = {} }
committee = { name = "Committee", form = "committee", within = "icb" }
panel = { name = "Panel", form = "sub-committee", within = "icb" }
directors = { name = "Committee of directors", form = "committee", within = "trust" }
partnership = { name = "Partnership", form = "integrated-care-partnership", between = ["icb", "council"], answers-to.icb = {} }
[post]
mayor = { name = "Mayor", within = "council", in-law = ["elected-mayor"] }
member = { name = "Cabinet member", within = "council", in-law = ["executive-councillor"] }
ward = { name = "Ward member", within = "council", in-law = ["councillor"] }
director = { name = "Director", within = "council", in-law = ["officer"] }
deputy = { name = "Deputy", within = "council", in-law = ["officer"] }
unsaid = { name = "Head", within = "council" }
chief = { name = "Chief executive", within = "trust", in-law = ["chief-executive"] }
manager = { name = "Ward manager", within = "trust", in-law = ["employee"] }
[function]
leisure = { name = "Leisure", kind = "power", of = ["council"], executive = true }
planning = { name = "Planning", kind = "power", of = ["council"], executive = false }
services = { name = "Services", kind = "power", of = ["trust"] }
prescribing = { name = "Prescribing", kind = "power", of = ["ccg"] }
beds = { name = "Beds", kind = "power", of = ["icb"] }
open = { name = "Something" }
needs = { name = "Needs assessment", kind = "duty", of = ["council", "other"], in-law = "joint-strategic-needs-assessment" }
[delegation]
"#;

/// What the rules on delegations and law find of one delegation: each rule with its level.
fn found(delegations: &str, on: Date, delegation: &str) -> Vec<(&'static str, Level)> {
    let loaded = from_texts(&[("framework.toml", &format!("{PARTNERS}{delegations}"))]);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let rules: Vec<_> = (RULES.iter().copied())
        .filter(|rule| matches!(rule.group, Group::Law | Group::Delegation))
        .collect();
    let findings = check_with(&loaded.model.at(on, &[]), &loaded.broken, &rules).findings;
    let of = findings
        .iter()
        .filter(|finding| finding.subject() == format!("delegation.{delegation}"));
    of.map(|finding| (finding.rule, finding.level)).collect()
}

/// What the trace of a function says of one delegation, by what it comes to.
fn traced(delegations: &str, on: Date, function: &str, delegation: &str) -> Vec<(About, Hold)> {
    let loaded = from_texts(&[("framework.toml", &format!("{PARTNERS}{delegations}"))]);
    let at = loaded.model.at(on, &[]);
    let found = chains(&at, function);
    let steps = found.chains.iter().flat_map(|chain| &chain.steps);
    let steps = steps.filter(|step| step.delegation.key == delegation);
    let reasons = steps.flat_map(|step| &step.reasons);
    let reasons = reasons.filter(|reason| reason.verdict != Hold::Holds);
    reasons.map(|reason| (reason.about, reason.verdict)).collect()
}

#[test]
fn only_how_staff_share_their_work_is_no_matter_of_powers() {
    let of = |from: &str, to: &str, function: &str, power: &str| {
        let power = if power.is_empty() {
            String::new()
        } else {
            format!(", power = \"{power}\"")
        };
        let text = format!("d = {{ from = [\"{from}\"], to = \"{to}\", functions = [\"{function}\"]{power} }}\n");
        found(&text, THEN, "d")
    };
    let (council, executive) = ("lga-1972-s101", "lga-2000-s9e");
    assert_eq!(
        of("mayor", "director", "planning", executive),
        [("executive-council-side", Must)]
    );
    assert_eq!(
        of("mayor", "director", "leisure", council),
        [("delegation-without-power", Should)]
    );
    assert_eq!(
        of("mayor", "ward", "leisure", ""),
        [("delegation-without-power", Should)]
    );
    assert_eq!(
        of("director", "ward", "planning", council),
        [("delegation-without-power", Should)]
    );
    assert_eq!(
        of("ward", "director", "planning", council),
        [("delegation-without-power", Must)]
    );
    for from in ["mayor", "member"] {
        assert_eq!(of(from, "director", "leisure", executive), [], "{from}");
    }
    for (from, to) in [("director", "deputy"), ("director", "unsaid"), ("unsaid", "deputy")] {
        assert_eq!(of(from, to, "planning", council), [], "{from} to {to}");
    }
}

#[test]
fn boards_that_act_together_pass_nothing_on() {
    let of = |from: &str, to: &str, power: &str| {
        format!("d = {{ from = {from}, to = \"{to}\", functions = [\"needs\"]{power} }}\n")
    };
    let together = of(r#"["board", "other-board"]"#, "both", ", power = \"hsca-2012-s198\"");
    assert_eq!(found(&together, THEN, "d"), []);
    assert_eq!(traced(&together, THEN, "needs", "d"), []);
    assert_eq!(found(&of(r#"["board", "other-board"]"#, "both", ""), THEN, "d"), []);
    // Not with anybody else, and not one officer.
    for (to, rule) in [("mixed", "onward-by-law"), ("director", "excluded-function")] {
        let rules = found(&of(r#"["board"]"#, to, ""), THEN, "d");
        assert!(rules.contains(&(rule, Must)), "{to}: {rules:?}");
    }
}

#[test]
fn what_only_a_council_has_is_no_excuse_for_what_the_nhs_has() {
    let to_company = |function: &str| {
        let text = format!("d = {{ from = [\"council\"], to = \"company\", functions = [\"{function}\"] }}\n");
        let found = found(&text, NOW, "d").into_iter();
        found
            .filter(|(rule, _)| *rule == "delegation-without-power")
            .collect::<Vec<_>>()
    };
    assert_eq!(to_company("beds"), [("delegation-without-power", Must)]);
    // The council's own may be among the few that the Care Act 2014 lets it give to anybody.
    assert_eq!(to_company("leisure"), [("delegation-without-power", Should)]);
    assert_eq!(to_company("open"), [("delegation-without-power", Should)]);
}

#[test]
fn that_nobody_beyond_a_closed_list_may_have_it_is_a_reading() {
    let text = r#"
one = { from = ["trust"], to = "chief", functions = ["services"], power = "nhs-act-2006-sch-7-para-15" }
two = { from = ["chief"], to = "manager", functions = ["services"], power = "nhs-act-2006-sch-7-para-15" }
"#;
    assert_eq!(found(text, NOW, "two"), [("onward-by-law", Should)]);
    assert_eq!(
        traced(text, NOW, "services", "two"),
        [(About::Onward, Hold::CannotTell)]
    );
}

#[test]
fn what_a_council_holds_for_the_nhs_may_not_be_its_boards() {
    let text = r#"
one = { from = ["ccg"], to = "council", functions = ["prescribing"], power = "nhs-act-2006-s75" }
two = { from = ["council"], to = "board", functions = ["prescribing"], power = "hsca-2012-s196-2" }
own = { from = ["council"], to = "board", functions = ["planning"], power = "hsca-2012-s196-2" }
"#;
    assert_eq!(found(text, THEN, "two"), [("delegation-without-power", Note)]);
    assert_eq!(
        traced(text, THEN, "prescribing", "two"),
        [(About::Power, Hold::CannotTell)]
    );
    assert_eq!(found(text, THEN, "own"), []);
}

#[test]
fn what_a_check_finds_stands_in_the_trace() {
    let text = r#"
paid = { from = ["icb"], to = "trust", functions = ["beds"], power = "nhs-act-2006-s65z5", liable = ["icb"] }
advised = { from = ["icb"], to = "partnership", functions = ["beds"], power = "lgpiha-2007-s116za" }
"#;
    let mut rules = found(text, NOW, "paid");
    rules.sort_unstable_by_key(|(rule, _)| *rule);
    assert_eq!(rules, [("liability-mismatch", Should), ("unanswered-delegation", Must)]);
    let against = [(About::Rules, Hold::Against), (About::Answering, Hold::Against)];
    assert_eq!(traced(text, NOW, "beds", "paid"), against);
    assert!(traced(text, NOW, "beds", "advised").contains(&(About::Rules, Hold::Broken)));
}

#[test]
fn inside_one_organisation_a_constitution_is_asked_of_nobody() {
    let text = r#"
one = { from = ["icb"], to = "committee", functions = ["beds"], power = "nhs-act-2006-sch-1b-para-11" }
two = { from = ["committee"], to = "panel", functions = ["beds"], power = "nhs-act-2006-sch-1b-para-11" }
"#;
    assert_eq!(found(text, NOW, "two"), []);
    assert_eq!(traced(text, NOW, "beds", "two"), []);
}

#[test]
fn what_several_could_rest_on_is_told_once_and_not_of_what_the_law_stops() {
    let noted = |delegations: &str| {
        let loaded = from_texts(&[("framework.toml", &format!("{PARTNERS}{delegations}"))]);
        let rules = [remit_rules::rule("uncited-power").expect("the rule")];
        let findings = check_with(&loaded.model.at(NOW, &[]), &loaded.broken, &rules).findings;
        findings
            .into_iter()
            .flat_map(|finding| finding.remarks)
            .collect::<Vec<_>>()
    };
    let both = noted("d = { from = [\"icb\", \"trust\"], to = \"other\", functions = [\"open\"] }\n");
    assert!(
        both.iter().any(|remark| remark.ends_with("fits the delegation `d`")),
        "{both:?}"
    );
    assert!(!both.iter().any(|remark| remark.contains("`d` and")), "{both:?}");
    let stopped = r#"
one = { from = ["trust"], to = "directors", functions = ["services"], power = "nhs-act-2006-sch-7-para-15" }
two = { from = ["directors"], to = "chief", functions = ["services"] }
"#;
    assert_eq!(found(stopped, NOW, "two"), [("onward-by-law", Should)]);
    assert_eq!(noted(stopped), Vec::<String>::new());
}
