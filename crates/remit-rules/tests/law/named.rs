//! What the rows mean that others name: as what the holder of an office counts, and which power carries a function.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use remit_model::model::Model;
use remit_model::resolve::{Input, load};
use remit_rules::lawful::{End, Fit, Given, Obstacle, fit};
use serde::Deserialize;

/// The cases, by key of the row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Named {
    office: BTreeMap<String, Counts>,
    statutory_function: BTreeMap<String, Carried>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Counts {
    is: Vec<String>,
    is_not: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Carried {
    accepts: Giving,
    rejects: Giving,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Giving {
    power: String,
    from: String,
    to: String,
    function: Option<String>,
}

fn cases() -> Named {
    toml::from_str(include_str!("named.toml")).expect("the cases can be read")
}

/// The cast of the cases on powers, with more.
fn framework(more: &str) -> Model {
    let text = format!("{}\n{more}", include_str!("cast.toml"));
    let input = Input {
        path: "framework.toml".to_owned(),
        bytes: text.into_bytes(),
    };
    let loaded = load(remit_law::CATALOGUE, vec![input]);
    let mistakes: Vec<_> = loaded.findings.iter().map(|finding| &finding.message).collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    loaded.model
}

#[test]
fn every_office_and_statutory_function_has_a_case_and_no_case_is_of_none() {
    let (cases, model) = (cases(), framework(""));
    let offices: BTreeSet<&str> = model.offices.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(
        cases.office.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        offices
    );
    let functions: BTreeSet<&str> = model.statutory_functions.iter().map(|row| row.key.as_str()).collect();
    let own: BTreeSet<_> = cases.statutory_function.keys().map(String::as_str).collect();
    assert_eq!(own, functions);
}

#[test]
fn the_holder_of_an_office_counts_as_what_the_row_says_and_as_nothing_else() {
    for (key, counts) in cases().office {
        let model = framework(&format!("[post.case]\nwithin = \"council\"\nin-law = [\"{key}\"]\n"));
        let at = model.at(date(2024, 6, 1), &[]);
        let post = model.node_id("case").expect("a post");
        let kinds = End::of(&at, post).kinds.expect("it is stated what it is");
        for kind in &counts.is {
            assert!(
                kinds.iter().any(|own| own.as_str() == kind),
                "{key} is no {kind}: {kinds:?}"
            );
        }
        for kind in &counts.is_not {
            assert!(
                !kinds.iter().any(|own| own.as_str() == kind),
                "{key} is {kind}: {kinds:?}"
            );
        }
    }
}

/// What stands against a power for a giving, on a day on which all of today's rows are in force.
fn against(key: &str, giving: &Giving) -> Vec<Obstacle> {
    let (from, to) = (&giving.from, &giving.to);
    let function = match &giving.function {
        Some(other) => format!("functions = [\"{other}\"]"),
        None => "functions = [\"case\"]".to_owned(),
    };
    let model = framework(&format!(
        "[function.case]\nin-law = \"{key}\"\n[delegation.case]\nfrom = [\"{from}\"]\nto = \"{to}\"\n{function}\n"
    ));
    let at = model.at(date(2024, 6, 1), &[]);
    let power = model.powers.get(&giving.power).expect("a power");
    let delegation = model.delegations.get("case").expect("a delegation");
    let given = Given::of(&at, delegation).expect("somebody gives to somebody");
    match fit(power, &given) {
        Fit::Fails(obstacles) => obstacles,
        Fit::Fits | Fit::CannotTell(_) => Vec::new(),
    }
}

#[test]
fn each_statutory_function_is_carried_by_one_power_and_kept_from_another() {
    let mut wrong = Vec::new();
    for (key, case) in cases().statutory_function {
        let accepted = against(&key, &case.accepts);
        if !accepted.is_empty() {
            wrong.push(format!("{key}: {} does not carry it: {accepted:?}", case.accepts.power));
        }
        let rejected = against(&key, &case.rejects);
        let is_why = |obstacle: &Obstacle| matches!(obstacle, Obstacle::Excluded(_) | Obstacle::NotAmong(_));
        if !rejected.iter().any(is_why) {
            wrong.push(format!(
                "{key}: {} is not kept from it: {rejected:?}",
                case.rejects.power
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
