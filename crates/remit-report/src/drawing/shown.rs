//! Which organisations, bodies and posts a choice shows, and which lines count between them.

use std::collections::BTreeSet;

use remit_model::document::{Audience, RelationKind};
use remit_model::model::{Around, AsAt, Choice, NodeId, Relation, Selector, Standing, Statement};

/// The nodes that are shown.
pub(super) fn shown(at: &AsAt<'_>, choice: &Choice) -> BTreeSet<NodeId> {
    let everything = choice.show.is_empty() && choice.around.is_none();
    let mut shown: BTreeSet<NodeId> = if everything {
        at.nodes().map(|node| node.id()).collect()
    } else {
        choice.show.iter().flat_map(|selector| chosen(at, selector)).collect()
    };
    if let Some(around) = &choice.around {
        shown.extend(surroundings(at, choice, around));
    }
    for hidden in choice.hide.iter().flat_map(|selector| selector.select(at)) {
        shown.remove(&hidden);
    }
    shown.retain(|&id| may_be_seen(&at.node(id).definition().statement, choice));
    shown
}

/// Whether a statement may be seen by those for whom the drawing is made.
pub(super) fn may_be_seen(statement: &Statement, choice: &Choice) -> bool {
    !choice.is_public() || statement.audience == Audience::Public
}

/// The relations that are drawn.
pub(super) fn kinds(choice: &Choice) -> &[RelationKind] {
    if choice.lines.is_empty() {
        &RelationKind::ALL
    } else {
        &choice.lines
    }
}

/// Whether a line is drawn, where both its ends are.
pub(super) fn is_drawn(at: &AsAt<'_>, choice: &Choice, relation: &Relation, standing: Standing) -> bool {
    kinds(choice).contains(&relation.kind)
        && standing <= Standing::Shadow
        && at.has_layer(relation.statement.layer)
        && may_be_seen(&relation.statement, choice)
}

/// What a selector shows: a body named by itself is shown even where it is only proposed.
pub(super) fn chosen(at: &AsAt<'_>, selector: &Selector) -> Vec<NodeId> {
    let mut chosen = selector.select(at);
    chosen.retain(|id| at.node(*id).standing() != Standing::OtherDate);
    chosen
}

/// What can be reached along so many lines, either way. Each line is looked at twice at most.
fn surroundings(at: &AsAt<'_>, choice: &Choice, around: &Around) -> BTreeSet<NodeId> {
    let mut reached: BTreeSet<NodeId> = chosen(at, &around.of).into_iter().collect();
    let mut nearest: Vec<NodeId> = reached.iter().copied().collect();
    for _ in 0..around.depth {
        let mut next = Vec::new();
        for &id in &nearest {
            let out = at.lines_of(id).map(|(line, standing)| (line, standing, line.to));
            let back = at.lines_to(id).map(|(line, standing)| (line, standing, line.from));
            for (line, standing, other) in out.chain(back) {
                if is_drawn(at, choice, line, standing) && reached.insert(other) {
                    next.push(other);
                }
            }
        }
        nearest = next;
    }
    reached
}
