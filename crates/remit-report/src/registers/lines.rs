//! Who answers to whom, and the other relations between those who are there.

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Interval, Relation, Standing};
use remit_model::page::{Cell, sentence};

use super::{Made, by_tier, paper, status, tier, told, word};

const COLUMNS: &[&str] = &[
    "Who",
    "Tier",
    "Relation",
    "To whom",
    "For what",
    "Basis",
    "Power",
    "By which paper",
    "How often",
    "First day",
    "Last day",
    "Status",
    "On whose word",
    "Id",
];

/// The relations that are told elsewhere: delegations have a register of their own, and of what somebody is part stands with them.
const ELSEWHERE: [RelationKind; 2] = [RelationKind::Delegation, RelationKind::Within];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let mut rows: Vec<(usize, Vec<Cell>)> = Vec::new();
    for node in at.all_nodes() {
        for (line, standing) in at.lines_of(node.id()) {
            if ELSEWHERE.contains(&line.kind) || standing == Standing::OtherDate {
                continue;
            }
            if let Some(row) = row(at, line) {
                rows.push((by_tier(&node), row));
            }
        }
    }
    rows.sort_by_key(|(tier, _)| *tier);
    (COLUMNS, rows.into_iter().map(|(_, row)| row).collect())
}

fn row(at: &AsAt<'_>, line: &Relation) -> Option<Vec<Cell>> {
    let step = at.step_of(line);
    let state = status(&step.status)?;
    let statement = &line.statement;
    let (from, to) = (at.node(line.from), at.node(line.to));
    let matters: Vec<String> = line
        .matters
        .iter()
        .map(|matter| match matter.as_str() {
            "*" => "Everything".to_owned(),
            key => crate::change::name(at, "function", key),
        })
        .collect();
    let power = line.power.as_ref().map(|key| {
        let power = at.model().powers.get(key);
        power
            .map_or(key, |power| power.validity.citation.as_ref().unwrap_or(&power.name))
            .to_string()
    });
    let by = line
        .instrument
        .as_ref()
        .map(|key| paper(at, key))
        .or_else(|| line.by.as_ref().map(|by| sentence(by)));
    let basis = line.basis.map(|basis| sentence(&basis.word().replace('-', " ")));
    let capacity = line.capacity.map(|capacity| format!("As {}", capacity.word()));
    Some(vec![
        Cell::words(from.name().as_str()),
        tier(at, &from),
        Cell::words(sentence(line.kind.words())),
        Cell::words(to.name().as_str()),
        match capacity {
            Some(capacity) => told(statement, "capacity", Some(capacity)),
            None => told(statement, "for", Some(matters.join(", "))),
        },
        told(statement, "basis", basis),
        told(statement, "power", power),
        told(statement, "instrument", by),
        told(
            statement,
            "every-months",
            line.every_months
                .map(|months| sentence(&Interval::Months(months).words())),
        ),
        statement.starts.map_or(Cell::Empty, Cell::Date),
        at.last_day(statement).map_or(Cell::Empty, Cell::Date),
        state,
        word(statement),
        Cell::words(format!("{}.{}.{}", from.key(), line.kind.word(), line.key)),
    ])
}
