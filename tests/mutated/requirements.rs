//! Faults that the rules of the group `requirements` must find.

use super::Mutation;

pub(super) const MUTATIONS: &[Mutation] = &[];
