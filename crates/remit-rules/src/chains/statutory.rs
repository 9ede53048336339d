//! What a statute gives to a body itself, so that nobody need delegate it.

use remit_model::model::{AsAt, Function, InForce, NodeId, StatutoryFunction};

use crate::lawful::{End, Kinds};

/// What a function is in law, where that row is in force on the date.
pub(crate) fn row<'m>(at: &AsAt<'m>, function: &Function) -> Option<&'m StatutoryFunction> {
    let key = function.in_law.as_ref()?;
    let row = at.model().statutory_functions.get(key)?;
    (row.validity.on(at.date()) == InForce::Yes).then_some(row)
}

/// Whether a statute gives the function to a body of this kind.
pub(crate) fn exercises(at: &AsAt<'_>, holder: NodeId, function: &Function) -> bool {
    row(at, function).is_some_and(|row| is_exercised_by(row, &End::of(at, holder).kinds))
}

/// Whether bodies of these kinds exercise it.
pub(crate) fn is_exercised_by(row: &StatutoryFunction, kinds: &Kinds) -> bool {
    let kinds = kinds.as_ref();
    kinds.is_some_and(|kinds| row.exercised_by.iter().any(|wanted| kinds.contains(wanted)))
}
