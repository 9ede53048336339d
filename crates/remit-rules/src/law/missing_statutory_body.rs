//! An organisation without a body that it must have by law (RULES A9).

use std::collections::BTreeMap;

use remit_model::document::Sureness;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, NodeId, NodeKind, StatutoryBody};

use super::footing::{Asks, reading, with_readings};
use super::kinds::is_one;
use crate::belonging::organisations;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "missing-statutory-body",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("missing_statutory_body.md"),
    on: true,
    check: Check::Missing(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let rows = at.model().statutory_bodies.rows().iter();
    let rows: Vec<&StatutoryBody> = rows.filter(|row| row.is_in_force(at)).collect();
    let mut bodies: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    let mut listed: Vec<NodeAt<'_, '_>> = Vec::new();
    if !rows.is_empty() {
        listed.extend(at.with_all_bodies().filter(|organisation| !organisation.is_external()));
        bodies.extend(listed.iter().map(|organisation| (organisation.id(), Vec::new())));
    }
    if bodies.is_empty() {
        return;
    }
    let mut adrift = Vec::new();
    for body in at.bodies() {
        let homes = organisations(at, body.id());
        if homes.is_empty() && body.kind() == NodeKind::Body {
            adrift.push(body.id());
        }
        for home in homes {
            if let Some(own) = bodies.get_mut(&home) {
                own.push(body.id());
            }
        }
    }
    for organisation in listed {
        let own = bodies.get(&organisation.id()).map_or(&[][..], Vec::as_slice);
        let asked = rows
            .iter()
            .filter(|row| is_one(at, organisation.id(), &row.of) == Some(true));
        findings.extend(asked.filter_map(|row| judge(at, &organisation, row, own, &adrift)));
    }
}

/// Whether a body is the one that is asked for. None where it may be.
fn is_it(at: &AsAt<'_>, row: &StatutoryBody, body: NodeId) -> Option<bool> {
    match is_one(at, body, std::slice::from_ref(&row.key)) {
        Some(true) => Some(true),
        // A body of an own form that says nothing of what it is in law may be of one that is wanted.
        other if at.node(body).form().stated().is_some() => other,
        _ => None,
    }
}

/// What is to be said of a body that an organisation must have, of its own bodies and those of which nobody has entered whose
/// they are.
fn judge(
    at: &AsAt<'_>,
    organisation: &NodeAt<'_, '_>,
    row: &StatutoryBody,
    own: &[NodeId],
    adrift: &[NodeId],
) -> Option<Finding> {
    let is_it = |body: &NodeId| is_it(at, row, *body);
    if own.iter().any(|body| is_it(body) == Some(true)) {
        return None;
    }
    let unsaid = own.iter().filter(|body| is_it(body).is_none());
    let adrift = adrift.iter().filter(|body| is_it(body) != Some(false));
    let homeless = adrift.clone().next().is_some();
    let maybe: Vec<NodeId> = unsaid.chain(adrift).copied().collect();
    let footing = row.footing();
    let name = footing.name();
    let finding = |level, message| {
        Finding::new(RULE.name, level, organisation.subject(), message)
            .key(footing.subject())
            .label(organisation.place(), "its bodies are listed in full (`complete`)")
    };
    if maybe.is_empty() {
        let (must, most) = asked(row);
        let message = format!(
            "{} {must} have {}, and has none",
            organisation.name(),
            naming::one_named(name)
        );
        let level = footing.level(reading(organisation).is_some()).min(most);
        let finding = finding(level, message);
        let finding = with_readings(finding, std::slice::from_ref(organisation));
        return Some(footing.under(
            finding,
            "enter the body, if there is one; if a body that is entered is the one, write so: its `form`, or its `in-law`",
        ));
    }
    let (must, _) = asked(row);
    let message = format!(
        "{} {must} have {}; whether {} is the one is not stated",
        organisation.name(),
        naming::one_named(name),
        naming::nodes(at, maybe.iter().copied())
    );
    let finding = finding(Level::Note, message).verdict(Verdict::CannotTell);
    Some(footing.under(
        finding,
        &format!(
            "write `in-law = [\"{}\"]` on the body that is the one{}",
            row.key,
            if homeless { ", and whose it is (`within`)" } else { "" }
        ),
    ))
}

/// The word for how it is asked for, and the level at most: what rests on guidance or practice alone is no duty.
pub(crate) fn asked(row: &StatutoryBody) -> (&'static str, Level) {
    match row.validity.sure {
        Some(Sureness::Guidance) => ("should", Level::Should),
        _ => ("must", Level::Must),
    }
}
