//! Interests that were declared too long ago (RULES C16).

use std::collections::BTreeMap;

use jiff::Span;
use remit_model::document::PaperNeed;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeId, NodeKind, Paper, Person};
use remit_model::page::day_in_words;

use super::footing::Asks;
use super::kinds::is_one;
use crate::belonging::one_organisation;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "stale-declaration",
    group: Group::Law,
    level: Level::Should,
    page: include_str!("stale_declaration.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let rows = at.model().papers.rows().iter();
    let rows = rows.filter(|row| row.needs.contains(&PaperNeed::Declarations) && row.is_in_force(at));
    let rows: Vec<(&Paper, u32)> = rows.filter_map(|row| Some((row, row.report_months?))).collect();
    let declared: Vec<&Person> = at
        .current(at.model().persons.rows())
        .filter(|person| person.declared.is_some())
        .collect();
    if rows.is_empty() || declared.is_empty() {
        return;
    }
    let mut posts: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
    for post in at.nodes().filter(|node| node.kind() == NodeKind::Post) {
        if let (Some(holder), Some(home)) = (post.holder().stated(), one_organisation(at, post.id())) {
            posts.entry(holder.value.as_str()).or_default().push(home);
        }
    }
    for person in declared {
        let by_post = posts.get(person.key.as_str()).map_or(&[][..], Vec::as_slice);
        for (row, months) in &rows {
            let homes = || person.of.iter().chain(by_post);
            let asked: Vec<NodeId> = homes()
                .copied()
                .filter(|id| is_one(at, *id, &row.of) == Some(true))
                .collect();
            if row.of.is_empty() || !asked.is_empty() {
                findings.extend(judge(at, person, row, *months, &asked));
            }
        }
    }
}

fn judge(at: &AsAt<'_>, person: &Person, row: &Paper, months: u32, homes: &[NodeId]) -> Option<Finding> {
    let declared = person.declared?;
    let due = declared
        .checked_add(Span::new().try_months(i64::from(months)).ok()?)
        .ok()?;
    if at.date() <= due {
        return None;
    }
    let footing = row.footing();
    let mut homes = homes.to_vec();
    homes.sort_unstable();
    homes.dedup();
    let whose = match homes.is_empty() {
        true => String::new(),
        false => format!(" ({})", naming::nodes(at, homes)),
    };
    let message = format!(
        "{}{whose} last declared interests on {}, more than {months} months ago: {}",
        person.name,
        day_in_words(declared),
        footing.name()
    );
    let assumed = person.statement.assumed("declared");
    let level = footing.level(assumed.is_some()).min(RULE.level);
    let mut finding = Finding::new(RULE.name, level, format!("person.{}", person.key), message)
        .key(footing.subject())
        .label(person.statement.place, "`declared`");
    if let Some(why) = assumed {
        finding = finding.remark(format!("the day is a reading: {why}"));
    }
    Some(footing.under(finding, "ask for a new declaration, and enter its day as `declared`"))
}
