//! How findings about the law are worded and weighed, so that all say the section, the dates and how sure it is.

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, InForce, Power};
use remit_model::text::Text;

use super::ruling::Case;
use crate::lawful::{Given, Obstacle, citation, in_words, lack_in_words, obstacle_in_words, open_to};
use crate::naming;
use crate::wording::list;

/// So many powers of a kind are named.
const SHOWN: usize = 3;

/// A power by its statute, with its dates.
pub(super) fn named(power: &Power) -> String {
    format!("{}, {}", citation(power), in_words(&power.validity))
}

/// A power by its statute, with its dates and what it permits.
pub(super) fn told(power: &Power) -> String {
    let said = named(power);
    match &power.permits {
        Some(permits) => format!("{said}: {}", permits.trim_end_matches('.')),
        None => said,
    }
}

/// What stands in the way of a power, as a list.
pub(super) fn against(power: &Power, obstacles: &[Obstacle]) -> String {
    list(
        &obstacles
            .iter()
            .map(|obstacle| obstacle_in_words(power, obstacle))
            .collect::<Vec<_>>(),
    )
}

/// Who gives, as a list.
pub(super) fn givers(given: &Given<'_>) -> String {
    list(&given.from.iter().map(|end| end.name.clone()).collect::<Vec<_>>())
}

/// "The Council gives Placements to the Panel".
pub(super) fn gives(at: &AsAt<'_>, case: &Case<'_>) -> String {
    let given = &case.given;
    let verb = if given.from.len() == 1 { "gives" } else { "give" };
    let what = what(at, case.delegation);
    format!("{} {verb} {what} to {}", givers(given), given.to.name)
}

/// What a delegation gives: the names of its functions.
pub(super) fn what(at: &AsAt<'_>, delegation: &Delegation) -> String {
    if delegation.functions.is_empty() {
        "functions".to_owned()
    } else {
        naming::functions(at, &delegation.functions)
    }
}

/// The level of what is said of a delegation, where it would be this at most: a note where a row is not verified, and not a
/// must where the framework, or the catalogue, reads what it rests on.
pub(super) fn level(most: Level, case: &Case<'_>, rows: &[&Power]) -> Level {
    if rows.iter().any(|power| power.validity.is_from_memory()) || is_unverified(case) {
        return Level::Note;
    }
    let read = case.given.from.iter().chain([&case.given.to]).any(|end| end.read);
    let assumed = case.delegation.statement.any_assumed().is_some();
    if read || assumed {
        return most.min(Level::Should);
    }
    most
}

/// Whether all that stands in the way was not verified.
pub(super) fn is_unverified(case: &Case<'_>) -> bool {
    if case.unheld.is_some() || !case.out_of_reach().is_empty() {
        return true;
    }
    let obstacles = case.nearest().map_or(&[][..], |(_, obstacles)| obstacles);
    !obstacles.is_empty()
        && obstacles
            .iter()
            .all(|obstacle| matches!(obstacle, Obstacle::OwnBody(_)))
}

/// That the catalogue does not reach back to a day, as the law before these powers was not read.
pub(super) fn out_of_reach(powers: &[&Power]) -> Option<String> {
    let first = powers.first()?;
    Some(format!(
        "not verified; the catalogue does not reach that day for this: what there was before {} was not read",
        named(first)
    ))
}

/// Why when a power was in force is a reading of ours. That it was not yet in force before the year of its Act is none.
pub(super) fn reading(power: &Power, when: InForce) -> Option<&Text> {
    if when == InForce::NotYet && power.validity.not_before.is_some() {
        return None;
    }
    let keys = ["since", "since-year", "until", "until-year"];
    keys.iter().find_map(|key| power.statement.assumed(key))
}

/// With how sure the rows are that it rests on, and what is a reading in the framework. What a row reads into the words of the
/// notes lets more be given, so that what fails is no less sure for it: `explain` tells that.
pub(super) fn sureness(mut finding: Finding, case: &Case<'_>, rows: &[&Power]) -> Finding {
    for power in rows {
        if power.validity.is_from_memory() {
            finding = finding.remark(format!(
                "what is said of {} is from memory, not verified",
                citation(power)
            ));
        }
    }
    if let Some(form) = case.unheld {
        finding = finding.remark(format!(
            "not verified; the catalogue holds no powers of {} then",
            naming::one_named(form)
        ));
    }
    if let Some(said) = out_of_reach(case.out_of_reach()) {
        finding = finding.remark(said);
    }
    if let Some(why) = case.delegation.statement.any_assumed() {
        finding = finding.remark(format!("the delegation is in part a reading: {why}"));
    }
    let mut read = case.given.from.iter().chain([&case.given.to]).filter(|end| end.read);
    if let Some(end) = read.next() {
        finding = finding.remark(format!("what {} is in law is a reading", end.name));
    }
    finding
}

/// With what fits; else what may; else what was open to those who give.
pub(super) fn alternatives(at: &AsAt<'_>, mut finding: Finding, case: &Case<'_>) -> Finding {
    let answers = &case.answers;
    for power in answers.fitting.iter().take(SHOWN) {
        finding = finding.remark(format!("this fits: {}", told(power)));
    }
    if !answers.fitting.is_empty() {
        return finding;
    }
    for (power, lacks) in answers.perhaps.iter().take(SHOWN) {
        let lacks: Vec<String> = lacks.iter().map(lack_in_words).collect();
        finding = finding.remark(format!("this may fit: {}", told(power)));
        finding = finding.remark(format!("whether it does turns on {}", list(&lacks)));
    }
    if !answers.perhaps.is_empty() {
        return finding;
    }
    let cited = case.cited.as_ref().map(|(power, _)| *power);
    open(at, finding, &case.given, cited)
}

/// With what was open on the day to those who give, but for the power that they cite.
pub(super) fn open(at: &AsAt<'_>, mut finding: Finding, given: &Given<'_>, cited: Option<&Power>) -> Finding {
    let mut seen: Vec<&Power> = cited.into_iter().collect();
    // Of several that give, what is nearest at hand to each.
    let each = if given.from.len() == 1 { SHOWN } else { 1 };
    for end in given.from.iter().take(2 * SHOWN) {
        let powers = open_to(at.model(), end, given);
        let fresh = powers
            .into_iter()
            .filter(|power| seen.iter().all(|other| other.key != power.key));
        for power in fresh.take(each).collect::<Vec<_>>() {
            finding = finding.remark(format!("open to {} that day: {}", end.name, told(power)));
            seen.push(power);
        }
    }
    finding
}
