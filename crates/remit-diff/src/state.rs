//! The things of one state: what is in force, proposed by the framework itself, or run in shadow form.
//!
//! Most of what two states say is the same text, or the very same statement. That is found out first, and nothing is made of
//! it: an identity and a name in words are made for the rest alone.

use std::collections::{BTreeMap, HashSet};

use hashbrown::{HashMap, HashSet as FastSet};
use jiff::civil::Date;
use remit_model::document::{RelationKind, Status};
use remit_model::model::said::{Said, Says};
use remit_model::model::{
    AsAt, Budget, Carry, Delegation, Departure, Document, Doing, Function, Instrument, LogEntry, Milestone, NodeAt,
    NodeId, NodeKind, Outcome, Person, Presence, Relation, Requirement, Route, Row, Seat, Statement,
};
use remit_model::sources::Place;

use crate::texts::Moved;
use crate::{Id, Table, Thing};

/// A thing of a state.
pub(crate) struct Entry<'v, 'm> {
    pub(crate) thing: Thing,
    at: &'v AsAt<'m>,
    what: What<'v, 'm>,
}

/// Something that a state says, where it is said.
#[derive(Clone, Copy)]
enum What<'v, 'm> {
    Framework,
    Node(NodeAt<'m, 'v>),
    Doing(NodeAt<'m, 'v>, &'m Doing),
    Seat(NodeAt<'m, 'v>, &'m Seat),
    Risk(NodeAt<'m, 'v>, &'m Carry),
    Line(&'m Relation),
    Function(&'m Function),
    Delegation(&'m Delegation),
    Budget(&'m Budget),
    Instrument(&'m Instrument),
    Requirement(&'m Requirement),
    Log(&'m LogEntry),
    Milestone(&'m Milestone),
    Route(&'m Route),
    Outcome(&'m Outcome),
    Person(&'m Person),
    Document(&'m Document),
    Departure(&'m Departure),
}

/// What tells that something says the same in two states, without reading it: it stands at the same place of the same text, and is of
/// the same days.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Token<'m> {
    spot: Spot,
    key: &'m str,
    days: [Option<Date>; 2],
    status: Status,
}

/// A place, and what kind of thing stands there.
type Spot = (Place, Table, Option<RelationKind>);

impl Entry<'_, '_> {
    /// What it says.
    pub(crate) fn said(&self) -> Vec<Said> {
        let model = self.at.model();
        let mut said = match (&self.what, self.what.says()) {
            (_, Some(row)) => row.said(model),
            (What::Node(node), None) => node.said(),
            (_, None) => model.framework_said(),
        };
        if let What::Milestone(row) = self.what {
            // It is met from that day on.
            said.retain(|said| said.key != "met" || row.met.is_none_or(|met| met <= self.at.date()));
        }
        said
    }

    /// Whether it is the very same statement in another state of the same model.
    pub(crate) fn is_same_statement(&self, other: &Entry<'_, '_>) -> bool {
        match (&self.what, &other.what) {
            (What::Framework, What::Framework) => std::ptr::eq(self.at.model(), other.at.model()),
            (What::Node(one), What::Node(other)) => one.rests_on_the_same(other),
            (What::Milestone(one), What::Milestone(two)) => {
                let is_met = |row: &Milestone, at: &AsAt<'_>| row.met.is_some_and(|met| met <= at.date());
                std::ptr::eq(*one, *two) && is_met(one, self.at) == is_met(two, other.at)
            }
            (one, other) => match (one.says(), other.says()) {
                (Some(one), Some(other)) => std::ptr::addr_eq(one, other),
                _ => false,
            },
        }
    }
}

/// The things of two states, by identity, without those that are there on both sides and can't say anything else than before.
/// Whatever follows something else, or is followed, is there whole, with what belongs to it.
pub(crate) fn entries<'v, 'm, 'w, 'n>(
    before: &'v AsAt<'m>,
    after: &'w AsAt<'n>,
) -> (BTreeMap<Id, Entry<'v, 'm>>, BTreeMap<Id, Entry<'w, 'n>>) {
    let (old, new) = rayon::join(|| State::of(before), || State::of(after));
    if !before.model().was_read_with(after.model()) {
        return (old.entries(&[]), new.entries(&[]));
    }
    let turning: HashSet<&str> = [before.model().successions(), after.model().successions()]
        .into_iter()
        .flatten()
        .flat_map(|succession| [succession.from.as_str(), succession.to.as_str()])
        .collect();
    let moved = Moved::between(before.model(), after.model());
    let (was, mut is) = rayon::join(|| old.tokens(&turning), || new.tokens(&turning));
    for token in is.iter_mut() {
        // By where it would stand in the texts of the state before.
        *token = token.and_then(|token| {
            let (place, table, kind) = token.spot;
            let spot = (moved.back(place)?, table, kind);
            Some(Token { spot, ..token })
        });
    }
    // Several rows may stand at one place, in a list: of these it isn't told.
    let mut there: HashMap<Spot, Option<usize>> = HashMap::with_capacity(was.len());
    for (number, token) in was.iter().enumerate() {
        if let Some(token) = token {
            let known = there.entry(token.spot);
            known.and_modify(|several| *several = None).or_insert(Some(number));
        }
    }
    let [mut left_old, mut left_new] = [vec![false; was.len()], vec![false; is.len()]];
    for (number, token) in is.iter().enumerate() {
        let other = token.and_then(|token| *there.get(&token.spot)?);
        if let Some(other) = other.filter(|&other| was[other] == *token && !left_old[other]) {
            (left_old[other], left_new[number]) = (true, true);
        }
    }
    rayon::join(|| old.entries(&left_old), || new.entries(&left_new))
}

impl Thing {
    fn new(id: Id, subject: String, name: String, place: Place) -> Self {
        Self {
            id,
            subject,
            name,
            place,
        }
    }
}

impl Table {
    /// The table of a node.
    pub fn of_node(kind: NodeKind) -> Self {
        match kind {
            NodeKind::Organisation => Self::Organisation,
            NodeKind::Body => Self::Body,
            NodeKind::Post => Self::Post,
        }
    }
}

impl<'v, 'm> What<'v, 'm> {
    fn table(&self) -> Table {
        match self {
            Self::Framework => Table::Framework,
            Self::Node(node) => Table::of_node(node.kind()),
            Self::Doing(..) => Table::Duty,
            Self::Seat(..) => Table::Seat,
            Self::Risk(..) => Table::Risk,
            Self::Line(_) => Table::Line,
            Self::Function(_) => Table::Function,
            Self::Delegation(_) => Table::Delegation,
            Self::Budget(_) => Table::Budget,
            Self::Instrument(_) => Table::Instrument,
            Self::Requirement(_) => Table::Requirement,
            Self::Log(_) => Table::Log,
            Self::Milestone(_) => Table::Milestone,
            Self::Route(_) => Table::Route,
            Self::Outcome(_) => Table::Outcome,
            Self::Person(_) => Table::Person,
            Self::Document(_) => Table::Document,
            Self::Departure(_) => Table::Departure,
        }
    }

    /// The row; the framework, nodes and lines are none.
    fn row(&self) -> Option<&'m dyn Row> {
        Some(match *self {
            Self::Framework | Self::Node(_) | Self::Line(_) => return None,
            Self::Doing(_, row) => row,
            Self::Seat(_, row) => row,
            Self::Risk(_, row) => row,
            Self::Function(row) => row,
            Self::Delegation(row) => row,
            Self::Budget(row) => row,
            Self::Instrument(row) => row,
            Self::Requirement(row) => row,
            Self::Log(row) => row,
            Self::Milestone(row) => row,
            Self::Route(row) => row,
            Self::Outcome(row) => row,
            Self::Person(row) => row,
            Self::Document(row) => row,
            Self::Departure(row) => row,
        })
    }

    /// The same, as what says something.
    fn says(&self) -> Option<&'m dyn Says> {
        Some(match *self {
            Self::Framework | Self::Node(_) => return None,
            Self::Doing(_, row) => row,
            Self::Seat(_, row) => row,
            Self::Risk(_, row) => row,
            Self::Line(row) => row,
            Self::Function(row) => row,
            Self::Delegation(row) => row,
            Self::Budget(row) => row,
            Self::Instrument(row) => row,
            Self::Requirement(row) => row,
            Self::Log(row) => row,
            Self::Milestone(row) => row,
            Self::Route(row) => row,
            Self::Outcome(row) => row,
            Self::Person(row) => row,
            Self::Document(row) => row,
            Self::Departure(row) => row,
        })
    }

    /// What it belongs to.
    fn owner(&self) -> Option<NodeAt<'m, 'v>> {
        match *self {
            Self::Doing(node, _) | Self::Seat(node, _) | Self::Risk(node, _) => Some(node),
            _ => None,
        }
    }
}

/// All that a state says.
struct State<'v, 'm> {
    at: &'v AsAt<'m>,
    whats: Vec<What<'v, 'm>>,
}

impl<'v, 'm> State<'v, 'm> {
    fn of(at: &'v AsAt<'m>) -> Self {
        let model = at.model();
        let mut state = Self { at, whats: Vec::new() };
        if model.framework.statement.is_some() {
            state.whats.push(What::Framework);
        }
        let mut there: FastSet<NodeId> = FastSet::new();
        for node in at.all_nodes().filter(|node| node.presence() != Presence::Absent) {
            there.insert(node.id());
            state.node(node);
        }
        for (number, relation) in model.relations().iter().enumerate() {
            // A delegation is told whole, and of what somebody is part they say themselves.
            let told = !matches!(relation.kind, RelationKind::Delegation | RelationKind::Within);
            if told && at.relation_presence(number) != Presence::Absent {
                state.whats.push(What::Line(relation));
            }
        }
        state.rows(model.functions.rows(), What::Function);
        state.rows(model.budgets.rows(), What::Budget);
        state.rows(model.instruments.rows(), What::Instrument);
        for (row, _) in at.present(model.delegations.rows()) {
            // It is there while who receives it is, and any who give.
            let receives = row.to.as_ref().is_none_or(|to| there.contains(&to.value));
            let gives = row.from.is_empty() || row.from.iter().any(|giver| there.contains(giver));
            if receives && gives {
                state.whats.push(What::Delegation(row));
            }
        }
        state.rows(model.requirements.rows(), What::Requirement);
        state.rows(model.log.rows(), What::Log);
        state.rows(model.milestones.rows(), What::Milestone);
        state.rows(model.routes.rows(), What::Route);
        state.rows(model.outcomes.rows(), What::Outcome);
        state.rows(model.persons.rows(), What::Person);
        state.rows(model.documents.rows(), What::Document);
        state.rows(model.departures.rows(), What::Departure);
        state
    }

    fn rows<T: Row>(&mut self, rows: &'m [T], what: impl Fn(&'m T) -> What<'v, 'm>) {
        self.whats.extend(self.at.present(rows).map(|(row, _)| what(row)));
    }

    fn node(&mut self, node: NodeAt<'m, 'v>) {
        self.whats.push(What::Node(node));
        let timeline = node.timeline();
        self.rows(&timeline.does, |row| What::Doing(node, row));
        self.rows(&timeline.seats, |row| What::Seat(node, row));
        self.rows(&timeline.carries, |row| What::Risk(node, row));
    }

    /// For each thing what tells that it is the same elsewhere. None where that can't be told from the place alone: where something is
    /// laid over something else, or names what isn't there, or the day makes a difference, or it has to do with these.
    fn tokens(&self, turning: &HashSet<&str>) -> Vec<Option<Token<'m>>> {
        let one = |what: &What<'v, 'm>| self.token(what).filter(|_| !self.concerns(what, turning));
        self.whats.iter().map(one).collect()
    }

    fn token(&self, what: &What<'v, 'm>) -> Option<Token<'m>> {
        let (statement, key): (&'m Statement, &'m str) = match what {
            // Of a milestone it depends on the day whether it is met.
            What::Framework | What::Milestone(_) => return None,
            What::Node(node) => (node.whole_statement()?, node.timeline().key.as_str()),
            What::Line(line) => (&line.statement, line.key.as_str()),
            _ => {
                let row = what.row()?;
                (row.statement(), row.key().as_str())
            }
        };
        let plain = statement.unknown().is_empty() && !self.at.model().is_in_proposal(statement.place);
        let kind = match what {
            What::Line(line) => Some(line.kind),
            _ => None,
        };
        plain.then_some(Token {
            spot: (statement.place, what.table(), kind),
            key,
            days: [statement.starts, statement.ends],
            status: statement.status,
        })
    }

    /// Whether it is, belongs to or leads to one of these: things by key, of whatever table.
    fn concerns(&self, what: &What<'v, 'm>, keys: &HashSet<&str>) -> bool {
        if keys.is_empty() {
            return false;
        }
        let is = |node: NodeAt<'m, 'v>| keys.contains(node.key().as_str());
        match *what {
            What::Framework => false,
            What::Node(node) => is(node),
            What::Line(line) => [line.from, line.to].into_iter().any(|id| is(self.at.node(id))),
            _ => match what.owner() {
                Some(owner) => is(owner),
                None => what.row().is_some_and(|row| keys.contains(row.key().as_str())),
            },
        }
    }

    /// The things by identity, without those that are left out.
    fn entries(&self, left_out: &[bool]) -> BTreeMap<Id, Entry<'v, 'm>> {
        let kept = |number: usize| !left_out.get(number).copied().unwrap_or(false);
        let whats = self.whats.iter().enumerate();
        let whats = whats.filter(|(number, _)| kept(*number)).map(|(_, what)| what);
        let entry = |what: &What<'v, 'm>| {
            let entry = Entry {
                thing: self.thing(what)?,
                at: self.at,
                what: *what,
            };
            Some((entry.thing.id.clone(), entry))
        };
        whats.filter_map(entry).collect()
    }

    fn thing(&self, what: &What<'v, 'm>) -> Option<Thing> {
        let at = self.at;
        let table = what.table();
        let own = |key: String| Id {
            table,
            owner: None,
            key,
        };
        let thing = match *what {
            What::Framework => {
                let framework = &at.model().framework;
                let place = framework.statement.as_ref()?.place;
                let name = framework.name.to_string();
                Thing::new(own(String::new()), "framework".to_owned(), name, place)
            }
            What::Node(node) => {
                let id = own(node.key().to_string());
                Thing::new(id, node.subject(), node.name().to_string(), node.place())
            }
            What::Doing(node, doing) => {
                let function = doing.function.as_ref().map(|function| {
                    let known = at.model().functions.get(function);
                    known.map_or_else(|| function.value.to_string(), |known| known.name.to_string())
                });
                let words = function.or_else(|| doing.text.as_ref().map(ToString::to_string));
                let verb = doing.verb.as_ref().map_or("does", |verb| verb.value.as_str());
                let words = words.unwrap_or_else(|| doing.key.to_string());
                below(table, "does", node, doing, format!("{}: {verb} {words}", node.name()))
            }
            What::Seat(node, seat) => {
                let words = format!("{}: seat `{}`", node.name(), seat.key);
                below(table, "seats", node, seat, words)
            }
            What::Risk(node, risk) => {
                let words = format!("{}: carries the risk `{}`", node.name(), risk.key);
                below(table, "carries", node, risk, words)
            }
            What::Line(relation) => {
                let [from, to] = [relation.from, relation.to].map(|id| at.node(id));
                let key = format!("{}.{}", relation.kind.word(), relation.key);
                let subject = format!("{}.{key}", from.subject());
                let name = format!("{} {} {}", from.name(), relation.kind.words(), to.name());
                let id = Id {
                    table,
                    owner: Some(from.key().to_string()),
                    key,
                };
                Thing::new(id, subject, name, relation.statement.place)
            }
            _ => {
                let row = what.row()?;
                let name = match *what {
                    What::Function(row) => &row.name,
                    What::Delegation(row) => &row.name,
                    What::Budget(row) => &row.name,
                    What::Instrument(row) => &row.name,
                    What::Log(row) => &row.text,
                    What::Milestone(row) => &row.text,
                    What::Route(row) => row.text.as_ref().or(row.function.as_ref()).unwrap_or(&row.key),
                    What::Outcome(row) => &row.text,
                    What::Person(row) => &row.name,
                    What::Document(row) => &row.title,
                    _ => row.key(),
                };
                let subject = format!("{}.{}", table.word(), row.key());
                let place = row.statement().place;
                Thing::new(own(row.key().to_string()), subject, name.to_string(), place)
            }
        };
        Some(thing)
    }
}

/// Something that belongs to a node.
fn below(table: Table, below: &str, node: NodeAt<'_, '_>, row: &dyn Row, name: String) -> Thing {
    let subject = format!("{}.{below}.{}", node.subject(), row.key());
    let id = Id {
        table,
        owner: Some(node.key().to_string()),
        key: row.key().to_string(),
    };
    Thing::new(id, subject, name, row.statement().place)
}
