//! Writes SVG: elements, attributes and text. Whatever comes in as text goes out as text.

use std::fmt::{self, Display, Write};

use remit_layout::{Length, Point, Rect};
use remit_model::drawing::Colour;

use crate::inert;

/// A length in points, with as few decimals as it needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Points(pub(super) Length);

impl Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        if self.0 < 0 {
            f.write_char('-')?;
        }
        match part {
            0 => write!(f, "{whole}"),
            part if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            part => write!(f, "{whole}.{part:02}"),
        }
    }
}

/// A colour as SVG writes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hex(pub(super) Colour);

impl Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Colour(red, green, blue) = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Lengths one after another: a pattern of dashes.
pub(super) fn dashes(lengths: &[Length]) -> String {
    let each: Vec<String> = lengths.iter().map(|&length| Points(length).to_string()).collect();
    each.join(" ")
}

/// What is written so far.
#[derive(Debug, Default)]
pub(super) struct Pen {
    out: String,
    open: Vec<&'static str>,
}

impl Pen {
    /// Begins an element.
    pub(super) fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        Tag { pen: self, name }
    }

    /// Ends the element that was begun last and has not ended.
    pub(super) fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push_str(">\n");
        }
    }

    /// An element that holds nothing but text.
    pub(super) fn words(&mut self, name: &'static str, text: &str) {
        self.tag(name).holding(text);
    }

    /// A rectangle, for whose dress the caller cares.
    pub(super) fn rect(&mut self, area: Rect) -> Tag<'_> {
        self.tag("rect")
            .set("x", Points(area.x))
            .set("y", Points(area.y))
            .set("width", Points(area.width.max(0)))
            .set("height", Points(area.height.max(0)))
    }

    /// What was written, with everything ended.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '&' => self.out.push_str("&amp;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                // No XML may hold these two.
                '\u{fffe}' | '\u{ffff}' => self.out.push('\u{fffd}'),
                c => self.out.push(inert::visible(c)),
            }
        }
    }
}

/// An element whose attributes are being written.
#[must_use]
pub(super) struct Tag<'p> {
    pen: &'p mut Pen,
    name: &'static str,
}

impl Tag<'_> {
    /// One more attribute.
    pub(super) fn set(self, name: &str, value: impl Display) -> Self {
        self.pen.out.push(' ');
        self.pen.out.push_str(name);
        self.pen.out.push_str("=\"");
        let value = value.to_string();
        self.pen.escaped(&value);
        self.pen.out.push('"');
        self
    }

    /// One more attribute, where there is something to say.
    pub(super) fn set_if(self, there: bool, name: &str, value: impl Display) -> Self {
        if there { self.set(name, value) } else { self }
    }

    /// The element is empty.
    pub(super) fn close(self) {
        self.pen.out.push_str("/>\n");
    }

    /// Other elements follow inside it, until [`Pen::end`].
    pub(super) fn begin(self) {
        self.pen.out.push_str(">\n");
        self.pen.open.push(self.name);
    }

    /// It holds this text.
    pub(super) fn holding(self, text: &str) {
        self.pen.out.push('>');
        self.pen.escaped(text);
        self.pen.out.push_str("</");
        self.pen.out.push_str(self.name);
        self.pen.out.push_str(">\n");
    }

    /// It holds this, which is written as it is: style sheets of our own.
    pub(super) fn holding_raw(self, text: &str) {
        self.pen.out.push('>');
        self.pen.out.push_str(text);
        self.pen.out.push_str("</");
        self.pen.out.push_str(self.name);
        self.pen.out.push_str(">\n");
    }
}

/// The way through points, with rounded corners.
pub(super) fn rounded(points: &[Point], radius: Length) -> String {
    rounded_but(points, radius, &[])
}

/// The same, with corners that stay sharp at some places: where another line joins, a rounded corner would leave it behind.
pub(super) fn rounded_but(points: &[Point], radius: Length, sharp: &[Point]) -> String {
    let mut out = String::new();
    let mut add = |letter: char, at: Point| {
        let gap = if out.is_empty() { "" } else { " " };
        out.push_str(&format!("{gap}{letter}{} {}", Points(at.x), Points(at.y)));
    };
    for (number, &at) in points.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|number| points.get(number));
        match (before, points.get(number + 1)) {
            (None, _) => add('M', at),
            (Some(_), None) => add('L', at),
            (Some(&before), Some(&after)) => {
                // Half of the shorter segment at most, so that two corners never take the same piece of line.
                let room = (distance(before, at) / 2).min(distance(at, after) / 2).min(radius);
                let straight = (before.x == at.x) == (at.x == after.x) && (before.y == at.y) == (at.y == after.y);
                if room < 20 || straight || sharp.contains(&at) {
                    add('L', at);
                } else {
                    add('L', towards(at, before, room));
                    add('Q', at);
                    add(' ', towards(at, after, room));
                }
            }
        }
    }
    out.replace("  ", " ")
}

/// What is left of an area within its edges.
pub(super) fn inset_by(area: Rect, by: Length) -> Rect {
    Rect {
        x: area.x + by,
        y: area.y + by,
        width: area.width - 2 * by,
        height: area.height - 2 * by,
    }
}

/// How far it is along a level or upright segment.
pub(super) fn distance(a: Point, b: Point) -> Length {
    (a.x - b.x).abs().max((a.y - b.y).abs())
}

/// The place so far from one point on the level or upright way to another.
pub(super) fn towards(from: Point, to: Point, by: Length) -> Point {
    Point {
        x: from.x + (to.x - from.x).signum() * by.min((to.x - from.x).abs()),
        y: from.y + (to.y - from.y).signum() * by.min((to.y - from.y).abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_as_few_decimals_as_they_need() {
        let written = |length| Points(length).to_string();
        assert_eq!(
            [1200, 1250, 1205, -5, 0].map(written),
            ["12", "12.5", "12.05", "-0.05", "0"]
        );
    }

    #[test]
    fn text_stays_text() {
        let mut pen = Pen::default();
        pen.tag("g").set("id", "a\"b").begin();
        pen.words("title", "<b> & 'c' \u{ffff}\u{1b}");
        assert_eq!(
            pen.finish(),
            "<g id=\"a&quot;b\">\n<title>&lt;b&gt; &amp; &#39;c&#39; \u{fffd}␛</title>\n</g>\n"
        );
    }

    #[test]
    fn corners_are_round_where_there_is_room() {
        let at = |x, y| Point { x, y };
        assert_eq!(
            rounded(&[at(0, 0), at(0, 1000), at(2000, 1000)], 400),
            "M0 0 L0 6 Q0 10 4 10 L20 10"
        );
        // Two corners share a short segment.
        assert_eq!(
            rounded(&[at(0, 0), at(0, 1000), at(200, 1000), at(200, 2000)], 400),
            "M0 0 L0 9 Q0 10 1 10 L1 10 Q2 10 2 11 L2 20"
        );
        assert_eq!(rounded(&[at(0, 0), at(0, 500), at(0, 900)], 400), "M0 0 L0 5 L0 9");
        assert_eq!(
            rounded_but(&[at(0, 0), at(0, 1000), at(2000, 1000)], 400, &[at(0, 1000)]),
            "M0 0 L0 10 L20 10"
        );
    }
}
