//! An entry of the log that the change closes, while what it left open is still not stated.

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::NodeAt;

use super::questions::{Answer, Closed, answered, called, is_stated, quoted, verb};
use super::{Compared, Consequence};
use crate::rule::{Check, Group, Rule};
use crate::wording::silence;

pub(crate) static RULE: Rule = Rule {
    name: "closed-undecided",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("closed_undecided.md"),
    on: true,
    check: Check::Change(check),
};

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    for closed in answered(compared) {
        match closed.answer {
            Answer::TakenOut => found.extend(taken_out(&closed)),
            _ => undecided(compared, &closed, found),
        }
    }
}

/// An entry that is no longer in the log. One that ended on its day was meant to.
fn taken_out(closed: &Closed<'_>) -> Option<Consequence> {
    let entry = closed.entry;
    if entry.statement.ends.is_some() {
        return None;
    }
    let message = format!(
        "the {} {} is no longer in the log, and nobody has {} it",
        called(entry),
        quoted(entry),
        verb(entry)
    );
    let finding = Finding::new(RULE.name, RULE.level, format!("log.{}", entry.key), message)
        .label(entry.statement.place, "open before")
        .help("keep it, and close it with `answered` and `answer` when it is");
    Some(Consequence::new(finding))
}

fn undecided(compared: &Compared<'_, '_>, closed: &Closed<'_>, found: &mut Vec<Consequence>) {
    let entry = closed.entry;
    for (node, key, span) in &entry.unsettles {
        let Some(node) = compared.becomes(*node).filter(NodeAt::exists) else {
            continue;
        };
        if key.is_empty() || is_stated(&node, key) {
            continue;
        }
        let message = format!(
            "the {} {} is {}, and for {} it is still not stated {}",
            called(entry),
            quoted(entry),
            verb(entry),
            node.name(),
            silence(key)
        );
        let finding = Finding::new(RULE.name, RULE.level, format!("log.{}", entry.key), message)
            .verdict(Verdict::CannotTell)
            .key(format!("{}.{key}", node.subject()))
            .label(entry.statement.at(*span), "this is what it leaves open")
            .label(node.place(), "")
            .help("write what was decided; where there is none, write that (an empty list or table)");
        found.push(Consequence::new(finding));
    }
}
