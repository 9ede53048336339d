//! A partner that leaves a body, or the agreement under which money is shared, and is still in the money and on the seats.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Budget, Instrument, NodeAt, NodeId};
use remit_model::sources::Place;

use super::super::successor_not_named::holders;
use super::super::{Compared, Consequence};
use super::RULE;
use crate::naming;
use crate::wording::list;

/// What an organisation leaves: in words, and where that is written.
struct Left {
    bodies: BTreeMap<NodeId, Place>,
    papers: BTreeMap<String, Place>,
}

pub(super) fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let after = compared.after;
    for (id, left) in leavers(compared) {
        let partner = after.node(id);
        // The bodies that hold what is shared under an agreement that it leaves are left with that.
        let mut theirs: BTreeMap<NodeId, Place> = left.bodies.clone();
        for budget in after.current(after.model().budgets.rows()) {
            let why = reasons(after, &left, budget);
            if why.is_empty() {
                continue;
            }
            if let (Some(held), Some((_, place))) = (&budget.held_by, why.first()) {
                theirs.entry(held.value).or_insert(*place);
            }
            found.extend(money(&partner, budget, &why));
        }
        for (body, place) in theirs {
            found.extend(seats(
                &partner,
                &after.node(body),
                place,
                left.bodies.contains_key(&body),
            ));
        }
    }
}

/// The organisations that are there before and after and leave a body that they shared, or a paper to which they were party.
fn leavers(compared: &Compared<'_, '_>) -> BTreeMap<NodeId, Left> {
    let (before, after) = (compared.before, compared.after);
    let mut all: BTreeMap<NodeId, Left> = BTreeMap::new();
    let entry = || Left {
        bodies: BTreeMap::new(),
        papers: BTreeMap::new(),
    };
    for body in after.bodies() {
        let Some(was) = compared.was(body.id()) else { continue };
        let shares: BTreeSet<NodeId> = body.between().iter().map(NodeAt::id).collect();
        // Of a body that is no longer shared at all, its organisation has it whole.
        for partner in was.between().iter().filter(|_| !shares.is_empty()) {
            if let Some(now) = compared.becomes(partner.id()).filter(|now| !shares.contains(&now.id())) {
                all.entry(now.id())
                    .or_insert_with(entry)
                    .bodies
                    .insert(body.id(), body.place());
            }
        }
    }
    let papers: BTreeMap<&str, &Instrument> = before
        .current(before.model().instruments.rows())
        .map(|paper| (paper.key.as_str(), paper))
        .collect();
    for paper in after.current(after.model().instruments.rows()) {
        let Some(was) = papers.get(paper.key.as_str()) else {
            continue;
        };
        let (had, has) = (parties(before, was), parties(after, paper));
        for id in had {
            if let Some(now) = compared.becomes(id).filter(|now| !has.contains(&now.id())) {
                let leaving = paper.leaving.iter().find(|(party, ..)| *party == now.id());
                let place = leaving.map_or(paper.statement.place, |(_, _, place)| *place);
                let papers = &mut all.entry(now.id()).or_insert_with(entry).papers;
                papers.insert(paper.key.to_string(), place);
            }
        }
    }
    all
}

/// The parties to a paper on the day.
pub(in super::super) fn parties(at: &AsAt<'_>, paper: &Instrument) -> BTreeSet<NodeId> {
    let gone = |id: NodeId| {
        paper
            .leaving
            .iter()
            .any(|(party, last, _)| *party == id && *last < at.date())
    };
    let parties = paper.parties.iter().map(|(party, _)| *party);
    parties.filter(|id| !gone(*id)).collect()
}

/// What of a budget somebody leaves: who holds it, the paper that makes it so.
fn reasons(after: &AsAt<'_>, left: &Left, budget: &Budget) -> Vec<(String, Place)> {
    let body = budget.held_by.as_ref().and_then(|held| {
        let place = left.bodies.get(&held.value)?;
        Some((format!("{}, which holds it", after.node(held.value).name()), *place))
    });
    let paper = budget.instrument.as_ref().and_then(|key| {
        let place = left.papers.get(key.as_str())?;
        let paper = after
            .current(after.model().instruments.rows())
            .find(|paper| paper.key == *key)?;
        let name = naming::arrangement("instrument", &paper.key, &paper.name);
        Some((format!("{name}, by which it is made"), *place))
    });
    body.into_iter().chain(paper).collect()
}

fn money(partner: &NodeAt<'_, '_>, budget: &Budget, why: &[(String, Place)]) -> Option<Consequence> {
    let hosts = budget.host == Some(partner.id());
    let pays = budget.contributors.contains(&partner.id());
    let mut does: Vec<&str> = Vec::new();
    does.extend(hosts.then_some("hosts it"));
    does.extend(pays.then_some("pays into it"));
    let other = holders(budget).into_iter().find(|(id, _)| *id == partner.id());
    if does.is_empty() {
        does.extend(other.map(|(_, does)| does));
    }
    if does.is_empty() {
        return None;
    }
    let holds = hosts || does.contains(&"holds it");
    let name = naming::arrangement("budget", &budget.key, &budget.name);
    let does: Vec<String> = does.iter().map(|does| format!("still {does}")).collect();
    let what: Vec<String> = why.iter().map(|(what, _)| what.clone()).collect();
    let message = format!("{name}: {} leaves {}, and {}", partner.name(), list(&what), list(&does));
    let level = if holds { RULE.level } else { Level::Should };
    let mut finding = Finding::new(RULE.name, level, format!("budget.{}", budget.key), message)
        .key(partner.subject())
        .label(budget.statement.place, "in force after the change");
    for (_, place) in why {
        finding = finding.label(*place, "it leaves here");
    }
    Some(Consequence::new(finding.help(match holds {
        true => {
            "say who hosts or holds the money from then on, by which paper, and who pays in; or end the budget as well"
        }
        false => "say what becomes of what it pays in (`contributors`), and by which paper; or end the budget as well",
    })))
}

fn seats(partner: &NodeAt<'_, '_>, body: &NodeAt<'_, '_>, place: Place, shared: bool) -> Option<Consequence> {
    let seats: Vec<_> = body
        .seats()
        .filter(|seat| seat.nominee_of == Some(partner.id()))
        .collect();
    let first = seats.first()?;
    let count = |voting: bool| -> u32 {
        let of = seats.iter().filter(|seat| !voting || seat.voting == Some(true));
        of.map(|seat| seat.count.unwrap_or(1)).sum()
    };
    let (all, voting) = (count(false), count(true));
    let noun = if all == 1 { "seat" } else { "seats" };
    let votes = if voting == 0 {
        String::new()
    } else {
        format!(", {voting} with a vote")
    };
    let what = match shared {
        true => body.name().to_string(),
        false => format!("the agreement under which {} holds money", body.name()),
    };
    let on = if shared { "it" } else { "that body" };
    let message = format!(
        "{} leaves {what}, and still has {all} {noun} on {on}{votes}",
        partner.name()
    );
    let mut finding = Finding::new(
        RULE.name,
        Level::Should,
        format!("{}.seats.{}", body.subject(), first.key),
        message,
    );
    for seat in seats.iter().skip(1) {
        finding = finding.key(format!("{}.seats.{}", body.subject(), seat.key));
    }
    finding = finding.key(partner.subject());
    for seat in &seats {
        finding = finding.label(seat.statement.place, "this seat stays");
    }
    Some(Consequence::new(
        finding
            .label(place, "it leaves here")
            .help("end its seats as well ([end]), or say as what it stays"),
    ))
}
