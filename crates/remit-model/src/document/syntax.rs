//! What the TOML parser says, in plain words, with the mend for the mistakes that people make most.

use super::{Mistake, MistakeKind, Span};
use crate::limits;

/// The mistakes behind the parser's errors: one a line, and one for a heading given twice rather than one for each of the
/// lines below it.
pub(super) fn mistakes(text: &str, errors: &[toml::de::Error]) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = Vec::new();
    let mut last_line = None;
    let mut repeated_heading = false;
    for error in errors {
        if mistakes.len() > limits::MISTAKES_PER_FILE {
            break;
        }
        let span: Span = error.span().unwrap_or(0..0).into();
        let start = line_start(text, span.start as usize);
        let line = text[start..].lines().next().unwrap_or("");
        if last_line == Some(start) {
            continue;
        }
        last_line = Some(start);
        let twice = error.message().contains("duplicate key");
        let heading = line.trim_start().starts_with('[');
        if twice && !heading && repeated_heading {
            continue;
        }
        repeated_heading = twice && heading;
        mistakes.push(mistake(text, error.message(), span, line, start));
    }
    mistakes
}

/// The first byte of the line that a byte stands on.
fn line_start(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    text.as_bytes()[..at]
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |newline| newline + 1)
}

fn mistake(text: &str, said: &str, span: Span, line: &str, start: usize) -> Mistake {
    let mut first = None;
    let (message, help) = if said.contains("duplicate key") {
        first = first_like(text, line, start);
        (
            "this is defined twice in the same file".to_owned(),
            "keep one of the two, and move into it what the other adds",
        )
    } else if line.contains('\u{201c}') || line.contains('\u{201d}') {
        (
            "curly quotation marks, as a word processor makes them, are not quotation marks in TOML".to_owned(),
            "put straight ones around the value: \"",
        )
    } else if said.contains("string values must be quoted") {
        (
            "text must stand in quotes".to_owned(),
            "put straight quotes around the value, as in name = \"Partnership Board\"",
        )
    } else if said.contains("recurs") {
        (
            "the tables are nested too deep here: at most 80 levels are read".to_owned(),
            "a framework needs no more than six levels",
        )
    } else if said.contains("date") {
        (
            format!("this is not a day of the calendar: {}", said.replace('\n', ", ")),
            "write it as year-month-day without quotes: 2017-11-01",
        )
    } else {
        let help = if line.contains('=') {
            "each line is `key = value`; text stands in straight quotes, as in name = \"Health and Wellbeing Board\""
        } else {
            "each line is `key = value` or a heading like [body.hwb]; a remark starts with #"
        };
        (format!("this is not TOML: {}", said.replace('\n', ", ")), help)
    };
    Mistake {
        kind: MistakeKind::Syntax,
        path: String::new(),
        span,
        first,
        message,
        help: Some(help.to_owned()),
    }
}

/// The first line before `start` that begins like this one: the other of two definitions.
fn first_like(text: &str, line: &str, start: usize) -> Option<Span> {
    let what = |line: &str| line.split(['=', '#']).next().unwrap_or("").trim().to_owned();
    let wanted = what(line);
    let mut offset = 0;
    for candidate in text[..start].split_inclusive('\n') {
        if what(candidate) == wanted {
            return Some((offset..offset + candidate.trim_end().len()).into());
        }
        offset += candidate.len();
    }
    None
}
