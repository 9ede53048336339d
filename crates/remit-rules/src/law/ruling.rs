//! What the law says of one delegation: one thing, so that one slip is one finding, whichever rule tells it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{PassingOn, Sureness, WhoseLaw};
use remit_model::model::{AsAt, Delegation, Function, InForce, Known, NodeId, NodeKind, Power, StatutoryFunction};
use remit_model::text::Text;

use super::joint;
use crate::belonging::organisations;
use crate::deciders::lets_decide;
use crate::lawful::{
    Answers, End, Fit, Fixed, Given, Lack, Obstacle, Spoken, answers, fit, fits_by_giving, fixed, gives_to_such,
    has_powers, is_one_of, may_have_received, reaches,
};
use crate::naming;

/// What is looked up once for all delegations.
pub(super) struct Ground<'m> {
    /// Of whom the catalogue says how they give.
    pub(super) spoken: Spoken<'m>,
    /// The delegations of decisions in force to bodies that several share and that a power for such bodies is about.
    pub(super) joint: BTreeMap<NodeId, Vec<&'m Delegation>>,
    /// Which functions each received, and under which power.
    came: BTreeSet<(NodeId, &'m Text, &'m Text)>,
    /// Whether what is wrong with what such a body is given is told of the body: it may be given thousands of things.
    told: RefCell<BTreeMap<NodeId, bool>>,
}

/// What the law says of a delegation.
pub(super) enum Ruling<'m> {
    /// Nothing.
    Quiet,
    /// It cites no power, and this one carries it.
    Uncited(Vec<&'m Power>),
    /// This would have to be known.
    CannotTell(Vec<Lack>),
    /// The power that it cites was not in force.
    OutOfEra(Case<'m>),
    /// Statute keeps the function from the power.
    Excluded(Case<'m>),
    /// Statute gives the function to others.
    Fixed(Case<'m>, &'m Function, &'m StatutoryFunction),
    /// The power is for the other side of a council.
    WrongSide(Case<'m>),
    /// No power carries it, or not the one that it cites.
    Without(Case<'m>),
}

/// What was compared, and what came of it.
pub(super) struct Case<'m> {
    /// The delegation.
    pub(super) delegation: &'m Delegation,
    /// Its ends and functions.
    pub(super) given: Given<'m>,
    /// The power that it cites, with what stands in its way.
    pub(super) cited: Option<(&'m Power, Vec<Obstacle>)>,
    /// What else could carry it.
    pub(super) answers: Answers<'m>,
    /// Whether nothing would carry it without the power that it cites either.
    pub(super) firm: bool,
    /// What one that gives is in law, where that is not verified and the catalogue holds no powers of such then.
    pub(super) unheld: Option<&'m Text>,
}

impl<'m> Ground<'m> {
    /// What is looked up once. None where no power says who may give to whom: there is nothing to compare with.
    pub(super) fn of(at: &AsAt<'m>) -> Option<Self> {
        let model = at.model();
        let spoken = Spoken::of(model);
        if spoken.is_empty() {
            return None;
        }
        let mut joint: BTreeMap<NodeId, Vec<&Delegation>> = BTreeMap::new();
        let kinds = joint::kinds(model);
        let mut came = BTreeSet::new();
        for (delegation, to) in decisions(at) {
            if let Some(power) = &delegation.power {
                came.extend(delegation.functions.iter().map(|function| (to, power, function)));
            }
            if at.node(to).kind() == NodeKind::Body && joint::is_joint(at, &kinds, to) {
                joint.entry(to).or_default().push(delegation);
            }
        }
        Some(Self {
            spoken,
            joint,
            came,
            told: RefCell::default(),
        })
    }

    /// Whether what is wrong with a delegation to this one is told of the body.
    fn is_told_of(&self, at: &AsAt<'m>, to: NodeId) -> bool {
        let known = self.told.borrow().get(&to).copied();
        known.unwrap_or_else(|| {
            let told = joint::tells(at, self, to);
            self.told.borrow_mut().insert(to, told);
            told
        })
    }

    /// Whether all that is passed on came under this power to one of those who give, or to its organisation.
    fn came_under(&self, power: &Power, delegation: &Delegation, from: &[End]) -> bool {
        let homes = from.iter().flat_map(|end| &end.homes).filter_map(|home| home.id);
        let holders: BTreeSet<NodeId> = homes.chain(delegation.from.iter().copied()).collect();
        let came = |function: &Text| {
            let mut holders = holders.iter();
            holders.any(|holder| self.came.contains(&(*holder, &power.key, function)))
        };
        !delegation.functions.is_empty() && delegation.functions.iter().all(came)
    }
}

/// The delegations of decisions in force, each with the one who receives.
pub(super) fn decisions<'m>(at: &AsAt<'m>) -> impl Iterator<Item = (&'m Delegation, NodeId)> {
    let current = at.current(at.model().delegations.rows());
    let deciding = current.filter(|delegation| lets_decide(at, delegation));
    deciding.filter_map(|delegation| Some((delegation, delegation.to.as_ref()?.value)))
}

/// What the law says of each delegation of which it says something, among those of which a rule may have to tell: each rule
/// looks only at those, as a comparison is dear.
pub(super) fn rulings<'m>(
    at: &AsAt<'m>,
    may_tell: impl Fn(&'m Delegation) -> bool,
) -> Vec<(&'m Delegation, Ruling<'m>)> {
    let mut wanted = decisions(at).filter(|(delegation, _)| may_tell(delegation)).peekable();
    if wanted.peek().is_none() {
        return Vec::new();
    }
    let Some(ground) = Ground::of(at) else {
        return Vec::new();
    };
    let ruled = wanted.map(|(delegation, to)| (delegation, rule_on(at, &ground, delegation, to)));
    ruled.filter(|(_, ruling)| !matches!(ruling, Ruling::Quiet)).collect()
}

/// Whether any function of a delegation is such.
pub(super) fn any_function(at: &AsAt<'_>, delegation: &Delegation, is: impl Fn(&Function) -> bool) -> bool {
    let functions = delegation.functions.iter();
    functions.filter_map(|key| at.model().functions.get(key)).any(is)
}

fn rule_on<'m>(at: &AsAt<'m>, ground: &Ground<'m>, delegation: &'m Delegation, to: NodeId) -> Ruling<'m> {
    if is_for_others(at, delegation, to) {
        return Ruling::Quiet;
    }
    let Some(given) = Given::of(at, delegation) else {
        return Ruling::Quiet;
    };
    if is_its_own(&given) {
        return Ruling::Quiet;
    }
    match &delegation.power {
        Some(key) => match at.model().powers.get(key) {
            Some(power) => of_cited(at, ground, delegation, given, power),
            None => Ruling::Quiet,
        },
        None => of_uncited(at, ground, delegation, given),
    }
}

/// Whether another rule tells what is wrong with it, or a name in it leads nowhere.
fn is_for_others(at: &AsAt<'_>, delegation: &Delegation, to: NodeId) -> bool {
    let unknown = |key: &&str| delegation.statement.is_unknown(key);
    let ended = |id: &NodeId| !at.node(*id).exists();
    let advisory = match at.node(to).form() {
        Known::Stated(form) => form.holds_decisions == Some(false),
        _ => false,
    };
    advisory || delegation.from.iter().chain([&to]).any(ended) || ["from", "to", "power"].iter().any(unknown)
}

/// Whether nothing leaves the hands in which it is: an organisation's highest body acts for it, and how one of its staff has
/// work done by others of them is no matter of powers.
fn is_its_own(given: &Given<'_>) -> bool {
    let own = |from: &End| {
        let to = &given.to;
        let highest = to.kind != NodeKind::Organisation && to.acts == Some(true) && from.acts == Some(true);
        let posts = from.may_be_staff() && to.may_be_staff();
        let home = to.kind == NodeKind::Organisation && from.homes.len() == 1 && from.is_inside(to) == Some(true);
        home || (highest || posts) && to.is_inside(from) == Some(true)
    };
    given.from.iter().all(own)
}

/// What statute fixes of the functions of a delegation.
enum Statute<'m> {
    /// This one is for others than the one who receives.
    Forbidden(&'m Function, &'m StatutoryFunction),
    /// This would have to be known.
    CannotTell(Lack),
    /// Powers decide on these; statute lets the one who receives have the others.
    Leaves(Vec<&'m Function>),
}

fn statute<'m>(at: &AsAt<'m>, given: &Given<'m>) -> Statute<'m> {
    let mut left = Vec::new();
    let mut open = None;
    for &function in &given.functions {
        match fixed(at.model(), function, given) {
            Fixed::Free => left.push(function),
            Fixed::Allowed(_) => {}
            Fixed::CannotTell(lack) => open = Some(lack),
            // What the body that exercises it, or one that received it, passes on is judged as passing on.
            Fixed::Forbidden(_) if given.from.iter().any(|end| end.acts != Some(true)) => left.push(function),
            Fixed::Forbidden(row) => return Statute::Forbidden(function, row),
        }
    }
    open.map_or(Statute::Leaves(left), Statute::CannotTell)
}

fn of_cited<'m>(
    at: &AsAt<'m>,
    ground: &Ground<'m>,
    delegation: &'m Delegation,
    mut given: Given<'m>,
    power: &'m Power,
) -> Ruling<'m> {
    let era = !matches!(power.validity.on(given.on), InForce::Yes | InForce::CannotTell);
    match statute(at, &given) {
        Statute::Forbidden(function, row) if !era => {
            return Ruling::Fixed(Case::new(at, delegation, given, None), function, row);
        }
        Statute::CannotTell(lack) if !era => return Ruling::CannotTell(vec![lack]),
        Statute::Leaves(functions) => given.functions = functions,
        Statute::Forbidden(..) | Statute::CannotTell(_) => {}
    }
    match fit(power, &given) {
        Fit::Fits => Ruling::Quiet,
        Fit::CannotTell(mut lacks) => {
            // Nobody can enter in a framework when an Act began or ended.
            lacks.retain(|lack| !lack.is_of_era());
            quiet_or_open(lacks)
        }
        Fit::Fails(obstacles) => {
            let open = homeless(&given, &obstacles).or_else(|| unsaid(ground, &given, power));
            if let Some(lack) = open.filter(|_| all(&obstacles, is_of_ends)) {
                return Ruling::CannotTell(vec![lack]);
            }
            let (excluded, side) = (all(&obstacles, is_exclusion), all(&obstacles, is_of_side));
            // That nothing carries it does not rest on the row that it cites, where nothing would without that either.
            let firm = power.validity.is_from_memory()
                && matches!(of_uncited(at, ground, delegation, given.clone()), Ruling::Without(_));
            let mut case = Case::new(at, delegation, given, Some((power, obstacles)));
            case.firm = firm;
            match () {
                () if era => Ruling::OutOfEra(case),
                () if excluded => Ruling::Excluded(case),
                () if side => Ruling::WrongSide(case),
                () => Ruling::Without(case),
            }
        }
    }
}

/// Whose organisation is not entered, so that it may be the other's own or act for one that may give. That an organisation may
/// not receive does not turn on who gives.
fn homeless(given: &Given<'_>, obstacles: &[Obstacle]) -> Option<Lack> {
    let to = &given.to;
    let from = given.from.iter().find(|from| to.is_inside(from).is_none())?;
    let gives = |obstacle: &Obstacle| matches!(obstacle, Obstacle::Giver(_));
    let open = to.kind != NodeKind::Organisation || obstacles.iter().all(gives);
    let end = if to.homes.is_empty() { to } else { from };
    open.then(|| Lack::Homes(end.name.clone()))
}

/// What is open of the first of those who pass something on within what the cited power may reach: what it or its organisation
/// is in law, or how such pass on, of which the catalogue says nothing. Silence is no bar.
fn unsaid(ground: &Ground<'_>, given: &Given<'_>, power: &Power) -> Option<Lack> {
    let to = &given.to;
    let unsaid = |from: &End| {
        if from.acts == Some(true) || to.is_inside(from) != Some(true) || power.onward == Some(PassingOn::Never) {
            return None;
        }
        let open = || from.homes.iter().find(|home| home.kinds.is_none());
        match (reaches(power, from), ground.spoken.about(from, to)) {
            (Some(false), _) => None,
            (_, _) if from.kinds.is_none() => Some(from.lack()),
            (None, _) | (_, None) => Some(open().map_or_else(|| from.lack(), |home| Lack::Form(home.name.clone()))),
            (Some(true), Some(false)) => Some(Lack::Powers(gives_to_such(from, to))),
            (Some(true), Some(true)) => None,
        }
    };
    given.from.iter().find_map(unsaid)
}

fn quiet_or_open<'m>(lacks: Vec<Lack>) -> Ruling<'m> {
    if lacks.is_empty() {
        Ruling::Quiet
    } else {
        Ruling::CannotTell(lacks)
    }
}

fn of_uncited<'m>(at: &AsAt<'m>, ground: &Ground<'m>, delegation: &'m Delegation, mut given: Given<'m>) -> Ruling<'m> {
    match statute(at, &given) {
        Statute::Forbidden(function, row) => {
            return Ruling::Fixed(Case::new(at, delegation, given, None), function, row);
        }
        Statute::CannotTell(lack) => return Ruling::CannotTell(vec![lack]),
        Statute::Leaves(functions) if functions.is_empty() && !given.functions.is_empty() => return Ruling::Quiet,
        Statute::Leaves(functions) => given.functions = functions,
    }
    // Each that gives may rest on a power of its own.
    let (mut powers, mut lacks) = (Vec::new(), Vec::new());
    for given in given.each() {
        match of_way(at, ground, delegation, given) {
            Ruling::Uncited(more) => powers.extend(more),
            Ruling::CannotTell(more) => lacks.extend(more),
            Ruling::Quiet => {}
            told => return told,
        }
    }
    // Of several that give, each may rest on the same.
    let mut seen = BTreeSet::new();
    powers.retain(|power| seen.insert(&power.key));
    let said = delegation.statement.is_not_stated("power");
    match () {
        () if !lacks.is_empty() => Ruling::CannotTell(lacks),
        // That the sources are silent about the power is told with all else that they are silent about.
        () if powers.is_empty() || said => Ruling::Quiet,
        () => Ruling::Uncited(powers),
    }
}

fn of_way<'m>(at: &AsAt<'m>, ground: &Ground<'m>, delegation: &'m Delegation, given: Given<'m>) -> Ruling<'m> {
    // Of whom the catalogue does not speak, it does not say that they have no power.
    for giver in &given.from {
        let about = ground.spoken.about(giver, &given.to);
        if let Some(lack) = homeless(&given, &[]).filter(|_| about != Some(true)) {
            return Ruling::CannotTell(vec![lack]);
        }
        match about {
            Some(true) => {}
            Some(false) => return Ruling::CannotTell(vec![Lack::Powers(gives_to_such(giver, &given.to))]),
            None => return Ruling::CannotTell(vec![giver.lack()]),
        }
    }
    let to = delegation.to.as_ref().map(|to| to.value);
    let case = Case::new(at, delegation, given, None);
    let unsure = |power: &&Power| case.given.functions.is_empty() && !power.only.is_empty();
    let (few, fitting): (Vec<&Power>, Vec<&Power>) = case.answers.fitting.iter().copied().partition(unsure);
    // What may be passed on under a power must have come under it first.
    let (fitting, passed): (Vec<&Power>, Vec<&Power>) = fitting.into_iter().partition(|power| {
        let from = &case.given.from;
        fits_by_giving(power, &case.given)
            || from.iter().all(|from| may_have_received(power, from))
            || ground.came_under(power, delegation, from)
    });
    if !fitting.is_empty() {
        return Ruling::Uncited(fitting);
    }
    if case.answers.either_way() {
        return Ruling::Quiet;
    }
    // What takes least to be known.
    if let Some((_, lacks)) = case.answers.open().min_by_key(|(_, lacks)| lacks.len()) {
        let lacks = lacks.iter().filter(|lack| !lack.is_of_era());
        return quiet_or_open(lacks.cloned().collect());
    }
    if !few.is_empty() && delegation.functions.is_empty() {
        return Ruling::CannotTell(vec![Lack::Functions(naming::arrangement(
            "delegation",
            &delegation.key,
            &delegation.name,
        ))]);
    }
    if !passed.is_empty() {
        let givers = case.given.from.iter();
        return Ruling::CannotTell(givers.map(|giver| Lack::Came(giver.name.clone())).collect());
    }
    let nearest = case
        .answers
        .nearest
        .as_ref()
        .map_or(&[][..], |(_, obstacles)| obstacles);
    if let Some(lack) = homeless(&case.given, nearest).filter(|_| all(nearest, is_of_ends)) {
        return Ruling::CannotTell(vec![lack]);
    }
    if to.is_some_and(|to| ground.is_told_of(at, to)) {
        return Ruling::Quiet;
    }
    let few = case.answers.for_few().next().is_some();
    let (excluded, side) = (all(nearest, is_exclusion), all(nearest, is_of_side));
    match () {
        // What later has a power may have had one before: that the nearest of the day is for another side says nothing.
        () if !case.out_of_reach().is_empty() => Ruling::Without(case),
        () if !few && excluded => Ruling::Excluded(case),
        () if !few && side => Ruling::WrongSide(case),
        () => Ruling::Without(case),
    }
}

impl<'m> Case<'m> {
    fn new(
        at: &AsAt<'m>,
        delegation: &'m Delegation,
        given: Given<'m>,
        cited: Option<(&'m Power, Vec<Obstacle>)>,
    ) -> Self {
        let mut answers = answers(at.model(), &given);
        answers
            .perhaps
            .retain(|(power, lacks)| !is_of_another_kind(at, power, lacks, &given.functions));
        if let Some((power, _)) = &cited {
            answers.perhaps.retain(|(other, _)| other.key != power.key);
        }
        Self {
            delegation,
            given,
            unheld: delegation.from.iter().find_map(|&from| unheld(at, from)),
            cited,
            answers,
            firm: false,
        }
    }

    /// The powers before which the law was not read, where one of them would carry it later, no power is cited and nothing
    /// else is an answer.
    pub(super) fn out_of_reach(&self) -> &[&'m Power] {
        match self.cited {
            Some(_) => &[],
            None => self.answers.out_of_reach(),
        }
    }

    /// The power that stands nearest: the one that is cited, else the one that comes nearest; with what stands in its way.
    pub(super) fn nearest(&self) -> Option<&(&'m Power, Vec<Obstacle>)> {
        self.cited.as_ref().or(self.answers.nearest.as_ref())
    }
}

/// What an organisation behind a giver is in law, where that is from memory, and no power of the day tells how such give to
/// their own: that none is found for them otherwise says little.
fn unheld<'m>(at: &AsAt<'m>, from: NodeId) -> Option<&'m Text> {
    // Under a law of its own the forms are words, and the rows of the framework are all the law that there is.
    if at.model().framework.law == WhoseLaw::Own {
        return None;
    }
    let forms = organisations(at, from)
        .into_iter()
        .filter_map(|id| match at.node(id).form() {
            Known::Stated(form) if form.sure == Some(Sureness::Memory) => Some(form),
            _ => None,
        });
    let mut unheld = forms.filter(|form| !has_powers(at.model(), form, at.date()));
    unheld.next().map(|form| &form.name)
}

/// Whether a power may carry it only if its functions are among the few that it carries, and these are functions of other kinds
/// of organisation than those whose functions they are entered as.
pub(super) fn is_of_another_kind(at: &AsAt<'_>, power: &Power, lacks: &[Lack], functions: &[&Function]) -> bool {
    if power.only.is_empty() || !lacks.iter().all(|lack| matches!(lack, Lack::InLaw(_))) {
        return false;
    }
    let few: Vec<&StatutoryFunction> = (power.only.iter())
        .filter_map(|key| at.model().statutory_functions.get(key))
        .collect();
    if few.len() < power.only.len() || few.iter().any(|row| row.of.is_empty()) {
        return false;
    }
    let kinds: Vec<Text> = few.iter().flat_map(|row| &row.of).cloned().collect();
    let is_other = |function: &&Function| {
        let mut owners = function.of.iter().flat_map(|&of| End::of(at, of).homes);
        let own = owners.any(|home| is_one_of(&home.kinds, &kinds) != Some(false));
        function.in_law.is_none() && !function.of.is_empty() && !own
    };
    functions.iter().any(is_other)
}

fn all(obstacles: &[Obstacle], is: impl Fn(&Obstacle) -> bool) -> bool {
    !obstacles.is_empty() && obstacles.iter().all(is)
}

fn is_exclusion(obstacle: &Obstacle) -> bool {
    matches!(obstacle, Obstacle::Excluded(_))
}

fn is_of_ends(obstacle: &Obstacle) -> bool {
    matches!(obstacle, Obstacle::Giver(_) | Obstacle::Receiver(_))
}

fn is_of_side(obstacle: &Obstacle) -> bool {
    matches!(obstacle, Obstacle::IsExecutive(_) | Obstacle::NotExecutive(_))
}
