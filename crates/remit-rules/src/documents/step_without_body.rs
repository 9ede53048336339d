//! A step of a decision before a body that is not there on the day of the meeting (RULES D4).

use jiff::civil::Date;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeId, Route, RouteStep};
use remit_model::page::day_in_words;

use crate::delegation::ended_party::{End, end, start};
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "step-without-body",
    group: Group::Documents,
    level: Level::Must,
    page: include_str!("step_without_body.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for route in at.current(at.model().routes.rows()) {
        for step in &route.steps {
            let Some(body) = step.body else { continue };
            // Without a day of its own the meeting is still to come.
            let day = step.on.unwrap_or_else(|| at.date());
            if let Some(end) = end(at, body).filter(|end| end.day < day) {
                findings.push(found(at, (route, step), body, &end, "ended"));
            } else if let Some(start) = start(at, body).filter(|start| step.on.is_some_and(|on| on < start.day)) {
                findings.push(found(at, (route, step), body, &start, "begins only"));
            }
        }
    }
}

fn found(at: &AsAt<'_>, (route, step): (&Route, &RouteStep), body: NodeId, when: &End, verb: &str) -> Finding {
    let (who, matter) = (at.node(body), naming::of_route(at, route));
    let goes = |day: Date| format!("{matter} goes on {} to {}", day_in_words(day), who.name());
    let goes = step
        .on
        .map_or_else(|| format!("{matter} is still to go to {}", who.name()), goes);
    let assumed =
        when.assumed.is_some() || step.statement.assumed("on").is_some() || step.statement.assumed("body").is_some();
    let level = if assumed { Level::Should } else { RULE.level };
    let message = format!("{goes}, which {}", when.words(verb));
    let mut finding = Finding::new(RULE.name, level, format!("route.{}", route.key), message)
        .key(format!("route.{}.step.{}", route.key, step.key))
        .label(step.statement.place, "this meeting")
        .label(when.place, when.words(verb));
    if let Some(with) = when.with {
        let part = format!(
            "{} is part of {}, and is there no longer or sooner than that",
            who.name(),
            at.node(with).name()
        );
        finding = finding.remark(part);
    }
    if let Some(why) = &when.assumed {
        finding = finding.remark(format!("the day is a reading: {why}"));
    }
    let successors = at.successors(who.kind().word(), who.key());
    let names: Vec<String> = successors
        .filter_map(|succession| at.node_by_key(&succession.to))
        .map(|node| node.name().to_string())
        .collect();
    finding.help(match names.is_empty() {
        true => "enter before whom it comes instead, or another day of the meeting".to_owned(),
        false => format!("take it to {}, which took its place", names.join(" and ")),
    })
}
