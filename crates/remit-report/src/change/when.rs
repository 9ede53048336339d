//! Since when something is there, or until when it was, and whether that is stated or a reading: of two dates, this is what
//! differs.

use jiff::civil::Date;
use remit_diff::{Change, Kind, Table, Thing};
use remit_model::model::{AsAt, Statement};
use remit_model::page::day_in_words;
use remit_rules::change::Compared;

/// "from 1 April 2017, which is a reading: the framework is for that year"; "until 31 March 2018"; of a milestone, whether it is
/// met; of a line, that it is a reading. Nothing where both states are of one day, where several things take part, or where
/// no day is entered.
pub(super) fn when(compared: &Compared<'_, '_>, change: &Change) -> Option<String> {
    let (before, after) = (compared.before, compared.after);
    if before.date() == after.date() {
        return None;
    }
    match (change.kind, change.before.as_slice(), change.after.as_slice()) {
        (Kind::Added, [], [thing]) if thing.id.table == Table::Milestone => met(after, thing),
        (Kind::Added, [], [thing]) if thing.id.table == Table::Line => read(after, thing),
        (Kind::Added, [], [thing]) => first(after, thing),
        (Kind::Ended, [thing], []) => last(before, thing),
        _ => None,
    }
}

/// A day in words, and why it is a reading, if it is.
fn told(word: &str, day: Date, reading: Option<&str>) -> String {
    let day = day_in_words(day);
    match reading {
        Some(why) => format!("{word} {day}, which is a reading: {why}"),
        None => format!("{word} {day}"),
    }
}

fn why<'s>(statement: &'s Statement, key: &str) -> Option<&'s str> {
    statement.assumed(key).map(|why| why.as_str())
}

fn first(at: &AsAt<'_>, thing: &Thing) -> Option<String> {
    let node = of_node(thing).and_then(|key| at.node_by_key(key))?;
    let (day, place) = node.first_day()?;
    let mut parts = node.timeline().parts.iter();
    let part = parts.find(|part| part.statement.place == place);
    Some(told("from", day, part.and_then(|part| why(&part.statement, "starts"))))
}

fn last(at: &AsAt<'_>, thing: &Thing) -> Option<String> {
    let node = of_node(thing).and_then(|key| at.node_by_key(key))?;
    let (day, place) = node.last_day()?;
    let mut parts = node.timeline().parts.iter();
    let part = parts.find(|part| part.statement.place == place);
    Some(told("until", day, part.and_then(|part| why(&part.statement, "ends"))))
}

fn read(at: &AsAt<'_>, thing: &Thing) -> Option<String> {
    let from = at.node_by_key(thing.id.owner.as_deref()?)?;
    let (line, _) = at
        .lines_of(from.id())
        .find(|(line, _)| line.statement.place == thing.place)?;
    line.assumed().map(|why| format!("which is a reading: {why}"))
}

/// The key of an organisation, body or post: what belongs to it comes and goes with it.
fn of_node(thing: &Thing) -> Option<&str> {
    let node = matches!(thing.id.table, Table::Organisation | Table::Body | Table::Post);
    node.then_some(thing.id.key.as_str())
}

fn met(at: &AsAt<'_>, thing: &Thing) -> Option<String> {
    let milestone = at.model().milestones.get(&thing.id.key)?;
    match milestone.met.filter(|met| *met <= at.date()) {
        Some(met) => Some(told("met on", met, why(&milestone.statement, "met"))),
        None if milestone.statement.is_not_stated("met") => Some("whether it was met is not stated".to_owned()),
        None => None,
    }
}
