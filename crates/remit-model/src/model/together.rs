//! Proposals that change the same row or line, and are taken together: what one leaves out, the other says.
//!
//! A change is laid over the framework while it is read, so that the rows of a model say what each proposal would make of
//! the framework by itself. Where a view takes two proposals that change the same row or line, the model is read again with
//! the later one laid over the earlier one. That is done when such a view is first asked for, and once for each such choice:
//! nothing is worked out for choices that nobody makes.

use std::fmt::Debug;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::{AsAt, Layer, Model};

/// So many choices are read again for whoever tries one proposal after another, as for what would close a gap. What is asked for
/// by name is never limited.
const TRIED: usize = 16;

/// Whoever can read the framework of a model again.
pub(crate) trait Again: Debug + Send + Sync {
    /// The model, the changes of these proposals laid over each other, in their order.
    fn read(&self, together: &[Layer]) -> Model;
}

/// What is needed to lay proposals over each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Together {
    /// The proposals that change the same row or line, of each such row or line; in order, each once.
    pub(crate) shared: Arc<[Box<[Layer]>]>,
    /// The proposals that are laid over each other in this model, in order.
    laid: Box<[Layer]>,
    /// Who reads the framework again.
    pub(crate) again: Option<Arc<dyn Again>>,
    /// The models that were read again.
    made: OnceLock<Box<Made>>,
}

/// A model that was read again, and the one that was read after it.
#[derive(Debug, Clone)]
struct Made {
    model: Model,
    next: OnceLock<Box<Made>>,
}

impl Together {
    /// Of some proposals, those that change a row or line which another of them changes; in order.
    fn of(&self, taken: impl Fn(Layer) -> bool) -> Box<[Layer]> {
        let mut together = Vec::new();
        for proposals in self.shared.iter() {
            let first = together.len();
            together.extend(proposals.iter().copied().filter(|layer| taken(*layer)));
            if together.len() == first + 1 {
                together.pop();
            }
        }
        together.sort_unstable();
        together.dedup();
        together.into()
    }
}

impl Model {
    /// The model for a view that takes some proposals: itself, unless two of them change the same row or line. Of such choices
    /// at most so many are read; after that it is itself.
    pub(super) fn taking(&self, taken: impl Fn(Layer) -> bool, most: usize) -> &Self {
        let Some(again) = &self.together.again else {
            return self;
        };
        let together = self.together.of(taken);
        if together == self.together.laid {
            return self;
        }
        let mut place = &self.together.made;
        for _ in 0..most {
            let made = place.get_or_init(|| {
                let mut model = again.read(&together);
                model.doubtful.clone_from(&self.doubtful);
                model.read_from.clone_from(&self.read_from);
                model.together = Together {
                    shared: Arc::clone(&self.together.shared),
                    laid: together.clone(),
                    again: Some(Arc::clone(again)),
                    made: OnceLock::new(),
                };
                let next = OnceLock::new();
                Box::new(Made { model, next })
            });
            if made.model.together.laid == together {
                return &made.model;
            }
            place = &made.next;
        }
        self
    }
}

impl<'m> AsAt<'m> {
    /// The same view with one more proposal taken as adopted. (Whoever tries one proposal after another may well try a
    /// thousand. So, of those that share a row or line with what is taken already, only the first few are laid over it;
    /// each of the others is seen as it would change the framework by itself.)
    #[must_use]
    pub fn and_with(&self, proposal: &str) -> Self {
        let layers = self.model.proposal_layers.iter().zip(&self.with);
        let with = layers.map(|(key, &with)| with || key == proposal).collect();
        Self::taking(self.model, self.date, with, TRIED)
    }

    /// A view of a model that takes some proposals, by number.
    pub(super) fn taking(model: &'m Model, date: Date, with: Vec<bool>, most: usize) -> Self {
        let taken = |layer| matches!(layer, Layer::Proposal(number) if with.get(number as usize) == Some(&true));
        Self::new(model.taking(taken, most), date, with)
    }
}
