//! Of several ways to make sheets of a drawing, the one by which all fit.

use remit_model::drawing::Drawing;

use super::notes::{add_notes, without_notes};
use super::split::split;
use super::{FEWEST, Fits, count, titled};

/// The first way of splitting by which all sheets fit; or the one by which fewest don't, and of these the one with fewest
/// sheets.
pub(super) fn best(drawing: &Drawing, most: usize, fits: Fits<'_>) -> Vec<(String, Drawing)> {
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
        let many = sheets.len();
        let numbered = sheets.iter().zip(1..);
        let bad = numbered
            .filter(|((name, sheet), number)| !fits(&titled(sheet.clone(), name, *number, many)))
            .count();
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
