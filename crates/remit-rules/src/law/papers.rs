//! Which papers of a framework are papers that the catalogue knows.

use std::collections::BTreeMap;

use remit_model::model::{AsAt, Instrument, NodeId, Paper};
use remit_model::text::Text;

use super::footing::Asks;
use super::kinds::{any_of, is_one};
use crate::belonging::organisations;

/// The rows on papers, in force or not, by the kind of paper.
pub(crate) fn by_kind<'m>(at: &AsAt<'m>) -> BTreeMap<&'m Text, Vec<&'m Paper>> {
    let mut rows: BTreeMap<&Text, Vec<&Paper>> = BTreeMap::new();
    for row in at.model().papers.rows() {
        for kind in &row.kinds {
            rows.entry(kind).or_default().push(row);
        }
    }
    rows
}

/// The papers in force, each with the rows that are about it: in force on the date on which it was approved, where that is
/// stated and asked for, else on the date.
pub(crate) fn known<'m>(at: &AsAt<'m>, when_approved: bool) -> Vec<(&'m Instrument, Vec<&'m Paper>)> {
    let rows = by_kind(at);
    let mut known = Vec::new();
    if rows.is_empty() {
        return known;
    }
    for paper in at.current(at.model().instruments.rows()) {
        let Some(rows) = paper.kind.as_ref().and_then(|kind| rows.get(kind)) else {
            continue;
        };
        let day = paper.approved_on.filter(|_| when_approved).unwrap_or_else(|| at.date());
        let homes = homes(at, paper);
        let is_about = |row: &&&Paper| {
            let kinds = any_of(homes.iter().map(|home| is_one(at, *home, &row.of)));
            row.was_in_force(day) && (row.of.is_empty() || kinds == Some(true))
        };
        let rows: Vec<&Paper> = rows.iter().filter(is_about).copied().collect();
        if !rows.is_empty() {
            known.push((paper, rows));
        }
    }
    known
}

/// The organisations whose paper it is: its parties, and those of its owners; where there are none, those of its approvers.
pub(crate) fn homes(at: &AsAt<'_>, paper: &Instrument) -> Vec<NodeId> {
    let parties = paper.parties.iter().map(|(party, _)| *party);
    let owners = paper.owners.iter().flat_map(|owner| organisations(at, *owner));
    let mut homes: Vec<NodeId> = parties.chain(owners).collect();
    if homes.is_empty() {
        homes.extend(paper.approvers.iter().flat_map(|approver| organisations(at, *approver)));
    }
    homes.sort_unstable();
    homes.dedup();
    homes
}

/// Why something that a paper says is a reading, where it is.
pub(crate) fn reading<'p>(paper: &'p Instrument, keys: &[&str]) -> Option<&'p Text> {
    keys.iter().find_map(|key| paper.statement.assumed(key))
}
