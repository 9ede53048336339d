//! An answer as a page: the answer first, then what it rests on as tables, and at the end the sources, by number.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::answer::{Answer, Column, Evidence, Group, Named, Paper, Row, Shape, Value};
use remit_model::page::{Block, Cell, Inline, Line, Page, Table, day_in_words, message, sentence, sum_in_words, words};
use remit_model::path::StepStatus;
use remit_model::sources::Sources;

use crate::cite::Citations;

/// How many names are written out where names stand alone; the rest is counted.
const NAMES: usize = 40;

/// An answer as a page.
pub fn answer_page(answer: &Answer, sources: &Sources) -> Page {
    let mut blocks = Vec::new();
    if answer.mistakes > 0 {
        let there = match answer.mistakes {
            1 => "There is 1 mistake in the files, and what it touches".to_owned(),
            several => format!("There are {several} mistakes in the files, and what they touch"),
        };
        blocks.push(Block::Paragraph(vec![
            Inline::Strong(format!("{there} may be missing from this answer: see ")),
            Inline::Code("remit check".to_owned()),
            Inline::Words(".".to_owned()),
        ]));
    }
    if !answer.says.is_empty() {
        blocks.push(Block::Paragraph(words(answer.says.join(" "))));
    }
    let mut notes = Notes::new(sources);
    let mut anchors: BTreeMap<&str, usize> = BTreeMap::new();
    for group in &answer.groups {
        let number = anchors.entry(group.name).and_modify(|number| *number += 1).or_insert(1);
        let anchor = match number {
            1 => group.name.to_owned(),
            number => format!("{}-{number}", group.name),
        };
        blocks.push(Block::Heading(2, group.heading.clone(), anchor));
        blocks.extend(group.says.iter().map(|text| Block::Paragraph(words(text.clone()))));
        match group.shape {
            Shape::Sourced | Shape::Ids | Shape::Plain => blocks.push(table(group, &mut notes)),
            Shape::Names => blocks.push(names(group)),
            Shape::Steps => blocks.extend(group.rows.iter().flat_map(|row| step(group, row, &mut notes))),
        }
    }
    if !notes.lines.is_empty() {
        blocks.push(heading("Sources and assumptions", "sources"));
        blocks.push(Block::List(true, notes.lines));
    }
    let sourced = answer
        .groups
        .iter()
        .filter(|group| !matches!(group.shape, Shape::Names | Shape::Plain));
    let cited: BTreeSet<&str> = sourced
        .flat_map(|group| &group.rows)
        .filter_map(|row| row.evidence.source.as_deref())
        .map(|source| source.split(':').next().unwrap_or("").trim())
        .collect();
    let named = |paper: &&Paper| cited.contains(paper.key.as_str());
    let papers: Vec<Line> = answer.documents.iter().filter(named).map(paper).collect();
    if !papers.is_empty() {
        blocks.push(heading("The documents", "documents"));
        blocks.push(Block::List(false, papers));
    }
    if !answer.ends.is_empty() {
        blocks.push(Block::Paragraph(words(answer.ends.clone())));
    }
    Page {
        title: answer.title.clone(),
        summary: summary(answer),
        blocks,
    }
}

fn heading(text: &str, anchor: &str) -> Block {
    Block::Heading(2, text.to_owned(), anchor.to_owned())
}

/// The date, where it comes from, and what is taken as adopted.
fn summary(answer: &Answer) -> String {
    let name = match answer.framework.as_str() {
        "" => String::new(),
        name => format!("{name}, "),
    };
    let from = match answer.as_at_from.as_str() {
        "" => String::new(),
        from => format!(" ({from})"),
    };
    let with = match answer.with.as_slice() {
        [] => String::new(),
        [only] => format!(", as if the proposal {only} were adopted"),
        several => format!(", as if the proposals {} were adopted", several.join(", ")),
    };
    sentence(&format!("{name}as at {}{from}{with}.", day_in_words(answer.as_at)))
}

/// The sources, each written once.
struct Notes<'s> {
    lines: Vec<Line>,
    known: BTreeMap<String, usize>,
    citations: Citations<'s>,
}

impl<'s> Notes<'s> {
    fn new(sources: &'s Sources) -> Self {
        Self {
            lines: Vec::new(),
            known: BTreeMap::new(),
            citations: Citations::new(sources),
        }
    }

    /// The number of what a row rests on.
    fn number(&mut self, evidence: &Evidence) -> i64 {
        let line = note(evidence, self.citations.cite(evidence.place));
        let next = self.lines.len();
        let at = *self.known.entry(format!("{line:?}")).or_insert(next);
        if at == next {
            self.lines.push(line);
        }
        i64::try_from(at + 1).unwrap_or(i64::MAX)
    }
}

/// A table without the columns in which nothing stands.
fn table(group: &Group, notes: &mut Notes<'_>) -> Block {
    let filled = |at: &usize| {
        group
            .rows
            .iter()
            .any(|row| row.values.get(*at).is_some_and(|value| *value != Value::Empty))
    };
    let shown: Vec<usize> = (0..group.columns.len()).filter(filled).collect();
    let plain = group.shape == Shape::Plain;
    let status = !plain && group.rows.iter().any(|row| row.status != StepStatus::InForce);
    let mut columns: Vec<String> = shown.iter().map(|&at| group.columns[at].heading.to_owned()).collect();
    columns.extend(status.then(|| "Status".to_owned()));
    columns.extend((!plain).then(|| "Source".to_owned()));
    let rows = group.rows.iter().map(|row| {
        let mut cells: Vec<Cell> = shown
            .iter()
            .enumerate()
            .map(|(number, &at)| marked(group, row, at, number == 0))
            .collect();
        if status {
            cells.push(Cell::Words(message(&sentence(&row.status.words()))));
        }
        if !plain {
            cells.push(Cell::Number(notes.number(&row.evidence)));
        }
        cells
    });
    Block::Table(Table {
        caption: String::new(),
        columns,
        rows: rows.collect(),
    })
}

/// A value with "(assumed)" after it, where it is a reading. An assumption about what no column shows stands in the first.
fn marked(group: &Group, row: &Row, at: usize, first: bool) -> Cell {
    let concerns = |column: &Column, key: &str| column.keys.contains(&key);
    // Where no sources stand beside it, what an assumption is about must be there to be marked.
    let first = first && group.shape != Shape::Plain;
    let elsewhere = |key: &str| !group.columns.iter().any(|column| concerns(column, key));
    let assumed =
        row.evidence.assumed.iter().any(|(key, _)| {
            group.columns.get(at).is_some_and(|column| concerns(column, key)) || (first && elsewhere(key))
        });
    let value = row.values.get(at).unwrap_or(&Value::Empty);
    match value {
        Value::Number(number) if !assumed => i64::try_from(*number).map_or(Cell::Empty, Cell::Number),
        Value::Empty | Value::NotStated | Value::Unknown if assumed => Cell::words(value_words(value)),
        Value::Day(day) if !assumed => Cell::Date(*day),
        Value::Id(id) => Cell::Words(vec![Inline::Code(id.clone())]),
        // Where no sources stand beside it, a list gives the ids of all: they are shorter, and lead on.
        Value::Names(names) if group.shape == Shape::Ids => ids(names, assumed),
        _ if assumed => Cell::words(format!("{} (assumed)", value_words(value))),
        _ => Cell::words(value_words(value)),
    }
}

/// A row by itself: its first value as a heading, and the others that hold something as a list.
fn step(group: &Group, row: &Row, notes: &mut Notes<'_>) -> [Block; 2] {
    let item = |heading: &str, line: Line| {
        let mut item = vec![Inline::Strong(format!("{heading}:")), Inline::Words(" ".to_owned())];
        item.extend(line);
        item
    };
    let mut columns = group.columns.iter().enumerate();
    let title = columns.next().map(|(_, column)| {
        let first = row.values.first().map(value_words);
        format!("{} {}", column.heading, first.unwrap_or_default())
    });
    let mut items: Vec<Line> = Vec::new();
    for (at, column) in columns {
        if row.values.get(at).is_none_or(|value| *value == Value::Empty) {
            continue;
        }
        let line = match marked(group, row, at, false) {
            Cell::Words(line) => line,
            Cell::Date(day) => words(day_in_words(day)),
            Cell::Number(number) => words(number.to_string()),
            Cell::Money(amount, currency) => words(sum_in_words(amount, &currency)),
            Cell::Empty => continue,
        };
        items.push(item(column.heading, line));
    }
    if row.status != StepStatus::InForce {
        items.push(item("Status", message(&sentence(&row.status.words()))));
    }
    let number = notes.number(&row.evidence);
    items.push(item("Source", words(number.to_string())));
    [
        Block::Heading(3, title.unwrap_or_default(), String::new()),
        Block::List(false, items),
    ]
}

/// Things by their ids.
fn ids(names: &[Named], assumed: bool) -> Cell {
    let mut line = Line::new();
    for named in names {
        if !line.is_empty() {
            line.push(Inline::Words(", ".to_owned()));
        }
        line.push(Inline::Code(named.key.clone()));
    }
    if assumed {
        line.push(Inline::Words(" (assumed)".to_owned()));
    }
    Cell::Words(line)
}

/// A value in words.
pub(crate) fn value_words(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::NotStated => "not stated".to_owned(),
        Value::Unknown => "names what does not exist".to_owned(),
        Value::Words(words) | Value::Id(words) => words.clone(),
        Value::Names(names) => {
            let names: Vec<&str> = names.iter().map(|named| named.name.as_str()).collect();
            names.join(", ")
        }
        Value::Holder(holder) => holder.words.clone(),
        Value::Flag(true) => "yes".to_owned(),
        Value::Flag(false) => "no".to_owned(),
        Value::Day(day) => day_in_words(*day),
        Value::Number(number) => number.to_string(),
        Value::Money(money) => {
            let figures = |amount| sum_in_words(amount, &money.currency);
            let sum = match (money.above, money.amount) {
                (None, Some(amount)) => figures(amount),
                (Some(above), Some(amount)) => format!("more than {}, up to {}", figures(above), figures(amount)),
                (Some(above), None) => format!("more than {}", figures(above)),
                (None, None) => "an amount that is not entered".to_owned(),
            };
            match &money.per {
                Some(per) => format!("{sum} per {per}"),
                None => sum,
            }
        }
    }
}

/// The names of a group in one paragraph.
fn names(group: &Group) -> Block {
    let mut names: Vec<String> = group
        .rows
        .iter()
        .filter_map(|row| row.values.first())
        .map(value_words)
        .collect();
    let more = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    let more = match more {
        0 => String::new(),
        more => format!("; and {more} more (`--format json` has all)"),
    };
    Block::Paragraph(words(format!("{}{more}.", names.join("; "))))
}

/// On whose word a row stands: the words of the source, what is assumed, what the source leaves open, and the place.
fn note(evidence: &Evidence, place: String) -> Line {
    let mut line = Line::new();
    if let Some(quote) = &evidence.quote {
        line.push(Inline::Quote(quote.clone()));
        line.push(Inline::Words(" ".to_owned()));
    }
    line.push(Inline::Words(match (&evidence.source, evidence.inherited) {
        (Some(source), false) => format!("({source}). "),
        (Some(source), true) => format!("({source}, given for the whole entry). "),
        (None, _) if evidence.quote.is_some() => "(no source is entered). ".to_owned(),
        (None, _) => "No source is entered. ".to_owned(),
    }));
    for (key, why) in &evidence.assumed {
        line.push(Inline::Strong("Assumed".to_owned()));
        let what = if key == "all" {
            String::new()
        } else {
            format!(" ({})", plain(key))
        };
        line.push(Inline::Words(format!("{what}: {} ", stopped(why))));
    }
    if !evidence.not_stated.is_empty() {
        let keys: Vec<String> = evidence.not_stated.iter().map(|key| plain(key)).collect();
        line.push(Inline::Words(format!("Not stated: {}. ", keys.join(", "))));
    }
    if let Some(note) = &evidence.note {
        line.push(Inline::Words(format!("Note: {} ", stopped(note))));
    }
    if evidence.internal {
        line.push(Inline::Strong("Internal.".to_owned()));
        line.push(Inline::Words(" ".to_owned()));
    }
    line.push(Inline::Words("Written at ".to_owned()));
    line.push(Inline::Code(place));
    line
}

/// A remark with a full stop, where it has none.
pub(crate) fn stopped(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// A key in words.
pub(crate) fn plain(key: &str) -> String {
    match key {
        "starts" => "since when".to_owned(),
        "ends" => "until when".to_owned(),
        "voting" => "whether it votes".to_owned(),
        "of" => "to whom it belongs".to_owned(),
        "for" => "for which matters".to_owned(),
        "seats" => "who sits on it".to_owned(),
        "answers-to" => "to whom it answers".to_owned(),
        "does" => "what it decides or does".to_owned(),
        "within" | "between" => "to whom it belongs".to_owned(),
        "holder" => "who holds it".to_owned(),
        "employer" => "who employs its holder".to_owned(),
        "needs" => "what somebody must do with it".to_owned(),
        other => other.replace('-', " "),
    }
}

/// A document, by the key that sources write.
fn paper(paper: &Paper) -> Line {
    let kind = paper.kind.as_ref().map(|kind| kind.replace('-', " "));
    let date = paper.date.map(|date| {
        let assumed = if paper.date_assumed { ", an assumed date" } else { "" };
        format!("{}{assumed}", day_in_words(date))
    });
    let more: Vec<String> = kind.into_iter().chain(date).collect();
    let more = if more.is_empty() {
        String::new()
    } else {
        format!(" ({})", more.join(", "))
    };
    vec![
        Inline::Quote(paper.key.clone()),
        Inline::Words(format!(" stands for {}{more}", paper.title)),
    ]
}
