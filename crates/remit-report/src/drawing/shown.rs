//! Which organisations, bodies and posts a choice shows, and which lines count between them.

use std::collections::BTreeSet;

use remit_model::document::{Audience, RelationKind};
use remit_model::model::{Around, AsAt, Choice, NodeId, Presence, Relation, Selector, Standing, Statement};

/// The nodes that are shown.
pub(super) fn shown(at: &AsAt<'_>, choice: &Choice) -> BTreeSet<NodeId> {
    let everything = choice.show.is_empty() && choice.around.is_none();
    let mut shown: BTreeSet<NodeId> = if everything {
        let all = at.all_nodes().map(|node| node.id());
        all.filter(|&id| has_a_box(at, id)).collect()
    } else {
        choice.show.iter().flat_map(|selector| chosen(at, selector)).collect()
    };
    if let Some(around) = &choice.around {
        shown.extend(surroundings(at, choice, around));
    }
    for hidden in choice.hide.iter().flat_map(|selector| chosen(at, selector)) {
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

/// What a selector shows. A body named by itself is shown even where only a proposal that is not looked at brings it.
pub(super) fn chosen(at: &AsAt<'_>, selector: &Selector) -> Vec<NodeId> {
    if let Selector::Node(id) = selector {
        let other_date = at.node(*id).standing() == Standing::OtherDate;
        return if other_date { Vec::new() } else { vec![*id] };
    }
    let all = at.all_nodes().map(|node| node.id());
    all.filter(|&id| has_a_box(at, id) && selector.holds(at, id)).collect()
}

/// Whether one is drawn without being named: it is in force, or the framework itself, with the proposals that are looked
/// at, has it as proposed or in shadow form. What is over has no box, whatever it was.
pub(super) fn has_a_box(at: &AsAt<'_>, id: NodeId) -> bool {
    let node = at.node(id);
    match node.standing() {
        Standing::InForce => true,
        Standing::OtherDate => false,
        Standing::Proposed | Standing::Shadow => node.presence() != Presence::Absent,
    }
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
                if is_drawn(at, choice, line, standing) && has_a_box(at, other) && reached.insert(other) {
                    next.push(other);
                }
            }
        }
        nearest = next;
    }
    reached
}
