//! What a proposal says of each key of each thing, as it is written: so that two proposals can be held against each other.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Span;
use super::schema::{Node, NodeId, ROOT, nodes};

/// What a proposal says of one key of one thing.
#[derive(Debug, Clone)]
pub struct Stating {
    /// The table and key of the thing: `body.hwb`.
    pub thing: String,
    /// The key, dotted where it stands below a seat or line: `form`, `seats.chair.person`. Of an end, the line that ends;
    /// empty, where it is the thing itself.
    pub key: String,
    /// What is said.
    pub says: Says,
    /// Whether it stands below `end`.
    pub ending: bool,
    /// Where.
    pub span: Span,
}

/// What a proposal says of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// A value, written in one way whichever way it was written in the file.
    Value(String),
    /// That it changes or adds the line, whatever it says of it.
    Line,
    /// That it ends.
    Ends,
}

/// Keys that say where a statement comes from and not what is so, and labels, which are added to those that are there.
const ASIDE: [&str; 6] = ["source", "quote", "assumed", "not-stated", "note", "tags"];

/// What a file says, if it is a proposal. The table holds nothing that its schema does not allow.
pub(super) fn of(file: &DeTable<'_>) -> Vec<Stating> {
    if file.contains_key("proposal") {
        all_of(file)
    } else {
        Vec::new()
    }
}

/// What any file says, as far as it can be read: to see what the framework has said before a proposal says it.
pub fn stated_in(text: &str) -> Vec<Stating> {
    let (table, _) = DeTable::parse_recoverable(text);
    all_of(table.get_ref())
}

fn all_of(file: &DeTable<'_>) -> Vec<Stating> {
    let mut all = Vec::new();
    let Node::Table(tables) = &nodes()[ROOT] else {
        return all;
    };
    for (table, value) in file {
        let table: &str = table.get_ref();
        match (table, value.get_ref()) {
            ("change", DeValue::Table(changed)) => entries_of(changed, tables.get("change"), false, &mut all),
            ("end", DeValue::Table(ended)) => entries_of(ended, tables.get("end"), true, &mut all),
            // What a view shows is not adopted.
            ("view", _) => {}
            (_, DeValue::Table(entries)) => {
                if let Some(Node::Map(entry)) = tables.get(table).map(|&node| &nodes()[node]) {
                    things(table, entries, *entry, false, &mut all);
                }
            }
            _ => {}
        }
    }
    all
}

/// The tables below `change` or `end`.
fn entries_of(below: &DeTable<'_>, node: Option<&NodeId>, ends: bool, all: &mut Vec<Stating>) {
    let Some(Node::Table(tables)) = node.map(|&node| &nodes()[node]) else {
        return;
    };
    for (table, value) in below {
        if let (DeValue::Table(entries), Some(Node::Map(entry))) = (
            value.get_ref(),
            tables.get(table.get_ref().as_ref()).map(|&node| &nodes()[node]),
        ) {
            things(table.get_ref(), entries, *entry, ends, all);
        }
    }
}

fn things(table: &str, entries: &DeTable<'_>, entry: NodeId, ends: bool, all: &mut Vec<Stating>) {
    for (key, value) in entries {
        let DeValue::Table(said) = value.get_ref() else {
            continue;
        };
        let thing = format!("{table}.{}", key.get_ref());
        let before = all.len();
        let mut teller = Teller {
            thing: &thing,
            ends,
            all,
        };
        teller.keys(said, entry, "");
        let names_lines = all[before..].iter().any(|stating| stating.says == Says::Ends);
        if ends && !names_lines {
            all.push(Stating {
                thing,
                key: String::new(),
                says: Says::Ends,
                ending: true,
                span: key.span().into(),
            });
        }
    }
}

struct Teller<'a> {
    thing: &'a str,
    ends: bool,
    all: &'a mut Vec<Stating>,
}

impl Teller<'_> {
    /// The keys of a thing, or of a line of it. A table with entries of its own is told entry by entry; any other value is
    /// told whole, as a change replaces it whole.
    fn keys(&mut self, table: &DeTable<'_>, node: NodeId, above: &str) {
        let Node::Table(keys) = &nodes()[node] else {
            return;
        };
        for (key, value) in table {
            let word: &str = key.get_ref();
            let Some(&below) = keys.get(word).filter(|_| !ASIDE.contains(&word)) else {
                continue;
            };
            let path = if above.is_empty() {
                word.to_owned()
            } else {
                format!("{above}.{word}")
            };
            match (&nodes()[below], value.get_ref()) {
                (Node::Map(entry), DeValue::Table(lines)) if matches!(nodes()[*entry], Node::Table(_)) => {
                    for (key, value) in lines {
                        let line = format!("{path}.{}", key.get_ref());
                        let says = if self.ends { Says::Ends } else { Says::Line };
                        self.say(line.clone(), says, key);
                        if let DeValue::Table(said) = value.get_ref() {
                            self.keys(said, *entry, &line);
                        }
                    }
                }
                _ => self.say(path, Says::Value(told(below, value.get_ref())), key),
            }
        }
    }

    fn say<T>(&mut self, key: String, says: Says, at: &Spanned<T>) {
        self.all.push(Stating {
            thing: self.thing.to_owned(),
            key,
            says,
            ending: self.ends,
            span: at.span().into(),
        });
    }
}

/// A value in one way of writing: numbers without underscores, lists in order, since no list of a thing is ranked.
fn told(node: NodeId, value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) if matches!(nodes()[node], Node::OneOrMore(_)) => format!("[\"{text}\"]"),
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| number.as_str().to_owned(), |number| number.to_string()),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(is) => is.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(items) => {
            let mut items: Vec<String> = items.iter().map(|item| told(ROOT, item.get_ref())).collect();
            items.sort();
            items.dedup();
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(keys) => {
            let keys = keys
                .iter()
                .map(|(key, value)| (key.get_ref(), value.get_ref()))
                .filter(|(key, _)| !ASIDE.contains(&key.as_ref()));
            let mut keys: Vec<String> = keys
                .map(|(key, value)| format!("{key} = {}", told(ROOT, value)))
                .collect();
            keys.sort();
            format!("{{ {} }}", keys.join(", "))
        }
    }
}
