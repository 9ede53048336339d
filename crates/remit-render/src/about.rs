//! What a file of findings says about the run that made them: what was checked, what was accepted, and by which rules; and
//! since when it is new, where only that was asked for.

use std::collections::BTreeSet;

use jiff::civil::Date;
use remit_model::finding::{Finding, Level};
use remit_model::path::End;
use remit_model::sources::Place;

/// What was checked, and as at which date.
#[derive(Debug, Clone)]
pub struct About {
    /// The name of the framework.
    pub framework: String,
    /// The date as at which it was checked.
    pub as_at: Date,
    /// The ids of the proposals that were taken as adopted.
    pub with: Vec<String>,
    /// What the findings are new since, where only new ones were asked for.
    pub new_since: Option<NewSince>,
}

/// The state of the framework since which findings are new, and what became of what was found then.
#[derive(Debug, Clone)]
pub struct NewSince {
    /// The side, as typed: `git:main`.
    pub side: String,
    /// The same in words.
    pub words: String,
    /// The date as at which it was checked.
    pub as_at: Date,
    /// The ids of the proposals that were taken as adopted in it.
    pub with: Vec<String>,
    /// How many findings are as before, and are not told.
    pub as_before: usize,
    /// The fingerprints of what was found then, and is not found now.
    pub cleared: Vec<String>,
    /// The fingerprints of all that was found then, accepted or not.
    pub then: BTreeSet<String>,
}

/// A finding that the framework has accepted, and the departure that accepts it.
#[derive(Debug, Clone)]
pub struct Departed<'a> {
    /// What was found.
    pub finding: &'a Finding,
    /// The key of the departure.
    pub key: &'a str,
    /// Why it was accepted.
    pub reason: &'a str,
    /// Who accepted it.
    pub accepted_by: Option<End>,
    /// The minute that records it.
    pub minute: Option<&'a str>,
    /// The last day on which it counts.
    pub until: Option<Date>,
    /// Where it is written.
    pub place: Place,
}

/// What there is to know of a rule. The rules themselves are out of sight here: whoever calls brings this along.
#[derive(Debug, Clone, Copy)]
pub struct RuleInfo<'a> {
    /// Its name: `orphan-body`.
    pub name: &'a str,
    /// The most that its findings ask.
    pub level: Level,
    /// What it says, in one sentence.
    pub summary: &'a str,
    /// Its page, in Markdown; empty where it has none.
    pub page: &'a str,
    /// Whether it runs unless somebody says otherwise.
    pub on: bool,
}
