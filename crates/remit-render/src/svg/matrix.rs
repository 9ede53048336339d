//! A table as SVG: who is on what. Headings that are too long for narrow columns are turned by 90°.

use remit_layout::{Layout, Length, Point, Rect, Size};
use remit_model::drawing::{Drawing, Matrix};

use super::SheetOptions;
use super::fit::{Furnishing, LEAST_FREE};
use super::furniture::Arrangement;
use super::ids::Ids;
use super::letters::Letters;
use super::palette::Palette;
use super::pen::{Hex, Pen, Points};
use super::plan::block;
use super::types::TRIED;
use super::whole;
use super::words::{centred, lines, turned};
use crate::text::{self, Face};

mod table;

use table::{ABOVE, EMPTY, Heading, PAD, Row, Table};

impl Table {
    /// Draws it, from this height on.
    fn draw(&self, pen: &mut Pen, top: Length, palette: &Palette) {
        pen.tag("g").set("role", "table").begin();
        self.draw_head(pen, top, palette);
        let mut y = top + self.head;
        let width = self.size.width;
        rule(pen, (0, width), y, palette, 100);
        for (number, row) in self.rows.iter().enumerate() {
            if number % 2 == 0 {
                let area = Rect {
                    x: 0,
                    y,
                    width,
                    height: row.height,
                };
                pen.rect(area).set("fill", Hex(palette.band)).close();
            }
            self.draw_row(pen, row, y, palette);
            y += row.height;
        }
        if self.rows.is_empty() {
            let at = Point { x: PAD, y: y + ABOVE };
            lines(
                pen,
                &[EMPTY.to_owned()],
                at,
                (Face::Regular, self.type_size),
                Hex(palette.quiet),
            );
            y += self.empty_height();
        }
        rule(pen, (0, width), y, palette, 50);
        pen.end();
        self.draw_key(pen, y + 900, palette);
    }

    fn draw_head(&self, pen: &mut Pen, top: Length, palette: &Palette) {
        let bottom = top + self.head - ABOVE;
        pen.tag("g").set("role", "row").begin();
        let (corner, mut x) = (&self.corner.0, self.corner.1);
        let up = |heading: &Heading| bottom - block(&heading.words, Face::Bold, self.type_size).height;
        let face = (Face::Bold, self.type_size);
        pen.tag("g")
            .set("role", "columnheader")
            .set("aria-label", &corner.said)
            .begin();
        let at = Point { x: PAD, y: up(corner) };
        lines(pen, &corner.words, at, face, Hex(palette.ink));
        pen.end();
        for (heading, width) in &self.columns {
            pen.tag("g")
                .set("role", "columnheader")
                .set("aria-label", &heading.said)
                .begin();
            let x_middle = x + width / 2;
            if self.turned {
                self.draw_turned(pen, heading, Point { x: x_middle, y: bottom }, palette);
            } else {
                let at = Point {
                    x: x_middle,
                    y: up(heading),
                };
                centred(pen, &heading.words, at, face, Hex(palette.ink));
            }
            pen.end();
            x += width;
        }
        pen.end();
    }

    /// A heading that is read from below to above, its lines from left to right, in the middle of its column.
    fn draw_turned(&self, pen: &mut Pen, heading: &Heading, foot: Point, palette: &Palette) {
        let wide = block(&heading.words, Face::Bold, self.type_size).height;
        let at = Point {
            x: foot.x - wide / 2,
            ..foot
        };
        let set = (Face::Bold, self.type_size);
        turned(pen, &heading.words, at, set, Hex(palette.ink), false);
    }

    fn draw_row(&self, pen: &mut Pen, row: &Row, top: Length, palette: &Palette) {
        pen.tag("g").set("role", "row").begin();
        let y = |words: &[String]| top + (row.height - block(words, Face::Regular, self.type_size).height) / 2;
        pen.tag("g")
            .set("role", "rowheader")
            .set("aria-label", &row.heading.said)
            .begin();
        let words = &row.heading.words;
        let at = Point { x: PAD, y: y(words) };
        lines(pen, words, at, (Face::Regular, self.type_size), Hex(palette.ink));
        pen.end();
        let mut x = self.corner.1;
        for (words, (heading, width)) in row.cells.iter().zip(&self.columns) {
            // A line between columns, so that a short word is found again under its heading.
            pen.tag("path")
                .set(
                    "d",
                    format!("M{x} {} L{x} {}", Points(top), Points(top + row.height), x = Points(x)),
                )
                .set("stroke", Hex(palette.rule))
                .set("stroke-width", Points(50))
                .close();
            if !words.is_empty() {
                pen.tag("g").set("role", "cell").begin();
                let told = format!(
                    "{}, {}: {}",
                    row.heading.said,
                    heading.said,
                    words.join(" ").replace('\u{a0}', " ")
                );
                pen.words("title", &told);
                let at = Point {
                    x: x + width / 2,
                    y: y(words),
                };
                centred(pen, words, at, (Face::Regular, self.type_size), Hex(palette.ink));
                pen.end();
            }
            x += width;
        }
        pen.end();
    }

    fn draw_key(&self, pen: &mut Pen, top: Length, palette: &Palette) {
        if self.key.is_empty() {
            return;
        }
        let size = self.type_size;
        pen.tag("g").set("role", "list").set("aria-label", "Key").begin();
        let mut y = top;
        for line in &self.key {
            let mut foot = y;
            for meaning in line {
                pen.tag("g").set("role", "listitem").begin();
                let short = std::slice::from_ref(&meaning.short);
                lines(
                    pen,
                    short,
                    Point { x: meaning.x, y },
                    (Face::Bold, size),
                    Hex(palette.ink),
                );
                let x = meaning.x + text::width(&meaning.short, Face::Bold, size) + PAD;
                let reached = lines(
                    pen,
                    &meaning.long,
                    Point { x, y },
                    (Face::Regular, size),
                    Hex(palette.ink),
                );
                foot = foot.max(reached);
                pen.end();
            }
            y = foot;
        }
        pen.end();
    }
}

fn rule(pen: &mut Pen, (left, right): (Length, Length), y: Length, palette: &Palette, thick: Length) {
    pen.tag("path")
        .set(
            "d",
            format!("M{} {y} L{} {y}", Points(left), Points(right), y = Points(y)),
        )
        .set("stroke", Hex(palette.line))
        .set("stroke-width", Points(thick))
        .close();
}

/// A table on its sheet.
pub(super) fn draw(
    drawing: &Drawing,
    matrix: &Matrix,
    options: &SheetOptions,
    palette: &Palette,
    furnish: Furnishing<'_>,
) -> (String, Length, Layout) {
    let plain = Arrangement::default();
    let (table, furniture, fits, page) = match options.page.room() {
        None => {
            let table = Table::new(matrix, TRIED[0], None);
            let width = table.size.width.max(LEAST_FREE);
            (table, furnish(width, plain, &Letters::default()), true, width)
        }
        Some((width, height)) => {
            let furniture = furnish(width, plain, &Letters::default());
            let room = height - furniture.above() - furniture.below();
            let fits = |table: &Table| table.size.width <= width && table.size.height <= room;
            let mut table = Table::new(matrix, TRIED[0], Some(width));
            for size in TRIED.into_iter().skip(1) {
                if fits(&table) {
                    break;
                }
                table = Table::new(matrix, size, Some(width));
            }
            let fitted = fits(&table);
            (table, furniture, fitted, width)
        }
    };
    let above = furniture.above();
    let size = Size {
        width: table.size.width.max(page),
        height: table
            .size
            .height
            .saturating_add(above)
            .saturating_add(furniture.below()),
    };
    let mut pen = Pen::default();
    whole::begin(
        &mut pen,
        drawing,
        options,
        palette,
        &mut Ids::new(&options.id_prefix),
        size,
    );
    furniture.draw_above(&mut pen, palette);
    table.draw(&mut pen, above, palette);
    furniture.draw_below(&mut pen, above + table.size.height, palette);
    let layout = Layout {
        width: table.size.width,
        height: table.size.height,
        fits,
        ..Layout::default()
    };
    (pen.finish(), table.type_size, layout)
}

#[cfg(test)]
mod tests;
