//! The sheet of a part: its own boxes, and what stands for others.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::{Arrow, Box, Drawing, Tier};

use super::parts::{Member, Part};
use super::stand_ins::stand_ins;
use super::tree::Tree;

/// A drawing and the parts into which it falls.
pub(super) struct Splitting<'a> {
    pub(super) drawing: &'a Drawing,
    pub(super) tree: &'a Tree<'a>,
    pub(super) parts: &'a [Part<'a>],
    most: usize,
    /// Where each box is: part, and place in it.
    pub(super) places: BTreeMap<&'a str, (usize, Member<'a>)>,
}

/// A box on a sheet, with the number of its tier.
pub(super) type Placed = (usize, Box);

impl<'a> Splitting<'a> {
    pub(super) fn new(drawing: &'a Drawing, tree: &'a Tree<'a>, parts: &'a [Part<'a>], most: usize) -> Self {
        let mut places = BTreeMap::new();
        for (number, part) in parts.iter().enumerate() {
            for &member in &part.members {
                places.entry(member.drawn.key.as_str()).or_insert((number, member));
            }
        }
        Self {
            drawing,
            tree,
            parts,
            most,
            places,
        }
    }

    /// The sheet of a part: its own boxes, and what stands for those elsewhere that their lines lead to.
    pub(super) fn sheet(&self, part: usize, before: usize) -> (String, Drawing) {
        let Some(own) = self.parts.get(part) else {
            return (String::new(), Drawing::default());
        };
        let here = |key: &str| self.places.get(key).is_some_and(|(number, _)| *number == part);
        let mut others: BTreeMap<&str, (usize, Member<'a>)> = BTreeMap::new();
        for line in &self.drawing.lines {
            for (one, other) in [(&line.from, &line.to), (&line.to, &line.from)] {
                if here(one) && !here(other) {
                    others.extend(
                        self.places
                            .get_key_value(other.as_str())
                            .map(|(&key, &place)| (key, place)),
                    );
                }
            }
        }
        let mut boxes: Vec<Placed> = own
            .members
            .iter()
            .map(|member| (member.tier, member.drawn.clone()))
            .collect();
        let mut stands: BTreeMap<&str, String> = BTreeMap::new();
        for group in stand_ins(&others, (self.most / 3).max(1)) {
            let drawn = self.stand_in(&group, before);
            for (_, member) in &group {
                stands.insert(member.drawn.key.as_str(), drawn.1.key.clone());
            }
            boxes.push(drawn);
        }
        let sheet = self.drawn(boxes, &stands, false, |line| here(&line.from) || here(&line.to));
        (own.name.clone(), sheet)
    }

    /// The sheet with the tiers, columns and notes that it needs.
    pub(super) fn dressed(&self, boxes: Vec<Placed>, lines: Vec<Arrow>) -> Drawing {
        let used: BTreeSet<usize> = boxes.iter().filter_map(|(_, drawn)| drawn.lane).collect();
        let kept: Vec<usize> = used
            .into_iter()
            .filter(|&lane| lane < self.drawing.lanes.len())
            .collect();
        let mut tiers: BTreeMap<usize, Vec<Box>> = BTreeMap::new();
        for (tier, mut drawn) in boxes {
            drawn.lane = drawn.lane.and_then(|lane| kept.binary_search(&lane).ok());
            tiers.entry(tier).or_default().push(drawn);
        }
        let mut noted: BTreeSet<usize> = lines.iter().flat_map(|line| line.notes.iter().copied()).collect();
        noted.extend(tiers.values().flatten().flat_map(|drawn| drawn.notes.iter().copied()));
        let name = |tier| self.drawing.tiers.get(tier).map(|tier: &Tier| tier.name.clone());
        let tiers = tiers.into_iter().map(|(tier, mut boxes)| {
            boxes.sort_by_key(|drawn| drawn.lane.unwrap_or(usize::MAX));
            Tier {
                name: name(tier).unwrap_or_default(),
                boxes,
            }
        });
        Drawing {
            tiers: tiers.collect(),
            lines,
            lanes: kept
                .iter()
                .filter_map(|&lane| self.drawing.lanes.get(lane))
                .cloned()
                .collect(),
            notes: self
                .drawing
                .notes
                .iter()
                .filter(|note| noted.contains(&note.number))
                .cloned()
                .collect(),
            ..self.drawing.clone()
        }
    }
}
