//! The law in the catalogue, told to people: what is in force, what could carry a function from one kind to another, and
//! each row in words. Nothing here knows a statute: it reads the rows.

mod between;
mod in_force;
mod kinds;
mod manual;
mod outcome;
mod row;
mod rows;
mod words;

pub use between::{Asked, between};
pub use in_force::in_force;
pub use kinds::Kind;
pub use manual::manual;
pub use row::{explained, family};
pub use rows::{LawRow, TABLES, rows};

/// All names that can be explained: the rows of the catalogue, and the families that they name.
pub fn names(model: &remit_model::model::Model) -> Vec<String> {
    let rows = rows(model);
    let mut names: Vec<String> = rows.iter().map(|row| row.key().to_owned()).collect();
    names.extend(kinds::families(model).into_iter().map(ToString::to_string));
    names.sort();
    names.dedup();
    names
}

/// How every answer about law ends.
pub const ENDS: &str = "Remit gives no legal advice. Check with your legal adviser.";
