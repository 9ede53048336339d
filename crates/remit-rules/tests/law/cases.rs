//! The cases, as written, and the framework in which they take place.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::Date;
use remit_model::document::Sureness;
use remit_model::model::{Model, Validity};
use remit_model::resolve::{Input, load};
use serde::Deserialize;

const CAST: &str = include_str!("cast.toml");

/// All cases, by table and key of the row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Cases {
    pub(super) power: BTreeMap<String, OfPower>,
    pub(super) form: BTreeMap<String, Days>,
    pub(super) office: BTreeMap<String, Days>,
    pub(super) statutory_function: BTreeMap<String, Days>,
    pub(super) statutory_body: BTreeMap<String, Days>,
    pub(super) statutory_seat: BTreeMap<String, Days>,
    pub(super) paper: BTreeMap<String, Days>,
}

/// The cases of one power.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct OfPower {
    first: Option<toml::value::Datetime>,
    first_year: Option<i16>,
    not_before: Option<i16>,
    last: Option<toml::value::Datetime>,
    last_year: Option<i16>,
    on: Option<toml::value::Datetime>,
    pub(super) accepts: Vec<Case>,
    pub(super) rejects: Vec<Case>,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) function: Option<String>,
    #[serde(default)]
    pub(super) because: Vec<String>,
}

/// When a row is said to be in force.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Days {
    first: Option<toml::value::Datetime>,
    last: Option<toml::value::Datetime>,
}

/// What is so on a day that is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    Open,
    Within,
    Ending,
    After,
}

impl Cases {
    pub(super) fn read() -> Self {
        toml::from_str(include_str!("cases.toml")).expect("the cases can be read")
    }
}

impl OfPower {
    /// Whether the dates that the cases give are those of the row.
    pub(super) fn are_of(&self, validity: &Validity) -> bool {
        validity.since == self.first.map(day)
            && validity.since_year == self.first_year
            && validity.not_before == self.not_before
            && validity.until == self.last.map(day)
            && validity.until_year == self.last_year
    }

    /// The days on which the cases are tried, each with what is so on it.
    pub(super) fn days(&self) -> Vec<(Date, Side)> {
        let mut days = sides(self.first.map(day), self.last.map(day));
        if let Some(year) = self.not_before {
            // When it began is not known: the day before the one that is given may have been within.
            for (day, side) in &mut days {
                if *side == Side::Before {
                    assert!(day.year() >= year, "the year of its Act comes first: {self:?}");
                    *side = Side::Open;
                }
            }
            days.push((jiff::civil::date(year - 1, 12, 31), Side::Before));
            days.push((jiff::civil::date(year, 1, 1), Side::Open));
        }
        if let Some(year) = self.first_year {
            if self.not_before.is_none() {
                days.push((jiff::civil::date(year - 1, 12, 31), Side::Before));
            }
            days.push((jiff::civil::date(year, 7, 1), Side::Open));
            days.push((jiff::civil::date(year + 1, 1, 1), Side::Within));
        }
        if let Some(year) = self.last_year {
            days.push((jiff::civil::date(year - 1, 12, 31), Side::Within));
            days.push((jiff::civil::date(year, 7, 1), Side::Ending));
            days.push((jiff::civil::date(year + 1, 1, 1), Side::After));
        }
        days.extend(self.on.map(|on| (day(on), Side::Within)));
        assert!(
            days.iter().any(|(_, side)| *side == Side::Within),
            "no day within: {self:?}"
        );
        days
    }
}

impl Days {
    pub(super) fn are(&self, since: Option<Date>, until: Option<Date>) -> bool {
        since == self.first.map(day) && until == self.last.map(day)
    }

    pub(super) fn sides(&self) -> Vec<(Date, Side)> {
        sides(self.first.map(day), self.last.map(day))
    }
}

fn sides(first: Option<Date>, last: Option<Date>) -> Vec<(Date, Side)> {
    let mut days = Vec::new();
    if let Some(first) = first {
        days.push((first - 1.day(), Side::Before));
        days.push((first, Side::Within));
    }
    if let Some(last) = last {
        days.push((last, Side::Within));
        days.push((last + 1.day(), Side::After));
    }
    days
}

fn day(written: toml::value::Datetime) -> Date {
    written.to_string().parse().expect("a day")
}

/// The key of the delegation that a case becomes.
pub(super) fn delegation_of(case: &Case) -> String {
    format!(
        "{}--{}--{}",
        case.from,
        case.to,
        case.function.as_deref().unwrap_or("none")
    )
}

/// The framework of the cast, with a function for each that statute fixes and a delegation for each case.
pub(super) fn framework(cases: &Cases) -> Model {
    let catalogue = load(remit_law::CATALOGUE, Vec::new()).model;
    let mut text = CAST.to_owned();
    for function in catalogue.statutory_functions.iter() {
        let key = &function.key;
        write!(text, "\n[function.{key}]\nin-law = \"{key}\"\n").expect("text");
    }
    let mut delegations = BTreeMap::new();
    for power in cases.power.values() {
        for case in power.accepts.iter().chain(&power.rejects) {
            delegations.insert(delegation_of(case), case);
        }
    }
    for (key, case) in delegations {
        let functions = case
            .function
            .iter()
            .map(|function| format!("\"{function}\""))
            .collect::<String>();
        let (from, to) = (&case.from, &case.to);
        write!(
            text,
            "\n[delegation.{key}]\nfrom = [\"{from}\"]\nto = \"{to}\"\nfunctions = [{functions}]\n"
        )
        .expect("text");
    }
    let loaded = load(
        remit_law::CATALOGUE,
        vec![Input {
            path: "framework.toml".to_owned(),
            bytes: text.into_bytes(),
        }],
    );
    let mistakes: Vec<_> = loaded.findings.iter().map(|finding| &finding.message).collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    loaded.model
}

/// Whether somebody read law or guidance for a row, and says where it rests.
pub(super) fn says_on_what_it_rests(validity: &Validity) -> bool {
    validity.citation.is_some()
        && matches!(
            validity.sure,
            Some(Sureness::Read | Sureness::Guidance | Sureness::Memory)
        )
}
