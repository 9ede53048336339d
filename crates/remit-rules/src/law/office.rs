//! Who holds an office, or chairs a body, as far as that is entered.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use remit_model::model::{AsAt, Filled, NodeId, NodeKind, Office, Seat, Selector, StatutorySeat};
use remit_model::text::Text;

use super::kinds::{any_of, is_by_form, is_one};
use super::vocabulary::Vocabulary;
use crate::belonging::{one_organisation, organisations};
use crate::membership::holding::{Holder, leads, role};

/// The posts of each person, and the chairs of each organisation's bodies: looked up once for a rule, when first asked for.
#[derive(Debug)]
pub(super) struct Offices<'m> {
    /// Of which kinds are the bodies whose chairs a row asks for.
    chaired: Vec<Text>,
    /// The words by which somebody is told from others.
    pub(super) words: Vocabulary<'m>,
    /// The offices that each row means, by its key: there are few rows and many seats.
    meant: BTreeMap<&'m Text, Vec<&'m Office>>,
    posts: OnceCell<BTreeMap<&'m str, Vec<NodeId>>>,
    chairs: OnceCell<BTreeMap<NodeId, Vec<(NodeId, &'m Seat)>>>,
}

impl<'m> Offices<'m> {
    /// As some rows ask for them.
    pub(super) fn for_rows(at: &AsAt<'m>, rows: &[&'m StatutorySeat], words: Vocabulary<'m>) -> Self {
        let meant = |row: &&'m StatutorySeat| {
            let offices = at.model().offices.iter();
            let offices = offices.filter(|office| is_office(at, &office.key, &row.office));
            (&row.key, offices.collect())
        };
        let chaired: BTreeSet<&Text> = rows.iter().flat_map(|row| &row.chairs_of).collect();
        Self {
            chaired: chaired.into_iter().cloned().collect(),
            words,
            meant: rows.iter().map(meant).collect(),
            posts: OnceCell::new(),
            chairs: OnceCell::new(),
        }
    }

    /// The posts that a person holds.
    pub(super) fn posts_of(&self, at: &AsAt<'m>, person: &str) -> &[NodeId] {
        let posts = self.posts.get_or_init(|| posts(at));
        posts.get(person).map_or(&[], Vec::as_slice)
    }

    /// Whether the holder of a seat holds one of the offices of a row.
    pub(super) fn is_held(&self, at: &AsAt<'m>, row: &StatutorySeat, seat: &'m Seat) -> Option<bool> {
        if seat
            .category
            .as_ref()
            .is_some_and(|category| is_office(at, category, &row.office))
        {
            return Some(true);
        }
        match Holder::of(at, seat) {
            Some(holder) => {
                let person = holder.person.map_or(&[][..], |person| self.posts_of(at, person));
                let own = holder.post.and_then(|post| at.model().node_id(post));
                let posts = person.iter().copied().chain(own);
                let held = any_of(posts.map(|post| is_one(at, post, &row.office)));
                // Of somebody without a post in the framework it is not known which they hold.
                let nothing_known = holder.post.is_none() && person.is_empty();
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
        let homes = organisations(at, body);
        let all = self.chairs.get_or_init(|| chairs(at, &self.chaired));
        let chairs = homes.iter().filter_map(|home| all.get(home)).flatten();
        let chairs =
            chairs.filter(|(chaired, _)| *chaired != body && is_one(at, *chaired, &row.chairs_of) == Some(true));
        let known = Holder::of(at, seat);
        let mut told = false;
        for (chaired, chair) in chairs {
            if let Filled::ExOfficio(office) = &seat.filled
                && let Some((wanted, Selector::Node(id))) = at.office(&office.value)
                && id == *chaired
                && role(chair) == Some(wanted)
            {
                return Some(true);
            }
            match (known, Holder::of(at, chair)) {
                (Some(one), Some(other)) if one.identity() == other.identity() => return Some(true),
                (Some(_), Some(_)) => told = true,
                _ => {}
            }
        }
        told.then_some(false)
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

/// Who chairs the bodies of some kinds, by the organisation that each body is of.
fn chairs<'m>(at: &AsAt<'m>, chaired: &[Text]) -> BTreeMap<NodeId, Vec<(NodeId, &'m Seat)>> {
    let mut chairs: BTreeMap<NodeId, Vec<(NodeId, &Seat)>> = BTreeMap::new();
    let forms = at.model().forms.iter();
    let by_form: BTreeSet<&Text> = forms
        .filter(|form| is_by_form(at.model(), form, chaired))
        .map(|form| &form.key)
        .collect();
    for body in at.bodies() {
        // Most bodies are told apart by their form, before any seat of theirs is looked at.
        let known = || body.form().stated().is_some_and(|form| by_form.contains(&form.key));
        let is_chaired = match body.in_law().next() {
            Some(_) => is_one(at, body.id(), chaired) == Some(true),
            None => known(),
        };
        if let (true, Some(home)) = (is_chaired, one_organisation(at, body.id())) {
            let leading = body.seats().filter(|seat| role(seat).is_some_and(leads));
            let mut leading = leading.map(|seat| (body.id(), seat)).peekable();
            if leading.peek().is_some() {
                chairs.entry(home).or_default().extend(leading);
            }
        }
    }
    chairs
}

/// Whether an office is one of those wanted, or of a family that is.
fn is_office(at: &AsAt<'_>, key: &Text, wanted: &[Text]) -> bool {
    let office = at.model().offices.get(key);
    wanted.contains(key) || office.is_some_and(|office| office.family.iter().any(|family| wanted.contains(family)))
}
