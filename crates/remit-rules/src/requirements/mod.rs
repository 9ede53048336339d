//! What the framework demands of itself.

pub(crate) mod broken_link;
pub(crate) mod broken_path;
