//! A delegation, or a line, under a power that was not in force on the day (RULES B2).

use std::collections::BTreeSet;

use jiff::civil::Date;
use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, InForce, Power, Relation, Statement};
use remit_model::page::day_in_words;

use super::ruling::{Case, Ruling, rulings};
use super::telling::{against, alternatives, gives, level, named, reading, sureness};
use crate::lawful::{Obstacle, citation};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "power-out-of-era",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("power_out_of_era.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let out_of_era = |delegation: &Delegation| {
        let power = delegation.power.as_ref().and_then(|key| at.model().powers.get(key));
        power.is_some_and(|power| matches!(power.validity.on(at.date()), InForce::NotYet | InForce::NoLonger))
    };
    for (_, ruling) in rulings(at, out_of_era) {
        if let Ruling::OutOfEra(case) = ruling {
            findings.extend(of_delegation(at, &case));
        }
    }
    let mut seen = BTreeSet::new();
    for (number, line) in at.model().relations().iter().enumerate() {
        // A delegation's power is told with the delegation.
        let Some(key) = line.power.as_ref().filter(|_| line.kind != RelationKind::Delegation) else {
            continue;
        };
        let Some(power) = at.model().powers.get(key) else {
            continue;
        };
        let when = power.validity.on(at.date());
        if matches!(when, InForce::NotYet | InForce::NoLonger)
            && at.relation_in_force(number)
            && seen.insert((line.from, line.to))
        {
            findings.push(of_line(at, line, power, when));
        }
    }
}

fn of_delegation(at: &AsAt<'_>, case: &Case<'_>) -> Option<Finding> {
    let (power, obstacles) = case.cited.as_ref()?;
    let when = power.validity.on(at.date());
    let message = format!(
        "{} under {}, which {} in force on {}",
        gives(at, case),
        citation(power),
        not_in_force(when),
        day_in_words(at.date())
    );
    let statement = &case.delegation.statement;
    let subject = format!("delegation.{}", case.delegation.key);
    let level = level(most(power, when, statement), case, &[power]);
    let mut finding = Finding::new(RULE.name, level, subject, message).label(statement.place, "given here");
    finding = finding.remark(named(power));
    finding = with_savings(finding, power, when, statement);
    finding = with_reading(finding, power);
    let others: Vec<Obstacle> = obstacles
        .iter()
        .filter(|obstacle| !is_of_era(obstacle))
        .cloned()
        .collect();
    if !others.is_empty() {
        finding = finding.remark(format!(
            "nor would it carry this on any other day: {}",
            against(power, &others)
        ));
    }
    finding = sureness(alternatives(at, finding, case), case, &[power]);
    Some(finding.help(if case.answers.fitting.is_empty() {
        "give it to somebody whom a power of the day reaches, or take only advice and decide it yourselves; if only the dates \
         are wrong, correct `starts` and `ends`. Check with your legal adviser"
    } else {
        "cite the power of the day (`power`), or correct `starts` and `ends`. Check with your legal adviser"
    }))
}

fn of_line(at: &AsAt<'_>, line: &Relation, power: &Power, when: InForce) -> Finding {
    let (from, to) = (at.node(line.from), at.node(line.to));
    let message = format!(
        "{} {} {} under {}, which {} in force on {}",
        from.name(),
        line.kind.words(),
        to.name(),
        citation(power),
        not_in_force(when),
        day_in_words(at.date())
    );
    let memory = power.validity.is_from_memory();
    let level = match most(power, when, &line.statement) {
        _ if memory => Level::Note,
        most if line.statement.any_assumed().is_some() => most.min(Level::Should),
        most => most,
    };
    let mut finding = Finding::new(RULE.name, level, from.subject(), message)
        .key(to.subject())
        .label(line.statement.place, "rests on it here")
        .remark(named(power));
    finding = with_reading(with_savings(finding, power, when, &line.statement), power);
    if memory {
        finding = finding.remark(format!(
            "what is said of {} is from memory, not verified",
            citation(power)
        ));
    }
    finding.help("write the power of the day (`power`), or correct `starts` and `ends`. Check with your legal adviser")
}

fn is_of_era(obstacle: &Obstacle) -> bool {
    matches!(obstacle, Obstacle::NotYet | Obstacle::NoLonger)
}

fn not_in_force(when: InForce) -> &'static str {
    match when {
        InForce::NoLonger => "was no longer",
        InForce::NotYet | InForce::Yes | InForce::CannotTell => "was not yet",
    }
}

/// Whether it was made before the power came to its end: what was made then may have been saved.
fn may_be_saved(power: &Power, when: InForce, statement: &Statement) -> bool {
    let validity = &power.validity;
    let made_before = |starts: Date| match (validity.until, validity.until_year) {
        (Some(until), _) => starts <= until,
        (None, Some(year)) => starts.year() <= year,
        (None, None) => false,
    };
    when == InForce::NoLonger && statement.starts.is_none_or(made_before)
}

/// How much it asks at most: less where what was made may have been saved, and where the dates are a reading.
pub(crate) fn most(power: &Power, when: InForce, statement: &Statement) -> Level {
    let made_before = may_be_saved(power, when, statement) && statement.starts.is_some();
    if made_before || reading(power).is_some() {
        Level::Should
    } else {
        Level::Must
    }
}

fn with_savings(finding: Finding, power: &Power, when: InForce, statement: &Statement) -> Finding {
    if !may_be_saved(power, when, statement) {
        return finding;
    }
    finding.remark("what was made while the power was in force may have been saved, or have passed to a successor, by the Act that ended it")
}

/// With why its dates are a reading.
fn with_reading(finding: Finding, power: &Power) -> Finding {
    match reading(power) {
        Some(why) => finding.remark(format!("its dates are in part a reading: {why}")),
        None => finding,
    }
}
