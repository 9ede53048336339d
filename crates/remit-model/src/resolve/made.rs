//! What the tables of one file come to, before it is put together with that of the other files.

use crate::document::{At, Status};
use crate::model::{Carry, Doing, Interval, Node, NodeId, Part, Quorum, Relation, Seat, Statement};
use crate::text::Text;

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

/// A part before its statement is known.
#[derive(Default)]
pub(super) struct Blank {
    pub(super) name: Option<At<Text>>,
    pub(super) called: Option<At<Text>>,
    pub(super) form: Option<At<u32>>,
    pub(super) within: Option<At<NodeId>>,
    pub(super) between: Box<[At<NodeId>]>,
    pub(super) tier: Option<At<u32>>,
    pub(super) lane: Option<At<u32>>,
    pub(super) many: Option<At<bool>>,
    pub(super) count: Option<At<u32>>,
    pub(super) covers: Option<At<Text>>,
    pub(super) external: Option<At<bool>>,
    pub(super) purpose: Option<At<Text>>,
    pub(super) instrument: Option<At<Text>>,
    pub(super) employer: Option<At<NodeId>>,
    pub(super) holder: Option<At<Text>>,
    pub(super) vacant: Option<At<bool>>,
    pub(super) tags: Box<[Text]>,
    pub(super) quorum: Option<Box<Quorum>>,
    pub(super) meets: Option<Interval>,
    pub(super) none: Box<[&'static str]>,
    pub(super) states_status: bool,
}

impl Blank {
    pub(super) fn finish(self, mut statement: Statement, defines: bool) -> Part {
        // A change's own end and status are those of the thing it changes; the change itself does not lapse.
        let (ends, status) = (statement.ends, statement.status);
        if !defines {
            statement.ends = None;
            statement.status = Status::InForce;
        }
        let Self {
            name,
            called,
            form,
            within,
            between,
            tier,
            lane,
            many,
            count,
            covers,
            external,
            purpose,
            instrument,
            employer,
            holder,
            vacant,
            tags,
            quorum,
            meets,
            none,
            states_status,
        } = self;
        Part {
            statement,
            defines,
            ends,
            status: (defines || states_status).then_some(status),
            none,
            name,
            called,
            form,
            within,
            between,
            tier,
            lane,
            many,
            count,
            covers,
            external,
            purpose,
            instrument,
            employer,
            holder,
            vacant,
            tags,
            quorum,
            meets,
        }
    }
}
