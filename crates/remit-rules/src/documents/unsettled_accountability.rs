//! Accountability that an open log entry leaves unsettled.

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::AsAt;

use super::unsettled::unsettled;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unsettled-accountability",
    group: Group::Documents,
    level: Level::Should,
    page: include_str!("unsettled_accountability.md"),
    on: true,
    check: Check::Model(check),
};

/// The keys that say to whom a body answers.
pub(crate) const ACCOUNTABILITY: [&str; 3] = ["answers-to", "within", "reports-to"];

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for unsettled in unsettled(at).filter(|unsettled| ACCOUNTABILITY.contains(&unsettled.key)) {
        let message = format!(
            "to whom {} {} to answer is unsettled: {}",
            unsettled.node.name(),
            naming::verb(&unsettled.node, "is", "are"),
            unsettled.words()
        );
        let help = "settle it, write the line as `answers-to`, and close the log entry with `answered`";
        findings.push(unsettled.finding(&RULE, Verdict::Broken, message, help));
    }
}
