//! The review for programs: what is due, and its figures.

use remit_model::finding::{Finding, Level};
use remit_model::review::{Beside, Due, FilesSince, Periods, Shares, Stands, When};
use remit_model::sources::Sources;
use serde_json::{Value, json};

use super::{VERSION, written};
use crate::About;

/// What the framework is compared with, and what a check finds beside that.
#[derive(Debug)]
pub struct Since<'s> {
    /// What it is compared with, in words.
    pub since: &'s str,
    /// What a check finds, beside what one found then.
    pub beside: &'s Beside,
    /// Which files are not what they were, where that is known.
    pub files: Option<&'s FilesSince>,
}

/// What is due with when that is, what a check finds by level and beside what it found then, and what the statements rest on.
pub fn review(
    all: &[Due],
    periods: &Periods,
    findings: &[Finding],
    shares: &Shares,
    since: Option<&Since<'_>>,
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
        "since": since.map(|since| since.since),
        "summary": {
            "overdue": count(When::Overdue),
            "this-period": count(When::This),
            "next-period": count(When::Next),
            "must": level(Level::Must),
            "should": level(Level::Should),
            "note": level(Level::Note),
        },
        "beside": since.map(beside),
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

fn beside(since: &Since<'_>) -> Value {
    let Since { beside, files, .. } = since;
    let new = beside.new.iter();
    let new = new.map(|(fingerprint, accepted)| json!({ "fingerprint": fingerprint, "was-departed-from": accepted }));
    let gone = beside.gone.iter().map(|gone| {
        let departure = match &gone.stands {
            Stands::Departed(key) => Some(key),
            Stands::Cleared | Stands::Without => None,
        };
        json!({
            "fingerprint": gone.fingerprint,
            "rule": gone.rule,
            "found": gone.found,
            "stands": gone.stands.word(),
            "departure": departure,
        })
    });
    let files = files.map(|files| json!({ "changed": files.changed, "new": files.new, "gone": files.gone }));
    json!({
        "new": new.collect::<Vec<_>>(),
        "as-before": beside.as_before,
        "gone": gone.collect::<Vec<_>>(),
        "files": files,
    })
}
