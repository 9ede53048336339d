//! Functions that are decided by nobody, or by several, where the framework demands that exactly one body decides.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Demand, Function, Functions, NodeId, NodeKind, Requirement, Standing};
use remit_model::sources::Place;
use remit_model::text::Text;

use super::saying::{FIND_OUT, SHOWN, as_read, begin, end, names, some, verb};
use crate::deciders::{Decider, Open, Wanted, last_of_functions, lets_decide};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "broken-exactly-one",
    group: Group::Requirements,
    level: Level::Must,
    page: include_str!("broken_exactly_one.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let requirements = at.current(at.model().requirements.rows());
    let demands: Vec<(&Requirement, &[Functions])> = requirements
        .filter_map(|requirement| match &requirement.demand {
            Demand::ExactlyOne { functions } => Some((requirement, functions.as_slice())),
            _ => None,
        })
        .collect();
    if demands.is_empty() {
        return;
    }
    let deciding = Deciding::new(at);
    for (requirement, chosen) in demands {
        findings.extend(judge(at, &deciding, requirement, chosen));
    }
}

/// Who decides each function, and what leaves it open.
struct Deciding<'m> {
    known: BTreeMap<&'m Text, Vec<Decider<'m>>>,
    open: Open<'m>,
    /// What is silent about the functions that it is about, with the place.
    silent: Vec<(String, Place)>,
}

impl<'m> Deciding<'m> {
    fn new(at: &AsAt<'m>) -> Self {
        let known = last_of_functions(at);
        let open = Open::new(at);
        let silent = open.silent(at, Wanted::Decision).take(SHOWN);
        let silent: Vec<(String, Place)> = silent.map(|silent| silent.words(at)).collect();
        Self { known, open, silent }
    }

    /// What there is to be said of one function.
    fn of(&self, at: &AsAt<'_>, function: &Function) -> Decided<'m> {
        let deciders = self.known.get(&function.key).map_or(&[][..], Vec::as_slice);
        let mut bodies: Vec<NodeId> = deciders.iter().map(Decider::id).collect();
        bodies.sort_unstable();
        bodies.dedup();
        let several = match bodies.as_slice() {
            [] => false,
            [only] => at.node(*only).many().is_some_and(|count| count != Some(1)),
            _ => true,
        };
        if several {
            return Decided::BySeveral(bodies, deciders.to_vec());
        }
        let perhaps = self.open.perhaps(at, &function.key, Wanted::Decision);
        let perhaps = perhaps.filter(|(who, _)| !who.is_some_and(|who| bodies.contains(&who)));
        let perhaps: Vec<Place> = perhaps.map(|(_, place)| place).collect();
        // Where somebody decides, what another is silent about in general is not held against it.
        let silent = bodies.is_empty() && !self.silent.is_empty();
        let unknown = self.open.is_unknown(at, &function.key, Wanted::Decision);
        match (perhaps.is_empty() && !silent, unknown, bodies.is_empty()) {
            (false, ..) => Decided::Perhaps(perhaps, silent),
            (true, false, true) => Decided::ByNobody,
            (true, ..) => Decided::Well,
        }
    }
}

/// How many decide a function.
enum Decided<'m> {
    /// One, or a name that leads nowhere leaves it open.
    Well,
    ByNobody,
    BySeveral(Vec<NodeId>, Vec<Decider<'m>>),
    /// These lines leave it open, or what some are silent about in general.
    Perhaps(Vec<Place>, bool),
}

/// A finding for each function that nobody or several decide, so that each can be mended or accepted by itself; and one for all
/// of which it cannot be told.
fn judge(at: &AsAt<'_>, deciding: &Deciding<'_>, requirement: &Requirement, chosen: &[Functions]) -> Vec<Finding> {
    let functions = at.current(at.model().functions.rows());
    let functions: Vec<&Function> = functions
        .filter(|function| chosen.iter().any(|chosen| chosen.choose(function)))
        .collect();
    if functions.is_empty() {
        let message = "no function in force is selected that exactly one body is to decide".to_owned();
        let finding = begin(RULE.name, requirement, Verdict::CannotTell, message);
        let help = "look at what `functions` selects on this date";
        return vec![end(finding, requirement, help)];
    }
    let (mut findings, mut open) = (Vec::new(), Vec::new());
    for function in functions {
        let broken = |message: String| begin(RULE.name, requirement, Verdict::Broken, message).key(subject(function));
        let finding = match deciding.of(at, function) {
            Decided::Well => continue,
            Decided::Perhaps(places, silent) => {
                open.push((function, places, silent));
                continue;
            }
            Decided::ByNobody => broken(format!("nobody decides {}", function.name))
                .label(function.statement.place, "nobody is entered who decides it"),
            Decided::BySeveral(bodies, deciders) => {
                let message = format!("{} is decided by {}", function.name, names(at, &bodies));
                show_deciders(broken(message), at, function, &bodies, &deciders)
            }
        };
        let finding = proposed(at, &[function]).into_iter().fold(finding, Finding::remark);
        let help = "let one body decide it (`does`, or a delegation), and let the others recommend";
        findings.push(end(finding, requirement, help));
    }
    if !open.is_empty() {
        findings.push(cannot_tell(at, deciding, requirement, &open));
    }
    findings
}

fn subject(function: &Function) -> String {
    format!("function.{}", function.key)
}

/// The functions of which it cannot be told, with the lines that leave it open, and whether what some are silent about does.
fn cannot_tell(
    at: &AsAt<'_>,
    deciding: &Deciding<'_>,
    requirement: &Requirement,
    open: &[(&Function, Vec<Place>, bool)],
) -> Finding {
    let functions: Vec<&Function> = open.iter().map(|(function, ..)| *function).collect();
    let message = format!(
        "whether {} {} decided by exactly one body cannot be told",
        named(&functions),
        verb(functions.len(), "is", "are")
    );
    let mut finding = begin(RULE.name, requirement, Verdict::CannotTell, message);
    for (function, places, _) in open.iter().take(SHOWN) {
        for place in places.iter().take(SHOWN) {
            finding = finding.label(*place, format!("this may decide {}, or not", function.name));
        }
    }
    if open.iter().any(|(.., silent)| *silent) {
        for (words, place) in &deciding.silent {
            finding = finding.label(*place, "").remark(words.clone());
        }
    }
    let finding = proposed(at, &functions).into_iter().fold(finding, Finding::remark);
    end(finding, requirement, FIND_OUT)
}

fn named(functions: &[&Function]) -> String {
    some(
        functions.len(),
        functions.iter().map(|function| function.name.to_string()),
    )
}

/// Where the decisions are written, and why there are several.
fn show_deciders(
    mut finding: Finding,
    at: &AsAt<'_>,
    function: &Function,
    bodies: &[NodeId],
    deciders: &[Decider<'_>],
) -> Finding {
    let name = |id: NodeId| at.node(id).name();
    for decider in deciders.iter().take(SHOWN) {
        let (statement, words) = match decider {
            Decider::Own(id, doing) => {
                let words = format!("{} decides {}", name(*id), function.name);
                (&doing.statement, words)
            }
            Decider::Delegate(id, given) => {
                let words = format!("{} decides {} by this delegation", name(*id), function.name);
                (&given.statement, words)
            }
        };
        let read = statement.any_assumed().is_some();
        finding = finding.label(statement.place, as_read(words, read));
    }
    for (from, to) in kept(deciders).into_iter().take(SHOWN) {
        finding = finding
            .remark(format!(
                "{} has delegated {} to {}, and still decides it itself: so there are two",
                name(from),
                function.name,
                name(to)
            ))
            .help(format!(
                "take {} out of the `does` of {}, or say in `verbs` that the delegation gives less than the decision",
                function.name,
                name(from)
            ));
    }
    if let [only] = bodies {
        finding = finding.remark(format!(
            "{} stands for several bodies, each of which decides",
            name(*only)
        ));
    }
    let limited = |decider: &Decider<'_>| match decider {
        Decider::Own(_, doing) => doing.limit.is_some(),
        Decider::Delegate(_, given) => given.limit.is_some(),
    };
    if deciders.iter().any(limited) {
        finding = finding.remark("whoever decides a part of it, up to some sum, is counted too".to_owned());
    }
    finding
}

/// Those who have delegated what they still decide themselves, with whom they have delegated it to.
fn kept(deciders: &[Decider<'_>]) -> Vec<(NodeId, NodeId)> {
    let own = deciders.iter().filter_map(|decider| match decider {
        Decider::Own(id, _) => Some(*id),
        Decider::Delegate(..) => None,
    });
    let own: BTreeSet<NodeId> = own.collect();
    let kept = |decider: &Decider<'_>| match decider {
        Decider::Own(..) => None,
        Decider::Delegate(to, given) => {
            let from = given.from.iter().find(|&from| own.contains(from) && from != to)?;
            Some((*from, *to))
        }
    };
    deciders.iter().filter_map(kept).collect()
}

/// Who would decide these functions as well, if what is proposed were adopted.
fn proposed(at: &AsAt<'_>, functions: &[&Function]) -> Vec<String> {
    let mut found: Vec<(NodeId, &Text)> = Vec::new();
    let wanted: BTreeMap<&Text, &Text> = functions
        .iter()
        .map(|function| (&function.key, &function.name))
        .collect();
    for node in at.all_nodes().filter(|node| node.kind() == NodeKind::Body) {
        for doing in &node.timeline().does {
            let standing = at.standing(&doing.statement).max(node.standing());
            if let Some(function) = doing
                .function
                .as_ref()
                .filter(|function| wanted.contains_key(&function.value))
                && doing.effect == Some(Effect::Decide)
                && standing == Standing::Proposed
            {
                found.push((node.id(), &function.value));
            }
        }
    }
    for delegation in at.model().delegations.iter() {
        if at.standing(&delegation.statement) == Standing::Proposed && lets_decide(at, delegation) {
            let to = delegation.to.iter();
            let given = delegation
                .functions
                .iter()
                .filter(|function| wanted.contains_key(function));
            found.extend(to.flat_map(|to| given.clone().map(|function| (to.value, function))));
        }
    }
    found.sort_unstable();
    found.dedup();
    let words = |(id, key): &(NodeId, &Text)| {
        let function = wanted.get(key).unwrap_or(key);
        let name = at.node(*id).name();
        format!("{name} would decide {function} if what is proposed were adopted")
    };
    found.iter().take(SHOWN).map(words).collect()
}
