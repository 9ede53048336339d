//! One decision that two bodies hold, and nothing that parts them (RULES B14).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Doing, Function, NodeId};
use remit_model::text::Text;

use crate::belonging::organisations;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "doubled-decision",
    group: Group::Delegation,
    level: Level::Should,
    page: include_str!("doubled_decision.md"),
    on: true,
    check: Check::Model(check),
};

/// So many bodies are named.
const SHOWN: usize = 20;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let functions: Vec<&Function> = at.current(at.model().functions.rows()).collect();
    let number: HashMap<&str, usize> = functions
        .iter()
        .map(|function| function.key.as_str())
        .zip(0..)
        .collect();
    let mut deciders: Vec<Vec<(NodeId, &Doing)>> = functions.iter().map(|_| Vec::new()).collect();
    for body in at.bodies() {
        for doing in body.does() {
            // A limit parts those who hold a decision, whatever the other's is.
            if doing.effect != Some(Effect::Decide) || doing.limit.is_some() || body.is_external() {
                continue;
            }
            let number = doing.function.as_ref().and_then(|at| number.get(at.value.as_str()));
            if let Some(deciders) = number.and_then(|&number| deciders.get_mut(number)) {
                deciders.push((body.id(), doing));
            }
        }
    }
    if deciders.iter().all(|deciders| deciders.len() < 2) {
        return;
    }
    let given = given(at);
    for (function, mut deciders) in functions.into_iter().zip(deciders) {
        // What was given to a body, it holds because it was: those two are in order.
        deciders.retain(|(id, _)| !given.contains(&(*id, &function.key)));
        if deciders.len() > 1 {
            for (verb, doubled) in doubled(at, &deciders) {
                findings.push(report(at, function, verb, &doubled));
            }
        }
    }
}

/// Who holds which function by a delegation.
fn given<'m>(at: &AsAt<'m>) -> BTreeSet<(NodeId, &'m Text)> {
    let mut given = BTreeSet::new();
    for delegation in at.current(at.model().delegations.rows()) {
        if let Some(to) = &delegation.to {
            given.extend(delegation.functions.iter().map(|function| (to.value, function)));
        }
    }
    given
}

/// Of those who decide with one verb, those of one organisation: each organisation decides for itself.
fn doubled<'m>(at: &AsAt<'m>, deciders: &[(NodeId, &'m Doing)]) -> BTreeMap<&'m Text, BTreeMap<NodeId, &'m Doing>> {
    let mut by_home: BTreeMap<(&Text, NodeId), BTreeMap<NodeId, &Doing>> = BTreeMap::new();
    for &(id, doing) in deciders {
        let Some(verb) = &doing.verb else {
            continue;
        };
        for organisation in organisations(at, id) {
            let holders = by_home.entry((&verb.value, organisation)).or_default();
            holders.entry(id).or_insert(doing);
        }
    }
    let mut doubled: BTreeMap<&Text, BTreeMap<NodeId, &Doing>> = BTreeMap::new();
    for ((verb, _), holders) in by_home.into_iter().filter(|(_, holders)| holders.len() > 1) {
        doubled.entry(verb).or_default().extend(holders);
    }
    doubled
}

fn report(at: &AsAt<'_>, function: &Function, verb: &Text, holders: &BTreeMap<NodeId, &Doing>) -> Finding {
    let assumed = holders.values().find_map(|doing| {
        let keys = ["verb", "function"];
        keys.iter().find_map(|key| doing.statement.assumed(key))
    });
    let message = format!(
        "{} each hold the decision on {} (`{verb}`), and nothing says which of them when",
        naming::nodes(at, holders.keys().copied()),
        function.name
    );
    let (level, verdict) = match assumed {
        Some(_) => (Level::Note, Verdict::Remark),
        None => (Level::Should, Verdict::Broken),
    };
    let mut finding = Finding::new(RULE.name, level, format!("function.{}", function.key), message)
        .verdict(verdict)
        .key(verb.to_string());
    for &id in holders.keys().take(SHOWN) {
        finding = finding.key(at.node(id).subject());
    }
    for (&id, doing) in holders.iter().take(5) {
        finding = finding.label(doing.statement.place, format!("{}: {verb}", at.node(id).name()));
    }
    if let Some(why) = assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    finding
        .remark("that two hold one decision is lawful (a council may still act where it has delegated: Local Government Act 1972 s101(4))")
        .help(
            "say what parts them: limits (`limit`), another verb for the one that only endorses or recommends, or a delegation \
             from the one to the other",
        )
}
