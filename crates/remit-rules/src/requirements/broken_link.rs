//! A link between bodies that the framework demands: the chair of one holds a seat on the other (RULES C11).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Role;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Demand, Filled, NodeAt, NodeId, Requirement, Seat};
use remit_model::text::Text;

use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "broken-link",
    group: Group::Requirements,
    level: Level::Must,
    page: include_str!("broken_link.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for requirement in at.current(at.model().requirements.rows()) {
        let Demand::Link {
            of: (selector, _),
            role,
            sits_on,
        } = &requirement.demand
        else {
            continue;
        };
        let bodies: Vec<NodeId> = selector
            .select(at)
            .into_iter()
            .filter(|&id| at.node(id).exists())
            .collect();
        findings.extend(judge(at, requirement, &bodies, *role, &at.node(*sits_on)));
    }
}

/// Who is known to fill a seat.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder<'m> {
    Person(&'m Text),
    Post(&'m Text),
}

fn holders<'m>(at: &AsAt<'m>, seat: &'m Seat) -> Vec<Holder<'m>> {
    match &seat.filled {
        Filled::Person(person) => vec![Holder::Person(&person.value)],
        Filled::Post(post) => {
            // A post that has ended, or has not begun, holds nothing.
            let Some(node) = at.node_by_key(&post.value).filter(NodeAt::exists) else {
                return Vec::new();
            };
            let holder = node.holder().stated().map(|fact| Holder::Person(fact.value));
            std::iter::once(Holder::Post(&post.value)).chain(holder).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether it is known who fills a seat, or that nobody does: of a post, also who holds it.
fn is_named(at: &AsAt<'_>, seat: &Seat) -> bool {
    match &seat.filled {
        Filled::Person(_) | Filled::Vacant(_) => true,
        Filled::Post(post) => at
            .node_by_key(&post.value)
            .is_some_and(|post| post.exists() && (post.is_vacant() || post.holder().stated().is_some())),
        Filled::Nominee(_) | Filled::ExOfficio(_) | Filled::Unnamed => false,
    }
}

fn judge(
    at: &AsAt<'_>,
    requirement: &Requirement,
    bodies: &[NodeId],
    role: Role,
    target: &NodeAt<'_, '_>,
) -> Option<Finding> {
    let seated: BTreeSet<Holder<'_>> = target.seats().flat_map(|seat| holders(at, seat)).collect();
    let whole_list = at.model().is_complete("seats", target.id());
    let all_named = target.seats().all(|seat| is_named(at, seat));
    let (mut broken, mut open): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let offices = offices(at, role, target);
    let mut provided = None;
    for &id in bodies {
        let body = at.node(id);
        let chairs: Vec<Holder<'_>> = body.seats_of(role).flat_map(|seat| holders(at, seat)).collect();
        if chairs.iter().any(|chair| seated.contains(chair)) {
            // Of several alike, each has one of its own.
            if !are_all_named(at, &body, role, &seated) {
                open.push(body.name().to_string());
            }
            continue;
        }
        let ex_officio = offices.get(&id).copied();
        let chair_named = !chairs.is_empty() && body.seats_of(role).all(|seat| is_named(at, seat));
        // The office brings the seat: whoever is named as holding the one holds the other.
        if ex_officio.is_some() && chair_named {
            let named: BTreeSet<Holder<'_>> = chairs.iter().copied().collect();
            if !are_all_named(at, &body, role, &named) {
                open.push(body.name().to_string());
            }
            continue;
        }
        provided = provided.or(ex_officio);
        // Only where the chair is named, and every seat on the other body is entered and named, is absence a fact.
        if chair_named && (whole_list && all_named) {
            broken.push(body.name().to_string());
        } else {
            open.push(body.name().to_string());
        }
    }
    let who = if role == Role::Chair {
        "chair".to_owned()
    } else {
        role.word().replace('-', " ")
    };
    let (level, verdict, message) = if !broken.is_empty() {
        let message = format!("the {who} of {} holds no seat on {}", list(&broken), target.name());
        (Level::Must, Verdict::Broken, message)
    } else if !open.is_empty() {
        let each = if open.len() == 1 { "" } else { "each of " };
        let message = format!(
            "whether the {who} of {each}{} holds a seat on {} cannot be confirmed",
            list(&open),
            target.name()
        );
        (Level::Note, Verdict::CannotTell, message)
    } else if bodies.is_empty() {
        let message = format!(
            "no body in force is selected whose {who} is to sit on {}",
            target.name()
        );
        (Level::Note, Verdict::CannotTell, message)
    } else {
        return None;
    };
    let mut finding = Finding::new(RULE.name, level, format!("requirement.{}", requirement.key), message)
        .verdict(verdict)
        .label(requirement.statement.place, "demanded here");
    match provided {
        Some(seat) if verdict == Verdict::CannotTell => {
            finding = finding
                .label(seat.statement.place, "a seat is provided for them")
                .remark(format!(
                    "the seat is stated; who holds the office of {who} is not named, so it cannot be confirmed"
                ));
        }
        None if verdict == Verdict::CannotTell => {
            finding = finding.remark("the holders are not named, or not all seats are entered");
        }
        _ => {}
    }
    if let Some(because) = &requirement.because {
        finding = finding.remark(format!("demanded because {because}"));
    }
    if let Some(remedy) = &requirement.remedy {
        return Some(finding.help(remedy.to_string()));
    }
    Some(finding.help(match verdict {
        Verdict::Broken => format!(
            "give the {who} a seat on {}, or take the requirement out",
            target.name()
        ),
        _ => format!(
            "name the {who} of each in its `seats`, and the holders of the seats on {}",
            target.name()
        ),
    }))
}

/// Whether the role has somebody on each of the bodies for which an entry stands, all of them among the seated.
fn are_all_named(at: &AsAt<'_>, body: &NodeAt<'_, '_>, role: Role, seated: &BTreeSet<Holder<'_>>) -> bool {
    let number = match body.many() {
        None => return true,
        Some(number) => number,
    };
    let sits = |seat: &&Seat| holders(at, seat).iter().any(|chair| seated.contains(chair));
    let sitting = body.seats_of(role).filter(sits).count();
    number.is_some_and(|number| u32::try_from(sitting).is_ok_and(|sitting| sitting >= number))
}

/// The first seat on a body that comes with the office of this role, as "chair of SELECTOR", by the bodies of the office.
fn offices<'m>(at: &AsAt<'m>, role: Role, target: &NodeAt<'m, '_>) -> BTreeMap<NodeId, &'m Seat> {
    let (mut offices, mut seen): (BTreeMap<NodeId, &Seat>, BTreeSet<&str>) = (BTreeMap::new(), BTreeSet::new());
    for seat in target.seats() {
        let Filled::ExOfficio(office) = &seat.filled else {
            continue;
        };
        let new = seen.insert(&office.value);
        let Some((_, selector)) = at.office(&office.value).filter(|(of, _)| new && *of == role) else {
            continue;
        };
        for id in selector.select(at) {
            offices.entry(id).or_insert(seat);
        }
    }
    offices
}
