//! Two names that are one name written in two ways.
//!
//! A name is looked at as its words, without case, punctuation and plural s. The number of a set of words is the sum of the
//! numbers of its words, so that their order does not count, and so that one word is exchanged for another by one
//! subtraction and one addition: no name is compared with all others, and no text is made for names that are like no other.

mod slips;

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, NodeId, NodeKind};

use crate::rule::{Check, Group, Rule};
use crate::wording::list;
use slips::Words;

pub(crate) static RULE: Rule = Rule {
    name: "near-same-names",
    group: Group::Structure,
    level: Level::Note,
    page: include_str!("near_same_names.md"),
    on: true,
    check: Check::Model(check),
};

/// Names that are alike are shown up to so many at a time.
const SHOWN: usize = 20;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for kind in [NodeKind::Organisation, NodeKind::Body, NodeKind::Post] {
        let named: Vec<NodeAt<'_, '_>> = at.nodes().filter(|node| node.kind() == kind).collect();
        let names: Vec<&str> = named.iter().map(|node| node.name().as_str()).collect();
        for (group, slip) in alike(&names) {
            let group = group.into_iter().map(|number| named[number]);
            let group: Vec<NodeAt<'_, '_>> = group.filter(is_one).collect();
            findings.extend(judge(&group, slip));
        }
    }
}

/// Whether the entry stands for one thing of the framework.
fn is_one(node: &NodeAt<'_, '_>) -> bool {
    node.many().is_none() && !node.is_external()
}

/// The groups of names that are alike and not the same, each in the order of the names given; and whether by a slip of the
/// pen.
fn alike(names: &[&str]) -> Vec<(Vec<usize>, bool)> {
    let words = Words::of(names);
    let mut groups = Groups::default();
    for numbers in [&words.sums, &words.joined] {
        let mut order: Vec<(u64, u32)> = numbers.iter().copied().zip(0..).collect();
        order.sort_unstable();
        for run in order.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            let first = run[0].1 as usize;
            if run.iter().any(|&(_, number)| names[number as usize] != names[first]) {
                run.iter().for_each(|&(_, number)| groups.join(first, number as usize));
            }
        }
    }
    let slips = words.slips(names);
    slips.iter().for_each(|&(one, other)| groups.join(one, other));
    let slipped: BTreeSet<usize> = slips.iter().map(|&(one, _)| groups.first(one)).collect();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for number in groups.joined() {
        members.entry(groups.first(number)).or_default().push(number);
    }
    members
        .into_iter()
        .map(|(first, group)| (group, slipped.contains(&first)))
        .collect()
}

/// Names that were found alike, joined to the first of them.
#[derive(Default)]
struct Groups(BTreeMap<usize, usize>);

impl Groups {
    fn first(&self, mut number: usize) -> usize {
        while let Some(&before) = self.0.get(&number).filter(|&&before| before != number) {
            number = before;
        }
        number
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one_first, other_first) = (self.first(one), self.first(other));
        let first = one_first.min(other_first);
        // Whoever is on the way now leads to the first at once, so that no way is long.
        for number in [one, other, one_first, other_first] {
            self.0.insert(number, first);
        }
    }

    fn joined(&self) -> Vec<usize> {
        self.0.keys().copied().collect()
    }
}

/// A finding about those of a group that may be one: not about those that are part of different organisations, each of
/// which names its own.
fn judge(group: &[NodeAt<'_, '_>], slip: bool) -> Vec<Finding> {
    let home = |node: &NodeAt<'_, '_>| -> Option<NodeId> { node.within().stated().map(|within| within.id()) };
    let mut at_home: BTreeMap<Option<NodeId>, Vec<NodeAt<'_, '_>>> = BTreeMap::new();
    for node in group {
        at_home.entry(home(node)).or_default().push(*node);
    }
    let homeless = at_home.remove(&None).unwrap_or_default();
    let mut findings = Vec::new();
    if at_home.is_empty() {
        findings.extend(report(homeless, slip));
    } else if let [only] = at_home.values().collect::<Vec<_>>().as_slice() {
        let mut all: Vec<NodeAt<'_, '_>> = (*only).clone();
        all.extend(homeless);
        all.sort_by_key(NodeAt::id);
        findings.extend(report(all, slip));
    } else {
        // Of whom the organisation is not known, it is not known either which of several the name belongs to.
        findings.extend(at_home.into_values().filter_map(|same| report(same, slip)));
    }
    findings
}

fn report(mut group: Vec<NodeAt<'_, '_>>, slip: bool) -> Option<Finding> {
    // Exactly the same name may be meant; one name written in two ways is not.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    group.retain(|node| seen.insert(node.name().as_str()));
    group.truncate(SHOWN);
    let [first, second, ..] = group.as_slice() else {
        return None;
    };
    let names: Vec<String> = group.iter().take(5).map(|node| format!("“{}”", node.name())).collect();
    let differ = if slip {
        "in one letter"
    } else {
        "only in how they are written"
    };
    let message = format!("{} are names that differ {differ}", list(&names));
    let mut finding = Finding::new(RULE.name, RULE.level, first.subject(), message).verdict(Verdict::Remark);
    for node in &group[1..] {
        finding = finding.key(node.subject());
    }
    finding = finding.label(first.place(), "").label(second.place(), "and this");
    for node in group.iter().skip(2).take(3) {
        finding = finding.label(node.place(), "and this");
    }
    Some(finding.help(
        "if they are one, keep one entry and one spelling; if they are two, give them names that readers can tell apart",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_alike(one: &str, other: &str) -> bool {
        let found = alike(&[one, "Something quite different", other]);
        found.iter().any(|(group, _)| *group == [0, 2])
    }

    #[test]
    fn one_name_in_two_ways_is_found() {
        for (one, other) in [
            ("Audit and Risk Committee", "Audit & Risk committee"),
            ("Audit and Risk Committee", "Risk and Audit Committee"),
            ("Children's Board", "Childrens Board"),
            ("Sub-Committee for Grants", "Subcommittee for Grants"),
            ("Partnership Board", "Partnerships Board"),
            ("Partnership Board", "Partnershpi Board"),
            ("Governance Committee", "Goverance Committee"),
            ("Comittee of Audit", "Committee of Audit"),
            ("Group 2 for Ward 3", "group 2, for Wards 3"),
        ] {
            assert!(are_alike(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn names_that_tell_things_apart_are_left_alone() {
        for (one, other) in [
            ("Locality Committee 1", "Locality Committee 2"),
            ("Locality Committee A", "Locality Committee B"),
            ("North Locality", "South Locality"),
            ("Western Partnership", "Eastern Partnership"),
            ("Ward A&B", "Ward A&C"),
            ("Group 2017x6 Programme", "Group 2017x7 Programme"),
            ("Board", "The Board"),
            ("Quality Committee", "Equality Committee"),
            ("Audit Committee", "Audit Committee"),
            ("Ward 2 Group 3", "Ward 3 Group 2"),
            ("Audit Committee", "Audit Sub-Committee"),
        ] {
            assert!(!are_alike(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn words_that_are_both_in_use_are_no_slips() {
        let names = ["Barton Surgery", "Barton Network", "Burton Surgery", "Burton Network"];
        assert_eq!(alike(&names), []);
        assert_eq!(alike(&names[..3]), [(vec![0, 2], true)]);
    }

    #[test]
    fn a_series_is_no_slip() {
        let names: Vec<String> = ('a'..='z').map(|letter| format!("Programme{letter} Board")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        // The plural of the word without a letter is not among them.
        assert_eq!(alike(&names), []);
    }
}
