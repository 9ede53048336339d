//! Who belongs to a set of organisations, bodies and posts, and what leaves it open.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{RelationKind, Who};
use remit_model::model::{AsAt, Filled, Known, NodeAt, NodeId, NodeKind, Seat};
use remit_model::sources::Place;
use remit_model::text::Text;

use super::saying::{as_read, in_force};

/// Somebody who may belong to a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Member<'m> {
    Person(&'m Text),
    Post(NodeId),
    Organisation(NodeId),
}

impl<'m> Member<'m> {
    pub(super) fn name(self, at: &AsAt<'m>) -> String {
        match self {
            Self::Person(key) => at.person(key).map_or(key, |person| &person.name).to_string(),
            Self::Post(id) | Self::Organisation(id) => at.node(id).name().to_string(),
        }
    }

    fn kind(self) -> Who {
        match self {
            Self::Person(_) => Who::Person,
            Self::Post(_) => Who::Post,
            Self::Organisation(_) => Who::Organisation,
        }
    }
}

/// How somebody belongs to a set: through which of what is selected, and where that is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub(super) through: NodeId,
    pub(super) how: How,
    pub(super) place: Place,
    /// Whether that is a reading.
    pub(super) read: bool,
}

/// The ways of belonging to a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// It is selected itself.
    Itself,
    /// It holds a seat on the body.
    Seat,
    /// It holds the post.
    Holder,
    /// It names the holder of a seat on the body.
    Names,
    /// It shares the body.
    Shares,
    /// It is a party to the body.
    Party,
}

impl Tie {
    /// "holds a seat on the Cabinet".
    pub(super) fn words(&self, at: &AsAt<'_>) -> String {
        let name = at.node(self.through).name();
        let words = match self.how {
            How::Itself => "is named itself".to_owned(),
            How::Seat => format!("holds a seat on {name}"),
            How::Holder => format!("holds the post of {name}"),
            How::Names => format!("names the holder of a seat on {name}"),
            How::Shares => format!("shares {name}"),
            How::Party => format!("is a party to {name}"),
        };
        as_read(words, self.read)
    }
}

/// What leaves open who belongs to a set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) on: NodeId,
    pub(super) why: Why,
    pub(super) place: Place,
}

/// The reasons why it is not known who belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// Not all seats on the body are entered.
    Seats,
    /// Nobody is named for a seat on it.
    Unnamed,
    /// Nobody is named for the post.
    Post,
    /// It is not stated which organisations share the body.
    Between,
    /// It is not stated who is a party to it.
    Party,
}

impl Open {
    pub(super) fn words(&self, at: &AsAt<'_>) -> String {
        let name = at.node(self.on).name();
        match self.why {
            Why::Seats => format!("not all seats on {name} are entered"),
            Why::Unnamed => format!("the holder of a seat on {name} is not named"),
            Why::Post => format!("the holder of the post of {name} is not named"),
            Why::Between => format!("which organisations share {name} is not stated"),
            Why::Party => format!("who is a party to {name} is not stated"),
        }
    }
}

/// Who belongs to a set.
pub(super) struct Belonging<'v, 'm> {
    at: &'v AsAt<'m>,
    who: &'v [Who],
    /// The members, each with how they belong to it.
    pub(super) members: BTreeMap<Member<'m>, Vec<Tie>>,
    /// What leaves it open, in order.
    pub(super) open: Vec<Open>,
    told: BTreeSet<(NodeId, Why)>,
}

impl<'v, 'm> Belonging<'v, 'm> {
    /// Those who belong to some nodes, of the kinds that are asked for.
    pub(super) fn of(at: &'v AsAt<'m>, nodes: &[NodeId], who: &'v [Who]) -> Self {
        let mut belonging = Self {
            at,
            who,
            members: BTreeMap::new(),
            open: Vec::new(),
            told: BTreeSet::new(),
        };
        for &id in nodes {
            let node = at.node(id);
            match node.kind() {
                NodeKind::Organisation => belonging.enter(Member::Organisation(id), tie(id, How::Itself, node.place())),
                NodeKind::Post => {
                    belonging.enter(Member::Post(id), tie(id, How::Itself, node.place()));
                    belonging.holder(&node, tie(id, How::Holder, node.place()));
                }
                NodeKind::Body => belonging.body(&node),
            }
        }
        belonging
    }

    fn asks(&self, who: Who) -> bool {
        self.who.contains(&who)
    }

    fn enter(&mut self, member: Member<'m>, tie: Tie) {
        if self.asks(member.kind()) {
            self.members.entry(member).or_default().push(tie);
        }
    }

    fn leave_open(&mut self, on: NodeId, why: Why, place: Place) {
        // Once for each body, however many seats it has.
        if self.told.insert((on, why)) {
            self.open.push(Open { on, why, place });
        }
    }

    /// An organisation is only in the set while it is in force.
    fn organisation(&mut self, id: NodeId, tie: Tie) {
        let node = self.at.node(id);
        if node.kind() == NodeKind::Organisation && node.exists() {
            self.enter(Member::Organisation(id), tie);
        }
    }

    fn body(&mut self, body: &NodeAt<'m, 'v>) {
        let id = body.id();
        for seat in body.seats() {
            self.seat(seat, id);
        }
        if body.is_not_stated("seats") || !body.is_none("seats") {
            self.leave_open(id, Why::Seats, body.place());
        }
        if !self.asks(Who::Organisation) {
            return;
        }
        let read = body.definition().statement.assumed("between").is_some();
        for organisation in body.between() {
            let place = body.between_place(organisation.id()).unwrap_or_else(|| body.place());
            let shares = tie(id, How::Shares, place);
            self.organisation(organisation.id(), Tie { read, ..shares });
        }
        let parties = self.at.relations_from(id);
        for line in parties.filter(|line| line.kind == RelationKind::Party) {
            let read = line.assumed().is_some();
            let party = tie(id, How::Party, line.statement.place);
            self.organisation(line.to, Tie { read, ..party });
        }
        for (key, why) in [("between", Why::Between), ("party", Why::Party)] {
            if body.is_not_stated(key) {
                self.leave_open(id, why, body.place());
            }
        }
    }

    fn seat(&mut self, seat: &'m Seat, on: NodeId) {
        let read = seat.statement.any_assumed().is_some();
        let sits = Tie {
            read,
            ..tie(on, How::Seat, seat.holder_place())
        };
        if let Some(organisation) = seat.nominee_of {
            self.organisation(
                organisation,
                Tie {
                    how: How::Names,
                    ..sits
                },
            );
        }
        self.filled(seat, sits);
        match &seat.filled {
            Filled::Person(_) | Filled::Post(_) | Filled::Vacant(_) => {}
            // A name that leads nowhere is reported as such, and once is enough.
            _ if !seat.statement.unknown().is_empty() => {}
            Filled::ExOfficio(office) => {
                if self.asks(Who::Person) || self.asks(Who::Post) {
                    self.office(office, sits);
                }
            }
            // Who nominates is known, and nobody else is asked for.
            Filled::Nominee(_) if !self.asks(Who::Person) => {}
            Filled::Nominee(_) | Filled::Unnamed => self.leave_open(on, Why::Unnamed, seat.statement.place),
        }
    }

    /// Enters who is named for a seat.
    fn filled(&mut self, seat: &'m Seat, sits: Tie) {
        match &seat.filled {
            Filled::Person(person) => self.enter(Member::Person(&person.value), sits),
            Filled::Post(post) => {
                if let Some(post) = self.at.node_by_key(&post.value) {
                    self.enter(Member::Post(post.id()), sits);
                    self.holder(&post, sits);
                }
            }
            _ => {}
        }
    }

    /// Whoever holds a post is where the post is.
    fn holder(&mut self, post: &NodeAt<'m, 'v>, tie: Tie) {
        if !self.asks(Who::Person) {
            return;
        }
        match post.holder() {
            Known::Stated(holder) => self.enter(Member::Person(holder.value), tie),
            Known::Unknown => {}
            _ if post.is_vacant() => {}
            _ => self.leave_open(post.id(), Why::Post, post.place()),
        }
    }

    /// A seat that comes with an office is held by those who hold the office, where they are named.
    fn office(&mut self, office: &str, sits: Tie) {
        let (seats, whole) = offices(self.at, office);
        let named = |held: &&Seat| matches!(held.filled, Filled::Person(_) | Filled::Post(_) | Filled::Vacant(_));
        if !whole || !seats.iter().all(named) {
            self.leave_open(sits.through, Why::Unnamed, sits.place);
        }
        for held in seats {
            self.filled(held, sits);
        }
    }
}

fn tie(through: NodeId, how: How, place: Place) -> Tie {
    Tie {
        through,
        how,
        place,
        read: false,
    }
}

/// The seats of an office, as "chair of SELECTOR"; and whether one is entered for each body that is meant.
fn offices<'m>(at: &AsAt<'m>, office: &str) -> (Vec<&'m Seat>, bool) {
    let Some((role, selector)) = at.office(office) else {
        return (Vec::new(), false);
    };
    let bodies = in_force(at, &selector);
    let (mut seats, mut whole) = (Vec::new(), !bodies.is_empty());
    for id in bodies {
        let before = seats.len();
        seats.extend(at.node(id).seats_of(role));
        whole &= seats.len() > before;
    }
    (seats, whole)
}
