//! What open log entries leave unsettled: shared by the rules on accountability and on roles.

use remit_model::finding::{Finding, Verdict};
use remit_model::model::{AsAt, LogEntry, NodeAt};
use remit_model::sources::Place;

use crate::rule::Rule;

/// An open log entry, the node that it is about, the key that it leaves open, and where it says so.
pub(crate) struct Unsettled<'m, 'v> {
    pub(crate) entry: &'m LogEntry,
    pub(crate) node: NodeAt<'m, 'v>,
    pub(crate) key: &'m str,
    pub(crate) place: Place,
}

/// What is unsettled at the date, by the entries of the log that are open.
pub(crate) fn unsettled<'m, 'v>(at: &'v AsAt<'m>) -> impl Iterator<Item = Unsettled<'m, 'v>> {
    open(at)
        .flat_map(move |entry| {
            entry.unsettles.iter().map(move |(node, key, span)| Unsettled {
                entry,
                node: at.node(*node),
                key,
                place: entry.statement.at(*span),
            })
        })
        .filter(|unsettled| unsettled.node.exists())
}

/// The entries of the log in force that are not answered yet, nor by a proposal that is taken as adopted.
pub(crate) fn open<'m, 'v>(at: &'v AsAt<'m>) -> impl Iterator<Item = &'m LogEntry> + use<'m, 'v> {
    at.current(at.model().log.rows()).filter(|entry| at.is_open(entry))
}

impl Unsettled<'_, '_> {
    /// A finding about the body that is left open, with the entry that leaves it so.
    pub(crate) fn finding(&self, rule: &Rule, verdict: Verdict, message: String, help: &str) -> Finding {
        let finding = Finding::new(rule.name, rule.level, self.node.subject(), message)
            .verdict(verdict)
            .key(format!("log.{}", self.entry.key))
            .label(self.place, "left open by this log entry")
            .label(self.node.place(), "")
            .help(help);
        match self.entry.statement.any_assumed_but_days() {
            Some(why) => finding.remark(format!("this rests on a reading: {why}")),
            None => finding,
        }
    }

    /// The words of the source, or of the entry.
    pub(crate) fn words(&self) -> String {
        let words = self.entry.statement.quote.as_ref().unwrap_or(&self.entry.text);
        format!("\u{201c}{words}\u{201d}")
    }
}
