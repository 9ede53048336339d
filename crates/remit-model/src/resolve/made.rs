//! What the tables of one file come to, before it is put together with that of the other files.

use crate::document::Status;
use crate::model::{Carry, Doing, Keys, Node, NodeId, Part, Relation, Seat, Statement};

/// What the tables of one file come to: parts of nodes, and relations.
#[derive(Default)]
pub(super) struct Made {
    pub(super) nodes: Vec<MadeNode>,
    pub(super) relations: Vec<Relation>,
}

/// One definition of a node, or one change to it, with what stands below it.
pub(super) struct MadeNode {
    pub(super) id: NodeId,
    pub(super) part: Part,
    pub(super) does: Vec<Doing>,
    pub(super) seats: Vec<Seat>,
    pub(super) carries: Vec<Carry>,
}

impl Made {
    /// A node with nothing below it.
    pub(super) fn push(&mut self, id: NodeId, part: Part) {
        self.nodes.push(MadeNode {
            id,
            part,
            does: Vec::new(),
            seats: Vec::new(),
            carries: Vec::new(),
        });
    }

    /// Puts what was made where it belongs.
    pub(super) fn put(self, nodes: &mut [Node], relations: &mut Vec<Relation>) {
        for made in self.nodes {
            let node = &mut nodes[made.id.index()];
            node.parts.push(made.part);
            if node.does.is_empty() {
                node.does = made.does;
            } else {
                node.does.extend(made.does);
            }
            if node.seats.is_empty() {
                node.seats = made.seats;
            } else {
                node.seats.extend(made.seats);
            }
            node.carries.extend(made.carries);
        }
        relations.extend(self.relations);
    }
}

/// A part of a node. A change's own end and status are those of the thing it changes; the change itself does not lapse.
pub(super) fn part(mut statement: Statement, keys: Keys, defines: bool, states_status: bool) -> Part {
    let (ends, status) = (statement.ends, statement.status);
    if !defines {
        statement.ends = None;
        statement.status = Status::InForce;
    }
    Part {
        statement,
        defines,
        ends,
        status: (defines || states_status).then_some(status),
        keys,
    }
}
