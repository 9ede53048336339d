//! The whole sheet, from title to footer, and the drawing in the middle of it: bands, headings, boxes, lines.

use std::collections::BTreeMap;

use remit_layout::{Layout, Length, Point, Rect, Size};
use remit_model::drawing::Drawing;

use super::furniture::Furniture;
use super::ids::Ids;
use super::palette::Palette;
use super::pen::{Hex, Pen, Points};
use super::plan::Plan;
use super::words::{centred, turned};
use super::{CLEAR, SheetOptions, boxes, data, lines};
use crate::inert;
use crate::text::{self, Face};

/// All that a sheet is written from.
pub(super) struct Sheet<'s, 'd> {
    /// What is drawn.
    pub(super) drawing: &'d Drawing,
    /// How.
    pub(super) options: &'s SheetOptions,
    /// In which colours.
    pub(super) palette: &'s Palette,
    /// With which measures.
    pub(super) plan: &'s Plan<'d>,
    /// Where.
    pub(super) layout: &'s Layout,
    /// Between what.
    pub(super) furniture: &'s Furniture,
}

impl Sheet<'_, '_> {
    /// The SVG.
    pub(super) fn write(&self) -> String {
        let types = &self.plan.types;
        let page = self.furniture.width;
        let beside = page - self.furniture.left_of(page);
        let room = (page - beside).max(types.on_paper(self.layout.width));
        let width = room + beside;
        let above = self.furniture.above();
        let drawn = types.on_paper(self.layout.height);
        let drawn = drawn.max(self.furniture.beside());
        let height = above
            .saturating_add(drawn)
            .saturating_add(self.furniture.below())
            .max(100);
        let mut ids = Ids::new(&self.options.id_prefix);
        let mut pen = Pen::default();
        begin(
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
        self.drawing_itself(&mut pen, types.as_drawn(room), &mut ids);
        pen.end();
        self.furniture.draw_beside(&mut pen, width, above, self.palette);
        self.furniture.draw_below(&mut pen, above + drawn, self.palette);
        pen.finish()
    }

    /// Bands, headings, boxes and lines, on the drawing's own measure.
    fn drawing_itself(&self, pen: &mut Pen, width: Length, ids: &mut Ids) {
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
        let begin = |pen: &mut Pen| {
            let to = format!("translate({} 0)", Points(aside));
            pen.tag("g").set_if(aside > 0, "transform", to).begin();
        };
        begin(pen);
        self.lanes(pen);
        pen.end();
        // Each tier is read with its boxes: a list of all names first would leave nobody any the wiser.
        let mut tiers = self.by_tier();
        for band in &self.layout.tiers {
            self.tier_label(pen, band);
            if let Some(boxes) = tiers.remove(&band.tier) {
                begin(pen);
                self.boxes(pen, &boxes, ids);
                pen.end();
            }
        }
        begin(pen);
        for boxes in tiers.values() {
            self.boxes(pen, boxes, ids);
        }
        lines::draw(pen, self.plan, self.layout, self.palette, ids);
        pen.end();
    }

    fn tier_label(&self, pen: &mut Pen, band: &remit_layout::Band) {
        let Some(words) = self.plan.tiers.get(band.tier).filter(|words| !words.is_empty()) else {
            return;
        };
        let size = self.plan.types.detail;
        let count = Length::try_from(words.len()).unwrap_or(0);
        let at = Point {
            x: band.label.x + (band.label.width - text::line_height(size) * count) / 2,
            y: band.label.y + band.label.height / 2,
        };
        turned(pen, words, at, (Face::Bold, size), Hex(self.palette.quiet), true);
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
                    .set("aria-hidden", "true")
                    .set("stroke", Hex(self.palette.rule))
                    .set("stroke-width", Points(50))
                    .set("stroke-dasharray", "1 3")
                    .close();
            }
            let Some(words) = self.plan.lanes.get(column.lane) else {
                continue;
            };
            let at = Point {
                x: column.heading.x + column.heading.width / 2,
                y: column.heading.y,
            };
            centred(pen, words, at, (Face::Bold, size), Hex(self.palette.quiet));
        }
    }

    /// The boxes of each tier in the order in which they are read: row by row, from left to right.
    fn by_tier(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut tiers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, node) in self.plan.graph.boxes.iter().enumerate() {
            tiers.entry(node.tier).or_default().push(number);
        }
        let place = |&number: &usize| {
            let placed = self.layout.boxes.get(number).copied().unwrap_or_default();
            (placed.row, placed.area.x, placed.area.y, number)
        };
        tiers.values_mut().for_each(|boxes| boxes.sort_by_key(place));
        tiers
    }

    fn boxes(&self, pen: &mut Pen, order: &[usize], ids: &mut Ids) {
        for &number in order {
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

/// What every sheet begins with: its size with what stays clear around it, what it is called, the font, the paper.
pub(super) fn begin(
    pen: &mut Pen,
    drawing: &Drawing,
    options: &SheetOptions,
    palette: &Palette,
    ids: &mut Ids,
    Size { width, height }: Size,
) {
    let (title, desc) = (ids.of("title"), ids.of("desc"));
    let [width, height] = [width, height].map(|length| length.saturating_add(2 * CLEAR));
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
    // Ends with the sheet.
    pen.tag("g")
        .set(
            "transform",
            format!("translate({clear} {clear})", clear = Points(CLEAR)),
        )
        .begin();
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
