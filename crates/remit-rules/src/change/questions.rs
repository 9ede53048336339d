//! Entries of the log that are open before a change, after it, or both.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{LogKind, RelationKind};
use remit_model::model::said::Value;
use remit_model::model::{AsAt, LogEntry, Milestone, NodeAt, NodeId, Subject};
use remit_model::sources::Place;

use super::Compared;
use crate::documents::unsettled::open;

/// An entry that was open before, and is not after.
pub(super) struct Closed<'m> {
    /// As it was.
    pub(super) entry: &'m LogEntry,
    pub(super) answer: Answer,
}

/// How an entry was closed.
pub(super) enum Answer {
    /// By a proposal, by its title.
    Proposal(String),
    /// In these words.
    Words(String),
    /// It is answered; how, is not entered.
    Unsaid,
    /// It is no longer in the log, and nobody answered it.
    TakenOut,
}

/// The entries that the change closes, in the order of their keys.
pub(super) fn answered<'m>(compared: &Compared<'_, 'm>) -> Vec<Closed<'m>> {
    let after = compared.after;
    let still: BTreeSet<&str> = open(after).map(|entry| entry.key.as_str()).collect();
    let there: BTreeMap<&str, &LogEntry> = after
        .current(after.model().log.rows())
        .map(|entry| (entry.key.as_str(), entry))
        .collect();
    let closed = open(compared.before).filter(|entry| !still.contains(entry.key.as_str()));
    closed
        .map(|entry| Closed {
            entry,
            answer: answer(after, entry, there.get(entry.key.as_str()).copied()),
        })
        .collect()
}

fn answer(after: &AsAt<'_>, entry: &LogEntry, now: Option<&LogEntry>) -> Answer {
    let mut proposals = after.model().proposals.iter();
    let by = proposals.find(|row| after.answers(row) && row.answers.contains(&entry.key));
    let words = now.and_then(|now| now.answer.as_ref());
    match (words, by, now) {
        (Some(words), ..) => Answer::Words(words.trim_end_matches('.').to_owned()),
        (None, Some(proposal), _) => Answer::Proposal(proposal.title.to_string()),
        (None, None, Some(_)) => Answer::Unsaid,
        (None, None, None) => Answer::TakenOut,
    }
}

/// The entries that are open after, and were not before, in the order of their keys.
pub(super) fn opened<'m>(compared: &Compared<'_, 'm>) -> Vec<&'m LogEntry> {
    let known: BTreeSet<&str> = open(compared.before).map(|entry| entry.key.as_str()).collect();
    let opened = open(compared.after).filter(|entry| !known.contains(entry.key.as_str()));
    opened.collect()
}

/// The entries that are open before and after.
pub(super) fn left_open<'m>(compared: &Compared<'_, 'm>) -> Vec<&'m LogEntry> {
    let known: BTreeSet<&str> = open(compared.before).map(|entry| entry.key.as_str()).collect();
    let left = open(compared.after).filter(|entry| known.contains(entry.key.as_str()));
    left.collect()
}

/// Something that is still to be dealt with before and after: an open entry of the log, or a milestone that isn't met.
pub(super) struct Pending<'m> {
    /// Table and key.
    pub(super) subject: String,
    /// "the question “Who decides?”".
    pub(super) words: String,
    pub(super) owner: Option<NodeId>,
    pub(super) about: &'m [Subject],
    pub(super) place: Place,
    /// Whether it is a risk.
    pub(super) risk: bool,
    /// Whether it is a milestone.
    pub(super) milestone: bool,
}

/// All of them: the log in the order of its keys, then the milestones.
pub(super) fn pending<'m>(compared: &Compared<'_, 'm>) -> Vec<Pending<'m>> {
    let log = left_open(compared).into_iter().map(|entry| Pending {
        subject: format!("log.{}", entry.key),
        words: format!("the {} {}", called(entry), quoted(entry)),
        owner: entry.owner,
        about: &entry.about,
        place: entry.statement.place,
        risk: entry.kind == Some(LogKind::Risk),
        milestone: false,
    });
    let unmet = |at: &AsAt<'m>| -> Vec<&'m Milestone> {
        let rows = at.current(at.model().milestones.rows());
        rows.filter(|row| row.met.is_none()).collect()
    };
    let known: BTreeSet<&str> = unmet(compared.before).iter().map(|row| row.key.as_str()).collect();
    let left = unmet(compared.after).into_iter();
    let milestones = left.filter(|row| known.contains(row.key.as_str())).map(|row| Pending {
        subject: format!("milestone.{}", row.key),
        words: format!("the milestone \u{201c}{}\u{201d}", row.text.trim()),
        owner: row.owner,
        about: &row.about,
        place: row.statement.place,
        risk: false,
        milestone: true,
    });
    log.chain(milestones).collect()
}

/// Whether what an entry leaves open is stated of a node: something under the key, or that there is nothing.
pub(super) fn is_stated(node: &NodeAt<'_, '_>, key: &str) -> bool {
    if node.is_none(key) {
        return true;
    }
    if let Some(kind) = RelationKind::ALL.into_iter().find(|kind| kind.word() == key) {
        return node.acting(kind).next().is_some();
    }
    match key {
        "seats" => node.seats().next().is_some(),
        "does" => node.does().next().is_some(),
        "carries" => node.carries().next().is_some(),
        key => node
            .said()
            .iter()
            .any(|said| said.key == key && said.value != Value::NotStated),
    }
}

/// What an entry is called.
pub(super) fn called(entry: &LogEntry) -> &'static str {
    match entry.kind {
        Some(kind) => kind.word(),
        None => "log entry",
    }
}

/// What is done with an entry that is closed.
pub(super) fn verb(entry: &LogEntry) -> &'static str {
    match entry.kind {
        Some(LogKind::Question) | None => "answered",
        Some(_) => "dealt with",
    }
}

/// The words of an entry.
pub(super) fn quoted(entry: &LogEntry) -> String {
    format!("\u{201c}{}\u{201d}", entry.text.trim())
}
