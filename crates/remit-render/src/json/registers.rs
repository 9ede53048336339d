//! Registers for programs: each row as what stands under each heading.

use remit_model::page::{Cell, Register};
use serde_json::{Map, Value, json};

use super::{VERSION, written};
use crate::{About, plain};

/// Registers, each with its columns and rows. A day is `"2017-11-01"`, a number a number, a sum `{ "amount", "currency" }`, nothing
/// `null`, and all else words.
pub fn registers(registers: &[Register], about: &About) -> String {
    let all: Vec<Value> = registers.iter().map(register).collect();
    written(&json!({
        "remit": VERSION,
        "framework": about.framework,
        "as-at": about.as_at.to_string(),
        "with": about.with,
        "registers": all,
    }))
}

fn register(register: &Register) -> Value {
    let table = &register.table;
    let rows = table.rows.iter().map(|row| {
        let cells = table.columns.iter().zip(row);
        let cells: Map<String, Value> = cells.map(|(heading, said)| (heading.clone(), cell(said))).collect();
        Value::Object(cells)
    });
    json!({
        "register": register.key,
        "title": register.title,
        "about": register.about,
        "columns": table.columns,
        "entries": table.rows.len(),
        "rows": rows.collect::<Vec<_>>(),
    })
}

fn cell(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Date(day) => day.to_string().into(),
        Cell::Number(number) => (*number).into(),
        Cell::Money(amount, currency) => json!({ "amount": amount, "currency": currency }),
        Cell::Words(line) => plain::line(line).into(),
    }
}
