//! What the tests of this crate write about: hostile names, places in a text, a page and a drawing that hold them.

use std::sync::Arc;

use remit_model::document::RelationKind;
use remit_model::document::Span;
use remit_model::drawing::{Arrow, Box as DrawnBox, Drawing, Standing, Tier};
use remit_model::finding::Finding;
use remit_model::page::{Block, Cell, Inline, Page, Table};
use remit_model::path::{End, Path, Step, StepStatus};
use remit_model::sources::{FileId, Place, Source, Sources};

use crate::Departed;

/// Names that try to be more than names.
pub(crate) const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "\u{1b}[31mred",
    "=1+1",
    "a|b||c",
    "\"quoted\\\"",
    "back`tick```s",
    "]] -->",
    "two\nlines\r\n# three",
    "abc\u{202e}def",
    "&lt;b&gt; &#60; #quot; #60;",
    "%%{init: {\"theme\":\"x\"}}%%",
    "direction LR",
    "- [x](javascript:alert(1))",
    "1. ~~*_x_*~~ $$x$$ \\",
];

/// Sources of one text.
pub(crate) fn sources(path: &str, text: &str) -> (Sources, FileId) {
    let mut sources = Sources::default();
    let file = add(&mut sources, path, text);
    (sources, file)
}

/// One more text.
pub(crate) fn add(sources: &mut Sources, path: &str, text: &str) -> FileId {
    sources.add(Source {
        path: path.to_owned(),
        text: Arc::from(text),
        shipped: false,
    })
}

/// A place, sane or not.
pub(crate) fn place(file: FileId, start: u32, end: u32) -> Place {
    Place {
        file,
        span: Span { start, end },
    }
}

/// A step with nothing special about it.
pub(crate) fn step(below: &str, relation: &str, above: &str, status: StepStatus) -> Step {
    let end = |name: &str| End {
        key: format!("body.{}", name.to_lowercase()),
        name: name.to_owned(),
    };
    Step {
        below: end(below),
        above: end(above),
        relation: relation.to_owned(),
        several: false,
        basis: String::new(),
        status,
        assumed: None,
        source: None,
        quote: None,
        place: None,
    }
}

/// A path of two steps, the second not stated.
pub(crate) fn path() -> Path {
    let mut first = step("JCE", "answers to", "Board", StepStatus::InForce);
    first.source = Some("Terms of reference: 4.2".to_owned());
    first.assumed = Some("the paper says “reports”".to_owned());
    Path {
        steps: vec![first, step("Board", "", "Council", StepStatus::NotStated)],
    }
}

/// A finding as accepted for a reason, with all there is to say of it.
pub(crate) fn departed<'a>(finding: &'a Finding, reason: &'a str) -> Departed<'a> {
    Departed {
        finding,
        key: "agreed",
        reason,
        accepted_by: Some(End {
            key: "body.board".to_owned(),
            name: "Board".to_owned(),
        }),
        minute: Some("12.3"),
        until: Some(jiff::civil::date(2018, 3, 31)),
        place: finding.labels[0].place,
    }
}

/// A page with the text wherever text can stand.
pub(crate) fn page(text: &str) -> Page {
    let own = || text.to_owned();
    let line = vec![
        Inline::Words(own()),
        Inline::Strong(own()),
        Inline::Quote(own()),
        Inline::Code(own()),
        Inline::Link(own(), own()),
    ];
    Page {
        title: own(),
        summary: own(),
        blocks: vec![
            Block::Heading(2, own(), own()),
            Block::Paragraph(line.clone()),
            Block::List(true, vec![line.clone()]),
            Block::List(false, vec![line.clone()]),
            Block::Mark(
                remit_model::finding::Level::Must,
                vec![Inline::Words(own())],
                vec![Inline::Words(own())],
            ),
            Block::Table(Table {
                caption: own(),
                columns: vec![own(), "Sum".to_owned()],
                rows: vec![vec![Cell::Words(line), Cell::Money(5, own())], vec![Cell::Empty]],
            }),
            Block::Figure(own(), own(), own()),
            Block::Text(own(), own()),
        ],
    }
}

/// A box that is in force.
pub(crate) fn drawn(key: &str, name: &str) -> DrawnBox {
    DrawnBox {
        key: key.to_owned(),
        name: name.to_owned(),
        ..DrawnBox::default()
    }
}

/// A line that is in force.
pub(crate) fn arrow(from: &str, to: &str, label: &str, kind: Option<RelationKind>, upward: bool) -> Arrow {
    let (from, to, label) = (from.to_owned(), to.to_owned(), label.to_owned());
    Arrow {
        from,
        to,
        kind,
        label,
        upward,
        ..Arrow::default()
    }
}

/// A drawing of two tiers, with the text wherever text can stand.
pub(crate) fn drawing(text: &str) -> Drawing {
    let tier = |boxes| Tier {
        name: text.to_owned(),
        boxes,
    };
    let mut proposed = drawn("body.b", text);
    proposed.standing = Standing::Proposed;
    proposed.many = true;
    Drawing {
        title: text.to_owned(),
        subtitle: text.to_owned(),
        tiers: vec![tier(vec![drawn("body.a", text)]), tier(vec![proposed])],
        lines: vec![
            arrow("body.b", "body.a", text, Some(RelationKind::AnswersTo), true),
            arrow("body.a", "body.b", text, Some(RelationKind::Delegation), false),
        ],
        ..Drawing::default()
    }
}
