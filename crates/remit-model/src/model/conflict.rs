//! What two proposals say against each other.

use super::{Layer, Model};
use crate::sources::Place;
use crate::text::Text;

/// A key of a thing of which two proposals or more say something.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The table and key of the thing: `body.hwb`.
    pub thing: Text,
    /// The key, dotted below a seat or line: `form`, `seats.chair.person`. Where some end what others change it is `end`, or
    /// `end.seats.chair`; where both end it, and differ about its successor, `end.successor`; where some end what others newly
    /// name, [`Conflict::NAMED`].
    pub key: Text,
    /// What is said, in the order of the proposals: not all of it is the same.
    pub said: Vec<Said>,
}

/// What one proposal says of a key.
#[derive(Debug, Clone)]
pub struct Said {
    /// The proposal.
    pub layer: Layer,
    /// What it says: a value as written; or that it ends, changes or names the thing.
    pub words: Text,
    /// Where.
    pub place: Place,
}

impl Conflict {
    /// The key of a conflict between proposals that end a thing and others that newly name it.
    pub const NAMED: &'static str = "named";

    /// What some of the proposals say, where that is not all the same; otherwise nothing.
    pub fn among(&self, taken: impl Fn(Layer) -> bool) -> Vec<&Said> {
        let mut said: Vec<&Said> = self.said.iter().filter(|said| taken(said.layer)).collect();
        if said.windows(2).all(|pair| pair[0].words == pair[1].words) {
            said.clear();
        }
        said
    }
}

impl Model {
    /// The layer of a proposal that was not adopted.
    pub fn layer_of(&self, proposal: &str) -> Option<Layer> {
        let layer = self.proposals.get(proposal)?.statement.layer;
        (layer != Layer::Base).then_some(layer)
    }
}
