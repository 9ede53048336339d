//! A drawing as SVG: laid out on a page, with its key, and with real text in a font that it carries along.
//!
//! A drawing is set at 10 points; where the page is full, all of it is made smaller by the same share, down to 8. What
//! stands around it keeps its size.

use remit_layout::{Graph, Layout, Length};
use remit_model::drawing::{Drawing, HouseStyle};

mod boxes;
mod data;
mod fit;
mod furniture;
mod ids;
mod key;
mod labels;
mod letters;
mod lines;
mod look;
mod matrix;
mod palette;
mod pen;
mod plan;
mod sizes;
mod tags;
mod types;
mod whole;
mod words;

use fit::{Placing, Setting};
use furniture::Furniture;
use letters::Letters;
use palette::Palette;
use whole::Sheet;

#[cfg(test)]
mod naive;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

/// What a drawing is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Page {
    /// The text of an A4 page: 16 cm wide, up to 24.7 cm high.
    #[default]
    A4,
    /// The same, turned: up to 24.7 cm wide and 16 cm high.
    A4Landscape,
    /// The text of an A3 page: 24.7 cm wide, up to 37 cm high.
    A3,
    /// The same, turned.
    A3Landscape,
    /// As large as it gets.
    Free,
}

/// Millimetres, in hundredths of a point, to the nearest.
const fn millimetres(count: Length) -> Length {
    (count * 72_000 + 127) / 254
}

impl Page {
    /// The sheet of paper that it is the text of; `None` where it has no end.
    pub fn paper(self) -> Option<(Length, Length)> {
        let (short, long, longer) = (millimetres(210), millimetres(297), millimetres(420));
        match self {
            Self::A4 => Some((short, long)),
            Self::A4Landscape => Some((long, short)),
            Self::A3 => Some((long, longer)),
            Self::A3Landscape => Some((longer, long)),
            Self::Free => None,
        }
    }

    /// What a drawing has of it.
    fn room(self) -> Option<(Length, Length)> {
        self.size()
            .map(|(width, height)| (width - 2 * CLEAR, height - 2 * CLEAR))
    }

    /// Its width and height; `None` where it has no end.
    pub fn size(self) -> Option<(Length, Length)> {
        let (short, long, longer) = (millimetres(160), millimetres(247), millimetres(370));
        match self {
            Self::A4 => Some((short, long)),
            Self::A4Landscape => Some((long, short)),
            Self::A3 => Some((long, longer)),
            Self::A3Landscape => Some((longer, long)),
            Self::Free => None,
        }
    }
}

/// What stays clear along each edge of a sheet, so that nothing is cut off by whatever it is put into.
const CLEAR: Length = 400;

/// How a drawing is made.
#[derive(Debug, Clone, Default)]
pub struct SheetOptions {
    /// The page that it has to fit.
    pub page: Page,
    /// Colours, font and footer.
    pub house: HouseStyle,
    /// The file of the logo: a PNG or an SVG.
    pub logo: Option<Vec<u8>>,
    /// What all ids begin with, for several drawings in one page of HTML.
    pub id_prefix: String,
}

/// A drawing that was made.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The SVG.
    pub svg: String,
    /// Whether it fits the page, with all type at 8 points or more. Where it doesn't, it is drawn at 8 points on a larger page.
    pub fits: bool,
    /// The size in which names stand in boxes, in hundredths of a point: 1,000 unless the page is full.
    pub type_size: Length,
    /// The lines, in words, that say more than the key explains, and had no room to say it.
    pub unlabelled: Vec<String>,
    /// What had to be done otherwise than the house style asks, in sentences.
    pub messages: Vec<String>,
    /// What was laid out.
    pub graph: Graph,
    /// Where it stands.
    pub layout: Layout,
}

/// Whether a page has room for a drawing: what `draw` would say of it, in a fraction of the time.
pub fn fits(drawing: &Drawing, options: &SheetOptions) -> bool {
    if drawing.matrix.is_some() {
        return draw(drawing, options).fits;
    }
    let logo = options.logo.as_deref().and_then(data::logo);
    let furnish = |width, arrangement, letters: &Letters| {
        let footer = options.house.footer.as_deref();
        Furniture::new(drawing, footer, logo.clone(), (width, arrangement), letters)
    };
    fit::fits(drawing, options.page.room(), &furnish, &remit_layout::lay_out)
}

/// Draws boxes and lines.
pub fn draw(drawing: &Drawing, options: &SheetOptions) -> Drawn {
    draw_with(drawing, options, &remit_layout::lay_out)
}

fn draw_with(drawing: &Drawing, options: &SheetOptions, place: Placing<'_>) -> Drawn {
    let (palette, mut messages) = Palette::new(&options.house);
    let logo = options.logo.as_deref().and_then(data::logo);
    if options.logo.is_some() && logo.is_none() {
        messages.push("The logo of the house style is neither a PNG nor an SVG file: it is left out.".to_owned());
    }
    let furnish = |width, arrangement, letters: &Letters| {
        let footer = options.house.footer.as_deref();
        Furniture::new(drawing, footer, logo.clone(), (width, arrangement), letters)
    };
    if let Some(matrix) = &drawing.matrix {
        let (svg, type_size, layout) = matrix::draw(drawing, matrix, options, &palette, &furnish);
        return Drawn {
            svg,
            fits: layout.fits,
            type_size,
            unlabelled: Vec::new(),
            messages,
            graph: Graph::default(),
            layout,
        };
    }
    let setting = fit::setting(drawing, options.page.room(), &furnish, place);
    if setting.columns_left_out() {
        messages.push("The page has no room for the columns: boxes stand where their lines are short.".to_owned());
    }
    let Setting {
        plan,
        layout,
        furniture,
        fits,
        ..
    } = setting;
    let sheet = Sheet {
        drawing,
        options,
        palette: &palette,
        plan: &plan,
        layout: &layout,
        furniture: &furniture,
    };
    let svg = sheet.write();
    let without = letters::unlabelled(&plan, &layout);
    let unlabelled = without.into_iter().filter_map(|line| lines::told(line, &plan));
    let unlabelled = unlabelled.collect();
    let type_size = plan.types.printed;
    Drawn {
        svg,
        fits,
        type_size,
        unlabelled,
        messages,
        graph: plan.graph,
        layout,
    }
}
