//! What goes on whose agenda: for each body what is due, what is open, what is found of it, and which reports it receives.

use std::collections::BTreeSet;

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeAt};
use remit_model::page::{Block, Inline, Line, day_in_words, message, sentence};
use remit_model::review::{Due, Periods, When};
use remit_rules::Checked;

use super::page::Writer;
use crate::body_page::FoundOf;

pub(super) fn blocks(at: &AsAt<'_>, checked: &Checked, periods: &Periods, all: &[Due], writer: &mut Writer<'_>) {
    writer.heading(2, "For whose agenda", "agenda");
    writer.paragraph(
        "What is overdue or due in this period, what is open, what should or must be resolved, and what is reported.",
    );
    let before = writer.blocks.len();
    let found = FoundOf::of(at, checked);
    let mut told: BTreeSet<String> = BTreeSet::new();
    for node in at.nodes() {
        let about = found
            .about(node.id())
            .iter()
            .filter(|finding| finding.level > Level::Note);
        let about: Vec<&Finding> = about.copied().collect();
        told.extend(about.iter().map(|finding| finding.fingerprint()));
        let lines = lines(at, &node, &about, periods, all);
        if !lines.is_empty() {
            writer.heading(3, node.name().to_string(), &format!("agenda-{}", node.key()));
            writer.blocks.push(Block::List(false, lines));
        }
    }
    let rest = checked.findings.iter();
    let rest = rest.filter(|finding| finding.level > Level::Note && !told.contains(&finding.fingerprint()));
    let mut lines: Vec<Line> = Vec::new();
    for due in all.iter().filter(|due| due.who.is_empty()) {
        if let Some((lead, words)) = due_in_line(periods, due) {
            lines.push(line(lead, &words));
        }
    }
    lines.extend(rest.map(|finding| line(to_resolve(finding), &sentence(&finding.message))));
    if !lines.is_empty() {
        writer.heading(3, "Whose it is, is not entered", "agenda-of-nobody");
        writer.blocks.push(Block::List(false, lines));
    }
    if writer.blocks.len() == before {
        writer.paragraph("Nothing for anybody.");
    }
}

/// A line of an agenda.
fn line(lead: &str, words: &str) -> Line {
    let mut line = vec![Inline::Strong(format!("{lead}: "))];
    line.extend(message(words));
    line
}

/// Something that is overdue, or due in this period.
fn due_in_line(periods: &Periods, due: &Due) -> Option<(&'static str, String)> {
    let lead = match periods.when(due) {
        When::Overdue => "Overdue",
        When::This => "Due",
        When::Ended | When::Next | When::Later => return None,
    };
    let assumed = if due.assumed { " (assumed)" } else { "" };
    let words = format!("{}: {}, {}{assumed}", due.kind.words(), due.what, day_in_words(due.on));
    Some((lead, words))
}

fn to_resolve(finding: &Finding) -> &'static str {
    if finding.level == Level::Must {
        "To be resolved"
    } else {
        "Should be resolved"
    }
}

fn lines(at: &AsAt<'_>, node: &NodeAt<'_, '_>, found: &[&Finding], periods: &Periods, all: &[Due]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |lead: &str, words: String| lines.push(line(lead, &words));
    let of = all
        .iter()
        .filter(|due| due.who.iter().any(|who| who.key == node.key().as_str()));
    let mut due: BTreeSet<&str> = BTreeSet::new();
    for of in of {
        if let Some((lead, words)) = due_in_line(periods, of) {
            due.insert(of.subject.as_str());
            add(lead, words);
        }
    }
    // What is due is told above.
    let open = at.current(at.model().log.rows()).filter(|entry| at.is_open(entry));
    for entry in open.filter(|entry| !due.contains(format!("log.{}", entry.key).as_str())) {
        let kind = sentence(entry.kind.map_or("log entry", |kind| kind.word()));
        let about = entry.about.iter().any(|subject| subject.key == *node.key());
        match entry.owner {
            Some(owner) if owner == node.id() => add(&format!("{kind} to deal with"), entry.text.to_string()),
            // Somebody else deals with it.
            _ if about => add(&format!("{kind} about it"), entry.text.to_string()),
            _ => {}
        }
    }
    for finding in found {
        add(to_resolve(finding), sentence(&finding.message));
    }
    for line in at
        .relations_to(node.id())
        .filter(|line| line.kind == RelationKind::ReportsTo)
    {
        let every = line
            .every_months
            .map(|months| format!(" {}", remit_model::model::Interval::Months(months).words()));
        add(
            "Receives a report",
            format!("from {}{}", at.node(line.from).name(), every.unwrap_or_default()),
        );
    }
    lines
}
