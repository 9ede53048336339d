//! What became of organisations, bodies and posts that are no longer there, by the word of the framework.

use std::collections::BTreeMap;

use remit_diff::{Change, Kind};
use remit_model::model::NodeId;

use super::Compared;

/// Who came after whom, where the framework tells: renamed, merged, split, or reorganised.
pub(super) struct Becoming<'c> {
    changes: BTreeMap<&'c str, &'c Change>,
}

impl<'c> Becoming<'c> {
    pub(super) fn new(compared: &'c Compared<'_, '_>) -> Self {
        let told = compared.diff.changes.iter().filter(|change| {
            let follows = matches!(
                change.kind,
                Kind::Renamed | Kind::Merged | Kind::Split | Kind::Reorganised
            );
            follows && change.table().is_some_and(|table| table.is_node())
        });
        let each = told.flat_map(|change| change.before.iter().map(move |thing| (thing.id.key.as_str(), change)));
        Self {
            changes: each.collect(),
        }
    }

    /// What is told of somebody of the state before.
    pub(super) fn of(&self, compared: &Compared<'_, '_>, id: NodeId) -> Option<&'c Change> {
        self.changes.get(compared.before.node(id).key().as_str()).copied()
    }

    /// In words: "became the Board", "was merged into the Board".
    pub(super) fn words(change: &Change) -> String {
        let names: Vec<String> = change.after.iter().map(|thing| thing.name.clone()).collect();
        let names = super::words::several(names);
        match change.kind {
            Kind::Merged => format!("is merged into {names}"),
            Kind::Split => format!("is split into {names}"),
            Kind::Reorganised => format!("is reorganised into {names}"),
            _ => format!("becomes {names}"),
        }
    }
}
