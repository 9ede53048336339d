//! An answer to a question, as data: what is so, on whose word, and what nobody has said. The page for people and the
//! JSON for programs are both made of it, so that they cannot say different things.

use jiff::civil::Date;

use crate::document::Audience;
use crate::model::{Money, Statement};
use crate::path::StepStatus;
use crate::sources::Place;

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question, for programs: `who-decides`.
    pub asks: &'static str,
    /// The question, for people: "Who decides: Better Care Fund plan".
    pub title: String,
    /// What it is about; empty where it is about the whole framework.
    pub about: Vec<Named>,
    /// The name of the framework.
    pub framework: String,
    /// The date that it is answered for.
    pub as_at: Date,
    /// Where the date comes from, in words.
    pub as_at_from: String,
    /// The proposals that are taken as adopted.
    pub with: Vec<String>,
    /// How many mistakes in the files must be put right: what they touch is missing from the answer.
    pub mistakes: usize,
    /// The answer in sentences.
    pub says: Vec<String>,
    /// What it rests on, the most important first.
    pub groups: Vec<Group>,
    /// The documents that its sources name.
    pub documents: Vec<Paper>,
    /// How it ends: what its reader should still do. Empty where there is nothing.
    pub ends: String,
}

/// Something in the framework, by table, key and name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The table: body, person, function.
    pub table: &'static str,
    /// The key.
    pub key: String,
    /// The name; the key where it has none.
    pub name: String,
}

/// A document that a source names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The key, as sources write it.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What kind of document.
    pub kind: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Whether the date is assumed.
    pub date_assumed: bool,
}

/// Rows of one kind.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name, for programs: `proposed`.
    pub name: &'static str,
    /// Its heading, for people.
    pub heading: String,
    /// What is to be said of it, in sentences.
    pub says: Vec<String>,
    /// What each row holds.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How it is shown to people.
    pub shape: Shape,
}

/// How a group is shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A table, with the source of each row.
    Sourced,
    /// The same, with ids in the place of names, for lists of many.
    Ids,
    /// A table that needs no sources beside it: each row says itself on what it rests.
    Plain,
    /// The first column alone, as names in one paragraph.
    Names,
    /// Each row by itself, under a heading, with its values one below the other: for rows that say much.
    Steps,
}

/// What one value of each row is.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, for programs.
    pub name: &'static str,
    /// Its heading, for people.
    pub heading: &'static str,
    /// The keys under which it is written, so that an assumption is shown where it counts.
    pub keys: &'static [&'static str],
}

/// A row: as many values as its group has columns.
#[derive(Debug, Clone)]
pub struct Row {
    /// The values.
    pub values: Vec<Value>,
    /// Whether it is in force.
    pub status: StepStatus,
    /// On whose word it stands.
    pub evidence: Evidence,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nobody has entered it.
    Empty,
    /// The sources are silent about it.
    NotStated,
    /// It names something that does not exist.
    Unknown,
    /// Words.
    Words(String),
    /// An id, to be typed as it is.
    Id(String),
    /// Things in the framework.
    Names(Vec<Named>),
    /// Who fills a place.
    Holder(Holder),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Date),
    /// A number.
    Number(u64),
    /// A sum of money.
    Money(Money),
}

/// Who fills a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// How: person, post, nominee, ex-officio, vacant.
    pub how: &'static str,
    /// The persons, posts or bodies named.
    pub names: Vec<Named>,
    /// In words.
    pub words: String,
}

/// On whose word a row stands.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The source, as "document: place".
    pub source: Option<String>,
    /// Whether the source is that of the whole entry, rather than of this line.
    pub inherited: bool,
    /// The words of the source.
    pub quote: Option<String>,
    /// Which keys are a reading, and why.
    pub assumed: Vec<(String, String)>,
    /// Which keys the sources are silent about.
    pub not_stated: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// Whether it is only for those who work with the framework.
    pub internal: bool,
    /// Where it is written.
    pub place: Place,
}

impl Evidence {
    /// The word on which a whole statement stands.
    pub fn of(statement: &Statement) -> Self {
        let origin = statement.origin.as_ref();
        Self {
            source: origin.map(|origin| origin.written.to_string()),
            inherited: origin.is_some_and(|origin| !origin.own),
            quote: statement.quote.as_ref().map(|quote| quote.to_string()),
            assumed: statement
                .assumptions()
                .iter()
                .map(|(key, why)| (key.to_string(), why.to_string()))
                .collect(),
            not_stated: statement.not_stated().iter().map(|key| key.to_string()).collect(),
            note: statement.note().map(|note| note.to_string()),
            internal: statement.audience == Audience::Internal,
            place: statement.place,
        }
    }

    /// The word on which some keys of a statement stand: a large entry says more than a row of an answer shows.
    pub fn of_keys(statement: &Statement, keys: &[&str]) -> Self {
        let shown = |key: &str| key == "all" || keys.contains(&key);
        let mut evidence = Self::of(statement);
        evidence.assumed.retain(|(key, _)| shown(key));
        evidence.not_stated.retain(|key| shown(key));
        evidence
    }
}

impl Answer {
    /// The group of this name.
    pub fn group(&self, name: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.name == name)
    }
}
