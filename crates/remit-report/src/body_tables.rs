//! The tables of a body's page: what it does, its relations, its seats, what it holds, and what is open about it.

use remit_model::model::{AsAt, Filled, NodeAt, NodeKind, Seat};
use remit_model::page::{Block, Cell, Inline, Line, Table, sentence, words};
use remit_model::path::StepStatus;

use crate::evidence::{assumed_keys, evidence, evidence_cell};

pub(crate) fn does(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let rows: Vec<Vec<Cell>> = node
        .does()
        .map(|does| {
            let function = does
                .function
                .as_ref()
                .and_then(|key| at.model().functions.get(&key.value));
            let what = function
                .map(|f| f.name.to_string())
                .or_else(|| does.text.as_ref().map(|text| text.to_string()));
            let reserved = if does.reserved == Some(true) { " (reserved)" } else { "" };
            vec![
                Cell::words(
                    does.verb
                        .as_ref()
                        .map(|verb| verb.value.to_string())
                        .unwrap_or_default()
                        + reserved,
                ),
                Cell::words(what.unwrap_or_default()),
                Cell::words(does.effect.map(|effect| effect.word()).unwrap_or_default()),
                evidence_cell(&does.statement, &assumed_keys(&does.statement)),
            ]
        })
        .collect();
    table(
        blocks,
        "What it does",
        &["Verb", "What", "Which amounts to", "On whose word"],
        rows,
    );
}

pub(crate) fn lines(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let mut rows = Vec::new();
    let mut row = |line: &remit_model::model::Relation, outgoing: bool| {
        let step = at.step_of(line);
        let (relation, other) = if outgoing {
            (line.kind.words(), at.node(line.to).name().to_string())
        } else {
            (passive(line.kind), at.node(line.from).name().to_string())
        };
        let status = if step.status == StepStatus::InForce {
            String::new()
        } else {
            sentence(&step.status.words())
        };
        rows.push(vec![
            Cell::words(relation),
            Cell::words(other),
            Cell::words(step.basis),
            Cell::words(status),
            evidence_cell(&line.statement, &assumed_keys(&line.statement)),
        ]);
    };
    for (line, standing) in at.lines_of(node.id()) {
        if standing <= remit_model::model::Standing::Shadow {
            row(line, true);
        }
    }
    for line in at.relations_to(node.id()) {
        row(line, false);
    }
    let columns = [
        "Relation",
        "With",
        "Basis",
        "Status, where not in force",
        "On whose word",
    ];
    table(blocks, "Relations", &columns, rows);
}

/// A relation read from the end that does not act.
fn passive(kind: remit_model::document::RelationKind) -> &'static str {
    use remit_model::document::RelationKind as Kind;
    match kind {
        Kind::AnswersTo => "is answered to by",
        Kind::Supports => "is supported by",
        Kind::ReportsTo => "receives reports from",
        Kind::Advises => "is advised by",
        Kind::Within => "has as a part",
        other => other.upward_words(),
    }
}

pub(crate) fn seats(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let rows: Vec<Vec<Cell>> = node
        .seats()
        .map(|seat| {
            vec![
                Cell::words(
                    seat.role
                        .as_ref()
                        .map(|role| role.value.word().replace('-', " "))
                        .unwrap_or_default(),
                ),
                Cell::words(filled(at, seat)),
                Cell::words(match seat.voting {
                    Some(true) => "yes",
                    Some(false) => "no",
                    None => "",
                }),
                Cell::words(
                    seat.category
                        .as_ref()
                        .map(|category| category.to_string())
                        .unwrap_or_default(),
                ),
                evidence_cell(&seat.statement, &assumed_keys(&seat.statement)),
            ]
        })
        .collect();
    table(
        blocks,
        "Seats",
        &["Role", "Filled by", "Votes", "Category", "On whose word"],
        rows,
    );
}

fn filled(at: &AsAt<'_>, seat: &Seat) -> String {
    let node = |key: &str| {
        at.node_by_key(key)
            .map_or(key.to_owned(), |node| node.name().to_string())
    };
    match &seat.filled {
        Filled::Person(key) => at
            .model()
            .persons
            .get(&key.value)
            .map_or(key.value.to_string(), |p| p.name.to_string()),
        Filled::Post(key) => format!("the {}", node(&key.value)),
        Filled::Nominee(key) => format!("a nominee of {}", node(&key.value)),
        Filled::ExOfficio(office) => format!("ex officio: {}", office.value),
        Filled::Vacant(_) => "vacant".to_owned(),
        Filled::Unnamed => String::new(),
    }
}

pub(crate) fn held(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let mut points: Vec<Line> = Vec::new();
    for carries in node.carries() {
        let entry = carries.log.as_ref().and_then(|key| at.model().log.get(&key.value));
        let text = carries
            .text
            .as_ref()
            .or(entry.map(|entry| &entry.text))
            .unwrap_or(&carries.key);
        let mut line = vec![
            Inline::Strong("Carries the risk: ".to_owned()),
            Inline::Words(format!("{text} ")),
        ];
        line.extend(evidence(&carries.statement, &assumed_keys(&carries.statement)));
        points.push(line);
    }
    for budget in at.current(at.model().budgets.rows()) {
        if budget.held_by.as_ref().is_some_and(|held| held.value == node.id()) {
            let kind = budget
                .kind
                .map(|kind| format!(" ({})", kind.word()))
                .unwrap_or_default();
            let mut line = vec![
                Inline::Strong("Holds the budget: ".to_owned()),
                Inline::Words(format!("{}{kind} ", budget.name)),
            ];
            line.extend(evidence(&budget.statement, &assumed_keys(&budget.statement)));
            points.push(line);
        }
    }
    if !points.is_empty() {
        blocks.push(Block::List(false, points));
    }
}

pub(crate) fn log(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let about = |entry: &&remit_model::model::LogEntry| {
        entry
            .about
            .iter()
            .any(|subject| subject.key == *node.key() && subject.table == node.kind().word())
    };
    let items: Vec<Line> = at
        .current(at.model().log.rows())
        .filter(about)
        .filter(|entry| at.is_open(entry))
        .map(|entry| {
            let kind = entry.kind.map(|kind| sentence(kind.word())).unwrap_or_default();
            vec![
                Inline::Strong(format!("{kind}: ")),
                Inline::Words(entry.text.to_string()),
            ]
        })
        .collect();
    if !items.is_empty() {
        blocks.push(Block::Paragraph(words("Open in the log:")));
        blocks.push(Block::List(false, items));
    }
    if node.kind() == NodeKind::Organisation {
        let own: Vec<String> = at
            .current(at.model().functions.rows())
            .filter(|function| function.of.contains(&node.id()))
            .map(|function| function.name.to_string())
            .collect();
        if !own.is_empty() {
            blocks.push(Block::Paragraph(words(format!(
                "Functions that belong to it: {}.",
                own.join("; ")
            ))));
        }
        let shared: Vec<String> = at
            .bodies()
            .filter(|body| body.between().iter().any(|host| host.id() == node.id()))
            .map(|body| body.name().to_string())
            .collect();
        if !shared.is_empty() {
            blocks.push(Block::Paragraph(words(format!("Shares: {}.", shared.join(", ")))));
        }
    }
}

fn table(blocks: &mut Vec<Block>, caption: &str, columns: &[&str], rows: Vec<Vec<Cell>>) {
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            caption: caption.to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows,
        }));
    }
}
