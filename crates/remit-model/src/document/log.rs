//! `[log]`, `[milestone]`, `[route]`, `[outcome]`, `[departure]` and `[review]`: what the quarterly review works from.

use super::body::words;
use super::statement::statements;
use super::{At, Day, Entries, Key, List, Status};
use crate::text::Text;

statements! {
    /// A question, risk, issue, action, dependency or possibility.
    pub struct LogEntry {
        /// Which of them.
        pub kind: Option<At<LogKind>>,
        /// What it says.
        pub text: Option<At<Text>>,
        /// What it is about: bodies, organisations, posts, functions, budgets, instruments.
        pub about: List<At<Key>>,
        /// The levels that it is about: tiers of the framework.
        pub tiers: List<At<Key>>,
        /// What it leaves open, as "BODY.KEY": `tht-board.answers-to`.
        pub unsettles: List<At<Text>>,
        /// Who is to deal with it: a body, organisation or post.
        pub owner: Option<At<Key>>,
        /// The day on which it was raised.
        pub raised: Option<At<Day>>,
        /// The day by which it is to be dealt with.
        pub due: Option<At<Day>>,
        /// The day on which it was answered or closed.
        pub answered: Option<At<Day>>,
        /// How it was answered.
        pub answer: Option<At<Text>>,
    }

    /// Something to be done by a date.
    pub struct Milestone {
        /// What is to be done.
        pub text: Option<At<Text>>,
        /// By when.
        pub by: Option<At<Day>>,
        /// What it is about: bodies, organisations, posts, functions, budgets, instruments.
        pub about: List<At<Key>>,
        /// Who is to do it: a body, organisation or post.
        pub owner: Option<At<Key>>,
        /// The day on which it was done.
        pub met: Option<At<Day>>,
    }

    /// How one decision is taken: which bodies' meetings it goes to, in what order, and by when.
    pub struct Route {
        /// The function that is decided.
        pub function: Option<At<Key>>,
        /// What is decided, where no function is meant.
        pub text: Option<At<Text>>,
        /// The day by which somebody outside must have the decision.
        pub deadline: Option<At<Day>>,
        /// Whose day that is.
        pub deadline_of: Option<At<Text>>,
        /// The steps, each before a body or post.
        pub step: Entries<RouteStep>,
    }

    /// One step of a decision.
    pub struct RouteStep {
        /// The body or post before which it comes.
        pub body: Option<At<Key>>,
        /// What it does there: a verb that ships with Remit, or one of `[verbs]`.
        pub verb: Option<At<Key>>,
        /// The day of the meeting.
        pub on: Option<At<Day>>,
        /// The steps that come before it, by key.
        pub after: List<At<Key>>,
    }

    /// What the framework is for, in the words of those it serves.
    pub struct Outcome {
        /// The words.
        pub text: Option<At<Text>>,
        /// The heading under which it stands.
        pub group: Option<At<Text>>,
    }

    /// A review that was made, as `remit review --record` writes it.
    pub struct Reviewed {
        /// The day as at which the framework was reviewed.
        pub on: Option<At<Day>>,
        /// Who signed, as name and post.
        pub signed_by: List<At<Text>>,
        /// The minute that records it.
        pub minute: Option<At<Text>>,
        /// What a check found then: the fingerprints of all findings that were not departed from.
        pub findings: List<At<Text>>,
        /// The files of the framework as they were, without those of reviews: the SHA-256 fingerprint of each, a space, and its path.
        pub files: List<At<Text>>,
        /// The revision of the git repository in which the files were so, where they lie in one.
        pub revision: Option<At<Text>>,
        /// What the statements in force rested on.
        pub statements: Option<At<Rested>>,
        /// The same of each body, organisation and post.
        pub of: Entries<Rested>,
    }

    /// How many statements rested on what.
    pub struct Rested {
        /// A source of their own.
        pub own: Option<At<u32>>,
        /// The source of the table that they stand in.
        pub inherited: Option<At<u32>>,
        /// An admitted assumption.
        pub assumption: Option<At<u32>>,
        /// Nothing.
        pub nothing: Option<At<u32>>,
        /// Those with a source of which some key was an admitted assumption.
        pub readings: Option<At<u32>>,
        /// How often the documents were admitted to be silent.
        pub silences: Option<At<u32>>,
    }

    /// An accepted finding: comply or explain.
    pub struct Departure {
        /// The rule that is departed from.
        pub rule: Option<At<Key>>,
        /// What the finding is about, as "body.provider-alliance".
        pub subject: Option<At<Text>>,
        /// What else the finding is about, where a rule finds several things of one subject: "organisation.ccg".
        pub about: List<At<Text>>,
        /// Why it is accepted.
        pub reason: Option<At<Text>>,
        /// Who accepted it: a body, organisation or post.
        pub accepted_by: Option<At<Key>>,
        /// The minute that records it.
        pub minute: Option<At<Text>>,
        /// The last day on which it counts.
        pub until: Option<At<Day>>,
    }
}

words! {
    /// What a log entry is.
    pub enum LogKind {
        /// Somebody must answer it.
        Question = "question",
        /// It might go wrong.
        Risk = "risk",
        /// It has gone wrong, or is unresolved.
        Issue = "issue",
        /// Somebody is to do it.
        Action = "action",
        /// It needs something else first.
        Dependency = "dependency",
        /// It may come.
        Possibility = "possibility",
    }
}
