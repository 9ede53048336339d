//! Following a function from hand to hand. Circles end, and both how long chains are and how many there are is bounded, so
//! that a tangle costs no more than what is shown.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::model::{AsAt, Delegation, NodeId};
use remit_model::text::Text;

use super::received::{Received, share_a_verb};
use super::step::Judge;
use super::{Chains, DelegationChain, Ending, HeldBy, Holder, cited, statutory};
use crate::belonging::one_organisation;

/// How many chains are followed.
pub const MOST: usize = 50;

/// How many steps of a chain are followed.
pub const LONGEST: usize = 50;

/// The chains by which the function of this key is given, on the date.
pub fn chains<'m>(at: &AsAt<'m>, function: &str) -> Chains<'m> {
    let Some(key) = at.model().functions.get(function).map(|function| &function.key) else {
        return Chains::default();
    };
    let received = Received::new(at, Some(function));
    let hands = Hands::new(at, &received, key);
    let mut walk = Walk {
        received: &received,
        hands: &hands,
        found: Vec::new(),
        more: false,
        shown: BTreeSet::new(),
    };
    for (&row, givers) in &hands.first {
        walk.go(&mut vec![(row, givers.clone())], HeldBy::Own);
    }
    // What nobody holds to begin with goes round in a circle, and so does what is given out of one; it has to be entered
    // somewhere.
    for &row in &hands.counting {
        if !walk.more && !walk.shown.contains(&row) {
            let givers = received.rows[row].delegation.from.clone();
            walk.go(&mut vec![(row, each_once(givers))], HeldBy::Circle);
        }
    }
    let more = walk.more;
    let mut judge = Judge::new(at, key);
    let made = walk.found.into_iter().map(|(steps, by, ends)| {
        let givers = steps.first().map(|(_, givers)| givers.clone()).unwrap_or_default();
        let by = match by {
            HeldBy::Circle => HeldBy::Circle,
            _ => held_by(at, key, &givers),
        };
        let steps = steps.into_iter().map(|(row, givers)| (&received.rows[row], givers));
        DelegationChain {
            steps: judge.steps(&received, by, steps.collect()),
            holder: Holder { givers, by },
            ends,
        }
    });
    Chains {
        chains: made.collect(),
        more,
    }
}

/// How those who give first hold what they give.
fn held_by<'m>(at: &AsAt<'m>, key: &Text, givers: &[NodeId]) -> HeldBy<'m> {
    let Some(function) = at.model().functions.get(key) else {
        return HeldBy::NotSaid;
    };
    let own = |id: NodeId| function.of.contains(&id);
    let holds = |&id: &NodeId| own(id) || one_organisation(at, id).is_some_and(own);
    if let Some(row) = statutory::row(at, function)
        && givers.iter().all(|&id| statutory::exercises(at, id, function))
    {
        return HeldBy::Statute(cited(row));
    }
    match () {
        () if givers.iter().all(holds) => HeldBy::Own,
        () if function.of.is_empty() => HeldBy::NotSaid,
        () => HeldBy::OfOthers,
    }
}

/// One delegation as a step, with those who give it in this chain.
type Taken = (usize, Vec<NodeId>);

/// From which delegation to which a function goes.
struct Hands {
    /// Those that count: what is in force, and whatever that rests on.
    counting: BTreeSet<usize>,
    /// The delegations with which chains begin, and those of their givers who did not receive it.
    first: BTreeMap<usize, Vec<NodeId>>,
    /// The delegations that rest on each, with those who pass it on.
    next: BTreeMap<usize, BTreeMap<usize, Vec<NodeId>>>,
}

impl Hands {
    fn new<'m>(at: &AsAt<'m>, received: &Received<'m>, function: &'m Text) -> Self {
        let rows = received.rows.iter().enumerate();
        let mut waiting: Vec<usize> = rows
            .filter(|(_, row)| row.in_force())
            .map(|(number, _)| number)
            .collect();
        let mut hands = Self {
            counting: waiting.iter().copied().collect(),
            first: BTreeMap::new(),
            next: BTreeMap::new(),
        };
        while let Some(number) = waiting.pop() {
            let given = received.rows[number].delegation;
            for giver in each_once(given.from.clone()) {
                let beneath = nearest(at, received, given, giver, received.beneath(at, given, giver, function));
                let (running, other): (Vec<usize>, Vec<usize>) = beneath
                    .into_iter()
                    .partition(|&number| received.rows[number].in_force());
                // What is over counts only where nothing took its place.
                let beneath = if running.is_empty() { other } else { running };
                if beneath.is_empty() {
                    hands.first.entry(number).or_default().push(giver);
                }
                for first in beneath {
                    let next = hands.next.entry(first).or_default();
                    let givers = next.entry(number).or_default();
                    if !givers.contains(&giver) {
                        givers.push(giver);
                    }
                    if hands.counting.insert(first) {
                        waiting.push(first);
                    }
                }
            }
        }
        hands
    }

    /// Adds whatever rests on one, however far down.
    fn reach(&self, from: usize, reached: &mut BTreeSet<usize>) {
        reached.remove(&from);
        let mut waiting = vec![from];
        while let Some(number) = waiting.pop() {
            if reached.insert(number) {
                waiting.extend(self.next.get(&number).into_iter().flat_map(BTreeMap::keys));
            }
        }
    }
}

/// On what one step rests. What their organisation received came to a committee by the step that its own organisation took,
/// where there is one: the step from the organisation is then no other way. Where the function leaves the organisation again,
/// it stays, since its terms bear on that as well.
fn nearest<'m>(
    at: &AsAt<'m>,
    received: &Received<'m>,
    given: &Delegation,
    giver: NodeId,
    beneath: impl Iterator<Item = (usize, NodeId)>,
) -> Vec<usize> {
    let (own, others): (Vec<_>, Vec<_>) = beneath.partition(|(_, receiver)| *receiver == giver);
    let to = given.to.as_ref().and_then(|to| one_organisation(at, to.value));
    let came_by = |organisation: NodeId, first: usize| {
        own.iter().any(|(number, _)| {
            let step = &received.rows[*number];
            let first = &received.rows[first];
            let inside = step
                .delegation
                .from
                .iter()
                .any(|&from| one_organisation(at, from) == Some(organisation));
            let same = step.in_force() || !first.in_force();
            inside && same && share_a_verb(first.delegation, step.delegation)
        })
    };
    let others = others
        .into_iter()
        .filter(|(number, organisation)| to != Some(*organisation) || !came_by(*organisation, *number));
    let mut nearest: Vec<usize> = others.map(|(number, _)| number).collect();
    nearest.splice(0..0, own.iter().map(|(number, _)| *number));
    nearest
}

struct Walk<'h, 'm> {
    received: &'h Received<'m>,
    hands: &'h Hands,
    found: Vec<(Vec<Taken>, HeldBy<'static>, Ending)>,
    more: bool,
    /// The delegations that stand in some chain, or come after the last step of one that goes on.
    shown: BTreeSet<usize>,
}

impl Walk<'_, '_> {
    /// Follows every way on from the last step taken. How deep this goes is bounded by [`LONGEST`].
    fn go(&mut self, taken: &mut Vec<Taken>, by: HeldBy<'static>) {
        let Some(&(last, _)) = taken.last() else {
            return;
        };
        let hands = self.hands;
        let next = hands.next.get(&last).filter(|next| !next.is_empty());
        let ends = match next {
            _ if self.is_back(taken) => Some(Ending::Circle),
            None => Some(Ending::Last),
            Some(_) if taken.len() == LONGEST => Some(Ending::Longer),
            Some(_) => None,
        };
        if let Some(ends) = ends {
            if self.found.len() == MOST {
                self.more = true;
            } else {
                self.found.push((taken.clone(), by, ends));
                if ends == Ending::Longer {
                    self.hands.reach(last, &mut self.shown);
                }
                self.shown.extend(taken.iter().map(|(number, _)| *number));
            }
            return;
        }
        for (&number, givers) in next.into_iter().flatten() {
            if self.more {
                return;
            }
            taken.push((number, givers.clone()));
            self.go(taken, by);
            taken.pop();
        }
    }

    /// Whether the last step gives it to somebody who had it before in this chain.
    fn is_back(&self, taken: &[Taken]) -> bool {
        let receiver = |number: usize| self.received.rows[number].delegation.to.as_ref().map(|to| to.value);
        let Some(((last, givers), before)) = taken.split_last() else {
            return false;
        };
        let to = receiver(*last);
        let had = before
            .iter()
            .any(|(number, givers)| receiver(*number) == to || givers.iter().any(|id| Some(*id) == to));
        had || givers.iter().any(|id| Some(*id) == to)
    }
}

fn each_once(mut ids: Vec<NodeId>) -> Vec<NodeId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
