//! What a framework demands of itself.

use super::node::rows;
use super::{Function, NodeId, Row, Selector, Statement};
use crate::document::{Capacity, FunctionKind, RelationKind, Role, Span, Who};
use crate::text::Text;

/// A demand of the framework on itself.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// What it demands.
    pub demand: Demand,
    /// Why.
    pub because: Option<Text>,
    /// What to do when it does not hold.
    pub remedy: Option<Text>,
}

/// What a requirement demands.
#[derive(Debug, Clone)]
pub enum Demand {
    /// A chain of relations through places, top first.
    Path {
        /// The places, each with where it is written.
        top_down: Vec<(Selector, Span)>,
        /// The relations that count.
        by: Vec<RelationKind>,
        /// The longest that an escalation may take along it, in weeks.
        within_weeks: Option<u32>,
    },
    /// A role on each selected body holds a seat on another.
    Link {
        /// The bodies.
        of: (Selector, Span),
        /// The role.
        role: Role,
        /// The body on which a seat must be held.
        sits_on: NodeId,
    },
    /// Every chain of relations from the last place up to the first passes through a body.
    Only {
        /// The places, top first, each with where it is written.
        top_down: Vec<(Selector, Span)>,
        /// The body that no chain may go round.
        through: NodeId,
        /// The relations that count.
        by: Vec<RelationKind>,
    },
    /// Nobody is in both of two sets, or in both of two capacities.
    Separate {
        /// What is to be kept apart.
        apart: Apart,
        /// Whom it is about: never empty.
        who: Vec<Who>,
    },
    /// No chain of relations leads from one set up to the other.
    Forbidden {
        /// Where a chain would begin.
        from: (Selector, Span),
        /// Where it would end.
        to: (Selector, Span),
        /// The relations that count.
        by: Vec<RelationKind>,
    },
    /// Each function selected is decided by exactly one body.
    ExactlyOne {
        /// The functions.
        functions: Vec<Functions>,
    },
    /// No more than so many of a body's seats come from one source.
    Cap {
        /// The bodies.
        on: (Selector, Span),
        /// How many.
        most: Most,
        /// Of whom.
        of: SeatsOf,
        /// Whether only seats that vote count.
        voting: bool,
    },
    /// It could not be read; the mistake is reported elsewhere.
    Unreadable,
}

/// What a requirement keeps apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Apart {
    /// Two sets, each with where it is written.
    Sets((Selector, Span), (Selector, Span)),
    /// Two capacities.
    Capacities(Capacity, Capacity),
}

/// Functions, chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Functions {
    /// All of them.
    All,
    /// All of a kind.
    Kind(FunctionKind),
    /// One, by key.
    One(Text),
}

impl Functions {
    /// Whether it chooses this function.
    pub fn choose(&self, function: &Function) -> bool {
        match self {
            Self::All => true,
            Self::Kind(kind) => function.kind == Some(*kind),
            Self::One(key) => function.key == *key,
        }
    }
}

/// How many seats at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Most {
    /// So many seats.
    Seats(u32),
    /// Such a share of all seats, in per cent.
    Percent(u32),
}

/// Whose seats are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeatsOf {
    /// Each organisation's, by itself.
    EachOrganisation,
    /// One organisation's.
    Organisation(NodeId),
    /// Those of a category.
    Category(Text),
}

rows!(Requirement);
