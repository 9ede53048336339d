//! Whether something is, in law, of a kind that a row names.

use remit_model::model::{AsAt, Form, Model, NodeId, NodeKind, StatutoryBody};
use remit_model::text::Text;

use crate::belonging::organisations;

/// Whether something is one of these kinds: by its form, a family of that, or what it is entered to be in law. None where
/// that is not stated.
pub(crate) fn is_one(at: &AsAt<'_>, id: NodeId, wanted: &[Text]) -> Option<bool> {
    let (node, model) = (at.node(id), at.model());
    let mut said = node.is_none("in-law");
    for own in node.in_law() {
        said = true;
        let office = model.offices.get(own);
        if wanted.contains(own) || office.is_some_and(|office| any(&office.family, wanted)) {
            return Some(true);
        }
    }
    if node.kind() == NodeKind::Post {
        return said.then_some(false);
    }
    let form = node.form().stated()?;
    if wanted.contains(&form.key) || any(&form.family, wanted) {
        return Some(true);
    }
    let rows = wanted.iter().filter_map(|key| model.statutory_bodies.get(key));
    let mut may_be = false;
    for row in rows.filter(|row| comes_as(row, &form.key, &form.family)) {
        if row.by_form {
            return Some(true);
        }
        may_be |= !said;
    }
    (!may_be).then_some(false)
}

/// Whether whatever is of a form is one of these kinds, if it says no more of itself.
pub(super) fn is_by_form(model: &Model, form: &Form, wanted: &[Text]) -> bool {
    let mut rows = wanted.iter().filter_map(|key| model.statutory_bodies.get(key));
    let own = wanted.contains(&form.key) || any(&form.family, wanted);
    own || rows.any(|row| row.by_form && comes_as(row, &form.key, &form.family))
}

/// Whether a statutory body comes in a form.
fn comes_as(row: &StatutoryBody, form: &Text, family: &[Text]) -> bool {
    row.forms.contains(form) || any(family, &row.forms)
}

fn any(own: &[Text], wanted: &[Text]) -> bool {
    own.iter().any(|own| wanted.contains(own))
}

/// Whether all organisations of a body are of some kinds; where none are asked for they are. None where that is not
/// stated.
pub(super) fn all_of(at: &AsAt<'_>, body: NodeId, wanted: &[Text]) -> Option<bool> {
    if wanted.is_empty() {
        return Some(true);
    }
    let homes = organisations(at, body);
    if homes.is_empty() {
        return None;
    }
    all(homes.into_iter().map(|home| is_one(at, home, wanted)))
}

/// Whether all are so.
pub(super) fn all(parts: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut so = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => so = None,
            Some(true) => {}
        }
    }
    so
}

/// Whether any is so.
pub(crate) fn any_of(parts: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut so = Some(false);
    for part in parts {
        match part {
            Some(true) => return Some(true),
            None => so = None,
            Some(false) => {}
        }
    }
    so
}
