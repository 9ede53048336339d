//! A framework as the public may see it: without what is marked internal, without risks, and without the names of people.
//!
//! It is taken out of the model itself, so that no page, register or drawing made from what is left can show it. What is only named in
//! running text is named there no longer: [`Withheld`] says which words are meant, and which others tell it all the same.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Doing, Ended, Graph, Layer, Model, Node, NodeId, Part, Relation, Row, Seat, Statement, Table};
use crate::document::{Audience, LogKind, RelationKind};
use crate::sources::Place;
use crate::text::Text;

/// What stands in the place of a name.
pub const LEFT_OUT: &str = "[name left out]";

/// The words that the public is not to read.
#[derive(Debug, Clone, Default)]
pub struct Withheld {
    /// The names of people, and of what is internal where they are more than a word: the longest first.
    names: Vec<String>,
    /// Words by which one of them may be told all the same: surnames, and what is internal and called by a single word.
    tell: BTreeSet<String>,
}

/// A surname of fewer letters is many another word as well.
const SHORTEST: usize = 4;

impl Withheld {
    /// What a model withholds.
    pub fn of(model: &Model) -> Self {
        let persons: Vec<&str> = model.persons.iter().map(|person| person.name.as_str()).collect();
        let mut internal: BTreeSet<&str> = BTreeSet::new();
        for node in model.nodes.iter().filter(|node| hidden_with(node).is_some()) {
            let names = node.parts.iter().filter_map(|part| part.keys.name.as_deref());
            internal.extend(names.map(Text::as_str));
        }
        let rows = [
            names_of(&model.functions, |row| &row.name),
            names_of(&model.budgets, |row| &row.name),
            names_of(&model.instruments, |row| &row.name),
            names_of(&model.delegations, |row| &row.name),
        ];
        internal.extend(rows.into_iter().flatten());
        let (long, short): (Vec<&str>, Vec<&str>) = internal.into_iter().partition(|name| name.trim().contains(' '));
        let surnames = persons.iter().filter_map(|name| name.split_whitespace().last());
        let tell = surnames.chain(short).map(str::trim);
        let tell = tell
            .filter(|word| word.chars().count() >= SHORTEST)
            .map(str::to_owned)
            .collect();
        Self {
            tell,
            ..Self::of_names(persons.into_iter().chain(long))
        }
    }

    /// These names.
    pub fn of_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: BTreeSet<&str> = names
            .into_iter()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        let mut names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        // The longest first: "Dr A. Smith-Jones" before "Dr A. Smith".
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self {
            names,
            tell: BTreeSet::new(),
        }
    }

    /// The words in a text by which somebody or something withheld may be told, though the names themselves are left out.
    pub fn told_by(&self, text: &str) -> Vec<&str> {
        if self.tell.is_empty() {
            return Vec::new();
        }
        let without = self.without(text);
        let left = without.as_deref().unwrap_or(text);
        let words = self.tell.iter().map(String::as_str);
        words.filter(|word| places(left, word).next().is_some()).collect()
    }

    /// The text without the names, where any of them stands in it as words of its own: a person called May is not the month in
    /// "Mayor".
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
                out.push_str(LEFT_OUT);
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

/// The names of the rows that are internal.
fn names_of<T: Row>(table: &Table<T>, name: impl Fn(&T) -> &Text) -> Vec<&str> {
    let internal = table.iter().filter(|row| !is_public(row.statement()));
    internal.map(|row| name(row).as_str()).collect()
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
        model.views = changed(&model.views, |view| view.choice.audience = Audience::Public);
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
        self.proposals = seen(&self.proposals, |_| true);
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
        self.routes = changed(&self.routes, |row| {
            row.function = row.function.take().filter(|key| left.functions.contains(key));
            row.steps.retain(|step| is_public(&step.statement));
            row.steps
                .iter_mut()
                .for_each(|step| step.body = step.body.filter(there));
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
        self.routes = changed(&self.routes, |row| {
            withheld.statement(&mut row.statement);
            withheld.redact_some(row.text.as_mut());
            withheld.redact_some(row.deadline_of.as_mut());
            row.steps
                .iter_mut()
                .for_each(|step| withheld.statement(&mut step.statement));
        });
        // Who wrote a published document is no secret.
        self.documents = changed(&self.documents, |row| withheld.statement(&mut row.statement));
        self.proposals = changed(&self.proposals, |row| {
            withheld.statement(&mut row.statement);
            withheld.redact(&mut row.title);
            withheld.redact_some(row.reason.as_mut());
        });
        for node in &mut self.nodes {
            for part in &mut node.parts {
                withheld.statement(&mut part.statement);
                let texts = [&mut part.keys.purpose, &mut part.keys.covers, &mut part.keys.called];
                for at in texts.into_iter().flatten() {
                    withheld.redact(&mut at.value);
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

impl Model {
    /// What is written for people and may be published: the subject, where it stands, and the words.
    pub fn published_words(&self) -> Vec<(String, Place, &str)> {
        let mut words = Vec::new();
        for node in self.nodes.iter().filter(|node| hidden_with(node).is_none()) {
            let subject = node.subject();
            for part in node.parts.iter().filter(|part| is_public(&part.statement)) {
                let keys = [&part.keys.purpose, &part.keys.covers, &part.keys.called];
                let texts = keys.into_iter().flatten().map(|at| at.value.as_str());
                of_statement(&mut words, &subject, &part.statement, texts);
            }
            for does in node.does.iter().filter(|does| is_public(&does.statement)) {
                let subject = format!("{subject}.does.{}", does.key);
                of_statement(&mut words, &subject, &does.statement, does.text.as_deref());
            }
            for seat in node.seats.iter().filter(|seat| is_public(&seat.statement)) {
                let subject = format!("{subject}.seats.{}", seat.key);
                of_statement(&mut words, &subject, &seat.statement, None);
            }
        }
        for line in self.relations().iter().filter(|line| is_public(&line.statement)) {
            let from = self.node_of(line.from);
            if hidden_with(from).is_none() && !matches!(line.kind, RelationKind::Delegation | RelationKind::Within) {
                let subject = format!("{}.{}.{}", from.subject(), line.kind.word(), line.key);
                of_statement(&mut words, &subject, &line.statement, None);
            }
        }
        of_rows(&mut words, "function", &self.functions, |_| Vec::new());
        of_rows(&mut words, "budget", &self.budgets, |_| Vec::new());
        of_rows(&mut words, "instrument", &self.instruments, |row| {
            vec![row.name.as_str()]
        });
        of_rows(&mut words, "delegation", &self.delegations, |_| Vec::new());
        of_rows(&mut words, "milestone", &self.milestones, |row| vec![row.text.as_str()]);
        of_rows(&mut words, "route", &self.routes, |row| {
            row.text.as_deref().into_iter().collect()
        });
        of_rows(&mut words, "outcome", &self.outcomes, |row| vec![row.text.as_str()]);
        for entry in self.log.iter().filter(|entry| entry.kind != Some(LogKind::Risk)) {
            if is_public(&entry.statement) {
                let texts = std::iter::once(entry.text.as_str()).chain(entry.answer.as_deref());
                of_statement(&mut words, &format!("log.{}", entry.key), &entry.statement, texts);
            }
        }
        words
    }
}

type Words<'m> = Vec<(String, Place, &'m str)>;

fn of_statement<'m>(
    words: &mut Words<'m>,
    subject: &str,
    statement: &'m Statement,
    texts: impl IntoIterator<Item = &'m str>,
) {
    let own = statement
        .quote
        .as_deref()
        .into_iter()
        .chain(statement.note().map(Text::as_str));
    let why = statement.assumptions().iter().map(|(_, why)| why.as_str());
    let all = texts.into_iter().chain(own).chain(why);
    words.extend(all.map(|text| (subject.to_owned(), statement.place, text)));
}

fn of_rows<'m, T: Row>(words: &mut Words<'m>, table: &str, rows: &'m Table<T>, texts: impl Fn(&'m T) -> Vec<&'m str>) {
    for row in rows.iter().filter(|row| is_public(row.statement())) {
        let subject = format!("{table}.{}", row.key());
        of_statement(words, &subject, row.statement(), texts(row));
    }
}
