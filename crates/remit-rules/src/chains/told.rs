//! What rules find against a delegation that is no matter of its power, terms, limits or days, in the words of the rules.

use std::collections::BTreeMap;

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::AsAt;

use super::onward::asked;
use super::{About, DelegationStep, Hold, Reason};
use crate::deciders::lets_decide;
use crate::delegation::{advisory_holds_decision, expired_delegation, reserved_matter_delegated};
use crate::law::{liability_mismatch, sub_group_decides};
use crate::rule::{Check, Group, Rule};

/// The rules that are asked.
static RULES: [&Rule; 5] = [
    &advisory_holds_decision::RULE,
    &expired_delegation::RULE,
    &reserved_matter_delegated::RULE,
    &liability_mismatch::RULE,
    &sub_group_decides::RULE,
];

/// What these rules find on the date, by what it is about.
pub(super) struct Told(BTreeMap<String, Vec<Finding>>);

impl Told {
    pub(super) fn new(at: &AsAt<'_>) -> Self {
        let mut findings = Vec::new();
        for rule in RULES.iter().filter(|rule| rule.group != Group::Law || asked(at)) {
            if let Check::Model(check) = rule.check {
                check(at, &mut findings);
            }
        }
        let mut told: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in findings {
            told.entry(finding.subject().to_owned()).or_default().push(finding);
        }
        Self(told)
    }

    /// What is told of a step in force: of its delegation, and where it lets somebody decide, of the one who receives.
    pub(super) fn of(&self, at: &AsAt<'_>, step: &DelegationStep<'_>) -> Vec<Reason> {
        let of = |subject: &str| self.0.get(subject).into_iter().flatten();
        let receiver = lets_decide(at, step.delegation).then(|| at.node(step.to).subject());
        let all =
            of(&format!("delegation.{}", step.delegation.key)).chain(receiver.iter().flat_map(|subject| of(subject)));
        all.filter_map(reason).collect()
    }
}

/// What is a must breaks the step, and what should be otherwise stands against it. That a record may be wrong, by what was not
/// verified, leaves the step as it is.
fn reason(finding: &Finding) -> Option<Reason> {
    let verdict = match (finding.verdict, finding.level) {
        (Verdict::Remark, _) => return None,
        (Verdict::Broken, Level::Note) if finding.rule == liability_mismatch::RULE.name => return None,
        (Verdict::Broken, Level::Must) => Hold::Broken,
        (Verdict::Broken, Level::Should) => Hold::Against,
        (Verdict::Broken, Level::Note) | (Verdict::CannotTell, _) => Hold::CannotTell,
    };
    Some(Reason {
        about: About::Rules,
        verdict,
        says: finding.message.clone(),
    })
}
