//! A way up that held before the change, and does not after it.

use remit_model::finding::Level;

use super::ways::{Fate, tell};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "path-lost",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("path_lost.md"),
    on: true,
    check: Check::Change(|compared, found| {
        tell(
            compared,
            &RULE,
            &[
                Fate::Lost,
                Fate::CannotTell,
                Fate::ToRewrite,
                Fate::Fewer,
                Fate::LeadsRound,
            ],
            found,
        )
    }),
};
