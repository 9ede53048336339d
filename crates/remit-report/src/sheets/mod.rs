//! A drawing that is too large for one page, as several: an overview, in which each part is a few boxes, and a sheet for each
//! part, with references both ways.

mod names;
mod notes;
mod parts;
mod stand_ins;
mod tables;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box, Change, Detail, Drawing, Standing, Tier};

use crate::alt::{alt, named_kinds, short};
use notes::{add_notes, without_notes};
use parts::{Member, Part, parts};
use stand_ins::stand_ins;
use tables::tables;

/// A sheet of fewer boxes than these is not worth its paper.
const FEWEST: usize = 6;

/// Where an overview has more lines than so many for each of its boxes, only the main ones are drawn.
const LINES_A_BOX: usize = 2;

/// So many are named where a box of another sheet stands for several.
const FEW: usize = 3;

/// What fits a page, as the caller sees it.
type Fits<'f> = &'f dyn Fn(&Drawing) -> bool;

/// The drawing on several sheets: first an overview, then a sheet for each part, of at most so many boxes. Where a line
/// leads to another sheet, a box stands for what is there. The entries of the log go on a sheet of their own, and parts are
/// made smaller, if that makes all sheets fit. A drawing that fits comes back as it is.
pub fn sheets(drawing: &Drawing, most: usize, fits: Fits<'_>) -> Vec<Drawing> {
    // Ways of splitting share many of their sheets: none is tried twice.
    let tried: RefCell<BTreeMap<String, bool>> = RefCell::default();
    let fits = &|sheet: &Drawing| {
        let written = format!("{sheet:?}");
        let known = tried.borrow().get(&written).copied();
        known.unwrap_or_else(|| {
            let fits = fits(sheet);
            tried.borrow_mut().insert(written, fits);
            fits
        })
    };
    if fits(drawing) {
        return vec![drawing.clone()];
    }
    let named = match &drawing.matrix {
        Some(matrix) => tables(drawing, matrix, most, fits),
        None => best(drawing, most, fits),
    };
    let count = named.len();
    if count < 2 {
        return vec![drawing.clone()];
    }
    let sheets = named.into_iter().zip(1..).map(|((name, mut sheet), number)| {
        let name = if name.is_empty() {
            String::new()
        } else {
            format!(": {name}")
        };
        sheet.title = format!("{} ({number} of {count}{name})", drawing.title.trim_end());
        sheet.alt = alt(&sheet);
        sheet
    });
    sheets.collect()
}

/// The first way of splitting by which all sheets fit; or the one by which fewest don't, and of these the one with fewest
/// sheets.
fn best(drawing: &Drawing, most: usize, fits: Fits<'_>) -> Vec<(String, Drawing)> {
    let mut sizes = vec![most, most * 2 / 3, most / 2, most / 3];
    sizes.retain(|&size| size >= FEWEST);
    if sizes.is_empty() {
        sizes.push(most.max(2));
    }
    let apart = !drawing.notes.is_empty();
    let mut best: Option<(usize, Vec<(String, Drawing)>)> = None;
    let whole = |drawing: &Drawing| vec![("drawing".to_owned(), drawing.clone())];
    let bare = without_notes(drawing);
    // What needs the fewest sheets comes first; of the ways of one size, the better is taken.
    let mut ways: Vec<(bool, Option<usize>)> = vec![(true, None)];
    ways.extend(sizes.iter().flat_map(|&size| [(false, Some(size)), (true, Some(size))]));
    let ways: Vec<_> = ways.into_iter().filter(|(without, _)| apart || !without).collect();
    for (number, &(without, size)) in ways.iter().enumerate() {
        // Sheets that hold their own entries are better than a list, as long as they are hardly more.
        let few = |sheets: usize| size.is_some_and(|size| sheets <= count(drawing).div_ceil(size * 2 / 3) + 2);
        if without
            && best
                .as_ref()
                .is_some_and(|(bad, sheets)| *bad == 0 && few(sheets.len()))
        {
            break;
        }
        let given = if without { &bare } else { drawing };
        let mut sheets = match size {
            Some(size) => split(given, size, fits),
            None => whole(given),
        };
        if without {
            add_notes(drawing, &mut sheets, fits);
        }
        let bad = sheets.iter().filter(|(_, sheet)| !fits(sheet)).count();
        let better = |(other, than): &(usize, Vec<_>)| (bad, sheets.len()) < (*other, than.len());
        // Not to be split, and still too large, is no way.
        if (size.is_some() || bad == 0) && best.as_ref().is_none_or(better) {
            best = Some((bad, sheets));
        }
        let of_this_size = ways.get(number + 1).is_some_and(|next| next.1 == size);
        if !of_this_size && best.as_ref().is_some_and(|(bad, _)| *bad == 0) {
            break;
        }
    }
    best.map(|(_, sheets)| sheets).unwrap_or_default()
}

fn count(drawing: &Drawing) -> usize {
    drawing.tiers.iter().map(|tier| tier.boxes.len()).sum()
}

/// Each sheet with its name. Sheets of an overview that is itself too large come first, so that their numbers hold.
fn split(drawing: &Drawing, most: usize, fits: Fits<'_>) -> Vec<(String, Drawing)> {
    let boxes = count(drawing);
    // A third of a sheet is left to what stands for other sheets. There are two parts at least.
    let largest = (most * 2 / 3).min(boxes.div_ceil(2)).max(1);
    let parts = parts(drawing, largest, |parts| {
        let splitting = Splitting::new(drawing, parts, most);
        let sheets = (0..parts.len()).map(|part| splitting.sheet(part, 1).1);
        sheets.map(|sheet| fits(&sheet)).collect()
    });
    if parts.len() < 2 {
        return vec![("overview".to_owned(), drawing.clone())];
    }
    let splitting = Splitting::new(drawing, &parts, most);
    let plain = |before| splitting.overview(Overview::PLAIN, before);
    let way = Overview::ALL.into_iter().find(|way| {
        let overview = splitting.overview(*way, 1);
        let clear = way.main || overview.lines.len() <= LINES_A_BOX * count(&overview);
        clear && count(&overview) <= most && fits(&overview)
    });
    let again = count(&plain(1)) > most && count(&plain(1)) < boxes;
    let mut sheets = match way {
        Some(way) => vec![("overview".to_owned(), splitting.overview(way, 1))],
        // With fewer boxes each time, this comes to an end.
        None if again => {
            let before = split(&plain(1), most, fits).len();
            // Its boxes name the sheets that come after all of its own.
            split(&plain(before), most, fits).into_iter().map(of_overview).collect()
        }
        None => vec![("overview".to_owned(), plain(1))],
    };
    let before = sheets.len();
    sheets.extend((0..parts.len()).map(|part| splitting.sheet(part, before)));
    sheets
}

fn of_overview((name, sheet): (String, Drawing)) -> (String, Drawing) {
    match name.as_str() {
        "overview" => (name, sheet),
        name => (format!("overview of {name}"), sheet),
    }
}

/// How an overview puts together what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Overview {
    /// Whether a box stands for all of a part in one tier, and not for all of a part.
    by_tier: bool,
    /// How many it names of those that a box stands for.
    named: usize,
    /// Whether only the lines of the main kinds are drawn.
    main: bool,
}

impl Overview {
    const fn new(by_tier: bool, named: usize, main: bool) -> Self {
        Self { by_tier, named, main }
    }

    /// The one that says least.
    const PLAIN: Self = Self::new(false, 0, true);

    /// From the one that says most.
    const ALL: [Self; 7] = [
        Self::new(true, 6, false),
        Self::new(false, 6, false),
        Self::new(false, 3, false),
        Self::new(false, 0, false),
        Self::new(false, 6, true),
        Self::new(false, 3, true),
        Self::PLAIN,
    ];
}

/// Whether lines of a kind are drawn where there is no room for all: who answers to whom, who oversees whom, what is
/// delegated, and what is missing.
fn is_main(kind: Option<RelationKind>) -> bool {
    matches!(
        kind,
        None | Some(RelationKind::AnswersTo | RelationKind::Oversees | RelationKind::Delegation)
    )
}

/// A drawing and the parts into which it falls.
struct Splitting<'a> {
    drawing: &'a Drawing,
    parts: &'a [Part<'a>],
    most: usize,
    /// Where each box is: part, and place in it.
    places: BTreeMap<&'a str, (usize, Member<'a>)>,
}

/// A box on a sheet, with the number of its tier.
type Placed = (usize, Box);

impl<'a> Splitting<'a> {
    fn new(drawing: &'a Drawing, parts: &'a [Part<'a>], most: usize) -> Self {
        let mut places = BTreeMap::new();
        for (number, part) in parts.iter().enumerate() {
            for &member in &part.members {
                places.entry(member.drawn.key.as_str()).or_insert((number, member));
            }
        }
        Self {
            drawing,
            parts,
            most,
            places,
        }
    }

    /// The whole, in which a box stands for many.
    fn overview(&self, way: Overview, before: usize) -> Drawing {
        let mut groups: BTreeMap<(usize, Option<usize>), Vec<Member<'a>>> = BTreeMap::new();
        for (number, part) in self.parts.iter().enumerate() {
            for &member in &part.members {
                let tier = way.by_tier.then_some(member.tier);
                groups.entry((number, tier)).or_default().push(member);
            }
        }
        let mut stands: BTreeMap<&str, String> = BTreeMap::new();
        let mut boxes = Vec::new();
        for ((part, _), members) in &groups {
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

    /// The sheet of a part: its own boxes, and what stands for those elsewhere that their lines lead to.
    fn sheet(&self, part: usize, before: usize) -> (String, Drawing) {
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

    /// One box for all of these, of one part. One that is alone is drawn as it is.
    fn standing_for(&self, members: &[Member<'a>], part: usize, before: usize, named: usize) -> Placed {
        let see = format!("sheet {}", before + part + 1);
        let (tier, mut drawn) = self.together(members);
        if members.len() > 1 {
            drawn.details = vec![Detail::Line(named_kinds(members.iter().map(|member| member.drawn)))];
            drawn.name = self.parts.get(part).map(|part| part.name.clone()).unwrap_or_default();
            drawn.details.extend(names(members, named));
        }
        drawn.see = Some(see);
        (tier, drawn)
    }

    /// What stands on one sheet for boxes of others, and says on which they are.
    fn stand_in(&self, group: &[(usize, Member<'a>)], before: usize) -> Placed {
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
    fn together(&self, members: &[Member<'a>]) -> Placed {
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

    /// The sheet with these boxes, and the lines that belong on it: those that look alike between the same two become one.
    fn drawn(
        &self,
        boxes: Vec<Placed>,
        stands: &BTreeMap<&str, String>,
        plain: bool,
        wanted: impl Fn(&Arrow) -> bool,
    ) -> Drawing {
        let end = |key: &str| stands.get(key).cloned().unwrap_or_else(|| key.to_owned());
        let sizes = sizes(stands);
        let mut lines: Vec<(Arrow, Together)> = Vec::new();
        let mut alike: BTreeMap<Looks, usize> = BTreeMap::new();
        for line in self.drawing.lines.iter().filter(|line| wanted(line)) {
            let mut line = line.clone();
            let itself = line.from == line.to;
            let ends = [line.from.clone(), line.to.clone()];
            let moved = [&line.from, &line.to].map(|key| end(key));
            let changed = moved[0] != line.from || moved[1] != line.to;
            [line.from, line.to] = moved;
            // What leads from a box to itself only because both its ends went into it stands on their own sheet.
            if line.from == line.to && !itself {
                continue;
            }
            if let Some(kind) = line.kind.filter(|_| plain && changed) {
                line.label = kind.words().to_owned();
                line.notes.clear();
                line.unsettled = false;
            }
            let looks = changed.then(|| looks(&line, plain));
            match looks
                .as_ref()
                .and_then(|looks| alike.get(looks))
                .and_then(|&at| lines.get_mut(at))
            {
                Some((so_far, together)) => {
                    together.add(ends);
                    so_far.highlighted |= line.highlighted;
                    so_far.unsettled |= line.unsettled;
                    so_far.assumed &= line.assumed;
                    so_far.notes.append(&mut line.notes);
                }
                None => {
                    alike.extend(looks.map(|looks| (looks, lines.len())));
                    let mut together = Together::default();
                    together.add(ends);
                    lines.push((line, together));
                }
            }
        }
        let lines: Vec<Arrow> = lines
            .into_iter()
            .map(|(mut line, together)| {
                if let Some(more) = more(&line, &together, &sizes, plain) {
                    line.label = format!("{} ({more})", line.label).trim_start().to_owned();
                }
                if together.count > 1 {
                    line.notes.sort_unstable();
                    line.notes.dedup();
                }
                line
            })
            .collect();
        self.dressed(boxes, lines)
    }

    /// The sheet with the tiers, columns and notes that it needs.
    fn dressed(&self, boxes: Vec<Placed>, lines: Vec<Arrow>) -> Drawing {
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

/// For how many boxes of other sheets each box stands, as its name counts them.
fn sizes<'s>(stands: &'s BTreeMap<&str, String>) -> BTreeMap<&'s str, usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for stand in stands.values() {
        *sizes.entry(stand).or_default() += 1;
    }
    sizes
}

/// How many lines one stands for; and where what it says is true of only some of those that a box stands for, of how many:
/// "1 of 3", and at both ends "1 of 3 to 2 of 5". An overview says how many lines there are, and no more.
fn more(line: &Arrow, together: &Together, sizes: &BTreeMap<&str, usize>, plain: bool) -> Option<String> {
    let size = |key: &String| sizes.get(key.as_str()).copied();
    let parts = together
        .ends
        .iter()
        .zip([&line.from, &line.to])
        .filter_map(|(end, key)| {
            let size = size(key)?;
            let meant = end.len();
            (meant < size).then(|| format!("{meant} of {size}"))
        });
    let parts: Vec<String> = parts.collect();
    let count = together.count;
    let lines = match count {
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    };
    let single = together.ends.iter().any(|end| end.len() == 1);
    match parts.as_slice() {
        [] => (count > 1).then_some(lines),
        _ if plain => Some(lines),
        [part] if single => Some(part.clone()),
        _ if count == 1 => Some(parts.join(" to ")),
        _ => Some(format!("{lines}, {}", parts.join(" to "))),
    }
}

/// What one line on a sheet stands for.
#[derive(Debug, Default)]
struct Together {
    /// How many lines.
    count: usize,
    /// The boxes at either end of them.
    ends: [BTreeSet<String>; 2],
}

impl Together {
    fn add(&mut self, ends: [String; 2]) {
        self.count += 1;
        for (so_far, end) in self.ends.iter_mut().zip(ends) {
            so_far.insert(end);
        }
    }
}

/// The first of those that a box stands for, and how many more there are.
fn names(members: &[Member<'_>], most: usize) -> Vec<Detail> {
    if most == 0 {
        return Vec::new();
    }
    // "And 1 more" takes as much room as its name.
    let shown = if members.len() > most + 1 { most } else { members.len() };
    let mut names: Vec<Detail> = members
        .iter()
        .take(shown)
        .map(|member| Detail::Bullet(short(&member.drawn.name)))
        .collect();
    if members.len() > shown {
        names.push(Detail::Line(format!("and {} more", members.len() - shown)));
    }
    names
}

/// What makes two lines look alike.
type Looks = (
    String,
    String,
    Option<RelationKind>,
    String,
    Standing,
    [bool; 3],
    Option<Change>,
);

fn looks(line: &Arrow, plain: bool) -> Looks {
    (
        line.from.clone(),
        line.to.clone(),
        line.kind,
        line.label.clone(),
        line.standing,
        [line.upward, line.assumed && !plain, line.unsettled && !plain],
        line.change,
    )
}

#[cfg(test)]
mod tests;
