//! A delegation up to more than its giver may decide (RULES B15).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, Money, NodeId};
use remit_model::page::sum_in_words;
use remit_model::sources::Place;
use remit_model::text::Text;

use crate::bands::{comparable, words};
use crate::deciders::lets_decide;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "excess-limit",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("excess_limit.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut received: BTreeMap<NodeId, Vec<&Delegation>> = BTreeMap::new();
    for delegation in at
        .current(at.model().delegations.rows())
        .filter(|row| lets_decide(at, row))
    {
        if let Some(to) = &delegation.to {
            received.entry(to.value).or_default().push(delegation);
        }
    }
    for delegation in received.values().flatten() {
        let Some((limit, amount)) = delegation.limit.as_ref().and_then(|limit| Some((limit, limit.amount?))) else {
            continue;
        };
        for giver in delegation.from.iter().copied().collect::<BTreeSet<NodeId>>() {
            let mut over: Vec<(&Text, Bound<'_>)> = Vec::new();
            for function in &delegation.functions {
                let bound = bound(at, giver, function, received.get(&giver).map_or(&[], Vec::as_slice));
                let higher = bound.filter(|bound| comparable(bound.limit, limit) && bound.amount < amount);
                over.extend(higher.map(|bound| (function, bound)));
            }
            findings.extend(report(at, delegation, giver, limit, &over));
        }
    }
}

/// Up to how much somebody may decide, and where that is.
struct Bound<'m> {
    limit: &'m Money,
    amount: i64,
    place: Place,
    assumed: bool,
}

/// Up to how much the giver may decide; none where nothing bounds it, or what does cannot be compared.
fn bound<'m>(at: &AsAt<'m>, giver: NodeId, function: &Text, received: &[&'m Delegation]) -> Option<Bound<'m>> {
    let decides = at.node(giver).does().filter(|doing| {
        let this = doing.function.as_ref().is_some_and(|at| at.value == *function);
        this && doing.effect == Some(Effect::Decide)
    });
    let own = decides.map(|doing| (doing.limit.as_ref(), &doing.statement));
    let given = received
        .iter()
        .filter(|delegation| delegation.functions.contains(function));
    let given = given.map(|delegation| (delegation.limit.as_ref(), &delegation.statement));
    let mut highest: Option<Bound<'m>> = None;
    for (limit, statement) in own.chain(given) {
        let limit = limit?;
        let bound = Bound {
            limit,
            amount: limit.amount?,
            place: statement.place,
            assumed: statement.assumed("limit").is_some(),
        };
        match &highest {
            Some(before) if !comparable(before.limit, limit) => return None,
            Some(before) if before.amount >= bound.amount => {}
            _ => highest = Some(bound),
        }
    }
    highest
}

fn report(
    at: &AsAt<'_>,
    delegation: &Delegation,
    giver: NodeId,
    limit: &Money,
    over: &[(&Text, Bound<'_>)],
) -> Option<Finding> {
    let (_, bound) = over.iter().min_by_key(|(_, bound)| bound.amount)?;
    let to = delegation.to.as_ref().map(|to| at.node(to.value).name().to_string());
    let message = format!(
        "{} gives {} to {} {}, and may itself decide {}",
        at.node(giver).name(),
        naming::functions(at, over.iter().map(|(function, _)| *function)),
        to.unwrap_or_default(),
        words(limit),
        words(bound.limit)
    );
    let assumed = bound.assumed || delegation.statement.assumed("limit").is_some();
    let level = if assumed { Level::Should } else { Level::Must };
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .key(at.node(giver).subject())
        .label(delegation.statement.place, words(limit))
        .label(bound.place, format!("the giver's own: {}", words(bound.limit)));
    if assumed {
        finding = finding.remark("one of the two limits is a reading");
    }
    Some(finding.help(format!(
        "bring the limit down to {}, or have the giver's own raised first",
        sum_in_words(bound.amount, &bound.limit.currency)
    )))
}
