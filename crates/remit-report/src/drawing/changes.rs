//! What proposals change: the framework as it is, and with them, in one drawing.

use std::collections::{BTreeMap, BTreeSet};

use remit_diff::{Diff, Kind, Table, Thing, diff};
use remit_model::document::BoxPart;
use remit_model::drawing::{Change, Detail, Drawing};
use remit_model::model::{AsAt, Choice};
use remit_model::page::day_in_words;
use remit_model::sources::FileId;

use super::compared::{Became, Sides, compared, is_origin};
use super::{draw, looked_at, proposals};

/// The view without any proposal compared with the same with those that are taken as adopted, by `at` or by the view itself;
/// nothing where there are none. Files that could not be read keep the findings in them out of what is highlighted.
///
/// Boxes say what the view has them say, and whatever else of them changes: form, chair, how often a body meets, what it
/// decides.
pub fn what_changes(at: &AsAt<'_>, broken: &BTreeSet<FileId>, choice: &Choice) -> Option<Drawing> {
    let then = looked_at(at, choice);
    let with = proposals(&then, choice)?;
    let sides = Sides {
        before: format!("as it is on {}", day_in_words(then.date())),
        after: with,
    };
    let as_it_is = at.model().at(then.date(), &[]);
    let diff = diff(&as_it_is, &then);
    Some(changes_between(
        (&as_it_is, broken),
        (at, broken),
        choice,
        &diff,
        &sides,
    ))
}

/// What differs in a view between two states, each with its files that could not be read: the earlier without the proposals of
/// the view itself. `diff` is what differs: it tells what has another key, and what came in the place of what.
///
/// Boxes say what the view has them say, and whatever else of them changes.
pub fn changes_between(
    before: (&AsAt<'_>, &BTreeSet<FileId>),
    after: (&AsAt<'_>, &BTreeSet<FileId>),
    choice: &Choice,
    diff: &Diff,
    sides: &Sides,
) -> Drawing {
    let both = |choice: &Choice| {
        let without = Choice {
            with: Vec::new(),
            ..choice.clone()
        };
        (draw(before.0, before.1, &without), draw(after.0, after.1, choice))
    };
    let asked = both(choice);
    let whole = both(&Choice {
        boxes: everything(choice),
        ..choice.clone()
    });
    let mut drawing = compared(&whole.0, &whole.1, &became(diff), sides);
    leave_out_what_stays(&mut drawing, &asked, &whole.0);
    drawing
}

/// What became of organisations, bodies and posts.
fn became(diff: &Diff) -> Vec<Became> {
    let nodes = diff
        .changes
        .iter()
        .filter(|change| change.table().is_some_and(Table::is_node));
    let told = nodes.filter(|change| {
        let same = change
            .before
            .iter()
            .map(|thing| &thing.id)
            .eq(change.after.iter().map(|thing| &thing.id));
        !same && !change.before.is_empty() && !change.after.is_empty()
    });
    let keys = |things: &[Thing]| things.iter().map(|thing| thing.id.key.clone()).collect();
    told.map(|change| Became {
        before: keys(&change.before),
        after: keys(&change.after),
        same: change.kind == Kind::Renamed,
    })
    .collect()
}

/// All that boxes can say of what they stand for.
fn everything(choice: &Choice) -> Vec<BoxPart> {
    let log = choice.boxes.iter().copied().filter(|part| *part == BoxPart::Log);
    [BoxPart::Form, BoxPart::Chair, BoxPart::Meets, BoxPart::Decides]
        .into_iter()
        .chain(log)
        .collect()
}

/// What each box says, by its key.
type Told<'d> = BTreeMap<&'d str, &'d [Detail]>;

fn told(drawing: &Drawing) -> Told<'_> {
    let boxes = drawing.tiers.iter().flat_map(|tier| &tier.boxes);
    boxes
        .map(|drawn| (drawn.key.as_str(), drawn.details.as_slice()))
        .collect()
}

/// Leaves out what was not asked for, unless it is new or tells what was.
fn leave_out_what_stays(drawing: &mut Drawing, asked: &(Drawing, Drawing), before: &Drawing) {
    let (asked_before, asked_after, before) = (told(&asked.0), told(&asked.1), told(before));
    for drawn in drawing.tiers.iter_mut().flat_map(|tier| &mut tier.boxes) {
        let key = drawn.key.as_str();
        let of = |told: &Told<'_>, detail: &Detail| told.get(key).is_some_and(|all| all.contains(detail));
        let on_one_side = match drawn.change {
            Some(Change::Added | Change::Removed) => true,
            Some(Change::Succeeds) => !before.contains_key(key),
            _ => false,
        };
        let mut kept: Vec<Detail> = Vec::new();
        let mut heading: Option<Detail> = None;
        for detail in drawn.details.drain(..) {
            let is_asked = of(&asked_after, &detail) || of(&asked_before, &detail);
            if is_asked || is_origin(&detail) || !on_one_side && !of(&before, &detail) {
                // What leads to a list stands before the first of it that is kept.
                if matches!(detail, Detail::Bullet(_)) {
                    kept.extend(heading.take());
                }
                kept.push(detail);
            } else if matches!(&detail, Detail::Line(line) if line.ends_with(':')) {
                heading = Some(detail);
            }
        }
        drawn.details = kept;
    }
}
