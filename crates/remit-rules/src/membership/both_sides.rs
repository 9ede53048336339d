//! One organisation on both sides: commissioner and provider, or inside the body that it advises.

use std::collections::BTreeMap;

use remit_model::document::{Capacity, FunctionKind, RelationKind};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, NodeId, Relation, Standing};
use remit_model::sources::Place;

use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "both-sides",
    group: Group::Membership,
    level: Level::Note,
    page: include_str!("both_sides.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    commissioner_in_alliance(at, findings);
    commissions_and_provides(at, findings);
    comprises_whom_it_advises(at, findings);
}

/// Why a line is a reading, as a remark, where it is one.
fn reading(finding: Finding, lines: &[&Relation]) -> Finding {
    let mut whys: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.assumed())
        .map(|why| why.as_str())
        .collect();
    whys.dedup();
    whys.into_iter().take(3).fold(finding, |finding, why| {
        finding.remark(format!("this rests on a reading: {why}"))
    })
}

/// The parties of a body, those that are only proposed included: a proposal to join is worth knowing beforehand.
fn parties<'m>(at: &AsAt<'m>, body: &NodeAt<'m, '_>) -> Vec<(&'m Relation, Standing)> {
    at.lines_of(body.id())
        .filter(|(line, standing)| {
            line.kind == RelationKind::Party && matches!(standing, Standing::InForce | Standing::Proposed)
        })
        .filter(|(line, _)| at.has_layer(line.statement.layer))
        .collect()
}

/// An alliance of providers to which a commissioner belongs.
fn commissioner_in_alliance(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for body in at.bodies() {
        let contractual = body
            .form()
            .stated()
            .is_some_and(|form| form.key == "contractual-alliance");
        let parties = parties(at, &body);
        let provides = parties
            .iter()
            .any(|(line, _)| line.capacity == Some(Capacity::Provider));
        if !contractual && !provides {
            continue;
        }
        for (line, _) in parties
            .iter()
            .filter(|(line, _)| line.capacity == Some(Capacity::Commissioner))
        {
            let organisation = at.node(line.to);
            let message = format!("{} includes {}, which commissions", body.name(), organisation.name());
            let finding = Finding::new(RULE.name, RULE.level, body.subject(), message)
                .verdict(Verdict::Remark)
                .key(organisation.subject())
                .label(line.statement.place, "belongs to it as a commissioner");
            findings.push(reading(finding, &[line]).help(
                "say which matters (awards, prices, performance) it may not decide while its commissioner takes part",
            ));
        }
    }
}

/// An organisation that commissions in one place and provides in another.
fn commissions_and_provides(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut commissions: BTreeMap<NodeId, Vec<(String, Place)>> = BTreeMap::new();
    let mut provides: BTreeMap<NodeId, Vec<(String, Place)>> = BTreeMap::new();
    for body in at.bodies() {
        for (line, standing) in parties(at, &body) {
            let proposed = if standing == Standing::Proposed {
                " (proposed)"
            } else {
                ""
            };
            let read = if line.assumed().is_some() { " (as read)" } else { "" };
            let entry = |what: &str| (format!("{what} {}{proposed}{read}", body.name()), line.statement.place);
            match line.capacity {
                Some(Capacity::Commissioner) => commissions.entry(line.to).or_default().push(entry("commissions in")),
                Some(Capacity::Provider) => provides.entry(line.to).or_default().push(entry("provides in")),
                _ => {}
            }
        }
        if !handles_contracts(at, &body) {
            continue;
        }
        let assumed = body.definition().statement.assumed("between").is_some();
        let read = if assumed { " (as read)" } else { "" };
        for host in body.between() {
            let place = body.between_place(host.id()).unwrap_or_else(|| body.place());
            let entry = (format!("commissions through {}{read}", body.name()), place);
            commissions.entry(host.id()).or_default().push(entry);
        }
    }
    for (id, providing) in provides {
        let Some(commissioning) = commissions.get(&id) else {
            continue;
        };
        let organisation = at.node(id);
        let words =
            |places: &[(String, Place)]| list(&places.iter().map(|(words, _)| words.clone()).collect::<Vec<_>>());
        let message = format!(
            "{} {}, and {}",
            organisation.name(),
            words(commissioning),
            words(&providing)
        );
        let mut finding = Finding::new(RULE.name, RULE.level, organisation.subject(), message).verdict(Verdict::Remark);
        for (words, place) in providing.iter().chain(commissioning).take(8) {
            finding = finding.label(*place, words.clone());
        }
        let hosted: Vec<String> = at
            .relations_to(id)
            .filter(|line| line.kind == RelationKind::Within && at.node(line.from).form().stated().is_some())
            .map(|line| at.node(line.from).name().to_string())
            .take(5)
            .collect();
        if !hosted.is_empty() {
            finding = finding.remark(format!(
                "{} {} part of {}",
                list(&hosted),
                if hosted.len() == 1 { "is" } else { "are" },
                organisation.name()
            ));
        }
        findings.push(finding.help("record how decisions on its own contracts are to be taken"));
    }
}

/// Whether a body decides on or manages contracts, or commissions.
fn handles_contracts(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> bool {
    body.does().any(|does| {
        let function = does
            .function
            .as_ref()
            .and_then(|key| at.model().functions.get(&key.value));
        function.is_some_and(|function| function.kind == Some(FunctionKind::Contract))
            || does.verb.as_ref().is_some_and(|verb| verb.value == "commission")
    })
}

/// A body that advises one of its own parts: those who are advised sit among those who advise.
fn comprises_whom_it_advises(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for body in at.bodies() {
        let comprised: Vec<&Relation> = body.acting(RelationKind::Comprises).collect();
        for advice in body.acting(RelationKind::Advises) {
            let Some(part) = comprised.iter().find(|part| part.to == advice.to) else {
                continue;
            };
            let advised = at.node(advice.to);
            let others: Vec<String> = comprised
                .iter()
                .filter(|other| other.to != advice.to)
                .map(|other| at.node(other.to).name().to_string())
                .collect();
            let message = format!(
                "{} makes recommendations to {}, which it comprises",
                body.name(),
                advised.name()
            );
            let mut finding = Finding::new(RULE.name, RULE.level, body.subject(), message)
                .verdict(Verdict::Remark)
                .key(advised.subject())
                .label(advice.statement.place, "advises it")
                .label(part.statement.place, "and comprises it");
            if !others.is_empty() {
                finding = finding.remark(format!(
                    "{} {} comprised in it too, and so {} part in recommendations on contracts that may be {} own",
                    list(&others),
                    if others.len() == 1 { "is" } else { "are" },
                    if others.len() == 1 { "takes" } else { "take" },
                    if others.len() == 1 { "its" } else { "their" }
                ));
            }
            findings.push(finding.help("record who takes part when a recommendation touches a member's own contract"));
        }
    }
}
