//! A departure without a reason, or without whoever accepted it.

use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;

use super::{has_rule, subject};
use crate::departing::Departing;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "unexplained-departure",
    group: Group::Departures,
    level: Level::Should,
    page: include_str!("unexplained_departure.md"),
    on: true,
    check: Check::Departures(check),
};

fn check(_: &AsAt<'_>, departures: &[Departing<'_>], findings: &mut Vec<Finding>) {
    for departing in departures.iter().filter(|departing| has_rule(departing)) {
        let departure = departing.departure;
        let statement = &departure.statement;
        let silent = |key: &str| statement.is_not_stated(key) || statement.is_unknown(key);
        let mut missing = Vec::new();
        if departure.reason.trim().is_empty() && !silent("reason") {
            missing.push("why".to_owned());
        }
        if departure.accepted_by.is_none() && !silent("accepted-by") {
            missing.push("who accepted it".to_owned());
        }
        if missing.is_empty() {
            continue;
        }
        let message = format!("the departure `{}` does not say {}", departure.key, list(&missing));
        findings.push(
            Finding::new(RULE.name, RULE.level, subject(departing), message)
                .label(statement.place, "comply, or explain")
                .help("write `reason`, and as `accepted-by` the body, organisation or post that accepted it, with its `minute`"),
        );
    }
}
