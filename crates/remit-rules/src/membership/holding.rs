//! Who holds a seat, as far as it is known: shared by the rules on seats.

use remit_model::document::Role;
use remit_model::model::{AsAt, Filled, NodeAt, Seat};
use remit_model::text::Text;

/// A post, a person, or a post with the person who holds it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Holder<'m> {
    pub(crate) post: Option<&'m Text>,
    pub(crate) person: Option<&'m Text>,
}

impl<'m> Holder<'m> {
    /// Who holds a seat by name or by post. A post that is not in force brings nobody.
    pub(crate) fn of(at: &AsAt<'m>, seat: &'m Seat) -> Option<Self> {
        match &seat.filled {
            Filled::Person(person) => Some(Self {
                post: None,
                person: Some(&person.value),
            }),
            Filled::Post(post) => {
                let node = at.node_by_key(&post.value).filter(NodeAt::exists)?;
                Some(Self {
                    post: Some(&post.value),
                    person: node.holder().stated().map(|holder| holder.value),
                })
            }
            _ => None,
        }
    }

    /// What tells holders apart: the person where known, else the post.
    pub(crate) fn identity(&self) -> (bool, &'m str) {
        let post = || (true, self.post.map_or("", |post| post.as_str()));
        self.person.map_or_else(post, |person| (false, person.as_str()))
    }

    /// Its table and key: `person.a-smith`.
    pub(crate) fn subject(&self) -> String {
        let (post, key) = self.identity();
        format!("{}.{key}", if post { "post" } else { "person" })
    }

    /// The name of the person, or "the holder of the post of …".
    pub(crate) fn name(&self, at: &AsAt<'_>) -> String {
        match (self.person, self.post) {
            (Some(key), _) => at.person(key).map_or(key, |person| &person.name).to_string(),
            (None, Some(key)) => held_post(at, key),
            (None, None) => "somebody".to_owned(),
        }
    }
}

/// "the holder of the post of …".
pub(crate) fn held_post(at: &AsAt<'_>, key: &Text) -> String {
    let name = at.node_by_key(key).map_or(key, |post| post.name());
    format!("the holder of the post of {name}")
}

/// Whether nobody holds a seat: it is vacant itself, or so is the post that brings it.
pub(crate) fn is_vacant(at: &AsAt<'_>, seat: &Seat) -> bool {
    match &seat.filled {
        Filled::Vacant(_) => true,
        Filled::Post(post) => at.node_by_key(&post.value).is_some_and(|post| post.is_vacant()),
        _ => false,
    }
}

/// The role of a seat, where it is stated.
pub(crate) fn role(seat: &Seat) -> Option<Role> {
    seat.role.as_ref().map(|role| role.value)
}

/// Whether a role leads the body.
pub(crate) fn leads(role: Role) -> bool {
    matches!(role, Role::Chair | Role::CoChair)
}

/// The part that the holder of a seat plays: "as chair".
pub(crate) fn as_role(seat: &Seat) -> &'static str {
    match role(seat) {
        Some(Role::Chair) => "as chair",
        Some(Role::CoChair) => "as co-chair",
        Some(Role::ViceChair) => "as vice-chair",
        Some(Role::Member) => "as a member",
        Some(Role::InAttendance) => "in attendance",
        None => "on a seat",
    }
}
