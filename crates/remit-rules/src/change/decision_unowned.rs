//! A decision that somebody took before the change, and nobody does after it.

use remit_model::finding::Level;

use super::decisions::unowned;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "decision-unowned",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("decision_unowned.md"),
    on: true,
    check: Check::Change(|compared, found| unowned(compared, &RULE, found)),
};
