//! A delegation that loses, with the change, something without which it is none.

use remit_model::finding::Level;

use super::delegations::broken;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "delegation-broken",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("delegation_broken.md"),
    on: true,
    check: Check::Change(|compared, found| broken(compared, &RULE, found)),
};
