//! A function given to another organisation, or to a body shared with others, without a way of being answered to for it.
//!
//! Delegation and accountability mirror each other. Inside one organisation answering is implied; across organisations it
//! has to be made, and each of those who give has to be answered to by itself.

mod answers;

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{FormPlace, RelationKind};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, NodeAt, NodeId, NodeKind};
use remit_model::text::Text;

use crate::belonging::{in_force_with_organisation, organisations};
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::strength::{ACCOUNTABILITY, weakest_step};
use answers::{Answered, climb};

pub(crate) static RULE: Rule = Rule {
    name: "unanswered-delegation",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("unanswered_delegation.md"),
    on: true,
    check: Check::Model(check),
};

/// What may be taken for accountability, and is none.
const INSTEAD: [RelationKind; 8] = [
    RelationKind::AnswersTo,
    RelationKind::Within,
    RelationKind::ReportsTo,
    RelationKind::Oversees,
    RelationKind::Scrutinises,
    RelationKind::Challenges,
    RelationKind::Supports,
    RelationKind::Advises,
];

/// The bodies and posts through which each organisation may answer to others: those that it shares, and those with a line out
/// of it.
type Bodies = BTreeMap<NodeId, Vec<NodeId>>;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut bodies: Option<Bodies> = None;
    for delegation in at.current(at.model().delegations.rows()) {
        let Some(to) = delegation.to.as_ref().map(|to| at.node(to.value)) else {
            continue;
        };
        for from in delegation.from.iter().copied().collect::<BTreeSet<NodeId>>() {
            let giver = at.node(from);
            if is_asked(at, &giver, &to) {
                let bodies = bodies.get_or_insert_with(|| by_organisation(at));
                findings.extend(judge(at, delegation, &giver, &to, bodies));
            }
        }
    }
}

/// Whether the receiver has to answer to the giver by a line of its own. While either of them, or its organisation, is not in
/// force, there is nobody to answer or to be answered to: `ended-party` speaks of that.
pub(crate) fn is_asked(at: &AsAt<'_>, giver: &NodeAt<'_, '_>, to: &NodeAt<'_, '_>) -> bool {
    !to.is_external()
        && !giver.is_external()
        && in_force_with_organisation(at, giver.id())
        && in_force_with_organisation(at, to.id())
        && !is_inside(at, giver, to)
}

fn by_organisation(at: &AsAt<'_>) -> Bodies {
    let mut bodies = Bodies::new();
    for body in at.nodes().filter(|node| node.kind() != NodeKind::Organisation) {
        let own = organisations(at, body.id());
        let mut lines = body.acting(RelationKind::AnswersTo);
        if own.len() > 1 || lines.any(|line| organisations(at, line.to) != own) {
            for organisation in own {
                bodies.entry(organisation).or_default().push(body.id());
            }
        }
    }
    bodies
}

/// Whether both belong to the same organisation, or are shared by the same ones.
fn is_inside(at: &AsAt<'_>, giver: &NodeAt<'_, '_>, to: &NodeAt<'_, '_>) -> bool {
    let (giving, receiving) = (organisations(at, giver.id()), organisations(at, to.id()));
    let employed = to.employer().is_some_and(|employer| giving == [employer.id()]);
    employed || !giving.is_empty() && giving == receiving
}

fn judge(
    at: &AsAt<'_>,
    delegation: &Delegation,
    giver: &NodeAt<'_, '_>,
    to: &NodeAt<'_, '_>,
    bodies: &Bodies,
) -> Option<Finding> {
    let mut targets = organisations(at, giver.id());
    if !targets.contains(&giver.id()) {
        targets.insert(0, giver.id());
    }
    let receiving = organisations(at, to.id());
    // An organisation answers through its bodies and posts: one of them has to, whether or not it is the one that holds the function.
    let through: &[NodeId] = match receiving.as_slice() {
        [only] => bodies.get(only).map_or(&[], Vec::as_slice),
        _ => &[],
    };
    let of = |function: Option<&Text>| climb(at, to.id(), through, &targets, function);
    let answers: Vec<(Option<&Text>, Answered)> = if delegation.functions.is_empty() {
        vec![(None, of(None))]
    } else {
        let functions = delegation.functions.iter();
        functions.map(|function| (Some(function), of(Some(function)))).collect()
    };
    if answers.iter().any(|(_, answered)| *answered == Answered::Unknown) {
        return None;
    }
    let unanswered: Vec<&(Option<&Text>, Answered)> = answers
        .iter()
        .filter(|(_, answered)| *answered != Answered::Yes)
        .collect();
    let (_, first) = unanswered.first()?;
    let what = naming::functions(at, unanswered.iter().filter_map(|(function, _)| *function));
    let what = if what.is_empty() { "a function".to_owned() } else { what };
    let silent = unanswered.iter().find_map(|(_, answered)| match answered {
        Answered::Silent(id) => Some(at.node(*id)),
        _ => None,
    });
    let finding = match silent {
        Some(silent) => cannot_tell(delegation, giver, to, &what)
            .label(silent.place(), "to whom it answers is not stated")
            .label(delegation.statement.place, "given here"),
        None if is_homeless(to) => cannot_tell(delegation, giver, to, &what)
            .label(delegation.statement.place, "given here")
            .label(to.place(), "which organisation it belongs to is not stated"),
        None => broken(at, delegation, (giver, to), &targets, &what, first),
    };
    Some(finding.help(way_out(giver, to)))
}

fn cannot_tell(delegation: &Delegation, giver: &NodeAt<'_, '_>, to: &NodeAt<'_, '_>, what: &str) -> Finding {
    let message = format!(
        "whether {} answers to {} for {what}, which it holds by delegation, cannot be told",
        to.name(),
        giver.name()
    );
    Finding::new(
        RULE.name,
        Level::Note,
        format!("delegation.{}", delegation.key),
        message,
    )
    .key(giver.subject())
    .verdict(Verdict::CannotTell)
}

fn broken(
    at: &AsAt<'_>,
    delegation: &Delegation,
    (giver, to): (&NodeAt<'_, '_>, &NodeAt<'_, '_>),
    targets: &[NodeId],
    what: &str,
    answered: &Answered,
) -> Finding {
    let message = format!(
        "{} gives {what} to {}, and has no way of being answered to for it",
        giver.name(),
        to.name()
    );
    let assumed = delegation.statement.any_assumed();
    let level = if assumed.is_some() { Level::Should } else { Level::Must };
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .key(giver.subject())
        .label(delegation.statement.place, "given here")
        .label(to.place(), format!("does not answer to {}", giver.name()));
    if let Some(why) = assumed {
        finding = finding.remark(format!("the delegation is a reading: {why}"));
    }
    if *answered == Answered::ForOthers {
        finding = finding.remark("there is a line of accountability, and it is for other matters only");
        if let Some(path) = at.shortest(to.id(), targets, &ACCOUNTABILITY, None) {
            return finding.path(path);
        }
        return finding;
    }
    if let Some(path) = at.shortest(to.id(), targets, &INSTEAD, None)
        && let Some((_, step)) = weakest_step(&path)
    {
        let said = match step.relation.as_str() {
            "reports to" => "it only reports".to_owned(),
            relation => format!("{} {relation} {}", step.below.name, step.above.name),
        };
        return finding
            .remark(format!(
                "there is something else instead, which is no accountability: {said}"
            ))
            .path(path);
    }
    let ladder = at.ladder(&[vec![giver.id()], vec![to.id()]], &ACCOUNTABILITY);
    for path in ladder.rungs.into_iter().flat_map(|rung| rung.paths).take(1) {
        finding = finding.path(path);
    }
    finding
}

/// Whether nothing says which organisation a body belongs to, so that it may be the giver's own.
fn is_homeless(to: &NodeAt<'_, '_>) -> bool {
    let joint = to
        .form()
        .stated()
        .is_some_and(|form| form.place == Some(FormPlace::Between));
    let open = to.within().stated().is_none() && to.between().is_empty();
    to.kind() != NodeKind::Organisation && open && !joint
}

fn way_out(giver: &NodeAt<'_, '_>, to: &NodeAt<'_, '_>) -> String {
    let line = format!("`answers-to.{}`", giver.key());
    if to.kind() == NodeKind::Organisation {
        format!(
            "say which body or post of {} answers to {} for it, with {line} on it, for which functions and on what basis",
            to.name(),
            giver.name()
        )
    } else {
        format!(
            "write the line by which {} answers, {line}, for which functions and on what basis",
            to.name()
        )
    }
}
