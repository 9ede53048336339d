//! What may be published of a framework, as words with where they stand: for the rule that looks for whom they tell.

use std::borrow::Cow;

use super::published::{hidden_with, is_left};
use super::{Model, Row, Statement, Table};
use crate::document::{LogKind, RelationKind};
use crate::sources::Place;
use crate::text::Text;

impl Model {
    /// What is written for people and may be published: the subject, where it stands, and the words. Ids are among them, as names would be
    /// written: they stand in the addresses of pages.
    pub fn published_words(&self) -> Vec<(String, Place, Cow<'_, str>)> {
        let mut words = Words::default();
        if let Some(statement) = &self.framework.statement {
            words.add("framework", statement, [&self.framework.name]);
            words.add("framework", statement, &self.framework.version);
        }
        for node in self
            .nodes
            .iter()
            .filter(|node| hidden_with(node).is_none() && node.in_base())
        {
            let subject = node.subject();
            for part in node.parts.iter().filter(|part| is_left(&part.statement)) {
                let keys = &part.keys;
                let texts = [&keys.name, &keys.purpose, &keys.covers, &keys.called];
                words.add(
                    &subject,
                    &part.statement,
                    texts.into_iter().flatten().map(|at| &at.value),
                );
                words.id(&subject, &part.statement, &node.key);
            }
            for does in node.does.iter().filter(|does| is_left(&does.statement)) {
                let subject = format!("{subject}.does.{}", does.key);
                words.add(&subject, &does.statement, &does.text);
                words.id(&subject, &does.statement, &does.key);
            }
            for seat in node.seats.iter().filter(|seat| is_left(&seat.statement)) {
                let subject = format!("{subject}.seats.{}", seat.key);
                words.add(&subject, &seat.statement, None);
                words.id(&subject, &seat.statement, &seat.key);
            }
        }
        for line in self.relations().iter().filter(|line| is_left(&line.statement)) {
            let from = self.node_of(line.from);
            if hidden_with(from).is_none() && !matches!(line.kind, RelationKind::Delegation | RelationKind::Within) {
                let subject = format!("{}.{}.{}", from.subject(), line.kind.word(), line.key);
                words.add(&subject, &line.statement, None);
            }
        }
        words.rows("function", &self.functions, |row| vec![&row.name]);
        words.rows("budget", &self.budgets, |row| vec![&row.name]);
        words.rows("instrument", &self.instruments, |row| vec![&row.name]);
        words.rows("delegation", &self.delegations, |row| vec![&row.name]);
        words.rows("document", &self.documents, |row| {
            let more = [&row.author, &row.kind];
            std::iter::once(&row.title).chain(more.into_iter().flatten()).collect()
        });
        words.rows("milestone", &self.milestones, |row| vec![&row.text]);
        words.rows("route", &self.routes, |row| {
            let texts = [&row.text, &row.deadline_of];
            texts.into_iter().flatten().collect()
        });
        words.rows("outcome", &self.outcomes, |row| {
            std::iter::once(&row.text).chain(&row.group).collect()
        });
        words.rows("proposal", &self.proposals, |row| match row.adopted {
            Some(_) => std::iter::once(&row.title).chain(&row.reason).collect(),
            None => Vec::new(),
        });
        for entry in self.log.iter().filter(|entry| entry.kind != Some(LogKind::Risk)) {
            if is_left(&entry.statement) {
                let subject = format!("log.{}", entry.key);
                words.add(
                    &subject,
                    &entry.statement,
                    std::iter::once(&entry.text).chain(&entry.answer),
                );
                words.id(&subject, &entry.statement, &entry.key);
            }
        }
        for view in self.views.iter().filter(|view| is_left(&view.statement)) {
            let subject = format!("view.{}", view.key);
            let texts = std::iter::once(&view.choice.title).chain(&view.choice.sheet_status);
            words
                .all
                .extend(texts.map(|text| (subject.clone(), view.statement.place, Cow::from(text.as_str()))));
        }
        words.all
    }
}

/// Words that may be published: the subject, where it stands, and the words.
#[derive(Default)]
struct Words<'m> {
    all: Vec<(String, Place, Cow<'m, str>)>,
}

impl<'m> Words<'m> {
    fn add(&mut self, subject: &str, statement: &'m Statement, texts: impl IntoIterator<Item = &'m Text>) {
        let origin = statement
            .origin
            .as_ref()
            .filter(|origin| origin.own)
            .map(|origin| &origin.written);
        let own = statement.quote.iter().chain(statement.note()).chain(origin);
        let why = statement.assumptions().iter().map(|(_, why)| why);
        let all = texts.into_iter().chain(own).chain(why);
        self.all
            .extend(all.map(|text| (subject.to_owned(), statement.place, Cow::from(text.as_str()))));
    }

    fn id(&mut self, subject: &str, statement: &Statement, key: &str) {
        let capital = |word: &str| {
            let mut letters = word.chars();
            let first = letters.next().map(char::to_uppercase).into_iter().flatten();
            first.chain(letters).collect::<String>()
        };
        let words: Vec<String> = key.split(['-', '_']).map(capital).collect();
        self.all
            .push((subject.to_owned(), statement.place, Cow::from(words.join("-"))));
    }

    fn rows<T: Row>(&mut self, table: &str, rows: &'m Table<T>, texts: impl Fn(&'m T) -> Vec<&'m Text>) {
        for row in rows.iter().filter(|row| is_left(row.statement())) {
            let subject = format!("{table}.{}", row.key());
            self.add(&subject, row.statement(), texts(row));
            self.id(&subject, row.statement(), row.key());
        }
    }
}
