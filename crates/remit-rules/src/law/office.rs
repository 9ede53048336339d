//! Who holds an office, or chairs a body, as far as that is entered.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use remit_model::model::{AsAt, NodeId, NodeKind, Office, Seat, StatutorySeat};
use remit_model::text::Text;

use super::chairing::{Chairing, leading};
use super::kinds::{any_of, is_one};
use super::vocabulary::Vocabulary;
use crate::membership::holding::Holder;

/// So many posts are looked at each time, since that costs less than to look up what came of it.
const FEW: usize = 4;

/// A person, and the kinds that are asked about.
type ByPosts<'m> = (&'m str, &'m [Text]);

/// The posts of each person, and the chairs of each organisation's bodies: looked up once for a rule, when first asked for.
#[derive(Debug)]
pub(super) struct Offices<'m> {
    /// The rows that ask.
    rows: Vec<&'m StatutorySeat>,
    /// The words by which somebody is told from others.
    pub(super) words: Vocabulary<'m>,
    /// The offices that each row means, by its key: there are few rows and many seats.
    meant: BTreeMap<&'m Text, Vec<&'m Office>>,
    posts: OnceCell<BTreeMap<&'m str, Vec<NodeId>>>,
    /// Whether the posts of somebody who has many make them one of some kinds.
    by_posts: RefCell<BTreeMap<ByPosts<'m>, Option<bool>>>,
    chairing: OnceCell<BTreeMap<&'m Text, Chairing<'m>>>,
}

impl<'m> Offices<'m> {
    /// As some rows ask for them.
    pub(super) fn for_rows(at: &AsAt<'m>, rows: &[&'m StatutorySeat], words: Vocabulary<'m>) -> Self {
        let meant = |row: &&'m StatutorySeat| {
            let offices = at.model().offices.iter();
            let offices = offices.filter(|office| is_office(at, &office.key, &row.office));
            (&row.key, offices.collect())
        };
        Self {
            rows: rows.to_vec(),
            words,
            meant: rows.iter().map(meant).collect(),
            posts: OnceCell::new(),
            by_posts: RefCell::default(),
            chairing: OnceCell::new(),
        }
    }

    /// The posts that a person holds.
    pub(super) fn posts_of(&self, at: &AsAt<'m>, person: &str) -> &[NodeId] {
        let posts = self.posts.get_or_init(|| posts(at));
        posts.get(person).map_or(&[], Vec::as_slice)
    }

    /// Whether one of the posts that a person holds is of these kinds. None where that is not stated.
    pub(super) fn is_by_posts(&self, at: &AsAt<'m>, person: &'m str, wanted: &'m [Text]) -> Option<bool> {
        let posts = self.posts_of(at, person);
        let is_such = || any_of(posts.iter().map(|post| is_one(at, *post, wanted)));
        if posts.len() <= FEW {
            return is_such();
        }
        let known = self.by_posts.borrow().get(&(person, wanted)).copied();
        known.unwrap_or_else(|| {
            let is_such = is_such();
            self.by_posts.borrow_mut().insert((person, wanted), is_such);
            is_such
        })
    }

    /// Whether the holder of a seat holds one of the offices of a row.
    pub(super) fn is_held(&self, at: &AsAt<'m>, row: &'m StatutorySeat, seat: &'m Seat) -> Option<bool> {
        if seat
            .category
            .as_ref()
            .is_some_and(|category| is_office(at, category, &row.office))
        {
            return Some(true);
        }
        match Holder::of(at, seat) {
            Some(holder) => {
                let person = holder.person.map(|person| person.as_str());
                let by_posts = person.map(|person| self.is_by_posts(at, person, &row.office));
                let own = holder.post.and_then(|post| at.model().node_id(post));
                let held = any_of(
                    by_posts
                        .into_iter()
                        .chain(own.map(|post| is_one(at, post, &row.office))),
                );
                // Of somebody without a post in the framework it is not known which they hold.
                let nothing_known =
                    holder.post.is_none() && person.is_none_or(|person| self.posts_of(at, person).is_empty());
                if nothing_known {
                    self.by_description(at, row, seat)
                } else {
                    held
                }
            }
            None => self.by_description(at, row, seat),
        }
    }

    /// What the entry of a seat says of the offices of its holder, where the holder is not known.
    fn by_description(&self, at: &AsAt<'_>, row: &StatutorySeat, seat: &Seat) -> Option<bool> {
        let offices = self.meant.get(&row.key).map_or(&[][..], Vec::as_slice);
        // Whoever another organisation names holds no office of this one.
        if let Some(nominator) = seat.nominee_of {
            let elsewhere = offices.iter().all(|office| {
                let kinds = &office.of;
                !kinds.is_empty()
                    && at.node(nominator).kind() == NodeKind::Organisation
                    && is_one(at, nominator, kinds) == Some(false)
            });
            if elsewhere && !offices.is_empty() {
                return Some(false);
            }
        }
        // A seat, or its holder, that is described by another category is described as another.
        let person = Holder::of(at, seat).and_then(|holder| at.person(holder.person?));
        let categories = person.map_or(&[][..], |person| &person.categories);
        if categories.iter().any(|category| is_office(at, category, &row.office)) {
            return Some(true);
        }
        let mut categories = seat.category.iter().chain(categories).peekable();
        categories.peek()?;
        let related = |category: &Text| offices.iter().any(|office| office.family.contains(category));
        categories
            .all(|category| self.words.tells(category) && !related(category))
            .then_some(false)
    }

    /// Whether the holder of a seat chairs one of the bodies of a row in the same organisation as this body.
    pub(super) fn chairs(&self, at: &AsAt<'m>, row: &StatutorySeat, body: NodeId, seat: &'m Seat) -> Option<bool> {
        let chairing = self.chairing.get_or_init(|| chairing(at, &self.rows));
        chairing.get(&row.key)?.is_chair(at, body, seat)
    }
}

/// The posts that each person holds.
fn posts<'m>(at: &AsAt<'m>) -> BTreeMap<&'m str, Vec<NodeId>> {
    let mut posts: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
    for post in at.nodes().filter(|node| node.kind() == NodeKind::Post) {
        if let Some(holder) = post.holder().stated() {
            posts.entry(holder.value.as_str()).or_default().push(post.id());
        }
    }
    posts
}

/// Who chairs the bodies that each row names, by the key of the row.
fn chairing<'m>(at: &AsAt<'m>, rows: &[&'m StatutorySeat]) -> BTreeMap<&'m Text, Chairing<'m>> {
    let chaired: BTreeSet<&Text> = rows.iter().flat_map(|row| &row.chairs_of).collect();
    let chaired: Vec<Text> = chaired.into_iter().cloned().collect();
    let leading = leading(at, &chaired);
    let naming = rows.iter().filter(|row| !row.chairs_of.is_empty());
    naming.map(|row| (&row.key, Chairing::of(at, row, &leading))).collect()
}

/// Whether an office is one of those wanted, or of a family that is.
fn is_office(at: &AsAt<'_>, key: &Text, wanted: &[Text]) -> bool {
    let office = at.model().offices.get(key);
    wanted.contains(key) || office.is_some_and(|office| office.family.iter().any(|family| wanted.contains(family)))
}
