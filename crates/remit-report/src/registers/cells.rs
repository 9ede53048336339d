//! What stands in the cells of a register: what a statement says under a key, how it is silent, and whether that is a reading.

use jiff::civil::Date;
use remit_model::answer::Value;
use remit_model::model::{AsAt, Money, NodeAt, NodeId, Statement};
use remit_model::page::{Cell, day_in_words, sentence, words};
use remit_model::path::StepStatus;

use crate::answer_page::value_words;
use crate::evidence::evidence_of_all;

/// Behind what is a reading.
const ASSUMED: &str = " (assumed)";

/// A value as a cell: days, numbers and sums as such, all else in words.
fn cell(value: &Value) -> Cell {
    match value {
        Value::Day(day) => Cell::Date(*day),
        Value::Number(number) => i64::try_from(*number).map_or(Cell::Empty, Cell::Number),
        value => Cell::words(sentence(&value_words(value))),
    }
}

/// What a statement says under a key: marked where that is a reading. Of days, numbers and sums the last column says so, so that
/// they stay what they are.
pub(super) fn said(statement: &Statement, key: &str, value: &Value) -> Cell {
    let silent = matches!(value, Value::Empty | Value::NotStated | Value::Unknown);
    match cell(value) {
        Cell::Words(mut line) if !silent && statement.assumed(key).is_some() => {
            line.extend(words(ASSUMED));
            Cell::Words(line)
        }
        cell => cell,
    }
}

/// The same of plain words: "None", where a list is written empty.
pub(super) fn told(statement: &Statement, key: &str, text: Option<String>) -> Cell {
    let value = match text.filter(|text| !text.is_empty()) {
        Some(text) => Value::Words(text),
        None if statement.is_unknown(key) => Value::Unknown,
        None if statement.is_not_stated(key) => Value::NotStated,
        None if statement.is_none(key) => Value::Words("none".to_owned()),
        None => Value::Empty,
    };
    said(statement, key, &value)
}

/// Words with a mark behind them where any of these keys, on which they rest, is a reading.
pub(super) fn marked(statement: &Statement, keys: &[&str], text: impl Into<String>) -> String {
    let text = text.into();
    let reading = !text.is_empty() && keys.iter().any(|key| statement.assumed(key).is_some());
    if reading { format!("{text}{ASSUMED}") } else { text }
}

/// A day, or that the documents are silent about it.
pub(super) fn day(statement: &Statement, key: &str, day: Option<Date>) -> Cell {
    match day {
        Some(day) => Cell::Date(day),
        None => told(statement, key, None),
    }
}

/// More than how much, up to how much, and for what.
pub(super) fn limits(statement: &Statement, limit: Option<&Money>) -> [Cell; 3] {
    let Some(limit) = limit else {
        return [Cell::Empty, told(statement, "limit", None), Cell::Empty];
    };
    let sum = |amount: i64| Cell::Money(amount, limit.currency.to_string());
    let up_to = match (limit.above, limit.amount) {
        (_, Some(amount)) => sum(amount),
        (Some(_), None) => Cell::Empty,
        (None, None) => Cell::words(marked(statement, &["limit"], "Without a sum")),
    };
    [
        limit.above.map_or(Cell::Empty, sum),
        up_to,
        Cell::words(marked(statement, &["limit"], per(limit))),
    ]
}

/// For what a sum counts: "each decision".
pub(super) fn per(money: &Money) -> String {
    match money.per.as_ref().map(|per| per.as_str()) {
        None => String::new(),
        Some("lifetime") => "its whole lifetime".to_owned(),
        Some(per) => format!("each {per}"),
    }
}

/// On whose word it stands.
pub(super) fn word(statement: &Statement) -> Cell {
    match evidence_of_all(statement) {
        line if line.is_empty() => Cell::Empty,
        line => Cell::Words(line),
    }
}

/// Whether something is in force, as a cell. None where it is of another date, and doesn't belong into a register.
pub(super) fn status(status: &StepStatus) -> Option<Cell> {
    status_words(status).map(Cell::words)
}

/// The same in words.
pub(super) fn status_words(status: &StepStatus) -> Option<String> {
    match status {
        StepStatus::OtherDate(_) | StepStatus::Absent | StepStatus::NotStated => None,
        StepStatus::Shadow => Some("In shadow form".to_owned()),
        shown => Some(sentence(&shown.words().replace('`', ""))),
    }
}

/// Whether it is proposed, or runs in shadow form.
pub(super) fn not_yet(status: &StepStatus) -> bool {
    matches!(status, StepStatus::Proposed(_) | StepStatus::Shadow)
}

/// Why an organisation, body or post is not in force, as the rest of a sentence: "ended on 31 March 2018". None where it is.
pub(super) fn not_in_force(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Option<String> {
    let definition = &node.definition().statement;
    let told = |key: &str, day: Date| marked(definition, &[key], day_in_words(day));
    let words = match node.status() {
        StepStatus::InForce | StepStatus::AsIfAdopted(_) => return None,
        StepStatus::Proposed(Some(proposal)) => format!("is proposed ({proposal})"),
        StepStatus::Proposed(None) => "is proposed".to_owned(),
        StepStatus::Shadow => "runs in shadow form".to_owned(),
        StepStatus::OtherDate(_) | StepStatus::NotStated | StepStatus::Absent => {
            let first = node.first_day().map(|(day, _)| day);
            let last = node.last_day().map(|(day, _)| day);
            let home = node.ended_with_organisation();
            match (first, last, node.ended_with(), home) {
                (Some(first), ..) if first > at.date() => format!("begins on {}", told("starts", first)),
                (_, _, Some(proposal), _) => format!("is ended by the proposal {proposal}"),
                (_, Some(last), ..) if last < at.date() => format!("ended on {}", told("ends", last)),
                (.., Some(home)) => {
                    let last = at.node(home).last_day();
                    let day = last.map_or(String::new(), |(day, _)| format!(" on {}", day_in_words(day)));
                    format!("ended with {}{day}", at.node(home).name())
                }
                _ => "is of another date".to_owned(),
            }
        }
    };
    Some(words)
}

/// The names of some, in their order.
pub(super) fn names(at: &AsAt<'_>, ids: impl IntoIterator<Item = NodeId>) -> Option<String> {
    let names = crate::evidence::names(ids.into_iter().map(|id| at.node(id)));
    (!names.is_empty()).then_some(names)
}

/// The name of the tier at which a body works.
pub(super) fn tier(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Cell {
    let heading = node.tier().and_then(|(tier, _)| at.tier_heading(tier));
    let statement = &node.definition().statement;
    Cell::words(marked(statement, &["tier"], heading.unwrap_or_default()))
}

/// The order of tiers, from the top: those without one come last.
pub(super) fn by_tier(node: &NodeAt<'_, '_>) -> usize {
    node.tier().map_or(usize::MAX, |(tier, _)| tier)
}

/// The name of a paper.
pub(super) fn paper(at: &AsAt<'_>, key: &str) -> String {
    crate::change::name(at, "instrument", key)
}

/// Kinds of paper that are read letter by letter.
const LETTERS: [&str; 3] = ["mou", "sla", "tor"];
/// What is never written as a word by itself.
const BEFORE: [&str; 4] = ["co", "non", "re", "self"];

/// What is written with hyphens, as an id, in words with a capital: "Terms of reference", "Non-executive", "MOU", "s65Z6 agreement".
pub(super) fn without_hyphens(written: &str) -> String {
    let section = |part: &str| {
        let number = part.strip_prefix('s').unwrap_or("");
        number.starts_with(|first: char| first.is_ascii_digit())
    };
    let mut words = String::new();
    let mut before = "";
    for part in written.split('-') {
        if !words.is_empty() {
            words.push(if BEFORE.contains(&before) { '-' } else { ' ' });
        }
        match part {
            part if LETTERS.contains(&part) => words.push_str(&part.to_uppercase()),
            part if section(part) => words.push_str(&format!("s{}", part[1..].to_uppercase())),
            part => words.push_str(part),
        }
        before = part;
    }
    let first = words.split(' ').next().unwrap_or("");
    if section(first) { words } else { sentence(&words) }
}

#[cfg(test)]
mod tests {
    use super::without_hyphens;

    #[test]
    fn ids_become_words_as_they_are_written() {
        for (written, words) in [
            ("mou", "MOU"),
            ("s75-agreement", "s75 agreement"),
            ("s65z6-agreement", "s65Z6 agreement"),
            ("terms-of-reference", "Terms of reference"),
            ("non-executive", "Non-executive"),
            ("co-opted", "Co-opted"),
            ("takes-into-account", "Takes into account"),
            ("councillor", "Councillor"),
            ("", ""),
        ] {
            assert_eq!(without_hyphens(written), words);
        }
    }
}
