//! A step of a decision that is taken before one that it comes after.

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Route, RouteStep};
use remit_model::page::day_in_words;

use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "steps-out-of-order",
    group: Group::Documents,
    level: Level::Should,
    page: include_str!("steps_out_of_order.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for route in at.current(at.model().routes.rows()) {
        for step in &route.steps {
            for earlier in before(route, step) {
                findings.extend(judge(at, route, step, earlier));
            }
            // Those without a day hide nobody who comes before them.
            for earlier in through_undated(route, step) {
                findings.extend(judge(at, route, step, earlier));
            }
        }
    }
}

/// The steps that one comes after.
fn before<'r>(route: &'r Route, step: &'r RouteStep) -> impl Iterator<Item = &'r RouteStep> {
    route.steps.iter().filter(|other| step.after.contains(&other.key))
}

/// The steps with a day that one with a day comes after through others that have none.
fn through_undated<'r>(route: &'r Route, step: &'r RouteStep) -> Vec<&'r RouteStep> {
    let direct: Vec<&RouteStep> = before(route, step).collect();
    let mut seen: Vec<&RouteStep> = direct.iter().copied().filter(|earlier| earlier.on.is_none()).collect();
    let (mut found, mut next) = (Vec::new(), 0);
    while let Some(here) = seen.get(next).copied() {
        for other in before(route, here).filter(|other| other.key != step.key) {
            let known = |all: &[&RouteStep]| all.iter().any(|known| known.key == other.key);
            if other.on.is_some() && !known(&found) && !known(&direct) {
                found.push(other);
            } else if other.on.is_none() && !known(&seen) {
                seen.push(other);
            }
        }
        next += 1;
    }
    found
}

fn judge(at: &AsAt<'_>, route: &Route, step: &RouteStep, earlier: &RouteStep) -> Option<Finding> {
    let name = |step: &RouteStep| {
        step.body
            .map_or(step.key.to_string(), |body| at.node(body).name().to_string())
    };
    let message = match (step.on, earlier.on) {
        _ if leads_round(route, step, earlier) => format!(
            "in the route of {}, the steps `{}` and `{}` each wait for the other",
            naming::of_route(at, route),
            earlier.key,
            step.key
        ),
        (Some(on), Some(before)) if on < before => format!(
            "{} goes to {} on {}, before {} on {}, after which it is to come",
            naming::of_route(at, route),
            name(step),
            day_in_words(on),
            name(earlier),
            day_in_words(before)
        ),
        _ => return None,
    };
    let finding = Finding::new(RULE.name, RULE.level, format!("route.{}", route.key), message)
        .key(format!("route.{}.step.{}", route.key, step.key))
        .label(step.statement.place, "this step")
        .label(earlier.statement.place, "is to come after this one")
        .help("change the days, or what comes after what (`after`)");
    Some(finding)
}

/// Whether the earlier step waits, directly or through others, for the later one. Each pair is told once, with the later key.
fn leads_round(route: &Route, step: &RouteStep, earlier: &RouteStep) -> bool {
    let mut seen = vec![earlier];
    let mut next = 0;
    while let Some(here) = seen.get(next).copied() {
        for other in before(route, here) {
            if other.key == step.key {
                return earlier.key <= step.key;
            }
            if !seen.iter().any(|known| known.key == other.key) {
                seen.push(other);
            }
        }
        next += 1;
    }
    false
}
