//! Who decides what, function by function: in its own right, or by delegation, and within which bounds.

use std::collections::BTreeMap;

use remit_model::answer::{Column, Row, Value};
use remit_model::document::Effect;
use remit_model::model::{AsAt, Delegation, Doing, Function, NodeAt, Statement};
use remit_model::page::{Block, Cell, Inline, Page, Table, day_in_words, message, sentence, words};
use remit_model::path::StepStatus;
use remit_rules::{lets_decide, limit_in_words};

use crate::answer_page::value_words;
use crate::devolved::{devolved, devolved_words};
use crate::evidence::{NOT_STATED, assumed_keys, evidence_cell, names, verb};
use crate::who::decides::{DECIDES, DELEGATED, delegation, doing};
use crate::who::in_force;

/// A part that somebody has in a function.
pub(crate) enum Part<'m, 'v> {
    /// By what is written under `does`.
    Own(NodeAt<'m, 'v>, &'m Doing, StepStatus),
    /// By a delegation.
    Given(&'m Delegation, StepStatus),
}

/// Where among the columns it stands whether something is devolved, and where the bounds.
const DEVOLVED: usize = 2;
const BOUNDS: usize = 6;

fn is_blank(cell: &Cell) -> bool {
    let blank = |inline: &Inline| matches!(inline, Inline::Words(words) if words.is_empty());
    match cell {
        Cell::Empty => true,
        Cell::Words(line) => line.iter().all(blank),
        _ => false,
    }
}

/// The page of decisions.
pub fn decisions(at: &AsAt<'_>) -> Page {
    let mut blocks = vec![Block::Paragraph(words(
        "Local verbs are kept; each amounts to one of four things: to decide, to recommend, to oversee, or to do. Whoever holds \
         something by delegation may do all of that with it, unless verbs are named.",
    ))];
    let parts = parts(at);
    let functions: Vec<&Function> = at.current(at.model().functions.rows()).collect();
    let mut columns = vec![
        "Function or matter",
        "Belongs to",
        "Devolved?",
        "Who",
        "How",
        "Which amounts to",
        "Within which bounds",
        "On whose word",
    ];
    let rows = functions.iter();
    let mut rows: Vec<Vec<Cell>> = rows
        .flat_map(|function| of_function(at, function, parts.get(function.key.as_str())))
        .collect();
    // Where no sum and no reservation is entered, a column about them only takes the room of the others; nor does one that says
    // of nothing whether it is devolved help anybody.
    for column in [BOUNDS, DEVOLVED] {
        if rows.iter().all(|row| row.get(column).is_none_or(is_blank)) {
            columns.remove(column);
            for row in rows.iter_mut().filter(|row| row.len() > column) {
                row.remove(column);
            }
        }
    }
    blocks.push(Block::Table(Table {
        caption: "Who decides what, and who has another part in it".to_owned(),
        columns: columns.into_iter().map(str::to_owned).collect(),
        rows,
    }));
    blocks.extend(not_yet(at, &functions, &parts));
    blocks.extend(others(at));
    Page {
        title: format!("Who decides what: {}", at.model().framework.name),
        summary: format!(
            "Functions, matters and who holds them as at {}.",
            day_in_words(at.date())
        ),
        blocks,
    }
}

/// All parts that somebody has in each function, in force or not, those who decide first.
pub(crate) fn parts<'m, 'v>(at: &'v AsAt<'m>) -> BTreeMap<&'m str, Vec<Part<'m, 'v>>> {
    let mut parts: BTreeMap<&str, Vec<Part<'_, '_>>> = BTreeMap::new();
    for node in at.all_nodes().filter(|node| !node.timeline().does.is_empty()) {
        for (does, status) in node.all_does() {
            if let Some(function) = &does.function {
                let part = Part::Own(node, does, status);
                parts.entry(&function.value).or_default().push(part);
            }
        }
    }
    for (row, status) in at.delegations() {
        for function in &row.functions {
            let part = Part::Given(row, status.clone());
            parts.entry(function).or_default().push(part);
        }
    }
    for parts in parts.values_mut() {
        // What is of one rank stays in the order of bodies and of delegations.
        parts.sort_by_key(|part| match part {
            Part::Own(_, does, _) if does.effect == Some(Effect::Decide) => 0,
            Part::Given(row, _) if lets_decide(at, row) => 1,
            Part::Own(..) => 2,
            Part::Given(..) => 3,
        });
    }
    parts
}

impl<'m> Part<'m, '_> {
    pub(crate) fn status(&self) -> &StepStatus {
        match self {
            Self::Own(_, _, status) | Self::Given(_, status) => status,
        }
    }

    pub(crate) fn statement(&self) -> &'m Statement {
        match self {
            Self::Own(_, does, _) => &does.statement,
            Self::Given(row, _) => &row.statement,
        }
    }

    /// Who, how, what that amounts to, and within which bounds: from the row that `remit who decides` shows.
    fn cells(&self, at: &AsAt<'_>) -> [Cell; 4] {
        let cells = match self {
            Self::Own(node, does, status) => {
                let row = doing(at, &(*node, *does, status.clone()));
                let mut bounds = bounds(&row, &DECIDES);
                if does.reserved == Some(true) {
                    bounds.push("reserved: it may not be delegated".to_owned());
                }
                let effect = does.effect.map(|effect| sentence(effect.word())).unwrap_or_default();
                [node.name().to_string(), verb(does), effect, bounds.join("; ")]
            }
            Self::Given(given, status) => {
                let row = delegation(at, given, status.clone());
                let who = match said(&row, &DELEGATED, "who") {
                    who if who.is_empty() => "nobody is entered".to_owned(),
                    who => who,
                };
                let bounds = bounds(&row, &DELEGATED).join("; ");
                [who, by_delegation(&row), amounts_to(at, given), bounds]
            }
        };
        cells.map(Cell::words)
    }
}

/// A value of a row in words: "not stated", where the documents are silent.
fn said(row: &Row, columns: &[Column], name: &str) -> String {
    let at = columns.iter().position(|column| column.name == name);
    at.and_then(|at| row.values.get(at))
        .map(value_words)
        .unwrap_or_default()
}

/// The sum up to which, or above which, it counts.
fn bounds(row: &Row, columns: &[Column]) -> Vec<String> {
    let at = columns.iter().position(|column| column.name == "limit");
    let bounds = at.and_then(|at| match row.values.get(at)? {
        Value::Money(limit) => Some(limit_in_words(limit)),
        Value::NotStated => Some("up to how much is not stated".to_owned()),
        _ => None,
    });
    bounds.into_iter().collect()
}

/// From whom, to do what, and by which paper.
pub(crate) fn by_delegation(row: &Row) -> String {
    let said = |name| said(row, &DELEGATED, name);
    let mut how = match said("from") {
        from if from.is_empty() || from == "not stated" => "by delegation, from whom is not stated".to_owned(),
        from => format!("by delegation from {from}"),
    };
    for (name, words) in [("verbs", "to"), ("instrument", "by")] {
        match said(name) {
            value if value.is_empty() => {}
            value if value == "not stated" => how.push_str(match name {
                "verbs" => "; to do what is not stated",
                _ => "; by which paper is not stated",
            }),
            value => how.push_str(&format!("; {words}: {value}")),
        }
    }
    how
}

/// What a delegation lets its holder do, in the four words.
pub(crate) fn amounts_to(at: &AsAt<'_>, given: &Delegation) -> String {
    if lets_decide(at, given) {
        return sentence(Effect::Decide.word());
    }
    let mut effects: Vec<&str> = Vec::new();
    for effect in given.verbs.iter().filter_map(|verb| at.model().effect(verb)) {
        if !effects.contains(&effect.word()) {
            effects.push(effect.word());
        }
    }
    sentence(&effects.join(", "))
}

/// Whether more is known of it than that it is given by delegation or reserved, which its own columns say.
fn says_of_devolution(function: &Function) -> bool {
    function.devolved.is_some() || function.statement.is_not_stated("devolved")
}

/// The rows of a function in force.
fn of_function(at: &AsAt<'_>, function: &Function, parts: Option<&Vec<Part<'_, '_>>>) -> Vec<Vec<Cell>> {
    let reading = match function.statement.assumed("of") {
        Some(_) if !function.of.is_empty() => " (assumed)",
        _ => "",
    };
    let of = match function.of.is_empty() && function.statement.is_not_stated("of") {
        true => NOT_STATED.to_owned(),
        false => format!("{}{reading}", names(function.of.iter().map(|&id| at.node(id)))),
    };
    let told = match says_of_devolution(function) {
        true => devolved_words(&devolved(at, function, |_| true)),
        false => String::new(),
    };
    let begin = || [function.name.to_string(), of.clone(), told.clone()].map(Cell::words);
    let word = |statement| evidence_cell(statement, &assumed_keys(statement));
    let held = parts.into_iter().flatten().filter(|part| in_force(part.status()));
    let mut rows: Vec<Vec<Cell>> = held
        .map(|part| {
            let word = word(part.statement());
            begin().into_iter().chain(part.cells(at)).chain([word]).collect()
        })
        .collect();
    if rows.is_empty() {
        let nobody = [Cell::words("nobody is entered"), Cell::Empty, Cell::Empty, Cell::Empty];
        let word = word(&function.statement);
        rows.push(begin().into_iter().chain(nobody).chain([word]).collect());
    }
    rows
}

/// What is proposed, or run in shadow form: never among what is in force.
fn not_yet(at: &AsAt<'_>, functions: &[&Function], parts: &BTreeMap<&str, Vec<Part<'_, '_>>>) -> Option<Block> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for function in functions {
        let parts = parts.get(function.key.as_str()).into_iter().flatten();
        for part in parts.filter(|part| matches!(part.status(), StepStatus::Proposed(_) | StepStatus::Shadow)) {
            let statement = part.statement();
            let status = Cell::Words(message(&sentence(&part.status().words())));
            let word = evidence_cell(statement, &assumed_keys(statement));
            let name = [Cell::words(function.name.as_str())];
            rows.push(name.into_iter().chain(part.cells(at)).chain([status, word]).collect());
        }
    }
    let columns = [
        "Function or matter",
        "Who",
        "How",
        "Which amounts to",
        "Within which bounds",
        "Status",
        "On whose word",
    ];
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: "Proposed, or run in shadow form: not in force".to_owned(),
            columns: columns.map(str::to_owned).to_vec(),
            rows,
        })
    })
}

/// What bodies in force do that is about no function.
fn others(at: &AsAt<'_>) -> Option<Block> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for node in at.nodes() {
        for does in node.does().filter(|does| does.function.is_none()) {
            rows.push(vec![
                Cell::words(node.name().as_str()),
                Cell::words(verb(does)),
                Cell::words(does.text.as_ref().map(|text| text.to_string()).unwrap_or_default()),
                evidence_cell(&does.statement, &assumed_keys(&does.statement)),
            ]);
        }
    }
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: "What else bodies do".to_owned(),
            columns: ["Body", "Verb", "What", "On whose word"].map(str::to_owned).to_vec(),
            rows,
        })
    })
}
