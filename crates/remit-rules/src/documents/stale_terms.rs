//! A paper past its review, or terms of reference that nobody is to review or has approved (RULES D1).

use jiff::ToSpan;
use jiff::civil::Date;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Instrument};
use remit_model::page::day_in_words;

use super::terms::Terms;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "stale-terms",
    group: Group::Documents,
    level: Level::Should,
    page: include_str!("stale_terms.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let terms = Terms::new(at);
    // A year before the date: what was approved earlier is older than a year.
    let year_ago = at.date().saturating_sub(1.year());
    for paper in at.current(at.model().instruments.rows()) {
        if terms.is_left(at, paper) {
            continue;
        }
        let is_terms = terms.includes(paper);
        let overdue = paper.review_due.filter(|&due| due < at.date());
        let aged = paper
            .approved_on
            .filter(|&day| is_terms && day < year_ago && is_left_out(paper, "review-due"));
        let found = match (overdue, aged) {
            (Some(due), _) => Some(past(paper, due)),
            (None, Some(day)) => Some(unreviewed(paper, day)),
            (None, None) if is_terms => unapproved(paper),
            _ => None,
        };
        findings.extend(found);
    }
}

/// Whether nobody has entered a key, and the sources are not known to be silent about it.
fn is_left_out(paper: &Instrument, key: &str) -> bool {
    let entered = match key {
        "review-due" => paper.review_due.is_some(),
        "approved-on" => paper.approved_on.is_some(),
        _ => !paper.approvers.is_empty(),
    };
    !entered && !paper.statement.is_not_stated(key) && !paper.statement.is_unknown(key)
}

fn finding(paper: &Instrument, level: Level, message: String, label: &str) -> Finding {
    Finding::new(RULE.name, level, format!("instrument.{}", paper.key), message).label(paper.statement.place, label)
}

/// With why the day that it rests on is a reading, where it is.
fn reading(finding: Finding, paper: &Instrument, key: &str) -> Finding {
    match paper.statement.assumed(key) {
        Some(why) => finding.remark(format!("the day is a reading: {why}")),
        None => finding,
    }
}

fn past(paper: &Instrument, due: Date) -> Finding {
    let message = format!("{} was to be reviewed by {}", paper.name, day_in_words(due));
    let help = "review it, and write the day by which it is to be reviewed next as `review-due`; or end it with `ends`";
    let finding = finding(paper, Level::Should, message, "its `review-due` has passed");
    reading(finding, paper, "review-due").help(help)
}

fn unreviewed(paper: &Instrument, day: Date) -> Finding {
    let message = format!(
        "{} was approved more than a year ago, on {}, and no day is entered by which it is to be reviewed",
        paper.name,
        day_in_words(day)
    );
    let help = "enter the day as `review-due`, or list it under `not-stated` if the paper names none";
    let finding = finding(paper, Level::Should, message, "terms of reference without `review-due`");
    reading(finding, paper, "approved-on").help(help)
}

fn unapproved(paper: &Instrument) -> Option<Finding> {
    if !is_left_out(paper, "approvers") || !is_left_out(paper, "approved-on") {
        return None;
    }
    let message = format!("{} says neither who approved it nor when", paper.name);
    let help = "enter them as `approvers` and `approved-on`, or list them under `not-stated` if the paper names neither; a draft \
                has `status = \"proposed\"`";
    Some(
        finding(
            paper,
            Level::Note,
            message,
            "terms of reference without approver and day",
        )
        .help(help),
    )
}
