//! Rules about what the law asks, on the date: each compares the framework with the rows of the catalogue.

mod chairing;
pub(crate) mod footing;
mod joint;
pub(crate) mod judged;
pub(crate) mod kinds;
pub(crate) mod meant;
mod office;
pub(crate) mod papers;
mod ruling;
pub(crate) mod shared;
mod telling;
mod vocabulary;
mod work;

pub(crate) mod delegation_without_power;
pub(crate) mod excluded_function;
pub(crate) mod executive_council_side;
pub(crate) mod in_common_without_own_committees;
pub(crate) mod incomplete_pool;
pub(crate) mod joint_committee_unavailable;
pub(crate) mod law_cannot_tell;
pub(crate) mod liability_mismatch;
pub(crate) mod missing_statutory_body;
pub(crate) mod missing_statutory_report;
pub(crate) mod missing_statutory_seat;
pub(crate) mod onward_by_law;
pub(crate) mod outlives_power;
pub(crate) mod power_out_of_era;
pub(crate) mod provider_votes_on_commissioning;
pub(crate) mod scrutiny_separation;
pub(crate) mod stale_declaration;
pub(crate) mod sub_group_decides;
pub(crate) mod unapproved_member;
pub(crate) mod uncited_power;
pub(crate) mod unlawful_quorum;
pub(crate) mod unlawful_seat;
pub(crate) mod wrong_approver;
