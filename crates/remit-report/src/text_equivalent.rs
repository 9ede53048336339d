//! A drawing in words: everything that is drawn, as an outline by tier and a table of relations, for those who read it by
//! ear, by keyboard or on paper.

use std::collections::BTreeMap;

use remit_model::drawing::{Arrow, Box, Change, Detail, Drawing, Matrix, Standing};
use remit_model::page::{Block, Cell, Inline, Line, Page, Table, sentence, words};

use crate::alt::{CHANGES, MISSING, alt, change};
use crate::who::counted;

/// The drawing in words.
pub fn text_equivalent(drawing: &Drawing) -> Page {
    let mut blocks = Vec::new();
    heading(drawing, &mut blocks);
    if let Some(matrix) = &drawing.matrix {
        table(matrix, &mut blocks);
    }
    let names = Names::new(drawing);
    changes(drawing, &names, &mut blocks);
    outline(drawing, &names, &mut blocks);
    relations(drawing, &names, &mut blocks);
    notes(drawing, &mut blocks);
    if !drawing.sources.is_empty() {
        blocks.push(Block::Heading(2, "Sources".to_owned(), "sources".to_owned()));
        blocks.push(Block::List(false, drawing.sources.iter().map(words).collect()));
    }
    Page {
        title: drawing.title.clone(),
        summary: if drawing.alt.is_empty() {
            alt(drawing)
        } else {
            drawing.alt.clone()
        },
        blocks,
    }
}

/// What stands at the head of the sheet.
fn heading(drawing: &Drawing, blocks: &mut Vec<Block>) {
    let mut line = Line::new();
    if let Some(status) = &drawing.status {
        line.push(Inline::Strong(status.clone()));
        line.push(Inline::Words(". ".to_owned()));
    }
    let mut head = vec![drawing.subtitle.clone()];
    if !drawing.subtitle.contains(drawing.framework.as_str()) {
        head.push(drawing.framework.clone());
    }
    if !drawing.says_when() {
        head.push(format!("as at {}", drawing.as_at));
    }
    head.extend(drawing.version.as_ref().map(|version| format!("version {version}")));
    head.retain(|part| !part.is_empty());
    if !head.is_empty() {
        line.push(Inline::Words(format!("{}.", head.join(", "))));
    }
    if !line.is_empty() {
        blocks.push(Block::Paragraph(line));
    }
}

fn table(matrix: &Matrix, blocks: &mut Vec<Block>) {
    let columns = std::iter::once(&matrix.corner).chain(&matrix.columns).cloned();
    let rows = matrix.rows.iter().map(|(heading, cells)| {
        let cells = cells.iter().map(Cell::words);
        let mut row: Vec<Cell> = std::iter::once(Cell::words(heading)).chain(cells).collect();
        row.resize_with(matrix.columns.len() + 1, || Cell::Empty);
        row
    });
    blocks.push(Block::Table(Table {
        // The title of the page says it.
        caption: String::new(),
        columns: columns.collect(),
        rows: rows.collect(),
    }));
    if !matrix.key.is_empty() {
        let meaning =
            |(short, long): &(String, String)| vec![Inline::Strong(short.clone()), Inline::Words(format!(": {long}"))];
        blocks.push(Block::List(false, matrix.key.iter().map(meaning).collect()));
    }
}

/// What boxes are called: by name, and by key too where two have the same name.
struct Names<'a> {
    by_key: BTreeMap<&'a str, &'a str>,
    count: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    fn new(drawing: &'a Drawing) -> Self {
        let mut names = Self {
            by_key: BTreeMap::new(),
            count: BTreeMap::new(),
        };
        for drawn in drawing.tiers.iter().flat_map(|tier| &tier.boxes) {
            names.by_key.entry(&drawn.key).or_insert(&drawn.name);
            *names.count.entry(&drawn.name).or_default() += 1;
        }
        names
    }

    /// The key itself, where a line leads to what has no box.
    fn of(&self, key: &str) -> Line {
        match self.by_key.get(key) {
            Some(name) => self.with_key(key, name, Inline::Words((*name).to_owned())),
            None => vec![Inline::Code(key.to_owned())],
        }
    }

    fn with_key(&self, key: &str, name: &str, shown: Inline) -> Line {
        if name.trim().is_empty() || self.count.get(name).is_some_and(|&count| count > 1) {
            return vec![shown, Inline::Words(" ".to_owned()), Inline::Code(key.to_owned())];
        }
        vec![shown]
    }
}

/// What a comparison marks, before all that it leaves as it is.
fn changes(drawing: &Drawing, names: &Names<'_>, blocks: &mut Vec<Block>) {
    let boxes = || drawing.tiers.iter().flat_map(|tier| &tier.boxes);
    let mut items = Vec::new();
    for what in CHANGES {
        let lead = || Inline::Words(format!("{}: ", sentence(change(what))));
        for drawn in boxes().filter(|drawn| drawn.change == Some(what)) {
            let mut item = vec![lead()];
            item.extend(names.of(&drawn.key));
            item.push(Inline::Words(".".to_owned()));
            items.push(item);
        }
        for line in drawing.lines.iter().filter(|line| line.change == Some(what)) {
            let mut item = match missing(line) {
                Some(now) => vec![Inline::Words(format!("{}: the demanded step ", sentence(now)))],
                None => vec![lead()],
            };
            item.extend(names.of(&line.from));
            item.push(Inline::Words(format!(" – {} – ", relation(line))));
            item.extend(names.of(&line.to));
            item.push(Inline::Words(".".to_owned()));
            items.push(item);
        }
    }
    if !items.is_empty() {
        blocks.push(Block::Heading(2, "What changes".to_owned(), "changes".to_owned()));
        blocks.push(Block::List(false, items));
    }
}

fn outline(drawing: &Drawing, names: &Names<'_>, blocks: &mut Vec<Block>) {
    let tiers = || drawing.tiers.iter().filter(|tier| !tier.boxes.is_empty());
    if tiers().next().is_none() {
        if drawing.matrix.is_none() {
            blocks.push(Block::Paragraph(words("Nothing is shown.")));
        }
        return;
    }
    blocks.push(Block::Heading(2, "Who is shown".to_owned(), "shown".to_owned()));
    let tiered = tiers().any(|tier| !tier.name.is_empty());
    for tier in tiers() {
        let name = if tier.name.is_empty() {
            "Tier not stated"
        } else {
            &tier.name
        };
        if tiered {
            blocks.push(Block::Heading(3, name.to_owned(), String::new()));
        }
        let items = tier.boxes.iter().map(|drawn| item(drawing, drawn, names));
        blocks.push(Block::List(false, items.collect()));
    }
}

/// A box: its name, what it is and how it is marked, and what stands in it.
fn item(drawing: &Drawing, drawn: &Box, names: &Names<'_>) -> Line {
    let mut line = names.with_key(&drawn.key, &drawn.name, Inline::Strong(drawn.name.clone()));
    let mut about = Vec::new();
    if drawn.legal_person {
        about.push("organisation".to_owned());
    }
    if drawn.post {
        about.push("post".to_owned());
    }
    if drawn.many && drawn.collapsed.is_none() {
        about.push("several alike".to_owned());
    }
    about.extend(marks_of_box(drawn));
    if let Some(lane) = drawn.lane.and_then(|lane| drawing.lanes.get(lane)) {
        about.push(format!("column: {lane}"));
    }
    about.extend(drawn.see.as_ref().map(|see| format!("more on {see}")));
    if !about.is_empty() {
        line.push(Inline::Words(format!(" ({})", about.join(", "))));
    }
    let lines: Vec<&str> = drawn.details.iter().filter_map(line_of).collect();
    let bullets: Vec<&str> = drawn.details.iter().filter_map(bullet_of).collect();
    let mut details = lines.join("; ");
    if !bullets.is_empty() {
        let lead = if details.is_empty() { "" } else { "; " };
        details.push_str(&format!("{lead}decides: {}", bullets.join("; ")));
    }
    if !details.is_empty() {
        line.push(Inline::Words(format!(": {details}")));
    }
    line.push(Inline::Words(".".to_owned()));
    line
}

fn line_of(detail: &Detail) -> Option<&str> {
    match detail {
        // What only leads to the list is said before the list.
        Detail::Line(text) => (text != "Decides:").then_some(text),
        Detail::Bullet(_) => None,
    }
}

fn bullet_of(detail: &Detail) -> Option<&str> {
    match detail {
        Detail::Bullet(text) => Some(text),
        Detail::Line(_) => None,
    }
}

/// How a box is marked, in words.
fn marks_of_box(drawn: &Box) -> Vec<String> {
    let mut marks = Vec::new();
    if !drawn.standing.is_in_force() {
        marks.push(standing(drawn.standing).to_owned());
    }
    marks.extend(drawn.vacancy().map(str::to_owned));
    for (is, what) in [
        (drawn.unsettled, "unsettled"),
        (drawn.assumed, "assumed"),
        (drawn.highlighted, "highlighted"),
    ] {
        if is {
            marks.push(what.to_owned());
        }
    }
    marks.extend(drawn.change.map(|what| change(what).to_owned()));
    marks.extend(
        drawn
            .collapsed
            .map(|count| format!("stands for {count} that are not drawn")),
    );
    if drawn.findings > 0 {
        marks.push(counted(drawn.findings, "finding", "findings"));
    }
    marks.extend(log_numbers(&drawn.notes));
    marks
}

/// Of a step that is demanded and not there, what a comparison says of it: nothing is added by its being missing.
fn missing(line: &Arrow) -> Option<&'static str> {
    let known = MISSING.iter().find(|(what, _)| line.change == Some(*what));
    known.filter(|_| line.kind.is_none()).map(|(_, now)| *now)
}

/// How a line is marked, in words, beyond whether it is in force.
fn marks_of_line(line: &Arrow) -> Vec<String> {
    let mut marks = Vec::new();
    for (is, what) in [
        (line.unsettled, "unsettled"),
        (line.assumed, "assumed"),
        (line.highlighted, "highlighted"),
    ] {
        if is {
            marks.push(what.to_owned());
        }
    }
    marks.extend(line.change.map(|what| match missing(line) {
        Some(now) => now.to_owned(),
        None => change(what).to_owned(),
    }));
    marks.extend(log_numbers(&line.notes));
    marks
}

fn log_numbers(notes: &[usize]) -> Option<String> {
    let numbers: Vec<String> = notes.iter().map(usize::to_string).collect();
    (!numbers.is_empty()).then(|| format!("log {}", numbers.join(", ")))
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "in force",
        Standing::Shadow => "in shadow form",
        Standing::Proposed => "proposed",
    }
}

fn relations(drawing: &Drawing, names: &Names<'_>, blocks: &mut Vec<Block>) {
    if drawing.lines.is_empty() {
        return;
    }
    blocks.push(Block::Heading(2, "Relations".to_owned(), "relations".to_owned()));
    let marked = drawing.lines.iter().any(|line| !marks_of_line(line).is_empty());
    let rows = drawing.lines.iter().map(|line| {
        let status = match line.kind {
            Some(_) if line.change == Some(Change::Removed) => match line.standing {
                Standing::InForce => "was in force",
                Standing::Shadow => "was in shadow form",
                Standing::Proposed => "was proposed",
            },
            Some(_) => standing(line.standing),
            None if line.change == Some(Change::Removed) => "demanded, and was not there",
            None => "demanded, and not there",
        };
        let mut row = vec![
            Cell::Words(names.of(&line.from)),
            Cell::words(relation(line)),
            Cell::Words(names.of(&line.to)),
            Cell::words(sentence(status)),
        ];
        if marked {
            row.push(Cell::words(marks_of_line(line).join(", ")));
        }
        row
    });
    let columns = ["From", "Relation", "To", "Status", "Marks"].map(str::to_owned);
    blocks.push(Block::Table(Table {
        caption: counted(drawing.lines.len(), "relation", "relations"),
        columns: columns.into_iter().take(if marked { 5 } else { 4 }).collect(),
        rows: rows.collect(),
    }));
}

/// What stands on the line, without what has a column of its own; or what its kind is called, where nothing stands on it.
fn relation(line: &Arrow) -> String {
    let mut label = line.label.trim();
    let said = [
        (!line.standing.is_in_force(), " (proposed)"),
        (!line.standing.is_in_force(), " (shadow)"),
        (line.assumed, " (assumed)"),
        (line.unsettled, " (unsettled)"),
    ];
    while let Some(shorter) = said
        .iter()
        .filter(|(is, _)| *is)
        .find_map(|(_, mark)| label.strip_suffix(mark))
    {
        label = shorter;
    }
    match (label, line.kind) {
        ("", Some(kind)) => kind.words().to_owned(),
        ("", None) => "none".to_owned(),
        (label, _) => label.to_owned(),
    }
}

fn notes(drawing: &Drawing, blocks: &mut Vec<Block>) {
    if drawing.notes.is_empty() {
        return;
    }
    blocks.push(Block::Heading(2, "Entries of the log".to_owned(), "log".to_owned()));
    // The numbers are those of the sheet and may have gaps, so that they are not left to the list.
    let items = drawing.notes.iter().map(|note| {
        vec![
            Inline::Strong(note.number.to_string()),
            Inline::Words(format!(": {} (", note.text)),
            Inline::Code(note.key.clone()),
            Inline::Words(")".to_owned()),
        ]
    });
    blocks.push(Block::List(false, items.collect()));
}
