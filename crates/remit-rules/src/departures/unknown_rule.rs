//! A departure, or a level, for a rule that there is not.

use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;
use remit_model::sources::Place;
use remit_model::suggest::did_you_mean;

use crate::RULES;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-rule",
    group: Group::Departures,
    level: Level::Must,
    page: include_str!("unknown_rule.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let model = at.model();
    for departure in at.current(model.departures.rows()) {
        let who = format!("the departure `{}`", departure.key);
        let subject = format!("departure.{}", departure.key);
        findings.extend(judge(&departure.rule, &who, subject, departure.statement.place));
    }
    for (rule, _, place) in &model.framework.levels {
        let subject = format!("framework.levels.{rule}");
        findings.extend(judge(rule, "the framework", subject, *place));
    }
}

fn judge(rule: &str, who: &str, subject: String, place: Place) -> Option<Finding> {
    if crate::rule(rule).is_some() {
        return None;
    }
    let message = if rule.is_empty() {
        format!("{who} does not say from which rule it departs")
    } else {
        format!("{who} names the rule `{rule}`, and there is none of that name")
    };
    let finding = Finding::new(RULE.name, RULE.level, subject, message).label(place, "it has no effect");
    Some(match did_you_mean(rule, RULES.iter().map(|rule| rule.name)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("`remit rules` lists the rules"),
    })
}
