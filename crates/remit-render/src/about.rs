//! What a file of findings says about the run that made them: what was checked, what was accepted, and by which rules.

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
