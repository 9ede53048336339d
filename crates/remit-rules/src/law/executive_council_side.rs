//! A council's executive function given as if it were the council's, or the other way round (RULES B8).

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Power};

use super::ruling::{Case, Ruling, rulings};
use super::telling::{gives, level, named, sureness};
use crate::lawful::{Fit, Obstacle, citation, fit};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "executive-council-side",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("executive_council_side.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for (_, ruling) in rulings(at) {
        if let Ruling::WrongSide(case) = ruling {
            findings.extend(tell(at, &case));
        }
    }
}

fn tell(at: &AsAt<'_>, case: &Case<'_>) -> Option<Finding> {
    let (power, obstacles) = case.nearest()?;
    let first = obstacles.iter().find_map(|obstacle| match obstacle {
        Obstacle::IsExecutive(name) => Some((name, true)),
        Obstacle::NotExecutive(name) => Some((name, false)),
        _ => None,
    });
    let (function, executive) = first?;
    let why = if executive {
        format!(
            "{function} is a function of the executive, which {} does not carry",
            citation(power)
        )
    } else {
        format!(
            "{function} is not a function of the executive, and {} carries no others",
            citation(power)
        )
    };
    let under = if case.cited.is_some() {
        format!(" under {}", citation(power))
    } else {
        String::new()
    };
    let message = format!("{}{under}; {why}", gives(at, case));
    let subject = format!("delegation.{}", case.delegation.key);
    let mut finding = Finding::new(RULE.name, level(Level::Must, case, &[power]), subject, message)
        .label(case.delegation.statement.place, "given here");
    let functions = case.given.functions.iter();
    for function in functions
        .filter(|function| function.executive == Some(executive))
        .take(3)
    {
        let side = if executive { "executive" } else { "not executive" };
        finding = finding.label(function.statement.place, side);
    }
    finding = finding.remark(named(power));
    for other in at
        .model()
        .powers
        .iter()
        .filter(|other| other.executive == Some(executive))
    {
        if is_of_other_side(other, case) {
            finding = finding.remark(format!("for the side that has it: {}", named(other)));
        }
    }
    finding = sureness(finding, case, &[power]);
    Some(finding.help(
        "executive functions flow from the mayor, the leader or the executive, all others from the council: enter the side \
         that gives it, and the power of that side; or correct `executive` of the function. Check with your legal adviser",
    ))
}

/// Whether a power would carry it, if another part of the council gave it.
fn is_of_other_side(power: &Power, case: &Case<'_>) -> bool {
    match fit(power, &case.given) {
        Fit::Fits => true,
        Fit::Fails(obstacles) => obstacles.iter().all(|obstacle| matches!(obstacle, Obstacle::Giver(_))),
        Fit::CannotTell(_) => false,
    }
}
