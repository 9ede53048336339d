//! The first page: what the framework is, what the check says, and where everything else is.

use remit_model::model::{AsAt, NodeKind};
use remit_model::page::{Block, Cell, Inline, Page, Table, day_in_words, sentence, words};
use remit_model::text::Text;
use remit_rules::Checked;

use crate::findings::summary;

/// Where a drawing was written.
#[derive(Debug, Clone)]
pub struct DrawnTo {
    /// Its title.
    pub title: String,
    /// The address of the page that shows it and says it in words.
    pub page: String,
    /// Its files in other formats: what they are called, and their addresses.
    pub files: Vec<(String, String)>,
}

/// The first page. `pages` are the others, the findings first: title and address; `proposals` those that say what a proposal would
/// change, likewise.
pub fn index(
    at: &AsAt<'_>,
    checked: &Checked,
    pages: &[(String, String)],
    proposals: &[(String, String)],
    drawings: &[DrawnTo],
) -> Page {
    let model = at.model();
    let count = |kind| at.nodes().filter(|node| node.kind() == kind).count();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let rows = [
        ("Organisations", count(NodeKind::Organisation)),
        ("Bodies", count(NodeKind::Body)),
        ("Posts", count(NodeKind::Post)),
        ("Relations in force", at.nodes().map(|node| node.acts().count()).sum()),
        ("Functions and matters", at.current(model.functions.rows()).count()),
        ("Entries of the log", at.current(model.log.rows()).count()),
        ("Milestones", at.current(model.milestones.rows()).count()),
        (
            "Proposals not yet adopted",
            model
                .proposals
                .iter()
                .filter(|proposal| proposal.adopted.is_none())
                .count(),
        ),
    ];
    let findings_page = pages.first().map(|(_, address)| address.clone()).unwrap_or_default();
    let mut blocks = vec![
        Block::Paragraph(vec![Inline::Strong(format!("{}.", sentence(&summary(checked))))]),
        Block::List(
            false,
            checked
                .findings
                .iter()
                .filter(|finding| finding.level > remit_model::finding::Level::Note)
                .take(20)
                .map(|finding| vec![Inline::Link(sentence(&finding.message), findings_page.clone())])
                .collect(),
        ),
        Block::Heading(2, "Pages".to_owned(), "pages".to_owned()),
        Block::List(false, links(pages)),
    ];
    if !proposals.is_empty() {
        blocks.push(Block::Heading(2, "Proposals".to_owned(), "proposals".to_owned()));
        blocks.push(Block::Paragraph(words(
            "Nobody has adopted them. Each page says what a proposal would change, what that brings with it, and who must agree.",
        )));
        blocks.push(Block::List(false, links(proposals)));
    }
    blocks.extend([
        Block::Heading(2, "Drawings".to_owned(), "drawings".to_owned()),
        Block::Paragraph(words(
            "Each as a page that shows the picture and says it in words; as the picture alone; and as text for Graphviz and \
             Mermaid, which draw it in their own way.",
        )),
        Block::List(false, drawings.iter().map(drawn_to).collect()),
        Block::Table(Table {
            caption: "In figures".to_owned(),
            columns: ["What", "How many"].map(str::to_owned).to_vec(),
            rows: rows
                .map(|(what, n)| vec![Cell::words(what), Cell::Number(number(n))])
                .to_vec(),
        }),
    ]);
    let sources = model.documents.iter().map(|document| {
        let mut line = vec![
            Inline::Code(document.key.to_string()),
            Inline::Words(" is ".to_owned()),
            Inline::Strong(document.title.to_string()),
        ];
        let mut about = Vec::new();
        about.extend(document.kind.as_ref().map(|kind| kind.to_string()));
        about.extend(document.author.as_ref().map(|author| author.to_string()));
        about.extend(document.date.map(|date| {
            let assumed = if document.statement.assumed("date").is_some() {
                " (assumed)"
            } else {
                ""
            };
            format!("{}{assumed}", day_in_words(date))
        }));
        if !about.is_empty() {
            line.push(Inline::Words(format!(": {}", about.join(", "))));
        }
        line
    });
    blocks.push(Block::Heading(2, "Sources".to_owned(), "sources".to_owned()));
    blocks.push(Block::Paragraph(words(
        "What the pages name before a colon, as in \u{201c}on whose word\u{201d}.",
    )));
    blocks.push(Block::List(false, sources.collect()));
    Page {
        title: model.framework.name.to_string(),
        summary: match assumed_date(at) {
            Some(why) => format!("As at {}. That date is assumed: {why}.", day_in_words(at.date())),
            None => format!("As at {}.", day_in_words(at.date())),
        },
        blocks,
    }
}

/// Why the date is a reading, where it is the framework's own and the framework says so.
fn assumed_date<'m>(at: &AsAt<'m>) -> Option<&'m Text> {
    let framework = &at.model().framework;
    let statement = framework
        .statement
        .as_ref()
        .filter(|_| framework.as_at == Some(at.date()))?;
    statement.assumed("as-at")
}

fn drawn_to(drawn: &DrawnTo) -> Vec<Inline> {
    let mut line = vec![Inline::Link(drawn.title.clone(), drawn.page.clone())];
    for (number, (name, address)) in drawn.files.iter().enumerate() {
        let before = if number == 0 { " (" } else { ", " };
        line.push(Inline::Words(before.to_owned()));
        line.push(Inline::Link(name.clone(), address.clone()));
    }
    if !drawn.files.is_empty() {
        line.push(Inline::Words(")".to_owned()));
    }
    line
}

fn links(pages: &[(String, String)]) -> Vec<Vec<Inline>> {
    pages
        .iter()
        .map(|(title, address)| vec![Inline::Link(title.clone(), address.clone())])
        .collect()
}
