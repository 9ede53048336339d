//! How long something takes at most to be escalated along a path: it waits for the next meeting of each body on the way.
//!
//! The worst case is counted. What is escalated on the day after a meeting waits for the whole interval between meetings;
//! a month is counted as 31 days, and weeks are rounded up. The body where it begins acts at once. Organisations and posts
//! do not meet. Where how often a body meets has not been entered, or is not stated, its wait is unknown.

use std::collections::BTreeMap;

use petgraph::algo::dijkstra;
use petgraph::graph::DiGraph;

use super::graph::{index, node};
use super::{AsAt, Interval, NodeId, NodeKind};
use crate::document::RelationKind;
use crate::path::{End, Path};

/// What an escalation along a path waits for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Escalation {
    /// The bodies passed that are known to meet, in the order in which they are passed, each with the weeks it may take.
    pub waits: Vec<(End, u32)>,
    /// The bodies passed of which it is not known how often they meet.
    pub unknown: Vec<End>,
}

impl Escalation {
    /// The weeks at most, as far as they are known.
    pub fn weeks(&self) -> u32 {
        self.waits.iter().map(|(_, weeks)| weeks).sum()
    }

    /// In words: "at most 14 weeks: 4 at the Board and 10 at the Council".
    pub fn words(&self) -> String {
        let parts: Vec<String> = self
            .waits
            .iter()
            .map(|(end, weeks)| format!("{weeks} at {}", end.name))
            .collect();
        let known = match self.waits.as_slice() {
            [] => "no time: nobody on the way waits for a meeting".to_owned(),
            [(end, only)] => format!("at most {} at {}", weeks(*only), end.name),
            _ => format!("at most {}: {}", weeks(self.weeks()), listed(&parts)),
        };
        let silent: Vec<String> = self.unknown.iter().map(|end| end.name.clone()).collect();
        let meet = if silent.len() == 1 { "meets" } else { "meet" };
        match (silent.is_empty(), parts.is_empty()) {
            (true, _) => known,
            (false, true) => format!("an unknown time: how often {} {meet} is not stated", listed(&silent)),
            (false, false) => format!(
                "an unknown time: how often {} {meet} is not stated; without that, {known}",
                listed(&silent)
            ),
        }
    }
}

/// A number of weeks: "1 week", "14 weeks".
fn weeks(number: u32) -> String {
    if number == 1 {
        "1 week".to_owned()
    } else {
        format!("{number} weeks")
    }
}

fn listed(parts: &[String]) -> String {
    match parts {
        [start @ .., last] if !start.is_empty() => format!("{} and {last}", start.join(", ")),
        other => other.concat(),
    }
}

/// The quickest ways of escalating through places.
pub struct Quickest<'v, 'm> {
    at: &'v AsAt<'m>,
    /// By chains on which it is known how often each body meets.
    sure: Ways,
    /// By all chains, were no time lost where that is not known.
    perhaps: Ways,
}

/// A week outweighs all steps, so that the quickest is looked for, and the shortest among those.
const WEEK: u64 = 1 << 32;

impl AsAt<'_> {
    /// What an escalation along a path waits for.
    pub fn escalation(&self, path: &Path) -> Escalation {
        let mut escalation = Escalation::default();
        for step in &path.steps {
            let Some(node) = self.node_by_key(&step.above.key) else {
                continue;
            };
            match self.wait(node.id()) {
                Some(0) => {}
                Some(weeks) => escalation.waits.push((step.above.clone(), weeks)),
                None => escalation.unknown.push(step.above.clone()),
            }
        }
        escalation
    }

    /// The weeks that something waits at most for a node to deal with it, where that is known.
    fn wait(&self, id: NodeId) -> Option<u32> {
        let node = self.node(id);
        match (node.kind(), node.meets()) {
            (NodeKind::Organisation | NodeKind::Post, _) => Some(0),
            (NodeKind::Body, Some(Interval::Weeks(weeks))) => Some(weeks),
            (NodeKind::Body, Some(Interval::Months(months))) => Some(months.saturating_mul(31).div_ceil(7)),
            (NodeKind::Body, None) => None,
        }
    }

    /// The quickest chains in force through places, top first.
    pub fn quickest(&self, places: &[Vec<NodeId>], by: &[RelationKind]) -> Quickest<'_, '_> {
        Quickest {
            at: self,
            sure: Ways::new(self, places, by, |id| self.wait(id)),
            perhaps: Ways::new(self, places, by, |id| Some(self.wait(id).unwrap_or(0))),
        }
    }
}

impl Quickest<'_, '_> {
    /// The weeks that it takes at most from a node of the last place, by a chain of which that is known.
    pub fn weeks(&self, from: NodeId) -> Option<u32> {
        self.sure.weeks(from)
    }

    /// The weeks that it takes at most from there, were no time lost where it is not known how often a body meets; `None`
    /// where no chain leads up.
    pub fn weeks_at_best(&self, from: NodeId) -> Option<u32> {
        self.perhaps.weeks(from)
    }

    /// The quickest chain from there: one of which all is known, unless another may be quicker.
    pub fn path(&self, from: NodeId) -> Option<Path> {
        let sure = self.weeks(from).is_some() && self.weeks(from) == self.weeks_at_best(from);
        let ways = if sure { &self.sure } else { &self.perhaps };
        ways.from(self.at, from)
    }
}

/// How far it is up to each place, and on to the first.
struct Ways {
    /// What each line costs that may be a step.
    cost: BTreeMap<u32, u64>,
    /// From place to place, top first.
    legs: Vec<Leg>,
}

/// The way up to one place.
struct Leg {
    /// The nodes of the place from which there is a way on, and how far it is.
    ends: BTreeMap<NodeId, u64>,
    /// How far it is from everywhere below it, by a step at least, the way on included.
    far: BTreeMap<NodeId, u64>,
}

impl Ways {
    /// A step costs what is waited for at its upper end; where that is not known, no way leads there.
    fn new(at: &AsAt<'_>, places: &[Vec<NodeId>], by: &[RelationKind], wait: impl Fn(NodeId) -> Option<u32>) -> Self {
        let model = at.model();
        let lines = (0u32..).take(model.relations().len());
        let cost: BTreeMap<u32, u64> = lines
            .filter(|&line| at.counts(line, by))
            .filter_map(|line| Some((line, u64::from(wait(at.relation(line).above())?) * WEEK + 1)))
            .collect();
        let mut down = DiGraph::with_capacity(model.nodes.len() + 1, cost.len());
        for _ in &model.nodes {
            down.add_node(());
        }
        let start = down.add_node(());
        for (&line, &cost) in &cost {
            let relation = at.relation(line);
            down.add_edge(index(relation.above()), index(relation.below()), cost);
        }
        let living = |place: &Vec<NodeId>| {
            let place = place.iter().copied();
            place.filter(|&id| at.node(id).exists()).collect::<Vec<_>>()
        };
        let top = places.first().map(living).unwrap_or_default();
        let mut ends: BTreeMap<NodeId, u64> = top.into_iter().map(|top| (top, 0)).collect();
        let mut legs = Vec::new();
        for place in places.iter().skip(1) {
            // All ways down begin at a node of their own, one step below the place, so that each has a step at least.
            let mut graph = down.clone();
            for (&line, &cost) in &cost {
                let relation = at.relation(line);
                if let Some(&on) = ends.get(&relation.above()) {
                    graph.add_edge(start, index(relation.below()), on + cost);
                }
            }
            let reached = dijkstra(&graph, start, None, |edge| *edge.weight()).into_iter();
            let far: BTreeMap<NodeId, u64> = reached
                .filter(|(at, _)| *at != start)
                .map(|(at, far)| (node(at), far))
                .collect();
            let next = living(place).into_iter();
            let next = next.filter_map(|id| Some((id, *far.get(&id)?))).collect();
            let ends = std::mem::replace(&mut ends, next);
            legs.push(Leg { ends, far });
        }
        Self { cost, legs }
    }

    /// The weeks that it takes from a node of the last place up to the first.
    fn weeks(&self, from: NodeId) -> Option<u32> {
        let far = self.legs.last()?.far.get(&from)?;
        u32::try_from(far / WEEK).ok()
    }

    /// The quickest chain from a node of the last place up to the first.
    fn from(&self, at: &AsAt<'_>, from: NodeId) -> Option<Path> {
        let mut path = Path::default();
        let mut here = from;
        let mut legs = self.legs.iter().rev();
        let mut leg = legs.next().filter(|leg| leg.far.contains_key(&from))?;
        loop {
            // Of all steps, one after which the least is left; it ends this leg, or goes on in it.
            let lines = at.model().graph.upward().edges(index(here)).map(|edge| *edge.weight());
            let ways = lines.filter_map(|line| {
                let (cost, above) = (*self.cost.get(&line)?, at.relation(line).above());
                let ending = leg.ends.get(&above).map(|on| (cost + on, false));
                let going_on = leg.far.get(&above).map(|on| (cost + on, true));
                let (far, going_on) = ending.into_iter().chain(going_on).min()?;
                Some((far, going_on, line))
            });
            let (_, going_on, line) = ways.min()?;
            path.steps.push(at.step(line));
            here = at.relation(line).above();
            if !going_on {
                match legs.next() {
                    Some(next) => leg = next,
                    None => return Some(path),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escalation(waits: &[(&str, u32)], unknown: &[&str]) -> Escalation {
        let end = |name: &str| End {
            key: name.to_lowercase(),
            name: name.to_owned(),
        };
        Escalation {
            waits: waits.iter().map(|(name, weeks)| (end(name), *weeks)).collect(),
            unknown: unknown.iter().map(|name| end(name)).collect(),
        }
    }

    #[test]
    fn what_it_waits_for_is_said_in_words() {
        let words = |waits: &[(&str, u32)], unknown: &[&str]| escalation(waits, unknown).words();
        assert_eq!(words(&[], &[]), "no time: nobody on the way waits for a meeting");
        assert_eq!(words(&[("A", 1)], &[]), "at most 1 week at A");
        assert_eq!(
            words(&[("A", 4), ("B", 10)], &[]),
            "at most 14 weeks: 4 at A and 10 at B"
        );
        assert_eq!(
            words(&[], &["A", "B", "C"]),
            "an unknown time: how often A, B and C meet is not stated"
        );
        assert_eq!(
            words(&[("A", 4)], &["B"]),
            "an unknown time: how often B meets is not stated; without that, at most 4 weeks at A"
        );
    }
}
