//! What ends, by which proposal, and what takes its place.

use jiff::civil::Date;

use super::{AsAt, Layer, Statement};
use crate::document::Status;
use crate::sources::Place;
use crate::text::Text;

/// That a proposal ends something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ended {
    /// Framework, where the proposal was adopted; else the proposal.
    pub layer: Layer,
    /// The day from which the proposal counts, where it was adopted.
    pub from: Option<Date>,
    /// The last day of what ends, where it is stated or follows from the proposal's day. Where it does not, what ends has
    /// ended on the date looked at, once the proposal is taken as adopted.
    pub last: Option<Date>,
    /// Where it is written.
    pub place: Place,
}

/// An entry of `[end]`.
#[derive(Debug, Clone)]
pub struct End {
    /// The table of what ends: body, delegation.
    pub table: &'static str,
    /// Its key.
    pub key: Text,
    /// Where only a line of it ends: kind and key, as in `seats` and `chair`.
    pub line: Option<(&'static str, Text)>,
    /// The keys of what takes its place, of the same table, in order.
    pub successors: Vec<Text>,
    /// By which proposal, from when.
    pub ended: Ended,
    /// The common part: on whose word it ends. Its `starts` is the day from which the proposal counts, its `ends` the last day
    /// of what ends.
    pub statement: Statement,
}

impl End {
    /// What ends, as table and key: `body.hwb`, or `body.hwb.seats.chair`.
    pub fn subject(&self) -> String {
        match &self.line {
            Some((kind, line)) => format!("{}.{}.{kind}.{line}", self.table, self.key),
            None => format!("{}.{}", self.table, self.key),
        }
    }
}

/// That something took the place of something else, or was known under another key.
#[derive(Debug, Clone)]
pub struct Succession {
    /// The table of both: organisation, body, post, function, budget, instrument, delegation.
    pub table: &'static str,
    /// The key of what came before. Of a former key nothing else need be known.
    pub from: Text,
    /// The key of what came after. (Chains are not followed, and a careless framework may have them go round.)
    pub to: Text,
    /// Whether both are one thing, which changed its key (`formerly`); else one ended, and the other took its place.
    pub renamed: bool,
    /// Framework, or the proposal that says so.
    pub layer: Layer,
    /// Where it is written.
    pub place: Place,
}

impl AsAt<'_> {
    /// Which of some ends counts in this view, whether or not it has come: the first to come.
    pub fn ended<'e>(&self, ends: &'e [Ended]) -> Option<&'e Ended> {
        let counting = ends
            .iter()
            .filter(|ended| self.has_layer(ended.layer) && ended.from.is_none_or(|from| from <= self.date));
        counting.min_by_key(|ended| ended.last)
    }

    /// Whether one of some ends counts in this view and has come.
    pub(super) fn is_over(&self, ends: &[Ended]) -> bool {
        // Almost nothing is ended by a proposal.
        !ends.is_empty()
            && self
                .ended(ends)
                .is_some_and(|ended| ended.last.is_none_or(|last| last < self.date))
    }

    /// The last day of a statement in this view, where one is stated: its own, or that of a proposal which ends it,
    /// whichever comes first. What a proposal without a day ends has no day after the one before the date.
    pub fn last_day(&self, statement: &Statement) -> Option<Date> {
        let ended = self.ended(statement.ended());
        let ended = ended.and_then(|ended| ended.last.or_else(|| self.date.yesterday().ok()));
        match (ended, statement.ends) {
            (Some(ended), Some(own)) => Some(ended.min(own)),
            (ended, own) => ended.or(own),
        }
    }

    /// The proposal that ends a statement in this view without naming a day, where one does: its last day is then no date to be
    /// told.
    pub fn ended_with(&self, statement: &Statement) -> Option<&Text> {
        let ended = self.ended(statement.ended()).filter(|ended| ended.last.is_none())?;
        let own = statement.ends.filter(|ends| *ends < self.date);
        own.is_none().then(|| self.model.proposal_of(ended.layer))?
    }

    /// Whether a statement that this view knows has ended by its date: not what is only proposed, or runs in shadow form.
    pub fn has_ended(&self, statement: &Statement) -> bool {
        let over = self.last_day(statement).is_some_and(|last| last < self.date);
        over && statement.status == Status::InForce && self.has_layer(statement.layer)
    }

    /// What takes the place of something in this view: in the framework, or by a proposal that is taken as adopted. In the
    /// order of keys.
    pub fn successors<'v>(&'v self, table: &'v str, key: &'v str) -> impl Iterator<Item = &'v Succession> {
        let all = self.model.successions();
        let first = all.partition_point(|succession| (succession.table, succession.from.as_str()) < (table, key));
        let of_key = all[first..]
            .iter()
            .take_while(move |succession| (succession.table, succession.from.as_str()) == (table, key));
        let counts = |succession: &Succession| !succession.renamed && self.has_layer(succession.layer);
        let mut last: Option<&Text> = None;
        // The framework and several proposals may all say it: they stand one after the other.
        of_key.filter(move |succession| {
            let told = counts(succession) && last != Some(&succession.to);
            if told {
                last = Some(&succession.to);
            }
            told
        })
    }
}
