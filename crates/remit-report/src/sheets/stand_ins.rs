//! What stands on a sheet for boxes of other sheets: themselves, as long as they are few.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::{Box, Change, Detail, Standing};

use super::part_sheet::{Placed, Splitting};
use super::parts::Member;
use crate::alt::{named_kinds, short};

/// So many are named where a box of another sheet stands for several.
const FEW: usize = 3;

/// The boxes of one stand-in, each with the number of its part.
pub(super) type Group<'a> = Vec<(usize, Member<'a>)>;

/// These boxes in at most so many groups, if need be all in one. The largest of one part and tier go together first, so
/// that a board on which many depend keeps its name.
pub(super) fn stand_ins<'a>(others: &BTreeMap<&str, (usize, Member<'a>)>, most: usize) -> Vec<Group<'a>> {
    if others.len() <= most {
        return others.values().map(|&other| vec![other]).collect();
    }
    let mut groups: BTreeMap<(usize, Option<usize>), Group<'a>> = BTreeMap::new();
    for &(part, member) in others.values() {
        groups
            .entry((part, Some(member.tier)))
            .or_default()
            .push((part, member));
    }
    if groups.len() <= most {
        return spread(groups.into_values().collect(), others.len(), most);
    }
    let mut by_part: BTreeMap<usize, Group<'a>> = BTreeMap::new();
    for &(part, member) in others.values() {
        by_part.entry(part).or_default().push((part, member));
    }
    if by_part.len() <= most {
        return by_part.into_values().collect();
    }
    vec![others.values().copied().collect()]
}

/// Takes the smallest groups apart again while there is room.
fn spread(mut groups: Vec<Group<'_>>, count: usize, most: usize) -> Vec<Group<'_>> {
    // In the order of size; groups of one size keep their order.
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut together = Vec::new();
    let mut shown = count;
    let mut rest = groups.into_iter();
    while shown > most {
        let Some(group) = rest.next() else {
            break;
        };
        shown = shown.saturating_sub(group.len()) + 1;
        together.push(group);
    }
    together.extend(rest.flat_map(|group| group.into_iter().map(|other| vec![other])));
    together
}

impl<'a> Splitting<'a> {
    /// What stands on one sheet for boxes of others, and says on which they are.
    pub(super) fn stand_in(&self, group: &[(usize, Member<'a>)], before: usize) -> Placed {
        let members: Vec<Member<'a>> = group.iter().map(|(_, member)| *member).collect();
        let (tier, mut drawn) = self.together(&members);
        let on: BTreeSet<usize> = group.iter().map(|(part, _)| before + part + 1).collect();
        let numbers: Vec<String> = on.iter().map(usize::to_string).collect();
        let word = if numbers.len() == 1 { "sheet" } else { "sheets" };
        drawn.see = Some(format!("{word} {}", crate::who::listed(&numbers)));
        // What it says stands there.
        drawn.details.clear();
        if (2..=FEW).contains(&members.len()) {
            let names = members.iter().map(|member| Detail::Line(short(&member.drawn.name)));
            drawn.details.extend(names);
        }
        (tier, drawn)
    }

    /// Several boxes as one, in the topmost of their tiers.
    pub(super) fn together(&self, members: &[Member<'a>]) -> Placed {
        let tier = members.iter().map(|member| member.tier).min().unwrap_or(0);
        if let [only] = members {
            return (tier, only.drawn.clone());
        }
        let boxes = || members.iter().map(|member| member.drawn);
        let first = boxes().next();
        let same = |of: fn(&Box) -> Option<usize>| {
            let value = first.and_then(of);
            value.filter(|_| boxes().all(|drawn| of(drawn) == value))
        };
        let count = boxes()
            .map(|drawn| drawn.collapsed.unwrap_or(1))
            .fold(0, usize::saturating_add);
        let changes: BTreeSet<Option<Change>> = boxes().map(|drawn| drawn.change).collect();
        let drawn = Box {
            key: self.new_key(first.map(|drawn| drawn.key.as_str()).unwrap_or_default()),
            name: format!("+{}", named_kinds(boxes())),
            lane: same(|drawn| drawn.lane),
            legal_person: boxes().all(|drawn| drawn.legal_person),
            post: boxes().all(|drawn| drawn.post),
            // In force where any of them is.
            standing: boxes().map(|drawn| drawn.standing).min().unwrap_or(Standing::InForce),
            many: true,
            collapsed: Some(count),
            highlighted: boxes().any(|drawn| drawn.highlighted),
            findings: boxes().map(|drawn| drawn.findings).fold(0, usize::saturating_add),
            change: match changes.first() {
                Some(change) if changes.len() == 1 => *change,
                _ => None,
            },
            ..Box::default()
        };
        (tier, drawn)
    }

    /// A key that no box has.
    fn new_key(&self, first: &str) -> String {
        let mut key = format!("{first}-and-more");
        while self.places.contains_key(key.as_str()) {
            key.push_str("-still");
        }
        key
    }
}
