//! Delegations that rest on one that ended, broke, or goes to somebody else: the chain above them is cut.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use remit_diff::Table;
use remit_model::document::Effect;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, NodeId};
use remit_model::path::{Path, Step};
use remit_model::text::Text;

use super::super::words::{functions as function_names, verb};
use super::super::{Compared, Consequence};
use super::broken::losses;
use super::leave::{Leave, receives_anew};
use super::{All, Given, about, functions, missing, name, named, steps};
use crate::belonging::one_organisation;
use crate::chains::received::{Received, Row, holds_in_law};
use crate::rule::Rule;

/// On what each delegation rests, of one state.
struct Resting<'m> {
    received: Received<'m>,
    by_key: BTreeMap<&'m Text, usize>,
}

impl<'m> Resting<'m> {
    fn new(at: &AsAt<'m>) -> Self {
        let received = Received::new(at, None);
        let rows = received.rows.iter().enumerate().filter(|(_, row)| row.in_force());
        Self {
            by_key: rows.map(|(number, row)| (&row.delegation.key, number)).collect(),
            received,
        }
    }

    /// The delegations in force by which those who give hold each function that they give on.
    fn sources(&self, at: &AsAt<'m>, key: &str) -> BTreeMap<&'m Text, BTreeSet<&'m Text>> {
        let mut sources: BTreeMap<&'m Text, BTreeSet<&'m Text>> = BTreeMap::new();
        let Some(row) = self
            .by_key
            .get(&Text::from(key))
            .and_then(|&number| self.received.rows.get(number))
        else {
            return sources;
        };
        let given: &'m Delegation = row.delegation;
        for function in functions(given) {
            for &giver in &given.from {
                for (number, _) in self.received.beneath(at, given, giver, function) {
                    if let Some(first) = self.received.rows.get(number).filter(|row| row.in_force()) {
                        sources.entry(function).or_default().insert(&first.delegation.key);
                    }
                }
            }
        }
        sources
    }

    /// Whether somebody who gives it, by their id after, held a function before by a delegation in force.
    fn receives(&self, compared: &Compared<'_, 'm>, given: &'m Delegation, giver: NodeId, function: &'m Text) -> bool {
        compared.was(giver).is_some_and(|was| {
            let mut beneath = self.received.beneath(compared.before, given, was.id(), function);
            beneath.any(|(number, _)| self.received.rows.get(number).is_some_and(Row::in_force))
        })
    }
}

/// A delegation that is cut off.
struct Cut<'m> {
    given: Given<'m>,
    /// The delegation on which it rested, by its key before.
    above: &'m Text,
    /// What it gives and nobody holds any more.
    functions: Vec<&'m Text>,
}

/// Tells of all of them: those below one and the same cut together.
pub(in super::super) fn cut(compared: &Compared<'_, '_>, rule: &'static Rule, found: &mut Vec<Consequence>) {
    let all = All::new(compared);
    let cuts = cuts(&all);
    let mut grouped: BTreeMap<&Text, Vec<&Text>> = BTreeMap::new();
    for key in cuts.keys() {
        grouped.entry(root(&cuts, key)).or_default().push(key);
    }
    for (root, below) in grouped {
        found.push(Consequence::new(finding(&all, rule, &cuts, root, &below)));
    }
}

/// The keys before of those that are cut off. What broke by itself is none of them.
fn cuts<'m>(all: &All<'_, '_, 'm>) -> BTreeMap<&'m Text, Cut<'m>> {
    let leave = Leave::new(all);
    let is_broken = |given: &Given<'m>| {
        given.after.is_none() || lost_surely(all, given) || leave.surely.contains(&given.before.key)
    };
    let mut dead: BTreeSet<&'m Text> = all
        .given
        .iter()
        .filter(|given| is_broken(given))
        .map(|given| &given.before.key)
        .collect();
    // What still stands, and gives something else, or to somebody else: what rested on it may have lost its footing as well.
    let moved: BTreeSet<&'m Text> = all
        .given
        .iter()
        .filter(|given| !dead.contains(&given.before.key) && gives_otherwise(all, given))
        .map(|given| &given.before.key)
        .collect();
    let mut cuts = BTreeMap::new();
    if dead.is_empty() && moved.is_empty() {
        return cuts;
    }
    let (before, after) = (Resting::new(all.compared.before), Resting::new(all.compared.after));
    // Which rested on each before.
    let mut resting: BTreeMap<&'m Text, BTreeSet<&'m Text>> = BTreeMap::new();
    for given in &all.given {
        for first in before
            .sources(all.compared.before, &given.before.key)
            .into_values()
            .flatten()
        {
            resting.entry(first).or_default().insert(&given.before.key);
        }
    }
    let mut waiting: VecDeque<&'m Text> = dead.iter().chain(&moved).copied().collect();
    while let Some(above) = waiting.pop_front() {
        for key in resting.get(above).into_iter().flatten().copied() {
            let Some(given) = all.given(key).filter(|_| !dead.contains(key)) else {
                continue;
            };
            let functions = cut_off(all, (&before, &after), &given, above, &dead);
            if !functions.is_empty() {
                dead.insert(key);
                waiting.push_back(key);
                cuts.insert(
                    key,
                    Cut {
                        given,
                        above,
                        functions,
                    },
                );
            }
        }
    }
    cuts
}

/// Whether it lost something without which it is none, and that is sure.
fn lost_surely<'m>(all: &All<'_, '_, 'm>, given: &Given<'m>) -> bool {
    losses(all, given).iter().any(|loss| !loss.is_open)
}

/// Whether it stands, and gives otherwise than before.
fn still_given<'m>(all: &All<'_, '_, 'm>, given: &Given<'m>) -> bool {
    !lost_surely(all, given) && gives_otherwise(all, given)
}

/// Whether a delegation goes to somebody else than before, or gives other functions, or other verbs of them.
fn gives_otherwise<'m>(all: &All<'_, '_, 'm>, given: &Given<'m>) -> bool {
    let Some(row) = given.after else { return false };
    let before: BTreeSet<&str> = functions(given.before)
        .into_iter()
        .map(|key| all.key(Table::Function, key))
        .collect();
    let after: BTreeSet<&str> = functions(row).into_iter().map(|key| key.as_str()).collect();
    receives_anew(all, given) || before != after || given.before.verbs != row.verbs
}

/// The functions that it gives and that came to those who give it by what is gone, and now by nothing else.
fn cut_off<'m>(
    all: &All<'_, '_, 'm>,
    (before, after): (&Resting<'m>, &Resting<'m>),
    given: &Given<'m>,
    above: &Text,
    dead: &BTreeSet<&'m Text>,
) -> Vec<&'m Text> {
    let compared = all.compared;
    let Some(row) = given.after else {
        return Vec::new();
    };
    let is_dead = |key: &Text| dead.contains(&Text::from(all.delegation_before(key)));
    let still = after.sources(compared.after, &row.key);
    let was = before.sources(compared.before, &given.before.key);
    let came = was.into_iter().filter(|(_, sources)| sources.contains(above));
    let lost = came.filter(|(function, _)| {
        let key = all.key(Table::Function, function);
        let gives = row.functions.iter().find(|given| given.as_str() == key);
        gives.is_some_and(|now| {
            let sources = still.get(now);
            let other = sources.is_some_and(|sources| sources.iter().any(|key| !is_dead(key)));
            let received = |giver: NodeId| before.receives(compared, given.before, giver, function);
            let holds = |&giver: &NodeId| holds(compared, giver, now, received(giver));
            !other && !row.from.iter().any(holds)
        })
    });
    lost.map(|(function, _)| function).collect()
}

/// Whether somebody holds a function otherwise than by delegation: in law, or because it says so itself; or its organisation holds
/// it in law, and did not before. What somebody who received it before said then of deciding it is no title of their own: it
/// records what they did by the delegation.
fn holds(compared: &Compared<'_, '_>, giver: NodeId, function: &Text, received: bool) -> bool {
    let at = compared.after;
    let mut doings = at.done_with(function).iter();
    let home = one_organisation(at, giver).filter(|&home| home != giver);
    let newly = home.is_some_and(|home| {
        let was = compared
            .was(home)
            .is_some_and(|was| holds_in_law(compared.before, was.id(), function));
        !was && holds_in_law(at, home, function)
    });
    newly
        || holds_in_law(at, giver, function)
        || doings.any(|done| {
            let own = done.by == giver && done.effect == Some(Effect::Decide);
            own && !(received && said_before(compared, giver, function))
        })
}

/// Whether somebody said before already that they decide it.
fn said_before(compared: &Compared<'_, '_>, giver: NodeId, function: &Text) -> bool {
    let mut renamed = compared.diff.renamed_keys();
    let renamed = renamed.find(|(table, _, after)| *table == Table::Function && *after == function.as_str());
    let key = renamed.map_or_else(|| function.clone(), |(_, before, _)| Text::from(before));
    compared.was(giver).is_some_and(|was| {
        let mut doings = compared.before.done_with(&key).iter();
        doings.any(|done| done.by == was.id() && done.effect == Some(Effect::Decide))
    })
}

/// The first of a chain that is gone: what is above it stands.
fn root<'m>(cuts: &BTreeMap<&'m Text, Cut<'m>>, key: &'m Text) -> &'m Text {
    let mut here = key;
    // Each was cut by one that was gone before it, so that this ends.
    while let Some(cut) = cuts.get(here) {
        here = cut.above;
    }
    here
}

fn finding<'m>(
    all: &All<'_, '_, 'm>,
    rule: &'static Rule,
    cuts: &BTreeMap<&'m Text, Cut<'m>>,
    root: &Text,
    below: &[&Text],
) -> Finding {
    let compared = all.compared;
    let cut: Vec<&Cut<'_>> = below.iter().filter_map(|key| cuts.get(*key)).collect();
    let given: Vec<Given<'_>> = cut.iter().map(|cut| cut.given).collect();
    let top = all.given(root);
    let first = top
        .as_ref()
        .map_or_else(|| root.to_string(), |given| name(given.before));
    let mut what: Vec<&Text> = cut.iter().flat_map(|cut| cut.functions.iter().copied()).collect();
    what.sort_unstable();
    what.dedup();
    let became = match top.as_ref().map(|given| (given, given.after)) {
        None | Some((_, None)) => "which ends".to_owned(),
        Some((given, Some(row))) if still_given(all, given) => match &row.to {
            Some(to) if receives_anew(all, given) => {
                format!("which goes to {} now", compared.after.node(to.value).name())
            }
            _ => "which no longer gives that".to_owned(),
        },
        Some(_) => "which breaks".to_owned(),
    };
    let whole = match &top {
        Some(top) if still_given(all, top) => {
            let holder = top.before.to.as_ref().map(|to| compared.before.node(to.value).name());
            holder.map(|holder| {
                format!(
                    "{holder} no longer holds {} to pass on",
                    function_names(compared.before, what.clone())
                )
            })
        }
        _ => None,
    };
    let whole = whole.unwrap_or_else(|| {
        format!(
            "nobody holds {} to pass on any more",
            function_names(compared.before, what)
        )
    });
    let message = format!(
        "{} {} on {first}, {became}: {whole}",
        named(&given),
        verb(given.len(), "rests", "rest"),
    );
    let mut finding = about(rule.name, Level::Must, &given, message).verdict(Verdict::Broken);
    if let Some(top) = &top {
        finding = finding
            .key(super::subject(top))
            .label(top.before.statement.place, "it all rested on this");
    }
    for key in below.iter().take(3) {
        let [before, after] = chain(all, cuts, key);
        finding = finding.path(before).path(after);
    }
    finding.help(
        "have it given to them anew by whoever holds it after the change; or end what rests on it as well. Check with your legal \
         adviser",
    )
}

/// The chain from one up to the cut, before and after.
fn chain(all: &All<'_, '_, '_>, cuts: &BTreeMap<&Text, Cut<'_>>, key: &Text) -> [Path; 2] {
    let compared = all.compared;
    let (mut before, mut after) = (Path::default(), Path::default());
    let mut here = Some(key);
    while let Some(key) = here {
        let next = cuts.get(key).map(|cut| cut.above);
        if let Some(given) = all.given(key) {
            // Of several who give, the one who holds it by what is above.
            let receiver = next
                .and_then(|next| all.given(next))
                .and_then(|above| above.before.to.as_ref())
                .map(|to| compared.before.node(to.value).key().to_string());
            let steps_before = steps(compared.before, given.before);
            let by_receiver = |step: &&Step| Some(&step.above.key) == receiver.as_ref();
            if let Some(step) = steps_before.iter().find(by_receiver).or(steps_before.first()) {
                let now = given.after.map(|row| steps(compared.after, row)).unwrap_or_default();
                let same = now
                    .into_iter()
                    .find(|now| now.below.key == step.below.key && now.above.key == step.above.key);
                after.steps.push(same.unwrap_or_else(|| missing(step)));
                before.steps.push(step.clone());
            }
        }
        here = next;
    }
    [before, after]
}

/// The keys after of all that are cut off.
pub(in super::super) fn cut_after<'m>(compared: &Compared<'_, 'm>) -> BTreeSet<&'m Text> {
    let all = All::new(compared);
    let cuts = cuts(&all).into_values();
    cuts.filter_map(|cut| Some(&cut.given.after?.key)).collect()
}

/// The keys before of all that are cut off.
pub(super) fn cut_keys<'m>(all: &All<'_, '_, 'm>) -> BTreeSet<&'m Text> {
    cuts(all).into_keys().collect()
}
