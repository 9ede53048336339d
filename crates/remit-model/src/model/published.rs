//! A framework as the public may see it: without what is marked internal, without risks, and without the names of people.
//!
//! It is taken out of the model itself, so that no page, register or drawing made from what is left can show it. What is only named in
//! running text is named there no longer: [`Withheld`] says which words are meant.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Doing, Ended, Graph, Layer, Model, Node, NodeId, Origin, Part, Relation, Row, Seat, Statement, Table};
use crate::document::{Audience, LogKind};
use crate::text::Text;

/// What stands in the place of what is withheld.
pub const WITHHELD: &str = "(name withheld)";

/// The words that the public is not to read: the names of people, and of whatever is internal; the longest first.
#[derive(Debug, Clone, Default)]
pub struct Withheld {
    names: Vec<String>,
}

impl Withheld {
    /// What a model withholds.
    pub fn of(model: &Model) -> Self {
        let mut names: BTreeSet<String> = model.persons.iter().map(|person| person.name.to_string()).collect();
        let mut internal = |statement: &Statement, name: &Text| {
            if statement.audience == Audience::Internal {
                names.insert(name.to_string());
            }
        };
        for node in &model.nodes {
            for part in &node.parts {
                if let Some(name) = &part.keys.name {
                    internal(hidden_with(node).map_or(&part.statement, |part| &part.statement), name);
                }
            }
        }
        model
            .functions
            .iter()
            .for_each(|row| internal(&row.statement, &row.name));
        model.budgets.iter().for_each(|row| internal(&row.statement, &row.name));
        model
            .instruments
            .iter()
            .for_each(|row| internal(&row.statement, &row.name));
        model
            .delegations
            .iter()
            .for_each(|row| internal(&row.statement, &row.name));
        // A name of a letter or two stands in every sentence.
        let mut names: Vec<String> = names
            .into_iter()
            .filter(|name| name.trim().chars().count() > 3)
            .collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self { names }
    }

    /// Which of the names stand in a text, as whole words.
    pub fn named_in<'w>(&'w self, text: &'w str) -> impl Iterator<Item = &'w str> {
        let names = self.names.iter().map(String::as_str);
        names.filter(move |name| places(text, name).next().is_some())
    }

    /// The text without the names.
    pub fn without(&self, text: &str) -> Option<String> {
        let mut written: Option<String> = None;
        for name in &self.names {
            let now = written.as_deref().unwrap_or(text);
            let found: Vec<usize> = places(now, name).collect();
            if found.is_empty() {
                continue;
            }
            let mut out = String::with_capacity(now.len());
            let mut from = 0;
            for at in found {
                out.push_str(&now[from..at]);
                out.push_str(WITHHELD);
                from = at + name.len();
            }
            out.push_str(&now[from..]);
            written = Some(out);
        }
        written
    }

    fn redact(&self, text: &mut Text) {
        if let Some(without) = self.without(text) {
            *text = without.into();
        }
    }

    fn redact_some(&self, text: Option<&mut Text>) {
        if let Some(text) = text {
            self.redact(text);
        }
    }

    fn statement(&self, statement: &mut Statement) {
        self.redact_some(statement.quote.as_mut());
        if let Some(Origin { written, .. }) = &mut statement.origin {
            self.redact(written);
        }
        if let Some(rare) = &mut statement.rare {
            self.redact_some(rare.note.as_mut());
            for (_, why) in &mut rare.assumed {
                self.redact(why);
            }
        }
    }
}

/// Where a name stands in a text as a word of its own.
fn places<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(name).map(|(at, _)| at).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !is_letter(before) && !is_letter(after)
    })
}

/// The definition that hides a node: one that is internal.
fn hidden_with(node: &Node) -> Option<&Part> {
    let mut definitions = node.parts.iter().filter(|part| part.defines);
    definitions.find(|part| part.statement.audience == Audience::Internal)
}

fn is_public(statement: &Statement) -> bool {
    statement.audience == Audience::Public
}

/// The rows that may be seen.
fn seen<T: Row + Clone>(table: &Table<T>, also: impl Fn(&T) -> bool) -> Table<T> {
    let rows = table.iter().filter(|row| is_public(row.statement()) && also(row));
    Table::new(rows.cloned().collect())
}

impl Model {
    /// The same framework as the public may see it: without people's names, risks, departures, and whatever is marked internal.
    pub fn for_the_public(&self) -> Self {
        let withheld = Withheld::of(self);
        let hidden: BTreeSet<NodeId> = (0u32..)
            .map(NodeId)
            .zip(&self.nodes)
            .filter(|(_, node)| hidden_with(node).is_some())
            .map(|(id, _)| id)
            .collect();
        let mut model = self.clone();
        model.tables(&hidden);
        let functions: BTreeSet<Text> = model.functions.iter().map(|row| row.key.clone()).collect();
        let papers: BTreeSet<Text> = model.instruments.iter().map(|row| row.key.clone()).collect();
        let left = Left {
            hidden: &hidden,
            functions: &functions,
            papers: &papers,
        };
        model.rest(&left);
        for (id, node) in (0u32..).map(NodeId).zip(&mut model.nodes) {
            left.node(node, hidden.contains(&id));
        }
        let relations = self.graph.relations().iter().filter(|line| left.line(line));
        let relations = relations.cloned().map(|line| left.without_papers(line));
        model.graph = Graph::new(model.nodes.len(), relations.collect());
        model.words(&withheld);
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
        self.documents = seen(&self.documents, |_| true);
        self.requirements = seen(&self.requirements, |_| true);
        self.proposals = seen(&self.proposals, |_| true);
        // What was accepted, by whom and why, is a matter of those who work with the framework.
        self.departures = Table::default();
        let mut persons: Vec<_> = self.persons.iter().cloned().collect();
        for person in &mut persons {
            person.name = WITHHELD.into();
            person.declared = None;
            person.interests.clear();
            person.of.clear();
        }
        self.persons = Table::new(persons);
    }

    /// The rows that are left, without what they name and may not be seen.
    fn rest(&mut self, left: &Left<'_>) {
        let hidden = left.hidden;
        let there = |id: &NodeId| !hidden.contains(id);
        self.functions = changed(&self.functions, |row| row.of.retain(there));
        self.budgets = changed(&self.budgets, |row| {
            row.contributors.retain(there);
            row.host = row.host.filter(there);
            row.committed_by = row.committed_by.filter(there);
            row.manager = row.manager.filter(there);
            row.held_by = row.held_by.take().filter(|held| there(&held.value));
            left.paper(&mut row.instrument);
        });
        self.instruments = changed(&self.instruments, |row| {
            row.parties.retain(|(id, _)| there(id));
            row.leaving.retain(|(id, ..)| there(id));
            row.owners.retain(there);
            row.approvers.retain(there);
        });
        self.delegations = changed(&self.delegations, |row| {
            row.from.retain(there);
            row.liable.retain(there);
            row.functions.retain(|key| left.functions.contains(key));
            row.recorded_in.retain(|key| left.papers.contains(key));
            left.paper(&mut row.instrument);
            left.paper(&mut row.consent);
        });
        let nodes: BTreeSet<Text> = hidden.iter().map(|&id| self.node_of(id).key.clone()).collect();
        let may_be_named = |subject: &super::Subject| match subject.table {
            "function" => left.functions.contains(&subject.key),
            "instrument" => left.papers.contains(&subject.key),
            _ => !nodes.contains(&subject.key),
        };
        self.log = changed(&self.log, |row| {
            row.about.retain(may_be_named);
            row.unsettles.retain(|(id, ..)| there(id));
            row.owner = row.owner.filter(there);
        });
        self.milestones = changed(&self.milestones, |row| {
            row.about.retain(may_be_named);
            row.owner = row.owner.filter(there);
        });
    }

    /// The names that are withheld, out of all running text.
    fn words(&mut self, withheld: &Withheld) {
        self.functions = changed(&self.functions, |row| withheld.statement(&mut row.statement));
        self.budgets = changed(&self.budgets, |row| withheld.statement(&mut row.statement));
        self.instruments = changed(&self.instruments, |row| {
            withheld.statement(&mut row.statement);
            withheld.redact(&mut row.name);
        });
        self.delegations = changed(&self.delegations, |row| withheld.statement(&mut row.statement));
        self.log = changed(&self.log, |row| {
            withheld.statement(&mut row.statement);
            withheld.redact(&mut row.text);
            withheld.redact_some(row.answer.as_mut());
        });
        self.milestones = changed(&self.milestones, |row| {
            withheld.statement(&mut row.statement);
            withheld.redact(&mut row.text);
        });
        self.outcomes = changed(&self.outcomes, |row| {
            withheld.statement(&mut row.statement);
            withheld.redact(&mut row.text);
        });
        self.documents = changed(&self.documents, |row| {
            withheld.statement(&mut row.statement);
            withheld.redact(&mut row.title);
            withheld.redact_some(row.author.as_mut());
        });
        self.proposals = changed(&self.proposals, |row| {
            withheld.statement(&mut row.statement);
            withheld.redact(&mut row.title);
            withheld.redact_some(row.reason.as_mut());
        });
        for node in &mut self.nodes {
            for part in &mut node.parts {
                withheld.statement(&mut part.statement);
                for text in [&mut part.keys.purpose, &mut part.keys.covers, &mut part.keys.called] {
                    if let Some(at) = text {
                        withheld.redact(&mut at.value);
                    }
                }
            }
            for does in &mut node.does {
                withheld.statement(&mut does.statement);
                withheld.redact_some(does.text.as_mut());
            }
            for seat in &mut node.seats {
                withheld.statement(&mut seat.statement);
            }
        }
        let mut relations = self.graph.relations().to_vec();
        for line in &mut relations {
            withheld.statement(&mut line.statement);
        }
        self.graph = Graph::new(self.nodes.len(), relations);
    }
}

/// The rows, each changed.
fn changed<T: Row + Clone>(table: &Table<T>, change: impl Fn(&mut T)) -> Table<T> {
    let mut rows: Vec<T> = table.iter().cloned().collect();
    rows.iter_mut().for_each(change);
    Table::new(rows)
}

/// What is left, for those who name it.
struct Left<'a> {
    hidden: &'a BTreeSet<NodeId>,
    functions: &'a BTreeSet<Text>,
    papers: &'a BTreeSet<Text>,
}

impl Left<'_> {
    fn paper(&self, key: &mut Option<Text>) {
        *key = key.take().filter(|key| self.papers.contains(key));
    }

    fn line(&self, line: &Relation) -> bool {
        let ends = [line.from, line.to];
        is_public(&line.statement) && !ends.iter().any(|id| self.hidden.contains(id))
    }

    fn without_papers(&self, mut line: Relation) -> Relation {
        self.paper(&mut line.instrument);
        let all = line.matters.len();
        let matters = line.matters.iter();
        let matters: Vec<Text> = matters
            .filter(|key| key.as_str() == "*" || self.functions.contains(*key))
            .cloned()
            .collect();
        if matters.len() < all {
            line.matters = matters.into();
        }
        line
    }

    fn node(&self, node: &mut Node, hide: bool) {
        if let Some(part) = node.parts.first().filter(|_| hide) {
            // It is there on no day.
            node.ended.push(Ended {
                layer: Layer::Base,
                from: None,
                last: Some(Date::MIN),
                place: part.statement.place,
            });
        }
        let keep = |part: &Part| part.defines || is_public(&part.statement);
        if node.parts.iter().any(keep) {
            node.parts.retain(keep);
        }
        for part in &mut node.parts {
            let keys = &mut part.keys;
            let paper = |at: &crate::document::At<Text>| self.papers.contains(&at.value);
            keys.instrument = keys.instrument.take().filter(paper);
        }
        let does = |does: &Doing| {
            let function = does.function.as_ref();
            is_public(&does.statement) && function.is_none_or(|key| self.functions.contains(&key.value))
        };
        node.does.retain(does);
        node.carries.clear();
        node.seats.retain(|seat| is_public(&seat.statement));
        node.seats.iter_mut().for_each(|seat| self.seat(seat));
    }

    fn seat(&self, seat: &mut Seat) {
        seat.nominee_of = seat.nominee_of.filter(|id| !self.hidden.contains(id));
        seat.approved_by = seat.approved_by.filter(|id| !self.hidden.contains(id));
    }
}
