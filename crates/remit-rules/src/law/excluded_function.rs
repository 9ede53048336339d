//! A function given under a power from which law keeps it, or to others than those to whom statute gives it (RULES B9, B10,
//! B13).

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Function, Model, StatutoryFunction};
use remit_model::text::Text;

use super::ruling::{Case, Ruling, rulings};
use super::telling::{against, alternatives, gives, level, named, sureness};
use crate::lawful::{citation, in_words};
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::either;

pub(crate) static RULE: Rule = Rule {
    name: "excluded-function",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("excluded_function.md"),
    on: true,
    check: Check::Model(check),
};

const HELP: &str = "leave the function where the law puts it; if it is another function in law, correct `in-law` of the \
                    function. Drafting and advising are no delegation: write verbs such as `prepare` or `recommend`. Check \
                    with your legal adviser";

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for (_, ruling) in rulings(at) {
        match ruling {
            Ruling::Excluded(case) => findings.extend(excluded(at, &case)),
            Ruling::Fixed(case, function, row) => findings.push(fixed(at, &case, function, row)),
            _ => {}
        }
    }
}

fn excluded(at: &AsAt<'_>, case: &Case<'_>) -> Option<Finding> {
    let (power, obstacles) = case.nearest()?;
    let under = if case.cited.is_some() {
        "under"
    } else {
        "and the nearest power is"
    };
    let message = format!(
        "{} {under} {}; {}",
        gives(at, case),
        citation(power),
        against(power, obstacles)
    );
    let message = if case.cited.is_some() {
        message
    } else {
        message.replacen(" and the", ", and the", 1)
    };
    let subject = format!("delegation.{}", case.delegation.key);
    let mut finding = Finding::new(RULE.name, level(Level::Must, case, &[power]), subject, message)
        .label(case.delegation.statement.place, "given here")
        .remark(named(power));
    for function in &case.given.functions {
        let row = function
            .in_law
            .as_ref()
            .and_then(|key| at.model().statutory_functions.get(key));
        if let Some(row) = row.filter(|row| power.excludes.contains(&row.key)) {
            finding = finding.remark(basis(row));
        }
    }
    finding = sureness(alternatives(at, finding, case), case, &[power]);
    Some(finding.help(HELP))
}

fn fixed(at: &AsAt<'_>, case: &Case<'_>, function: &Function, row: &StatutoryFunction) -> Finding {
    let model = at.model();
    let mut message = format!(
        "{}, and by law {} is exercised by {}",
        gives(at, case),
        function.name,
        kinds(model, &row.exercised_by)
    );
    if row.passes_to.is_empty() {
        message.push_str(" and nobody else");
    } else {
        message.push_str(&format!(", which may pass it only to {}", kinds(model, &row.passes_to)));
    }
    let memory = row.validity.is_from_memory();
    let assumed = function.statement.assumed("in-law");
    let level = match level(Level::Must, case, &[]) {
        _ if memory => Level::Note,
        most if assumed.is_some() => most.min(Level::Should),
        most => most,
    };
    let subject = format!("delegation.{}", case.delegation.key);
    let mut finding = Finding::new(RULE.name, level, subject, message)
        .label(case.delegation.statement.place, "given here")
        .label(function.statement.place, "the function")
        .remark(basis(row));
    if memory {
        finding = finding.remark("what is said of the function is from memory, not verified");
    }
    if let Some(why) = assumed {
        finding = finding.remark(format!("what the function is in law is a reading: {why}"));
    }
    sureness(finding, case, &[]).help(HELP)
}

/// What a row on a function rests on.
fn basis(row: &StatutoryFunction) -> String {
    let citation = row.validity.citation.as_ref().unwrap_or(&row.name);
    format!("{}: {citation}, {}", row.name, in_words(&row.validity))
}

/// Kinds as they are spoken of: "a sub-committee or an officer".
fn kinds(model: &Model, keys: &[Text]) -> String {
    let named = keys
        .iter()
        .map(|key| match (model.forms.get(key), model.offices.get(key)) {
            (Some(form), _) => naming::form(form),
            (None, Some(office)) => naming::one(&office.name),
            (None, None) => naming::one(key),
        });
    either(&named.collect::<Vec<_>>())
}
