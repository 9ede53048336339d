//! A body on which others sit than before: how many, who votes, for whom, and whether they make up its quorum.

mod touched;

use std::collections::{BTreeMap, BTreeSet};

use remit_diff::{Kind, Table, Thing};
use remit_model::document::Role;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Filled, NodeAt, Seat};

use self::touched::Touched;
use super::{Compared, Consequence};
use crate::belonging::organisations;
use crate::membership::holding::{Holder, is_vacant, role};
use crate::membership::unreachable_quorum::{self, So, places, votes};
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

/// Who sits on a body, in figures. Seats of those who attend without belonging are not counted.
#[derive(Debug, Default, PartialEq, Eq)]
struct Figures {
    seats: u32,
    /// Some seats stand for more than can be counted.
    more: bool,
    /// Whether it is said of any seat whether its holder votes.
    told: bool,
    voting: u32,
    vacant: u32,
    people: u32,
    quorum: Option<u32>,
    /// Seats by the name of the organisation for which their holders sit.
    organisations: BTreeMap<String, u32>,
    /// Seats by category.
    categories: BTreeMap<String, u32>,
}

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let new = compared.new_findings();
    let unreachable: BTreeSet<&str> = new
        .iter()
        .filter(|finding| finding.rule == unreachable_quorum::RULE.name && finding.level == Level::Must)
        .map(|finding| finding.subject())
        .collect();
    let touched = Touched::new(compared);
    for after in compared.after.bodies() {
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
    found.extend(merged(compared));
}

/// Bodies that several became, or that one became several of: the figures of each before beside those of each after.
fn merged<'c>(compared: &'c Compared<'_, '_>) -> impl Iterator<Item = Consequence> + 'c {
    let groups = compared.diff.of(Table::Body).filter(|change| {
        let several = matches!(change.kind, Kind::Merged | Kind::Split | Kind::Reorganised);
        // One that stays, and takes others in or gives others off, is compared with itself above.
        let stays = |thing: &Thing| change.after.iter().any(|after| after.id == thing.id);
        several && !change.before.iter().any(stays)
    });
    groups.filter_map(|change| {
        let bodies = |at: &AsAt<'_>, things: &[Thing]| -> Vec<(String, Figures)> {
            let bodies = things.iter().filter_map(|thing| at.node_by_key(&thing.id.key));
            let seated = bodies.map(|body| (body.name().to_string(), figures(at, &body)));
            seated.collect()
        };
        let (was, is) = (
            bodies(compared.before, &change.before),
            bodies(compared.after, &change.after),
        );
        // Silence on either side is no change of members.
        if [&was, &is]
            .into_iter()
            .any(|side| side.iter().all(|(_, figures)| figures.seats == 0))
        {
            return None;
        }
        let names: Vec<String> = is.iter().map(|(name, _)| name.clone()).collect();
        let mut parts = vec![beside("seats", &was, &is, |figures| Some(figures.seats))];
        if was.iter().chain(&is).any(|(_, figures)| figures.told) {
            parts.push(beside("with a vote", &was, &is, |figures| Some(figures.voting)));
        }
        if was.iter().chain(&is).any(|(_, figures)| figures.quorum.is_some()) {
            parts.push(beside("quorum", &was, &is, |figures| figures.quorum));
        }
        let message = format!("{}: {}", list(&names), parts.join("; "));
        let subject = change.after.first()?;
        let mut finding = Finding::new(RULE.name, Level::Should, subject.subject.clone(), message);
        for thing in change.after.iter().chain(&change.before) {
            finding = finding.label(thing.place, format!("{} stands here", thing.name));
        }
        for thing in change.after.iter().skip(1).chain(&change.before) {
            finding = finding.key(thing.subject.clone());
        }
        let approvers = super::approvers_of_change(compared, change);
        let finding = finding.help("agree who names whom, and whether the quorum fits the new number");
        Some(Consequence::new(finding).approved_by(approvers))
    })
}

/// A figure of each body before, and of each after: "seats 2 (Adults Board) + 3 (Children Board) → 2 (All Ages Board)".
fn beside(
    what: &str,
    was: &[(String, Figures)],
    is: &[(String, Figures)],
    figure: impl Fn(&Figures) -> Option<u32>,
) -> String {
    let side = |bodies: &[(String, Figures)]| {
        let each: Vec<String> = bodies
            .iter()
            .map(|(name, figures)| {
                let least = if figures.more { "at least " } else { "" };
                match (figure(figures), bodies.len()) {
                    (None, 1) => "none entered".to_owned(),
                    (Some(figure), 1) => format!("{least}{figure}"),
                    (None, _) => format!("none entered ({name})"),
                    (Some(figure), _) => format!("{least}{figure} ({name})"),
                }
            })
            .collect();
        each.join(" + ")
    };
    format!("{what} {} → {}", side(was), side(is))
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
    if was.told || is.told {
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
    for (was, is, of) in [
        (&was.organisations, &is.organisations, "for"),
        (&was.categories, &is.categories, "of the category"),
    ] {
        parts.extend(balance(was, is, of));
    }
    let message = format!("{}: {}", after.name(), parts.join("; "));
    let level = if breaks { RULE.level } else { Level::Should };
    let mut finding = Finding::new(RULE.name, level, after.subject(), message);
    let places = differing(compared, before, after);
    for place in &places {
        finding = finding.label(*place, "this seat differs");
    }
    if was.quorum != is.quorum {
        let place = after.quorum_place().or_else(|| before.quorum_place());
        finding = finding.label(place.unwrap_or_else(|| after.place()), "this quorum differs");
    } else if places.is_empty() {
        finding = finding.label(after.quorum_place().unwrap_or_else(|| after.place()), "");
    }
    if breaks {
        finding = finding.remark("its seats cannot make up its quorum any more; before, they could");
    } else if let Some(short) = short(was, is) {
        finding = finding.remark(short);
    }
    let approvers = compared.approvals_after().of_body(after.id());
    let why = format!("who sits on {} changes", after.name());
    let approvers = approvers.into_iter().map(|mut one| {
        one.why.clone_from(&why);
        one
    });
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
fn differing(
    compared: &Compared<'_, '_>,
    before: &NodeAt<'_, '_>,
    after: &NodeAt<'_, '_>,
) -> Vec<remit_model::sources::Place> {
    let changes: Vec<_> = seats_of(compared, before, after).collect();
    let new = changes.iter().flat_map(|change| &change.after);
    let gone = changes.iter().filter(|change| change.after.is_empty());
    let gone = gone.flat_map(|change| &change.before);
    let mut places: Vec<_> = new.chain(gone).map(|thing| thing.place).collect();
    places.truncate(SHOWN);
    places
}

/// Where fewer seats are entered than its quorum asks for, and were not before: a check holds its peace unless all are entered.
fn short(was: &Figures, is: &Figures) -> Option<String> {
    let held = |figures: &Figures| if figures.told { figures.voting } else { figures.seats };
    let quorum = is.quorum.filter(|quorum| !is.more && *quorum > held(is))?;
    let was_short = was.quorum.is_some_and(|quorum| quorum > held(was));
    let what = if is.told {
        "entered seats with a vote"
    } else {
        "entered seats"
    };
    (!was_short).then(|| {
        format!(
            "the quorum is {quorum}, and {what} are {}; not all may be entered: before, there were enough",
            held(is)
        )
    })
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

fn figures(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Figures {
    let mut figures = Figures {
        quorum: body.quorum().and_then(|quorum| quorum.members),
        ..Figures::default()
    };
    let mut people = BTreeSet::new();
    // A list that says of no seat whether it votes makes no difference between its members.
    let told = body.seats().any(|seat| seat.voting.is_some());
    figures.told = told;
    for seat in body.seats().filter(|seat| role(seat) != Some(Role::InAttendance)) {
        let (many, more) = places(at, seat);
        figures.more |= more;
        add(&mut figures.seats, many);
        if votes(seat, told) == So::Yes {
            add(&mut figures.voting, many);
        }
        if is_vacant(at, seat) {
            add(&mut figures.vacant, many);
        } else if let Some(holder) = Holder::of(at, seat) {
            people.extend(holder.person);
        }
        if let Some(name) = sits_for(at, seat) {
            add(figures.organisations.entry(name).or_default(), many);
        }
        if let Some(category) = &seat.category {
            add(figures.categories.entry(category.to_string()).or_default(), many);
        }
    }
    figures.people = u32::try_from(people.len()).unwrap_or(u32::MAX);
    figures
}

fn add(figure: &mut u32, many: u32) {
    *figure = figure.saturating_add(many);
}

/// The one organisation for which the holder of a seat sits: that names the holder, that has the post, or to which the person
/// belongs; nothing where there is none, or several.
fn sits_for(at: &AsAt<'_>, seat: &Seat) -> Option<String> {
    let one = |ids: &[remit_model::model::NodeId]| match ids {
        [only] => Some(at.node(*only).name().to_string()),
        _ => None,
    };
    if let Some(nominator) = seat.nominee_of {
        return one(&organisations(at, nominator));
    }
    match &seat.filled {
        Filled::Post(post) => {
            let post = at.node_by_key(&post.value)?;
            let within = one(&organisations(at, post.id()));
            within.or_else(|| post.employer().map(|employer| employer.name().to_string()))
        }
        Filled::Person(person) => one(&at.person(&person.value)?.of),
        _ => None,
    }
}
