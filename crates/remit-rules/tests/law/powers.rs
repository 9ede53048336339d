//! What each power carries, on the days of its cases.

use jiff::civil::Date;
use remit_model::document::Carriage;
use remit_model::model::{Model, Power};
use remit_rules::lawful::{Fit, Given, fit};

use super::cases::{Case, Cases, Side, delegation_of, framework};

#[test]
fn every_power_has_cases_and_no_case_is_of_no_power() {
    let (cases, mut without) = (Cases::read(), Vec::new());
    let model = framework(&cases);
    for power in model.powers.iter() {
        let own = cases.power.get(power.key.as_str());
        if own.is_none_or(|own| own.accepts.is_empty() || own.rejects.is_empty()) {
            without.push(power.key.to_string());
        }
    }
    assert!(
        without.is_empty(),
        "without a case that is accepted and one that is rejected: {without:?}"
    );
    for key in cases.power.keys() {
        assert!(model.powers.get(key).is_some(), "cases of no power: {key}");
    }
}

#[test]
fn the_dates_of_the_cases_are_those_of_the_powers() {
    let cases = Cases::read();
    let model = framework(&cases);
    for (key, own) in &cases.power {
        let power = model.powers.get(key).expect("a power");
        assert!(
            own.are_of(&power.validity),
            "{key}: {:?} but the cases say {own:?}",
            power.validity
        );
    }
}

#[test]
fn each_power_accepts_and_rejects_as_its_cases_say_on_each_side_of_its_dates() {
    let cases = Cases::read();
    let model = framework(&cases);
    let mut wrong = Vec::new();
    for (key, own) in &cases.power {
        let power = model.powers.get(key).expect("a power");
        for (day, side) in own.days() {
            for case in &own.accepts {
                assert!(case.because.is_empty(), "{key}: a reason for what is accepted");
                let expected = match side {
                    Side::Before => vec!["not-yet"],
                    Side::Open => vec!["?since"],
                    Side::Ending => vec!["?until"],
                    Side::Within => Vec::new(),
                    Side::After => vec!["no-longer"],
                };
                compare(&model, power, case, day, &expected, &mut wrong);
            }
            for case in &own.rejects {
                assert!(!case.because.is_empty(), "{key}: rejected for no reason");
                compare(&model, power, case, day, &rejected(case, side), &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All the reasons for which a case is rejected on a day: what is open is told only where nothing stands in the way.
fn rejected(case: &Case, side: Side) -> Vec<&str> {
    let mut expected: Vec<&str> = case.because.iter().map(String::as_str).collect();
    match side {
        Side::Before => expected.push("not-yet"),
        Side::After => expected.push("no-longer"),
        Side::Open => expected.push("?since"),
        Side::Ending => expected.push("?until"),
        Side::Within => {}
    }
    if expected.iter().any(|reason| !reason.starts_with('?')) {
        expected.retain(|reason| !reason.starts_with('?'));
    }
    expected.sort_unstable();
    expected
}

#[test]
fn every_power_has_a_first_day_or_year_and_is_tried_on_each_side_of_it_and_of_its_end() {
    let cases = Cases::read();
    let model = framework(&cases);
    let mut wrong = Vec::new();
    for power in model.powers.iter() {
        let (key, validity) = (&power.key, &power.validity);
        let days = cases.power.get(key.as_str()).expect("cases").days();
        let has = |wanted: Side| days.iter().any(|(_, side)| *side == wanted);
        let ends = validity.until.is_some() || validity.until_year.is_some();
        let begins = validity.since.is_some() || validity.since_year.is_some();
        if !begins || !has(Side::Before) || !has(Side::Within) || ends != has(Side::After) {
            wrong.push(format!("{key}: {days:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_power_that_gives_no_function_carries_nothing_on_any_day() {
    let cases = Cases::read();
    let model = framework(&cases);
    for (key, own) in &cases.power {
        let power = model.powers.get(key).expect("a power");
        if gives_a_function(power) {
            continue;
        }
        for (day, _) in own.days() {
            for case in own.accepts.iter().chain(&own.rejects) {
                let found = reasons(&model, power, case, day);
                assert!(
                    found.iter().any(|reason| reason == "gives-nothing"),
                    "{key} on {day}: {found:?}"
                );
            }
        }
    }
}

fn gives_a_function(power: &Power) -> bool {
    matches!(
        power.carries.expect("every power says what it carries"),
        Carriage::Delegation | Carriage::JointCommittee | Carriage::Statute
    )
}

fn compare(model: &Model, power: &Power, case: &Case, day: Date, expected: &[&str], wrong: &mut Vec<String>) {
    // Of one that gives no function it is asked whom it is about, as if it gave one.
    let mut asked = power.clone();
    if !gives_a_function(power) {
        asked.carries = Some(Carriage::Delegation);
    }
    let found = reasons(model, &asked, case, day);
    if found != expected {
        let (key, case) = (&power.key, delegation_of(case));
        wrong.push(format!(
            "{key} on {day}, {case}: expected {expected:?}, found {found:?}"
        ));
    }
}

/// The reasons against, in the order of the alphabet and each once; those that cannot be told with a question mark.
fn reasons(model: &Model, power: &Power, case: &Case, day: Date) -> Vec<String> {
    let at = model.at(day, &[]);
    let delegation = model.delegations.get(&delegation_of(case)).expect("a delegation");
    let given = Given::of(&at, delegation).expect("somebody gives to somebody");
    let mut reasons: Vec<String> = match fit(power, &given) {
        Fit::Fits => Vec::new(),
        Fit::CannotTell(lacks) => lacks
            .iter()
            .map(|lack| format!("?{}", word(&format!("{lack:?}"))))
            .collect(),
        Fit::Fails(obstacles) => obstacles
            .iter()
            .map(|obstacle| word(&format!("{obstacle:?}")))
            .collect(),
    };
    reasons.sort();
    reasons.dedup();
    reasons
}

/// The name of a variant as the cases write it: `NotInside("…")` as `not-inside`.
fn word(variant: &str) -> String {
    let mut word = String::new();
    for letter in variant.chars().take_while(|letter| letter.is_alphabetic()) {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.extend(letter.to_lowercase());
    }
    match word.as_str() {
        // Kept from the power, or none of those that it carries: the row says which.
        "excluded" | "not-among" => "function".to_owned(),
        _ => word,
    }
}
