//! What is done with each function, by whom: worked out once for a view, since many rules ask, and each of them would have
//! to go through all bodies.

use std::ops::Range;

use rayon::prelude::*;

use super::{AsAt, Doing, NodeId, NodeKind, Row};
use crate::document::Effect;
use crate::text::Text;

/// What a body does: what is asked of it most, so that most of them need not be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    /// The body.
    pub by: NodeId,
    /// What it amounts to.
    pub effect: Option<Effect>,
    /// Whether a limit is stated.
    pub limited: bool,
    /// Whether the decision is reserved.
    pub reserved: bool,
    row: u32,
}

/// What all bodies in force do, function by function.
#[derive(Debug, Clone)]
pub(super) struct Doings {
    all: Vec<Done>,
    /// Where the run of each function begins, in the order of the rows of functions; the last run is of no function.
    starts: Vec<u32>,
}

impl<'m> AsAt<'m> {
    /// What bodies in force do with a function, in the order of their keys.
    pub fn done_with(&self, function: &str) -> &[Done] {
        let doings = self.doings.get_or_init(|| Doings::new(self));
        let number = self.model().functions.number(function);
        let run = number.map_or(0..0, |number| doings.run(number as usize));
        &doings.all[run]
    }

    /// What all bodies in force do, function by function in the order of the functions' keys, and then what is of none.
    pub fn all_doings(&self) -> &[Done] {
        &self.doings.get_or_init(|| Doings::new(self)).all
    }

    /// What bodies in force do with each function of which anything is done, in the order of the functions' keys.
    pub fn doings_of_functions(&self) -> impl Iterator<Item = (&'m Text, &[Done])> {
        let doings = self.doings.get_or_init(|| Doings::new(self));
        let functions = self.model().functions.rows().iter().enumerate();
        let runs = functions.map(|(number, function)| (&function.key, &doings.all[doings.run(number)]));
        runs.filter(|(_, run)| !run.is_empty())
    }

    /// The whole of it.
    pub fn doing(&self, done: &Done) -> &'m Doing {
        &self.model().node_of(done.by).does[done.row as usize]
    }
}

impl Doings {
    fn new(at: &AsAt<'_>) -> Self {
        let functions = &at.model().functions;
        let none = functions.len();
        let number = |key: &Text| functions.number(key).map_or(none, |number| number as usize);
        let of_node = |id: u32| {
            let by = NodeId(id);
            let node = at.model().node_of(by);
            let rows: &[Doing] = match node.kind {
                NodeKind::Body if at.node(by).exists() => &node.does,
                _ => &[],
            };
            let counts = move |at_row: usize| at.in_force(rows[at_row].statement()) && !at.superseded(rows, at_row);
            let in_force = (0..rows.len()).filter(move |&row| counts(row));
            in_force.filter_map(move |row| {
                let doing = &rows[row];
                let function = doing.function.as_ref().map_or(none, |function| number(&function.value));
                let done = Done {
                    by,
                    row: u32::try_from(row).ok()?,
                    effect: doing.effect,
                    limited: doing.limit.is_some(),
                    reserved: doing.reserved == Some(true),
                };
                Some((function, done))
            })
        };
        let nodes = u32::try_from(at.model().nodes.len()).unwrap_or(u32::MAX);
        let found: Vec<(usize, Done)> = (0..nodes).into_par_iter().flat_map_iter(of_node).collect();
        // Dealt out to the functions in the order in which they were found, so that each run is in the order of bodies.
        let mut starts = vec![0u32; none + 2];
        for (function, _) in &found {
            starts[function + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut order: Vec<u32> = vec![0; found.len()];
        let mut next = starts.clone();
        for (at, (function, _)) in (0u32..).zip(&found) {
            let place = &mut next[*function];
            order[*place as usize] = at;
            *place += 1;
        }
        Self {
            all: order.into_iter().map(|at| found[at as usize].1).collect(),
            starts,
        }
    }

    fn run(&self, number: usize) -> Range<usize> {
        match (self.starts.get(number), self.starts.get(number + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        }
    }
}
