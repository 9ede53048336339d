//! The review for programs: what is due, and its figures.

use remit_model::finding::{Finding, Level};
use remit_model::review::{Due, Periods, Shares, When};
use remit_model::sources::Sources;
use serde_json::{Value, json};

use super::{VERSION, written};
use crate::About;

/// What is due with when that is, what a check finds by level, and what the statements rest on. `since` is what the page is compared
/// with, in words.
pub fn review(
    all: &[Due],
    periods: &Periods,
    findings: &[Finding],
    shares: &Shares,
    since: Option<&str>,
    sources: &Sources,
    about: &About,
) -> String {
    let due: Vec<Value> = all
        .iter()
        .map(|due| {
            let who: Vec<&str> = due.who.iter().map(|named| named.key.as_str()).collect();
            json!({
                "on": due.on.to_string(),
                "when": periods.when(due).word(),
                "kind": due.kind.word(),
                "what": due.what,
                "who": who,
                "subject": due.subject,
                "assumed": due.assumed,
                "basis": due.basis,
                "written-at": sources.cite(due.place),
            })
        })
        .collect();
    let count = |when: When| all.iter().filter(|due| periods.when(due) == when).count();
    let level = |level| findings.iter().filter(|finding| finding.level == level).count();
    written(&json!({
        "remit": VERSION,
        "framework": about.framework,
        "as-at": about.as_at.to_string(),
        "with": about.with,
        "since": since,
        "summary": {
            "overdue": count(When::Overdue),
            "this-period": count(When::This),
            "next-period": count(When::Next),
            "must": level(Level::Must),
            "should": level(Level::Should),
            "note": level(Level::Note),
        },
        "due": due,
        "statements": {
            "own": shares.own,
            "inherited": shares.inherited,
            "assumed": shares.assumed,
            "nothing": shares.nothing,
            "in-part-a-reading": shares.readings,
            "not-stated": shares.silent,
        },
    }))
}
