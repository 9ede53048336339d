//! Whether what is given may still be given so: passed on by the terms on which it was given, to whom it goes now, within the
//! limit of those who give, and by law.

use std::collections::{BTreeMap, BTreeSet};

use remit_diff::Table;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, NodeId};
use remit_model::text::Text;

use super::{All, Given};
use crate::delegation::{advisory_holds_decision, excess_limit, onward_delegation, unanswered_delegation};
use crate::law::{
    delegation_without_power, excluded_function, executive_council_side, joint_committee_unavailable, onward_by_law,
};
use crate::rule::{Check, Rule};

/// The rules that judge whether it may be passed on.
static JUDGING: [&Rule; 2] = [&onward_delegation::RULE, &onward_by_law::RULE];

/// The rules by which a delegation is none, or goes further than it can. That somebody doesn't answer for it is asked where it
/// goes to somebody else: of the same one, the lines that were lost tell.
static VOIDING: [&Rule; 3] = [
    &delegation_without_power::RULE,
    &executive_council_side::RULE,
    &excluded_function::RULE,
];
static EXCEEDING: [&Rule; 1] = [&excess_limit::RULE];
static OF_ANOTHER: [&Rule; 1] = [&unanswered_delegation::RULE];

/// The rules that speak of the one who receives, asked where that is another than before, or of another legal form.
static OF_RECEIVER: [&Rule; 2] = [&advisory_holds_decision::RULE, &joint_committee_unavailable::RULE];

/// The delegations in force before and still entered that are no longer as they may be.
pub(super) struct Leave<'m> {
    /// By their keys before: what is said of each.
    pub(super) without: BTreeMap<&'m Text, Finding>,
    /// Those of them that are surely none any more.
    pub(super) surely: BTreeSet<&'m Text>,
    /// The keys after of those whose terms forbid it now.
    pub(super) forbidding: BTreeSet<String>,
}

impl<'m> Leave<'m> {
    pub(super) fn new(all: &All<'_, '_, 'm>) -> Self {
        let subject = |given: &Given<'_>| given.after.map(|row| format!("delegation.{}", row.key));
        let running: BTreeMap<String, Given<'m>> = all
            .given
            .iter()
            .filter_map(|given| Some((subject(given)?, *given)))
            .collect();
        let renamed = |key: &str| match key.strip_prefix("delegation.") {
            Some(own) => format!("delegation.{}", all.key(Table::Delegation, own)),
            None => key.to_owned(),
        };
        // As it stood before: with the keys of after. A doubt that was there already is none that the change brings.
        let known: BTreeSet<Vec<String>> = found(all.compared.before)
            .iter()
            .map(|finding| finding.keys.iter().map(|key| renamed(key)).collect())
            .collect();
        let mut leave = Self {
            without: BTreeMap::new(),
            surely: BTreeSet::new(),
            forbidding: BTreeSet::new(),
        };
        for finding in found(all.compared.after) {
            let Some(given) = running
                .get(finding.subject())
                .filter(|_| !known.contains(&finding.keys))
            else {
                continue;
            };
            // What it rests on was given before as well: what is newly given is no loss of leave.
            let others = finding.keys.iter().skip(1).filter(|key| key.starts_with("delegation."));
            if !others.clone().all(|key| running.contains_key(key)) {
                continue;
            }
            if finding.verdict == Verdict::Broken {
                leave.surely.insert(&given.before.key);
            }
            leave.forbidding.extend(others.cloned());
            // Of what both the terms and the law forbid, the first is enough.
            leave.without.entry(&given.before.key).or_insert(finding);
        }
        leave.judge(all, &renamed);
        leave
    }

    /// What a check finds after the change against those that are given otherwise, or under another law, and did not find before.
    fn judge(&mut self, all: &All<'_, '_, 'm>, renamed: &impl Fn(&str) -> String) {
        let [before, after] = [all.compared.found_before, all.compared.found_after];
        let known: BTreeSet<(&str, Vec<String>)> = before
            .findings
            .iter()
            .map(|finding| {
                let keys = finding.keys.iter().map(|key| renamed(key));
                (finding.rule, keys.collect())
            })
            .collect();
        let weighs =
            |finding: &&Finding| finding.level > Level::Note && !known.contains(&(finding.rule, finding.keys.clone()));
        let mut by_subject: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in after.findings.iter().filter(weighs) {
            by_subject.entry(finding.subject()).or_default().push(finding);
        }
        if by_subject.is_empty() {
            return;
        }
        let is_of = |rules: &[&Rule], finding: &Finding| rules.iter().any(|rule| rule.name == finding.rule);
        for given in &all.given {
            let Some(row) = given.after else { continue };
            let of = |subject: &str| by_subject.get(subject).into_iter().flatten().copied();
            let own: Vec<&Finding> = of(&format!("delegation.{}", row.key)).collect();
            let receiver = row.to.as_ref().filter(|_| receives_anew(all, given));
            let judged = receiver.or(row.to.as_ref().filter(|to| is_of_another_form(all, to.value)));
            let at_receiver: Vec<&Finding> = judged
                .map(|to| of(&all.compared.after.node(to.value).subject()).collect())
                .unwrap_or_default();
            let voids = own.iter().filter(|finding| is_of(&VOIDING, finding));
            let voids = voids.chain(at_receiver.iter().filter(|finding| is_of(&OF_RECEIVER, finding)));
            let exceeds = own.iter().filter(|finding| is_of(&EXCEEDING, finding));
            let unanswered = own
                .iter()
                .filter(|finding| receiver.is_some() && is_of(&OF_ANOTHER, finding));
            let sure = |finding: &Finding| finding.verdict == Verdict::Broken && finding.level == Level::Must;
            if voids.clone().any(|finding| sure(finding)) {
                self.surely.insert(&given.before.key);
            }
            // What the power that is cited does not carry is none as it stands, whatever else might carry it.
            let voids = voids.map(|finding| {
                let mut finding = (*finding).clone();
                if finding.verdict == Verdict::Broken {
                    finding.level = Level::Must;
                }
                finding
            });
            // The weightiest tells for all of them.
            let others = exceeds.chain(unanswered).map(|finding| (*finding).clone());
            let mut all_of: Vec<Finding> = voids.chain(others).collect();
            all_of.sort_by_key(|finding| std::cmp::Reverse((finding.level, finding.verdict == Verdict::Broken)));
            if let Some((first, others)) = all_of.split_first() {
                let mut first = first.clone();
                first.remarks.extend(others.iter().map(|other| other.message.clone()));
                let subject = format!("delegation.{}", row.key);
                if !first.keys.contains(&subject) {
                    first = first.key(subject);
                }
                self.without.entry(&given.before.key).or_insert(first);
            }
        }
    }
}

/// Whether somebody else receives it than before: not whoever took the place of that one.
pub(super) fn receives_anew(all: &All<'_, '_, '_>, given: &Given<'_>) -> bool {
    let (Some(was), Some(is)) = (&given.before.to, given.after.and_then(|row| row.to.as_ref())) else {
        return false;
    };
    all.now(was.value).is_none_or(|now| now.id() != is.value)
}

/// Whether somebody, by their id after, was of another legal form before.
fn is_of_another_form(all: &All<'_, '_, '_>, id: NodeId) -> bool {
    let form = |node: NodeAt<'_, '_>| node.form().stated().map(|form| form.key.clone());
    let was = all.compared.was(id).and_then(form);
    was.is_some() && was != form(all.compared.after.node(id))
}

fn found(at: &AsAt<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in JUDGING {
        if let Check::Model(check) = rule.check {
            check(at, &mut findings);
        }
    }
    findings
}
