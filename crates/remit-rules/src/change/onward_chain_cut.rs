//! A delegation that rests on another, which the change ends or breaks.

use remit_model::finding::Level;

use super::delegations::cut;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "onward-chain-cut",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("onward_chain_cut.md"),
    on: true,
    check: Check::Change(|compared, found| cut(compared, &RULE, found)),
};
