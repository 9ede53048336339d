//! A verb that somebody must hold for a function, and that nobody holds (RULES B14).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, Function, NodeId, Standing};
use remit_model::sources::Place;
use remit_model::text::Text;

use crate::belonging::organisations;
use crate::deciders::{Open, Silent, Wanted, need_is_held};
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "unowned-decision",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("unowned_decision.md"),
    on: true,
    check: Check::Missing(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let given = given(at);
    let mut unowned: Vec<(&Function, &Text)> = Vec::new();
    for function in at.current(at.model().functions.rows()) {
        if function.needs.is_empty() {
            continue;
        }
        let given = given.get(&function.key).map_or(&[][..], Vec::as_slice);
        // A verb that does not exist is reported as such.
        let needs = function.needs.iter().filter(|verb| at.model().effect(verb).is_some());
        let needs: BTreeSet<&Text> = needs.collect();
        let lacking = needs
            .into_iter()
            .filter(|verb| !need_is_held(at, function, verb, given.iter().copied()));
        unowned.extend(lacking.map(|verb| (function, verb)));
    }
    if unowned.is_empty() {
        return;
    }
    let open = Open::new(at);
    unowned.retain(|(function, verb)| !open.is_unknown(at, &function.key, Wanted::of(at, verb)));
    let mut silent: BTreeMap<&Text, Silences<'_>> = BTreeMap::new();
    let waiting = not_in_force(at, &unowned.iter().map(|(function, _)| &function.key).collect());
    for (function, verb) in unowned {
        let wanted = Wanted::of(at, verb);
        let silent = silent.entry(verb).or_insert_with(|| Silences::new(at, &open, wanted));
        let line = open.perhaps(at, &function.key, wanted).next();
        let unclear = line
            .map(Unclear::Line)
            .or_else(|| silent.of(function).map(Unclear::Silent));
        findings.push(report(at, (function, verb), unclear, &waiting));
    }
}

/// Why it cannot be told whether somebody holds a verb.
enum Unclear<'m> {
    /// Whose line may be it, if that is known, and where it is.
    Line((Option<NodeId>, Place)),
    Silent(Silent<'m>),
}

/// Who is silent about what they do, or give.
struct Silences<'m> {
    first: Option<Silent<'m>>,
    /// The first of each organisation, so that of a function one of its own is named.
    own: BTreeMap<NodeId, Silent<'m>>,
}

impl<'m> Silences<'m> {
    fn new(at: &AsAt<'m>, open: &Open<'m>, wanted: Wanted<'_>) -> Self {
        let first = open.silent(at, wanted).next();
        let mut own = BTreeMap::new();
        for silent in open.silent(at, wanted) {
            if let Silent::Body(id) = silent {
                for organisation in organisations(at, id) {
                    own.entry(organisation).or_insert(silent);
                }
            }
        }
        Self { first, own }
    }

    fn of(&self, function: &Function) -> Option<Silent<'m>> {
        let own = function.of.iter().find_map(|organisation| self.own.get(organisation));
        own.copied().or(self.first)
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
    unclear: Option<Unclear<'_>>,
    waiting: &Waiting<'_>,
) -> Finding {
    let assumed = function.statement.assumed("needs");
    let subject = format!("function.{}", function.key);
    let cannot_tell = |who: Option<NodeId>, place: Place, words: &str| {
        let who = who.map_or_else(|| "anybody".to_owned(), |id| naming::nodes(at, [id]));
        let message = format!(
            "{} needs somebody to hold `{verb}`, and whether {who} does is not stated",
            function.name
        );
        Finding::new(RULE.name, Level::Note, subject.clone(), message)
            .key(verb.to_string())
            .verdict(Verdict::CannotTell)
            .label(function.statement.place, format!("needs: {verb}"))
            .label(place, words)
    };
    let mut finding = match unclear {
        Some(Unclear::Line((Some(id), place))) => cannot_tell(Some(id), place, "with which verb is not stated"),
        Some(Unclear::Line((None, place))) => cannot_tell(None, place, "to whom it is given is not stated"),
        Some(Unclear::Silent(Silent::Body(id))) => {
            cannot_tell(Some(id), at.node(id).place(), "what it does is not stated")
        }
        Some(Unclear::Silent(Silent::Delegation(delegation))) => cannot_tell(
            None,
            delegation.statement.place,
            "which functions it gives is not stated",
        ),
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
    let held = at.done_with(&function.key).iter();
    let held: BTreeSet<&Text> = held
        .filter_map(|done| at.doing(done).verb.as_ref().map(|verb| &verb.value))
        .collect();
    let others: Vec<String> = held.iter().take(5).map(|verb| format!("`{verb}`")).collect();
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
