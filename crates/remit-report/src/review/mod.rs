//! The review of a framework: what is due, what changed since the last one, what is open, and what goes on whose agenda.

mod agenda;
mod checks;
mod due;
mod open;
mod page;
mod seats;
mod shares;

pub use checks::beside;
pub use due::{due, periods, recurring};
pub use page::{Earlier, Rested, review};
pub use shares::shares;
