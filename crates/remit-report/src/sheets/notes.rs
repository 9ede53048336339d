//! The entries of the log, on sheets of their own.

use remit_model::drawing::{Drawing, Note};

use super::Fits;

/// Stands under the title before it is known which sheets have the entries, since it takes room.
const LIKELY: &str = "; the numbers are explained on sheets 10 to 11";

/// The drawing, with its numbers and without what they stand for.
pub(super) fn without_notes(drawing: &Drawing) -> Drawing {
    Drawing {
        notes: Vec::new(),
        subtitle: format!("{}{LIKELY}", drawing.subtitle),
        ..drawing.clone()
    }
}

/// Puts the entries of the log on sheets of their own, the last; the others say on which.
pub(super) fn add_notes(drawing: &Drawing, sheets: &mut Vec<(String, Drawing)>, fits: Fits<'_>) {
    let list = |notes: &[Note]| Drawing {
        tiers: Vec::new(),
        lanes: Vec::new(),
        lines: Vec::new(),
        notes: notes.to_vec(),
        ..drawing.clone()
    };
    let mut size = drawing.notes.len().max(1);
    while size > 1 && !drawing.notes.chunks(size).all(|notes| fits(&list(notes))) {
        size = size.div_ceil(2);
    }
    let first = sheets.len() + 1;
    let last = sheets.len() + drawing.notes.len().div_ceil(size);
    let on = if first == last {
        format!("sheet {first}")
    } else {
        format!("sheets {first} to {last}")
    };
    for (_, sheet) in sheets.iter_mut() {
        let rest = sheet.subtitle.strip_prefix(&drawing.subtitle).unwrap_or_default();
        let rest = rest.strip_prefix(LIKELY).unwrap_or(rest);
        sheet.subtitle = if has_numbers(sheet) {
            format!("{}; the numbers are explained on {on}{rest}", drawing.subtitle)
        } else {
            format!("{}{rest}", drawing.subtitle)
        };
    }
    let lists = drawing.notes.chunks(size);
    sheets.extend(lists.map(|notes| ("what the numbers stand for".to_owned(), list(notes))));
}

fn has_numbers(sheet: &Drawing) -> bool {
    let boxes = sheet.tiers.iter().flat_map(|tier| &tier.boxes);
    boxes
        .map(|drawn| &drawn.notes)
        .chain(sheet.lines.iter().map(|line| &line.notes))
        .any(|notes| !notes.is_empty())
}
