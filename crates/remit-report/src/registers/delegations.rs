//! The scheme of reservation and delegation: what a body keeps to itself, and what is given to whom, on which terms.

use remit_model::answer::{Column, Row, Value};
use remit_model::document::Effect;
use remit_model::model::{AsAt, Delegation, Doing, NodeAt};
use remit_model::page::{Cell, sentence};
use remit_model::path::StepStatus;

use super::{Made, day, limits, marked, names, said, status, told, without_hyphens, word};
use crate::evidence::verb;
use crate::who::decides::{DECIDES, DELEGATED, delegation, doing};

const COLUMNS: &[&str] = &[
    "Function or matter",
    "Reserved or delegated",
    "Held by",
    "Given to",
    "To do what",
    "Power",
    "More than",
    "Up to",
    "For",
    "May it be passed on",
    "Consent to passing it on",
    "Liable",
    "By which paper",
    "Recorded in",
    "First day",
    "Last day",
    "Review due",
    "Status",
    "On whose word",
    "Id",
];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let mut rows: Vec<(String, u8, Vec<Cell>)> = Vec::new();
    for node in at.all_nodes() {
        for (does, state) in node.all_does() {
            let decides = does.effect == Some(Effect::Decide);
            if !(decides || does.reserved.is_some()) {
                continue;
            }
            if let Some(row) = own(at, &node, does, &state) {
                rows.push((matter(at, does), u8::from(does.reserved != Some(true)), row));
            }
        }
    }
    for (given, state) in at.delegations() {
        for function in &given.functions {
            if let Some(row) = of(at, given, function, &state) {
                rows.push((crate::change::name(at, "function", function), 2, row));
            }
        }
    }
    rows.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    (COLUMNS, rows.into_iter().map(|(.., row)| row).collect())
}

/// What a body decides: the function, or the matter in words.
fn matter(at: &AsAt<'_>, does: &Doing) -> String {
    let function = does
        .function
        .as_ref()
        .map(|key| crate::change::name(at, "function", &key.value));
    function
        .or_else(|| does.text.as_ref().map(|text| sentence(text)))
        .unwrap_or_default()
}

/// What a body decides itself, reserved or not.
fn own(at: &AsAt<'_>, node: &NodeAt<'_, '_>, does: &Doing, state: &StepStatus) -> Option<Vec<Cell>> {
    let state_cell = status(state)?;
    let statement = &does.statement;
    let row = doing(at, &(*node, does, state.clone()));
    let kind = match does.reserved {
        Some(true) => "Reserved: it may not be delegated",
        _ => "Decided by the body itself",
    };
    let mut cells = vec![
        Cell::words(marked(statement, &["function", "text"], matter(at, does))),
        Cell::words(marked(statement, &["reserved"], kind)),
        Cell::words(node.name().as_str()),
        Cell::Empty,
        told(statement, "verb", Some(without_hyphens(&verb(does)))),
        Cell::Empty,
    ];
    cells.extend(limits(statement, does.limit.as_ref()));
    cells.extend(std::iter::repeat_n(Cell::Empty, 5));
    cells.extend([
        said(statement, "starts", value(&row, &DECIDES, "starts")),
        said(statement, "ends", value(&row, &DECIDES, "ends")),
        Cell::Empty,
        state_cell,
        word(statement),
        Cell::words(format!("{}.does.{}", node.key(), does.key)),
    ]);
    Some(cells)
}

/// What is given to another.
fn of(at: &AsAt<'_>, given: &Delegation, function: &str, state: &StepStatus) -> Option<Vec<Cell>> {
    let state_cell = status(state)?;
    let statement = &given.statement;
    let row = delegation(at, given, state.clone());
    let one = |name: &str, key: &str| said(statement, key, value(&row, &DELEGATED, name));
    let function = crate::change::name(at, "function", function);
    let mut cells = vec![
        Cell::words(marked(statement, &["functions"], function)),
        Cell::words("Delegated"),
        told(statement, "from", names(at, given.from.iter().copied())),
        one("who", "to"),
        one("verbs", "verbs"),
        one("power", "power"),
    ];
    cells.extend(limits(statement, given.limit.as_ref()));
    cells.extend([
        one("onward", "onward"),
        told(statement, "consent", given.consent.as_ref().map(ToString::to_string)),
        told(statement, "liable", names(at, given.liable.iter().copied())),
        one("instrument", "instrument"),
        one("recorded-in", "recorded-in"),
        one("starts", "starts"),
        one("ends", "ends"),
        day(statement, "review-due", given.review_due),
        state_cell,
        word(statement),
        Cell::words(given.key.as_str()),
    ]);
    Some(cells)
}

fn value<'r>(row: &'r Row, columns: &[Column], name: &str) -> &'r Value {
    let at = columns.iter().position(|column| column.name == name);
    at.and_then(|at| row.values.get(at)).unwrap_or(&Value::Empty)
}
