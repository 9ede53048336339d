//! A body that has no quorum left for a matter once those with an interest in it have left the room (RULES C13).

use std::collections::BTreeMap;

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeAt, NodeId, Person, Seat};
use remit_model::text::Text;

use super::holding::{Holder, is_vacant};
use crate::deciders::{Decider, of_functions};
use crate::law::shared::on_withdrawing;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "conflicted-quorum",
    group: Group::Membership,
    level: Level::Should,
    page: include_str!("conflicted_quorum.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    if !at.model().persons.iter().any(|person| !person.interests.is_empty()) {
        return;
    }
    let mut decided: BTreeMap<NodeId, Vec<&Text>> = BTreeMap::new();
    for (function, deciders) in of_functions(at) {
        for body in deciders.iter().map(Decider::id) {
            decided.entry(body).or_default().push(function);
        }
    }
    for body in at.listed_in_full("seats").filter(|body| !body.is_external()) {
        let functions = decided.get(&body.id());
        if let (Some(functions), Some(members)) = (functions, body.quorum().and_then(|quorum| quorum.members)) {
            findings.extend(judge(at, &body, functions, members));
        }
    }
}

/// A seat whose holder may vote, with the person who holds it, where known.
type Voter<'m> = (&'m Seat, Option<&'m Person>);

/// Those who count towards the quorum of a body: who votes, or does not say.
fn voters<'m>(at: &AsAt<'m>, body: &NodeAt<'m, '_>) -> Vec<Voter<'m>> {
    let attends = |seat: &Seat| super::holding::role(seat) == Some(remit_model::document::Role::InAttendance);
    let seats = body
        .seats()
        .filter(|seat| seat.voting != Some(false) && !attends(seat) && !is_vacant(at, seat));
    let person = |seat: &'m Seat| at.person(Holder::of(at, seat)?.person?);
    seats.map(|seat| (seat, person(seat))).collect()
}

fn judge(at: &AsAt<'_>, body: &NodeAt<'_, '_>, functions: &[&Text], members: u32) -> Option<Finding> {
    let voters = voters(at, body);
    let count = |voters: &[&Voter<'_>]| {
        let places = voters.iter().map(|(seat, _)| seat.count.unwrap_or(1));
        places.fold(0u32, u32::saturating_add)
    };
    // An entry that stands for holders of an office may bring any number of them.
    let open = voters.iter().any(|(seat, _)| {
        let office = matches!(seat.filled, remit_model::model::Filled::ExOfficio(_));
        office && seat.count.is_none()
    });
    let all = count(&voters.iter().collect::<Vec<_>>());
    if open || all < members {
        return None;
    }
    let mut functions = functions.to_vec();
    functions.dedup();
    let mut without = functions.into_iter().filter_map(|function| {
        let conflicted = |voter: &&Voter<'_>| voter.1.is_some_and(|person| person.interests.contains(function));
        let (leave, stay): (Vec<_>, Vec<_>) = voters.iter().partition(conflicted);
        (!leave.is_empty() && count(&stay) < members).then(|| (function, leave, count(&stay)))
    });
    let (function, leave, stay) = without.next()?;
    let names: Vec<String> = leave
        .iter()
        .filter_map(|(_, person)| Some(person.as_ref()?.name.to_string()))
        .collect();
    let message = format!(
        "{} decides {}, and without {}, who declared an interest in it, {stay} are left of the {members} who must be present",
        body.name(),
        naming::function(at, function),
        list(&names)
    );
    let place = body.quorum_place().unwrap_or_else(|| body.place());
    let mut finding = Finding::new(RULE.name, RULE.level, body.subject(), message)
        .label(place, "its quorum")
        .key(format!("function.{function}"));
    for (seat, _) in leave.iter().take(6) {
        finding = finding.label(seat.holder_place(), "has an interest in it");
    }
    let others: Vec<&Text> = without.map(|(function, _, _)| function).collect();
    if !others.is_empty() {
        finding = finding.remark(format!("so it is with {}", naming::functions(at, others)));
    }
    let help =
        "say who decides when those members leave the room: a deputy for them, or another body of the organisation";
    Some(on_withdrawing(at, finding, body.id(), help))
}
