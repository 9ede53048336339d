//! A body without parent, host or declared standing of its own (RULES A3).

use std::collections::BTreeSet;

use remit_model::document::{FormPlace, RelationKind};
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Known, NodeAt, NodeId};

use crate::documents::unsettled::unsettled;
use crate::documents::unsettled_accountability::ACCOUNTABILITY;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "orphan-body",
    group: Group::Structure,
    level: Level::Should,
    page: include_str!("orphan_body.md"),
    on: true,
    check: Check::Missing(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut open: Option<BTreeSet<NodeId>> = None;
    for body in at.bodies() {
        if belongs_somewhere(at, &body) || is_silent(&body) || is_an_end(at, &body) {
            continue;
        }
        if open.get_or_insert_with(|| left_open(at)).contains(&body.id()) {
            continue;
        }
        let message = format!(
            "{} {} part of nothing",
            body.name(),
            naming::verb(&body, "answers to nobody and is", "answer to nobody and are")
        );
        findings.push(
            Finding::new(RULE.name, RULE.level, body.subject(), message)
                .label(body.place(), "nothing says where it belongs")
                .help(
                    "say what it is part of (`within` or `between`), to whom it answers (`answers-to`), or, if it stands \
                     by itself, record a form that does, such as `partnership-forum`",
                )
                .help("if the documents do not say, write not-stated = [\"answers-to\"]"),
        );
    }
}

fn belongs_somewhere(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> bool {
    let above = |kind: RelationKind| {
        matches!(
            kind,
            RelationKind::AnswersTo | RelationKind::ReportsTo | RelationKind::Within
        )
    };
    let below = |kind: RelationKind| {
        matches!(
            kind,
            RelationKind::Oversees | RelationKind::Comprises | RelationKind::Delegation
        )
    };
    body.is_external()
        || body.within().stated().is_some()
        || !body.between().is_empty()
        || stands_by_itself(body)
        || body.acts().any(|line| above(line.kind))
        || at.relations_to(body.id()).any(|line| below(line.kind))
}

/// Whether others answer to it: `unanchored-accountability` says that their line ends there.
fn is_an_end(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> bool {
    at.relations_to(body.id())
        .any(|line| line.kind == RelationKind::AnswersTo)
}

/// Bodies of which the log leaves open to whom they answer: `unsettled-accountability` says so.
fn left_open(at: &AsAt<'_>) -> BTreeSet<NodeId> {
    let open = unsettled(at).filter(|unsettled| ACCOUNTABILITY.contains(&unsettled.key));
    open.map(|unsettled| unsettled.node.id()).collect()
}

/// Forums, alliances and the like stand between organisations and hold nothing of their own.
fn stands_by_itself(body: &NodeAt<'_, '_>) -> bool {
    body.form()
        .stated()
        .is_some_and(|form| form.place == Some(FormPlace::Between) && form.holds_decisions == Some(false))
}

/// Whether the documents are silent, or a name that leads nowhere is reported elsewhere.
fn is_silent(body: &NodeAt<'_, '_>) -> bool {
    ["answers-to", "within", "between", "reports-to"]
        .iter()
        .any(|key| body.is_not_stated(key) || body.is_unknown(key))
        || matches!(body.form(), Known::Unknown)
}
