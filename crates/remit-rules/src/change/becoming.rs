//! What became of organisations, bodies and posts that are no longer there, by the word of the framework.

use std::collections::BTreeMap;

use remit_diff::{Change, Kind};
use remit_model::model::NodeId;

use super::Compared;

/// Who came after whom, where the framework tells: renamed, replaced, merged, split or reorganised.
pub(super) struct Becoming<'c> {
    changes: BTreeMap<&'c str, &'c Change>,
}

impl<'c> Becoming<'c> {
    pub(super) fn new(compared: &'c Compared<'_, '_>) -> Self {
        let told = compared.diff.changes.iter().filter(|change| {
            let follows = matches!(
                change.kind,
                Kind::Renamed | Kind::Replaced | Kind::Merged | Kind::Split | Kind::Reorganised
            );
            follows && change.table().is_some_and(|table| table.is_node())
        });
        let each = told.flat_map(|change| change.before.iter().map(move |thing| (thing.id.key.as_str(), change)));
        Self {
            changes: each.collect(),
        }
    }

    /// What is told of somebody of the state before: not of one who stays, and others were merged into or split from.
    pub(super) fn of(&self, compared: &Compared<'_, '_>, id: NodeId) -> Option<&'c Change> {
        let key = compared.before.node(id).key().as_str();
        let change = self.changes.get(key).copied()?;
        let stays = change.after.iter().any(|thing| thing.id.key == key);
        (!stays || change.kind == Kind::Renamed).then_some(change)
    }

    /// In words: "becomes the Board", "is merged into the Board".
    pub(super) fn words(change: &Change) -> String {
        let names: Vec<String> = change.after.iter().map(|thing| thing.name.clone()).collect();
        let names = crate::wording::list(&names);
        match change.kind {
            Kind::Replaced => format!("is replaced by {names}"),
            Kind::Merged => format!("is merged into {names}"),
            Kind::Split => format!("is split into {names}"),
            Kind::Reorganised => format!("is reorganised into {names}"),
            _ => format!("becomes {names}"),
        }
    }
}
