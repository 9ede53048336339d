//! Which bodies and which seats a row on seats means.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{Capacity, RelationKind, Role, SeatAsks};
use remit_model::model::{AsAt, Filled, Form, Model, NodeAt, NodeId, NodeKind, Seat, Selector, StatutorySeat};
use remit_model::text::Text;

use super::footing::Asks;
use super::kinds::{all, all_of, any_of, is_by_form, is_one};
use super::office::Offices;
use super::vocabulary::Vocabulary;
use super::work::Work;
use crate::belonging::one_organisation;
use crate::membership::holding::{Holder, role};

/// The rows on seats that ask one of these, in force on the date, with what they need to be compared.
pub(crate) struct Rows<'m> {
    /// Those that can be about a body of this framework.
    live: Vec<&'m StatutorySeat>,
    /// What each form says of these, looked up once: there are few forms and many bodies.
    by_form: BTreeMap<&'m Text, ByForm>,
    pub(super) work: Work<'m>,
    offices: Offices<'m>,
    /// The categories by which other rows on the same bodies know seats, for each row.
    others: BTreeMap<&'m Text, BTreeSet<&'m Text>>,
    /// As what organisations take part.
    taking_part: OnceCell<BTreeSet<(NodeId, Capacity)>>,
}

/// What a form says of the rows, where nothing else is said of what is of this form: their numbers, in their order.
struct ByForm {
    /// Those about a body of the form.
    on: Vec<usize>,
    /// Those that ask for no organisation of another form.
    of: BTreeSet<usize>,
}

impl<'m> Rows<'m> {
    /// The rows in force. None where there are none, or none can be about a body of this framework.
    pub(crate) fn asking(at: &AsAt<'m>, asks: &[SeatAsks]) -> Option<Self> {
        let rows = at.model().statutory_seats.rows().iter();
        let rows: Vec<_> = rows
            .filter(|row| asks.contains(&row.asks) && row.is_in_force(at))
            .collect();
        let work = Work::for_rows(at, &rows);
        let live: Vec<_> = rows.iter().copied().filter(|row| work.may_mean(at, row)).collect();
        (!live.is_empty()).then(|| Self {
            by_form: by_form(at.model(), &live),
            others: live.iter().map(|row| (&row.key, others(&rows, row))).collect(),
            offices: Offices::for_rows(at, &rows, Vocabulary::of(at, asks)),
            taking_part: OnceCell::new(),
            work,
            live,
        })
    }

    /// The rows that are about a body, as far as is stated what it is.
    pub(crate) fn about(&self, at: &AsAt<'m>, body: NodeId) -> Vec<&'m StatutorySeat> {
        let mut about = match self.plainly(at, body) {
            Some(plain) => plain.on.clone(),
            None => self.numbers(|row| is_on(at, body, row)),
        };
        if about.is_empty() {
            return Vec::new();
        }
        let home = one_organisation(at, body).and_then(|home| self.plainly(at, home));
        about.retain(|number| match home {
            Some(home) => home.of.contains(number),
            None => self
                .live
                .get(*number)
                .is_some_and(|row| all_of(at, body, &row.of) == Some(true)),
        });
        let rows = about.into_iter().filter_map(|number| self.live.get(number).copied());
        rows.filter(|row| self.work.is_meant(at, row, body)).collect()
    }

    /// The bodies in force whose own seats can be judged, and of which a row may speak: not those of others, and not an entry
    /// that stands for several.
    pub(super) fn bodies<'v>(&'v self, at: &'v AsAt<'m>) -> impl Iterator<Item = NodeAt<'m, 'v>> {
        let bodies = at.all_nodes();
        let bodies = bodies.filter(|node| node.kind() == NodeKind::Body && !node.timeline().seats.is_empty());
        // Of most bodies their form alone says that no row is about them.
        let may_be_meant = |body: &NodeAt<'_, '_>| self.plainly(at, body.id()).is_none_or(|form| !form.on.is_empty());
        let bodies = bodies.filter(may_be_meant);
        bodies.filter(|body| body.exists() && !body.is_external() && body.many().is_none())
    }

    /// What the form of something says of the rows, where its form is all that is said of what it is.
    fn plainly(&self, at: &AsAt<'m>, id: NodeId) -> Option<&ByForm> {
        let node = at.node(id);
        let form = node.form().stated().filter(|_| node.in_law().next().is_none())?;
        self.by_form.get(&form.key)
    }

    fn numbers(&self, is_so: impl Fn(&StatutorySeat) -> bool) -> Vec<usize> {
        let rows = self.live.iter().enumerate();
        rows.filter(|(_, row)| is_so(row)).map(|(number, _)| number).collect()
    }

    /// The seats of a body, for one row.
    pub(crate) fn seats<'r>(&'r self, at: &'r AsAt<'m>, row: &'m StatutorySeat, body: NodeId) -> Meant<'r, 'm> {
        Meant {
            at,
            row,
            body,
            offices: &self.offices,
            taking_part: &self.taking_part,
            others: self.others.get(&row.key),
        }
    }
}

/// The categories by which other rows on such bodies know seats.
fn others<'m>(rows: &[&'m StatutorySeat], row: &StatutorySeat) -> BTreeSet<&'m Text> {
    let others = rows.iter().filter(|other| other.key != row.key);
    let others = others.filter(|other| other.nominee_of.is_empty() && other.on.iter().any(|on| row.on.contains(on)));
    let others = others.flat_map(|other| &other.category);
    others.filter(|category| !row.category.contains(category)).collect()
}

/// Whether a row is on such bodies as this one, as far as is stated what it is.
fn is_on(at: &AsAt<'_>, body: NodeId, row: &StatutorySeat) -> bool {
    is_one(at, body, &row.on) == Some(true) && (row.exempt.is_empty() || is_one(at, body, &row.exempt) != Some(true))
}

/// What each form says of the rows.
fn by_form<'m>(model: &'m Model, rows: &[&StatutorySeat]) -> BTreeMap<&'m Text, ByForm> {
    let numbers = |is_so: &dyn Fn(&StatutorySeat) -> bool| -> Vec<usize> {
        let rows = rows.iter().enumerate();
        rows.filter(|(_, row)| is_so(row)).map(|(number, _)| number).collect()
    };
    let of_form = |form: &Form| ByForm {
        on: numbers(&|row| is_by_form(model, form, &row.on) && !is_by_form(model, form, &row.exempt)),
        of: numbers(&|row| row.of.is_empty() || is_by_form(model, form, &row.of))
            .into_iter()
            .collect(),
    };
    model.forms.iter().map(|form| (&form.key, of_form(form))).collect()
}

/// Which seats of a body a row means.
pub(crate) struct Meant<'r, 'm> {
    at: &'r AsAt<'m>,
    row: &'m StatutorySeat,
    body: NodeId,
    offices: &'r Offices<'m>,
    taking_part: &'r OnceCell<BTreeSet<(NodeId, Capacity)>>,
    /// The categories by which other rows on such bodies know seats: whoever has one of those is of no organisation's
    /// naming.
    others: Option<&'r BTreeSet<&'m Text>>,
}

impl<'m> Meant<'_, 'm> {
    /// How many the row asks for.
    pub(crate) fn least(&self) -> u32 {
        self.row.least
    }

    /// Whether a row means a seat: it is one of those of which the row speaks, and all is so of its holder that the row
    /// says. None where that is not stated.
    pub(crate) fn is_meant(&self, seat: &'m Seat) -> Option<bool> {
        match self.in_scope(seat) {
            // What is so of its holder need not be looked up.
            Some(false) => Some(false),
            in_scope => all(std::iter::once(in_scope).chain(self.told(seat))),
        }
    }

    /// Whether anything is so of the holder of a seat that the row says.
    pub(crate) fn is_such(&self, seat: &'m Seat) -> Option<bool> {
        any_of(self.told(seat))
    }

    /// The category of a seat, where it is a word that no row knows: whether its holder is such a one cannot be told.
    pub(crate) fn unknown(&self, seat: &'m Seat) -> Option<&'m Text> {
        seat.category
            .as_ref()
            .filter(|category| !self.offices.words.tells(category))
    }

    /// Whether a seat is one of those of which the row speaks: a member's, of its role, voting where it says so.
    pub(crate) fn in_scope(&self, seat: &Seat) -> Option<bool> {
        let role = role(seat);
        if role == Some(Role::InAttendance) && self.row.role != Some(Role::InAttendance) {
            return Some(false);
        }
        let in_role = self
            .row
            .role
            .map_or(Some(true), |wanted| role.map(|role| role == wanted));
        let votes = self
            .row
            .voting
            .map_or(Some(true), |wanted| seat.voting.map(|votes| votes == wanted));
        all([in_role, votes])
    }

    /// What the row says of the holder of a seat, each way by itself.
    fn told(&self, seat: &'m Seat) -> Vec<Option<bool>> {
        let row = self.row;
        let mut told = Vec::new();
        if !row.category.is_empty() {
            told.push(self.of_category(seat));
        }
        if !row.office.is_empty() || !row.chairs_of.is_empty() {
            let offices = (!row.office.is_empty()).then(|| self.offices.is_held(self.at, row, seat));
            let chairs = (!row.chairs_of.is_empty()).then(|| self.offices.chairs(self.at, row, self.body, seat));
            told.push(any_of(offices.into_iter().chain(chairs)));
        }
        if !row.nominee_of.is_empty() {
            told.push(self.named_by(seat, |id| is_one(self.at, id, &row.nominee_of)));
        }
        if !row.capacity.is_empty() {
            let part = self.taking_part.get_or_init(|| taking_part(self.at));
            let takes_part = |id| row.capacity.iter().any(|capacity| part.contains(&(id, *capacity)));
            told.push(self.named_by(seat, |id| Some(takes_part(id))));
        }
        told
    }

    fn of_category(&self, seat: &'m Seat) -> Option<bool> {
        let wanted = &self.row.category;
        if seat.category.as_ref().is_some_and(|own| wanted.contains(own)) {
            return Some(true);
        }
        let holder = Holder::of(self.at, seat);
        let person = holder.and_then(|holder| self.at.person(holder.person?));
        let post = holder.and_then(|holder| self.at.model().node_id(holder.post?));
        let by_posts = holder.and_then(|holder| holder.person);
        let by_posts = by_posts.map(|person| self.offices.is_by_posts(self.at, person, wanted));
        let by_post = any_of(
            by_posts
                .into_iter()
                .chain(post.map(|post| is_one(self.at, post, wanted))),
        );
        if by_post == Some(true) {
            return by_post;
        }
        if let Some(person) = person.filter(|person| !person.categories.is_empty()) {
            if person.categories.iter().any(|own| wanted.contains(own)) {
                return Some(true);
            }
            let told = person.categories.iter().all(|own| self.offices.words.tells(own));
            return told.then_some(false);
        }
        // Where the category is an office as well, a post that is said to be another is none of it.
        let is_office = || wanted.iter().all(|key| self.at.model().offices.get(key).is_some());
        match &seat.category {
            // A word that no row knows may be another word for the one that is wanted.
            Some(own) => self.offices.words.tells(own).then_some(false),
            None if post.is_some() && is_office() => by_post,
            None => None,
        }
    }

    /// Whether the holder of a seat comes from such an organisation: named by it, belonging to it, or by a post of it.
    pub(crate) fn named_by(&self, seat: &Seat, is_such: impl Fn(NodeId) -> Option<bool>) -> Option<bool> {
        let at = self.at;
        let holder = Holder::of(at, seat);
        let person = holder.and_then(|holder| at.person(holder.person?));
        let post = holder.and_then(|holder| at.model().node_id(holder.post?));
        let named = seat.nominee_of.and_then(|id| one_organisation(at, id));
        let of = person.map_or(&[][..], |person| &person.of);
        let homes = named.into_iter().chain(of.iter().copied());
        let mut homes: Vec<NodeId> = homes.chain(post.and_then(|post| one_organisation(at, post))).collect();
        homes.sort_unstable();
        homes.dedup();
        if !homes.is_empty() {
            return any_of(homes.into_iter().map(is_such));
        }
        let category = seat.category.as_ref();
        category
            .filter(|category| self.others.is_some_and(|others| others.contains(category)))
            .map(|_| false)
    }
}

/// As what organisations take part in bodies and under papers, in force.
fn taking_part(at: &AsAt<'_>) -> BTreeSet<(NodeId, Capacity)> {
    let lines = at.model().relations().iter().enumerate();
    let parties = lines.filter(|(number, line)| line.kind == RelationKind::Party && at.relation_in_force(*number));
    let mut part: BTreeSet<_> = parties
        .filter_map(|(_, line)| Some((line.to, line.capacity?)))
        .collect();
    for paper in at.current(at.model().instruments.rows()) {
        part.extend(paper.parties.iter().filter_map(|&(party, role)| Some((party, role?))));
    }
    part
}

/// How many places an entry stands for, and whether there may be more: an office may be that of several bodies.
pub(crate) fn places(at: &AsAt<'_>, seat: &Seat) -> (u32, bool) {
    match (&seat.filled, seat.count) {
        (_, Some(count)) => (count, false),
        (Filled::ExOfficio(office), None) => match at.office(&office.value) {
            Some((_, Selector::Node(id))) => match at.node(id).many() {
                None => (1, false),
                Some(count) => (count.unwrap_or(1), count.is_none()),
            },
            _ => (1, true),
        },
        (_, None) => (1, false),
    }
}
