//! The map of functions and decisions: which of them are taken at which tier, by whom, and in what way.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{Effect, RelationKind};
use remit_model::model::{AsAt, Delegation, Doing, Function, NodeAt, Relation};
use remit_model::page::{Cell, sentence};
use remit_model::path::StepStatus;
use remit_rules::lets_decide;

use super::lines::standing;
use super::{Made, by_tier, limits, marked, names, paper, status, tier, told, without_hyphens, word};
use crate::decisions::{Part, amounts_to, parts};
use crate::devolved::{devolved, devolved_words};
use crate::evidence::{NOT_STATED, verb};
use crate::who::in_force;

const COLUMNS: &[&str] = &[
    "Tier",
    "Function or matter",
    "Belongs to",
    "Devolved?",
    "Who",
    "How",
    "Which amounts to",
    "Reserved",
    "More than",
    "Up to",
    "For",
    "Status",
    "On whose word",
    "Id",
];

/// Where a row stands: by tier, then by function, those who decide first, as `parts` has them.
type Order = (usize, usize, usize);

/// After all that somebody has a part in.
const LAST: usize = usize::MAX;

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let parts = parts(at);
    let advice = advice(at);
    let mut rows: Vec<(Order, Vec<Cell>)> = Vec::new();
    let mut seen = BTreeSet::new();
    let functions = at.with_status(at.model().functions.rows(), &[]);
    for (number, (function, state)) in functions.enumerate() {
        let Some(state_cell) = status(&state) else {
            continue;
        };
        let begin = begin(at, function);
        // What a proposal changes about a function that is there is a row of its own: who has a part in it stands with the other.
        if !seen.insert(&function.key) {
            rows.push(((LAST, number, LAST), of_nobody((function, &begin), "", state_cell)));
            continue;
        }
        let (mut shown, mut held, mut decided) = (false, false, false);
        for (rank, part) in parts.get(function.key.as_str()).into_iter().flatten().enumerate() {
            let Some((order, row)) = of_part(at, (function, &begin), &state, part) else {
                continue;
            };
            shown = true;
            held |= in_force(part.status());
            decided |= in_force(part.status()) && decides(at, part);
            rows.push(((order, number, rank), row));
        }
        for (line, line_state) in advice.get(function.key.as_str()).into_iter().flatten() {
            let Some((order, row)) = of_advice(at, (function, &begin), &state, line, line_state) else {
                continue;
            };
            shown = true;
            held |= in_force(line_state);
            rows.push(((order, number, LAST), row));
        }
        let nobody = match (in_force(&state), held, decided) {
            (true, _, true) => None,
            (true, true, false) => Some(("Nobody is entered as deciding it", Cell::Empty)),
            (true, false, false) => Some(("Nobody is entered", Cell::Empty)),
            (false, ..) => (!shown).then_some(("Nobody is entered", state_cell)),
        };
        if let Some((who, state_cell)) = nobody {
            rows.push(((LAST, number, LAST), of_nobody((function, &begin), who, state_cell)));
        }
    }
    let functions = at.model().functions.rows().len();
    for (number, node) in at.all_nodes().enumerate() {
        let matters = node.all_does().into_iter().enumerate();
        for (rank, (does, state)) in matters.filter(|(_, (does, _))| does.function.is_none()) {
            if let Some(row) = of_matter(at, &node, does, &state) {
                rows.push(((by_tier(&node), functions + number, rank), row));
            }
        }
    }
    rows.sort_by_key(|(order, _)| *order);
    (COLUMNS, rows.into_iter().map(|(_, row)| row).collect())
}

/// Whether a part lets its holder decide.
fn decides(at: &AsAt<'_>, part: &Part<'_, '_>) -> bool {
    match part {
        Part::Own(_, does, _) => does.effect == Some(Effect::Decide),
        Part::Given(given, _) => lets_decide(at, given),
    }
}

/// The lines by which somebody advises about each function by name.
fn advice<'m>(at: &AsAt<'m>) -> BTreeMap<&'m str, Vec<(&'m Relation, StepStatus)>> {
    let mut advice: BTreeMap<&str, Vec<(&Relation, StepStatus)>> = BTreeMap::new();
    for node in at.all_nodes() {
        let lines = at.lines_of(node.id()).map(|(line, _)| line);
        for line in lines.filter(|line| line.kind == RelationKind::Advises) {
            let state = standing(at, line);
            for matter in line.matters.iter().filter(|matter| matter.as_str() != "*") {
                advice.entry(matter).or_default().push((line, state.clone()));
            }
        }
    }
    advice
}

/// What every row of a function begins with.
type Begin = [Cell; 3];

/// What the row of any part in a function begins with, after the tier.
fn begin(at: &AsAt<'_>, function: &Function) -> Begin {
    let statement = &function.statement;
    [
        Cell::words(marked(statement, &["name"], function.name.to_string())),
        told(statement, "of", names(at, function.of.iter().copied())),
        Cell::words(sentence(&devolved_words(&devolved(at, function, |_| true)))),
    ]
}

/// Whether a part is in force, as a cell: no more than the function is.
fn state_of(function: &StepStatus, part: &StepStatus) -> Option<Cell> {
    match in_force(part) && !in_force(function) {
        true => status(function),
        false => status(part),
    }
}

fn of_part(
    at: &AsAt<'_>,
    (function, begin): (&Function, &Begin),
    of: &StepStatus,
    part: &Part<'_, '_>,
) -> Option<(usize, Vec<Cell>)> {
    let state = state_of(of, part.status())?;
    let statement = part.statement();
    let (node, said, limit) = match part {
        Part::Own(node, does, _) => (Some(*node), own(node, does), does.limit.as_ref()),
        Part::Given(given, _) => {
            let node = given.to.as_ref().map(|to| at.node(to.value));
            (node, by_delegation(at, given, node.as_ref()), given.limit.as_ref())
        }
    };
    let mut row = vec![node.map_or(Cell::Empty, |node| tier(at, &node))];
    row.extend(begin.iter().cloned());
    row.extend(said);
    row.extend(limits(statement, limit));
    row.extend([state, word(statement), Cell::words(function.key.as_str())]);
    Some((node.map_or(LAST, |node| by_tier(&node)), row))
}

/// Who, how, what that amounts to, and whether it is reserved: of what a body does itself.
fn own(node: &NodeAt<'_, '_>, does: &Doing) -> [Cell; 4] {
    let statement = &does.statement;
    let effect = does.effect.map(|effect| sentence(effect.word()));
    let reserved = does.reserved.map(|reserved| if reserved { "Yes" } else { "No" });
    let how = marked(statement, &["verb", "function"], without_hyphens(&verb(does)));
    [
        Cell::words(node.name().as_str()),
        match how.is_empty() {
            true => told(statement, "verb", None),
            false => Cell::words(how),
        },
        Cell::words(marked(statement, &["verb"], effect.unwrap_or_default())),
        told(statement, "reserved", reserved.map(str::to_owned)),
    ]
}

/// The same of what somebody holds by delegation.
fn by_delegation(at: &AsAt<'_>, given: &Delegation, to: Option<&NodeAt<'_, '_>>) -> [Cell; 4] {
    let statement = &given.statement;
    let silent = |key: &str| statement.is_not_stated(key);
    let who = match to {
        Some(node) => marked(statement, &["to"], node.name().to_string()),
        None if silent("to") => sentence(NOT_STATED),
        None => "Nobody is entered".to_owned(),
    };
    let mut how = match names(at, given.from.iter().copied()) {
        Some(from) => marked(statement, &["from"], format!("By delegation from {from}")),
        None if silent("from") => "By delegation, from whom is not stated".to_owned(),
        None => "By delegation, from whom is not entered".to_owned(),
    };
    let verbs: Vec<String> = given.verbs.iter().map(|verb| verb.replace('-', " ")).collect();
    match verbs.as_slice() {
        [] if silent("verbs") => how.push_str("; to do what is not stated"),
        [] => {}
        verbs => how.push_str(&marked(statement, &["verbs"], format!("; to: {}", verbs.join(", ")))),
    }
    match &given.instrument {
        Some(key) => how.push_str(&marked(statement, &["instrument"], format!("; by: {}", paper(at, key)))),
        None if silent("instrument") => how.push_str("; by which paper is not stated"),
        None => {}
    }
    let effect = match lets_decide(at, given) {
        true => sentence(Effect::Decide.word()),
        false => amounts_to(at, given),
    };
    [
        Cell::words(who),
        Cell::words(how),
        Cell::words(marked(statement, &["verbs"], effect)),
        Cell::Empty,
    ]
}

/// Advice that somebody gives on a function to another.
fn of_advice(
    at: &AsAt<'_>,
    (function, begin): (&Function, &Begin),
    of: &StepStatus,
    line: &Relation,
    state: &StepStatus,
) -> Option<(usize, Vec<Cell>)> {
    let state = state_of(of, state)?;
    let (from, to) = (at.node(line.from), at.node(line.to));
    let how = format!("Advises {}", to.name());
    let mut row = vec![tier(at, &from)];
    row.extend(begin.iter().cloned());
    row.extend([
        Cell::words(from.name().as_str()),
        Cell::words(marked(&line.statement, &["to", "for"], how)),
        Cell::words(sentence(Effect::Recommend.word())),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        state,
        word(&line.statement),
        Cell::words(function.key.as_str()),
    ]);
    Some((by_tier(&from), row))
}

/// What a body decides or does that is no function, in words.
fn of_matter(at: &AsAt<'_>, node: &NodeAt<'_, '_>, does: &Doing, state: &StepStatus) -> Option<Vec<Cell>> {
    let state = status(state)?;
    let statement = &does.statement;
    let mut row = vec![
        tier(at, node),
        Cell::words(marked(
            statement,
            &["text"],
            does.text.as_ref().map(|text| sentence(text)).unwrap_or_default(),
        )),
        Cell::Empty,
        Cell::Empty,
    ];
    row.extend(own(node, does));
    row.extend(limits(statement, does.limit.as_ref()));
    row.extend([
        state,
        word(statement),
        Cell::words(format!("{}.does.{}", node.key(), does.key)),
    ]);
    Some(row)
}

/// A function in which nobody has a part in force, or which nobody decides.
fn of_nobody((function, begin): (&Function, &Begin), who: &str, state: Cell) -> Vec<Cell> {
    let mut row = vec![Cell::Empty];
    row.extend(begin.iter().cloned());
    row.push(Cell::words(who));
    row.extend(std::iter::repeat_n(Cell::Empty, 6));
    row.extend([state, word(&function.statement), Cell::words(function.key.as_str())]);
    row
}
