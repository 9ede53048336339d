//! A drawing as SVG: laid out on a page, with its key, and with real text in a font that it carries along.
//!
//! A drawing is set at 10 points; where the page is full, all of it is made smaller by the same share, down to 8. What
//! stands around it keeps its size.

use remit_layout::{Graph, Layout, Length, Page as Room, Point, Rect, Size};
use remit_model::drawing::{Drawing, HouseStyle};

mod boxes;
mod data;
mod furniture;
mod ids;
mod key;
mod labels;
mod lines;
mod look;
mod matrix;
mod palette;
mod pen;
mod plan;
mod tags;
mod types;

use crate::inert;
use crate::text::{self, Face};
use furniture::Furniture;
use ids::Ids;
use palette::Palette;
use pen::{Hex, Pen, Points};
use plan::Plan;

#[cfg(test)]
mod naive;
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
    /// Whether it fits the page, with all type at 8 points or more. Where it doesn't, it is larger than the page.
    pub fits: bool,
    /// The size in which names stand in boxes, in hundredths of a point: 1,000 unless the page is full.
    pub type_size: Length,
    /// How many lines have a label for which there was no room.
    pub labels_left_out: usize,
    /// What had to be done otherwise than the house style asks, in sentences.
    pub messages: Vec<String>,
    /// What was laid out.
    pub graph: Graph,
    /// Where it stands.
    pub layout: Layout,
}

/// Draws boxes and lines.
pub fn draw(drawing: &Drawing, options: &SheetOptions) -> Drawn {
    draw_with(drawing, options, &remit_layout::lay_out)
}

/// What places boxes and lines on a page.
type Placing<'f> = &'f dyn Fn(&Graph, &Room) -> Layout;

fn draw_with(drawing: &Drawing, options: &SheetOptions, place: Placing<'_>) -> Drawn {
    let (palette, mut messages) = Palette::new(&options.house);
    let logo = options.logo.as_deref().and_then(data::logo);
    if options.logo.is_some() && logo.is_none() {
        messages.push("The logo of the house style is neither a PNG nor an SVG file: it is left out.".to_owned());
    }
    let footer = options.house.footer.as_deref();
    let furnish = |width| Furniture::new(drawing, footer, logo.clone(), width);
    if let Some(matrix) = &drawing.matrix {
        let (svg, type_size, layout) = matrix::draw(drawing, matrix, options, &palette, &furnish);
        return Drawn {
            svg,
            fits: layout.fits,
            type_size,
            labels_left_out: 0,
            messages,
            graph: Graph::default(),
            layout,
        };
    }
    let (plan, layout, furniture, fits) = match options.page.size() {
        None => {
            let (plan, layout) = set(drawing, types::TRIED[0], (None, None), place);
            let width = layout.width.max(LEAST_FREE);
            let furniture = furnish(width);
            (plan, layout, furniture, true)
        }
        Some((width, height)) => {
            let furniture = furnish(width);
            let room = height - furniture.above() - furniture.below();
            let (plan, layout, fits) = fitted(drawing, (width, room), place);
            (plan, layout, furniture, fits)
        }
    };
    let sheet = Sheet {
        drawing,
        options,
        palette: &palette,
        plan: &plan,
        layout: &layout,
        furniture: &furniture,
    };
    let (svg, labels_left_out) = sheet.write();
    let type_size = plan.types.printed;
    Drawn {
        svg,
        fits,
        type_size,
        labels_left_out,
        messages,
        graph: plan.graph,
        layout,
    }
}

/// A sheet without a page is not narrower: the title would break.
const LEAST_FREE: Length = 30_000;

/// One size of type, and a room on paper.
fn set<'d>(
    drawing: &'d Drawing,
    printed: Length,
    room: (Option<Length>, Option<Length>),
    place: Placing<'_>,
) -> (Plan<'d>, Layout) {
    let types = types::Types::new(printed, true);
    let [width, height] = [room.0, room.1].map(|length| length.map(|length| types.from_paper(length.max(0))));
    let plan = Plan::new(drawing, printed, width);
    let layout = place(
        &plan.graph,
        &Room {
            width,
            height,
            trees: true,
        },
    );
    (plan, layout)
}

/// The largest type at which it fits the room; else the smallest, on a page that is as high as it has to be.
fn fitted<'d>(drawing: &'d Drawing, (width, height): (Length, Length), place: Placing<'_>) -> (Plan<'d>, Layout, bool) {
    let try_at = |printed| {
        let (plan, layout) = set(drawing, printed, (Some(width), Some(height)), place);
        let fits = layout.fits && height > 0;
        (plan, layout, fits)
    };
    let mut best = None;
    // What doesn't fit at one size doesn't fit at a larger one: few sizes have to be tried.
    let [largest, .., smallest] = types::TRIED;
    for first in [largest, smallest] {
        let (plan, layout, fits) = try_at(first);
        if fits {
            best = Some((plan, layout));
            break;
        }
    }
    let Some(mut best) = best else {
        let (plan, layout) = set(drawing, smallest, (Some(width), None), place);
        return (plan, layout, false);
    };
    if best.0.types.printed == smallest {
        let between = types::TRIED.get(1..types::TRIED.len() - 1).unwrap_or_default();
        let (mut low, mut high) = (0, between.len());
        while low < high {
            let middle = (low + high) / 2;
            let (plan, layout, fits) = try_at(between.get(middle).copied().unwrap_or(smallest));
            if fits {
                best = (plan, layout);
                high = middle;
            } else {
                low = middle + 1;
            }
        }
    }
    (best.0, best.1, true)
}

/// All that a sheet is written from.
struct Sheet<'s, 'd> {
    drawing: &'d Drawing,
    options: &'s SheetOptions,
    palette: &'s Palette,
    plan: &'s Plan<'d>,
    layout: &'s Layout,
    furniture: &'s Furniture,
}

impl Sheet<'_, '_> {
    /// The SVG, and how many labels were left out.
    fn write(&self) -> (String, usize) {
        let types = &self.plan.types;
        let page = self.options.page.size().map_or(LEAST_FREE, |(width, _)| width);
        let width = page.max(types.on_paper(self.layout.width));
        let above = self.furniture.above();
        let drawn = types.on_paper(self.layout.height);
        let height = above
            .saturating_add(drawn)
            .saturating_add(self.furniture.below())
            .max(100);
        let mut ids = Ids::new(&self.options.id_prefix);
        let mut pen = Pen::default();
        begin_sheet(
            &mut pen,
            self.drawing,
            self.options,
            self.palette,
            &mut ids,
            Size { width, height },
        );
        self.furniture.draw_above(&mut pen, self.palette);
        let mut place = format!("translate(0 {})", Points(above));
        if types.printed != 1_000 {
            place.push_str(&format!(" scale({})", Points(types.printed / 10)));
        }
        pen.tag("g").set("transform", place).begin();
        let left_out = self.drawing_itself(&mut pen, types.from_paper(width), &mut ids);
        pen.end();
        self.furniture.draw_below(&mut pen, above + drawn, self.palette);
        (pen.finish(), left_out)
    }

    /// Bands, headings, boxes and lines, on the drawing's own measure.
    fn drawing_itself(&self, pen: &mut Pen, width: Length, ids: &mut Ids) -> usize {
        for (number, band) in self.layout.tiers.iter().enumerate() {
            if number % 2 == 0 {
                let area = Rect {
                    x: 0,
                    width,
                    ..band.area
                };
                pen.rect(area).set("fill", Hex(self.palette.band)).close();
            }
        }
        // A drawing narrower than its sheet stands in the middle of it; the labels of tiers stay at the edge.
        let aside = (width - self.layout.width).max(0) / 2;
        if aside > 0 {
            pen.tag("g")
                .set("transform", format!("translate({} 0)", Points(aside)))
                .begin();
        }
        self.lanes(pen);
        if aside > 0 {
            pen.end();
        }
        for band in &self.layout.tiers {
            self.tier_label(pen, band);
        }
        if aside > 0 {
            pen.tag("g")
                .set("transform", format!("translate({} 0)", Points(aside)))
                .begin();
        }
        self.boxes(pen, ids);
        let left_out = lines::draw(pen, self.plan, self.layout, self.palette, ids);
        if aside > 0 {
            pen.end();
        }
        left_out
    }

    fn tier_label(&self, pen: &mut Pen, band: &remit_layout::Band) {
        let Some(words) = self.plan.tiers.get(band.tier).filter(|words| !words.is_empty()) else {
            return;
        };
        let size = self.plan.types.detail;
        let tall = text::line_height(size);
        let count = Length::try_from(words.len()).unwrap_or(0);
        // Read from below to above, its lines from left to right.
        let middle = band.label.y + band.label.height / 2;
        let mut x = band.label.x + (band.label.width - tall * count) / 2;
        for line in words {
            let at = Point {
                x: x + text::baseline(size),
                y: middle,
            };
            pen.tag("text")
                .set(
                    "transform",
                    format!("translate({} {}) rotate(-90)", Points(at.x), Points(at.y)),
                )
                .set("text-anchor", "middle")
                .set("font-size", Points(size))
                .set("font-weight", Face::Bold.weight())
                .set("fill", Hex(self.palette.quiet))
                .holding(line);
            x += tall;
        }
    }

    fn lanes(&self, pen: &mut Pen) {
        let size = self.plan.types.detail;
        for (number, column) in self.layout.lanes.iter().enumerate() {
            if number > 0 {
                let (x, top, bottom) = (
                    Points(column.area.x),
                    Points(column.area.y),
                    Points(column.area.bottom()),
                );
                pen.tag("path")
                    .set("d", format!("M{x} {top} L{x} {bottom}"))
                    .set("stroke", Hex(self.palette.rule))
                    .set("stroke-width", Points(50))
                    .set("stroke-dasharray", "1 3")
                    .close();
            }
            let Some(words) = self.plan.lanes.get(column.lane) else {
                continue;
            };
            let mut y = column.heading.y;
            for line in words {
                pen.tag("text")
                    .set("x", Points(column.heading.x + column.heading.width / 2))
                    .set("y", Points(y + text::baseline(size)))
                    .set("text-anchor", "middle")
                    .set("font-size", Points(size))
                    .set("font-weight", Face::Bold.weight())
                    .set("fill", Hex(self.palette.quiet))
                    .holding(line);
                y += text::line_height(size);
            }
        }
    }

    /// The boxes in the order in which they are read: tier by tier, row by row, from left to right.
    fn boxes(&self, pen: &mut Pen, ids: &mut Ids) {
        let mut order: Vec<usize> = (0..self.plan.boxes.len()).collect();
        let place = |&number: &usize| {
            let tier = self.plan.graph.boxes.get(number).map_or(0, |node| node.tier);
            let placed = self.layout.boxes.get(number).copied().unwrap_or_default();
            (tier, placed.row, placed.area.x, placed.area.y, number)
        };
        order.sort_by_key(place);
        for number in order {
            let (Some(drawn), Some(placed)) = (self.plan.boxed(number), self.layout.boxes.get(number)) else {
                continue;
            };
            let contents = self.plan.contents.get(number).map(Vec::as_slice).unwrap_or_default();
            let Some(content) = contents.get(placed.size).or(contents.last()) else {
                continue;
            };
            pen.tag("g")
                .set("id", ids.of(&format!("box-{}", drawn.key)))
                .set("role", "graphics-object group")
                .begin();
            pen.words("title", &boxes::told(drawn));
            boxes::shape(pen, drawn, placed.area, self.palette);
            content.draw(pen, drawn, placed.area, &self.plan.types, self.palette);
            pen.end();
        }
    }
}

/// What every sheet begins with: its size, what it is called, the font, the paper.
fn begin_sheet(
    pen: &mut Pen,
    drawing: &Drawing,
    options: &SheetOptions,
    palette: &Palette,
    ids: &mut Ids,
    Size { width, height }: Size,
) {
    let (title, desc) = (ids.of("title"), ids.of("desc"));
    pen.tag("svg")
        .set("xmlns", "http://www.w3.org/2000/svg")
        .set("width", format!("{}mm", Points(in_millimetres(width))))
        .set("height", format!("{}mm", Points(in_millimetres(height))))
        .set("viewBox", format!("0 0 {} {}", Points(width), Points(height)))
        .set("lang", "en-GB")
        .set("role", "graphics-document document")
        .set("aria-labelledby", &title)
        .set("aria-describedby", &desc)
        .set("font-family", family(options.house.font.as_deref()))
        .begin();
    pen.tag("title").set("id", &title).holding(&inert::line(&drawing.title));
    pen.tag("desc").set("id", &desc).holding(&inert::line(&drawing.alt));
    pen.tag("style").holding_raw(&data::font());
    let paper = Rect {
        x: 0,
        y: 0,
        width,
        height,
    };
    pen.rect(paper).set("fill", Hex(palette.paper)).close();
}

/// Hundredths of a point as hundredths of a millimetre.
fn in_millimetres(length: Length) -> Length {
    Length::try_from((i64::from(length) * 2_540 + 3_600) / 7_200).unwrap_or(Length::MAX)
}

/// The fonts in which readers may see it: that of the house, ours, and one with the same widths that most have.
fn family(house: Option<&str>) -> String {
    let own = format!("'{}', Arial, Helvetica, sans-serif", text::FAMILY);
    let safe: String = house
        .unwrap_or_default()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
        .collect();
    match safe.trim() {
        "" => own,
        safe => format!("'{safe}', {own}"),
    }
}
