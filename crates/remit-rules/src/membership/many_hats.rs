//! One person in several leading parts.

use std::collections::BTreeMap;

use remit_model::document::Role;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Filled, NodeKind, Statement};
use remit_model::page::day_in_words;
use remit_model::sources::Place;
use remit_model::text::Text;

use crate::rule::{Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "many-hats",
    group: Group::Membership,
    level: Level::Note,
    page: include_str!("many_hats.md"),
    check,
};

/// A part that a person plays.
struct Hat<'m> {
    words: String,
    /// The body that is chaired; empty for a post.
    bare: String,
    place: Place,
    statement: &'m Statement,
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut hats: BTreeMap<&Text, Vec<Hat<'_>>> = BTreeMap::new();
    for node in at.nodes() {
        for seat in node.seats() {
            let Filled::Person(person) = &seat.filled else {
                continue;
            };
            let leads = seat
                .role
                .as_ref()
                .is_some_and(|role| matches!(role.value, Role::Chair | Role::CoChair));
            if leads {
                hats.entry(&person.value).or_default().push(Hat {
                    words: format!("chairs {}", node.name()),
                    bare: node.name().to_string(),
                    place: seat.holder_place(),
                    statement: &seat.statement,
                });
            }
        }
        if node.kind() == NodeKind::Post {
            if let Some(holder) = node.holder().stated() {
                hats.entry(holder.value).or_default().push(Hat {
                    words: format!("holds the post of {}", node.name()),
                    bare: String::new(),
                    place: holder.place,
                    statement: holder.statement,
                });
            }
        }
    }
    for (person, hats) in hats.into_iter().filter(|(_, hats)| hats.len() > 1) {
        let name = at.model().persons.get(person).map_or(person, |person| &person.name);
        let chaired: Vec<String> = hats
            .iter()
            .filter(|hat| !hat.bare.is_empty())
            .map(|hat| hat.bare.clone())
            .collect();
        let posts: Vec<String> = hats
            .iter()
            .filter(|hat| hat.bare.is_empty())
            .map(|hat| hat.words.clone())
            .collect();
        let chairs = format!("chairs {}", list(&chaired));
        let message = match (chaired.is_empty(), posts.is_empty()) {
            (false, false) => format!("{name} {chairs}, and also {}", list(&posts)),
            (false, true) => format!("{name} {chairs}"),
            (true, _) => format!("{name} {}", list(&posts)),
        };
        let mut finding =
            Finding::new(RULE.name, RULE.level, format!("person.{person}"), message).verdict(Verdict::Remark);
        for hat in hats.iter().take(8) {
            finding = finding.label(hat.place, hat.words.clone());
        }
        if let Some(remark) = age(at, &hats) {
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
        (hat.statement.ends.is_none()).then_some((document.date?, document.title.clone()))
    };
    let (date, title) = hats.iter().filter_map(dated).max_by_key(|(date, _)| *date)?;
    let years = date.until((jiff::Unit::Month, at.date())).ok()?.get_months();
    (years >= 12).then(|| {
        format!(
            "this is known from \"{title}\" ({}); whether it was still so on {} is not stated",
            day_in_words(date),
            day_in_words(at.date())
        )
    })
}
