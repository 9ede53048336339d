//! A budget, a risk or a seat that loses who holds it, because that one ends, or leaves what it shares.

mod fewer;
pub(super) mod leaving;

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level};
use remit_model::model::{Budget, Carry, NodeAt};

use super::endings::ending;
use super::successor_not_named::{holders, seated};
use super::words::verb;
use super::{Compared, Consequence};
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "holder-lost",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("holder_lost.md"),
    on: true,
    check: Check::Change(check),
};

/// The parts in a budget without which nobody has the money.
const HOLDING: [&str; 2] = ["holds it", "hosts it"];

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    leaving::check(compared, found);
    fewer::check(compared, found);
    if compared.endings().is_empty() {
        return;
    }
    let (before, after) = (compared.before, compared.after);
    let known: BTreeMap<&str, &Budget> = before
        .current(before.model().budgets.rows())
        .map(|row| (row.key.as_str(), row))
        .collect();
    for budget in after.current(after.model().budgets.rows()) {
        found.extend(budgeted(compared, known.get(budget.key.as_str()).copied(), budget));
    }
    let carried: BTreeSet<&str> = after
        .nodes()
        .flat_map(|node| node.carries().collect::<Vec<_>>())
        .map(|carry| carry.key.as_str())
        .collect();
    for node in before
        .nodes()
        .filter(|node| compared.endings().of(node.key()).is_some())
    {
        let lost = node.carries().filter(|carry| !carried.contains(carry.key.as_str()));
        found.extend(lost.map(|carry| risk(compared, &node, carry)));
    }
    for body in after.bodies().filter(|body| compared.was(body.id()).is_some()) {
        seats(compared, &body, found);
    }
}

fn budgeted(compared: &Compared<'_, '_>, was: Option<&Budget>, budget: &Budget) -> Option<Consequence> {
    let after = compared.after;
    let had: BTreeSet<(&str, &str)> = was
        .into_iter()
        .flat_map(holders)
        .map(|(id, part)| (compared.before.node(id).key().as_str(), part))
        .collect();
    let lost: Vec<_> = holders(budget)
        .into_iter()
        .map(|(id, part)| (after.node(id), part))
        .filter(|(node, _)| compared.endings().is_ended(node.key()))
        .collect();
    if lost.is_empty() {
        return None;
    }
    let name = naming::arrangement("budget", &budget.key, &budget.name);
    // Whom it never had, it doesn't lose.
    let is_lost = |node: &NodeAt<'_, '_>, part: &str| had.contains(&(node.key().as_str(), part));
    let loses = lost.iter().any(|(node, part)| is_lost(node, part));
    let each: Vec<String> = lost
        .iter()
        .filter(|(node, part)| !loses || is_lost(node, part))
        .map(|(node, part)| format!("{}, which {part}", node.name()))
        .collect();
    let ends = verb(each.len(), "it ends", "they end");
    let message = match loses {
        true => format!("{name} loses {}: {ends} with the change", list(&each)),
        false => format!(
            "{name} is entered anew with {}, and {ends} with the same change",
            list(&each)
        ),
    };
    let level = match lost.iter().any(|(_, part)| HOLDING.contains(part)) {
        true => RULE.level,
        false => Level::Should,
    };
    let mut finding = Finding::new(RULE.name, level, format!("budget.{}", budget.key), message);
    finding = finding.label(budget.statement.place, "in force after the change");
    for (node, _) in &lost {
        finding = ending(compared, node.key(), finding.key(node.subject()));
    }
    Some(Consequence::new(finding.help(
        "say who takes it over, by which paper and from when; or end it as well",
    )))
}

fn risk(compared: &Compared<'_, '_>, node: &NodeAt<'_, '_>, carry: &Carry) -> Consequence {
    let logged = carry.log.as_ref().and_then(|key| compared.before.model().log.get(key));
    let text = carry
        .text
        .as_ref()
        .or(logged.map(|entry| &entry.text))
        .unwrap_or(&carry.key);
    let successors = compared.endings().of(node.key()).unwrap_or_default();
    let names = naming::nodes(compared.after, successors.iter().copied());
    let number = successors.len();
    let (level, rest) = match number {
        0 => (RULE.level, ", which ends".to_owned()),
        1 => (
            Level::Should,
            format!(", and {names}, which takes its place, is not entered as carrying it"),
        ),
        _ => (
            Level::Should,
            format!(", and none of {names}, which take its place, is entered as carrying it"),
        ),
    };
    let message = format!(
        "nobody carries the risk \u{201c}{}\u{201d} any more: it was carried by {}{rest}",
        text.trim(),
        node.name()
    );
    let finding = Finding::new(
        RULE.name,
        level,
        format!("{}.carries.{}", node.subject(), carry.key),
        message,
    )
    .label(carry.statement.place, "carried here before");
    let finding = ending(compared, node.key(), finding);
    Consequence::new(finding.help("say who carries it from then on, or that it is closed, and why"))
}

fn seats(compared: &Compared<'_, '_>, body: &NodeAt<'_, '_>, found: &mut Vec<Consequence>) {
    let after = compared.after;
    for seat in body.seats() {
        let lost = seated(after, seat).into_iter().map(|id| after.node(id));
        let Some(gone) = lost.into_iter().find(|node| compared.endings().is_ended(node.key())) else {
            continue;
        };
        let whose = match seat.nominee_of == Some(gone.id()) {
            true => format!("is for {} to fill", gone.name()),
            false => format!("comes with an office of {}", gone.name()),
        };
        let message = format!("the seat `{}` of {} {whose}, which ends", seat.key, body.name());
        let subject = format!("{}.seats.{}", body.subject(), seat.key);
        let finding = Finding::new(RULE.name, Level::Should, subject, message)
            .key(gone.subject())
            .label(seat.statement.place, "nobody is left who fills it");
        let finding = ending(compared, gone.key(), finding);
        found.push(Consequence::new(
            finding.help("say who fills the seat from then on, or end it as well ([end])"),
        ));
    }
}
