//! A function that was delegated, and is passed on (RULES B11).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Onward;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, NodeId, NodeKind};
use remit_model::text::Text;

use crate::belonging::{one_organisation, organisations};
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "onward-delegation",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("onward_delegation.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut received: BTreeMap<(NodeId, &Text), Vec<&Delegation>> = BTreeMap::new();
    for delegation in at.current(at.model().delegations.rows()) {
        if let Some(to) = &delegation.to {
            for function in &delegation.functions {
                received.entry((to.value, function)).or_default().push(delegation);
            }
        }
    }
    for second in at.current(at.model().delegations.rows()) {
        let Some(to) = &second.to else {
            continue;
        };
        let mut seen: BTreeSet<&Text> = BTreeSet::new();
        let functions: BTreeSet<&Text> = second.functions.iter().collect();
        for &passer in &second.from {
            // What an organisation received, a body or post of it may pass on. What it keeps inside is not passed on.
            let receivers = [Some(passer), one_organisation(at, passer).filter(|&own| own != passer)];
            for receiver in receivers.into_iter().flatten() {
                let organisation = at.node(receiver).kind() == NodeKind::Organisation;
                if organisation && organisations(at, to.value) == [receiver] {
                    continue;
                }
                let firsts = functions
                    .iter()
                    .filter_map(|&function| received.get(&(receiver, function)));
                for first in firsts.flatten() {
                    if first.key != second.key && seen.insert(&first.key) {
                        findings.extend(judge(at, first, (second, &functions), receiver));
                    }
                }
            }
        }
    }
}

/// What of the first delegation the second, of these functions, passes on.
fn passed<'d>(first: &'d Delegation, second: &Delegation, functions: &BTreeSet<&Text>) -> Vec<&'d Text> {
    let other_verbs = !first.verbs.is_empty()
        && !second.verbs.is_empty()
        && !first.verbs.iter().any(|verb| second.verbs.contains(verb));
    let given = first.functions.iter().filter(|_| !other_verbs);
    given.filter(|function| functions.contains(function)).collect()
}

fn judge(
    at: &AsAt<'_>,
    first: &Delegation,
    (second, functions): (&Delegation, &BTreeSet<&Text>),
    receiver: NodeId,
) -> Option<Finding> {
    let mut passed = passed(first, second, functions);
    let own = |function: &&Text| {
        let function = at.model().functions.get(function);
        function.is_some_and(|function| function.of.contains(&receiver))
    };
    // Of a function that is its own in law as well, it may be passing on its own share.
    let shares = passed.iter().filter(|function| own(function)).count();
    if shares < passed.len() {
        passed.retain(|function| !own(function));
    }
    let all_shared = shares > 0 && shares == passed.len();
    if passed.is_empty() {
        return None;
    }
    let what = naming::functions(at, passed);
    let (name, to) = (
        at.node(receiver).name(),
        second.to.as_ref().map(|to| at.node(to.value).name()),
    );
    let to = to.map_or_else(String::new, |to| format!(" to {to}"));
    let givers = naming::nodes(at, first.from.iter().copied());
    let holds = format!("{name} passes {what} on{to}");
    let assumed = first.statement.assumed("onward");
    let terms = match first.onward {
        Some(Onward::Permitted) => return None,
        Some(_) if all_shared => Terms::Open(format!(
            "{holds}; it holds it from {givers} and in law too, so that it cannot be told whether the terms stand against it"
        )),
        Some(Onward::Prohibited) if assumed.is_some() => Terms::Against(
            Level::Should,
            format!("{holds}, and {givers}, who gave it, is read not to allow that"),
        ),
        Some(Onward::Prohibited) => Terms::Against(
            Level::Must,
            format!("{holds}, and {givers} gave it on terms that forbid that"),
        ),
        Some(Onward::WithConsent) if second.consent.is_some() => return None,
        Some(Onward::WithConsent) if second.statement.is_not_stated("consent") => Terms::Open(format!(
            "{holds}, which needs the consent of {givers}; whether there is one is not stated"
        )),
        // The consent may have been given, and not been entered.
        Some(Onward::WithConsent) => Terms::Against(
            Level::Should,
            format!("{holds}, which needs the consent of {givers}, and none is recorded"),
        ),
        // Inside one organisation its own scheme says so, or the law does.
        None if all_shared || is_inside(at, first, second) => return None,
        None => Terms::Open(format!(
            "{holds}, and whether {givers}, who gave it, allowed that is not stated"
        )),
    };
    let subject = format!("delegation.{}", second.key);
    let finding = match terms {
        Terms::Against(level, message) => Finding::new(RULE.name, level, subject, message),
        Terms::Open(message) => Finding::new(RULE.name, Level::Note, subject, message).verdict(Verdict::CannotTell),
    };
    let mut finding = finding
        .key(format!("delegation.{}", first.key))
        .label(second.statement.place, "passed on here")
        .label(first.statement.place, "was given here");
    if let Some(why) = assumed {
        finding = finding.remark(format!("the terms are a reading: {why}"));
    }
    Some(finding.help(match first.onward {
        Some(Onward::Prohibited) => {
            "take the function back to the one to whom it was given, or have the terms changed (`onward`). Check with your \
             legal adviser"
        }
        Some(_) => "write where the consent is recorded: `consent` on the delegation that passes it on",
        None => "look the terms up, and write them as `onward`: permitted, prohibited or with-consent",
    }))
}

/// What the terms say of passing on.
enum Terms {
    Against(Level, String),
    Open(String),
}

/// Whether giver, receiver and the one who receives in turn are all of one organisation.
fn is_inside(at: &AsAt<'_>, first: &Delegation, second: &Delegation) -> bool {
    let ends = first.from.iter().copied();
    let ends = ends.chain([&first.to, &second.to].into_iter().flatten().map(|to| to.value));
    let mut homes = ends.map(|id| organisations(at, id));
    let Some(home) = homes.next().filter(|home| !home.is_empty()) else {
        return false;
    };
    homes.all(|other| other == home)
}
