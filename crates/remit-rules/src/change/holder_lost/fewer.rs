//! Several alike of whom there are fewer than before: what they hold is entered of all of them, and nobody says what becomes of that
//! of those who end.

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::NodeAt;

use super::super::successor_not_named::holders;
use super::super::words::several;
use super::super::{Compared, Consequence};
use super::RULE;
use crate::naming;

pub(super) fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    for after in compared.after.bodies() {
        let Some(before) = compared.was(after.id()) else {
            continue;
        };
        let (Some(Some(was)), Some(Some(is))) = (before.many(), after.many()) else {
            continue;
        };
        if is < was {
            found.extend(told(compared, &before, &after, (was, is)));
        }
    }
}

fn told(
    compared: &Compared<'_, '_>,
    before: &NodeAt<'_, '_>,
    after: &NodeAt<'_, '_>,
    (was, is): (u32, u32),
) -> Option<Consequence> {
    let (at, model) = (compared.after, compared.after.model());
    let mut held = Vec::new();
    let mut places = Vec::new();
    for budget in at.current(model.budgets.rows()) {
        if holders(budget).iter().any(|(id, _)| *id == after.id()) {
            held.push(naming::arrangement("budget", &budget.key, &budget.name));
            places.push((format!("budget.{}", budget.key), budget.statement.place));
        }
    }
    for row in at.current(model.delegations.rows()) {
        let of = row
            .to
            .as_ref()
            .map(|to| to.value)
            .into_iter()
            .chain(row.from.iter().copied());
        if of.into_iter().any(|id| id == after.id()) {
            held.push(naming::arrangement("delegation", &row.key, &row.name));
            places.push((format!("delegation.{}", row.key), row.statement.place));
        }
    }
    for carry in after.carries() {
        let logged = carry.log.as_ref().and_then(|key| model.log.get(key));
        let text = carry
            .text
            .as_ref()
            .or(logged.map(|entry| &entry.text))
            .unwrap_or(&carry.key);
        held.push(format!("the risk \u{201c}{}\u{201d}", text.trim()));
        places.push((
            format!("{}.carries.{}", after.subject(), carry.key),
            carry.statement.place,
        ));
    }
    let below = at
        .relations_to(after.id())
        .filter(|line| line.kind == RelationKind::AnswersTo);
    for line in below {
        let from = at.node(line.from);
        held.push(format!("that {} answers to them", from.name()));
        places.push((
            format!("{}.answers-to.{}", from.subject(), line.key),
            line.statement.place,
        ));
    }
    if held.is_empty() {
        return None;
    }
    let message = format!(
        "of the {was} {} {} end with the change, and what becomes of what those have is not stated: {}",
        before.name(),
        was - is,
        several(held)
    );
    let mut finding = Finding::new(RULE.name, Level::Should, after.subject(), message).verdict(Verdict::CannotTell);
    for (subject, place) in places {
        finding = finding.key(subject).label(place, "entered of all alike");
    }
    let help = "say which of them end, and who takes over what they have; or enter each of them as a body of its own";
    Some(Consequence::new(finding.help(help)))
}
