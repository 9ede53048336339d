//! Who decides what, as a table: a row for each function or matter, a column for each body, or for each tier, lane or
//! organisation. Where a decision is devolved, where it is kept, and where the sources are silent is the last column.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{Columns, Effect};
use remit_model::drawing::Matrix;
use remit_model::model::{AsAt, Choice, Doing, Function, NodeAt, NodeId, Standing, Statement};
use remit_model::page::sentence;
use remit_model::path::StepStatus;
use remit_rules::lets_decide;

use super::boxes::proposed;
use super::columns::{BETWEEN, Owner, owner};
use super::shown::may_be_seen;
use super::sources::document;
use crate::devolved::{Devolved, devolved, devolved_words};

/// What the rows are.
pub(super) const CORNER: &str = "Function or matter";

/// The heading of the last column.
const DEVOLVED: &str = "Devolved?";

/// The row of those of whom the sources do not say what they do.
const SILENT: &str = "Whatever else these do";

/// What somebody has to do with a function, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Reserved,
    Decides,
    ByDelegation,
    Delegates,
    Recommends,
    Oversees,
    Does,
    Holds,
    Other,
    Belongs,
    NotStated,
}

impl Part {
    /// The sign in a cell, the words in a cell that has room for them, and what the key says.
    const ALL: [(Self, &'static str, &'static str, &'static str); 11] = [
        (
            Self::Reserved,
            "DR",
            "decides, reserved",
            "decides; it is reserved: it may not be delegated",
        ),
        (Self::Decides, "D", "decides", "decides"),
        (
            Self::ByDelegation,
            "DD",
            "decides by delegation",
            "decides by delegation",
        ),
        (Self::Delegates, "G", "delegates", "gives it to another by delegation"),
        (Self::Recommends, "R", "recommends", "recommends"),
        (Self::Oversees, "O", "oversees", "oversees"),
        (Self::Does, "W", "works on it", "works on it, without deciding"),
        (
            Self::Holds,
            "H",
            "holds by delegation",
            "holds by delegation something other than the decision",
        ),
        (
            Self::Other,
            "P",
            "has a part",
            "has a part; what it amounts to is not entered",
        ),
        (Self::Belongs, "B", "belongs to", "it belongs to this organisation"),
        (
            Self::NotStated,
            "?",
            "not stated",
            "the sources do not state what it does",
        ),
    ];

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        let known = Self::ALL.iter().find(|(part, ..)| *part == self);
        known.unwrap_or(&Self::ALL[Self::ALL.len() - 1])
    }

    fn of(doing: &Doing) -> Self {
        match doing.effect {
            Some(Effect::Decide) if doing.reserved == Some(true) => Self::Reserved,
            Some(Effect::Decide) => Self::Decides,
            Some(Effect::Recommend) => Self::Recommends,
            Some(Effect::Oversee) => Self::Oversees,
            Some(Effect::Do) => Self::Does,
            None => Self::Other,
        }
    }
}

/// A part, as somebody has it in something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    part: Part,
    /// The verb as it is written, where that is another word.
    verb: Option<String>,
    /// Whether it is a reading.
    reading: bool,
    in_force: bool,
}

impl Told {
    fn new(part: Part, reading: bool, in_force: bool) -> Self {
        Self {
            part,
            verb: None,
            reading,
            in_force,
        }
    }

    /// What a body does, with the verb that is written.
    fn of(doing: &Doing, reading: bool, in_force: bool) -> Self {
        let plain = doing.effect.map(Effect::word);
        let verb = doing.verb.as_ref().map(|verb| verb.value.replace('-', " "));
        Self {
            verb: verb.filter(|verb| Some(verb.as_str()) != plain),
            ..Self::new(Part::of(doing), reading, in_force)
        }
    }
}

/// What stands in a row, by whoever has a part in it.
type Parts = BTreeMap<NodeId, BTreeSet<Told>>;

/// The table, and the keys of the documents that its rows come from.
pub(super) fn decisions(at: &AsAt<'_>, shown: &BTreeSet<NodeId>, choice: &Choice) -> (Matrix, BTreeSet<String>) {
    let mut table = Maker {
        at,
        choice,
        shown,
        documents: BTreeSet::new(),
    };
    let rows = table.rows();
    let used: BTreeSet<NodeId> = rows.iter().flat_map(|row| row.parts.keys().copied()).collect();
    let mut columns: Vec<NodeAt<'_, '_>> = used.iter().map(|&id| at.node(id)).collect();
    columns.sort_by_key(|node| {
        let tier = node.tier().map_or(usize::MAX, |(tier, _)| tier);
        let lane = node.lane().map_or(usize::MAX, |(lane, _)| lane);
        (tier, lane, node.key().clone())
    });
    let mut matrix = match choice.columns {
        None | Some(Columns::None) => by_body(at, &columns, &rows),
        Some(by) => grouped(at, &columns, &rows, by),
    };
    if rows.iter().any(|row| !row.devolved.is_empty()) {
        matrix.columns.push(DEVOLVED.to_owned());
        for (cells, row) in matrix.rows.iter_mut().zip(&rows) {
            cells.1.push(row.devolved.clone());
        }
    }
    matrix.key = key(&rows, choice.columns);
    (matrix, table.documents)
}

/// A function or matter, and who has a part in it.
struct Row {
    name: String,
    parts: Parts,
    /// Whether it is devolved, in words.
    devolved: String,
}

struct Maker<'a, 'm> {
    at: &'a AsAt<'m>,
    choice: &'a Choice,
    shown: &'a BTreeSet<NodeId>,
    documents: BTreeSet<String>,
}

impl<'m> Maker<'_, 'm> {
    /// A row for each function, then one for each thing that is done and is of no function, then one for what is not stated.
    fn rows(&mut self) -> Vec<Row> {
        let everything = self.choice.show.is_empty() && self.choice.around.is_none();
        let functions: Vec<&'m Function> = self
            .at
            .current(self.at.model().functions.rows())
            .filter(|function| may_be_seen(&function.statement, self.choice))
            .collect();
        let known: BTreeSet<&str> = functions.iter().map(|function| function.key.as_str()).collect();
        let mut by_function: BTreeMap<&str, Parts> = BTreeMap::new();
        let mut others: BTreeMap<String, Parts> = BTreeMap::new();
        for &id in self.shown {
            for (doing, status) in self.at.node(id).all_does() {
                let Some(in_force) = self.counts(&doing.statement, &status) else {
                    continue;
                };
                let reading = is_reading(&doing.statement, &["verb", "function", "text", "reserved"]);
                let parts = match (&doing.function, &doing.text) {
                    (Some(function), _) if known.contains(function.value.as_str()) => {
                        by_function.entry(function.value.as_str()).or_default()
                    }
                    (None, Some(text)) => others.entry(sentence(text)).or_default(),
                    _ => continue,
                };
                parts.entry(id).or_default().insert(Told::of(doing, reading, in_force));
                self.documents.extend(document(&doing.statement));
            }
        }
        self.delegated(&known, &mut by_function);
        let mut rows = Vec::new();
        for function in functions {
            let mut parts = by_function.remove(function.key.as_str()).unwrap_or_default();
            let reading = is_reading(&function.statement, &["of"]);
            for of in function.of.iter().filter(|of| self.shown.contains(of)) {
                parts
                    .entry(*of)
                    .or_default()
                    .insert(Told::new(Part::Belongs, reading, true));
            }
            if everything || !parts.is_empty() {
                self.documents.extend(document(&function.statement));
                rows.push(Row {
                    name: format!("{}{}", function.name, proposed(self.at, &function.statement)),
                    parts,
                    devolved: devolved_words(&devolved(self.at, function, |statement| {
                        may_be_seen(statement, self.choice)
                    })),
                });
            }
        }
        rows.extend(others.into_iter().map(|(name, parts)| Row {
            name,
            parts,
            devolved: String::new(),
        }));
        rows.extend(self.silent());
        rows
    }

    /// What is given by delegation: to whoever receives, and of whoever gives.
    fn delegated(&mut self, known: &BTreeSet<&str>, by_function: &mut BTreeMap<&'m str, Parts>) {
        for (row, status) in self.at.delegations() {
            let Some(in_force) = self.counts(&row.statement, &status) else {
                continue;
            };
            let held = if lets_decide(self.at, row) {
                Part::ByDelegation
            } else {
                Part::Holds
            };
            let to = row.to.iter().map(|to| (to.value, held, "to"));
            let ends = to.chain(row.from.iter().map(|&from| (from, Part::Delegates, "from")));
            for (id, part, key) in ends.filter(|(id, ..)| self.shown.contains(id)) {
                let reading = is_reading(&row.statement, &[key, "functions", "verbs"]);
                for function in row
                    .functions
                    .iter()
                    .filter(|function| known.contains(function.as_str()))
                {
                    let parts = by_function.entry(function.as_str()).or_default();
                    parts.entry(id).or_default().insert(Told::new(part, reading, in_force));
                    self.documents.extend(document(&row.statement));
                }
            }
        }
    }

    /// Those of whom the sources are silent on what they do.
    fn silent(&self) -> Option<Row> {
        let mut parts = Parts::new();
        for &id in self.shown {
            let node = self.at.node(id);
            if node.is_not_stated("does") {
                let in_force = node.standing() == Standing::InForce;
                parts
                    .entry(id)
                    .or_default()
                    .insert(Told::new(Part::NotStated, false, in_force));
            }
        }
        (!parts.is_empty()).then(|| Row {
            name: SILENT.to_owned(),
            parts,
            devolved: String::new(),
        })
    }

    /// Whether it is told, and then whether it is in force. What a proposal brings is told as proposed, also where the table takes
    /// it as adopted.
    fn counts(&self, statement: &Statement, status: &StepStatus) -> Option<bool> {
        let in_force = match status {
            StepStatus::InForce => self.at.model().proposal_of(statement.layer).is_none(),
            StepStatus::AsIfAdopted(_) | StepStatus::Shadow | StepStatus::Proposed(None) => false,
            _ => return None,
        };
        may_be_seen(statement, self.choice).then_some(in_force)
    }
}

/// Whether what these keys say, or the whole of it, is a reading.
fn is_reading(statement: &Statement, keys: &[&str]) -> bool {
    // `assumed` knows what is assumed of the whole.
    keys.iter().any(|key| statement.assumed(key).is_some())
}

/// A column for each body, with signs.
fn by_body(at: &AsAt<'_>, columns: &[NodeAt<'_, '_>], rows: &[Row]) -> Matrix {
    let cell = |row: &Row, node: &NodeAt<'_, '_>| {
        let told = row.parts.get(&node.id()).into_iter().flatten();
        let mut signs: Vec<String> = Vec::new();
        for told in told {
            let sign = format!("{}{}", told.part.row().1, if told.reading { "*" } else { "" });
            let sign = if told.in_force { sign } else { format!("({sign})") };
            if !signs.contains(&sign) {
                signs.push(sign);
            }
        }
        signs.join(", ")
    };
    Matrix {
        corner: CORNER.to_owned(),
        columns: columns.iter().map(|node| named(at, node)).collect(),
        rows: rows
            .iter()
            .map(|row| {
                let cells = columns.iter().map(|node| cell(row, node));
                (row.name.clone(), cells.collect())
            })
            .collect(),
        key: Vec::new(),
    }
}

/// A column for each tier, lane or organisation, with words: "decides: the Board; oversees: the Panel".
fn grouped(at: &AsAt<'_>, columns: &[NodeAt<'_, '_>], rows: &[Row], by: Columns) -> Matrix {
    let mut heads: Vec<(usize, String)> = Vec::new();
    let mut column: BTreeMap<NodeId, String> = BTreeMap::new();
    for node in columns {
        let (order, head) = heading(at, node, by);
        if !heads.iter().any(|(_, known)| *known == head) {
            heads.push((order, head.clone()));
        }
        column.insert(node.id(), head);
    }
    heads.sort_by_key(|(order, _)| *order);
    let cell = |row: &Row, head: &str| {
        let mut words: BTreeMap<(Part, Option<&str>, bool), Vec<String>> = BTreeMap::new();
        for node in columns
            .iter()
            .filter(|node| column.get(&node.id()).is_some_and(|of| of == head))
        {
            for told in row.parts.get(&node.id()).into_iter().flatten() {
                let reading = if told.reading { " (assumed)" } else { "" };
                let name = format!("{}{reading}", named(at, node));
                let what = (told.part, told.verb.as_deref(), !told.in_force);
                words.entry(what).or_default().push(name);
            }
        }
        let words = words.into_iter().map(|((part, verb, not_in_force), names)| {
            let verb = verb.map_or_else(String::new, |verb| format!(" (\u{201c}{verb}\u{201d})"));
            let words = format!("{}{verb}: {}", part.row().2, names.join(", "));
            if not_in_force { format!("({words})") } else { words }
        });
        words.collect::<Vec<_>>().join("; ")
    };
    Matrix {
        corner: CORNER.to_owned(),
        rows: rows
            .iter()
            .map(|row| {
                let cells = heads.iter().map(|(_, head)| cell(row, head));
                (row.name.clone(), cells.collect())
            })
            .collect(),
        columns: heads.iter().map(|(_, head)| head.clone()).collect(),
        key: Vec::new(),
    }
}

/// Its name, with how many it stands for left to the drawings of boxes.
fn named(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> String {
    let mark = match node.standing() {
        Standing::InForce => proposed(at, &node.definition().statement),
        Standing::Shadow => " (shadow)",
        Standing::Proposed | Standing::OtherDate => " (proposed)",
    };
    format!("{}{mark}", node.name())
}

/// The heading under which somebody stands, after its place from left to right.
fn heading(at: &AsAt<'_>, node: &NodeAt<'_, '_>, by: Columns) -> (usize, String) {
    let numbered = |place: Option<usize>, head: Option<String>, none: &str| match (place, head) {
        (Some(place), Some(head)) => (place, head),
        _ => (usize::MAX, none.to_owned()),
    };
    match by {
        Columns::Lane => {
            let lane = node.lane().map(|(lane, _)| lane);
            numbered(lane, lane.and_then(|lane| at.lane_heading(lane)), "No lane entered")
        }
        Columns::Organisation => match owner(node) {
            Some(Owner::One(id)) => {
                let organisation = at.node(id);
                let lane = organisation.lane().map_or(usize::MAX - 2, |(lane, _)| lane);
                (lane, organisation.name().to_string())
            }
            Some(Owner::Several) => (usize::MAX - 1, BETWEEN.to_owned()),
            None => (usize::MAX, "No organisation entered".to_owned()),
        },
        Columns::Tier | Columns::None => {
            let tier = node.tier().map(|(tier, _)| tier);
            numbered(tier, tier.and_then(|tier| at.tier_heading(tier)), "No tier entered")
        }
    }
}

/// Only what is used.
fn key(rows: &[Row], columns: Option<Columns>) -> Vec<(String, String)> {
    let told: BTreeSet<&Told> = rows.iter().flat_map(|row| row.parts.values().flatten()).collect();
    let signs = matches!(columns, None | Some(Columns::None));
    let mut key = Vec::new();
    if signs {
        let used = Part::ALL
            .iter()
            .filter(|(part, ..)| told.iter().any(|told| told.part == *part));
        key.extend(used.map(|(_, sign, _, long)| ((*sign).to_owned(), (*long).to_owned())));
    }
    let devolved = |words: &str| rows.iter().any(|row| row.devolved.contains(words));
    let readings = told.iter().any(|told| told.reading);
    if signs && readings {
        key.push(("*".to_owned(), "assumed: a reading, which no source states".to_owned()));
    }
    if devolved("(assumed)") || (readings && !signs) {
        key.push(("(assumed)".to_owned(), "a reading, which no source states".to_owned()));
    }
    if told.iter().any(|told| !told.in_force) {
        key.push(("( )".to_owned(), "proposed or in shadow form, not in force".to_owned()));
    }
    let not_stated = told.iter().any(|told| told.part == Part::NotStated);
    if devolved(Devolved::NotStated.words()) || (not_stated && !signs) {
        key.push(("not stated".to_owned(), "the sources are silent about it".to_owned()));
    }
    if !rows.is_empty() {
        key.push(("empty".to_owned(), "nothing is entered".to_owned()));
    }
    key
}
