//! Writes a [`Page`](remit_model::page::Page), a [`Drawing`](remit_model::drawing::Drawing) or findings in a format.
//!
//! Each format is one module of pure functions, `html::page`, `dot::drawing`, `json::findings`: the same input gives the
//! same bytes. Nothing here judges, reads or writes a file, asks the clock, or looks at the terminal: colour, width and
//! date come from the caller. Whatever stands in a name does nothing in any output (see [`inert`]).

mod about;
mod address;
pub mod csv;
pub mod departure;
pub mod dot;
pub mod html;
pub mod human;
pub mod ics;
pub mod inert;
pub mod json;
pub mod markdown;
pub mod mermaid;
mod place;
mod plain;
pub mod raster;
pub mod sarif;
mod sheet;
pub mod short;
pub mod svg;
mod text;
mod wrap;
pub mod xlsx;

pub use about::{About, Departed, NewSince, RuleInfo};
pub use address::holding;
pub use html::HtmlOptions;
pub use human::HumanOptions;
pub use sarif::SarifOptions;

#[cfg(test)]
mod fixture;
