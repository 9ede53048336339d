//! One organisation on both sides: commissioner and provider, or inside the body that it advises.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{Capacity, FunctionKind, RelationKind};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeId, NodeKind, Relation, Standing};
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
    let lines = Lines::new(at);
    commissioner_in_alliance(at, &lines, findings);
    commissions_and_provides(at, &lines, findings);
    comprises_whom_it_advises(at, &lines, findings);
}

/// The lines of bodies in force that matter here: most bodies have none of them.
struct Lines<'m> {
    /// To parties, those that are only proposed included: a proposal to join is worth knowing beforehand.
    parties: Vec<(&'m Relation, Standing)>,
    advises: Vec<&'m Relation>,
}

impl<'m> Lines<'m> {
    fn new(at: &AsAt<'m>) -> Self {
        let (mut parties, mut advises) = (Vec::new(), Vec::new());
        for (number, line) in at.model().relations().iter().enumerate() {
            if !matches!(line.kind, RelationKind::Party | RelationKind::Advises) {
                continue;
            }
            let from = at.node(line.from);
            if from.kind() != NodeKind::Body || !from.exists() {
                continue;
            }
            match (line.kind, at.relation_standing(number)) {
                (RelationKind::Advises, Standing::InForce) => advises.push(line),
                (RelationKind::Party, standing @ (Standing::InForce | Standing::Proposed))
                    if at.has_layer(line.statement.layer) =>
                {
                    parties.push((line, standing));
                }
                _ => {}
            }
        }
        Self { parties, advises }
    }
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

/// An alliance of providers to which a commissioner belongs.
fn commissioner_in_alliance(at: &AsAt<'_>, lines: &Lines<'_>, findings: &mut Vec<Finding>) {
    for parties in lines.parties.chunk_by(|(one, _), (other, _)| one.from == other.from) {
        let body = at.node(parties[0].0.from);
        let contractual = || {
            let form = body.form().stated();
            form.is_some_and(|form| form.key == "contractual-alliance")
        };
        let provides = |(line, _): &(&Relation, Standing)| line.capacity == Some(Capacity::Provider);
        if !parties.iter().any(provides) && !contractual() {
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

/// Where organisations stand on one side, in words.
type Places = BTreeMap<NodeId, Vec<(String, Place)>>;

/// An organisation that commissions in one place and provides in another.
fn commissions_and_provides(at: &AsAt<'_>, lines: &Lines<'_>, findings: &mut Vec<Finding>) {
    let (mut commissions, mut provides) = (Places::new(), Places::new());
    for &(line, standing) in &lines.parties {
        let (side, verb) = match line.capacity {
            Some(Capacity::Commissioner) => (&mut commissions, "commissions"),
            Some(Capacity::Provider) => (&mut provides, "provides"),
            _ => continue,
        };
        let proposed = if standing == Standing::Proposed {
            " (proposed)"
        } else {
            ""
        };
        let read = if line.assumed().is_some() { " (as read)" } else { "" };
        let words = format!("{verb} in {}{proposed}{read}", at.node(line.from).name());
        side.entry(line.to).or_default().push((words, line.statement.place));
    }
    for paper in at.current(at.model().instruments.rows()) {
        let read = if paper.statement.assumed("party").is_some() {
            " (as read)"
        } else {
            ""
        };
        for &(party, role) in &paper.parties {
            let (side, verb) = match role {
                Some(Capacity::Commissioner) => (&mut commissions, "commissions"),
                Some(Capacity::Provider) => (&mut provides, "provides"),
                _ => continue,
            };
            if at.node(party).exists() {
                let words = format!("{verb} under {}{read}", paper.name);
                side.entry(party).or_default().push((words, paper.statement.place));
            }
        }
    }
    if provides.is_empty() {
        return;
    }
    for id in handling_contracts(at) {
        let body = at.node(id);
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

/// The bodies that decide on or manage contracts, or commission.
fn handling_contracts(at: &AsAt<'_>) -> BTreeSet<NodeId> {
    let functions = at.model().functions.iter();
    let contracts = functions.filter(|function| function.kind == Some(FunctionKind::Contract));
    let with_them = contracts.flat_map(|function| at.done_with(&function.key));
    let mut handling: BTreeSet<NodeId> = with_them.map(|done| done.by).collect();
    // What a verb amounts to stands beside it, so that most of what bodies do need not be looked at.
    let effect = at.model().effect("commission");
    let such = at.all_doings().iter().filter(|done| done.effect == effect);
    let commissioning = such.filter(|done| {
        let verb = &at.doing(done).verb;
        verb.as_ref().is_some_and(|verb| verb.value == "commission")
    });
    handling.extend(commissioning.map(|done| done.by));
    handling
}

/// A body that advises one of its own parts: those who are advised sit among those who advise.
fn comprises_whom_it_advises(at: &AsAt<'_>, lines: &Lines<'_>, findings: &mut Vec<Finding>) {
    for advising in lines.advises.chunk_by(|one, other| one.from == other.from) {
        let body = at.node(advising[0].from);
        let comprised: Vec<&Relation> = body.acting(RelationKind::Comprises).collect();
        for advice in advising {
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
