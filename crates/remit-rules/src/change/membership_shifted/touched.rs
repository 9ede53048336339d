//! Whose seats may come to another figure than before: of most bodies nothing differs that their figures are made of, and they need
//! not be counted.

use std::collections::HashSet;

use remit_diff::Table;
use remit_model::model::{Filled, NodeAt, Seat};

use super::super::Compared;

/// What differs of that which makes up who sits where.
pub(super) enum Touched<'c> {
    /// It can't be told for each body: another day is looked at, or an organisation is another, for which people sit everywhere.
    All,
    /// The keys of bodies, posts and people that differ, and of those with a seat that does.
    Keys(HashSet<&'c str>),
}

impl<'c> Touched<'c> {
    pub(super) fn new(compared: &'c Compared<'_, '_>) -> Self {
        if compared.before.date() != compared.after.date() {
            return Self::All;
        }
        let mut keys = HashSet::new();
        for change in &compared.diff.changes {
            for id in change.before.iter().chain(&change.after).map(|thing| &thing.id) {
                match id.table {
                    Table::Framework | Table::Organisation => return Self::All,
                    Table::Body | Table::Post | Table::Person => keys.insert(id.key.as_str()),
                    Table::Seat => keys.insert(id.owner.as_deref().unwrap_or_default()),
                    _ => false,
                };
            }
        }
        Self::Keys(keys)
    }

    /// Whether the figures of a body may be others than before.
    pub(super) fn may_shift(
        &self,
        compared: &Compared<'_, '_>,
        before: &NodeAt<'_, '_>,
        after: &NodeAt<'_, '_>,
    ) -> bool {
        let Self::Keys(keys) = self else {
            return true;
        };
        if keys.is_empty() {
            return false;
        }
        let of_seat = |seat: &Seat| {
            let names = |key: &str| keys.contains(key);
            let nominator = seat.nominee_of.map(|id| compared.after.node(id));
            nominator.is_some_and(|nominator| names(nominator.key()))
                || match &seat.filled {
                    Filled::Person(key) | Filled::Post(key) | Filled::Nominee(key) => names(key),
                    // It hangs on whoever is chosen, which may be anybody.
                    Filled::ExOfficio(_) => true,
                    Filled::Vacant(_) | Filled::Unnamed => false,
                }
        };
        let own = [before, after].iter().any(|body| keys.contains(body.key().as_str()));
        // The seats that don't differ themselves are the same on both sides.
        own || after.seats().any(of_seat)
    }
}
