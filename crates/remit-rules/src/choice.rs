//! Which rules are run, and how much their findings ask: what ships with Remit, the framework's own levels, and what the
//! command asks for.

use remit_model::document::{RuleLevel, WhoseLaw};
use remit_model::finding::{Finding, Level};
use remit_model::model::Model;
use remit_model::suggest::did_you_mean;

use crate::rule::{Group, ON_LEGAL_FORMS, Rule};
use crate::{RULES, rule};

/// The rules that a framework wants: those that are on, without what it turns off, with what it gives a level.
pub fn wanted(model: &Model) -> Vec<&'static Rule> {
    let runs = |rule: &&'static Rule| own_level(model, rule.name).map_or(rule.on, |level| level != RuleLevel::Off);
    RULES.iter().copied().filter(runs).collect()
}

/// The rules that a command asks for, by the names of rules and groups: `only` these, whatever the framework turns off,
/// or, where there are none, those that it wants; without those to `skip`. Whoever asks for the law asks for the rules of other
/// groups on legal forms too, unless the framework turns the law off. An unknown name gives a sentence about it.
pub fn chosen(model: &Model, only: &[String], skip: &[String]) -> Result<Vec<&'static Rule>, String> {
    for name in only.iter().chain(skip) {
        known(name)?;
    }
    let is = |rule: &Rule, names: &[String]| names.iter().any(|name| name == rule.name || name == rule.group.word());
    let wanted = wanted(model);
    let law = model.framework.law != WhoseLaw::Off && only.iter().any(|name| name == Group::Law.word());
    // A group asks for the rules of it that are on; a rule asked for by its name is run in any case.
    let asked = |rule: &Rule| {
        only.iter().any(|name| name == rule.name)
            || (is(rule, only) || law && ON_LEGAL_FORMS.contains(&rule.name))
                && wanted.iter().any(|wanted| wanted.name == rule.name)
    };
    let all = RULES.iter().copied();
    Ok(if only.is_empty() {
        wanted.iter().copied().filter(|rule| !is(rule, skip)).collect()
    } else {
        all.filter(|rule| asked(rule) && !is(rule, skip)).collect()
    })
}

fn known(name: &str) -> Result<(), String> {
    let groups = Group::ALL.map(Group::word);
    if rule(name).is_some() || groups.contains(&name) {
        return Ok(());
    }
    let names = RULES.iter().map(|rule| rule.name).chain(groups);
    let near = did_you_mean(name, names).map_or_else(
        || format!("the groups are {}; `remit rules` lists the rules", groups.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    Err(format!("there is no rule or group of rules `{name}`; {near}"))
}

/// The level that the framework itself gives a rule.
fn own_level(model: &Model, name: &str) -> Option<RuleLevel> {
    let mut levels = model.framework.levels.iter();
    levels.find(|(rule, ..)| rule == name).map(|(_, level, _)| *level)
}

/// How much a finding asks in this framework. What a rule asks at most becomes the level that the framework gives the
/// rule; what asks less (it cannot be told, or is only a remark) never asks more than that.
pub(crate) fn level(model: &Model, finding: &Finding) -> Level {
    let own = match own_level(model, finding.rule) {
        None | Some(RuleLevel::Off) => return finding.level,
        Some(RuleLevel::Note) => Level::Note,
        Some(RuleLevel::Should) => Level::Should,
        Some(RuleLevel::Must) => Level::Must,
    };
    match rule(finding.rule) {
        Some(rule) if finding.level < rule.level => finding.level.min(own),
        _ => own,
    }
}
