//! A question of the log that reviews of the framework have passed by (RULES D7).

use jiff::ToSpan;
use remit_model::document::LogKind;
use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;
use remit_model::page::day_in_words;

use super::unsettled::open;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "stale-question",
    group: Group::Documents,
    level: Level::Should,
    page: include_str!("stale_question.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let review = at.model().framework.review.as_ref();
    let Some(months) = review
        .and_then(|review| review.every_months)
        .and_then(|months| i32::try_from(months).ok())
    else {
        return;
    };
    for entry in open(at).filter(|entry| entry.kind == Some(LogKind::Question)) {
        let Some(raised) = entry.raised else { continue };
        let reviewed_twice = raised.saturating_add((months.saturating_mul(2)).months());
        if reviewed_twice >= at.date() {
            continue;
        }
        let message = format!(
            "\u{201c}{}\u{201d} was asked on {}, and is not answered after two reviews of the framework",
            entry.text,
            day_in_words(raised)
        );
        let mut finding = Finding::new(RULE.name, RULE.level, format!("log.{}", entry.key), message)
            .label(entry.statement.place, "still open");
        if let Some(why) = entry.statement.assumed("raised") {
            finding = finding.remark(format!("the day is a reading: {why}"));
        }
        finding = finding.remark(match entry.owner {
            Some(owner) => format!("it is for {} to answer", at.node(owner).name()),
            None => "nobody is entered who is to answer it".to_owned(),
        });
        if let Some(due) = entry.due {
            finding = finding.remark(format!("it is to be dealt with by {}", day_in_words(due)));
        }
        findings.push(finding.help(
            "answer it, and close it with `answered` and `answer`; or say who is to (`owner`) and by when (`due`)",
        ));
    }
}
