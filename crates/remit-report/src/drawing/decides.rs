//! What a body decides, as it stands in its box.

use remit_model::document::Effect;
use remit_model::model::{AsAt, Choice, Delegation, Money, NodeAt, Statement};
use remit_model::path::StepStatus;
use remit_rules::{lets_decide, limit_in_words};

use super::background::Background;
use super::boxes::proposed;
use super::shown::may_be_seen;
use crate::evidence::names;

/// What it decides in its own right, and then what by delegation.
pub(super) fn decides(
    at: &AsAt<'_>,
    known: &Background<'_, '_>,
    node: &NodeAt<'_, '_>,
    choice: &Choice,
) -> Vec<String> {
    let mut bullets = Vec::new();
    for does in node.does().filter(|does| does.effect == Some(Effect::Decide)) {
        let what = match (&does.function, &does.text) {
            (Some(function), _) => name(at, &function.value),
            (None, Some(text)) => text.to_string(),
            (None, None) => continue,
        };
        if may_be_seen(&does.statement, choice) {
            let mark = marks(at, &does.statement);
            bullets.push(format!("{what}{}{mark}", bounds(does.limit.as_ref())));
        }
    }
    for (given, status) in known.given.get(&node.id()).into_iter().flatten() {
        if lets_decide(at, given) && may_be_seen(&given.statement, choice) {
            bullets.extend(by_delegation(at, given, status));
        }
    }
    bullets
}

fn by_delegation(at: &AsAt<'_>, given: &Delegation, status: &StepStatus) -> Vec<String> {
    let from = names(given.from.iter().map(|&id| at.node(id)));
    let from = match from.as_str() {
        "" => "by delegation".to_owned(),
        from => format!("by delegation from {from}"),
    };
    let mark = match (status, marks(at, &given.statement)) {
        // The giver or the holder may be proposed although the delegation itself is not.
        (StepStatus::AsIfAdopted(_), mark) if !mark.contains("proposed") => format!("{mark} (proposed)"),
        (_, mark) => mark,
    };
    let functions = given.functions.iter();
    functions
        .map(|key| format!("{}{}, {from}{mark}", name(at, key), bounds(given.limit.as_ref())))
        .collect()
}

fn marks(at: &AsAt<'_>, statement: &Statement) -> String {
    let reading = statement.any_assumed_but_days().map_or("", |_| " (assumed)");
    format!("{reading}{}", proposed(at, statement))
}

fn bounds(limit: Option<&Money>) -> String {
    match limit.map(limit_in_words) {
        Some(words) if !words.is_empty() => format!(", {words}"),
        _ => String::new(),
    }
}

fn name(at: &AsAt<'_>, key: &str) -> String {
    match at.model().functions.get(key) {
        Some(function) => function.name.to_string(),
        None => key.to_owned(),
    }
}
