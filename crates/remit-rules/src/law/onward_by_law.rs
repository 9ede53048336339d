//! A function that is passed on against the law: the power by which it was given, or the statute that gives it, stops there
//! (RULES B9, B11).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::PassingOn;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, NodeId};
use remit_model::text::Text;

use super::ruling::{Ruling, rulings};
use crate::chains::onward::{Ban, ByLaw, Onward, asked, by_function, by_power};
use crate::chains::received::Received;
use crate::lawful::{Fit, Given, Lack, fit, in_words};
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "onward-by-law",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("onward_by_law.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let found = found(at).into_iter();
    findings.extend(found.map(|(second, key, banned)| report(at, second, &key, &banned)));
}

/// The delegations that pass something on against the law.
pub(super) fn stopped<'m>(at: &AsAt<'m>) -> BTreeSet<&'m Text> {
    found(at).into_iter().map(|(second, ..)| &second.key).collect()
}

/// What each delegation passes on against the law.
fn found<'m>(at: &AsAt<'m>) -> Vec<(&'m Delegation, String, Banned<'m>)> {
    if !asked(at) {
        return Vec::new();
    }
    let received = Received::new(at, None);
    let mut found: Vec<(&Delegation, String, Banned<'m>)> = Vec::new();
    for row in received.rows.iter().filter(|row| row.in_force()) {
        let banned = banned(at, &received, row.delegation).into_iter();
        found.extend(banned.map(|(key, banned)| (row.delegation, key, banned)));
    }
    if found.is_empty() {
        return found;
    }
    // Where no power carries the step taken by itself, that is said of it already.
    let stopped: BTreeSet<&Text> = found.iter().map(|(second, ..)| &second.key).collect();
    let rulings = rulings(at, |delegation| stopped.contains(&delegation.key));
    let rulings: BTreeMap<&Text, Ruling<'_>> = (rulings.into_iter())
        .map(|(delegation, ruling)| (&delegation.key, ruling))
        .collect();
    found.retain(|(second, _, banned)| match rulings.get(&second.key) {
        None | Some(Ruling::Quiet | Ruling::Uncited(_)) => true,
        // Silence of the catalogue is no bar, unless the row lets nobody at all pass it on.
        Some(Ruling::CannotTell(lacks)) => {
            let silent = lacks.iter().all(|lack| matches!(lack, Lack::Powers(_)));
            !silent || banned.first.is_none_or(|first| is_never(at, first))
        }
        Some(_) => false,
    });
    found
}

/// What one passes on against the law, by the row that forbids it.
struct Banned<'m> {
    ban: Ban<'m>,
    giver: NodeId,
    functions: BTreeSet<&'m Text>,
    first: Option<&'m Delegation>,
}

fn banned<'m>(at: &AsAt<'m>, received: &Received<'m>, second: &'m Delegation) -> BTreeMap<String, Banned<'m>> {
    let mut banned: BTreeMap<String, Banned<'m>> = BTreeMap::new();
    for (place, &giver) in second.from.iter().enumerate() {
        let mut cited = None;
        for function in &second.functions {
            let Some(meant) = at.model().functions.get(function) else {
                continue;
            };
            let beneath = received.beneath(at, second, giver, function);
            let firsts: Vec<_> = beneath
                .filter(|(number, _)| received.rows[*number].in_force())
                .collect();
            if let ByLaw::Forbids(ban) = by_function(at, meant, second, giver, !firsts.is_empty()) {
                let key = format!("function.{function}");
                banned.entry(key).or_insert_with(|| Banned {
                    ban,
                    giver,
                    functions: BTreeSet::from([function]),
                    first: None,
                });
                continue;
            }
            // Each is looked at by itself, since what is told is told of the pair: where what was given ten times is passed
            // on ten times against the law, each of a hundred is a finding. In ordinary frameworks a function is received once.
            for (number, receiver) in firsts {
                let first = received.rows[number].delegation;
                let step = Onward {
                    first,
                    receiver,
                    second,
                    giver,
                };
                if let ByLaw::Forbids(ban) = by_power(at, &step) {
                    if !is_never(at, first) && *cited.get_or_insert_with(|| carried_as_cited(at, second, place)) {
                        continue;
                    }
                    let held = banned.entry(format!("delegation.{}", first.key));
                    let held = held.or_insert_with(|| Banned {
                        ban,
                        giver,
                        functions: BTreeSet::new(),
                        first: Some(first),
                    });
                    held.functions.insert(function);
                }
            }
        }
    }
    banned
}

/// Whether the power that the step itself cites carries it from this one of those who give: it then needs no leave to pass on.
fn carried_as_cited(at: &AsAt<'_>, second: &Delegation, place: usize) -> bool {
    let power = second.power.as_ref().and_then(|key| at.model().powers.get(key));
    let given = Given::of(at, second).and_then(|given| given.each().nth(place));
    power
        .zip(given)
        .is_some_and(|(power, given)| !matches!(fit(power, &given), Fit::Fails(_)))
}

/// Whether the power by which something was given lets nobody pass it on, whatever is cited for that.
fn is_never(at: &AsAt<'_>, first: &Delegation) -> bool {
    let power = first.power.as_ref().and_then(|key| at.model().powers.get(key));
    power.is_some_and(|power| power.onward == Some(PassingOn::Never))
}

fn report(at: &AsAt<'_>, second: &Delegation, key: &str, banned: &Banned<'_>) -> Finding {
    let basis = banned.ban.basis;
    let validity = basis.validity();
    let to = second.to.as_ref().map(|to| at.node(to.value).name().to_string());
    let passes = format!(
        "{} passes {} on to {}",
        at.node(banned.giver).name(),
        naming::functions(at, banned.functions.iter().copied()),
        to.unwrap_or_default()
    );
    let message = match banned.first {
        Some(_) => format!(
            "{passes}, and {}, under which it was given, {}",
            basis.cited(),
            banned.ban.why
        ),
        None => format!("{passes}, and {} {}", basis.cited(), banned.ban.why),
    };
    let assumed = banned.first.into_iter().chain([second]);
    let assumed = assumed.flat_map(|row| ["power", "from", "to", "functions"].map(|key| row.statement.assumed(key)));
    let assumed = assumed.flatten().next().or(basis.assumed());
    let level = if validity.is_from_memory() {
        Level::Note
    } else if assumed.is_some() || banned.ban.is_reading {
        Level::Should
    } else {
        Level::Must
    };
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", second.key), message)
        .key(key)
        .label(second.statement.place, "passed on here");
    if let Some(first) = banned.first {
        finding = finding.label(first.statement.place, "was given here");
    }
    finding = finding.remark(format!("{}: {}", basis.cited(), in_words(validity)));
    if validity.is_from_memory() {
        finding = finding.remark("what is said of it is from memory, not verified");
    }
    if let Some(why) = assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    } else if banned.ban.is_reading {
        finding = finding.remark("what one of the two is in law is a reading");
    }
    finding.help(
        "take it back to the one to whom it was given; or have the one who holds it in law give it straight to whoever is to \
         exercise it, if a power carries that. Check with your legal adviser",
    )
}
