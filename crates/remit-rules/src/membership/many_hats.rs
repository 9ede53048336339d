//! One person in several leading parts.

use std::hash::{DefaultHasher, Hash, Hasher};

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Filled, NodeId, NodeKind, Seat, Statement};
use remit_model::page::day_in_words;
use remit_model::sources::Place;
use remit_model::text::Text;

use super::holding::{leads, role};
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "many-hats",
    group: Group::Membership,
    level: Level::Note,
    page: include_str!("many_hats.md"),
    on: true,
    check: Check::Model(check),
};

/// A part that a person plays.
struct Hat<'m> {
    person: &'m Text,
    /// Whether it is the chair of a body; otherwise it is a post.
    chair: bool,
    /// The name of the body or post.
    name: &'m Text,
    place: Place,
    statement: &'m Statement,
}

impl Hat<'_> {
    fn words(&self) -> String {
        format!(
            "{} {}",
            if self.chair { "chairs" } else { "holds the post of" },
            self.name
        )
    }
}

/// Who might lead in several places, with those places: by what is written, in force or not, since to ask that of each takes
/// much longer than to look, and most people lead in one place at most.
fn candidates<'m>(at: &AsAt<'m>) -> Vec<(&'m Text, NodeId)> {
    let mut all: Vec<(&Text, NodeId)> = Vec::new();
    for node in at.all_nodes() {
        let leaders = node.timeline().seats.iter().filter_map(leader);
        all.extend(leaders.map(|person| (person, node.id())));
        if node.kind() == NodeKind::Post {
            let holders = node
                .timeline()
                .parts
                .iter()
                .filter_map(|part| part.keys.holder.as_ref());
            all.extend(holders.map(|holder| (&holder.value, node.id())));
        }
    }
    // Numbers made of the keys are sorted in no time; only where two are the same the keys themselves are compared.
    let hash = |person: &Text| {
        let mut hasher = DefaultHasher::new();
        person.hash(&mut hasher);
        hasher.finish()
    };
    let mut numbers: Vec<(u64, usize)> = all.iter().map(|(person, _)| hash(person)).zip(0..).collect();
    numbers.sort_unstable();
    let runs = numbers.chunk_by(|(one, _), (other, _)| one == other);
    let mut several: Vec<(&Text, NodeId)> = runs
        .filter(|run| run.len() > 1)
        .flatten()
        .map(|&(_, place)| all[place])
        .collect();
    several.sort_unstable();
    several.dedup();
    several
}

/// The person named on the seat of a chair.
fn leader(seat: &Seat) -> Option<&Text> {
    match &seat.filled {
        Filled::Person(person) if role(seat).is_some_and(leads) => Some(&person.value),
        _ => None,
    }
}

/// The leading parts of people who might have several, by person, and in the order of the bodies and posts.
fn hats<'m>(at: &AsAt<'m>) -> Vec<Hat<'m>> {
    let mut hats = Vec::new();
    for (person, id) in candidates(at) {
        let node = at.node(id);
        if !node.exists() {
            continue;
        }
        let led = node.seats().filter(|seat| leader(seat) == Some(person));
        hats.extend(led.map(|seat| Hat {
            person,
            chair: true,
            name: node.name(),
            place: seat.holder_place(),
            statement: &seat.statement,
        }));
        if node.kind() == NodeKind::Post
            && let Some(holder) = node.holder().stated()
            && holder.value == person
        {
            hats.push(Hat {
                person,
                chair: false,
                name: node.name(),
                place: holder.place,
                statement: holder.statement,
            });
        }
    }
    hats
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let hats = hats(at);
    for hats in hats.chunk_by(|a, b| a.person == b.person).filter(|hats| hats.len() > 1) {
        let person = hats[0].person;
        let name = at.model().persons.get(person).map_or(person, |person| &person.name);
        let names = |chair: bool| {
            let of_kind = hats.iter().filter(|hat| hat.chair == chair);
            of_kind.map(|hat| hat.name.to_string()).collect::<Vec<_>>()
        };
        let (chaired, posts) = (names(true), names(false));
        let chairs = format!("chairs {}", list(&chaired));
        let holds = format!(
            "holds the post{} of {}",
            if posts.len() == 1 { "" } else { "s" },
            list(&posts)
        );
        let message = match (chaired.is_empty(), posts.is_empty()) {
            (false, false) => format!("{name} {chairs}, and also {holds}"),
            (false, true) => format!("{name} {chairs}"),
            (true, _) => format!("{name} {holds}"),
        };
        let mut finding =
            Finding::new(RULE.name, RULE.level, format!("person.{person}"), message).verdict(Verdict::Remark);
        for hat in hats.iter().take(8) {
            finding = finding.label(hat.place, hat.words());
        }
        if let Some(remark) = age(at, hats) {
            finding = finding.remark(remark);
        }
        findings.push(
            finding.help("this is common, and nothing is wrong with it: see that the papers say so where it matters"),
        );
    }
}

/// Where all that is known is older than a year, and nothing says how long it held.
fn age(at: &AsAt<'_>, hats: &[Hat<'_>]) -> Option<String> {
    let dated = |hat: &Hat<'_>| {
        let origin = hat.statement.origin.as_ref()?;
        let document = at.model().documents.get(origin.written.split(':').next()?.trim())?;
        at.last_day(hat.statement)
            .is_none()
            .then_some((document.date?, document))
    };
    let (date, document) = hats.iter().filter_map(dated).max_by_key(|(date, _)| *date)?;
    let years = date.until((jiff::Unit::Month, at.date())).ok()?.get_months();
    (years >= 12).then(|| {
        format!(
            "this is known from \"{}\" ({}{}); whether it was still so on {} is not stated",
            document.title,
            day_in_words(date),
            if document.statement.assumed("date").is_some() {
                ", an assumed date"
            } else {
                ""
            },
            day_in_words(at.date())
        )
    })
}
