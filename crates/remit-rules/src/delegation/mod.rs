//! Who decides, under which power.

pub(crate) mod advisory_holds_decision;
pub(crate) mod doubled_decision;
pub(crate) mod ended_party;
pub(crate) mod excess_limit;
pub(crate) mod expired_delegation;
pub(crate) mod form_not_stated;
pub(crate) mod limit_gap;
pub(crate) mod onward_delegation;
pub(crate) mod outlives_delegation;
pub(crate) mod reserved_matter_delegated;
pub(crate) mod unanswered_delegation;
pub(crate) mod unowned_decision;
pub(crate) mod unrecorded_delegation;
