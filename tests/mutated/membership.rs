//! Faults that the rules of the group `membership` must find.

use super::Mutation;

pub(super) const MUTATIONS: &[Mutation] = &[];
