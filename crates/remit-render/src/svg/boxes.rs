//! A box: its text, broken to a width; its shape; its marks.

use remit_layout::{Length, Point, Rect, Size};
use remit_model::drawing::{Box as DrawnBox, Change, Colour, Detail, Standing};

use super::palette::{GRAPHICS, Palette, TEXT, contrast};
use super::pen::{Hex, Pen, Points, dashes, inset_by};
use super::tags::{self, Dress, PROPOSED, SHADOW, Tag};
use super::types::Types;
use crate::inert;
use crate::text::{self, Face};

/// The widths that text is broken to, the best first. Few, so that boxes beside one another are of one width.
const WIDTHS: [Length; 5] = [11_800, 9_600, 8_000, 6_600, 5_400];

/// For boxes in which much is said.
const WIDE: Length = 15_000;

/// No word up to this width is broken.
const LONGEST_WORD: Length = 12_500;

/// Between the edge and the text, at the sides.
const SIDE: Length = 600;

/// Between the edge and the text, above and below.
const ABOVE: Length = 500;

/// How far a bullet's text stands in.
const HANGING: Length = 750;

/// By how much each sheet of a stack is set off from the one before it.
const STEP: Length = 250;

/// How many sheets lie behind the first of a stack.
const BEHIND: Length = 2;

/// The bar at the top of an organisation.
const BAR: Length = 225;

/// Between the edge of a box and its ground, where the two would run into one.
const APART: Length = 100;

/// The stripe at the left of what a comparison marks.
const STRIPE: Length = 450;

/// How far a name stands in for the sign of a post.
const SIGN: Length = 1_150;

/// A line of text, and where it stands within the text's area.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TextLine {
    words: String,
    face: Face,
    size: Length,
    x: Length,
    /// The top of the line.
    y: Length,
    struck: bool,
}

/// The text of a box, broken to one width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    /// What the whole box takes, stack included.
    pub(super) size: Size,
    lines: Vec<TextLine>,
    bullets: Vec<Point>,
    tags: Vec<(Length, Vec<Tag>)>,
    /// What text and marks take.
    text: Size,
}

/// The marks that stand at the foot of a box.
pub(super) fn tags_of(drawn: &DrawnBox) -> Vec<Tag> {
    let mut out = Vec::new();
    out.extend(drawn.change.map(|change| Tag::Change(change, true)));
    if !drawn.standing.is_in_force() {
        out.push(Tag::Standing(drawn.standing));
    }
    out.extend(drawn.vacancy().map(Tag::Vacant));
    if drawn.assumed {
        out.push(Tag::Assumed);
    }
    out.extend(not_said(drawn).map(Tag::Collapsed));
    if drawn.findings > 0 {
        out.push(Tag::Findings(drawn.findings));
    }
    if drawn.unsettled {
        out.push(Tag::Question);
    }
    out.extend(drawn.notes.iter().map(|&number| Tag::Note(number)));
    out
}

/// For how many a box stands, where it doesn't say so in words.
pub(super) fn not_said(drawn: &DrawnBox) -> Option<usize> {
    let count = drawn.collapsed?;
    let said = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word == count.to_string())
    };
    let mut texts = std::iter::once(drawn.name.as_str()).chain(drawn.details.iter().map(Detail::text));
    (!texts.any(said)).then_some(count)
}

/// What a box says besides its name, harmless.
fn details(drawn: &DrawnBox) -> Vec<(bool, String)> {
    let told = drawn.details.iter().map(|detail| match detail {
        Detail::Line(text) => (false, inert::line(text).into_owned()),
        Detail::Bullet(text) => (true, inert::line(text).into_owned()),
    });
    let see = drawn
        .see
        .iter()
        .map(|sheet| (false, format!("→ {}", inert::line(sheet))));
    told.chain(see).collect()
}

/// The ways in which a box can be set, the widest first; none is as high as one that is narrower.
pub(super) fn contents(drawn: &DrawnBox, types: &Types) -> Vec<Content> {
    let widest = if drawn.details.is_empty() { None } else { Some(WIDE) };
    let least = narrowest(drawn, types);
    let mut out: Vec<Content> = Vec::new();
    for width in widest.into_iter().chain(WIDTHS) {
        let content = set(drawn, types, width.max(least));
        // Wider and no less high is no choice at all.
        while out.last().is_some_and(|last| last.size.height >= content.size.height) {
            out.pop();
        }
        if out.last().is_none_or(|last| last.size.width > content.size.width) {
            out.push(content);
        }
    }
    out
}

/// The width without which a word would have to be broken, as far as there is such a width.
fn narrowest(drawn: &DrawnBox, types: &Types) -> Length {
    let widest = |words: &str, face, size| {
        let each = words.split_whitespace().map(|word| text::width(word, face, size));
        each.filter(|&width| width <= LONGEST_WORD).max().unwrap_or(0)
    };
    let sign = if drawn.post { SIGN } else { 0 };
    let name = widest(&inert::line(&drawn.name), Face::Bold, types.name) + sign;
    let details = details(drawn);
    let details = details
        .iter()
        .map(|(bullet, words)| widest(words, Face::Regular, types.detail) + if *bullet { HANGING } else { 0 });
    let tags = tags_of(drawn);
    let tags = tags.iter().map(|tag| tag.width(types.small));
    details.chain(tags).fold(name, Length::max)
}

/// The text broken to a width.
fn set(drawn: &DrawnBox, types: &Types, width: Length) -> Content {
    let mut lines = Vec::new();
    let mut bullets = Vec::new();
    let mut y: Length = 0;
    let indent = if drawn.post { SIGN } else { 0 };
    for words in text::wrap(&inert::line(&drawn.name), Face::Bold, types.name, width - indent) {
        lines.push(TextLine {
            words,
            face: Face::Bold,
            size: types.name,
            x: indent,
            y,
            struck: drawn.change == Some(Change::Removed),
        });
        y = y.saturating_add(text::line_height(types.name));
    }
    for (bullet, words) in details(drawn) {
        let x = if bullet { HANGING } else { 0 };
        y = y.saturating_add(150);
        if bullet {
            bullets.push(Point {
                x: 250,
                y: y + text::baseline(types.detail) - types.detail * 27 / 100,
            });
        }
        for words in text::wrap(&words, Face::Regular, types.detail, width - x) {
            lines.push(TextLine {
                words,
                face: Face::Regular,
                size: types.detail,
                x,
                y,
                struck: false,
            });
            y = y.saturating_add(text::line_height(types.detail));
        }
    }
    let mut tagged = Vec::new();
    for line in tags::flowed(&tags_of(drawn), types.small, width) {
        y = y.saturating_add(300);
        tagged.push((y, line));
        y = y.saturating_add(text::line_height(types.small));
    }
    let inset = Inset::of(drawn);
    Content {
        size: Size {
            width: width + 2 * SIDE + inset.left + inset.stack,
            height: y.saturating_add(2 * ABOVE + inset.top + inset.stack),
        },
        lines,
        bullets,
        tags: tagged,
        text: Size { width, height: y },
    }
}

/// What shapes and marks take from a box before its text gets the rest.
struct Inset {
    left: Length,
    top: Length,
    /// To the right and below.
    stack: Length,
}

impl Inset {
    fn of(drawn: &DrawnBox) -> Self {
        Self {
            left: if drawn.change.is_some() { STRIPE } else { 0 },
            top: if drawn.legal_person { BAR } else { 0 },
            stack: if drawn.many { STEP * BEHIND } else { 0 },
        }
    }
}

/// Where the first sheet of a box lies.
pub(super) fn front(drawn: &DrawnBox, area: Rect) -> Rect {
    let stack = Inset::of(drawn).stack;
    Rect {
        width: area.width - stack,
        height: area.height - stack,
        ..area
    }
}

/// Where a line that touches the box's area at a place touches what is drawn: the sheets of a stack leave corners free.
pub(super) fn touch(drawn: &DrawnBox, area: Rect, at: Point, top: bool) -> Point {
    let mut y = at.y;
    let front = front(drawn, area);
    if drawn.many && top {
        y += ((at.x - front.right()).max(0) + STEP - 1) / STEP * STEP;
    } else if drawn.many {
        y -= ((area.x + STEP * BEHIND - at.x).max(0) + STEP - 1) / STEP * STEP;
    }
    Point {
        x: at.x,
        y: y.clamp(area.y, area.bottom()),
    }
}

/// Draws the shape: ground, edge, the sheets behind, and what marks the whole of a box.
pub(super) fn shape(pen: &mut Pen, drawn: &DrawnBox, area: Rect, palette: &Palette) {
    let front = front(drawn, area);
    let (colour, thick) = if drawn.highlighted {
        (palette.highlight, 225)
    } else if drawn.legal_person {
        (palette.line, 100)
    } else {
        (palette.line, 75)
    };
    let (ground, _) = palette.boxed(drawn.legal_person);
    // An edge that says something must not sink into the ground of the box: then the sheet shows between the two.
    let edge_says = drawn.highlighted || drawn.many || !drawn.standing.is_in_force();
    let apart = edge_says && contrast(colour, ground) < GRAPHICS;
    let round = if drawn.legal_person { 0 } else { 300 };
    let dash = match drawn.standing {
        Standing::InForce => None,
        Standing::Proposed => Some(PROPOSED),
        Standing::Shadow => Some(SHADOW),
    };
    let sheets = if drawn.many { BEHIND } else { 0 };
    for number in (0..=sheets).rev() {
        let off = STEP * number;
        // The edge lies inside the area, so that nothing stands out of it.
        let inset = thick / 2;
        let sheet = Rect {
            x: front.x + off + inset,
            y: front.y + off + inset,
            width: front.width - thick,
            height: front.height - thick,
        };
        pen.rect(sheet)
            .set_if(round > 0, "rx", Points(round.min(sheet.height / 5)))
            .set("fill", Hex(if apart { palette.paper } else { ground }))
            .set("stroke", Hex(colour))
            .set("stroke-width", Points(thick))
            .set_if(dash.is_some(), "stroke-dasharray", dashes(dash.unwrap_or_default()))
            .set_if(dash == Some(SHADOW), "stroke-linecap", "round")
            .close();
        if apart {
            let inside = inset_by(sheet, inset + APART);
            pen.rect(inside)
                .set_if(round > 0, "rx", Points(round.min(sheet.height / 5)))
                .set("fill", Hex(ground))
                .close();
        }
    }
    if drawn.legal_person {
        bar(pen, front, (colour, thick), apart, palette);
    }
    if let Some(change) = drawn.change {
        stripe(pen, change, drawn, front, thick, palette);
    }
}

/// The bar of an organisation: with its edge one piece, where it stands out from the ground; else within the edge, in the
/// colour of text.
fn bar(pen: &mut Pen, front: Rect, (colour, thick): (Colour, Length), apart: bool, palette: &Palette) {
    let shown = palette.within(true, colour, GRAPHICS);
    let area = if shown == colour {
        Rect {
            height: BAR + thick / 2,
            ..front
        }
    } else {
        let within = inset_by(front, thick + if apart { APART } else { 0 } + BAR / 3);
        Rect {
            height: BAR * 2 / 3,
            ..within
        }
    };
    pen.rect(area).set("fill", Hex(shown)).close();
}

/// At the left of what a comparison marks: one stripe for what is new, an open one for what is gone, a broken one for what is
/// other than before, two for what has moved.
fn stripe(pen: &mut Pen, change: Change, drawn: &DrawnBox, front: Rect, thick: Length, palette: &Palette) {
    let top = front.y + thick + Inset::of(drawn).top;
    let bottom = front.bottom() - thick;
    let colour = palette.within(drawn.legal_person, palette.change(change), GRAPHICS);
    let mut upright = |x: Length, width: Length, dash: &[Length]| {
        pen.tag("path")
            .set(
                "d",
                format!("M{x} {} L{x} {}", Points(top), Points(bottom), x = Points(front.x + x)),
            )
            .set("fill", "none")
            .set("stroke", Hex(colour))
            .set("stroke-width", Points(width))
            .set_if(!dash.is_empty(), "stroke-dasharray", dashes(dash))
            .close();
    };
    match change {
        Change::Added => upright(thick + 200, 400, &[]),
        Change::Removed => upright(thick + 350, 75, &[]),
        Change::Changed => upright(thick + 200, 400, &[300, 200]),
        Change::Moved | Change::Succeeds => {
            upright(thick + 125, 150, &[]);
            upright(thick + 400, 150, &[]);
        }
    }
}

impl Content {
    /// Draws text and marks in the area that the box got, which may be larger than it needs.
    pub(super) fn draw(&self, pen: &mut Pen, drawn: &DrawnBox, area: Rect, types: &Types, palette: &Palette) {
        let inset = Inset::of(drawn);
        let front = front(drawn, area);
        let (ground, ink) = palette.boxed(drawn.legal_person);
        let room = Size {
            width: front.width - inset.left - 2 * SIDE,
            height: front.height - inset.top - 2 * ABOVE,
        };
        let left = front.x + inset.left + SIDE;
        let top = front.y + inset.top + ABOVE + (room.height - self.text.height).max(0) / 2;
        let centred = types.centred;
        if drawn.post {
            let first = self
                .lines
                .first()
                .map_or(0, |line| self.shift(line, room.width, centred, drawn));
            sign(
                pen,
                Point {
                    x: left + first,
                    y: top,
                },
                types.name,
                ink,
            );
        }
        for line in &self.lines {
            let shift = self.shift(line, room.width, centred, drawn);
            pen.tag("text")
                .set("x", Points(left + line.x + shift))
                .set("y", Points(top + line.y + text::baseline(line.size)))
                .set("font-size", Points(line.size))
                .set_if(line.face == Face::Bold, "font-weight", line.face.weight())
                .set_if(line.struck, "text-decoration", "line-through")
                .set("fill", Hex(ink))
                .holding(&line.words);
        }
        for bullet in &self.bullets {
            pen.tag("circle")
                .set("cx", Points(left + bullet.x))
                .set("cy", Points(top + bullet.y))
                .set("r", Points(130))
                .set("fill", Hex(ink))
                .close();
        }
        let dress = Dress {
            ink,
            ground,
            alert: palette.within(drawn.legal_person, palette.alert, TEXT),
            palette,
        };
        for (y, tags) in &self.tags {
            let shift = if centred {
                (room.width - tags::width_of(tags, types.small)) / 2
            } else {
                0
            };
            tags::draw_all(
                pen,
                tags,
                Point {
                    x: left + shift,
                    y: top + y,
                },
                types.small,
                &dress,
            );
        }
    }

    /// How far a line moves to the right to stand in the middle.
    fn shift(&self, line: &TextLine, room: Length, centred: bool, drawn: &DrawnBox) -> Length {
        if !centred {
            return 0;
        }
        // The lines of a name move together where a sign stands before them.
        let together = drawn.post && line.face == Face::Bold;
        let wide = |line: &TextLine| text::width(&line.words, line.face, line.size);
        let width = if together {
            self.lines
                .iter()
                .filter(|line| line.face == Face::Bold)
                .map(wide)
                .max()
                .unwrap_or(0)
        } else {
            wide(line)
        };
        ((room - line.x - width) / 2).max(0)
    }
}

/// Head and shoulders: a post.
pub(super) fn sign(pen: &mut Pen, at: Point, size: Length, ink: Colour) {
    let (x, foot) = (at.x + 400, at.y + text::baseline(size) + 20);
    pen.tag("circle")
        .set("cx", Points(x))
        .set("cy", Points(foot - 560))
        .set("r", Points(190))
        .set("fill", Hex(ink))
        .close();
    pen.tag("path")
        .set(
            "d",
            format!(
                "M{} {foot} Q{} {shoulder} {x} {shoulder} Q{} {shoulder} {} {foot}Z",
                Points(x - 370),
                Points(x - 370),
                Points(x + 370),
                Points(x + 370),
                x = Points(x),
                foot = Points(foot),
                shoulder = Points(foot - 340)
            ),
        )
        .set("fill", Hex(ink))
        .close();
}

/// The box in words: its name, and its marks.
pub(super) fn told(drawn: &DrawnBox) -> String {
    let mut parts = vec![inert::line(&drawn.name).into_owned()];
    if !drawn.standing.is_in_force() {
        parts.push(tags::standing_word(drawn.standing).to_owned());
    }
    parts.extend(drawn.change.map(|change| tags::change_word(change).to_owned()));
    parts.extend(drawn.vacancy().map(str::to_owned));
    for (is, word) in [
        (drawn.assumed, "assumed"),
        (drawn.unsettled, "unsettled"),
        (drawn.highlighted, "highlighted"),
    ] {
        if is {
            parts.push(word.to_owned());
        }
    }
    parts.join(", ")
}
