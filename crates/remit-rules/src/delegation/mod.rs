//! Who decides, under which power.

pub(crate) mod form_not_stated;
