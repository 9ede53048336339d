//! The powers in force on a date, by what they are for.

use remit_model::answer::{Answer, Row};
use remit_model::document::Carriage;
use remit_model::model::{AsAt, InForce, Layer, Power};
use remit_rules::lawful::end_is_open;

use super::between::{POWERS, named_function, plain, power_row};
use super::words::{CARRIAGES, carriage};
use crate::who::counted;

/// The powers in force on a date; those alone that carry a function, where one is named. The mistake, in a sentence, where
/// there is no such function.
pub fn in_force(at: &AsAt<'_>, function: Option<&str>) -> Result<Answer, String> {
    let model = at.model();
    let function = function.map(|written| named_function(model, written)).transpose()?;
    let title = match &function {
        Some(function) => format!("The powers in force that may carry: {}", function.name),
        None => "The powers in force".to_owned(),
    };
    let mut out = crate::who::answer(at, "law", title, Vec::new());
    out.ends = super::ENDS.to_owned();
    let carried = |power: &&Power| match function.as_ref() {
        None => true,
        Some(function) => {
            let sides = !matches!(
                (power.executive, function.executive),
                (Some(true), Some(false)) | (Some(false), Some(true))
            );
            let named = function.in_law.as_ref();
            sides
                && named.is_none_or(|key| !power.excludes.contains(key))
                && (power.only.is_empty() || named.is_none_or(|key| power.only.contains(key)))
                && gives(power)
        }
    };
    let base = model.powers.iter().filter(|power| power.statement.layer == Layer::Base);
    let powers: Vec<&Power> = base.filter(carried).collect();
    // One whose last day is not known may have gone.
    let standing = |power: &Power| match power.validity.on(at.date()) {
        InForce::Yes if end_is_open(power) => InForce::CannotTell,
        other => other,
    };
    let on = |wanted: InForce| powers.iter().copied().filter(move |power| standing(power) == wanted);
    for carries in CARRIAGES.into_iter().map(Some).chain([None]) {
        let of = on(InForce::Yes).filter(|power| power.carries == carries);
        let (name, heading) = carriage(carries);
        plain(
            &mut out,
            name,
            heading,
            &POWERS,
            of.map(|power| power_row(model, power)).collect(),
        );
    }
    let open: Vec<Row> = on(InForce::CannotTell).map(|power| power_row(model, power)).collect();
    let other = powers.len() - on(InForce::Yes).count() - open.len();
    out.says.push(format!(
        "{} in force on this date; {} not.",
        counted(on(InForce::Yes).count(), "power is", "powers are"),
        counted(other, "more of the catalogue is", "more of the catalogue are")
    ));
    plain(
        &mut out,
        "cannot-tell",
        "Whether these were in force cannot be told: a day is not in the catalogue",
        &POWERS,
        open,
    );
    out.says
        .push("remit explain POWER tells each of them whole.".to_owned());
    Ok(out)
}

fn gives(power: &Power) -> bool {
    matches!(
        power.carries,
        None | Some(Carriage::Delegation | Carriage::JointCommittee | Carriage::Statute | Carriage::JointExercise)
    )
}
