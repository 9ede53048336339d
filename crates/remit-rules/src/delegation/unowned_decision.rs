//! A verb that somebody must hold for a function, and that nobody holds (RULES B14).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, Function, NodeId, Standing};
use remit_model::sources::Place;
use remit_model::text::Text;

use crate::belonging::organisations;
use crate::deciders::need_is_held;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "unowned-decision",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("unowned_decision.md"),
    on: true,
    check: Check::Model(check),
};

/// What is done with a function for which nobody holds a verb.
#[derive(Default)]
struct Held<'m> {
    verbs: BTreeSet<&'m Text>,
    /// Somebody does something with it, and with which verb is not stated.
    open: Option<(NodeId, Place)>,
}

impl<'m> Held<'m> {
    fn of(at: &AsAt<'m>, function: &Function) -> Self {
        let mut held = Self::default();
        for done in at.done_with(&function.key) {
            let doing = at.doing(done);
            match &doing.verb {
                Some(verb) => {
                    held.verbs.insert(&verb.value);
                }
                None => held.open = held.open.or(Some((done.by, doing.statement.place))),
            }
        }
        held
    }
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let given = given(at);
    let mut unowned: Vec<(&Function, &Text, Held<'_>)> = Vec::new();
    for function in at.current(at.model().functions.rows()) {
        if function.needs.is_empty() {
            continue;
        }
        let given = given.get(&function.key).map_or(&[][..], Vec::as_slice);
        let needs: BTreeSet<&Text> = function.needs.iter().collect();
        let lacking = needs
            .into_iter()
            .filter(|verb| !need_is_held(at, function, verb, given.iter().copied()));
        unowned.extend(lacking.map(|verb| (function, verb, Held::of(at, function))));
    }
    if unowned.is_empty() {
        return;
    }
    let silent = silent(at);
    let waiting = not_in_force(at, &unowned.iter().map(|(function, ..)| &function.key).collect());
    for (function, verb, held) in unowned {
        let silent = function.of.iter().find_map(|organisation| silent.get(organisation));
        findings.push(report(at, (function, verb), &held, silent.copied(), &waiting));
    }
}

/// The delegations in force that give each function to somebody.
fn given<'m>(at: &AsAt<'m>) -> BTreeMap<&'m Text, Vec<&'m Delegation>> {
    let mut given: BTreeMap<&Text, Vec<&Delegation>> = BTreeMap::new();
    for delegation in at.current(at.model().delegations.rows()).filter(|row| row.to.is_some()) {
        for function in &delegation.functions {
            given.entry(function).or_default().push(delegation);
        }
    }
    given
}

/// The organisations of some body of which it is not stated what it does, each with that body.
fn silent(at: &AsAt<'_>) -> BTreeMap<NodeId, NodeId> {
    let mut silent = BTreeMap::new();
    for body in at.bodies().filter(|body| body.is_not_stated("does")) {
        for organisation in organisations(at, body.id()) {
            silent.entry(organisation).or_insert(body.id());
        }
    }
    silent
}

/// Who would hold, once held, or is to hold a function, by key: where and in which words.
type Waiting<'m> = BTreeMap<&'m Text, Vec<(&'m Text, String, Place)>>;

fn not_in_force<'m>(at: &AsAt<'m>, functions: &BTreeSet<&'m Text>) -> Waiting<'m> {
    let mut waiting = Waiting::new();
    for node in at.all_nodes().filter(|node| !node.timeline().does.is_empty()) {
        for doing in &node.timeline().does {
            let (Some(function), Some(verb)) = (&doing.function, &doing.verb) else {
                continue;
            };
            let standing = at.standing(&doing.statement).max(node.standing());
            let words = match standing {
                Standing::InForce => continue,
                Standing::Proposed => "it is proposed that",
                Standing::Shadow => "in shadow form",
                Standing::OtherDate => "at another date",
            };
            if functions.contains(&function.value) {
                let words = format!("{words} {} holds it", node.name());
                let entry = waiting.entry(&function.value).or_default();
                entry.push((&verb.value, words, doing.statement.place));
            }
        }
    }
    waiting
}

fn report(
    at: &AsAt<'_>,
    (function, verb): (&Function, &Text),
    held: &Held<'_>,
    silent: Option<NodeId>,
    waiting: &Waiting<'_>,
) -> Finding {
    let assumed = function.statement.assumed("needs");
    let subject = format!("function.{}", function.key);
    let open = held
        .open
        .map(|(id, place)| (id, place, "with which verb is not stated"));
    let open = open.or_else(|| silent.map(|id| (id, at.node(id).place(), "what it does is not stated")));
    let mut finding = match open {
        Some((id, place, words)) => {
            let message = format!(
                "{} needs somebody to hold `{verb}`, and whether {} does is not stated",
                function.name,
                naming::nodes(at, [id])
            );
            Finding::new(RULE.name, Level::Note, subject, message)
                .key(verb.to_string())
                .verdict(Verdict::CannotTell)
                .label(function.statement.place, format!("needs: {verb}"))
                .label(place, words)
        }
        None => {
            let level = if assumed.is_some() { Level::Should } else { Level::Must };
            let message = format!(
                "{} needs somebody to hold `{verb}`, and nobody in force does",
                function.name
            );
            Finding::new(RULE.name, level, subject, message)
                .key(verb.to_string())
                .label(function.statement.place, format!("needs: {verb}"))
        }
    };
    if let Some(why) = assumed {
        finding = finding.remark(format!("that somebody must is a reading: {why}"));
    }
    let others: Vec<String> = held.verbs.iter().take(5).map(|verb| format!("`{verb}`")).collect();
    if !others.is_empty() {
        finding = finding.remark(format!("what somebody holds for it: {}", list(&others)));
    }
    let same = |candidate: &Text| {
        let effect = |verb: &Text| at.model().effect(verb);
        candidate == verb || effect(verb) == Some(Effect::Decide) && effect(candidate) == effect(verb)
    };
    let waiting = waiting.get(&function.key).into_iter().flatten();
    for (_, words, place) in waiting.filter(|(candidate, ..)| same(candidate)).take(3) {
        finding = finding.label(*place, words.clone());
    }
    finding.help(format!(
        "say which body holds it, as `does` with the verb \"{verb}\", or delegate it; if nobody need, take the verb out of `needs`"
    ))
}
