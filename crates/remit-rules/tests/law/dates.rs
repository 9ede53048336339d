//! When each of the other rows is in force, and that every row says on what it rests.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::model::{Form, InForce, Model, Validity};
use remit_model::resolve::load;

use super::cases::{Cases, Days, Side, says_on_what_it_rests};

fn catalogue() -> Model {
    load(remit_law::CATALOGUE, Vec::new()).model
}

/// Each row with its dates, against those that the cases give.
fn check<'m>(table: &str, rows: impl Iterator<Item = (&'m str, Validity)>, cases: &BTreeMap<String, Days>) {
    let mut seen = Vec::new();
    for (key, validity) in rows {
        let row = format!("{table}.{key}");
        seen.push(key);
        let Some(days) = cases.get(key) else {
            assert!(
                validity.since.is_none() && validity.until.is_none(),
                "{row} has dates and no cases"
            );
            continue;
        };
        assert!(
            days.are(validity.since, validity.until),
            "{row}: {validity:?} but the cases say {days:?}"
        );
        let sides = days.sides();
        assert!(!sides.is_empty(), "{row}: no dates in its cases");
        for (day, side) in sides {
            let expected = match side {
                Side::Before => InForce::NotYet,
                Side::Open | Side::Ending => InForce::CannotTell,
                Side::Within => InForce::Yes,
                Side::After => InForce::NoLonger,
            };
            assert_eq!(validity.on(day), expected, "{row} on {day}");
        }
    }
    for key in cases.keys() {
        assert!(seen.contains(&key.as_str()), "cases of no row: {table}.{key}");
    }
}

fn of_form(form: &Form) -> Validity {
    Validity {
        since: form.since,
        until: form.until,
        ..Validity::default()
    }
}

macro_rules! rows {
    ($table:expr) => {
        $table.iter().map(|row| (row.key.as_str(), row.validity.clone()))
    };
}

#[test]
fn each_row_is_in_force_between_its_dates() {
    let (model, cases) = (catalogue(), Cases::read());
    let forms = model.forms.iter().map(|form| (form.key.as_str(), of_form(form)));
    check("form", forms, &cases.form);
    check("office", rows!(model.offices), &cases.office);
    check(
        "statutory-function",
        rows!(model.statutory_functions),
        &cases.statutory_function,
    );
    check("statutory-body", rows!(model.statutory_bodies), &cases.statutory_body);
    check("statutory-seat", rows!(model.statutory_seats), &cases.statutory_seat);
    check("paper", rows!(model.papers), &cases.paper);
}

#[test]
fn the_rows_without_a_day_are_those_that_are_listed() {
    let model = catalogue();
    let mut undated = BTreeSet::new();
    macro_rules! look {
        ($table:literal, $rows:expr) => {
            for (key, validity) in $rows {
                if validity.since.is_none() && validity.until.is_none() {
                    undated.insert(format!("{}.{key}", $table));
                }
            }
        };
    }
    look!(
        "form",
        model.forms.iter().map(|form| (form.key.as_str(), of_form(form)))
    );
    look!("office", rows!(model.offices));
    look!("statutory-function", rows!(model.statutory_functions));
    look!("statutory-body", rows!(model.statutory_bodies));
    look!("statutory-seat", rows!(model.statutory_seats));
    look!("paper", rows!(model.papers));
    let listed = include_str!("undated.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let listed: BTreeSet<String> = listed.flat_map(str::split_whitespace).map(str::to_owned).collect();
    assert_eq!(undated, listed);
}

#[test]
fn each_row_says_on_what_it_rests_and_what_is_from_memory_says_so() {
    let model = catalogue();
    let mut silent = Vec::new();
    macro_rules! look {
        ($table:expr) => {
            for row in $table.iter() {
                let note = row
                    .statement
                    .note()
                    .map(|note| note.to_lowercase())
                    .unwrap_or_default();
                let admits = !row.validity.is_from_memory() || note.contains("not verified");
                if !says_on_what_it_rests(&row.validity) || !admits {
                    silent.push(row.key.to_string());
                }
            }
        };
    }
    look!(model.powers);
    look!(model.offices);
    look!(model.statutory_functions);
    look!(model.statutory_bodies);
    look!(model.statutory_seats);
    look!(model.papers);
    assert!(silent.is_empty(), "{silent:?}");
}
