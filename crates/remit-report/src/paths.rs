//! Paths as tables, and the page of paths: those that are demanded, and each body's way to a legal person.

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Demand, Gap, NodeAt, NodeKind};
use remit_model::page::{Block, Cell, Inline, Page, Table, day_in_words, sentence, words};
use remit_model::path::Path;
use remit_model::sources::Sources;

/// A path as a table, one step a row.
pub fn path_table(path: &Path, caption: &str, sources: &Sources) -> Table {
    let columns = [
        "Step",
        "From",
        "Relation",
        "To",
        "Status",
        "On whose word",
        "Written at",
    ];
    let rows = path.steps.iter().zip(1i64..).map(|(step, number)| {
        let mut word = Vec::new();
        if let Some(quote) = &step.quote {
            word.push(Inline::Quote(quote.clone()));
            word.push(Inline::Words(" ".to_owned()));
        }
        if let Some(source) = &step.source {
            word.push(Inline::Words(format!("({source}) ")));
        }
        if let Some(why) = &step.assumed {
            word.push(Inline::Strong("Assumed:".to_owned()));
            word.push(Inline::Words(format!(" {why}")));
        }
        let relation = match (step.relation.is_empty(), step.basis.is_empty()) {
            (true, _) => "…".to_owned(),
            (false, true) => step.relation.clone(),
            (false, false) => format!("{} ({})", step.relation, step.basis),
        };
        vec![
            Cell::Number(number),
            Cell::words(&step.below.name),
            Cell::words(relation),
            Cell::words(&step.above.name),
            Cell::words(sentence(&step.status.words())),
            if word.is_empty() {
                Cell::Empty
            } else {
                Cell::Words(word)
            },
            step.place.map_or(Cell::Empty, |place| {
                Cell::Words(vec![Inline::Code(sources.cite(place))])
            }),
        ]
    });
    Table {
        caption: caption.to_owned(),
        columns: columns.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// The page of paths.
pub fn paths(at: &AsAt<'_>, sources: &Sources) -> Page {
    let mut blocks = Vec::new();
    demanded(at, sources, &mut blocks);
    blocks.push(Block::Heading(
        2,
        "To whom each body answers".to_owned(),
        "answers".to_owned(),
    ));
    blocks.push(Block::Paragraph(words(
        "Lines of accountability in force. Advice, support, reporting and oversight are not accountability, and are not \
         shown here.",
    )));
    let mut rows = Vec::new();
    for body in at.bodies() {
        rows.extend(lines_of(at, &body));
    }
    blocks.push(Block::Table(Table {
        caption: "Accountability, body by body".to_owned(),
        columns: ["Body", "Answers to", "On what basis", "Status"]
            .map(str::to_owned)
            .to_vec(),
        rows,
    }));
    Page {
        title: format!("Paths: {}", at.model().framework.name),
        summary: format!(
            "Who answers to whom as at {}, with the paths that the framework demands.",
            day_in_words(at.date())
        ),
        blocks,
    }
}

fn demanded(at: &AsAt<'_>, sources: &Sources, blocks: &mut Vec<Block>) {
    for requirement in at.current(at.model().requirements.rows()) {
        let Demand::Path { top_down, by, .. } = &requirement.demand else {
            continue;
        };
        let places: Vec<_> = top_down.iter().map(|(selector, _)| selector.select(at)).collect();
        let ladder = at.ladder(&places, by);
        let verdict = match ladder.worst() {
            Gap::None => "The path holds.",
            Gap::NotInForce | Gap::Absent => "The path does not hold.",
            Gap::NotStated | Gap::Unknown | Gap::Empty => "Whether the path holds cannot be told.",
        };
        let key = requirement.key.trim_start_matches("path.").to_owned();
        blocks.push(Block::Heading(
            2,
            format!("Demanded path: {key}"),
            key.replace('.', "-"),
        ));
        blocks.push(Block::Paragraph(vec![Inline::Strong(verdict.to_owned())]));
        if let Some(because) = &requirement.because {
            blocks.push(Block::Paragraph(words(format!("Demanded because {because}."))));
        }
        for (number, rung) in ladder.rungs.iter().enumerate() {
            for path in &rung.paths {
                let caption = format!("Step {} of the demanded path", number + 1);
                blocks.push(Block::Table(path_table(path, &caption, sources)));
            }
            if !rung.closed_by.is_empty() {
                let keys: Vec<&str> = rung.closed_by.iter().map(|key| key.as_str()).collect();
                let text = format!("Step {} would be supplied by: {}.", number + 1, keys.join(", "));
                blocks.push(Block::Paragraph(words(text)));
            }
        }
    }
}

fn lines_of(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Vec<Vec<Cell>> {
    let accountable = |kind| matches!(kind, RelationKind::AnswersTo | RelationKind::Within);
    let mut rows: Vec<Vec<Cell>> = body
        .acts()
        .filter(|line| accountable(line.kind))
        // What is written out need not be said again because it is implied.
        .filter(|line| {
            line.kind == RelationKind::AnswersTo
                || !body
                    .acts()
                    .any(|other| other.kind == RelationKind::AnswersTo && other.to == line.to)
        })
        .map(|line| {
            let step = at.step_of(line);
            let implied = "implied: it is part of it".to_owned();
            let basis = if line.kind == RelationKind::Within {
                implied
            } else {
                step.basis.clone()
            };
            let assumed = if step.assumed.is_some() { ", assumed" } else { "" };
            vec![
                Cell::words(body.name().as_str()),
                Cell::words(&step.above.name),
                Cell::words(basis),
                Cell::words(format!("{}{assumed}", sentence(&step.status.words()))),
            ]
        })
        .collect();
    if rows.is_empty() && body.kind() == NodeKind::Body {
        let silent = body.is_not_stated("answers-to");
        let status = if body.is_external() {
            "Outside the framework"
        } else if silent {
            "Not stated by the documents"
        } else {
            "Nothing entered"
        };
        rows.push(vec![
            Cell::words(body.name().as_str()),
            Cell::Empty,
            Cell::Empty,
            Cell::words(status),
        ]);
    }
    rows
}
