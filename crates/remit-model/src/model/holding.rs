//! What rules on seats ask of a model at a date: people as they are entered, lists that are whole, posts that are vacant.

use super::{AsAt, NodeAt, NodeKind, Person};
use crate::sources::Place;

impl<'m> AsAt<'m> {
    /// A person by key, as this view knows them: whether or not their own dates have passed.
    pub fn person(&self, key: &str) -> Option<&'m Person> {
        let known = self.model().persons.of(key);
        known.filter(|person| self.has_layer(person.statement.layer)).last()
    }
}

impl<'m> AsAt<'m> {
    /// The bodies in force whose list of this key is whole, in the order of their keys.
    pub fn listed_in_full<'v>(&'v self, key: &'v str) -> impl Iterator<Item = NodeAt<'m, 'v>> {
        self.whole(key).filter(|node| node.kind() == NodeKind::Body)
    }

    /// The organisations in force whose bodies are all entered, in the order of their keys.
    pub fn with_all_bodies<'v>(&'v self) -> impl Iterator<Item = NodeAt<'m, 'v>> {
        self.whole("bodies")
            .filter(|node| node.kind() == NodeKind::Organisation)
    }

    fn whole<'v>(&'v self, key: &'v str) -> impl Iterator<Item = NodeAt<'m, 'v>> {
        let complete = self.model().framework.complete.iter();
        let listed = complete.filter(move |(listed, _)| listed == key);
        listed.map(|(_, id)| self.node(*id)).filter(NodeAt::exists)
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
