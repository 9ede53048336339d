//! The parts of a page as plain words: what a cell, a line or a level says before a format dresses it.

use remit_model::finding::Level;
use remit_model::page::{Cell, Inline, Line, day_in_words, sum_in_words};

use crate::{address, inert};

/// The mark of a level: a shape, so that it is told apart without colour, and the words.
pub(crate) fn level(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Must => ("■", "must resolve"),
        Level::Should => ("▲", "should resolve"),
        Level::Note => ("○", "to note"),
    }
}

/// Running text without any dress. Only addresses outside the pages are worth reading on a terminal.
pub(crate) fn line(line: &Line) -> String {
    let mut out = String::new();
    for part in line {
        match part {
            Inline::Words(text) | Inline::Strong(text) | Inline::Code(text) => out.push_str(&inert::line(text)),
            Inline::Quote(text) => out.push_str(&format!("“{}”", inert::line(text))),
            Inline::Link(words, to) => {
                out.push_str(&inert::line(words));
                if let Some(to) = address::safe(to).filter(|to| to.contains("://")) {
                    out.push_str(&format!(" ({to})"));
                }
            }
        }
    }
    out
}

/// What a cell says.
pub(crate) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Words(words) => line(words),
        Cell::Date(date) => day_in_words(*date),
        Cell::Number(number) => number.to_string(),
        Cell::Money(amount, currency) => inert::line(&sum_in_words(*amount, currency)).into_owned(),
    }
}

/// Whether a cell lines up on the right.
pub(crate) fn is_figure(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_) | Cell::Money(..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_as_people_write() {
        assert_eq!(cell(&Cell::Money(1_234_567, "GBP".into())), "£1,234,567");
        assert_eq!(cell(&Cell::Money(-50, "CHF".into())), "−50 CHF");
        assert_eq!(
            cell(&Cell::Money(i64::MIN, String::new())),
            "−9,223,372,036,854,775,808"
        );
        assert_eq!(cell(&Cell::Date(jiff::civil::date(2017, 11, 1))), "1 November 2017");
    }
}
