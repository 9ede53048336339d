//! What the law asks, on the date.

mod footing;
mod kinds;
mod meant;
mod office;
mod papers;
mod work;

pub(crate) mod in_common_without_own_committees;
pub(crate) mod incomplete_pool;
pub(crate) mod missing_statutory_body;
pub(crate) mod missing_statutory_report;
pub(crate) mod missing_statutory_seat;
pub(crate) mod provider_votes_on_commissioning;
pub(crate) mod stale_declaration;
pub(crate) mod unapproved_member;
pub(crate) mod unlawful_quorum;
pub(crate) mod unlawful_seat;
pub(crate) mod wrong_approver;
