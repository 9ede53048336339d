//! A delegation that reaches beyond the dates of the power under which it is made (RULES B2).

use jiff::civil::Date;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, InForce, Power};
use remit_model::page::day_in_words;

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
    for delegation in at.current(model.delegations.rows()) {
        let power = delegation.power.as_ref().and_then(|key| model.powers.get(key));
        // That a power is not in force on the date itself is said elsewhere.
        if let Some(power) = power.filter(|power| power.validity.on(at.date()) == InForce::Yes) {
            findings.extend(judge(delegation, power));
        }
    }
}

/// One way in which a delegation reaches beyond its power.
struct Beyond {
    level: Level,
    says: String,
    /// The key on whose word that stands, of the delegation and of the power.
    key: &'static str,
    of_power: &'static str,
}

fn judge(delegation: &Delegation, power: &Power) -> Option<Finding> {
    let beyond: Vec<Beyond> = [before(delegation, power), after(delegation, power)]
        .into_iter()
        .flatten()
        .collect();
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
        list(&says)
    );
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .key(format!("power.{}", power.key))
        .label(statement.place, "given here");
    finding = finding.remark(format!("{cited}: {}", in_words(&power.validity)));
    if memory {
        finding = finding.remark("the dates of the power are from memory, not verified");
    }
    if let Some(why) = assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    finding = finding.remark("a saving in the law may carry an older arrangement over; the paper should then say so");
    Some(finding.help(
        "end the delegation with its power (`ends`) or begin it no sooner (`starts`); for the days beyond, enter a delegation \
         under the power that was then in force, if there is one. Check with your legal adviser",
    ))
}

fn before(delegation: &Delegation, power: &Power) -> Option<Beyond> {
    let starts = delegation.statement.starts?;
    let began = match (power.validity.since, power.validity.since_year) {
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
        key: "starts",
        of_power: "since",
    })
}

fn after(delegation: &Delegation, power: &Power) -> Option<Beyond> {
    let validity = &power.validity;
    let last = match (validity.until, validity.until_year) {
        (Some(until), _) => day_in_words(until),
        (None, year) => format!("a day in {}", year?),
    };
    let in_time = |ends: Date| match (validity.until, validity.until_year) {
        (Some(until), _) => ends <= until,
        (None, year) => year.is_none_or(|year| ends.year() <= year),
    };
    let (level, says) = match delegation.statement.ends {
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
        key: "ends",
        of_power: "until",
    })
}
