//! Who is part of what, and who answers to whom.

pub(crate) mod accountability_cycle;
pub(crate) mod conflicting_proposals;
pub(crate) mod misnamed_form;
pub(crate) mod mixed_path;
pub(crate) mod near_same_names;
pub(crate) mod orphan_body;
pub(crate) mod unagreed_accountability;
pub(crate) mod unanchored_accountability;
pub(crate) mod unsplit_accountability;
