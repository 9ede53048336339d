//! Measures text as the bundled font sets it, and breaks it into lines of a width.

use std::collections::HashMap;
use std::sync::LazyLock;

use remit_layout::Length;

mod lines;

pub(crate) use lines::{fill, wrap};

/// The bundled font family, as an SVG names it.
pub(crate) const FAMILY: &str = "Remit Sans";

/// How much of a line's height the font's size is, in hundredths.
const LEADING: Length = 118;

/// The weights of the bundled font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    /// For most text.
    Regular,
    /// For names and titles.
    Bold,
}

impl Face {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Regular, Self::Bold];

    /// The whole font, for measuring and for PNG and PDF.
    pub(crate) fn ttf(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../fonts/RemitSans-Regular.ttf"),
            Self::Bold => include_bytes!("../fonts/RemitSans-Bold.ttf"),
        }
    }

    /// The small font that an SVG carries along.
    pub(crate) fn woff2(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../fonts/RemitSans-Regular.woff2"),
            Self::Bold => include_bytes!("../fonts/RemitSans-Bold.woff2"),
        }
    }

    /// Its weight, as CSS counts.
    pub(crate) fn weight(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Bold => 700,
        }
    }

    fn widths(self) -> &'static Widths {
        static REGULAR: LazyLock<Widths> = LazyLock::new(|| Widths::read(Face::Regular.ttf()));
        static BOLD: LazyLock<Widths> = LazyLock::new(|| Widths::read(Face::Bold.ttf()));
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        }
    }
}

/// How wide the text is, set in one line. Size and width are in hundredths of a point.
pub(crate) fn width(text: &str, face: Face, size: Length) -> Length {
    let widths = face.widths();
    widths.at(widths.of(text), size)
}

/// From one line of text to the next.
pub(crate) fn line_height(size: Length) -> Length {
    scaled(size, LEADING, 100)
}

/// From the top of a line of [`line_height`] to the foot of its letters, so that the text stands in the middle of it.
pub(crate) fn baseline(size: Length) -> Length {
    (line_height(size) - ascent(size) - descent(size)) / 2 + ascent(size)
}

/// How far letters with marks reach above the foot of the letters.
pub(crate) fn ascent(size: Length) -> Length {
    let widths = Face::Regular.widths();
    scaled(size, widths.ascent, widths.em)
}

/// How far letters reach below their foot.
pub(crate) fn descent(size: Length) -> Length {
    let widths = Face::Regular.widths();
    scaled(size, widths.descent, widths.em)
}

/// How high a capital letter is.
pub(crate) fn capital_height(size: Length) -> Length {
    let widths = Face::Regular.widths();
    scaled(size, widths.capital, widths.em)
}

/// `size * part / whole`, rounded up, and never beyond what a length holds.
fn scaled(size: Length, part: Length, whole: Length) -> Length {
    let product = i64::from(size) * i64::from(part);
    let whole = i64::from(whole.max(1));
    Length::try_from(product.div_euclid(whole) + i64::from(product.rem_euclid(whole) > 0)).unwrap_or(Length::MAX)
}

/// What a font says about widths, in its own units.
struct Widths {
    /// How many units the size of the font is.
    em: Length,
    ascent: Length,
    descent: Length,
    capital: Length,
    /// By character, glyph number and width; up to [`Widths::DENSE`] by place, the few above it in a map.
    dense: Vec<Option<(u16, Length)>>,
    sparse: HashMap<char, (u16, Length)>,
    /// What a pair of glyphs is moved together by, by glyph numbers.
    pairs: HashMap<(u16, u16), Length>,
    /// Whether any pair begins with this glyph.
    moves: Vec<bool>,
}

impl Widths {
    /// Punctuation, arrows, mathematics and shapes lie below.
    const DENSE: u32 = 0x2600;

    /// The bundled fonts can be read, which a test sees to; of anything else nothing is known, and all is one em wide.
    fn read(font: &[u8]) -> Self {
        let mut widths = Self {
            em: 2048,
            ascent: 1854,
            descent: 434,
            capital: 1409,
            dense: vec![None; usize::try_from(Self::DENSE).unwrap_or(0)],
            sparse: HashMap::new(),
            pairs: HashMap::new(),
            moves: Vec::new(),
        };
        let Ok(face) = ttf_parser::Face::parse(font, 0) else {
            return widths;
        };
        widths.em = Length::from(face.units_per_em());
        widths.ascent = Length::from(face.ascender());
        widths.descent = -Length::from(face.descender());
        widths.capital = face.capital_height().map_or(widths.capital, Length::from);
        let tables = face.tables();
        let maps = tables.cmap.iter().flat_map(|table| table.subtables);
        for map in maps.filter(ttf_parser::cmap::Subtable::is_unicode) {
            map.codepoints(|number| {
                let glyph = map.glyph_index(number).filter(|glyph| glyph.0 != 0);
                if let (Some(c), Some(glyph)) = (char::from_u32(number), glyph) {
                    let width = face.glyph_hor_advance(glyph).map_or(widths.em, Length::from);
                    match usize::try_from(number).ok().and_then(|at| widths.dense.get_mut(at)) {
                        Some(place) => *place = Some((glyph.0, width)),
                        None => drop(widths.sparse.insert(c, (glyph.0, width))),
                    }
                }
            });
        }
        widths.moves = vec![false; usize::from(face.number_of_glyphs())];
        for table in tables.kern.iter().flat_map(|table| table.subtables) {
            if let ttf_parser::kern::Format::Format0(pairs) = table.format {
                for pair in pairs.pairs {
                    widths
                        .pairs
                        .insert((pair.left().0, pair.right().0), Length::from(pair.value));
                    if let Some(moves) = widths.moves.get_mut(usize::from(pair.left().0)) {
                        *moves = true;
                    }
                }
            }
        }
        widths
    }

    /// Glyph and width of a character. One that the font lacks is as wide as the font is high: readers find it elsewhere, and
    /// hardly anything is wider.
    fn one(&self, c: char) -> (u16, Length) {
        let known = match usize::try_from(u32::from(c)).ok().and_then(|at| self.dense.get(at)) {
            Some(place) => *place,
            None => self.sparse.get(&c).copied(),
        };
        known.unwrap_or((0, self.em))
    }

    /// What is added (mostly less than nothing) where two characters meet.
    fn between(&self, left: char, right: char) -> i64 {
        self.move_of(self.one(left).0, self.one(right).0)
    }

    fn move_of(&self, left: u16, right: u16) -> i64 {
        if !self.moves.get(usize::from(left)).copied().unwrap_or(false) {
            return 0;
        }
        self.pairs.get(&(left, right)).copied().map_or(0, i64::from)
    }

    /// The width of a text in the font's units.
    fn of(&self, text: &str) -> i64 {
        let mut before = 0;
        let mut sum = 0;
        for c in text.chars() {
            let (glyph, width) = self.one(c);
            sum += i64::from(width) + self.move_of(before, glyph);
            before = glyph;
        }
        sum
    }

    /// Units of the font at a size, rounded up.
    fn at(&self, units: i64, size: Length) -> Length {
        let em = i64::from(self.em.max(1));
        let product = units.saturating_mul(i64::from(size));
        Length::try_from(product.div_euclid(em) + i64::from(product.rem_euclid(em) > 0)).unwrap_or(Length::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_arial() {
        // Arial's own figures, in 2,048ths: space 569, a 1139, W 1933, – 1139.
        let em = 2048;
        for (text, units) in [
            (" ", 569),
            ("a", 1139),
            ("W", 1933),
            ("–", 1139),
            ("ŵ", 1479),
            ("Ω", 1531),
            ("Я", 1479),
        ] {
            assert_eq!(width(text, Face::Regular, em), units, "{text}");
        }
        assert_eq!(width("a", Face::Bold, em), 1139);
        assert_eq!(width("W", Face::Bold, em), 1933);
        assert_eq!(width("", Face::Bold, em), 0);
        // Moved together by 227 units.
        assert_eq!(width("To", Face::Regular, em), 1251 + 1139 - 227);
        assert_eq!(width("AV", Face::Regular, em), 1366 + 1366 - 152);
        // At 10 points, in hundredths, rounded up.
        assert_eq!(width("a", Face::Regular, 1000), 557);
    }

    #[test]
    fn what_the_font_lacks_has_room() {
        for text in ["委", "🏛", "\u{10fffd}", "\u{1b}"] {
            assert_eq!(width(text, Face::Regular, 1000), 1000, "{text}");
        }
        assert_eq!(width(&"W".repeat(100_000), Face::Regular, Length::MAX), Length::MAX);
    }

    #[test]
    fn a_line_holds_its_letters() {
        for size in [800, 1000, 1400] {
            assert!(ascent(size) + descent(size) <= line_height(size));
            assert!(baseline(size) >= ascent(size));
            assert!(baseline(size) + descent(size) <= line_height(size));
            assert!(capital_height(size) < ascent(size));
        }
        assert_eq!(ascent(1000), 906);
    }

    #[test]
    fn the_small_fonts_are_small() {
        for face in Face::ALL {
            assert!(face.woff2().starts_with(b"wOF2") && face.woff2().len() < 25_000);
            let font = ttf_parser::Face::parse(face.ttf(), 0).unwrap();
            assert!(
                font.names()
                    .into_iter()
                    .any(|name| name.name_id == ttf_parser::name_id::FAMILY
                        && name.to_string().as_deref() == Some(FAMILY))
            );
            // The licence keeps the old name for its makers.
            for name in font.names() {
                let text = name.to_string().unwrap_or_default();
                let told = [0, 7, 10].contains(&name.name_id);
                assert!(
                    told || !text.contains("Liberation") && !text.contains("Arimo"),
                    "{text}"
                );
            }
            for c in "ŵŷŴŶẀẁẂẃẄẅỲỳăîșțßẞłőů–—‘’“”…•→←↑↓▲ΑωЖя≤≥≠−€".chars()
            {
                assert!(font.glyph_index(c).is_some(), "{c}");
            }
        }
    }
}
