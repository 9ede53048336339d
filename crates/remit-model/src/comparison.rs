//! Two states of a framework beside each other, as data: what differs, what it brings with it, and who must agree. The page
//! for people and the JSON for programs are both made of it, so that they cannot say different things.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answer::{Evidence, Named};
use crate::finding::Finding;
use crate::sources::Place;

/// Two states of a framework beside each other.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The state before.
    pub before: Side,
    /// The state after.
    pub after: Side,
    /// How many changes there are of each kind of thing; only the kinds that differ.
    pub counts: Vec<Count>,
    /// The proposals that are adopted after and not before.
    pub proposals: Vec<Proposed>,
    /// The adopted proposals that count after and do not before: what they say is part of what differs.
    pub adopted: Vec<Adoption>,
    /// Where proposals that are taken together after contradict each other. Those that were not found before are new findings too.
    pub conflicts: Vec<Finding>,
    /// What the change brings with it, the weightiest first.
    pub consequences: Vec<Consequence>,
    /// Who must agree, the lowest first, each once.
    pub approvals: Vec<Approval>,
    /// What a check finds after and did not find before.
    pub new: Vec<Finding>,
    /// What a check found before and does not find after, of what is still there.
    pub cleared: Vec<Finding>,
    /// What a check found before and does not find after, since what it is about is there no longer.
    pub gone: Vec<Finding>,
    /// What a check finds on both sides, and not in the same words: before, after.
    pub reworded: Vec<(Finding, Finding)>,
    /// What becomes of questions, risks and the rest of the log.
    pub log: Vec<Logged>,
    /// What differs, thing by thing.
    pub changes: Vec<Change>,
    /// Views and departures that name somebody who was there before and is not after.
    pub still_named: Vec<StillNamed>,
    /// Proposals that nobody has adopted and that are written otherwise after than before: they change nothing of what holds.
    pub drafts: Vec<Draft>,
}

/// A view or an accepted departure that names somebody who is there no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StillNamed {
    /// What names them.
    pub by: Named,
    /// Their names.
    pub who: Vec<String>,
    /// Where it is written.
    pub place: Place,
}

/// A proposal whose text is not the same before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The proposal.
    pub proposal: Named,
    /// What became of its text.
    pub becomes: Drafted,
    /// Where it is written: after, or before where it is withdrawn.
    pub place: Place,
}

/// What became of the text of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drafted {
    /// It is there after, and was not before.
    Added,
    /// It was there before, and is not after.
    Withdrawn,
    /// It is written otherwise.
    Changed,
}

impl Drafted {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Withdrawn => "withdrawn",
            Self::Changed => "changed",
        }
    }
}

/// One state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// As it was typed: `git:main`.
    pub label: String,
    /// In words that stand behind the name of the framework: "as it is on 1 November 2017".
    pub words: String,
    /// The name of the framework.
    pub framework: String,
    /// The date as at which it is looked at.
    pub as_at: Date,
    /// The ids of the proposals that are taken as adopted.
    pub with: Vec<String>,
    /// How many mistakes in its files must be put right: what they touch is missing from the comparison.
    pub mistakes: usize,
}

/// How many changes there are of one kind of thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The kind, for programs: `body`.
    pub table: &'static str,
    /// The kind, for people: "Bodies".
    pub heading: &'static str,
    /// How many are there after only.
    pub added: usize,
    /// How many were there before only.
    pub ended: usize,
    /// How many say something else.
    pub changed: usize,
    /// How many were renamed, replaced, moved, merged or split.
    pub elsewhere: usize,
}

/// A proposal.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// Its id.
    pub key: String,
    /// Its title; its id where it has none.
    pub title: String,
    /// Why it is proposed.
    pub reason: Said,
    /// Who proposes it.
    pub proposer: Said,
    /// From when it would hold.
    pub starts: Said,
    /// Its first day, where that is after the day that is looked at: nothing of it shows yet.
    pub not_yet: Option<Date>,
    /// The log entries that it answers.
    pub answers: Vec<Named>,
    /// On whose word all this stands.
    pub evidence: Evidence,
}

/// An adopted proposal that counts in one state and not in the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The proposal, by its title; its id where it has none.
    pub proposal: Named,
    /// The day on which it was adopted.
    pub adopted: Date,
    /// The first day on which it counts.
    pub from: Date,
    /// Where it is written.
    pub place: Place,
}

/// What is said under a key, or how it is silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How.
    pub how: How,
    /// In words, with the names of things: "constitution", "not stated".
    pub words: String,
    /// As it is written, with the ids of things; empty where nothing is stated.
    pub written: Vec<String>,
    /// Where; nowhere where nothing is entered.
    pub place: Option<Place>,
}

/// Whether something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is stated.
    Stated,
    /// It is written that there is none.
    None,
    /// The sources are silent about it.
    NotStated,
    /// Nobody has entered it.
    NotEntered,
}

impl Said {
    /// Of what nobody has entered.
    pub fn not_entered() -> Self {
        Self {
            how: How::NotEntered,
            words: "nothing entered".to_owned(),
            written: Vec::new(),
            place: None,
        }
    }
}

/// Something that a change brings with it.
#[derive(Debug, Clone)]
pub struct Consequence {
    /// How much it weighs: `breaking`, `notable`, `editorial`.
    pub weight: &'static str,
    /// What it is.
    pub finding: Finding,
    /// Who must agree to it, the lowest first.
    pub approvals: Vec<Approval>,
    /// What a check newly finds of the same thing, by fingerprint: told with the consequence, which weighs no less.
    pub found: Vec<String>,
}

/// Somebody who must agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// How high that is, from 0 for what is only noted.
    pub level: usize,
    /// The same in words: "committee", "full council or members".
    pub words: &'static str,
    /// Who.
    pub who: String,
    /// Why.
    pub why: Vec<String>,
}

/// A log entry, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The entry.
    pub entry: Named,
    /// What kind of entry: question, risk.
    pub kind: &'static str,
    /// What becomes of it.
    pub becomes: Becomes,
}

/// What becomes of a log entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Becomes {
    /// It has an answer, and had none before.
    Answered,
    /// It is open, and was not, or was not there.
    Opened,
    /// It was open, and is no longer there.
    Dropped,
}

/// One change of one thing; or of several, where they were merged or split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing: `body`.
    pub table: &'static str,
    /// What kind of change: `added`, `moved`.
    pub kind: &'static str,
    /// What was there before.
    pub before: Vec<Thing>,
    /// What is there after.
    pub after: Vec<Thing>,
    /// What it says otherwise.
    pub fields: Vec<Field>,
    /// Where two dates are compared: since when it is there, or until when it was, and whether that, or a line, is a reading;
    /// of a milestone, whether it is met.
    pub when: Option<String>,
}

impl Change {
    /// The same change in another run: its kind, and the tables and keys of all that it is about.
    pub fn fingerprint(&self) -> String {
        let mut subjects: Vec<&str> = Vec::new();
        for thing in self.before.iter().chain(&self.after) {
            if !subjects.contains(&thing.subject.as_str()) {
                subjects.push(&thing.subject);
            }
        }
        format!("{}:{}", self.kind, subjects.join(","))
    }
}

/// A thing in one of the two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Table and key, as in the format: `body.jce`.
    pub subject: String,
    /// How people call it.
    pub name: String,
    /// Where it is written.
    pub place: Place,
}

/// What a thing says otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key as it is written.
    pub key: String,
    /// What it said before.
    pub before: Said,
    /// What it says after.
    pub after: Said,
}

impl Comparison {
    /// Whether nothing differs: neither what is stated nor what a check says of it, nor what is proposed.
    pub fn is_empty(&self) -> bool {
        let found = [&self.new, &self.cleared, &self.gone];
        self.drafts.is_empty()
            && self.changes.is_empty()
            && found.iter().all(|found| found.is_empty())
            && self.reworded.is_empty()
    }

    /// What a check finds after and did not find before, besides the proposals that contradict each other.
    pub fn new_besides_conflicts(&self) -> Vec<&Finding> {
        let conflicts: BTreeSet<String> = self.conflicts.iter().map(Finding::fingerprint).collect();
        let new = self.new.iter();
        new.filter(|finding| !conflicts.contains(&finding.fingerprint()))
            .collect()
    }

    /// The conflicts as people count them: where the same proposals do not agree on several details of the seats of one body, these
    /// are one.
    pub fn conflicts_in_one(&self) -> Vec<Vec<&Finding>> {
        let mut all: Vec<Vec<&Finding>> = Vec::new();
        for finding in &self.conflicts {
            let seats = |one: &Finding| one.keys.get(1).is_some_and(|key| key.starts_with("seats."));
            let same = |known: &&mut Vec<&Finding>| {
                known.first().is_some_and(|first| {
                    seats(first) && first.subject() == finding.subject() && first.keys.get(2..) == finding.keys.get(2..)
                })
            };
            match all.iter_mut().find(same).filter(|_| seats(finding)) {
                Some(known) => known.push(finding),
                None => all.push(vec![finding]),
            }
        }
        all
    }

    /// The new findings that are told with a consequence.
    pub fn found_with(&self, consequence: &Consequence) -> Vec<&Finding> {
        let found = |finding: &&Finding| consequence.found.contains(&finding.fingerprint());
        self.new.iter().filter(found).collect()
    }

    /// The new findings that no consequence tells, and that are no conflict.
    pub fn new_alone(&self) -> Vec<&Finding> {
        let told: BTreeSet<&String> = self.consequences.iter().flat_map(|one| &one.found).collect();
        let new = self.new_besides_conflicts().into_iter();
        new.filter(|finding| !told.contains(&finding.fingerprint())).collect()
    }

    /// The consequences of a weight.
    pub fn weighing(&self, weight: &str) -> impl Iterator<Item = &Consequence> {
        let weight = weight.to_owned();
        self.consequences.iter().filter(move |one| one.weight == weight)
    }
}
