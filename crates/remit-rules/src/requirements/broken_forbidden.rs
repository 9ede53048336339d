//! A chain that the framework forbids: from the one set up to the other.

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Demand, NodeId, Requirement};

use super::chains::{Chains, Found, show, show_silence};
use super::saying::{FIND_OUT, begin, end, in_force, names, verb};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "broken-forbidden",
    group: Group::Requirements,
    level: Level::Must,
    page: include_str!("broken_forbidden.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for requirement in at.current(at.model().requirements.rows()) {
        if let Demand::Forbidden { from, to, by } = &requirement.demand {
            let (from, to) = (in_force(at, &from.0), in_force(at, &to.0));
            findings.extend(judge(at, requirement, from, to, by));
        }
    }
}

fn judge(
    at: &AsAt<'_>,
    requirement: &Requirement,
    from: Vec<NodeId>,
    to: Vec<NodeId>,
    by: &[RelationKind],
) -> Option<Finding> {
    let below = names(at, &from);
    let above = names(at, &to);
    let whether =
        format!("whether a chain leads from {below} up to {above}, which the framework forbids, cannot be told");
    if from.is_empty() || to.is_empty() {
        let message = format!("{whether}: nothing in force is selected");
        let finding = begin(RULE.name, requirement, Verdict::CannotTell, message);
        let help = "look at what `from` and `to` select on this date";
        return Some(end(finding, requirement, help));
    }
    let chains = Chains::new(at, &[to, from], by, None);
    match chains.look() {
        Found::InForce(from, paths) => {
            let (below, has) = (names(at, &from), verb(from.len(), "has", "have"));
            let message = format!("{below} {has} a chain up to {above}, which the framework forbids");
            let finding = begin(RULE.name, requirement, Verdict::Broken, message);
            let finding = show(finding, paths, "a step of the chain");
            Some(end(
                finding,
                requirement,
                "take a line of the chain out, or say what it is instead",
            ))
        }
        Found::Open(silent) => {
            let finding = begin(RULE.name, requirement, Verdict::CannotTell, whether);
            let mut finding = show_silence(finding, at, &silent, by);
            if let Some(path) = chains.if_adopted() {
                finding = finding
                    .remark("a chain would be there if what is proposed were adopted")
                    .path(path);
            }
            Some(end(finding, requirement, FIND_OUT))
        }
        Found::IfAdopted(from, paths) => {
            let message = format!(
                "{} would have a chain up to {above}, which the framework forbids, if what is proposed were adopted",
                names(at, &from)
            );
            let finding = begin(RULE.name, requirement, Verdict::Remark, message);
            let finding = show(finding, paths, "a step of the chain that would be there");
            Some(end(
                finding,
                requirement,
                "settle it before what is proposed is adopted",
            ))
        }
        Found::Unknown | Found::None => None,
    }
}
