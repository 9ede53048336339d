//! A body that comes with a change, and no paper to which it works.

use std::collections::BTreeSet;

use remit_diff::{Kind, Table, Thing};
use remit_model::finding::{Finding, Level};
use remit_model::model::NodeAt;

use super::super::{Compared, Consequence};
use super::RULE;
use crate::naming;
use crate::wording::list;

/// The kind of a paper that says what a body is for, who sits on it and to whom it answers.
const TERMS: &str = "terms-of-reference";

/// Where a framework enters terms of reference, that none are entered of a new body is worth a word: they are to be written.
pub(super) fn all(compared: &Compared<'_, '_>) -> Vec<Consequence> {
    let (before, after) = (compared.before, compared.after);
    let mut papers = before.current(before.model().instruments.rows());
    if !papers.any(|paper| paper.kind.as_ref().is_some_and(|kind| kind == TERMS)) {
        return Vec::new();
    }
    let owned: BTreeSet<&str> = after
        .current(after.model().instruments.rows())
        .filter(|paper| paper.kind.as_ref().is_some_and(|kind| kind == TERMS))
        .flat_map(|paper| paper.owners.iter().chain(paper.parties.iter().map(|(party, _)| party)))
        .map(|id| after.node(*id).key().as_str())
        .collect();
    let mut found = Vec::new();
    for change in compared.diff.of(Table::Body) {
        if matches!(change.kind, Kind::Changed | Kind::Renamed | Kind::Moved | Kind::Ended) {
            continue;
        }
        let new = change
            .after
            .iter()
            .filter(|thing| !change.before.iter().any(|old| old.id == thing.id));
        for thing in new {
            let Some(body) = after.node_by_key(&thing.id.key).filter(|body| is_silent(body)) else {
                continue;
            };
            if !owned.contains(body.key().as_str()) {
                found.push(told(compared, thing, &body, &change.before));
            }
        }
    }
    found
}

/// Whether nothing is entered of the paper to which a body works: not even that there is none, or that it is not known.
fn is_silent(body: &NodeAt<'_, '_>) -> bool {
    !body.is_external()
        && body.instrument().is_none()
        && !body.is_none("instrument")
        && !body.is_not_stated("instrument")
}

fn told(compared: &Compared<'_, '_>, thing: &Thing, body: &NodeAt<'_, '_>, came_from: &[Thing]) -> Consequence {
    let before = compared.before;
    let worked_to: Vec<String> = came_from
        .iter()
        .filter_map(|old| {
            let paper = before.node_by_key(&old.id.key)?.instrument()?.to_string();
            let paper = compared.approvals_before().paper(&paper)?;
            let name = naming::arrangement("instrument", &paper.key, &paper.name);
            Some(format!("{} works to {name}", old.name))
        })
        .collect();
    let message = format!("{} is new, and no terms of reference of it are entered", body.name());
    let mut finding =
        Finding::new(RULE.name, Level::Note, thing.subject.clone(), message).label(thing.place, "it comes here");
    if !worked_to.is_empty() {
        finding = finding.remark(format!("before the change {}", list(&worked_to)));
    }
    Consequence::new(finding.help("enter the paper to which it is to work (`instrument`), or that it is not stated"))
}
