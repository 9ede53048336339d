//! What holds of each step of a chain.

use std::collections::BTreeMap;

use remit_model::document::{Liable, Onward as Terms, PassingOn};
use remit_model::model::{AsAt, Delegation, NodeId, NodeKind};
use remit_model::path::StepStatus;
use remit_model::text::Text;

use super::carried::carried;
use super::limits::Limits;
use super::nesting::{Nesting, left};
use super::onward::{ByLaw, Onward, asked, by_function, by_power};
use super::received::{Received, Row};
use super::told::Told;
use super::{About, Answering, Days, DelegationStep, HeldBy, Hold, Reason, StepPower};
use crate::bands::{comparable, words};
use crate::belonging::organisations;
use crate::delegation::unanswered_delegation::answers::{Answered, Climbs};
use crate::delegation::unanswered_delegation::{is_asked, is_unclear};
use crate::law::judged::{Judged, judged};
use crate::lawful::{Given, answers, fit, lack_in_words};
use crate::naming;
use crate::strength::ACCOUNTABILITY;

/// Judges the steps of the chains of one function.
pub(super) struct Judge<'v, 'm> {
    at: &'v AsAt<'m>,
    function: &'m Text,
    climbs: Climbs<'v, 'm>,
    limits: Limits<'v, 'm>,
    nesting: Nesting,
    /// What the rules about law say of the delegations of the function.
    judged: BTreeMap<&'m Text, Judged<'m>>,
    told: Told,
}

impl<'v, 'm> Judge<'v, 'm> {
    pub(super) fn new(at: &'v AsAt<'m>, function: &'m Text) -> Self {
        Self {
            at,
            function,
            climbs: Climbs::new(at),
            limits: Limits::new(at),
            nesting: Nesting::default(),
            told: Told::new(at),
            judged: if asked(at) {
                judged(at, function)
            } else {
                BTreeMap::new()
            },
        }
    }

    /// The steps of one chain, from the top.
    pub(super) fn steps(
        &mut self,
        received: &Received<'m>,
        by: HeldBy<'m>,
        taken: Vec<(&Row<'m>, Vec<NodeId>)>,
    ) -> Vec<DelegationStep<'m>> {
        let mut steps: Vec<DelegationStep<'m>> = Vec::new();
        for (row, givers) in taken {
            let Some(to) = row.delegation.to.as_ref().map(|to| to.value) else {
                continue;
            };
            let step = self.step(received, by, row, givers, to, steps.last());
            steps.push(step);
        }
        steps
    }

    fn step(
        &mut self,
        received: &Received<'m>,
        by: HeldBy<'m>,
        row: &Row<'m>,
        givers: Vec<NodeId>,
        to: NodeId,
        above: Option<&DelegationStep<'m>>,
    ) -> DelegationStep<'m> {
        let delegation = row.delegation;
        let power = self.power(delegation);
        let (left, cuts) = left(self.at, delegation, &givers, above);
        let mut step = DelegationStep {
            delegation,
            status: row.status.clone(),
            liable: self.liable(&power, &givers, to),
            answering: self.answering(&givers, to, row.in_force()),
            power,
            stated: Days::of(self.at, &delegation.statement),
            left,
            cuts,
            reasons: Vec::new(),
            givers,
            to,
        };
        let mut reasons = vec![self.in_force(&step)];
        match above {
            None => reasons.extend(self.holding(by, &step)),
            Some(above) => reasons.extend(self.onward(&step, above)),
        }
        reasons.extend(self.by_statute(&step, above.is_some()));
        // That its power does not carry what may not be passed on is one thing.
        let same = above.is_some_and(|above| above.delegation.power == step.delegation.power);
        let told = same
            && reasons
                .iter()
                .any(|reason| reason.about == About::Onward && reason.verdict == Hold::Broken);
        let carried = self.carried(&step);
        reasons.extend(carried.filter(|carried| !told || carried.verdict != Hold::Broken));
        reasons.extend(self.limit(&step));
        reasons.extend(self.nesting.reasons(self.at, received, self.function, &step));
        if row.in_force() {
            reasons.extend(self.told.of(self.at, &step));
        }
        reasons.extend(self.answered(&step));
        step.reasons = reasons;
        step
    }

    fn power(&self, delegation: &'m Delegation) -> StepPower<'m> {
        let model = self.at.model();
        if !asked(self.at) {
            return StepPower::NotAsked;
        }
        let mut given = Given::of(self.at, delegation);
        if let Some(given) = &mut given {
            given.functions = model.functions.get(self.function).into_iter().collect();
        }
        match (&delegation.power, given) {
            (Some(key), Some(given)) => match model.powers.get(key) {
                Some(power) => StepPower::Recorded(power, fit(power, &given)),
                None => StepPower::Unknown,
            },
            (None, Some(given)) if !delegation.statement.is_unknown("power") => {
                StepPower::NotRecorded(answers(model, &given))
            }
            _ => StepPower::Unknown,
        }
    }

    /// Who is liable by the row of the power.
    fn liable(&self, power: &StepPower<'m>, givers: &[NodeId], to: NodeId) -> Vec<NodeId> {
        let StepPower::Recorded(power, _) = power else {
            return Vec::new();
        };
        let persons = |ids: &[NodeId]| -> Vec<NodeId> {
            let mut persons: Vec<NodeId> = ids.iter().flat_map(|&id| organisations(self.at, id)).collect();
            persons.sort_unstable();
            persons.dedup();
            persons
        };
        match power.liable {
            None => Vec::new(),
            Some(Liable::Giver) => persons(givers),
            Some(Liable::Receiver) => persons(&[to]),
            Some(Liable::Each | Liable::Jointly) => {
                let all: Vec<NodeId> = givers.iter().copied().chain([to]).collect();
                persons(&all)
            }
        }
    }

    fn answering(&mut self, givers: &[NodeId], to: NodeId, in_force: bool) -> Answering {
        let at = self.at;
        if !in_force {
            return Answering::NotAsked;
        }
        let receiver = at.node(to);
        let asked: Vec<NodeId> = givers
            .iter()
            .copied()
            .filter(|&id| is_asked(at, &at.node(id), &receiver))
            .collect();
        if asked.is_empty() {
            let shares = givers.iter().any(|&id| organisations(at, id) == organisations(at, to));
            return if shares { Answering::Inside } else { Answering::NotAsked };
        }
        let receiving = organisations(at, to);
        let (mut paths, mut none, mut unclear, mut open) = (Vec::new(), Vec::new(), Vec::new(), false);
        for giver in asked {
            let mut targets = organisations(at, giver);
            if !targets.contains(&giver) {
                targets.insert(0, giver);
            }
            match self.climbs.climb(to, &receiving, &targets, Some(self.function)) {
                Answered::Yes => paths.extend(at.shortest(to, &targets, &ACCOUNTABILITY, None)),
                Answered::Silent(_) | Answered::Unknown => open = true,
                Answered::ForOthers | Answered::No if is_unclear(&at.node(giver), &receiver) => unclear.push(giver),
                Answered::ForOthers | Answered::No => none.push(giver),
            }
        }
        match () {
            () if !none.is_empty() => Answering::No(none),
            () if !unclear.is_empty() => Answering::Unclear(unclear),
            () if open => Answering::CannotTell,
            () => Answering::By(paths),
        }
    }

    fn in_force(&self, step: &DelegationStep<'m>) -> Reason {
        let (verdict, says) = match &step.status {
            StepStatus::InForce => (Hold::Holds, "it is in force".to_owned()),
            StepStatus::AsIfAdopted(_) => (Hold::Holds, format!("it is in force, {}", step.status.words())),
            other => (Hold::Broken, format!("it is {}", other.words())),
        };
        Reason {
            about: About::InForce,
            verdict,
            says,
        }
    }

    /// Whether the first of a chain holds what is given.
    fn holding(&self, by: HeldBy<'m>, step: &DelegationStep<'m>) -> Option<Reason> {
        let givers = naming::nodes(self.at, step.givers.iter().copied());
        let (verdict, says) = match by {
            HeldBy::Own => return None,
            HeldBy::Statute(cited) => (Hold::Holds, format!("{cited} itself gives it to {givers}")),
            HeldBy::NotSaid => (
                Hold::CannotTell,
                "whose function it is is not entered (`of`)".to_owned(),
            ),
            HeldBy::OfOthers => (
                Hold::CannotTell,
                format!("it is not entered as a function of {givers}, nor how it came there"),
            ),
            HeldBy::Circle => (
                Hold::Broken,
                match step.givers.as_slice() {
                    [one] if !self.at.node(*one).is_several() => {
                        format!("{givers} has it only from those to whom it goes: nobody holds it to begin with")
                    }
                    _ => format!("{givers} have it only from those to whom it goes: nobody holds it to begin with"),
                },
            ),
        };
        Some(Reason {
            about: About::Holding,
            verdict,
            says,
        })
    }

    /// Whether what was given may be passed on, by its terms and by law.
    fn onward(&self, step: &DelegationStep<'m>, above: &DelegationStep<'m>) -> Vec<Reason> {
        let (at, first) = (self.at, above.delegation);
        let mut reasons = Vec::new();
        let mut say = |verdict, says: String| {
            reasons.push(Reason {
                about: About::Onward,
                verdict,
                says,
            });
        };
        let organisation = at.node(above.to).kind() == NodeKind::Organisation;
        if organisation && organisations(at, step.to) == [above.to] {
            say(
                Hold::Holds,
                match at.node(above.to) {
                    several if several.is_several() => {
                        format!("{} have their own do it, and pass nothing on", several.name())
                    }
                    one => format!("{} has its own do it, and passes nothing on", one.name()),
                },
            );
            return reasons;
        }
        let homes = |id: NodeId| organisations(at, id);
        let home = homes(step.to);
        let ends = above.givers.iter().chain(&step.givers).chain([&above.to]);
        let inside = !home.is_empty() && ends.copied().all(|id| homes(id) == home);
        let row = match &above.power {
            StepPower::Recorded(power, _) => power.onward,
            _ => None,
        };
        match first.onward {
            Some(Terms::Permitted) => say(Hold::Holds, "the terms allow it to be passed on".to_owned()),
            Some(Terms::Prohibited) if first.statement.assumed("onward").is_some() => {
                say(
                    Hold::CannotTell,
                    "the terms are read not to allow that it is passed on".to_owned(),
                );
            }
            Some(Terms::Prohibited) => say(Hold::Broken, "the terms forbid that it is passed on".to_owned()),
            Some(Terms::WithConsent) => match &step.delegation.consent {
                Some(consent) => say(
                    Hold::Holds,
                    format!("the terms ask for consent, and it is recorded: {consent}"),
                ),
                None => say(
                    Hold::CannotTell,
                    "the terms ask for consent, and none is recorded".to_owned(),
                ),
            },
            None if inside => say(
                Hold::Holds,
                "it stays inside one organisation, and no term forbids it".to_owned(),
            ),
            None => say(
                Hold::CannotTell,
                "whether the terms allow it to be passed on is not entered".to_owned(),
            ),
        }
        for &giver in &step.givers {
            let onward = Onward {
                first,
                receiver: above.to,
                second: step.delegation,
                giver,
            };
            match by_power(at, &onward) {
                ByLaw::Permits(basis) => say(
                    Hold::Holds,
                    format!("{} allows it unless the terms forbid it", basis.cited()),
                ),
                ByLaw::Forbids(ban) => say(
                    banned(
                        ban.basis.validity().is_from_memory(),
                        ban.is_reading || ban.basis.assumed().is_some(),
                    ),
                    format!("{}, under which it was given, {}", ban.basis.cited(), ban.why),
                ),
                ByLaw::Open(lack) => say(
                    Hold::CannotTell,
                    format!("whether the law allows it turns on {}", lack_in_words(&lack)),
                ),
                ByLaw::Silent => {
                    if let (Some(PassingOn::AsAgreed | PassingOn::AsConstituted), None) = (row, first.onward) {
                        let paper = match row {
                            Some(PassingOn::AsAgreed) => "the agreement",
                            _ => "the constitution and scheme of the one who gave it",
                        };
                        // Inside one organisation its own papers allow what no term that is entered forbids.
                        if !inside {
                            say(Hold::CannotTell, format!("by law it turns on {paper}"));
                        }
                    }
                }
            }
        }
        reasons.dedup();
        reasons
    }

    fn by_statute(&self, step: &DelegationStep<'m>, is_passed: bool) -> Option<Reason> {
        let function = self.at.model().functions.get(self.function)?;
        step.givers.iter().find_map(|&giver| {
            let (verdict, says) = match by_function(self.at, function, step.delegation, giver, is_passed) {
                ByLaw::Silent => return None,
                ByLaw::Permits(basis) => (Hold::Holds, format!("{} lets it be passed so far", basis.cited())),
                ByLaw::Forbids(ban) => (
                    banned(
                        ban.basis.validity().is_from_memory(),
                        ban.is_reading || ban.basis.assumed().is_some(),
                    ),
                    format!("{} {}", ban.basis.cited(), ban.why),
                ),
                ByLaw::Open(lack) => (
                    Hold::CannotTell,
                    format!("whether the statute allows it turns on {}", lack_in_words(&lack)),
                ),
            };
            Some(Reason {
                about: About::Onward,
                verdict,
                says,
            })
        })
    }

    /// Whether the law carries the step: what the rules say of the delegation, told for this function.
    fn carried(&self, step: &DelegationStep<'m>) -> Option<Reason> {
        carried(self.at, self.function, step, self.judged.get(&step.delegation.key))
    }

    fn limit(&mut self, step: &DelegationStep<'m>) -> Option<Reason> {
        let limit = step.delegation.limit.as_ref()?;
        let amount = limit.amount?;
        let mut bounds = Vec::new();
        for &giver in &step.givers {
            bounds.extend(self.limits.bound(giver, self.function));
        }
        let least = bounds.into_iter().filter(|bound| comparable(bound.limit, limit));
        let bound = least.min_by_key(|bound| bound.amount)?;
        let assumed = bound.assumed || step.delegation.statement.assumed("limit").is_some();
        let (verdict, says) = if bound.amount < amount {
            (
                banned(false, assumed),
                format!(
                    "it is given {}, by one who holds it {}",
                    words(limit),
                    words(bound.limit)
                ),
            )
        } else {
            (
                Hold::Holds,
                format!(
                    "its limit lies within that of the one who gives: {}",
                    words(bound.limit)
                ),
            )
        };
        Some(Reason {
            about: About::Limit,
            verdict,
            says,
        })
    }

    fn answered(&self, step: &DelegationStep<'m>) -> Option<Reason> {
        let to = self.at.node(step.to);
        let answers = naming::verb(&to, "answers", "answer");
        let (verdict, says) = match &step.answering {
            Answering::Inside => (Hold::Holds, "it is answered for inside one organisation".to_owned()),
            Answering::By(_) => (
                Hold::Holds,
                format!("{} {answers} for it to the one who gives", to.name()),
            ),
            Answering::CannotTell => (
                Hold::CannotTell,
                format!("whether {} {answers} for it is not stated", to.name()),
            ),
            Answering::No(above) | Answering::Unclear(above) => {
                let firm =
                    matches!(step.answering, Answering::No(_)) && step.delegation.statement.any_assumed().is_none();
                (
                    if firm { Hold::Against } else { Hold::CannotTell },
                    format!(
                        "no line is entered by which {} {answers} for it to {}",
                        to.name(),
                        naming::nodes(self.at, above.iter().copied())
                    ),
                )
            }
            Answering::NotAsked => return None,
        };
        Some(Reason {
            about: About::Answering,
            verdict,
            says,
        })
    }
}

/// What stands against a step: where it rests on memory or on a reading, it cannot be told.
pub(super) fn banned(memory: bool, reading: bool) -> Hold {
    if memory || reading {
        Hold::CannotTell
    } else {
        Hold::Broken
    }
}
