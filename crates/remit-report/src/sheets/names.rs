//! What the sheets of a drawing are called: after what is on them, as long as that tells one sheet from the others.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::{Box, Drawing};

use super::parts::{Member, Part};
use super::tree::Tree;
use crate::alt::{named_kinds, short};
use crate::who::listed;

/// A longer name is no name for a sheet.
const LONGEST: usize = 72;

/// So many are named side by side.
const NAMED: usize = 3;

/// What bodies are called by the last word of their names: one, and several.
const KINDS: [(&str, &str); 12] = [
    ("board", "boards"),
    ("committee", "committees"),
    ("council", "councils"),
    ("forum", "forums"),
    ("group", "groups"),
    ("network", "networks"),
    ("panel", "panels"),
    ("partnership", "partnerships"),
    ("practice", "practices"),
    ("subcommittee", "subcommittees"),
    ("team", "teams"),
    ("trust", "trusts"),
];

/// Gives each part a name that no other has.
pub(super) fn give(parts: &mut [Part<'_>], drawing: &Drawing, tree: &Tree<'_>) {
    let whole = Whole::new(drawing, tree);
    let candidates: Vec<Vec<String>> = parts.iter().map(|part| whole.candidates(&part.members)).collect();
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

/// What several boxes of an overview are called together.
pub(super) fn of_group(members: &[Member<'_>], tree: &Tree<'_>) -> String {
    let (after_most, after_few) = family(members, tree);
    let name = after_most.into_iter().chain(after_few).find(|name| is_fit(name));
    name.unwrap_or_else(|| named_kinds(members.iter().map(|member| member.drawn)))
}

/// "8 committees", "12 organisations and bodies".
pub(super) fn kinds<'a>(boxes: &[&'a Box]) -> String {
    // "Forum 9" is a forum.
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    let last = |drawn: &&'a Box| drawn.name.split_whitespace().rfind(is_word).map(str::to_lowercase);
    let kind = common(boxes.iter().map(last)).and_then(|word| {
        KINDS
            .into_iter()
            .find(|(one, several)| [*one, *several].contains(&word.as_str()))
    });
    // What stands for several, or is an organisation, is counted as what it is.
    let plain = boxes.iter().all(|drawn| !drawn.many && drawn.collapsed.is_none());
    match kind.filter(|_| plain) {
        Some((one, _)) if boxes.len() == 1 => format!("1 {one}"),
        Some((_, several)) => format!("{} {several}", boxes.len()),
        None => named_kinds(boxes.iter().copied()),
    }
}

fn is_fit(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= LONGEST
}

/// The drawing, as far as names need it.
struct Whole<'d, 'a> {
    drawing: &'d Drawing,
    tree: &'d Tree<'a>,
    /// How many boxes there are in each column, and how many without one.
    lanes: BTreeMap<Option<usize>, usize>,
}

impl<'d, 'a> Whole<'d, 'a> {
    fn new(drawing: &'d Drawing, tree: &'d Tree<'a>) -> Self {
        let mut lanes: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        for drawn in drawing.tiers.iter().flat_map(|tier| &tier.boxes) {
            *lanes.entry(drawn.lane).or_default() += 1;
        }
        Self { drawing, tree, lanes }
    }

    /// What a part could be called, the best first.
    fn candidates(&self, members: &[Member<'a>]) -> Vec<String> {
        let lane = self.lanes(members);
        let tier = self.tiers(members);
        let and =
            |one: &Option<String>, other: &Option<String>| Some(format!("{}, {}", one.as_ref()?, other.as_ref()?));
        // A part that is all of a column or of a tier is called like it.
        let mut all = vec![
            lane.clone().filter(|_| self.is_all_of_lanes(members)),
            tier.clone().filter(|_| self.is_all_of_tiers(members)),
        ];
        let (after_most, after_few) = family(members, self.tree);
        all.extend(after_most.into_iter().map(Some));
        all.extend([and(&lane, &tier), tier, lane]);
        all.extend(after_few.into_iter().map(Some));
        all.into_iter().flatten().filter(|name| is_fit(name)).collect()
    }

    fn is_all_of_lanes(&self, members: &[Member<'_>]) -> bool {
        let own: BTreeSet<Option<usize>> = members.iter().map(|member| member.drawn.lane).collect();
        let there: usize = own.iter().filter_map(|lane| self.lanes.get(lane)).sum();
        there == members.len()
    }

    fn is_all_of_tiers(&self, members: &[Member<'_>]) -> bool {
        let own: BTreeSet<usize> = members.iter().map(|member| member.tier).collect();
        let boxes = own.iter().filter_map(|&tier| self.drawing.tiers.get(tier));
        boxes.map(|tier| tier.boxes.len()).sum::<usize>() == members.len()
    }

    /// "Commissioners and Joint".
    fn lanes(&self, members: &[Member<'_>]) -> Option<String> {
        let lanes: Option<BTreeSet<usize>> = members.iter().map(|member| member.drawn.lane).collect();
        let names: Option<Vec<String>> = lanes?
            .into_iter()
            .map(|lane| self.drawing.lanes.get(lane).map(|name| short(name)))
            .collect();
        names
            .filter(|names| (1..=2).contains(&names.len()))
            .map(|names| listed(&names))
    }

    /// "Borough", "Borough and Programme", "London to Borough".
    fn tiers(&self, members: &[Member<'_>]) -> Option<String> {
        let tiers: BTreeSet<usize> = members.iter().map(|member| member.tier).collect();
        let name = |tier: &usize| self.drawing.tiers.get(*tier).map(|tier| short(&tier.name));
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
}

/// What boxes are called by what stands under what, the best first: "Sample CCG: Governing Body and 3 committees", "North Trust
/// and South Trust", "Board: Practice A to Practice M". Apart from these, what names only a few of them.
fn family(members: &[Member<'_>], tree: &Tree<'_>) -> (Vec<String>, Vec<String>) {
    let keys: BTreeSet<&str> = members.iter().map(|member| member.drawn.key.as_str()).collect();
    let above = |member: &&Member<'_>| tree.above(member.drawn).filter(|above| keys.contains(above));
    let leading: BTreeSet<&str> = members.iter().filter_map(|member| above(&member)).collect();
    let leads = |member: &Member<'_>| leading.contains(member.drawn.key.as_str());
    let name = |member: &Member<'_>| short(&member.drawn.name);
    let tops: Vec<&Member<'_>> = members.iter().filter(|member| above(member).is_none()).collect();
    if let [top] = tops.as_slice() {
        let rest = members.iter().filter(|member| member.drawn.key != top.drawn.key);
        let rest: Vec<&Member<'_>> = rest.collect();
        return (under_one(top, &rest, leads), Vec::new());
    }
    let heads: Vec<&Member<'_>> = tops.iter().copied().filter(|member| leads(member)).collect();
    if !heads.is_empty() {
        let alone = tops.len() - heads.len();
        let names = some(&heads.into_iter().map(name).collect::<Vec<_>>(), tops.len());
        return if alone * 2 > members.len() {
            (Vec::new(), names)
        } else {
            (names, Vec::new())
        };
    }
    let names: Vec<String> = tops.iter().map(|member| name(member)).collect();
    let boxes: Vec<&Box> = tops.iter().map(|member| member.drawn).collect();
    let mut all = Vec::new();
    if let Some(above) = common(tops.iter().map(|member| tree.above(member.drawn))) {
        let above = short(tree.name(above));
        if let (true, [first, .., last]) = (names.is_sorted() && names.len() > 2, names.as_slice()) {
            all.push(format!("{above}: {first} to {last}"));
        }
        all.push(format!("{above}: {}", kinds(&boxes)));
    } else if let Some(above) = tops
        .iter()
        .map(|member| tree.above(member.drawn))
        .collect::<Option<Vec<_>>>()
    {
        let mut all_above: Vec<String> = Vec::new();
        for above in above {
            let name = short(tree.name(above));
            if !all_above.contains(&name) {
                all_above.push(name);
            }
        }
        let under = some(&all_above, all_above.len()).into_iter();
        all.extend(under.map(|above| format!("{above}: {}", kinds(&boxes))));
    }
    let names = some(&names, names.len());
    if tops.len() > NAMED { (all, names) } else { (names, all) }
}

/// What one and all that stands under it is called.
fn under_one(top: &Member<'_>, rest: &[&Member<'_>], leads: impl Fn(&Member<'_>) -> bool) -> Vec<String> {
    let name = short(&top.drawn.name);
    let boxes: Vec<&Box> = rest.iter().map(|member| member.drawn).collect();
    let heads: Vec<&&Member<'_>> = rest.iter().filter(|member| leads(member)).collect();
    let mut all = Vec::new();
    match (boxes.as_slice(), heads.as_slice()) {
        ([], _) => all.push(name),
        ([only], _) => all.push(format!("{name}: {}", short(&only.name))),
        (_, [head]) => {
            let others: Vec<&Box> = boxes
                .iter()
                .copied()
                .filter(|drawn| drawn.key != head.drawn.key)
                .collect();
            all.push(format!("{name}: {} and {}", short(&head.drawn.name), kinds(&others)));
            all.push(format!("{name}: {}", kinds(&boxes)));
        }
        _ => all.push(format!("{name}: {}", kinds(&boxes))),
    }
    if !rest.is_empty() {
        all.push(short(&top.drawn.name));
    }
    all
}

/// As many of these names as make a name, and how many more there are of so many.
fn some(names: &[String], count: usize) -> Vec<String> {
    let most = names.len().min(NAMED);
    let some = (1..=most).rev().map(|shown| {
        let mut listing: Vec<String> = names.iter().take(shown).cloned().collect();
        if count > shown {
            listing.push(format!("{} more", count - shown));
        }
        listed(&listing)
    });
    some.collect()
}

/// What all have in common.
fn common<T: PartialEq>(mut all: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = all.next()??;
    all.all(|other| other.as_ref() == Some(&first)).then_some(first)
}
