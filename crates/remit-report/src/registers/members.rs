//! Who sits where: each seat of each body.

use remit_model::answer::Value;
use remit_model::model::{AsAt, Filled, NodeAt, Seat};
use remit_model::page::{Cell, sentence};
use remit_model::path::StepStatus;

use super::{Made, by_tier, said, status, tier, told, word};
use crate::answer_page::value_words;
use crate::who::values::{days, held_by, holder, person, role};

const COLUMNS: &[&str] = &[
    "Body",
    "Tier",
    "Role",
    "Person",
    "Filled by",
    "Named by",
    "Votes",
    "Category",
    "Places",
    "Vacant",
    "First day",
    "Last day",
    "Term ends",
    "Interests declared",
    "Status",
    "On whose word",
    "Id",
];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let mut bodies: Vec<NodeAt<'_, '_>> = at
        .all_nodes()
        .filter(|node| !node.timeline().seats.is_empty())
        .collect();
    bodies.sort_by_key(|body| (by_tier(body), body.name().to_string()));
    let mut rows = Vec::new();
    for body in bodies {
        let mut seats = body.all_seats();
        seats.sort_by_key(|(seat, _)| {
            let role = seat.role.as_ref();
            role.map_or((true, None), |role| (false, Some(role.value)))
        });
        rows.extend(seats.iter().filter_map(|(seat, state)| row(at, &body, seat, state)));
    }
    (COLUMNS, rows)
}

fn row(at: &AsAt<'_>, body: &NodeAt<'_, '_>, seat: &Seat, state: &StepStatus) -> Option<Vec<Cell>> {
    let state = status(state)?;
    let statement = &seat.statement;
    let [starts, ends] = days(at, statement);
    let (who, vacant) = who(at, seat);
    let declared = who.as_ref().and_then(|key| at.model().persons.get(key)?.declared);
    let voting = seat.voting.map(|votes| if votes { "Yes" } else { "No" }.to_owned());
    let named_by = seat.nominee_of.map(|id| at.node(id).name().to_string());
    Some(vec![
        Cell::words(body.name().as_str()),
        tier(at, body),
        said(statement, "role", &role(seat)),
        Cell::words(who.map(|key| person(at, &key).name).unwrap_or_default()),
        filled(at, seat),
        told(statement, "nominee-of", named_by),
        told(statement, "voting", voting),
        told(
            statement,
            "category",
            seat.category
                .as_ref()
                .map(|category| sentence(&category.replace('-', " "))),
        ),
        Cell::Number(i64::from(seat.count.unwrap_or(1))),
        Cell::words(if vacant { "Yes" } else { "" }),
        said(statement, "starts", &starts),
        said(statement, "ends", &ends),
        match seat.term_ends {
            Some(day) => Cell::Date(day),
            None => told(statement, "term-ends", None),
        },
        declared.map_or(Cell::Empty, Cell::Date),
        state,
        word(statement),
        Cell::words(format!("{}.seats.{}", body.key(), seat.key)),
    ])
}

/// In which way it is filled, without the name of a person.
fn filled(at: &AsAt<'_>, seat: &Seat) -> Cell {
    let statement = &seat.statement;
    match &seat.filled {
        Filled::Person(_) => told(statement, "person", Some("A person".to_owned())),
        Filled::Post(key) => {
            let post = at.node_by_key(&key.value);
            let words = post.map(|post| format!("The holder of the post of {}", post.name()));
            told(statement, "post", words)
        }
        Filled::Nominee(_) => told(statement, "nominee-of", Some("Whoever is named".to_owned())),
        Filled::ExOfficio(office) => told(statement, "ex-officio", Some(format!("Ex officio: {}", office.value))),
        Filled::Vacant(_) => Cell::words("Nobody"),
        Filled::Unnamed => match holder(at, seat) {
            Value::Empty => Cell::words("Not entered"),
            silent => Cell::words(sentence(&value_words(&silent))),
        },
    }
}

/// The person on a seat by name or by the post that brings it, by key; and whether the seat is vacant.
fn who(at: &AsAt<'_>, seat: &Seat) -> (Option<String>, bool) {
    match &seat.filled {
        Filled::Person(key) => (Some(key.value.to_string()), false),
        Filled::Post(key) => match at.node_by_key(&key.value).filter(NodeAt::exists) {
            Some(post) => {
                let (holder, words) = held_by(at, post.id());
                (holder.map(|holder| holder.key), words == "vacant")
            }
            None => (None, false),
        },
        Filled::Vacant(_) => (None, true),
        _ => (None, false),
    }
}
