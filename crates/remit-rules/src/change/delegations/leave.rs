//! Whether what is passed on may still be: by the terms on which it was given, and by law.

use std::collections::{BTreeMap, BTreeSet};

use remit_diff::Table;
use remit_model::finding::{Finding, Verdict};
use remit_model::model::AsAt;
use remit_model::text::Text;

use super::{All, Given};
use crate::delegation::onward_delegation;
use crate::law::onward_by_law;
use crate::rule::{Check, Rule};

/// The rules that judge it.
static JUDGING: [&Rule; 2] = [&onward_delegation::RULE, &onward_by_law::RULE];

/// The delegations in force before and still entered that pass on what may no longer be passed on.
pub(super) struct Leave<'m> {
    /// By their keys before: what is said of each.
    pub(super) without: BTreeMap<&'m Text, Finding>,
    /// Those of them of which that is sure.
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
        leave
    }
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
