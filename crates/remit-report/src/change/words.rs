//! What is said under a key, in words: things by their names, and each silence by its own word.

use remit_model::comparison::{How, Said};
use remit_model::model::AsAt;
use remit_model::model::said::{Item, Value};
use remit_model::page::day_in_words;
use remit_model::sources::Place;

use crate::answer_page::{plain, value_words};

/// What is said, or that nothing is.
pub(super) fn said(at: &AsAt<'_>, value: Option<&(Value, Place)>) -> Said {
    let Some((value, place)) = value else {
        return Said::not_entered();
    };
    let (how, words, written) = match value {
        Value::Stated(items) => {
            let each = |words: fn(&AsAt<'_>, &Item) -> String| -> Vec<String> {
                items.iter().map(|item| words(at, item)).collect()
            };
            (How::Stated, each(in_words).join(", "), each(as_written))
        }
        Value::None => (How::None, "none".to_owned(), Vec::new()),
        Value::NotStated => (How::NotStated, "not stated".to_owned(), Vec::new()),
    };
    Said {
        how,
        words,
        written,
        place: Some(*place),
    }
}

fn in_words(at: &AsAt<'_>, item: &Item) -> String {
    match item {
        Item::Words(text) => text.to_string(),
        Item::Key(table, key) => name(at, table, key),
        Item::Date(day) => day_in_words(*day),
        Item::Number(number) => number.to_string(),
        Item::Money(money) => value_words(&remit_model::answer::Value::Money(money.clone())),
        Item::Every(interval) => interval.words(),
        Item::Is(is) => if *is { "yes" } else { "no" }.to_owned(),
        Item::Pair(one, of) => format!("{} ({})", in_words(at, one), in_words(at, of)),
    }
}

fn as_written(at: &AsAt<'_>, item: &Item) -> String {
    match item {
        Item::Key(_, key) => key.to_string(),
        Item::Date(day) => day.to_string(),
        Item::Is(is) => is.to_string(),
        Item::Pair(one, of) => format!("{}: {}", as_written(at, one), as_written(at, of)),
        other => in_words(at, other),
    }
}

/// The name of something, by its table; its key where it has none.
pub(crate) fn name(at: &AsAt<'_>, table: &str, key: &str) -> String {
    let model = at.model();
    let named = match table {
        "function" => model.functions.get(key).map(|row| &row.name),
        "budget" => model.budgets.get(key).map(|row| &row.name),
        "instrument" => model.instruments.get(key).map(|row| &row.name),
        "delegation" => model.delegations.get(key).map(|row| &row.name),
        "milestone" => model.milestones.get(key).map(|row| &row.text),
        "route" => model.routes.get(key).and_then(|row| row.text.as_ref()),
        "outcome" => model.outcomes.get(key).map(|row| &row.text),
        "log" => model.log.get(key).map(|row| &row.text),
        "person" => model.persons.get(key).map(|row| &row.name),
        "document" => model.documents.get(key).map(|row| &row.title),
        "form" => model.forms.get(key).map(|row| &row.name),
        "power" => model.powers.get(key).map(|row| &row.name),
        _ => at.node_by_key(key).map(|node| node.name()),
    };
    named.map_or_else(|| key.to_owned(), ToString::to_string)
}

/// A key as people would say it.
pub(super) fn key(key: &str) -> String {
    let words = match key {
        "assumed.all" => "why it is a reading",
        "called" => "what else it is called",
        "meets" => "how often it meets",
        "many" => "whether it is several alike",
        "count" => "how many there are",
        "external" => "whether it is outside the framework",
        "in-law" => "what it is in law",
        "instrument" => "by what paper",
        "recorded-in" => "in which papers it is recorded",
        "to" => "to whom",
        "from" => "by whom",
        "by" => "by when",
        "vacant" => "whether it is vacant",
        "person" | "post" | "nominee-of" | "ex-officio" => "who fills it",
        "met" => "when it was met",
        "term-ends" => "when the term ends",
        _ => match key.strip_prefix("assumed.") {
            Some(of) => return format!("why this is a reading: {}", self::key(of)),
            None => return plain(key),
        },
    };
    words.to_owned()
}
