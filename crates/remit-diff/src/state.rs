//! The things of one state: what is in force, proposed by the framework itself, or run in shadow form.

use std::collections::{BTreeMap, HashSet};

use remit_model::document::RelationKind;
use remit_model::model::said::{Said, Says};
use remit_model::model::{AsAt, Milestone, NodeAt, NodeId, NodeKind, Presence, Relation, Row};
use remit_model::sources::Place;

use crate::{Id, Table, Thing};

/// A thing of a state.
pub(crate) struct Entry<'v, 'm> {
    pub(crate) thing: Thing,
    what: What<'v, 'm>,
}

enum What<'v, 'm> {
    Framework(&'v AsAt<'m>),
    Node(NodeAt<'m, 'v>),
    Row(&'m dyn Says, &'v AsAt<'m>),
    Milestone(&'m Milestone, &'v AsAt<'m>),
}

impl Entry<'_, '_> {
    /// What it says.
    pub(crate) fn said(&self) -> Vec<Said> {
        match &self.what {
            What::Framework(at) => at.model().framework_said(),
            What::Node(node) => node.said(),
            What::Row(row, at) => row.said(at.model()),
            What::Milestone(row, at) => {
                // It is met from that day on.
                let mut said = row.said(at.model());
                said.retain(|said| said.key != "met" || row.met.is_none_or(|met| met <= at.date()));
                said
            }
        }
    }

    /// Whether it is the very same statement in another state of the same model.
    pub(crate) fn is_same_statement(&self, other: &Entry<'_, '_>) -> bool {
        match (&self.what, &other.what) {
            (What::Framework(one), What::Framework(other)) => std::ptr::eq(one.model(), other.model()),
            (What::Node(one), What::Node(other)) => one.rests_on_the_same(other),
            (What::Row(one, _), What::Row(other, _)) => std::ptr::addr_eq(*one, *other),
            (What::Milestone(one, then), What::Milestone(other, now)) => {
                let is_met = |row: &Milestone, at: &AsAt<'_>| row.met.is_some_and(|met| met <= at.date());
                std::ptr::eq(*one, *other) && is_met(one, then) == is_met(other, now)
            }
            _ => false,
        }
    }
}

/// All things of a state, by identity.
pub(crate) fn entries<'v, 'm>(at: &'v AsAt<'m>) -> BTreeMap<Id, Entry<'v, 'm>> {
    let model = at.model();
    let mut all = All {
        at,
        entries: BTreeMap::new(),
    };
    if let Some(statement) = &model.framework.statement {
        let id = Id {
            table: Table::Framework,
            owner: None,
            key: String::new(),
        };
        let name = model.framework.name.to_string();
        let thing = Thing::new(id, "framework".to_owned(), name, statement.place);
        let what = What::Framework(at);
        all.entries.insert(thing.id.clone(), Entry { thing, what });
    }
    let there: HashSet<NodeId> = at
        .all_nodes()
        .filter(|node| node.presence() != Presence::Absent)
        .map(|node| node.id())
        .collect();
    for node in at.all_nodes().filter(|node| there.contains(&node.id())) {
        all.node(node);
    }
    for (number, relation) in model.relations().iter().enumerate() {
        // A delegation is told whole, and of what somebody is part they say themselves.
        let told = !matches!(relation.kind, RelationKind::Delegation | RelationKind::Within);
        if told && at.relation_presence(number) != Presence::Absent {
            all.line(relation);
        }
    }
    all.rows(Table::Function, model.functions.rows(), |row| row.name.to_string());
    all.rows(Table::Budget, model.budgets.rows(), |row| row.name.to_string());
    all.rows(Table::Instrument, model.instruments.rows(), |row| row.name.to_string());
    for (row, _) in at.present(model.delegations.rows()) {
        // It is there while who receives it is, and any who give.
        let receives = row.to.as_ref().is_none_or(|to| there.contains(&to.value));
        let gives = row.from.is_empty() || row.from.iter().any(|giver| there.contains(giver));
        if receives && gives {
            all.row(Table::Delegation, row, row.name.to_string());
        }
    }
    all.rows(Table::Requirement, model.requirements.rows(), |row| row.key.to_string());
    all.rows(Table::Log, model.log.rows(), |row| row.text.to_string());
    for (row, _) in at.present(model.milestones.rows()) {
        all.of_row(Table::Milestone, row, row.text.to_string(), What::Milestone(row, at));
    }
    all.rows(Table::Outcome, model.outcomes.rows(), |row| row.text.to_string());
    all.rows(Table::Person, model.persons.rows(), |row| row.name.to_string());
    all.rows(Table::Document, model.documents.rows(), |row| row.title.to_string());
    all.rows(Table::Departure, model.departures.rows(), |row| row.key.to_string());
    all.entries
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

struct All<'v, 'm> {
    at: &'v AsAt<'m>,
    entries: BTreeMap<Id, Entry<'v, 'm>>,
}

impl<'v, 'm> All<'v, 'm> {
    fn put(&mut self, thing: Thing, what: What<'v, 'm>) {
        self.entries.insert(thing.id.clone(), Entry { thing, what });
    }

    fn node(&mut self, node: NodeAt<'m, 'v>) {
        let id = Id {
            table: Table::of_node(node.kind()),
            owner: None,
            key: node.key().to_string(),
        };
        let thing = Thing::new(id, node.subject(), node.name().to_string(), node.place());
        self.put(thing, What::Node(node));
        let name = node.name();
        let at = self.at;
        let timeline = node.timeline();
        for (doing, _) in at.present(&timeline.does) {
            let function = doing.function.as_ref().map(|function| {
                let known = at.model().functions.get(function);
                known.map_or_else(|| function.value.to_string(), |known| known.name.to_string())
            });
            let what = function.or_else(|| doing.text.as_ref().map(ToString::to_string));
            let verb = doing.verb.as_ref().map_or("does", |verb| verb.value.as_str());
            let words = format!("{name}: {verb} {}", what.unwrap_or_else(|| doing.key.to_string()));
            self.below(Table::Duty, "does", node, (doing, doing), words);
        }
        for (seat, _) in at.present(&timeline.seats) {
            let words = format!("{name}: seat `{}`", seat.key);
            self.below(Table::Seat, "seats", node, (seat, seat), words);
        }
        for (risk, _) in at.present(&timeline.carries) {
            let words = format!("{name}: carries the risk `{}`", risk.key);
            self.below(Table::Risk, "carries", node, (risk, risk), words);
        }
    }

    /// Something that belongs to a node.
    fn below(
        &mut self,
        table: Table,
        below: &str,
        node: NodeAt<'m, 'v>,
        (row, says): (&'m dyn Row, &'m dyn Says),
        name: String,
    ) {
        let subject = format!("{}.{below}.{}", node.subject(), row.key());
        let id = Id {
            table,
            owner: Some(node.key().to_string()),
            key: row.key().to_string(),
        };
        let thing = Thing::new(id, subject, name, row.statement().place);
        self.put(thing, What::Row(says, self.at));
    }

    fn line(&mut self, relation: &'m Relation) {
        let [from, to] = [relation.from, relation.to].map(|id| self.at.node(id));
        let key = format!("{}.{}", relation.kind.word(), relation.key);
        let subject = format!("{}.{key}", from.subject());
        let name = format!("{} {} {}", from.name(), relation.kind.words(), to.name());
        let id = Id {
            table: Table::Line,
            owner: Some(from.key().to_string()),
            key,
        };
        let thing = Thing::new(id, subject, name, relation.statement.place);
        self.put(thing, What::Row(relation, self.at));
    }

    fn rows<T: Row + Says>(&mut self, table: Table, rows: &'m [T], name: impl Fn(&T) -> String) {
        for (row, _) in self.at.present(rows) {
            self.row(table, row, name(row));
        }
    }

    fn row<T: Row + Says>(&mut self, table: Table, row: &'m T, name: String) {
        let what = What::Row(row, self.at);
        self.of_row(table, row, name, what);
    }

    fn of_row(&mut self, table: Table, row: &'m dyn Row, name: String, what: What<'v, 'm>) {
        let id = Id {
            table,
            owner: None,
            key: row.key().to_string(),
        };
        let subject = format!("{}.{}", table.word(), row.key());
        let thing = Thing::new(id, subject, name, row.statement().place);
        self.put(thing, what);
    }
}
