//! What could lawfully carry a function from one to another, and on which date: the catalogue's powers, asked one by one.
//!
//! Nothing here knows a statute. Each power says in the catalogue who may give what to whom and when; this compares.

mod answers;
mod end;
mod fit;
mod fixed;
#[cfg(test)]
mod tests;
mod words;

pub use answers::{Answers, Spoken, answers, has_powers, open_to};
pub(crate) use end::is_one_of;
pub use end::{End, Home, Kinds, kinds_of};
pub use fit::{Fit, Given, Lack, Obstacle, end_is_open, fit};
pub(crate) use fit::{citation, fits_by_giving, may_have_received, reaches, weight};
pub(crate) use fixed::of_exercisers;
pub use fixed::{Fixed, fixed};
pub(crate) use words::form_in_words;
pub use words::{gives_to_such, in_words, lack_in_words, lacks_in_words, obstacle_in_words};
