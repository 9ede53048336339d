//! A way up that was not there before the change.

use remit_model::finding::Level;

use super::ways::{Fate, tell};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "path-gained",
    group: Group::Change,
    level: Level::Note,
    page: include_str!("path_gained.md"),
    on: true,
    check: Check::Change(|compared, found| tell(compared, &RULE, &[Fate::Gained], found)),
};
