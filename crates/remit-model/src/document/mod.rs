//! A file as it was written: one type per table of the format, each value with its place.
//!
//! Nothing here is looked up or judged; a `Document` may name things that do not exist. These types are the format: the
//! decoder, the JSON schema that editors use and the walk that reports unknown keys all come from them.

mod at;
mod body;
mod catalogue;
mod ending;
mod framework;
mod key;
mod lists;
mod log;
mod matters;
mod proposal;
mod requirement;
mod schema;
mod statement;
mod stating;
mod syntax;
mod view;
mod walk;

pub use at::{At, Span};
pub use body::*;
pub use catalogue::*;
pub use ending::{End, Ended, EndedBody, EndedLine, EndedPost, Ending, OneOrMore};
pub use framework::*;
pub use key::{Day, FormKey, ID_PATTERN, Key};
pub use lists::{Entries, List};
pub use log::*;
pub use matters::*;
pub use proposal::*;
pub use requirement::*;
pub use schema::{json_schema, keys_of};
pub use statement::{Over, Stated, StatementRef};
pub use stating::{Says, Stating, stated_in};
pub use view::*;
pub use walk::{Mistake, MistakeKind, Without, decode, decode_without};
