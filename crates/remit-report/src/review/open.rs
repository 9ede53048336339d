//! What is open in the log, how old it is and what would answer it; and how the milestones stand.

use jiff::Unit;
use jiff::civil::Date;
use remit_model::model::{AsAt, LogEntry, Milestone};
use remit_model::page::{Cell, day_in_words, sentence};

use super::page::Writer;
use crate::change::name;
use crate::registers::{State, answering, milestone_state};

/// The open entries of the log, by kind, the oldest first.
pub(super) fn log(at: &AsAt<'_>, writer: &mut Writer<'_>) {
    let entries = at.current(at.model().log.rows());
    let raised = |entry: &&LogEntry| entry.raised.is_none_or(|raised| raised <= at.date());
    let mut open: Vec<&LogEntry> = entries.filter(|entry| at.is_open(entry)).filter(raised).collect();
    open.sort_by_key(|entry| (entry.kind, entry.raised.is_none(), entry.raised, entry.statement.place));
    writer.heading(2, format!("What is open in the log ({})", open.len()), "log");
    if open.is_empty() {
        writer.paragraph("Nothing that is entered.");
    }
    for of_kind in open.chunk_by(|a, b| a.kind == b.kind) {
        let kind = of_kind.first().and_then(|entry| entry.kind);
        let kind = kind.map_or("No kind entered".to_owned(), |kind| sentence(kind.word()));
        let rows = of_kind.iter().map(|entry| {
            let about = entry.about.iter();
            let about: Vec<String> = about.map(|subject| name(at, subject.table, &subject.key)).collect();
            let owner = match entry.owner {
                Some(owner) => at.node(owner).name().to_string(),
                None if entry.statement.is_not_stated("owner") => "not stated".to_owned(),
                None => "nobody entered".to_owned(),
            };
            vec![
                Cell::words(entry.text.as_str()),
                Cell::words(age(at, entry)),
                Cell::words(about.join(", ")),
                Cell::words(owner),
                Cell::words(answering(at, entry).join("; ")),
                writer.place(entry.statement.place),
            ]
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let caption = format!("{kind} ({})", rows.len());
        let columns = [
            "What",
            "Open for",
            "About",
            "Owner",
            "Proposals that would answer it",
            "Written at",
        ];
        writer.table(&caption, &columns, rows);
    }
}

/// For how long it is open, in whole months.
fn age(at: &AsAt<'_>, entry: &LogEntry) -> String {
    match entry.raised {
        Some(raised) => {
            let reading = if entry.statement.assumed("raised").is_some() {
                " (assumed)"
            } else {
                ""
            };
            format!("{}{reading}", months(raised, at.date()))
        }
        None if entry.statement.is_not_stated("raised") => "not stated".to_owned(),
        None => "not entered".to_owned(),
    }
}

fn months(from: Date, to: Date) -> String {
    match from.until((Unit::Month, to)).map(|span| span.get_months()) {
        Ok(1) => "1 month".to_owned(),
        Ok(months) if months > 1 => format!("{months} months"),
        _ => "less than a month".to_owned(),
    }
}

/// The milestones, by how they stand.
pub(super) fn milestones(at: &AsAt<'_>, writer: &mut Writer<'_>) {
    let mut all: Vec<&Milestone> = at.current(at.model().milestones.rows()).collect();
    all.sort_by_key(|milestone| (milestone.by.is_none(), milestone.by, milestone.key.clone()));
    writer.heading(2, format!("Milestones ({})", all.len()), "milestones");
    if all.is_empty() {
        writer.paragraph("Nothing that is entered.");
    }
    let states = [
        (State::Late, "Late"),
        (State::NotStated, "Past, and whether it was met is not stated"),
        (State::ToCome, "To come"),
        (State::Met, "Met"),
    ];
    for (state, words) in states {
        let of = all.iter().filter(|milestone| milestone_state(at, milestone) == state);
        let rows = of.map(|milestone| {
            vec![
                milestone.by.map_or(Cell::words("no day entered"), Cell::Date),
                Cell::words(match milestone.met.filter(|_| state == State::Met) {
                    Some(met) => format!("{} (met on {})", milestone.text, day_in_words(met)),
                    None => milestone.text.to_string(),
                }),
                Cell::words(match milestone.owner {
                    Some(owner) => at.node(owner).name().as_str(),
                    None if milestone.statement.is_not_stated("owner") => "not stated",
                    None => "nobody entered",
                }),
                writer.place(milestone.statement.place),
            ]
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let caption = format!("{words} ({})", rows.len());
        writer.table(&caption, &["By", "What", "Owner", "Written at"], rows);
    }
}
