//! A decision that others take than before the change.

use remit_model::finding::Level;

use super::decisions::moved;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "decision-moved",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("decision_moved.md"),
    on: true,
    check: Check::Change(|compared, found| moved(compared, &RULE, found)),
};
