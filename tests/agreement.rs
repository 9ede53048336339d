//! `remit trace --delegation` and `remit check` read the same law: over every model of ours, on its own date and on days of each
//! era, what one says of a delegation the other does not deny.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use jiff::civil::{Date, date};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::AsAt;
use remit_rules::chains::{About, Hold, chains};
use remit_rules::{Group, RULES, Rule, check_with};

use crate::folder::{from_folder, from_texts, root};
use crate::pages::blocks;

/// Rules that say that the law does not carry a delegation, on it or on the body that receives.
const LAW: [&str; 9] = [
    "delegation-without-power",
    "power-out-of-era",
    "excluded-function",
    "executive-council-side",
    "onward-by-law",
    "onward-delegation",
    "joint-committee-unavailable",
    "scrutiny-separation",
    "advisory-holds-decision",
];

/// Rules on what else stands against a delegation; what they only note need not.
const OTHERS: [&str; 9] = [
    "expired-delegation",
    "unanswered-delegation",
    "liability-mismatch",
    "sub-group-decides",
    "reserved-matter-delegated",
    "excess-limit",
    "outlives-delegation",
    "outlives-power",
    "ended-party",
];

/// What is said of a delegation: of its days, and of all else.
type Said = [BTreeSet<Hold>; 2];

/// What a trace says of each delegation in force: of every step on which it stands, and every function.
fn traced(at: &AsAt<'_>) -> BTreeMap<String, Said> {
    let mut traced: BTreeMap<String, Said> = BTreeMap::new();
    for function in at.model().functions.iter() {
        for step in chains(at, &function.key).chains.iter().flat_map(|chain| &chain.steps) {
            let in_force = step
                .reasons
                .iter()
                .any(|reason| reason.about == About::InForce && reason.verdict == Hold::Holds);
            if in_force {
                let [days, others] = traced.entry(step.delegation.key.to_string()).or_default();
                for reason in &step.reasons {
                    let said = if reason.about == About::Days {
                        &mut *days
                    } else {
                        &mut *others
                    };
                    said.insert(reason.verdict);
                }
            }
        }
    }
    traced
}

fn of_both() -> Vec<&'static Rule> {
    let ours = |rule: &&Rule| matches!(rule.group, Group::Law | Group::Delegation);
    RULES.iter().copied().filter(ours).collect()
}

/// What the rules find against a delegation: of itself, or of the body that receives it. All that is a must counts, whatever
/// rule says it.
fn against<'f>(at: &AsAt<'_>, findings: &'f [Finding], delegation: &str) -> Vec<&'f Finding> {
    let row = at.model().delegations.get(delegation).expect("a delegation");
    let to = row.to.as_ref().map(|to| at.node(to.value).subject());
    let about = |finding: &&Finding| {
        let known = LAW.contains(&finding.rule) || finding.level != Level::Note && OTHERS.contains(&finding.rule);
        let itself = finding.subject() == format!("delegation.{delegation}");
        let receiver = to.as_deref() == Some(finding.subject());
        let counts = itself && (known || finding.level == Level::Must) || receiver && known;
        finding.verdict == Verdict::Broken && counts
    };
    findings.iter().filter(about).collect()
}

/// What differs between the two on one day.
fn differences(at: &AsAt<'_>, compared: &mut usize) -> Vec<String> {
    let findings = check_with(at, &BTreeSet::new(), &of_both()).findings;
    let mut differences = Vec::new();
    for (delegation, said) in traced(at) {
        *compared += 1;
        let against = against(at, &findings, &delegation);
        let told: Vec<&str> = against.iter().map(|finding| finding.message.as_str()).collect();
        let firm = against.iter().any(|finding| finding.level == Level::Must);
        let [days, others] = &said;
        let is_against = |said: &BTreeSet<Hold>| said.contains(&Hold::Broken) || said.contains(&Hold::Against);
        // The days of a step may be cut by a party further up the chain, of which another delegation is told.
        let stands = is_against(others);
        let wholly = said.iter().flatten().all(|hold| *hold == Hold::Holds);
        match () {
            () if firm && !stands && !is_against(days) => differences.push(format!(
                "{delegation}: nothing stands against a step, {said:?}; found: {told:?}"
            )),
            () if stands && told.is_empty() => differences.push(format!("{delegation}: {said:?}; nothing is found")),
            () if wholly && !told.is_empty() => differences.push(format!("{delegation}: all holds; found: {told:?}")),
            () => {}
        }
    }
    differences
}

/// A day in each era of the law.
const DAYS: [Date; 5] = [
    date(2012, 1, 1),
    date(2014, 6, 1),
    date(2017, 11, 1),
    date(2018, 6, 1),
    date(2023, 4, 1),
];

#[test]
fn of_our_models_a_trace_and_a_check_say_the_same() {
    let folders = fs::read_dir(root().join("models")).expect("models");
    let folders = folders.map(|entry| entry.expect("a folder").path());
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for folder in folders.filter(|path| path.is_dir()) {
        let model = from_folder(&folder).model;
        let proposals = model.proposals.iter().map(|proposal| vec![proposal.key.as_str()]);
        let adopted: Vec<Vec<&str>> = proposals.chain([Vec::new()]).collect();
        for day in DAYS.into_iter().chain(model.framework.as_at) {
            for with in &adopted {
                let told = differences(&model.at(day, with), &mut compared);
                wrong.extend(
                    told.iter()
                        .map(|told| format!("{} on {day} with {with:?}: {told}", folder.display())),
                );
            }
        }
    }
    assert!(compared > 50, "only {compared} delegations were compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn of_what_the_pages_show_a_trace_and_a_check_say_the_same() {
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for rule in of_both() {
        for block in blocks(rule.page) {
            let mut text = block.text.clone();
            if !text.contains("[framework]") {
                text.push_str("\n[framework]\nname = \"A page\"\n");
            }
            let model = from_texts(&[("framework.toml", &text)]).model;
            for day in DAYS.into_iter().chain([block.day()]) {
                let told = differences(&model.at(day, &[]), &mut compared);
                wrong.extend(
                    told.iter()
                        .map(|told| format!("{}.md:{} on {day}: {told}", rule.name, block.line)),
                );
            }
        }
    }
    assert!(compared > 400, "only {compared} delegations were compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
