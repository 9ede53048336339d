//! Judges a model: every rule that ships with Remit, and the framework's own requirements.
//!
//! [`check`] runs them all on a model at a date and gives findings back as data. Nothing here prints, reads a file or asks
//! the clock; whoever adds a rule adds its file, its page beside it, and its line in [`RULES`].

mod bands;
mod belonging;
pub mod chains;
pub mod change;
mod choice;
mod deciders;
mod delegation;
mod departing;
mod departures;
mod documents;
mod law;
pub mod lawful;
mod membership;
mod money;
mod naming;
mod requirements;
mod rule;
mod since;
mod strength;
mod structure;
mod wording;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::time::Duration;

use choice::level;
use rayon::prelude::*;
use remit_model::document::WhoseLaw;
use remit_model::finding::{Finding, Level, Verdict, sort};
use remit_model::model::AsAt;
use remit_model::sources::FileId;

use departing::Departures;

pub use bands::words as limit_in_words;
pub use choice::{chosen, wanted};
pub use deciders::{leads_down, lets_decide, need_is_held};
pub use departing::Departing;
pub use documents::review_due::{NextReview, last_review, next_review};
pub use documents::terms::{PaperInUse, papers_in_use};
pub use documents::told_to_all::told_to_all;
pub use documents::unsourced::{Rests, each_statement};
pub use rule::{Check, Group, ON_LEGAL_FORMS, Rule};
pub use since::Since;
pub use wording::silence;

/// Every rule, by group.
pub static RULES: &[&Rule] = &[
    &structure::accountability_cycle::RULE,
    &structure::orphan_body::RULE,
    &structure::unanchored_accountability::RULE,
    &structure::misnamed_form::RULE,
    &structure::mixed_path::RULE,
    &structure::unagreed_accountability::RULE,
    &structure::unsplit_accountability::RULE,
    &structure::near_same_names::RULE,
    &structure::conflicting_proposals::RULE,
    &delegation::form_not_stated::RULE,
    &delegation::advisory_holds_decision::RULE,
    &delegation::unanswered_delegation::RULE,
    &delegation::onward_delegation::RULE,
    &delegation::outlives_delegation::RULE,
    &delegation::reserved_matter_delegated::RULE,
    &delegation::unowned_decision::RULE,
    &delegation::doubled_decision::RULE,
    &delegation::excess_limit::RULE,
    &delegation::limit_gap::RULE,
    &delegation::unrecorded_delegation::RULE,
    &delegation::expired_delegation::RULE,
    &delegation::ended_party::RULE,
    &law::delegation_without_power::RULE,
    &law::power_out_of_era::RULE,
    &law::outlives_power::RULE,
    &law::onward_by_law::RULE,
    &law::sub_group_decides::RULE,
    &law::excluded_function::RULE,
    &law::executive_council_side::RULE,
    &law::joint_committee_unavailable::RULE,
    &law::scrutiny_separation::RULE,
    &law::liability_mismatch::RULE,
    &law::uncited_power::RULE,
    &law::law_cannot_tell::RULE,
    &law::missing_statutory_body::RULE,
    &law::missing_statutory_seat::RULE,
    &law::unlawful_seat::RULE,
    &law::unapproved_member::RULE,
    &law::unlawful_quorum::RULE,
    &law::in_common_without_own_committees::RULE,
    &law::provider_votes_on_commissioning::RULE,
    &law::stale_declaration::RULE,
    &law::wrong_approver::RULE,
    &law::incomplete_pool::RULE,
    &law::missing_statutory_report::RULE,
    &membership::both_sides::RULE,
    &membership::conflicted_quorum::RULE,
    &membership::many_hats::RULE,
    &membership::lost_seat::RULE,
    &membership::excluding_seats::RULE,
    &membership::unclear_chair::RULE,
    &membership::missing_vice_chair::RULE,
    &membership::unreachable_quorum::RULE,
    &documents::silences::RULE,
    &documents::unsettled_accountability::RULE,
    &documents::unsettled_role::RULE,
    &documents::review_due::RULE,
    &documents::stale_terms::RULE,
    &documents::self_approval::RULE,
    &documents::stale_question::RULE,
    &documents::unowned_entries::RULE,
    &documents::unsourced::RULE,
    &documents::told_to_all::RULE,
    &documents::late_report::RULE,
    &documents::approval_after_deadline::RULE,
    &documents::steps_out_of_order::RULE,
    &documents::step_without_body::RULE,
    &requirements::broken_path::RULE,
    &requirements::broken_link::RULE,
    &requirements::broken_only::RULE,
    &requirements::broken_separate::RULE,
    &requirements::broken_forbidden::RULE,
    &requirements::broken_exactly_one::RULE,
    &requirements::broken_cap::RULE,
    &departures::expired_departure::RULE,
    &departures::unused_departure::RULE,
    &departures::wide_departure::RULE,
    &departures::unexplained_departure::RULE,
    &departures::unknown_rule::RULE,
];

/// A rule by name: on states, or on changes.
pub fn rule(name: &str) -> Option<&'static Rule> {
    let mut all = RULES.iter().chain(change::CHANGE_RULES).copied();
    all.find(|rule| rule.name == name)
}

/// What a check came to.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The findings, worst first.
    pub findings: Vec<Finding>,
    /// The findings that the framework has accepted, with the key of the departure.
    pub departed: Vec<(Finding, String)>,
}

/// Checks a model at a date under the rules that the framework wants. What stands in a `broken` file, or
/// has a mistake in what is written of it, is known only in part, so it is not judged; and what is missing elsewhere may stand
/// in the broken file, so that it cannot be told: one slip is one finding.
pub fn check(at: &AsAt<'_>, broken: &BTreeSet<FileId>) -> Checked {
    check_with(at, broken, &wanted(at.model()))
}

/// Checks a model at a date under some of the rules.
pub fn check_with(at: &AsAt<'_>, broken: &BTreeSet<FileId>, rules: &[&'static Rule]) -> Checked {
    // Each rule by itself, on all cores; put together in the order of the list.
    let all = |rules: &[&'static Rule]| rules.par_iter().map(|rule| judge(at, rule)).collect();
    judged(at, broken, rules, all, |_, work| work())
}

/// Checks a model at a date under some of the rules, one after the other, and says how long each took by this clock.
pub fn check_timed(
    at: &AsAt<'_>,
    broken: &BTreeSet<FileId>,
    rules: &[&'static Rule],
    clock: &dyn Fn() -> Duration,
) -> (Checked, Vec<(&'static str, Duration)>) {
    let times = RefCell::new(Vec::new());
    let timed = |rule: &Rule, work: &mut dyn FnMut()| {
        let start = clock();
        work();
        times.borrow_mut().push((rule.name, clock().saturating_sub(start)));
    };
    let model = |rule: &Rule| {
        let mut found = Vec::new();
        timed(rule, &mut || found = judge(at, rule));
        found
    };
    let checked = judged(
        at,
        broken,
        rules,
        |rules| rules.iter().map(|rule| model(rule)).collect(),
        timed,
    );
    let mut times = times.into_inner();
    // A rule about departures is met twice: with the others, when it has nothing to do yet, and after them.
    times.sort_by_key(|(name, time)| (*name, Reverse(*time)));
    times.dedup_by_key(|(name, _)| *name);
    (checked, times)
}

/// What one rule says of a model.
fn judge(at: &AsAt<'_>, rule: &Rule) -> Vec<Finding> {
    let mut found = Vec::new();
    // Whoever turns the law off is asked nothing about it.
    if rule.group == Group::Law && at.model().framework.law == WhoseLaw::Off {
        return found;
    }
    if let Check::Model(check) | Check::Missing(check) = rule.check {
        check(at, &mut found);
    }
    found
}

/// A finding about what is nowhere entered, where a file could not be read: it may stand in that one.
fn left_open(mut finding: Finding) -> Finding {
    if finding.verdict == Verdict::Broken {
        finding.verdict = Verdict::CannotTell;
        finding.level = Level::Note;
        finding = finding.remark("a file of the framework could not be read, and what is missing here may stand in it");
    }
    finding
}

fn judged(
    at: &AsAt<'_>,
    broken: &BTreeSet<FileId>,
    rules: &[&'static Rule],
    run: impl FnOnce(&[&'static Rule]) -> Vec<Vec<Finding>>,
    each: impl Fn(&Rule, &mut dyn FnMut()),
) -> Checked {
    let after: Vec<_> = rules
        .iter()
        .filter_map(|rule| match rule.check {
            Check::Departures(check) => Some((rule, check)),
            Check::Model(_) | Check::Missing(_) | Check::Change(_) => None,
        })
        .collect();
    let mut departures = Departures::new(at);
    // Whoever judges departures needs what they are about, asked for or not.
    let mut running = rules.to_vec();
    if !after.is_empty() {
        let named = departures.all().iter();
        let named = named.filter_map(|departing| rule(&departing.departure.rule));
        running.extend(named.filter(|rule| !rules.iter().any(|asked| asked.name == rule.name)));
        running[rules.len()..].sort_by_key(|rule| rule.name);
        running.dedup_by_key(|rule| rule.name);
    }
    let judged = |finding: &Finding| {
        let place = finding.labels.first().map(|label| label.place.file);
        !place.is_some_and(|file| broken.contains(&file)) && !at.model().is_doubtful(finding.subject())
    };
    let mut checked = Checked::default();
    let found = run(&running);
    for (number, found) in found.into_iter().enumerate() {
        let unsure = !broken.is_empty() && matches!(running[number].check, Check::Missing(_));
        for finding in found.into_iter().filter(judged) {
            let finding = if unsure { left_open(finding) } else { finding };
            let accepted = departures.enter(&finding);
            if number >= rules.len() {
                continue;
            }
            match accepted {
                Some(departure) => checked.departed.push((finding, departure.key.to_string())),
                None => checked.findings.push(finding),
            }
        }
    }
    for (rule, check) in after {
        let mut found = Vec::new();
        each(rule, &mut || check(at, departures.all(), &mut found));
        checked.findings.extend(found.into_iter().filter(judged));
    }
    let departed = checked.departed.iter_mut().map(|(finding, _)| finding);
    for finding in checked.findings.iter_mut().chain(departed) {
        finding.level = level(at.model(), finding);
    }
    sort(&mut checked.findings);
    checked
        .departed
        .sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.keys.cmp(&b.0.keys)));
    checked
}
