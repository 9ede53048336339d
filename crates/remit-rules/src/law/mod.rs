//! Rules about what the law asks, on the date: each compares the framework with the rows of the catalogue.

mod joint;
mod ruling;
mod telling;

pub(crate) mod delegation_without_power;
pub(crate) mod excluded_function;
pub(crate) mod executive_council_side;
pub(crate) mod joint_committee_unavailable;
pub(crate) mod law_cannot_tell;
pub(crate) mod liability_mismatch;
pub(crate) mod power_out_of_era;
pub(crate) mod scrutiny_separation;
pub(crate) mod uncited_power;
