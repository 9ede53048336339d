//! A committee that gives what it decides to a group of its own, where guidance keeps it with the committee (RULES C15).

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, NodeAt, NodeId, NodeKind, StatutoryBody};

use super::footing::{Asks, reading, with_readings};
use super::kinds::is_one;
use super::ruling::decisions;
use super::telling::what;
use crate::belonging::one_organisation;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "sub-group-decides",
    group: Group::Law,
    level: Level::Should,
    page: include_str!("sub_group_decides.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let rows = at.model().statutory_bodies.rows().iter();
    let rows: Vec<_> = rows
        .filter(|row| !row.keeps_from.is_empty() && row.is_in_force(at))
        .collect();
    if rows.is_empty() {
        return;
    }
    for (delegation, to) in decisions(at) {
        for row in &rows {
            let key = std::slice::from_ref(&row.key);
            let mut givers = delegation.from.iter().copied();
            let giver = givers.find(|&from| is_one(at, from, key) == Some(true) && is_group_of(at, to, from, row));
            findings.extend(giver.map(|giver| tell(at, delegation, &at.node(giver), &at.node(to), row)));
        }
    }
}

/// Whether a body is known to be a group of a committee: of the same organisation, and either of a kind that only a committee
/// has, or answering to it. What advises is not told again: it decides nothing.
fn is_group_of(at: &AsAt<'_>, to: NodeId, committee: NodeId, row: &StatutoryBody) -> bool {
    let node = at.node(to);
    let (own, home) = (one_organisation(at, to), one_organisation(at, committee));
    if node.kind() != NodeKind::Body || !node.exists() || own.is_none() || own != home {
        return false;
    }
    let advises = node
        .form()
        .stated()
        .is_some_and(|form| form.holds_decisions == Some(false));
    let mut lines = node.acting(RelationKind::AnswersTo);
    !advises && (is_one(at, to, &row.keeps_from) == Some(true) || lines.any(|line| line.to == committee))
}

fn tell(
    at: &AsAt<'_>,
    delegation: &Delegation,
    committee: &NodeAt<'_, '_>,
    group: &NodeAt<'_, '_>,
    row: &StatutoryBody,
) -> Finding {
    let footing = row.footing();
    let message = format!(
        "{} gives {} to {}, a group of its own, and final decisions are to stay with the committee",
        committee.name(),
        what(at, delegation),
        group.name()
    );
    let ends = [*committee, *group];
    let assumed = delegation.statement.any_assumed();
    let is_reading = assumed.is_some() || ends.iter().any(|end| reading(end).is_some());
    // Guidance is met or explained.
    let level = footing.level(is_reading).min(RULE.level);
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .key(footing.subject())
        .label(delegation.statement.place, "given to the group here");
    finding = with_readings(finding, &ends);
    if let Some(why) = assumed {
        finding = finding.remark(format!("the delegation is in part a reading: {why}"));
    }
    footing.under(
        finding,
        "let the group advise, and the committee decide; or write down why it is otherwise",
    )
}
