//! Who sits where, and on which side.

pub(crate) mod both_sides;
pub(crate) mod conflicted_quorum;
pub(crate) mod excluding_seats;
pub(crate) mod holding;
pub(crate) mod lost_seat;
pub(crate) mod many_hats;
pub(crate) mod missing_vice_chair;
pub(crate) mod unclear_chair;
pub(crate) mod unreachable_quorum;
