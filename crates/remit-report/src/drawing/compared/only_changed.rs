//! What changes, and as much around it as a reader needs to know where it is.

use std::collections::BTreeSet;

use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box, Drawing};

use super::{has_changes, keep_lanes, used_lanes};
use crate::alt::{alt, named_kinds};

/// A comparison without what is far from every change. Kept are the boxes that are marked, and those at the ends of lines that
/// are; whatever is at most `depth` lines away from one of them; and the way upward from each: to whom it answers, who oversees
/// it, and so on to the top. The sheet says how many are left out. Where nothing changes, all is kept.
pub fn only_changed(drawing: &Drawing, depth: usize) -> Drawing {
    if !has_changes(drawing) || drawing.matrix.is_some() {
        return drawing.clone();
    }
    let changed = changed(drawing);
    let mut kept = changed.clone();
    for _ in 0..depth {
        kept = beyond(drawing, &kept, |line| {
            [(&line.from, &line.to), (&line.to, &line.from)].to_vec()
        });
    }
    let mut upward = changed;
    loop {
        let higher = beyond(drawing, &upward, |line| upwards(line).into_iter().collect());
        if higher.len() == upward.len() {
            break;
        }
        upward = higher;
    }
    kept.extend(upward);
    without_others(drawing, &kept)
}

/// The keys of what is marked, and of the ends of lines that are.
fn changed(drawing: &Drawing) -> BTreeSet<&str> {
    let boxes = drawing.tiers.iter().flat_map(|tier| &tier.boxes);
    let boxes = boxes.filter(|drawn| drawn.change.is_some()).map(|drawn| &drawn.key);
    let lines = drawing.lines.iter().filter(|line| line.change.is_some());
    let ends = lines.flat_map(|line| [&line.from, &line.to]);
    boxes.chain(ends).map(String::as_str).collect()
}

/// From the lower end of a line to the higher, where it says who stands above whom.
fn upwards(line: &Arrow) -> Option<(&String, &String)> {
    match line.kind? {
        RelationKind::AnswersTo => Some((&line.from, &line.to)),
        RelationKind::Oversees | RelationKind::Scrutinises => Some((&line.to, &line.from)),
        _ => None,
    }
}

/// These, and what one step leads to.
fn beyond<'d>(
    drawing: &'d Drawing,
    from: &BTreeSet<&'d str>,
    steps: impl Fn(&'d Arrow) -> Vec<(&'d String, &'d String)>,
) -> BTreeSet<&'d str> {
    let steps = drawing.lines.iter().flat_map(steps);
    let reached = steps.filter(|(start, _)| from.contains(start.as_str()));
    from.iter()
        .copied()
        .chain(reached.map(|(_, end)| end.as_str()))
        .collect()
}

fn without_others(drawing: &Drawing, kept: &BTreeSet<&str>) -> Drawing {
    let is_kept = |drawn: &&Box| kept.contains(drawn.key.as_str());
    let boxes = || drawing.tiers.iter().flat_map(|tier| &tier.boxes);
    let left: Vec<&Box> = boxes().filter(|drawn| !is_kept(drawn)).collect();
    if left.is_empty() {
        return drawing.clone();
    }
    let mut only = drawing.clone();
    for tier in &mut only.tiers {
        tier.boxes.retain(|drawn| kept.contains(drawn.key.as_str()));
    }
    only.tiers.retain(|tier| !tier.boxes.is_empty());
    let lanes = used_lanes(&only.tiers);
    keep_lanes(&mut only, &lanes);
    only.lines
        .retain(|line| kept.contains(line.from.as_str()) && kept.contains(line.to.as_str()));
    renumber(&mut only);
    let stay = if left.len() == 1 {
        "stays as it is"
    } else {
        "stay as they are"
    };
    let told = format!("Left out: {} that {stay}", named_kinds(left.iter().copied()));
    only.subtitle = match only.subtitle.trim_end_matches('.') {
        "" => told,
        subtitle => format!("{subtitle}. {told}"),
    };
    only.alt = alt(&only);
    only
}

/// Keeps the log entries that something refers to, with numbers that have no gaps.
fn renumber(drawing: &mut Drawing) {
    let of_boxes = drawing
        .tiers
        .iter()
        .flat_map(|tier| &tier.boxes)
        .map(|drawn| &drawn.notes);
    let of_lines = drawing.lines.iter().map(|line| &line.notes);
    let used: BTreeSet<usize> = of_boxes.chain(of_lines).flatten().copied().collect();
    drawing.notes.retain(|note| used.contains(&note.number));
    let old: Vec<usize> = drawing.notes.iter().map(|note| note.number).collect();
    let new = |numbers: &mut Vec<usize>| {
        for number in numbers.iter_mut() {
            if let Some(place) = old.iter().position(|known| known == number) {
                *number = place + 1;
            }
        }
        numbers.sort_unstable();
    };
    let boxes = drawing.tiers.iter_mut().flat_map(|tier| &mut tier.boxes);
    boxes.for_each(|drawn| new(&mut drawn.notes));
    drawing.lines.iter_mut().for_each(|line| new(&mut line.notes));
    for (note, number) in drawing.notes.iter_mut().zip(1..) {
        note.number = number;
    }
}
