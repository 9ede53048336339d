//! Committees in common of which one of the parties has no committee of its own (RULES B5).

use std::collections::BTreeSet;

use remit_model::document::{RelationKind, Sureness};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Form, NodeAt, NodeId};

use super::footing::{reading, with_readings};
use crate::belonging::{one_organisation, organisations};
use crate::deciders::lets_decide;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "in-common-without-own-committees",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("in_common_without_own_committees.md"),
    on: true,
    check: Check::Missing(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let model = at.model();
    if !model.forms.iter().any(|form| form.own_committees) {
        return;
    }
    let in_common = at.bodies().filter(|body| !body.is_external() && body.many().is_none());
    let in_common = in_common.filter_map(|body| {
        let form = body.form().stated().filter(|form| form.own_committees)?;
        Some((body, form))
    });
    let in_common: Vec<_> = in_common.collect();
    if in_common.is_empty() {
        return;
    }
    let current = at.current(model.delegations.rows()).filter(|row| lets_decide(at, row));
    let receivers: BTreeSet<NodeId> = current.filter_map(|row| row.to.as_ref().map(|to| to.value)).collect();
    for (body, form) in in_common {
        findings.extend(judge(at, &body, form, &receivers));
    }
}

fn judge(at: &AsAt<'_>, body: &NodeAt<'_, '_>, form: &Form, receivers: &BTreeSet<NodeId>) -> Option<Finding> {
    let parties = organisations(at, body.id());
    if parties.len() < 2 {
        return None;
    }
    let own: Vec<NodeId> = body.acting(RelationKind::Comprises).map(|line| line.to).collect();
    let home = |id: &NodeId| one_organisation(at, *id);
    let represented: BTreeSet<NodeId> = own.iter().filter_map(home).collect();
    let without: Vec<NodeId> = parties
        .iter()
        .copied()
        .filter(|party| at.node(*party).exists() && !represented.contains(party))
        .collect();
    // Whatever the committee of a party is allowed is given to it, and not to the meeting.
    let empty: Vec<NodeId> = own
        .iter()
        .copied()
        .filter(|id| home(id).is_some_and(|home| parties.contains(&home)) && !receivers.contains(id))
        .filter(|id| !at.node(*id).form().stated().is_some_and(|form| form.highest))
        .collect();
    // Whose committee it is may not be entered: it may be that of the party.
    let adrift = own.iter().any(|id| organisations(at, *id).is_empty());
    let listed = body.is_none("comprises") && !adrift;
    let (mut level, verdict, message) = match (without.is_empty(), listed) {
        (false, true) => {
            let message = format!(
                "{} is entered with the form \"{}\", and {} {} no committee of its own in it",
                body.name(),
                form.name,
                naming::nodes(at, without.iter().copied()),
                if without.len() == 1 { "has" } else { "have each" }
            );
            let assumed = reading(body).is_some() || form.statement.assumed("own-committees").is_some();
            (
                if assumed { Level::Should } else { Level::Must },
                Verdict::Broken,
                message,
            )
        }
        (false, false) => {
            let message = format!(
                "{} is entered with the form \"{}\", and which committee of {} takes part in it is not stated",
                body.name(),
                form.name,
                naming::nodes(at, without.iter().copied())
            );
            (Level::Note, Verdict::CannotTell, message)
        }
        (true, _) if !empty.is_empty() => {
            let message = format!(
                "{} is entered with the form \"{}\", and no delegation to {} is entered, by which it may decide there",
                body.name(),
                form.name,
                naming::nodes(at, empty.iter().copied())
            );
            (Level::Note, Verdict::CannotTell, message)
        }
        (true, _) => return None,
    };
    let remembered = matches!(form.sure, None | Some(Sureness::Memory));
    if remembered {
        level = Level::Note;
    }
    let finding = Finding::new(RULE.name, level, body.subject(), message)
        .verdict(verdict)
        .label(body.place(), "committees in common");
    // A proposal may give it this form, and then it is not said where the body itself stands.
    let finding = match body.form_fact().stated() {
        Some(fact) => finding.label(fact.place, "recorded as this"),
        None => finding,
    };
    let mut finding = with_readings(finding, std::slice::from_ref(body));
    if let Some(citation) = &form.citation {
        finding = finding.remark(format!("what is said of the form rests on {citation}"));
    }
    if let Some(why) = form.statement.assumed("own-committees") {
        finding = finding.remark(format!("what is said of the form is in part Remit's reading: {why}"));
    }
    if remembered {
        finding = finding.remark("what is said of the form is from memory, not verified");
    }
    Some(finding.help(
        "enter for each party the committee of its own that decides there, name it under `comprises`, and enter the delegation \
         that its own organisation gives to it; record each decision for each party. Check with your legal adviser",
    ))
}
