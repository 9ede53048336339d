//! Open entries of the log that nobody is to deal with, counted (RULES D7).

use remit_model::document::LogKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, LogEntry};

use super::unsettled::open;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "unowned-entries",
    group: Group::Documents,
    level: Level::Note,
    page: include_str!("unowned_entries.md"),
    on: true,
    check: Check::Model(check),
};

/// How many entries are shown.
const SHOWN: usize = 3;

/// The kinds, in the order in which they are told, with their words for one and for several.
const KINDS: [(Option<LogKind>, &str, &str); 7] = [
    (Some(LogKind::Question), "question", "questions"),
    (Some(LogKind::Risk), "risk", "risks"),
    (Some(LogKind::Issue), "issue", "issues"),
    (Some(LogKind::Action), "action", "actions"),
    (Some(LogKind::Dependency), "dependency", "dependencies"),
    (Some(LogKind::Possibility), "possibility", "possibilities"),
    (None, "entry of no kind", "entries of no kind"),
];

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let (mut entries, mut unowned) = (0, Vec::new());
    for entry in open(at) {
        entries += 1;
        if entry.owner.is_none() && !entry.statement.is_unknown("owner") {
            unowned.push(entry);
        }
    }
    if unowned.is_empty() {
        return;
    }
    unowned.sort_by_key(|entry| entry.statement.place);
    let message = match (unowned.len(), entries) {
        (1, 1) => "the log has 1 open entry, and it has no owner".to_owned(),
        (1, entries) => format!("the log has {entries} open entries, and 1 of them has no owner"),
        (several, entries) if several == entries => {
            format!("the log has {entries} open entries, and none has an owner")
        }
        (several, entries) => format!("the log has {entries} open entries, and {several} of them have no owner"),
    };
    let mut finding = Finding::new(RULE.name, RULE.level, "framework", message).verdict(Verdict::Remark);
    for entry in unowned.iter().take(SHOWN) {
        finding = finding.label(entry.statement.place, "no owner");
    }
    finding = finding.remark(format!("without an owner: {}", by_kind(&unowned)));
    let silent = unowned
        .iter()
        .filter(|entry| entry.statement.is_not_stated("owner"))
        .count();
    if silent > 0 {
        finding = finding.remark(match (silent, silent == unowned.len()) {
            (_, true) => "the documents name none for any of these".to_owned(),
            (silent, false) => format!("for {silent} of these, because the documents name none"),
        });
    }
    findings.push(finding.help("agree who is to deal with each, and enter the body, organisation or post as `owner`"));
}

/// "9 questions, 2 risks and 1 action".
fn by_kind(entries: &[&LogEntry]) -> String {
    let of = |kind| entries.iter().filter(|entry| entry.kind == kind).count();
    let told = KINDS.iter().filter_map(|(kind, one, several)| match of(*kind) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {several}")),
    });
    list(&told.collect::<Vec<_>>())
}
