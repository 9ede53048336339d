//! Which boxes go together on a sheet: those of a column, of an organisation or of a tier, whichever cuts fewest lines.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::drawing::{Box, Drawing};

use super::{FEWEST, names};

/// So often is a part halved that has no room on its sheet.
const HALVED: usize = 3;

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

/// The ways of cutting: by the first, what is still too large by the next, and so on.
const WAYS: [[By; 4]; 4] = [
    [By::Lane, By::Organisation, By::Tier, By::Above],
    [By::Organisation, By::Lane, By::Tier, By::Above],
    [By::Tier, By::Lane, By::Organisation, By::Above],
    [By::Above, By::Lane, By::Organisation, By::Tier],
];

/// The parts of a drawing, none of more than so many boxes; and none that has no room on its sheet, as long as it can be
/// halved.
pub(super) fn parts<'a>(drawing: &'a Drawing, most: usize, fit: impl Fn(&[Part<'a>]) -> Vec<bool>) -> Vec<Part<'a>> {
    let members = drawing
        .tiers
        .iter()
        .enumerate()
        .flat_map(|(tier, named)| named.boxes.iter().map(move |drawn| Member { drawn, tier }));
    let mut cutter = Cutter::new(drawing, most.max(1));
    let mut parts = cutter.parts(members.collect());
    for _ in 0..HALVED {
        let fit = fit(&parts);
        if fit.iter().all(|fits| *fits) {
            break;
        }
        let mut halved = Vec::new();
        for (part, fits) in parts.into_iter().zip(fit) {
            if fits || part.members.len() < FEWEST {
                halved.push(part);
            } else {
                cutter.most = part.members.len().div_ceil(2);
                halved.extend(cutter.parts(part.members));
            }
        }
        parts = halved;
    }
    names::give(&mut parts, &cutter);
    parts
}

/// Cuts a drawing.
pub(super) struct Cutter<'a> {
    /// The whole.
    pub(super) drawing: &'a Drawing,
    most: usize,
    /// The organisation that a box is part of, at the top.
    organisations: BTreeMap<&'a str, &'a str>,
    /// What a box leads up to, by its first line.
    above: BTreeMap<&'a str, &'a str>,
    /// What boxes are called.
    pub(super) names: BTreeMap<&'a str, &'a str>,
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

    /// These boxes in parts, by the way that serves them best.
    fn parts(&self, members: Vec<Member<'a>>) -> Vec<Part<'a>> {
        // A line that leads to another sheet costs the reader as much as a sheet more. The first of equals is taken.
        WAYS.iter()
            .map(|by| self.merged(self.cut(members.clone(), by)))
            .min_by_key(|parts| self.lines_cut(parts) + parts.len())
            .unwrap_or_default()
    }

    /// Cuts by the first way, what is still too large by the next, and what is too large for all into equal pieces.
    fn cut(&self, members: Vec<Member<'a>>, ways: &[By]) -> Vec<Vec<Member<'a>>> {
        if members.len() <= self.most {
            return vec![members];
        }
        let Some((&by, rest)) = ways.split_first() else {
            let pieces = members.len().div_ceil(self.most);
            let size = members.len().div_ceil(pieces);
            return members.chunks(size).map(<[_]>::to_vec).collect();
        };
        let mut groups: BTreeMap<(usize, &str), Vec<Member<'a>>> = BTreeMap::new();
        for member in members {
            groups.entry(self.group(&member, by)).or_default().push(member);
        }
        groups
            .into_values()
            .flat_map(|members| self.cut(members, rest))
            .collect()
    }

    fn group(&self, member: &Member<'a>, by: By) -> (usize, &'a str) {
        match by {
            By::Lane => (member.drawn.lane.unwrap_or(usize::MAX), ""),
            By::Tier => (member.tier, ""),
            By::Above => self.above(member).map_or((1, ""), |above| (0, above)),
            By::Organisation => self
                .organisation(member)
                .map_or((1, ""), |organisation| (0, organisation)),
        }
    }

    /// The organisation that a box is part of.
    pub(super) fn organisation(&self, member: &Member<'a>) -> Option<&'a str> {
        self.organisations.get(member.drawn.key.as_str()).copied()
    }

    /// What a box leads up to.
    pub(super) fn above(&self, member: &Member<'a>) -> Option<&'a str> {
        self.above.get(member.drawn.key.as_str()).copied()
    }

    /// Small pieces go together with their neighbours.
    fn merged(&self, pieces: Vec<Vec<Member<'a>>>) -> Vec<Part<'a>> {
        let mut parts: Vec<Vec<Member<'a>>> = Vec::new();
        for members in pieces {
            match parts.last_mut() {
                Some(so_far) if so_far.len() + members.len() <= self.most => so_far.extend(members),
                _ => parts.push(members),
            }
        }
        let parts = parts.into_iter().map(|mut members| {
            members.sort_by_key(|member| member.tier);
            Part {
                name: String::new(),
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
