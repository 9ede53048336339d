//! A function that is passed on for longer than it is held: the dates of a delegation lie within those of the one beneath it.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, NodeId, NodeKind};
use remit_model::page::day_in_words;
use remit_model::text::Text;

use crate::belonging::{one_organisation, organisations};
use crate::chains::days::{Days, merged};
use crate::chains::received::Received;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "outlives-delegation",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("outlives_delegation.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let received = Received::new(at, None);
    // What somebody holds is worked out once, however often they pass it on.
    let mut known: BTreeMap<(NodeId, &Text, &[Text]), Held<'_>> = BTreeMap::new();
    for row in received.rows.iter().filter(|row| row.in_force()) {
        let given = row.delegation;
        // By the delegation beneath and by who passes it on: one finding for all functions that it is so of.
        let mut beyond: BTreeMap<(&Text, NodeId), (Beyond<'_>, BTreeSet<&Text>)> = BTreeMap::new();
        for giver in given.from.iter().copied().collect::<BTreeSet<NodeId>>() {
            for function in given.functions.iter().collect::<BTreeSet<&Text>>() {
                let new = || Held::new(at, beneath(at, &received, given, giver, function));
                // What goes back to the one who gives it does not rest on itself.
                let own = given.to.as_ref().is_some_and(|to| is_of(at, giver, to.value));
                let found = if own {
                    compare(at, given, &new())
                } else {
                    let held = known.entry((giver, function, given.verbs.as_slice()));
                    compare(at, given, held.or_insert_with(new))
                };
                if let Some(found) = found {
                    let held = beyond.entry((&found.first.key, giver));
                    held.or_insert_with(|| (found, BTreeSet::new())).1.insert(function);
                }
            }
        }
        let all = beyond.into_iter();
        findings.extend(all.map(|((_, giver), (beyond, functions))| report(at, given, giver, &beyond, functions)));
    }
}

/// Whether what this one receives is held by the giver as well: it is the giver, or its organisation.
fn is_of(at: &AsAt<'_>, giver: NodeId, to: NodeId) -> bool {
    giver == to || one_organisation(at, giver) == Some(to)
}

/// The delegations by which somebody holds what they give, each with the one who received it.
fn beneath<'m>(
    at: &AsAt<'m>,
    received: &Received<'m>,
    given: &Delegation,
    giver: NodeId,
    function: &'m Text,
) -> Vec<(&'m Delegation, NodeId)> {
    let beneath = received.beneath(at, given, giver, function);
    beneath
        .map(|(number, receiver)| (received.rows[number].delegation, receiver))
        .collect()
}

/// On which days somebody holds what they give.
struct Held<'m> {
    /// The stretch that the date lies in, and the delegations with which it ends and begins.
    stretch: Option<Days>,
    ending: Option<(&'m Delegation, NodeId)>,
    beginning: Option<&'m Delegation>,
    /// Where the date lies in none: the one that ended last, or the next to begin.
    lapsed: Option<Beyond<'m>>,
}

impl<'m> Held<'m> {
    fn new(at: &AsAt<'_>, beneath: Vec<(&'m Delegation, NodeId)>) -> Self {
        let stretches = merged(
            beneath
                .iter()
                .map(|(first, _)| Days::of(at, &first.statement))
                .collect(),
        );
        let stretch = stretches.into_iter().find(|days| days.contains(at.date()));
        let ends = |first: &Delegation| {
            stretch.is_some_and(|held| held.last.is_some() && at.last_day(&first.statement) == held.last)
        };
        let starts = |first: &Delegation| {
            stretch.is_some_and(|held| held.first.is_some() && first.statement.starts == held.first)
        };
        Self {
            stretch,
            ending: beneath.iter().copied().find(|(first, _)| ends(first)),
            beginning: beneath.iter().map(|(first, _)| *first).find(|first| starts(first)),
            lapsed: if stretch.is_none() { lapsed(at, &beneath) } else { None },
        }
    }
}

/// How a delegation reaches beyond the one on which it rests.
#[derive(Clone)]
struct Beyond<'m> {
    level: Level,
    says: Vec<String>,
    first: &'m Delegation,
}

/// Compares a delegation with those by which its giver holds what it gives, as one stretch where one follows on another.
fn compare<'m>(at: &AsAt<'_>, given: &Delegation, known: &Held<'m>) -> Option<Beyond<'m>> {
    let own = Days::of(at, &given.statement);
    let Some(held) = known.stretch else {
        return known.lapsed.clone();
    };
    let mut found: Option<Beyond<'m>> = None;
    if let Some(last) = held.last {
        let (first, receiver) = known.ending?;
        let day = day_in_words(last);
        let said = match own.last {
            Some(ends) if ends <= last => None,
            Some(ends) => Some((
                Level::Should,
                format!("until {}, and holds it only until {day}", day_in_words(ends)),
            )),
            // What an organisation has done by its own lapses with what it received.
            None if is_kept_inside(at, receiver, given) => None,
            None => Some((Level::Note, format!("with no end, and holds it only until {day}"))),
        };
        found = said.map(|(level, says)| Beyond {
            level,
            says: vec![says],
            first,
        });
    }
    if let Some((began, starts)) = held.first.zip(own.first).filter(|(began, starts)| starts < began) {
        let says = format!(
            "since {}, and has held it only since {}",
            day_in_words(starts),
            day_in_words(began)
        );
        let first = known.beginning?;
        match &mut found {
            Some(found) => {
                found.level = found.level.max(Level::Should);
                found.says.push(says);
            }
            None => {
                found = Some(Beyond {
                    level: Level::Should,
                    says: vec![says],
                    first,
                });
            }
        }
    }
    found
}

/// Nothing beneath is in force on the date: the one that ended last, or the next to begin.
fn lapsed<'m>(at: &AsAt<'_>, beneath: &[(&'m Delegation, NodeId)]) -> Option<Beyond<'m>> {
    let firsts = || beneath.iter().map(|(first, _)| *first);
    let ended = firsts().filter_map(|first| Some((at.last_day(&first.statement)?, first)));
    let ended = ended
        .filter(|(ends, _)| *ends < at.date())
        .max_by_key(|(ends, _)| *ends);
    let says = |first: &'m Delegation, says: String| Beyond {
        level: Level::Must,
        says: vec![says],
        first,
    };
    if let Some((ends, first)) = ended {
        return Some(says(
            first,
            match at.ended_with(&first.statement) {
                Some(proposal) => format!("now, and what it held it by ends with the proposal `{proposal}`"),
                None => format!("now, and what it held it by ended on {}", day_in_words(ends)),
            },
        ));
    }
    let begins = firsts().filter_map(|first| Some((first.statement.starts?, first)));
    let (starts, first) = begins.min_by_key(|(starts, _)| *starts)?;
    let day = day_in_words(starts);
    (at.date() < starts).then(|| says(first, format!("now, and is to hold it only from {day}")))
}

/// Whether an organisation received it, and has it done by a body or post of its own.
fn is_kept_inside(at: &AsAt<'_>, receiver: NodeId, given: &Delegation) -> bool {
    let to = given.to.as_ref().map(|to| organisations(at, to.value));
    at.node(receiver).kind() == NodeKind::Organisation && to.is_some_and(|to| to == [receiver])
}

fn report(
    at: &AsAt<'_>,
    given: &Delegation,
    giver: NodeId,
    beyond: &Beyond<'_>,
    functions: BTreeSet<&Text>,
) -> Finding {
    let to = given.to.as_ref().map(|to| at.node(to.value).name().to_string());
    let message = format!(
        "{} passes {} on to {} {}",
        at.node(giver).name(),
        naming::functions(at, functions),
        to.unwrap_or_default(),
        beyond.says.join("; and ")
    );
    let rows = [&given.statement, &beyond.first.statement];
    let assumed = rows
        .iter()
        .find_map(|statement| statement.assumed("starts").or_else(|| statement.assumed("ends")));
    let level = match assumed {
        Some(_) => beyond.level.min(Level::Should),
        None => beyond.level,
    };
    let days = Days::of(at, &beyond.first.statement);
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", given.key), message)
        .key(format!("delegation.{}", beyond.first.key))
        .key(at.node(giver).subject())
        .label(given.statement.place, "passed on here")
        .label(beyond.first.statement.place, format!("held {}", days.words()));
    if let Some(why) = assumed {
        finding = finding.remark(format!("a date is a reading: {why}"));
    }
    finding.help(
        "end it with what it rests on (`ends`), or enter what that was renewed by; if the giver holds the function in its own \
         right, say so (`of` on the function). Check with your legal adviser",
    )
}
