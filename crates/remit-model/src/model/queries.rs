//! Questions that people ask of a model at a date: who does something with a function, who sits, who holds, who answers.
//! Unlike the views that rules read, these keep what is not in force, each with its status, so that it can be shown apart.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::graph::index;
use super::{
    AsAt, Delegation, Doing, Ended, Layer, Model, NodeAt, NodeId, NodeKind, Relation, Row, Seat, Selector, Standing,
    Statement,
};
use crate::document::{At, RelationKind, Role, Status};
use crate::path::StepStatus;
use crate::suggest::did_you_mean;
use crate::text::Text;

/// The relations by which one answers to another: what is part of an organisation answers to it.
const ANSWERING: [RelationKind; 2] = [RelationKind::AnswersTo, RelationKind::Within];

/// Who holds a post, or held it, or is to hold it.
#[derive(Debug, Clone)]
pub struct Tenure<'m> {
    /// The person, by key; nobody where the post is stated to be vacant.
    pub person: Option<&'m At<Text>>,
    /// The statement that says so.
    pub statement: &'m Statement,
    /// Whether it is in force.
    pub status: StepStatus,
}

/// A line of accountability, seen from one to whom it leads, or from whom it comes.
#[derive(Debug, Clone)]
pub struct AnsweringLine<'m> {
    /// The line.
    pub relation: &'m Relation,
    /// Whether it is in force.
    pub status: StepStatus,
    /// How many steps it is away: 1 is direct.
    pub steps: usize,
    /// The nearest of those between, the first that the line leads to (or comes from) first: at most five.
    pub through: Vec<NodeId>,
}

/// All lines of accountability below, or above, one.
#[derive(Debug, Clone, Default)]
pub struct Answering<'m> {
    /// Those in force, the nearest first.
    pub lines: Vec<AnsweringLine<'m>>,
    /// Those that are proposed or run in shadow form, to anyone among them.
    pub proposed: Vec<AnsweringLine<'m>>,
    /// The direct ones of another date.
    pub other_date: Vec<AnsweringLine<'m>>,
}

impl<'m> AsAt<'m> {
    /// All rows of a list, in force or not, each with its status. They belong to these nodes, and count no more than they.
    pub fn with_status<'r, 'v, T: Row>(
        &'v self,
        rows: &'r [T],
        of: &'v [NodeId],
    ) -> impl Iterator<Item = (&'r T, StepStatus)> + use<'r, 'v, 'm, T> {
        let status = move |(at, row): (usize, &'r T)| (row, self.status(row.statement(), self.replaced(rows, at), of));
        rows.iter().enumerate().map(status)
    }

    /// Whether another row takes the place of this one. (A proposal that is not adopted is not replaced by one that is: it
    /// is still a proposal.)
    fn replaced<T: Row>(&self, rows: &[T], at: usize) -> bool {
        self.has_layer(rows[at].statement().layer) && self.superseded(rows, at)
    }

    /// The status of a statement that belongs to these nodes.
    fn status(&self, statement: &Statement, replaced: bool, of: &[NodeId]) -> StepStatus {
        let own = if replaced {
            Standing::OtherDate
        } else {
            self.standing(statement)
        };
        let standing = of.iter().map(|&id| self.node_standing(id)).fold(own, Standing::max);
        let why = || {
            if replaced {
                return "replaced by what counts on this date".to_owned();
            }
            let ended = self
                .ended(statement.ended())
                .filter(|_| self.is_over(statement.ended()));
            if let Some(ended) = ended {
                return self.end_in_words(statement, statement.starts, ended);
            }
            let gone = of.iter().find(|&&id| self.node_standing(id) == Standing::OtherDate);
            match (statement.days_in_words(statement.starts, statement.ends), gone) {
                (Some(dates), _) if own == Standing::OtherDate => dates,
                (_, Some(&id)) => format!("nor is {}", self.node(id).name()),
                (dates, None) => dates.unwrap_or_else(|| "of another date".to_owned()),
            }
        };
        self.status_of(standing, statement.layer, of, why)
    }

    /// Since when, and until when or by what, for something that a proposal ends.
    fn end_in_words(&self, statement: &Statement, starts: Option<Date>, ended: &Ended) -> String {
        match (ended.last, self.model.proposal_of(ended.layer)) {
            (Some(last), _) => statement.days_in_words(starts, Some(last)).unwrap_or_default(),
            (None, Some(proposal)) => format!("ended by the proposal {proposal}"),
            (None, None) => "ended by a proposal".to_owned(),
        }
    }

    /// A standing as a status: with the proposal that it rests on, and why it is not in force.
    fn status_of(&self, standing: Standing, layer: Layer, of: &[NodeId], why: impl Fn() -> String) -> StepStatus {
        let of = of.iter().map(|&id| self.node(id).definition().statement.layer);
        let mut layers = std::iter::once(layer).chain(of);
        let proposal = |layer: Option<Layer>| {
            layer
                .and_then(|layer| self.model.proposal_of(layer))
                .map(Text::to_string)
        };
        match standing {
            Standing::InForce => match proposal(layers.find(|layer| *layer != Layer::Base)) {
                Some(proposal) => StepStatus::AsIfAdopted(proposal),
                None => StepStatus::InForce,
            },
            Standing::Shadow => StepStatus::Shadow,
            Standing::Proposed => StepStatus::Proposed(proposal(layers.find(|&layer| !self.has_layer(layer)))),
            Standing::OtherDate => StepStatus::OtherDate(match proposal(Some(layer)) {
                Some(proposal) => format!("{}, by the proposal {proposal}", why()),
                None => why(),
            }),
        }
    }

    /// What anybody does with a function, in force or not, in the order of bodies and keys.
    pub fn doings_of<'v>(&'v self, function: &str) -> Vec<(NodeAt<'m, 'v>, &'m Doing, StepStatus)> {
        let about = |doing: &Doing| doing.function.as_ref().is_some_and(|at| at.value == function);
        let mut found = Vec::new();
        for node in self.all_nodes().filter(|node| node.node.does.iter().any(about)) {
            let does = node.all_does().into_iter().filter(|(doing, _)| about(doing));
            found.extend(does.map(|(doing, status)| (node, doing, status)));
        }
        found
    }

    /// All delegations, in force or not, in the order of keys. One is in force while the one who receives and any who give
    /// are.
    pub fn delegations(&self) -> impl Iterator<Item = (&'m Delegation, StepStatus)> {
        (0..self.model.delegations.rows().len()).map(|number| self.delegation(number))
    }

    /// The delegations that somebody receives, in the same way.
    pub fn delegations_to(&self, id: NodeId) -> impl Iterator<Item = (&'m Delegation, StepStatus)> {
        let received = self.received.get_or_init(|| {
            let mut received: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
            for (number, row) in self.model.delegations.rows().iter().enumerate() {
                if let Some(to) = &row.to {
                    received.entry(to.value).or_default().push(number);
                }
            }
            received
        });
        let numbers = received.get(&id).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|&number| self.delegation(number))
    }

    /// The delegations of a function, in the same way.
    pub fn delegations_of(&self, function: &str) -> impl Iterator<Item = (&'m Delegation, StepStatus)> {
        let given = self.given.get_or_init(|| {
            let mut given: BTreeMap<Text, Vec<usize>> = BTreeMap::new();
            for (number, row) in self.model.delegations.rows().iter().enumerate() {
                for key in &row.functions {
                    let numbers = given.entry(key.clone()).or_default();
                    // A function that a delegation names twice is given once.
                    if numbers.last() != Some(&number) {
                        numbers.push(number);
                    }
                }
            }
            given
        });
        let numbers = given.get(function).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|&number| self.delegation(number))
    }

    /// A delegation with its status.
    fn delegation(&self, number: usize) -> (&'m Delegation, StepStatus) {
        let rows = self.model.delegations.rows();
        let row = &rows[number];
        let giver = row.from.iter().min_by_key(|&&id| self.node_standing(id));
        let ends: Vec<NodeId> = row.to.iter().map(|to| to.value).chain(giver.copied()).collect();
        (row, self.status(&row.statement, self.replaced(rows, number), &ends))
    }

    /// The office that brings a seat, as "chair of SELECTOR": the role, and which bodies are meant.
    pub fn office(&self, written: &str) -> Option<(Role, Selector)> {
        let (role, selector) = written.split_once(" of ")?;
        let role = Role::ALL.into_iter().find(|known| known.word() == role.trim())?;
        Some((role, Selector::parse(selector.trim(), self.model).ok()?))
    }

    /// Who answers to this one, directly and through others.
    pub fn answering_to(&self, id: NodeId) -> Answering<'m> {
        self.answering(id, petgraph::Direction::Incoming)
    }

    /// To whom this one answers, directly and through others.
    pub fn answers_to(&self, id: NodeId) -> Answering<'m> {
        self.answering(id, petgraph::Direction::Outgoing)
    }

    /// A breadth-first search that looks at each line once.
    fn answering(&self, id: NodeId, direction: petgraph::Direction) -> Answering<'m> {
        let graph = self.model.graph.upward();
        let mut found = Answering::default();
        // Of each one reached: how far it is, and the one by which it was reached first.
        let mut reached: BTreeMap<NodeId, (usize, NodeId)> = BTreeMap::from([(id, (0, id))]);
        let mut nearest = vec![id];
        let mut steps = 0;
        while !nearest.is_empty() {
            steps += 1;
            let mut next = Vec::new();
            for &at in &nearest {
                let lines = graph.edges_directed(index(at), direction).map(|edge| *edge.weight());
                let mut numbers: Vec<u32> = lines.filter(|&number| self.makes_answer(number)).collect();
                numbers.sort_unstable();
                for number in numbers {
                    let relation = self.relation(number);
                    let line = AnsweringLine {
                        relation,
                        status: self.step_of(relation).status,
                        steps,
                        through: between(&reached, at, id),
                    };
                    match self.relation_standing(number as usize) {
                        Standing::InForce => {
                            let other = match direction {
                                petgraph::Direction::Incoming => relation.below(),
                                petgraph::Direction::Outgoing => relation.above(),
                            };
                            found.lines.push(line);
                            reached.entry(other).or_insert_with(|| {
                                next.push(other);
                                (steps, at)
                            });
                        }
                        Standing::Proposed | Standing::Shadow => found.proposed.push(line),
                        Standing::OtherDate if steps == 1 => found.other_date.push(line),
                        Standing::OtherDate => {}
                    }
                }
            }
            next.sort_unstable();
            nearest = next;
        }
        found
    }

    /// Whether a line is one of accountability. That what is part of an organisation answers to it need not be said where
    /// it is written out.
    fn makes_answer(&self, number: u32) -> bool {
        let relation = self.relation(number);
        let standing = self.relation_standing(number as usize);
        let written_out = || {
            self.lines_of(relation.from).any(|(other, other_standing)| {
                other.kind == RelationKind::AnswersTo && other.to == relation.to && other_standing <= standing
            })
        };
        ANSWERING.contains(&relation.kind) && (relation.kind != RelationKind::Within || !written_out())
    }
}

/// Those between one that was reached and where the search began: at most five.
fn between(reached: &BTreeMap<NodeId, (usize, NodeId)>, at: NodeId, id: NodeId) -> Vec<NodeId> {
    let mut between = Vec::new();
    let mut here = at;
    while here != id && between.len() < 5 {
        between.push(here);
        match reached.get(&here) {
            Some(&(_, before)) => here = before,
            None => break,
        }
    }
    between
}

impl<'m> NodeAt<'m, '_> {
    /// Its status.
    pub fn status(&self) -> StepStatus {
        let definition = &self.definition().statement;
        let ends = || {
            self.node
                .parts
                .iter()
                .rev()
                .filter(|part| self.at.has_layer(part.statement.layer))
        };
        let ended = self.ended().filter(|_| self.at.is_over(&self.node.ended));
        let of_dates = || {
            let days = match (definition.starts, ends().find(|part| part.ends.is_some())) {
                (Some(starts), _) if self.at.date < starts => definition.days_in_words(Some(starts), None),
                (_, Some(part)) => part.statement.days_in_words(None, part.ends),
                _ => None,
            };
            days.unwrap_or_else(|| "of another date".to_owned())
        };
        let home = self.ended_with_organisation().map(|home| self.at.node(home));
        let of_dates = || match &home {
            Some(home) => format!("ended with {}", home.name()),
            None => of_dates(),
        };
        let why = || ended.map_or_else(of_dates, |ended| self.at.end_in_words(definition, None, ended));
        let layer = self.put_in_force_by().unwrap_or(definition.layer);
        self.at.status_of(self.standing(), layer, &[], why)
    }

    /// The proposal by whose change it is in force, where its definition says that it is not.
    fn put_in_force_by(&self) -> Option<Layer> {
        if self.definition().statement.status == Status::InForce {
            return None;
        }
        let changes = self.node.parts.iter().rev().filter(|part| !part.defines);
        let mut counting = changes.filter(|part| self.at.in_force(&part.statement));
        let part = counting.find(|part| part.status.is_some())?;
        (part.status == Some(Status::InForce) && part.statement.layer != Layer::Base).then_some(part.statement.layer)
    }

    /// All that it does, in force or not, in the order of keys.
    pub fn all_does(&self) -> Vec<(&'m Doing, StepStatus)> {
        self.at.with_status(&self.node.does, &[self.id]).collect()
    }

    /// All places on it, in force or not, in the order of keys.
    pub fn all_seats(&self) -> Vec<(&'m Seat, StepStatus)> {
        self.at.with_status(&self.node.seats, &[self.id]).collect()
    }

    /// Who holds a post, in force or not, the statement that counts first.
    pub fn tenures(&self) -> Vec<Tenure<'m>> {
        let mut tenures: Vec<Tenure<'m>> = Vec::new();
        let mut settled = false;
        for part in self.node.parts.iter().rev() {
            let vacant = part.keys.vacant.as_ref().is_some_and(|vacant| vacant.value);
            if part.keys.holder.is_none() && !vacant {
                continue;
            }
            let counts = self.at.in_force(&part.statement);
            let replaced = settled && self.at.has_layer(part.statement.layer);
            let status = match part.defines && !replaced {
                // Changes may have given the post another status, or an end.
                true if self.at.has_layer(part.statement.layer) => self.status(),
                _ => self.at.status(&part.statement, replaced, &[self.id]),
            };
            tenures.push(Tenure {
                person: part.keys.holder.as_ref(),
                statement: &part.statement,
                status,
            });
            settled |= counts;
        }
        tenures
    }
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] = [
        Self::Chair,
        Self::CoChair,
        Self::ViceChair,
        Self::Member,
        Self::InAttendance,
    ];

    /// The role in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::InAttendance => "in attendance",
            other => other.word(),
        }
    }
}

impl Model {
    /// The tables in which something has this key, in the order in which they are tried.
    pub fn tables_of(&self, key: &str) -> Vec<&'static str> {
        let mut tables: Vec<&'static str> = self.node(key).map(|node| node.kind.word()).into_iter().collect();
        let others = [
            ("person", self.persons.get(key).is_some()),
            ("function", self.functions.get(key).is_some()),
            ("delegation", self.delegations.get(key).is_some()),
            ("budget", self.budgets.get(key).is_some()),
            ("instrument", self.instruments.get(key).is_some()),
            ("document", self.documents.get(key).is_some()),
            ("proposal", self.proposals.get(key).is_some()),
            ("log entry", self.log.get(key).is_some()),
        ];
        tables.extend(others.into_iter().filter(|(_, there)| *there).map(|(table, _)| table));
        tables
    }

    /// The keys of some of the tables `organisation`, `body`, `post`, `person` and `function`, each with a name that it
    /// has, in the order of tables and keys.
    pub fn keys_and_names(&self, tables: &[&str]) -> Vec<(&'static str, &Text, &Text)> {
        let mut all: Vec<(&'static str, &Text, &Text)> = Vec::new();
        for kind in [NodeKind::Organisation, NodeKind::Body, NodeKind::Post] {
            let nodes = self
                .nodes()
                .filter(|node| node.kind == kind && tables.contains(&kind.word()));
            all.extend(nodes.map(|node| (kind.word(), &node.key, node.first_name())));
        }
        if tables.contains(&"person") {
            all.extend(self.persons.iter().map(|row| ("person", &row.key, &row.name)));
        }
        if tables.contains(&"function") {
            all.extend(self.functions.iter().map(|row| ("function", &row.key, &row.name)));
        }
        all
    }

    /// The key nearest to what was written, of some tables, if one is near enough to be meant.
    pub fn suggest(&self, tables: &[&str], written: &str) -> Option<&str> {
        did_you_mean(
            written,
            self.keys_and_names(tables).into_iter().map(|(_, key, _)| key.as_str()),
        )
    }
}
