//! On whose word a statement stands, in words.

use remit_model::document::Audience;
use remit_model::model::{Doing, NodeAt, Statement};
use remit_model::page::{Cell, Inline, Line};

use crate::answer_page::plain;

/// What stands in a table where the documents are silent; what nobody has entered stays empty.
pub(crate) const NOT_STATED: &str = "not stated";

/// The words of a source, and where they stand; or that it is a reading, and why.
pub(crate) fn evidence(statement: &Statement, keys: &[&str]) -> Line {
    let mut reasons: Vec<(&str, &str)> = Vec::new();
    for key in keys.iter().copied().chain(["all"]) {
        let why = statement.assumptions().iter().find(|(name, _)| name == key);
        let known = |why: &str| reasons.iter().any(|(_, known)| *known == why);
        reasons.extend(
            why.map(|(key, why)| (key.as_str(), why.as_str()))
                .filter(|(_, why)| !known(why)),
        );
    }
    // Where several things are assumed, each is named with its reason.
    let named = reasons.len() > 1;
    let words = reasons.into_iter().map(|(key, why)| match key {
        "all" => why.to_owned(),
        key if named => format!("{}: {why}", key.replace('-', " ")),
        _ => why.to_owned(),
    });
    with_reasons(statement, words.collect())
}

/// The same of all that is assumed, each thing named with its reason: for a row that shows many things.
pub(crate) fn evidence_of_all(statement: &Statement) -> Line {
    let mut reasons: Vec<(Vec<String>, &str)> = Vec::new();
    for (key, why) in statement.assumptions() {
        let name = match key.as_str() {
            "all" => "all of it".to_owned(),
            "starts" => "the first day".to_owned(),
            "ends" => "the last day".to_owned(),
            "by" => "by when".to_owned(),
            key => plain(key),
        };
        match reasons.iter_mut().find(|(_, known)| *known == why.as_str()) {
            Some((names, _)) => names.push(name),
            None => reasons.push((vec![name], why)),
        }
    }
    let words = reasons
        .iter()
        .map(|(names, why)| format!("{}: {why}", names.join(", ")));
    with_reasons(statement, words.collect())
}

fn with_reasons(statement: &Statement, reasons: Vec<String>) -> Line {
    let mut line = Line::new();
    let gap = |line: &mut Line| {
        if !line.is_empty() {
            line.push(Inline::Words(" ".to_owned()));
        }
    };
    if let Some(quote) = &statement.quote {
        line.push(Inline::Quote(quote.to_string()));
    }
    if let Some(origin) = &statement.origin {
        gap(&mut line);
        let inherited = if origin.own { "" } else { ", inherited" };
        let words = format!("{}{inherited}", origin.written);
        line.push(Inline::Words(if line.is_empty() {
            words
        } else {
            format!("({words})")
        }));
    }
    if !reasons.is_empty() {
        gap(&mut line);
        line.push(Inline::Strong("Assumed:".to_owned()));
        line.push(Inline::Words(format!(" {}", reasons.join("; "))));
    }
    if statement.audience == Audience::Internal {
        gap(&mut line);
        line.push(Inline::Strong("Internal.".to_owned()));
    }
    if let Some(note) = statement.note() {
        gap(&mut line);
        line.push(Inline::Words(format!("Note: {note}")));
    }
    line
}

/// The same as a cell of a table.
pub(crate) fn evidence_cell(statement: &Statement, keys: &[&str]) -> Cell {
    let line = evidence(statement, keys);
    if line.is_empty() {
        Cell::Empty
    } else {
        Cell::Words(line)
    }
}

/// Every assumed key of a statement.
pub(crate) fn assumed_keys(statement: &Statement) -> Vec<&str> {
    statement.assumptions().iter().map(|(key, _)| key.as_str()).collect()
}

/// The names of several bodies or organisations, in their order.
pub(crate) fn names<'m: 'v, 'v>(nodes: impl IntoIterator<Item = NodeAt<'m, 'v>>) -> String {
    nodes
        .into_iter()
        .map(|node| node.name().to_string())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The verb of what a body does, as written.
pub(crate) fn verb(does: &Doing) -> String {
    does.verb
        .as_ref()
        .map(|verb| verb.value.to_string())
        .unwrap_or_default()
}
