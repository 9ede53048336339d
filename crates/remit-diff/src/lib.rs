//! What differs between two states of a framework: two dates, with and without a proposal, two folders, two revisions.
//!
//! Things are the same where their keys are, whatever they are called and wherever they are written. What was renamed, merged
//! or split, by the word of the framework (`successor`, `formerly`), is one change each. Nothing here judges: whether a change
//! breaks anything is for `remit-rules` to say.

mod carried;
mod change;
mod compare;
mod groups;
mod state;
mod table;
mod texts;

pub use change::{Change, Diff, Field, Id, Kind, Thing};
pub use compare::diff;
pub use table::Table;
