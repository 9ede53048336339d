//! Who was there before a change and is not after it, who takes the place, and which lines still lead there.

use std::collections::BTreeMap;

use remit_model::document::RelationKind;
use remit_model::finding::Finding;
use remit_model::model::{NodeAt, NodeId, Relation};

use super::Compared;
use super::becoming::Becoming;
use crate::naming;

/// Who is gone, and the lines that are left to them.
#[derive(Debug, Default)]
pub(crate) struct Endings<'m> {
    /// By the key of who is gone: who takes the place, as the state after knows them; nobody where nobody does.
    gone: BTreeMap<String, Vec<NodeId>>,
    left: Vec<Left<'m>>,
    /// The numbers of the lines to those whose place somebody takes, by who acts, and by who takes the place.
    by_actor: BTreeMap<NodeId, Vec<usize>>,
    by_successor: BTreeMap<NodeId, Vec<usize>>,
}

/// A line of the state after that leads to somebody who is gone, and that nobody has ended or put another in the place of.
#[derive(Debug)]
pub(crate) struct Left<'m> {
    pub(crate) line: &'m Relation,
    /// Whether it was not in force before: it comes with the change, and leads to one whom the change ends.
    pub(crate) new: bool,
    /// Who takes the place of the one to whom it leads.
    pub(crate) successors: Vec<NodeId>,
}

impl<'m> Endings<'m> {
    pub(super) fn new(compared: &Compared<'_, 'm>) -> Self {
        let (before, after) = (compared.before, compared.after);
        let there = |key: &str| after.node_by_key(key).filter(NodeAt::exists);
        let becoming = Becoming::new(compared);
        let mut gone = BTreeMap::new();
        for node in before.nodes().filter(|node| there(node.key()).is_none()) {
            let change = becoming.of(compared, node.id());
            let successors = change.into_iter().flat_map(|change| &change.after);
            let successors = successors.filter_map(|thing| Some(there(&thing.id.key)?.id()));
            gone.insert(node.key().to_string(), successors.collect());
        }
        let mut endings = Self {
            gone,
            ..Self::default()
        };
        if endings.is_empty() {
            return endings;
        }
        let lines = after.model().relations().iter().enumerate();
        let left = lines.filter_map(|(number, line)| {
            let told = !matches!(line.kind, RelationKind::Delegation | RelationKind::Within);
            if !told || after.relation_in_force(number) || !after.in_force(&line.statement) {
                return None;
            }
            endings.left(compared, line)
        });
        endings.left = left.collect();
        for (number, left) in endings
            .left
            .iter()
            .enumerate()
            .filter(|(_, left)| !left.successors.is_empty())
        {
            endings.by_actor.entry(left.line.from).or_default().push(number);
            if let [successor] = left.successors.as_slice() {
                endings.by_successor.entry(*successor).or_default().push(number);
            }
        }
        endings
    }

    fn left(&self, compared: &Compared<'_, 'm>, line: &'m Relation) -> Option<Left<'m>> {
        let after = compared.after;
        let (from, to) = (after.node(line.from), after.node(line.to));
        let successors = self.of(to.key()).filter(|_| from.exists())?;
        let instead = |other: &&Relation| other.key == line.key || successors.contains(&other.to);
        if from.acting(line.kind).any(|other| instead(&other)) {
            return None;
        }
        let same = |old: &Relation| compared.before.node(old.to).key() == to.key();
        let was = compared.was(line.from);
        Some(Left {
            line,
            new: !was.is_some_and(|was| was.acting(line.kind).any(same)),
            successors: successors.to_vec(),
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.gone.is_empty()
    }

    /// Whether any line is to be written anew, to one alone who takes the place.
    pub(crate) fn leave_lines(&self) -> bool {
        !self.by_successor.is_empty()
    }

    /// Who takes the place of somebody who is gone; none of somebody who is still there, or was not there before.
    pub(crate) fn of(&self, key: &str) -> Option<&[NodeId]> {
        self.gone.get(key).map(Vec::as_slice)
    }

    /// Whether somebody is gone, and nobody takes the place.
    pub(crate) fn is_ended(&self, key: &str) -> bool {
        self.of(key).is_some_and(<[NodeId]>::is_empty)
    }

    /// Those who are gone and whose place somebody takes: by key, in order.
    pub(crate) fn replaced(&self) -> impl Iterator<Item = (&str, &[NodeId])> {
        let replaced = self.gone.iter().filter(|(_, successors)| !successors.is_empty());
        replaced.map(|(key, successors)| (key.as_str(), successors.as_slice()))
    }

    /// The lines that are left to those who are gone.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Left<'m>> {
        self.left.iter()
    }

    /// The lines of somebody of the state after that are to be written anew, to who takes the place.
    pub(crate) fn to_rewrite(&self, from: NodeId, kind: RelationKind) -> impl Iterator<Item = &Left<'m>> {
        let numbers = self.by_actor.get(&from).into_iter().flatten();
        let lines = numbers.filter_map(|number| self.left.get(*number));
        lines.filter(move |left| left.line.kind == kind)
    }

    /// Those of them that are as good as there: one alone takes the place. To which of several a line goes, nobody has said.
    pub(crate) fn as_good_as_there(
        &self,
        from: NodeId,
        kind: RelationKind,
    ) -> impl Iterator<Item = (&'m Relation, NodeId)> {
        let left = self.to_rewrite(from, kind);
        left.filter_map(|left| match left.successors.as_slice() {
            [successor] => Some((left.line, *successor)),
            _ => None,
        })
    }

    /// The lines that are to be written anew, to this one alone.
    pub(crate) fn to_come_to(&self, successor: NodeId) -> impl Iterator<Item = &'m Relation> {
        let numbers = self.by_successor.get(&successor).into_iter().flatten();
        numbers.filter_map(|number| Some(self.left.get(*number)?.line))
    }
}

/// "which ends", "which is replaced by the Board": what became of somebody who is gone, in words.
pub(super) fn what_became(compared: &Compared<'_, '_>, key: &str) -> String {
    match compared.endings().of(key) {
        Some(successors) if !successors.is_empty() => {
            format!(
                "is replaced by {}",
                naming::nodes(compared.after, successors.iter().copied())
            )
        }
        _ => "ends".to_owned(),
    }
}

/// A finding with the place where the end of somebody is written, as far as it is.
pub(super) fn ending(compared: &Compared<'_, '_>, key: &str, finding: Finding) -> Finding {
    let after = compared.after.node_by_key(key);
    let place = after.and_then(|node| node.last_day()).map(|(_, place)| place);
    match place {
        Some(place) => finding.label(place, "it ends here"),
        None => match compared.before.node_by_key(key) {
            Some(node) => finding.label(node.place(), "it is there no longer"),
            None => finding,
        },
    }
}
