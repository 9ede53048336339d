//! Who holds what at a date: people as they are entered, posts that are vacant, and where a quorum is stated.

use super::{AsAt, NodeAt, Person};
use crate::sources::Place;

impl<'m> AsAt<'m> {
    /// A person by key, as this view knows them: whether or not their own dates have passed.
    pub fn person(&self, key: &str) -> Option<&'m Person> {
        let known = self.model().persons.of(key);
        known.filter(|person| self.has_layer(person.statement.layer)).last()
    }
}

impl NodeAt<'_, '_> {
    /// Whether nobody holds the post: what is said last counts.
    pub fn is_vacant(&self) -> bool {
        let said = |keys: &super::Keys| {
            let vacant = keys.vacant.as_ref().map(|vacant| vacant.value);
            vacant.or(keys.holder.as_ref().map(|_| false))
        };
        self.parts().find_map(|part| said(&part.keys)).unwrap_or(false)
    }

    /// Where it is stated how many must be present.
    pub fn quorum_place(&self) -> Option<Place> {
        self.parts().find_map(|part| {
            let quorum = part.keys.quorum.as_ref()?;
            Some(part.statement.at(quorum.span))
        })
    }
}
