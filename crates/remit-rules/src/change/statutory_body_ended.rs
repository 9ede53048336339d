//! An organisation that loses a body that it must have by law.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, NodeId, StatutoryBody};

use super::endings::ending;
use super::words::verb;
use super::{Compared, Consequence};
use crate::belonging::organisations;
use crate::law::footing::{Asks, reading, with_readings};
use crate::law::kinds::is_one;
use crate::law::missing_statutory_body::asked;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "statutory-body-ended",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("statutory_body_ended.md"),
    on: true,
    check: Check::Change(check),
};

/// Organisations that lose the same bodies: what they lost, as of the state before.
type Lost = BTreeMap<Vec<NodeId>, Vec<NodeId>>;

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let (before, after) = (compared.before, compared.after);
    let rows = after.model().statutory_bodies.rows().iter();
    let rows: Vec<&StatutoryBody> = rows.filter(|row| row.is_in_force(after)).collect();
    if rows.is_empty() {
        return;
    }
    let gone = no_longer(compared, &rows);
    if gone.is_empty() {
        return;
    }
    let (was, is) = (own(before), own(after));
    for (row, gone) in gone {
        let mut lost = Lost::new();
        for organisation in after.nodes().filter(|node| !node.is_external()) {
            let had = compared.was(organisation.id()).and_then(|node| was.get(&node.id()));
            if !had.into_iter().flatten().any(|body| gone.contains(body)) {
                continue;
            }
            if is_one(after, organisation.id(), &row.of) != Some(true) {
                continue;
            }
            let has = is.get(&organisation.id());
            if has
                .into_iter()
                .flatten()
                .any(|body| fulfils(after, row, *body) == Some(true))
            {
                continue;
            }
            let gone = had.into_iter().flatten().copied();
            let gone: Vec<NodeId> = gone.filter(|body| fulfils(before, row, *body) == Some(true)).collect();
            lost.entry(gone).or_default().push(organisation.id());
        }
        found.extend(lost.iter().map(|(gone, of)| told(compared, row, (of, gone), &is)));
    }
}

/// For each row the bodies that were what it asks for, and are not any more, or not of all whose they were: without one of them
/// nobody loses anything. Most bodies are no statutory ones, which their form tells.
fn no_longer<'r>(
    compared: &Compared<'_, '_>,
    rows: &[&'r StatutoryBody],
) -> Vec<(&'r StatutoryBody, BTreeSet<NodeId>)> {
    let (before, after) = (compared.before, compared.after);
    let mut by_form: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut gone = vec![BTreeSet::new(); rows.len()];
    for body in before.bodies() {
        let form = body.form().stated().map(|form| form.key.as_str());
        let kind = |number: &usize| rows.get(*number).map(|row| fulfils(before, row, body.id()));
        let all = || {
            (0..rows.len())
                .filter(|number| kind(number) == Some(Some(true)))
                .collect()
        };
        let own: Vec<usize> = match form {
            _ if body.in_law().next().is_some() => all(),
            Some(form) => by_form.entry(form).or_insert_with(all).clone(),
            None => continue,
        };
        for number in own {
            let row = rows.get(number).copied();
            let stays = row.zip(compared.becomes(body.id())).is_some_and(|(row, now)| {
                let homes = organisations(after, now.id());
                let still = |home: &NodeId| compared.becomes(*home).is_none_or(|home| homes.contains(&home.id()));
                fulfils(after, row, now.id()) == Some(true) && organisations(before, body.id()).iter().all(still)
            });
            if !stays && let Some(gone) = gone.get_mut(number) {
                gone.insert(body.id());
            }
        }
    }
    let rows = rows.iter().copied().zip(gone);
    rows.filter(|(_, gone)| !gone.is_empty()).collect()
}

/// The bodies of each organisation.
fn own(at: &AsAt<'_>) -> BTreeMap<NodeId, Vec<NodeId>> {
    let mut own: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for body in at.bodies() {
        for home in organisations(at, body.id()) {
            own.entry(home).or_default().push(body.id());
        }
    }
    own
}

/// Whether a body is the one that a row asks for, by its form or by what it is entered to be in law. None where that is not stated.
fn fulfils(at: &AsAt<'_>, row: &StatutoryBody, body: NodeId) -> Option<bool> {
    is_one(at, body, std::slice::from_ref(&row.key))
}

fn told(
    compared: &Compared<'_, '_>,
    row: &StatutoryBody,
    (of, gone): (&[NodeId], &[NodeId]),
    is: &BTreeMap<NodeId, Vec<NodeId>>,
) -> Consequence {
    let (before, after) = (compared.before, compared.after);
    let gone: Vec<NodeAt<'_, '_>> = gone.iter().map(|id| before.node(*id)).collect();
    let organisations: Vec<NodeAt<'_, '_>> = of.iter().map(|id| after.node(*id)).collect();
    let successors = gone.iter().filter_map(|body| compared.endings().of(body.key()));
    let successors: BTreeSet<NodeId> = successors.flatten().copied().collect();
    let maybe = |id: &NodeId| fulfils(after, row, *id).is_none();
    let open: Vec<NodeId> = successors.into_iter().filter(maybe).collect();
    let footing = row.footing();
    let (must, most) = asked(row);
    let whose = naming::nodes(after, of.iter().copied());
    let names = naming::nodes(before, gone.iter().map(NodeAt::id));
    let ends = gone.iter().all(|body| compared.becomes(body.id()).is_none());
    let becomes = match ends {
        true => verb(gone.len(), "ends", "end"),
        false => verb(gone.len(), "is it no longer", "are it no longer"),
    };
    let rest = match open.as_slice() {
        [] => "none is entered after the change".to_owned(),
        open => format!(
            "whether {}, which {} its place, is the one is not stated",
            naming::nodes(after, open.iter().copied()),
            verb(open.len(), "takes", "take")
        ),
    };
    let message = format!(
        "{whose} {must} have {}{}: {names} {becomes}, and {rest}",
        naming::one_named(footing.name()),
        if most == Level::Must { " by law" } else { "" }
    );
    // What a body, or whose it was, is in law may be a reading of the framework.
    let read = gone.iter().chain(&organisations).any(|node| reading(node).is_some());
    let level = footing.level(read).min(most);
    let level = if open.is_empty() {
        level
    } else {
        level.min(Level::Should)
    };
    let mut finding = Finding::new(
        RULE.name,
        level,
        gone.first().map(NodeAt::subject).unwrap_or_default(),
        message,
    );
    if !open.is_empty() {
        finding = finding.verdict(Verdict::CannotTell);
    }
    finding = gone
        .iter()
        .skip(1)
        .fold(finding, |finding, body| finding.key(body.subject()));
    finding = finding.key(footing.subject());
    for body in &gone {
        finding = match compared.becomes(body.id()) {
            None => ending(compared, body.key(), finding),
            Some(now) => finding.label(now.place(), "it is there, and nothing says that it is the one"),
        };
    }
    finding = with_readings(finding, &gone);
    finding = with_readings(finding, &organisations);
    // Another may be the one; that nobody has entered it is no reason to rely on it.
    if open.is_empty() {
        let others = of.iter().flat_map(|id| is.get(id).into_iter().flatten());
        let others: BTreeSet<NodeId> = others.copied().filter(maybe).collect();
        let others: Vec<NodeId> = others.into_iter().collect();
        if !others.is_empty() {
            let names = super::words::nodes(after, &others);
            let one = verb(others.len(), "is the one", "are it");
            finding = finding.remark(format!("whether {names} {one} is not stated"));
        }
    }
    let help = format!(
        "say which body is the one from then on (`form`, or `in-law = [\"{}\"]`), or leave it in force",
        row.key
    );
    Consequence::new(footing.under(finding, &help))
}
