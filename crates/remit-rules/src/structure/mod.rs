//! Who is part of what, and who answers to whom.

pub(crate) mod accountability_cycle;
pub(crate) mod misnamed_form;
pub(crate) mod orphan_body;
pub(crate) mod unanchored_accountability;
