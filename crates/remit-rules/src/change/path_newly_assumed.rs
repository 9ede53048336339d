//! A way up that was stated before the change, and rests on a reading after it.

use remit_model::finding::Level;

use super::ways::{Fate, tell};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "path-newly-assumed",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("path_newly_assumed.md"),
    on: true,
    check: Check::Change(|compared, found| tell(compared, &RULE, &[Fate::NewlyAssumed, Fate::FurtherAssumed], found)),
};
