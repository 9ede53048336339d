//! Whether the law lets a function be passed on: what the row of the power says by which it was given, and what the row of the
//! function itself says.

use remit_model::document::{PassingOn, WhoseLaw};
use remit_model::model::{
    AsAt, Delegation, Function, InForce, Model, NodeId, NodeKind, Power, StatutoryFunction, Validity,
};
use remit_model::text::Text;

use super::statutory;
use crate::lawful::{End, Fit, Given, Lack, fit, fits_by_giving, of_exercisers};
use crate::naming;

/// What the law says of a step.
#[derive(Debug, Clone)]
pub(crate) enum ByLaw<'m> {
    /// Nothing: no row speaks of it.
    Silent,
    /// It lets it be passed on.
    Permits(Basis<'m>),
    /// It does not.
    Forbids(Ban<'m>),
    /// It turns on something that is not entered.
    Open(Lack),
}

/// The row that speaks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Basis<'m> {
    Power(&'m Power),
    Function(&'m StatutoryFunction),
}

impl<'m> Basis<'m> {
    pub(crate) fn validity(&self) -> &'m Validity {
        match self {
            Self::Power(power) => &power.validity,
            Self::Function(function) => &function.validity,
        }
    }

    /// The section; the name of the row where it cites none.
    pub(crate) fn cited(&self) -> &'m Text {
        let (validity, name) = match self {
            Self::Power(power) => (&power.validity, &power.name),
            Self::Function(function) => (&function.validity, &function.name),
        };
        validity.citation.as_ref().unwrap_or(name)
    }

    /// Why what the row says of passing on is a reading, if it is.
    pub(crate) fn assumed(&self) -> Option<&'m Text> {
        let keys: &[&str] = match self {
            Self::Power(_) => &["onward", "passes"],
            Self::Function(_) => &["passes-to", "exercised-by"],
        };
        let statement = match self {
            Self::Power(power) => &power.statement,
            Self::Function(function) => &function.statement,
        };
        keys.iter().find_map(|key| statement.assumed(key))
    }
}

/// Why it may not be passed on.
#[derive(Debug, Clone)]
pub(crate) struct Ban<'m> {
    pub(crate) basis: Basis<'m>,
    /// In words, after the name of the row: "lets nobody pass it on".
    pub(crate) why: String,
    /// Whether what an end is in law is a reading of the framework.
    pub(crate) is_reading: bool,
}

/// A delegation that passes on what another gave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Onward<'a, 'm> {
    /// The delegation by which it is held.
    pub(crate) first: &'m Delegation,
    /// Who received it: the one who passes it on, or its organisation.
    pub(crate) receiver: NodeId,
    /// The delegation that passes it on.
    pub(crate) second: &'a Delegation,
    /// Who passes it on.
    pub(crate) giver: NodeId,
}

/// What the row of the power says, by which it was given.
pub(crate) fn by_power<'m>(at: &AsAt<'m>, step: &Onward<'_, 'm>) -> ByLaw<'m> {
    let model = at.model();
    let power = step.first.power.as_ref().and_then(|key| model.powers.get(key));
    let Some(power) = power.filter(|power| asked(at) && power.validity.on(at.date()) == InForce::Yes) else {
        return ByLaw::Silent;
    };
    let Some(to) = step.second.to.as_ref() else {
        return ByLaw::Silent;
    };
    // What the two ends are need not be looked up for a row that says nothing.
    let says = matches!(power.onward, Some(PassingOn::Never | PassingOn::UnlessForbidden));
    if !says && power.passes.is_empty() {
        return ByLaw::Silent;
    }
    let (from, to) = (End::of(at, step.giver), End::of(at, to.value));
    // What an organisation received, its own bodies and officers exercise for it: that is not passed on.
    let is_organisation = at.node(step.receiver).kind() == NodeKind::Organisation;
    if is_organisation && to.home().is_some_and(|home| home.id == Some(step.receiver)) {
        return ByLaw::Silent;
    }
    let basis = Basis::Power(power);
    let ban = |why: String| {
        ByLaw::Forbids(Ban {
            basis,
            why,
            is_reading: from.read || to.read,
        })
    };
    if power.onward == Some(PassingOn::Never) {
        return ban("lets nobody pass on what was given under it".to_owned());
    }
    if power.passes.is_empty() {
        return match power.onward {
            Some(PassingOn::UnlessForbidden) => ByLaw::Permits(basis),
            _ => ByLaw::Silent,
        };
    }
    // An organisation that received it stands for whoever of it passes it on.
    let Some(kinds) = &from.kinds else {
        return ByLaw::Open(lack(&from));
    };
    let mine: Vec<_> = (power.passes.iter())
        .filter(|passing| passing.from.iter().any(|wanted| kinds.contains(wanted)))
        .collect();
    if mine.is_empty() {
        return ByLaw::Silent;
    }
    let Some(taking) = &to.kinds else {
        return ByLaw::Open(lack(&to));
    };
    let wanted: Vec<&Text> = mine.iter().flat_map(|passing| &passing.to).collect();
    if wanted.iter().any(|wanted| taking.contains(*wanted)) {
        let inside = to
            .homes
            .iter()
            .any(|home| from.homes.iter().any(|own| own.id == home.id));
        if inside || to.homes.is_empty() || from.homes.is_empty() {
            return ByLaw::Permits(basis);
        }
        return ban(format!(
            "lets {} pass it on only to its own, and {} is not",
            from.name, to.name
        ));
    }
    ban(format!(
        "lets {} pass it on only to {}, and {} is none",
        from.name,
        kinds_in_words(model, &wanted),
        to.name
    ))
}

/// What the row of the function says, where a statute gives it to a body and says to whom that may pass it on.
pub(crate) fn by_function<'m>(
    at: &AsAt<'m>,
    function: &Function,
    second: &Delegation,
    giver: NodeId,
    holds_by_delegation: bool,
) -> ByLaw<'m> {
    let row = statutory::row(at, function).filter(|row| asked(at) && !row.passes_to.is_empty());
    let (Some(row), Some(to)) = (row, second.to.as_ref()) else {
        return ByLaw::Silent;
    };
    let (from, to) = (End::of(at, giver), End::of(at, to.value));
    // To give it to the body that has it anyway takes nothing away.
    if !statutory::is_exercised_by(row, &from.kinds) && !holds_by_delegation
        || statutory::is_exercised_by(row, &to.kinds)
    {
        return ByLaw::Silent;
    }
    let Some(taking) = &to.kinds else {
        return ByLaw::Open(lack(&to));
    };
    let basis = Basis::Function(row);
    if row.passes_to.iter().any(|wanted| taking.contains(wanted)) {
        return ByLaw::Permits(basis);
    }
    // What several such bodies may do together is more than to pass it on.
    let given = Given {
        from: vec![from.clone()],
        to: to.clone(),
        functions: vec![function],
        on: at.date(),
    };
    if let Some(power) = of_exercisers(at.model(), row, &given) {
        return ByLaw::Permits(Basis::Power(power));
    }
    if has_own_power(at, second, &from) {
        return ByLaw::Silent;
    }
    let wanted: Vec<&Text> = row.passes_to.iter().collect();
    ByLaw::Forbids(Ban {
        basis,
        why: format!(
            "lets it be passed to {} and no further, and {} is none",
            kinds_in_words(at.model(), &wanted),
            to.name
        ),
        is_reading: from.read || to.read || function.statement.assumed("in-law").is_some(),
    })
}

/// Whether the power that is cited carries it, and names such a body itself as one that gives: boards that act together need
/// no leave to pass on.
fn has_own_power(at: &AsAt<'_>, second: &Delegation, from: &End) -> bool {
    let power = second.power.as_ref().and_then(|key| at.model().powers.get(key));
    let Some((power, given)) = power.zip(Given::of(at, second)) else {
        return false;
    };
    let names = |kind: &Text| from.kinds.as_ref().is_some_and(|own| own.contains(kind));
    power.gives.iter().any(|giving| giving.from.iter().any(names))
        && fits_by_giving(power, &given)
        && matches!(fit(power, &given), Fit::Fits)
}

/// Whether the framework wants rules about law at all.
pub(crate) fn asked(at: &AsAt<'_>) -> bool {
    at.model().framework.law != WhoseLaw::Off
}

fn lack(end: &End) -> Lack {
    match end.kind {
        NodeKind::Post => Lack::Office(end.name.clone()),
        NodeKind::Body | NodeKind::Organisation => Lack::Form(end.name.clone()),
    }
}

/// Kinds by their names: "a sub-committee or an officer of a council".
fn kinds_in_words(model: &Model, kinds: &[&Text]) -> String {
    let mut names: Vec<String> = Vec::new();
    for &kind in kinds {
        let form = model.forms.get(kind).map(|form| &form.name);
        let name = form.or_else(|| model.offices.get(kind).map(|office| &office.name));
        let name = name.map_or_else(|| kind.replace('-', " "), |name| naming::lower(name));
        let name = naming::one(&name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => "nobody".to_owned(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} or {last}", start.join(", ")),
    }
}
