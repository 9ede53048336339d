//! Who sits where, and on which side.

pub(crate) mod both_sides;
pub(crate) mod many_hats;
