//! Documents, the log and reviews.

pub(crate) mod review_due;
pub(crate) mod silences;
mod unsettled;
pub(crate) mod unsettled_accountability;
pub(crate) mod unsettled_role;
