//! The first page: what the framework is, what the check says, and where everything else is.

use remit_model::finding::Level;
use remit_model::model::{AsAt, NodeKind};
use remit_model::page::{Block, Cell, Inline, Page, Table, day_in_words, sentence, words};
use remit_model::text::Text;
use remit_rules::Checked;

use crate::findings::summary;
use crate::registers::entries;

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

/// Where a register was written.
#[derive(Debug, Clone)]
pub struct RegisterTo {
    /// Its title.
    pub title: String,
    /// What stands in it.
    pub about: String,
    /// How many entries it has.
    pub entries: usize,
    /// The address of its page.
    pub page: String,
    /// Its files in other formats: what they are called, and their addresses.
    pub files: Vec<(String, String)>,
}

/// Where a body, organisation or post has its page.
#[derive(Debug, Clone)]
pub struct BodyAt {
    /// Its id.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The address of its page.
    pub page: String,
}

/// The pages of the bodies, organisations and posts of one tier.
#[derive(Debug, Clone)]
pub struct BodiesOfTier {
    /// What the tier is called; "Without a tier" for the rest.
    pub tier: String,
    /// Each of them.
    pub links: Vec<BodyAt>,
}

/// Where everything was written.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The main pages, that of the findings first where there is one: title and address.
    pub pages: Vec<(String, String)>,
    /// The pages that say what a proposal would change, likewise.
    pub proposals: Vec<(String, String)>,
    /// The drawings.
    pub drawings: Vec<DrawnTo>,
    /// The registers.
    pub registers: Vec<RegisterTo>,
    /// The bodies, by tier.
    pub bodies: Vec<BodiesOfTier>,
}

impl Contents {
    /// The same where the pages are Markdown.
    pub fn in_markdown(&self) -> Self {
        let mut contents = self.clone();
        let pages = contents.pages.iter_mut().chain(&mut contents.proposals);
        let bodies = contents.bodies.iter_mut().flat_map(|tier| &mut tier.links);
        let links = pages
            .map(|(_, address)| address)
            .chain(bodies.map(|body| &mut body.page));
        let drawings = contents.drawings.iter_mut().map(|drawn| &mut drawn.page);
        let registers = contents.registers.iter_mut().map(|register| &mut register.page);
        for address in links.chain(drawings).chain(registers) {
            if let Some(name) = address.strip_suffix(".html") {
                *address = format!("{name}.md");
            }
        }
        contents
    }
}

/// The registers, with how many entries each has.
pub fn registers_index(at: &AsAt<'_>, contents: &Contents) -> Page {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let rows = contents.registers.iter().map(|register| {
        let mut files = Vec::new();
        for (name, address) in &register.files {
            files.push(Inline::Link(name.clone(), address.clone()));
        }
        vec![
            Cell::Words(vec![Inline::Link(register.title.clone(), register.page.clone())]),
            Cell::Number(number(register.entries)),
            Cell::words(register.about.as_str()),
            Cell::Words(files),
        ]
    });
    let all = [
        Inline::Words("All of them: ".to_owned()),
        Inline::Link(
            "one Excel workbook, a sheet each".to_owned(),
            "registers.xlsx".to_owned(),
        ),
        Inline::Words("; ".to_owned()),
        Inline::Link("for programs, as JSON".to_owned(), "registers.json".to_owned()),
        Inline::Words(".".to_owned()),
    ];
    Page {
        title: format!("Registers: {}", at.model().framework.name),
        summary: format!("As at {}.", day_in_words(at.date())),
        blocks: vec![
            Block::Paragraph(all.to_vec()),
            Block::Table(Table {
                caption: "Registers".to_owned(),
                columns: ["Register", "Entries", "What stands in it", "As a file"]
                    .map(str::to_owned)
                    .to_vec(),
                rows: rows.collect(),
            }),
        ],
    }
}

/// The first page. Without findings, it is for the public.
pub fn index(at: &AsAt<'_>, checked: Option<&Checked>, contents: &Contents) -> Page {
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
                .filter(|proposal| match proposal.adopted {
                    Some(_) => !proposal.is_adopted_on(at.date()),
                    None => !at.has_layer(proposal.statement.layer),
                })
                .count(),
        ),
    ];
    let findings_page = contents
        .pages
        .first()
        .map(|(_, address)| address.clone())
        .unwrap_or_default();
    let mut blocks = Vec::new();
    if let Some(checked) = checked {
        blocks.push(Block::Paragraph(vec![Inline::Strong(format!(
            "{}.",
            sentence(&summary(checked))
        ))]));
        let weighty = checked.findings.iter().filter(|finding| finding.level > Level::Note);
        let lines = weighty.take(20);
        blocks.push(Block::List(
            false,
            lines
                .map(|finding| {
                    vec![Inline::Link(
                        unquoted(&sentence(&finding.message)),
                        findings_page.clone(),
                    )]
                })
                .collect(),
        ));
    }
    blocks.extend([
        Block::Heading(2, "Pages".to_owned(), "pages".to_owned()),
        Block::List(false, links(&contents.pages)),
    ]);
    if !contents.proposals.is_empty() {
        blocks.push(Block::Heading(2, "Proposals".to_owned(), "proposals".to_owned()));
        blocks.push(Block::Paragraph(words(
            "Nobody has adopted them. Each page says what a proposal would change, what that brings with it, and who must agree.",
        )));
        blocks.push(Block::List(false, links(&contents.proposals)));
    }
    blocks.extend([
        Block::Heading(2, "Drawings".to_owned(), "drawings".to_owned()),
        Block::Paragraph(words(
            "Each as a page that shows the picture and says it in words; as the picture alone; and as text for Graphviz and \
             Mermaid, which draw it in their own way.",
        )),
        Block::List(false, contents.drawings.iter().map(drawn_to).collect()),
        Block::Heading(2, "Registers".to_owned(), "registers".to_owned()),
        Block::List(
            false,
            contents
                .registers
                .iter()
                .map(|register| {
                    vec![
                        Inline::Link(register.title.clone(), register.page.clone()),
                        Inline::Words(format!(" ({})", entries(register.entries))),
                    ]
                })
                .collect(),
        ),
        Block::Paragraph(vec![
            Inline::Words("All registers in ".to_owned()),
            Inline::Link("one Excel workbook".to_owned(), "registers.xlsx".to_owned()),
            Inline::Words(".".to_owned()),
        ]),
        Block::Heading(2, "Bodies, organisations and posts".to_owned(), "bodies".to_owned()),
    ]);
    for tier in &contents.bodies {
        blocks.push(Block::Heading(3, tier.tier.clone(), String::new()));
        let links = tier.links.iter();
        let links = links.map(|body| vec![Inline::Link(body.name.clone(), body.page.clone())]);
        blocks.push(Block::List(false, links.collect()));
    }
    blocks.extend([
        Block::Heading(2, "In figures".to_owned(), "figures".to_owned()),
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

/// Words as they stand in a link, which holds no ids set apart.
fn unquoted(message: &str) -> String {
    message.replace('`', "")
}
