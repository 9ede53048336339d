//! A cycle of accountability (RULES A2).

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;

use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "accountability-cycle",
    group: Group::Structure,
    level: Level::Must,
    page: include_str!("accountability_cycle.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for (group, path) in at.cycles(RelationKind::AnswersTo) {
        let Some(&first) = group.first() else {
            continue;
        };
        let names: Vec<&str> = path.steps.iter().map(|step| step.below.name.as_str()).collect();
        let message = match names.as_slice() {
            [only] => format!("{only} answers to itself"),
            _ => format!("these answer to each other in a circle: {}", names.join(" → ")),
        };
        let mut finding = Finding::new(RULE.name, RULE.level, at.node(first).subject(), message);
        for &other in group.iter().skip(1).take(20) {
            finding = finding.key(at.node(other).subject());
        }
        for (number, step) in path.steps.iter().enumerate().take(10) {
            if let Some(place) = step.place {
                let words = format!("{} answers to {}", step.below.name, step.above.name);
                finding = finding.label(place, if number == 0 { words } else { format!("and {words}") });
            }
        }
        if group.len() > path.steps.len() {
            finding = finding.remark(format!("{} in all lie on circles that touch this one", group.len()));
        }
        findings.push(finding.path(path).help(
            "decide who is answerable to whom at the top of the circle, and take the line that leads back out; if it is \
             advice or reporting, write it as `advises` or `reports-to`",
        ));
    }
}
