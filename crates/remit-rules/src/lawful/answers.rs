//! What of the catalogue could carry something: what fits, what may, and what comes nearest.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Date;
use remit_model::document::{Carriage, Sureness};
use remit_model::model::{Form, Giving, InForce, Model, NodeKind, Passing, Power};
use remit_model::text::Text;

use super::end::{End, Kinds, is_one_of};
use super::fit::{Fit, Given, Lack, Obstacle, carries_all, citation, end_is_open, fit, reaches, weight};

/// What could carry it.
#[derive(Debug, Clone, Default)]
pub struct Answers<'m> {
    /// The powers that do.
    pub fitting: Vec<&'m Power>,
    /// Those that may, with what would have to be known.
    pub perhaps: Vec<(&'m Power, Vec<Lack>)>,
    /// The one that comes nearest of those that don't, with what stands in its way.
    pub nearest: Option<(&'m Power, Vec<Obstacle>)>,
    /// Those that carry it later, and before which nobody has read the law: that nothing is found then says nothing.
    pub unread: Vec<&'m Power>,
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

    /// Those before which the law was not read, where nothing else is an answer.
    pub fn out_of_reach(&self) -> &[&'m Power] {
        let answered = !self.fitting.is_empty() || !self.perhaps.is_empty();
        if answered { &[] } else { &self.unread }
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
    let mut least = None;
    for power in model.powers.rows().iter().filter(|power| !power.gives.is_empty()) {
        match fit(power, given) {
            // Nobody is pointed to what may have gone as if it were there.
            Fit::Fits if end_is_open(power) => answers.perhaps.push((power, vec![Lack::Until(citation(power))])),
            // Nor to what was not read far enough to know what it carries.
            Fit::Fits if power.statement.assumed("carries").is_some() => {
                answers.perhaps.push((power, vec![Lack::Carries(citation(power))]));
            }
            Fit::Fits => answers.fitting.push(power),
            Fit::CannotTell(lacks) => answers.perhaps.push((power, lacks)),
            Fit::Fails(obstacles) => {
                if power.earlier_unread && obstacles == [Obstacle::NotYet] {
                    answers.unread.push(power);
                }
                // Of equals the one whose text was read, and of those the latest.
                let sure = !power.validity.is_from_memory() && power.statement.assumed("carries").is_none();
                let far = (
                    !is_meant_for(power, given),
                    !power.only.is_empty(),
                    weight(&obstacles),
                    !sure,
                );
                let far = (far, Reverse(begins(power)));
                if least.is_none_or(|least| far < least) {
                    least = Some(far);
                    answers.nearest = Some((power, obstacles));
                }
            }
        }
    }
    answers
}

/// Of whom the catalogue says how they give, and to whom. Of others it says nothing: that no power is found for them says
/// nothing either.
#[derive(Debug, Default)]
pub struct Spoken<'m> {
    /// Kinds that give to bodies of their own.
    bodies: BTreeSet<&'m Text>,
    /// Kinds that give to their own officers.
    posts: BTreeSet<&'m Text>,
    /// Kinds that give to others.
    others: BTreeSet<&'m Text>,
    /// The offices that the catalogue knows, and their families.
    offices: BTreeSet<&'m Text>,
    /// Who may pass on, and under which power.
    passing: Vec<(&'m Power, &'m Passing)>,
}

impl<'m> Spoken<'m> {
    /// What the powers of a catalogue speak of.
    pub fn of(model: &'m Model) -> Self {
        let rows = model.offices.rows().iter();
        let offices: BTreeSet<&Text> = rows
            .flat_map(|office| office.family.iter().chain([&office.key]))
            .collect();
        let mut spoken = Self::default();
        for power in model.powers.rows().iter().filter(|power| gives_something(power)) {
            for giving in &power.gives {
                if !giving.inside {
                    spoken.others.extend(&giving.from);
                    continue;
                }
                if giving.to.iter().any(|kind| offices.contains(kind)) {
                    spoken.posts.extend(&giving.from);
                }
                if giving.to.iter().any(|kind| !offices.contains(kind)) {
                    spoken.bodies.extend(&giving.from);
                }
            }
            spoken
                .passing
                .extend(power.passes.iter().map(|passing| (power, passing)));
        }
        spoken.offices = offices;
        spoken
    }

    fn is_office(&self, kind: &Text) -> bool {
        self.offices.contains(kind)
    }

    /// Whether it speaks of nobody.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty() && self.posts.is_empty() && self.others.is_empty()
    }

    /// Whether it says how this one gives to such as the other, of itself or of the organisation that it is part of. None
    /// where what it is in law is not known.
    pub fn about(&self, from: &End, to: &End) -> Option<bool> {
        let list = match (to.is_inside(from), to.kind) {
            (Some(true), NodeKind::Post) => &self.posts,
            (Some(true), _) => &self.bodies,
            _ => &self.others,
        };
        let spoken = |kinds: &Kinds| {
            let kinds = kinds.as_ref()?;
            Some(kinds.iter().any(|kind| list.contains(kind)))
        };
        // Whoever may pass something on within an organisation that the power reaches is spoken of as well.
        let inside = to.is_inside(from) == Some(true);
        let passes = |(power, passing): &(&Power, &Passing)| {
            is_one_of(&from.kinds, &passing.from) == Some(true)
                && reaches(power, from) == Some(true)
                && passing
                    .to
                    .iter()
                    .any(|kind| self.is_office(kind) == (to.kind == NodeKind::Post))
        };
        if inside && self.passing.iter().any(passes) {
            return Some(true);
        }
        // How each of several gives by itself does not say how the body that they share passes on.
        let shares = inside && from.kind == NodeKind::Body && from.homes.len() > 1;
        let homes = from.homes.iter().filter(|_| !shares).map(|home| spoken(&home.kinds));
        let all: Vec<Option<bool>> = homes.chain([spoken(&from.kinds)]).collect();
        match () {
            () if all.contains(&Some(true)) => Some(true),
            () if all.contains(&None) => None,
            () => Some(false),
        }
    }
}

/// Whether the catalogue tells how such give to their own on a day, or a row that was read names this very form. Of others it
/// holds no powers: that none is found for them says little.
pub fn has_powers(model: &Model, form: &Form, on: Date) -> bool {
    model.powers.rows().iter().any(|power| {
        let named = |giving: &Giving| giving.from.contains(&form.key);
        if power.validity.sure == Some(Sureness::Read) && power.gives.iter().any(named) {
            return true;
        }
        let own = power.gives.iter().filter(|giving| giving.inside);
        let mut from = own.flat_map(|giving| &giving.from);
        matches!(power.validity.on(on), InForce::Yes | InForce::CannotTell)
            && from.any(|kind| *kind == form.key || form.family.contains(kind))
    })
}

fn gives_something(power: &Power) -> bool {
    matches!(
        power.carries,
        None | Some(Carriage::Delegation | Carriage::JointCommittee | Carriage::Statute)
    )
}

/// Whether a power is about what is done here: giving to one's own, to a body that several share, or to others.
fn is_meant_for(power: &Power, given: &Given<'_>) -> bool {
    let to = &given.to;
    let shared = to.kind == NodeKind::Body && to.homes.len() > 1;
    let inside = given.from.iter().any(|from| to.is_inside(from) == Some(true));
    power.gives.iter().any(|giving| match () {
        () if shared => !giving.between.is_empty() || !giving.with.is_empty(),
        () => giving.inside == inside && giving.between.is_empty(),
    })
}

/// The year in which a power began, as far as it is known.
fn begins(power: &Power) -> Option<i16> {
    let validity = &power.validity;
    validity.since.map(|since| since.year()).or(validity.since_year)
}

/// The powers in force on the day under which this one of those who give may give such functions to somebody, or act with
/// somebody: what else is open to it. The nearest at hand first: to its own, and there to as many kinds as may be; then what
/// the latest law lets it do. Without those for a few functions.
pub fn open_to<'m>(model: &'m Model, end: &End, given: &Given<'_>) -> Vec<&'m Power> {
    let may = |power: &&Power| {
        power.gives.iter().any(|giving| {
            // Whoever was elected gives only what is said of them.
            let acts = end.kind != NodeKind::Post || end.may_be_staff();
            let home = end.home().filter(|_| acts && !giving.itself);
            let home = home.map(|home| is_one_of(&home.kinds, &giving.from));
            is_one_of(&end.kinds, &giving.from) == Some(true) || home == Some(Some(true))
        })
    };
    let rows = model.powers.rows().iter();
    let in_force = rows.filter(|power| power.validity.on(given.on) == InForce::Yes && !end_is_open(power));
    let in_force = in_force.filter(|power| power.only.is_empty());
    let carrying = in_force.filter(|power| carries_all(power, given));
    let giving = carrying.filter(|power| gives_something(power) || power.carries == Some(Carriage::JointExercise));
    let mut powers: Vec<&Power> = giving.filter(may).collect();
    powers.sort_by_key(|power| {
        let own = power.gives.iter().filter(|giving| giving.inside);
        let own: usize = own.map(|giving| giving.to.len()).sum();
        (Reverse(own), !gives_something(power), Reverse(begins(power)))
    });
    powers
}
