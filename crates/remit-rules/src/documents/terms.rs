//! Which papers are terms of reference, and whose.

use std::collections::BTreeMap;

use remit_model::model::{AsAt, Instrument, NodeId, NodeKind, Standing};

use crate::belonging::organisations;

/// The bodies by the paper that they name as their terms of reference: those in force, and those that are gone.
#[derive(Debug)]
pub(crate) struct Terms<'m> {
    in_force: BTreeMap<&'m str, Vec<NodeId>>,
    gone: BTreeMap<&'m str, Vec<NodeId>>,
}

/// A paper that counts on the date.
#[derive(Debug)]
pub struct PaperInUse<'m> {
    /// The paper.
    pub paper: &'m Instrument,
    /// Whether it is terms of reference.
    pub is_terms: bool,
    /// The bodies in force whose terms of reference it is.
    pub bodies: Vec<NodeId>,
}

/// The papers in force that somebody still works to, in the order of their keys.
pub fn papers_in_use<'m>(at: &AsAt<'m>) -> Vec<PaperInUse<'m>> {
    let terms = Terms::new(at);
    let papers = at.current(at.model().instruments.rows());
    let used = papers.filter(|paper| !terms.is_left(at, paper));
    let told = used.map(|paper| PaperInUse {
        paper,
        is_terms: terms.includes(paper),
        bodies: terms.bodies(paper).to_vec(),
    });
    told.collect()
}

impl<'m> Terms<'m> {
    pub(crate) fn new(at: &AsAt<'m>) -> Self {
        let mut terms = Self {
            in_force: BTreeMap::new(),
            gone: BTreeMap::new(),
        };
        // Most frameworks name few papers, and some none.
        if at.model().instruments.is_empty() {
            return terms;
        }
        for body in at.all_nodes().filter(|node| node.kind() == NodeKind::Body) {
            let mut parts = body.timeline().parts.iter();
            if !parts.any(|part| part.keys.instrument.is_some()) {
                continue;
            }
            let of_standing = match body.standing() {
                Standing::InForce => &mut terms.in_force,
                Standing::OtherDate => &mut terms.gone,
                Standing::Proposed | Standing::Shadow => continue,
            };
            if let Some(paper) = body.instrument() {
                of_standing.entry(paper).or_default().push(body.id());
            }
        }
        terms
    }

    /// The bodies in force whose terms of reference a paper is.
    pub(crate) fn bodies(&self, paper: &Instrument) -> &[NodeId] {
        self.in_force.get(paper.key.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Whether bodies work to a paper, or did.
    pub(crate) fn are_known(&self, paper: &Instrument) -> bool {
        let key = paper.key.as_str();
        self.in_force.contains_key(key) || self.gone.contains_key(key)
    }

    /// Whether a paper is terms of reference: by its kind, or, where it has none, because a body names it so. (A committee may
    /// well be set up by the constitution, which is not its terms.)
    pub(crate) fn includes(&self, paper: &Instrument) -> bool {
        match &paper.kind {
            Some(kind) => kind == "terms-of-reference",
            None => !self.bodies(paper).is_empty(),
        }
    }

    /// Whether nobody works to a paper any more: of those whose it is, each has ended, or its organisation has.
    pub(crate) fn is_left(&self, at: &AsAt<'_>, paper: &Instrument) -> bool {
        let ended = |id: &NodeId| at.node(*id).standing() == Standing::OtherDate;
        let gone = |id: &NodeId| {
            let of = organisations(at, *id);
            ended(id) || !of.is_empty() && of.iter().all(ended)
        };
        let bodies = self.bodies(paper);
        if !bodies.is_empty() {
            return bodies.iter().all(gone);
        }
        if self.gone.contains_key(paper.key.as_str()) {
            return true;
        }
        let parties = paper.parties.iter().map(|(party, _)| party);
        let mut whose = parties.chain(&paper.owners).chain(&paper.approvers).peekable();
        whose.peek().is_some() && whose.all(gone)
    }
}
