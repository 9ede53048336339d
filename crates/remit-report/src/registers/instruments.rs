//! The papers that make things so, with their days of review.

use remit_model::model::AsAt;
use remit_model::page::Cell;

use super::{Made, day, marked, names, status, told, without_hyphens, word};

const COLUMNS: &[&str] = &[
    "Paper",
    "Kind",
    "Terms of",
    "Parties",
    "Owners",
    "Approved by",
    "Approved on",
    "Review due",
    "First day",
    "Last day",
    "Status",
    "On whose word",
    "Id",
];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let rows = at
        .with_status(at.model().instruments.rows(), &[])
        .filter_map(|(paper, state)| {
            let state = status(&state)?;
            let statement = &paper.statement;
            let parties: Vec<String> = paper
                .parties
                .iter()
                .map(|(id, capacity)| match capacity {
                    Some(capacity) => format!("{} (as {})", at.node(*id).name(), capacity.word()),
                    None => at.node(*id).name().to_string(),
                })
                .collect();
            let terms = at
                .nodes()
                .filter(|node| node.instrument().is_some_and(|key| *key == paper.key));
            Some(vec![
                Cell::words(marked(statement, &["name"], paper.name.to_string())),
                told(statement, "kind", paper.kind.as_ref().map(|kind| without_hyphens(kind))),
                Cell::words(names(at, terms.map(|node| node.id())).unwrap_or_default()),
                told(statement, "party", Some(parties.join(", "))),
                told(statement, "owners", names(at, paper.owners.iter().copied())),
                told(statement, "approvers", names(at, paper.approvers.iter().copied())),
                day(statement, "approved-on", paper.approved_on),
                day(statement, "review-due", paper.review_due),
                statement.starts.map_or(Cell::Empty, Cell::Date),
                at.last_day(statement).map_or(Cell::Empty, Cell::Date),
                state,
                word(statement),
                Cell::words(paper.key.as_str()),
            ])
        });
    (COLUMNS, rows.collect())
}
