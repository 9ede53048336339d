//! Chains of delegation: from the one who holds a function to begin with, step by step, to the last to whom it is given.
//!
//! What holds of each step is worked out along the chain: a power that carries it, leave to pass it on, limits that only
//! shrink, days that only nest, who is liable, and how the one who receives answers back.

mod carried;
pub(crate) mod days;
pub(crate) mod form_days;
pub(crate) mod limits;
mod nesting;
pub(crate) mod onward;
pub(crate) mod received;
pub(crate) mod statutory;
mod step;
mod told;
mod walk;

use remit_model::model::{Delegation, Form, NodeId, Power, StatutoryFunction};
use remit_model::path::{Path, StepStatus};

pub use days::Days;
pub use walk::{LONGEST, MOST, chains};

use crate::lawful::{Answers, Fit};

/// All chains by which a function is given.
#[derive(Debug, Clone, Default)]
pub struct Chains<'m> {
    /// The chains, in the order of the keys of their delegations.
    pub chains: Vec<DelegationChain<'m>>,
    /// Whether there are more than [`MOST`].
    pub more: bool,
}

/// A chain of delegations of one function.
#[derive(Debug, Clone)]
pub struct DelegationChain<'m> {
    /// Who holds the function to begin with, and how that is known.
    pub holder: Holder<'m>,
    /// The steps, from the holder down.
    pub steps: Vec<DelegationStep<'m>>,
    /// How it ends.
    pub ends: Ending,
}

/// Who holds a function to begin with.
#[derive(Debug, Clone)]
pub struct Holder<'m> {
    /// Those who give it first.
    pub givers: Vec<NodeId>,
    /// How they hold it.
    pub by: HeldBy<'m>,
}

/// How the first of a chain holds what is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBy<'m> {
    /// It is theirs, or that of the organisations that they are part of.
    Own,
    /// A statute gives it to a body of this kind.
    Statute(&'m str),
    /// The framework does not say whose it is.
    NotSaid,
    /// The framework says that it is somebody else's, and not how they came by it.
    OfOthers,
    /// They have it only from those to whom they give it.
    Circle,
}

/// How a chain ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Nobody is given it after the last step.
    Last,
    /// It goes back to somebody who had it before.
    Circle,
    /// It goes on after [`LONGEST`] steps, which are not shown.
    Longer,
}

/// A step of a chain: one delegation, by one or several who give.
#[derive(Debug, Clone)]
pub struct DelegationStep<'m> {
    /// The delegation.
    pub delegation: &'m Delegation,
    /// Whether it is in force.
    pub status: StepStatus,
    /// Those who give, by whom it came down this chain.
    pub givers: Vec<NodeId>,
    /// Who receives.
    pub to: NodeId,
    /// The power under which it is made.
    pub power: StepPower<'m>,
    /// The days that it states.
    pub stated: Days,
    /// The days that are left of them, within its power, its parties and the steps before it.
    pub left: Days,
    /// What cut them.
    pub cuts: Vec<Cut<'m>>,
    /// Who is liable by the row of the power; empty where it does not say.
    pub liable: Vec<NodeId>,
    /// How the one who receives answers back.
    pub answering: Answering,
    /// What holds of it, and what does not.
    pub reasons: Vec<Reason>,
}

/// The power of a step.
#[derive(Debug, Clone)]
pub enum StepPower<'m> {
    /// The framework has switched the law off.
    NotAsked,
    /// The one that is recorded, and whether it carries the step.
    Recorded(&'m Power, Fit),
    /// None is recorded: what could carry it.
    NotRecorded(Answers<'m>),
    /// A name that leads nowhere is recorded.
    Unknown,
}

/// What cuts the days of a step.
#[derive(Debug, Clone)]
pub struct Cut<'m> {
    /// Whether it is the end that is cut, or the beginning.
    pub is_end: bool,
    /// The first or last day that is left.
    pub day: jiff::civil::Date,
    /// By what.
    pub by: CutBy<'m>,
}

/// By what the days of a step are cut.
#[derive(Debug, Clone)]
pub enum CutBy<'m> {
    /// Its power was in force only then.
    Power(&'m Power),
    /// This one, who gives or receives, was there only then; or its organisation.
    Party(NodeId),
    /// The law knows the form of this one, who gives or receives, only then; or that of its organisation.
    Form(NodeId, &'m Form),
    /// A step before it.
    Step(&'m Delegation),
}

/// How the one who receives answers to those who give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answering {
    /// Inside one organisation: it need not be said.
    Inside,
    /// By these lines, for each of those who give and are found.
    By(Vec<Path>),
    /// It cannot be told.
    CannotTell,
    /// To these there is no line that carries the function.
    No(Vec<NodeId>),
    /// To these there is none either, and it is open whose body one of the two is: answering may be implied.
    Unclear(Vec<NodeId>),
    /// Not asked: one of the two is not in force, or lies outside the framework.
    NotAsked,
}

/// One thing that holds of a step, or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it is about.
    pub about: About,
    /// What it comes to.
    pub verdict: Hold,
    /// A sentence without its full stop.
    pub says: String,
}

/// What is asked of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Whether it is in force.
    InForce,
    /// Whether those who give hold it.
    Holding,
    /// Whether a power carries it.
    Power,
    /// Whether it may be passed on.
    Onward,
    /// Whether the limit has grown.
    Limit,
    /// Whether the days lie within what is left.
    Days,
    /// What rules say of its record, or of the one who receives: in their own words.
    Rules,
    /// Whether the one who receives answers.
    Answering,
}

/// Whether something holds. Ordered from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It holds.
    Holds,
    /// What is stated does not say.
    CannotTell,
    /// It may hold on the date, and something stands against it all the same: nobody answers for it, or what it states goes
    /// further than it can.
    Against,
    /// It does not hold.
    Broken,
}

impl Hold {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::CannotTell => "cannot be told",
            Self::Against => "has something against it",
            Self::Broken => "does not hold",
        }
    }
}

impl DelegationStep<'_> {
    /// What the step comes to: by law, by its terms, limits and days, and by whether the one who receives answers. A line that
    /// is not entered stands against it, and makes nothing unlawful.
    pub fn verdict(&self) -> Hold {
        let verdicts = self.reasons.iter().map(|reason| reason.verdict);
        verdicts.max().unwrap_or(Hold::Holds)
    }

    /// Whether something about it comes to this.
    pub fn has(&self, verdict: Hold) -> bool {
        self.reasons.iter().any(|reason| reason.verdict == verdict)
    }
}

impl DelegationChain<'_> {
    /// What the chain comes to: no better than its worst step.
    pub fn verdict(&self) -> Hold {
        let verdicts = self.steps.iter().map(DelegationStep::verdict);
        let round = (self.ends == Ending::Circle || self.holder.by == HeldBy::Circle).then_some(Hold::Broken);
        verdicts.chain(round).max().unwrap_or(Hold::Holds)
    }

    /// The number of the first step that is as bad as the chain, counted from 1. None where the chain holds.
    pub fn weakest(&self) -> Option<usize> {
        let worst = self.verdict();
        self.where_it(worst).first().copied().filter(|_| worst != Hold::Holds)
    }

    /// The numbers of the steps of which something comes to this, counted from 1.
    pub fn where_it(&self, verdict: Hold) -> Vec<usize> {
        let steps = self.steps.iter().zip(1..);
        steps
            .filter(|(step, _)| step.has(verdict))
            .map(|(_, number)| number)
            .collect()
    }
}

/// The row by which a statute gives a function to a body, cited.
fn cited(row: &StatutoryFunction) -> &str {
    row.validity.citation.as_ref().unwrap_or(&row.name)
}
