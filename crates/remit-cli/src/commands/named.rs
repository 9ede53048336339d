//! Finding what the user named, in the tables in which it makes sense; and what to say when it is not there.

use remit_model::model::{AsAt, Model, NodeAt};

use crate::exit::Trouble;

/// How many ids are written out where none is near enough to be meant.
const MOST: usize = 12;

/// Something that the user named.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'w> {
    /// The table that it is in.
    pub(crate) table: &'static str,
    /// Its key.
    pub(crate) key: &'w str,
}

/// What the user named, in one of these tables: by its id, or by table and id as findings write it (`body.hwb`).
pub(crate) fn find<'w>(model: &Model, tables: &[&'static str], written: &'w str) -> Result<Found<'w>, Trouble> {
    if let Some((table, key)) = written.split_once('.')
        && let Some(&table) = tables.iter().find(|known| **known == table)
        && model.tables_of(key).contains(&table)
    {
        return Ok(Found { table, key });
    }
    let there = model.tables_of(written);
    let fitting: Vec<&'static str> = there.iter().copied().filter(|table| tables.contains(table)).collect();
    match fitting.as_slice() {
        [table] => Ok(Found { table, key: written }),
        [one, other, ..] => Err(Trouble(format!(
            "`{written}` is both a {one} and a {other}; write `{one}.{written}` or `{other}.{written}`"
        ))),
        [] => Err(Trouble(missing(model, tables, written, &there))),
    }
}

/// The same, for organisations, bodies and posts.
pub(crate) fn node<'m, 'v>(
    at: &'v AsAt<'m>,
    tables: &[&'static str],
    written: &str,
) -> Result<NodeAt<'m, 'v>, Trouble> {
    let found = find(at.model(), tables, written)?;
    at.node_by_key(found.key)
        .ok_or_else(|| Trouble(missing(at.model(), tables, written, &[])))
}

/// Why it is not there: it is something else, it was named by its name, it is misspelt, or there is no such thing.
fn missing(model: &Model, tables: &[&'static str], written: &str, there: &[&'static str]) -> String {
    let wanted = choice(tables);
    if let Some(table) = there.first() {
        return format!(
            "`{written}` is {}, where {} is wanted{}",
            one(table),
            one(&wanted),
            instead(table, written)
        );
    }
    let known = model.keys_and_names(tables);
    let named: Vec<&str> = known
        .iter()
        .filter(|(_, _, name)| name.to_lowercase() == written.to_lowercase())
        .map(|(_, key, _)| key.as_str())
        .collect();
    if !named.is_empty() {
        return format!("name it by its id, which is {}", quoted(&named, " or "));
    }
    let help = match model.suggest(tables, written) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "this framework has none".to_owned(),
        None => {
            let keys: Vec<&str> = known.iter().take(MOST).map(|(_, key, _)| key.as_str()).collect();
            let more = if known.len() > MOST { ", and more" } else { "" };
            format!("there are: {}{more}", quoted(&keys, ", "))
        }
    };
    format!("there is no {wanted} `{written}`; {help}")
}

/// What to ask of something that is not what the question is about.
fn instead(table: &str, key: &str) -> String {
    match table {
        "body" => format!("; `remit who sits {key}` and `remit show {key}` tell of it"),
        "organisation" => format!("; `remit show {key}` tells of it, and `remit list within:{key}` what it has"),
        "post" | "person" => format!("; `remit who holds {key}` tells of it"),
        "function" => format!("; `remit who decides {key}` tells of it"),
        _ => String::new(),
    }
}

/// "body, organisation or post".
fn choice(words: &[&str]) -> String {
    match words {
        [start @ .., last] if !start.is_empty() => format!("{} or {last}", start.join(", ")),
        words => words.concat(),
    }
}

/// A word with its article.
fn one(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {word}")
}

fn quoted(keys: &[&str], between: &str) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(between)
}
