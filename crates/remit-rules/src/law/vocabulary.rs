//! Which words for a seat's category the rows know: whoever has another word may be anybody.

use std::collections::BTreeSet;

use remit_model::document::{Role, SeatAsks};
use remit_model::model::AsAt;
use remit_model::text::Text;

/// The categories that tell who somebody is, and so who they are not.
#[derive(Debug)]
pub(super) struct Vocabulary<'m> {
    known: BTreeSet<&'m Text>,
}

impl<'m> Vocabulary<'m> {
    /// For rows that ask one of these. What others ask at least some of is often a profession, as a nurse, which says
    /// nothing of what else somebody is: where that is not what is asked, such a word tells nobody apart.
    pub(super) fn of(at: &AsAt<'m>, asks: &[SeatAsks]) -> Self {
        let model = at.model();
        let rows = model.statutory_seats.iter();
        let rows = rows.filter(|row| row.asks != SeatAsks::AtLeast || asks.contains(&row.asks));
        let named = rows.flat_map(|row| row.category.iter().chain(&row.office));
        let offices = model.offices.iter();
        let offices = offices.flat_map(|office| std::iter::once(&office.key).chain(&office.family));
        Self {
            known: named.chain(offices).collect(),
        }
    }

    /// Whether a category says who somebody is: a word that no row has says nothing, nor does one that is a role.
    pub(super) fn tells(&self, category: &Text) -> bool {
        let is_role = || Role::ALL.into_iter().any(|role| role.word() == category.as_str());
        self.known.contains(category) && !is_role()
    }
}
