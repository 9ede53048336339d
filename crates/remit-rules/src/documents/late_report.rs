//! Reports that cannot be made as often as promised, or that wait for who is to receive them.

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Interval, NodeAt, Relation};

use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "late-report",
    group: Group::Documents,
    level: Level::Should,
    page: include_str!("late_report.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for (number, line) in at.model().relations().iter().enumerate() {
        let Some(months) = line.every_months.filter(|_| line.kind == RelationKind::ReportsTo) else {
            continue;
        };
        if at.relation_in_force(number) {
            findings.extend(judge(at, line, Interval::Months(months)));
        }
    }
}

/// Whether one interval is surely longer than another: a month has 28 to 31 days.
fn longer(one: Interval, other: Interval) -> bool {
    let days = |interval, month: u64| match interval {
        Interval::Months(months) => u64::from(months) * month,
        Interval::Weeks(weeks) => u64::from(weeks) * 7,
    };
    match (one, other) {
        (Interval::Months(one), Interval::Months(other)) => one > other,
        _ => days(one, 28) > days(other, 31),
    }
}

fn judge(at: &AsAt<'_>, line: &Relation, promised: Interval) -> Option<Finding> {
    let (from, to) = (at.node(line.from), at.node(line.to));
    if from.is_external() {
        return None;
    }
    let seldom = from.meets().filter(|&meets| longer(meets, promised));
    let waits = to.meets().filter(|&meets| longer(meets, promised));
    let (level, verdict, message) = match (seldom, waits) {
        (Some(meets), _) => {
            let message = format!(
                "{} is to report to {} {}, and meets only {}",
                from.name(),
                to.name(),
                promised.words(),
                meets.words()
            );
            (Level::Should, Verdict::Broken, message)
        }
        (None, Some(meets)) => {
            let message = format!(
                "{} reports to {} {}, which meets only {}, so that a report waits up to {}",
                from.name(),
                to.name(),
                promised.words(),
                meets.words(),
                length(meets)
            );
            (Level::Note, Verdict::Remark, message)
        }
        (None, None) => return None,
    };
    let mut finding = Finding::new(RULE.name, level, from.subject(), message)
        .verdict(verdict)
        .key(to.subject());
    if line.key != *to.key() {
        finding = finding.key(format!("reports-to.{}", line.key));
    }
    finding = finding.label(line.statement.place, format!("a report {}", promised.words()));
    if seldom.is_some() {
        finding = finding.remark("a report between two meetings has nothing new to say that was discussed");
    }
    if let Some(meets) = to.meets() {
        finding = finding.remark(wait(&to, seldom.unwrap_or(promised), meets));
    }
    Some(finding.help(if seldom.is_some() {
        "agree a report after each meeting, and write how often that is as `every-months`; or have it meet as often as it reports"
    } else {
        "agree that reports are read between meetings, or fit the intervals (`every-months`, `meets`) to each other"
    }))
}

/// How long it may take from what happens below to the meeting above that hears of it.
fn wait(to: &NodeAt<'_, '_>, reports: Interval, meets: Interval) -> String {
    let longest = match (reports, meets) {
        (Interval::Months(one), Interval::Months(other)) => length(Interval::Months(one.saturating_add(other))),
        (Interval::Weeks(one), Interval::Weeks(other)) => length(Interval::Weeks(one.saturating_add(other))),
        _ => format!("{} and {}", length(reports), length(meets)),
    };
    format!(
        "what happens just after a report may take {longest} to come before {}: until the next report, and then until it \
         meets",
        to.name()
    )
}

/// "3 months".
fn length(interval: Interval) -> String {
    let (number, one) = match interval {
        Interval::Months(months) => (months, "month"),
        Interval::Weeks(weeks) => (weeks, "week"),
    };
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}
