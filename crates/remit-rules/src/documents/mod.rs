//! Documents, the log and reviews.

pub(crate) mod approval_after_deadline;
pub(crate) mod late_report;
pub(crate) mod review_due;
pub(crate) mod self_approval;
pub(crate) mod silences;
pub(crate) mod stale_question;
pub(crate) mod stale_terms;
pub(crate) mod step_without_body;
pub(crate) mod steps_out_of_order;
pub(crate) mod terms;
pub(crate) mod told_to_all;
pub(crate) mod unowned_entries;
pub(crate) mod unsettled;
pub(crate) mod unsettled_accountability;
pub(crate) mod unsettled_role;
pub(crate) mod unsourced;
