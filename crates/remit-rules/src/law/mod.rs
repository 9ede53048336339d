//! What the law asks, on the date.

pub(crate) mod onward_by_law;
pub(crate) mod outlives_power;
