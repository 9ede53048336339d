//! Decisions that one held, and several hold now.

use std::collections::BTreeMap;

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::NodeId;

use super::super::words::nodes;
use super::super::{Compared, Consequence};
use super::{Decision, named, shown, subject, who};
use crate::delegation::doubled_decision;
use crate::rule::Rule;

/// The keys of the functions of which several hold the decision after, and did not before; with who does.
pub(super) fn of<'d, 'm>(
    compared: &Compared<'_, 'm>,
    decisions: &'d [Decision<'m>],
) -> Vec<(&'d Decision<'m>, Vec<NodeId>, bool)> {
    let keys = |found: Vec<doubled_decision::Doubled<'m>>| -> BTreeMap<String, Vec<doubled_decision::Doubled<'m>>> {
        let mut by_key: BTreeMap<String, Vec<doubled_decision::Doubled<'m>>> = BTreeMap::new();
        for doubled in found {
            by_key
                .entry(doubled.function.key.to_string())
                .or_default()
                .push(doubled);
        }
        by_key
    };
    let after = keys(doubled_decision::decisions(compared.after));
    if after.is_empty() {
        return Vec::new();
    }
    let before = keys(doubled_decision::decisions(compared.before));
    let fresh = decisions.iter().filter_map(|decision| {
        let key = decision.function.key.as_str();
        let doubled = after.get(key).filter(|_| !before.contains_key(key))?;
        let mut holders: Vec<NodeId> = doubled.iter().flat_map(|one| one.holders.keys().copied()).collect();
        holders.sort_unstable();
        holders.dedup();
        let mut lines = doubled.iter().flat_map(|one| one.holders.values());
        let read = lines.any(|doing| {
            ["verb", "function"]
                .iter()
                .any(|key| doing.statement.assumed(key).is_some())
        });
        Some((decision, holders, read))
    });
    fresh.collect()
}

/// Whether it is a reading, who decided before, and who does after.
type Hands = (bool, Vec<NodeId>, Vec<NodeId>);

/// Tells of all of them: those with the same before and after together.
pub(in super::super) fn doubled(compared: &Compared<'_, '_>, rule: &'static Rule, found: &mut Vec<Consequence>) {
    let decisions = compared.decisions();
    let mut grouped: BTreeMap<Hands, Vec<&Decision<'_>>> = BTreeMap::new();
    for (decision, holders, read) in of(compared, decisions) {
        let group = (read, who(&decision.before), holders);
        grouped.entry(group).or_default().push(decision);
    }
    for ((read, before, holders), decisions) in grouped {
        let functions = named(compared, &decisions);
        let message = format!(
            "{} each decide {functions}, and nothing says which of them when: before, {} did",
            nodes(compared.after, &holders),
            nodes(compared.before, &before)
        );
        let (level, verdict) = match read {
            true => (Level::Should, Verdict::Remark),
            false => (Level::Must, Verdict::Broken),
        };
        let mut keys = decisions.iter().map(|decision| subject(decision.function));
        let first = keys.next().unwrap_or_default();
        let mut finding = keys.fold(Finding::new(rule.name, level, first, message), Finding::key);
        for &id in &holders {
            finding = finding.key(compared.after.node(id).subject());
        }
        let same = |id: &&NodeId| compared.was(**id).is_some_and(|was| before.contains(&was.id()));
        let (old, new): (Vec<NodeId>, Vec<NodeId>) = holders.iter().partition(same);
        finding = shown(finding.verdict(verdict), &decisions, true, &new, "decided by this now");
        finding = shown(finding, &decisions, true, &old, "and by this, as before");
        if read {
            finding = finding.remark("that they decide it is in part a reading");
        }
        found.push(Consequence::new(finding.help(
            "say what parts them: limits (`limit`), the area that each serves (`covers`), another verb for the one that only \
             recommends, or a delegation from the one to the other; or take it from the one who held it",
        )));
    }
}
