//! The chains between two nodes, either way round; and what is missing where there is none.

use super::{AsAt, NodeId};
use crate::document::RelationKind;
use crate::path::{End, Path};
use crate::text::Text;

/// The paths between two nodes.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The paths in force, shortest first.
    pub paths: Vec<Path>,
    /// Whether there are more than were asked for.
    pub more: bool,
    /// Where there is none: how far it gets, and what is absent, proposed or not stated.
    pub nearest: Option<Path>,
    /// The proposals each of which would close the gap.
    pub closed_by: Vec<Text>,
    /// Where there is none: what each proposal that does not close the gap would newly bring below the upper of the two.
    pub brings: Vec<(Text, Vec<End>)>,
}

impl<'m> AsAt<'m> {
    /// The chains from the lower to the upper of two nodes, either way round: at most `most`, shortest first.
    pub fn trace(&self, a: NodeId, b: NodeId, by: &[RelationKind], most: usize) -> Trace {
        let (mut paths, mut more) = (Vec::new(), false);
        for (below, above) in [(a, b), (b, a)] {
            let (found, cut) = self.chains(below, above, by, most);
            more |= cut;
            paths.extend(found);
        }
        paths.sort_by_key(|path| path.steps.len());
        more |= paths.len() > most;
        paths.truncate(most);
        let (mut nearest, mut closed_by, mut brings) = (None, Vec::new(), Vec::new());
        if paths.is_empty() {
            let (below, above) = self.way_round(a, b, by);
            nearest = Some(self.nearest_miss(below, &[above], by));
            closed_by = self.closing(|view| view.reaching(&[above], by).contains(&below));
            let already = self.reaching(&[above], by);
            let waiting = self
                .model()
                .proposals
                .iter()
                .filter(|proposal| !closed_by.contains(&proposal.key));
            for proposal in waiting.filter(|proposal| !self.has_layer(proposal.statement.layer)) {
                let view = self.and_with(&proposal.key);
                let new = view
                    .reaching(&[above], by)
                    .into_iter()
                    .filter(|id| !already.contains(id));
                let new: Vec<End> = new.map(|id| view.end(&[id])).collect();
                if !new.is_empty() {
                    brings.push((proposal.key.clone(), new));
                }
            }
        }
        Trace {
            paths,
            more,
            nearest,
            closed_by,
            brings,
        }
    }

    /// Which of two unconnected nodes is to be looked at as the lower one.
    fn way_round(&self, a: NodeId, b: NodeId, by: &[RelationKind]) -> (NodeId, NodeId) {
        let cost = |below, above| self.cheapest(below, &[above], by).map(|(cost, _)| cost);
        match (cost(a, b), cost(b, a)) {
            (Some(up), Some(down)) if down < up => return (b, a),
            (None, Some(_)) => return (b, a),
            (Some(_), _) => return (a, b),
            (None, None) => {}
        }
        match (self.node(a).tier(), self.node(b).tier()) {
            (Some((first, _)), Some((second, _))) if first < second => (b, a),
            _ => (a, b),
        }
    }

    /// The proposals, not yet taken as adopted, each of which by itself makes something so.
    pub(super) fn closing(&self, so: impl Fn(&Self) -> bool) -> Vec<Text> {
        let model = self.model();
        let waiting = model
            .proposals
            .iter()
            .filter(|proposal| !self.has_layer(proposal.statement.layer));
        waiting
            .filter(|proposal| so(&self.and_with(&proposal.key)))
            .map(|proposal| proposal.key.clone())
            .collect()
    }
}
