//! The days of delegations along a chain: each lies within those of its power, its parties and what it rests on.

use std::collections::BTreeMap;

use remit_model::model::{AsAt, Delegation, InForce, NodeId};
use remit_model::page::day_in_words;
use remit_model::text::Text;

use super::days::merged;
use super::form_days::FormDays;
use super::onward::asked;
use super::received::Received;
use super::step::banned;
use super::{About, Cut, CutBy, Days, DelegationStep, Hold, LONGEST, Reason};
use crate::belonging::one_organisation;
use crate::naming;

/// What the days of a delegation lie within, taken by itself: those of its power and of its parties.
fn within<'m>(at: &AsAt<'m>, delegation: &'m Delegation, givers: &[NodeId]) -> Vec<(Days, CutBy<'m>)> {
    let mut within: Vec<(Days, CutBy<'m>)> = Vec::new();
    let power = delegation.power.as_ref().and_then(|key| at.model().powers.get(key));
    if let Some(power) = power.filter(|_| asked(at)) {
        let days = Days {
            first: power.validity.first_day(),
            last: power.validity.until,
        };
        within.push((days, CutBy::Power(power)));
    }
    for &party in givers.iter().chain(delegation.to.iter().map(|to| &to.value)) {
        let home = one_organisation(at, party).filter(|&home| home != party);
        for id in [Some(party), home].into_iter().flatten() {
            let node = at.node(id);
            let days = Days {
                first: node.first_day().map(|(day, _)| day),
                last: node.last_day().map(|(day, _)| day),
            };
            within.push((days, CutBy::Party(id)));
            // What was not read, or is a reading, cuts nothing: it is told apart.
            if let Some(known) = FormDays::of(at, id).filter(|known| !known.is_memory && known.assumed.is_none()) {
                let days = form_days(at, delegation, id, &known);
                within.push((days, CutBy::Form(id, known.form)));
            }
        }
    }
    within
}

/// The days of the form of somebody that bear on a delegation: a day that they state themselves comes first.
fn form_days(at: &AsAt<'_>, delegation: &Delegation, id: NodeId, known: &FormDays<'_>) -> Days {
    let node = at.node(id);
    let statement = &delegation.statement;
    Days {
        first: known
            .first_for(at, statement)
            .filter(|&first| at.date() < first || node.first_day().is_none()),
        last: known
            .last_for(at, statement)
            .filter(|&last| at.date() > last || node.last_day().is_none()),
    }
}

/// The days that are left of a step, and what cuts them.
pub(super) fn left<'m>(
    at: &AsAt<'m>,
    delegation: &'m Delegation,
    givers: &[NodeId],
    above: Option<&DelegationStep<'m>>,
) -> (Days, Vec<Cut<'m>>) {
    let above = above.map(|above| (above.left, CutBy::Step(above.delegation)));
    let mut left = Days::of(at, &delegation.statement);
    let (mut beginning, mut end) = (None, None);
    for (days, by) in above.into_iter().chain(within(at, delegation, givers)) {
        let cut = left.cut_to(&days);
        if cut.first != left.first {
            beginning = cut.first.map(|day| (day, by.clone()));
        }
        if cut.last != left.last {
            end = cut.last.map(|day| (day, by));
        }
        left = cut;
    }
    let cuts = [(false, beginning), (true, end)].into_iter();
    let cuts = cuts.filter_map(|(is_end, cut)| cut.map(|(day, by)| Cut { is_end, day, by }));
    (left, cuts.collect())
}

/// The stretches of days in which delegations of one function count, by all that they rest on.
#[derive(Default)]
pub(super) struct Nesting {
    known: BTreeMap<usize, Vec<Days>>,
}

impl Nesting {
    /// The days on which somebody holds the function by delegation. What goes round in a circle counts for nothing.
    fn held<'m>(
        &mut self,
        at: &AsAt<'m>,
        received: &Received<'m>,
        function: &'m Text,
        (given, giver): (&Delegation, NodeId),
        deep: usize,
    ) -> Vec<Days> {
        let beneath = received.beneath(at, given, giver, function).map(|(number, _)| number);
        let beneath: Vec<usize> = beneath.collect();
        let days = beneath
            .into_iter()
            .flat_map(|number| self.counts(at, received, function, number, deep));
        merged(days.collect())
    }

    fn counts<'m>(
        &mut self,
        at: &AsAt<'m>,
        received: &Received<'m>,
        function: &'m Text,
        number: usize,
        deep: usize,
    ) -> Vec<Days> {
        if let Some(known) = self.known.get(&number) {
            return known.clone();
        }
        let delegation = received.rows[number].delegation;
        let mut days = Days::of(at, &delegation.statement);
        for (within, _) in within(at, delegation, &delegation.from) {
            days = days.cut_to(&within);
        }
        // As deep as chains are shown.
        if deep == LONGEST {
            return vec![days];
        }
        self.known.insert(number, Vec::new());
        let mut all = vec![days];
        for &giver in &delegation.from {
            if received.beneath(at, delegation, giver, function).next().is_some() {
                let held = self.held(at, received, function, (delegation, giver), deep + 1);
                let cut = |days: &Days| held.iter().map(|held| days.cut_to(held)).collect::<Vec<_>>();
                all = merged(all.iter().flat_map(cut).collect());
            }
        }
        self.known.insert(number, all.clone());
        all
    }

    /// Whether the days that a step states lie within those that are left of it.
    pub(super) fn reasons<'m>(
        &mut self,
        at: &AsAt<'m>,
        received: &Received<'m>,
        function: &'m Text,
        step: &DelegationStep<'m>,
    ) -> Vec<Reason> {
        let reason = |verdict, says| Reason {
            about: About::Days,
            verdict,
            says,
        };
        let statement = &step.delegation.statement;
        let assumed = ["starts", "ends"].iter().any(|key| statement.assumed(key).is_some());
        let mut reasons: Vec<Reason> = Vec::new();
        // What followed on in time from the step before carries it as well.
        let renewed = step.givers.iter().all(|&giver| {
            let held = self.held(at, received, function, (step.delegation, giver), 0);
            held.iter().any(|held| step.stated.cut_to(held) == step.stated)
        });
        if !step.left.contains(at.date()) {
            let says = if step.left.is_empty() {
                "its power, its parties and the steps before it have no day in common".to_owned()
            } else {
                let days = step.left.words();
                format!("within its power, its parties and the steps before it, it counts only {days}")
            };
            reasons.push(reason(banned(false, assumed), says));
        }
        for cut in &step.cuts {
            if matches!(cut.by, CutBy::Step(_)) && renewed {
                continue;
            }
            let stated = if cut.is_end {
                step.stated.last
            } else {
                step.stated.first
            };
            let (day, by) = (day_in_words(cut.day), cut_by(at, &cut.by));
            let (verdict, says) = match (stated.map(day_in_words), cut.is_end) {
                (Some(stated), true) => (
                    banned(false, assumed),
                    format!("it states that it runs until {stated}, and {by} ends on {day}"),
                ),
                (Some(stated), false) => (
                    banned(false, assumed),
                    format!("it states that it began on {stated}, and {by} began only on {day}"),
                ),
                (None, true) => (Hold::Holds, format!("it states no end, and ends with {by} on {day}")),
                (None, false) => continue,
            };
            reasons.push(reason(verdict, says));
        }
        reasons.extend(by_shaky_forms(at, step));
        let power = step
            .delegation
            .power
            .as_ref()
            .and_then(|key| at.model().powers.get(key));
        if power.is_some_and(|power| asked(at) && power.validity.on(at.date()) == InForce::CannotTell) {
            let ended = power.is_some_and(|power| power.validity.ends_in_the_year_of(at.date()));
            let what = if ended { "ended" } else { "came into force" };
            reasons.push(reason(
                Hold::CannotTell,
                format!("the day on which its power {what} is not known"),
            ));
        }
        reasons
    }
}

/// Where a form that is from memory, or is a reading, would cut the days of a step, whether it does cannot be told.
fn by_shaky_forms(at: &AsAt<'_>, step: &DelegationStep<'_>) -> Vec<Reason> {
    let ends = step.givers.iter().chain([&step.to]);
    let mut asked: Vec<NodeId> = ends
        .flat_map(|&id| [Some(id), one_organisation(at, id)])
        .flatten()
        .collect();
    asked.sort_unstable();
    asked.dedup();
    let shaky = asked.into_iter().filter_map(|id| {
        let known = FormDays::of(at, id).filter(|known| known.is_memory || known.assumed.is_some())?;
        let days = form_days(at, step.delegation, id, &known);
        (days != Days::default()).then(|| {
            let why = if known.is_memory {
                "from memory, not verified"
            } else {
                "by a reading"
            };
            let (name, kind) = (at.node(id).name(), naming::one_named(&known.form.name));
            Reason {
                about: About::Days,
                verdict: Hold::CannotTell,
                says: format!("{name}, as {kind}, was there in law only {} ({why})", days.words()),
            }
        })
    });
    shaky.collect()
}

/// What cuts the days, as it is spoken of.
fn cut_by(at: &AsAt<'_>, by: &CutBy<'_>) -> String {
    match by {
        CutBy::Power(power) => format!(
            "its power ({})",
            power.validity.citation.as_ref().unwrap_or(&power.name)
        ),
        CutBy::Party(id) => at.node(*id).name().to_string(),
        CutBy::Form(id, form) => format!(
            "what {} is in law ({})",
            at.node(*id).name(),
            form.citation.as_ref().unwrap_or(&form.name)
        ),
        CutBy::Step(delegation) => format!("the step before it ({})", delegation.name),
    }
}
