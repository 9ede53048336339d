//! What a check says after the change and did not say before, and the other way round: only the difference.

use std::collections::BTreeMap;

use remit_model::comparison::Comparison;
use remit_model::finding::{Finding, Level};
use remit_model::page::{Block, Cell, Inline, Line, Table, message, sentence};
use remit_model::path::{Path, Step};

use super::page::{Writer, lead};

/// New, cleared, and found on both sides in other words.
pub(super) fn blocks(comparison: &Comparison, writer: &mut Writer<'_>) {
    let Comparison {
        new, cleared, reworded, ..
    } = comparison;
    if new.is_empty() && cleared.is_empty() && reworded.is_empty() {
        if !comparison.changes.is_empty() {
            writer.heading(2, "What a check says", "findings");
            writer.paragraph("The same as before.");
        }
        return;
    }
    writer.heading(2, "What a check says otherwise than before", "findings");
    if !new.is_empty() {
        writer.heading(3, format!("New ({})", new.len()), "new");
        let (shown, more) = writer.shown(new);
        for finding in shown {
            mark(finding, writer);
            let points = finding.help.iter().map(|help| {
                let mut line = lead("To put it right");
                line.extend(message(&sentence(help)));
                line
            });
            writer.list(points.collect());
        }
        writer.more(more);
    }
    if !reworded.is_empty() {
        writer.heading(
            3,
            format!("Found before and after, and not the same ({})", reworded.len()),
            "reworded",
        );
        let (shown, more) = writer.shown(reworded);
        for (was, is) in shown {
            mark(is, writer);
            writer.blocks.push(Block::Table(beside(was, is)));
        }
        writer.more(more);
    }
    if !cleared.is_empty() {
        writer.heading(3, format!("Cleared ({})", cleared.len()), "cleared");
        let (shown, more) = writer.shown(cleared);
        let lines: Vec<Line> = shown
            .iter()
            .map(|finding| message(&format!("{} (rule {})", sentence(&finding.message), finding.rule)))
            .collect();
        writer.list(lines);
        writer.more(more);
    }
}

/// A finding in a line, with its rule and where it stands.
fn mark(finding: &Finding, writer: &mut Writer<'_>) {
    let place = finding.labels.first().map(|label| writer.place(label.place));
    let place = match place {
        Some(Inline::Code(place)) => format!("; {place}"),
        _ => String::new(),
    };
    writer.blocks.push(Block::Mark(
        finding.level,
        sentence(&finding.message),
        format!("(rule {}{place})", finding.rule),
    ));
}

/// What a finding said before, beside what it says after: its level and sentence where they differ, and each step of its paths;
/// without paths its remarks.
fn beside(was: &Finding, is: &Finding) -> Table {
    let mut rows: Vec<[String; 3]> = Vec::new();
    let mut row = |what: &str, was: String, is: String| rows.push([what.to_owned(), was, is]);
    if was.level != is.level {
        row(
            "How much it asks",
            level(was.level).to_owned(),
            level(is.level).to_owned(),
        );
    }
    if was.message != is.message {
        row("What it says", sentence(&was.message), sentence(&is.message));
    }
    if was.paths.is_empty() && is.paths.is_empty() {
        let lacking = |of: &Finding, other: &Finding| -> Vec<String> {
            let remarks = of.remarks.iter().filter(|remark| !other.remarks.contains(remark));
            remarks.map(|remark| sentence(remark)).collect()
        };
        let (gone, new) = (lacking(was, is), lacking(is, was));
        for number in 0..gone.len().max(new.len()) {
            let at = |list: &[String]| list.get(number).cloned().unwrap_or_default();
            row("Remark", at(&gone), at(&new));
        }
    } else {
        for (ends, [was, is]) in steps(was, is) {
            row(&ends, was, is);
        }
    }
    let rows = rows.into_iter().map(|cells| {
        let cell = |text: &String| Cell::Words(message(text));
        cells.iter().map(cell).collect()
    });
    Table {
        caption: String::new(),
        columns: ["", "Before", "After"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Must => "must be resolved",
        Level::Should => "should be resolved",
        Level::Note => "to note",
    }
}

/// Each step of the paths of two findings: from whom up to whom, and how it stands before and after.
fn steps(was: &Finding, is: &Finding) -> Vec<(String, [String; 2])> {
    let mut order: Vec<(&str, &str)> = Vec::new();
    let mut all: BTreeMap<(&str, &str), (String, [Vec<String>; 2])> = BTreeMap::new();
    for (side, finding) in [is, was].into_iter().enumerate() {
        for step in finding.paths.iter().flat_map(|path| &path.steps) {
            let ends = (step.below.key.as_str(), step.above.key.as_str());
            if !order.contains(&ends) {
                order.push(ends);
            }
            let (_, sides) = all.entry(ends).or_insert_with(|| {
                let words = format!("From {} up to {}", step.below.name, step.above.name);
                (words, [Vec::new(), Vec::new()])
            });
            let words = standing(step);
            if let Some(of_side) = sides.get_mut(side).filter(|of_side| !of_side.contains(&words)) {
                of_side.push(words);
            }
        }
    }
    let told = |of_side: Vec<String>| match of_side.as_slice() {
        [] => "no step on the way".to_owned(),
        all => all.join("; or "),
    };
    order
        .into_iter()
        .filter_map(|ends| all.remove(&ends))
        .map(|(words, [is, was])| (words, [told(was), told(is)]))
        .collect()
}

/// How a step stands: "is overseen by: proposed (hwb-oversees)", "not stated".
fn standing(step: &Step) -> String {
    let assumed = step.assumed.as_ref().map(|why| format!("; assumed: {why}"));
    let status = format!("{}{}", step.status.words(), assumed.unwrap_or_default());
    match step.relation.as_str() {
        "" => sentence(&status),
        relation => sentence(&format!("{relation}: {status}")),
    }
}

/// A path in one line.
pub(super) fn chain(path: &Path) -> String {
    let Some(first) = path.steps.first() else {
        return "A path without steps".to_owned();
    };
    let mut text = first.below.name.clone();
    for step in &path.steps {
        let relation = if step.relation.is_empty() {
            "→"
        } else {
            &step.relation
        };
        text.push_str(&format!(" {relation} {} ({})", step.above.name, step.status.words()));
    }
    text
}
