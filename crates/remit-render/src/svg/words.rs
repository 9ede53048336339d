//! Lines of text below one another, as titles, headings, keys and cells have them; upright or turned.

use remit_layout::{Length, Point};

use super::pen::{Hex, Pen, Points, Tag};
use crate::text::{self, Face};

/// Lines of text that begin at a place; returns how far down they reach.
pub(super) fn lines(pen: &mut Pen, words: &[String], at: Point, set: (Face, Length), colour: Hex) -> Length {
    below(pen, words, at, set, colour, false)
}

/// Lines of text whose middle is at a place; returns how far down they reach.
pub(super) fn centred(pen: &mut Pen, words: &[String], at: Point, set: (Face, Length), colour: Hex) -> Length {
    below(pen, words, at, set, colour, true)
}

fn below(
    pen: &mut Pen,
    words: &[String],
    at: Point,
    (face, size): (Face, Length),
    colour: Hex,
    centred: bool,
) -> Length {
    let mut y = at.y;
    for words in words {
        let tag = pen
            .tag("text")
            .set("x", Points(at.x))
            .set("y", Points(y + text::baseline(size)));
        dressed(tag, (face, size), colour, centred).holding(words);
        y = y.saturating_add(text::line_height(size));
    }
    y
}

/// Lines that are read from below to above, the first at the left, beginning at a place; or whose middle is there.
pub(super) fn turned(
    pen: &mut Pen,
    words: &[String],
    at: Point,
    (face, size): (Face, Length),
    colour: Hex,
    centred: bool,
) {
    let mut x = at.x + text::baseline(size);
    for words in words {
        let place = format!("translate({} {}) rotate(-90)", Points(x), Points(at.y));
        let tag = pen.tag("text").set("transform", place);
        dressed(tag, (face, size), colour, centred).holding(words);
        x = x.saturating_add(text::line_height(size));
    }
}

fn dressed(tag: Tag<'_>, (face, size): (Face, Length), colour: Hex, centred: bool) -> Tag<'_> {
    tag.set_if(centred, "text-anchor", "middle")
        .set("font-size", Points(size))
        .set_if(face == Face::Bold, "font-weight", face.weight())
        .set("fill", colour)
}
