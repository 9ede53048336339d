//! Finds lines and columns in a text, whatever its line ends and wherever a span points.

use std::ops::Range;

use remit_model::sources::Place;

/// Where the lines of a text begin.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text. There is always at least one.
    pub(crate) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The bytes that a place means: inside the text, on character boundaries, not backwards.
    pub(crate) fn range(&self, place: Place) -> Range<usize> {
        let (mut start, mut end) = (self.within(place.span.start), self.within(place.span.end));
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end.max(start)
    }

    /// The number, from 0, of the line that holds a byte.
    pub(crate) fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// Where a line lies, without its line end.
    pub(crate) fn line(&self, number: usize) -> Range<usize> {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let next = self.starts.get(number + 1).map_or(self.text.len(), |next| next - 1);
        let line = self.text.get(start..next).unwrap_or("");
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Line and column of a byte, both from 1; the column counts characters.
    pub(crate) fn line_column(&self, at: usize) -> (usize, usize) {
        let number = self.number(at);
        let before = self.text.get(self.line(number).start..at).unwrap_or("");
        (number + 1, before.chars().count() + 1)
    }

    fn within(&self, at: u32) -> usize {
        usize::try_from(at).map_or(self.text.len(), |at| at.min(self.text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{place, sources};

    #[test]
    fn places_stay_inside_the_text() {
        let text = "é = 1\r\nname = \"x\"\r\n";
        let (_, file) = sources("a.toml", text);
        let lines = Lines::new(text);
        assert_eq!(lines.range(place(file, 1, 1)), 0..2);
        assert_eq!(lines.range(place(file, 900, 3)), text.len()..text.len());
        assert_eq!(&text[lines.line(0)], "é = 1");
        assert_eq!(&text[lines.line(1)], "name = \"x\"");
        assert_eq!(lines.line(2), text.len()..text.len());
        assert_eq!(lines.line_column(5), (1, 5));
        assert_eq!(lines.line_column(text.len()), (3, 1));
        assert_eq!(Lines::new("").line_column(0), (1, 1));
    }
}
