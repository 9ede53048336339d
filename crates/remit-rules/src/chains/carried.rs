//! Whether the law carries a step: what the rules say of its delegation, told for the one function that is followed.

use remit_model::model::{AsAt, NodeKind, Power};
use remit_model::path::StepStatus;
use remit_model::text::Text;

use super::step::banned;
use super::{About, DelegationStep, Hold, Reason, StepPower, cited as of_function};
use crate::belonging::organisations;
use crate::law::judged::Judged;
use crate::lawful::{Answers, End, Fit, Lack, in_words, lack_in_words, obstacle_in_words};
use crate::wording::list;

/// What is said of the law on a step. `judged` is what the rules say of its delegation: none where they are silent.
pub(super) fn carried<'m>(
    at: &AsAt<'m>,
    function: &Text,
    step: &DelegationStep<'m>,
    judged: Option<&Judged<'m>>,
) -> Option<Reason> {
    let fits = matches!(step.power, StepPower::Recorded(_, Fit::Fits));
    // What is said of a delegation of several functions may be about another of them.
    let only = step.delegation.functions.len() == 1;
    let (verdict, says) = match (&step.power, judged) {
        (StepPower::Unknown, _) if step.delegation.statement.is_unknown("power") => (
            Hold::CannotTell,
            "the power that is recorded is entered nowhere, so that whether it carries it cannot be told".to_owned(),
        ),
        (StepPower::NotAsked | StepPower::Unknown, _) => return None,
        (_, Some(Judged::Fixed(fixed, row))) if fixed.key == *function => {
            let reading = fixed.statement.assumed("in-law").is_some();
            let says = format!(
                "{} gives it to others than {}",
                of_function(row),
                at.node(step.to).name()
            );
            (banned(row.validity.is_from_memory(), reading), says)
        }
        (power, Some(Judged::CannotTell(lacks))) if only || !fits => (Hold::CannotTell, turns_on(power, lacks)),
        (StepPower::NotRecorded(_), Some(Judged::Uncited(powers))) => (
            Hold::CannotTell,
            format!("no power is recorded; what would carry it: {}", cite(powers)),
        ),
        (StepPower::Recorded(power, fit), judged) => of_recorded(at, step, power, fit, judged)?,
        (StepPower::NotRecorded(answers), judged) => of_answers(at, step, answers, judged, only),
    };
    Some(Reason {
        about: About::Power,
        verdict,
        says,
    })
}

fn cited(power: &Power) -> &Text {
    power.validity.citation.as_ref().unwrap_or(&power.name)
}

fn cite(powers: &[&Power]) -> String {
    list(&powers.iter().map(|power| cited(power).to_string()).collect::<Vec<_>>())
}

fn turns_on(power: &StepPower<'_>, lacks: &[Lack]) -> String {
    let lacks: Vec<String> = lacks.iter().map(lack_in_words).collect();
    let power = match power {
        StepPower::Recorded(power, _) => cited(power).to_string(),
        _ => "a power".to_owned(),
    };
    format!(
        "whether {power} carries it turns on what is not entered: {}",
        list(&lacks)
    )
}

fn of_recorded<'m>(
    at: &AsAt<'m>,
    step: &DelegationStep<'m>,
    power: &'m Power,
    fit: &Fit,
    judged: Option<&Judged<'m>>,
) -> Option<(Hold, String)> {
    let (row, dates) = (cited(power), in_words(&power.validity));
    let memory = power.validity.is_from_memory();
    Some(match fit {
        Fit::Fits if memory => {
            let says = format!("{row} carries it, from memory, not verified ({dates})");
            (Hold::CannotTell, says)
        }
        Fit::Fits => (Hold::Holds, format!("{row} carries it ({dates})")),
        Fit::CannotTell(lacks) => {
            let lacks: Vec<String> = lacks.iter().map(lack_in_words).collect();
            let says = format!(
                "whether {row} carries it turns on what is not entered: {}",
                list(&lacks)
            );
            (Hold::CannotTell, says)
        }
        Fit::Fails(obstacles) => {
            let is_sure = match judged {
                Some(Judged::Against { is_sure }) => *is_sure,
                // The rules look at nothing that is not in force, and that is told already.
                _ if !is_in_force(step) => false,
                _ if is_at_home(at, step) => return Some(no_matter()),
                // What ended is told by its days.
                _ => return None,
            };
            let why: Vec<String> = obstacles
                .iter()
                .map(|obstacle| obstacle_in_words(power, obstacle))
                .collect();
            let says = format!("{row} does not carry it: {}", list(&why));
            (banned(false, !is_sure), says)
        }
    })
}

fn of_answers<'m>(
    at: &AsAt<'m>,
    step: &DelegationStep<'m>,
    answers: &Answers<'m>,
    judged: Option<&Judged<'m>>,
    only: bool,
) -> (Hold, String) {
    let perhaps: Vec<&Power> = answers.perhaps.iter().map(|(power, _)| *power).collect();
    let open = |says: String| (Hold::CannotTell, format!("no power is recorded; {says}"));
    // Nobody is pointed to a power that would not carry it.
    let nothing = "no power is recorded, and none that Remit knows carries it".to_owned();
    match judged {
        Some(Judged::Against { is_sure }) if only && *is_sure => (Hold::Broken, nothing),
        _ if !answers.fitting.is_empty() => open(format!("what would carry it: {}", cite(&answers.fitting))),
        None if is_in_force(step) && is_at_home(at, step) && is_own_work(at, step, &perhaps) => no_matter(),
        _ if !perhaps.is_empty() => open(format!("what may carry it: {}", cite(&perhaps))),
        Some(Judged::Against { is_sure }) => (banned(false, !is_sure), nothing),
        _ => (Hold::CannotTell, "no power is recorded".to_owned()),
    }
}

fn no_matter() -> (Hold, String) {
    let says = "how work is shared out within one organisation here is no matter of powers";
    (Hold::Holds, says.to_owned())
}

fn is_in_force(step: &DelegationStep<'_>) -> bool {
    matches!(step.status, StepStatus::InForce | StepStatus::AsIfAdopted(_))
}

/// Whether all who have part in it are of one organisation.
fn is_at_home(at: &AsAt<'_>, step: &DelegationStep<'_>) -> bool {
    let home = organisations(at, step.to);
    home.len() == 1 && step.givers.iter().all(|&id| organisations(at, id) == home)
}

/// Whether one in a post has work done by another, or nothing at all could carry it: the rules are then silent since nothing
/// leaves the hands in which it is.
fn is_own_work(at: &AsAt<'_>, step: &DelegationStep<'_>, perhaps: &[&Power]) -> bool {
    let mut ends = step.givers.iter().chain([&step.to]);
    perhaps.is_empty() || ends.all(|&id| at.node(id).kind() == NodeKind::Post && End::of(at, id).may_be_staff())
}
