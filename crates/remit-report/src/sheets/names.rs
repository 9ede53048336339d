//! What the sheets of a drawing are called: after an organisation, a column or the tiers that they show, as long as that tells
//! one sheet from the others.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::{Cutter, Part};
use crate::alt::short;
use crate::who::listed;

/// A longer name is no name for a sheet.
const LONGEST: usize = 60;

/// Gives each part a name that no other has.
pub(super) fn give(parts: &mut [Part<'_>], cutter: &Cutter<'_>) {
    let candidates: Vec<Vec<String>> = parts.iter().map(|part| candidates(part, cutter)).collect();
    let mut shared: BTreeMap<&String, usize> = BTreeMap::new();
    for own in &candidates {
        for name in own.iter().collect::<BTreeSet<_>>() {
            *shared.entry(name).or_default() += 1;
        }
    }
    let mut numbered: BTreeMap<&str, usize> = BTreeMap::new();
    for (part, own) in parts.iter_mut().zip(&candidates) {
        let alone = |name: &&String| shared.get(name) == Some(&1);
        part.name = match own.iter().find(alone) {
            Some(name) => name.clone(),
            None => {
                let name = own.first().map_or("", String::as_str);
                let number = numbered.entry(name).or_default();
                *number += 1;
                let comma = if name.is_empty() { "" } else { ", " };
                format!("{name}{comma}part {number}")
            }
        };
    }
}

/// What a part could be called, the best first.
fn candidates(part: &Part<'_>, cutter: &Cutter<'_>) -> Vec<String> {
    let names = |key: &str| short(cutter.names.get(key).copied().unwrap_or(key));
    let organisation = common(part.members.iter().map(|member| cutter.organisation(member))).map(names);
    let lane = lanes(part, cutter);
    let tier = tiers(part, cutter);
    let and = |one: &Option<String>, other: &Option<String>| Some(format!("{}, {}", one.as_ref()?, other.as_ref()?));
    // The one that all others lead up to may be among them.
    let above = common(part.members.iter().filter_map(|member| {
        let others = part.members.iter().filter_map(|other| cutter.above(other));
        let top = others.into_iter().any(|above| above == member.drawn.key);
        (!top).then(|| cutter.above(member))
    }))
    .map(names);
    let both = and(&organisation, &lane);
    let all = [
        organisation.clone(),
        lane.clone(),
        both,
        and(&lane, &tier),
        and(&organisation, &tier),
        tier,
        above,
    ];
    let fit = |name: &String| !name.is_empty() && name.chars().count() <= LONGEST;
    all.into_iter().flatten().filter(fit).collect()
}

/// What all have in common.
fn common<'a>(mut all: impl Iterator<Item = Option<&'a str>>) -> Option<&'a str> {
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

/// "Commissioners and Joint".
fn lanes(part: &Part<'_>, cutter: &Cutter<'_>) -> Option<String> {
    let lanes: Option<BTreeSet<usize>> = part.members.iter().map(|member| member.drawn.lane).collect();
    let names: Option<Vec<String>> = lanes?
        .into_iter()
        .map(|lane| cutter.drawing.lanes.get(lane).map(|name| short(name)))
        .collect();
    names
        .filter(|names| (1..=2).contains(&names.len()))
        .map(|names| listed(&names))
}

/// "Borough", "Borough and Programme", "London to Borough".
fn tiers(part: &Part<'_>, cutter: &Cutter<'_>) -> Option<String> {
    let tiers: BTreeSet<usize> = part.members.iter().map(|member| member.tier).collect();
    let name = |tier: &usize| cutter.drawing.tiers.get(*tier).map(|tier| short(&tier.name));
    let mut names: Vec<String> = tiers.iter().filter_map(name).filter(|name| !name.is_empty()).collect();
    if names.len() < tiers.len() {
        return names.is_empty().then(|| "without a tier".to_owned());
    }
    Some(match names.len() {
        0..=2 => listed(&names),
        _ => {
            let last = names.pop().unwrap_or_default();
            format!("{} to {last}", names.swap_remove(0))
        }
    })
}
