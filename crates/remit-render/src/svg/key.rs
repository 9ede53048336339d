//! The key: what the lines and marks of this drawing mean, and no others.

use remit_layout::{Length, Point, Rect};
use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box as DrawnBox, Change, Drawing, Standing};

use super::boxes;
use super::labels::change_of;
use super::letters::Letters;
use super::lines::Dressed;
use super::palette::Palette;
use super::pen::{Hex, Pen, Points, rounded};
use super::tags::{self, Dress, Tag};
use super::words::lines;
use crate::text::{self, Face};

/// The size of its text.
const SIZE: Length = 850;

/// From one row to the next.
const ROW: Length = 1_500;

/// The longest lines of text that are tried.
const WIDEST: [Length; 3] = [21_000, 14_000, 9_500];

/// Between a sample and its text, and between two samples.
const NEAR: Length = 500;

/// Between two columns.
const APART: Length = 1_800;

/// The sizes of the samples.
const BOX: (Length, Length) = (2_000, 1_100);
const LINE: Length = 2_800;

/// The size of a line's sample beside that of a box.
const SHORT: Length = 2_000;

/// The most columns that are tried.
const COLUMNS: usize = 5;

/// What something looks like, and what it means.
struct Entry {
    samples: Vec<Sample>,
    words: Vec<String>,
}

enum Sample {
    Line(Box<Arrow>, Length),
    Box(Box<DrawnBox>),
    Tag(Tag),
}

impl Sample {
    fn width(&self) -> Length {
        match self {
            Self::Line(_, long) => *long,
            Self::Box(_) => BOX.0,
            Self::Tag(Tag::Assumed) => BOX.0,
            Self::Tag(_) => SIZE + 200,
        }
    }
}

impl Entry {
    fn new(samples: Vec<Sample>, words: &str) -> Self {
        Self {
            samples,
            words: vec![words.to_owned()],
        }
    }

    /// With its text broken to a width.
    fn wrapped(mut self, width: Length) -> Self {
        let lines = self.words.iter();
        self.words = lines
            .flat_map(|words| text::wrap(words, Face::Regular, SIZE, width))
            .collect();
        self
    }

    fn sample_width(&self) -> Length {
        let gaps = NEAR * Length::try_from(self.samples.len().saturating_sub(1)).unwrap_or(0);
        self.samples.iter().map(Sample::width).sum::<Length>() + gaps
    }

    fn text_width(&self) -> Length {
        let widths = self.words.iter().map(|line| text::width(line, Face::Regular, SIZE));
        widths.max().unwrap_or(0)
    }

    fn height(&self) -> Length {
        let more = Length::try_from(self.words.len().saturating_sub(1)).unwrap_or(0);
        ROW + more * text::line_height(SIZE)
    }
}

/// The key of a drawing, laid out for a width.
pub(super) struct Key {
    columns: Vec<Column>,
    /// How high it is.
    pub(super) height: Length,
}

struct Column {
    x: Length,
    sample: Length,
    entries: Vec<Entry>,
}

impl Key {
    /// What a drawing uses, in the columns that take the least height.
    pub(super) fn new(drawing: &Drawing, letters: &Letters, width: Length) -> Self {
        let ways = WIDEST.map(|widest| {
            let widest = widest.min(width - 2 * (LINE + NEAR));
            let entries = entries(drawing, letters)
                .into_iter()
                .map(|entry| entry.wrapped(widest))
                .collect();
            Self::in_columns(entries, width)
        });
        let least = ways.into_iter().min_by_key(|key| key.height);
        least.unwrap_or_else(|| Self::in_columns(Vec::new(), width))
    }

    fn in_columns(mut entries: Vec<Entry>, width: Length) -> Self {
        let sizes: Vec<(Length, Length)> = entries
            .iter()
            .map(|entry| (entry.sample_width(), entry.text_width()))
            .collect();
        let count = (1..=COLUMNS)
            .rev()
            .find(|&count| total(&sizes, count) <= width)
            .unwrap_or(1);
        let rows = entries.len().div_ceil(count).max(1);
        let mut columns = Vec::new();
        let (mut x, mut height) = (0, 0);
        for sizes in sizes.chunks(rows) {
            let sample = sizes.iter().map(|size| size.0).max().unwrap_or(0);
            let entries: Vec<Entry> = entries.drain(..sizes.len().min(entries.len())).collect();
            height = height.max(entries.iter().map(Entry::height).sum());
            columns.push(Column { x, sample, entries });
            x += column(sizes) + APART;
        }
        Self { columns, height }
    }

    /// Draws it, its upper left corner being given.
    pub(super) fn draw(&self, pen: &mut Pen, at: Point, palette: &Palette) {
        for column in &self.columns {
            let mut y = at.y;
            for entry in &column.entries {
                pen.tag("g").set("role", "listitem").begin();
                let mut x = at.x + column.x;
                for sample in &entry.samples {
                    draw(pen, sample, Point { x, y: y + ROW / 2 }, palette);
                    x += sample.width() + NEAR;
                }
                let text = Point {
                    x: at.x + column.x + column.sample + NEAR,
                    y: y + (ROW - text::line_height(SIZE)) / 2,
                };
                lines(pen, &entry.words, text, (Face::Regular, SIZE), Hex(palette.ink));
                pen.end();
                y += entry.height();
            }
        }
    }
}

fn column(sizes: &[(Length, Length)]) -> Length {
    let widest = |of: fn(&(Length, Length)) -> Length| sizes.iter().map(of).max().unwrap_or(0);
    widest(|size| size.0) + NEAR + widest(|size| size.1)
}

/// How wide so many columns are together.
fn total(sizes: &[(Length, Length)], count: usize) -> Length {
    let rows = sizes.len().div_ceil(count).max(1);
    let columns: Vec<Length> = sizes.chunks(rows).map(column).collect();
    let gaps = APART * Length::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    columns.iter().sum::<Length>() + gaps
}

fn draw(pen: &mut Pen, sample: &Sample, at: Point, palette: &Palette) {
    match sample {
        Sample::Line(line, long) => {
            // Drawn like all lines, from above; then turned to run from left to right.
            let turn = format!("rotate(-90 {} {})", Points(at.x), Points(at.y));
            pen.tag("g").set("transform", turn).begin();
            let dressed = Dressed::new(line, palette);
            let tip = Point {
                x: at.x,
                y: at.y + long,
            };
            let stop = Point {
                y: tip.y - dressed.look.head.covers(),
                ..tip
            };
            dressed.draw(pen, &[(rounded(&[at, stop], 0), palette.paper)]);
            dressed.look.head.draw(pen, tip, true, dressed.colour, palette.paper);
            pen.end();
        }
        Sample::Box(drawn) => {
            let area = Rect {
                x: at.x,
                y: at.y - BOX.1 / 2,
                width: BOX.0,
                height: BOX.1,
            };
            boxes::shape(pen, drawn, area, palette);
            if drawn.post {
                let sign = Point {
                    x: at.x + BOX.0 / 2 - 400,
                    y: at.y + 350 - text::baseline(SIZE),
                };
                boxes::sign(pen, sign, SIZE, palette.on_body);
            }
        }
        Sample::Tag(tag) => {
            // What is drawn under words stands in the middle where there are none.
            let lower = if *tag == Tag::Assumed { 350 } else { 0 };
            let area = Rect {
                x: at.x,
                y: at.y - SIZE / 2 - 100 - lower,
                width: sample.width(),
                height: SIZE + 200,
            };
            match tag {
                // Its letter is its symbol.
                Tag::Letter(_) => {
                    let at = Point {
                        x: at.x,
                        y: at.y - text::line_height(SIZE) / 2,
                    };
                    tag.draw(pen, at, SIZE, &Dress::on_sheet(palette));
                }
                tag => tag.symbol(pen, area, SIZE, &Dress::on_sheet(palette)),
            }
        }
    }
}

/// All that the drawing uses, with what it means: lines, boxes, marks.
fn entries(drawing: &Drawing, letters: &Letters) -> Vec<Entry> {
    let mut out = Vec::new();
    for kind in RelationKind::ALL.into_iter().map(Some).chain([None]) {
        if drawing.lines.iter().any(|line| line.kind == kind) {
            let words = kind.map_or("demanded, and missing or not stated", RelationKind::words);
            let sample = Arrow {
                kind,
                ..Arrow::default()
            };
            out.push(Entry::new(vec![Sample::Line(Box::new(sample), LINE)], words));
        }
    }
    let used = Used { drawing };
    out.extend(used.shapes());
    out.extend(used.marks());
    let letters = letters.all();
    out.extend(letters.map(|(letter, words)| Entry::new(vec![Sample::Tag(Tag::Letter(letter))], words)));
    out
}

struct Used<'d> {
    drawing: &'d Drawing,
}

impl Used<'_> {
    fn boxes(&self) -> impl Iterator<Item = &DrawnBox> {
        self.drawing.tiers.iter().flat_map(|tier| &tier.boxes)
    }

    fn shapes(&self) -> Vec<Entry> {
        let sample = |change: fn(&mut DrawnBox)| {
            let mut drawn = DrawnBox::default();
            change(&mut drawn);
            vec![Sample::Box(Box::new(drawn))]
        };
        let organisation = self.boxes().any(|drawn| drawn.legal_person);
        let post = self.boxes().any(|drawn| drawn.post);
        let body = self.boxes().any(|drawn| !drawn.legal_person && !drawn.post);
        let mut out = Vec::new();
        if organisation {
            out.push(Entry::new(sample(|drawn| drawn.legal_person = true), "organisation"));
        }
        // Where all are bodies, nobody asks what a plain box is.
        if body && (organisation || post) {
            out.push(Entry::new(sample(|_| {}), "body"));
        }
        if post {
            out.push(Entry::new(sample(|drawn| drawn.post = true), "post"));
        }
        if self.boxes().any(|drawn| drawn.many) {
            out.push(Entry::new(sample(|drawn| drawn.many = true), "several alike"));
        }
        out
    }

    fn marks(&self) -> Vec<Entry> {
        let mut out = Vec::new();
        let mut both = |boxed: fn(&mut DrawnBox), line: fn(&mut Arrow), is: Is, words: &str| {
            let mut samples = Vec::new();
            if self.boxes().any(is.0) {
                let mut drawn = DrawnBox::default();
                boxed(&mut drawn);
                samples.push(Sample::Box(Box::new(drawn)));
            }
            if let Some(found) = self.drawing.lines.iter().find(|line| is.1(line)) {
                let mut sample = Arrow {
                    kind: found.kind,
                    ..Arrow::default()
                };
                line(&mut sample);
                let long = if samples.is_empty() { LINE } else { SHORT };
                samples.push(Sample::Line(Box::new(sample), long));
            }
            if !samples.is_empty() {
                out.push(Entry::new(samples, words));
            }
        };
        both(
            |drawn| drawn.standing = Standing::Proposed,
            |line| line.standing = Standing::Proposed,
            (
                |drawn| drawn.standing == Standing::Proposed,
                |line| line.standing == Standing::Proposed,
            ),
            "proposed, not in force",
        );
        both(
            |drawn| drawn.standing = Standing::Shadow,
            |line| line.standing = Standing::Shadow,
            (
                |drawn| drawn.standing == Standing::Shadow,
                |line| line.standing == Standing::Shadow,
            ),
            "shadow: tried out, without powers",
        );
        both(
            |drawn| drawn.highlighted = true,
            |line| line.highlighted = true,
            (|drawn| drawn.highlighted, |line| line.highlighted),
            "highlighted",
        );
        let lines = &self.drawing.lines;
        let mut tag = |used: bool, tag: Tag, words: &str| {
            if used {
                out.push(Entry::new(vec![Sample::Tag(tag)], words));
            }
        };
        let any = |is: fn(&DrawnBox) -> bool| self.boxes().any(is);
        tag(
            any(|drawn| drawn.vacant),
            Tag::Vacant(""),
            "vacant: nobody holds the post, or the chair",
        );
        let assumed = any(|drawn| drawn.assumed) || lines.iter().any(|line| line.assumed);
        tag(assumed, Tag::Assumed, "assumed: a reading, not stated by a source");
        let unsettled = any(|drawn| drawn.unsettled) || lines.iter().any(|line| line.unsettled);
        tag(unsettled, Tag::Question, "unsettled: a question is open");
        tag(
            any(|drawn| boxes::not_said(drawn).is_some()),
            Tag::Collapsed(0),
            "stands for so many, not shown one by one",
        );
        tag(any(|drawn| drawn.findings > 0), Tag::Findings(0), "so many findings");
        for change in [
            Change::Added,
            Change::Removed,
            Change::Changed,
            Change::Moved,
            Change::Succeeds,
        ] {
            let used = any_change(self.boxes().map(|drawn| drawn.change), change)
                || any_change(lines.iter().map(change_of), change);
            tag(used, Tag::Change(change, false), tags::change_word(change));
        }
        out
    }
}

/// Whether a box, and whether a line, has a mark.
type Is = (fn(&DrawnBox) -> bool, fn(&Arrow) -> bool);

fn any_change(mut all: impl Iterator<Item = Option<Change>>, change: Change) -> bool {
    all.any(|one| one == Some(change))
}
