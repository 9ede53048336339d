//! The views that every framework has, so that it can be drawn before anybody has written one.

use std::collections::BTreeSet;

use remit_model::document::{RelationKind, ViewKind};
use remit_model::model::{AsAt, Choice, Delegation, Demand, NodeAt, NodeId, NodeKind, Requirement, Selector};

use super::collapse::plural;
use super::matrix;
use super::shown::{chosen, has_a_box, is_drawn};

/// The key of the whole.
pub(super) const WHOLE: &str = "framework";
const DELEGATIONS: &str = "delegations";
const MEMBERSHIP: &str = "membership";
const DECISIONS: &str = "decisions";
const ORGANISATION: &str = "organisation-";
const PATH: &str = "path-";

/// Where more organisations than these have bodies of their own, they are drawn when asked for, and not all at once.
const FEW: usize = 24;

/// The whole framework.
pub(super) fn whole() -> Choice {
    Choice::new("The whole framework")
}

/// Key and title of each.
pub(super) fn names(at: &AsAt<'_>) -> Vec<(String, String)> {
    let mut names = vec![(WHOLE.to_owned(), whole().title)];
    for requirement in paths(at) {
        if let (Some(key), Some(title)) = (path_key(requirement), path_title(at, requirement)) {
            names.push((key, title));
        }
    }
    if given(at).next().is_some() {
        names.push((DELEGATIONS.to_owned(), "Who has delegated what to whom".to_owned()));
    }
    if matrix::is_any(at) {
        names.push((MEMBERSHIP.to_owned(), "Who is on what".to_owned()));
    }
    if at.current(at.model().functions.rows()).next().is_some() {
        names.push((DECISIONS.to_owned(), "Who decides what".to_owned()));
    }
    for id in owners(at) {
        let node = at.node(id);
        names.push((format!("{ORGANISATION}{}", node.key()), node.name().to_string()));
    }
    names
}

/// Those that are drawn where a framework has no views of its own, beside the whole.
pub(super) fn few(at: &AsAt<'_>) -> Vec<(String, Choice)> {
    let many = owners(at).len() > FEW;
    let names = names(at).into_iter().map(|(key, _)| key);
    let wanted = names.filter(|key| key != WHOLE && !(many && key.starts_with(ORGANISATION)));
    wanted
        .filter_map(|key| choice(at, &key).map(|choice| (key, choice)))
        .collect()
}

/// What the one of this key shows.
pub(super) fn choice(at: &AsAt<'_>, key: &str) -> Option<Choice> {
    match key {
        WHOLE => return Some(whole()),
        DELEGATIONS => return delegations(at),
        MEMBERSHIP => {
            let mut choice = Choice::new("Who is on what");
            choice.kind = ViewKind::Matrix;
            return Some(choice);
        }
        DECISIONS => {
            let mut choice = Choice::new("Who decides what");
            choice.kind = ViewKind::Decisions;
            return Some(choice);
        }
        _ => {}
    }
    if let Some(requirement) = paths(at).find(|requirement| path_key(requirement).as_deref() == Some(key)) {
        return path(at, requirement);
    }
    let node = at.node_by_key(key.strip_prefix(ORGANISATION)?)?;
    (node.kind() == NodeKind::Organisation && has_a_box(at, node.id())).then(|| organisation(at, &node))
}

/// The organisations that have something within them or between them and others, in the order of their keys.
fn owners(at: &AsAt<'_>) -> BTreeSet<NodeId> {
    let mut owners = BTreeSet::new();
    for node in at.all_nodes().filter(|node| has_a_box(at, node.id())) {
        let within = node.within().stated();
        owners.extend(within.into_iter().chain(node.between()).map(|owner| owner.id()));
    }
    owners.retain(|&id| at.node(id).kind() == NodeKind::Organisation && has_a_box(at, id));
    owners
}

/// An organisation, what is within it or between it and others, and what those answer to.
fn organisation(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Choice {
    let mut choice = Choice::new(node.name().as_str());
    let mut shown: BTreeSet<NodeId> = chosen(at, &Selector::Within(node.id())).into_iter().collect();
    shown.insert(node.id());
    let answering: Vec<NodeId> = shown
        .iter()
        .flat_map(|&id| at.lines_of(id))
        .filter(|(line, standing)| line.kind == RelationKind::AnswersTo && is_drawn(at, &choice, line, *standing))
        .map(|(line, _)| line.to)
        .filter(|&id| has_a_box(at, id))
        .collect();
    shown.extend(answering);
    choice.show = nodes(shown);
    choice
}

/// The delegations that are drawn: what only a proposal would bring is not, until that is asked for.
fn given<'m>(at: &AsAt<'m>) -> impl Iterator<Item = &'m Delegation> {
    let rows = at.delegations().map(|(row, _)| row);
    rows.filter(|row| at.has_layer(row.statement.layer))
}

fn delegations(at: &AsAt<'_>) -> Option<Choice> {
    let ends = given(at).flat_map(|row| row.from.iter().copied().chain(row.to.iter().map(|to| to.value)));
    let ends: BTreeSet<NodeId> = ends.filter(|&id| has_a_box(at, id)).collect();
    if ends.is_empty() {
        return None;
    }
    let mut choice = Choice::new("Who has delegated what to whom");
    choice.show = nodes(ends);
    choice.lines = vec![RelationKind::Delegation];
    Some(choice)
}

/// The requirements of a path in force.
fn paths<'m>(at: &AsAt<'m>) -> impl Iterator<Item = &'m Requirement> {
    let current = at.current(at.model().requirements.rows());
    current.filter(|requirement| matches!(requirement.demand, Demand::Path { .. }))
}

fn path_key(requirement: &Requirement) -> Option<String> {
    let key = requirement.key.strip_prefix("path.")?;
    Some(format!("{PATH}{key}"))
}

/// "From the Health and Wellbeing Board to the locality committees".
fn path_title(at: &AsAt<'_>, requirement: &Requirement) -> Option<String> {
    let Demand::Path { top_down, .. } = &requirement.demand else {
        return None;
    };
    let ((first, _), (last, _)) = (top_down.first()?, top_down.last()?);
    Some(format!("From {} to {}", place_name(at, first), place_name(at, last)))
}

/// A place of a path in words: the name of the only one there, or what all that stand there have in common.
fn place_name(at: &AsAt<'_>, selector: &Selector) -> String {
    let there = match selector {
        Selector::Node(id) => vec![*id],
        other => chosen(at, other),
    };
    if let [only] = there.as_slice() {
        return at.node(*only).name().to_string();
    }
    let written = selector.written(at.model());
    let word = written.split_once(':').map_or("", |(_, word)| word).replace('-', " ");
    match selector {
        Selector::Form(_) => match there.first().and_then(|&id| at.node(id).form().stated()) {
            Some(form) => format!("the {}", plural(&form.name)),
            None => format!("what is a {word}"),
        },
        Selector::Tier(_) => format!("the level {word}"),
        Selector::Lane(_) => format!("the lane {word}"),
        Selector::Within(organisation) => format!("what is part of {}", at.node(*organisation).name()),
        Selector::Tag(_) if word.ends_with('s') => format!("the {word}"),
        Selector::Tag(_) | Selector::Node(_) => format!("what is labelled {word}"),
    }
}

/// The places of a path, and what lies between the first and the last.
fn path(at: &AsAt<'_>, requirement: &Requirement) -> Option<Choice> {
    let Demand::Path { top_down, by, .. } = &requirement.demand else {
        return None;
    };
    let places: Vec<Vec<NodeId>> = top_down.iter().map(|(selector, _)| chosen(at, selector)).collect();
    let above = at.above(places.last()?, by, None);
    let between = at.below(places.first()?, by, None);
    let mut shown: BTreeSet<NodeId> = above.intersection(&between).copied().collect();
    shown.extend(places.iter().flatten());
    let mut choice = Choice::new(path_title(at, requirement)?);
    choice.show = nodes(shown);
    choice.lines.clone_from(by);
    choice.highlight.path = top_down.iter().map(|(selector, _)| selector.clone()).collect();
    Some(choice)
}

fn nodes(shown: BTreeSet<NodeId>) -> Vec<Selector> {
    shown.into_iter().map(Selector::Node).collect()
}
