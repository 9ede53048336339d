//! What proposals change: the framework as it is, and with them, in one drawing.

use std::collections::BTreeSet;

use remit_model::drawing::Drawing;
use remit_model::model::{AsAt, Choice};
use remit_model::page::day_in_words;
use remit_model::sources::FileId;

use super::compared::{Sides, compared};
use super::{draw, looked_at, proposals};

/// The view without any proposal compared with the same with those that are taken as adopted, by `at` or by the view itself;
/// nothing where there are none. Files that could not be read keep the findings in them out of what is highlighted.
pub fn what_changes(at: &AsAt<'_>, broken: &BTreeSet<FileId>, choice: &Choice) -> Option<Drawing> {
    let then = looked_at(at, choice);
    let with = proposals(&then, choice)?;
    let as_it_is = at.model().at(then.date(), &[]);
    let without = Choice {
        with: Vec::new(),
        ..choice.clone()
    };
    let sides = Sides {
        before: format!("as it is on {}", day_in_words(then.date())),
        after: with,
    };
    let before = draw(&as_it_is, broken, &without);
    let after = draw(at, broken, choice);
    Some(compared(&before, &after, &[], &sides))
}
