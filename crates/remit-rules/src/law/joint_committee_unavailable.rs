//! A body that several organisations share and that no power lets these have on the day (RULES B4).

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Known, NodeId};
use remit_model::page::day_in_words;

use super::joint::{Baseless, Basis, basis, bodies};
use super::ruling::Ground;
use super::telling::{against, named, open, out_of_reach};
use crate::lawful::citation;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "joint-committee-unavailable",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("joint_committee_unavailable.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let bodies = bodies(at);
    if bodies.is_empty() {
        return;
    }
    let Some(ground) = Ground::of(at) else {
        return;
    };
    for id in bodies {
        if let Basis::None(baseless) = basis(at, &ground, id) {
            findings.push(tell(at, &ground, id, &baseless));
        }
    }
}

fn tell(at: &AsAt<'_>, ground: &Ground<'_>, id: NodeId, baseless: &Baseless<'_>) -> Finding {
    let body = at.node(id);
    let form = body
        .form()
        .stated()
        .map_or_else(|| "a joint body".to_owned(), naming::form);
    let parties = list(
        &baseless
            .given
            .from
            .iter()
            .map(|end| end.name.clone())
            .collect::<Vec<_>>(),
    );
    let day = day_in_words(at.date());
    let few = &baseless.few;
    let holds = if baseless.decides { ", and decides" } else { "" };
    let mut message = format!(
        "{} is {form} of {parties}{holds}; no power in force on {day} was found for one of these",
        body.name()
    );
    if !few.is_empty() {
        let named: Vec<String> = few.iter().map(|power| citation(power)).collect();
        message.push_str(&format!(", but for the few functions that {} carries", list(&named)));
    }
    let unread = out_of_reach(&baseless.unread);
    if unread.is_some() {
        message.push_str("; the catalogue does not reach that day for it (not verified)");
    }
    let nearest = baseless.nearest.as_ref();
    let read = baseless
        .given
        .from
        .iter()
        .chain([&baseless.given.to])
        .any(|end| end.read);
    let level = match () {
        () if unread.is_some() || nearest.is_some_and(|(power, _)| power.validity.is_from_memory()) => Level::Note,
        () if !few.is_empty() && !baseless.decides => Level::Note,
        () if !few.is_empty() || read || !baseless.decides => Level::Should,
        () => Level::Must,
    };
    let verdict = if few.is_empty() && unread.is_none() {
        Verdict::Broken
    } else {
        Verdict::CannotTell
    };
    let mut finding = Finding::new(RULE.name, level, body.subject(), message).verdict(verdict);
    finding = finding.label(body.place(), "");
    if let Known::Stated(fact) = body.form_fact() {
        finding = finding.label(fact.place, "recorded as this");
        if let Some(why) = fact.assumed() {
            finding = finding.remark(format!("its form is a reading: {why}"));
        }
    }
    for delegation in ground.joint.get(&id).into_iter().flatten().take(3) {
        finding = finding.label(delegation.statement.place, "gives it a decision");
    }
    for power in few {
        finding = finding.remark(format!("for a few functions: {}", named(power)));
    }
    if let Some((power, obstacles)) = nearest.filter(|_| few.is_empty()) {
        finding = finding.remark(format!(
            "the nearest is {}: {}",
            named(power),
            against(power, obstacles)
        ));
        if power.validity.is_from_memory() {
            finding = finding.remark("what is said of that power is from memory, not verified");
        }
    }
    if let Some(said) = unread {
        finding = finding.remark(said);
    }
    open(at, finding, &baseless.given, None).help(
        "let each organisation give the decision to a committee of its own, and let those meet together and each decide for \
         its own; or let the shared body only recommend, and record it as a forum; or, if it rests on a power that Remit does \
         not know, enter that as a `[power]` of your own and cite it on the delegations. Check with your legal adviser",
    )
}
