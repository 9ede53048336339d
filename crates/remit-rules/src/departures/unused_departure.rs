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

/// How many wrong subjects get a suggestion.
const SUGGESTIONS: usize = 5;

fn check(at: &AsAt<'_>, departures: &[Departing<'_>], findings: &mut Vec<Finding>) {
    let model = at.model();
    // Only the first few get "did you mean": to look through all subjects for each would cost more than the check.
    let mut suggested = 0;
    for departing in departures {
        if departing.expired || !departing.about.is_empty() || !has_rule(departing) {
            continue;
        }
        let departure = departing.departure;
        // Findings about departures are put right in the departure itself, and accepted by none.
        if crate::rule(&departure.rule).is_some_and(|rule| matches!(rule.check, Check::Departures(_))) {
            let message = format!("the departure `{}` accepts nothing", departure.key);
            let finding = Finding::new(RULE.name, RULE.level, subject(departing), message).label(
                departure.statement.place,
                format!("from `{}` no departure can be made", departure.rule),
            );
            findings.push(finding.help("put the departure right that it is about, and take this one out"));
            continue;
        }
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
            suggested += 1;
            let near = (suggested <= SUGGESTIONS).then(|| {
                let subjects: Vec<String> = model.nodes().take(20_000).map(|node| node.subject()).collect();
                did_you_mean(&departure.subject, subjects.iter().map(String::as_str)).map(str::to_owned)
            });
            finding = finding.remark(match near.flatten() {
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
