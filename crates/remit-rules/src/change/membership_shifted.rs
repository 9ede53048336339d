//! A body on which others sit than before: how many, who votes, for whom, and whether they make up its quorum.

mod figures;
mod joined;
mod touched;

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level};
use remit_model::model::NodeAt;
use remit_model::sources::Place;

use self::figures::{Figures, figures};
use self::touched::Touched;
use super::{Compared, Consequence};
use crate::membership::unreachable_quorum::{self, places};
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "membership-shifted",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("membership_shifted.md"),
    on: true,
    check: Check::Change(check),
};

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let new = compared.new_findings();
    let unreachable: BTreeSet<&str> = new
        .iter()
        .filter(|finding| finding.rule == unreachable_quorum::RULE.name && finding.level == Level::Must)
        .map(|finding| finding.subject())
        .collect();
    let touched = Touched::new(compared);
    let joined = joined::all(compared, &unreachable);
    let told: BTreeSet<&str> = joined.iter().flat_map(|joined| joined.after.clone()).collect();
    for after in compared.after.bodies() {
        if told.contains(after.key().as_str()) {
            continue;
        }
        let Some(before) = compared.was(after.id()) else {
            continue;
        };
        if !touched.may_shift(compared, &before, &after) {
            debug_assert_eq!(
                figures(compared.before, &before),
                figures(compared.after, &after),
                "{} was passed over, and its members differ",
                after.key()
            );
            continue;
        }
        if before.seats().next().is_none() && after.seats().next().is_none() {
            continue;
        }
        let (was, is) = (figures(compared.before, &before), figures(compared.after, &after));
        if was == is {
            continue;
        }
        found.push(shifted(compared, &before, &after, (&was, &is), &unreachable));
    }
    found.extend(joined.into_iter().map(|joined| joined.told));
}

/// Why a quorum that fitted before is none any more: more than all who count, or all of them. A check holds its peace unless all
/// seats are entered.
fn quorum_in_words(is: &Figures, fitted: bool, could_spare: bool, whole: bool) -> Option<String> {
    let (quorum, held, who) = (is.quorum?, is.held(), is.who_count());
    let rest = if whole { "" } else { "; not all may be entered" };
    if is.is_short() && fitted {
        return Some(format!(
            "the quorum is {quorum}, and entered {who} are {held}{rest}: before, there were enough"
        ));
    }
    (is.is_everybody() && could_spare).then(|| {
        format!("the quorum is now all of the {held} {who} that are entered: if one member is missing, nothing can be decided{rest}")
    })
}

fn shifted(
    compared: &Compared<'_, '_>,
    before: &NodeAt<'_, '_>,
    after: &NodeAt<'_, '_>,
    (was, is): (&Figures, &Figures),
    unreachable: &BTreeSet<&str>,
) -> Consequence {
    let breaks = unreachable.contains(after.subject().as_str());
    let mut parts = vec![count("seat", was.seats, is.seats, is.more)];
    let part = |parts: &mut Vec<String>, words: &str, was: u32, is: u32| {
        if was != is {
            parts.push(format!("{is} {words}, before {was}"));
        }
    };
    let told = was.told || is.told;
    if told {
        part(&mut parts, "with a vote", was.voting, is.voting);
    }
    part(&mut parts, "vacant", was.vacant, is.vacant);
    let people = if is.people == 1 { "person named" } else { "people named" };
    part(&mut parts, people, was.people, is.people);
    match (was.quorum, is.quorum) {
        (Some(was), Some(is)) if was == is => parts.push(format!("the quorum stays {is}")),
        (Some(was), Some(is)) => parts.push(format!("the quorum is {is}, before {was}")),
        (None, Some(is)) => parts.push(format!("the quorum is {is}, before none was stated")),
        (Some(was), None) => parts.push(format!("no quorum is stated, before it was {was}")),
        (None, None) => {}
    }
    let votes = balance(&was.votes, &is.votes, "for");
    let seats = balance(&was.organisations, &is.organisations, "for");
    let categories = balance(&was.categories, &is.categories, "of the category");
    let votes = votes.filter(|votes| told && seats.as_ref() != Some(votes));
    let votes = votes.map(|votes| format!("with a vote {votes}"));
    parts.extend(seats.into_iter().chain(votes).chain(categories));
    let message = format!("{}: {}", after.name(), parts.join("; "));
    let level = if breaks { RULE.level } else { Level::Should };
    let mut finding = Finding::new(RULE.name, level, after.subject(), message);
    let places = differing(compared, before, after);
    for place in &places {
        finding = finding.label(*place, "this seat differs");
    }
    let others = standing_for_others(compared, before, after);
    for (place, words) in &others {
        finding = finding.label(*place, words);
    }
    if was.quorum != is.quorum {
        let place = after.quorum_place().or_else(|| before.quorum_place());
        finding = finding.label(place.unwrap_or_else(|| after.place()), "this quorum differs");
    } else if places.is_empty() && others.is_empty() {
        finding = finding.label(after.quorum_place().unwrap_or_else(|| after.place()), "");
    }
    if breaks {
        finding = finding.remark("its seats cannot make up its quorum any more; before, they could");
    } else {
        let whole = compared
            .after
            .listed_in_full("seats")
            .any(|body| body.id() == after.id());
        let (fitted, could_spare) = (!was.is_short(), !was.is_short() && !was.is_everybody());
        if let Some(words) = quorum_in_words(is, fitted, could_spare, whole) {
            finding = finding.remark(words);
        }
    }
    let why = format!(
        "who sits on {} changes",
        compared.approvals_after().node_name(after.id())
    );
    let sides = [
        compared.approvals_before().of_node_because(before.id(), &why),
        compared.approvals_after().of_node_because(after.id(), &why),
    ];
    let approvers = sides.into_iter().flatten();
    let changes = seats_of(compared, before, after);
    let consulted = changes.flat_map(|change| super::approvers_of_change(compared, change));
    let approvers: Vec<_> = approvers.chain(consulted).collect();
    Consequence::new(finding.help("agree who names whom, and whether the quorum still fits"))
        .approved_by(super::approvers::merged(approvers))
}

/// The changes of its seats.
fn seats_of<'c>(
    compared: &'c Compared<'_, '_>,
    before: &NodeAt<'_, '_>,
    after: &NodeAt<'_, '_>,
) -> impl Iterator<Item = &'c remit_diff::Change> {
    let subjects = |body: &NodeAt<'_, '_>| -> Vec<String> {
        let seats = body
            .seats()
            .map(|seat| format!("{}.seats.{}", body.subject(), seat.key));
        seats.collect()
    };
    let all: BTreeSet<String> = subjects(before).into_iter().chain(subjects(after)).collect();
    all.into_iter().flat_map(|subject| {
        let changes: Vec<_> = compared.changes_of(&subject).collect();
        changes
    })
}

/// So many places are shown.
const SHOWN: usize = 4;

/// Where seats are written that are on one side only, or say something else than before: those after first.
fn differing(compared: &Compared<'_, '_>, before: &NodeAt<'_, '_>, after: &NodeAt<'_, '_>) -> Vec<Place> {
    let changes: Vec<_> = seats_of(compared, before, after).collect();
    let new = changes.iter().flat_map(|change| &change.after);
    let gone = changes.iter().filter(|change| change.after.is_empty());
    let gone = gone.flat_map(|change| &change.before);
    let mut places: Vec<_> = new.chain(gone).map(|thing| thing.place).collect();
    places.truncate(SHOWN);
    places
}

/// Seats that say the same as before and stand for more or fewer, since an office is that of more or fewer.
fn standing_for_others(
    compared: &Compared<'_, '_>,
    before: &NodeAt<'_, '_>,
    after: &NodeAt<'_, '_>,
) -> Vec<(Place, String)> {
    let stand = after.seats().filter_map(|seat| {
        let old = before.seats().find(|old| old.key == seat.key)?;
        let (was, is) = (places(compared.before, old), places(compared.after, seat));
        let subject = format!("{}.seats.{}", after.subject(), seat.key);
        let same = compared.changes_of(&subject).next().is_none();
        (same && was != is).then(|| {
            let words = format!("this seat stands for {} from then on, and stood for {}", is.0, was.0);
            (seat.statement.place, words)
        })
    });
    stand.take(SHOWN).collect()
}

/// "6 seats, before 5"; "5 seats, as before".
fn count(what: &str, was: u32, is: u32, more: bool) -> String {
    let least = if more { "at least " } else { "" };
    let plural = if is == 1 { "" } else { "s" };
    match was == is {
        true => format!("{least}{is} {what}{plural}, as before"),
        false => format!("{least}{is} {what}{plural}, before {was}"),
    }
}

/// Of whom there are more or fewer than before: "for Exampleshire Council 3 (before 2)".
fn balance(was: &BTreeMap<String, u32>, is: &BTreeMap<String, u32>, of: &str) -> Option<String> {
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let figure = |of: &BTreeMap<String, u32>, name: &str| of.get(name).copied().unwrap_or(0);
    let differ = names.into_iter().filter(|name| figure(was, name) != figure(is, name));
    let parts: Vec<String> = differ
        .map(|name| format!("{of} {name} {} (before {})", figure(is, name), figure(was, name)))
        .collect();
    (!parts.is_empty()).then(|| list(&parts))
}
