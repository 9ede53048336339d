//! A drawing on paper: on one sheet where it fits, on several where it doesn't.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};

use remit_model::drawing::Drawing;
use remit_render::svg::{self, Drawn, SheetOptions};

use crate::args::Paper;
use crate::output;
use crate::workspace::Workspace;

/// Where a drawing is split, no sheet gets more boxes: more are hard to read at any size.
const BOXES: usize = 24;

/// So many lines are named that have no room for what they say; more are counted.
const MOST_NAMED: usize = 5;

/// A logo of more bytes is not read.
const LOGO: u64 = 2 * 1024 * 1024;

/// Fonts of Arial's widths, and narrower ones.
const NARROW: [&str; 9] = [
    "Arial",
    "Arial Narrow",
    "Arimo",
    "Helvetica",
    "Helvetica Neue",
    "Liberation Sans",
    "Liberation Sans Narrow",
    "Calibri",
    "Carlito",
];

/// The sheets of a drawing.
pub(super) struct Sheets {
    /// What is on each, the overview first.
    pub(super) drawings: Vec<Drawing>,
    /// The same as SVG.
    pub(super) drawn: Vec<Drawn>,
}

/// Makes sheets of one size in one style.
pub(super) struct Printer {
    options: SheetOptions,
    paper: Paper,
}

impl Printer {
    /// In the house style of the framework.
    pub(super) fn new(workspace: &Workspace, paper: Paper) -> Self {
        let house = workspace.loaded.model.house_style.clone();
        let logo = house
            .logo
            .as_deref()
            .and_then(|name| match logo(&workspace.folder, name) {
                Ok(logo) => Some(logo),
                Err(why) => {
                    output::talk(&remit_render::inert::line(&format!(
                        "the logo “{name}”, named in `[house-style]` of this framework, is left out: {why}"
                    )));
                    None
                }
            });
        if let Some(font) = house.font.as_deref().filter(|font| !is_as_narrow(font)) {
            output::talk(&remit_render::inert::line(&format!(
                "the font “{font}” of `[house-style]` is not one that Remit knows to be as narrow as Arial: text is measured \
                 with Arial's widths, and may stand out of its boxes"
            )));
        }
        let options = SheetOptions {
            page: match paper {
                Paper::A4 => svg::Page::A4,
                Paper::A4Landscape => svg::Page::A4Landscape,
                Paper::A3 => svg::Page::A3,
                Paper::A3Landscape => svg::Page::A3Landscape,
                Paper::Free => svg::Page::Free,
            },
            house,
            logo,
            ..SheetOptions::default()
        };
        Self { options, paper }
    }

    /// The page that they are for.
    pub(super) fn page(&self) -> svg::Page {
        self.options.page
    }

    /// The drawing, on as few sheets as it takes for each to fit the page, if that can be.
    pub(super) fn print(&self, drawing: &Drawing) -> Sheets {
        let draw = |sheet: &Drawing| svg::draw(sheet, &self.options);
        let drawings = remit_report::sheets(drawing, BOXES, &|sheet| svg::fits(sheet, &self.options));
        Sheets {
            drawn: drawings.iter().map(draw).collect(),
            drawings,
        }
    }

    /// Says on standard error what a reader of the sheets would not see: that they are several, and what did not go well.
    /// `of` names the drawing, where there are others.
    pub(super) fn talk(&self, sheets: &Sheets, of: &str) {
        let page = match self.paper {
            Paper::A4 => "an A4 page",
            Paper::A4Landscape => "an A4 page across",
            Paper::A3 => "an A3 page",
            Paper::A3Landscape => "an A3 page across",
            Paper::Free => "any page",
        };
        let of = if of.is_empty() {
            String::new()
        } else {
            format!("{}: ", remit_render::inert::line(of))
        };
        let count = sheets.drawn.len();
        if count > 1 {
            output::talk(&format!(
                "{of}even in type of 8 points the drawing is too large for {page}, so it has {count} sheets. Another --page, or \
                 fewer boxes (--show, --collapse), may make it one"
            ));
        }
        let too_large = sheets.too_large();
        if count == 1 && !too_large.is_empty() {
            output::talk(&format!(
                "{of}even in type of 8 points the drawing is too large for {page}, and cannot be split: it is made larger than the \
                 page"
            ));
        } else if let Some(first) = too_large.first() {
            let these = match too_large.len() {
                1 => format!("sheet {first} is"),
                more => format!("{more} sheets are, sheet {first} among them,"),
            };
            output::talk(&format!(
                "{of}{these} too large for {page} even so, and made larger than it"
            ));
        }
        let unlabelled: BTreeSet<&String> = sheets.drawn.iter().flat_map(|drawn| &drawn.unlabelled).collect();
        if !unlabelled.is_empty() {
            let named: Vec<String> = unlabelled
                .iter()
                .take(MOST_NAMED)
                .map(|line| format!("“{line}”"))
                .collect();
            let more = match unlabelled.len() - named.len() {
                0 => String::new(),
                count => format!(" and {count} more"),
            };
            output::talk(&remit_render::inert::line(&format!(
                "{of}there was no room for what these lines say: {}{more}; the drawing in words has all (--format text)",
                named.join(", ")
            )));
        }
        let mut said: Vec<&String> = Vec::new();
        for message in sheets.drawn.iter().flat_map(|drawn| &drawn.messages) {
            if !said.contains(&message) {
                output::talk(&format!("{of}{}", remit_render::inert::line(message)));
                said.push(message);
            }
        }
    }
}

impl Sheets {
    /// The numbers of those that don't fit.
    fn too_large(&self) -> Vec<usize> {
        let sheets = self.drawn.iter().zip(1..);
        sheets
            .filter(|(drawn, _)| !drawn.fits)
            .map(|(_, number)| number)
            .collect()
    }
}

/// Whether a font is known to have Arial's widths or narrower ones.
fn is_as_narrow(font: &str) -> bool {
    let name = font.trim().trim_matches(['"', '\'']);
    NARROW.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The file of a logo, where it lies within the framework; or why it can't be had. What is in it is looked at where it is drawn.
fn logo(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    let name = Path::new(name);
    let within = name
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let outside = "it is not in the folder of the framework";
    if !within {
        return Err(outside.to_owned());
    }
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => "there is no such file in the folder of the framework".to_owned(),
        ErrorKind::PermissionDenied => "the file may not be read".to_owned(),
        _ => "the file could not be read".to_owned(),
    };
    let real = fs::canonicalize(folder.join(name)).map_err(unreadable)?;
    let root = fs::canonicalize(folder).map_err(unreadable)?;
    if !real.starts_with(root) {
        return Err(outside.to_owned());
    }
    let metadata = fs::metadata(&real).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err("it is not a file".to_owned());
    }
    if metadata.len() > LOGO {
        return Err("it is larger than 2 MB".to_owned());
    }
    fs::read(real).map_err(unreadable)
}
