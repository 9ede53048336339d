//! Faults that the rules of the group `documents` must find.

use super::Mutation;

pub(super) const MUTATIONS: &[Mutation] = &[];
