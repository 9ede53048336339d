//! A body that no chain may go round, by the framework's own demand.

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Demand, NodeId, Requirement};

use super::chains::{Chains, Found, show, show_silence};
use super::saying::{FIND_OUT, begin, end, in_force, names, verb};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "broken-only",
    group: Group::Requirements,
    level: Level::Must,
    page: include_str!("broken_only.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for requirement in at.current(at.model().requirements.rows()) {
        if let Demand::Only { top_down, through, by } = &requirement.demand {
            let places: Vec<Vec<NodeId>> = top_down.iter().map(|(selector, _)| in_force(at, selector)).collect();
            findings.extend(judge(at, requirement, &places, *through, by));
        }
    }
}

fn judge(
    at: &AsAt<'_>,
    requirement: &Requirement,
    places: &[Vec<NodeId>],
    through: NodeId,
    by: &[RelationKind],
) -> Option<Finding> {
    let [top, between @ .., bottom] = places else {
        return None;
    };
    let named = at.node(through).name();
    let way = match between {
        [] => format!("on the way up to {}", names(at, top)),
        between => {
            let between: Vec<String> = between.iter().rev().map(|place| names(at, place)).collect();
            format!("on the way up through {} to {}", between.join(" and "), names(at, top))
        }
    };
    if places.iter().any(Vec::is_empty) {
        let message = format!("whether {named} is passed {way} cannot be told: nothing in force is selected");
        let finding = begin(RULE.name, requirement, Verdict::CannotTell, message);
        let finding = finding.remark(format!("it begins with {}", names(at, bottom)));
        return Some(end(
            finding,
            requirement,
            "look at what `top-down` selects on this date",
        ));
    }
    let chains = Chains::new(at, places, by, Some(through));
    match chains.look() {
        Found::InForce(from, paths) => {
            let message = format!(
                "{} {} round {named} {way}",
                names(at, &from),
                verb(from.len(), "goes", "go")
            );
            let finding = begin(RULE.name, requirement, Verdict::Broken, message);
            let finding = show(finding, paths, "a step of the way round");
            let help = format!("take a line of the way round out, or let it lead through {named}");
            Some(end(finding, requirement, help))
        }
        Found::Open(silent) => {
            let message = format!(
                "whether {} {} round {named} {way} cannot be told",
                names(at, bottom),
                verb(bottom.len(), "goes", "go")
            );
            let finding = begin(RULE.name, requirement, Verdict::CannotTell, message);
            let mut finding = show_silence(finding, at, &silent, by);
            if let Some(path) = chains.if_adopted() {
                finding = finding
                    .remark("a way round would be there if what is proposed were adopted")
                    .path(path);
            }
            Some(end(finding, requirement, FIND_OUT))
        }
        Found::IfAdopted(from, paths) => {
            let message = format!("{} would go round {named} {way}", names(at, &from));
            let finding = begin(
                RULE.name,
                requirement,
                Verdict::Remark,
                format!("{message} if what is proposed were adopted"),
            );
            let finding = show(finding, paths, "a step of the way that would go round it");
            let help = format!("see that what is proposed leads through {named}, before it is adopted");
            Some(end(finding, requirement, help))
        }
        Found::Unknown | Found::None => None,
    }
}
