//! What stands around the drawing on its sheet: title, key, log entries, sources, footer. On paper's own measure.

use remit_layout::{Length, Point, Rect};
use remit_model::drawing::{Drawing, Note};

use super::key::Key;
use super::letters::Letters;
use super::palette::Palette;
use super::pen::{Hex, Pen, Points};
use super::tags::{Dress, Tag};
use super::words::lines;
use crate::inert;
use crate::text::{self, Face};

const TITLE: Length = 1_500;
const SUBTITLE: Length = 900;
const HEADING: Length = 850;
const NOTE: Length = 800;
const SMALL: Length = 800;

/// What a logo may take.
const LOGO: (Length, Length) = (9_600, 3_000);

/// Between the parts of a sheet.
const GAP: Length = 900;

/// How far the text of a log entry stands in after its number.
const HANGING: Length = 1_700;

/// From this width on, log entries stand in two columns.
const TWO_COLUMNS: Length = 40_000;

/// Between the two.
const APART: Length = 1_800;

/// Between two log entries.
const BETWEEN: Length = 150;

/// How wide the column beside a drawing is.
const BESIDE: Length = 15_500;

/// Between it and the drawing.
const BESIDE_GAP: Length = 1_500;

/// Where key and log entries stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Arrangement {
    /// At the right of the drawing, which saves height on a page that is wide; else below it.
    pub(super) beside: bool,
}

/// Everything around a drawing, measured for a width.
pub(super) struct Furniture {
    /// The width of the sheet, as far as the drawing isn't wider.
    pub(super) width: Length,
    beside: bool,
    title: Vec<String>,
    subtitle: Vec<String>,
    status: Option<String>,
    logo: Option<String>,
    key: Option<Key>,
    notes: Vec<Vec<(usize, Vec<String>)>>,
    sources: Vec<String>,
    footer: Vec<String>,
}

impl Furniture {
    /// Measures what a drawing says of itself.
    pub(super) fn new(
        drawing: &Drawing,
        footer: Option<&str>,
        logo: Option<String>,
        (width, arrangement): (Length, Arrangement),
        letters: &Letters,
    ) -> Self {
        let beside = arrangement.beside;
        let status = drawing
            .status
            .as_deref()
            .map(|status| inert::line(status).trim().to_owned());
        let status = status.filter(|status| !status.is_empty());
        let status = status.and_then(|status| text::wrap(&status, Face::Bold, SUBTITLE, width / 3).into_iter().next());
        let at_right = logo.as_ref().map_or(0, |_| LOGO.0 + GAP)
            + status
                .as_ref()
                .map_or(0, |status| text::width(status, Face::Bold, SUBTITLE) + 1_000 + GAP);
        let room = (width - at_right).max(width / 4);
        let wrapped = |words: &str, face, size, room| {
            let words = inert::line(words);
            if words.trim().is_empty() {
                Vec::new()
            } else if face == Face::Bold {
                text::wrap(&words, face, size, room)
            } else {
                text::fill(&words, face, size, room)
            }
        };
        let column = if beside { BESIDE } else { width };
        let key = Some(Key::new(drawing, letters, column)).filter(|key| key.height > 0);
        let sources: Vec<String> = drawing
            .sources
            .iter()
            .map(|source| inert::line(source).into_owned())
            .collect();
        let sources = match sources.as_slice() {
            [] => String::new(),
            [one] => format!("Source: {one}"),
            several => format!("Sources: {}", several.join("; ")),
        };
        Self {
            width,
            beside,
            title: wrapped(&drawing.title, Face::Bold, TITLE, room),
            subtitle: wrapped(&subtitle(drawing), Face::Regular, SUBTITLE, room),
            status,
            logo,
            key,
            notes: notes(&drawing.notes, column),
            sources: wrapped(&sources, Face::Regular, SMALL, width),
            footer: wrapped(footer.unwrap_or_default(), Face::Regular, SMALL, width),
        }
    }

    /// How much stands above the drawing.
    pub(super) fn above(&self) -> Length {
        let words = tall(self.title.len(), TITLE) + tall(self.subtitle.len(), SUBTITLE) + 200;
        let all = words.max(if self.logo.is_some() { LOGO.1 } else { 0 });
        if self.title.is_empty() && self.subtitle.is_empty() && self.logo.is_none() && self.status.is_none() {
            0
        } else {
            all + GAP
        }
    }

    /// How much stands below it.
    pub(super) fn below(&self) -> Length {
        let mut sum: Length = 0;
        let mut add = |part: Length| {
            if part > 0 {
                sum = sum.saturating_add(part).saturating_add(GAP);
            }
        };
        if !self.beside {
            add(self.key.as_ref().map_or(0, |key| key.height));
            add(self.notes_height());
        }
        for words in [&self.sources, &self.footer] {
            add(tall(words.len(), SMALL));
        }
        sum
    }

    fn notes_height(&self) -> Length {
        let columns = self.notes.iter().map(|column| column_height(column));
        match columns.max() {
            None | Some(0) => 0,
            Some(height) => height + text::line_height(HEADING) + 200,
        }
    }

    /// Draws what stands above.
    pub(super) fn draw_above(&self, pen: &mut Pen, palette: &Palette) {
        let mut y = 0;
        y = lines(
            pen,
            &self.title,
            Point { x: 0, y },
            (Face::Bold, TITLE),
            Hex(palette.ink),
        ) + 200;
        lines(
            pen,
            &self.subtitle,
            Point { x: 0, y },
            (Face::Regular, SUBTITLE),
            Hex(palette.quiet),
        );
        let mut right = self.width;
        if let Some(logo) = &self.logo {
            right -= LOGO.0;
            pen.tag("image")
                .set("x", Points(right))
                .set("y", 0)
                .set("width", Points(LOGO.0))
                .set("height", Points(LOGO.1))
                .set("preserveAspectRatio", "xMaxYMin meet")
                .set("href", logo)
                .close();
            right -= GAP;
        }
        if let Some(status) = &self.status {
            let width = text::width(status, Face::Bold, SUBTITLE) + 1_000;
            let area = Rect {
                x: right - width - 40,
                y: 150,
                width,
                height: text::line_height(SUBTITLE) + 350,
            };
            pen.rect(area)
                .set("rx", Points(200))
                .set("fill", "none")
                .set("stroke", Hex(palette.ink))
                .set("stroke-width", Points(100))
                .close();
            let at = Point {
                x: area.x + 500,
                y: area.y + 175,
            };
            lines(
                pen,
                std::slice::from_ref(status),
                at,
                (Face::Bold, SUBTITLE),
                Hex(palette.ink),
            );
        }
    }

    /// What is left of a width for the drawing.
    pub(super) fn left_of(&self, width: Length) -> Length {
        if self.beside {
            width - BESIDE - BESIDE_GAP
        } else {
            width
        }
    }

    /// How high the column beside the drawing is.
    pub(super) fn beside(&self) -> Length {
        let key = self.key.as_ref().map_or(0, |key| key.height + GAP);
        if self.beside {
            key.saturating_add(self.notes_height())
        } else {
            0
        }
    }

    /// Draws what stands beside the drawing, which begins at this height, at the right of a sheet of this width.
    pub(super) fn draw_beside(&self, pen: &mut Pen, width: Length, top: Length, palette: &Palette) {
        if !self.beside {
            return;
        }
        let (x, mut y) = (width - BESIDE, top);
        if let Some(key) = &self.key {
            self.draw_key(pen, key, Point { x, y }, palette);
            y += key.height + GAP;
        }
        self.draw_notes(pen, Point { x, y }, palette);
    }

    fn draw_key(&self, pen: &mut Pen, key: &Key, at: Point, palette: &Palette) {
        pen.tag("g").set("role", "list").set("aria-label", "Key").begin();
        key.draw(pen, at, palette);
        pen.end();
    }

    /// Draws what stands below, from this height on.
    pub(super) fn draw_below(&self, pen: &mut Pen, top: Length, palette: &Palette) {
        let mut y = top;
        if let Some(key) = self.key.as_ref().filter(|_| !self.beside) {
            y += GAP;
            self.draw_key(pen, key, Point { x: 0, y }, palette);
            y += key.height;
        }
        let height = self.notes_height();
        if height > 0 && !self.beside {
            y += GAP;
            rule(pen, self.width, y - GAP / 2, palette);
            self.draw_notes(pen, Point { x: 0, y }, palette);
            y += height;
        }
        for words in [&self.sources, &self.footer] {
            if !words.is_empty() {
                y += GAP;
                rule(pen, self.width, y - GAP / 2, palette);
                y = lines(
                    pen,
                    words,
                    Point { x: 0, y },
                    (Face::Regular, SMALL),
                    Hex(palette.quiet),
                );
            }
        }
    }

    fn draw_notes(&self, pen: &mut Pen, at: Point, palette: &Palette) {
        if self.notes.is_empty() {
            return;
        }
        pen.tag("g")
            .set("role", "list")
            .set("aria-label", "Log entries")
            .begin();
        let heading = ["Numbers in the drawing".to_owned()];
        let first = lines(pen, &heading, at, (Face::Bold, HEADING), Hex(palette.ink)) + 200;
        let mut x = at.x;
        for column in &self.notes {
            let mut y = first;
            for (number, words) in column {
                pen.tag("g").set("role", "listitem").begin();
                Tag::Note(*number).draw(pen, Point { x, y }, NOTE, &Dress::on_sheet(palette));
                let at = Point { x: x + HANGING, y };
                y = lines(pen, words, at, (Face::Regular, NOTE), Hex(palette.ink)) + BETWEEN;
                pen.end();
            }
            x += (self.width + APART) / 2;
        }
        pen.end();
    }
}

/// Framework, date, version: what the subtitle doesn't say already is added.
fn subtitle(drawing: &Drawing) -> String {
    let mut parts = Vec::new();
    let said = |words: &str| drawing.subtitle.contains(words);
    if !drawing.framework.is_empty() && !said(&drawing.framework) {
        parts.push(drawing.framework.clone());
    }
    if !drawing.subtitle.is_empty() {
        parts.push(drawing.subtitle.clone());
    }
    if !drawing.as_at.is_empty() && !drawing.says_when() {
        parts.push(format!("as at {}", drawing.as_at));
    }
    if let Some(version) = drawing.version.as_ref().filter(|version| !version.trim().is_empty()) {
        parts.push(format!("version {version}"));
    }
    // A date is read in one piece.
    parts.join(" · ").replace(" as at ", " as\u{a0}at ")
}

/// The log entries in one or two columns of about the same height.
fn notes(notes: &[Note], width: Length) -> Vec<Vec<(usize, Vec<String>)>> {
    if notes.is_empty() {
        return Vec::new();
    }
    let two = width >= TWO_COLUMNS && notes.len() > 1;
    let column = if two { (width - APART) / 2 } else { width };
    let set = |note: &Note| {
        let words = text::fill(&inert::line(&note.text), Face::Regular, NOTE, column - HANGING);
        (note.number, words)
    };
    let mut all: Vec<(usize, Vec<String>)> = notes.iter().map(set).collect();
    if !two {
        return vec![all];
    }
    let half = column_height(&all) / 2;
    let split = (1..all.len())
        .find(|&count| column_height(all.get(..count).unwrap_or_default()) >= half)
        .unwrap_or(1);
    let second = all.split_off(split);
    vec![all, second]
}

fn column_height(column: &[(usize, Vec<String>)]) -> Length {
    column
        .iter()
        .map(|(_, words)| tall(words.len(), NOTE).saturating_add(BETWEEN))
        .fold(0, Length::saturating_add)
}

fn tall(count: usize, size: Length) -> Length {
    text::line_height(size).saturating_mul(Length::try_from(count).unwrap_or(Length::MAX))
}

fn rule(pen: &mut Pen, width: Length, y: Length, palette: &Palette) {
    pen.tag("path")
        .set("d", format!("M0 {y} L{} {y}", Points(width), y = Points(y)))
        .set("aria-hidden", "true")
        .set("stroke", Hex(palette.rule))
        .set("stroke-width", Points(50))
        .close();
}
