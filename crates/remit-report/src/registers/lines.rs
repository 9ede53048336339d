//! Who answers to whom, and the other relations between those who are there.

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Interval, Relation, Standing};
use remit_model::page::{Cell, sentence};
use remit_model::path::StepStatus;

use super::{Made, by_tier, marked, paper, status, tier, told, without_hyphens, word};

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

/// Whether a line is in force: a proposed one is of another date while one of its ends is.
pub(super) fn standing(at: &AsAt<'_>, line: &Relation) -> StepStatus {
    let gone = |id| at.node(id).standing() == Standing::OtherDate;
    match at.step_of(line).status {
        StepStatus::Proposed(_) | StepStatus::Shadow if gone(line.from) || gone(line.to) => {
            StepStatus::OtherDate("an end of it is not".to_owned())
        }
        status => status,
    }
}

fn row(at: &AsAt<'_>, line: &Relation) -> Option<Vec<Cell>> {
    let state = status(&standing(at, line))?;
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
        .or_else(|| line.by.as_ref().map(|by| without_hyphens(by)));
    let paper_key = if line.instrument.is_none() && line.by.is_some() {
        "by"
    } else {
        "instrument"
    };
    let basis = line.basis.map(|basis| without_hyphens(basis.word()));
    let capacity = line.capacity.map(|capacity| format!("As a {}", capacity.word()));
    let relation = match line.kind {
        RelationKind::Party => "Has among its parties",
        kind => kind.words(),
    };
    Some(vec![
        Cell::words(from.name().as_str()),
        tier(at, &from),
        Cell::words(sentence(relation)),
        Cell::words(marked(statement, &["to"], to.name().to_string())),
        match capacity {
            Some(capacity) => told(statement, "capacity", Some(capacity)),
            None => told(statement, "for", Some(matters.join(", "))),
        },
        told(statement, "basis", basis),
        told(statement, "power", power),
        told(statement, paper_key, by),
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
