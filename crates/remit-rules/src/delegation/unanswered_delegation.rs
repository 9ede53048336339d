//! A function given to another organisation, or to a body shared with others, without a way of being answered to for it.
//!
//! Delegation and accountability mirror each other. Inside one organisation answering is implied; across organisations it
//! has to be made, and each of those who give has to be answered to by itself.

pub(crate) mod answers;

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{FormPlace, RelationKind};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, NodeAt, NodeId, NodeKind};
use remit_model::path::Path;
use remit_model::text::Text;

use crate::belonging::{in_force_with_organisation, organisations};
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::strength::{ACCOUNTABILITY, weakest_step};
use answers::{Answered, Climbs, is_silent};

pub(crate) static RULE: Rule = Rule {
    name: "unanswered-delegation",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("unanswered_delegation.md"),
    on: true,
    check: Check::Missing(check),
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

/// For how many findings the way up is looked for and shown: nobody reads more, and each search may go far.
const SEARCHED: usize = 100;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut climbs = Climbs::new(at);
    let mut instead = Instead::default();
    let mut untold: BTreeMap<NodeId, Untold<'_>> = BTreeMap::new();
    for delegation in at.current(at.model().delegations.rows()) {
        let Some(to) = delegation.to.as_ref().map(|to| at.node(to.value)) else {
            continue;
        };
        for from in delegation.from.iter().copied().collect::<BTreeSet<NodeId>>() {
            let giver = at.node(from);
            if !is_asked(at, &giver, &to) {
                continue;
            }
            let mut targets = organisations(at, giver.id());
            if !targets.contains(&giver.id()) {
                targets.insert(0, giver.id());
            }
            let answers = answers(&mut climbs, delegation, &to, &targets);
            if answers.iter().any(|(_, answered)| *answered == Answered::Unknown) {
                continue;
            }
            let unanswered: Vec<(Option<&Text>, Answered)> = answers
                .into_iter()
                .filter(|(_, answered)| *answered != Answered::Yes)
                .collect();
            let Some((_, first)) = unanswered.first() else {
                continue;
            };
            let functions = unanswered.iter().filter_map(|(function, _)| *function);
            let silent = unanswered.iter().find_map(|(_, answered)| match answered {
                Answered::Silent(id) => Some(*id),
                _ => None,
            });
            // Inside one organisation answering is implied, and whose body the giver is may not be entered.
            let silent = silent.or_else(|| is_adrift(&giver).then(|| giver.id()));
            if silent.is_some() || is_homeless(&to) {
                let untold = untold.entry(to.id()).or_default();
                untold.add(delegation, giver.id(), functions, silent);
                continue;
            }
            let what = naming::functions(at, functions);
            let what = if what.is_empty() { "a function".to_owned() } else { what };
            let finding = broken(delegation, (&giver, &to), &what);
            let finding = instead.show(at, finding, (&giver, &to), &targets, first);
            findings.push(finding.help(way_out(&giver, &to)));
        }
    }
    findings.extend(untold.iter().map(|(&to, untold)| untold.report(at, &at.node(to))));
}

/// Whether a holder answers, function by function.
fn answers<'m>(
    climbs: &mut Climbs<'_, 'm>,
    delegation: &'m Delegation,
    to: &NodeAt<'m, '_>,
    targets: &[NodeId],
) -> Vec<(Option<&'m Text>, Answered)> {
    let receiving = organisations(climbs.at(), to.id());
    let mut of = |function| (function, climbs.climb(to.id(), &receiving, targets, function));
    if delegation.functions.is_empty() {
        return vec![of(None)];
    }
    delegation.functions.iter().map(|function| of(Some(function))).collect()
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

/// Whether both belong to the same organisation, or are shared by the same ones.
fn is_inside(at: &AsAt<'_>, giver: &NodeAt<'_, '_>, to: &NodeAt<'_, '_>) -> bool {
    let (giving, receiving) = (organisations(at, giver.id()), organisations(at, to.id()));
    let employed = to.employer().is_some_and(|employer| giving == [employer.id()]);
    employed || !giving.is_empty() && giving == receiving
}

/// What one receiver holds of which it cannot be told whether it answers: a silence of its own is one thing to find out, however
/// many delegations rest on it.
#[derive(Default)]
struct Untold<'m> {
    givers: BTreeSet<NodeId>,
    functions: BTreeSet<&'m Text>,
    delegations: Vec<&'m Delegation>,
    silent: BTreeSet<NodeId>,
}

impl<'m> Untold<'m> {
    fn add(
        &mut self,
        delegation: &'m Delegation,
        giver: NodeId,
        functions: impl Iterator<Item = &'m Text>,
        silent: Option<NodeId>,
    ) {
        self.givers.insert(giver);
        self.functions.extend(functions);
        self.silent.extend(silent);
        if self.delegations.last().is_none_or(|last| last.key != delegation.key) {
            self.delegations.push(delegation);
        }
    }

    fn report(&self, at: &AsAt<'_>, to: &NodeAt<'_, '_>) -> Finding {
        let what = naming::functions(at, self.functions.iter().copied());
        let what = if what.is_empty() { "what" } else { &what };
        let message = format!(
            "whether {} {} to {} for {what}{} {} by delegation, cannot be told",
            to.name(),
            naming::verb(to, "answers", "answer"),
            naming::nodes(at, self.givers.iter().copied()),
            if what == "what" { "" } else { ", which" },
            naming::verb(to, "it holds", "they hold"),
        );
        let mut finding = Finding::new(RULE.name, Level::Note, to.subject(), message).verdict(Verdict::CannotTell);
        for &silent in self.silent.iter().take(SHOWN) {
            let node = at.node(silent);
            let label = if is_silent(&node) {
                "to whom it answers is not stated"
            } else {
                NO_HOME
            };
            finding = finding.label(node.place(), label);
        }
        if self.silent.is_empty() {
            finding = finding.label(to.place(), NO_HOME);
        }
        for delegation in self.delegations.iter().take(SHOWN) {
            finding = finding.label(delegation.statement.place, "given here");
        }
        if self.delegations.len() > SHOWN {
            let more = self.delegations.len() - SHOWN;
            finding = finding.remark(format!("and by {more} more delegations"));
        }
        let adrift = self.silent.iter().map(|&id| at.node(id)).find(|node| !is_silent(node));
        if let Some(adrift) = adrift {
            return finding.help(format!(
                "enter the organisation that {} belongs to (`within`, or `between` where several share it)",
                adrift.name()
            ));
        }
        let help = match self.givers.iter().next() {
            Some(&giver) if self.givers.len() == 1 => way_out(&at.node(giver), to),
            _ if to.kind() == NodeKind::Organisation => {
                format!(
                    "say which bodies or posts of {} answer to each of them, with `answers-to` lines",
                    to.name()
                )
            }
            _ => format!(
                "write the lines by which {} answers to each of them (`answers-to`), for which functions and on what basis",
                to.name()
            ),
        };
        finding.help(help)
    }
}

/// What is said of one of whom nobody has entered whose it is.
const NO_HOME: &str = "which organisation it belongs to is not stated";

/// How many places of one kind are shown.
const SHOWN: usize = 3;

fn broken(delegation: &Delegation, (giver, to): (&NodeAt<'_, '_>, &NodeAt<'_, '_>), what: &str) -> Finding {
    let message = format!(
        "{} {} {what} to {}, and {} no way of being answered to for it",
        giver.name(),
        naming::verb(giver, "gives", "give"),
        to.name(),
        naming::verb(giver, "has", "have")
    );
    let assumed = delegation.statement.any_assumed();
    let level = if assumed.is_some() { Level::Should } else { Level::Must };
    let finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .key(giver.subject())
        .label(delegation.statement.place, "given here")
        .label(to.place(), format!("does not answer to {}", giver.name()));
    match assumed {
        Some(why) => finding.remark(format!("the delegation is a reading: {why}")),
        None => finding,
    }
}

/// What is said and shown of it.
type Shown = (Option<String>, Option<Path>);

/// What there is instead of a line for the matter, by who gives and who holds.
#[derive(Default)]
struct Instead {
    known: BTreeMap<(NodeId, NodeId, bool), Shown>,
    searched: usize,
}

impl Instead {
    fn show(
        &mut self,
        at: &AsAt<'_>,
        finding: Finding,
        (giver, to): (&NodeAt<'_, '_>, &NodeAt<'_, '_>),
        targets: &[NodeId],
        answered: &Answered,
    ) -> Finding {
        let for_others = *answered == Answered::ForOthers;
        let key = (giver.id(), to.id(), for_others);
        if !self.known.contains_key(&key) {
            if self.searched == SEARCHED {
                return finding;
            }
            self.searched += 1;
            self.known.insert(key, search(at, (giver, to), targets, for_others));
        }
        let (remark, path) = &self.known[&key];
        let finding = remark.iter().cloned().fold(finding, Finding::remark);
        path.iter().cloned().fold(finding, Finding::path)
    }
}

fn search(
    at: &AsAt<'_>,
    (giver, to): (&NodeAt<'_, '_>, &NodeAt<'_, '_>),
    targets: &[NodeId],
    for_others: bool,
) -> Shown {
    if for_others {
        let remark = "there is a line of accountability, and it is for other matters only".to_owned();
        return (Some(remark), at.shortest(to.id(), targets, &ACCOUNTABILITY, None));
    }
    if let Some(path) = at.shortest(to.id(), targets, &INSTEAD, None)
        && let Some((_, step)) = weakest_step(&path)
    {
        let said = match step.relation.as_str() {
            "reports to" => "it only reports".to_owned(),
            relation => format!("{} {relation} {}", step.below.name, step.above.name),
        };
        let remark = format!("there is something else instead, which is no accountability: {said}");
        return (Some(remark), Some(path));
    }
    let ladder = at.ladder(&[vec![giver.id()], vec![to.id()]], &ACCOUNTABILITY);
    (None, ladder.rungs.into_iter().flat_map(|rung| rung.paths).next())
}

/// Whether nothing says which organisation a body or post belongs to, or which ones share it.
pub(super) fn is_adrift(node: &NodeAt<'_, '_>) -> bool {
    let open = node.within().stated().is_none() && node.between().is_empty();
    node.kind() != NodeKind::Organisation && open && node.employer().is_none()
}

/// Whether it is open whose body one of the two is: inside one organisation answering is implied.
pub(crate) fn is_unclear(giver: &NodeAt<'_, '_>, to: &NodeAt<'_, '_>) -> bool {
    is_adrift(giver) || is_homeless(to)
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
