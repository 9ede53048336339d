//! The few lines of a text around the places that a finding points at, cut and made harmless.

use std::ops::Range;

use remit_model::finding::Label;
use remit_model::sources::{FileId, Sources};

use crate::place::Lines;
use crate::{inert, wrap};

/// Marks further apart than this many lines get excerpts of their own.
const FURTHEST: usize = 12;

/// Lines that follow each other in one text, and the marks in them.
pub(super) struct Excerpt {
    /// The path of the text.
    pub(super) path: String,
    /// Line and column of the first of its marks in the order of the finding.
    pub(super) line_column: (usize, usize),
    /// The number of its first line, from 1.
    pub(super) first_line: usize,
    /// The lines.
    pub(super) text: String,
    /// The marks: where in `text`, and the number of the label.
    pub(super) marks: Vec<(Range<usize>, usize)>,
}

/// A label on its line: the line's number from 0, and the bytes of the text, which stay on that line.
struct Mark {
    label: usize,
    line: usize,
    range: Range<usize>,
}

/// Excerpts for all labels of a finding: the one of the first label first, each text in the order in which it is named.
/// A line that takes more than `room` columns is cut to a window around what is marked in it.
pub(super) fn excerpts(labels: &[Label], sources: &Sources, room: usize) -> Vec<Excerpt> {
    let mut files: Vec<FileId> = Vec::new();
    for label in labels {
        if !files.contains(&label.place.file) {
            files.push(label.place.file);
        }
    }
    let mut out = Vec::new();
    for file in files {
        let source = sources.get(file);
        let lines = Lines::new(&source.text);
        let own = labels.iter().enumerate().filter(|(_, label)| label.place.file == file);
        let mut marks: Vec<Mark> = own.map(|(number, label)| mark(&lines, number, label)).collect();
        marks.sort_by_key(|mark| (mark.line, mark.label));
        let mut groups: Vec<Excerpt> = marks
            .chunk_by(|a, b| b.line - a.line <= FURTHEST)
            .map(|marks| excerpt(&inert::line(&source.path), &source.text, &lines, marks, room))
            .collect();
        groups.sort_by_key(|excerpt| excerpt.marks.iter().map(|(_, label)| *label).min());
        out.append(&mut groups);
    }
    out
}

fn mark(lines: &Lines<'_>, label: usize, of: &Label) -> Mark {
    let range = lines.range(of.place);
    let line = lines.number(range.start);
    let whole = lines.line(line);
    // What goes on over several lines is marked where it begins: the header of a table, the first line of a quotation.
    let start = range.start.min(whole.end);
    Mark {
        label,
        line,
        range: start..range.end.clamp(start, whole.end),
    }
}

fn excerpt(path: &str, text: &str, lines: &Lines<'_>, marks: &[Mark], room: usize) -> Excerpt {
    let first = marks.first().map_or(0, |mark| mark.line);
    let last = marks.last().map_or(first, |mark| mark.line);
    let culprit = marks
        .iter()
        .min_by_key(|mark| mark.label)
        .map_or(0, |mark| mark.range.start);
    let mut out = Excerpt {
        path: path.to_owned(),
        line_column: lines.line_column(culprit),
        first_line: first + 1,
        text: String::new(),
        marks: Vec::new(),
    };
    for number in first..=last {
        if number > first {
            out.text.push('\n');
        }
        let here: Vec<&Mark> = marks.iter().filter(|mark| mark.line == number).collect();
        add_line(&mut out, text, lines.line(number), &here, room);
    }
    out
}

/// Adds one line, cut where it is too long, and says where its marks have gone.
fn add_line(out: &mut Excerpt, text: &str, line: Range<usize>, marks: &[&Mark], room: usize) {
    let window = window(text, &line, marks, room);
    if window.start > line.start {
        out.text.push('…');
    }
    // Each byte of the window to its byte in the excerpt: what is shown may be longer or shorter than what is written.
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.get(window.clone()).unwrap_or("").char_indices() {
        moved.push((window.start + at, out.text.len()));
        out.text.push(if c == '\t' { c } else { inert::visible(c) });
    }
    moved.push((window.end, out.text.len()));
    let now = |at: usize| moved[moved.partition_point(|&(from, _)| from < at).min(moved.len() - 1)].1;
    for mark in marks {
        out.marks.push((now(mark.range.start)..now(mark.range.end), mark.label));
    }
    if window.end < line.end {
        out.text.push('…');
    }
}

/// The part of a line that is shown.
fn window(text: &str, line: &Range<usize>, marks: &[&Mark], room: usize) -> Range<usize> {
    // Bytes first: measuring the columns of a line of megabytes for nothing would be felt.
    let whole = text.get(line.clone()).unwrap_or("");
    if line.len() <= room * 4 && columns(whole) <= room {
        return line.clone();
    }
    let first = marks.iter().map(|mark| mark.range.start).min().unwrap_or(line.start);
    let last = marks.iter().map(|mark| mark.range.end).max().unwrap_or(line.start);
    let before = text.get(line.start..first).unwrap_or("");
    // An ellipsis on either side takes a column each.
    let room = room.saturating_sub(2).max(1);
    let mut start = line.start;
    if last - line.start > room {
        // A quarter of the room shows what stands before the first mark.
        let lead = before.char_indices().rev().take(room / 4).last();
        start = lead.map_or(first, |(at, _)| line.start + at);
    }
    let mut used = 0;
    let shown = text.get(start..line.end).unwrap_or("").chars().take_while(|&c| {
        used += width_of(c);
        used <= room
    });
    start..start + shown.map(char::len_utf8).sum::<usize>()
}

fn columns(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// The columns of a character in an excerpt, where annotate-snippets shows a tab as four spaces.
fn width_of(c: char) -> usize {
    if c == '\t' { 4 } else { wrap::columns_of(c) }
}
