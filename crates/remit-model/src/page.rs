//! A page: headings, paragraphs, typed tables and lists, before any format. Reports make pages, formats write them.

use jiff::civil::Date;

use crate::finding::Level;

/// A page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// One or two sentences that say what it is, under the title.
    pub summary: String,
    /// What stands on it.
    pub blocks: Vec<Block>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Words(String),
    /// Words that matter more.
    Strong(String),
    /// Words of a source, shown in quotation marks.
    Quote(String),
    /// An id, a file or something else to be typed as it is.
    Code(String),
    /// A link to another page or to an anchor: words, address.
    Link(String, String),
}

/// Running text.
pub type Line = Vec<Inline>;

/// Running text of plain words.
pub fn words(text: impl Into<String>) -> Line {
    vec![Inline::Words(text.into())]
}

/// A part of a page.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading: level 2 or more, its words, and an anchor to link to (may be empty).
    Heading(u8, String, String),
    /// A paragraph.
    Paragraph(Line),
    /// A list; numbered or not.
    List(bool, Vec<Line>),
    /// A table.
    Table(Table),
    /// A finding's level beside its heading words, and what stands behind them: shown as a mark with words, never by colour alone.
    Mark(Level, Line, Line),
    /// A picture: what it is under it, what it shows in a sentence or two for who can't see it, and its address.
    Figure(String, String, String),
    /// Text to be shown letter by letter, with a language name (may be empty).
    Text(String, String),
}

/// A table with a heading for each column.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// Its rows: as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A register: a table that stands by itself, as a page, a sheet of a workbook, or a file.
#[derive(Debug, Clone)]
pub struct Register {
    /// What it is called where it is typed: `members`.
    pub key: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What stands in it, as the beginning of a sentence.
    pub about: &'static str,
    /// Its table.
    pub table: Table,
}

/// A cell, typed so that a spreadsheet gets real dates and numbers.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Running text.
    Words(Line),
    /// A day.
    Date(Date),
    /// A whole number.
    Number(i64),
    /// A sum of money in whole units, and its currency.
    Money(i64, String),
}

impl Cell {
    /// A cell of plain words; empty words make an empty cell.
    pub fn words(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Words(words(text))
        }
    }
}

/// Running text of a message, in which what stands between backticks is to be typed as it is.
pub fn message(text: &str) -> Line {
    let mut line = Line::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, later)) = after.split_once('`') else {
            break;
        };
        if !before.is_empty() {
            line.push(Inline::Words(before.to_owned()));
        }
        line.push(Inline::Code(code.to_owned()));
        rest = later;
    }
    if !rest.is_empty() {
        line.push(Inline::Words(rest.to_owned()));
    }
    line
}

/// A sum of money with its thousands apart: "£500,000", "500,000 SEK".
pub fn sum_in_words(amount: i64, currency: &str) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut sum = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            sum.push(',');
        }
        sum.push(digit);
    }
    let minus = if amount < 0 { "−" } else { "" };
    match currency {
        "GBP" | "£" => format!("{minus}£{sum}"),
        "EUR" | "€" => format!("{minus}€{sum}"),
        "" => format!("{minus}{sum}"),
        other => format!("{minus}{sum} {other}"),
    }
}

/// A day as people write it: 1 November 2017.
pub fn day_in_words(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month() - 1)
        .ok()
        .and_then(|month| MONTHS.get(month))
        .unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}

/// A message as a sentence of its own: with a capital, unless it begins with the name of a file.
pub fn sentence(message: &str) -> String {
    let first = message.split([' ', ':']).next().unwrap_or("");
    if first.contains(['/', '.', '`', '_']) {
        return message.to_owned();
    }
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
