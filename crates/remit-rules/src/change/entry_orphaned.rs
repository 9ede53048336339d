//! An open entry of the log, or a milestone that is not met, that loses whom it is about, or who is to deal with it, because that one ends.

use remit_model::finding::{Finding, Level};
use remit_model::model::NodeAt;

use super::endings::ending;
use super::questions::pending;
use super::words::{several, verb};
use super::{Compared, Consequence};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "entry-orphaned",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("entry_orphaned.md"),
    on: true,
    check: Check::Change(check),
};

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let endings = compared.endings();
    if endings.is_empty() {
        return;
    }
    let after = compared.after;
    for entry in pending(compared) {
        let owner = entry.owner.map(|id| after.node(id));
        let lost = owner.filter(|node| endings.is_ended(node.key()));
        let about = entry.about.iter().filter(|subject| endings.is_ended(&subject.key));
        let about: Vec<NodeAt<'_, '_>> = about
            .filter_map(|subject| after.node_by_key(&subject.key))
            .filter(|node| {
                entry
                    .about
                    .iter()
                    .any(|of| of.table == node.kind().word() && of.key == *node.key())
            })
            .collect();
        if lost.is_none() && about.is_empty() {
            continue;
        }
        let mut parts = Vec::new();
        if !about.is_empty() {
            let names = about.iter().map(|node| node.name().to_string()).collect();
            parts.push(format!(
                "is about {}, which {}",
                several(names),
                verb(about.len(), "ends", "end")
            ));
        }
        let does = if entry.milestone { "meet" } else { "deal with" };
        match (&lost, &owner) {
            (Some(lost), _) if about.iter().any(|node| node.id() == lost.id()) => {
                parts.push(format!("was for it to {does}"));
            }
            (Some(lost), _) => parts.push(format!("was for {} to {does}, which ends", lost.name())),
            (None, Some(owner)) => parts.push(format!("is for {} to {does}", owner.name())),
            (None, None) => parts.push(format!("nobody is entered who is to {does} it")),
        }
        let stays = if entry.milestone {
            "is still to be met"
        } else {
            "stays open"
        };
        let message = format!("{} {stays}; it {}", entry.words, parts.join("; "));
        let message = message.replace("; nobody is entered", ", and nobody is entered");
        let message = message.replace("; was for it", ", and was for it");
        // A risk that nobody owns is as good as one that nobody knows.
        let level = match lost.is_some() && entry.risk {
            true => RULE.level,
            false => Level::Should,
        };
        let mut finding =
            Finding::new(RULE.name, level, &*entry.subject, message).label(entry.place, "open after the change");
        for node in about.iter().chain(
            lost.iter()
                .filter(|lost| about.iter().all(|node| node.id() != lost.id())),
        ) {
            finding = ending(compared, node.key(), finding.key(node.subject()));
        }
        let help = match lost.is_some() {
            true if entry.milestone => "say who is to meet it from then on (`owner`), or end it with the change",
            false if entry.milestone => "end it with the change, or say what it is about from then on",
            true => "say who is to deal with it from then on (`owner`), or answer or end it with the change",
            false => "answer or end it with the change, or say whom it is about from then on",
        };
        found.push(Consequence::new(finding.help(help)));
    }
}
