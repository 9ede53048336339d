//! A model at a date, with some proposals taken as adopted: a cheap view, which filters while it reads.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;

use super::doings::Doings;
use super::{Layer, LogEntry, Model, Node, NodeAt, NodeId, NodeKind, Part, Proposal, Relation, Row, Statement};
use crate::document::{RelationKind, Status};
use crate::text::Text;

/// Whether a statement counts at the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is in force.
    InForce,
    /// It is proposed: in the framework itself, or by a proposal that is not taken as adopted.
    Proposed,
    /// It runs in shadow form.
    Shadow,
    /// It lies outside its dates.
    OtherDate,
}

/// A model at a date.
#[derive(Debug, Clone)]
pub struct AsAt<'m> {
    pub(super) model: &'m Model,
    pub(super) date: Date,
    pub(super) with: Vec<bool>,
    /// The standing of each node, and of each relation, worked out when first asked for: rules ask again and again.
    nodes: OnceLock<Box<[Standing]>>,
    relations: OnceLock<Box<[Standing]>>,
    /// What is done with each function, likewise.
    pub(super) doings: OnceLock<Doings>,
    /// The numbers of the delegations by who receives them, likewise.
    pub(super) received: OnceLock<BTreeMap<NodeId, Vec<usize>>>,
    /// The same by what they give: the keys of functions.
    pub(super) given: OnceLock<BTreeMap<Text, Vec<usize>>>,
}

impl<'m> AsAt<'m> {
    pub(super) fn new(model: &'m Model, date: Date, with: Vec<bool>) -> Self {
        Self {
            model,
            date,
            with,
            nodes: OnceLock::new(),
            relations: OnceLock::new(),
            doings: OnceLock::new(),
            received: OnceLock::new(),
            given: OnceLock::new(),
        }
    }

    /// The whole timeline.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// The date.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The keys of the proposals that are taken as adopted.
    pub fn with(&self) -> Vec<&'m Text> {
        let chosen = |(key, with): (&'m Text, &bool)| with.then_some(key);
        self.model
            .proposal_layers
            .iter()
            .zip(&self.with)
            .filter_map(chosen)
            .collect()
    }

    /// Whether the layer counts in this view.
    pub fn has_layer(&self, layer: Layer) -> bool {
        match layer {
            Layer::Base => true,
            Layer::Proposal(number) => self.with.get(number as usize).copied().unwrap_or(false),
        }
    }

    /// Whether a statement counts. [`AsAt::shows`] tells apart what is stated as proposed from what is not taken.
    pub fn standing(&self, statement: &Statement) -> Standing {
        if !self.has_layer(statement.layer) {
            return Standing::Proposed;
        }
        if self.is_over(statement.ended()) {
            return Standing::OtherDate;
        }
        match statement.status {
            Status::Proposed => Standing::Proposed,
            Status::Shadow => Standing::Shadow,
            Status::InForce if statement.covers(self.date) => Standing::InForce,
            Status::InForce => Standing::OtherDate,
        }
    }

    /// Whether a statement is in force.
    pub fn in_force(&self, statement: &Statement) -> bool {
        self.standing(statement) == Standing::InForce
    }

    /// A node, whether it is in force or not.
    pub fn node(&self, id: NodeId) -> NodeAt<'m, '_> {
        NodeAt {
            at: self,
            id,
            node: self.model.node_of(id),
        }
    }

    /// A node by key, whether it is in force or not.
    pub fn node_by_key(&self, key: &str) -> Option<NodeAt<'m, '_>> {
        self.model.node_id(key).map(|id| self.node(id))
    }

    /// The nodes that are in force, in the order of their keys.
    pub fn nodes(&self) -> impl Iterator<Item = NodeAt<'m, '_>> {
        self.all_nodes().filter(NodeAt::exists)
    }

    /// All nodes of the timeline, in the order of their keys.
    pub fn all_nodes(&self) -> impl Iterator<Item = NodeAt<'m, '_>> {
        (0u32..).zip(&self.model.nodes).map(|(number, node)| NodeAt {
            at: self,
            id: NodeId(number),
            node,
        })
    }

    /// The bodies that are in force, in the order of their keys.
    pub fn bodies(&self) -> impl Iterator<Item = NodeAt<'m, '_>> {
        self.nodes().filter(|node| node.kind() == NodeKind::Body)
    }

    /// Whether a later statement of the same identity takes the place of this one in this view.
    pub(super) fn superseded<T: Row>(&self, rows: &[T], at: usize) -> bool {
        let key = rows[at].key();
        rows[at + 1..]
            .iter()
            .take_while(|later| later.key() == key)
            .any(|later| {
                self.has_layer(later.statement().layer) && later.statement().starts.is_none_or(|d| d <= self.date)
            })
    }

    /// The rows that are in force: of each key the topmost layer.
    pub fn current<'a, 'r, T: Row>(&'a self, rows: &'r [T]) -> impl Iterator<Item = &'r T> + use<'a, 'r, 'm, T> {
        rows.iter()
            .enumerate()
            .filter(|(at, row)| self.in_force(row.statement()) && !self.superseded(rows, *at))
            .map(|(_, row)| row)
    }

    /// Whether an entry of the log is not answered yet, nor by a proposal that is taken as adopted.
    pub fn is_open(&self, entry: &LogEntry) -> bool {
        let mut proposals = self.model.proposals.iter();
        entry.answered.is_none_or(|answered| self.date < answered)
            && !proposals.any(|proposal| self.answers(proposal) && proposal.answers.contains(&entry.key))
    }

    /// Whether what a proposal answers is answered: it was adopted and counts on the date, or it is taken as adopted. What is
    /// taken is looked at with all that it brings, whenever it is to begin.
    pub fn answers(&self, proposal: &Proposal) -> bool {
        match proposal.statement.layer {
            Layer::Base => self.in_force(&proposal.statement),
            layer => self.has_layer(layer),
        }
    }

    /// Whether a relation is in force, with both its ends, and not replaced.
    pub fn relation_in_force(&self, number: usize) -> bool {
        self.relation_standing(number) == Standing::InForce
    }

    /// Whether a relation counts: the least of its own standing and that of its ends.
    pub fn relation_standing(&self, number: usize) -> Standing {
        let all = || (0..self.model.graph.relations().len()).into_par_iter();
        self.relations
            .get_or_init(|| all().map(|number| self.work_out_relation(number)).collect())[number]
    }

    /// Whether a node is in force.
    pub(super) fn node_standing(&self, id: NodeId) -> Standing {
        self.nodes.get_or_init(|| self.work_out_nodes())[id.index()]
    }

    /// The standing of every node: a body or post is in force no longer than the organisation that it is part of.
    fn work_out_nodes(&self) -> Box<[Standing]> {
        let own: Vec<Standing> = self
            .model
            .nodes
            .par_iter()
            .map(|node| self.work_out_node(node))
            .collect();
        let numbered = (0u32..).map(NodeId).zip(&own);
        let over: HashSet<NodeId> = numbered
            .filter(|(_, standing)| **standing == Standing::OtherDate)
            .map(|(id, _)| self.node(id))
            .filter(NodeAt::is_over_for_good)
            .map(|node| node.id())
            .collect();
        if over.is_empty() {
            return own.into();
        }
        let with_home = (0u32..).map(NodeId).zip(own).map(|(id, own)| {
            let home = || self.node(id).within_id().is_some_and(|home| over.contains(&home));
            let there = matches!(own, Standing::InForce | Standing::Shadow);
            if there && home() { Standing::OtherDate } else { own }
        });
        with_home.collect()
    }

    /// The best standing of the definitions of a node, with the end and status that changes in force give it.
    fn work_out_node(&self, node: &Node) -> Standing {
        if self.is_over(&node.ended) {
            return Standing::OtherDate;
        }
        let mut changes = node
            .parts
            .iter()
            .rev()
            .filter(|part| !part.defines && self.in_force(&part.statement));
        let ends = changes.clone().find_map(|part| part.ends);
        let status = changes.find_map(|part| part.status);
        let standing = |part: &Part| {
            if !self.has_layer(part.statement.layer) {
                return Standing::Proposed;
            }
            let starts = part.statement.starts.is_none_or(|starts| starts <= self.date);
            let runs = ends.or(part.ends).is_none_or(|ends| self.date <= ends);
            match status.or(part.status).unwrap_or(part.statement.status) {
                Status::Proposed => Standing::Proposed,
                Status::Shadow => Standing::Shadow,
                Status::InForce if starts && runs => Standing::InForce,
                Status::InForce => Standing::OtherDate,
            }
        };
        let definitions = node.parts.iter().filter(|part| part.defines);
        definitions.map(standing).min().unwrap_or(Standing::OtherDate)
    }

    fn work_out_relation(&self, number: usize) -> Standing {
        let relation = &self.model.graph.relations()[number];
        let own = self.standing(&relation.statement);
        // What a proposal brings that is not adopted stands beside what is, as an alternative to it. What the framework itself calls
        // proposed gives way like any other line to what takes its place.
        if !self.has_layer(relation.statement.layer) {
            return own;
        }
        if self.relation_replaced(number) {
            return Standing::OtherDate;
        }
        if own != Standing::InForce {
            return own;
        }
        self.node_standing(relation.from).max(self.node_standing(relation.to))
    }

    /// Whether a later statement of the same identity takes the place of a relation in this view.
    pub(super) fn relation_replaced(&self, number: usize) -> bool {
        let relations = self.model.graph.relations();
        let relation = &relations[number];
        let mut later = relations[number + 1..]
            .iter()
            .take_while(|later| (later.from, later.kind, &later.key) == (relation.from, relation.kind, &relation.key));
        later
            .any(|later| self.has_layer(later.statement.layer) && later.statement.starts.is_none_or(|d| d <= self.date))
            || relation.kind == RelationKind::Delegation && self.delegation_replaced(relation)
    }

    /// Whether another version of its delegation takes the place of that of a line: the other may have other givers, so
    /// that none of its lines has this one's identity.
    fn delegation_replaced(&self, relation: &Relation) -> bool {
        let mut later = self
            .model
            .delegations
            .of(&relation.key)
            .skip_while(|row| row.statement.place != relation.statement.place)
            .skip(1);
        later.any(|row| self.has_layer(row.statement.layer) && row.statement.starts.is_none_or(|d| d <= self.date))
    }

    /// The relations of this node in force, acting or not, in the order of kind and key.
    pub fn relations_from(&self, id: NodeId) -> impl Iterator<Item = &'m Relation> {
        let range = self.model.graph.outgoing(id);
        range
            .filter(|&number| self.relation_in_force(number))
            .map(|number| &self.model.graph.relations()[number])
    }

    /// All relations in which this node acts, in force or not, with their standing.
    pub fn lines_of(&self, id: NodeId) -> impl Iterator<Item = (&'m Relation, Standing)> {
        let range = self.model.graph.outgoing(id);
        range.map(|number| (&self.model.graph.relations()[number], self.relation_standing(number)))
    }

    /// All relations of others to this node, in force or not, with their standing.
    pub fn lines_to(&self, id: NodeId) -> impl Iterator<Item = (&'m Relation, Standing)> {
        let numbers = self.model.graph.incoming(id).iter().map(|&number| number as usize);
        numbers.map(|number| (&self.model.graph.relations()[number], self.relation_standing(number)))
    }

    /// The relations of others to this node in force, in the order of acting node, kind and key.
    pub fn relations_to(&self, id: NodeId) -> impl Iterator<Item = &'m Relation> {
        self.model
            .graph
            .incoming(id)
            .iter()
            .map(|&number| number as usize)
            .filter(|&number| self.relation_in_force(number))
            .map(|number| &self.model.graph.relations()[number])
    }
}
