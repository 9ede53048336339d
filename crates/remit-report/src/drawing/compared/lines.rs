//! The lines of both sides: those with the same ends and of one kind are one.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Change, Drawing};

use super::boxes::standing;
use super::notes::Notes;
use super::{Keys, boxes};

/// More characters of what a line said before are not told on it.
const LONGEST: usize = 40;

/// The lines of a comparison.
pub(super) struct Lines {
    pub(super) drawn: Vec<Arrow>,
    /// Of each box that is part of others than before, the names of those that it was part of.
    left: BTreeMap<String, Vec<String>>,
    /// The keys of those in whose place others came and whose lines these have not taken over: their boxes are drawn, so that no
    /// line is hung on somebody who never had it.
    stay_to_be_seen: BTreeSet<String>,
}

/// What two lines have in common that are one.
type Ends = (String, String, Option<RelationKind>);

fn ends(line: &Arrow) -> Ends {
    (line.from.clone(), line.to.clone(), line.kind)
}

impl Lines {
    pub(super) fn new(before: &Drawing, after: &Drawing, keys: &Keys<'_>, notes: &Notes) -> Self {
        let was: Vec<Arrow> = before
            .lines
            .iter()
            .map(|line| Arrow {
                from: keys.now(&line.from).to_owned(),
                to: keys.now(&line.to).to_owned(),
                ..line.clone()
            })
            .collect();
        let carried = Carried::new(before, after, keys);
        let pairs = pairs(&was, &after.lines);
        let paired: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
        let mut drawn: Vec<Arrow> = after
            .lines
            .iter()
            .zip(&pairs)
            .map(|(line, pair)| match pair.and_then(|number| was.get(number)) {
                // That what comes in the place of others is not in force as they were, its box says.
                Some(was) if carried.before.contains(&ends(line)) => joined(&as_in_force_as(was, line), line),
                Some(was) => joined(was, line),
                None => Arrow {
                    change: (!goes_without_saying(line, &was) && !carried.before.contains(&ends(line)))
                        .then_some(Change::Added),
                    label: match (line.kind, line.label.trim()) {
                        (None, "") => "missing now".to_owned(),
                        (None, what) => format!("{what} now"),
                        _ => line.label.clone(),
                    },
                    ..line.clone()
                },
            })
            .collect();
        let gone = was.iter().enumerate();
        let gone = gone.filter(|(number, _)| !paired.contains(number) && !carried.over.contains(number));
        let mut stay_to_be_seen = BTreeSet::new();
        for (number, line) in gone {
            let mut own = |now: &String, own: Option<&String>| match own.filter(|own| keys.is_succeeded(own)) {
                Some(own) => {
                    stay_to_be_seen.insert(own.clone());
                    own.clone()
                }
                None => now.clone(),
            };
            let stood = before.lines.get(number);
            let gone = Arrow {
                from: own(&line.from, stood.map(|line| &line.from)),
                to: own(&line.to, stood.map(|line| &line.to)),
                change: (!goes_without_saying(line, &after.lines)).then_some(Change::Removed),
                notes: notes.now(&line.notes),
                label: match (line.kind, line.label.trim()) {
                    // No relation is gone: what was missing is so no longer.
                    (None, "") => "was missing".to_owned(),
                    (None, what) => format!("was {what}"),
                    _ => line.label.clone(),
                },
                ..line.clone()
            };
            // After the other lines of whoever acts.
            let last = drawn.iter().rposition(|known| known.from == gone.from);
            drawn.insert(last.map_or(drawn.len(), |last| last + 1), gone);
        }
        let left = left(before, &drawn, keys);
        Self {
            drawn,
            left,
            stay_to_be_seen,
        }
    }

    /// Whether a box of the earlier side is drawn though others came in its place.
    pub(super) fn shows(&self, key: &str) -> bool {
        self.stay_to_be_seen.contains(key)
    }

    /// What a box was part of, now that it is part of others.
    pub(super) fn parents_left(&self, key: &str) -> &[String] {
        self.left.get(key).map_or(&[], Vec::as_slice)
    }
}

/// The lines of those in whose place others came: the same line from or to one of these is neither new, nor gone.
struct Carried {
    /// The ends that each may have now.
    before: BTreeSet<Ends>,
    /// The numbers of those of the earlier side that one of the later is.
    over: BTreeSet<usize>,
}

impl Carried {
    fn new(before: &Drawing, after: &Drawing, keys: &Keys<'_>) -> Self {
        let there: BTreeSet<Ends> = after.lines.iter().map(ends).collect();
        let mut carried = Self {
            before: BTreeSet::new(),
            over: BTreeSet::new(),
        };
        for (number, line) in before.lines.iter().enumerate() {
            if ![&line.from, &line.to].into_iter().any(|key| keys.has_successors(key)) {
                continue;
            }
            for from in keys.all_now(&line.from) {
                for to in keys.all_now(&line.to) {
                    let now = (from.to_owned(), to.to_owned(), line.kind);
                    // What led from one to the other of those that are one now leads nowhere.
                    if there.contains(&now) || from == to && line.from != line.to {
                        carried.over.insert(number);
                    }
                    carried.before.insert(now);
                }
            }
        }
        carried
    }
}

/// For each line of the later side the number of the earlier that it was: the one with the same words, else the next.
fn pairs(before: &[Arrow], after: &[Arrow]) -> Vec<Option<usize>> {
    let mut free: BTreeMap<Ends, Vec<usize>> = BTreeMap::new();
    for (number, line) in before.iter().enumerate() {
        free.entry(ends(line)).or_default().push(number);
    }
    let mut pairs = vec![None; after.len()];
    for alike in [true, false] {
        for (line, pair) in after.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
            let Some(numbers) = free.get_mut(&ends(line)) else {
                continue;
            };
            let same = |number: &usize| {
                let was = before.get(*number);
                !alike || was.is_some_and(|was| was.label == line.label && stands_alike(was, line))
            };
            *pair = numbers.iter().position(same).map(|place| numbers.remove(place));
        }
    }
    pairs
}

/// That one is part of another is not drawn where it answers to it. A line that for that reason is on one side alone is
/// neither new nor gone.
fn goes_without_saying(line: &Arrow, others: &[Arrow]) -> bool {
    let answers = Some(RelationKind::AnswersTo);
    let same = |other: &Arrow| other.from == line.from && other.to == line.to && other.kind == answers;
    line.kind == Some(RelationKind::Within) && others.iter().any(same)
}

/// Whether two lines are in force alike: one that the framework calls proposed, and a proposal puts in force, is drawn as
/// before, and is not as before.
fn stands_alike(was: &Arrow, line: &Arrow) -> bool {
    (was.standing, was.as_if_adopted) == (line.standing, line.as_if_adopted)
}

/// A line of the earlier side, in force as one of the later is.
fn as_in_force_as(was: &Arrow, line: &Arrow) -> Arrow {
    Arrow {
        standing: line.standing,
        as_if_adopted: line.as_if_adopted,
        ..was.clone()
    }
}

/// A line of both sides, as the later has it.
fn joined(was: &Arrow, line: &Arrow) -> Arrow {
    let highlighted = was.highlighted || line.highlighted;
    if was.label == line.label && stands_alike(was, line) {
        return Arrow {
            highlighted,
            ..line.clone()
        };
    }
    let mut said = Vec::new();
    if was.label != line.label {
        said.push(was.label.trim());
    }
    if !stands_alike(was, line) {
        said.push(standing(was.standing));
    }
    said.retain(|words| !words.is_empty() && words.chars().count() <= LONGEST);
    Arrow {
        label: with_was(line, was, &said),
        highlighted,
        change: Some(Change::Changed),
        ..line.clone()
    }
}

/// What stands on a line, with what stood on it: "supports (2 of 3, was 1 of 3)", "delegates: A (was: delegates: B)".
fn with_was(line: &Arrow, was: &Arrow, said: &[&str]) -> String {
    let label = line.label.trim();
    if said.is_empty() {
        return label.to_owned();
    }
    let count = |label: &str| -> Option<String> {
        let inside = label
            .strip_prefix(line.kind?.words())?
            .strip_prefix(" (")?
            .strip_suffix(')')?;
        (!inside.contains(['(', ')'])).then(|| inside.to_owned())
    };
    if stands_alike(was, line)
        && let (Some(now), Some(before)) = (count(label), count(was.label.trim()))
        && let Some(kind) = line.kind
    {
        return format!("{} ({now}, was {before})", kind.words());
    }
    format!("{label} (was: {})", said.join("; ")).trim_start().to_owned()
}

/// What boxes are no longer part of, where they are part of others now. One that is part of nothing any more has not moved.
fn left(before: &Drawing, drawn: &[Arrow], keys: &Keys<'_>) -> BTreeMap<String, Vec<String>> {
    let names: BTreeMap<&str, &str> = boxes(before)
        .map(|(_, drawn)| (keys.now(&drawn.key), drawn.name.as_str()))
        .collect();
    let within = |change: Change| {
        drawn
            .iter()
            .filter(move |line| line.kind == Some(RelationKind::Within) && line.change == Some(change))
    };
    let entered: BTreeSet<&str> = within(Change::Added).map(|line| line.from.as_str()).collect();
    let mut left: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in within(Change::Removed).filter(|line| entered.contains(line.from.as_str())) {
        let name = names.get(line.to.as_str()).copied().unwrap_or(&line.to);
        left.entry(line.from.clone()).or_default().push(name.to_owned());
    }
    left
}
