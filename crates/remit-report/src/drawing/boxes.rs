//! The boxes of a drawing, and what each says.

use std::collections::BTreeSet;

use remit_model::document::{BoxPart, Role};
use remit_model::drawing::{self, Box, Detail};
use remit_model::model::{AsAt, Choice, Filled, Known, NodeAt, NodeId, NodeKind, Seat, Standing, Statement};
use remit_model::path::StepStatus;

use super::Placed;
use super::background::Background;
use super::decides::decides;
use super::shown::may_be_seen;
use crate::who::listed;

/// Where more than these share a body, they are counted and not named: a box has no room for all of them.
const MOST_OWNERS: usize = 3;

/// The boxes, in the order of their keys.
pub(super) fn boxes(
    at: &AsAt<'_>,
    known: &Background<'_, '_>,
    shown: &BTreeSet<NodeId>,
    choice: &Choice,
) -> Vec<Placed> {
    let untiered = at.model().framework.tiers.len();
    let placed = shown.iter().map(|&id| {
        let node = at.node(id);
        Placed {
            ids: vec![id],
            tier: node.tier().map_or(untiered, |(number, _)| number),
            entries: known.about.get(&id).cloned().unwrap_or_default(),
            drawn: boxed(at, known, &node, choice),
        }
    });
    placed.collect()
}

fn boxed(at: &AsAt<'_>, known: &Background<'_, '_>, node: &NodeAt<'_, '_>, choice: &Choice) -> Box {
    let definition = &node.definition().statement;
    let as_if_adopted = matches!(node.status(), StepStatus::AsIfAdopted(_));
    let by_proposal = as_if_adopted || at.model().proposal_of(definition.layer).is_some();
    Box {
        key: node.key().to_string(),
        name: node.name().to_string(),
        details: details(at, known, node, choice),
        legal_person: node.kind() == NodeKind::Organisation,
        post: node.kind() == NodeKind::Post,
        many: node.many().is_some(),
        standing: drawn_standing(node.standing(), by_proposal),
        as_if_adopted,
        vacant: is_vacant(node),
        co_chair: lacks_a_co_chair_alone(node),
        assumed: definition.assumptions().iter().any(|(key, _)| key == "all"),
        findings: match choice.highlight.findings {
            true => known.findings(&node.subject()),
            false => 0,
        },
        ..Box::default()
    }
}

/// What a proposal brings is drawn as proposed, even where the view takes it as adopted; so is what stands on another date,
/// where it is drawn at all.
pub(super) fn drawn_standing(standing: Standing, by_proposal: bool) -> drawing::Standing {
    match standing {
        Standing::Shadow => drawing::Standing::Shadow,
        Standing::InForce if !by_proposal => drawing::Standing::InForce,
        _ => drawing::Standing::Proposed,
    }
}

fn details(at: &AsAt<'_>, known: &Background<'_, '_>, node: &NodeAt<'_, '_>, choice: &Choice) -> Vec<Detail> {
    let mut details = Vec::new();
    if let Some(count) = node.many() {
        details.push(match count {
            Some(count) => format!("{count} of them"),
            None => "several, number not stated".to_owned(),
        });
    }
    if choice.says(BoxPart::Form) {
        details.extend(form(at, node));
        details.extend(shared(node, choice));
    }
    if choice.says(BoxPart::Chair) {
        details.extend(chair(at, node, choice));
    }
    if choice.says(BoxPart::Meets) {
        details.extend(meets(node));
    }
    let mut details: Vec<Detail> = details.into_iter().map(Detail::Line).collect();
    if choice.says(BoxPart::Decides) {
        let bullets = decides(at, known, node, choice);
        if !bullets.is_empty() {
            details.push(Detail::Line("Decides:".to_owned()));
            details.extend(bullets.into_iter().map(Detail::Bullet));
        }
    }
    details
}

/// A mark behind what only a proposal says.
pub(super) fn proposed(at: &AsAt<'_>, statement: &Statement) -> &'static str {
    match at.model().proposal_of(statement.layer) {
        Some(_) => " (proposed)",
        None => "",
    }
}

fn form(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Option<String> {
    match node.form_fact() {
        Known::Stated(fact) => {
            let reading = fact.assumed().map_or("", |_| " (assumed)");
            let name = &node.form().stated()?.name;
            let mark = format!("{reading}{}", proposed(at, fact.statement));
            // "Clinical Commissioning Group" need not say twice what it is.
            let said = node.name().to_lowercase().contains(&name.to_lowercase());
            (!said || !mark.is_empty()).then(|| format!("{name}{mark}"))
        }
        Known::NotStated => Some("Legal form not stated".to_owned()),
        Known::LeftOut | Known::Unknown => None,
    }
}

/// Between whom a body lies: without a word of it, it would look as if nobody had it. The public is told of no organisation
/// that is internal.
fn shared(node: &NodeAt<'_, '_>, choice: &Choice) -> Option<String> {
    let between = node.between();
    if between.len() < 2 {
        return None;
    }
    let reading = node.between_assumed().map_or("", |_| " (assumed)");
    if between.len() > MOST_OWNERS {
        return Some(format!("Shared by {} organisations{reading}", between.len()));
    }
    let told = between
        .iter()
        .filter(|owner| may_be_seen(&owner.definition().statement, choice));
    let mut names: Vec<String> = told.map(|owner| owner.name().to_string()).collect();
    if names.is_empty() {
        return None;
    }
    match between.len() - names.len() {
        0 => {}
        more => names.push(format!("{more} more")),
    }
    Some(format!("Shared by {}{reading}", listed(&names)))
}

fn meets(node: &NodeAt<'_, '_>) -> Option<String> {
    match node.meets() {
        Some(interval) => Some(format!("Meets {}", interval.words())),
        None => node
            .is_not_stated("meets")
            .then(|| "How often it meets is not stated".to_owned()),
    }
}

/// Who chairs a body; of a post, who holds it.
fn chair(at: &AsAt<'_>, node: &NodeAt<'_, '_>, choice: &Choice) -> Option<String> {
    if node.kind() == NodeKind::Post {
        return holder(at, node, choice);
    }
    let seats = leading(node).filter(|seat| may_be_seen(&seat.statement, choice));
    let mut who: Vec<String> = Vec::new();
    for words in seats.filter_map(|seat| filled(at, seat, choice)) {
        if !who.contains(&words) {
            who.push(words);
        }
    }
    if who.is_empty() {
        let silent = leading(node).next().is_none() && node.is_not_stated("seats");
        return silent.then(|| "Chair not stated".to_owned());
    }
    let heading = if who.len() > 1 { "Chairs" } else { "Chair" };
    Some(format!("{heading}: {}", who.join(", ")))
}

fn leading<'m>(node: &NodeAt<'m, '_>) -> impl Iterator<Item = &'m Seat> {
    let leads = |role: Role| matches!(role, Role::Chair | Role::CoChair);
    node.seats()
        .filter(move |seat| seat.role.as_ref().is_some_and(|role| leads(role.value)))
}

fn filled(at: &AsAt<'_>, seat: &Seat, choice: &Choice) -> Option<String> {
    let name = |key: &str| at.node_by_key(key).map(|node| node.name().to_string());
    let reading = seat.statement.any_assumed_but_days().map_or("", |_| " (assumed)");
    let words = match &seat.filled {
        Filled::Person(key) => person(at, &key.value, choice)?,
        Filled::Post(key) => {
            let post = at.node_by_key(&key.value)?;
            let holder = post.holder().stated();
            let holder = holder.and_then(|fact| person(at, fact.value, choice));
            match holder {
                Some(holder) => format!("{} ({holder})", post.name()),
                None => post.name().to_string(),
            }
        }
        Filled::Nominee(key) => format!("a nominee of {}", name(&key.value)?),
        Filled::ExOfficio(office) => match at.office(&office.value) {
            Some((role, selector)) => {
                let bodies = selector.select(at).into_iter();
                let of: Vec<String> = bodies
                    .filter(|&id| at.node(id).standing() != Standing::OtherDate)
                    .map(|id| at.node(id).name().to_string())
                    .collect();
                match of.as_slice() {
                    [only] => format!("the {} of {only}", role.words()),
                    _ => office.value.to_string(),
                }
            }
            None => office.value.to_string(),
        },
        Filled::Vacant(_) => "vacant".to_owned(),
        Filled::Unnamed if seat.statement.not_stated().is_empty() => return None,
        Filled::Unnamed => "not stated".to_owned(),
    };
    Some(format!("{words}{reading}{}", proposed(at, &seat.statement)))
}

/// The name of a person; not for the public.
fn person(at: &AsAt<'_>, key: &str, choice: &Choice) -> Option<String> {
    let person = at.model().persons.get(key)?;
    (!choice.is_public()).then(|| person.name.to_string())
}

fn holder(at: &AsAt<'_>, node: &NodeAt<'_, '_>, choice: &Choice) -> Option<String> {
    match node.holder() {
        _ if is_vacant(node) => Some("Vacant".to_owned()),
        Known::Stated(fact) => {
            let who = person(at, fact.value, choice)?;
            Some(format!("Held by {who}{}", proposed(at, fact.statement)))
        }
        Known::NotStated => Some("Holder not stated".to_owned()),
        Known::LeftOut | Known::Unknown => None,
    }
}

/// Whether a post has no holder, or a body no chair, as stated.
fn is_vacant(node: &NodeAt<'_, '_>) -> bool {
    if node.kind() == NodeKind::Post {
        let tenures = node.tenures();
        let current = tenures.iter().find(|tenure| crate::who::in_force(&tenure.status));
        return current.is_some_and(|tenure| tenure.person.is_none());
    }
    vacant_chairs(node).next().is_some()
}

/// Whether of those who lead a body none but a co-chair is missing, as stated.
fn lacks_a_co_chair_alone(node: &NodeAt<'_, '_>) -> bool {
    let mut roles = vacant_chairs(node).peekable();
    roles.peek().is_some() && roles.all(|role| role == Role::CoChair)
}

/// The roles of the leading seats that nobody fills.
fn vacant_chairs(node: &NodeAt<'_, '_>) -> impl Iterator<Item = Role> {
    let vacant = leading(node).filter(|seat| matches!(seat.filled, Filled::Vacant(_)));
    vacant.filter_map(|seat| seat.role.as_ref().map(|role| role.value))
}
