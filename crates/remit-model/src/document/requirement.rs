//! `[requirement]` and `[view]`: what the framework demands of itself, and what its drawings show.

use schemars::JsonSchema;
use serde::Deserialize;

use super::body::words;
use super::statement::statements;
use super::{At, Day, Entries, Key, List, Role, Status};
use crate::text::Text;

/// Checks that this framework demands of itself.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Requirements {
    /// From each body in the last place, a chain of the named relations leads up to the first.
    pub path: Entries<PathRequirement>,
    /// The chair (or another named role) of each selected body holds a seat on another.
    pub link: Entries<LinkRequirement>,
}

statements! {
    /// From each body in the last place a chain of the named relations leads up to the first, through the places between.
    pub struct PathRequirement {
        /// The places, top first: ids or selectors.
        pub top_down: List<At<Text>>,
        /// The relations that count as steps.
        pub by: List<At<RelationKind>>,
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

    /// What a diagram or table shows.
    pub struct DiagramView {
        /// Its title.
        pub title: Option<At<Text>>,
        /// Which bodies, organisations and posts: ids or selectors. Left out means all.
        pub show: List<At<Text>>,
        /// Which relations are drawn. Left out means all.
        pub lines: List<At<RelationKind>>,
        /// The proposals that it shows beside what is in force.
        pub with: List<At<Key>>,
        /// The date for which it is drawn, where it is not that of the framework.
        pub as_at: Option<At<Day>>,
    }
}

words! {
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
