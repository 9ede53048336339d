//! What is wrong in a made-up framework: how much of what, where, and what a check must say of it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::words::Dice;
use super::{AREA, BLOCK};

/// A fault of one body. Numbers are those of other bodies of its area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It answers to this body, which leads back to it.
    Cycle(usize),
    /// It answers to nobody and is part of nothing.
    Orphan,
    /// The same, and the framework has accepted it.
    AcceptedOrphan,
    /// Another body answers to it, and it to nobody.
    Unanchored,
    /// The other body of an unanchored line: no fault of its own.
    BelowUnanchored(usize),
    /// It decides, and its form is not stated.
    FormNotStated,
    /// It is called a committee and recorded as a group.
    Misnamed,
    /// Its documents are silent.
    Silent,
    /// Its chair also chairs this body.
    SameChairAs(usize),
    /// A commissioner belongs to an alliance of providers.
    CommissionerInAlliance,
    /// A line leads to a body that does not exist.
    UnknownBody,
    /// A seat names a person who does not exist.
    UnknownPerson,
    /// A source names a document that does not exist.
    UnknownDocument,
    /// It has a key that the format does not know.
    UnknownKey,
    /// A seat of it has one.
    UnknownKeyInSeat,
    /// Text stands where a table belongs.
    WrongValue,
    /// Text stands where true or false belongs.
    WrongValueInSeat,
    /// A name with a space and a capital stands where an id belongs.
    BadId,
    /// A seat ends before it starts.
    ReversedDates,
    /// It is defined again in another file.
    DefinedTwice,
    /// The log leaves open to whom it answers.
    OpenAccountability,
    /// The log leaves open who sits on it.
    OpenRole,
    /// A path is demanded that does not exist.
    BrokenPath,
    /// A link is demanded of which nothing is known.
    BrokenLink,
    /// A file of its area is not TOML.
    NotToml,
    /// It decides, and its form cannot.
    AdvisoryDecides,
    /// The term of office of its vice-chair is over.
    TermOver,
    /// Its terms of reference are past their review.
    StaleTerms,
    /// A function of its area must be approved, and nobody does.
    Unowned,
    /// What it was given may not be passed on, and it passes it on.
    Onward,
    /// A line that there is is forbidden.
    Forbidden,
    /// Its trust may have no seat on it, and has one.
    TooManySeats,
}

/// What is planted in every thousand bodies: the fault, how often, and the rule that must find it. A fault that takes
/// several bodies (a cycle, two bodies with one chair) is given once, by its size.
const PLANTED: [(Kind, usize, &str); 33] = [
    (Kind::Cycle(1), 1, "accountability-cycle"),
    (Kind::Cycle(2), 1, "accountability-cycle"),
    (Kind::Cycle(3), 1, "accountability-cycle"),
    (Kind::One(Fault::Orphan), 5, "orphan-body"),
    (Kind::One(Fault::AcceptedOrphan), 1, DEPARTED),
    (Kind::Unanchored, 3, "unanchored-accountability"),
    (Kind::One(Fault::FormNotStated), 5, "form-not-stated"),
    (Kind::One(Fault::Misnamed), 3, "misnamed-form"),
    (Kind::One(Fault::Silent), 10, "silences"),
    (Kind::SameChair, 3, "many-hats"),
    (Kind::One(Fault::CommissionerInAlliance), 2, "both-sides"),
    (Kind::One(Fault::UnknownBody), 1, "unresolved-reference"),
    (Kind::One(Fault::UnknownPerson), 1, "unresolved-reference"),
    (Kind::One(Fault::UnknownDocument), 1, "unresolved-reference"),
    (Kind::One(Fault::UnknownKey), 2, "unknown-key"),
    (Kind::One(Fault::UnknownKeyInSeat), 2, "unknown-key"),
    (Kind::One(Fault::WrongValue), 1, "wrong-value"),
    (Kind::One(Fault::WrongValueInSeat), 1, "wrong-value"),
    (Kind::One(Fault::BadId), 1, "bad-id"),
    (Kind::One(Fault::ReversedDates), 2, "reversed-dates"),
    (Kind::One(Fault::DefinedTwice), 1, "defined-twice"),
    (Kind::One(Fault::OpenAccountability), 2, "unsettled-accountability"),
    (Kind::One(Fault::OpenRole), 2, "unsettled-role"),
    (Kind::One(Fault::BrokenPath), 1, "broken-path"),
    (Kind::One(Fault::BrokenLink), 1, "broken-link"),
    (Kind::One(Fault::NotToml), 1, "syntax"),
    (Kind::One(Fault::AdvisoryDecides), 2, "advisory-holds-decision"),
    (Kind::One(Fault::TermOver), 3, "lost-seat"),
    (Kind::One(Fault::StaleTerms), 3, "stale-terms"),
    (Kind::One(Fault::Unowned), 2, "unowned-decision"),
    (Kind::One(Fault::Onward), 1, "onward-delegation"),
    (Kind::One(Fault::Forbidden), 1, "broken-forbidden"),
    (Kind::One(Fault::TooManySeats), 1, "broken-cap"),
];

/// Stands for the rule where a finding is accepted, and so is none.
pub(crate) const DEPARTED: &str = "(departed)";

/// How a fault is planted.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// On one body.
    One(Fault),
    /// On so many bodies, each answering to the next.
    Cycle(usize),
    /// On a body and the one that answers to it.
    Unanchored,
    /// On two bodies.
    SameChair,
}

/// How many findings of each rule a check of so many bodies must give, and no others.
pub(crate) fn expected(bodies: usize) -> BTreeMap<&'static str, usize> {
    let rounds = bodies / (AREA * BLOCK);
    // The framework itself is due for review, once.
    let mut expected = BTreeMap::from([("review-due", 1)]);
    for (_, count, rule) in PLANTED {
        *expected.entry(rule).or_default() += count * rounds;
    }
    expected
}

/// Where the faults of a thousand bodies are planted.
pub(crate) struct Plan(BTreeMap<(usize, usize), Fault>);

impl Plan {
    /// Deals the faults of a block of areas out among some bodies of each area.
    pub(crate) fn new(block: usize, bodies: Range<usize>) -> Self {
        let mut dice = Dice::new(!(block as u64));
        let mut free: Vec<Vec<usize>> = (0..BLOCK)
            .map(|_| {
                let mut bodies: Vec<usize> = bodies.clone().collect();
                dice.shuffle(&mut bodies);
                bodies
            })
            .collect();
        let mut plan = BTreeMap::new();
        for (kind, count, _) in PLANTED {
            for _ in 0..count {
                let area = dice.below(BLOCK);
                let size = match kind {
                    Kind::One(_) => 1,
                    Kind::Cycle(size) => size,
                    Kind::Unanchored | Kind::SameChair => 2,
                };
                let left = free[area].len() - size;
                let chosen = free[area].split_off(left);
                for (at, &body) in chosen.iter().enumerate() {
                    let fault = match (kind, at) {
                        (Kind::One(fault), _) => fault,
                        (Kind::Cycle(size), _) => Fault::Cycle(chosen[(at + 1) % size]),
                        (Kind::Unanchored, 0) => Fault::Unanchored,
                        (Kind::Unanchored, _) => Fault::BelowUnanchored(chosen[0]),
                        // The first of the two is as it should be.
                        (Kind::SameChair, 0) => continue,
                        (Kind::SameChair, _) => Fault::SameChairAs(chosen[0]),
                    };
                    plan.insert((block * BLOCK + area, body), fault);
                }
            }
        }
        Self(plan)
    }

    /// The fault of a body.
    pub(crate) fn at(&self, area: usize, body: usize) -> Option<Fault> {
        self.0.get(&(area, body)).copied()
    }

    /// The bodies of an area that have a fault.
    pub(crate) fn of(&self, area: usize, fault: Fault) -> impl Iterator<Item = usize> {
        let of_area = self.0.range((area, 0)..(area + 1, 0));
        of_area
            .filter(move |(_, found)| **found == fault)
            .map(|((_, body), _)| *body)
    }
}
