//! A delegation that has run out, rests on a paper that has, or was to be reviewed (RULES B19).

use std::collections::BTreeSet;

use jiff::civil::Date;
use remit_model::document::{Effect, Status};
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, Doing, Instrument, NodeId, Row, Statement};
use remit_model::page::day_in_words;
use remit_model::text::Text;

use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "expired-delegation",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("expired_delegation.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let model = at.model();
    let running: BTreeSet<&Text> = at.current(model.instruments.rows()).map(|paper| &paper.key).collect();
    let mut held: BTreeSet<(NodeId, &Text)> = BTreeSet::new();
    for delegation in at.current(model.delegations.rows()) {
        if let Some(to) = &delegation.to {
            held.extend(delegation.functions.iter().map(|function| (to.value, function)));
        }
        let paper = delegation.instrument.as_ref().filter(|key| !running.contains(key));
        if let Some(paper) = paper.and_then(|key| topmost(at, model.instruments.of(key))) {
            findings.extend(on_no_paper(at, delegation, paper));
        }
        findings.extend(overdue(at, delegation));
    }
    let rows = model.delegations.rows();
    for (number, delegation) in rows.iter().enumerate() {
        // Of the versions of one delegation, the topmost says when it ended.
        let later = rows[number + 1..]
            .iter()
            .take_while(|later| later.key == delegation.key);
        let replaced = later.into_iter().any(|later| at.has_layer(later.statement.layer));
        if !replaced && at.has_ended(&delegation.statement) {
            findings.extend(run_out(at, delegation, &held));
        }
    }
}

/// The version of a row that counts in this view, whatever its dates.
fn topmost<'m, T: Row + 'm>(at: &AsAt<'_>, rows: impl Iterator<Item = &'m T>) -> Option<&'m T> {
    rows.filter(|row| at.has_layer(row.statement().layer)).last()
}

/// A delegation in force by a paper that is not.
fn on_no_paper(at: &AsAt<'_>, delegation: &Delegation, paper: &Instrument) -> Option<Finding> {
    let statement = &paper.statement;
    let (level, why) = match (statement.status, statement.starts, at.last_day(statement)) {
        (Status::Proposed | Status::Shadow, ..) => (Level::Should, "is only proposed".to_owned()),
        (_, _, Some(ends)) if ends < at.date() => (Level::Must, ended(at, statement, ends)),
        (_, Some(starts), _) if at.date() < starts => (Level::Must, format!("begins only on {}", day_in_words(starts))),
        _ => return None,
    };
    let dates = ["starts", "ends", "status"];
    let assumed = dates.iter().find_map(|key| statement.assumed(key));
    let assumed = assumed.or_else(|| delegation.statement.assumed("instrument"));
    let level = if assumed.is_some() { Level::Should } else { level };
    let message = format!(
        "{} is in force by {}, which {why}",
        naming::arrangement("delegation", &delegation.key, &delegation.name),
        naming::arrangement("instrument", &paper.key, &paper.name)
    );
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .key(format!("instrument.{}", paper.key))
        .label(delegation.statement.place, "in force")
        .label(statement.place, why);
    if let Some(assumed) = assumed {
        finding = finding.remark(format!("this rests on a reading: {assumed}"));
    }
    Some(finding.help(
        "name the paper that took its place as `instrument`, or end the delegation with its paper (`ends`); until then, nothing \
         says that the decision is held",
    ))
}

/// "ended on 30 September 2024", "ends with the proposal `leaner`".
fn ended(at: &AsAt<'_>, statement: &Statement, last: Date) -> String {
    match at.ended_with(statement) {
        Some(proposal) => format!("ends with the proposal `{proposal}`"),
        None => format!("ended on {}", day_in_words(last)),
    }
}

/// A delegation past its last day, of what its holder still decides.
fn run_out(at: &AsAt<'_>, delegation: &Delegation, held: &BTreeSet<(NodeId, &Text)>) -> Option<Finding> {
    let to = at.node(delegation.to.as_ref()?.value);
    if !to.exists() || to.is_external() {
        return None;
    }
    let ended = at.last_day(&delegation.statement)?;
    // By function rather than by what the holder does: one holder may have had many delegations.
    let functions: BTreeSet<&Text> = delegation.functions.iter().collect();
    let lapsed = functions
        .into_iter()
        .filter(|function| !held.contains(&(to.id(), *function)));
    let (mut functions, mut still): (BTreeSet<&Text>, Vec<&Doing>) = (BTreeSet::new(), Vec::new());
    for function in lapsed {
        let done = at.done_with(function);
        let own = done.partition_point(|done| done.by < to.id());
        let own = done[own..].iter().take_while(|done| done.by == to.id());
        for done in own.filter(|done| done.effect == Some(Effect::Decide)) {
            functions.insert(function);
            still.push(at.doing(done));
        }
    }
    still.sort_by_key(|doing| &doing.key);
    let first = still.first()?;
    let until = match at.ended_with(&delegation.statement) {
        Some(proposal) => format!("the proposal `{proposal}`, which ends that"),
        None => day_in_words(ended),
    };
    let message = format!(
        "{} still decides {}, which was delegated to it until {until}",
        to.name(),
        naming::functions(at, functions),
    );
    let mut finding = Finding::new(
        RULE.name,
        Level::Should,
        format!("delegation.{}", delegation.key),
        message,
    )
    .key(to.subject())
    .label(
        delegation.statement.place,
        self::ended(at, &delegation.statement, ended),
    );
    for doing in still.iter().take(3) {
        finding = finding.label(doing.statement.place, "still in force");
    }
    if let Some(why) = first
        .statement
        .assumed("verb")
        .or_else(|| delegation.statement.assumed("ends"))
    {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    Some(finding.help("enter the delegation that took its place, or end what the body does with it (`ends`)"))
}

fn overdue(at: &AsAt<'_>, delegation: &Delegation) -> Option<Finding> {
    let due = delegation.review_due.filter(|&due| due < at.date())?;
    let name = naming::arrangement("delegation", &delegation.key, &delegation.name);
    let message = format!("the review of {name} was due by {}", day_in_words(due));
    let subject = format!("delegation.{}", delegation.key);
    let finding = Finding::new(RULE.name, Level::Should, subject, message)
        .key("review-due")
        .label(
            delegation.statement.place,
            format!("review due by {}", day_in_words(due)),
        );
    Some(finding.help("review it, and write the day by which it is to be reviewed next as `review-due`"))
}
