//! One person in several leading parts.

use remit_model::document::Role;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Filled, NodeKind, Statement};
use remit_model::page::day_in_words;
use remit_model::sources::Place;
use remit_model::text::Text;

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

/// Every leading part that is held by a person, by person, and in the order of the bodies and posts.
fn hats<'m>(at: &AsAt<'m>) -> Vec<Hat<'m>> {
    let mut hats = Vec::new();
    for node in at.nodes() {
        for seat in node.seats() {
            let leads = |role: Role| matches!(role, Role::Chair | Role::CoChair);
            if let (Filled::Person(person), Some(true)) =
                (&seat.filled, seat.role.as_ref().map(|role| leads(role.value)))
            {
                hats.push(Hat {
                    person: &person.value,
                    chair: true,
                    name: node.name(),
                    place: seat.holder_place(),
                    statement: &seat.statement,
                });
            }
        }
        if node.kind() == NodeKind::Post
            && let Some(holder) = node.holder().stated()
        {
            hats.push(Hat {
                person: holder.value,
                chair: false,
                name: node.name(),
                place: holder.place,
                statement: holder.statement,
            });
        }
    }
    hats.sort_by_key(|hat| hat.person);
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
        (hat.statement.ends.is_none()).then_some((document.date?, document))
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
