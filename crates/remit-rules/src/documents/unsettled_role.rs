//! A part that a body plays, or does not, which an open log entry leaves unsettled.

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt};

use super::unsettled::unsettled;
use super::unsettled_accountability::ACCOUNTABILITY;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unsettled-role",
    group: Group::Documents,
    level: Level::Note,
    page: include_str!("unsettled_role.md"),
    on: true,
    check: Check::Model(check),
};

/// What is open, in words.
fn role(node: &NodeAt<'_, '_>, key: &str) -> String {
    let name = node.name();
    let is = naming::verb(node, "is", "are");
    match key {
        "scrutinises" => format!(
            "whether {name} also {}",
            naming::verb(node, "scrutinises", "scrutinise")
        ),
        "oversees" => format!("whom {name} {is} to oversee"),
        "covers" => format!("which area or population {name} {is} to serve"),
        "form" => format!("what {name} {is} to be in law"),
        "seats" => format!("who is to sit on {name}"),
        "does" => format!("what {name} {is} to do"),
        "party" => format!("who is to belong to {name}"),
        "" => format!("something about {name}"),
        key => format!("what `{key}` is to be for {name}"),
    }
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for unsettled in unsettled(at).filter(|unsettled| !ACCOUNTABILITY.contains(&unsettled.key)) {
        let message = format!(
            "{} is open: {}",
            role(&unsettled.node, unsettled.key),
            unsettled.words()
        );
        let help = "when it is answered, write what was decided, and close the log entry with `answered`";
        findings.push(unsettled.finding(&RULE, Verdict::CannotTell, message, help));
    }
}
