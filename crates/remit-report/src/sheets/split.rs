//! A drawing as an overview and the sheets of its parts.

use remit_model::drawing::Drawing;

use super::overview::Overview;
use super::part_sheet::Splitting;
use super::parts::parts;
use super::tree::Tree;
use super::{FEWEST, Fits, count, titled};

/// Where an overview has more lines than so many for each of its boxes, only the main ones are drawn.
const LINES_A_BOX: usize = 2;

/// The number of a sheet takes as much room in its title as this one, before the numbers are known.
const LIKELY: usize = 10;

/// Each sheet with its name. Sheets of an overview that is itself too large come first, so that their numbers hold.
pub(super) fn split(drawing: &Drawing, most: usize, on_page: Fits<'_>) -> Vec<(String, Drawing)> {
    let boxes = count(drawing);
    let fits = |name: &str, sheet: Drawing| on_page(&titled(sheet, name, LIKELY, LIKELY));
    let tree = Tree::new(drawing);
    let parts = parts(drawing, &tree, most, |parts| {
        let splitting = Splitting::new(drawing, &tree, parts, most);
        let sheets = (0..parts.len()).map(|part| splitting.sheet(part, 1));
        sheets.map(|(name, sheet)| fits(&name, sheet)).collect()
    });
    if parts.len() < 2 {
        return vec![("overview".to_owned(), drawing.clone())];
    }
    let splitting = Splitting::new(drawing, &tree, &parts, most);
    let plain = |before| splitting.overview(Overview::PLAIN, before);
    let way = Overview::ALL.into_iter().find(|way| {
        let overview = splitting.overview(*way, 1);
        let clear = way.main || overview.lines.len() <= LINES_A_BOX * count(&overview);
        clear && count(&overview) <= way.most(most) && fits("overview", overview)
    });
    let again = (FEWEST..boxes).contains(&count(&plain(1)));
    let mut sheets = match way {
        Some(way) => vec![("overview".to_owned(), splitting.overview(way, 1))],
        // With fewer boxes each time, this comes to an end.
        None if again => {
            let before = split(&plain(1), most, on_page).len();
            // Its boxes name the sheets that come after all of its own.
            split(&plain(before), most, on_page)
                .into_iter()
                .map(of_overview)
                .collect()
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
