//! Every change, kind of thing by kind of thing: what was added, ended and became what, then what says something else.

use remit_model::comparison::{Change, Comparison, Count, Field, Thing};
use remit_model::page::{Block, Cell, Inline, Line, Table, message, sentence};

use super::page::Writer;
use super::telling::signs;
use super::words::key;

/// The list of changes.
pub(super) fn blocks(comparison: &Comparison, writer: &mut Writer<'_>) {
    if comparison.changes.is_empty() {
        return;
    }
    writer.heading(2, format!("Every change ({})", comparison.changes.len()), "changes");
    writer.paragraph("In the counts + is added, - ended, ~ changed, ↔ renamed, replaced, moved, merged or split.");
    let told = |count: &&Count| comparison.changes.iter().any(|change| change.table == count.table);
    for count in comparison.counts.iter().filter(told) {
        writer.heading(3, format!("{}: {}", count.heading, signs(count)), count.table);
        let changes = comparison.changes.iter().filter(|change| change.table == count.table);
        let (telling, whole): (Vec<&Change>, Vec<&Change>) = changes.partition(|change| !change.fields.is_empty());
        let (shown, more) = writer.shown(&whole);
        let lines = shown.iter().map(|change| line(change, writer)).collect();
        writer.list(lines);
        writer.more(more);
        let (shown, more) = writer.shown(&telling);
        if !shown.is_empty() {
            let rows = shown.iter().flat_map(|change| rows(change)).collect();
            writer.blocks.push(Block::Table(Table {
                caption: String::new(),
                columns: ["What", "Detail", "Before", "After"].map(str::to_owned).to_vec(),
                rows,
            }));
        }
        writer.more(more);
    }
}

/// What was added, ended or became something else.
fn line(change: &Change, writer: &mut Writer<'_>) -> Line {
    let names = |things: &[Thing]| -> String {
        let names: Vec<&str> = things.iter().map(|thing| thing.name.as_str()).collect();
        names.join(", ")
    };
    let mut line = vec![
        Inline::Strong(format!("{}:", sentence(change.kind))),
        Inline::Words(" ".to_owned()),
    ];
    let (before, after) = (names(&change.before), names(&change.after));
    line.extend(message(&match (before.as_str(), after.as_str()) {
        ("", name) | (name, "") => name.to_owned(),
        (was, is) if was == is => is.to_owned(),
        (was, is) => format!("{was} → {is}"),
    }));
    if let Some(when) = &change.when {
        line.push(Inline::Words(", ".to_owned()));
        line.extend(message(when));
    }
    if let Some(thing) = change.after.first().or(change.before.first()) {
        line.push(Inline::Words(" (".to_owned()));
        line.push(writer.place(thing.place));
        line.push(Inline::Words(")".to_owned()));
    }
    line
}

/// What a thing says otherwise: its name stands once.
fn rows(change: &Change) -> Vec<Vec<Cell>> {
    let name = change
        .after
        .first()
        .or(change.before.first())
        .map_or("", |thing| &thing.name);
    let kind = match change.kind {
        "changed" => String::new(),
        kind => format!(" ({kind})"),
    };
    let mut what = Cell::Words(message(&format!("{name}{kind}")));
    // What is said comes before on whose word.
    let (words, said): (Vec<&Field>, Vec<&Field>) = change.fields.iter().partition(|field| {
        matches!(field.key.as_str(), "source" | "quote" | "note") || field.key.starts_with("assumed.")
    });
    let rows = said.into_iter().chain(words).map(|field| {
        vec![
            std::mem::replace(&mut what, Cell::Empty),
            Cell::words(key(&field.key)),
            Cell::words(&field.before.words),
            Cell::words(&field.after.words),
        ]
    });
    rows.collect()
}
