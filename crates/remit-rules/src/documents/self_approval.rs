//! Terms of reference approved by those whom they bind, or a paper approved by some of its owners (RULES D2).

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Instrument, Known, NodeAt, NodeId};

use super::terms::Terms;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "self-approval",
    group: Group::Documents,
    level: Level::Should,
    page: include_str!("self_approval.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let terms = Terms::new(at);
    for paper in at.current(at.model().instruments.rows()) {
        let unknown = |key: &str| paper.statement.is_unknown(key) || paper.statement.is_not_stated(key);
        if paper.approvers.is_empty() || unknown("approvers") {
            continue;
        }
        let itself = by_itself(at, paper, terms.bodies(paper));
        let missing = if unknown("owners") {
            Vec::new()
        } else {
            without(at, paper)
        };
        let approvers = naming::nodes(at, paper.approvers.iter().copied());
        let message = match (&itself, missing.is_empty()) {
            (Some(whose), _) => format!(
                "{} is approved by {whose} alone, whose terms of reference it is",
                paper.name
            ),
            (None, false) => format!(
                "{} belongs to {}, and is approved by {approvers} alone",
                paper.name,
                naming::nodes(at, paper.owners.iter().copied())
            ),
            (None, true) => continue,
        };
        let subject = format!("instrument.{}", paper.key);
        let mut finding = Finding::new(RULE.name, RULE.level, subject, message)
            .label(paper.statement.place, "its `approvers` leave somebody out");
        if !missing.is_empty() {
            finding = finding.remark(format!(
                "no approval by {} is entered",
                naming::nodes(at, missing.iter().copied())
            ));
        }
        findings.push(finding.help(if itself.is_some() {
            "have it approved by the organisation or body that the body answers to, and enter that in `approvers`"
        } else {
            "enter the other owners in `approvers` once they have approved it, or name in `owners` only those who must agree \
             to a change"
        }));
    }
}

/// The names of the bodies whose terms these are, where nobody else approved them.
fn by_itself(at: &AsAt<'_>, paper: &Instrument, bodies: &[NodeId]) -> Option<String> {
    if !paper.approvers.iter().all(|approver| bodies.contains(approver)) {
        return None;
    }
    let highest = |body: &NodeAt<'_, '_>| match body.form() {
        Known::Stated(form) => form.highest,
        _ => false,
    };
    let judged = paper.approvers.iter().map(|&id| at.node(id));
    let judged: Vec<NodeId> = judged
        .filter(|body| !highest(body) && !body.is_external())
        .map(|body| body.id())
        .collect();
    (judged.len() == paper.approvers.len()).then(|| naming::nodes(at, judged.iter().copied()))
}

/// The owners of a paper with several who have not approved it: neither themselves nor by a body or post of theirs.
fn without(at: &AsAt<'_>, paper: &Instrument) -> Vec<NodeId> {
    if paper.owners.len() < 2 {
        return Vec::new();
    }
    let of: Vec<NodeId> = paper
        .approvers
        .iter()
        .filter_map(|&id| at.node(id).within().stated())
        .map(|organisation| organisation.id())
        .collect();
    let open = |owner: &NodeId| !paper.approvers.contains(owner) && !of.contains(owner);
    paper.owners.iter().copied().filter(open).collect()
}
