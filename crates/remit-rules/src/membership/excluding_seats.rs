//! A person or post in two seats of a body that exclude each other.

use std::collections::{BTreeMap, HashMap};

use remit_model::document::Role;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Filled, NodeAt, NodeId, NodeKind, Seat, Selector};
use remit_model::text::Text;

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

/// How many seats are compared each with each other; where there are more, they are sorted.
const FEW: usize = 16;

/// Who holds which offices, as they were asked for: "chair of jce".
type Offices<'m> = BTreeMap<&'m str, Vec<Holder<'m>>>;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut offices = Offices::new();
    let mut held: Vec<(Holder<'_>, &Seat)> = Vec::new();
    for body in candidates(at).into_iter().map(|id| at.node(id)) {
        // One entry for several bodies may seat somebody on each.
        if body.is_external() || body.many().is_some() {
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

/// The bodies whose seats as written, in force or not, give any reason to look closer: somebody is there twice, or might be.
/// The seats of all bodies are read first, then all posts are looked up: to go to and fro for each body takes twice as long.
fn candidates(at: &AsAt<'_>) -> Vec<NodeId> {
    let (mut candidates, mut written) = (Vec::new(), Vec::new());
    for body in at.bodies() {
        for seat in &body.timeline().seats {
            match &seat.filled {
                Filled::Person(person) => written.push((body.id(), person.value.as_str(), false)),
                Filled::Post(post) => written.push((body.id(), post.value.as_str(), true)),
                Filled::ExOfficio(_) => candidates.push(body.id()),
                Filled::Nominee(_) | Filled::Vacant(_) | Filled::Unnamed => {}
            }
        }
    }
    let posts = posts(at);
    for (_, holder, post) in written.iter_mut().filter(|(_, _, post)| *post) {
        if let Some(person) = posts.get(holder) {
            (*holder, *post) = (person, false);
        }
    }
    for seats in written.chunk_by(|one, other| one.0 == other.0) {
        let twice = || (1..seats.len()).any(|at| seats[..at].contains(&seats[at]));
        if seats.len() > FEW || twice() {
            candidates.push(seats[0].0);
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    candidates
}

/// Who holds an office, as "chair of SELECTOR", each once.
fn in_office<'m>(at: &AsAt<'m>, office: &str, sets: bool) -> Vec<Holder<'m>> {
    let Some((wanted, selector)) = at.office(office) else {
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
    let of_role = seats.filter(|seat| role(seat) == Some(wanted));
    let mut holders: Vec<Holder<'_>> = of_role.filter_map(|seat| Holder::of(at, seat)).collect();
    holders.sort_by_key(Holder::identity);
    holders.dedup_by_key(|holder| holder.identity());
    if holders.len() > MOST { Vec::new() } else { holders }
}

/// Two seats of one holder.
struct Pair<'m> {
    one: (Holder<'m>, &'m Seat),
    other: (Holder<'m>, &'m Seat),
    why: &'static str,
}

impl<'m> Pair<'m> {
    /// The two posts, where each of the seats comes with another one.
    fn posts(&self) -> Option<(&'m Text, &'m Text)> {
        let posts = self.one.0.post.zip(self.other.0.post);
        posts.filter(|(one, other)| one != other)
    }
}

/// Two seats of one holder that exclude each other, and why: rather two that do than two that come with two posts. A chair
/// who only attends is the matter of `unclear-chair`.
fn exclude<'m>(held: &[(Holder<'m>, &'m Seat)]) -> Option<Pair<'m>> {
    let in_role = |wanted: &dyn Fn(Role) -> bool| held.iter().find(|(_, seat)| role(seat).is_some_and(wanted)).copied();
    let pair = |(one, other), why| Pair { one, other, why };
    let vice = in_role(&|role| role == Role::ViceChair);
    if let Some(both) = in_role(&leads).zip(vice) {
        return Some(pair(both, "nobody is left to take the chair when the chair is away"));
    }
    let member = in_role(&|role| matches!(role, Role::Member | Role::ViceChair));
    if let Some(both) = member.zip(in_role(&|role| role == Role::InAttendance)) {
        let pair = pair(both, "who is in attendance is no member");
        // Whoever belongs to it by one post may well attend by another.
        if pair.posts().is_none() {
            return Some(pair);
        }
    }
    let voting: Vec<_> = held
        .iter()
        .filter(|(_, seat)| seat.voting == Some(true))
        .copied()
        .collect();
    let pairs = (1..voting.len()).flat_map(|at| voting[..at].iter().map(move |one| (*one, at)));
    let mut pairs = pairs.map(|(one, at)| {
        pair(
            (one, voting[at]),
            "two seats that vote, held by one, count as two votes",
        )
    });
    let first = pairs.next()?;
    match first.posts() {
        None => Some(first),
        Some(_) => pairs.find(|pair| pair.posts().is_none()).or(Some(first)),
    }
}

fn judge<'m>(at: &AsAt<'m>, body: &NodeAt<'m, '_>, held: &[(Holder<'m>, &'m Seat)]) -> Option<Finding> {
    let pair = exclude(held)?;
    let (holder, one) = pair.one;
    let other = pair.other.1;
    let post = |key: &Text| at.node_by_key(key).map_or(key, |post| post.name()).to_string();
    let posts = pair.posts().map(|(one, other)| (post(one), post(other)));
    let (level, parts) = match &posts {
        Some((first, second)) => (Level::Note, [format!("as {first}"), format!("as {second}")]),
        None => (RULE.level, [as_role(one).to_owned(), as_role(other).to_owned()]),
    };
    let message = format!(
        "{} seats {} twice: {} and {}",
        body.name(),
        holder.name(at),
        parts[0],
        parts[1]
    );
    let finding = Finding::new(RULE.name, level, body.subject(), message)
        .key(holder.subject())
        .label(other.holder_place(), parts[1].clone())
        .label(one.holder_place(), parts[0].clone());
    Some(match posts {
        // One person may hold two posts, and the law may give each of them its seat.
        Some(_) => finding
            .remark("one person holds both posts; that both bring a seat may be as it should be")
            .help("let the terms of reference say whether the two seats bring one vote or two, and how they count towards the quorum"),
        None => finding.remark(pair.why).help(
            "name another holder for one of the two, or leave it vacant; where it is one place, enter it as one seat",
        ),
    })
}
