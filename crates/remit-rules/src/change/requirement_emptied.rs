//! A demand of the framework on itself that was about somebody before the change, and is about nobody after it.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Span;
use remit_model::finding::{Finding, Level};
use remit_model::model::{Apart, AsAt, Demand, NodeId, Requirement, Selector};

use super::endings::{ending, what_became};
use super::words::several;
use super::{Compared, Consequence};
use crate::naming;
use crate::requirements::saying::in_force;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "requirement-emptied",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("requirement_emptied.md"),
    on: true,
    check: Check::Change(check),
};

/// A part of a demand that names somebody or something.
pub(super) struct Part {
    /// As it is written: `tag:locality`.
    written: String,
    /// Where.
    span: Option<Span>,
    /// Whether the demand is about those: else it only needs them.
    about: bool,
    /// Whether it names one, by key.
    by_key: bool,
    /// What is in force of it: table and key, and name.
    chosen: Vec<(String, String)>,
}

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    for (row, emptied) in demanded_on(compared) {
        found.push(told(compared, row, &emptied));
    }
}

/// The keys of the requirements that are emptied.
pub(super) fn all<'m>(compared: &Compared<'_, 'm>) -> BTreeSet<&'m str> {
    let rows = demanded_on(compared).into_iter();
    rows.map(|(row, _)| row.key.as_str()).collect()
}

/// The demands before and after of which some part is emptied, with those parts.
fn demanded_on<'m>(compared: &Compared<'_, 'm>) -> Vec<(&'m Requirement, Vec<(Part, Part)>)> {
    let (before, after) = (compared.before, compared.after);
    let was: BTreeMap<&str, &Requirement> = before
        .current(before.model().requirements.rows())
        .map(|row| (row.key.as_str(), row))
        .collect();
    let rows = after.current(after.model().requirements.rows());
    let rows = rows.filter_map(|row| {
        let emptied = emptied(compared, was.get(row.key.as_str())?, row);
        (!emptied.is_empty()).then_some((row, emptied))
    });
    rows.collect()
}

/// The parts of a demand of which something was in force before and nothing is after: as they were, and as they are.
pub(super) fn emptied(compared: &Compared<'_, '_>, was: &Requirement, is: &Requirement) -> Vec<(Part, Part)> {
    let parts = parts(compared.before, was).into_iter().zip(parts(compared.after, is));
    parts
        .filter(|(was, is)| !was.chosen.is_empty() && is.chosen.is_empty())
        .collect()
}

fn parts(at: &AsAt<'_>, requirement: &Requirement) -> Vec<Part> {
    let of = |(selector, span): &(Selector, Span), about| selected(at, selector, Some(*span), about);
    let one = |id: NodeId| selected(at, &Selector::Node(id), None, false);
    match &requirement.demand {
        Demand::Path { top_down, .. } => ladder(top_down, of),
        Demand::Only { top_down, through, .. } => {
            let mut parts = ladder(top_down, of);
            parts.push(one(*through));
            parts
        }
        Demand::Link {
            of: bodies, sits_on, ..
        } => vec![of(bodies, true), one(*sits_on)],
        Demand::Separate {
            apart: Apart::Sets(one, other),
            ..
        } => vec![of(one, true), of(other, true)],
        Demand::Forbidden { from, to, .. } => vec![of(from, true), of(to, true)],
        Demand::Cap { on, .. } => vec![of(on, true)],
        Demand::ExactlyOne { functions } => {
            let rows = at.current(at.model().functions.rows());
            let chosen = rows.filter(|row| functions.iter().any(|choice| choice.choose(row)));
            vec![Part {
                written: "functions".to_owned(),
                span: None,
                about: true,
                by_key: true,
                chosen: chosen
                    .map(|row| (format!("function.{}", row.key), naming::function(at, &row.key)))
                    .collect(),
            }]
        }
        Demand::Separate {
            apart: Apart::Capacities(..),
            ..
        }
        | Demand::Unreadable => Vec::new(),
    }
}

/// The places of a chain, top first: it is about the last.
fn ladder(top_down: &[(Selector, Span)], of: impl Fn(&(Selector, Span), bool) -> Part) -> Vec<Part> {
    let places = top_down.iter().enumerate();
    places
        .map(|(number, place)| of(place, number + 1 == top_down.len()))
        .collect()
}

fn selected(at: &AsAt<'_>, selector: &Selector, span: Option<Span>, about: bool) -> Part {
    let chosen = in_force(at, selector).into_iter().map(|id| at.node(id));
    Part {
        written: selector.written(at.model()),
        span,
        about,
        by_key: matches!(selector, Selector::Node(_)),
        chosen: chosen.map(|node| (node.subject(), node.name().to_string())).collect(),
    }
}

/// Whether a demand asks that something be so. The others forbid something: they lose nothing with those whom they bind.
fn asks(requirement: &Requirement) -> bool {
    match &requirement.demand {
        Demand::Path { .. } | Demand::Only { .. } | Demand::Link { .. } | Demand::ExactlyOne { .. } => true,
        Demand::Separate { .. } | Demand::Forbidden { .. } | Demand::Cap { .. } | Demand::Unreadable => false,
    }
}

fn told(compared: &Compared<'_, '_>, row: &Requirement, emptied: &[(Part, Part)]) -> Consequence {
    let gone: Vec<&(String, String)> = emptied.iter().flat_map(|(was, _)| &was.chosen).collect();
    let key = |subject: &str| subject.split_once('.').map_or("", |(_, key)| key).to_owned();
    let successors = |subject: &str| match is_node(subject) {
        true => compared.endings().of(&key(subject)).unwrap_or_default(),
        false => &[],
    };
    let successors_of = |(was, _): &(Part, Part)| -> Vec<NodeId> {
        let of = was.chosen.iter().flat_map(|(subject, _)| successors(subject));
        of.copied().collect()
    };
    // Whoever takes the place is to be named: nothing that the framework says is lost by that.
    let instead: Vec<NodeId> = emptied.iter().flat_map(&successors_of).collect();
    let replaced = emptied.iter().all(|part| !successors_of(part).is_empty());
    let why: Vec<String> = emptied.iter().map(|(was, is)| why(compared, was, is)).collect();
    let message = match emptied.iter().any(|(was, _)| was.about) {
        true => format!("the requirement `{}` is about nobody any more: {}", row.key, list(&why)),
        false => format!(
            "the requirement `{}` cannot hold any more as it is written: {}",
            row.key,
            list(&why)
        ),
    };
    let message = match &row.demand {
        Demand::ExactlyOne { .. } => message.replace("about nobody", "about nothing"),
        _ => message,
    };
    let level = if asks(row) && !replaced {
        RULE.level
    } else {
        Level::Should
    };
    let mut finding = Finding::new(RULE.name, level, format!("requirement.{}", row.key), message);
    let mut keys: Vec<&String> = gone.iter().map(|(subject, _)| subject).collect();
    keys.sort();
    keys.dedup();
    finding = keys
        .into_iter()
        .fold(finding, |finding, subject| finding.key(subject.clone()));
    for (_, is) in emptied {
        let place = is.span.map_or(row.statement.place, |span| row.statement.at(span));
        finding = finding.label(place, "nothing in force is selected here any more");
    }
    for (subject, _) in gone.iter().filter(|(subject, _)| is_node(subject)) {
        if compared.endings().of(&key(subject)).is_some() {
            finding = ending(compared, &key(subject), finding);
        }
    }
    if let Some(because) = &row.because {
        finding = finding.remark(format!("demanded because {because}"));
    }
    let (kind, _) = row.key.split_once('.').unwrap_or((&row.key, ""));
    let instead = instead.into_iter().collect::<BTreeSet<NodeId>>();
    let what = match instead.is_empty() {
        true => "that asks for what is to hold from then on".to_owned(),
        false => format!("that names {}", naming::nodes(compared.after, instead)),
    };
    let help = format!(
        "take it back in the proposal (`[end.requirement.{}]`), and put a new one beside it (`[requirement.{kind}.\u{2026}]`) {what}; or \
         only take it back",
        row.key
    );
    Consequence::new(finding.help(help))
}

fn is_node(subject: &str) -> bool {
    !subject.starts_with("function.")
}

/// Why nothing is selected any more: "Area Board ends", "of `tag:locality` none is left: North Forum ends".
fn why(compared: &Compared<'_, '_>, was: &Part, is: &Part) -> String {
    let mut fates: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (subject, name) in &was.chosen {
        let key = subject.split_once('.').map_or("", |(_, key)| key);
        let fate = match subject {
            function if !is_node(function) => "ends".to_owned(),
            _ if compared.endings().of(key).is_some() => what_became(compared, key),
            _ => format!("is no longer selected by `{}`", is.written),
        };
        fates.entry(fate).or_default().push(name.clone());
    }
    let fates: Vec<String> = fates
        .into_iter()
        .map(|(fate, names)| {
            let fate = match (names.len(), fate.as_str()) {
                (1, _) => fate,
                (_, "ends") => "end".to_owned(),
                _ => fate.replacen("is ", "are ", 1),
            };
            format!("{} {fate}", several(names))
        })
        .collect();
    match was.by_key {
        true => list(&fates),
        false => format!("of `{}` none is left ({})", was.written, list(&fates)),
    }
}
