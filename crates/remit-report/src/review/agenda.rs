//! What goes on whose agenda: for each body what is due, what is open, what is found of it, and which reports it receives.

use remit_model::document::RelationKind;
use remit_model::finding::Level;
use remit_model::model::{AsAt, NodeAt};
use remit_model::page::{Block, Inline, Line, day_in_words, message, sentence};
use remit_model::review::{Due, Periods, When};
use remit_rules::Checked;

use super::page::Writer;

pub(super) fn blocks(at: &AsAt<'_>, checked: &Checked, periods: &Periods, all: &[Due], writer: &mut Writer<'_>) {
    writer.heading(2, "For whose agenda", "agenda");
    writer.paragraph(
        "What is overdue or due in this period, what is open, what should or must be resolved, and what is reported.",
    );
    let before = writer.blocks.len();
    for node in at.nodes() {
        let lines = lines(at, &node, checked, periods, all);
        if !lines.is_empty() {
            writer.heading(3, node.name().to_string(), &format!("agenda-{}", node.key()));
            writer.blocks.push(Block::List(false, lines));
        }
    }
    if writer.blocks.len() == before {
        writer.paragraph("Nothing for anybody.");
    }
}

fn lines(at: &AsAt<'_>, node: &NodeAt<'_, '_>, checked: &Checked, periods: &Periods, all: &[Due]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |lead: &str, words: String| {
        let mut line = vec![Inline::Strong(format!("{lead}: "))];
        line.extend(message(&words));
        lines.push(line);
    };
    let of = all
        .iter()
        .filter(|due| due.who.iter().any(|who| who.key == node.key().as_str()));
    for due in of {
        let lead = match periods.when(due) {
            When::Overdue => "Overdue",
            When::This => "Due",
            _ => continue,
        };
        let assumed = if due.assumed { " (assumed)" } else { "" };
        add(
            lead,
            format!("{}: {}, {}{assumed}", due.kind.words(), due.what, day_in_words(due.on)),
        );
    }
    for entry in at.current(at.model().log.rows()).filter(|entry| at.is_open(entry)) {
        let kind = sentence(entry.kind.map_or("log entry", |kind| kind.word()));
        let about = entry.about.iter().any(|subject| subject.key == *node.key());
        match entry.owner {
            Some(owner) if owner == node.id() => add(&format!("{kind} to deal with"), entry.text.to_string()),
            // Somebody else deals with it.
            _ if about => add(&format!("{kind} about it"), entry.text.to_string()),
            _ => {}
        }
    }
    let subject = node.subject();
    for finding in checked.findings.iter().filter(|finding| finding.level > Level::Note) {
        if finding.subject() == subject {
            let lead = if finding.level == Level::Must {
                "To be resolved"
            } else {
                "Should be resolved"
            };
            add(lead, sentence(&finding.message));
        }
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
