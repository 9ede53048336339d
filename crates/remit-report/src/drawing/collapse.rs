//! Several boxes put together into one: "+12 practices".

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::{Arrow, Box};
use remit_model::model::{AsAt, Choice, NodeId, NodeKind, Selector};

use super::shown::chosen;
use super::{Drawable, Placed};

/// Puts together what the choice says. What is not in force keeps boxes of its own, so that it is never hidden among what is.
pub(super) fn collapse(at: &AsAt<'_>, choice: &Choice, placed: &mut Vec<Placed>, lines: &mut Vec<Drawable>) {
    if choice.collapse.is_empty() {
        return;
    }
    // Of each node the number of the group that it goes into.
    let mut group: BTreeMap<NodeId, usize> = BTreeMap::new();
    let alone: BTreeSet<NodeId> = placed
        .iter()
        .filter(|placed| placed.drawn.standing.is_in_force())
        .flat_map(|placed| placed.ids.iter().copied())
        .collect();
    for (number, selector) in choice.collapse.iter().enumerate() {
        let meant = chosen(at, selector).into_iter();
        let free: Vec<NodeId> = meant
            .filter(|id| alone.contains(id) && !group.contains_key(id))
            .collect();
        if free.len() > 1 {
            group.extend(free.into_iter().map(|id| (id, number)));
        }
    }
    let mut members: BTreeMap<usize, Vec<Placed>> = BTreeMap::new();
    let mut kept = Vec::new();
    for placed in placed.drain(..) {
        match placed.ids.first().and_then(|id| group.get(id)) {
            Some(&number) => members.entry(number).or_default().push(placed),
            None => kept.push(placed),
        }
    }
    let mut of_group: BTreeMap<usize, (String, usize)> = BTreeMap::new();
    for (number, members) in members {
        if let Some(selector) = choice.collapse.get(number) {
            let one = one(at, selector, members);
            of_group.insert(number, (one.drawn.key.clone(), one.ids.len()));
            kept.push(one);
        }
    }
    *placed = kept;
    *lines = reattached(std::mem::take(lines), |id| {
        group.get(&id).and_then(|number| of_group.get(number))
    });
}

/// The box that stands for several.
fn one(at: &AsAt<'_>, selector: &Selector, members: Vec<Placed>) -> Placed {
    let mut tiers: BTreeMap<usize, usize> = BTreeMap::new();
    for member in &members {
        *tiers.entry(member.tier).or_default() += 1;
    }
    let most = tiers.values().max().copied().unwrap_or(0);
    // The tier of most of them, and the upper one of two.
    let tier = tiers
        .iter()
        .find(|(_, count)| **count == most)
        .map_or(0, |(tier, _)| *tier);
    let all = |is: fn(&Box) -> bool| members.iter().all(|member| is(&member.drawn));
    Placed {
        tier,
        drawn: Box {
            key: selector.written(at.model()),
            name: name(at, selector, &members),
            legal_person: all(|drawn| drawn.legal_person),
            post: all(|drawn| drawn.post),
            many: true,
            unsettled: members.iter().any(|member| member.drawn.unsettled),
            assumed: all(|drawn| drawn.assumed),
            collapsed: Some(members.len()),
            findings: members.iter().map(|member| member.drawn.findings).sum(),
            ..Box::default()
        },
        entries: members
            .iter()
            .flat_map(|member| member.entries.iter().copied())
            .collect(),
        ids: members.into_iter().flat_map(|member| member.ids).collect(),
    }
}

/// "+12 programme boards".
fn name(at: &AsAt<'_>, selector: &Selector, members: &[Placed]) -> String {
    let count = members.len();
    let mut kinds: Vec<NodeKind> = members
        .iter()
        .flat_map(|member| &member.ids)
        .map(|&id| at.node(id).kind())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let what = match kinds.as_slice() {
        [NodeKind::Organisation] => "organisations",
        [NodeKind::Body] => "bodies",
        [NodeKind::Post] => "posts",
        _ => "others",
    };
    let first = members.first().and_then(|member| member.ids.first());
    let written = selector.written(at.model());
    let word = written.split_once(':').map_or("", |(_, word)| word).replace('-', " ");
    match selector {
        Selector::Form(_) => match first.and_then(|&id| at.node(id).form().stated()) {
            Some(form) => format!("+{count} {}", plural(&form.name)),
            None => format!("+{count} {what}"),
        },
        Selector::Tier(tier) => {
            let tier = at.tier_name(*tier as usize).unwrap_or_default();
            format!("+{count} {what} at the level {tier}")
        }
        Selector::Lane(lane) => {
            let lane = at.lane_name(*lane as usize).unwrap_or_default();
            format!("+{count} {what} among {lane}")
        }
        Selector::Within(organisation) => format!("+{count} {what} of {}", at.node(*organisation).name()),
        // A label that reads as a plural is what they are called: "practices".
        Selector::Tag(_) if word.ends_with('s') => format!("+{count} {word}"),
        Selector::Tag(_) => format!("+{count} {what} ({word})"),
        Selector::Node(_) => format!("+{count} {what}"),
    }
}

/// The name of a form for several: "Committee of the council" as "committees of the council".
pub(super) fn plural(form: &str) -> String {
    let form = form.split(" (").next().unwrap_or(form);
    let joints = [" of ", " in ", " to ", " under ", " between ", " for "];
    let head = joints.iter().filter_map(|joint| form.find(joint)).min();
    let (head, rest) = form.split_at(head.unwrap_or(form.len()));
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let head = match head.strip_suffix('y') {
        Some(stem) if !stem.ends_with(vowel) => format!("{stem}ies"),
        _ if head.ends_with("ss") || head.ends_with('x') || head.ends_with("ch") => format!("{head}es"),
        _ if head.ends_with('s') => head.to_owned(),
        _ => format!("{head}s"),
    };
    let mut letters = head.chars();
    let first = letters.next();
    // "NHS trusts" keeps its capitals.
    let small = letters.clone().next().is_some_and(char::is_lowercase);
    let first = first.map(|c| {
        if small {
            c.to_lowercase().to_string()
        } else {
            c.to_string()
        }
    });
    format!("{}{}{rest}", first.unwrap_or_default(), letters.as_str())
}

/// A line that stands for several.
struct Merged {
    /// Its number among the lines that are kept.
    number: usize,
    /// The nodes at either end of which it is true.
    ends: [BTreeSet<NodeId>; 2],
    /// How many the box at either end stands for.
    sizes: [usize; 2],
}

impl Merged {
    /// Of how many a line is true that is not true of all: "2 of 3". Where the boxes at both ends stand for several, both are
    /// told, the acting end first, or nobody could say of which of them it is meant: "2 of 3 to all 4".
    fn part(&self) -> Option<String> {
        let ends = || self.ends.iter().map(BTreeSet::len).zip(self.sizes);
        if ends().all(|(meant, size)| meant >= size) {
            return None;
        }
        let several = ends().filter(|(_, size)| *size > 1);
        let told = several.map(|(meant, size)| match meant < size {
            true => format!("{meant} of {size}"),
            false => format!("all {size}"),
        });
        Some(told.collect::<Vec<_>>().join(" to "))
    }
}

/// What makes lines between the same boxes one line.
type Alike = (String, String, Option<&'static str>, String, u8, bool);

/// The lines, led to the boxes that stand for several; those that say the same become one, with how many it is true of.
fn reattached<'g>(lines: Vec<Drawable>, group: impl Fn(NodeId) -> Option<&'g (String, usize)>) -> Vec<Drawable> {
    let mut kept: Vec<Drawable> = Vec::new();
    let mut merged: BTreeMap<Alike, Merged> = BTreeMap::new();
    for line in lines {
        let ends = [group(line.from), group(line.to)];
        if ends == [None, None] {
            kept.push(line);
            continue;
        }
        let [from, to] = ends.map(|end| end.map(|(key, _)| key.clone()));
        let from = from.unwrap_or_else(|| line.arrow.from.clone());
        let to = to.unwrap_or_else(|| line.arrow.to.clone());
        if from == to {
            continue;
        }
        let alike = (
            from.clone(),
            to.clone(),
            line.arrow.kind.map(|kind| kind.word()),
            line.arrow.label.clone(),
            line.arrow.standing as u8,
            line.arrow.assumed,
        );
        let sizes = ends.map(|end| end.map_or(1, |(_, size)| *size));
        let one = merged.entry(alike).or_insert_with(|| {
            kept.push(Drawable {
                arrow: Arrow {
                    from,
                    to,
                    ..line.arrow.clone()
                },
                from: line.from,
                to: line.to,
                entries: BTreeSet::new(),
                document: line.document.clone(),
            });
            Merged {
                number: kept.len() - 1,
                ends: Default::default(),
                sizes,
            }
        });
        one.ends[0].insert(line.from);
        one.ends[1].insert(line.to);
        if let Some(one) = kept.get_mut(one.number) {
            one.arrow.unsettled |= line.arrow.unsettled;
            one.entries.extend(line.entries);
        }
    }
    for one in merged.into_values() {
        if let (Some(part), Some(line)) = (one.part(), kept.get_mut(one.number)) {
            line.arrow.label.push_str(&format!(" ({part})"));
        }
    }
    kept
}
