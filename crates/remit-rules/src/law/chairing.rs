//! Who chairs bodies of some kinds: looked up by the one who does, since an organisation may have thousands of them.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Role;
use remit_model::model::{AsAt, Filled, NodeId, Seat, Selector, StatutorySeat};
use remit_model::text::Text;

use super::kinds::{is_by_form, is_one};
use crate::belonging::{one_organisation, organisations};
use crate::membership::holding::{Holder, leads, role};

/// The seats that lead bodies, each with its body and the organisation that this is of.
pub(super) type Leading<'m> = Vec<(NodeId, NodeId, &'m Seat)>;

/// Who chairs the bodies that one row names under `chairs-of`.
#[derive(Debug, Default)]
pub(super) struct Chairing<'m> {
    /// The bodies of an organisation that somebody chairs, by who that is.
    by_holder: BTreeMap<(NodeId, (bool, &'m str)), Vec<NodeId>>,
    /// The bodies of an organisation of which it is known who chairs them.
    known: BTreeMap<NodeId, Vec<NodeId>>,
    /// The roles in which the bodies of an organisation are chaired.
    roles: BTreeSet<(NodeId, NodeId, Role)>,
}

impl<'m> Chairing<'m> {
    /// Of those that lead bodies, those whose bodies a row names.
    pub(super) fn of(at: &AsAt<'m>, row: &StatutorySeat, leading: &Leading<'m>) -> Self {
        let mut chairing = Self::default();
        for &(home, body, seat) in leading {
            if is_one(at, body, &row.chairs_of) != Some(true) {
                continue;
            }
            chairing.roles.extend(role(seat).map(|role| (home, body, role)));
            if let Some(holder) = Holder::of(at, seat) {
                let identity = holder.identity();
                enter(chairing.by_holder.entry((home, identity)).or_default(), body);
                enter(chairing.known.entry(home).or_default(), body);
            }
        }
        chairing
    }

    /// Whether the holder of a seat chairs another body of the organisations that this body is of. None where that is known
    /// of nobody there, or not of this one.
    pub(super) fn is_chair(&self, at: &AsAt<'m>, body: NodeId, seat: &'m Seat) -> Option<bool> {
        if self.roles.is_empty() {
            return None;
        }
        let homes = organisations(at, body);
        if let Filled::ExOfficio(office) = &seat.filled
            && let Some((wanted, Selector::Node(id))) = at.office(&office.value)
            && id != body
            && homes.iter().any(|&home| self.roles.contains(&(home, id, wanted)))
        {
            return Some(true);
        }
        let identity = Holder::of(at, seat)?.identity();
        let mut own = homes.iter().filter_map(|&home| self.by_holder.get(&(home, identity)));
        if own.any(|chaired| is_another(chaired, body)) {
            return Some(true);
        }
        let mut known = homes.iter().filter_map(|home| self.known.get(home));
        known.any(|chaired| is_another(chaired, body)).then_some(false)
    }
}

/// Enters a body once: they come body by body.
fn enter(bodies: &mut Vec<NodeId>, body: NodeId) {
    if bodies.last() != Some(&body) {
        bodies.push(body);
    }
}

/// Whether any of these is another than this body.
fn is_another(chaired: &[NodeId], body: NodeId) -> bool {
    chaired.iter().any(|id| *id != body)
}

/// The seats that lead the bodies of some kinds.
pub(super) fn leading<'m>(at: &AsAt<'m>, chaired: &[Text]) -> Leading<'m> {
    let mut all = Vec::new();
    let forms = at.model().forms.iter();
    let by_form: BTreeSet<&Text> = forms
        .filter(|form| is_by_form(at.model(), form, chaired))
        .map(|form| &form.key)
        .collect();
    for body in at.bodies() {
        // Most bodies are told apart by their form, before any seat of theirs is looked at.
        let known = || body.form().stated().is_some_and(|form| by_form.contains(&form.key));
        let is_chaired = match body.in_law().next() {
            Some(_) => is_one(at, body.id(), chaired) == Some(true),
            None => known(),
        };
        if let (true, Some(home)) = (is_chaired, one_organisation(at, body.id())) {
            let leading = body.seats().filter(|seat| role(seat).is_some_and(leads));
            all.extend(leading.map(|seat| (home, body.id(), seat)));
        }
    }
    all
}
