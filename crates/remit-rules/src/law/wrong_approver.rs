//! A paper that was approved by others than those who must (RULES D2, D3).

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Instrument, NodeId, NodeKind, Paper};

use super::footing::Asks;
use super::kinds::is_one;
use super::papers::{known, reading};
use crate::belonging::organisations;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "wrong-approver",
    group: Group::Law,
    level: Level::Should,
    page: include_str!("wrong_approver.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for (paper, rows) in known(at, true) {
        let unknown = |key: &str| paper.statement.is_unknown(key) || paper.statement.is_not_stated(key);
        if paper.approvers.is_empty() || unknown("approvers") {
            continue;
        }
        for row in rows {
            findings.extend(judge(at, paper, row));
        }
    }
}

fn judge(at: &AsAt<'_>, paper: &Instrument, row: &Paper) -> Option<Finding> {
    let name = naming::arrangement("instrument", &paper.key, &paper.name);
    let approvers = naming::nodes(at, paper.approvers.iter().copied());
    let missing = if row.all_parties {
        without(at, paper)
    } else {
        Vec::new()
    };
    let message = if !missing.is_empty() {
        format!(
            "{name} is approved by {approvers}, and not by {}; every party must: {}",
            naming::nodes(at, missing),
            row.footing().name()
        )
    } else if is_by_others(at, paper, row) {
        let wanted: Vec<String> = row.approved_by.iter().map(|kind| kind_in_words(at, kind)).collect();
        format!(
            "{name} is approved by {approvers}; it must be approved by: {}",
            wanted.join("; or: ")
        )
    } else {
        return None;
    };
    let footing = row.footing();
    let assumed = reading(paper, &["approvers", "kind", "party"]);
    let level = footing.level(assumed.is_some()).min(RULE.level);
    let mut finding = Finding::new(RULE.name, level, format!("instrument.{}", paper.key), message)
        .key(footing.subject())
        .label(paper.statement.place, "its `approvers`");
    if let Some(why) = assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    Some(footing.under(
        finding.remark("those who must approve may have let somebody else make small changes"),
        "have it approved by those who must, and enter them as `approvers`",
    ))
}

/// Whether none of those who approved is one of those who must, as far as is stated what they are.
fn is_by_others(at: &AsAt<'_>, paper: &Instrument, row: &Paper) -> bool {
    let is_other = |id: &NodeId| {
        // That an organisation approved does not say which of its bodies did.
        let organisation = at.node(*id).kind() == NodeKind::Organisation;
        let own = is_one(at, *id, &row.approved_by);
        own == Some(false) && !(organisation && row.approved_by.iter().any(|kind| is_part(at, kind)))
    };
    !row.approved_by.is_empty() && paper.approvers.iter().all(is_other)
}

/// A kind by its name; a family by its key.
fn kind_in_words(at: &AsAt<'_>, kind: &str) -> String {
    let form = at.model().forms.get(kind).map(|form| &form.name);
    let office = || at.model().offices.get(kind).map(|office| &office.name);
    form.or_else(office)
        .map_or_else(|| kind.to_owned(), ToString::to_string)
}

/// Whether a kind is one of bodies or posts, which are part of an organisation.
fn is_part(at: &AsAt<'_>, kind: &str) -> bool {
    let form = at.model().forms.get(kind);
    let legal_person = form.map(|form| form.place == Some(remit_model::document::FormPlace::LegalPerson));
    let family = || {
        let forms = at.model().forms.iter();
        let mut of_family = forms.filter(|form| form.family.iter().any(|family| family == kind));
        of_family.any(|form| form.place == Some(remit_model::document::FormPlace::LegalPerson))
    };
    !legal_person.unwrap_or_else(family)
}

/// The parties who have not approved: neither themselves, nor by a body or post of theirs. That an owner is missing is told
/// by the rule on owners.
fn without(at: &AsAt<'_>, paper: &Instrument) -> Vec<NodeId> {
    let of: Vec<NodeId> = paper.approvers.iter().flat_map(|id| organisations(at, *id)).collect();
    let told = |party: &NodeId| paper.owners.len() > 1 && paper.owners.contains(party);
    let parties = paper.parties.iter().map(|(party, _)| *party);
    let mut missing: Vec<NodeId> = parties.filter(|party| !of.contains(party) && !told(party)).collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}
