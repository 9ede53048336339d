//! The registers that a governance lead keeps: the map of functions and decisions, the scheme of reservation and delegation, who
//! sits where, who answers to whom, money, papers, terms of reference, the log, milestones and departures.
//!
//! Each file makes one of them: a table with typed cells, the same for the terminal, a page, a spreadsheet and a program. What is in
//! force and what is proposed stand in one table, each row with its status; what is of another date is left out.

mod budgets;
mod cells;
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

use remit_model::model::AsAt;
use remit_model::page::{Block, Cell, Inline, Page, Register, Table, day_in_words, words};
use remit_rules::Checked;

use cells::{by_tier, day, limits, marked, names, paper, per, said, status, tier, told, without_hyphens, word};

pub(crate) use log::answering;
pub(crate) use milestones::{State, is_late_or_to_come as milestone_is_late_or_to_come, state as milestone_state};
pub(crate) use routes::matter as route_matter;
pub(crate) use terms::{given_words, terms_table};
pub use terms::{terms, terms_of};

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

/// What stands in the register of this key, for a page on which other things stand too: its title, and its table without ids. Nothing where
/// nothing stands in it.
pub(crate) fn part_of_page(at: &AsAt<'_>, key: &str) -> Option<(&'static str, Table)> {
    let mut register = register(at, &Checked::default(), key).filter(|register| !register.table.rows.is_empty())?;
    let table = &mut register.table;
    if let Some(ids) = table.columns.iter().position(|column| column == "Id") {
        table.columns.remove(ids);
        table.rows.iter_mut().for_each(|row| drop(row.remove(ids)));
    }
    Some((register.title, told_columns(table)))
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
            as_at(at),
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
        summary: format!("As at {}.", as_at(at)),
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
        summary: format!("As at {}.", as_at(at)),
        blocks: vec![Block::Table(Table {
            caption: String::new(),
            columns: ["Register", "Title", "Entries", "What stands in it"]
                .map(str::to_owned)
                .to_vec(),
            rows: rows.collect(),
        })],
    }
}

/// The day that is looked at, and that it is a reading where the framework says so of its own.
fn as_at(at: &AsAt<'_>) -> String {
    let framework = &at.model().framework;
    let statement = framework.statement.as_ref();
    let assumed = statement.is_some_and(|statement| statement.assumed("as-at").is_some());
    let own = framework.as_at == Some(at.date());
    let reading = if own && assumed { " (an assumed date)" } else { "" };
    format!("{}{reading}", day_in_words(at.date()))
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
