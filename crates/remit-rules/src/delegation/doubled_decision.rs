//! One decision that two bodies hold, and nothing that parts them (RULES B14).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, Demand, Doing, Function, Functions, NodeId};
use remit_model::text::Text;

use crate::belonging::organisations;
use crate::deciders::lets_decide;
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
    let demanded = demanded(at);
    for doubled in decisions(at) {
        // Where exactly one is to decide, `broken-exactly-one` says that there are two.
        if !demanded.iter().any(|functions| functions.choose(doubled.function)) {
            findings.push(report(at, doubled.function, doubled.verb, &doubled.holders));
        }
    }
}

/// A decision that several hold with one verb, and nothing that parts them.
pub(crate) struct Doubled<'m> {
    pub(crate) function: &'m Function,
    pub(crate) verb: &'m Text,
    pub(crate) holders: Holders<'m>,
}

/// All such decisions, in the order of functions and verbs.
pub(crate) fn decisions<'m>(at: &AsAt<'m>) -> Vec<Doubled<'m>> {
    let mut found = Vec::new();
    let mut delegated: Option<Delegated<'_>> = None;
    for (key, done) in at.doings_of_functions() {
        let deciding = done.iter().filter(|done| done.effect == Some(Effect::Decide));
        // A limit parts those who hold a decision, whatever the other's is.
        if deciding.clone().filter(|done| !done.limited).count() < 2 {
            continue;
        }
        let mut functions = at.model().functions.of(key);
        let Some(function) = functions.find(|function| at.in_force(&function.statement)) else {
            continue;
        };
        let delegated = delegated.get_or_insert_with(|| delegations(at));
        let delegated = delegated.get(key).map_or(&[][..], Vec::as_slice);
        // What was given to a body by another holder, or by its organisation, it holds because it was: that is in order.
        let holds = |giver: NodeId| {
            let mut receivers = delegated.iter().map(|(to, _)| *to);
            deciding.clone().any(|done| done.by == giver) || receivers.any(|to| to == giver)
        };
        let given = delegated.iter().filter(|(id, delegation)| {
            let own = organisations(at, *id);
            let mut givers = delegation.from.iter();
            givers.any(|giver| holds(*giver) || own.contains(giver))
        });
        let given: BTreeSet<NodeId> = given.map(|(id, _)| *id).collect();
        let own: Vec<(NodeId, &Doing)> = deciding
            .clone()
            .filter(|done| !done.limited && !given.contains(&done.by) && !at.node(done.by).is_external())
            .map(|done| (done.by, at.doing(done)))
            .collect();
        let doubled = doubled(at, &own).into_iter();
        found.extend(doubled.map(|(verb, holders)| Doubled {
            function,
            verb,
            holders,
        }));
    }
    found
}

/// Who receives each function by a delegation that lets them decide.
type Delegated<'m> = BTreeMap<&'m Text, Vec<(NodeId, &'m Delegation)>>;

fn delegations<'m>(at: &AsAt<'m>) -> Delegated<'m> {
    let mut delegated = Delegated::new();
    for delegation in at.current(at.model().delegations.rows()) {
        if let Some(to) = delegation.to.as_ref().filter(|_| lets_decide(at, delegation)) {
            for function in &delegation.functions {
                delegated.entry(function).or_default().push((to.value, delegation));
            }
        }
    }
    delegated
}

/// The functions that the framework demands to be decided by exactly one body.
fn demanded<'m>(at: &AsAt<'m>) -> Vec<&'m Functions> {
    let requirements = at.current(at.model().requirements.rows());
    let chosen = requirements.filter_map(|requirement| match &requirement.demand {
        Demand::ExactlyOne { functions } => Some(functions),
        _ => None,
    });
    chosen.flatten().collect()
}

/// Those who decide with one verb in one organisation.
pub(crate) type Holders<'m> = BTreeMap<NodeId, &'m Doing>;

/// Of those who decide with one verb, those of one organisation: each organisation decides for itself.
fn doubled<'m>(at: &AsAt<'m>, deciders: &[(NodeId, &'m Doing)]) -> BTreeMap<&'m Text, Holders<'m>> {
    let mut by_home: BTreeMap<(&Text, NodeId), Holders<'_>> = BTreeMap::new();
    for &(id, doing) in deciders {
        let Some(verb) = &doing.verb else {
            continue;
        };
        for organisation in organisations(at, id) {
            let holders = by_home.entry((&verb.value, organisation)).or_default();
            holders.entry(id).or_insert(doing);
        }
    }
    let mut doubled: BTreeMap<&Text, Holders<'_>> = BTreeMap::new();
    for ((verb, _), mut holders) in by_home {
        // What is reserved to one of them is `reserved-matter-delegated`.
        if holders.values().any(|doing| doing.reserved == Some(true)) {
            continue;
        }
        leave_out_parted(at, &mut holders);
        if holders.len() > 1 {
            doubled.entry(verb).or_default().extend(holders);
        }
    }
    doubled
}

/// Leaves out those who share the decision with nobody, since each of the others serves another area.
fn leave_out_parted(at: &AsAt<'_>, holders: &mut Holders<'_>) {
    let covers: Vec<(NodeId, Option<String>)> = holders
        .keys()
        .map(|&id| (id, at.node(id).covers().map(|covers| covers.trim().to_lowercase())))
        .collect();
    // Whoever doesn't say which area it serves may serve any.
    if covers.iter().any(|(_, covers)| covers.is_none()) {
        return;
    }
    let mut served: BTreeMap<&Option<String>, u32> = BTreeMap::new();
    for (_, covers) in &covers {
        *served.entry(covers).or_default() += 1;
    }
    let alone = covers.iter().filter(|(_, covers)| served.get(covers) == Some(&1));
    for (id, _) in alone {
        holders.remove(id);
    }
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
            "say what parts them: limits (`limit`), the area or population that each serves (`covers`), another verb for the one \
             that only endorses or recommends, or a delegation from the one to the other",
        )
}
