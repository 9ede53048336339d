//! What every statement carries: its place, its layer, its dates, and on whose word it stands.

use jiff::civil::Date;

use super::Ended;
use crate::document::{Audience, Span, Status};
use crate::page::day_in_words;
use crate::sources::Place;
use crate::text::Text;

/// Whether a statement belongs to the framework or to one of its proposals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Part of the framework (adopted proposals are, from their day).
    Base,
    /// Part of the proposal of this number.
    Proposal(u32),
}

/// Where a statement comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// As written: "document: place".
    pub written: Text,
    /// Whether it was written for this statement, or inherited from the table above.
    pub own: bool,
}

/// The common part of every statement.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Where its key stands.
    pub place: Place,
    /// Framework or proposal.
    pub layer: Layer,
    /// The first day in force, where there is one.
    pub starts: Option<Date>,
    /// The last day in force, where there is one.
    pub ends: Option<Date>,
    /// In force, proposed or shadow.
    pub status: Status,
    /// Where it comes from.
    pub origin: Option<Origin>,
    /// The words of the source.
    pub quote: Option<Text>,
    /// What most statements have nothing of.
    pub(crate) rare: Option<Box<Rare>>,
    /// For whom it may be published.
    pub audience: Audience,
}

/// What most statements have nothing of, kept apart so that a large framework finds room in memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rare {
    /// Which keys are a reading, and why.
    pub(crate) assumed: Box<[(Text, Text)]>,
    /// Which keys the sources are silent about.
    pub(crate) not_stated: Box<[Text]>,
    /// Keys whose value names something that does not exist.
    pub(crate) unknown: Box<[&'static str]>,
    /// Lists of organisations, bodies and posts that are written empty: there are none.
    pub(crate) none: Box<[&'static str]>,
    /// A remark for the reader.
    pub(crate) note: Option<Text>,
    /// Which proposals end it.
    pub(crate) ended: Vec<Ended>,
    /// Of what an adopted proposal says: the first day that is written for it.
    pub(crate) adopted: Option<Adopted>,
}

/// What an adopted proposal says counts from the day of that one. Since when the thing itself is there is another matter: that is
/// written, or isn't.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Adopted {
    /// The first day that is written, if any.
    pub(crate) written: Option<Date>,
}

impl Rare {
    /// Itself, unless it holds nothing.
    pub(crate) fn some(self) -> Option<Box<Self>> {
        let silent = self.not_stated.is_empty() && self.none.is_empty();
        let empty = self.assumed.is_empty() && silent && self.unknown.is_empty();
        (!empty || self.note.is_some() || !self.ended.is_empty() || self.adopted.is_some()).then(|| Box::new(self))
    }
}

impl Statement {
    /// Which keys are a reading, and why.
    pub fn assumptions(&self) -> &[(Text, Text)] {
        self.rare.as_ref().map_or(&[], |rare| &rare.assumed)
    }

    /// Which keys the sources are silent about.
    pub fn not_stated(&self) -> &[Text] {
        self.rare.as_ref().map_or(&[], |rare| &rare.not_stated)
    }

    /// Keys whose value names something that does not exist: what they mean is unknown.
    pub fn unknown(&self) -> &[&'static str] {
        self.rare.as_ref().map_or(&[], |rare| &rare.unknown)
    }

    /// A remark for the reader.
    pub fn note(&self) -> Option<&Text> {
        self.rare.as_ref()?.note.as_ref()
    }

    /// Which proposals end it, adopted or not, in the order in which they count.
    pub fn ended(&self) -> &[Ended] {
        self.rare.as_ref().map_or(&[], |rare| &rare.ended)
    }

    /// The first day that is written for it. That from which it counts may be later: what an adopted proposal changes counts
    /// from the day of that proposal, and is there for as long as before.
    pub fn written_start(&self) -> Option<Date> {
        let adopted = self.rare.as_ref().and_then(|rare| rare.adopted);
        adopted.map_or(self.starts, |adopted| adopted.written)
    }

    /// Notes that a proposal ends it.
    pub(crate) fn end(&mut self, ended: Ended) {
        self.rare.get_or_insert_default().ended.push(ended);
    }

    /// Why this key is a reading rather than a statement of the source, if it is.
    pub fn assumed(&self, key: &str) -> Option<&Text> {
        self.assumptions()
            .iter()
            .find(|(name, _)| name == key || name == "all")
            .map(|(_, why)| why)
    }

    /// Why the statement as a whole, or any key of it, is a reading.
    pub fn any_assumed(&self) -> Option<&Text> {
        self.assumptions().first().map(|(_, why)| why)
    }

    /// The same of what it says, apart from when: that only its first or last day is a reading makes no reading of the rest.
    pub fn any_assumed_but_days(&self) -> Option<&Text> {
        let mut said = self
            .assumptions()
            .iter()
            .filter(|(name, _)| name != "starts" && name != "ends");
        said.next().map(|(_, why)| why)
    }

    /// Its first and last day in words, each with "(assumed)" behind it where it is a reading: "1 April 2017 (assumed) to 31 March
    /// 2018". `last` is the last day, which may be another than the stated one. Nothing where there is neither.
    pub(super) fn days_in_words(&self, starts: Option<Date>, last: Option<Date>) -> Option<String> {
        let told = |key: &str, day: Date, stated: Option<Date>| {
            let is_reading = stated == Some(day) && self.assumed(key).is_some();
            format!("{}{}", day_in_words(day), if is_reading { " (assumed)" } else { "" })
        };
        let first = starts.map(|day| told("starts", day, self.starts));
        let last = last.map(|day| told("ends", day, self.ends));
        match (first, last) {
            (Some(first), Some(last)) => Some(format!("{first} to {last}")),
            (Some(first), None) => Some(format!("from {first}")),
            (None, Some(last)) => Some(format!("until {last}")),
            (None, None) => None,
        }
    }

    /// Whether the sources are silent about this key.
    pub fn is_not_stated(&self, key: &str) -> bool {
        self.not_stated().iter().any(|name| name == key)
    }

    /// Whether a list under this key is written empty: there are none.
    pub fn is_none(&self, key: &str) -> bool {
        self.rare.as_ref().is_some_and(|rare| rare.none.contains(&key))
    }

    /// Whether this key names something that does not exist.
    pub fn is_unknown(&self, key: &str) -> bool {
        self.unknown().contains(&key)
    }

    /// A place in the same file.
    pub fn at(&self, span: Span) -> Place {
        Place {
            file: self.place.file,
            span,
        }
    }

    /// Whether the date lies within its dates.
    pub fn covers(&self, date: Date) -> bool {
        self.starts.is_none_or(|starts| starts <= date) && self.ends.is_none_or(|ends| date <= ends)
    }
}
