//! A decision that is reserved, and delegated nevertheless (RULES B12).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, Doing, Done, NodeAt, NodeId};
use remit_model::text::Text;

use crate::bands::{apart, comparable};
use crate::belonging::one_organisation;
use crate::deciders::lets_decide;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "reserved-matter-delegated",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("reserved_matter_delegated.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut given: BTreeMap<(NodeId, &Text), Vec<&Delegation>> = BTreeMap::new();
    for delegation in at
        .current(at.model().delegations.rows())
        .filter(|row| lets_decide(at, row))
    {
        for &from in &delegation.from {
            for function in &delegation.functions {
                given.entry((from, function)).or_default().push(delegation);
            }
        }
    }
    if given.is_empty() {
        return;
    }
    // Of two lines that reserve one function to one body, one is enough.
    let mut seen: BTreeSet<(&Text, NodeId)> = BTreeSet::new();
    let reserved = |done: &&Done| done.reserved && done.effect == Some(Effect::Decide);
    for done in at.all_doings().iter().filter(reserved) {
        let (body, doing) = (at.node(done.by), at.doing(done));
        let Some(function) = doing.function.as_ref().filter(|_| !body.is_external()) else {
            continue;
        };
        // What the organisation gives away is as good as given away by the body to which it is reserved.
        for giver in [Some(body.id()), one_organisation(at, body.id())].into_iter().flatten() {
            for delegation in given.get(&(giver, &function.value)).into_iter().flatten() {
                let to_itself = delegation.to.as_ref().is_some_and(|to| to.value == body.id());
                if !to_itself && !of_other_sums(doing, delegation) && seen.insert((&delegation.key, body.id())) {
                    findings.push(report(at, &body, doing, delegation, &function.value));
                }
            }
        }
    }
}

/// Whether what is reserved and what is given are different sums, or sums that cannot be compared.
fn of_other_sums(doing: &Doing, delegation: &Delegation) -> bool {
    match (&doing.limit, &delegation.limit) {
        (Some(reserved), Some(given)) => !comparable(reserved, given) || apart(reserved, given),
        _ => false,
    }
}

fn report(at: &AsAt<'_>, body: &NodeAt<'_, '_>, doing: &Doing, delegation: &Delegation, function: &Text) -> Finding {
    let what = naming::function(at, function);
    let to = delegation.to.as_ref().map(|to| at.node(to.value).name().to_string());
    let to = to.unwrap_or_else(|| "somebody else".to_owned());
    let message = format!("{what} is reserved to {}, and is delegated to {to}", body.name());
    let verb = doing.verb.as_ref().map(|verb| &verb.value);
    let assumed = ["reserved", "verb", "function"]
        .iter()
        .find_map(|key| doing.statement.assumed(key));
    let assumed = assumed.or_else(|| delegation.statement.any_assumed());
    // Two verbs that decide may be two steps: approved by one, ratified by the other.
    let other_verb = !delegation.verbs.is_empty() && !verb.is_some_and(|verb| delegation.verbs.contains(verb));
    let level = if assumed.is_some() || other_verb {
        Level::Should
    } else {
        Level::Must
    };
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .key(body.subject())
        .label(delegation.statement.place, format!("gives it to {to}"))
        .label(doing.statement.place, format!("reserved to {}", body.name()));
    if let Some(why) = assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    if let (true, Some(verb)) = (other_verb, verb) {
        finding = finding.remark(format!(
            "reserved is to {verb}, given is to {}; both decide",
            delegation.verbs.iter().map(Text::as_str).collect::<Vec<_>>().join(", ")
        ));
    }
    finding.help(
        "take it out of the one list or the other; if what is given is to prepare or to recommend, write that as `verbs` of the \
         delegation",
    )
}
