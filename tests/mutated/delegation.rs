//! Faults that the rules of the group `delegation` must find.

use super::Mutation;

pub(super) const MUTATIONS: &[Mutation] = &[];
