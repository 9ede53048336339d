//! A drawing that is too large for one page, as several: an overview, in which each part is a few boxes, and a sheet for each
//! part, with references both ways.

mod parts;
mod stand_ins;

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box, Change, Detail, Drawing, Matrix, Standing, Tier};

use crate::alt::{alt, named_kinds};
use parts::{Member, Part, parts};
use stand_ins::stand_ins;

/// The drawing on several sheets of at most about so many boxes: first an overview, then a sheet for each part. Where a
/// line leads to another sheet, a box stands for what is there. A drawing that is small enough comes back as it is.
pub fn sheets(drawing: &Drawing, most: usize) -> Vec<Drawing> {
    let named = match &drawing.matrix {
        Some(matrix) => tables(drawing, matrix, most),
        None => split(drawing, most),
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

/// A table in pieces that a page can hold, each with all headings.
fn tables(drawing: &Drawing, matrix: &Matrix, most: usize) -> Vec<(String, Drawing)> {
    let wide = (most / 2).max(2);
    let columns: Vec<usize> = (0..matrix.columns.len()).collect();
    let mut sheets = Vec::new();
    for columns in columns.chunks(wide) {
        for rows in matrix.rows.chunks(most.max(1)) {
            let cell = |cells: &Vec<String>, column: &usize| cells.get(*column).cloned().unwrap_or_default();
            let piece = Matrix {
                corner: matrix.corner.clone(),
                columns: columns
                    .iter()
                    .filter_map(|&column| matrix.columns.get(column))
                    .cloned()
                    .collect(),
                rows: rows
                    .iter()
                    .map(|(heading, cells)| {
                        (
                            heading.clone(),
                            columns.iter().map(|column| cell(cells, column)).collect(),
                        )
                    })
                    .collect(),
                key: matrix.key.clone(),
            };
            let sheet = Drawing {
                matrix: Some(piece),
                ..drawing.clone()
            };
            sheets.push((String::new(), sheet));
        }
    }
    sheets
}

/// Each sheet with its name. Sheets of an overview that is itself too large come first, so that their numbers hold.
fn split(drawing: &Drawing, most: usize) -> Vec<(String, Drawing)> {
    let count: usize = drawing.tiers.iter().map(|tier| tier.boxes.len()).sum();
    if count <= most {
        return vec![("overview".to_owned(), drawing.clone())];
    }
    // A third of a sheet is left to what stands for other sheets.
    let parts = parts(drawing, (most * 2 / 3).max(2));
    let splitting = Splitting::new(drawing, &parts, most);
    let mut overviews = 1;
    let mut overview = splitting.overview(overviews);
    let boxes = |drawing: &Drawing| drawing.tiers.iter().map(|tier| tier.boxes.len()).sum::<usize>();
    let too_large = boxes(&overview) > most && boxes(&overview) < count;
    if too_large {
        overviews = split(&overview, most).len();
        overview = splitting.overview(overviews);
    }
    let mut sheets = match too_large {
        true => split(&overview, most)
            .into_iter()
            .map(|(name, sheet)| match name.as_str() {
                "overview" => (name, sheet),
                name => (format!("overview of {name}"), sheet),
            })
            .collect(),
        false => vec![("overview".to_owned(), overview)],
    };
    sheets.extend((0..parts.len()).map(|part| splitting.sheet(part, overviews)));
    sheets
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

    /// The whole, in which a box stands for all of a part in a tier; or of a part, where that would still be too many.
    fn overview(&self, before: usize) -> Drawing {
        let mut groups: BTreeMap<(usize, Option<usize>), Vec<Member<'a>>> = BTreeMap::new();
        for by_tier in [true, false] {
            groups.clear();
            for (number, part) in self.parts.iter().enumerate() {
                for &member in &part.members {
                    let tier = by_tier.then_some(member.tier);
                    groups.entry((number, tier)).or_default().push(member);
                }
            }
            if groups.len() <= self.most {
                break;
            }
        }
        let mut stands: BTreeMap<&str, String> = BTreeMap::new();
        let mut boxes = Vec::new();
        for ((part, _), members) in &groups {
            let drawn = self.standing_for(members, *part, before);
            for member in members {
                stands.entry(member.drawn.key.as_str()).or_insert(drawn.1.key.clone());
            }
            boxes.push(drawn);
        }
        self.drawn(boxes, &stands, |_| true)
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
        let sheet = self.drawn(boxes, &stands, |line| here(&line.from) || here(&line.to));
        (own.name.clone(), sheet)
    }

    /// One box for all of these, of one part. One that is alone is drawn as it is.
    fn standing_for(&self, members: &[Member<'a>], part: usize, before: usize) -> Placed {
        let see = format!("sheet {}", before + part + 1);
        let (tier, mut drawn) = self.together(members);
        if members.len() > 1 {
            let name = self.parts.get(part).map(|part| part.name.as_str()).unwrap_or_default();
            drawn.details = vec![Detail::Line(name.to_owned())];
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
    fn drawn(&self, boxes: Vec<Placed>, stands: &BTreeMap<&str, String>, wanted: impl Fn(&Arrow) -> bool) -> Drawing {
        let end = |key: &str| stands.get(key).cloned().unwrap_or_else(|| key.to_owned());
        let mut lines: Vec<(Arrow, usize)> = Vec::new();
        let mut alike: BTreeMap<Looks, usize> = BTreeMap::new();
        for line in self.drawing.lines.iter().filter(|line| wanted(line)) {
            let mut line = line.clone();
            let itself = line.from == line.to;
            let moved = [&line.from, &line.to].map(|key| end(key));
            let changed = moved[0] != line.from || moved[1] != line.to;
            [line.from, line.to] = moved;
            // What leads from a box to itself only because both its ends went into it stands on their own sheet.
            if line.from == line.to && !itself {
                continue;
            }
            let looks = changed.then(|| looks(&line));
            match looks
                .as_ref()
                .and_then(|looks| alike.get(looks))
                .and_then(|&at| lines.get_mut(at))
            {
                Some((so_far, count)) => {
                    *count += 1;
                    so_far.highlighted |= line.highlighted;
                    so_far.notes.append(&mut line.notes);
                }
                None => {
                    alike.extend(looks.map(|looks| (looks, lines.len())));
                    lines.push((line, 1));
                }
            }
        }
        let lines: Vec<Arrow> = lines
            .into_iter()
            .map(|(mut line, count)| {
                if count > 1 {
                    line.label = format!("{} ({count} lines)", line.label).trim_start().to_owned();
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

fn looks(line: &Arrow) -> Looks {
    (
        line.from.clone(),
        line.to.clone(),
        line.kind,
        line.label.clone(),
        line.standing,
        [line.upward, line.assumed, line.unsettled],
        line.change,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(key: &str) -> Box {
        Box {
            key: key.to_owned(),
            name: key.to_uppercase(),
            ..Box::default()
        }
    }

    fn answers(from: &str, to: &str) -> Arrow {
        Arrow {
            from: from.to_owned(),
            to: to.to_owned(),
            kind: Some(RelationKind::AnswersTo),
            label: "answers to".to_owned(),
            upward: true,
            ..Arrow::default()
        }
    }

    fn tier(name: &str, boxes: Vec<Box>) -> Tier {
        Tier {
            name: name.to_owned(),
            boxes,
        }
    }

    /// A board, and so many practices that answer to it.
    fn practices(count: usize) -> Drawing {
        let keys: Vec<String> = (0..count).map(|number| format!("p{number:03}")).collect();
        Drawing {
            title: "Practices".to_owned(),
            tiers: vec![
                tier("Borough", vec![drawn("board")]),
                tier("Practice", keys.iter().map(|key| drawn(key)).collect()),
            ],
            lines: keys.iter().map(|key| answers(key, "board")).collect(),
            ..Drawing::default()
        }
    }

    #[test]
    fn what_is_small_enough_stays_as_it_is() {
        let given = practices(5);
        let sheets = sheets(&given, 24);
        assert_eq!(sheets.len(), 1);
        assert_eq!(sheets[0].title, "Practices");
        assert_eq!(sheets[0].lines.len(), 5);
    }

    #[test]
    fn an_overview_leads_to_sheets_and_they_lead_back() {
        let sheets = sheets(&practices(40), 24);
        let titles: Vec<&str> = sheets.iter().map(|sheet| sheet.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Practices (1 of 4: overview)",
                "Practices (2 of 4: Borough and Practice part 1)",
                "Practices (3 of 4: Practice, part 2)",
                "Practices (4 of 4: Practice, part 3)"
            ]
        );
        let overview = &sheets[0];
        assert_eq!(overview.tiers[0].boxes[0].name, "BOARD");
        let collapsed: Vec<_> = overview.tiers[1]
            .boxes
            .iter()
            .map(|drawn| (drawn.name.as_str(), drawn.collapsed, drawn.see.as_deref()))
            .collect();
        assert_eq!(
            collapsed,
            [
                ("+14 bodies", Some(14), Some("sheet 2")),
                ("+14 bodies", Some(14), Some("sheet 3")),
                ("+12 bodies", Some(12), Some("sheet 4"))
            ]
        );
        let labels: Vec<&str> = overview.lines.iter().map(|line| line.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "answers to (14 lines)",
                "answers to (14 lines)",
                "answers to (12 lines)"
            ]
        );
        // On a part's sheet the board stands for itself, and says where more of it is.
        let part = &sheets[2];
        assert_eq!(
            (part.tiers[0].name.as_str(), part.tiers[0].boxes[0].see.as_deref()),
            ("Borough", Some("sheet 2"))
        );
        assert_eq!((part.tiers[1].boxes.len(), part.lines.len()), (14, 14));
    }

    #[test]
    fn columns_are_cut_where_they_cut_fewest_lines() {
        let mut given = Drawing {
            lanes: vec!["Left".to_owned(), "Right".to_owned()],
            tiers: vec![tier("Top", Vec::new()), tier("Bottom", Vec::new())],
            ..Drawing::default()
        };
        for (lane, side) in ["l", "r"].into_iter().enumerate() {
            for number in 0..6 {
                for (level, tier) in given.tiers.iter_mut().enumerate() {
                    let mut own = drawn(&format!("{side}{level}{number}"));
                    own.lane = Some(lane);
                    tier.boxes.push(own);
                }
                given
                    .lines
                    .push(answers(&format!("{side}1{number}"), &format!("{side}0{number}")));
            }
        }
        given.lines.push(answers("l11", "r01"));
        let sheets = sheets(&given, 18);
        let titles: Vec<&str> = sheets.iter().map(|sheet| sheet.title.as_str()).collect();
        assert_eq!(titles, [" (1 of 3: overview)", " (2 of 3: Left)", " (3 of 3: Right)"]);
        assert_eq!(sheets[1].lines.len(), 7, "with the one that leads to the other sheet");
        assert_eq!(sheets[1].lanes, ["Left", "Right"]);
        let there = &sheets[1].tiers[0].boxes[6];
        assert_eq!((there.key.as_str(), there.see.as_deref()), ("r01", Some("sheet 3")));
    }

    #[test]
    fn a_table_is_cut_into_tables() {
        let given = Drawing {
            matrix: Some(Matrix {
                columns: (0..5).map(|column| format!("c{column}")).collect(),
                rows: (0..7)
                    .map(|row| (format!("r{row}"), vec![format!("{row}"); 5]))
                    .collect(),
                ..Matrix::default()
            }),
            ..Drawing::default()
        };
        let sheets = sheets(&given, 6);
        let shapes: Vec<(usize, usize)> = sheets
            .iter()
            .filter_map(|sheet| sheet.matrix.as_ref())
            .map(|matrix| (matrix.columns.len(), matrix.rows.len()))
            .collect();
        assert_eq!(shapes, [(3, 6), (3, 1), (2, 6), (2, 1)]);
    }
}
