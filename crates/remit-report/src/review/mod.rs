//! The review of a framework: what is due, what changed since the last one, what is open, and what goes on whose agenda.

mod due;
mod page;

pub use due::{due, periods, recurring};
pub use page::review;
