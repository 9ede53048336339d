//! Who sits on a body, in figures.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Role;
use remit_model::model::{AsAt, Filled, NodeAt, Seat};

use crate::belonging::organisations;
use crate::membership::holding::{Holder, is_vacant, role};
use crate::membership::unreachable_quorum::{So, places, votes};

/// Who sits on a body, in figures. Seats of those who attend without belonging are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) seats: u32,
    /// Some seats stand for more than can be counted.
    pub(super) more: bool,
    /// Whether it is said of any seat whether its holder votes.
    pub(super) told: bool,
    pub(super) voting: u32,
    pub(super) vacant: u32,
    pub(super) people: u32,
    pub(super) quorum: Option<u32>,
    /// Seats by the name of the organisation for which their holders sit.
    pub(super) organisations: BTreeMap<String, u32>,
    /// Seats with a vote, likewise.
    pub(super) votes: BTreeMap<String, u32>,
    /// Seats by category.
    pub(super) categories: BTreeMap<String, u32>,
}

impl Figures {
    /// Those who count for a quorum, as far as is entered: who votes, where that is said of anybody.
    pub(super) fn held(&self) -> u32 {
        if self.told { self.voting } else { self.seats }
    }

    /// Whether fewer seats are entered than the quorum asks for.
    pub(super) fn is_short(&self) -> bool {
        !self.more && self.quorum.is_some_and(|quorum| quorum > self.held())
    }

    /// Whether the quorum is all of the seats that count, of several.
    pub(super) fn is_everybody(&self) -> bool {
        !self.more && self.held() > 1 && self.quorum == Some(self.held())
    }

    /// Those who count for it, in words.
    pub(super) fn who_count(&self) -> &'static str {
        if self.told { "seats with a vote" } else { "seats" }
    }

    /// The seats by organisation that count: those with a vote, where that is said of any.
    pub(super) fn by_organisation(&self) -> &BTreeMap<String, u32> {
        if self.told { &self.votes } else { &self.organisations }
    }
}

pub(super) fn figures(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Figures {
    let mut figures = Figures {
        quorum: body.quorum().and_then(|quorum| quorum.members),
        ..Figures::default()
    };
    let mut people = BTreeSet::new();
    // A list that says of no seat whether it votes makes no difference between its members.
    let told = body.seats().any(|seat| seat.voting.is_some());
    figures.told = told;
    for seat in body.seats().filter(|seat| role(seat) != Some(Role::InAttendance)) {
        let (many, more) = places(at, seat);
        figures.more |= more;
        add(&mut figures.seats, many);
        let has_vote = votes(seat, told) == So::Yes;
        if has_vote {
            add(&mut figures.voting, many);
        }
        if is_vacant(at, seat) {
            add(&mut figures.vacant, many);
        } else if let Some(holder) = Holder::of(at, seat) {
            people.extend(holder.person);
        }
        if let Some(name) = sits_for(at, seat) {
            if has_vote {
                add(figures.votes.entry(name.clone()).or_default(), many);
            }
            add(figures.organisations.entry(name).or_default(), many);
        }
        if let Some(category) = &seat.category {
            add(figures.categories.entry(category.to_string()).or_default(), many);
        }
    }
    figures.people = u32::try_from(people.len()).unwrap_or(u32::MAX);
    figures
}

fn add(figure: &mut u32, many: u32) {
    *figure = figure.saturating_add(many);
}

/// The one organisation for which the holder of a seat sits: that names the holder, that has the post, or to which the person
/// belongs; nothing where there is none, or several.
fn sits_for(at: &AsAt<'_>, seat: &Seat) -> Option<String> {
    let one = |ids: &[remit_model::model::NodeId]| match ids {
        [only] => Some(at.node(*only).name().to_string()),
        _ => None,
    };
    if let Some(nominator) = seat.nominee_of {
        return one(&organisations(at, nominator));
    }
    match &seat.filled {
        Filled::Post(post) => {
            let post = at.node_by_key(&post.value)?;
            let within = one(&organisations(at, post.id()));
            within.or_else(|| post.employer().map(|employer| employer.name().to_string()))
        }
        Filled::Person(person) => one(&at.person(&person.value)?.of),
        _ => None,
    }
}
