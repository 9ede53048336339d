//! A delegation that is recorded on one side only (RULES D5).

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, Instrument, NodeId, NodeKind};

use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "unrecorded-delegation",
    group: Group::Delegation,
    level: Level::Should,
    page: include_str!("unrecorded_delegation.md"),
    on: true,
    check: Check::Model(check),
};

const TERMS: &str = "terms-of-reference";

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for delegation in at.current(at.model().delegations.rows()) {
        let open = |key: &str| delegation.statement.is_not_stated(key) || delegation.statement.is_unknown(key);
        // Where it is recorded has to be said by somebody before it can be found wanting.
        if !delegation.recorded_in.is_empty() && !open("recorded-in") {
            findings.extend(judge(at, delegation));
        }
    }
}

fn judge(at: &AsAt<'_>, delegation: &Delegation) -> Option<Finding> {
    let to = at.node(delegation.to.as_ref()?.value);
    let instruments = &at.model().instruments;
    let papers: Vec<&Instrument> = delegation
        .recorded_in
        .iter()
        .filter_map(|key| instruments.get(key))
        .collect();
    let kind = |paper: &Instrument| paper.kind.as_ref().map(|kind| kind.as_str().to_owned());
    // Of a paper whose kind nobody has entered, it cannot be told which side's it is.
    if papers.iter().any(|paper| kind(paper).is_none()) {
        return None;
    }
    let own = to.instrument();
    let is_terms = |paper: &Instrument| kind(paper).as_deref() == Some(TERMS);
    // A constitution or an agreement may hold the terms of reference as well: it gives and receives. Those of whoever gives
    // are theirs to give with.
    let gives = |paper: &Instrument| {
        let of_giver = |from: &NodeId| at.node(*from).instrument() == Some(&paper.key);
        !is_terms(paper) || delegation.from.iter().any(of_giver)
    };
    let by = delegation.instrument.as_ref().and_then(|key| instruments.get(key));
    let giving = papers.iter().copied().chain(by).any(gives);
    // An organisation or a post has no terms of reference, and where none are entered for a body, nothing can be missing.
    let receiving = match (to.kind(), own) {
        (NodeKind::Body, Some(own)) => {
            delegation.recorded_in.contains(own) || delegation.instrument.as_ref() == Some(own)
        }
        _ => true,
    };
    let missing = match (giving, receiving || to.is_external()) {
        (true, true) => return None,
        (false, true) => "in a paper of those who give it".to_owned(),
        (true, false) => format!("in the terms of reference of {}", to.name()),
        (false, false) => format!(
            "in a paper of those who give it, nor in the terms of reference of {}",
            to.name()
        ),
    };
    let paper = |paper: &&Instrument| naming::arrangement("instrument", &paper.key, &paper.name);
    let names: Vec<String> = papers.iter().map(paper).collect();
    let message = format!(
        "{} is recorded in {}, and not {missing}",
        naming::arrangement("delegation", &delegation.key, &delegation.name),
        list(&names)
    );
    let mut finding = Finding::new(RULE.name, RULE.level, format!("delegation.{}", delegation.key), message).label(
        delegation.statement.place,
        "what gives it and what receives it should say the same",
    );
    if let Some(own) = own.and_then(|key| instruments.get(key)).filter(|_| !receiving) {
        finding = finding.label(own.statement.place, format!("the terms of reference of {}", to.name()));
    }
    Some(finding.help(
        "enter it in the other paper at its next change, and add that paper to `recorded-in`; a scheme, constitution or \
         agreement gives, the terms of reference receive",
    ))
}
