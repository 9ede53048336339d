//! Who is asked in the place of somebody who is no longer there after a change, or is called otherwise.

use std::collections::{BTreeMap, BTreeSet};

use remit_diff::Kind;
use remit_model::model::{NodeAt, NodeId, NodeKind};

use super::becoming::Becoming;
use super::{Approval, Approvals, Compared};
use crate::belonging::{in_force_with_organisation, one_organisation};

/// Somebody who is asked, as the state after tells.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    pub(super) level: Approval,
    /// Who agrees: of an organisation its highest body.
    pub(super) who: String,
    /// The key and name under which it is one of several.
    pub(super) party: (String, String),
}

/// Who is asked instead of somebody.
#[derive(Debug, Clone)]
pub(super) enum Instead {
    /// Those who take its place; or itself, by the name that it has then.
    By(Vec<Voice>),
    /// It ends, and nothing says who takes its place: its key and name.
    NotStated(String, String),
    /// It ends: those above it, or those who share it.
    Above,
}

/// Who is asked instead of whom, by the key before.
pub(super) fn instead(compared: &Compared<'_, '_>) -> BTreeMap<String, Instead> {
    let (before, after) = (compared.before, compared.after);
    let mut all: BTreeMap<String, Instead> = BTreeMap::new();
    let moved = |node: &NodeAt<'_, '_>| match compared.becomes(node.id()) {
        Some(now) if in_force_with_organisation(after, now.id()) => {
            let home = |id: NodeId, after_it: bool| {
                let at = if after_it { after } else { before };
                one_organisation(at, id).map(|home| at.node(home).name().to_string())
            };
            now.key() != node.key() || now.name() != node.name() || home(node.id(), false) != home(now.id(), true)
        }
        _ => true,
    };
    let there = before
        .nodes()
        .filter(|node| in_force_with_organisation(before, node.id()));
    let mut moving: Vec<NodeAt<'_, '_>> = there.filter(moved).collect();
    if compared.diff.is_empty() {
        return all;
    }
    // What becomes of a body may be told of its organisation.
    moving.sort_by_key(|node| node.kind() != NodeKind::Organisation);
    let becoming = Becoming::new(compared);
    let speaking = Approvals::new(after);
    let made = made(compared, &speaking);
    for node in &moving {
        let key = node.key().to_string();
        let told = match compared.becomes(node.id()) {
            Some(now) if in_force_with_organisation(after, now.id()) && !made.contains(&now.id()) => {
                Instead::By(speaking.voices(now.id()))
            }
            _ => {
                let mut following = followers(compared, &becoming, node);
                following.retain(|id| !made.contains(id));
                let voices: Vec<Voice> = following.iter().flat_map(|id| speaking.voices(*id)).collect();
                let home = one_organisation(before, node.id()).filter(|home| *home != node.id());
                let of_home = home.and_then(|home| all.get(before.node(home).key().as_str()));
                match of_home {
                    _ if !voices.is_empty() => Instead::By(voices),
                    Some(of_home) => of_home.clone(),
                    None if node.kind() == NodeKind::Organisation => {
                        Instead::NotStated(key.clone(), node.name().to_string())
                    }
                    None => Instead::Above,
                }
            }
        };
        all.insert(key, told);
    }
    without_highest(compared, &speaking, &mut all);
    all.extend(
        made.iter()
            .map(|id| (after.node(*id).key().to_string(), Instead::Above)),
    );
    all
}

/// The bodies that the change makes, by their ids after: nobody can be asked to agree to the change that makes it. Not the
/// highest body of an organisation, which speaks for that; nor one that has another id and is the same (`formerly`).
fn made(compared: &Compared<'_, '_>, speaking: &Approvals<'_, '_>) -> BTreeSet<NodeId> {
    let (before, after) = (compared.before, compared.after);
    let renamed: BTreeSet<&str> = compared
        .diff
        .changes
        .iter()
        .filter(|change| change.kind == Kind::Renamed)
        .flat_map(|change| change.after.iter().map(|thing| thing.id.key.as_str()))
        .collect();
    let highest: BTreeSet<NodeId> = speaking.highest.values().flatten().copied().collect();
    let new = after.bodies().filter(|body| {
        let known = before.node_by_key(body.key()).is_some_and(|was| was.exists());
        !known && !renamed.contains(body.key().as_str()) && !highest.contains(&body.id())
    });
    new.map(|body| body.id()).collect()
}

/// Those that the framework says take its place, in force by then or still to come.
fn followers(compared: &Compared<'_, '_>, becoming: &Becoming<'_>, node: &NodeAt<'_, '_>) -> BTreeSet<NodeId> {
    let told = becoming.of(compared, node.id());
    let told = told
        .into_iter()
        .flat_map(|change| change.after.iter().map(|thing| thing.id.key.as_str()));
    let stated = compared.after.successors(node.kind().word(), node.key());
    let keys = told.chain(stated.map(|succession| succession.to.as_str()));
    let nodes = keys.filter(|key| node.key().as_str() != *key);
    nodes
        .filter_map(|key| compared.after.node_by_key(key))
        .map(|node| node.id())
        .collect()
}

/// An organisation that goes on and whose highest body ends is asked by its highest body after the change.
fn without_highest(compared: &Compared<'_, '_>, speaking: &Approvals<'_, '_>, all: &mut BTreeMap<String, Instead>) {
    let mut told = Vec::new();
    for (organisation, highest) in &Approvals::new(compared.before).highest {
        let organisation = compared.before.node(*organisation);
        let ends = |id: &NodeId| matches!(all.get(compared.before.node(*id).key().as_str()), Some(Instead::Above));
        let Some(now) = compared.becomes(organisation.id()).filter(|_| highest.iter().all(ends)) else {
            continue;
        };
        let instead = match (speaking.highest.contains_key(&now.id()), highest.first()) {
            (false, Some(first)) => {
                let first = compared.before.node(*first);
                Instead::NotStated(first.key().to_string(), first.name().to_string())
            }
            _ => Instead::By(speaking.voices(now.id())),
        };
        told.push((organisation.key().to_string(), instead));
    }
    all.extend(told);
}
