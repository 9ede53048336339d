//! A departure that accepts more than it should: several findings at once, or one for good.

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::AsAt;

use super::{has_rule, subject};
use crate::departing::Departing;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "wide-departure",
    group: Group::Departures,
    level: Level::Should,
    page: include_str!("wide_departure.md"),
    on: true,
    check: Check::Departures(check),
};

fn check(_: &AsAt<'_>, departures: &[Departing<'_>], findings: &mut Vec<Finding>) {
    for departing in departures
        .iter()
        .filter(|departing| !departing.expired && has_rule(departing))
    {
        let departure = departing.departure;
        if departing.about.len() > 1 {
            let message = format!(
                "the departure `{}` accepts {} findings of `{}` at once",
                departure.key,
                departing.about.len(),
                departure.rule
            );
            let some: Vec<String> = departing
                .about
                .iter()
                .take(5)
                .map(|print| format!("`{print}`"))
                .collect();
            findings.push(
                Finding::new(RULE.name, RULE.level, subject(departing), message)
                    .label(departure.statement.place, "it names no more than their subject")
                    .remark(format!("among them {}", list(&some)))
                    .help("say with `about` which of them is accepted, and write a departure for each"),
            );
        }
        if departure.until.is_none() && !departure.statement.is_not_stated("until") {
            let message = format!("the departure `{}` is accepted for good", departure.key);
            findings.push(
                Finding::new(RULE.name, Level::Note, subject(departing), message)
                    .verdict(Verdict::Remark)
                    .key("until")
                    .label(departure.statement.place, "it has no last day")
                    .help("say with `until` when somebody is to look at it again"),
            );
        }
    }
}
