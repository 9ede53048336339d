//! Judges a model: every rule that ships with Remit, and the framework's own requirements.
//!
//! [`check`] runs them all on a model at a date and gives findings back as data. Nothing here prints, reads a file or asks
//! the clock; whoever adds a rule adds its file, its page beside it, and its line in [`RULES`].

mod delegation;
mod documents;
mod membership;
mod money;
mod requirements;
mod rule;
mod structure;
mod wording;

use std::collections::BTreeSet;

use rayon::prelude::*;
use remit_model::finding::{Finding, sort};
use remit_model::model::{AsAt, Departure, Standing};
use remit_model::sources::FileId;

pub use rule::{Group, Rule};
pub use wording::silence;

/// Every rule, by group.
pub static RULES: [&Rule; 13] = [
    &structure::accountability_cycle::RULE,
    &structure::orphan_body::RULE,
    &structure::unanchored_accountability::RULE,
    &structure::misnamed_form::RULE,
    &delegation::form_not_stated::RULE,
    &membership::both_sides::RULE,
    &membership::many_hats::RULE,
    &documents::silences::RULE,
    &documents::unsettled_accountability::RULE,
    &documents::unsettled_role::RULE,
    &documents::review_due::RULE,
    &requirements::broken_path::RULE,
    &requirements::broken_link::RULE,
];

/// A rule by name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// What a check came to.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The findings, worst first.
    pub findings: Vec<Finding>,
    /// The findings that the framework has accepted, with the key of the departure.
    pub departed: Vec<(Finding, String)>,
}

/// Checks a model at a date. What stands in a `broken` file, or
/// has a mistake in what is written of it, is known only in part, so it is not judged: one slip is one finding.
pub fn check(at: &AsAt<'_>, broken: &BTreeSet<FileId>) -> Checked {
    check_with(at, broken, &RULES)
}

/// Checks a model at a date under some of the rules.
pub fn check_with(at: &AsAt<'_>, broken: &BTreeSet<FileId>, rules: &[&'static Rule]) -> Checked {
    // Each rule by itself, on all cores; put together in the order of the list.
    let found: Vec<Vec<Finding>> = rules
        .par_iter()
        .map(|rule| {
            let mut found = Vec::new();
            (rule.check)(at, &mut found);
            found
        })
        .collect();
    let mut found: Vec<Finding> = found.into_iter().flatten().collect();
    found.retain(|finding| {
        !finding
            .labels
            .first()
            .is_some_and(|label| broken.contains(&label.place.file))
    });
    found.retain(|finding| !at.model().is_doubtful(finding.subject()));
    let mut checked = Checked::default();
    for finding in found {
        match departure(at, &finding) {
            Some(departure) => checked.departed.push((finding, departure.key.to_string())),
            None => checked.findings.push(finding),
        }
    }
    sort(&mut checked.findings);
    checked
        .departed
        .sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.keys.cmp(&b.0.keys)));
    checked
}

/// The departure in force that accepts a finding.
fn departure<'m>(at: &AsAt<'m>, finding: &Finding) -> Option<&'m Departure> {
    at.model().departures.iter().find(|departure| {
        departure.rule == finding.rule
            && departure.subject == finding.subject()
            && departure.until.is_none_or(|until| at.date() <= until)
            && at.standing(&departure.statement) == Standing::InForce
    })
}
