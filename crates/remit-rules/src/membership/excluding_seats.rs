//! A person or post in two seats of a body that exclude each other.

use std::collections::{BTreeMap, HashMap};

use remit_model::document::Role;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Filled, NodeAt, NodeKind, Seat, Selector};

use super::holding::{Holder, as_role, leads, role};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "excluding-seats",
    group: Group::Membership,
    level: Level::Should,
    page: include_str!("excluding_seats.md"),
    on: true,
    check: Check::Model(check),
};

/// How many sets of bodies are looked through for those in office, and how many of them one seat may bring: to look through
/// a set takes a look at every body, and no board seats more by their office.
const MOST: usize = 100;

/// Who holds which offices, as they were asked for: "chair of jce".
type Offices<'m> = BTreeMap<&'m str, Vec<Holder<'m>>>;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut offices = Offices::new();
    let mut held: Vec<(Holder<'_>, &Seat)> = Vec::new();
    let posts = posts(at);
    for body in at.bodies() {
        // One entry for several bodies may seat somebody on each.
        if !might(&body.timeline().seats, &posts) || body.is_external() || body.many().is_some() {
            continue;
        }
        held.clear();
        for seat in body.seats() {
            if let Filled::ExOfficio(office) = &seat.filled {
                let sets = offices.len() < MOST;
                let holders = offices
                    .entry(&office.value)
                    .or_insert_with(|| in_office(at, &office.value, sets));
                held.extend(holders.iter().map(|holder| (*holder, seat)));
            } else if let Some(holder) = Holder::of(at, seat) {
                held.push((holder, seat));
            }
        }
        held.sort_by_key(|(holder, _)| holder.identity());
        for held in held.chunk_by(|(one, _), (other, _)| one.identity() == other.identity()) {
            findings.extend(judge(at, &body, held));
        }
    }
}

/// Posts in force with the people who hold them.
fn posts<'m>(at: &AsAt<'m>) -> HashMap<&'m str, &'m str> {
    let posts = at
        .all_nodes()
        .filter(|node| node.kind() == NodeKind::Post && node.exists());
    let held = posts.filter_map(|post| Some((post.key().as_str(), post.holder().stated()?.value.as_str())));
    held.collect()
}

/// Whether the seats as written, in force or not, give any reason to look closer: somebody is there twice, or might be.
fn might(seats: &[Seat], posts: &HashMap<&str, &str>) -> bool {
    let mut known = [""; 16];
    if seats.len() > known.len() {
        return true;
    }
    for (number, seat) in seats.iter().enumerate() {
        let holder = match &seat.filled {
            Filled::Person(person) => person.value.as_str(),
            Filled::Post(post) => posts.get(post.value.as_str()).copied().unwrap_or(post.value.as_str()),
            Filled::ExOfficio(_) => return true,
            _ => continue,
        };
        if known[..number].contains(&holder) {
            return true;
        }
        known[number] = holder;
    }
    false
}

/// Who holds an office, as "chair of SELECTOR", each once.
fn in_office<'m>(at: &AsAt<'m>, office: &str, sets: bool) -> Vec<Holder<'m>> {
    let Some((wanted, selector)) = office.split_once(" of ") else {
        return Vec::new();
    };
    let Ok(selector) = Selector::parse(selector.trim(), at.model()) else {
        return Vec::new();
    };
    if !sets && !matches!(selector, Selector::Node(_)) {
        return Vec::new();
    }
    let bodies = selector
        .select(at)
        .into_iter()
        .map(|id| at.node(id))
        .filter(NodeAt::exists);
    let seats = bodies.flat_map(|body| body.seats());
    let of_role = seats.filter(|seat| role(seat).is_some_and(|role| role.word() == wanted.trim()));
    let mut holders: Vec<Holder<'_>> = of_role.filter_map(|seat| Holder::of(at, seat)).collect();
    holders.sort_by_key(Holder::identity);
    holders.dedup_by_key(|holder| holder.identity());
    if holders.len() > MOST { Vec::new() } else { holders }
}

/// Two seats of one holder that exclude each other, and why. A chair who only attends is the matter of `unclear-chair`.
fn exclude<'m>(held: &[(Holder<'m>, &'m Seat)]) -> Option<(&'m Seat, &'m Seat, &'static str)> {
    let seats = || held.iter().map(|(_, seat)| *seat);
    let in_role = |wanted: &dyn Fn(Role) -> bool| seats().find(|seat| role(seat).is_some_and(wanted));
    let vice = in_role(&|role| role == Role::ViceChair);
    if let Some((chair, vice)) = in_role(&leads).zip(vice) {
        return Some((chair, vice, "nobody is left to take the chair when the chair is away"));
    }
    let member = in_role(&|role| matches!(role, Role::Member | Role::ViceChair));
    if let Some((member, other)) = member.zip(in_role(&|role| role == Role::InAttendance)) {
        return Some((member, other, "who is in attendance is no member"));
    }
    let mut voting = seats().filter(|seat| seat.voting == Some(true));
    Some((
        voting.next()?,
        voting.next()?,
        "two seats that vote, held by one, count as two votes",
    ))
}

fn judge<'m>(at: &AsAt<'m>, body: &NodeAt<'m, '_>, held: &[(Holder<'m>, &'m Seat)]) -> Option<Finding> {
    let (one, other, why) = exclude(held)?;
    let holder = held.first()?.0;
    let message = format!(
        "{} seats {} twice: {} and {}",
        body.name(),
        holder.name(at),
        as_role(one),
        as_role(other)
    );
    Some(
        Finding::new(RULE.name, RULE.level, body.subject(), message)
            .key(holder.subject())
            .label(other.holder_place(), as_role(other))
            .label(one.holder_place(), as_role(one))
            .remark(why)
            .help("name another holder for one of the two, or leave it vacant; where it is one place, enter it as one seat"),
    )
}
