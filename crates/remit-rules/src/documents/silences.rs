//! What the documents do not say: one note a body.

use remit_model::document::{RelationKind, Role};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Known, NodeAt};

use crate::rule::{Check, Group, Rule};
use crate::wording::{line_silence, list, silence};

pub(crate) static RULE: Rule = Rule {
    name: "silences",
    group: Group::Documents,
    level: Level::Note,
    page: include_str!("silences.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for node in at.nodes() {
        let mut silences: Vec<String> = node
            .silences()
            .into_iter()
            .filter(|key| !is_said(&node, key))
            .map(|key| if key == "seats" { seats(&node) } else { silence(key) })
            .collect();
        silences.extend(of_lines(at, &node));
        if silences.is_empty() {
            continue;
        }
        let message = format!("the documents do not say of {}: {}", node.name(), list(&silences));
        findings.push(
            Finding::new(RULE.name, RULE.level, node.subject(), message)
                .verdict(Verdict::CannotTell)
                .label(node.place(), ""),
        );
    }
}

/// What the lines of a node leave unsaid, each thing once: what is the same of several others is said of all of them.
fn of_lines(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Vec<String> {
    let mut silences: Vec<(RelationKind, &str, Vec<String>)> = Vec::new();
    // What is part of an organisation, or is given to it, carries silences that are listed elsewhere.
    let elsewhere = |kind| matches!(kind, RelationKind::Within | RelationKind::Delegation);
    for line in node.acts().filter(|line| !elsewhere(line.kind)) {
        for key in &line.statement.not_stated {
            let other = at.node(line.to).name().to_string();
            match silences
                .iter_mut()
                .find(|(kind, known, _)| *kind == line.kind && key == known)
            {
                Some((_, _, others)) => others.push(other),
                None => silences.push((line.kind, key, vec![other])),
            }
        }
    }
    silences
        .into_iter()
        .map(|(kind, key, others)| line_silence(kind, key, &list(&others)))
        .collect()
}

/// Who sits on it, where some seats are known.
fn seats(node: &NodeAt<'_, '_>) -> String {
    let chaired = node.seats_of(Role::Chair).next().is_some();
    match (node.seats().next().is_some(), chaired) {
        (false, _) => silence("seats"),
        (true, false) => "who chairs it, and who else sits on it".to_owned(),
        (true, true) => "who else sits on it".to_owned(),
    }
}

/// Whether a key that one document is silent about is stated after all: by a later change, say.
fn is_said(node: &NodeAt<'_, '_>, key: &str) -> bool {
    let line = |kind: &str| node.acts().any(|line| line.kind.word() == kind);
    match key {
        "form" => matches!(node.form(), Known::Stated(_)),
        "within" => matches!(node.within(), Known::Stated(_)),
        "between" => !node.between().is_empty(),
        "quorum" => node.quorum().is_some(),
        "meets" => node.meets().is_some(),
        "instrument" => node.instrument().is_some(),
        other => line(other),
    }
}
