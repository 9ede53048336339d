//! What differs, thing by thing, in words.

use remit_diff::{Change as Differs, Table, Thing as DifferingThing};
use remit_model::comparison::{Change, Field, Thing};
use remit_model::model::AsAt;
use remit_rules::change::Compared;

use super::when::when;
use super::words::said;
use crate::who::values::seat_in_words;

/// Every change, in the order in which they are told.
pub(super) fn changes(compared: &Compared<'_, '_>) -> Vec<Change> {
    let changes = compared.diff.changes.iter();
    changes.map(|change| told(compared, change)).collect()
}

fn told(compared: &Compared<'_, '_>, change: &Differs) -> Change {
    let fields = change.fields.iter().map(|field| Field {
        key: field.key.clone(),
        before: said(compared.before, field.before.as_ref()),
        after: said(compared.after, field.after.as_ref()),
    });
    Change {
        table: change.table().map_or("", |table| table.word()),
        kind: change.kind.word(),
        before: change.before.iter().map(|one| thing(compared.before, one)).collect(),
        after: change.after.iter().map(|one| thing(compared.after, one)).collect(),
        fields: fields.collect(),
        when: when(compared, change),
    }
}

fn thing(at: &AsAt<'_>, thing: &DifferingThing) -> Thing {
    Thing {
        subject: thing.subject.clone(),
        name: seat(at, thing).unwrap_or_else(|| thing.name.clone()),
        place: thing.place,
    }
}

/// A seat by what it is and who fills it: its key says nothing to people.
fn seat(at: &AsAt<'_>, thing: &DifferingThing) -> Option<String> {
    let owner = thing.id.owner.as_deref().filter(|_| thing.id.table == Table::Seat)?;
    let body = at.node_by_key(owner)?;
    let seats = body.timeline().seats.iter();
    let mut known = seats.filter(|seat| seat.statement.place == thing.place && seat.key.as_str() == thing.id.key);
    let seat = known.next_back()?;
    Some(format!("{}: {}", body.name(), seat_in_words(at, seat)))
}
