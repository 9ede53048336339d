//! One decision that two bodies hold, and nothing that parts them (RULES B14).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Doing, Function, NodeId};
use remit_model::text::Text;

use crate::belonging::organisations;
use crate::deciders::{Decider, of_functions};
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
    for (key, deciders) in of_functions(at) {
        if deciders.len() < 2 {
            continue;
        }
        let mut functions = at.model().functions.of(key);
        let Some(function) = functions.find(|function| at.in_force(&function.statement)) else {
            continue;
        };
        // What was given to a body by another holder, or by its organisation, it holds because it was: that is in order.
        let holds = |giver: &NodeId| deciders.iter().any(|decider| decider.id() == *giver);
        let given = deciders.iter().filter_map(|decider| match decider {
            Decider::Delegate(id, delegation) => {
                let own = organisations(at, *id);
                let mut givers = delegation.from.iter();
                givers.any(|giver| holds(giver) || own.contains(giver)).then_some(*id)
            }
            Decider::Own(..) => None,
        });
        let given: BTreeSet<NodeId> = given.collect();
        let own: Vec<(NodeId, &Doing)> = deciders
            .iter()
            .filter_map(|decider| match decider {
                // A limit parts those who hold a decision, whatever the other's is.
                Decider::Own(id, doing) if doing.limit.is_none() => Some((*id, *doing)),
                _ => None,
            })
            .filter(|(id, _)| !given.contains(id) && !at.node(*id).is_external())
            .collect();
        for (verb, doubled) in doubled(at, &own) {
            findings.push(report(at, function, verb, &doubled));
        }
    }
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
