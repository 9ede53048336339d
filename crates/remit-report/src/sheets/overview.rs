//! The overview: the whole drawing, in which a box stands for many and names the sheet that shows them.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::drawing::{Box, Detail, Drawing};

use super::names::{kinds, of_group};
use super::part_sheet::{Placed, Splitting};
use super::parts::Member;
use super::tree::Tree;
use crate::alt::short;

/// For what a box of an overview stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    /// One on which others depend, or all that stand under the same one and lead no further.
    Siblings,
    /// One with all that stands under it.
    Family,
    /// All of a part in one tier.
    Tier,
    /// All of a part.
    Part,
}

/// How an overview puts together what it shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Overview {
    /// For what its boxes stand.
    grain: Grain,
    /// How many it names of those that a box stands for.
    named: usize,
    /// Whether only the lines of the main kinds are drawn.
    pub(super) main: bool,
}

impl Overview {
    const fn new(grain: Grain, named: usize, main: bool) -> Self {
        Self { grain, named, main }
    }

    /// The one that says least.
    pub(super) const PLAIN: Self = Self::new(Grain::Part, 0, true);

    /// From the one that says most.
    pub(super) const ALL: [Self; 19] = [
        Self::new(Grain::Siblings, 6, false),
        Self::new(Grain::Siblings, 3, false),
        Self::new(Grain::Siblings, 0, false),
        Self::new(Grain::Family, 6, false),
        Self::new(Grain::Family, 3, false),
        Self::new(Grain::Family, 0, false),
        Self::new(Grain::Tier, 3, false),
        Self::new(Grain::Tier, 0, false),
        Self::new(Grain::Siblings, 3, true),
        Self::new(Grain::Siblings, 0, true),
        Self::new(Grain::Family, 3, true),
        Self::new(Grain::Family, 0, true),
        Self::new(Grain::Tier, 0, true),
        Self::new(Grain::Part, 6, false),
        Self::new(Grain::Part, 3, false),
        Self::new(Grain::Part, 0, false),
        Self::new(Grain::Part, 6, true),
        Self::new(Grain::Part, 3, true),
        Self::PLAIN,
    ];

    /// How many boxes it has at most, where a sheet has so many: an overview that is as full as its sheets is none.
    pub(super) fn most(self, most: usize) -> usize {
        match self.grain {
            Grain::Siblings | Grain::Family => most * 2 / 3,
            Grain::Tier | Grain::Part => most,
        }
    }
}

/// Whether lines of a kind are drawn where there is no room for all: who answers to whom, who oversees whom, what is
/// delegated, and what is missing.
fn is_main(kind: Option<RelationKind>) -> bool {
    matches!(
        kind,
        None | Some(RelationKind::AnswersTo | RelationKind::Oversees | RelationKind::Delegation)
    )
}

impl<'a> Splitting<'a> {
    /// The whole, in which a box stands for many.
    pub(super) fn overview(&self, way: Overview, before: usize) -> Drawing {
        let mut groups: BTreeMap<(usize, usize, &str), Vec<Member<'a>>> = BTreeMap::new();
        for (number, part) in self.parts.iter().enumerate() {
            for &member in &part.members {
                let (tier, key) = self.group(number, member, way.grain);
                groups.entry((number, tier, key)).or_default().push(member);
            }
        }
        let mut stands: BTreeMap<&str, String> = BTreeMap::new();
        let mut boxes = Vec::new();
        for ((part, ..), members) in &groups {
            let drawn = self.standing_for(members, *part, before, way.named);
            for member in members {
                stands.entry(member.drawn.key.as_str()).or_insert(drawn.1.key.clone());
            }
            boxes.push(drawn);
        }
        // A box that stands for several columns would stand under the heading of one.
        if boxes.iter().any(|(_, drawn)| drawn.lane.is_none()) {
            boxes.iter_mut().for_each(|(_, drawn)| drawn.lane = None);
        }
        let mut overview = self.drawn(boxes, &stands, true, |line| !way.main || is_main(line.kind));
        if way.main && self.drawing.lines.iter().any(|line| !is_main(line.kind)) {
            overview
                .subtitle
                .push_str("; lines of other kinds are on the other sheets");
        }
        overview
    }

    /// By what a box goes into one of the overview: a tier and a key.
    fn group(&self, part: usize, member: Member<'a>, grain: Grain) -> (usize, &'a str) {
        let above = self.tree.above(member.drawn).unwrap_or_default();
        match grain {
            Grain::Siblings if self.tree.leads(member.drawn) => (member.tier, &member.drawn.key),
            Grain::Siblings => (member.tier, above),
            Grain::Family => {
                let top = self.top(part, member);
                // What stands alone goes with its like.
                let alone = top.drawn.key == member.drawn.key && !self.leads_here(part, member);
                (top.tier, if alone { above } else { &top.drawn.key })
            }
            Grain::Tier => (member.tier, ""),
            Grain::Part => (0, ""),
        }
    }

    /// The topmost box above this one, as far as they are in the same part.
    fn top(&self, part: usize, member: Member<'a>) -> Member<'a> {
        let mut top = member;
        // No tree is higher than it has boxes.
        for _ in 0..self.places.len() {
            let above = self.tree.above(top.drawn).and_then(|key| self.places.get(key));
            match above {
                Some((number, above)) if *number == part => top = *above,
                _ => break,
            }
        }
        top
    }

    /// Whether a box of the same part stands under this one.
    fn leads_here(&self, part: usize, member: Member<'a>) -> bool {
        let members = self.parts.get(part).map(|part| part.members.as_slice());
        let mut others = members.unwrap_or_default().iter();
        others.any(|other| self.tree.above(other.drawn) == Some(member.drawn.key.as_str()))
    }

    /// One box for all of these, of one part. One that is alone is drawn as it is.
    fn standing_for(&self, members: &[Member<'a>], part: usize, before: usize, named: usize) -> Placed {
        let see = format!("sheet {}", before + part + 1);
        let (tier, mut drawn) = self.together(members);
        if members.len() > 1 {
            let boxes: Vec<_> = members.iter().map(|member| member.drawn).collect();
            let whole = self.parts.get(part).filter(|part| part.members.len() == members.len());
            drawn.name = match whole {
                Some(part) => part.name.clone(),
                None => of_group(members, self.tree),
            };
            drawn.details.clear();
            // What the name counts or names is not said again.
            let kinds = kinds(&boxes);
            let is_said = |drawn: &Box, name: &str| name.contains(&short(&drawn.name));
            if !boxes.iter().all(|other| is_said(other, &drawn.name)) {
                if !drawn.name.ends_with(&kinds) {
                    drawn.details.push(Detail::Line(kinds));
                }
                drawn.details.extend(names(members, named, self.tree));
            }
        }
        // What it says, and what the log says of it, stands on its own sheet.
        if members.len() == 1 {
            drawn.details.clear();
            drawn.notes.clear();
            drawn.unsettled = false;
        }
        drawn.see = Some(see);
        (tier, drawn)
    }
}

/// The first of those that a box stands for, and how many more there are: those under which others stand, or what stands under the
/// only one of these, which the name of the box names.
fn names(members: &[Member<'_>], most: usize, tree: &Tree<'_>) -> Vec<Detail> {
    if most == 0 {
        return Vec::new();
    }
    let keys: BTreeSet<&str> = members.iter().map(|member| member.drawn.key.as_str()).collect();
    let above = |member: &Member<'_>| tree.above(member.drawn).filter(|above| keys.contains(above));
    let leading: BTreeSet<&str> = members.iter().filter_map(above).collect();
    let (heads, others): (Vec<&Member<'_>>, Vec<&Member<'_>>) = members
        .iter()
        .partition(|member| above(member).is_none() && leading.contains(member.drawn.key.as_str()));
    let listed = match heads.as_slice() {
        [_] => others,
        _ => heads.into_iter().chain(others).collect(),
    };
    // "And 1 more" takes as much room as its name.
    let shown = if listed.len() > most + 1 { most } else { listed.len() };
    let mut names: Vec<Detail> = listed
        .iter()
        .take(shown)
        .map(|member| Detail::Bullet(short(&member.drawn.name)))
        .collect();
    if listed.len() > shown {
        names.push(Detail::Line(format!("and {} more", listed.len() - shown)));
    }
    names
}
