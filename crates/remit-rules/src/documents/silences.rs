//! What the documents do not say: one note a body.

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Known, NodeAt};

use crate::rule::{Group, Rule};
use crate::wording::{line_silence, list, silence};

pub(crate) static RULE: Rule = Rule {
    name: "silences",
    group: Group::Documents,
    level: Level::Note,
    page: include_str!("silences.md"),
    check,
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for node in at.nodes() {
        let mut silences: Vec<String> = node
            .silences()
            .into_iter()
            .filter(|key| !is_said(&node, key))
            .map(|key| silence(key))
            .collect();
        for line in node
            .acts()
            .filter(|line| line.kind != remit_model::document::RelationKind::Delegation)
        {
            // What is part of an organisation carries the body's own silences, which are already listed.
            if line.kind == remit_model::document::RelationKind::Within {
                continue;
            }
            let other = at.node(line.to).name();
            silences.extend(
                line.statement
                    .not_stated
                    .iter()
                    .map(|key| line_silence(line.kind, key, other)),
            );
        }
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
