//! A body of one organisation that answers to another organisation without a paper that says so (RULES A7).

use std::collections::BTreeSet;

use remit_model::document::{Basis, RelationKind};
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeId, NodeKind, Relation};

use crate::belonging::one_organisation;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unagreed-accountability",
    group: Group::Structure,
    level: Level::Should,
    page: include_str!("unagreed_accountability.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeSet<(NodeId, NodeId)> = BTreeSet::new();
    for (number, line) in at.model().relations().iter().enumerate() {
        let counts = line.kind == RelationKind::AnswersTo && !is_grounded(line) && at.relation_in_force(number);
        // Two lines to the same other, for different matters, are one thing to settle.
        if !counts || seen.contains(&(line.from, line.to)) {
            continue;
        }
        if let Some(finding) = judge(at, line) {
            findings.push(finding);
            seen.insert((line.from, line.to));
        }
    }
}

/// Whether the line says what it rests on, or the documents are silent about it.
fn is_grounded(line: &Relation) -> bool {
    let open = |key: &str| line.statement.is_not_stated(key) || line.statement.is_unknown(key);
    line.instrument.is_some()
        || line.power.is_some()
        || line.basis == Some(Basis::Statute)
        || ["basis", "instrument", "power"].into_iter().any(open)
}

fn judge(at: &AsAt<'_>, line: &Relation) -> Option<Finding> {
    let (body, other) = (at.node(line.from), at.node(line.to));
    if body.kind() != NodeKind::Body || body.is_external() || other.is_external() {
        return None;
    }
    // A body that several organisations share has no one organisation, on either side.
    let own = one_organisation(at, line.from)?;
    let theirs = one_organisation(at, line.to)?;
    if own == theirs {
        return None;
    }
    let (own, theirs) = (at.node(own).name(), at.node(theirs).name());
    let to = if other.kind() == NodeKind::Organisation {
        format!("{theirs}, another organisation")
    } else {
        format!("{}, which is part of {theirs}", other.name())
    };
    let message = format!(
        "{} is part of {own} and answers to {to}, and nothing says by what agreement",
        body.name()
    );
    let mut finding = Finding::new(RULE.name, RULE.level, body.subject(), message)
        .key(other.subject())
        .label(line.statement.place, "neither a paper nor a power is named");
    if let Some(basis) = line.basis {
        finding = finding.remark(format!(
            "the basis is given as {}, and the paper is not named",
            basis.word().replace('-', " ")
        ));
    }
    Some(finding.help(
        "name the paper (`instrument`) or the legal power (`power`) by which one organisation's body answers to another; if it \
         only reports, write it as `reports-to`",
    ))
}
