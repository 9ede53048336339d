//! The walk over a parsed file, driven by the schema.
//!
//! It reports every unknown key and wrong type of a file in one go, and takes the offending values out, so that the typed
//! decoding that follows has nothing left to refuse.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeString, DeTable, DeValue};

use super::key::day;
use super::schema::{Node, NodeId, ROOT, nodes};
use super::{FileDocument, Span, stating, syntax};
use crate::limits;
use crate::suggest::did_you_mean;

/// What kind of mistake was made in a file, before anything was looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MistakeKind {
    /// It is not TOML.
    Syntax,
    /// A key that the format does not know.
    UnknownKey,
    /// A value of another type than the key takes, or outside its range or list.
    WrongValue,
    /// An id that does not look like one.
    BadId,
    /// A stated limit is passed.
    Limit,
}

/// A mistake in a file.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// What kind.
    pub kind: MistakeKind,
    /// The table and key, dotted, as far as known: `body.hwb.tier`.
    pub path: String,
    /// The part of the text.
    pub span: Span,
    /// Another part of the text that belongs to it: the first of two definitions.
    pub first: Option<Span>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

/// Takes words out of every string below a value. (A file is nested no deeper than the parser allows.)
fn take_out(value: &mut Spanned<DeValue<'_>>, without: &Without<'_>) {
    match value.get_mut() {
        DeValue::String(text) => {
            if let Some(left) = without(text) {
                *text = left.into();
            }
        }
        DeValue::Array(values) => values.iter_mut().for_each(|value| take_out(value, without)),
        DeValue::Table(table) => table.iter_mut().for_each(|(_, value)| take_out(value, without)),
        _ => {}
    }
}

/// Reads one file: everything in it that can be understood, and every mistake. Depends on nothing but the text.
pub fn decode(text: &str) -> (FileDocument, Vec<Mistake>) {
    decode_without(text, None)
}

/// What takes words out of a text; nothing where none stands in it.
pub type Without<'w> = dyn Fn(&str) -> Option<String> + Sync + 'w;

/// The same, with every string that stands in it as a value without what is to be taken out of it.
pub fn decode_without(text: &str, without: Option<&Without<'_>>) -> (FileDocument, Vec<Mistake>) {
    let mut mistakes = Vec::new();
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(first) => {
            let (table, errors) = if text.len() <= limits::RECOVERY_BYTES {
                DeTable::parse_recoverable(text)
            } else {
                (Spanned::new(0..0, DeTable::new()), vec![first])
            };
            mistakes = syntax::mistakes(text, &errors);
            table
        }
    };
    let unreadable = !mistakes.is_empty();
    let mut walk = Walk {
        nodes: nodes(),
        mistakes,
        // What a syntax error leaves behind is not the user's second mistake.
        quiet: unreadable,
    };
    let mut value = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
    if let Some(without) = without {
        take_out(&mut value, without);
    }
    walk.value(ROOT, &Trail { key: "", up: None }, &mut value);
    let mut mistakes = walk.mistakes;
    let span = value.span();
    let DeValue::Table(table) = value.into_inner() else {
        return (FileDocument::default(), mistakes);
    };
    let stated = stating::of(&table);
    let document = match FileDocument::deserialize(toml::de::Deserializer::from(Spanned::new(span, table))) {
        Ok(document) => FileDocument { stated, ..document },
        Err(error) => {
            // The walk has taken out everything that the decoder could refuse (a law holds it to that); should they ever
            // disagree, the user still gets a message with a place.
            let at = error.span().unwrap_or(0..0);
            mistakes.push(Mistake {
                kind: MistakeKind::WrongValue,
                path: String::new(),
                span: at.into(),
                first: None,
                message: error.message().to_owned(),
                help: None,
            });
            FileDocument::default()
        }
    };
    (document, mistakes)
}

/// The way from the root of a file to where the walk is: one link a table.
struct Trail<'a> {
    key: &'a str,
    up: Option<&'a Trail<'a>>,
}

impl Trail<'_> {
    fn dotted(&self) -> String {
        let mut keys = Vec::new();
        let mut link = Some(self);
        while let Some(trail) = link {
            keys.push(short(trail.key));
            link = trail.up;
        }
        keys.reverse();
        keys.retain(|key| !key.is_empty());
        keys.join(".")
    }
}

struct Walk {
    nodes: &'static [Node],
    mistakes: Vec<Mistake>,
    quiet: bool,
}

impl Walk {
    /// Whether another mistake would still be reported: a hostile file must not cost more than its reading.
    fn listening(&self) -> bool {
        !self.quiet && self.mistakes.len() <= limits::MISTAKES_PER_FILE
    }

    fn report(
        &mut self,
        kind: MistakeKind,
        trail: &Trail<'_>,
        span: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        if self.listening() {
            self.mistakes.push(Mistake {
                kind,
                path: trail.dotted(),
                span: span.into(),
                first: None,
                message,
                help,
            });
        }
    }

    /// Whether the value may stay.
    fn value(&mut self, node: NodeId, trail: &Trail<'_>, value: &mut Spanned<DeValue<'_>>) -> bool {
        let span = value.span();
        let nodes = self.nodes;
        match (&nodes[node], value.get_mut()) {
            (Node::Table(keys), DeValue::Table(table)) => {
                self.table(table, trail, |walk, key| {
                    let node = keys.get(key.get_ref().as_ref()).copied();
                    if node.is_none() {
                        walk.unknown_key(key, trail, keys);
                    }
                    node
                });
                self.silences(table, trail, keys);
                true
            }
            (Node::Map(entry), DeValue::Table(table)) => {
                self.table(table, trail, |walk, key| {
                    walk.id(key.get_ref(), trail, key.span()).then_some(*entry)
                });
                true
            }
            (Node::OneOrMore(item), DeValue::String(_)) => self.value(*item, trail, value),
            (Node::List(item) | Node::OneOrMore(item), DeValue::Array(items)) => {
                if items.len() > limits::LIST_ITEMS {
                    let message = format!(
                        "this list has {} entries; at most {} are read",
                        items.len(),
                        limits::LIST_ITEMS
                    );
                    self.report(MistakeKind::Limit, trail, span, message, None);
                    return false;
                }
                let stays: Vec<bool> = items.iter_mut().map(|value| self.value(*item, trail, value)).collect();
                if stays.contains(&false) {
                    for (value, stays) in std::mem::replace(items, DeArray::new()).into_iter().zip(stays) {
                        if stays {
                            items.push(value);
                        }
                    }
                }
                true
            }
            (Node::Text, DeValue::String(text)) => {
                let fits = text.len() <= limits::TEXT_BYTES;
                if !fits {
                    let message = format!(
                        "this text has {} bytes; at most {} are read",
                        text.len(),
                        limits::TEXT_BYTES
                    );
                    self.report(MistakeKind::Limit, trail, span, message, None);
                }
                fits
            }
            (Node::Id, DeValue::String(text)) => self.id(text, trail, span),
            (Node::Choice(words), DeValue::String(text)) => {
                let known = words.iter().any(|word| word == text.as_ref());
                if !known && self.listening() {
                    let help = did_you_mean(text, words.iter().map(String::as_str))
                        .map(|word| format!("did you mean \"{word}\"?"))
                        .unwrap_or_else(|| format!("one of: {}", words.join(", ")));
                    let message = format!("\"{}\" is not one of the words that `{}` takes", short(text), trail.key);
                    self.report(MistakeKind::WrongValue, trail, span, message, Some(help));
                }
                known
            }
            (Node::Day, DeValue::Datetime(written)) => {
                let good = day(written).is_some();
                if !good {
                    let message = format!("`{}` takes a day, without a time", trail.key);
                    let help = "write it as year-month-day without quotes: 2017-11-01".to_owned();
                    self.report(MistakeKind::WrongValue, trail, span, message, Some(help));
                }
                good
            }
            (Node::Boolean, DeValue::Boolean(_)) => true,
            (Node::Integer(least, most), DeValue::Integer(written)) => {
                let good = integer(written).is_some_and(|number| (*least..=*most).contains(&number));
                if !good {
                    let range = if *most == i64::MAX {
                        format!("from {least} up")
                    } else {
                        format!("from {least} to {most}")
                    };
                    let message = format!("`{}` takes a whole number {range}", trail.key);
                    self.report(MistakeKind::WrongValue, trail, span, message, None);
                }
                good
            }
            (expected, found) => {
                if self.listening() {
                    let (message, help) = wrong_type(short(trail.key), expected, found);
                    self.report(MistakeKind::WrongValue, trail, span, message, help);
                }
                false
            }
        }
    }

    /// Walks the entries of a table and takes out those that cannot stay.
    fn table<'i>(
        &mut self,
        table: &mut DeTable<'i>,
        trail: &Trail<'_>,
        mut node_of: impl FnMut(&mut Self, &Spanned<DeString<'i>>) -> Option<NodeId>,
    ) {
        let mut goes = Vec::new();
        for (key, value) in table.iter_mut() {
            let below = Trail {
                key: key.get_ref(),
                up: Some(trail),
            };
            if !node_of(self, key).is_some_and(|node| self.value(node, &below, value)) {
                goes.push(key.clone());
            }
        }
        for key in &goes {
            table.remove(key);
        }
    }

    /// `not-stated` and `assumed` speak of the other keys of their own table.
    fn silences(&mut self, table: &mut DeTable<'_>, trail: &Trail<'_>, keys: &BTreeMap<String, NodeId>) {
        if !keys.contains_key("not-stated") {
            return;
        }
        let mut named: Vec<(String, Range<usize>, &str)> = Vec::new();
        if let Some(silences) = table.get("not-stated").and_then(|value| value.get_ref().as_array()) {
            for silence in silences.iter() {
                if let Some(key) = silence.get_ref().as_str().filter(|key| !keys.contains_key(*key)) {
                    named.push((key.to_owned(), silence.span(), "not-stated"));
                }
            }
        }
        if let Some(readings) = table.get("assumed").and_then(|value| value.get_ref().as_table()) {
            for key in readings.keys() {
                let word = key.get_ref().as_ref();
                if word != "all" && !keys.contains_key(word) {
                    named.push((word.to_owned(), key.span(), "assumed"));
                }
            }
        }
        for (word, span, list) in named {
            let help = did_you_mean(&word, keys.keys().map(String::as_str)).map(|key| format!("did you mean `{key}`?"));
            let message = format!("`{list}` names `{}`, which is not a key of this table", short(&word));
            self.report(MistakeKind::UnknownKey, trail, span, message, help);
        }
    }

    fn unknown_key(&mut self, key: &Spanned<DeString<'_>>, trail: &Trail<'_>, keys: &BTreeMap<String, NodeId>) {
        if !self.listening() {
            return;
        }
        let written = short(key.get_ref()).to_owned();
        let table = match trail.dotted() {
            path if path.is_empty() => "a framework file".to_owned(),
            path => format!("[{path}]"),
        };
        let help = did_you_mean(&written, keys.keys().map(String::as_str))
            .map(|key| format!("did you mean `{key}`?"))
            .unwrap_or_else(|| format!("known here: {}", keys.keys().cloned().collect::<Vec<_>>().join(", ")));
        let message = format!("`{written}` is not a key of {table}");
        self.report(MistakeKind::UnknownKey, trail, key.span(), message, Some(help));
    }

    fn id(&mut self, text: &str, trail: &Trail<'_>, span: Range<usize>) -> bool {
        let looks_right = !text.starts_with('-')
            && !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !looks_right {
            let message = format!(
                "\"{}\" is not an id: ids are lower-case letters, digits and hyphens",
                short(text)
            );
            let mended = mend_id(text);
            let help = (!mended.is_empty()).then(|| format!("write `{mended}`, wherever it is named"));
            self.report(MistakeKind::BadId, trail, span, message, help);
            return false;
        }
        if text.len() > limits::ID_CHARS {
            let message = format!(
                "this id has {} characters; at most {} are read",
                text.len(),
                limits::ID_CHARS
            );
            self.report(MistakeKind::Limit, trail, span, message, None);
            return false;
        }
        if RESERVED.contains(&text) {
            let message = format!("`{text}` cannot be an id: Windows reserves the name, and pages are named after ids");
            self.report(
                MistakeKind::BadId,
                trail,
                span,
                message,
                Some(format!("write `{text}-body`, for example")),
            );
            return false;
        }
        true
    }
}

/// Names that Windows keeps for devices.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

fn mend_id(text: &str) -> String {
    let mended: String = text
        .chars()
        .take(limits::ID_CHARS)
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    mended
        .split('-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// A text cut to what a message can carry.
fn short(text: &str) -> &str {
    match text.char_indices().nth(60) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

fn integer(written: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(written.as_str(), written.radix()).ok()
}

fn wrong_type(key: &str, expected: &Node, found: &DeValue<'_>) -> (String, Option<String>) {
    let (takes, example) = match expected {
        Node::Text => ("text in quotes", Some(format!("{key} = \"…\""))),
        Node::Id => ("an id in quotes", Some(format!("{key} = \"hwb\""))),
        Node::Choice(words) => (
            "one word in quotes",
            words.first().map(|word| format!("{key} = \"{word}\"")),
        ),
        Node::Day => ("a day", Some(format!("{key} = 2017-11-01, without quotes"))),
        Node::Boolean => ("true or false", Some(format!("{key} = true, without quotes"))),
        Node::Integer(..) => ("a whole number", Some(format!("{key} = 3, without quotes"))),
        Node::List(_) => ("a list", Some(format!("{key} = [\"…\", \"…\"]"))),
        Node::OneOrMore(_) => ("an id in quotes, or a list of ids", Some(format!("{key} = \"hwb\""))),
        Node::Table(keys) => {
            let first = ["every-months", "members", "amount"]
                .into_iter()
                .find(|first| keys.contains_key(*first));
            (
                "a table of its own",
                first.map(|first| format!("{key} = {{ {first} = 3 }}")),
            )
        }
        Node::Map(_) => (
            "a table with an id for each entry",
            Some(format!("{key}.some-id = {{ … }}")),
        ),
    };
    let is = match found {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    (
        format!("`{key}` takes {takes}; this is {is}"),
        example.map(|example| format!("write {example}")),
    )
}
