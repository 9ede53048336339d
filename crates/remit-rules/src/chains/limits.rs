//! Up to how much somebody may decide: limits only shrink along a chain, whether or not each step repeats them.

use std::collections::BTreeMap;

use remit_model::document::Effect;
use remit_model::model::{AsAt, Delegation, Money, NodeId};
use remit_model::sources::Place;
use remit_model::text::Text;

use crate::bands::comparable;
use crate::belonging::one_organisation;
use crate::deciders::lets_decide;

/// Up to how much somebody may decide, and where that is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound<'m> {
    pub(crate) limit: &'m Money,
    pub(crate) amount: i64,
    pub(crate) place: Place,
    pub(crate) assumed: bool,
    /// Whether it comes from further up: the delegation to the one who is bound does not repeat it.
    pub(crate) from_above: bool,
}

/// The delegations in force that let somebody decide, by receiver, and how far each receiver is bound.
pub(crate) struct Limits<'v, 'm> {
    at: &'v AsAt<'m>,
    received: BTreeMap<NodeId, Vec<&'m Delegation>>,
    /// What bounds whom for what; none where nothing does, or what does cannot be compared.
    bounds: BTreeMap<(NodeId, &'m Text), Option<Bound<'m>>>,
}

impl<'v, 'm> Limits<'v, 'm> {
    pub(crate) fn new(at: &'v AsAt<'m>) -> Self {
        let mut received: BTreeMap<NodeId, Vec<&Delegation>> = BTreeMap::new();
        for delegation in at
            .current(at.model().delegations.rows())
            .filter(|row| lets_decide(at, row))
        {
            if let Some(to) = &delegation.to {
                received.entry(to.value).or_default().push(delegation);
            }
        }
        Self {
            at,
            received,
            bounds: BTreeMap::new(),
        }
    }

    /// All delegations in force that let somebody decide, receiver by receiver.
    pub(crate) fn all(&self) -> Vec<&'m Delegation> {
        self.received.values().flatten().copied().collect()
    }

    /// Up to how much somebody may decide; none where nothing bounds it, or what does cannot be compared.
    ///
    /// A chain may be long, so that this keeps what is still to be done on a stack of its own.
    pub(crate) fn bound(&mut self, holder: NodeId, function: &'m Text) -> Option<Bound<'m>> {
        let mut waiting = vec![holder];
        let mut begun = std::collections::BTreeSet::new();
        while let Some(&next) = waiting.last() {
            if self.bounds.contains_key(&(next, function)) {
                waiting.pop();
                continue;
            }
            if begun.insert(next) {
                // Those of whom it holds without a limit come first; whoever stands in a circle bounds nobody.
                let unlimited = self.given_to(next, function).filter(|row| row.limit.is_none());
                let givers = unlimited.flat_map(|row| row.from.iter().copied());
                let open: Vec<NodeId> = givers
                    .filter(|giver| !begun.contains(giver) && !self.bounds.contains_key(&(*giver, function)))
                    .collect();
                if !open.is_empty() {
                    waiting.extend(open);
                    continue;
                }
            }
            let bound = self.work_out(next, function);
            self.bounds.insert((next, function), bound);
            waiting.pop();
        }
        self.bounds.get(&(holder, function)).copied().flatten()
    }

    /// The delegations by which somebody holds a function; of a body or post that holds none itself, those of its
    /// organisation, whose function it gives.
    fn given_to(&self, holder: NodeId, function: &'m Text) -> impl Iterator<Item = &'m Delegation> + use<'_, 'm> {
        let of = move |id: NodeId| {
            let given = self.received.get(&id).map_or(&[][..], Vec::as_slice);
            given
                .iter()
                .copied()
                .filter(move |row| row.functions.contains(function))
        };
        let own = of(holder).next().is_some() || self.decides(holder, function).next().is_some();
        let organisation = one_organisation(self.at, holder).filter(|&id| id != holder && !own);
        let organisation = organisation.filter(|id| !self.is_theirs(*id, function));
        of(holder).chain(organisation.into_iter().flat_map(of))
    }

    fn decides(
        &self,
        holder: NodeId,
        function: &'m Text,
    ) -> impl Iterator<Item = &'m remit_model::model::Doing> + use<'_, 'm> {
        self.at.node(holder).does().filter(move |doing| {
            let this = doing.function.as_ref().is_some_and(|at| at.value == *function);
            this && doing.effect == Some(Effect::Decide)
        })
    }

    fn is_theirs(&self, holder: NodeId, function: &Text) -> bool {
        let function = self.at.model().functions.get(function);
        function.is_some_and(|function| function.of.contains(&holder))
    }

    fn work_out(&self, holder: NodeId, function: &'m Text) -> Option<Bound<'m>> {
        let mut highest: Option<Bound<'m>> = None;
        let own = self.decides(holder, function);
        let own = own.map(|doing| (doing.limit.as_ref(), &doing.statement));
        let (mut bounds, mut above): (Vec<Bound<'m>>, Vec<&Delegation>) = (Vec::new(), Vec::new());
        let given = self.given_to(holder, function);
        let (limited, unlimited): (Vec<_>, Vec<_>) = given.partition(|row| row.limit.is_some());
        above.extend(unlimited);
        for (limit, statement) in own.chain(limited.iter().map(|row| (row.limit.as_ref(), &row.statement))) {
            let limit = limit?;
            bounds.push(Bound {
                limit,
                amount: limit.amount?,
                place: statement.place,
                assumed: statement.assumed("limit").is_some(),
                from_above: false,
            });
        }
        // What was given without a limit reaches as far as the giver's own.
        for giver in above.iter().flat_map(|row| &row.from) {
            if self.is_theirs(*giver, function) {
                return None;
            }
            let bound = self.bounds.get(&(*giver, function)).copied().flatten()?;
            bounds.push(Bound {
                from_above: true,
                ..bound
            });
        }
        for bound in bounds {
            match &highest {
                Some(before) if !comparable(before.limit, bound.limit) => return None,
                Some(before) if before.amount >= bound.amount => {}
                _ => highest = Some(bound),
            }
        }
        highest
    }
}
