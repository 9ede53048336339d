//! What stands under what: a committee under its board, the board under its organisation.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box, Drawing};

use super::parts::Member;

/// The boxes of a drawing, each under the one that it belongs to.
pub(super) struct Tree<'a> {
    /// What each box stands under.
    above: BTreeMap<&'a str, &'a str>,
    /// Those under which another stands.
    leading: BTreeSet<&'a str>,
    /// What boxes are called.
    names: BTreeMap<&'a str, &'a str>,
    /// All boxes, each with what stands under it behind it.
    order: Vec<Member<'a>>,
    /// Where each box stands in this order, and where that of the topmost box above it begins.
    at: BTreeMap<&'a str, (usize, usize)>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(drawing: &'a Drawing) -> Self {
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        let mut members: Vec<Member<'a>> = Vec::new();
        for (tier, named) in drawing.tiers.iter().enumerate() {
            for drawn in &named.boxes {
                names.entry(&drawn.key).or_insert(&drawn.name);
                members.push(Member { drawn, tier });
            }
        }
        let above = above(drawing, &names);
        let mut below: BTreeMap<&str, Vec<Member<'a>>> = BTreeMap::new();
        let mut tops = Vec::new();
        for &member in &members {
            match above.get(member.drawn.key.as_str()) {
                Some(&above) => below.entry(above).or_default().push(member),
                None => tops.push(member),
            }
        }
        // A box under which nothing stands comes before those that lead on: it stays with its own board.
        let leads_on = |member: &Member<'a>| below.contains_key(member.drawn.key.as_str());
        let mut order = Vec::with_capacity(members.len());
        let mut at: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for top in tops {
            let first = order.len();
            let mut rest = vec![top];
            while let Some(member) = rest.pop() {
                at.entry(&member.drawn.key).or_insert((order.len(), first));
                order.push(member);
                let mut under = below.get(member.drawn.key.as_str()).cloned().unwrap_or_default();
                under.sort_by_key(&leads_on);
                rest.extend(under.into_iter().rev());
            }
        }
        Self {
            leading: above.values().copied().collect(),
            above,
            names,
            order,
            at,
        }
    }

    /// All boxes, each with what stands under it behind it.
    pub(super) fn order(&self) -> &[Member<'a>] {
        &self.order
    }

    /// Where a box stands in this order, and where the topmost box above it does.
    pub(super) fn place(&self, key: &str) -> Option<(usize, usize)> {
        self.at.get(key).copied()
    }

    /// What a box stands under.
    pub(super) fn above(&self, drawn: &Box) -> Option<&'a str> {
        self.above.get(drawn.key.as_str()).copied()
    }

    /// Whether another stands under it.
    pub(super) fn leads(&self, drawn: &Box) -> bool {
        self.leading.contains(drawn.key.as_str())
    }

    /// What a box is called.
    pub(super) fn name(&self, key: &'a str) -> &'a str {
        self.names.get(key).copied().unwrap_or(key)
    }
}

/// What each box stands under: what it answers to, where that is of the same organisation or none is known; else what it is part
/// of; else what delegates to it.
fn above<'a>(drawing: &'a Drawing, names: &BTreeMap<&'a str, &'a str>) -> BTreeMap<&'a str, &'a str> {
    let drawn = |line: &&Arrow| {
        let there = |key: &str| names.contains_key(key);
        line.from != line.to && there(&line.from) && there(&line.to)
    };
    let lines = || drawing.lines.iter().filter(drawn);
    let mut within: BTreeMap<&str, &str> = BTreeMap::new();
    for line in lines().filter(|line| line.kind == Some(RelationKind::Within)) {
        within.entry(&line.from).or_insert(&line.to);
    }
    let up = |line: &&Arrow| line.upward && line.kind.is_some() && line.kind != Some(RelationKind::Within);
    // A board that answers to its organisation is drawn with that line only.
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for line in lines().filter(up) {
        first.entry(&line.from).or_insert(&line.to);
    }
    let is_of = |key: &'a str, organisation: &str| {
        let mut next = Some(key);
        let mut seen = BTreeSet::new();
        while let Some(key) = next.filter(|key| seen.insert(*key)) {
            if key == organisation {
                return true;
            }
            next = within.get(key).or_else(|| first.get(key)).copied();
        }
        false
    };
    let mut above: BTreeMap<&str, &str> = BTreeMap::new();
    for line in lines().filter(up) {
        let own = within.get(line.from.as_str());
        if own.is_none_or(|own| is_of(&line.to, own)) {
            add(&mut above, &line.from, &line.to);
        }
    }
    for (&part, &whole) in &within {
        add(&mut above, part, whole);
    }
    for line in lines().filter(|line| line.kind == Some(RelationKind::Delegation)) {
        add(&mut above, &line.to, &line.from);
    }
    above
}

/// Puts a box under another, unless it stands under one already, or that one under it.
fn add<'a>(above: &mut BTreeMap<&'a str, &'a str>, lower: &'a str, upper: &'a str) {
    let mut next = Some(upper);
    let mut seen = BTreeSet::new();
    while let Some(key) = next.filter(|key| seen.insert(*key)) {
        if key == lower {
            return;
        }
        next = above.get(key).copied();
    }
    above.entry(lower).or_insert(upper);
}
