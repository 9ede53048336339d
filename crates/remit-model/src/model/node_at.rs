//! A node at a date: what is known of it, and on whose word.

use super::{
    AsAt, Carry, Doing, Filled, Form, Interval, Node, NodeId, NodeKind, Part, Quorum, Relation, Row, Seat, Standing,
    Statement,
};
use crate::document::{At, RelationKind, Role, Span};
use crate::sources::Place;
use crate::text::Text;

/// What is known of a value: the three silences are different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<T> {
    /// It is stated.
    Stated(T),
    /// The sources are silent about it.
    NotStated,
    /// Nobody has entered it.
    LeftOut,
    /// It names something that does not exist, which is reported elsewhere.
    Unknown,
}

impl<T> Known<T> {
    /// The value, where it is stated.
    pub fn stated(self) -> Option<T> {
        match self {
            Self::Stated(value) => Some(value),
            _ => None,
        }
    }
}

/// A node at a date.
#[derive(Debug, Clone, Copy)]
pub struct NodeAt<'m, 'v> {
    pub(super) at: &'v AsAt<'m>,
    pub(super) id: NodeId,
    pub(super) node: &'m Node,
}

impl<'m, 'v> NodeAt<'m, 'v> {
    /// Its number, to be given back to its model.
    pub fn id(&self) -> NodeId {
        self.id
    }

    /// Its key.
    pub fn key(&self) -> &'m Text {
        &self.node.key
    }

    /// Organisation, body or post.
    pub fn kind(&self) -> NodeKind {
        self.node.kind
    }

    /// The whole timeline of the node.
    pub fn timeline(&self) -> &'m Node {
        self.node
    }

    /// Its table and key: `body.hwb`.
    pub fn subject(&self) -> String {
        self.node.subject()
    }

    /// The best standing of its definitions, with the end and status that changes in force give it.
    pub fn standing(&self) -> Standing {
        self.at.node_standing(self.id)
    }

    /// Whether it is in force.
    pub fn exists(&self) -> bool {
        self.standing() == Standing::InForce
    }

    /// The parts that count in this view, the topmost first. Where no definition is in force (of a proposed body, say), all
    /// of them count below the changes, so that it can still be named: a change says nothing of what it leaves as it is.
    pub(super) fn parts(&self) -> impl Iterator<Item = &'m Part> + use<'m, 'v> {
        let view = *self;
        let in_force = move |part: &Part| view.at.in_force(&part.statement);
        // Most nodes have their definition and no more, which counts either way.
        let several = view.node.parts.len() > 1;
        let defined = several && view.node.parts.iter().any(|part| part.defines && in_force(part));
        let counts = move |part: &&Part| part.defines && !defined || in_force(part);
        self.node.parts.iter().rev().filter(counts)
    }

    /// The definition: where the node itself is written.
    pub fn definition(&self) -> &'m Part {
        let first = || self.node.parts.iter().find(|part| part.defines);
        // Every node has at least the part that made it.
        self.parts()
            .find(|part| part.defines)
            .or_else(first)
            .unwrap_or(&self.node.parts[0])
    }

    /// Where it is written.
    pub fn place(&self) -> Place {
        self.definition().statement.place
    }

    fn find<T: 'm>(&self, value: impl Fn(&'m Part) -> Option<T>) -> Option<(T, &'m Part)> {
        self.parts().find_map(|part| value(part).map(|value| (value, part)))
    }

    fn known<T>(&self, key: &'static str, value: impl Fn(&'m Part) -> Option<&'m At<T>>) -> Known<Fact<'m, T>> {
        for part in self.parts() {
            if let Some(at) = value(part) {
                return Known::Stated(Fact {
                    value: &at.value,
                    place: part.statement.at(at.span),
                    statement: &part.statement,
                    key,
                });
            }
            if part.statement.is_unknown(key) {
                return Known::Unknown;
            }
            if part.statement.is_not_stated(key) {
                return Known::NotStated;
            }
        }
        Known::LeftOut
    }

    /// Its name; the key where it has none.
    pub fn name(&self) -> &'m Text {
        self.find(|part| part.keys.name.as_deref())
            .map_or(&self.node.key, |(name, _)| name)
    }

    /// What the source calls it.
    pub fn called(&self) -> Known<Fact<'m, Text>> {
        self.known("called", |part| part.keys.called.as_ref())
    }

    /// Its legal form.
    pub fn form(&self) -> Known<&'m Form> {
        let model = self.at.model;
        match self.known("form", |part| part.keys.form.as_ref()) {
            Known::Stated(fact) => match model
                .form_keys
                .get(*fact.value as usize)
                .and_then(|key| model.forms.get(key))
            {
                Some(form) => Known::Stated(form),
                None => Known::Unknown,
            },
            Known::NotStated => Known::NotStated,
            Known::LeftOut => Known::LeftOut,
            Known::Unknown => Known::Unknown,
        }
    }

    /// Its legal form with the place where it is stated.
    pub fn form_fact(&self) -> Known<Fact<'m, u32>> {
        self.known("form", |part| part.keys.form.as_ref())
    }

    pub(crate) fn form_number(&self) -> Option<u32> {
        self.find(|part| part.keys.form.as_ref()).map(|(form, _)| form.value)
    }

    pub(crate) fn tier_number(&self) -> Option<u32> {
        self.find(|part| part.keys.tier.as_ref()).map(|(tier, _)| tier.value)
    }

    pub(crate) fn lane_number(&self) -> Option<u32> {
        self.find(|part| part.keys.lane.as_ref()).map(|(lane, _)| lane.value)
    }

    /// The level it works at: its place in the framework's list, and its name.
    pub fn tier(&self) -> Option<(usize, &'m Text)> {
        let number = self.tier_number()? as usize;
        self.at.model.framework.tiers.get(number).map(|name| (number, name))
    }

    /// Its column: its place in the framework's list, and its name.
    pub fn lane(&self) -> Option<(usize, &'m Text)> {
        let number = self.lane_number()? as usize;
        self.at.model.framework.lanes.get(number).map(|name| (number, name))
    }

    pub(crate) fn within_id(&self) -> Option<NodeId> {
        self.find(|part| part.keys.within.as_ref())
            .map(|(within, _)| within.value)
    }

    /// The organisation that it is part of.
    pub fn within(&self) -> Known<NodeAt<'m, 'v>> {
        match self.known("within", |part| part.keys.within.as_ref()) {
            Known::Stated(fact) => Known::Stated(self.at.node(*fact.value)),
            Known::NotStated => Known::NotStated,
            Known::LeftOut => Known::LeftOut,
            Known::Unknown => Known::Unknown,
        }
    }

    pub(crate) fn between_ids(&self) -> Vec<NodeId> {
        let stated = self.parts().find(|part| !part.keys.between.is_empty());
        stated
            .map(|part| part.keys.between.iter().map(|at| at.value).collect())
            .unwrap_or_default()
    }

    /// The organisations that share it.
    pub fn between(&self) -> Vec<NodeAt<'m, 'v>> {
        self.between_ids().into_iter().map(|id| self.at.node(id)).collect()
    }

    /// Why it is a reading that these organisations share it, if it is.
    pub fn between_assumed(&self) -> Option<&'m Text> {
        let part = self.parts().find(|part| !part.keys.between.is_empty())?;
        part.statement.assumed("between")
    }

    /// The place where an organisation is named among those that share it.
    pub fn between_place(&self, organisation: NodeId) -> Option<Place> {
        let part = self.parts().find(|part| !part.keys.between.is_empty())?;
        let at = part.keys.between.iter().find(|at| at.value == organisation)?;
        Some(part.statement.at(at.span))
    }

    /// The organisation that employs the holder of a post.
    pub fn employer(&self) -> Option<NodeAt<'m, 'v>> {
        self.find(|part| part.keys.employer.as_ref())
            .map(|(employer, _)| self.at.node(employer.value))
    }

    /// The person who holds a post, with the place.
    pub fn holder(&self) -> Known<Fact<'m, Text>> {
        self.known("holder", |part| part.keys.holder.as_ref())
    }

    /// Whether it stands for several alike, and how many where that is stated.
    pub fn many(&self) -> Option<Option<u32>> {
        let many = self
            .find(|part| part.keys.many.as_ref())
            .is_some_and(|(many, _)| many.value);
        let count = self.find(|part| part.keys.count.as_ref()).map(|(count, _)| count.value);
        (many || count.is_some()).then_some(count)
    }

    /// Whether a plural verb is said of it: it stands for several alike, and not for a single one.
    pub fn is_several(&self) -> bool {
        self.many().is_some_and(|count| count != Some(1))
    }

    /// Whether it lies outside the framework.
    pub fn is_external(&self) -> bool {
        self.find(|part| part.keys.external.as_ref())
            .is_some_and(|(external, _)| external.value)
    }

    /// The area or population that it serves.
    pub fn covers(&self) -> Option<&'m Text> {
        self.find(|part| part.keys.covers.as_deref()).map(|(covers, _)| covers)
    }

    /// What it is for.
    pub fn purpose(&self) -> Option<&'m Text> {
        self.find(|part| part.keys.purpose.as_deref())
            .map(|(purpose, _)| purpose)
    }

    /// Its terms of reference.
    pub fn instrument(&self) -> Option<&'m Text> {
        self.find(|part| part.keys.instrument.as_deref())
            .map(|(instrument, _)| instrument)
    }

    /// How many must be present.
    pub fn quorum(&self) -> Option<&'m Quorum> {
        self.find(|part| part.keys.quorum.as_deref()).map(|(quorum, _)| quorum)
    }

    /// How often it meets.
    pub fn meets(&self) -> Option<Interval> {
        self.find(|part| part.keys.meets).map(|(meets, _)| meets)
    }

    /// What it is in law, as far as that is entered: statutory bodies, or for a post offices, by key.
    pub fn in_law(&self) -> impl Iterator<Item = &'m Text> {
        self.parts().flat_map(|part| part.keys.in_law.iter())
    }

    /// Whether it has one of the user's labels.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.parts().any(|part| part.keys.tags.iter().any(|name| name == tag))
    }

    /// Whether the sources are silent about a key of it, and no part says otherwise.
    pub fn is_not_stated(&self, key: &str) -> bool {
        self.parts().any(|part| part.statement.is_not_stated(key))
    }

    /// Whether a key of it names something that does not exist.
    pub fn is_unknown(&self, key: &str) -> bool {
        self.parts().any(|part| part.statement.is_unknown(key))
    }

    /// Whether a list or table of it is written empty: there is none.
    pub fn is_none(&self, key: &str) -> bool {
        self.parts().any(|part| part.keys.none.contains(&key)) || self.at.model.is_complete(key, self.id)
    }

    /// The lists and tables of it that are written empty.
    pub fn none(&self) -> Vec<&'static str> {
        let mut none: Vec<&str> = self.parts().flat_map(|part| part.keys.none.iter().copied()).collect();
        none.sort_unstable();
        none.dedup();
        none
    }

    /// What the sources are silent about, with the places, in the order in which it is written.
    pub fn silences(&self) -> Vec<&'m Text> {
        let mut silences: Vec<&Text> = Vec::new();
        for part in self.parts() {
            for key in part.statement.not_stated() {
                if !silences.contains(&key) {
                    silences.push(key);
                }
            }
        }
        silences
    }

    /// What it does, in force, in the order of keys.
    pub fn does(&self) -> impl Iterator<Item = &'m Doing> + use<'m, 'v> {
        current(self.at, &self.node.does)
    }

    /// The places on it, in force, in the order of keys.
    pub fn seats(&self) -> impl Iterator<Item = &'m Seat> + use<'m, 'v> {
        current(self.at, &self.node.seats)
    }

    /// The risks that it carries, in force, in the order of keys.
    pub fn carries(&self) -> impl Iterator<Item = &'m Carry> + use<'m, 'v> {
        current(self.at, &self.node.carries)
    }

    /// The seats of a role.
    pub fn seats_of(&self, role: Role) -> impl Iterator<Item = &'m Seat> + use<'m, 'v> {
        self.seats()
            .filter(move |seat| seat.role.as_ref().is_some_and(|at| at.value == role))
    }

    /// Its relations in force as the acting node.
    pub fn acts(&self) -> impl Iterator<Item = &'m Relation> {
        self.at.relations_from(self.id)
    }

    /// Its relations in force of one kind as the acting node.
    pub fn acting(&self, kind: RelationKind) -> impl Iterator<Item = &'m Relation> {
        self.acts().filter(move |relation| relation.kind == kind)
    }
}

fn current<'m: 'v, 'v, T: Row>(at: &'v AsAt<'m>, rows: &'m [T]) -> impl Iterator<Item = &'m T> + use<'m, 'v, T> {
    (0..rows.len())
        .filter(|&row| at.in_force(rows[row].statement()) && !at.superseded(rows, row))
        .map(|row| &rows[row])
}

/// A value with the place and the statement that it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Fact<'m, T> {
    /// The value.
    pub value: &'m T,
    /// Where it is written.
    pub place: Place,
    /// The statement that it belongs to.
    pub statement: &'m Statement,
    /// The key under which it is written.
    pub key: &'static str,
}

impl<T> Fact<'_, T> {
    /// Why it is a reading, if it is.
    pub fn assumed(&self) -> Option<&Text> {
        self.statement.assumed(self.key)
    }
}

impl Seat {
    /// The place where its holder is named, or its own.
    pub fn holder_place(&self) -> Place {
        let span: Option<Span> = match &self.filled {
            Filled::Person(at) | Filled::Post(at) | Filled::Nominee(at) | Filled::ExOfficio(at) => Some(at.span),
            Filled::Vacant(span) => Some(*span),
            Filled::Unnamed => None,
        };
        span.map_or(self.statement.place, |span| self.statement.at(span))
    }
}
