//! Delegations that lost something without which they are none.

use std::collections::{BTreeMap, BTreeSet};

use remit_diff::{Kind, Table};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, InForce, NodeId, Power};
use remit_model::page::day_in_words;
use remit_model::text::Text;

use super::super::words::{functions as function_names, verb};
use super::super::{Compared, Consequence};
use super::leave::Leave;
use super::terms::{Term, changed};
use super::{All, Given, Lack, about, functions, lack, name, named, paths};
use crate::chains::onward::asked;
use crate::law::power_out_of_era;
use crate::lawful::citation;
use crate::rule::Rule;

/// What a delegation lost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lost {
    /// One who gives it: of whom, or of whose organisation, nobody took the place.
    Giver(NodeId),
    /// The one who receives it, likewise.
    Receiver(NodeId),
    /// Its power, which isn't in force any more.
    Power(Text),
    /// Its paper, which isn't in force any more.
    Paper(Text),
    /// All that it gives: these are no longer functions.
    Functions(Vec<Text>),
    /// What its row no longer says: this key.
    Says(&'static str),
}

/// A loss: whether it is sure, or the documents leave it open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loss {
    pub(super) lost: Lost,
    pub(super) is_open: bool,
}

/// Tells of all of them: those with the same loss together; then of those that may no longer be given, or passed on, as they are.
pub(in super::super) fn broken(compared: &Compared<'_, '_>, rule: &'static Rule, found: &mut Vec<Consequence>) {
    let all = All::new(compared);
    let mut grouped: BTreeMap<(Loss, Option<String>), Vec<Given<'_>>> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for given in &all.given {
        for loss in losses(&all, given) {
            told.insert(&given.before.key);
            // What one delegation says no longer is its own matter.
            let own = matches!(loss.lost, Lost::Says(_)).then(|| given.before.key.to_string());
            grouped.entry((loss, own)).or_default().push(*given);
        }
    }
    for ((loss, _), given) in &grouped {
        found.push(Consequence::new(finding(&all, rule, loss, given)));
    }
    let leave = Leave::new(&all);
    let without = leave.without.iter().filter(|(key, _)| !told.contains(*key));
    found.extend(without.map(|(key, found)| {
        let terms = all.given(key).map(|given| changed(&all, &given)).unwrap_or_default();
        Consequence::new(retold(rule, found, &terms))
    }));
}

/// What a delegation that is still entered lost.
pub(super) fn losses<'m>(all: &All<'_, '_, 'm>, given: &Given<'m>) -> Vec<Loss> {
    let Some(row) = given.after else {
        return Vec::new();
    };
    let mut losses = Vec::new();
    let mut says = |key: &'static str| match lack(row, key) {
        // A name that leads nowhere is reported as such, and once is enough.
        Lack::Misspelt => {}
        lack => losses.push(Loss {
            lost: Lost::Says(key),
            is_open: lack == Lack::Silent,
        }),
    };
    let before = given.before;
    if !before.from.is_empty() && row.from.is_empty() {
        says("from");
    }
    if before.to.is_some() && row.to.is_none() {
        says("to");
    }
    if before.power.is_some() && row.power.is_none() {
        says("power");
    }
    if before.instrument.is_some() && row.instrument.is_none() {
        says("instrument");
    }
    if !before.functions.is_empty() && row.functions.is_empty() {
        says("functions");
    }
    let mut add = |lost: Lost, is_open: bool| losses.push(Loss { lost, is_open });
    // Whoever the row no longer names is a matter of its terms.
    let still = |id: NodeId, ids: &[NodeId]| all.now(id).is_some_and(|now| ids.contains(&now.id()));
    let receivers: Vec<NodeId> = row.to.iter().map(|to| to.value).collect();
    let orphaned = |id: NodeId| {
        all.gone(id)
            .filter(|&gone| all.becoming.of(all.compared, gone).is_none())
    };
    for &id in &before.from {
        if let Some(gone) = orphaned(id).filter(|_| still(id, &row.from)) {
            add(Lost::Giver(gone), false);
        }
    }
    if let Some(id) = before.to.as_ref().map(|to| to.value)
        && let Some(gone) = orphaned(id).filter(|_| still(id, &receivers))
    {
        add(Lost::Receiver(gone), false);
    }
    if let Some((power, is_open)) = power(all, given) {
        add(Lost::Power(power.key.clone()), is_open);
    }
    let paper = row.instrument.as_ref().zip(before.instrument.as_ref());
    if let Some((key, _)) = paper.filter(|(now, was)| paper_ended(all, was, now)) {
        add(Lost::Paper(key.clone()), false);
    }
    let ended = ended_functions(all, given);
    if !ended.is_empty() && ended.len() == functions(row).len() {
        add(Lost::Functions(ended), false);
    }
    losses
}

/// The power of a delegation that was in force before and isn't after; and whether what was made under it may have been saved,
/// or its dates are a reading or from memory.
fn power<'m>(all: &All<'_, '_, 'm>, given: &Given<'m>) -> Option<(&'m Power, bool)> {
    let compared = all.compared;
    let runs = |at: &AsAt<'m>, key: &Text| {
        let power = at.model().powers.get(key)?;
        Some((power, power.validity.on(at.date())))
    };
    let row = given.after.filter(|_| asked(compared.after))?;
    let (_, before) = runs(compared.before, given.before.power.as_ref()?)?;
    let (power, when) = runs(compared.after, row.power.as_ref()?)?;
    let out = matches!(when, InForce::NoLonger | InForce::NotYet);
    let was_out = matches!(before, InForce::NoLonger | InForce::NotYet);
    let level = power_out_of_era::most(power, when, &row.statement);
    let open = level < Level::Must || power.validity.is_from_memory();
    (out && !was_out).then_some((power, open))
}

fn paper_ended(all: &All<'_, '_, '_>, was: &Text, now: &Text) -> bool {
    let runs = |at: &AsAt<'_>, key: &Text| {
        let mut rows = at.model().instruments.of(key);
        rows.any(|row| at.in_force(&row.statement))
    };
    let followed = || {
        all.compared.diff.of(Table::Instrument).any(|change| {
            let ended = change.before.iter().any(|thing| thing.id.key == **now);
            ended && !matches!(change.kind, Kind::Ended | Kind::Changed)
        })
    };
    runs(all.compared.before, was) && !runs(all.compared.after, now) && !followed()
}

/// The functions that its row still names and that are no longer there.
pub(super) fn ended_functions(all: &All<'_, '_, '_>, given: &Given<'_>) -> Vec<Text> {
    let Some(row) = given.after else {
        return Vec::new();
    };
    let runs = |at: &AsAt<'_>, key: &Text| {
        let mut rows = at.model().functions.of(key);
        rows.any(|row| at.in_force(&row.statement))
    };
    let ended = functions(row).into_iter().filter(|key| {
        let entered = all.compared.before.model().functions.get(key).is_some();
        entered && runs(all.compared.before, key) && !runs(all.compared.after, key)
    });
    ended.cloned().collect()
}

fn finding(all: &All<'_, '_, '_>, rule: &'static Rule, loss: &Loss, given: &[Given<'_>]) -> Finding {
    let compared = all.compared;
    let (names, number) = (named(given), given.len());
    let rests = verb(number, "rests", "rest");
    let gone = |id: NodeId, gives: bool| {
        let party = compared.before.node(id);
        let itself = given.iter().any(|given| {
            let ends = given
                .before
                .from
                .iter()
                .copied()
                .chain(given.before.to.iter().map(|to| to.value));
            ends.into_iter().any(|end| end == id)
        });
        let side = match (gives, itself) {
            (true, true) => "which gives",
            (true, false) => "one of whose bodies gives",
            (false, true) => "which receives",
            (false, false) => "one of whose bodies receives",
        };
        format!(
            "{}, {side} {names}, is no longer there, and nothing says who takes over",
            party.name()
        )
    };
    let message = match &loss.lost {
        Lost::Giver(id) => gone(*id, true),
        Lost::Receiver(id) => gone(*id, false),
        Lost::Power(key) => {
            let power = compared.after.model().powers.get(key);
            let power = power.map_or_else(|| key.to_string(), citation);
            let day = day_in_words(compared.after.date());
            format!("{names} {rests} on {power}, which is not in force on {day}")
        }
        Lost::Paper(key) => format!(
            "{names} {rests} on {}, which is no longer in force",
            paper(compared.before, key)
        ),
        Lost::Functions(keys) => format!(
            "{names} {} {}, of which nothing is left",
            verb(number, "gives", "give"),
            function_names(compared.before, keys)
        ),
        Lost::Says(key) => no_longer_says(compared, loss.is_open, key, given),
    };
    let (level, verdict) = match loss.is_open {
        true => (Level::Should, Verdict::CannotTell),
        false => (Level::Must, Verdict::Broken),
    };
    let mut finding = about(rule.name, level, given, message).verdict(verdict);
    match &loss.lost {
        Lost::Giver(id) | Lost::Receiver(id) => {
            let party = compared.before.node(*id);
            finding = finding.key(party.subject()).label(party.place(), "is no longer there");
        }
        Lost::Power(_) if loss.is_open => {
            finding = finding.remark(
                "what was made under the power may have been saved by the Act that ended it, or its dates are not sure: not verified",
            );
        }
        _ => {}
    }
    let finding = paths(compared, given).into_iter().fold(finding, Finding::path);
    finding.help(match (&loss.lost, loss.is_open) {
        (Lost::Says(_), true) => "find out what is not stated, before the change comes about",
        (Lost::Power(_), _) => "make it anew under a power of the day (`power`), or end it with the change. Check with your legal adviser",
        (Lost::Giver(_) | Lost::Receiver(_), _) => {
            "name the successor, and have it made anew with that one; or end it with the change. Check with your legal adviser"
        }
        _ => "make it anew, or end it with the change. Check with your legal adviser",
    })
}

/// The name of a paper.
pub(super) fn paper(at: &AsAt<'_>, key: &Text) -> String {
    let found = at.model().instruments.get(key);
    found.map_or_else(|| key.to_string(), |row| row.name.to_string())
}

fn no_longer_says(compared: &Compared<'_, '_>, is_open: bool, key: &str, given: &[Given<'_>]) -> String {
    let Some(first) = given.first() else {
        return String::new();
    };
    let (was, names) = (first.before, name(first.before));
    let before = compared.before;
    let (what, old) = match key {
        "from" => ("who gives it", super::super::words::nodes(before, &was.from)),
        "to" => {
            let to: Vec<NodeId> = was.to.iter().map(|to| to.value).collect();
            ("to whom it gives", super::super::words::nodes(before, &to))
        }
        "power" => {
            let power = was.power.as_ref().map(|key| {
                let power = before.model().powers.get(key);
                power.map_or_else(|| key.to_string(), citation)
            });
            ("under which power", power.unwrap_or_default())
        }
        "instrument" => {
            let paper = was.instrument.as_ref().map(|key| paper(before, key));
            ("by which paper", paper.unwrap_or_default())
        }
        _ => ("what it gives", function_names(before, &was.functions)),
    };
    match is_open {
        true => format!("{names} is now silent on {what}; before, that was {old}"),
        false => format!("{names} no longer says {what}; before, that was {old}"),
    }
}

/// What a check says of a delegation that may no longer be as it is, as what the change brings; and the terms that change with it.
fn retold(rule: &'static Rule, found: &Finding, terms: &[Term]) -> Finding {
    let mut finding = found.clone();
    finding.rule = rule.name;
    finding.level = match finding.verdict {
        Verdict::Broken => finding.level.max(Level::Should),
        _ => Level::Should,
    };
    let finding = terms
        .iter()
        .fold(finding, |finding, term| finding.remark(term.words.clone()));
    finding.remark("before the change nothing was found against it")
}
