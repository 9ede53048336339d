//! The review of the framework itself.

use jiff::ToSpan;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::AsAt;
use remit_model::page::day_in_words;

use super::unsettled::open;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "review-due",
    group: Group::Documents,
    level: Level::Should,
    page: include_str!("review_due.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let framework = &at.model().framework;
    let Some(review) = framework
        .review
        .as_ref()
        .filter(|review| at.in_force(&review.statement))
    else {
        return;
    };
    let (Some(months), Some(last)) = (review.every_months, review.reviewed.or(framework.as_at)) else {
        return;
    };
    let Some(due) = i32::try_from(months)
        .ok()
        .and_then(|months| last.checked_add(months.months()).ok())
    else {
        return;
    };
    let every = if months == 1 {
        "every month".to_owned()
    } else {
        format!("every {months} months")
    };
    let overdue = due < at.date();
    let (level, verdict, message) = if overdue {
        let message = format!(
            "the framework is reviewed {every}; the review of {} is overdue",
            day_in_words(due)
        );
        (Level::Should, Verdict::Broken, message)
    } else {
        let message = format!(
            "the framework is reviewed {every}; the next review is due by {}",
            day_in_words(due)
        );
        (Level::Note, Verdict::Remark, message)
    };
    let open = open(at).count();
    let assumed = framework
        .statement
        .as_ref()
        .is_some_and(|statement| statement.assumed("as-at").is_some());
    let counted = match review.reviewed {
        Some(reviewed) => format!("counted from the last review, on {}", day_in_words(reviewed)),
        None => format!(
            "no review is recorded; counted from the framework's own date, {}{}",
            day_in_words(last),
            if assumed { ", which is assumed" } else { "" }
        ),
    };
    let waiting = match open {
        0 => "the log has no open entry".to_owned(),
        1 => "1 entry of the log is open for it".to_owned(),
        n => format!("{n} entries of the log are open for it"),
    };
    findings.push(
        Finding::new(RULE.name, level, "framework", message)
            .verdict(verdict)
            .label(review.statement.place, "")
            .remark(counted)
            .remark(waiting)
            .help("when it is done, write the day as `reviewed`"),
    );
}
