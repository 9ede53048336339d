//! A framework as meant: every name resolved, the whole timeline, and the graph behind it.
//!
//! A `Model` is always well formed: whatever could not be understood was reported while loading and left out, and the
//! statement it belonged to says so (`Statement::unknown`). Nothing outside this crate sees a number: nodes are named by
//! key, and whatever is iterated comes in the order of its keys.

mod as_at;
mod conflict;
mod demand;
mod doings;
mod ended;
mod ends;
mod escalation;
mod graph;
mod headings;
mod holding;
mod ladder;
mod law;
mod matters;
mod node;
mod node_at;
mod presence;
mod published;
mod published_words;
mod queries;
mod reach;
mod relation;
pub mod said;
mod search;
mod selector;
mod statement;
mod step;
mod table;
mod together;
mod trace;
mod view;
mod withheld;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

pub use as_at::{AsAt, Standing};
pub use conflict::{Conflict, Said};
pub use demand::{Apart, Demand, Functions, Most, Requirement, SeatsOf};
pub use doings::Done;
pub use ended::{End, Ended, Succession};
pub use escalation::{Escalation, Quickest};
pub(crate) use graph::Graph;
pub use ladder::{Gap, Ladder, Rung};
pub use law::*;
pub use matters::*;
pub use node::{Carry, Doing, Filled, Interval, Keys, Money, Node, NodeId, NodeKind, Part, Quorum, Seat};
pub use node_at::{Fact, Known, NodeAt};
pub use presence::Presence;
pub use queries::{Answering, AnsweringLine, Tenure};
pub use relation::Relation;
pub(crate) use selector::{Lookup, parse as parse_selector};
pub use selector::{Selector, SelectorMistake};
pub(crate) use statement::{Adopted, Rare};
pub use statement::{Layer, Origin, Statement};
pub(crate) use table::RowMut;
pub use table::{Row, Table};
pub(crate) use together::{Again, Together};
pub use trace::Trace;
pub use view::{Around, Choice, Highlight, View};
pub use withheld::{LEFT_OUT, Withheld};

use crate::document::{RuleLevel, WhoseLaw};
use crate::drawing::HouseStyle;
use crate::sources::{FileId, Place, Sources};
use crate::suggest::did_you_mean;
use crate::text::Text;

/// The framework as a whole.
#[derive(Debug, Clone, Default)]
pub struct Framework {
    /// Its name.
    pub name: Text,
    /// The date for which it is read when no other is asked for.
    pub as_at: Option<Date>,
    /// Its version.
    pub version: Option<Text>,
    /// The levels, top to bottom.
    pub tiers: Vec<Text>,
    /// The columns, left to right.
    pub lanes: Vec<Text>,
    /// For each level, the name that it is given.
    pub(crate) tier_names: Vec<Option<Text>>,
    /// For each column, the name that it is given.
    pub(crate) lane_names: Vec<Option<Text>>,
    /// How often it is reviewed.
    pub review: Option<Review>,
    /// The levels of rules that it sets itself, in the order of the rules, each with its place.
    pub levels: Vec<(Text, RuleLevel, Place)>,
    /// What is listed in full: key and node.
    pub(crate) complete: BTreeSet<(Text, NodeId)>,
    /// Whose law is asked.
    pub law: WhoseLaw,
    /// The common part; absent where there is no `[framework]`.
    pub statement: Option<Statement>,
}

/// How often the framework is reviewed.
#[derive(Debug, Clone)]
pub struct Review {
    /// The common part.
    pub statement: Statement,
    /// Months between reviews.
    pub every_months: Option<u32>,
    /// The day of the last review.
    pub reviewed: Option<Date>,
}

/// A framework as meant.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// The framework as a whole.
    pub framework: Framework,
    /// What verbs amount to, in the order of the verbs.
    pub verbs: Vec<Verb>,
    /// Legal forms: those that ship with Remit and the framework's own.
    pub forms: Table<Form>,
    /// Legal powers, likewise.
    pub powers: Table<Power>,
    /// Offices, likewise.
    pub offices: Table<Office>,
    /// Functions that statute fixes, likewise.
    pub statutory_functions: Table<StatutoryFunction>,
    /// Bodies that an organisation must have, likewise.
    pub statutory_bodies: Table<StatutoryBody>,
    /// Who must sit on a body, likewise.
    pub statutory_seats: Table<StatutorySeat>,
    /// Kinds of paper, likewise.
    pub papers: Table<Paper>,
    /// The documents that statements come from.
    pub documents: Table<Document>,
    /// People.
    pub persons: Table<Person>,
    /// Powers, duties and matters.
    pub functions: Table<Function>,
    /// Money.
    pub budgets: Table<Budget>,
    /// Papers.
    pub instruments: Table<Instrument>,
    /// Delegations.
    pub delegations: Table<Delegation>,
    /// The log.
    pub log: Table<LogEntry>,
    /// Milestones.
    pub milestones: Table<Milestone>,
    /// How decisions are taken.
    pub routes: Table<Route>,
    /// Outcomes.
    pub outcomes: Table<Outcome>,
    /// Demands of the framework on itself.
    pub requirements: Table<Requirement>,
    /// Reviews that were made.
    pub reviews: Table<Reviewed>,
    /// Accepted findings.
    pub departures: Table<Departure>,
    /// What diagrams show.
    pub views: Table<View>,
    /// How its sheets look.
    pub house_style: HouseStyle,
    /// Proposals.
    pub proposals: Table<Proposal>,
    /// Proposals that are looked at together.
    pub scenarios: Table<Scenario>,
    /// What proposals end, adopted or not, in the order of what ends.
    pub ends: Vec<End>,
    /// What two proposals or more say against each other, taken or not, in the order of things and keys.
    pub conflicts: Vec<Conflict>,
    pub(crate) successions: Vec<Succession>,
    pub(crate) form_keys: Vec<Text>,
    pub(crate) proposal_layers: Vec<Text>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) node_index: hashbrown::HashMap<Text, NodeId>,
    pub(crate) graph: Graph,
    pub(crate) doubtful: BTreeSet<String>,
    pub(crate) together: Together,
    pub(crate) read_from: ReadFrom,
}

/// The texts that a model was made of.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReadFrom {
    /// None where it wasn't read.
    pub(crate) sources: Option<Arc<Sources>>,
    /// Its own files, each with its path within the framework, in the order of the paths.
    pub(crate) files: Vec<(String, FileId)>,
    /// The files of proposals, in order.
    pub(crate) proposals: Vec<FileId>,
}

impl Model {
    /// Whether both were made of texts that were read together, so that a place is in the same text for both.
    pub fn was_read_with(&self, other: &Self) -> bool {
        let same = match (&self.read_from.sources, &other.read_from.sources) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        same || std::ptr::eq(self, other)
    }

    /// The files that it was made of: the path of each within the framework, which, and the text; in the order of the paths.
    pub fn texts(&self) -> impl Iterator<Item = (&str, FileId, &str)> {
        let files = self.read_from.files.iter();
        files.filter_map(|(path, file)| {
            let source = self.read_from.sources.as_ref()?.get(*file);
            Some((path.as_str(), *file, &*source.text))
        })
    }

    /// Whether it stands in the file of a proposal, adopted or not. What stands there may be laid over something else, and then
    /// says what that says as well.
    pub fn is_in_proposal(&self, place: Place) -> bool {
        self.read_from.proposals.binary_search(&place.file).is_ok()
    }

    /// Whether a mistake stands in what is written of this subject (`body.hwb`), so that it is known only in part: to
    /// judge it would make a second finding out of one slip of the pen.
    pub fn is_doubtful(&self, subject: &str) -> bool {
        self.doubtful.contains(subject)
    }

    /// The model at a date, with some proposals taken as adopted; a scenario stands for its proposals. Names that are
    /// neither are ignored: ask [`Model::proposals_of`] first.
    ///
    /// Where two of the proposals change the same row or line, the view is of a model of its own, in which the later one is
    /// laid over the earlier one: whoever has the view asks [`AsAt::model`] for rows and relations, and not this model.
    pub fn at<'m>(&'m self, date: Date, with: &[&str]) -> AsAt<'m> {
        let taken: Vec<Text> = with
            .iter()
            .filter_map(|name| self.proposals_of(name))
            .flatten()
            .collect();
        let with = self.proposal_layers.iter().map(|key| taken.contains(key)).collect();
        AsAt::taking(self, date, with, usize::MAX)
    }

    /// The proposals that a name stands for, in order: a proposal by itself, or those of a scenario. Nothing, where there is
    /// no proposal and no scenario of this name.
    pub fn proposals_of(&self, name: &str) -> Option<Vec<Text>> {
        match self.proposals.get(name) {
            Some(proposal) => Some(vec![proposal.key.clone()]),
            None => self.scenarios.get(name).map(|scenario| scenario.proposals.clone()),
        }
    }

    /// What took the place of what, and what was known under another key before: from `[end]`, `successor` and `formerly`,
    /// in the order of tables and keys, each once.
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// The nodes, in the order of their keys.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    /// A node by key.
    pub fn node(&self, key: &str) -> Option<&Node> {
        self.node_id(key).map(|id| self.node_of(id))
    }

    /// The number of a node, to be given back to this model.
    pub fn node_id(&self, key: &str) -> Option<NodeId> {
        self.node_index.get(key).copied()
    }

    /// A node by number.
    pub fn node_of(&self, id: NodeId) -> &Node {
        // A `NodeId` only ever comes from the model that it is given back to.
        &self.nodes[id.index()]
    }

    /// Whether this holds of any statement as it is written, in force or not: of nodes and all that stands in them, of lines, and of the
    /// rows of all tables that say something of the framework.
    pub fn any_statement(&self, is: impl Fn(&Statement) -> bool) -> bool {
        fn any<T: Row>(rows: &[T], is: impl Fn(&Statement) -> bool) -> bool {
            rows.iter().any(|row| is(row.statement()))
        }
        let of_node = |node: &Node| {
            node.parts.iter().any(|part| is(&part.statement))
                || any(&node.seats, &is)
                || any(&node.does, &is)
                || any(&node.carries, &is)
        };
        let of_route = |route: &Route| is(&route.statement) || route.steps.iter().any(|step| is(&step.statement));
        self.nodes.iter().any(of_node)
            || self.relations().iter().any(|line| is(&line.statement))
            || self.routes.iter().any(of_route)
            || any(self.persons.rows(), &is)
            || any(self.functions.rows(), &is)
            || any(self.budgets.rows(), &is)
            || any(self.instruments.rows(), &is)
            || any(self.delegations.rows(), &is)
            || any(self.log.rows(), &is)
            || any(self.milestones.rows(), &is)
            || any(self.outcomes.rows(), &is)
    }

    /// All relations of the whole timeline, in the order of acting node, kind, key and layer.
    pub fn relations(&self) -> &[Relation] {
        self.graph.relations()
    }

    /// The key of the proposal that a layer belongs to.
    pub fn proposal_of(&self, layer: Layer) -> Option<&Text> {
        match layer {
            Layer::Base => None,
            Layer::Proposal(number) => self.proposal_layers.get(number as usize),
        }
    }

    /// The key nearest to what was written, if one is near enough to be meant.
    pub fn suggest_node(&self, written: &str) -> Option<&str> {
        did_you_mean(written, self.nodes.iter().map(|node| node.key.as_str()))
    }

    /// The proposal or scenario nearest to what was written.
    pub fn suggest_proposal(&self, written: &str) -> Option<&str> {
        let scenarios = self.scenarios.iter().map(|scenario| scenario.key.as_str());
        let proposals = self.proposals.iter().map(|proposal| proposal.key.as_str());
        did_you_mean(written, proposals.chain(scenarios))
    }

    /// What a verb amounts to.
    pub fn effect(&self, verb: &str) -> Option<crate::document::Effect> {
        let at = self
            .verbs
            .binary_search_by(|candidate| candidate.key.as_str().cmp(verb))
            .ok()?;
        Some(self.verbs[at].effect)
    }

    pub(crate) fn form_number(&self, key: &str) -> Option<u32> {
        let at = self
            .form_keys
            .binary_search_by(|candidate| candidate.as_str().cmp(key))
            .ok()?;
        u32::try_from(at).ok()
    }

    /// Whether a key of a node is listed in full, so that what is missing does not exist.
    pub fn is_complete(&self, key: &str, node: NodeId) -> bool {
        self.framework.complete.contains(&(Text::from(key), node))
    }
}
