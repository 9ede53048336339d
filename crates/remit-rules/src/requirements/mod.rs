//! What the framework demands of itself.

mod belonging;
pub(crate) mod broken_cap;
pub(crate) mod broken_exactly_one;
pub(crate) mod broken_forbidden;
pub(crate) mod broken_link;
pub(crate) mod broken_only;
pub(crate) mod broken_path;
pub(crate) mod broken_separate;
pub(crate) mod chains;
mod origin;
pub(crate) mod saying;
