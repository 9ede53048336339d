//! What stands in the way of a sum that a delegation's own limit covers: limits only shrink along a chain, nobody gives what they do not
//! hold on the day, a vacant post decides nothing, and what a check finds against the delegation counts.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, Money, NodeId};
use remit_model::page::sentence;
use remit_rules::{lets_decide, limit_in_words};

use super::Sum;
use crate::who::{in_force, listed};

/// The rules that say already that whoever gives doesn't hold so much.
const ON_GIVERS: [&str; 3] = ["ended-party", "excess-limit", "outlives-delegation"];

/// By what somebody decides a function.
struct Entry<'m> {
    limit: Option<&'m Money>,
    /// Who gives it; nobody where it is decided in its own right.
    from: &'m [NodeId],
    in_force: bool,
}

impl Entry<'_> {
    /// Whether so much may be given by it. That it begins only above some sum keeps nobody from giving what lies below to somebody else.
    fn reaches(&self, sum: &Sum) -> bool {
        let limit = self.limit.filter(|limit| limit.currency.as_str() == sum.currency);
        self.in_force
            && limit
                .and_then(|limit| limit.amount)
                .is_none_or(|most| sum.amount <= most)
    }
}

/// Who holds so much of a function that it can be given on.
pub(super) struct Holding<'v, 'm> {
    at: &'v AsAt<'m>,
    entries: BTreeMap<NodeId, Vec<Entry<'m>>>,
    able: BTreeSet<NodeId>,
    /// What a check finds that must be resolved, by what it is about.
    found: BTreeMap<&'v str, Vec<&'v Finding>>,
}

impl<'v, 'm> Holding<'v, 'm> {
    pub(super) fn new(at: &'v AsAt<'m>, key: &str, sum: &Sum, findings: &'v [Finding]) -> Self {
        let mut entries: BTreeMap<NodeId, Vec<Entry<'m>>> = BTreeMap::new();
        for (node, does, status) in at.doings_of(key) {
            if does.effect == Some(Effect::Decide) {
                entries.entry(node.id()).or_default().push(Entry {
                    limit: does.limit.as_ref(),
                    from: &[],
                    in_force: in_force(&status),
                });
            }
        }
        for (given, status) in at.delegations() {
            let Some(to) = &given.to else { continue };
            if given.functions.iter().any(|function| function == key) && lets_decide(at, given) {
                entries.entry(to.value).or_default().push(Entry {
                    limit: given.limit.as_ref(),
                    from: &given.from,
                    in_force: in_force(&status),
                });
            }
        }
        let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.level == Level::Must) {
            found.entry(finding.subject()).or_default().push(finding);
        }
        // Whose function it is needs nobody to give it.
        let function = at.model().functions.get(key);
        let whose = function.map(|function| function.of.iter().copied().collect());
        let mut holding = Self {
            at,
            entries,
            able: whose.unwrap_or_default(),
            found,
        };
        holding.spread(sum);
        holding
    }

    /// From those who hold it in their own right, delegation by delegation, to all who hold it from them. Whoever stands in a circle that
    /// nobody gives anything is never reached.
    fn spread(&mut self, sum: &Sum) {
        // Of each delegation that reaches the sum: to whom, and how many of those who give it are not known to hold it.
        let mut waiting: Vec<(NodeId, usize)> = Vec::new();
        let mut gives: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        let mut reached: Vec<NodeId> = self.able.iter().copied().collect();
        for (&to, entries) in &self.entries {
            for entry in entries.iter().filter(|entry| entry.reaches(sum)) {
                let from: BTreeSet<NodeId> = entry.from.iter().map(|&giver| self.holder(giver)).collect();
                if from.is_empty() {
                    reached.push(to);
                }
                for &giver in &from {
                    gives.entry(giver).or_default().push(waiting.len());
                    // Nothing is entered of it: that is no reason to doubt what it gives.
                    if !self.entries.contains_key(&giver) {
                        reached.push(giver);
                    }
                }
                waiting.push((to, from.len()));
            }
        }
        let mut told: BTreeSet<NodeId> = BTreeSet::new();
        while let Some(holder) = reached.pop() {
            if !told.insert(holder) {
                continue;
            }
            for &number in gives.get(&holder).map_or(&[][..], Vec::as_slice) {
                if let Some((to, left)) = waiting.get_mut(number) {
                    *left = left.saturating_sub(1);
                    if *left == 0 {
                        reached.push(*to);
                    }
                }
            }
        }
        self.able.extend(told);
    }

    /// Who it is that holds what somebody gives: a body or post of which nothing is entered gives what its organisation holds.
    fn holder(&self, giver: NodeId) -> NodeId {
        if self.entries.contains_key(&giver) {
            return giver;
        }
        let within = self.at.node(giver).within();
        within.stated().map_or(giver, |within| within.id())
    }

    /// What stands in the way of somebody who decides in their own right.
    pub(super) fn of_holder(&self, holder: NodeId) -> Option<String> {
        let node = self.at.node(holder);
        let mut tenures = node.tenures().into_iter();
        let held = tenures.find(|tenure| in_force(&tenure.status));
        let vacant = held.is_some_and(|tenure| tenure.person.is_none());
        vacant.then(|| format!("{} is vacant", node.name()))
    }

    /// What stands in the way of a delegation, in words; nothing where nothing does.
    pub(super) fn of_delegation(&self, given: &Delegation) -> Option<String> {
        let mut all: Vec<String> = given.to.iter().filter_map(|to| self.of_holder(to.value)).collect();
        let subject = format!("delegation.{}", given.key);
        let found = self.found.get(subject.as_str()).map_or(&[][..], Vec::as_slice);
        all.extend(found.iter().map(|finding| finding.message.clone()));
        let is_said = found.iter().any(|finding| ON_GIVERS.contains(&finding.rule));
        for &giver in given.from.iter().filter(|_| !is_said) {
            let holder = self.holder(giver);
            if self.able.contains(&holder) {
                continue;
            }
            let name = self.at.node(holder).name();
            let entries = self.entries.get(&holder).map_or(&[][..], Vec::as_slice);
            let limits = entries
                .iter()
                .filter(|entry| entry.in_force)
                .filter_map(|entry| entry.limit);
            let limits: Vec<String> = limits.map(limit_in_words).collect();
            all.push(match limits.as_slice() {
                _ if entries.iter().all(|entry| !entry.in_force) => {
                    format!("{name}, which gives it, holds nothing of it on this day")
                }
                [] => format!("{name}, which gives it, doesn't itself hold so much of it"),
                limits => format!("{name}, which gives it, holds it {}", listed(limits)),
            });
        }
        (!all.is_empty()).then(|| sentence(&all.join("; ")))
    }
}
