//! A delegation up to more than its giver may decide (RULES B15).

use std::collections::BTreeSet;

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, Money, NodeId};
use remit_model::page::sum_in_words;
use remit_model::text::Text;

use crate::bands::{comparable, words};
use crate::chains::limits::{Bound, Limits};
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
    let mut limits = Limits::new(at);
    for delegation in limits.all() {
        let Some((limit, amount)) = delegation.limit.as_ref().and_then(|limit| Some((limit, limit.amount?))) else {
            continue;
        };
        for giver in delegation.from.iter().copied().collect::<BTreeSet<NodeId>>() {
            let mut over: Vec<(&Text, Bound<'_>)> = Vec::new();
            for function in &delegation.functions {
                let bound = limits.bound(giver, function);
                let higher = bound.filter(|bound| comparable(bound.limit, limit) && bound.amount < amount);
                over.extend(higher.map(|bound| (function, bound)));
            }
            findings.extend(report(at, delegation, giver, limit, &over));
        }
    }
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
        .label(
            bound.place,
            format!(
                "{}: {}",
                if bound.from_above {
                    "further up"
                } else {
                    "the giver's own"
                },
                words(bound.limit)
            ),
        );
    if bound.from_above {
        finding = finding.remark("the giver's own delegation names no limit: that of the one before it goes on");
    }
    if assumed {
        finding = finding.remark("one of the two limits is a reading");
    }
    Some(finding.help(format!(
        "bring the limit down to {}, or have the giver's own raised first",
        sum_in_words(bound.amount, &bound.limit.currency)
    )))
}
