//! The map of functions and decisions: which of them are taken at which tier, by whom, and in what way.

use remit_model::document::Effect;
use remit_model::model::{AsAt, Function};
use remit_model::page::{Cell, sentence};
use remit_model::path::StepStatus;
use remit_rules::lets_decide;

use super::{Made, by_tier, names, said, status, tier, told, word};
use crate::decisions::{Part, amounts_to, by_delegation, parts};
use crate::devolved::{devolved, devolved_words};
use crate::evidence::verb;
use crate::who::decides::{DECIDES, DELEGATED, delegation, doing};

const COLUMNS: &[&str] = &[
    "Tier",
    "Function or matter",
    "Belongs to",
    "Devolved?",
    "Who",
    "How",
    "Which amounts to",
    "Reserved",
    "Up to",
    "Status",
    "On whose word",
    "Id",
];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let parts = parts(at);
    // By tier, then by function, those who decide first, as `parts` has them.
    let mut rows: Vec<((usize, usize, usize), Vec<Cell>)> = Vec::new();
    for (number, function) in at.current(at.model().functions.rows()).enumerate() {
        let held = parts.get(function.key.as_str()).into_iter().flatten();
        let mut in_force = false;
        for (rank, part) in held.enumerate() {
            let Some((order, row)) = of_part(at, function, part) else {
                continue;
            };
            in_force |= matches!(part.status(), StepStatus::InForce | StepStatus::AsIfAdopted(_));
            rows.push(((order, number, rank), row));
        }
        if !in_force {
            rows.push(((usize::MAX, number, usize::MAX), of_nobody(at, function)));
        }
    }
    rows.sort_by_key(|(order, _)| *order);
    (COLUMNS, rows.into_iter().map(|(_, row)| row).collect())
}

/// What the row of any part in a function begins with, after the tier.
fn begin(at: &AsAt<'_>, function: &Function) -> [Cell; 3] {
    let statement = &function.statement;
    let devolution = function.devolved.is_some() || statement.is_not_stated("devolved");
    let devolution = devolution.then(|| sentence(&devolved_words(&devolved(at, function, |_| true))));
    [
        Cell::words(function.name.as_str()),
        told(statement, "of", names(at, function.of.iter().copied())),
        Cell::words(devolution.unwrap_or_default()),
    ]
}

fn of_part(at: &AsAt<'_>, function: &Function, part: &Part<'_, '_>) -> Option<(usize, Vec<Cell>)> {
    let state = status(part.status())?;
    let statement = part.statement();
    let limit_of = |values: &[remit_model::answer::Value], columns: &[remit_model::answer::Column]| {
        let at = columns.iter().position(|column| column.name == "limit");
        at.and_then(|at| values.get(at))
            .map_or(Cell::Empty, |limit| said(statement, "limit", limit))
    };
    let (node, how, effect, reserved, limit) = match part {
        Part::Own(node, does, status) => {
            let row = doing(at, &(*node, *does, status.clone()));
            let effect = does.effect.map(|effect| sentence(effect.word()));
            let reserved = does.reserved.map(|reserved| if reserved { "Yes" } else { "No" });
            let limit = limit_of(&row.values, &DECIDES);
            (
                Some(*node),
                sentence(&verb(does)),
                effect.unwrap_or_default(),
                reserved,
                limit,
            )
        }
        Part::Given(given, status) => {
            let row = delegation(at, given, status.clone());
            let effect = match lets_decide(at, given) {
                true => sentence(Effect::Decide.word()),
                false => amounts_to(at, given),
            };
            let limit = limit_of(&row.values, &DELEGATED);
            let node = given.to.as_ref().map(|to| at.node(to.value));
            (node, sentence(&by_delegation(&row)), effect, None, limit)
        }
    };
    let who = node.map_or("Nobody is entered".to_owned(), |node| node.name().to_string());
    let mut row = vec![node.map_or(Cell::Empty, |node| tier(at, &node))];
    row.extend(begin(at, function));
    row.extend([
        Cell::words(who),
        Cell::words(how),
        Cell::words(effect),
        Cell::words(reserved.unwrap_or_default()),
        limit,
        state,
        word(statement),
        Cell::words(function.key.as_str()),
    ]);
    Some((node.map_or(usize::MAX, |node| by_tier(&node)), row))
}

/// A function in which nobody has a part in force.
fn of_nobody(at: &AsAt<'_>, function: &Function) -> Vec<Cell> {
    let mut row = vec![Cell::Empty];
    row.extend(begin(at, function));
    row.push(Cell::words("Nobody is entered"));
    row.extend(std::iter::repeat_n(Cell::Empty, 4));
    row.extend([
        Cell::Empty,
        word(&function.statement),
        Cell::words(function.key.as_str()),
    ]);
    row
}
