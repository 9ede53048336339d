//! Answers to questions as JSON. What nobody has entered is `null`; the other silences say which they are.

use remit_model::answer::{Answer, Column, Evidence, Group, Holder, Named, Paper, Row, Value};
use remit_model::model::Money;
use remit_model::sources::Sources;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{PlaceJson, StatusJson, Texts, VERSION, status, written};

#[derive(serde::Serialize)]
#[serde(rename_all = "kebab-case")]
struct AnswerJson<'a> {
    remit: u32,
    framework: &'a str,
    asks: &'static str,
    question: &'a str,
    about: Vec<NamedJson<'a>>,
    as_at: String,
    as_at_from: &'a str,
    with: &'a [String],
    mistakes: usize,
    says: &'a [String],
    groups: Vec<GroupJson<'a>>,
    documents: Vec<PaperJson<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    ends: &'a str,
}

#[derive(serde::Serialize)]
struct NamedJson<'a> {
    table: &'static str,
    key: &'a str,
    name: &'a str,
}

#[derive(serde::Serialize)]
struct GroupJson<'a> {
    group: &'static str,
    heading: &'a str,
    says: &'a [String],
    rows: Vec<RowJson<'a>>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "kebab-case")]
struct RowJson<'a> {
    values: Values<'a>,
    status: StatusJson,
    /// Of a proposed row, the proposal; of one of another date, the dates.
    status_detail: Option<&'a str>,
    evidence: EvidenceJson<'a>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "kebab-case")]
struct EvidenceJson<'a> {
    source: Option<&'a str>,
    inherited: bool,
    quote: Option<&'a str>,
    assumed: Vec<AssumedJson<'a>>,
    not_stated: &'a [String],
    note: Option<&'a str>,
    internal: bool,
    place: PlaceJson<'a>,
}

#[derive(serde::Serialize)]
struct AssumedJson<'a> {
    key: &'a str,
    why: &'a str,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "kebab-case")]
struct PaperJson<'a> {
    key: &'a str,
    title: &'a str,
    kind: Option<&'a str>,
    date: Option<String>,
    date_assumed: bool,
}

#[derive(serde::Serialize)]
struct HolderJson<'a> {
    how: &'static str,
    names: Vec<NamedJson<'a>>,
    words: &'a str,
}

#[derive(serde::Serialize)]
struct MoneyJson<'a> {
    /// More than this, where it is one band of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    above: Option<i64>,
    amount: Option<i64>,
    currency: &'a str,
    per: Option<&'a str>,
}

/// The values of a row under the names of their columns, in their order.
struct Values<'a>(&'a [Column], &'a [Value]);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, value) in self.0.iter().zip(self.1) {
            map.serialize_entry(column.name, &One(value))?;
        }
        map.end()
    }
}

struct One<'a>(&'a Value);

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let silence = |serializer: S, word: &str| {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry("silence", word)?;
            map.end()
        };
        match self.0 {
            Value::Empty => serializer.serialize_none(),
            Value::NotStated => silence(serializer, "not-stated"),
            Value::Unknown => silence(serializer, "unknown"),
            Value::Words(words) | Value::Id(words) => serializer.serialize_str(words),
            Value::Names(names) => serializer.collect_seq(names.iter().map(named)),
            Value::Holder(Holder { how, names, words }) => HolderJson {
                how,
                names: names.iter().map(named).collect(),
                words,
            }
            .serialize(serializer),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Day(day) => serializer.collect_str(day),
            Value::Number(number) => serializer.serialize_u64(*number),
            Value::Money(Money {
                amount,
                above,
                currency,
                per,
            }) => MoneyJson {
                above: *above,
                amount: *amount,
                currency,
                per: per.as_deref(),
            }
            .serialize(serializer),
        }
    }
}

/// An answer, with what it rests on.
pub fn answer(answer: &Answer, sources: &Sources) -> String {
    let mut texts = Texts::new(sources);
    written(&AnswerJson {
        remit: VERSION,
        framework: &answer.framework,
        asks: answer.asks,
        question: &answer.title,
        about: answer.about.iter().map(named).collect(),
        as_at: answer.as_at.to_string(),
        as_at_from: &answer.as_at_from,
        with: &answer.with,
        mistakes: answer.mistakes,
        says: &answer.says,
        groups: answer.groups.iter().map(|of| group(&mut texts, of)).collect(),
        documents: answer.documents.iter().map(paper).collect(),
        ends: &answer.ends,
    })
}

fn named(named: &Named) -> NamedJson<'_> {
    NamedJson {
        table: named.table,
        key: &named.key,
        name: &named.name,
    }
}

fn paper(paper: &Paper) -> PaperJson<'_> {
    PaperJson {
        key: &paper.key,
        title: &paper.title,
        kind: paper.kind.as_deref(),
        date: paper.date.map(|date| date.to_string()),
        date_assumed: paper.date_assumed,
    }
}

fn group<'a>(texts: &mut Texts<'a>, group: &'a Group) -> GroupJson<'a> {
    GroupJson {
        group: group.name,
        heading: &group.heading,
        says: &group.says,
        rows: group.rows.iter().map(|of| row(texts, &group.columns, of)).collect(),
    }
}

fn row<'a>(texts: &mut Texts<'a>, columns: &'a [Column], row: &'a Row) -> RowJson<'a> {
    let (status, status_detail) = status(&row.status);
    RowJson {
        values: Values(columns, &row.values),
        status,
        status_detail,
        evidence: evidence(texts, &row.evidence),
    }
}

fn evidence<'a>(texts: &mut Texts<'a>, evidence: &'a Evidence) -> EvidenceJson<'a> {
    EvidenceJson {
        source: evidence.source.as_deref(),
        inherited: evidence.inherited,
        quote: evidence.quote.as_deref(),
        assumed: evidence
            .assumed
            .iter()
            .map(|(key, why)| AssumedJson { key, why })
            .collect(),
        not_stated: &evidence.not_stated,
        note: evidence.note.as_deref(),
        internal: evidence.internal,
        place: texts.place(evidence.place, None),
    }
}
