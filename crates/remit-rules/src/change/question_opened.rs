//! An entry of the log that is open after the change and was not before; and what the change does with a matter that is open.

use std::collections::BTreeMap;

use remit_diff::{Change, Kind, Table};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{LogEntry, NodeAt};

use super::questions::{called, is_stated, left_open, opened, quoted};
use super::{Compared, Consequence, is_substantive};
use crate::rule::{Check, Group, Rule};
use crate::wording::silence;

pub(crate) static RULE: Rule = Rule {
    name: "question-opened",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("question_opened.md"),
    on: true,
    check: Check::Change(check),
};

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    for entry in opened(compared) {
        let mut again = compared.before.model().log.of(&entry.key);
        let again = again.any(|row| compared.before.in_force(&row.statement));
        let message = format!(
            "the {} {} {}",
            called(entry),
            quoted(entry),
            if again { "is open again" } else { "is new, and open" }
        );
        let mut finding = Finding::new(RULE.name, RULE.level, format!("log.{}", entry.key), message)
            .label(entry.statement.place, "open after the change");
        finding = match entry.owner {
            Some(owner) => finding.remark(format!("it is for {} to deal with", compared.after.node(owner).name())),
            None => finding.remark("nobody is entered who is to deal with it"),
        };
        found.push(Consequence::new(finding));
    }
    let touched = touched(compared);
    if touched.is_empty() {
        return;
    }
    for entry in left_open(compared) {
        for (node, key, _) in &entry.unsettles {
            let (node, key) = (compared.after.node(*node), key.as_str());
            let change = touched.get(&(node.subject(), key));
            if let Some(change) = change.filter(|_| is_stated(&node, key)) {
                found.extend(settled_in_passing(&node, entry, change, key));
            }
        }
    }
}

/// The changes by the node and key of which they say something: `body.hwb` and `oversees`.
fn touched<'c>(compared: &'c Compared<'_, '_>) -> BTreeMap<(String, &'c str), &'c Change> {
    let mut touched = BTreeMap::new();
    for change in compared.diff.changes.iter().filter(|change| is_substantive(change)) {
        let Some(thing) = change.after.first().filter(|_| change.kind != Kind::Ended) else {
            continue;
        };
        let of = |owner: &Option<String>| {
            let node = owner.as_deref().and_then(|key| compared.after.node_by_key(key));
            node.map(|node| node.subject())
        };
        match thing.id.table {
            Table::Line => {
                let kind = thing.id.key.split('.').next().unwrap_or_default();
                if let Some(subject) = of(&thing.id.owner) {
                    touched.entry((subject, kind)).or_insert(change);
                }
            }
            Table::Seat | Table::Duty | Table::Risk => {
                let key = match thing.id.table {
                    Table::Seat => "seats",
                    Table::Duty => "does",
                    _ => "carries",
                };
                if let Some(subject) = of(&thing.id.owner) {
                    touched.entry((subject, key)).or_insert(change);
                }
            }
            table if table.is_node() => {
                for field in &change.fields {
                    let said = (thing.subject.clone(), field.key.as_str());
                    touched.entry(said).or_insert(change);
                }
            }
            _ => {}
        }
    }
    touched
}

/// A matter that is open before and after, of which the change says something all the same.
fn settled_in_passing(node: &NodeAt<'_, '_>, entry: &LogEntry, change: &Change, key: &str) -> Option<Consequence> {
    let thing = change.after.first()?;
    let message = format!(
        "for {}, the change says {}, which the {} {} leaves open",
        node.name(),
        silence(key),
        called(entry),
        quoted(entry)
    );
    let finding = Finding::new(RULE.name, RULE.level, format!("log.{}", entry.key), message)
        .verdict(Verdict::CannotTell)
        .key(format!("{}.{key}", node.subject()))
        .label(thing.place, "this rests on what is open")
        .label(entry.statement.place, "left open here")
        .help("answer it with the change (`answers` of the proposal), or say why it is not answered by it");
    Some(Consequence::new(finding))
}
