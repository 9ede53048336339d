//! `[requirement]`: what the framework demands of itself.

use schemars::JsonSchema;
use serde::Deserialize;

use super::body::words;
use super::statement::statements;
use super::{At, Capacity, Day, Entries, Key, List, Role, Status};
use crate::text::Text;

/// Checks that this framework demands of itself.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Requirements {
    /// From each body in the last place, a chain of the named relations leads up to the first.
    pub path: Entries<PathRequirement>,
    /// The chair (or another named role) of each selected body holds a seat on another.
    pub link: Entries<LinkRequirement>,
    /// Every chain from each body in the last place up to the first passes through a named body.
    pub only: Entries<OnlyRequirement>,
    /// No person, post or organisation is in both sets, or in both capacities.
    pub separate: Entries<SeparateRequirement>,
    /// No chain of the named relations leads from one set to the other.
    pub forbidden: Entries<ForbiddenRequirement>,
    /// Each function selected is decided by exactly one body.
    pub exactly_one: Entries<ExactlyOneRequirement>,
    /// No more than so many of a body's seats come from one organisation or category.
    pub cap: Entries<CapRequirement>,
}

statements! {
    /// From each body in the last place a chain of the named relations leads up to the first, through the places between.
    pub struct PathRequirement {
        /// The places, top first: ids or selectors.
        pub top_down: List<At<Text>>,
        /// The relations that count as steps.
        pub by: List<At<RelationKind>>,
        /// The longest that something may take to be escalated along it, in weeks: each body acts at its next meeting.
        #[schemars(range(min = 1, max = 520))]
        pub within_weeks: Option<At<u32>>,
        /// Why the framework demands it.
        pub because: Option<At<Text>>,
        /// What to do when it does not hold.
        pub remedy: Option<At<Text>>,
    }

    /// The chair (or another role) of each selected body holds a seat on another body.
    pub struct LinkRequirement {
        /// The bodies whose chair is meant: an id or selector.
        pub chair_of: Option<At<Text>>,
        /// The role meant, where it is not the chair.
        pub role: Option<At<Role>>,
        /// The body on which the holder must have a seat.
        pub sits_on: Option<At<Key>>,
        /// Why the framework demands it.
        pub because: Option<At<Text>>,
        /// What to do when it does not hold.
        pub remedy: Option<At<Text>>,
    }

    /// Every chain of the named relations from each body in the last place up to the first passes through a named body.
    pub struct OnlyRequirement {
        /// The places, top first: ids or selectors. The first is where the chains end, the last where they begin.
        pub top_down: List<At<Text>>,
        /// The body that no chain may go round.
        pub through: Option<At<Key>>,
        /// The relations that count as steps.
        pub by: List<At<RelationKind>>,
        /// Why the framework demands it.
        pub because: Option<At<Text>>,
        /// What to do when it does not hold.
        pub remedy: Option<At<Text>>,
    }

    /// No person, post or organisation is in both sets, or in both capacities.
    pub struct SeparateRequirement {
        /// The two sets: ids or selectors. In a set is who holds a seat on a body of it, names the holder of one, shares the
        /// body, is a party to it, or is selected itself.
        pub sets: List<At<Text>>,
        /// The two capacities in which no organisation may belong to bodies or papers, instead of two sets.
        pub capacities: List<At<Capacity>>,
        /// Whom it is about; left out means all three.
        pub who: List<At<Who>>,
        /// Why the framework demands it.
        pub because: Option<At<Text>>,
        /// What to do when it does not hold.
        pub remedy: Option<At<Text>>,
    }

    /// No chain of the named relations leads from one set up to the other.
    pub struct ForbiddenRequirement {
        /// Where a chain would begin: an id or selector.
        pub from: Option<At<Text>>,
        /// Where it would end: an id or selector.
        pub to: Option<At<Text>>,
        /// The relations that count as steps.
        pub by: List<At<RelationKind>>,
        /// Why the framework demands it.
        pub because: Option<At<Text>>,
        /// What to do when it does not hold.
        pub remedy: Option<At<Text>>,
    }

    /// Each function selected is decided by exactly one body.
    pub struct ExactlyOneRequirement {
        /// The functions, by id; "*" for all, or a kind of function as "kind:duty".
        pub functions: List<At<Text>>,
        /// Why the framework demands it.
        pub because: Option<At<Text>>,
        /// What to do when it does not hold.
        pub remedy: Option<At<Text>>,
    }

    /// No more than so many, or than a share, of a body's seats come from one organisation or category.
    pub struct CapRequirement {
        /// The bodies: an id or selector.
        pub on: Option<At<Text>>,
        /// At most so many seats.
        #[schemars(range(min = 0, max = 10_000))]
        pub most: Option<At<u32>>,
        /// At most this share of the seats, in per cent.
        #[schemars(range(min = 0, max = 100))]
        pub percent: Option<At<u32>>,
        /// The organisation whose seats are counted. Left out, with `category`, means each organisation by itself.
        pub organisation: Option<At<Key>>,
        /// The category whose seats are counted.
        pub category: Option<At<Key>>,
        /// Whether only seats that vote are counted.
        pub voting: Option<At<bool>>,
        /// Why the framework demands it.
        pub because: Option<At<Text>>,
        /// What to do when it does not hold.
        pub remedy: Option<At<Text>>,
    }
}

words! {
    /// Whom a requirement is about.
    pub enum Who {
        /// People.
        Person = "person",
        /// Posts.
        Post = "post",
        /// Organisations.
        Organisation = "organisation",
    }

    /// The level of a rule in this framework.
    pub enum RuleLevel {
        /// The rule is not run.
        Off = "off",
        /// Its findings are to note.
        Note = "note",
        /// Its findings should be resolved.
        Should = "should",
        /// Its findings must be resolved.
        Must = "must",
    }

    /// A kind of relation between organisations, bodies and posts.
    pub enum RelationKind {
        /// A answers to B.
        AnswersTo = "answers-to",
        /// A oversees B.
        Oversees = "oversees",
        /// A supports B.
        Supports = "supports",
        /// A reports to B.
        ReportsTo = "reports-to",
        /// A advises B.
        Advises = "advises",
        /// A challenges B.
        Challenges = "challenges",
        /// A scrutinises B, by statute.
        Scrutinises = "scrutinises",
        /// A is made up of B, among others.
        Comprises = "comprises",
        /// The organisation B is a party to A.
        Party = "party",
        /// A gives a function to B.
        Delegation = "delegation",
        /// A is part of the organisation B.
        Within = "within",
    }
}
