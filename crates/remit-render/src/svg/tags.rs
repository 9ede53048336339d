//! The small marks that stand in boxes and in the labels of lines: numbers of log entries, "proposed", "vacant"…

use remit_layout::{Length, Point, Rect};
use remit_model::drawing::{Change, Colour, Standing};

use super::palette::Palette;
use super::pen::{Hex, Pen, Points, dashes, inset_by};
use crate::text::{self, Face};

/// Between two marks.
pub(super) const GAP: Length = 350;

/// The dashes of the edge of what is proposed.
pub(super) const PROPOSED: &[Length] = &[450, 250];

/// The dots of the edge of what is tried out.
pub(super) const SHADOW: &[Length] = &[0, 220];

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tag {
    /// What a comparison says; in words too, or only by its symbol.
    Change(Change, bool),
    /// Not in force, with the dashes or dots of its edge.
    Standing(Standing),
    /// Nobody holds it, or its chair; in words.
    Vacant(&'static str),
    /// A reading rather than a statement of a source.
    Assumed,
    /// Several were collapsed into one.
    Collapsed(usize),
    /// So many findings.
    Findings(usize),
    /// An open question unsettles it.
    Question,
    /// The number of a log entry.
    Note(usize),
    /// What stands for words that have no room.
    Letter(char),
}

/// What a comparison says, in a word.
pub(super) fn change_word(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Changed => "changed",
        Change::Moved => "moved",
        Change::Succeeds => "successor",
    }
}

/// What is not in force, in a word.
pub(super) fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "in force",
        Standing::Shadow => "shadow",
        Standing::Proposed => "proposed",
    }
}

impl Tag {
    /// Its text; empty for a mere symbol.
    fn words(&self) -> String {
        match self {
            Self::Change(change, true) => change_word(*change).to_owned(),
            Self::Change(_, false) | Self::Question => String::new(),
            Self::Standing(standing) => standing_word(*standing).to_owned(),
            Self::Vacant(words) => (*words).to_owned(),
            Self::Assumed => "assumed".to_owned(),
            Self::Collapsed(count) => count.to_string(),
            Self::Findings(count) => count.to_string(),
            Self::Note(number) => number.to_string(),
            Self::Letter(letter) => letter.to_string(),
        }
    }

    /// How much of its width stands before its words.
    fn lead(&self, size: Length) -> Length {
        match self {
            Self::Change(_, true) => size + 250,
            Self::Change(_, false) | Self::Question => size,
            Self::Standing(_) => 350,
            Self::Vacant(_) | Self::Collapsed(_) | Self::Findings(_) => size,
            Self::Assumed => 0,
            Self::Note(_) | Self::Letter(_) => (self.width(size) - text::width(&self.words(), Face::Regular, size)) / 2,
        }
    }

    /// How wide it is.
    pub(super) fn width(&self, size: Length) -> Length {
        let words = text::width(&self.words(), Face::Regular, size);
        match self {
            // Round for one digit, longer for more.
            Self::Note(_) => (words + 500).max(height(size)),
            Self::Standing(_) => words + 700,
            Self::Letter(_) => height(size),
            tag => tag.lead(size) + words,
        }
    }

    /// Draws it, its left edge and the top of its line of text being given.
    pub(super) fn draw(&self, pen: &mut Pen, at: Point, size: Length, dress: &Dress<'_>) {
        let tall = match self {
            // Letters reach below, and stand within its edge.
            Self::Standing(_) => text::line_height(size),
            _ => height(size),
        };
        let area = Rect {
            x: at.x,
            y: at.y + (text::line_height(size) - tall) / 2,
            width: self.width(size),
            height: tall,
        };
        self.symbol(pen, area, size, dress);
        let words = self.words();
        if !words.is_empty() {
            let colour = if matches!(self, Self::Findings(_)) {
                dress.alert
            } else {
                dress.ink
            };
            pen.tag("text")
                .set("x", Points(at.x + self.lead(size)))
                .set("y", Points(at.y + text::baseline(size)))
                .set("font-size", Points(size))
                .set("fill", Hex(colour))
                .holding(&words);
        }
    }

    /// Draws what there is of it besides words, in the area of the whole.
    pub(super) fn symbol(&self, pen: &mut Pen, area: Rect, size: Length, dress: &Dress<'_>) {
        let (tall, at) = (area.height, area);
        let middle = area.y + tall / 2;
        match self {
            Self::Change(change, _) => badge(pen, *change, area, size, dress),
            Self::Standing(standing) => {
                let dash = if *standing == Standing::Shadow {
                    SHADOW
                } else {
                    PROPOSED
                };
                outline(pen, area, dress.ink)
                    .set("stroke-dasharray", dashes(dash))
                    .set_if(dash.contains(&0), "stroke-linecap", "round")
                    .close();
            }
            Self::Vacant(_) => circle(pen, at.x + size / 2 - 100, middle, size * 30 / 100)
                .set("fill", "none")
                .set("stroke", Hex(dress.ink))
                .set("stroke-width", Points(100))
                .close(),
            Self::Assumed => {
                dotted(
                    pen,
                    Point {
                        x: area.x,
                        y: area.bottom() - 50,
                    },
                    area.width,
                    dress.ink,
                );
            }
            Self::Collapsed(_) => {
                let (left, right) = (Points(at.x), Points(at.x + size * 60 / 100));
                let bars: Vec<String> = [-240, 0, 240]
                    .map(|off| format!("M{left} {y} L{right} {y}", y = Points(middle + off)))
                    .to_vec();
                pen.tag("path")
                    .set("d", bars.join(" "))
                    .set("fill", "none")
                    .set("stroke", Hex(dress.ink))
                    .set("stroke-width", Points(110))
                    .close();
            }
            Self::Findings(_) => {
                let (half, foot) = (size * 38 / 100, middle + size * 34 / 100);
                let centre = at.x + half;
                pen.tag("path")
                    .set(
                        "d",
                        format!(
                            "M{} {} L{} {foot} L{} {foot}Z",
                            Points(centre),
                            Points(middle - size * 38 / 100),
                            Points(centre - half),
                            Points(centre + half),
                            foot = Points(foot)
                        ),
                    )
                    .set("fill", Hex(dress.alert))
                    .close();
            }
            Self::Question => {
                let centre = Point {
                    x: at.x + size / 2,
                    y: middle,
                };
                circle(pen, centre.x, centre.y, tall / 2)
                    .set("fill", Hex(dress.ink))
                    .close();
                pen.tag("text")
                    .set("x", Points(centre.x))
                    .set("y", Points(centre.y + text::capital_height(size) / 2))
                    .set("text-anchor", "middle")
                    .set("font-size", Points(size))
                    .set("font-weight", Face::Bold.weight())
                    .set("fill", Hex(dress.ground))
                    .holding("?");
            }
            Self::Note(_) => outline(pen, area, dress.ink).close(),
            Self::Letter(_) => {
                pen.rect(inset_by(area, 40))
                    .set("fill", "none")
                    .set("stroke", Hex(dress.ink))
                    .set("stroke-width", Points(75))
                    .close();
            }
        }
    }
}

/// The colours that marks are drawn in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dress<'a> {
    /// Text and edges.
    pub(super) ink: Colour,
    /// What lies under them.
    pub(super) ground: Colour,
    /// Findings.
    pub(super) alert: Colour,
    /// For the colours of changes.
    pub(super) palette: &'a Palette,
}

impl<'a> Dress<'a> {
    /// Marks on the sheet itself.
    pub(super) fn on_sheet(palette: &'a Palette) -> Self {
        Self {
            ink: palette.ink,
            ground: palette.paper,
            alert: palette.alert,
            palette,
        }
    }
}

/// Dots under what is assumed.
pub(super) fn dotted(pen: &mut Pen, at: Point, width: Length, colour: Colour) {
    let (left, right) = (Points(at.x + 50), Points(at.x + width));
    pen.tag("path")
        .set("d", format!("M{left} {y} L{right} {y}", y = Points(at.y)))
        .set("fill", "none")
        .set("stroke", Hex(colour))
        .set("stroke-width", Points(90))
        .set("stroke-dasharray", dashes(&[0, 180]))
        .set("stroke-linecap", "round")
        .close();
}

/// No more than a line of text, so that marks in rows never touch.
fn height(size: Length) -> Length {
    size + 120
}

/// An edge around words, round at both ends.
fn outline(pen: &mut Pen, area: Rect, colour: Colour) -> super::pen::Tag<'_> {
    let area = inset_by(area, 40);
    pen.rect(area)
        .set("rx", Points(area.height / 2))
        .set("fill", "none")
        .set("stroke", Hex(colour))
        .set("stroke-width", Points(75))
}

fn circle(pen: &mut Pen, x: Length, y: Length, radius: Length) -> super::pen::Tag<'_> {
    pen.tag("circle")
        .set("cx", Points(x))
        .set("cy", Points(y))
        .set("r", Points(radius))
}

/// A filled square with the symbol of a change: + − ~ ↔, as paths, since no font has to have them then.
fn badge(pen: &mut Pen, change: Change, area: Rect, size: Length, dress: &Dress<'_>) {
    let patch = Rect {
        width: size,
        height: size,
        y: area.y + (area.height - size) / 2,
        ..area
    };
    let colour = dress.palette.change(change);
    pen.rect(patch).set("rx", Points(150)).set("fill", Hex(colour)).close();
    let (x, y) = (patch.x + size / 2, patch.y + size / 2);
    let arm = size * 30 / 100;
    let (left, right) = (Points(x - arm), Points(x + arm));
    let level = format!("M{left} {y} L{right} {y}", y = Points(y));
    let way = match change {
        Change::Added => format!(
            "{level} M{x} {} L{x} {}",
            Points(y - arm),
            Points(y + arm),
            x = Points(x)
        ),
        Change::Removed => level,
        Change::Changed => format!(
            "M{left} {} Q{} {} {} {} T{right} {}",
            Points(y + 60),
            Points(x - arm / 2),
            Points(y - arm),
            Points(x),
            Points(y),
            Points(y - 60)
        ),
        Change::Moved | Change::Succeeds => {
            let head = |tip: Length, back: Length| {
                let (tip, back) = (Points(tip), Points(back));
                format!(
                    " M{back} {} L{tip} {y} L{back} {}",
                    Points(y - 190),
                    Points(y + 190),
                    y = Points(y)
                )
            };
            level + &head(x - arm, x - arm + 190) + &head(x + arm, x + arm - 190)
        }
    };
    pen.tag("path")
        .set("d", way)
        .set("fill", "none")
        .set("stroke", Hex(dress.palette.on(colour)))
        .set("stroke-width", Points(130))
        .close();
}

/// Marks in lines of at most so much width: for each line its marks.
pub(super) fn flowed(tags: &[Tag], size: Length, width: Length) -> Vec<Vec<Tag>> {
    let mut lines: Vec<Vec<Tag>> = Vec::new();
    let mut used = 0;
    for tag in tags {
        let wide = tag.width(size);
        match lines.last_mut() {
            Some(line) if used + GAP + wide <= width => {
                line.push(tag.clone());
                used += GAP + wide;
            }
            _ => {
                lines.push(vec![tag.clone()]);
                used = wide;
            }
        }
    }
    lines
}

/// How wide marks are beside one another.
pub(super) fn width_of(tags: &[Tag], size: Length) -> Length {
    let gaps = GAP * Length::try_from(tags.len().saturating_sub(1)).unwrap_or(0);
    tags.iter().map(|tag| tag.width(size)).sum::<Length>() + gaps
}

/// Draws marks beside one another.
pub(super) fn draw_all(pen: &mut Pen, tags: &[Tag], at: Point, size: Length, dress: &Dress<'_>) {
    let mut x = at.x;
    for tag in tags {
        tag.draw(pen, Point { x, y: at.y }, size, dress);
        x += tag.width(size) + GAP;
    }
}
