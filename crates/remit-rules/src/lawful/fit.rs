//! Whether a power carries a delegation: who gives, who receives, what, and when.

use jiff::civil::Date;
use remit_model::document::Carriage;
use remit_model::model::{AsAt, Delegation, Function, Giving, InForce, NodeKind, Passing, Power};
use remit_model::text::Text;

use super::end::{End, Kinds, is_one_of};

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
    /// The day on which the power came into force, by the citation of the power.
    Since(String),
    /// The day on which the power ended, by the citation of the power.
    Until(String),
    /// What is given, by the name of the delegation.
    Functions(String),
    /// By which powers one of this kind gives to such: no power of the catalogue speaks of it. A clause: "the Trust gives to an
    /// officer of its own".
    Powers(String),
    /// By which power what this one passes on came to it, by its name.
    Came(String),
    /// What a power carries, by its citation: it was not read far enough to tell.
    Carries(String),
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
    /// Statute itself gives functions to this body: whether it may exercise what its organisation receives is not verified.
    OwnBody(String),
    /// What receives is not a part of this one, which gives.
    NotInside(String),
    /// This organisation may not share the body that receives.
    Shares(String),
    /// This one gives, and does not share the body that receives.
    NotShared(String),
    /// None of those who share the body is of a kind that must.
    Without,
    /// This function is kept from it.
    Excluded(String),
    /// This function is none of those that alone it carries.
    NotAmong(String),
    /// This function is an executive one, and it carries none.
    IsExecutive(String),
    /// This function is not an executive one, and it carries no others.
    NotExecutive(String),
}

impl Lack {
    /// Whether it is a day of the power, which nobody can enter in a framework.
    pub(crate) fn is_of_era(&self) -> bool {
        matches!(self, Self::Since(_) | Self::Until(_))
    }
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

    /// The same, of each that gives by itself.
    ///
    /// Not linear where many organisations give to a body that all of them share: each of them is held against all homes of
    /// the body, since an answer names those that a power doesn't reach. A joint committee has tens of them, not thousands.
    pub(crate) fn each(self) -> impl Iterator<Item = Self> {
        let Self {
            from,
            to,
            functions,
            on,
        } = self;
        from.into_iter().map(move |from| Self {
            from: vec![from],
            to: to.clone(),
            functions: functions.clone(),
            on,
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
        InForce::CannotTell if power.validity.ends_in_the_year_of(given.on) => {
            lacks.push(Lack::Until(citation(power)));
        }
        InForce::CannotTell => lacks.push(Lack::Since(citation(power))),
    }
    match power.carries {
        Some(
            other @ (Carriage::JointExercise
            | Carriage::Appointment
            | Carriage::Payment
            | Carriage::Staff
            | Carriage::Oversight),
        ) => obstacles.push(Obstacle::GivesNothing(other)),
        // A row that does not say who may give to whom is taken at its word.
        _ if power.gives.is_empty() => {}
        None | Some(Carriage::Delegation | Carriage::JointCommittee | Carriage::Statute) => {
            for giver in &given.from {
                pairing(power, giver, &given.to, &mut obstacles, &mut lacks);
            }
        }
    }
    if given.to.statutory && given.functions.iter().any(|function| is_of_others(function, given)) {
        obstacles.push(Obstacle::OwnBody(given.to.name.clone()));
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

/// Whether it is said of a power that nothing is known of its end: it may have gone.
pub fn end_is_open(power: &Power) -> bool {
    power.validity.until.is_none() && power.validity.until_year.is_none() && power.statement.is_not_stated("until")
}

/// The statute that a power is cited by; its name where it has none.
pub(crate) fn citation(power: &Power) -> String {
    power.validity.citation.as_ref().unwrap_or(&power.name).to_string()
}

/// What stands in the way of a pairing, and what would have to be known.
#[derive(Default)]
struct Judged {
    obstacles: Vec<Obstacle>,
    lacks: Vec<Lack>,
}

/// The best of the pairings of a power for one that gives: the first that fits, else one that may, else what stands in the
/// way of the one that comes nearest.
fn pairing(power: &Power, from: &End, to: &End, obstacles: &mut Vec<Obstacle>, lacks: &mut Vec<Lack>) {
    // Where a power says to whom what was given may pass, a part of an organisation passes on by that alone.
    let closed = !power.passes.is_empty();
    let given = power.gives.iter().map(|giving| giving_judged(giving, from, to, closed));
    let passed = power
        .passes
        .iter()
        .map(|passing| passing_judged(power, passing, from, to));
    let far = |judged: &Judged| (weight(&judged.obstacles), judged.lacks.len());
    // Of equals the first: what is given comes before what is passed on.
    match given.chain(passed).min_by_key(far) {
        Some(nearest) => {
            obstacles.extend(nearest.obstacles);
            lacks.extend(nearest.lacks);
        }
        None => obstacles.push(Obstacle::Giver(from.name.clone())),
    }
}

/// Whether a power carries something by what it lets be given, rather than by what it lets be passed on.
pub(crate) fn fits_by_giving(power: &Power, given: &Given<'_>) -> bool {
    let closed = !power.passes.is_empty();
    given.from.iter().all(|from| {
        power.gives.iter().any(|giving| {
            let judged = giving_judged(giving, from, &given.to, closed);
            judged.obstacles.is_empty() && judged.lacks.is_empty()
        })
    })
}

/// Whether this one may itself have received under a power, from its own organisation or as a body that several share.
pub(crate) fn may_have_received(power: &Power, end: &End) -> bool {
    power.gives.iter().any(|giving| {
        let homes = if giving.inside { &giving.from } else { &giving.between };
        let shared = end.homes.len() > 1;
        is_one_of(&end.kinds, &giving.to) == Some(true)
            && giving.inside != shared
            && (end.homes.iter()).all(|home| is_one_of(&home.kinds, homes) == Some(true))
    })
}

fn giving_judged(giving: &Giving, from: &End, to: &End, closed: bool) -> Judged {
    let mut judged = Judged::default();
    giver(giving, from, closed, &mut judged);
    receiver(giving, from, to, &mut judged);
    judged
}

/// Whether this one may give: itself, or for the organisation that it acts for.
fn giver(giving: &Giving, from: &End, closed: bool, judged: &mut Judged) {
    let itself = is_one_of(&from.kinds, &giving.from);
    if itself == Some(true) {
        return;
    }
    let acts = if closed { from.acts } else { Some(true) };
    let home = from.home().filter(|_| !giving.itself);
    let home = home.map(|home| (is_one_of(&home.kinds, &giving.from), &home.name));
    match (acts, home) {
        (Some(true), Some((Some(true), _))) => {}
        (Some(true), Some((None, home))) => judged.lacks.push(Lack::Form(home.clone())),
        _ if itself.is_none() => judged.lacks.push(from.lack()),
        _ => judged.obstacles.push(Obstacle::Giver(from.name.clone())),
    }
}

/// Whether this one may pass on what it was given: it is of a kind that may, and its organisation of one that the power
/// reaches.
fn passing_judged(power: &Power, passing: &Passing, from: &End, to: &End) -> Judged {
    let mut judged = Judged::default();
    match (is_one_of(&from.kinds, &passing.from), reaches(power, from)) {
        (Some(false), _) | (_, Some(false)) => judged.obstacles.push(Obstacle::Giver(from.name.clone())),
        (None, _) => judged.lacks.push(from.lack()),
        (_, None) => {
            let open = from.homes.iter().filter(|home| home.kinds.is_none());
            judged.lacks.extend(open.map(|home| Lack::Form(home.name.clone())));
        }
        (Some(true), Some(true)) => {}
    }
    inside(from, to, &mut judged);
    of_kind(to, &to.kinds_inside(from), &passing.to, &mut judged);
    judged
}

/// Whether a power reaches the organisations behind one that passes on: such as may give under it or, where it gives to
/// others, such as may receive, or such as may share the body. All of those that share a body, one of those of a post. None
/// where that cannot be told; where nothing is known of where it stands, nothing is in the way.
pub(crate) fn reaches(power: &Power, from: &End) -> Option<bool> {
    if from.homes.is_empty() {
        return Some(true);
    }
    let reached: Vec<Text> = power.gives.iter().flat_map(reached).cloned().collect();
    let homes: Vec<Option<bool>> = from.homes.iter().map(|home| is_one_of(&home.kinds, &reached)).collect();
    let (decides, otherwise) = match from.kind {
        NodeKind::Post => (Some(true), Some(false)),
        NodeKind::Organisation | NodeKind::Body => (Some(false), Some(true)),
    };
    match () {
        () if homes.contains(&decides) => decides,
        () if homes.contains(&None) => None,
        () => otherwise,
    }
}

fn reached(giving: &Giving) -> impl Iterator<Item = &Text> {
    let others = giving.to.iter().filter(|_| !giving.inside);
    giving.from.iter().chain(others).chain(&giving.between)
}

fn receiver(giving: &Giving, from: &End, to: &End, judged: &mut Judged) {
    if giving.inside {
        inside(from, to, judged);
        of_kind(to, &to.kinds_inside(from), &giving.to, judged);
    } else {
        // What another organisation receives, its own bodies and officers may exercise for it.
        let elsewhere = to.kind != NodeKind::Organisation && to.is_inside(from) == Some(false);
        match to.home() {
            Some(home) if elsewhere && is_one_of(&to.kinds, &giving.to) != Some(true) => {
                if to.statutory {
                    judged.obstacles.push(Obstacle::OwnBody(to.name.clone()));
                }
                of_kind(to, &home.kinds, &giving.to, judged);
            }
            _ => of_kind(to, &to.kinds, &giving.to, judged),
        }
    }
    shared(giving, from, to, judged);
}

fn inside(from: &End, to: &End, judged: &mut Judged) {
    match to.is_inside(from) {
        _ if to.kind == NodeKind::Organisation => judged.obstacles.push(Obstacle::Receiver(to.name.clone())),
        Some(true) => {}
        Some(false) => {
            // Of a body or post its organisation, where it has one.
            let own = from.home().map_or(&from.name, |home| &home.name);
            judged.obstacles.push(Obstacle::NotInside(own.clone()));
        }
        None if to.homes.is_empty() => judged.lacks.push(Lack::Homes(to.name.clone())),
        None => judged.lacks.push(Lack::Homes(from.name.clone())),
    }
}

fn of_kind(to: &End, kinds: &Kinds, wanted: &[Text], judged: &mut Judged) {
    match is_one_of(kinds, wanted) {
        Some(true) => {}
        Some(false) => judged.obstacles.push(Obstacle::Receiver(to.name.clone())),
        None => judged.lacks.push(to.lack()),
    }
}

/// Whether those who share the body that receives are such as may.
fn shared(giving: &Giving, from: &End, to: &End, judged: &mut Judged) {
    if giving.between.is_empty() && giving.with.is_empty() {
        return;
    }
    if to.homes.is_empty() {
        judged.lacks.push(Lack::Homes(to.name.clone()));
        return;
    }
    if to.homes.len() == 1 {
        // What one organisation has by itself, several do not share.
        judged.obstacles.push(Obstacle::Receiver(to.name.clone()));
        return;
    }
    if !from.homes.is_empty() && !from.homes.iter().any(|own| to.homes.iter().any(|home| own.is(home))) {
        judged.obstacles.push(Obstacle::NotShared(from.name.clone()));
    }
    let mut with = Some(false);
    for home in &to.homes {
        match is_one_of(&home.kinds, &giving.between) {
            _ if giving.between.is_empty() => {}
            Some(true) => {}
            Some(false) => judged.obstacles.push(Obstacle::Shares(home.name.clone())),
            None => judged.lacks.push(Lack::Form(home.name.clone())),
        }
        with = match (with, is_one_of(&home.kinds, &giving.with)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (None, _) | (_, None) => None,
            _ => Some(false),
        };
    }
    match with {
        _ if giving.with.is_empty() => {}
        Some(true) => {}
        Some(false) => judged.obstacles.push(Obstacle::Without),
        None => {
            let open = to.homes.iter().filter(|home| home.kinds.is_none());
            judged.lacks.extend(open.map(|home| Lack::Form(home.name.clone())));
        }
    }
}

/// Whether a function is entered as that of others than those who give it, by themselves or for their organisations: they hold
/// it because it was given to them.
fn is_of_others(function: &Function, given: &Given<'_>) -> bool {
    let ends = given.from.iter().chain([&given.to]);
    let ids: Vec<_> = ends
        .flat_map(|end| end.homes.iter().filter_map(|home| home.id).chain(end.id))
        .collect();
    !ids.is_empty() && !function.of.is_empty() && !function.of.iter().any(|of| ids.contains(of))
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
        Some(key) if power.excludes.contains(key) => obstacles.push(Obstacle::Excluded(name())),
        Some(key) if !power.only.is_empty() && !power.only.contains(key) => {
            obstacles.push(Obstacle::NotAmong(name()));
        }
        None if !power.only.is_empty() => lacks.push(Lack::InLaw(name())),
        _ => {}
    }
}

/// Whether nothing is known to keep any of the functions from a power.
pub(super) fn carries_all(power: &Power, given: &Given<'_>) -> bool {
    let mut obstacles = Vec::new();
    for function in &given.functions {
        of_function(power, function, &mut obstacles, &mut Vec::new());
    }
    obstacles.is_empty()
}

/// How far off a power is: what no change of date would mend weighs more than a date.
pub(crate) fn weight(obstacles: &[Obstacle]) -> usize {
    let weight = |obstacle: &Obstacle| match obstacle {
        Obstacle::NotYet | Obstacle::NoLonger | Obstacle::Excluded(_) => 2,
        Obstacle::IsExecutive(_) | Obstacle::NotExecutive(_) => 2,
        Obstacle::GivesNothing(_) => 12,
        Obstacle::Giver(_) => 5,
        Obstacle::NotAmong(_) => 4,
        _ => 3,
    };
    obstacles.iter().map(weight).sum()
}
