//! A drawing that is too large for one page, as several: an overview, in which a few boxes stand for each part, and a sheet for
//! each part, with references both ways.

mod best;
mod cut;
mod lines;
mod names;
mod notes;
mod overview;
mod part_sheet;
mod parts;
mod split;
mod stand_ins;
mod tables;
mod tree;

use std::cell::RefCell;
use std::collections::BTreeMap;

use remit_model::drawing::Drawing;

use crate::alt::alt;
use best::best;
use tables::tables;

/// A sheet of fewer boxes than these is not worth its paper.
const FEWEST: usize = 6;

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
    let sheets = named.into_iter().zip(1..).map(|((name, sheet), number)| {
        let mut sheet = titled(sheet, &name, number, count);
        sheet.alt = alt(&sheet);
        sheet
    });
    sheets.collect()
}

/// The sheet with its number and name behind the title: on a narrow page that takes a line more.
fn titled(mut sheet: Drawing, name: &str, number: usize, count: usize) -> Drawing {
    let name = if name.is_empty() {
        String::new()
    } else {
        format!(": {name}")
    };
    sheet.title = format!("{} ({number} of {count}{name})", sheet.title.trim_end());
    sheet
}

fn count(drawing: &Drawing) -> usize {
    drawing.tiers.iter().map(|tier| tier.boxes.len()).sum()
}

#[cfg(test)]
mod tests;
