//! A line of accountability that does not end in a legal person (RULES A4).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use remit_model::document::{Effect, FunctionKind, RelationKind};
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Budget, NodeAt, NodeId, NodeKind};

use crate::delegation::unanswered_delegation::is_asked;
use crate::money::by_holder;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "unanchored-accountability",
    group: Group::Structure,
    level: Level::Must,
    page: include_str!("unanchored_accountability.md"),
    on: true,
    check: Check::Missing(check),
};

type Money<'m> = BTreeMap<NodeId, Vec<&'m Budget>>;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let ends: Vec<NodeAt<'_, '_>> = at.nodes().filter(is_end).collect();
    if ends.is_empty() {
        return;
    }
    let money = by_holder(at);
    let mut hanging: Option<Hanging> = None;
    for node in &ends {
        let below: Vec<NodeAt<'_, '_>> = below(at, node.id()).map(|id| at.node(id)).collect();
        let holds_itself = holds(at, node, &money);
        let shared_holder = holds_itself && node.kind() == NodeKind::Body && !node.between().is_empty();
        if below.is_empty() && (!shared_holder || is_said_of_delegations(at, node, &money)) {
            // With nobody below and nothing held, this is no line at all: `orphan-body` looks at it.
            continue;
        }
        let hanging = hanging.get_or_insert_with(|| hanging_on(at, &ends, &money));
        let holder = hanging.get(&node.id()).copied();
        let matters = holds_itself || holder.is_some();
        let level = if matters { Level::Must } else { Level::Note };
        let names: Vec<String> = below.iter().take(5).map(|body| body.name().to_string()).collect();
        let message = if below.is_empty() {
            format!(
                "{} {} to no legal person",
                node.name(),
                naming::verb(
                    node,
                    "holds decisions or money, and answers",
                    "hold decisions or money, and answer"
                )
            )
        } else {
            format!(
                "{} {} no legal person",
                node.name(),
                naming::verb(
                    node,
                    "is where accountability ends, and it is",
                    "are where accountability ends, and they are"
                )
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
        let further = holder.filter(|&id| !holds_itself && !below.iter().any(|body| body.id() == id));
        if let Some(holder) = further {
            finding = finding.remark(format!(
                "further down, {} holds decisions or money",
                at.node(holder).name()
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

/// Whether accountability would end here: a body or post in force that answers to nobody and is part of nothing.
fn is_end(node: &NodeAt<'_, '_>) -> bool {
    let legal_person = node.kind() == NodeKind::Organisation;
    !legal_person && !goes_on(node) && !is_silent(node) && !node.is_external()
}

fn goes_on(node: &NodeAt<'_, '_>) -> bool {
    // Where its organisation has ended, or has not begun, `ended-party` looks at it.
    node.within().stated().is_some()
        || node.employer().is_some()
        || node
            .acts()
            .any(|line| matches!(line.kind, RelationKind::AnswersTo | RelationKind::Within))
}

fn is_silent(node: &NodeAt<'_, '_>) -> bool {
    ["answers-to", "within", "employer"]
        .iter()
        .any(|key| node.is_not_stated(key) || node.is_unknown(key))
}

/// Those who answer to it, one step down.
fn below(at: &AsAt<'_>, id: NodeId) -> impl Iterator<Item = NodeId> {
    let lines = at.relations_to(id);
    lines
        .filter(|line| line.kind == RelationKind::AnswersTo)
        .map(|line| line.from)
}

/// Who holds decisions, money or duties and hangs on what is above it, by whatever is above: the nearest of them.
type Hanging = BTreeMap<NodeId, NodeId>;

/// Goes up from all holders that are below some end, whatever the number of steps, each line once.
fn hanging_on(at: &AsAt<'_>, ends: &[NodeAt<'_, '_>], money: &Money<'_>) -> Hanging {
    let mut region: BTreeSet<NodeId> = ends.iter().map(NodeAt::id).collect();
    let mut waiting: VecDeque<NodeId> = region.iter().copied().collect();
    while let Some(next) = waiting.pop_front() {
        // A legal person stands behind whatever is below it.
        if at.node(next).kind() != NodeKind::Organisation {
            waiting.extend(below(at, next).filter(|&id| region.insert(id)));
        }
    }
    let holders = region.iter().filter(|&&id| holds(at, &at.node(id), money));
    let mut waiting: VecDeque<(NodeId, NodeId)> = holders.map(|&id| (id, id)).collect();
    let mut hanging = Hanging::new();
    while let Some((from, holder)) = waiting.pop_front() {
        for line in at.node(from).acting(RelationKind::AnswersTo) {
            let legal_person = at.node(line.to).kind() == NodeKind::Organisation;
            if !legal_person && region.contains(&line.to) && !hanging.contains_key(&line.to) {
                hanging.insert(line.to, holder);
                waiting.push_back((line.to, holder));
            }
        }
    }
    hanging
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
