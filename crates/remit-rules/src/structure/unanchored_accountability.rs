//! A line of accountability that does not end in a legal person (RULES A4).

use std::collections::BTreeMap;

use remit_model::document::{Effect, FunctionKind, RelationKind};
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Budget, NodeAt, NodeId, NodeKind};

use crate::delegation::unanswered_delegation::is_asked;
use crate::money::by_holder;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "unanchored-accountability",
    group: Group::Structure,
    level: Level::Must,
    page: include_str!("unanchored_accountability.md"),
    on: true,
    check: Check::Model(check),
};

type Money<'m> = BTreeMap<NodeId, Vec<&'m Budget>>;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let money = by_holder(at);
    for node in at.nodes() {
        if node.kind() != NodeKind::Body || node.is_external() || goes_on(&node) || is_silent(&node) {
            continue;
        }
        let below: Vec<NodeAt<'_, '_>> = at
            .relations_to(node.id())
            .filter(|line| line.kind == RelationKind::AnswersTo)
            .map(|line| at.node(line.from))
            .collect();
        let holds_itself = holds(at, &node, &money);
        let shared_holder = holds_itself && !node.between().is_empty();
        if below.is_empty() && (!shared_holder || is_said_of_delegations(at, &node, &money)) {
            // With nobody below and nothing held, this is no line at all: `orphan-body` looks at it.
            continue;
        }
        let matters = holds_itself || below.iter().any(|body| holds(at, body, &money));
        let level = if matters { Level::Must } else { Level::Note };
        let names: Vec<String> = below.iter().take(5).map(|body| body.name().to_string()).collect();
        let message = if below.is_empty() {
            format!(
                "{} holds decisions or money, and answers to no legal person",
                node.name()
            )
        } else {
            format!(
                "{} is where accountability ends, and it is no legal person",
                node.name()
            )
        };
        let mut finding = Finding::new(RULE.name, level, node.subject(), message)
            .label(node.place(), "it answers to nobody, and is part of no organisation");
        if !names.is_empty() {
            finding = finding.remark(format!(
                "{} answer{} to it",
                list(&names),
                if below.len() == 1 { "s" } else { "" }
            ));
        }
        let hosts: Vec<String> = node.between().iter().map(|host| host.name().to_string()).collect();
        if !hosts.is_empty() {
            finding = finding.remark(format!(
                "it is shared by {}, but to none of them a line is entered",
                list(&hosts)
            ));
        }
        findings.push(finding.help(
            "say to which organisation it answers, for which matters and on what basis (`answers-to`), or what it is part of \
             (`within`)",
        ));
    }
}

fn goes_on(node: &NodeAt<'_, '_>) -> bool {
    // Where its organisation has ended, or has not begun, `ended-party` looks at it.
    node.within().stated().is_some()
        || node
            .acts()
            .any(|line| matches!(line.kind, RelationKind::AnswersTo | RelationKind::Within))
}

fn is_silent(node: &NodeAt<'_, '_>) -> bool {
    ["answers-to", "within"]
        .iter()
        .any(|key| node.is_not_stated(key) || node.is_unknown(key))
}

/// Whether a body holds decisions, money or duties in law.
fn holds(at: &AsAt<'_>, node: &NodeAt<'_, '_>, money: &Money<'_>) -> bool {
    holds_by_itself(at, node, money) || delegated(at, node).next().is_some()
}

fn holds_by_itself(at: &AsAt<'_>, node: &NodeAt<'_, '_>, money: &Money<'_>) -> bool {
    let duty = |key: &str| {
        at.model()
            .functions
            .get(key)
            .is_some_and(|f| matches!(f.kind, Some(FunctionKind::Duty | FunctionKind::Power)))
    };
    let decides = node.does().any(|does| match &does.function {
        Some(function) => does.effect == Some(Effect::Decide) || duty(&function.value),
        // What a body that can hold no decision says of its own business is none in law.
        None => does.effect == Some(Effect::Decide) && !is_advisory(node),
    });
    decides || money.contains_key(&node.id())
}

fn is_advisory(node: &NodeAt<'_, '_>) -> bool {
    let form = node.form().stated();
    form.is_some_and(|form| form.holds_decisions == Some(false))
}

/// Those who gave it something.
fn delegated<'v>(at: &'v AsAt<'_>, node: &NodeAt<'_, '_>) -> impl Iterator<Item = NodeAt<'v, 'v>> {
    let lines = at.relations_to(node.id());
    let lines = lines.filter(|line| line.kind == RelationKind::Delegation);
    lines.map(|line| at.node(line.from))
}

/// Whether it holds what it holds by delegations alone, of each of which `unanswered-delegation` says the same.
fn is_said_of_delegations(at: &AsAt<'_>, node: &NodeAt<'_, '_>, money: &Money<'_>) -> bool {
    !holds_by_itself(at, node, money) && delegated(at, node).all(|giver| is_asked(at, &giver, node))
}
