//! Functions, money, papers, delegations, the log, milestones and the rest: what is neither node nor line.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::node::rows;
use super::{Money, NodeId, Row, Statement};
use crate::document::{At, BudgetKind, Capacity, Effect, FunctionKind, LogKind, Onward, Span};
use crate::review::Shares;
use crate::sources::Place;
use crate::text::Text;

/// A power or duty in law, or a matter that somebody must hold.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub kind: Option<FunctionKind>,
    /// The organisations that it belongs to in law.
    pub of: Vec<NodeId>,
    /// Verbs that somebody must hold for it.
    pub needs: Vec<Text>,
    /// Whether it is an executive function of a council.
    pub executive: Option<bool>,
    /// Whether the decision is devolved; false, where it is stated that it has been kept.
    pub devolved: Option<bool>,
    /// What it is in law: the key of a statutory function.
    pub in_law: Option<Text>,
}

/// Money.
#[derive(Debug, Clone)]
pub struct Budget {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// What kind of money.
    pub kind: Option<BudgetKind>,
    /// How much.
    pub amount: Option<Money>,
    /// Who pays in.
    pub contributors: Vec<NodeId>,
    /// The organisation that keeps it.
    pub host: Option<NodeId>,
    /// Who holds it.
    pub held_by: Option<At<NodeId>>,
    /// Who may commit it.
    pub committed_by: Option<NodeId>,
    /// Who manages it.
    pub manager: Option<NodeId>,
    /// The paper that makes it so.
    pub instrument: Option<Text>,
}

/// A paper that makes something so.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// What kind of paper.
    pub kind: Option<Text>,
    /// Its parties, each in a role.
    pub parties: Vec<(NodeId, Option<Capacity>)>,
    /// Those of them that leave it: the last day of each as a party, and where that is written.
    pub leaving: Vec<(NodeId, Date, Place)>,
    /// Who must agree to a change.
    pub owners: Vec<NodeId>,
    /// Who approved it.
    pub approvers: Vec<NodeId>,
    /// The day on which it was approved.
    pub approved_on: Option<Date>,
    /// The day by which it must be reviewed.
    pub review_due: Option<Date>,
}

/// A function given by one to another.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its name.
    pub name: Text,
    /// Who gives.
    pub from: Vec<NodeId>,
    /// Who receives.
    pub to: Option<At<NodeId>>,
    /// What is given: functions.
    pub functions: Vec<Text>,
    /// Under which legal power.
    pub power: Option<Text>,
    /// By which paper.
    pub instrument: Option<Text>,
    /// Where it is recorded.
    pub recorded_in: Vec<Text>,
    /// Up to how much.
    pub limit: Option<Money>,
    /// Whether it may be passed on.
    pub onward: Option<Onward>,
    /// What may be done with what is given: verbs; empty means all.
    pub verbs: Vec<Text>,
    /// Who is recorded as liable.
    pub liable: Vec<NodeId>,
    /// Where the consent to passing it on is recorded.
    pub consent: Option<Text>,
    /// The day by which it must be reviewed.
    pub review_due: Option<Date>,
}

/// Something in a table that a log entry or milestone is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The table: body, organisation, function, budget.
    pub table: &'static str,
    /// The key.
    pub key: Text,
}

/// A question, risk, issue, action, dependency or possibility.
#[derive(Debug, Clone)]
pub struct LogEntry {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Which of them.
    pub kind: Option<LogKind>,
    /// What it says.
    pub text: Text,
    /// What it is about.
    pub about: Vec<Subject>,
    /// The tiers that it is about, top to bottom: their places in the framework's list.
    pub tiers: Vec<u32>,
    /// What it leaves open: a node and one of its keys.
    pub unsettles: Vec<(NodeId, Text, Span)>,
    /// Who is to deal with it.
    pub owner: Option<NodeId>,
    /// The day on which it was raised.
    pub raised: Option<Date>,
    /// The day by which it is to be dealt with.
    pub due: Option<Date>,
    /// The day on which it was answered.
    pub answered: Option<Date>,
    /// How it was answered.
    pub answer: Option<Text>,
}

/// Something to be done by a date.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// What is to be done.
    pub text: Text,
    /// By when.
    pub by: Option<Date>,
    /// What it is about.
    pub about: Vec<Subject>,
    /// Who is to do it.
    pub owner: Option<NodeId>,
    /// The day on which it was done.
    pub met: Option<Date>,
}

/// How one decision is taken.
#[derive(Debug, Clone)]
pub struct Route {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The key of the function that is decided.
    pub function: Option<Text>,
    /// What is decided, where no function is meant.
    pub text: Option<Text>,
    /// The day by which somebody outside must have the decision.
    pub deadline: Option<Date>,
    /// Whose day that is.
    pub deadline_of: Option<Text>,
    /// The steps, in the order of their keys.
    pub steps: Vec<RouteStep>,
}

/// One step of a decision.
#[derive(Debug, Clone)]
pub struct RouteStep {
    /// Its key below the route.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The body or post before which it comes.
    pub body: Option<NodeId>,
    /// What it does there.
    pub verb: Option<Text>,
    /// What that amounts to.
    pub effect: Option<Effect>,
    /// The day of the meeting.
    pub on: Option<Date>,
    /// The keys of the steps that come before it.
    pub after: Vec<Text>,
}

impl Route {
    /// The steps in the order in which they are taken: each after those that it says it comes after, else by its day, those without a
    /// day last. Steps that wait for each other in a circle come last, by their days.
    pub fn in_order(&self) -> Vec<&RouteStep> {
        let mut waiting: Vec<&RouteStep> = self.steps.iter().collect();
        waiting.sort_by_key(|step| (step.on.is_none(), step.on, &step.key));
        let mut taken: Vec<&RouteStep> = Vec::with_capacity(waiting.len());
        while !waiting.is_empty() {
            let is_left = |key: &Text| waiting.iter().any(|step| step.key == *key);
            let next = waiting.iter().position(|step| !step.after.iter().any(is_left));
            taken.push(waiting.remove(next.unwrap_or(0)));
        }
        taken
    }

    /// The day by which each step must be taken, by key: that of the deadline for what decides, and for what comes before another step
    /// the day of that step, or its own last day. What comes after the decision has none.
    pub fn latest(&self) -> BTreeMap<&str, Date> {
        self.bounds(|step| step.on)
    }

    /// The same by the deadline alone, whatever days the meetings have.
    pub fn latest_by_deadline(&self) -> BTreeMap<&str, Date> {
        self.bounds(|_| None)
    }

    fn bounds(&self, day: impl Fn(&RouteStep) -> Option<Date>) -> BTreeMap<&str, Date> {
        let mut latest: BTreeMap<&str, Date> = BTreeMap::new();
        for step in self.in_order().into_iter().rev() {
            let own = self.deadline.filter(|_| step.effect == Some(Effect::Decide));
            let later = self.steps.iter().filter(|later| later.after.contains(&step.key));
            let by_later = later.filter_map(|later| {
                let bound = latest.get(later.key.as_str()).copied();
                day(later).into_iter().chain(bound).min()
            });
            if let Some(day) = own.into_iter().chain(by_later).min() {
                latest.insert(&step.key, day);
            }
        }
        latest
    }
}

/// What the framework is for.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The words.
    pub text: Text,
    /// The heading under which it stands.
    pub group: Option<Text>,
}

/// A person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The name, as published.
    pub name: Text,
    /// The organisations that the person belongs to, where that is stated.
    pub of: Vec<NodeId>,
    /// What the person is: councillor, executive, lay.
    pub categories: Vec<Text>,
    /// The day of the last declaration of interests.
    pub declared: Option<Date>,
    /// Functions in which the person has an interest.
    pub interests: Vec<Text>,
}

/// A document that statements come from.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its title.
    pub title: Text,
    /// What kind of document.
    pub kind: Option<Text>,
    /// Who wrote or published it.
    pub author: Option<Text>,
    /// Its date.
    pub date: Option<Date>,
    /// Where it can be found.
    pub address: Option<Text>,
}

/// A verb and what it amounts to.
#[derive(Debug, Clone)]
pub struct Verb {
    /// The verb.
    pub key: Text,
    /// What it amounts to.
    pub effect: Effect,
}

/// An accepted finding.
#[derive(Debug, Clone)]
pub struct Departure {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The rule.
    pub rule: Text,
    /// The subject.
    pub subject: Text,
    /// What else the finding is about; empty means whatever it is.
    pub about: Vec<Text>,
    /// Why.
    pub reason: Text,
    /// Who accepted it.
    pub accepted_by: Option<NodeId>,
    /// The minute that records it.
    pub minute: Option<Text>,
    /// The last day on which it counts.
    pub until: Option<Date>,
}

/// A review that was made.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// The day as at which the framework was reviewed.
    pub on: Option<Date>,
    /// Who signed.
    pub signed_by: Vec<Text>,
    /// The minute that records it.
    pub minute: Option<Text>,
    /// The fingerprints of what a check found.
    pub findings: Vec<Text>,
    /// The files of the framework then: the fingerprint of each, a space, and its path.
    pub files: Vec<Text>,
    /// The revision of the git repository in which the files were so.
    pub revision: Option<Text>,
    /// What the statements rested on, where that was recorded.
    pub shares: Option<Shares>,
    /// The same of each body, organisation and post, by key.
    pub of: Vec<(Text, Shares)>,
}

/// A proposal.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Its id.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its title.
    pub title: Text,
    /// Why it is proposed.
    pub reason: Option<Text>,
    /// Who proposes it.
    pub proposer: Option<NodeId>,
    /// The log entries that it answers.
    pub answers: Vec<Text>,
    /// The day on which it was adopted.
    pub adopted: Option<Date>,
}

impl Proposal {
    /// Whether somebody had adopted it by a day.
    pub fn is_adopted_on(&self, day: Date) -> bool {
        self.adopted.is_some_and(|adopted| adopted <= day)
    }
}

/// Proposals that are looked at together.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its key: for `--with`, like that of a proposal.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// Its title.
    pub title: Text,
    /// The keys of its proposals, in the order in which they are named.
    pub proposals: Vec<Text>,
    /// Why they are looked at together.
    pub reason: Option<Text>,
}

rows!(
    Function, Budget, Instrument, Delegation, LogEntry, Milestone, Outcome, Person, Document, Departure, Proposal,
    Reviewed, Route, RouteStep, Scenario
);
