//! What differs, thing by thing, in words.

use remit_diff::{Change as Differs, Thing as DifferingThing};
use remit_model::comparison::{Change, Field, Thing};
use remit_rules::change::Compared;

use super::words::said;

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
        before: change.before.iter().map(thing).collect(),
        after: change.after.iter().map(thing).collect(),
        fields: fields.collect(),
    }
}

fn thing(thing: &DifferingThing) -> Thing {
    Thing {
        subject: thing.subject.clone(),
        name: thing.name.clone(),
        place: thing.place,
    }
}
