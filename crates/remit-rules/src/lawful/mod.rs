//! What could lawfully carry a function from one to another, and on which date: the catalogue's powers, asked one by one.
//!
//! Nothing here knows a statute. Each power says in the catalogue who may give what to whom and when; this compares.

mod end;
mod fit;
mod words;

pub use end::{End, Home, Kinds, kinds_of};
pub use fit::{Answers, Fit, Given, Lack, Obstacle, answers, fit};
pub use words::{in_words, lack_in_words, obstacle_in_words};
