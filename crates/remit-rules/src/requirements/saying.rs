//! What all findings about requirements say alike: where it is demanded, why, of whom, and what to do.

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeId, Requirement, Selector};

use crate::naming;
use crate::wording::list;

/// How many places, paths or names of one kind are shown; the rest is counted.
pub(super) const SHOWN: usize = 3;

/// What to do about a silence.
pub(super) const FIND_OUT: &str =
    "find out what is not stated: enter it, or take it out of `not-stated` where there is none";

/// The nodes in force that a selector names.
pub(crate) fn in_force(at: &AsAt<'_>, selector: &Selector) -> Vec<NodeId> {
    let selected = selector.select(at).into_iter();
    selected.filter(|&id| at.node(id).exists()).collect()
}

/// The names of some nodes: "A, B, C and 2 more".
pub(super) fn names(at: &AsAt<'_>, ids: &[NodeId]) -> String {
    match ids {
        [] => "(nothing selected)".to_owned(),
        ids => naming::nodes(at, ids.iter().copied()),
    }
}

/// Some of so many: "a, b, c and 2 more".
pub(super) fn some(all: usize, parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.take(SHOWN).collect();
    if all > parts.len() {
        parts.push(format!("{} more", all - parts.len()));
    }
    list(&parts)
}

/// A finding about a requirement: it is broken, it cannot be told, or there is something to remark.
pub(super) fn begin(rule: &'static str, requirement: &Requirement, verdict: Verdict, message: String) -> Finding {
    let level = match verdict {
        Verdict::Broken => Level::Must,
        Verdict::CannotTell | Verdict::Remark => Level::Note,
    };
    Finding::new(rule, level, format!("requirement.{}", requirement.key), message)
        .verdict(verdict)
        .label(requirement.statement.place, "demanded here")
}

/// The same finding with why it is demanded, and the framework's own remedy, or else what helps.
pub(super) fn end(mut finding: Finding, requirement: &Requirement, help: impl Into<String>) -> Finding {
    if let Some(because) = &requirement.because {
        finding = finding.remark(format!("demanded because {because}"));
    }
    match &requirement.remedy {
        Some(remedy) => finding.help(remedy.to_string()),
        None => finding.help(help),
    }
}

/// Words about something that may be a reading.
pub(super) fn as_read(words: String, read: bool) -> String {
    if read { format!("{words} (as read)") } else { words }
}

/// Whether one or several: the ending of the verb.
pub(super) fn verb<'w>(number: usize, one: &'w str, several: &'w str) -> &'w str {
    if number == 1 { one } else { several }
}
