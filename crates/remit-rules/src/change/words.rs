//! How consequences speak of many things alike: five by name, and how many more.

use remit_model::model::{AsAt, NodeId};

use crate::naming;
use crate::wording::list;

/// How many of a kind are named; the rest is counted.
pub(super) const NAMED: usize = 5;

/// Some names, as a list: five, and how many more.
pub(super) fn several(mut names: Vec<String>) -> String {
    if names.len() > NAMED + 1 {
        let more = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(format!("{more} more"));
    }
    list(&names)
}

/// The names of organisations, bodies or posts.
pub(super) fn nodes(at: &AsAt<'_>, ids: &[NodeId]) -> String {
    several(ids.iter().map(|&id| at.node(id).name().to_string()).collect())
}

/// The names of functions, by key.
pub(super) fn functions<'t>(at: &AsAt<'_>, keys: impl IntoIterator<Item = &'t remit_model::text::Text>) -> String {
    several(keys.into_iter().map(|key| naming::function(at, key)).collect())
}

/// The ending of a verb, by how many do it.
pub(super) fn verb<'w>(number: usize, one: &'w str, several: &'w str) -> &'w str {
    if number == 1 { one } else { several }
}
