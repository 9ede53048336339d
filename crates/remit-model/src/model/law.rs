//! The rows of the catalogue: forms, powers, offices, and what statute fixes.

use jiff::civil::Date;

use super::node::rows;
use super::{Row, Statement};
use crate::document::{Capacity, Carriage, FormPlace, Liable, PaperNeed, PassingOn, Role, SeatAsks, Sureness};
use crate::text::Text;

/// What every row of the catalogue says of itself: on what it rests, from when to when, and how sure it is.
#[derive(Debug, Clone, Default)]
pub struct Validity {
    /// The statute and section, or the guidance.
    pub citation: Option<Text>,
    /// The first day in force.
    pub since: Option<Date>,
    /// The year from which it is in force, where the day is not known.
    pub since_year: Option<i16>,
    /// The year of the Act or order in which it stands: it was not in force earlier. When it began is then not known, and the
    /// first day, or the end of the first year, is when it had begun at the latest.
    pub not_before: Option<i16>,
    /// The last day in force.
    pub until: Option<Date>,
    /// The year in which it ended, where the day is not known.
    pub until_year: Option<i16>,
    /// What has amended it.
    pub amended_by: Vec<Text>,
    /// Where its text was read.
    pub read_at: Vec<Text>,
    /// How sure the entry is.
    pub sure: Option<Sureness>,
}

/// Whether a row was in force on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InForce {
    /// It was.
    Yes,
    /// Not yet.
    NotYet,
    /// No longer.
    NoLonger,
    /// It cannot be told: its first day, or its last, is not known.
    CannotTell,
}

impl Validity {
    /// Whether it was in force on a date. Where no beginning is known it is taken to have been, unless the year of its Act
    /// says that it was not; where only the year is known, of its beginning or its end, that year cannot be told, nor can the
    /// time from the year of its Act to when it had begun at the latest.
    pub fn on(&self, date: Date) -> InForce {
        match (self.until, self.until_year) {
            (Some(until), _) if date > until => return InForce::NoLonger,
            (None, Some(year)) if date.year() > year => return InForce::NoLonger,
            _ => {}
        }
        let sooner = |begins: i16| match self.not_before {
            Some(year) if date.year() >= year => InForce::CannotTell,
            None if date.year() == begins => InForce::CannotTell,
            _ => InForce::NotYet,
        };
        match (self.since, self.since_year) {
            (Some(since), _) if date < since && self.not_before.is_none() => InForce::NotYet,
            (Some(since), _) if date < since => sooner(since.year()),
            (None, Some(year)) if date.year() <= year => sooner(year),
            (None, None) if self.not_before.is_some_and(|year| date.year() < year) => InForce::NotYet,
            (None, None) if self.not_before.is_some() => InForce::CannotTell,
            _ if self.ends_in_the_year_of(date) => InForce::CannotTell,
            _ => InForce::Yes,
        }
    }

    /// The first day, where it is known that it was not in force sooner.
    pub fn first_day(&self) -> Option<Date> {
        self.since.filter(|_| self.not_before.is_none())
    }

    /// Whether it begins or ends in a year, or may begin from it on, and the day is not known.
    pub fn is_open_in(&self, year: i16) -> bool {
        let begins = self.since.is_none() && self.since_year == Some(year);
        let ends = self.until.is_none() && self.until_year == Some(year);
        begins || ends || self.not_before == Some(year)
    }

    /// Whether it ended in the year of a date, on a day that is not known.
    pub fn ends_in_the_year_of(&self, date: Date) -> bool {
        self.until.is_none() && self.until_year == Some(date.year())
    }

    /// Whether neither law nor guidance was read for it: nothing that rests on it is more than a note.
    pub fn is_from_memory(&self) -> bool {
        matches!(self.sure, None | Some(Sureness::Memory))
    }
}

/// A legal form.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// A legal person, part of one, or between several.
    pub place: Option<FormPlace>,
    /// Whether it can hold a delegated decision.
    pub holds_decisions: Option<bool>,
    /// Whether the law that makes a body of this form gives it a function of its own.
    pub own_function: bool,
    /// Whether no other body of its organisation stands above one of this form.
    pub highest: bool,
    /// Whether each organisation that shares a body of this form needs a committee of its own.
    pub own_committees: bool,
    /// Families that it belongs to.
    pub family: Vec<Text>,
    /// The words that people rightly use for it.
    pub called: Vec<Text>,
    /// The first day on which it existed in law.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// What it rests on.
    pub citation: Option<Text>,
    /// How sure the entry is.
    pub sure: Option<Sureness>,
}

/// A legal power.
#[derive(Debug, Clone)]
pub struct Power {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// What it permits.
    pub permits: Option<Text>,
    /// What it is for.
    pub carries: Option<Carriage>,
    /// Who may give to whom.
    pub gives: Vec<Giving>,
    /// To whom the one that receives may pass it on.
    pub passes: Vec<Passing>,
    /// Whether what was given may be passed on.
    pub onward: Option<PassingOn>,
    /// The statutory functions that it carries, where it carries no others.
    pub only: Vec<Text>,
    /// The statutory functions that it does not carry.
    pub excludes: Vec<Text>,
    /// Executive functions of a council alone, or none of them.
    pub executive: Option<bool>,
    /// Who is liable.
    pub liable: Option<Liable>,
    /// Whether the one that gives may still act.
    pub concurrent: Option<bool>,
    /// Whether the law of the time before its first day was not read for what it carries.
    pub earlier_unread: bool,
    /// On what it rests, and when.
    pub validity: Validity,
}

/// Who may give to whom. Kinds are forms, families or offices, by key.
#[derive(Debug, Clone)]
pub struct Giving {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Kinds that may give.
    pub from: Vec<Text>,
    /// Kinds that may receive.
    pub to: Vec<Text>,
    /// Whether the one that receives is a part of the one that gives.
    pub inside: bool,
    /// Whether the one that gives must be of these kinds itself: no body gives for its organisation.
    pub itself: bool,
    /// Kinds of organisation that may share the body that receives, and no others; empty: that is not asked.
    pub between: Vec<Text>,
    /// Kinds of organisation of which at least one must share it; empty: that is not asked.
    pub with: Vec<Text>,
}

/// Who may pass on to whom.
#[derive(Debug, Clone)]
pub struct Passing {
    /// Its key.
    pub key: Text,
    /// Kinds that hold by delegation.
    pub from: Vec<Text>,
    /// Kinds that may have it next.
    pub to: Vec<Text>,
}

/// An office.
#[derive(Debug, Clone)]
pub struct Office {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// The kinds of organisation that have it; empty: any.
    pub of: Vec<Text>,
    /// Families that it belongs to.
    pub family: Vec<Text>,
    /// On what it rests, and when.
    pub validity: Validity,
}

/// A function that statute fixes.
#[derive(Debug, Clone)]
pub struct StatutoryFunction {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// The kinds of organisation whose function it is.
    pub of: Vec<Text>,
    /// The kinds of body that exercise it by force of the statute.
    pub exercised_by: Vec<Text>,
    /// To whom those may pass it on.
    pub passes_to: Vec<Text>,
    /// Whether the organisation may exercise it at the same time.
    pub concurrent: Option<bool>,
    /// On what it rests, and when.
    pub validity: Validity,
}

/// A body that an organisation must have.
#[derive(Debug, Clone)]
pub struct StatutoryBody {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// The kinds of organisation that must have it.
    pub of: Vec<Text>,
    /// The forms in which it comes.
    pub forms: Vec<Text>,
    /// Whether its form alone says that it is this one.
    pub by_form: bool,
    /// Whether organisations share it.
    pub shared: bool,
    /// The kinds of body of its own to which it may not give what it decides.
    pub keeps_from: Vec<Text>,
    /// On what it rests, and when.
    pub validity: Validity,
}

/// Who must, or must not, sit on a body.
#[derive(Debug, Clone)]
pub struct StatutorySeat {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// What it asks, in one sentence.
    pub name: Text,
    /// The bodies: statutory bodies or forms.
    pub on: Vec<Text>,
    /// The kinds of organisation whose bodies are meant; empty: any.
    pub of: Vec<Text>,
    /// The bodies that it leaves alone.
    pub exempt: Vec<Text>,
    /// Whether only bodies that hold a delegation are meant.
    pub holding: bool,
    /// The statutory functions of which a body must decide one; empty: whatever it decides.
    pub deciding: Vec<Text>,
    /// Whether a body that decides a contract is meant as well.
    pub contracts: bool,
    /// What must be so of the seats that are meant.
    pub asks: SeatAsks,
    /// At least so many.
    pub least: u32,
    /// One in so many members.
    pub one_in: Option<u32>,
    /// Their categories.
    pub category: Vec<Text>,
    /// The offices of their holders.
    pub office: Vec<Text>,
    /// The bodies of the same organisation whose chairs are meant.
    pub chairs_of: Vec<Text>,
    /// The kinds of organisation that name their holders.
    pub nominee_of: Vec<Text>,
    /// As what the organisations of their holders take part.
    pub capacity: Vec<Capacity>,
    /// Who approves their holders.
    pub approved_by: Vec<Text>,
    /// Whether each such organisation names one.
    pub each: bool,
    /// Their role.
    pub role: Option<Role>,
    /// Whether only voting seats are meant.
    pub voting: Option<bool>,
    /// Whether it is to be followed, or explained.
    pub comply_or_explain: bool,
    /// On what it rests, and when.
    pub validity: Validity,
}

/// A kind of paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// The kinds of instrument that it is.
    pub kinds: Vec<Text>,
    /// The kinds of organisation whose paper it is; empty: any.
    pub of: Vec<Text>,
    /// Who approves a change.
    pub approved_by: Vec<Text>,
    /// Whether every party approves.
    pub all_parties: bool,
    /// What it must have.
    pub needs: Vec<PaperNeed>,
    /// Months between the reports, or declarations, that it needs.
    pub report_months: Option<u32>,
    /// On what it rests, and when.
    pub validity: Validity,
}

rows!(
    Form,
    Power,
    Office,
    StatutoryFunction,
    StatutoryBody,
    StatutorySeat,
    Paper
);
