//! The registers that a governance lead keeps: the map of functions and decisions, the scheme of reservation and delegation, who
//! sits where, who answers to whom, money, papers, terms of reference, the log, milestones and departures.
//!
//! Each file makes one of them: a table with typed cells, the same for the terminal, a page, a spreadsheet and a program. What is in
//! force and what is proposed stand in one table, each row with its status; what is of another date is left out.

mod budgets;
mod delegations;
mod departures;
mod functions;
mod instruments;
mod lines;
mod log;
mod members;
mod milestones;
mod routes;
mod terms;

use remit_model::answer::Value;
use remit_model::model::{AsAt, NodeAt, NodeId, Statement};
use remit_model::page::{Block, Cell, Inline, Page, Register, Table, day_in_words, sentence, words};
use remit_model::path::StepStatus;
use remit_rules::Checked;

use crate::answer_page::value_words;
use crate::evidence::{assumed_keys, evidence_cell};

pub(crate) use log::answering;
pub(crate) use milestones::{State, is_late_or_to_come as milestone_is_late_or_to_come, state as milestone_state};
pub use terms::terms;
pub(crate) use terms::terms_table;

/// A kind of register: its key, what it is called, and what stands in it.
type Kind = (&'static str, &'static str, &'static str);

/// The kinds of registers, in the order in which they are shown.
pub const REGISTERS: [Kind; 11] = [
    (
        "functions",
        "Functions and decisions",
        "Each function and matter, from the highest tier down: who decides it or has another part in it, and up to how much",
    ),
    (
        "delegations",
        "Reservation and delegation",
        "What is reserved, and what is given to whom: under which power, within which limits, by which paper, and until when",
    ),
    (
        "routes",
        "Decision routes",
        "How decisions are taken: which meetings they go to, in what order, and by when at the latest",
    ),
    (
        "members",
        "Membership",
        "Each seat of each body: who fills it, for whom, with which role and vote, and until when",
    ),
    (
        "lines",
        "Accountability and reporting",
        "Who answers to, oversees, reports to, advises, supports, challenges or scrutinises whom, for what and on what basis",
    ),
    (
        "budgets",
        "Budgets",
        "Money: who pays in, who keeps and holds it, and who may commit it",
    ),
    (
        "instruments",
        "Instruments",
        "The papers that make things so, with their parties, approvals and days of review",
    ),
    (
        "terms",
        "Terms of reference",
        "What the framework says of each body, as its terms of reference would",
    ),
    (
        "log",
        "Log",
        "Questions, risks, issues, dependencies, actions and possibilities",
    ),
    (
        "milestones",
        "Milestones",
        "What was to be done by when, and whether it was",
    ),
    (
        "departures",
        "Departures",
        "Findings that were accepted: by whom, why, and until when",
    ),
];

/// All registers, in their order. What the check found is needed for the departures: whether each is still needed.
pub fn registers(at: &AsAt<'_>, checked: &Checked) -> Vec<Register> {
    REGISTERS.iter().map(|kind| made(at, checked, kind)).collect()
}

/// The register of this key; none where there is no such kind.
pub fn register(at: &AsAt<'_>, checked: &Checked, key: &str) -> Option<Register> {
    let kind = REGISTERS.iter().find(|(name, ..)| *name == key)?;
    Some(made(at, checked, kind))
}

fn made(at: &AsAt<'_>, checked: &Checked, &(key, title, about): &Kind) -> Register {
    let (columns, rows) = match key {
        "functions" => functions::table(at),
        "delegations" => delegations::table(at),
        "routes" => routes::table(at),
        "members" => members::table(at),
        "lines" => lines::table(at),
        "budgets" => budgets::table(at),
        "instruments" => instruments::table(at),
        "terms" => terms::table(at),
        "log" => log::table(at),
        "milestones" => milestones::table(at),
        _ => departures::table(at, checked),
    };
    Register {
        key,
        title,
        about,
        table: Table {
            caption: title.to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows,
        },
    }
}

/// A register as a page of its own.
pub fn register_page(at: &AsAt<'_>, register: &Register) -> Page {
    let mut blocks = vec![Block::Paragraph(words(format!("{}.", register.about)))];
    if register.table.rows.is_empty() {
        blocks.push(Block::Paragraph(words("Nothing is entered that would stand here.")));
    } else {
        blocks.push(Block::Table(told_columns(&register.table)));
    }
    Page {
        title: register.title.to_owned(),
        summary: format!(
            "{}, as at {}: {}.",
            at.model().framework.name,
            day_in_words(at.date()),
            entries(register.table.rows.len())
        ),
        blocks,
    }
}

/// The table without the columns in which nothing stands: a spreadsheet keeps them, a page has no room for them.
fn told_columns(table: &Table) -> Table {
    let empty = |column: usize| {
        table
            .rows
            .iter()
            .all(|row| matches!(row.get(column), None | Some(Cell::Empty)))
    };
    let kept: Vec<usize> = (0..table.columns.len()).filter(|&column| !empty(column)).collect();
    Table {
        caption: table.caption.clone(),
        columns: kept
            .iter()
            .filter_map(|&column| table.columns.get(column).cloned())
            .collect(),
        rows: table
            .rows
            .iter()
            .map(|row| kept.iter().filter_map(|&column| row.get(column).cloned()).collect())
            .collect(),
    }
}

/// All registers on one page.
pub fn registers_page(at: &AsAt<'_>, registers: &[Register]) -> Page {
    let mut blocks = Vec::new();
    for register in registers {
        blocks.push(Block::Heading(2, register.title.to_owned(), register.key.to_owned()));
        blocks.extend(register_page(at, register).blocks);
    }
    Page {
        title: format!("Registers: {}", at.model().framework.name),
        summary: format!("As at {}.", day_in_words(at.date())),
        blocks,
    }
}

/// Which registers there are, and how many entries each has.
pub fn contents_page(at: &AsAt<'_>, registers: &[Register]) -> Page {
    let rows = registers.iter().map(|register| {
        vec![
            Cell::Words(vec![Inline::Code(register.key.to_owned())]),
            Cell::words(register.title),
            Cell::Number(i64::try_from(register.table.rows.len()).unwrap_or(i64::MAX)),
            Cell::words(register.about),
        ]
    });
    Page {
        title: format!("Registers: {}", at.model().framework.name),
        summary: format!("As at {}.", day_in_words(at.date())),
        blocks: vec![Block::Table(Table {
            caption: String::new(),
            columns: ["Register", "Title", "Entries", "What stands in it"]
                .map(str::to_owned)
                .to_vec(),
            rows: rows.collect(),
        })],
    }
}

/// "1 entry", "12 entries".
pub(crate) fn entries(count: usize) -> String {
    match count {
        0 => "no entries".to_owned(),
        1 => "1 entry".to_owned(),
        many => format!("{many} entries"),
    }
}

/// The columns of a register, and its rows.
type Made = (&'static [&'static str], Vec<Vec<Cell>>);

/// A value as a cell: days, numbers and sums as such, all else in words. A sum without an upper end is words: "more than £500".
fn cell(value: &Value) -> Cell {
    match value {
        Value::Day(day) => Cell::Date(*day),
        Value::Number(number) => i64::try_from(*number).map_or(Cell::Empty, Cell::Number),
        Value::Money(money) => match (money.amount, money.above) {
            (Some(amount), None) => Cell::Money(amount, money.currency.to_string()),
            _ => Cell::words(value_words(value)),
        },
        value => Cell::words(sentence(&value_words(value))),
    }
}

/// What a statement says under a key: marked where that is a reading. Of days and sums the last column says so, so that they stay
/// days and sums.
fn said(statement: &Statement, key: &str, value: &Value) -> Cell {
    let silent = matches!(value, Value::Empty | Value::NotStated | Value::Unknown);
    match cell(value) {
        Cell::Words(mut line) if !silent && statement.assumed(key).is_some() => {
            line.extend(words(" (assumed)"));
            Cell::Words(line)
        }
        cell => cell,
    }
}

/// The same of plain words.
fn told(statement: &Statement, key: &str, text: Option<String>) -> Cell {
    let value = match text.filter(|text| !text.is_empty()) {
        Some(text) => Value::Words(text),
        None if statement.is_unknown(key) => Value::Unknown,
        None if statement.is_not_stated(key) => Value::NotStated,
        None => Value::Empty,
    };
    said(statement, key, &value)
}

/// A day, or that the documents are silent about it.
fn day(statement: &Statement, key: &str, day: Option<jiff::civil::Date>) -> Cell {
    match day {
        Some(day) => Cell::Date(day),
        None => told(statement, key, None),
    }
}

/// On whose word it stands.
fn word(statement: &Statement) -> Cell {
    evidence_cell(statement, &assumed_keys(statement))
}

/// Whether something is in force, as a cell. None where it is of another date, and doesn't belong into a register.
fn status(status: &StepStatus) -> Option<Cell> {
    match status {
        StepStatus::OtherDate(_) | StepStatus::Absent | StepStatus::NotStated => None,
        shown => Some(Cell::words(sentence(&shown.words().replace('`', "")))),
    }
}

/// The names of some, in their order.
fn names(at: &AsAt<'_>, ids: impl IntoIterator<Item = NodeId>) -> Option<String> {
    let names = crate::evidence::names(ids.into_iter().map(|id| at.node(id)));
    (!names.is_empty()).then_some(names)
}

/// The name of the tier at which a body works.
fn tier(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Cell {
    Cell::words(
        node.tier()
            .and_then(|(tier, _)| at.tier_heading(tier))
            .unwrap_or_default(),
    )
}

/// The order of tiers, from the top: those without one come last.
fn by_tier(node: &NodeAt<'_, '_>) -> usize {
    node.tier().map_or(usize::MAX, |(tier, _)| tier)
}

/// The name of a paper.
fn paper(at: &AsAt<'_>, key: &str) -> String {
    crate::change::name(at, "instrument", key)
}
