//! A delegation that reaches beyond the dates of the power under which it is made (RULES B2).

use std::collections::BTreeMap;

use jiff::civil::Date;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, InForce, Power};
use remit_model::page::day_in_words;
use remit_model::text::Text;

use crate::chains::onward::asked;
use crate::lawful::in_words;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "outlives-power",
    group: Group::Law,
    level: Level::Should,
    page: include_str!("outlives_power.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    if !asked(at) {
        return;
    }
    let model = at.model();
    // What states no end may have been written when nobody knew that the power would have one: one note for each power.
    let mut open: BTreeMap<&Text, (&Power, Vec<&Delegation>)> = BTreeMap::new();
    for delegation in at.current(model.delegations.rows()) {
        let power = delegation.power.as_ref().and_then(|key| model.powers.get(key));
        // That a power is not in force on the date itself is said elsewhere.
        if let Some(power) = power.filter(|power| power.validity.on(at.date()) == InForce::Yes) {
            let beyond: Vec<Beyond> = [before(delegation, power), after(at, delegation, power)]
                .into_iter()
                .flatten()
                .collect();
            match beyond.as_slice() {
                [] => {}
                [only] if only.is_open => {
                    let (_, all) = open.entry(&power.key).or_insert_with(|| (power, Vec::new()));
                    all.push(delegation);
                }
                _ => findings.extend(judge(delegation, power, &beyond)),
            }
        }
    }
    for (power, delegations) in open.into_values() {
        findings.extend(together(at, &delegations, power));
    }
}

/// How many places are shown of what is told together.
const SHOWN: usize = 3;

/// One way in which a delegation reaches beyond its power.
struct Beyond {
    level: Level,
    says: String,
    /// Whether all there is to it is that no end is stated.
    is_open: bool,
    /// The key on whose word that stands, of the delegation and of the power.
    key: &'static str,
    of_power: &'static str,
}

fn judge(delegation: &Delegation, power: &Power, beyond: &[Beyond]) -> Option<Finding> {
    let statement = &delegation.statement;
    let assumed = beyond.iter().find_map(|beyond| {
        let power = power.statement.assumed(beyond.of_power);
        let keys = [beyond.key, "power"];
        power.or_else(|| keys.iter().find_map(|key| statement.assumed(key)))
    });
    let most = beyond.iter().map(|beyond| beyond.level).max()?;
    let memory = power.validity.is_from_memory();
    let level = match () {
        () if memory => Level::Note,
        () if assumed.is_some() => most.min(Level::Should),
        () => most,
    };
    let cited = power.validity.citation.as_ref().unwrap_or(&power.name);
    let says: Vec<String> = beyond.iter().map(|beyond| beyond.says.clone()).collect();
    let message = format!(
        "{} {}: {cited}",
        naming::arrangement("delegation", &delegation.key, &delegation.name),
        says.join("; it ")
    );
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .key(format!("power.{}", power.key))
        .label(statement.place, "given here");
    finding = finding.remark(format!("{cited}: {}", in_words(&power.validity)));
    Some(ended(finding, memory, assumed))
}

/// One note for all delegations under a power that state no end.
fn together(at: &AsAt<'_>, delegations: &[&Delegation], power: &Power) -> Option<Finding> {
    let last = last_day(power)?;
    if let [only] = delegations {
        return judge(only, power, &[after(at, only, power)?]);
    }
    let cited = power.validity.citation.as_ref().unwrap_or(&power.name);
    let names = delegations
        .iter()
        .map(|delegation| naming::arrangement("delegation", &delegation.key, &delegation.name));
    let names: Vec<String> = names.collect();
    let message = format!(
        "{} delegations have no end, and the power under which they are made ends on {last}: {cited}",
        delegations.len()
    );
    let mut finding = Finding::new(RULE.name, Level::Note, "framework", message).key(format!("power.{}", power.key));
    for delegation in delegations.iter().take(SHOWN) {
        finding = finding.label(delegation.statement.place, "has no end");
    }
    finding = finding.remark(format!("no end is stated of {}", list(&names)));
    finding = finding.remark(format!("{cited}: {}", in_words(&power.validity)));
    let mut assumed = delegations
        .iter()
        .filter_map(|delegation| delegation.statement.assumed("power"));
    let assumed = power.statement.assumed("until").or_else(|| assumed.next());
    Some(ended(finding, power.validity.is_from_memory(), assumed))
}

/// What is said at the end of each finding.
fn ended(mut finding: Finding, memory: bool, assumed: Option<&Text>) -> Finding {
    if memory {
        finding = finding.remark("the dates of the power are from memory, not verified");
    }
    if let Some(why) = assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    finding = finding.remark("a saving in the law may carry an older arrangement over; the paper should then say so");
    finding.help(
        "end the delegation with its power (`ends`) or begin it no sooner (`starts`); for the days beyond, enter a delegation \
         under the power that was then in force, if there is one. Check with your legal adviser",
    )
}

fn before(delegation: &Delegation, power: &Power) -> Option<Beyond> {
    let starts = delegation.statement.starts?;
    let began = match (power.validity.since, power.validity.since_year) {
        // When it began is not known; before the year of its Act it had not.
        _ if let Some(year) = power.validity.not_before => match starts.year() < year {
            true => year.to_string(),
            false => return None,
        },
        (Some(since), _) if starts < since => day_in_words(since),
        (None, Some(year)) if starts.year() < year => year.to_string(),
        _ => return None,
    };
    Some(Beyond {
        level: Level::Should,
        says: format!(
            "began on {}, before the power under which it is made, which is in force only from {began}",
            day_in_words(starts)
        ),
        is_open: false,
        key: "starts",
        of_power: "since",
    })
}

/// The last day of a power, in words.
fn last_day(power: &Power) -> Option<String> {
    match (power.validity.until, power.validity.until_year) {
        (Some(until), _) => Some(day_in_words(until)),
        (None, year) => Some(format!("a day in {}", year?)),
    }
}

fn after(at: &AsAt<'_>, delegation: &Delegation, power: &Power) -> Option<Beyond> {
    let validity = &power.validity;
    let last = last_day(power)?;
    let in_time = |ends: Date| match (validity.until, validity.until_year) {
        (Some(until), _) => ends <= until,
        (None, year) => year.is_none_or(|year| ends.year() <= year),
    };
    let (level, says) = match at.last_day(&delegation.statement) {
        Some(ends) if in_time(ends) => return None,
        Some(ends) => (
            Level::Should,
            format!(
                "runs until {}, and the power under which it is made ends on {last}",
                day_in_words(ends)
            ),
        ),
        None => (
            Level::Note,
            format!("has no end, and the power under which it is made ends on {last}"),
        ),
    };
    Some(Beyond {
        level,
        says,
        is_open: at.last_day(&delegation.statement).is_none(),
        key: "ends",
        of_power: "until",
    })
}
