//! The label of a line: its words and marks, and the shapes that they can take.

use remit_layout::{Length, Point, Rect, Size};
use remit_model::drawing::{Arrow, Change, Standing};

use super::pen::{Hex, Pen, Points, dashes, inset_by};
use super::tags::{self, Dress, PROPOSED, SHADOW, Tag};
use super::types::Types;
use crate::inert;
use crate::text::{self, Face};

/// The widths that words are broken to.
const WIDTHS: [Length; 4] = [11_000, 6_600, 4_400, 3_000];

/// Between the words and the line that they stand on.
const SIDE: Length = 200;

/// What the edge around the label of a line that is not in force takes besides, at the sides and above and below.
const EDGE: (Length, Length) = (250, 175);

/// The label of a line in one of its shapes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// What it takes.
    pub(super) size: Size,
    rows: Vec<(String, Vec<Tag>)>,
    face: Face,
}

/// The change that a line is marked with. What is missing since is no addition: its words say that it is so now.
pub(super) fn change_of(line: &Arrow) -> Option<Change> {
    line.change
        .filter(|change| line.kind.is_some() || *change != Change::Added)
}

/// The marks in the label of a line. What is not in force, and what is assumed, shows in how the words are set.
pub(super) fn tags_of(line: &Arrow) -> Vec<Tag> {
    let change = change_of(line);
    let mut out: Vec<Tag> = change.iter().map(|&change| Tag::Change(change, false)).collect();
    if line.unsettled {
        out.push(Tag::Question);
    }
    out.extend(line.notes.iter().map(|&number| Tag::Note(number)));
    out
}

/// What a line says: the words that it came with, and its marks where these don't say them.
pub(super) fn words_of(line: &Arrow) -> String {
    let mut words = plain_words_of(line);
    let mut add = |mark: &str| {
        if !words.to_lowercase().contains(mark) {
            let gap = if words.is_empty() { "" } else { " " };
            words.push_str(&format!("{gap}({mark})"));
        }
    };
    if !line.standing.is_in_force() {
        add(tags::standing_word(line.standing));
    }
    if line.assumed {
        add("assumed");
    }
    words
}

/// Whether the words of a line say no more than its look, which the key explains.
pub(super) fn says_its_kind(line: &Arrow) -> bool {
    line.kind.is_some_and(|kind| words_of(line) == kind.words())
}

/// Whether the look of a line that a comparison marks shows all that it says: its kind, and that it is not in force.
fn shows_all(line: &Arrow) -> bool {
    let kind = line.kind.is_some_and(|kind| plain_words_of(line) == kind.words());
    line.change.is_some() && kind && !line.assumed
}

/// What a line says in brackets after no more than the words of its kind: of how many it is true, "2 of 3".
fn said_besides(line: &Arrow) -> Option<String> {
    let words = plain_words_of(line);
    let rest = words.strip_prefix(line.kind?.words())?.strip_prefix(" (")?;
    let inside = rest.strip_suffix(')').filter(|inside| !inside.contains(['(', ')']))?;
    (!inside.trim().is_empty()).then(|| inside.to_owned())
}

/// The words that a line came with.
fn plain_words_of(line: &Arrow) -> String {
    inert::line(&line.label).trim().to_owned()
}

/// The shapes that a line's label can take, the best first; none where it has nothing to say. Those that say in
/// words what marks the line come before those of the same height that leave it to dashes and dots, which the key explains.
/// A letter, which the key explains, is the last of them.
pub(super) fn labels(line: &Arrow, types: &Types, letter: Option<char>) -> Vec<Label> {
    let (whole, plain) = (words_of(line), plain_words_of(line));
    let mut shapes = shapes(line, &whole, types);
    if plain != whole && !plain.is_empty() {
        shapes.extend(self::shapes(line, &plain, types));
        // What says it in words comes first, however high, and of the same height stays first.
        if let Some((_, rest)) = shapes.split_first_mut() {
            rest.sort_by_key(|label| label.size.height);
        }
    }
    // The look of the line says its kind, and nothing else says the rest.
    if let Some(besides) = said_besides(line) {
        shapes.extend(self::shapes(line, &besides, types));
    }
    let mut tags: Vec<Tag> = letter.map(Tag::Letter).into_iter().collect();
    tags.extend(tags_of(line));
    // Marks alone will do where the words say no more than the look of the line.
    if !shapes.is_empty() && !tags.is_empty() && (letter.is_some() || says_its_kind(line) || shows_all(line)) {
        for width in [WIDTHS[0], 0] {
            let rows = rows(&[], &tags, types.small, width, false);
            shapes.push(Label::new(&Arrow::default(), rows, Face::Regular, types));
        }
    }
    narrowing(shapes)
}

/// Without shapes that are no narrower than one before them: these are never needed.
fn narrowing(mut shapes: Vec<Label>) -> Vec<Label> {
    let mut narrowest = Length::MAX;
    shapes.retain(|label| {
        let narrower = label.size.width < narrowest;
        narrowest = narrowest.min(label.size.width);
        narrower
    });
    shapes
}

/// The shapes that words can take, with the marks of a line: the fewest rows first; a shape with more is narrower.
fn shapes(line: &Arrow, words: &str, types: &Types) -> Vec<Label> {
    let face = if line.highlighted { Face::Bold } else { Face::Regular };
    let words = &counts_together(words);
    let longest = words
        .split(' ')
        .map(|word| text::width(word, face, types.small))
        .filter(|&width| width <= WIDTHS[0])
        .max();
    let mut shapes = Vec::new();
    for width in WIDTHS.map(|width| width.max(longest.unwrap_or(0))) {
        let broken = if words.is_empty() {
            Vec::new()
        } else {
            text::wrap(words, face, types.small, width)
        };
        for beside in [true, false] {
            let rows = rows(&broken, &tags_of(line), types.small, width, beside);
            if !rows.is_empty() {
                shapes.push(Label::new(line, rows, face, types));
            }
        }
    }
    shapes.sort_by_key(|label| (label.size.height, label.size.width));
    narrowing(shapes)
}

/// Words in which "2 of 3" is never broken.
fn counts_together(words: &str) -> String {
    let mut parts = words.split(" of ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let counts = out.ends_with(|c: char| c.is_ascii_digit()) && part.starts_with(|c: char| c.is_ascii_digit());
        out.push_str(if counts { "\u{a0}of\u{a0}" } else { " of " });
        out.push_str(part);
    }
    out
}

/// Words, and marks beside the last of them or in rows of their own.
fn rows(words: &[String], tags: &[Tag], size: Length, width: Length, beside: bool) -> Vec<(String, Vec<Tag>)> {
    let mut rows: Vec<(String, Vec<Tag>)> = words.iter().map(|words| (words.clone(), Vec::new())).collect();
    match rows.last_mut() {
        Some((_, last)) if beside => last.extend_from_slice(tags),
        _ => rows.extend(
            tags::flowed(tags, size, width)
                .into_iter()
                .map(|tags| (String::new(), tags)),
        ),
    }
    rows
}

impl Label {
    fn new(line: &Arrow, rows: Vec<(String, Vec<Tag>)>, face: Face, types: &Types) -> Self {
        let edge = if line.standing.is_in_force() { (0, 0) } else { EDGE };
        let widest = rows
            .iter()
            .map(|row| width_of(row, face, types.small))
            .max()
            .unwrap_or(0);
        let count = Length::try_from(rows.len()).unwrap_or(Length::MAX);
        Self {
            size: Size {
                width: widest.saturating_add(2 * (SIDE + edge.0)),
                height: text::line_height(types.small)
                    .saturating_mul(count)
                    .saturating_add(2 * edge.1),
            },
            rows,
            face,
        }
    }

    /// Whether a letter stands for its words.
    pub(super) fn is_lettered(&self) -> bool {
        let mut tags = self.rows.iter().flat_map(|(_, tags)| tags);
        tags.any(|tag| matches!(tag, Tag::Letter(_)))
    }

    /// Draws it. The caller has cleared its ground, so that the line it stands on ends at both sides of it.
    pub(super) fn draw(&self, pen: &mut Pen, line: &Arrow, area: Rect, types: &Types, dress: &Dress<'_>) {
        let size = types.small;
        match line.standing {
            Standing::InForce => {}
            _ if self.is_lettered() => {}
            standing => {
                let dash = if standing == Standing::Shadow { SHADOW } else { PROPOSED };
                pen.rect(inset_by(area, 50))
                    .set("rx", Points(400))
                    .set("fill", "none")
                    .set("stroke", Hex(dress.ink))
                    .set("stroke-width", Points(75))
                    .set("stroke-dasharray", dashes(dash))
                    .set_if(standing == Standing::Shadow, "stroke-linecap", "round")
                    .close();
            }
        }
        let tall = text::line_height(size);
        let all = tall * Length::try_from(self.rows.len()).unwrap_or(1);
        let mut y = area.y + (area.height - all) / 2;
        for row in &self.rows {
            let x = area.x + (area.width - width_of(row, self.face, size)) / 2;
            let (words, tags) = row;
            let width = text::width(words, self.face, size);
            if !words.is_empty() {
                self.words(pen, line, words, Point { x, y }, width, size, dress);
            }
            let gap = if words.is_empty() { 0 } else { tags::GAP };
            tags::draw_all(pen, tags, Point { x: x + width + gap, y }, size, dress);
            y += tall;
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a place, a width and the dress of one piece of text"
    )]
    fn words(
        &self,
        pen: &mut Pen,
        line: &Arrow,
        words: &str,
        at: Point,
        width: Length,
        size: Length,
        dress: &Dress<'_>,
    ) {
        let foot = at.y + text::baseline(size);
        pen.tag("text")
            .set("x", Points(at.x))
            .set("y", Points(foot))
            .set("font-size", Points(size))
            .set_if(self.face == Face::Bold, "font-weight", self.face.weight())
            .set_if(is_gone(line), "text-decoration", "line-through")
            .set("fill", Hex(dress.ink))
            .holding(words);
        if line.assumed {
            tags::dotted(pen, Point { x: at.x, y: foot + 160 }, width, dress.ink);
        }
    }
}

/// Whether a relation is gone. What was missing and is so no longer says that itself.
fn is_gone(line: &Arrow) -> bool {
    line.change == Some(Change::Removed) && line.kind.is_some()
}

fn width_of((words, tags): &(String, Vec<Tag>), face: Face, size: Length) -> Length {
    let gap = if words.is_empty() || tags.is_empty() {
        0
    } else {
        tags::GAP
    };
    text::width(words, face, size) + gap + tags::width_of(tags, size)
}
