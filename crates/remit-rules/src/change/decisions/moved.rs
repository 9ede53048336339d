//! Decisions that others take than before.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::NodeId;
use remit_model::text::Text;

use super::super::becoming::Becoming;
use super::super::words::{nodes, verb};
use super::super::{Compared, Consequence};
use super::{Decision, doubled, named, shown, subject, who};
use crate::deciders::Decider;
use crate::rule::Rule;

/// Who decides no longer, by their ids before, and who does now and still does, by their ids after.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Hands {
    lost: Vec<NodeId>,
    gained: Vec<NodeId>,
    kept: Vec<NodeId>,
}

/// Tells of all of them: those that went the same way together.
pub(in super::super) fn moved(compared: &Compared<'_, '_>, rule: &'static Rule, found: &mut Vec<Consequence>) {
    let decisions = compared.decisions();
    let doubled: BTreeSet<&str> = doubled::of(compared, decisions)
        .iter()
        .map(|(decision, ..)| decision.function.key.as_str())
        .collect();
    let mut grouped: BTreeMap<Hands, Vec<&Decision<'_>>> = BTreeMap::new();
    for decision in decisions {
        let told = decision.after.is_empty() || doubled.contains(decision.function.key.as_str());
        let hands = hands(compared, decision);
        let same = hands.lost.is_empty() && hands.gained.is_empty();
        if !told && !same && !is_broken_delegation(compared, decision, &hands) {
            grouped.entry(hands).or_default().push(decision);
        }
    }
    if grouped.is_empty() {
        return;
    }
    let becoming = Becoming::new(compared);
    let cut = super::super::delegations::cut_after(compared);
    for (hands, moved) in grouped {
        let hands = without_cut(hands, &moved, &cut);
        found.push(Consequence::new(finding(compared, rule, &hands, &moved, &becoming)));
    }
}

fn hands(compared: &Compared<'_, '_>, decision: &Decision<'_>) -> Hands {
    let (before, after) = (who(&decision.before), who(&decision.after));
    let becomes = |id: &NodeId| compared.becomes(*id).map(|node| node.id());
    let still: Vec<NodeId> = before.iter().filter_map(becomes).collect();
    let lost = before
        .iter()
        .filter(|id| !becomes(id).is_some_and(|now| after.contains(&now)));
    let (kept, gained) = after.iter().partition(|&id| still.contains(id));
    Hands {
        lost: lost.copied().collect(),
        gained,
        kept,
    }
}

/// Of those who still decide, the ones whose delegation does not rest on what the change takes away: `onward-chain-cut` tells of
/// the others, and they don't decide it as before.
fn without_cut(mut hands: Hands, moved: &[&Decision<'_>], cut: &BTreeSet<&Text>) -> Hands {
    let stands = |id: &NodeId| {
        let deciders = moved.iter().flat_map(|decision| &decision.after);
        let mut own = deciders.filter(|decider| decider.id() == *id);
        own.any(|decider| match decider {
            Decider::Own(..) => true,
            Decider::Delegate(_, given) => !cut.contains(&given.key),
        })
    };
    hands.kept.retain(stands);
    hands
}

/// Whether all that differs is that somebody holds a delegation no longer that is still entered: `delegation-broken` says so.
fn is_broken_delegation(compared: &Compared<'_, '_>, decision: &Decision<'_>, hands: &Hands) -> bool {
    let entered = |key: &str| {
        let mut rows = compared.after.model().delegations.of(key);
        rows.any(|row| compared.after.in_force(&row.statement))
    };
    let mut lost = decision
        .before
        .iter()
        .filter(|decider| hands.lost.contains(&decider.id()));
    hands.gained.is_empty()
        && lost.all(|decider| match decider {
            Decider::Own(..) => false,
            Decider::Delegate(id, given) => compared.becomes(*id).is_none() && entered(&given.key),
        })
}

fn finding(
    compared: &Compared<'_, '_>,
    rule: &'static Rule,
    hands: &Hands,
    moved: &[&Decision<'_>],
    becoming: &Becoming<'_>,
) -> Finding {
    let functions = named(compared, moved);
    let lost = nodes(compared.before, &hands.lost);
    let (gained, kept) = (nodes(compared.after, &hands.gained), nodes(compared.after, &hands.kept));
    let decide = |ids: &[NodeId]| verb(ids.len(), "decides", "decide");
    let message = match (hands.lost.is_empty(), hands.gained.is_empty()) {
        (true, _) if hands.kept.is_empty() => format!("{gained} now {} {functions}", decide(&hands.gained)),
        (false, true) if hands.kept.is_empty() => format!("{lost} no longer {} {functions}", decide(&hands.lost)),
        (false, false) => format!(
            "{gained} {} {functions} now, and no longer {lost}",
            decide(&hands.gained)
        ),
        (true, _) => format!("{gained} now {} {functions} as well as {kept}", decide(&hands.gained)),
        (false, true) => format!(
            "{lost} no longer {} {functions}, which {kept} still {}",
            decide(&hands.lost),
            decide(&hands.kept)
        ),
    };
    let mut keys = moved.iter().map(|decision| subject(decision.function));
    let first = keys.next().unwrap_or_default();
    let mut finding = keys.fold(Finding::new(rule.name, Level::Should, first, message), Finding::key);
    finding = shown(
        finding.verdict(Verdict::Remark),
        moved,
        true,
        &hands.gained,
        "decided by this now",
    );
    finding = shown(finding, moved, false, &hands.lost, "decided by this before");
    if !hands.kept.is_empty() && !hands.lost.is_empty() && !hands.gained.is_empty() {
        finding = finding.remark(format!("{kept} {} it as before", decide(&hands.kept)));
    }
    for &id in &hands.lost {
        if let Some(change) = becoming.of(compared, id) {
            let name = compared.before.node(id).name();
            finding = finding.remark(format!("{name} {}", Becoming::words(change)));
        }
    }
    finding.help("amend the scheme of delegation and the terms of reference of both, and tell those who bring papers")
}
