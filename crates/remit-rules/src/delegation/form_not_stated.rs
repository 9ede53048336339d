//! A body that holds decisions, contracts, money or risk, and whose legal form is not stated.

use remit_model::document::{Effect, FunctionKind, RelationKind, WhoseLaw};
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Budget, Function, Known, NodeAt};
use remit_model::sources::Place;

use crate::law::shared::{to_decide, without_line};
use crate::money::by_holder;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "form-not-stated",
    group: Group::Delegation,
    level: Level::Should,
    page: include_str!("form_not_stated.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let money = by_holder(at);
    for body in at.bodies() {
        if !matches!(body.form(), Known::NotStated | Known::LeftOut) || body.is_external() {
            continue;
        }
        let money = money.get(&body.id()).map_or(&[][..], Vec::as_slice);
        let holdings = holdings(at, &body, money);
        if holdings.is_empty() {
            continue;
        }
        let mut kinds: Vec<String> = Vec::new();
        for (kind, ..) in &holdings {
            if !kinds.iter().any(|known| known == kind) {
                kinds.push((*kind).to_owned());
            }
        }
        let message = format!(
            "{} {} {}, and {} legal form is not stated",
            body.name(),
            naming::verb(&body, "holds", "hold"),
            list(&kinds),
            naming::verb(&body, "its", "their")
        );
        let mut finding =
            Finding::new(RULE.name, RULE.level, body.subject(), message).label(body.place(), "no legal form is stated");
        for (_, what, place) in holdings.iter().take(6) {
            finding = finding.label(*place, what.clone());
        }
        let hosts: Vec<String> = body.between().iter().map(|host| host.name().to_string()).collect();
        if hosts.is_empty() {
            finding = finding.remark(
                "without a form it cannot be told whether it may hold these, or whether they rest with the organisations \
                 behind it",
            );
        } else {
            finding = finding.remark(format!(
                "a shared body is no legal person unless its form makes it one: until that is shown, these rest in law with \
                 those who share it, {}, and they bear the risk",
                list(&hosts)
            ));
        }
        findings.push(in_law(at, &body, finding));
    }
}

/// With what a shared body would need in law, and to whom no line from it is entered.
fn in_law(at: &AsAt<'_>, body: &NodeAt<'_, '_>, mut finding: Finding) -> Finding {
    let help = "find out what it is in law, and write it as `form`";
    let lines = body
        .acts()
        .any(|line| matches!(line.kind, RelationKind::AnswersTo | RelationKind::Within));
    let without = without_line(at, body);
    if !without.is_empty() {
        finding = finding.remark(format!(
            "no line of accountability from it is entered to any of these, or to a body that decides for one: {}",
            list(&without)
        ));
    } else if !lines {
        finding = finding.remark("no line of accountability from it to any organisation is stated either");
    }
    if at.model().framework.law == WhoseLaw::Off || body.between().len() < 2 {
        return finding.help(help);
    }
    for said in to_decide(at, body.id(), &functions(at, body)) {
        finding = finding.remark(said);
    }
    finding.help(format!("{help}. Check with your legal adviser"))
}

/// The functions that a body decides or manages, or that are given to it.
fn functions<'m>(at: &AsAt<'m>, body: &NodeAt<'m, '_>) -> Vec<&'m Function> {
    let functions = &at.model().functions;
    let own = body.does().filter_map(|does| {
        let function = functions.get(&does.function.as_ref()?.value)?;
        let contract = does.effect == Some(Effect::Do) && function.kind == Some(FunctionKind::Contract);
        (does.effect == Some(Effect::Decide) || contract).then_some(function)
    });
    let given = at.current(at.model().delegations.rows());
    let given = given.filter(|row| row.to.as_ref().is_some_and(|to| to.value == body.id()));
    let given = given
        .flat_map(|row| &row.functions)
        .filter_map(|key| functions.get(key));
    let mut all: Vec<&Function> = own.chain(given).collect();
    all.sort_by_key(|function| &function.key);
    all.dedup_by_key(|function| &function.key);
    all
}

/// What a body holds: the kind, what is shown, and where.
fn holdings(at: &AsAt<'_>, body: &NodeAt<'_, '_>, money: &[&Budget]) -> Vec<(&'static str, String, Place)> {
    let model = at.model();
    let mut holdings = Vec::new();
    for does in body.does() {
        let function = does.function.as_ref().and_then(|key| model.functions.get(&key.value));
        let contract = function.is_some_and(|function| function.kind == Some(FunctionKind::Contract));
        let decides = does.effect == Some(Effect::Decide);
        let manages = does.effect == Some(Effect::Do) && contract;
        if decides || manages {
            let kind = if contract { "contracts" } else { "decisions" };
            let verb = does.verb.as_ref().map_or("does", |verb| verb.value.as_str());
            let what = function.map(|function| function.name.to_string());
            let what = what
                .or_else(|| does.text.as_ref().map(|text| text.to_string()))
                .unwrap_or_default();
            let read = if does.statement.any_assumed_but_days().is_some() {
                " (as read)"
            } else {
                ""
            };
            holdings.push((kind, format!("{verb}: {what}{read}"), does.statement.place));
        }
    }
    for carries in body.carries() {
        let log = carries
            .log
            .as_ref()
            .and_then(|key| model.log.get(&key.value))
            .map(|entry| &entry.text);
        let what = carries
            .text
            .as_ref()
            .or(log)
            .map_or_else(|| carries.key.to_string(), |text| text.to_string());
        holdings.push(("risk", format!("carries: {what}"), carries.statement.place));
    }
    for budget in money {
        holdings.push(("money", format!("holds: {}", budget.name), budget.statement.place));
    }
    for line in at
        .relations_to(body.id())
        .filter(|line| line.kind == RelationKind::Delegation)
    {
        holdings.push((
            "delegated functions",
            "a delegation to it".to_owned(),
            line.statement.place,
        ));
    }
    holdings
}
