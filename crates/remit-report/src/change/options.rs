//! Several options against one state: a table with a column for each, and below it what each would break.

use remit_diff::Table;
use remit_model::comparison::Comparison;
use remit_model::finding::{Finding, Level};
use remit_model::page::{Block, Cell, Inline, Line, Page, Table as Shown, day_in_words, message, sentence, words};
use remit_model::sources::Sources;

use super::conflicts::in_one;
use super::page::{lead, stopped};
use super::telling::{mistakes_in_words, signs};
use crate::cite::Citations;

/// The options beside each other. All are compared with the same state.
pub fn options(options: &[Comparison], sources: &Sources) -> Page {
    let mut blocks = Vec::new();
    let named = options.iter().zip(1..).map(|(option, number)| {
        let mut line = lead(&format!("Option {number}"));
        line.push(Inline::Words(format!("{} (", option.after.words)));
        line.push(Inline::Code(option.after.label.clone()));
        line.push(Inline::Words(").".to_owned()));
        line
    });
    blocks.push(Block::List(false, named.collect()));
    for (option, number) in options.iter().zip(1..) {
        if let Some(told) = mistakes_in_words(option) {
            blocks.push(Block::Paragraph(message(&format!("Option {number}: {told}."))));
        }
    }
    for option in options {
        let day = day_in_words(option.after.as_at);
        for proposal in &option.proposals {
            let Some(starts) = proposal.not_yet else { continue };
            let key = &proposal.key;
            blocks.push(Block::Paragraph(message(&format!(
                "The proposal `{key}` starts on {}: on {day} nothing of it holds yet. What is told here is what it does once \
                 it is adopted. Beside all that is entered for its own day: `{key}@{starts}` beside `base@{starts}`.",
                day_in_words(starts)
            ))));
        }
    }
    let mut citations = Citations::new(sources);
    for (option, number) in options.iter().zip(1..) {
        let conflicts = in_one(option);
        if conflicts.is_empty() {
            continue;
        }
        let heading = format!("Option {number} contradicts itself ({})", conflicts.len());
        blocks.push(Block::Heading(2, heading, format!("conflicts-{number}")));
        blocks.push(Block::Paragraph(words(
            "Its proposals cannot all be adopted as they are written; what is told of it takes one of the two for each. Decide first.",
        )));
        let lines = conflicts.iter().map(|finding| told(finding, &mut citations));
        blocks.push(Block::List(false, lines.collect()));
    }
    blocks.push(Block::Table(table(options)));
    blocks.push(Block::Heading(
        2,
        "What each would break".to_owned(),
        "breaking".to_owned(),
    ));
    if options
        .iter()
        .all(|option| option.weighing("breaking").next().is_none())
    {
        let nothing = "None of them breaks anything that Remit's rules on changes know of.";
        blocks.push(Block::Paragraph(words(nothing)));
    }
    for (option, number) in options.iter().zip(1..) {
        let lines: Vec<Line> = option
            .weighing("breaking")
            .map(|one| {
                let mut line = message(&stopped(&sentence(&one.finding.message)));
                if let Some(label) = one.finding.labels.first() {
                    line.push(Inline::Words(" ".to_owned()));
                    line.push(Inline::Code(citations.cite(label.place)));
                }
                line
            })
            .collect();
        if !lines.is_empty() {
            let heading = format!("Option {number} ({})", lines.len());
            blocks.push(Block::Heading(3, heading, format!("option-{number}")));
            blocks.push(Block::List(false, lines));
        }
    }
    let base = options.first().map(|option| &option.before);
    let name = base.map_or("", |base| base.framework.as_str());
    Page {
        title: match options.len() {
            1 => format!("One option: {name}"),
            count => format!("{count} options side by side: {name}"),
        },
        summary: base.map_or_else(String::new, |base| {
            format!("Each is compared with the framework {}.", base.words)
        }),
        blocks,
    }
}

/// A conflict in a line, with what each of its proposals says, and where.
fn told(finding: &Finding, citations: &mut Citations<'_>) -> Line {
    let mut line = message(&stopped(&sentence(&finding.message)));
    for (label, before) in finding
        .labels
        .iter()
        .zip(std::iter::once(" ").chain(std::iter::repeat("; ")))
    {
        line.push(Inline::Words(before.to_owned()));
        line.extend(message(&label.text));
        line.push(Inline::Words(" (".to_owned()));
        line.push(Inline::Code(citations.cite(label.place)));
        line.push(Inline::Words(")".to_owned()));
    }
    line
}

/// A row for each kind of consequence and of change, and for what a check says; a column for each option.
fn table(options: &[Comparison]) -> Shown {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = |what: &str, cell: &dyn Fn(&Comparison) -> Cell| {
        rows.push(
            std::iter::once(Cell::words(what))
                .chain(options.iter().map(cell))
                .collect(),
        );
    };
    let number = |count: usize| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX));
    if options.iter().any(|option| !option.conflicts.is_empty()) {
        row("Contradictions between its proposals", &|option| {
            number(option.conflicts_in_one().len())
        });
    }
    for (weight, heading) in [
        ("breaking", "Breaking consequences"),
        ("notable", "Notable consequences"),
        ("editorial", "Editorial consequences"),
    ] {
        row(heading, &|option| number(option.weighing(weight).count()));
        for rule in rules(options, weight) {
            row(&format!("· {}", rule.replace('-', " ")), &|option| {
                number(option.weighing(weight).filter(|one| one.finding.rule == rule).count())
            });
        }
    }
    row("Highest approval", &|option| {
        Cell::words(option.approvals.last().map_or("none entered", |highest| highest.words))
    });
    row("New findings", &|option| number(option.new.len()));
    row("· that must be resolved", &|option| {
        number(option.new.iter().filter(|finding| finding.level == Level::Must).count())
    });
    row("Cleared findings", &|option| number(option.cleared.len()));
    if options.iter().any(|option| !option.gone.is_empty()) {
        row("Findings of what is there no longer", &|option| {
            number(option.gone.len())
        });
    }
    row("Findings told otherwise than before", &|option| {
        number(option.reworded.len())
    });
    for (table, heading) in tables(options) {
        row(heading, &|option| {
            let count = option.counts.iter().find(|count| count.table == table);
            count.map_or_else(|| Cell::words("no change"), |count| Cell::words(signs(count)))
        });
    }
    let columns = std::iter::once(String::new()).chain((1..=options.len()).map(|number| format!("Option {number}")));
    Shown {
        caption: "The signs: + added, - ended, ~ changed, ↔ renamed, replaced, moved, merged or split".to_owned(),
        columns: columns.collect(),
        rows,
    }
}

/// The rules of a weight that any option meets, in the order in which they are told.
fn rules<'o>(options: &'o [Comparison], weight: &str) -> Vec<&'o str> {
    let mut rules: Vec<&str> = Vec::new();
    for one in options.iter().flat_map(|option| option.weighing(weight)) {
        if !rules.contains(&one.finding.rule) {
            rules.push(one.finding.rule);
        }
    }
    rules
}

/// The kinds of things that differ in any option.
fn tables(options: &[Comparison]) -> Vec<(&'static str, &'static str)> {
    let counts = || options.iter().flat_map(|option| &option.counts);
    let kinds = Table::ALL.into_iter().map(|table| (table.word(), table.heading()));
    kinds
        .filter(|(table, _)| counts().any(|count| count.table == *table))
        .collect()
}
