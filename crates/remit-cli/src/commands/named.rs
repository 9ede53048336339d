//! Finding what the user named, in the tables in which it makes sense; and what to say when it is not there.

use remit_model::model::{AsAt, Model, NodeAt, Selector};

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

/// A set of organisations, bodies and posts.
pub(crate) fn selector(at: &AsAt<'_>, written: &str) -> Result<Selector, Trouble> {
    match Selector::parse(written, at.model()) {
        Ok(selector) => Ok(selector),
        // An id may be that of a person, or may have its table before it: that is said better elsewhere.
        Err(_) if !written.contains(':') => {
            let tables = ["body", "organisation", "post"];
            Ok(Selector::Node(node(at, &tables, written)?.id()))
        }
        Err(mistake) => {
            let help = mistake.help.map(|help| format!("; {help}")).unwrap_or_default();
            Err(Trouble(format!("{}{help}", mistake.message)))
        }
    }
}

/// Several of them, with commas between. A tier or lane may have a comma in its own name.
pub(crate) fn selectors(at: &AsAt<'_>, written: &[String]) -> Result<Vec<Selector>, Trouble> {
    let mut selectors = Vec::new();
    for written in written {
        if let Ok(selector) = Selector::parse(written.trim(), at.model()) {
            selectors.push(selector);
            continue;
        }
        for part in written.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            selectors.push(selector(at, part)?);
        }
    }
    Ok(selectors)
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
