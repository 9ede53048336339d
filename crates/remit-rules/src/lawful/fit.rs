//! Whether a power carries a delegation: who gives, who receives, what, and when.

use jiff::civil::Date;
use remit_model::document::Carriage;
use remit_model::model::{AsAt, Delegation, Function, Giving, InForce, Model, NodeKind, Power};

use super::end::{End, is_one_of};

/// What is to be carried.
#[derive(Debug, Clone)]
pub struct Given<'m> {
    /// Who gives, each for itself.
    pub from: Vec<End>,
    /// Who receives.
    pub to: End,
    /// What is given. Empty: nothing in particular.
    pub functions: Vec<&'m Function>,
    /// When.
    pub on: Date,
}

/// Whether a power carries it.
#[derive(Debug, Clone)]
pub enum Fit {
    /// It does, by this pairing for each that gives.
    Fits,
    /// It may: something that it turns on is not entered.
    CannotTell(Vec<Lack>),
    /// It does not.
    Fails(Vec<Obstacle>),
}

/// What would have to be known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// The form of an organisation or body, by its name.
    Form(String),
    /// The office of a post, by its name.
    Office(String),
    /// The organisations that a body is part of, by its name.
    Homes(String),
    /// Whether a function is one of a council's executive, by its name.
    Executive(String),
    /// What a function is in law, by its name.
    InLaw(String),
    /// The day on which the power came into force.
    Since,
}

/// Why a power does not carry it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// It was not yet in force.
    NotYet,
    /// It was no longer in force.
    NoLonger,
    /// It gives no function to anybody.
    GivesNothing(Carriage),
    /// This one may not give under it.
    Giver(String),
    /// This one may not receive under it.
    Receiver(String),
    /// The body that receives is not a part of this one, which gives.
    NotInside(String),
    /// This organisation may not share the body that receives.
    Shares(String),
    /// This one gives, and does not share the body that receives.
    NotShared(String),
    /// None of those who share the body is of a kind that must.
    Without,
    /// This function is outside it.
    Function(String),
    /// This function is an executive one, and it carries none.
    IsExecutive(String),
    /// This function is not an executive one, and it carries no others.
    NotExecutive(String),
}

impl<'m> Given<'m> {
    /// A delegation of a framework. None where nobody is known to give or receive.
    pub fn of(at: &AsAt<'m>, delegation: &Delegation) -> Option<Self> {
        let to = delegation.to.as_ref()?;
        let from: Vec<End> = delegation.from.iter().map(|&id| End::of(at, id)).collect();
        let functions = delegation.functions.iter();
        (!from.is_empty()).then(|| Self {
            from,
            to: End::of(at, to.value),
            functions: functions.filter_map(|key| at.model().functions.get(key)).collect(),
            on: at.date(),
        })
    }
}

/// Whether a power carries something.
pub fn fit(power: &Power, given: &Given<'_>) -> Fit {
    let mut obstacles = Vec::new();
    let mut lacks = Vec::new();
    match power.validity.on(given.on) {
        InForce::Yes => {}
        InForce::NotYet => obstacles.push(Obstacle::NotYet),
        InForce::NoLonger => obstacles.push(Obstacle::NoLonger),
        InForce::CannotTell => lacks.push(Lack::Since),
    }
    match power.carries {
        Some(Carriage::Delegation | Carriage::JointCommittee | Carriage::Statute) => {
            for giver in &given.from {
                pairing(power, giver, &given.to, &mut obstacles, &mut lacks);
            }
        }
        Some(other) => obstacles.push(Obstacle::GivesNothing(other)),
        // A row of a framework's own that does not say is taken at its word.
        None if power.gives.is_empty() => {}
        None => {
            for giver in &given.from {
                pairing(power, giver, &given.to, &mut obstacles, &mut lacks);
            }
        }
    }
    for function in &given.functions {
        of_function(power, function, &mut obstacles, &mut lacks);
    }
    obstacles.sort();
    obstacles.dedup();
    lacks.sort();
    lacks.dedup();
    match (obstacles.is_empty(), lacks.is_empty()) {
        (false, _) => Fit::Fails(obstacles),
        (true, false) => Fit::CannotTell(lacks),
        (true, true) => Fit::Fits,
    }
}

/// The best of the pairings of a power for one that gives: the first that fits, else one that may, else what stands in the
/// way of the one that comes nearest.
fn pairing(power: &Power, from: &End, to: &End, obstacles: &mut Vec<Obstacle>, lacks: &mut Vec<Lack>) {
    let mut nearest: Option<(Vec<Obstacle>, Vec<Lack>)> = None;
    let mut found_so_far = |found: (Vec<Obstacle>, Vec<Lack>)| {
        let better = nearest
            .as_ref()
            .is_none_or(|best| (weight(&found.0), found.1.len()) < (weight(&best.0), best.1.len()));
        if better {
            nearest = Some(found);
        }
    };
    for giving in &power.gives {
        found_so_far(judged(giving, from, to));
    }
    // What a delegate passes on goes by the pairings for that.
    for passing in &power.passes {
        let (gives, takes) = (is_one_of(&from.kinds, &passing.from), is_one_of(&to.kinds, &passing.to));
        let inside = to
            .homes
            .iter()
            .all(|home| from.homes.iter().any(|own| own.id == home.id));
        match (gives, takes) {
            (Some(true), Some(true)) if inside => found_so_far((Vec::new(), Vec::new())),
            (Some(true), None) if inside => found_so_far((Vec::new(), vec![unknown(to)])),
            _ => {}
        }
    }
    match nearest {
        Some((against, open)) => {
            obstacles.extend(against);
            lacks.extend(open);
        }
        None => obstacles.push(Obstacle::Giver(from.name.clone())),
    }
}

/// What stands in the way of one pairing, and what would have to be known.
fn judged(giving: &Giving, from: &End, to: &End) -> (Vec<Obstacle>, Vec<Lack>) {
    let (mut obstacles, mut lacks) = (Vec::new(), Vec::new());
    // A body acts for the organisation that it is part of, unless the pairing means the giver itself.
    let own = is_one_of(&from.kinds, &giving.from);
    let acting = from.home().filter(|_| !giving.itself);
    let acting = acting.map(|home| is_one_of(&home.kinds, &giving.from));
    match (own, acting) {
        (Some(true), _) | (_, Some(Some(true))) => {}
        (None, _) if from.kind == NodeKind::Post && giving.itself => lacks.push(Lack::Office(from.name.clone())),
        (None, _) if from.kind != NodeKind::Post && acting.is_none_or(|acting| acting.is_none()) => {
            lacks.push(Lack::Form(from.name.clone()));
        }
        (_, Some(None)) => lacks.extend(from.home().map(|home| Lack::Form(home.name.clone()))),
        _ => obstacles.push(Obstacle::Giver(from.name.clone())),
    }
    receiver(giving, from, to, &mut obstacles, &mut lacks);
    (obstacles, lacks)
}

fn receiver(giving: &Giving, from: &End, to: &End, obstacles: &mut Vec<Obstacle>, lacks: &mut Vec<Lack>) {
    let same = |one: &super::end::Home, other: &super::end::Home| one.id.is_some() && one.id == other.id;
    let is_own = !to.homes.is_empty()
        && (to.homes.iter()).all(|home| from.homes.iter().any(|own| same(own, home)))
        && to.homes.len() == 1;
    let is_known = to.homes.iter().all(|home| home.id.is_some()) && !to.homes.is_empty();
    if giving.inside {
        if to.kind == NodeKind::Organisation {
            obstacles.push(Obstacle::Receiver(to.name.clone()));
            return;
        }
        if is_known && !is_own {
            obstacles.push(Obstacle::NotInside(from.name.clone()));
        }
    }
    // What another organisation receives, its own bodies and officers may exercise for it.
    let elsewhere = !giving.inside && to.kind != NodeKind::Organisation && to.homes.len() == 1 && !is_own;
    let kinds = match to.home() {
        Some(home) if elsewhere && is_one_of(&to.kinds, &giving.to) != Some(true) => &home.kinds,
        _ => &to.kinds,
    };
    match is_one_of(kinds, &giving.to) {
        Some(true) => {}
        Some(false) => obstacles.push(Obstacle::Receiver(to.name.clone())),
        None => lacks.push(unknown(to)),
    }
    if giving.between.is_empty() && giving.with.is_empty() {
        return;
    }
    if to.homes.is_empty() {
        lacks.push(Lack::Homes(to.name.clone()));
        return;
    }
    if !from.homes.is_empty() && !from.homes.iter().any(|own| to.homes.iter().any(|home| same(own, home))) {
        obstacles.push(Obstacle::NotShared(from.name.clone()));
    }
    for home in &to.homes {
        match is_one_of(&home.kinds, &giving.between) {
            Some(false) if !giving.between.is_empty() => obstacles.push(Obstacle::Shares(home.name.clone())),
            None => lacks.push(Lack::Form(home.name.clone())),
            _ => {}
        }
    }
    if !giving.with.is_empty() {
        let found: Vec<Option<bool>> = to
            .homes
            .iter()
            .map(|home| is_one_of(&home.kinds, &giving.with))
            .collect();
        if !found.contains(&Some(true)) && !found.contains(&None) {
            obstacles.push(Obstacle::Without);
        }
    }
}

/// What would have to be known of one that receives.
fn unknown(to: &End) -> Lack {
    match to.kind {
        NodeKind::Post => Lack::Office(to.name.clone()),
        _ => Lack::Form(to.name.clone()),
    }
}

/// Whether a power carries a function.
fn of_function(power: &Power, function: &Function, obstacles: &mut Vec<Obstacle>, lacks: &mut Vec<Lack>) {
    let name = || function.name.to_string();
    match (power.executive, function.executive) {
        (Some(true), Some(false)) => obstacles.push(Obstacle::NotExecutive(name())),
        (Some(false), Some(true)) => obstacles.push(Obstacle::IsExecutive(name())),
        (Some(_), None) => lacks.push(Lack::Executive(name())),
        _ => {}
    }
    match &function.in_law {
        Some(key) if power.excludes.contains(key) => obstacles.push(Obstacle::Function(name())),
        Some(key) if !power.only.is_empty() && !power.only.contains(key) => {
            obstacles.push(Obstacle::Function(name()));
        }
        None if !power.only.is_empty() => lacks.push(Lack::InLaw(name())),
        _ => {}
    }
}

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

/// What of the catalogue could carry something, in the order of keys.
pub fn answers<'m>(model: &'m Model, given: &Given<'_>) -> Answers<'m> {
    let mut answers = Answers::default();
    for power in model.powers.rows() {
        match fit(power, given) {
            Fit::Fits => answers.fitting.push(power),
            Fit::CannotTell(lacks) => answers.perhaps.push((power, lacks)),
            Fit::Fails(obstacles) => {
                let less = |(best, other): &(&Power, Vec<Obstacle>)| {
                    weight(&obstacles) < weight(other) && best.key != power.key
                };
                if answers.nearest.as_ref().is_none_or(less) {
                    answers.nearest = Some((power, obstacles));
                }
            }
        }
    }
    answers
}

/// How far off a power is: what no change of date would mend weighs more than a date.
fn weight(obstacles: &[Obstacle]) -> usize {
    let weight = |obstacle: &Obstacle| match obstacle {
        Obstacle::NotYet | Obstacle::NoLonger => 2,
        Obstacle::GivesNothing(_) => 9,
        Obstacle::Giver(_) => 4,
        _ => 3,
    };
    obstacles.iter().map(weight).sum()
}
