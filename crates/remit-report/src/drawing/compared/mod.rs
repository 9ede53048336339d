//! Two drawings of one view in one: what is on either side, each once, with marks on what differs.
//!
//! The two may be of two models, so that boxes are known by their keys, and all else by its words. What is in both stands
//! where the later side has it; what is gone stands where it stood.

mod boxes;
mod keys;
mod lines;
mod notes;
mod only_changed;
mod order;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::{Box, Change, Drawing, Tier};

use crate::alt::alt;
use boxes::{Stood, joined, succeeding};
use keys::Keys;
use lines::Lines;
use notes::Notes;
use order::{merged, numbered};

pub(super) use boxes::is_origin;
pub use keys::Became;
pub use only_changed::only_changed;

/// What the two sides of a comparison are called, in words that go on: "Tower Hamlets Together, as it is on 1 November 2017,
/// and with the proposal “One board for both”".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sides {
    /// The earlier: "as it is on 1 November 2017".
    pub before: String,
    /// The later: "with the proposal “One board for both”".
    pub after: String,
}

/// Two drawings of one view as one, with marks on what was added, removed, changed and moved, and on what came in the place of
/// others. `became` says which keys of the earlier side are which of the later.
///
/// Marked are boxes and lines. Whether something is assumed, unsettled or highlighted, and its findings and log entries, are
/// no part of the structure: these are as the later side has them. Where all of a side stands in no columns, nothing
/// has left its column.
pub fn compared(before: &Drawing, after: &Drawing, became: &[Became], sides: &Sides) -> Drawing {
    let keys = Keys::new(before, after, became);
    let lanes = merged(&named_lanes(after), &named_lanes(before));
    let notes = Notes::new(&before.notes, &after.notes);
    let lines = Lines::new(before, after, &keys, &notes);
    let mut drawing = Drawing {
        title: after.title.clone(),
        subtitle: subtitle(before, after, sides),
        framework: after.framework.clone(),
        as_at: both(&before.as_at, &after.as_at),
        version: match (&before.version, &after.version) {
            (Some(before), Some(after)) => Some(both(before, after)),
            (before, after) => after.clone().or_else(|| before.clone()),
        },
        status: after.status.clone(),
        alt: String::new(),
        tiers: tiers(before, after, &keys, &lanes, &lines, &notes),
        lanes: lanes.iter().map(|(_, name)| name.clone()).collect(),
        lines: lines.drawn,
        notes: Vec::new(),
        sources: merged(&after.sources, &before.sources),
        matrix: tables::joined(before.matrix.as_ref(), after.matrix.as_ref()),
    };
    // A column that only the earlier side has, and that all have left, is no more than its name.
    let after = named_lanes(after);
    let mut kept = used_lanes(&drawing.tiers);
    kept.extend((0..lanes.len()).filter(|&number| lanes.get(number).is_some_and(|lane| after.contains(lane))));
    keep_lanes(&mut drawing, &kept);
    drawing.notes = notes.of(&drawing);
    drawing.alt = alt(&drawing);
    drawing
}

/// Whether a drawing marks anything as added, removed, changed or moved.
pub fn has_changes(drawing: &Drawing) -> bool {
    let mut boxes = drawing.tiers.iter().flat_map(|tier| &tier.boxes);
    let table = drawing.matrix.as_ref().is_some_and(tables::has_changes);
    table || boxes.any(|drawn| drawn.change.is_some()) || drawing.lines.iter().any(|line| line.change.is_some())
}

/// The earlier side first, under its own name; the later under its own where that is another.
fn subtitle(before: &Drawing, after: &Drawing, sides: &Sides) -> String {
    let called = |parts: [&str; 2]| {
        let parts: Vec<&str> = parts
            .map(str::trim)
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(", ")
    };
    let (was, is) = (before.framework.trim(), after.framework.trim());
    if was.is_empty() || was == is {
        let first = called([is, &sides.before]);
        return match sides.after.trim() {
            "" => first,
            after => format!("{first}, and {after}"),
        };
    }
    format!("{}, and {}", called([was, &sides.before]), called([is, &sides.after]))
}

/// The words of both sides; once, where they are the same.
fn both(before: &str, after: &str) -> String {
    match (before, after) {
        (before, after) if before == after || before.is_empty() => after.to_owned(),
        (before, "") => before.to_owned(),
        (before, after) => format!("{before} and {after}"),
    }
}

/// All boxes, each with its tier.
fn boxes(drawing: &Drawing) -> impl Iterator<Item = (&Tier, &Box)> {
    let tiers = drawing.tiers.iter();
    tiers.flat_map(|tier| tier.boxes.iter().map(move |drawn| (tier, drawn)))
}

/// Which of those that have a name, and the name: two tiers may share one.
type Named = (usize, String);

fn named_lanes(drawing: &Drawing) -> Vec<Named> {
    numbered(drawing.lanes.iter().map(String::as_str))
}

/// The columns that something stands in.
fn used_lanes(tiers: &[Tier]) -> BTreeSet<usize> {
    let boxes = tiers.iter().flat_map(|tier| &tier.boxes);
    boxes.filter_map(|drawn| drawn.lane).collect()
}

/// Leaves out all other columns.
fn keep_lanes(drawing: &mut Drawing, kept: &BTreeSet<usize>) {
    let now = |number: usize| kept.iter().position(|&known| known == number);
    for drawn in drawing.tiers.iter_mut().flat_map(|tier| &mut tier.boxes) {
        drawn.lane = drawn.lane.and_then(now);
    }
    let lanes = kept.iter().filter_map(|&number| drawing.lanes.get(number).cloned());
    drawing.lanes = lanes.collect();
}

fn tiers(
    before: &Drawing,
    after: &Drawing,
    keys: &Keys<'_>,
    lanes: &[Named],
    lines: &Lines,
    notes: &Notes,
) -> Vec<Tier> {
    let named = |drawing: &Drawing| numbered(drawing.tiers.iter().map(|tier| tier.name.as_str()));
    let (names_before, names_after) = (named(before), named(after));
    let mut order = merged(&names_after, &names_before);
    // What has no tier stands below all that has one.
    order.sort_by_key(|(_, name)| name.is_empty());
    let mut tiers: BTreeMap<&Named, Vec<Box>> = order.iter().map(|name| (name, Vec::new())).collect();
    // Where each box of the earlier side stood, by the key that it has now.
    let mut stood: BTreeMap<&str, Stood<'_>> = BTreeMap::new();
    for (name, tier) in names_before.iter().zip(&before.tiers) {
        // What others came in the place of is told by these, unless it has lines that they have not.
        let told = |key: &str| keys.is_succeeded(key) && !lines.shows(key);
        for drawn in tier.boxes.iter().filter(|drawn| !told(&drawn.key)) {
            let lane = lane_of(before, drawn);
            let place = Stood {
                tier: name,
                lane,
                drawn,
            };
            let key = match keys.is_succeeded(&drawn.key) {
                true => drawn.key.as_str(),
                false => keys.now(&drawn.key),
            };
            stood.entry(key).or_insert(place);
        }
    }
    let columns = |drawn: &Box, lane: Option<&Named>| {
        let number = lane.and_then(|lane| lanes.iter().position(|known| known == lane));
        Box {
            lane: number,
            ..drawn.clone()
        }
    };
    let both_have_columns = !before.lanes.is_empty() && !after.lanes.is_empty();
    for (name, tier) in names_after.iter().zip(&after.tiers) {
        for drawn in &tier.boxes {
            let lane = lane_of(after, drawn);
            let key = &drawn.key;
            let drawn = match stood.remove(key.as_str()) {
                Some(was) => {
                    // Where one side stands in no columns, the other says in which this belongs.
                    let lane = match both_have_columns {
                        true => lane,
                        false => lane.or_else(|| was.lane.clone()),
                    };
                    let parents = lines.parents_left(&drawn.key);
                    let moved = was.moved(name, lane.as_ref(), both_have_columns, parents);
                    columns(&joined(was.drawn, drawn, &moved), lane.as_ref())
                }
                None => Box {
                    change: Some(Change::Added),
                    ..columns(drawn, lane.as_ref())
                },
            };
            let drawn = match keys.origin(key) {
                Some(origin) => succeeding(drawn, origin),
                None => drawn,
            };
            tiers.entry(name).or_default().push(drawn);
        }
    }
    for (key, was) in stood {
        let drawn = Box {
            key: key.to_owned(),
            change: Some(Change::Removed),
            notes: notes.now(&was.drawn.notes),
            ..columns(was.drawn, was.lane.as_ref())
        };
        tiers.entry(was.tier).or_default().push(drawn);
    }
    let mut out = Vec::new();
    for name in &order {
        let mut boxes = tiers.remove(name).unwrap_or_default();
        boxes.sort_by(|a, b| (a.lane.unwrap_or(usize::MAX), &a.key).cmp(&(b.lane.unwrap_or(usize::MAX), &b.key)));
        // A tier that only the earlier side has, and that all have left, is no more than its name.
        if !boxes.is_empty() || names_after.contains(name) {
            out.push(Tier {
                name: name.1.clone(),
                boxes,
            });
        }
    }
    out
}

/// The column that a box stands in, by its name.
fn lane_of(drawing: &Drawing, drawn: &Box) -> Option<Named> {
    named_lanes(drawing).into_iter().nth(drawn.lane?)
}
