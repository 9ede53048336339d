//! Which organisations a body or post belongs to: for whatever crosses from one organisation to another.

use remit_model::model::{AsAt, NodeAt, NodeId, NodeKind};

/// The organisations that a node is, is part of, or is shared by, in the order of their keys; none where that is open.
pub(crate) fn organisations(at: &AsAt<'_>, id: NodeId) -> Vec<NodeId> {
    let node = at.node(id);
    if node.kind() == NodeKind::Organisation {
        return vec![id];
    }
    if let Some(within) = node.within().stated() {
        return vec![within.id()];
    }
    let mut shared: Vec<NodeId> = node.between().iter().map(NodeAt::id).collect();
    shared.sort_unstable();
    shared.dedup();
    shared
}

/// The one organisation that a node is, or is part of.
pub(crate) fn one_organisation(at: &AsAt<'_>, id: NodeId) -> Option<NodeId> {
    let node = at.node(id);
    match node.kind() {
        NodeKind::Organisation => Some(id),
        _ => node.within().stated().map(|within| within.id()),
    }
}

/// Whether a node is in force, and so is the one organisation that it is part of, if it is part of one.
pub(crate) fn in_force_with_organisation(at: &AsAt<'_>, id: NodeId) -> bool {
    at.node(id).exists() && one_organisation(at, id).is_none_or(|organisation| at.node(organisation).exists())
}

/// Whether two bodies serve different areas or populations, as far as both say which.
pub(crate) fn serve_different(at: &AsAt<'_>, one: NodeId, other: NodeId) -> bool {
    let covers = |id: NodeId| at.node(id).covers().map(|covers| covers.trim());
    match (covers(one), covers(other)) {
        (Some(one), Some(other)) => !one.eq_ignore_ascii_case(other),
        _ => false,
    }
}
