//! Functions that statute itself gives to a certain body: to whom they may pass, whatever a power says.

use remit_model::model::{Function, InForce, Model, Power, StatutoryFunction};

use super::end::is_one_of;
use super::fit::{Fit, Given, Lack, fit};

/// What statute says of a function's going to somebody.
#[derive(Debug, Clone)]
pub enum Fixed<'m> {
    /// Nothing: powers decide.
    Free,
    /// Whoever receives it has it by statute, or may have it passed on.
    Allowed(&'m StatutoryFunction),
    /// It may not go there.
    Forbidden(&'m StatutoryFunction),
    /// That cannot be told.
    CannotTell(Lack),
}

/// What statute says of a function's going to the one who receives.
pub fn fixed<'m>(model: &'m Model, function: &Function, given: &Given<'_>) -> Fixed<'m> {
    let row = function
        .in_law
        .as_ref()
        .and_then(|key| model.statutory_functions.get(key));
    let in_force = |row: &&StatutoryFunction| row.validity.on(given.on) == InForce::Yes;
    let Some(row) = row.filter(in_force).filter(|row| !row.exercised_by.is_empty()) else {
        return Fixed::Free;
    };
    let kinds: Vec<_> = row.exercised_by.iter().chain(&row.passes_to).cloned().collect();
    match is_one_of(&given.to.kinds, &kinds) {
        Some(true) => Fixed::Allowed(row),
        Some(false) if of_exercisers(model, row, given).is_some() => Fixed::Free,
        Some(false) => Fixed::Forbidden(row),
        None => Fixed::CannotTell(given.to.lack()),
    }
}

/// The power by which the bodies that exercise a function may themselves have it exercised so: boards acting together. None
/// where others give it, or no such power may carry it.
pub(crate) fn of_exercisers<'m>(model: &'m Model, row: &StatutoryFunction, given: &Given<'_>) -> Option<&'m Power> {
    let exercises = |kinds| is_one_of(kinds, &row.exercised_by) == Some(true);
    if given.from.is_empty() || !given.from.iter().all(|from| exercises(&from.kinds)) {
        return None;
    }
    let theirs = |power: &&Power| {
        let mut own = power.gives.iter().filter(|giving| giving.itself);
        own.any(|giving| giving.from.iter().any(|from| row.exercised_by.contains(from)))
    };
    let mut rows = model.powers.rows().iter().filter(theirs);
    rows.find(|power| !matches!(fit(power, given), Fit::Fails(_)))
}
