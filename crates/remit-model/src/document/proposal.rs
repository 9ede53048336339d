//! `[proposal]` and `[change]`: all in a file that has a `[proposal]` is proposed. And `[scenario]`, which names several.

use schemars::JsonSchema;
use serde::Deserialize;

use super::statement::statements;
use super::{
    At, Body, Budget, Day, Delegation, Entries, Function, Instrument, Key, List, LogEntry, Milestone, Organisation,
    Post, Span, Status,
};
use crate::text::Text;

statements! {
    /// A decision to be taken: it makes everything in its file proposed.
    pub struct Proposal {
        /// Its id, for `--with`.
        pub id: Option<At<Key>>,
        /// Its title.
        pub title: Option<At<Text>>,
        /// Why it is proposed.
        pub reason: Option<At<Text>>,
        /// Who proposes it: a body, organisation or post.
        pub proposer: Option<At<Key>>,
        /// The log entries that it answers.
        pub answers: List<At<Key>>,
        /// The day on which it was adopted. From then, or from `starts`, it is part of the framework.
        pub adopted: Option<At<Day>>,
    }

    /// Proposals that are looked at together.
    pub struct Scenario {
        /// Its title.
        pub title: Option<At<Text>>,
        /// The ids of its proposals, in order.
        pub proposals: List<At<Key>>,
        /// Why they are looked at together.
        pub reason: Option<At<Text>>,
    }
}

/// Keys that a proposal adds to things in force, or replaces. A key that is left out stays as it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Change {
    /// Changes to organisations.
    pub organisation: Entries<Organisation>,
    /// Changes to bodies.
    pub body: Entries<Body>,
    /// Changes to posts.
    pub post: Entries<Post>,
    /// Changes to functions.
    pub function: Entries<Function>,
    /// Changes to budgets.
    pub budget: Entries<Budget>,
    /// Changes to instruments.
    pub instrument: Entries<Instrument>,
    /// Changes to delegations.
    pub delegation: Entries<Delegation>,
    /// Changes to log entries.
    pub log: Entries<LogEntry>,
    /// Changes to milestones.
    pub milestone: Entries<Milestone>,
}

impl Change {
    /// Where the first change stands, if there is one.
    pub fn first(&self) -> Option<Span> {
        fn first<T>(entries: &Entries<T>) -> Option<Span> {
            entries.iter().next().map(|(key, _)| key.span)
        }
        let Self {
            organisation,
            body,
            post,
            function,
            budget,
            instrument,
            delegation,
            log,
            milestone,
        } = self;
        let spans = [
            first(organisation),
            first(body),
            first(post),
            first(function),
            first(budget),
            first(instrument),
            first(delegation),
            first(log),
            first(milestone),
        ];
        spans.into_iter().flatten().min()
    }
}
