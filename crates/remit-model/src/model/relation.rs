//! The typed lines between organisations, bodies and posts.

use super::{NodeId, Statement};
use crate::document::{Basis, Capacity, Extent, RelationKind};
use crate::text::Text;

/// A line from the acting node to another.
#[derive(Debug, Clone)]
pub struct Relation {
    /// What kind of line.
    pub kind: RelationKind,
    /// Its key below the acting node: with kind and acting node, its identity.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The acting node.
    pub from: NodeId,
    /// The other.
    pub to: NodeId,
    /// The matters that it is about; "*" for all.
    pub matters: Box<[Text]>,
    /// What it rests on.
    pub basis: Option<Basis>,
    /// The key of the legal power.
    pub power: Option<Text>,
    /// The key of the paper.
    pub instrument: Option<Text>,
    /// Months between reports.
    pub every_months: Option<u32>,
    /// Whether advice must be taken into account.
    pub taken_into_account: Option<bool>,
    /// How much of the other is comprised.
    pub extent: Option<Extent>,
    /// As what the other belongs.
    pub capacity: Option<Capacity>,
    /// How the other belongs.
    pub by: Option<Text>,
}

impl RelationKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::AnswersTo,
        Self::Oversees,
        Self::Supports,
        Self::ReportsTo,
        Self::Advises,
        Self::Challenges,
        Self::Scrutinises,
        Self::Comprises,
        Self::Party,
        Self::Delegation,
        Self::Within,
    ];

    /// Whether the line leads upwards: the acting node stands below the other.
    pub fn is_upward(self) -> bool {
        match self {
            Self::AnswersTo | Self::Supports | Self::ReportsTo | Self::Advises | Self::Within => true,
            Self::Oversees
            | Self::Challenges
            | Self::Scrutinises
            | Self::Comprises
            | Self::Party
            | Self::Delegation => false,
        }
    }

    /// The relation read from the acting node: "oversees".
    pub fn words(self) -> &'static str {
        match self {
            Self::AnswersTo => "answers to",
            Self::Oversees => "oversees",
            Self::Supports => "supports",
            Self::ReportsTo => "reports to",
            Self::Advises => "advises",
            Self::Challenges => "challenges",
            Self::Scrutinises => "scrutinises",
            Self::Comprises => "comprises",
            Self::Party => "has as a party",
            Self::Delegation => "delegates to",
            Self::Within => "is part of",
        }
    }

    /// The relation read from the one below to the one above: "is overseen by".
    pub fn upward_words(self) -> &'static str {
        match self {
            Self::Oversees => "is overseen by",
            Self::Challenges => "is challenged by",
            Self::Scrutinises => "is scrutinised by",
            Self::Comprises => "is comprised in",
            Self::Party => "is a party to",
            Self::Delegation => "holds a delegation from",
            _ => self.words(),
        }
    }
}

impl Relation {
    /// The lower end.
    pub fn below(&self) -> NodeId {
        if self.kind.is_upward() { self.from } else { self.to }
    }

    /// The upper end.
    pub fn above(&self) -> NodeId {
        if self.kind.is_upward() { self.to } else { self.from }
    }

    /// Why it is a reading, if it is.
    pub fn assumed(&self) -> Option<&Text> {
        match self.kind {
            RelationKind::Within => self.statement.assumed("within"),
            _ => self.statement.any_assumed(),
        }
    }
}
