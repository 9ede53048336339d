//! A departure whose last day has passed.

use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;
use remit_model::page::day_in_words;

use super::{has_rule, subject};
use crate::departing::Departing;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "expired-departure",
    group: Group::Departures,
    level: Level::Should,
    page: include_str!("expired_departure.md"),
    on: true,
    check: Check::Departures(check),
};

fn check(_: &AsAt<'_>, departures: &[Departing<'_>], findings: &mut Vec<Finding>) {
    for departing in departures
        .iter()
        .filter(|departing| departing.expired && has_rule(departing))
    {
        let departure = departing.departure;
        let until = departure.until.map(day_in_words).unwrap_or_default();
        let message = format!("the departure `{}` was accepted until {until}", departure.key);
        let finding = Finding::new(RULE.name, RULE.level, subject(departing), message)
            .label(departure.statement.place, "it accepts nothing any more");
        findings.push(match departing.about.len() {
            0 => finding
                .remark("what it accepted is no longer found")
                .help("take it out"),
            1 => finding
                .remark(format!("what it accepted counts again: `{}`", departing.about[0]))
                .help("put the matter right, or have it accepted again, with a new `until` and the new minute"),
            many => finding
                .remark(format!(
                    "what it accepted counts again: {many} findings of `{}`",
                    departure.rule
                ))
                .help("put the matter right, or have it accepted again, with a new `until` and the new minute"),
        });
    }
}
