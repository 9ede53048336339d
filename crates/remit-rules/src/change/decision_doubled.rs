//! A decision that one took before the change, and several do after it.

use remit_model::finding::Level;

use super::decisions::doubled;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "decision-doubled",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("decision_doubled.md"),
    on: true,
    check: Check::Change(|compared, found| doubled(compared, &RULE, found)),
};
