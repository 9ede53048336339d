//! A box that both sides have: whether it stands elsewhere or says something else, and what it said.

use remit_model::drawing::{Box, Change, Detail, Standing};

use super::Named;
use super::keys::{FROM, TAKES_IN};
use crate::alt::short;

/// So many things that a box said before are told; more are counted.
const MOST: usize = 2;

/// A box of the earlier side, and where it stood.
pub(super) struct Stood<'a> {
    pub(super) tier: &'a Named,
    pub(super) lane: Option<Named>,
    pub(super) drawn: &'a Box,
}

impl Stood<'_> {
    /// From where the box has moved, in words; nothing where it has not. `parents` are the names of those that it is no longer
    /// part of, now that it is part of others.
    pub(super) fn moved(&self, tier: &Named, lane: Option<&Named>, columns: bool, parents: &[String]) -> Vec<String> {
        let mut from = Vec::new();
        if self.tier != tier {
            from.push(match self.tier.1.as_str() {
                "" => "no tier".to_owned(),
                name => short(name),
            });
        }
        if columns && self.lane.as_ref() != lane {
            from.push(
                self.lane
                    .as_ref()
                    .map_or("no column".to_owned(), |(_, name)| short(name)),
            );
        }
        from.extend(parents.iter().map(|name| short(name)));
        from
    }
}

/// A box of both sides, as the later has it, with what it was before in at most two lines.
pub(super) fn joined(before: &Box, after: &Box, moved: &[String]) -> Box {
    let said = Said::new(before, after);
    let mut drawn = Box {
        highlighted: before.highlighted || after.highlighted,
        change: match (moved.is_empty(), said.differs) {
            (false, _) => Some(Change::Moved),
            (true, true) => Some(Change::Changed),
            (true, false) => None,
        },
        details: said.details,
        ..after.clone()
    };
    let mut was = Vec::new();
    was.extend(said.name.map(|name| format!("formerly {name}")));
    if !moved.is_empty() {
        was.push(format!("moved from {}", moved.join(", ")));
    }
    was.extend(few("was: ", &said.was));
    was.extend(few("no longer decides: ", &said.decided));
    // Two lines at most: a box is no place for a report.
    let rest = was.split_off(was.len().min(1));
    was.extend((!rest.is_empty()).then(|| rest.join("; ")));
    // Before what it decides, which may be long, and after what it is.
    let place = drawn.details.iter().position(is_heading).unwrap_or(drawn.details.len());
    drawn.details.splice(place..place, was.into_iter().map(Detail::Line));
    drawn
}

/// A box that came in the place of others, with what it says of them: after what it is, before what it decides.
pub(super) fn succeeding(mut drawn: Box, origin: &str) -> Box {
    let place = drawn.details.iter().position(is_heading).unwrap_or(drawn.details.len());
    drawn.details.insert(place, Detail::Line(origin.to_owned()));
    drawn.change = Some(Change::Succeeds);
    drawn
}

/// Whether a line says in whose place a box came.
pub(in crate::drawing) fn is_origin(detail: &Detail) -> bool {
    matches!(detail, Detail::Line(line) if line.starts_with(FROM) || line.starts_with(TAKES_IN))
}

/// What a box says otherwise than before.
struct Said {
    differs: bool,
    /// What it was called.
    name: Option<String>,
    /// What it was, and is no longer.
    was: Vec<String>,
    /// What it decided.
    decided: Vec<String>,
    /// What it says now, with a mark on what is new.
    details: Vec<Detail>,
}

impl Said {
    fn new(before: &Box, after: &Box) -> Self {
        let (mut was, mut decided) = (Vec::new(), Vec::new());
        let mut name = None;
        if before.name != after.name {
            // Of several put together the name is no name, but says how many they are.
            match after.collapsed.or(before.collapsed) {
                Some(_) => was.push(short(before.name.trim_start_matches('+'))),
                None => name = Some(short(&before.name)),
            }
        } else if before.collapsed != after.collapsed {
            was.push(
                before
                    .collapsed
                    .map_or("one".to_owned(), |count| format!("{count} together")),
            );
        }
        if kind(before) != kind(after) {
            was.push(kind(before).to_owned());
        }
        if (before.standing, before.as_if_adopted) != (after.standing, after.as_if_adopted) {
            was.push(standing(before.standing).to_owned());
        }
        let mut gone: Vec<&Detail> = before.details.iter().filter(|detail| !is_heading(detail)).collect();
        let mut new = Vec::new();
        let mut details = Vec::new();
        for detail in &after.details {
            let same = gone.iter().position(|known| *known == detail);
            if is_heading(detail) {
                details.push(detail.clone());
            } else if let Some(same) = same {
                gone.remove(same);
                details.push(detail.clone());
            } else {
                new.push(details.len());
                details.push(detail.clone());
            }
        }
        for &place in &new {
            if let Some(detail) = details.get_mut(place)
                && !gone.iter().any(|known| is_same_matter(known, detail))
            {
                mark_new(detail);
            }
        }
        let says_otherwise = !new.is_empty() || !gone.is_empty();
        for detail in &gone {
            match detail {
                Detail::Line(line) => was.push(short(line)),
                Detail::Bullet(bullet) => decided.push(short(bullet)),
            }
        }
        // A chair who has gone, and a count, are told with the details where these are shown.
        let vacancy = before.vacancy() != after.vacancy();
        if vacancy && !says_otherwise {
            let held = if before.post { "held" } else { "chair held" };
            was.push(before.vacancy().unwrap_or(held).to_owned());
        }
        if before.many != after.many && !says_otherwise {
            was.push(if before.many { "several" } else { "one" }.to_owned());
        }
        Self {
            differs: says_otherwise || vacancy || name.is_some() || !was.is_empty(),
            name,
            was,
            decided,
            details,
        }
    }
}

/// A line that ends in a colon only leads to what follows.
fn is_heading(detail: &Detail) -> bool {
    matches!(detail, Detail::Line(line) if line.trim_end().ends_with(':'))
}

/// Whether two lines say another thing of the same matter, so that a reader sees which of them was the other: "Meets every
/// month" and "Meets every 3 months", "3 of them" and "4 of them".
fn is_same_matter(was: &Detail, now: &Detail) -> bool {
    let (Detail::Line(was), Detail::Line(now)) = (was, now) else {
        return false;
    };
    let first = |text: &str| text.split_whitespace().next().map(str::to_owned);
    first(was) == first(now) || was.ends_with(" of them") && now.ends_with(" of them")
}

/// What only the later side says. What is said to be proposed need not be said to be new.
fn mark_new(detail: &mut Detail) {
    match detail {
        Detail::Line(text) | Detail::Bullet(text) if !text.ends_with("(proposed)") => text.push_str(" (new)"),
        _ => {}
    }
}

/// The first few, and how many more.
fn few(lead: &str, all: &[String]) -> Option<String> {
    let shown = all.iter().take(MOST).cloned().collect::<Vec<_>>().join("; ");
    match all.len() {
        0 => None,
        count if count > MOST => Some(format!("{lead}{shown}; and {} more", count - MOST)),
        _ => Some(format!("{lead}{shown}")),
    }
}

fn kind(drawn: &Box) -> &'static str {
    match (drawn.legal_person, drawn.post) {
        (true, _) => "an organisation",
        (false, true) => "a post",
        (false, false) => "a body",
    }
}

/// Whether it was in force, in words.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "in force",
        Standing::Shadow => "in shadow form",
        Standing::Proposed => "only proposed",
    }
}
