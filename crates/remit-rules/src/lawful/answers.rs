//! What of the catalogue could carry something: what fits, what may, and what comes nearest.

use std::collections::BTreeSet;

use remit_model::document::Carriage;
use remit_model::model::{InForce, Model, Power};
use remit_model::text::Text;

use super::end::{End, is_one_of};
use super::fit::{Fit, Given, Lack, Obstacle, fit, weight};

/// What could carry it.
#[derive(Debug, Clone, Default)]
pub struct Answers<'m> {
    /// The powers that do.
    pub fitting: Vec<&'m Power>,
    /// Those that may, with what would have to be known.
    pub perhaps: Vec<(&'m Power, Vec<Lack>)>,
    /// The one that comes nearest of those that don't, with what stands in its way.
    pub nearest: Option<(&'m Power, Vec<Obstacle>)>,
}

impl<'m> Answers<'m> {
    /// Those that carry it if the function turns out to be one of the few that they carry, and for which nothing else is
    /// open.
    pub fn for_few(&self) -> impl Iterator<Item = &'m Power> {
        let few = self.perhaps.iter().filter(|(_, lacks)| is_for_few(lacks));
        few.map(|(power, _)| *power)
    }

    /// Those that may for another reason.
    pub fn open(&self) -> impl Iterator<Item = &(&'m Power, Vec<Lack>)> {
        self.perhaps.iter().filter(|(_, lacks)| !is_for_few(lacks))
    }

    /// Whether it is carried whichever way it turns out: by one power if its functions are executive, by another if not.
    pub fn either_way(&self) -> bool {
        let only_side = |lacks: &[Lack]| lacks.iter().all(|lack| matches!(lack, Lack::Executive(_)));
        let sides = self.perhaps.iter().filter(|(_, lacks)| only_side(lacks));
        let sides: BTreeSet<Option<bool>> = sides.map(|(power, _)| power.executive).collect();
        sides.contains(&Some(true)) && sides.contains(&Some(false))
    }
}

fn is_for_few(lacks: &[Lack]) -> bool {
    lacks.iter().all(|lack| matches!(lack, Lack::InLaw(_)))
}

/// What of the catalogue could carry something, in the order of keys. A row that does not say who may give to whom is taken
/// at its word where it is cited; nobody is pointed to it.
pub fn answers<'m>(model: &'m Model, given: &Given<'_>) -> Answers<'m> {
    let mut answers = Answers::default();
    let mut least = usize::MAX;
    for power in model.powers.rows().iter().filter(|power| !power.gives.is_empty()) {
        match fit(power, given) {
            Fit::Fits => answers.fitting.push(power),
            Fit::CannotTell(lacks) => answers.perhaps.push((power, lacks)),
            Fit::Fails(obstacles) => {
                // Of equals the one whose text was read.
                let far = 2 * weight(&obstacles) + usize::from(power.validity.is_from_memory());
                if far < least {
                    least = far;
                    answers.nearest = Some((power, obstacles));
                }
            }
        }
    }
    answers
}

/// The kinds of which some power of the catalogue says that they give. Of others the catalogue says nothing: that no power
/// is found for them says nothing either.
pub fn givers(model: &Model) -> BTreeSet<&Text> {
    let powers = model.powers.rows().iter().filter(|power| gives_something(power));
    let pairings = powers.flat_map(|power| power.gives.iter().map(|giving| &giving.from));
    pairings.flatten().collect()
}

fn gives_something(power: &Power) -> bool {
    matches!(
        power.carries,
        None | Some(Carriage::Delegation | Carriage::JointCommittee | Carriage::Statute)
    )
}

/// Whether the catalogue says of this one how it gives: of itself, or of the organisation that it is part of. None where
/// what it is in law is not known.
pub fn is_spoken_of(end: &End, givers: &BTreeSet<&Text>) -> Option<bool> {
    let spoken = |kinds: &super::Kinds| {
        let kinds = kinds.as_ref()?;
        Some(kinds.iter().any(|kind| givers.contains(kind)))
    };
    let homes = end.homes.iter().map(|home| spoken(&home.kinds));
    let all: Vec<Option<bool>> = homes.chain([spoken(&end.kinds)]).collect();
    match all {
        all if all.contains(&Some(true)) => Some(true),
        all if all.contains(&None) => None,
        _ => Some(false),
    }
}

/// The powers in force on the day of a delegation under which one of those who give may give something to somebody, or act
/// with somebody: what else is open to them. Without those that are for a few functions.
pub fn open_to<'m>(model: &'m Model, given: &Given<'_>) -> Vec<&'m Power> {
    let may = |power: &&Power, end: &End| {
        power.gives.iter().any(|giving| {
            let home = end.home().map(|home| is_one_of(&home.kinds, &giving.from));
            is_one_of(&end.kinds, &giving.from) == Some(true) || home == Some(Some(true))
        })
    };
    let in_force = |power: &&Power| power.validity.on(given.on) == InForce::Yes;
    let powers = model.powers.rows().iter().filter(in_force);
    let powers = powers.filter(|power| gives_something(power) || power.carries == Some(Carriage::JointExercise));
    let powers = powers.filter(|power| power.only.is_empty());
    powers
        .filter(|power| given.from.iter().any(|end| may(power, end)))
        .collect()
}
