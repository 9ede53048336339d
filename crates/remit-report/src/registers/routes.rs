//! How decisions are taken: which meetings they go to, in what order, and by when at the latest.

use jiff::civil::Date;
use remit_model::model::{AsAt, Route, RouteStep, Standing};
use remit_model::page::Cell;
use remit_model::path::StepStatus;

use super::cells::not_in_force;
use super::{Made, day, marked, names, status, told, without_hyphens, word};
use crate::change::name;

const COLUMNS: &[&str] = &[
    "What is decided",
    "Step",
    "Before whom",
    "To do what",
    "Meeting on",
    "At the latest",
    "Deadline",
    "Whose deadline",
    "How it stands",
    "Status",
    "On whose word",
    "Id",
];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let routes = at.with_status(at.model().routes.rows(), &[]);
    (
        COLUMNS,
        routes.flat_map(|(route, state)| rows(at, route, &state)).collect(),
    )
}

/// What a route decides.
pub(crate) fn matter(at: &AsAt<'_>, route: &Route) -> String {
    let function = route.function.as_ref().map(|key| name(at, "function", key));
    let text = route.text.as_ref().map(ToString::to_string);
    match (function, text) {
        (Some(function), Some(text)) => format!("{function}: {text}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => route.key.to_string(),
    }
}

fn rows(at: &AsAt<'_>, route: &Route, state: &StepStatus) -> Vec<Vec<Cell>> {
    let Some(state) = status(state) else {
        return Vec::new();
    };
    let latest = route.latest();
    if route.steps.is_empty() {
        return vec![without_steps(at, route, state)];
    }
    let steps = route.in_order().into_iter().zip(1..);
    steps
        .map(|(step, number)| {
            let statement = &step.statement;
            let latest = latest.get(step.key.as_str()).copied();
            vec![
                Cell::words(marked(&route.statement, &["function", "text"], matter(at, route))),
                Cell::Number(number),
                told(statement, "body", names(at, step.body)),
                told(statement, "verb", step.verb.as_ref().map(|verb| without_hyphens(verb))),
                day(statement, "on", step.on),
                latest.map_or(Cell::Empty, Cell::Date),
                day(&route.statement, "deadline", route.deadline),
                told(
                    &route.statement,
                    "deadline-of",
                    route.deadline_of.as_ref().map(ToString::to_string),
                ),
                Cell::words(format!("{}{}", stands(at, step, latest), gone(at, step))),
                state.clone(),
                word(statement),
                Cell::words(format!("{}.step.{}", route.key, step.key)),
            ]
        })
        .collect()
}

/// A route of which no step is entered.
fn without_steps(at: &AsAt<'_>, route: &Route, state: Cell) -> Vec<Cell> {
    let statement = &route.statement;
    vec![
        Cell::words(marked(statement, &["function", "text"], matter(at, route))),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        day(statement, "deadline", route.deadline),
        told(
            statement,
            "deadline-of",
            route.deadline_of.as_ref().map(ToString::to_string),
        ),
        Cell::words("No step is entered"),
        state,
        word(statement),
        Cell::words(route.key.as_str()),
    ]
}

/// That the body before which a step comes has ended.
fn gone(at: &AsAt<'_>, step: &RouteStep) -> String {
    let body = step.body.map(|id| at.node(id));
    let ended = body.filter(|body| {
        let begun = body.first_day().is_none_or(|(first, _)| first <= at.date());
        begun && body.standing() == Standing::OtherDate
    });
    let why = ended.and_then(|body| not_in_force(at, &body));
    why.map_or(String::new(), |why| format!("; the body {why}"))
}

fn stands(at: &AsAt<'_>, step: &RouteStep, latest: Option<Date>) -> &'static str {
    match (step.on, latest) {
        (Some(on), Some(latest)) if on > latest => "Too late",
        (Some(on), _) if on < at.date() => "Its day is over",
        (Some(_), Some(_)) => "In time",
        (Some(_), None) => "To come",
        (None, Some(latest)) if latest < at.date() => "Its last day is over, and no meeting is entered",
        (None, _) => "No meeting is entered",
    }
}
