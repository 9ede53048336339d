//! Money: who pays in, who keeps and holds it, who may commit it.

use remit_model::model::AsAt;
use remit_model::page::{Cell, sentence};

use super::{Made, marked, names, paper, per, status, told, word};

const COLUMNS: &[&str] = &[
    "Budget",
    "Kind",
    "Amount",
    "For",
    "Contributors",
    "Kept by",
    "Held by",
    "Committed by",
    "Managed by",
    "By which paper",
    "First day",
    "Last day",
    "Status",
    "On whose word",
    "Id",
];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let rows = at
        .with_status(at.model().budgets.rows(), &[])
        .filter_map(|(budget, state)| {
            let state = status(&state)?;
            let statement = &budget.statement;
            let amount = budget
                .amount
                .as_ref()
                .and_then(|money| Some((money.amount?, money.currency.to_string())));
            let per = budget.amount.as_ref().map(per).unwrap_or_default();
            Some(vec![
                Cell::words(marked(statement, &["name"], budget.name.to_string())),
                told(statement, "kind", budget.kind.map(|kind| sentence(kind.word()))),
                match amount {
                    Some((amount, currency)) => Cell::Money(amount, currency),
                    None => told(statement, "amount", None),
                },
                Cell::words(marked(statement, &["amount"], per)),
                told(
                    statement,
                    "contributors",
                    names(at, budget.contributors.iter().copied()),
                ),
                told(statement, "host", names(at, budget.host)),
                told(
                    statement,
                    "held-by",
                    names(at, budget.held_by.as_ref().map(|held| held.value)),
                ),
                told(statement, "committed-by", names(at, budget.committed_by)),
                told(statement, "manager", names(at, budget.manager)),
                told(
                    statement,
                    "instrument",
                    budget.instrument.as_ref().map(|key| paper(at, key)),
                ),
                statement.starts.map_or(Cell::Empty, Cell::Date),
                at.last_day(statement).map_or(Cell::Empty, Cell::Date),
                state,
                word(statement),
                Cell::words(budget.key.as_str()),
            ])
        });
    (COLUMNS, rows.collect())
}
