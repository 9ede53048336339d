//! Whether whoever holds a function answers for it, step by step up to the one who gave it.

use std::collections::{BTreeSet, VecDeque};

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, NodeAt, NodeId, Relation};
use remit_model::text::Text;

use crate::belonging::organisations;

/// Whether a holder answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    /// A chain in force carries the matter all the way.
    Yes,
    /// A chain leads there, and a line of it is for other matters.
    ForOthers,
    /// None does, and of this one on the way the documents don't say to whom it answers.
    Silent(NodeId),
    /// A name on the way leads nowhere, which is reported elsewhere.
    Unknown,
    /// None does.
    No,
}

/// Climbs from a holder, and from the bodies and posts `through` which its organisation answers, to the targets. A line that does not
/// say for what it is, or of which that is not stated, carries any function.
pub(super) fn climb(
    at: &AsAt<'_>,
    holder: NodeId,
    through: &[NodeId],
    targets: &[NodeId],
    function: Option<&Text>,
) -> Answered {
    let carries = |line: &Relation| match (line.kind, function) {
        (RelationKind::Within, _) | (_, None) => true,
        (_, Some(function)) => {
            line.matters.is_empty() || line.matters.iter().any(|matter| matter == "*" || matter == function)
        }
    };
    let own = reach(at, &[holder], carries);
    let arrives = |seen: &BTreeSet<NodeId>| targets.iter().any(|target| seen.contains(target));
    if arrives(&own) || arrives(&reach(at, through, carries)) {
        return Answered::Yes;
    }
    let unknown = |id: &NodeId| {
        ["answers-to", "within", "between"]
            .iter()
            .any(|key| at.node(*id).is_unknown(key))
    };
    if own.iter().any(unknown) {
        return Answered::Unknown;
    }
    // Of all bodies of another organisation, only the silence of those that the giver's shares says anything.
    let silent = |id: &NodeId| at.node(*id).is_not_stated("answers-to") || at.node(*id).is_external();
    let shared = |id: &NodeId| {
        organisations(at, *id)
            .iter()
            .any(|organisation| targets.contains(organisation))
    };
    let silence = own.iter().find(|id| silent(id));
    let silence = silence.or_else(|| through.iter().find(|id| shared(id) && silent(id)));
    if let Some(&id) = silence {
        return Answered::Silent(id);
    }
    let any = |_: &Relation| true;
    if arrives(&reach(at, &[holder], any)) || arrives(&reach(at, through, any)) {
        Answered::ForOthers
    } else {
        Answered::No
    }
}

/// Whoever the lines lead up to, the starts among them.
fn reach(at: &AsAt<'_>, starts: &[NodeId], carries: impl Fn(&Relation) -> bool) -> BTreeSet<NodeId> {
    let mut seen: BTreeSet<NodeId> = starts.iter().copied().collect();
    let mut waiting: VecDeque<NodeId> = starts
        .iter()
        .copied()
        .filter(|&id| NodeAt::exists(&at.node(id)))
        .collect();
    while let Some(next) = waiting.pop_front() {
        for line in at.relations_from(next) {
            let upward = matches!(line.kind, RelationKind::AnswersTo | RelationKind::Within);
            if upward && carries(line) && seen.insert(line.to) {
                waiting.push_back(line.to);
            }
        }
    }
    seen
}
