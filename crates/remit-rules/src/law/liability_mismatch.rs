//! A delegation that records as liable somebody other than the law makes so (RULES B17).

use std::collections::BTreeSet;

use remit_model::document::Liable;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, InForce, NodeId, Power};

use super::ruling::decisions;
use super::telling::named;
use crate::belonging::organisations;
use crate::lawful::citation;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "liability-mismatch",
    group: Group::Law,
    level: Level::Should,
    page: include_str!("liability_mismatch.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for (delegation, to) in decisions(at) {
        let power = delegation.power.as_ref().and_then(|key| at.model().powers.get(key));
        if let Some(power) = power.filter(|_| !delegation.liable.is_empty()) {
            findings.extend(judge(at, delegation, to, power));
        }
    }
}

fn judge(at: &AsAt<'_>, delegation: &Delegation, to: NodeId, power: &Power) -> Option<Finding> {
    // Under a power that is not in force nobody is liable: that is told by itself.
    let liable = power.liable.filter(|_| power.validity.on(at.date()) == InForce::Yes)?;
    let homes = |ids: &[NodeId]| -> Option<BTreeSet<NodeId>> {
        let homes: Vec<Vec<NodeId>> = ids.iter().map(|&id| organisations(at, id)).collect();
        // Where it is open to whom one belongs, it is open who is liable.
        let known = homes.iter().all(|homes| !homes.is_empty());
        known.then(|| homes.into_iter().flatten().collect())
    };
    let (givers, receivers) = (homes(&delegation.from)?, homes(&[to])?);
    let (lawful, words): (BTreeSet<NodeId>, _) = match liable {
        Liable::Giver => (givers, "those who give it stay liable"),
        Liable::Receiver => (receivers, "the one that exercises it is liable, and no other"),
        Liable::Each => (
            givers.union(&receivers).copied().collect(),
            "each stays liable for its own part",
        ),
        Liable::Jointly => (
            givers.union(&receivers).copied().collect(),
            "all of them are liable together",
        ),
    };
    let recorded = homes(&delegation.liable)?;
    if recorded == lawful {
        return None;
    }
    let assumed = power.statement.assumed("liable");
    let memory = power.validity.is_from_memory();
    let read = delegation.statement.any_assumed();
    let level = match () {
        // What a row says of liability is a reading where it was not found in the section itself.
        () if memory || assumed.is_some() => Level::Note,
        () => Level::Should,
    };
    let name = naming::arrangement("delegation", &delegation.key, &delegation.name);
    let message = format!(
        "{name} records {} as liable; under {} {words}: {}",
        naming::nodes(at, recorded.iter().copied()),
        citation(power),
        naming::nodes(at, lawful.iter().copied())
    );
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .label(delegation.statement.place, "recorded here")
        .remark(named(power));
    if let Some(why) = assumed {
        finding = finding.remark(format!(
            "who is liable under {} is not verified: {why}",
            citation(power)
        ));
    }
    if memory {
        finding = finding.remark(format!(
            "what is said of {} is from memory, not verified",
            citation(power)
        ));
    }
    if let Some(why) = read {
        finding = finding.remark(format!("the delegation is in part a reading: {why}"));
    }
    Some(finding.help(
        "record as `liable` whom the law makes so; what the parties agree among themselves, such as an indemnity, belongs in \
         the agreement. Check with your legal adviser",
    ))
}
