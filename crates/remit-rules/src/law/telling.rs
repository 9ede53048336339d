//! How findings about the law are worded and weighed, so that all say the section, the dates and how sure it is.

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, Power};
use remit_model::page::day_in_words;

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
fn told(power: &Power) -> String {
    let said = named(power);
    power
        .permits
        .as_ref()
        .map_or(said.clone(), |permits| format!("{said}: {permits}"))
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
    if rows.iter().any(|power| power.validity.is_from_memory()) {
        return Level::Note;
    }
    let read = case.given.from.iter().chain([&case.given.to]).any(|end| end.read);
    let assumed = case.delegation.statement.any_assumed().is_some();
    if read || assumed || rows.iter().any(|power| reading(power).is_some()) {
        return most.min(Level::Should);
    }
    most
}

/// Why what a power says of who gives to whom, and when, is a reading of ours.
fn reading(power: &Power) -> Option<String> {
    let keys = ["gives", "passes", "since", "until", "only", "excludes"];
    let why = keys.iter().find_map(|key| power.statement.assumed(key));
    let own = || power.gives.iter().find_map(|giving| giving.statement.any_assumed());
    why.or_else(own).map(ToString::to_string)
}

/// With how sure the rows are that it rests on, and what is a reading in the framework.
pub(super) fn sureness(mut finding: Finding, case: &Case<'_>, rows: &[&Power]) -> Finding {
    for power in rows {
        if let Some(why) = reading(power) {
            finding = finding.remark(format!(
                "what is said of {} is in part a reading: {why}",
                citation(power)
            ));
        }
        if power.validity.is_from_memory() {
            finding = finding.remark(format!(
                "what is said of {} is from memory, not verified",
                citation(power)
            ));
        }
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

/// With what fits, what may, and else the nearest that doesn't and what was open to those who give.
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
        finding = finding.remark(format!(
            "this may fit: {}; to know it, enter {}",
            told(power),
            list(&lacks)
        ));
    }
    if let (None, Some((power, obstacles))) = (&case.cited, &answers.nearest) {
        finding = finding.remark(format!(
            "the nearest is {}: {}",
            named(power),
            against(power, obstacles)
        ));
    }
    open(at, finding, &case.given)
}

/// With what was open on the day to those who give.
pub(super) fn open(at: &AsAt<'_>, mut finding: Finding, given: &Given<'_>) -> Finding {
    let powers = open_to(at.model(), given);
    for power in powers.iter().take(2 * SHOWN) {
        finding = finding.remark(format!("in force on {}: {}", day_in_words(given.on), told(power)));
    }
    finding
}
