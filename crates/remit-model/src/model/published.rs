//! A framework as the public may see it: without proposals that nobody has adopted, without what is marked internal, without risks, and
//! without the names of people.
//!
//! It is taken out of the model itself, so that no page, register or drawing made from what is left can show it. The names are taken out
//! of every text as it is read ([`crate::resolve::load_for_the_public`]), so that none is forgotten; [`Withheld`] says which are meant, and
//! which other words tell them all the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Doing, Ended, Filled, Graph, LEFT_OUT, Layer, Model, Node, NodeId, Part, Person, Relation, Row, Seat, Statement,
    Table,
};
use crate::document::{At, Audience, LogKind};
use crate::text::Text;

/// The key of a person who stands for whoever may not be named.
const SOMEBODY: &str = "left-out";

/// The names of what is internal.
pub(super) fn internal_names(model: &Model) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for node in model.nodes.iter().filter(|node| hidden_with(node).is_some()) {
        let of_node = node.parts.iter().filter_map(|part| part.keys.name.as_deref());
        names.extend(of_node.map(Text::as_str));
    }
    names.extend(names_of(&model.functions, |row| &row.name));
    names.extend(names_of(&model.budgets, |row| &row.name));
    names.extend(names_of(&model.instruments, |row| &row.name));
    names.extend(names_of(&model.delegations, |row| &row.name));
    names.extend(names_of(&model.documents, |row| &row.title));
    names
}

/// What hides a node: a definition, or a change in force or to come, that is internal.
pub(super) fn hidden_with(node: &Node) -> Option<&Part> {
    let hides = |part: &&Part| {
        part.statement.audience == Audience::Internal && (part.defines || part.statement.layer == Layer::Base)
    };
    node.parts.iter().find(hides)
}

/// The names of the rows that are internal.
fn names_of<T: Row>(table: &Table<T>, name: impl Fn(&T) -> &Text) -> Vec<&str> {
    let internal = table.iter().filter(|row| !is_public(row.statement()));
    internal.map(|row| name(row).as_str()).collect()
}

fn is_public(statement: &Statement) -> bool {
    statement.audience == Audience::Public
}

/// Whether it belongs to the framework: what is only proposed is nobody's but theirs who propose it.
fn is_adopted(statement: &Statement) -> bool {
    statement.layer == Layer::Base
}

pub(super) fn is_left(statement: &Statement) -> bool {
    is_public(statement) && is_adopted(statement)
}

/// The rows that may be seen. What was made internal by a change is so as it was before too.
fn seen<T: Row + Clone>(table: &Table<T>, also: impl Fn(&T) -> bool) -> Table<T> {
    let mut last: BTreeMap<&Text, bool> = BTreeMap::new();
    for row in table.iter().filter(|row| is_adopted(row.statement())) {
        last.insert(row.key(), is_public(row.statement()));
    }
    let shown = |row: &&T| is_left(row.statement()) && last.get(row.key()) == Some(&true) && also(row);
    Table::new(table.iter().filter(shown).cloned().collect())
}

impl Model {
    /// The same framework as the public may see it: without proposals that nobody has adopted, people's names, risks, departures, and
    /// whatever is marked internal.
    pub(crate) fn for_the_public(&self) -> Self {
        let is_hidden = |node: &Node| hidden_with(node).is_some() || !node.in_base();
        let numbered = (0u32..).map(NodeId).zip(&self.nodes);
        let hidden: BTreeSet<NodeId> = numbered.filter(|(_, node)| is_hidden(node)).map(|(id, _)| id).collect();
        let mut model = self.clone();
        // No proposals are taken together, for which the texts would be read anew, with all that stands in them.
        model.together = super::Together::default();
        model.tables(&hidden);
        let left = Left::of(&model, hidden);
        model.rest(&left);
        for (id, node) in (0u32..).map(NodeId).zip(&mut model.nodes) {
            left.node(node, left.hidden.contains(&id));
        }
        let relations = self.graph.relations().iter().filter(|line| left.line(line));
        let relations = relations.cloned().filter_map(|line| left.of_line(line));
        model.graph = Graph::new(model.nodes.len(), relations.collect());
        model
    }

    /// The tables without what may not be seen.
    fn tables(&mut self, hidden: &BTreeSet<NodeId>) {
        let none_hidden = |ids: &[NodeId]| ids.is_empty() || ids.iter().any(|id| !hidden.contains(id));
        self.functions = seen(&self.functions, |row| none_hidden(&row.of));
        self.budgets = seen(&self.budgets, |_| true);
        self.instruments = seen(&self.instruments, |_| true);
        self.delegations = seen(&self.delegations, |row| {
            none_hidden(&row.from) && row.to.as_ref().is_none_or(|to| !hidden.contains(&to.value))
        });
        self.log = seen(&self.log, |row| row.kind != Some(LogKind::Risk));
        self.milestones = seen(&self.milestones, |_| true);
        self.outcomes = seen(&self.outcomes, |_| true);
        self.routes = seen(&self.routes, |_| true);
        self.documents = seen(&self.documents, |_| true);
        self.requirements = seen(&self.requirements, |_| true);
        // What shows proposals, or is drawn for those who work with the framework, is not for the public.
        let views = self.views.iter();
        let views = views.filter(|view| is_left(&view.statement) && view.choice.with.is_empty());
        let mut views: Vec<_> = views.cloned().collect();
        for view in &mut views {
            view.choice.audience = Audience::Public;
        }
        self.views = Table::new(views);
        self.proposals = seen(&self.proposals, |row| row.adopted.is_some());
        self.scenarios = Table::default();
        self.conflicts.clear();
        // What was accepted, by whom and why, is a matter of those who work with the framework.
        self.departures = Table::default();
        self.reviews = Table::default();
        let mut persons: Vec<_> = self.persons.iter().cloned().collect();
        for person in &mut persons {
            person.name = LEFT_OUT.into();
            person.declared = None;
            person.interests.clear();
            person.of.clear();
        }
        if let Some(framework) = self
            .framework
            .statement
            .as_ref()
            .filter(|_| !persons.iter().any(|one| one.key == *SOMEBODY))
        {
            persons.push(Person {
                key: SOMEBODY.into(),
                statement: framework.clone(),
                name: LEFT_OUT.into(),
                of: Vec::new(),
                categories: Vec::new(),
                declared: None,
                interests: Vec::new(),
            });
        }
        self.persons = Table::new(persons);
    }

    /// The rows that are left, without what they name and may not be seen.
    fn rest(&mut self, left: &Left) {
        let there = |id: &NodeId| !left.hidden.contains(id);
        self.functions = changed(&self.functions, |row| {
            left.statement(&mut row.statement);
            row.of.retain(there);
        });
        self.budgets = changed(&self.budgets, |row| {
            left.statement(&mut row.statement);
            row.contributors.retain(there);
            row.host = row.host.filter(there);
            row.committed_by = row.committed_by.filter(there);
            row.manager = row.manager.filter(there);
            row.held_by = row.held_by.take().filter(|held| there(&held.value));
            left.paper(&mut row.instrument);
        });
        self.instruments = changed(&self.instruments, |row| {
            left.statement(&mut row.statement);
            row.parties.retain(|(id, _)| there(id));
            row.leaving.retain(|(id, ..)| there(id));
            row.owners.retain(there);
            row.approvers.retain(there);
        });
        // A delegation of nothing that may be named is not told at all.
        let functions = |row: &super::Delegation| {
            row.functions.is_empty() || row.functions.iter().any(|key| left.has("function", key))
        };
        let delegations = self.delegations.iter().filter(|row| functions(row)).cloned().collect();
        self.delegations = changed(&Table::new(delegations), |row| {
            left.statement(&mut row.statement);
            row.from.retain(there);
            row.liable.retain(there);
            row.functions.retain(|key| left.has("function", key));
            row.recorded_in.retain(|key| left.has("instrument", key));
            left.paper(&mut row.instrument);
            left.paper(&mut row.consent);
        });
        self.log = changed(&self.log, |row| {
            left.statement(&mut row.statement);
            row.about.retain(|subject| left.has(subject.table, &subject.key));
            row.unsettles.retain(|(id, ..)| there(id));
            row.owner = row.owner.filter(there);
        });
        let routes = self.routes.iter();
        let told = routes
            .filter(|row| row.text.is_some() || row.function.as_ref().is_none_or(|key| left.has("function", key)));
        let told = told.cloned().collect();
        self.routes = changed(&Table::new(told), |row| {
            left.statement(&mut row.statement);
            row.function = row.function.take().filter(|key| left.has("function", key));
            row.steps
                .retain(|step| is_left(&step.statement) && step.body.as_ref().is_none_or(there));
            row.steps
                .iter_mut()
                .for_each(|step| left.statement(&mut step.statement));
        });
        self.milestones = changed(&self.milestones, |row| {
            left.statement(&mut row.statement);
            row.about.retain(|subject| left.has(subject.table, &subject.key));
            row.owner = row.owner.filter(there);
        });
        self.outcomes = changed(&self.outcomes, |row| left.statement(&mut row.statement));
        self.documents = changed(&self.documents, |row| left.statement(&mut row.statement));
        self.proposals = changed(&self.proposals, |row| {
            left.statement(&mut row.statement);
            row.proposer = row.proposer.filter(there);
            row.answers.retain(|key| left.has("log", key));
        });
        self.ends
            .retain(|end| end.ended.layer == Layer::Base && left.has(end.table, &end.key));
        self.successions.retain(|one| {
            one.layer == Layer::Base
                && [&one.from, &one.to]
                    .into_iter()
                    .all(|key| one.renamed || left.has(one.table, key))
        });
        if let Some(statement) = &mut self.framework.statement {
            left.statement(statement);
        }
    }
}

/// The rows, each changed.
fn changed<T: Row + Clone>(table: &Table<T>, change: impl Fn(&mut T)) -> Table<T> {
    let mut rows: Vec<T> = table.iter().cloned().collect();
    rows.iter_mut().for_each(change);
    Table::new(rows)
}

/// What is left, for those who name it.
struct Left {
    hidden: BTreeSet<NodeId>,
    /// All of it, by table and key.
    subjects: BTreeSet<(&'static str, Text)>,
}

impl Left {
    fn of(model: &Model, hidden: BTreeSet<NodeId>) -> Self {
        fn keys<T: Row>(table: &'static str, rows: &Table<T>, into: &mut BTreeSet<(&'static str, Text)>) {
            into.extend(rows.iter().map(|row| (table, row.key().clone())));
        }
        let numbered = (0u32..).map(NodeId).zip(&model.nodes);
        let shown = numbered.filter(|(id, _)| !hidden.contains(id));
        let mut subjects: BTreeSet<(&'static str, Text)> =
            shown.map(|(_, node)| (node.kind.word(), node.key.clone())).collect();
        keys("function", &model.functions, &mut subjects);
        keys("budget", &model.budgets, &mut subjects);
        keys("instrument", &model.instruments, &mut subjects);
        keys("delegation", &model.delegations, &mut subjects);
        keys("document", &model.documents, &mut subjects);
        keys("log", &model.log, &mut subjects);
        keys("milestone", &model.milestones, &mut subjects);
        keys("outcome", &model.outcomes, &mut subjects);
        keys("route", &model.routes, &mut subjects);
        keys("requirement", &model.requirements, &mut subjects);
        Self { hidden, subjects }
    }

    fn has(&self, table: &'static str, key: &Text) -> bool {
        self.subjects.contains(&(table, key.clone()))
    }

    fn paper(&self, key: &mut Option<Text>) {
        *key = key.take().filter(|key| self.has("instrument", key));
    }

    /// Without a source that may not be named, and its words; and without what a proposal would end.
    fn statement(&self, statement: &mut Statement) {
        let document = |written: &Text| Text::from(written.split(':').next().unwrap_or("").trim());
        if statement
            .origin
            .as_ref()
            .is_some_and(|origin| !self.has("document", &document(&origin.written)))
        {
            statement.origin = None;
            statement.quote = None;
        }
        if let Some(rare) = &mut statement.rare {
            rare.ended.retain(|ended| ended.layer == Layer::Base);
        }
    }

    fn line(&self, line: &Relation) -> bool {
        let ends = [line.from, line.to];
        is_left(&line.statement) && !ends.iter().any(|id| self.hidden.contains(id))
    }

    /// A line without what may not be named; nothing, where it is for nothing else.
    fn of_line(&self, mut line: Relation) -> Option<Relation> {
        self.statement(&mut line.statement);
        self.paper(&mut line.instrument);
        let all = line.matters.len();
        let matters = line.matters.iter();
        let matters: Vec<Text> = matters
            .filter(|key| key.as_str() == "*" || self.has("function", key))
            .cloned()
            .collect();
        if matters.is_empty() && all > 0 {
            return None;
        }
        if matters.len() < all {
            line.matters = matters.into();
        }
        Some(line)
    }

    fn node(&self, node: &mut Node, hide: bool) {
        node.ended.retain(|ended| ended.layer == Layer::Base);
        if let Some(part) = node.parts.first().filter(|_| hide) {
            // It is there on no day.
            node.ended.push(Ended {
                layer: Layer::Base,
                from: None,
                last: Some(Date::MIN),
                place: part.statement.place,
            });
        }
        let keep = |part: &Part| (part.defines || is_public(&part.statement)) && is_adopted(&part.statement);
        if node.parts.iter().any(keep) {
            node.parts.retain(keep);
        }
        for part in &mut node.parts {
            self.statement(&mut part.statement);
            let keys = &mut part.keys;
            let there = |at: &At<NodeId>| !self.hidden.contains(&at.value);
            let paper = |at: &At<Text>| self.has("instrument", &at.value);
            keys.instrument = keys.instrument.take().filter(paper);
            keys.within = keys.within.take().filter(there);
            keys.employer = keys.employer.take().filter(there);
            keys.between = keys.between.iter().filter(|at| there(at)).cloned().collect();
        }
        let does = |does: &Doing| {
            let function = does.function.as_ref();
            is_left(&does.statement) && function.is_none_or(|key| self.has("function", &key.value))
        };
        node.does.retain(does);
        node.does
            .iter_mut()
            .for_each(|does| self.statement(&mut does.statement));
        node.carries.clear();
        node.seats.retain(|seat| is_left(&seat.statement));
        node.seats.iter_mut().for_each(|seat| self.seat(seat));
    }

    fn seat(&self, seat: &mut Seat) {
        self.statement(&mut seat.statement);
        seat.nominee_of = seat.nominee_of.filter(|id| !self.hidden.contains(id));
        seat.approved_by = seat.approved_by.filter(|id| !self.hidden.contains(id));
        let node = |key: &Text| {
            ["body", "organisation", "post"]
                .iter()
                .any(|table| self.has(table, key))
        };
        // "chair of NAME": where what is named may not be, neither may the office.
        let office = |written: &Text| {
            let named = written
                .split_once(" of ")
                .map_or(written.as_str(), |(_, named)| named.trim());
            named.contains(':') || node(&named.into())
        };
        let left_out = match &seat.filled {
            Filled::Post(at) | Filled::Nominee(at) if !node(&at.value) => Some(at.span),
            Filled::ExOfficio(at) if !office(&at.value) => Some(at.span),
            _ => None,
        };
        if let Some(span) = left_out {
            seat.filled = Filled::Person(At {
                value: SOMEBODY.into(),
                span,
            });
        }
    }
}
