//! A decision that is taken after the day by which somebody outside must have it (RULES D4).

use jiff::civil::Date;
use remit_model::document::Effect;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Route, RouteStep};
use remit_model::page::day_in_words;

use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "approval-after-deadline",
    group: Group::Documents,
    level: Level::Must,
    page: include_str!("approval_after_deadline.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for route in at.current(at.model().routes.rows()) {
        let Some(deadline) = route.deadline else { continue };
        // Whether it is read as this day decides how sure the rest is.
        let read = |assumed: bool| if assumed { Level::Should } else { RULE.level };
        let deadline_read = route.statement.assumed("deadline").is_some();
        let whose = route
            .deadline_of
            .as_ref()
            .map_or(String::new(), |of| format!(" of {of}"));
        if let Some(finding) = undecided(at, route, deadline, &whose) {
            findings.push(finding);
        }
        let latest = route.latest_by_deadline();
        let before = |step: &&RouteStep| step.effect != Some(Effect::Decide) && latest.contains_key(step.key.as_str());
        let late = route.steps.iter().filter(before);
        findings.extend(late.filter_map(|step| too_late(at, route, step, deadline, &whose)));
        for step in route.steps.iter().filter(|step| step.effect == Some(Effect::Decide)) {
            let Some(on) = step.on.filter(|on| *on > deadline) else {
                continue;
            };
            let who = step.body.map_or("nobody who is entered".to_owned(), |body| {
                at.node(body).name().to_string()
            });
            let message = format!(
                "{} is decided by {who} on {}, after the deadline{whose} on {}",
                naming::of_route(at, route),
                day_in_words(on),
                day_in_words(deadline)
            );
            let read_day =
                deadline_read || step.statement.assumed("on").is_some() || step.statement.assumed("verb").is_some();
            let subject = format!("route.{}", route.key);
            let finding = Finding::new(RULE.name, read(read_day), subject, message)
                .key(format!("route.{}.step.{}", route.key, step.key))
                .label(step.statement.place, "this meeting comes too late")
                .label(route.statement.place, "its deadline stands here")
                .help(
                    "bring the meeting forward, ask for a later day, or agree beforehand who may sign it off between meetings, and enter \
                     that as a step of its own",
                );
            findings.push(finding);
        }
    }
}

/// A step that doesn't decide, and comes before one that does: after the deadline it is too late for the decision.
fn too_late(at: &AsAt<'_>, route: &Route, step: &RouteStep, deadline: Date, whose: &str) -> Option<Finding> {
    let on = step.on.filter(|on| *on > deadline)?;
    let who = step.body.map_or("nobody who is entered".to_owned(), |body| {
        at.node(body).name().to_string()
    });
    let message = format!(
        "{} goes to {who} on {}, after the deadline{whose} on {}, and is to be decided only after that",
        naming::of_route(at, route),
        day_in_words(on),
        day_in_words(deadline)
    );
    let read = route.statement.assumed("deadline").is_some() || step.statement.any_assumed().is_some();
    let level = if read { Level::Should } else { RULE.level };
    let finding = Finding::new(RULE.name, level, format!("route.{}", route.key), message)
        .key(format!("route.{}.step.{}", route.key, step.key))
        .label(step.statement.place, "this meeting comes too late")
        .label(route.statement.place, "its deadline stands here")
        .help("bring the meeting forward, ask for a later day, or let the decision be taken without waiting for it (`after`)");
    Some(finding)
}

/// A route with steps, of each of which it is known that it doesn't decide.
fn undecided(at: &AsAt<'_>, route: &Route, deadline: Date, whose: &str) -> Option<Finding> {
    let known = |step: &RouteStep| step.effect.is_some_and(|effect| effect != Effect::Decide);
    if route.steps.is_empty() || !route.steps.iter().all(known) {
        return None;
    }
    let message = format!(
        "{} goes to {}, and no step decides it before the deadline{whose} on {}",
        naming::of_route(at, route),
        meetings(route.steps.len()),
        day_in_words(deadline)
    );
    let finding = Finding::new(RULE.name, Level::Should, format!("route.{}", route.key), message)
        .label(route.statement.place, "its deadline stands here")
        .help("enter who decides it as a step, with the day of the meeting where that is known");
    Some(finding)
}

fn meetings(count: usize) -> String {
    match count {
        1 => "one meeting".to_owned(),
        count => format!("{count} meetings"),
    }
}
