//! A delegation that stands after the change, and that those who made it have to write anew.

use remit_model::finding::Level;

use super::delegations::to_renew;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "delegation-to-renew",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("delegation_to_renew.md"),
    on: true,
    check: Check::Change(|compared, found| to_renew(compared, &RULE, found)),
};
