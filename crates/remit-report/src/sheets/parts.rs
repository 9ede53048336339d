//! Which boxes go together on a sheet: those of a column, of an organisation or of a tier, whichever cuts fewest lines.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::drawing::{Box, Drawing};

use crate::alt::short;
use crate::who::listed;

/// What those are called that belong to nothing that could name them.
const OTHERS: &str = "others";

/// More names than this are counted.
const MOST_NAMES: usize = 3;

/// A box, with the number of its tier.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'a> {
    /// The box.
    pub(super) drawn: &'a Box,
    /// The number of its tier.
    pub(super) tier: usize,
}

/// What goes on one sheet.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    /// What it is called.
    pub(super) name: String,
    /// Its boxes, in the order of the drawing.
    pub(super) members: Vec<Member<'a>>,
}

/// By what boxes go together.
#[derive(Debug, Clone, Copy)]
enum By {
    Lane,
    Organisation,
    /// What stands above it: a practice goes with those of the same board.
    Above,
    Tier,
}

/// The parts of a drawing, none of more than so many boxes.
pub(super) fn parts(drawing: &Drawing, most: usize) -> Vec<Part<'_>> {
    let members = drawing
        .tiers
        .iter()
        .enumerate()
        .flat_map(|(tier, named)| named.boxes.iter().map(move |drawn| Member { drawn, tier }));
    let members: Vec<Member<'_>> = members.collect();
    let cutter = Cutter::new(drawing, most.max(1));
    let ways = [
        [By::Lane, By::Organisation, By::Tier, By::Above],
        [By::Organisation, By::Lane, By::Tier, By::Above],
        [By::Tier, By::Lane, By::Organisation, By::Above],
        [By::Above, By::Lane, By::Organisation, By::Tier],
    ];
    // A line that leads to another sheet costs the reader as much as a sheet more. The first of equals is taken.
    ways.iter()
        .map(|by| cutter.merged(cutter.cut(Vec::new(), members.clone(), by)))
        .min_by_key(|parts| cutter.lines_cut(parts) + parts.len())
        .unwrap_or_default()
}

/// A part that was cut out, with what it is called on each level on which it was cut.
type Piece<'a> = (Vec<String>, Vec<Member<'a>>);

struct Cutter<'a> {
    drawing: &'a Drawing,
    most: usize,
    /// The organisation that a box is part of, at the top.
    organisations: BTreeMap<&'a str, &'a str>,
    /// What a box leads up to, by its first line.
    above: BTreeMap<&'a str, &'a str>,
    names: BTreeMap<&'a str, &'a str>,
}

impl<'a> Cutter<'a> {
    fn new(drawing: &'a Drawing, most: usize) -> Self {
        let boxes = || drawing.tiers.iter().flat_map(|tier| &tier.boxes);
        let mut above: BTreeMap<&str, &str> = BTreeMap::new();
        for line in drawing
            .lines
            .iter()
            .filter(|line| line.kind == Some(RelationKind::Within))
        {
            above.entry(&line.from).or_insert(&line.to);
        }
        let wholes: BTreeSet<&str> = above.values().copied().collect();
        let mut organisations = BTreeMap::new();
        for drawn in boxes() {
            let mut top = drawn.key.as_str();
            let mut seen = BTreeSet::new();
            while let Some(&next) = above.get(top).filter(|_| seen.insert(top)) {
                top = next;
            }
            if top != drawn.key || wholes.contains(top) {
                organisations.insert(drawn.key.as_str(), top);
            }
        }
        let mut up: BTreeMap<&str, &str> = BTreeMap::new();
        for line in drawing.lines.iter().filter(|line| line.upward && line.kind.is_some()) {
            up.entry(&line.from).or_insert(&line.to);
        }
        Self {
            drawing,
            most,
            organisations,
            above: up,
            names: boxes().map(|drawn| (drawn.key.as_str(), drawn.name.as_str())).collect(),
        }
    }

    /// Cuts by the first way, what is still too large by the next, and what is too large for all into equal pieces.
    fn cut(&self, name: Vec<String>, members: Vec<Member<'a>>, ways: &[By]) -> Vec<Piece<'a>> {
        if members.len() <= self.most {
            return vec![(name, members)];
        }
        let Some((&by, rest)) = ways.split_first() else {
            let pieces = members.len().div_ceil(self.most);
            let size = members.len().div_ceil(pieces);
            let chunks = members.chunks(size).zip(1..);
            return chunks
                .map(|(chunk, number)| {
                    let mut name = name.clone();
                    name.push(format!("part {number}"));
                    (name, chunk.to_vec())
                })
                .collect();
        };
        let mut groups: BTreeMap<(usize, &str), Vec<Member<'a>>> = BTreeMap::new();
        for member in members {
            groups.entry(self.group(&member, by)).or_default().push(member);
        }
        if groups.len() == 1 {
            return groups
                .into_values()
                .flat_map(|members| self.cut(name.clone(), members, rest))
                .collect();
        }
        let mut pieces = Vec::new();
        for ((number, key), members) in groups {
            let mut name = name.clone();
            name.push(self.name(by, number, key));
            pieces.extend(self.cut(name, members, rest));
        }
        pieces
    }

    fn group(&self, member: &Member<'a>, by: By) -> (usize, &'a str) {
        match by {
            By::Lane => (member.drawn.lane.unwrap_or(usize::MAX), ""),
            By::Tier => (member.tier, ""),
            By::Above => match self.above.get(member.drawn.key.as_str()) {
                Some(above) => (0, above),
                None => (1, ""),
            },
            By::Organisation => match self.organisations.get(member.drawn.key.as_str()) {
                Some(organisation) => (0, organisation),
                None => (1, ""),
            },
        }
    }

    fn name(&self, by: By, number: usize, key: &str) -> String {
        let tier = || self.drawing.tiers.get(number).map(|tier| tier.name.as_str());
        let (name, without) = match by {
            By::Lane => (self.drawing.lanes.get(number).map(String::as_str), "without a column"),
            By::Tier => (tier(), "without a tier"),
            By::Above | By::Organisation => (
                (number == 0).then(|| self.names.get(key).copied().unwrap_or(key)),
                OTHERS,
            ),
        };
        match name.map(short) {
            Some(name) if !name.is_empty() => name,
            _ => without.to_owned(),
        }
    }

    /// Small pieces go together with their neighbours.
    fn merged(&self, pieces: Vec<Piece<'a>>) -> Vec<Part<'a>> {
        let mut sheets: Vec<(Vec<Vec<String>>, Vec<Member<'a>>)> = Vec::new();
        for (mut name, members) in pieces {
            // "Others" says nothing where something else does.
            if name.iter().any(|word| word != OTHERS) {
                name.retain(|word| word != OTHERS);
            }
            match sheets.last_mut() {
                Some((names, so_far)) if so_far.len() + members.len() <= self.most => {
                    names.push(name);
                    so_far.extend(members);
                }
                _ => sheets.push((vec![name], members)),
            }
        }
        let parts = sheets.into_iter().map(|(names, mut members)| {
            members.sort_by_key(|member| member.tier);
            Part {
                name: together(&names),
                members,
            }
        });
        parts.collect()
    }

    fn lines_cut(&self, parts: &[Part<'_>]) -> usize {
        let mut sheet: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, part) in parts.iter().enumerate() {
            for member in &part.members {
                sheet.entry(&member.drawn.key).or_insert(number);
            }
        }
        let lines = self.drawing.lines.iter();
        lines
            .filter(
                |line| match (sheet.get(line.from.as_str()), sheet.get(line.to.as_str())) {
                    (Some(from), Some(to)) => from != to,
                    _ => false,
                },
            )
            .count()
    }
}

/// What several pieces are called together: by what is common to all, and what each adds to it.
fn together(names: &[Vec<String>]) -> String {
    let Some(first) = names.first() else {
        return String::new();
    };
    let common = (0..first.len())
        .take_while(|&level| names.iter().all(|name| name.get(level) == first.get(level)))
        .count();
    let mut own: Vec<String> = Vec::new();
    for name in names {
        let words = name.get(common..).unwrap_or_default().join(" ");
        if !words.is_empty() && !own.contains(&words) {
            own.push(words);
        }
    }
    if own.len() > MOST_NAMES {
        let more = own.len() - (MOST_NAMES - 1);
        own.truncate(MOST_NAMES - 1);
        own.push(format!("{more} more"));
    }
    let mut all: Vec<String> = first.iter().take(common).cloned().collect();
    if !own.is_empty() {
        all.push(listed(&own));
    }
    all.join(", ")
}
