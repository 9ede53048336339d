//! A way up that leads over other steps than before.

use remit_model::finding::Level;

use super::ways::{Fate, tell};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "path-rerouted",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("path_rerouted.md"),
    on: true,
    check: Check::Change(|compared, found| tell(compared, &RULE, &[Fate::Rerouted], found)),
};
