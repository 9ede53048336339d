//! Faults that the rules of the group `departures` must find.

use super::Mutation;

pub(super) const MUTATIONS: &[Mutation] = &[];
