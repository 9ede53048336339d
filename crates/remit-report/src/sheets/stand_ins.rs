//! What stands on a sheet for boxes of other sheets: themselves, as long as they are few.

use std::collections::BTreeMap;

use super::parts::Member;

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
