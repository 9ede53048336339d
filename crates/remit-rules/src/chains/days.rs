//! Stretches of days, either end of which may be open: what lies within what, and what is left where several meet.

use jiff::civil::Date;
use remit_model::model::{AsAt, Statement};
use remit_model::page::day_in_words;

/// A stretch of days. An end that is not stated is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
}

impl Days {
    /// The days of a statement, in a view: a proposal that is taken may end it sooner.
    pub fn of(at: &AsAt<'_>, statement: &Statement) -> Self {
        Self {
            first: statement.starts,
            last: at.last_day(statement),
        }
    }

    /// Whether a day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }

    /// What is left of it within another.
    #[must_use]
    pub fn cut_to(&self, other: &Self) -> Self {
        Self {
            first: later(self.first, other.first),
            last: match (self.last, other.last) {
                (Some(one), Some(two)) => Some(one.min(two)),
                (one, two) => one.or(two),
            },
        }
    }

    /// Whether no day is left.
    pub fn is_empty(&self) -> bool {
        self.first.zip(self.last).is_some_and(|(first, last)| last < first)
    }

    /// In words: "from 1 April 2017 to 31 March 2018".
    pub fn words(&self) -> String {
        match (self.first, self.last) {
            _ if self.is_empty() => "on no day".to_owned(),
            (Some(first), Some(last)) => format!("from {} to {}", day_in_words(first), day_in_words(last)),
            (Some(first), None) => format!("from {}, with no end", day_in_words(first)),
            (None, Some(last)) => format!("until {}", day_in_words(last)),
            (None, None) => "with neither beginning nor end".to_owned(),
        }
    }
}

fn later(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.max(other)),
        (one, other) => one.or(other),
    }
}

/// The same days in as few stretches as there can be, in their order: what follows on from another the day after is one
/// with it, so that an agreement renewed in time is no gap.
pub(crate) fn merged(mut all: Vec<Days>) -> Vec<Days> {
    all.retain(|days| !days.is_empty());
    all.sort_by_key(|days| days.first);
    let mut merged: Vec<Days> = Vec::new();
    for days in all {
        match merged.last_mut() {
            Some(before) if follows(before, &days) => {
                before.last = match (before.last, days.last) {
                    (Some(one), Some(other)) => Some(one.max(other)),
                    _ => None,
                };
            }
            _ => merged.push(days),
        }
    }
    merged
}

/// Whether the second begins before the first is over, or the day after.
fn follows(before: &Days, days: &Days) -> bool {
    match (before.last, days.first) {
        (Some(last), Some(first)) => last.tomorrow().map_or(true, |next| first <= next),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(first: Option<(i16, i8, i8)>, last: Option<(i16, i8, i8)>) -> Days {
        let day = |(year, month, day)| date(year, month, day);
        Days {
            first: first.map(day),
            last: last.map(day),
        }
    }

    #[test]
    fn what_is_renewed_in_time_is_one_stretch() {
        let one = days(Some((2017, 4, 1)), Some((2018, 3, 31)));
        let next = days(Some((2018, 4, 1)), Some((2019, 3, 31)));
        let late = days(Some((2018, 4, 2)), None);
        assert_eq!(
            merged(vec![next, one]),
            [days(one.first.map(|_| (2017, 4, 1)), Some((2019, 3, 31)))]
        );
        assert_eq!(merged(vec![late, one]), [one, late]);
        assert_eq!(merged(vec![late, one, days(None, None)]), [days(None, None)]);
    }

    #[test]
    fn what_is_left_may_be_nothing() {
        let one = days(Some((2017, 4, 1)), Some((2018, 3, 31)));
        let after = one.cut_to(&days(Some((2018, 4, 1)), None));
        assert!(after.is_empty());
        assert_eq!(after.words(), "on no day");
        assert_eq!(one.cut_to(&Days::default()), one);
    }
}
