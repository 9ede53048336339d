//! A departure that accepts nothing.

use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;
use remit_model::suggest::did_you_mean;

use super::{has_rule, subject};
use crate::departing::Departing;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unused-departure",
    group: Group::Departures,
    level: Level::Should,
    page: include_str!("unused_departure.md"),
    on: true,
    check: Check::Departures(check),
};

fn check(at: &AsAt<'_>, departures: &[Departing<'_>], findings: &mut Vec<Finding>) {
    let model = at.model();
    for departing in departures {
        if departing.expired || !departing.about.is_empty() || !has_rule(departing) {
            continue;
        }
        let departure = departing.departure;
        // What is known only in part is not judged, so nothing can be found about it.
        if model.is_doubtful(&departure.subject) {
            continue;
        }
        let what = match departure.about.as_slice() {
            [] => departure.subject.to_string(),
            about => format!("{} and {}", departure.subject, about.join(", ")),
        };
        let message = format!(
            "the departure `{}` accepts a finding of `{}` about {what}, and there is none",
            departure.key, departure.rule
        );
        let mut finding = Finding::new(RULE.name, RULE.level, subject(departing), message)
            .label(departure.statement.place, "nothing is found that it would accept");
        let (table, key) = departure.subject.split_once('.').unwrap_or(("", &departure.subject));
        if matches!(table, "" | "body" | "organisation" | "post") && model.node(key).is_none() {
            let subjects: Vec<String> = model.nodes().take(20_000).map(|node| node.subject()).collect();
            let near = did_you_mean(&departure.subject, subjects.iter().map(String::as_str));
            finding = finding.remark(match near {
                Some(near) => format!("there is no `{}`; did you mean `{near}`?", departure.subject),
                None => format!(
                    "there is no `{}`; a subject is written as \"body.board\"",
                    departure.subject
                ),
            });
        }
        findings.push(finding.help(
            "take it out if the matter has been put right; otherwise write rule, subject and `about` as the finding has them: \
             `remit check --add-departure` prints them",
        ));
    }
}
