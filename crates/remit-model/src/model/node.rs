//! Organisations, bodies and posts, with what stands below them.

use jiff::civil::Date;

use super::{Ended, Layer, Row, Statement};
use crate::document::{At, Effect, Role, Span, Status};
use crate::text::Text;

/// The number of a node in its model. Outside this crate, nodes are named by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A legal person.
    Organisation,
    /// A board, committee, forum, group or alliance.
    Body,
    /// An office.
    Post,
}

impl NodeKind {
    /// The table in which it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Body => "body",
            Self::Post => "post",
        }
    }
}

/// An organisation, body or post over the whole timeline.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its key, unique among organisations, bodies and posts.
    pub key: Text,
    /// Which of the three.
    pub kind: NodeKind,
    /// Its definition and what adopted or proposed changes lay over it, in order.
    pub parts: Vec<Part>,
    /// What it does, in the order of key and layer.
    pub does: Vec<Doing>,
    /// The places on it.
    pub seats: Vec<Seat>,
    /// The risks that it carries.
    pub carries: Vec<Carry>,
    /// Which proposals end it, adopted or not, in the order in which they count.
    pub ended: Vec<Ended>,
}

/// One definition of a node, or one change to it: the keys that it states.
#[derive(Debug, Clone)]
pub struct Part {
    /// The common part.
    pub statement: Statement,
    /// Whether it defines the node, rather than changing it.
    pub defines: bool,
    /// The last day of the node, where this part states one.
    pub ends: Option<Date>,
    /// Whether the node is in force, proposed or shadow, where this part says so.
    pub status: Option<Status>,
    /// What it says of the node.
    pub keys: Keys,
}

/// The keys of a node that one definition or change states.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// Lists and tables that are written empty: there are none.
    pub none: Box<[&'static str]>,
    /// The name.
    pub name: Option<At<Text>>,
    /// What the source calls it.
    pub called: Option<At<Text>>,
    /// The number of its form in the catalogue.
    pub(crate) form: Option<At<u32>>,
    /// The organisation that it is part of.
    pub(crate) within: Option<At<NodeId>>,
    /// The organisations that share it.
    pub(crate) between: Box<[At<NodeId>]>,
    /// The number of its tier in the framework.
    pub(crate) tier: Option<At<u32>>,
    /// The number of its lane in the framework.
    pub(crate) lane: Option<At<u32>>,
    /// Whether it stands for several alike.
    pub many: Option<At<bool>>,
    /// How many.
    pub count: Option<At<u32>>,
    /// The area or population that it serves.
    pub covers: Option<At<Text>>,
    /// Whether it lies outside the framework.
    pub external: Option<At<bool>>,
    /// What it is for.
    pub purpose: Option<At<Text>>,
    /// Its terms of reference.
    pub instrument: Option<At<Text>>,
    /// What it is in law: statutory bodies, or for a post offices, by key.
    pub in_law: Box<[Text]>,
    /// The organisation that employs the holder of a post.
    pub(crate) employer: Option<At<NodeId>>,
    /// The person who holds a post.
    pub holder: Option<At<Text>>,
    /// Whether nobody holds the post.
    pub vacant: Option<At<bool>>,
    /// The user's labels.
    pub tags: Box<[Text]>,
    /// How many must be present to decide, and of which category.
    pub quorum: Option<Box<Quorum>>,
    /// How often it meets.
    pub meets: Option<Interval>,
}

/// How many must be present to decide.
#[derive(Debug, Clone)]
pub struct Quorum {
    /// Where it is stated.
    pub span: Span,
    /// Members in all.
    pub members: Option<u32>,
    /// Of each category at least so many.
    pub of_category: Vec<(Text, u32)>,
    /// Of each role at least so many.
    pub of_role: Vec<(Role, u32)>,
}

/// How often something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// Every so many months.
    Months(u32),
    /// Every so many weeks.
    Weeks(u32),
}

impl Interval {
    /// In words: "every 3 months".
    pub fn words(self) -> String {
        match self {
            Self::Months(1) => "every month".to_owned(),
            Self::Months(n) => format!("every {n} months"),
            Self::Weeks(1) => "every week".to_owned(),
            Self::Weeks(n) => format!("every {n} weeks"),
        }
    }
}

/// What a body does with a function.
#[derive(Debug, Clone)]
pub struct Doing {
    /// Its key below the body.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The verb as written.
    pub verb: Option<At<Text>>,
    /// What the verb amounts to.
    pub effect: Option<Effect>,
    /// The key of the function.
    pub function: Option<At<Text>>,
    /// What it does, where no function is meant.
    pub text: Option<Text>,
    /// Whether the decision may not be delegated.
    pub reserved: Option<bool>,
    /// Up to how much.
    pub limit: Option<Money>,
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// Up to how much, in whole units of the currency.
    pub amount: Option<i64>,
    /// More than how much, where this is one band of several.
    pub above: Option<i64>,
    /// The currency.
    pub currency: Text,
    /// For what.
    pub per: Option<Text>,
}

/// A risk that a body carries.
#[derive(Debug, Clone)]
pub struct Carry {
    /// Its key below the body.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The log entry that describes the risk.
    pub log: Option<At<Text>>,
    /// What the risk is.
    pub text: Option<Text>,
}

/// A place on a body.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Its key below the body.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The part that its holder plays.
    pub role: Option<At<Role>>,
    /// Whether its holder votes.
    pub voting: Option<bool>,
    /// What its holder is.
    pub category: Option<Text>,
    /// Who fills it.
    pub filled: Filled,
    /// The organisation or body that names its holder, whether or not the holder is named.
    pub nominee_of: Option<NodeId>,
    /// How many seats alike.
    pub count: Option<u32>,
    /// When the term of office ends.
    pub term_ends: Option<Date>,
    /// Who approved the holder.
    pub approved_by: Option<NodeId>,
}

/// Who fills a seat.
#[derive(Debug, Clone)]
pub enum Filled {
    /// A person, by key.
    Person(At<Text>),
    /// The holder of a post, by key.
    Post(At<Text>),
    /// Somebody whom an organisation or body names, by key.
    Nominee(At<Text>),
    /// The holder of an office: role and selector as written.
    ExOfficio(At<Text>),
    /// Nobody.
    Vacant(Span),
    /// Not entered, or not stated.
    Unnamed,
}

impl Node {
    /// The name that it had first, for places where no date is known.
    pub fn first_name(&self) -> &Text {
        self.parts
            .iter()
            .find_map(|part| part.keys.name.as_deref())
            .unwrap_or(&self.key)
    }

    /// Its table and key: `body.hwb`.
    pub fn subject(&self) -> String {
        format!("{}.{}", self.kind.word(), self.key)
    }

    /// Whether the framework itself defines it, rather than proposals alone.
    pub fn in_base(&self) -> bool {
        self.parts
            .iter()
            .any(|part| part.defines && part.statement.layer == Layer::Base)
    }
}

macro_rules! rows {
    ($($name:ident),*) => {$(
        impl Row for $name {
            fn key(&self) -> &Text {
                &self.key
            }

            fn statement(&self) -> &Statement {
                &self.statement
            }
        }

        impl $crate::model::RowMut for $name {
            fn statement_mut(&mut self) -> &mut $crate::model::Statement {
                &mut self.statement
            }
        }
    )*};
}

rows!(Doing, Carry, Seat);
pub(crate) use rows;
