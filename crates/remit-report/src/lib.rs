//! Turns a model and its findings into pages and drawings as data: no input or output, and no format.
//!
//! Each module makes one page (or drawing) out of a model at a date. What is stated, what is assumed and what is not
//! stated are told apart on every one of them.

mod alt;
mod answer_page;
mod bodies;
mod body_page;
mod body_tables;
pub mod change;
mod cite;
mod decisions;
mod devolved;
mod drawing;
mod evidence;
mod findings;
mod index;
pub mod law;
mod log;
mod paths;
mod registers;
pub mod review;
mod search;
mod sheets;
mod text_equivalent;
pub mod who;

pub use alt::alt;
pub use answer_page::answer_page;
pub use bodies::{bodies, body};
pub use body_page::{AroundBody, FoundOf, body_page, tiers_of_bodies, way_up};
pub use decisions::decisions;
pub use drawing::{
    Became, Drawn, Sides, changes_between, choice, compared, draw, drawings, has_changes, only_changed, views,
    what_changes,
};
pub use findings::{findings, new_findings, since_in_words, summary};
pub use index::{BodiesOfTier, BodyAt, Contents, DrawnTo, RegisterTo, index, registers_index};
pub use log::log;
pub use paths::{path_table, paths};
pub use registers::{REGISTERS, contents_page, register, register_page, registers, registers_page, terms, terms_of};
pub use remit_model::model::Choice;
pub use search::search;
pub use sheets::sheets;
pub use text_equivalent::text_equivalent;
