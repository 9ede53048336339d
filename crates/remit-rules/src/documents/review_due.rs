//! The review of the framework itself.

use jiff::ToSpan;
use jiff::civil::Date;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Review, Reviewed};
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

/// When the framework itself is to be reviewed next.
#[derive(Debug, Clone)]
pub struct NextReview<'m> {
    /// What it says of its reviews.
    pub review: &'m Review,
    /// Months between reviews.
    pub months: u32,
    /// The day from which they are counted.
    pub last: Date,
    /// Whether a review is recorded on that day; otherwise it is the framework's own date.
    pub recorded: bool,
    /// The day by which it is due.
    pub due: Date,
}

/// When the framework itself is to be reviewed next. Nothing where it does not say how often, or there is no day to count from.
pub fn next_review<'m>(at: &AsAt<'m>) -> Option<NextReview<'m>> {
    let framework = &at.model().framework;
    let review = framework.review.as_ref();
    let review = review.filter(|review| at.in_force(&review.statement))?;
    let months = review.every_months?;
    let made = [review.reviewed, last_review(at).and_then(|review| review.on)];
    let made = made.into_iter().flatten().filter(|day| *day <= at.date()).max();
    // A review that is still to come on the day is none yet.
    let last = made.or(framework.as_at)?;
    let due = last.checked_add(i32::try_from(months).ok()?.months()).ok()?;
    Some(NextReview {
        review,
        months,
        last,
        recorded: made.is_some(),
        due,
    })
}

/// The last review that is recorded (`[review.…]`), on or before the date.
pub fn last_review<'m>(at: &AsAt<'m>) -> Option<&'m Reviewed> {
    let made = at
        .model()
        .reviews
        .iter()
        .filter(|review| review.on.is_some_and(|on| on <= at.date()));
    made.max_by_key(|review| review.on)
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let Some(next) = next_review(at) else {
        return;
    };
    let NextReview {
        review,
        months,
        last,
        recorded,
        due,
    } = next;
    let framework = &at.model().framework;
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
    let counted = match recorded {
        true => format!("counted from the last review, on {}", day_in_words(last)),
        false => format!(
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
            .help("`remit review` prepares it; when it is done, record it: `remit review --record --signed \"NAME, POST\"`"),
    );
}
