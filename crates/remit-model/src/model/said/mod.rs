//! What is said of each thing, key by key, as the format writes it: for whoever compares two states of it.
//!
//! Everything that a thing can state is listed once here, by taking its type apart: a key that is added to a type and not to
//! this list doesn't compile.

mod demand;
mod framework;
mod node;
mod rows;

use jiff::civil::Date;

use super::{Interval, Model, Money, NodeId, Statement};
use crate::document::{Audience, Status};
use crate::sources::Place;
use crate::text::Text;

/// One key of a thing, and what is said under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The key as it is written: `name`, `review-due`, `assumed.form`.
    pub key: Text,
    /// What is said.
    pub value: Value,
    /// Where the statement that says so stands.
    pub place: Place,
}

/// What is said under a key. A key that nobody entered is not listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It is stated: one item, or the items of a list. Never empty.
    Stated(Vec<Item>),
    /// It is written empty: there is none.
    None,
    /// The sources are silent about it.
    NotStated,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// Words, or a word of one of the format's lists.
    Words(Text),
    /// Something of the framework: its table (`body`, `instrument`), and its key.
    Key(&'static str, Text),
    /// A day.
    Date(Date),
    /// A whole number.
    Number(i64),
    /// Money.
    Money(Money),
    /// How often.
    Every(Interval),
    /// Yes or no.
    Is(bool),
    /// One value that belongs to another: a party and its role, a category and how many of it.
    Pair(Box<Item>, Box<Item>),
}

impl Item {
    fn words(text: impl Into<Text>) -> Self {
        Self::Words(text.into())
    }

    fn number(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

/// What a thing can say of itself.
pub trait Says {
    /// What it says, in the order in which people write it.
    fn said(&self, model: &Model) -> Vec<Said>;
}

/// What was said so far, of one statement.
struct Saying<'m> {
    model: &'m Model,
    place: Place,
    said: Vec<Said>,
}

impl<'m> Saying<'m> {
    fn new(model: &'m Model, statement: &Statement) -> Self {
        Self {
            model,
            place: statement.place,
            said: Vec::new(),
        }
    }

    fn push(&mut self, key: impl Into<Text>, value: Value) {
        self.said.push(Said {
            key: key.into(),
            value,
            place: self.place,
        });
    }

    /// A list, where anything is in it.
    fn list(&mut self, key: &'static str, items: impl IntoIterator<Item = Item>) {
        let items: Vec<Item> = items.into_iter().collect();
        if !items.is_empty() {
            self.push(key, Value::Stated(items));
        }
    }

    /// One value, where it is stated.
    fn one(&mut self, key: &'static str, item: Option<Item>) {
        self.list(key, item);
    }

    fn words(&mut self, key: &'static str, text: Option<&Text>) {
        self.one(key, text.map(|text| Item::Words(text.clone())));
    }

    fn word(&mut self, key: &'static str, word: Option<&'static str>) {
        self.one(key, word.map(Item::words));
    }

    fn date(&mut self, key: &'static str, date: Option<Date>) {
        self.one(key, date.map(Item::Date));
    }

    fn number(&mut self, key: &'static str, number: Option<u32>) {
        self.one(key, number.map(Item::number));
    }

    fn is(&mut self, key: &'static str, is: Option<bool>) {
        self.one(key, is.map(Item::Is));
    }

    fn money(&mut self, key: &'static str, money: Option<&Money>) {
        self.one(key, money.map(|money| Item::Money(money.clone())));
    }

    fn entry(&mut self, key: &'static str, table: &'static str, named: Option<&Text>) {
        self.one(key, named.map(|named| Item::Key(table, named.clone())));
    }

    fn entries<'t>(&mut self, key: &'static str, table: &'static str, named: impl IntoIterator<Item = &'t Text>) {
        self.list(key, named.into_iter().map(|named| Item::Key(table, named.clone())));
    }

    fn node(&mut self, key: &'static str, node: Option<NodeId>) {
        let item = node.map(|node| self.item(node));
        self.one(key, item);
    }

    fn nodes(&mut self, key: &'static str, nodes: impl IntoIterator<Item = NodeId>) {
        let items: Vec<Item> = nodes.into_iter().map(|node| self.item(node)).collect();
        self.list(key, items);
    }

    fn item(&self, node: NodeId) -> Item {
        let node = self.model.node_of(node);
        Item::Key(node.kind.word(), node.key.clone())
    }

    /// What every statement may say. Where it stands is no part of what it says, and nor is the layer.
    fn common(mut self, statement: &Statement) -> Vec<Said> {
        let Statement {
            place: _,
            layer: _,
            starts: _,
            ends,
            status,
            origin,
            quote,
            rare: _,
            audience,
        } = statement;
        let known = |said: &[Said], key: &str| said.iter().any(|said| said.key == key);
        if !known(&self.said, "status") && *status != Status::InForce {
            self.word("status", Some(status.word()));
        }
        self.date("starts", statement.written_start());
        if !known(&self.said, "ends") {
            self.date("ends", *ends);
        }
        self.word("audience", (*audience != Audience::Public).then(|| audience.word()));
        // What it inherits is said by whatever it belongs to.
        let own = origin.as_ref().filter(|origin| origin.own);
        self.words("source", own.map(|origin| &origin.written));
        self.words("quote", quote.as_ref());
        self.words("note", statement.note());
        for (key, why) in statement.assumptions() {
            self.push(format!("assumed.{key}"), Value::Stated(vec![Item::Words(why.clone())]));
        }
        for key in statement.not_stated() {
            if !known(&self.said, key) {
                self.push(key.clone(), Value::NotStated);
            }
        }
        self.said
    }
}
