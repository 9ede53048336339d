//! Who must agree to what differs, and to what that brings with it.

use jiff::civil::date;
use remit_diff::{Change, Id, Kind, Table};
use remit_model::document::{Role, SeatAsks};
use remit_model::finding::Level;
use remit_model::model::{AsAt, NodeAt, Relation, Seat};

use super::approvers::merged;
use super::{Approval, Approvals, Approver, Compared, Consequence};
use crate::law::kinds::is_one;
use crate::law::meant::Rows;
use crate::membership::holding::role;

/// Keys that change nothing of what anybody is to do.
const EDITORIAL: [&str; 7] = ["source", "quote", "note", "audience", "called", "tags", "external"];

/// Keys that say where something is drawn.
const DRAWN: [&str; 2] = ["tier", "lane"];

/// Keys that say who holds a post or seat: nobody else's paper changes with them.
const HOLDERS: [&str; 6] = ["holder", "vacant", "person", "post", "term-ends", "approved-by"];

/// Whether a key says something of the thing itself, not of how it is known, read or drawn.
pub(super) fn is_substance(key: &str) -> bool {
    !EDITORIAL.contains(&key) && !DRAWN.contains(&key) && !key.starts_with("assumed.")
}

/// Whether a change is more than one of words, sources and places on the page.
pub fn is_substantive(change: &Change) -> bool {
    match change.kind {
        Kind::Changed | Kind::Renamed | Kind::Moved => change.fields.iter().any(|field| is_substance(&field.key)),
        Kind::Added | Kind::Ended | Kind::Replaced | Kind::Merged | Kind::Split | Kind::Reorganised => true,
    }
}

/// Whether a change says no more than who holds a post or seat.
pub(super) fn is_about_holders(change: &Change) -> bool {
    let mut substance = change.fields.iter().filter(|field| is_substance(&field.key));
    let same_thing = matches!(change.kind, Kind::Changed | Kind::Renamed | Kind::Moved);
    same_thing && substance.all(|field| HOLDERS.contains(&field.key.as_str()))
}

/// Whether a change says no more than when a paper is reviewed.
fn is_about_review(change: &Change) -> bool {
    let mut substance = change.fields.iter().filter(|field| is_substance(&field.key));
    let same_paper = change.kind == Kind::Changed && change.table() == Some(Table::Instrument);
    same_paper && substance.all(|field| field.key == "review-due")
}

/// Who must agree to a change, in rising order of level: as the state before tells of what was there, and the state after of what
/// is there then. Nobody where only words, sources or holders differ, and where it cannot be told.
pub fn approvers_of_change(compared: &Compared<'_, '_>, change: &Change) -> Vec<Approver> {
    if !is_substantive(change) {
        return Vec::new();
    }
    if is_about_holders(change) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if is_about_review(change) {
        let sides = [
            (compared.approvals_before(), &change.before),
            (compared.approvals_after(), &change.after),
        ];
        for (approvals, things) in sides {
            let papers = things.iter().filter_map(|thing| approvals.paper(&thing.id.key));
            found.extend(papers.flat_map(|paper| approvals.of_review(paper)));
        }
        return merged(found);
    }
    for thing in &change.before {
        found.extend(of_thing(compared.approvals_before(), compared.before, &thing.id));
    }
    for thing in &change.after {
        found.extend(of_thing(compared.approvals_after(), compared.after, &thing.id));
        if change.kind == Kind::Added && thing.id.table == Table::Seat {
            found.extend(consulted(compared.after, &thing.id));
        }
    }
    merged(found)
}

/// Who must agree to a consequence whose rule did not say so: those who must agree to the changes of what it is about, or else
/// those who must agree to any change of that. Nobody has to agree to what is editorial.
pub(super) fn with_approvers(compared: &Compared<'_, '_>, consequence: Consequence) -> Consequence {
    if !consequence.approvers.is_empty() || consequence.finding.level == Level::Note {
        return consequence;
    }
    let mut found = Vec::new();
    for key in &consequence.finding.keys {
        for change in compared.changes_of(key) {
            found.extend(approvers_of_change(compared, change));
        }
    }
    if found.is_empty() {
        for key in &consequence.finding.keys {
            let Some(id) = id_of(key) else { continue };
            found.extend(of_thing(compared.approvals_before(), compared.before, &id));
            found.extend(of_thing(compared.approvals_after(), compared.after, &id));
        }
    }
    consequence.approved_by(merged(found))
}

/// What a finding is about: `body.hwb`, `delegation.pool`, `body.hwb.seats.chair`.
fn id_of(subject: &str) -> Option<Id> {
    let mut parts = subject.splitn(4, '.');
    let (first, key) = (parts.next()?, parts.next()?);
    let table = Table::ALL.into_iter().find(|table| table.word() == first)?;
    let (Some(below), Some(own)) = (parts.next(), parts.next()) else {
        return Some(Id {
            table,
            owner: None,
            key: key.to_owned(),
        });
    };
    let (table, own) = match below {
        "seats" => (Table::Seat, own.to_owned()),
        "does" => (Table::Duty, own.to_owned()),
        "carries" => (Table::Risk, own.to_owned()),
        kind => (Table::Line, format!("{kind}.{own}")),
    };
    Some(Id {
        table,
        owner: Some(key.to_owned()),
        key: own,
    })
}

/// Who must agree to a change of a thing, as one state tells.
fn of_thing(approvals: &Approvals<'_, '_>, at: &AsAt<'_>, id: &Id) -> Vec<Approver> {
    let owner = || id.owner.as_deref().and_then(|key| at.node_by_key(key));
    match id.table {
        Table::Body | Table::Post => {
            let node = at.node_by_key(&id.key);
            node.map(|node| approvals.of_body(node.id())).unwrap_or_default()
        }
        Table::Line => {
            let named = owner().and_then(|node| line_of(at, &node, &id.key).map(|line| approvals.of_line(line)));
            named.unwrap_or_default()
        }
        Table::Duty | Table::Seat | Table::Risk => {
            let Some(node) = owner() else { return Vec::new() };
            let what = match id.table {
                Table::Seat => "who sits on",
                Table::Risk => "the risks of",
                _ => "what is done by",
            };
            approvals.of_node_because(node.id(), &format!("{what} {} changes", approvals.node_name(node.id())))
        }
        Table::Delegation => {
            let row = approvals.delegation(&id.key);
            row.map(|row| approvals.of_delegation(row)).unwrap_or_default()
        }
        Table::Budget => {
            let row = approvals.budget(&id.key);
            row.map(|row| approvals.of_budget(row)).unwrap_or_default()
        }
        Table::Instrument => {
            let row = approvals.paper(&id.key);
            row.map(|row| approvals.of_paper(row)).unwrap_or_default()
        }
        Table::Departure => {
            let row = at.model().departures.get(&id.key);
            let by = row.and_then(|row| row.accepted_by);
            by.map(|by| approvals.by(by, &format!("the departure `{}` changes", id.key)))
                .unwrap_or_default()
        }
        // An organisation is made and ended by law or by its members, which a framework does not say; and of the rest nobody
        // is to approve what is entered.
        Table::Organisation
        | Table::Framework
        | Table::Function
        | Table::Requirement
        | Table::Log
        | Table::Milestone
        | Table::Outcome
        | Table::Route
        | Table::Person
        | Table::Document => Vec::new(),
    }
}

/// The line of a node by its kind and key: the one in force, or else the first.
pub(super) fn line_of<'m>(at: &AsAt<'m>, node: &NodeAt<'m, '_>, key: &str) -> Option<&'m Relation> {
    let (kind, key) = key.split_once('.')?;
    let lines = at.lines_of(node.id());
    let of_key = lines.filter(|(line, _)| line.kind.word() == kind && line.key == key);
    of_key.min_by_key(|(_, standing)| *standing).map(|(line, _)| line)
}

/// A health and wellbeing board is consulted before its council adds members of its own choice (Health and Social Care Act 2012
/// s194(9)): those whom the Act itself asks for are not meant.
fn consulted(at: &AsAt<'_>, id: &Id) -> Option<Approver> {
    let board = id.owner.as_deref().and_then(|key| at.node_by_key(key))?;
    let known = is_one(at, board.id(), &["health-and-wellbeing-board".into()]) == Some(true);
    if !known || at.date() < date(2013, 4, 1) {
        return None;
    }
    let seat: &Seat = board.seats().find(|seat| seat.key == id.key.as_str())?;
    if role(seat) == Some(Role::InAttendance) {
        return None;
    }
    let mut open = false;
    if let Some(rows) = Rows::asking(at, &[SeatAsks::AtLeast]) {
        for row in rows.about(at, board.id()) {
            match rows.seats(at, row, board.id()).is_meant(seat) {
                Some(true) => return None,
                Some(false) => {}
                None => open = true,
            }
        }
    }
    let unless = if open {
        ", unless the Act asks for this member"
    } else {
        ""
    };
    Some(Approver {
        level: Approval::Committee,
        who: format!("{} (to be consulted)", board.name()),
        why: format!(
            "a member is added: Health and Social Care Act 2012 s194(9) asks the council to consult the board first{unless}"
        ),
        each: Vec::new(),
    })
}
