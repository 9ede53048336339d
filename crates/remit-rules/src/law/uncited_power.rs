//! Delegations that cite no power, where the catalogue has one for each: counted (RULES B1).

use std::collections::BTreeMap;

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, Power};
use remit_model::text::Text;

use super::onward_by_law::stopped;
use super::ruling::{Ruling, rulings};
use super::telling::named;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "uncited-power",
    group: Group::Law,
    level: Level::Note,
    page: include_str!("uncited_power.md"),
    on: true,
    check: Check::Model(check),
};

/// How many places, and powers, are shown.
const SHOWN: usize = 3;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut all: Vec<&Delegation> = Vec::new();
    let mut by_power: BTreeMap<&Text, (&Power, Vec<&Delegation>)> = BTreeMap::new();
    let uncited = rulings(at, |delegation| delegation.power.is_none()).into_iter();
    let mut uncited = uncited
        .filter(|(_, ruling)| matches!(ruling, Ruling::Uncited(_)))
        .peekable();
    if uncited.peek().is_none() {
        return;
    }
    // What may not be passed on at all, no power mends.
    let stopped = stopped(at);
    for (delegation, ruling) in uncited.filter(|(delegation, _)| !stopped.contains(&delegation.key)) {
        let Ruling::Uncited(powers) = ruling else {
            continue;
        };
        all.push(delegation);
        for power in powers {
            by_power
                .entry(&power.key)
                .or_insert((power, Vec::new()))
                .1
                .push(delegation);
        }
    }
    let message = match all.len() {
        0 => return,
        1 => "1 delegation cites no power; the catalogue has one that fits".to_owned(),
        number => format!("{number} delegations cite no power; the catalogue has one that fits each"),
    };
    let mut finding = Finding::new(RULE.name, RULE.level, "framework", message).verdict(Verdict::Remark);
    for delegation in all.iter().take(SHOWN) {
        finding = finding.label(delegation.statement.place, "no power");
    }
    for (power, delegations) in by_power.values().take(2 * SHOWN) {
        let mut named_delegations: Vec<String> = delegations
            .iter()
            .take(SHOWN)
            .map(|delegation| naming::arrangement("delegation", &delegation.key, &delegation.name))
            .collect();
        if delegations.len() > SHOWN {
            named_delegations.push(format!("{} more", delegations.len() - SHOWN));
        }
        finding = finding.remark(format!("{}: fits {}", named(power), list(&named_delegations)));
    }
    findings.push(finding.help(
        "look up under which power each was made, and write it as `power`: a decision is only as good as the power on which it \
         rests. Check with your legal adviser",
    ));
}
