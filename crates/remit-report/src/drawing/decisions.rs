//! Who decides what, as a table: a row for each function or matter, a column for each body, tier or lane, and at the end whether it is
//! devolved, kept, or not stated.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{Columns, Effect};
use remit_model::drawing::Matrix;
use remit_model::model::{AsAt, Choice, Doing, Function, NodeAt, NodeId, Standing, Statement};
use remit_model::path::StepStatus;
use remit_rules::lets_decide;

use super::shown::may_be_seen;
use crate::evidence::names;

/// What stands in a cell, in the order of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Kept,
    Decides,
    Devolved,
    Part,
    Gives,
    Recommends,
    Oversees,
    Does,
    Open,
}

impl Sign {
    const ALL: [(Self, &str, &str); 9] = [
        (Self::Kept, "K", "decides, and keeps it: it may not be delegated"),
        (Self::Decides, "D", "decides in its own right"),
        (Self::Devolved, "V", "decides by delegation: it is devolved to it"),
        (Self::Part, "P", "has a part of it by delegation, and does not decide"),
        (Self::Gives, "G", "delegates it to another"),
        (Self::Recommends, "R", "recommends"),
        (Self::Oversees, "O", "oversees"),
        (Self::Does, "W", "works on it"),
        (Self::Open, "?", "has to do with it; as what, is not entered"),
    ];

    fn short(self) -> &'static str {
        let found = Self::ALL.iter().find(|(sign, ..)| *sign == self);
        found.map_or("", |(_, short, _)| *short)
    }

    fn of(doing: &Doing) -> Self {
        match doing.effect {
            Some(Effect::Decide) if doing.reserved == Some(true) => Self::Kept,
            Some(Effect::Decide) => Self::Decides,
            Some(Effect::Recommend) => Self::Recommends,
            Some(Effect::Oversee) => Self::Oversees,
            Some(Effect::Do) => Self::Does,
            None => Self::Open,
        }
    }
}

/// A part that somebody has in a function.
struct Part<'m> {
    who: NodeId,
    sign: Sign,
    in_force: bool,
    statement: &'m Statement,
}

/// What stands in a cell: a sign, whether it is not in force, and whether it is a reading.
type Cell = BTreeSet<(Sign, bool, bool)>;

/// Who has which part in each function. Functions in which nobody who is shown has a part have a row where all are shown: that
/// nobody is entered is what a reader looks for.
pub(super) fn decisions(at: &AsAt<'_>, shown: &BTreeSet<NodeId>, choice: &Choice) -> Matrix {
    let parts = parts(at, choice);
    let columns = columns(at, shown, choice, &parts);
    // Where each body has a column, the letters name it.
    let by_group = matches!(choice.columns, Some(Columns::Tier | Columns::Lane));
    let whole = choice.show.is_empty() && choice.around.is_none();
    let mut rows = Vec::new();
    let mut used: Cell = BTreeSet::new();
    let functions = at.current(at.model().functions.rows());
    for function in functions.filter(|function| may_be_seen(&function.statement, choice)) {
        let parts = parts.get(function.key.as_str()).map_or(&[][..], Vec::as_slice);
        let of_shown = || parts.iter().filter(|part| shown.contains(&part.who));
        if !whole && of_shown().next().is_none() {
            continue;
        }
        let cells = columns.iter().map(|(_, who)| {
            let signs = of_shown().filter(|part| who.contains(&part.who));
            let signs = signs.map(|part| (part.sign, !part.in_force, is_reading(part.statement)));
            signs.collect::<Cell>()
        });
        let cells: Vec<Cell> = cells.collect();
        used.extend(cells.iter().flatten());
        let mut words: Vec<String> = cells.iter().map(written).collect();
        words.push(verdict(at, function, parts, by_group));
        rows.push((function.statement.place, (function.name.to_string(), words)));
    }
    // As they are written, so that what is written together stands together.
    rows.sort_by_key(|(place, _)| *place);
    let headings = columns.into_iter().map(|(heading, _)| heading);
    Matrix {
        caption: "Who decides what".to_owned(),
        corner: "Function or matter".to_owned(),
        columns: headings.chain(["Devolved?".to_owned()]).collect(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        key: key(&used),
    }
}

fn is_reading(statement: &Statement) -> bool {
    statement.any_assumed_but_days().is_some()
}

/// The parts in each function, by its key, in the order of bodies and then of delegations.
fn parts<'m>(at: &AsAt<'m>, choice: &Choice) -> BTreeMap<&'m str, Vec<Part<'m>>> {
    let mut parts: BTreeMap<&str, Vec<Part<'_>>> = BTreeMap::new();
    let counts = |status: &StepStatus| match status {
        StepStatus::InForce => Some(true),
        // What a proposal brings is shown as proposed, also where the table takes it as adopted.
        StepStatus::AsIfAdopted(_) | StepStatus::Shadow | StepStatus::Proposed(None) => Some(false),
        _ => None,
    };
    for node in at.all_nodes() {
        for (doing, status) in node.all_does() {
            let (Some(function), Some(in_force)) = (&doing.function, counts(&status)) else {
                continue;
            };
            if may_be_seen(&doing.statement, choice) {
                parts.entry(&function.value).or_default().push(Part {
                    who: node.id(),
                    sign: Sign::of(doing),
                    in_force,
                    statement: &doing.statement,
                });
            }
        }
    }
    for (row, status) in at.delegations() {
        let Some(in_force) = counts(&status).filter(|_| may_be_seen(&row.statement, choice)) else {
            continue;
        };
        let sign = if lets_decide(at, row) {
            Sign::Devolved
        } else {
            Sign::Part
        };
        let received = row.to.as_ref().map(|to| (to.value, sign));
        let given = row.from.iter().map(|&giver| (giver, Sign::Gives));
        for (who, sign) in given.chain(received) {
            for function in &row.functions {
                parts.entry(function).or_default().push(Part {
                    who,
                    sign,
                    in_force,
                    statement: &row.statement,
                });
            }
        }
    }
    parts
}

/// The columns, each with those who stand in it: tiers or lanes where the view asks for them, else everybody who has a part.
fn columns(
    at: &AsAt<'_>,
    shown: &BTreeSet<NodeId>,
    choice: &Choice,
    parts: &BTreeMap<&str, Vec<Part<'_>>>,
) -> Vec<(String, BTreeSet<NodeId>)> {
    let involved: BTreeSet<NodeId> = parts.values().flatten().map(|part| part.who).collect();
    let mut nodes: Vec<NodeAt<'_, '_>> = involved.intersection(shown).map(|&id| at.node(id)).collect();
    let tier = |node: &NodeAt<'_, '_>| node.tier().map_or(usize::MAX, |(tier, _)| tier);
    let lane = |node: &NodeAt<'_, '_>| node.lane().map_or(usize::MAX, |(lane, _)| lane);
    nodes.sort_by_key(|node| (tier(node), lane(node), node.key().clone()));
    let grouped = |number: &dyn Fn(&NodeAt<'_, '_>) -> usize, name: &dyn Fn(usize) -> Option<String>, none: &str| {
        let mut groups: BTreeMap<usize, BTreeSet<NodeId>> = BTreeMap::new();
        for node in &nodes {
            groups.entry(number(node)).or_default().insert(node.id());
        }
        let named = groups.into_iter();
        let named = named.map(|(number, who)| (name(number).unwrap_or_else(|| none.to_owned()), who));
        named.collect()
    };
    match choice.columns {
        Some(Columns::Tier) => grouped(&tier, &|number| at.tier_heading(number), "No tier entered"),
        Some(Columns::Lane) => grouped(&lane, &|number| at.lane_heading(number), "No lane entered"),
        _ => {
            let each = nodes.iter().map(|node| {
                let mark = match node.standing() {
                    Standing::InForce => "",
                    Standing::Shadow => " (shadow)",
                    Standing::Proposed | Standing::OtherDate => " (proposed)",
                };
                (format!("{}{mark}", node.name()), BTreeSet::from([node.id()]))
            });
            each.collect()
        }
    }
}

/// "K, (V), W*".
fn written(cell: &Cell) -> String {
    let signs = cell.iter().map(|(sign, not_yet, reading)| {
        let reading = if *reading { "*" } else { "" };
        let text = format!("{}{reading}", sign.short());
        if *not_yet { format!("({text})") } else { text }
    });
    signs.collect::<Vec<_>>().join(", ")
}

/// Whether it is devolved, in a few words, and if wanted to whom. Silence is told as silence.
fn verdict(at: &AsAt<'_>, function: &Function, parts: &[Part<'_>], named: bool) -> String {
    let who = |sign: Sign| {
        let mut ids = Vec::new();
        let mut reading = false;
        for part in parts.iter().filter(|part| part.in_force && part.sign == sign) {
            reading |= is_reading(part.statement);
            if !ids.contains(&part.who) {
                ids.push(part.who);
            }
        }
        let reading = if reading { " (in part a reading)" } else { "" };
        (!ids.is_empty()).then(|| (names(ids.into_iter().map(|id| at.node(id))), reading))
    };
    for (sign, long, short, after) in [
        (Sign::Devolved, "devolved to", "devolved", ""),
        (Sign::Kept, "not devolved: kept by", "not devolved", ""),
        (
            Sign::Decides,
            "decided by",
            "no delegation is entered",
            "; no delegation is entered",
        ),
    ] {
        match who(sign) {
            Some((who, reading)) if named => return format!("{long} {who}{reading}{after}"),
            Some(_) => return short.to_owned(),
            None => {}
        }
    }
    if parts.iter().any(|part| part.sign == Sign::Devolved) {
        return "only proposed".to_owned();
    }
    let silent = ["of", "needs"].iter().any(|key| function.statement.is_not_stated(key));
    if silent {
        "not stated"
    } else {
        "nobody is entered who decides"
    }
    .to_owned()
}

/// Only what is used.
fn key(used: &Cell) -> Vec<(String, String)> {
    let signs = Sign::ALL
        .iter()
        .filter(|(sign, ..)| used.iter().any(|(other, ..)| other == sign));
    let mut key: Vec<(String, String)> = signs
        .map(|(_, short, long)| ((*short).to_owned(), (*long).to_owned()))
        .collect();
    if used.iter().any(|(_, _, reading)| *reading) {
        key.push(("*".to_owned(), "a reading: not in the words of the source".to_owned()));
    }
    if used.iter().any(|(_, not_yet, _)| *not_yet) {
        key.push(("( )".to_owned(), "proposed or in shadow form, not in force".to_owned()));
    }
    key
}
