//! What a change brings with it: rules that judge the step from one state of a framework to another.

mod agreeing;
mod approval;
mod approvers;
mod becoming;
pub(crate) mod closed_undecided;
mod compared;
mod consequence;
pub(crate) mod decision_doubled;
pub(crate) mod decision_moved;
pub(crate) mod decision_unowned;
mod decisions;
pub(crate) mod delegation_broken;
pub(crate) mod delegation_to_renew;
mod delegations;
mod endings;
pub(crate) mod entry_orphaned;
mod happening;
pub(crate) mod holder_lost;
mod instead;
pub(crate) mod left_unanswering;
pub(crate) mod line_cut;
pub(crate) mod membership_shifted;
mod naming_papers;
pub(crate) mod onward_chain_cut;
pub(crate) mod paper_to_amend;
pub(crate) mod path_gained;
pub(crate) mod path_lost;
pub(crate) mod path_newly_assumed;
pub(crate) mod path_rerouted;
pub(crate) mod question_answered;
pub(crate) mod question_opened;
mod questions;
pub(crate) mod report_rerouted;
pub(crate) mod requirement_emptied;
pub(crate) mod requirement_withdrawn;
mod speaking;
pub(crate) mod statutory_body_ended;
pub(crate) mod successor_not_named;
mod ways;
mod words;

use rayon::prelude::*;

pub use agreeing::{approvers_of_change, is_substantive};
pub use approval::Approval;
pub use approvers::Approvals;
pub use compared::Compared;
pub use consequence::{Approver, Consequence, Weight};

use crate::rule::{Check, Rule};

/// Every rule on changes, in the order in which what they find is told.
pub static CHANGE_RULES: &[&Rule] = &[
    &statutory_body_ended::RULE,
    &requirement_emptied::RULE,
    &requirement_withdrawn::RULE,
    &left_unanswering::RULE,
    &path_lost::RULE,
    &path_newly_assumed::RULE,
    &path_rerouted::RULE,
    &path_gained::RULE,
    &decision_unowned::RULE,
    &decision_doubled::RULE,
    &decision_moved::RULE,
    &delegation_broken::RULE,
    &onward_chain_cut::RULE,
    &delegation_to_renew::RULE,
    &membership_shifted::RULE,
    &report_rerouted::RULE,
    &line_cut::RULE,
    &holder_lost::RULE,
    &successor_not_named::RULE,
    &paper_to_amend::RULE,
    &question_answered::RULE,
    &closed_undecided::RULE,
    &question_opened::RULE,
    &entry_orphaned::RULE,
];

/// What a change brings with it, the weightiest first. Nothing where nothing differs and the date is the same: between two dates
/// the law may differ alone.
pub fn consequences(compared: &Compared<'_, '_>) -> Vec<Consequence> {
    consequences_by(compared, CHANGE_RULES)
}

/// The same, by some of the rules.
pub fn consequences_by(compared: &Compared<'_, '_>, rules: &[&'static Rule]) -> Vec<Consequence> {
    if compared.diff.is_empty() && compared.before.date() == compared.after.date() {
        return Vec::new();
    }
    let one = |rule: &&Rule| {
        let mut found = Vec::new();
        if let Check::Change(check) = rule.check {
            check(compared, &mut found);
        }
        found
    };
    let mut found: Vec<Consequence> = rules.par_iter().map(one).flatten().collect();
    let order = |rule: &str| rules.iter().position(|known| known.name == rule);
    found = found
        .into_par_iter()
        .map(|one| agreeing::with_approvers(compared, one))
        .map(|one| Consequence {
            finding: words::unfolded(one.finding),
            ..one
        })
        .collect();
    found.sort_by(|a, b| {
        let key = |one: &Consequence| (one.finding.level, order(one.finding.rule));
        let (a_level, a_rule) = key(a);
        let (b_level, b_rule) = key(b);
        (b_level, a_rule, &a.finding.keys, &a.finding.message).cmp(&(
            a_level,
            b_rule,
            &b.finding.keys,
            &b.finding.message,
        ))
    });
    found
}
