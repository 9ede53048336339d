//! The values of a row: how a statement's key becomes a value, a silence, or a name that leads nowhere.

use remit_model::answer::{Holder, Named, Value};
use remit_model::document::Role;
use remit_model::model::{AsAt, Filled, NodeId, Seat, Statement};
use remit_model::text::Text;

use super::in_force;
use crate::answer_page::value_words;

/// An organisation, body or post.
pub(crate) fn named(at: &AsAt<'_>, id: NodeId) -> Named {
    let node = at.node(id);
    Named {
        table: node.kind().word(),
        key: node.key().to_string(),
        name: node.name().to_string(),
    }
}

/// Several of them.
pub(crate) fn names(at: &AsAt<'_>, ids: impl IntoIterator<Item = NodeId>) -> Value {
    let names: Vec<Named> = ids.into_iter().map(|id| named(at, id)).collect();
    if names.is_empty() {
        Value::Empty
    } else {
        Value::Names(names)
    }
}

/// One of them.
pub(crate) fn name(at: &AsAt<'_>, id: NodeId) -> Value {
    Value::Names(vec![named(at, id)])
}

/// A person.
pub(crate) fn person(at: &AsAt<'_>, key: &str) -> Named {
    let name = at.model().persons.get(key).map_or(key, |person| &person.name);
    Named {
        table: "person",
        key: key.to_owned(),
        name: name.to_owned(),
    }
}

/// A function.
pub(crate) fn function(at: &AsAt<'_>, key: &str) -> Named {
    let versions = at.model().functions.of(key);
    let current = versions
        .filter(|row| {
            at.has_layer(row.statement.layer) && row.statement.starts.is_none_or(|starts| starts <= at.date())
        })
        .last();
    let name = current
        .or(at.model().functions.get(key))
        .map_or(key, |function| &function.name);
    Named {
        table: "function",
        key: key.to_owned(),
        name: name.to_owned(),
    }
}

/// What a statement says under a key, or how it is silent.
pub(crate) fn stated(statement: &Statement, key: &str, value: Option<Value>) -> Value {
    match value {
        Some(value) => value,
        None if statement.is_unknown(key) => Value::Unknown,
        None if statement.is_not_stated(key) => Value::NotStated,
        None => Value::Empty,
    }
}

/// The first and the last day of a statement; the last as a proposal may have it that is taken. Where such a proposal ends it and
/// states no day, the day that is made up for it is no answer.
pub(crate) fn days(at: &AsAt<'_>, statement: &Statement) -> [Value; 2] {
    let last = at.last_day(statement);
    let last = last.filter(|last| *last >= at.date() || statement.ends == Some(*last));
    [
        stated(statement, "starts", statement.starts.map(Value::Day)),
        stated(statement, "ends", last.map(Value::Day)),
    ]
}

/// Words, where there are some.
pub(crate) fn words(text: Option<&Text>) -> Option<Value> {
    text.map(|text| Value::Words(text.to_string()))
}

/// The role of a seat.
pub(crate) fn role(seat: &Seat) -> Value {
    let role = seat
        .role
        .as_ref()
        .map(|role| Value::Words(role.value.words().to_owned()));
    stated(&seat.statement, "role", role)
}

/// Whether the holder of a seat leads the body.
pub(crate) fn leads(seat: &Seat) -> bool {
    seat.role
        .as_ref()
        .is_some_and(|role| matches!(role.value, Role::Chair | Role::CoChair))
}

/// Who fills a seat.
pub(crate) fn holder(at: &AsAt<'_>, seat: &Seat) -> Value {
    let node = |key: &str| at.model().node_id(key);
    let (how, names, words) = match &seat.filled {
        Filled::Person(key) => {
            let person = person(at, &key.value);
            let words = person.name.clone();
            ("person", vec![person], words)
        }
        Filled::Post(key) => match node(&key.value) {
            Some(id) => {
                let post = named(at, id);
                let (holder, said) = held_by(at, id);
                let words = format!("the {} ({said})", post.name);
                ("post", std::iter::once(post).chain(holder).collect(), words)
            }
            None => return Value::Unknown,
        },
        Filled::Nominee(key) => match node(&key.value) {
            Some(id) => {
                let of = named(at, id);
                let words = format!("a nominee of {}", of.name);
                ("nominee", vec![of], words)
            }
            None => return Value::Unknown,
        },
        Filled::ExOfficio(office) => {
            if seat.statement.is_unknown("ex-officio") {
                return Value::Unknown;
            }
            let (names, words) = ex_officio(at, &office.value);
            ("ex-officio", names, words)
        }
        Filled::Vacant(_) => ("vacant", Vec::new(), "vacant".to_owned()),
        Filled::Unnamed => {
            let keys = ["person", "post", "nominee-of", "ex-officio"];
            return match () {
                () if keys.iter().any(|key| seat.statement.is_unknown(key)) => Value::Unknown,
                () if keys.iter().any(|key| seat.statement.is_not_stated(key)) => Value::NotStated,
                () => Value::Empty,
            };
        }
    };
    Value::Holder(Holder { how, names, words })
}

/// A seat as people speak of it: "chair (Ann Example)", "member (vacant)".
pub(crate) fn seat_in_words(at: &AsAt<'_>, seat: &Seat) -> String {
    let role = value_words(&role(seat));
    let role = if role.is_empty() { "seat" } else { &role };
    match value_words(&holder(at, seat)).as_str() {
        "" => format!("{role} (holder not entered)"),
        "not stated" => format!("{role} (holder not stated)"),
        holder => format!("{role} ({holder})"),
    }
}

/// The person who holds a post in force, and that in words.
pub(crate) fn held_by(at: &AsAt<'_>, post: NodeId) -> (Option<Named>, String) {
    let node = at.node(post);
    match node.tenures().into_iter().find(|tenure| in_force(&tenure.status)) {
        Some(tenure) => match tenure.person {
            Some(key) => {
                let person = person(at, &key.value);
                let words = format!("held by {}", person.name);
                (Some(person), words)
            }
            None => (None, "vacant".to_owned()),
        },
        None if node.is_unknown("holder") => (
            None,
            "its holder is entered under a name that does not exist".to_owned(),
        ),
        None if node.is_not_stated("holder") => (None, "its holder is not stated".to_owned()),
        None => (None, "no holder is entered".to_owned()),
    }
}

/// The bodies whose office brings a seat, and who holds the office there, in words.
fn ex_officio(at: &AsAt<'_>, office: &str) -> (Vec<Named>, String) {
    let Some((role, selector)) = at.office(office) else {
        return (Vec::new(), format!("whoever is {office}, by that office"));
    };
    let mut bodies = selector.select(at);
    bodies.retain(|&id| at.node(id).exists());
    if bodies.is_empty() {
        let words = format!("whoever is {office}, by that office; no such body is in force on this date");
        return (Vec::new(), words);
    }
    let each: Vec<String> = bodies
        .iter()
        .map(|&id| {
            let body = at.node(id);
            let holders: Vec<String> = body
                .seats_of(role)
                .filter_map(|seat| match &seat.filled {
                    Filled::Person(key) => Some(person(at, &key.value).name),
                    Filled::Vacant(_) => Some("vacant".to_owned()),
                    _ => None,
                })
                .collect();
            match holders.as_slice() {
                [] => body.name().to_string(),
                names => format!("{} ({})", body.name(), names.join(", ")),
            }
        })
        .collect();
    let the = match role {
        Role::Member | Role::InAttendance => "a member",
        Role::CoChair => "a co-chair",
        Role::ViceChair => "the vice-chair",
        Role::Chair => "the chair",
    };
    let of = if each.len() == 1 { "of" } else { "of each of" };
    let words = format!("{the} {of} {}, by that office", super::listed(&each));
    (bodies.into_iter().map(|id| named(at, id)).collect(), words)
}
