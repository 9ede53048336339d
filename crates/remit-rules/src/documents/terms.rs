//! Which papers are terms of reference, and whose.

use std::collections::BTreeMap;

use remit_model::model::{AsAt, Instrument, NodeId};

/// The bodies in force by the paper that they name as their terms of reference.
pub(super) struct Terms<'m>(BTreeMap<&'m str, Vec<NodeId>>);

impl<'m> Terms<'m> {
    pub(super) fn new(at: &AsAt<'m>) -> Self {
        let mut terms: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
        // Most frameworks name few papers, and some none.
        if !at.model().instruments.is_empty() {
            for body in at.bodies() {
                if let Some(paper) = body.instrument() {
                    terms.entry(paper).or_default().push(body.id());
                }
            }
        }
        Self(terms)
    }

    /// The bodies whose terms of reference a paper is.
    pub(super) fn bodies(&self, paper: &Instrument) -> &[NodeId] {
        self.0.get(paper.key.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Whether a paper is terms of reference: by its kind, or because a body names it so.
    pub(super) fn includes(&self, paper: &Instrument) -> bool {
        paper.kind.as_ref().is_some_and(|kind| kind == "terms-of-reference") || self.0.contains_key(paper.key.as_str())
    }
}
