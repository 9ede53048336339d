//! The questions that a governance lead asks: who decides, who sits, who holds, who chairs, who answers to whom; and what
//! there is. Each file answers one of them with an [`Answer`]; what is proposed, or of another date, stands in groups of
//! its own, never among what is in force.

mod answers_to;
mod chains;
mod chairs;
pub(crate) mod decides;
mod holds;
mod list;
mod sits;
mod sum;
pub(crate) mod values;

use std::collections::BTreeSet;

use remit_model::answer::{Answer, Column, Group, Named, Paper, Row, Shape};
use remit_model::model::AsAt;
use remit_model::page::sentence;
use remit_model::path::StepStatus;

pub use answers_to::answers_to;
pub use chains::chains;
pub use chairs::chairs;
pub use decides::decides;
pub use holds::{person, post};
pub use list::list;
pub use sits::sits;
pub use sum::{Sum, approves};

/// An answer at a date. Where the date comes from, and what is wrong with the files, is for the caller to add.
pub(crate) fn answer(at: &AsAt<'_>, asks: &'static str, title: String, about: Vec<Named>) -> Answer {
    Answer {
        asks,
        title,
        about,
        framework: at.model().framework.name.to_string(),
        as_at: at.date(),
        as_at_from: String::new(),
        with: at.with().into_iter().map(|key| key.to_string()).collect(),
        mistakes: 0,
        says: Vec::new(),
        groups: Vec::new(),
        documents: Vec::new(),
        ends: String::new(),
    }
}

/// The answer with the documents that its sources name.
fn finished(at: &AsAt<'_>, mut answer: Answer) -> Answer {
    let rows = answer.groups.iter().flat_map(|group| &group.rows);
    let sources = rows.filter_map(|row| row.evidence.source.as_deref());
    let keys: BTreeSet<&str> = sources
        .map(|source| source.split(':').next().unwrap_or("").trim())
        .collect();
    let papers = keys.into_iter().filter_map(|key| {
        let document = at.model().documents.get(key)?;
        Some(Paper {
            key: key.to_owned(),
            title: document.title.to_string(),
            kind: document.kind.as_ref().map(|kind| kind.to_string()),
            date: document.date,
            date_assumed: document.statement.assumed("date").is_some(),
        })
    });
    answer.documents = papers.collect();
    answer
}

/// A column whose key in the files is its name.
pub(crate) const fn column(name: &'static str, heading: &'static str, keys: &'static [&'static str]) -> Column {
    Column { name, heading, keys }
}

/// Whether a row counts on the date.
pub(crate) fn in_force(status: &StepStatus) -> bool {
    matches!(status, StepStatus::InForce | StepStatus::AsIfAdopted(_))
}

/// The rows that count, and those that do not.
fn parted(rows: Vec<Row>) -> (Vec<Row>, Vec<Row>) {
    rows.into_iter().partition(|row| in_force(&row.status))
}

/// Adds a group, where there is something in it.
fn group(answer: &mut Answer, name: &'static str, heading: &str, columns: &[Column], rows: Vec<Row>) {
    if !rows.is_empty() {
        answer.groups.push(Group {
            name,
            heading: heading.to_owned(),
            says: Vec::new(),
            columns: columns.to_vec(),
            rows,
            shape: Shape::Sourced,
        });
    }
}

/// Adds what is not in force: what is proposed or runs in shadow form, and what is of another date. `of` begins the
/// headings: "Seats ".
fn apart(answer: &mut Answer, names: [&'static str; 2], of: &str, columns: &[Column], rows: Vec<Row>) {
    let (other, proposed): (Vec<Row>, Vec<Row>) = rows
        .into_iter()
        .partition(|row| matches!(row.status, StepStatus::OtherDate(_)));
    let shadow = proposed.iter().any(|row| row.status == StepStatus::Shadow);
    let not_yet = if shadow {
        "proposed, or run in shadow form: not in force"
    } else {
        "proposed, not in force"
    };
    let heading = |rest: &str| sentence(&format!("{of}{rest}"));
    group(answer, names[0], &heading(not_yet), columns, proposed);
    group(
        answer,
        names[1],
        &heading("of another date, or replaced"),
        columns,
        other,
    );
}

/// The names of the two groups of what is not in force.
const APART: [&str; 2] = ["proposed", "other-date"];

/// Adds names that are silences, or otherwise need no table; where there are any.
fn names_alone(answer: &mut Answer, name: &'static str, heading: &str, column: Column, rows: Vec<Row>) {
    group(answer, name, heading, &[column], rows);
    if let Some(group) = answer.groups.last_mut().filter(|group| group.name == name) {
        group.shape = Shape::Names;
    }
}

/// "a", "a and b", "a, b and c".
pub(crate) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// "1 body", "2 bodies".
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Each of these once, in their order.
fn each_once(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}
