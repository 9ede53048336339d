//! A path as evidence: the steps from the one below to the one above, each with what it rests on.

use crate::sources::Place;

/// Whether a step of a path is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepStatus {
    /// In force at the date.
    InForce,
    /// In force only because the proposal of this id is taken as adopted.
    AsIfAdopted(String),
    /// Only proposed: by the proposal of this id, or, where there is none, in the framework itself.
    Proposed(Option<String>),
    /// Run in shadow form.
    Shadow,
    /// Not in force at the date: from, until, as words.
    OtherDate(String),
    /// The source is silent about it.
    NotStated,
    /// Nobody has entered it.
    Absent,
}

impl StepStatus {
    /// In words, for a table or a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::InForce => "in force".to_owned(),
            Self::AsIfAdopted(proposal) => format!("as if `{proposal}` were adopted"),
            Self::Proposed(Some(proposal)) => format!("proposed ({proposal})"),
            Self::Proposed(None) => "proposed".to_owned(),
            Self::Shadow => "shadow".to_owned(),
            Self::OtherDate(when) => format!("not in force: {when}"),
            Self::NotStated => "not stated".to_owned(),
            Self::Absent => "missing".to_owned(),
        }
    }
}

/// One end of a step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// The key, or several keys in one string where a step is about a set.
    pub key: String,
    /// The name.
    pub name: String,
}

/// A step from the one below to the one above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The one below.
    pub below: End,
    /// The one above.
    pub above: End,
    /// The relation in words, read from below to above: "answers to", "is overseen by". Empty where there is none.
    pub relation: String,
    /// Whether the one below stands for several alike, so that what is said of it takes a plural verb.
    pub several: bool,
    /// What it rests on: statute, contract, a power, an instrument. Empty where nothing is stated.
    pub basis: String,
    /// Whether it is in force.
    pub status: StepStatus,
    /// Why it is a reading, where it is one.
    pub assumed: Option<String>,
    /// The source, as "document: place".
    pub source: Option<String>,
    /// The words of the source.
    pub quote: Option<String>,
    /// Where it is written in the framework.
    pub place: Option<Place>,
}

/// A path from below to above.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    /// Its steps, lowest first.
    pub steps: Vec<Step>,
}

impl Step {
    /// The relation as it is said of the one below: "answers to"; "answer to", where one entry stands for several.
    pub fn relation_in_words(&self) -> String {
        if !self.several {
            return self.relation.clone();
        }
        let (verb, rest) = self.relation.split_once(' ').unwrap_or((&self.relation, ""));
        let plural = match verb {
            "is" => "are",
            "has" => "have",
            verb => verb.strip_suffix('s').unwrap_or(verb),
        };
        format!("{plural} {rest}").trim_end().to_owned()
    }
}

impl Path {
    /// Whether every step is in force.
    pub fn in_force(&self) -> bool {
        self.steps
            .iter()
            .all(|step| matches!(step.status, StepStatus::InForce | StepStatus::AsIfAdopted(_)))
    }

    /// Whether it rests on a reading somewhere.
    pub fn rests_on_assumption(&self) -> bool {
        self.steps.iter().any(|step| step.assumed.is_some())
    }
}
