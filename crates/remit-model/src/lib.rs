//! Remit's words: what a framework is, before anybody judges or draws it.

pub mod answer;
pub mod comparison;
pub mod document;
pub mod drawing;
pub mod finding;
pub mod limits;
pub mod model;
pub mod page;
pub mod path;
pub mod resolve;
pub mod review;
pub mod sources;
pub mod suggest;
pub mod text;
