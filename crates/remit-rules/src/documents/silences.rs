//! What the documents do not say: one note a body.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{RelationKind, Role};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, Filled, Known, NodeAt, NodeId, Seat, Statement};

use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::{delegation_silence, delegation_silences, line_silence, list, silence};

pub(crate) static RULE: Rule = Rule {
    name: "silences",
    group: Group::Documents,
    level: Level::Note,
    page: include_str!("silences.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let given = given(at);
    let lines = silent_lines(at);
    for node in at.all_nodes() {
        let listed = given.contains_key(&node.id()) || lines.contains(&node.id());
        if !listed && !might(&node) || !node.exists() {
            continue;
        }
        let mut silences: Vec<String> = node
            .silences()
            .into_iter()
            .filter(|key| !is_said(&node, key))
            .map(|key| if key == "seats" { seats(&node) } else { silence(key) })
            .collect();
        silences.extend(of_lines(at, &node));
        silences.extend(
            given
                .get(&node.id())
                .into_iter()
                .flat_map(|given| of_delegations(at, given)),
        );
        silences.extend(of_seats(&node));
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

/// Whether what is written of a node itself, in force or not, leaves anything unsaid: most say all, and to look at what is
/// written is quicker than to ask what is in force.
fn might(node: &NodeAt<'_, '_>) -> bool {
    let silent = |statement: &Statement| !statement.not_stated().is_empty();
    let node = node.timeline();
    node.parts.iter().any(|part| silent(&part.statement)) || node.seats.iter().any(|seat| silent(&seat.statement))
}

/// Those with lines, in force or not, that leave something unsaid.
fn silent_lines(at: &AsAt<'_>) -> BTreeSet<NodeId> {
    let lines = at.model().relations().iter();
    let silent = lines.filter(|line| !line.statement.not_stated().is_empty());
    silent.map(|line| line.from).collect()
}

/// What the lines of a node leave unsaid, each thing once: what is the same of several others is said of all of them.
fn of_lines(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Vec<String> {
    let mut silences: Vec<(RelationKind, &str, Vec<String>)> = Vec::new();
    // What is part of an organisation, or is given to it, carries silences that are listed elsewhere.
    let elsewhere = |kind| matches!(kind, RelationKind::Within | RelationKind::Delegation);
    for line in node.acts().filter(|line| !elsewhere(line.kind)) {
        for key in line.statement.not_stated() {
            let other = at.node(line.to).name().to_string();
            match silences
                .iter_mut()
                .find(|(kind, known, _)| *kind == line.kind && key == known)
            {
                Some((_, _, others)) => others.push(other),
                None => silences.push((line.kind, key, vec![other])),
            }
        }
    }
    silences
        .into_iter()
        .map(|(kind, key, others)| line_silence(kind, key, &list(&others)))
        .collect()
}

/// The delegations in force of which something is not stated, by the one who receives.
fn given<'m>(at: &AsAt<'m>) -> BTreeMap<NodeId, Vec<&'m Delegation>> {
    let mut given: BTreeMap<NodeId, Vec<&Delegation>> = BTreeMap::new();
    for delegation in at.current(at.model().delegations.rows()) {
        if let Some(to) = delegation
            .to
            .as_ref()
            .filter(|_| !delegation.statement.not_stated().is_empty())
        {
            given.entry(to.value).or_default().push(delegation);
        }
    }
    given
}

/// What the delegations to a node leave unsaid, each thing once.
fn of_delegations(at: &AsAt<'_>, given: &[&Delegation]) -> Vec<String> {
    // The keys, and who gives; each thing once.
    let mut silences: Vec<(&str, Vec<NodeId>)> = Vec::new();
    for delegation in given {
        for key in delegation
            .statement
            .not_stated()
            .iter()
            .filter(|key| !is_given(delegation, key))
        {
            let known = silences.iter_mut().find(|(known, _)| *key == *known);
            match known {
                Some((_, givers)) => {
                    let more: Vec<NodeId> = delegation
                        .from
                        .iter()
                        .filter(|from| !givers.contains(from))
                        .copied()
                        .collect();
                    givers.extend(more);
                }
                None => silences.push((key, delegation.from.clone())),
            }
        }
    }
    // What is unsaid of the same givers is said together, so that they are named once.
    let mut together: Vec<(Vec<NodeId>, Vec<&str>)> = Vec::new();
    for (key, givers) in silences {
        match together.iter_mut().find(|(known, _)| *known == givers) {
            Some((_, keys)) => keys.push(key),
            None => together.push((givers, vec![key])),
        }
    }
    let mut said = Vec::with_capacity(together.len());
    for (givers, keys) in together {
        let delegate = match givers.as_slice() {
            [only] => naming::verb(&at.node(*only), "delegates", "delegate"),
            _ => "delegate",
        };
        let names: Vec<String> = givers.iter().map(|&id| at.node(id).name().to_string()).collect();
        let several = if keys.len() > 1 && !names.is_empty() {
            delegation_silences(&keys, &names, delegate)
        } else {
            None
        };
        match several {
            Some(terms) => said.push(terms),
            None => said.extend(keys.iter().map(|key| delegation_silence(key, &names, delegate))),
        }
    }
    said
}

/// Whether a key of a delegation that one document is silent about is stated after all.
fn is_given(delegation: &Delegation, key: &str) -> bool {
    match key {
        "power" => delegation.power.is_some(),
        "instrument" => delegation.instrument.is_some(),
        "limit" => delegation.limit.is_some(),
        "onward" => delegation.onward.is_some(),
        "functions" => !delegation.functions.is_empty(),
        "recorded-in" => !delegation.recorded_in.is_empty(),
        _ => false,
    }
}

/// What the seats of a node leave unsaid: who holds them, and whether they vote.
fn of_seats(node: &NodeAt<'_, '_>) -> Vec<String> {
    let silent = |seat: &Seat| !seat.statement.not_stated().is_empty();
    let (mut seats, mut voters) = (Vec::new(), Vec::new());
    for seat in node.seats().filter(|seat| silent(seat)) {
        let silent = |key: &str| seat.statement.is_not_stated(key);
        let unnamed = matches!(seat.filled, Filled::Unnamed | Filled::Nominee(_) | Filled::ExOfficio(_));
        let leader = leader(seat);
        if unnamed && ["person", "post", "nominee-of", "ex-officio"].into_iter().any(silent) {
            seats.push(leader.map_or_else(
                || format!("the seat `{}`", seat.key),
                |role| format!("the {role}'s seat"),
            ));
        }
        if seat.voting.is_none() && silent("voting") {
            voters.push(leader.map_or_else(|| format!("the holder of `{}`", seat.key), |role| format!("its {role}")));
        }
    }
    let mut silences = Vec::new();
    if !seats.is_empty() {
        silences.push(format!("who holds {}", list(&seats)));
    }
    if !voters.is_empty() {
        let vote = if voters.len() == 1 { "votes" } else { "vote" };
        silences.push(format!("whether {} {vote}", list(&voters)));
    }
    silences
}

/// The word for the holder of a seat of which a body has one.
fn leader(seat: &Seat) -> Option<&'static str> {
    match seat.role.as_ref()?.value {
        Role::Chair => Some("chair"),
        Role::ViceChair => Some("vice-chair"),
        Role::CoChair | Role::Member | Role::InAttendance => None,
    }
}

/// Who sits on it, where some seats are known.
fn seats(node: &NodeAt<'_, '_>) -> String {
    let chaired = node.seats_of(Role::Chair).next().is_some();
    match (node.seats().next().is_some(), chaired) {
        (false, _) => silence("seats"),
        (true, false) => "who chairs it, and who else sits on it".to_owned(),
        (true, true) => "who else sits on it".to_owned(),
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
