//! Who sits where: each seat of each body.

use jiff::civil::Date;
use remit_model::answer::Value;
use remit_model::document::Role;
use remit_model::model::{AsAt, Filled, NodeAt, NodeId, NodeKind, Seat};
use remit_model::page::{Cell, day_in_words, sentence};
use remit_model::path::StepStatus;

use super::cells::not_in_force;
use super::{Made, by_tier, marked, names, said, status, tier, told, without_hyphens, word};
use crate::answer_page::value_words;
use crate::evidence::evidence_cell;
use crate::who::values::{days, holder, person, role};
use crate::who::{in_force, listed};

const COLUMNS: &[&str] = &[
    "Body",
    "Tier",
    "Role",
    "Person",
    "Filled by",
    "Belongs to",
    "Named by",
    "Approved by",
    "Votes",
    "Category",
    "Places",
    "Vacant",
    "First day",
    "Last day",
    "Term ends",
    "Interests declared",
    "To note",
    "Status",
    "On whose word",
    "Id",
];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let silent = |node: &NodeAt<'_, '_>| node.is_not_stated("seats") || node.is_none("seats");
    let mut bodies: Vec<NodeAt<'_, '_>> = at
        .all_nodes()
        .filter(|node| !node.timeline().seats.is_empty() || silent(node))
        .collect();
    bodies.sort_by_key(|body| (by_tier(body), body.name().to_string()));
    let mut rows = Vec::new();
    for body in bodies {
        let mut seats = body.all_seats();
        seats.sort_by_key(|(seat, _)| {
            let role = seat.role.as_ref();
            role.map_or((true, None), |role| (false, Some(role.value)))
        });
        let before = rows.len();
        rows.extend(seats.iter().filter_map(|(seat, state)| row(at, &body, seat, state)));
        if rows.len() == before && body.kind() == NodeKind::Body {
            rows.extend(of_silence(at, &body));
        }
    }
    (COLUMNS, rows)
}

/// A body with no seat to be shown, of which it is stated that it has none, or that the documents don't say who sits on it.
fn of_silence(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Option<Vec<Cell>> {
    let state = status(&body.status())?;
    let says = match (body.is_none("seats"), body.is_not_stated("seats")) {
        (true, _) => "None",
        (false, true) => "Not stated",
        (false, false) => return None,
    };
    let mut row = vec![
        Cell::words(body.name().as_str()),
        tier(at, body),
        Cell::Empty,
        Cell::Empty,
    ];
    row.push(Cell::words(says));
    row.extend(std::iter::repeat_n(Cell::Empty, 12));
    row.extend([
        state,
        evidence_cell(&body.definition().statement, &["seats"]),
        Cell::words(body.key().as_str()),
    ]);
    Some(row)
}

fn row(at: &AsAt<'_>, body: &NodeAt<'_, '_>, seat: &Seat, state: &StepStatus) -> Option<Vec<Cell>> {
    let state = status(state)?;
    let statement = &seat.statement;
    let [starts, ends] = days(at, statement);
    let who = who(at, seat);
    let declared = match who.people.as_slice() {
        [only] => at.model().persons.get(only).and_then(|person| person.declared),
        _ => None,
    };
    let voting = seat.voting.map(|votes| if votes { "Yes" } else { "No" }.to_owned());
    Some(vec![
        Cell::words(body.name().as_str()),
        tier(at, body),
        said(statement, "role", &role(seat)),
        Cell::words(people(at, seat, &who)),
        filled(at, seat),
        Cell::words(belongs_to(at, seat, &who)),
        told(statement, "nominee-of", names(at, seat.nominee_of)),
        told(statement, "approved-by", names(at, seat.approved_by)),
        told(statement, "voting", voting),
        told(
            statement,
            "category",
            seat.category.as_ref().map(|category| without_hyphens(category)),
        ),
        places(at, seat),
        Cell::words(if who.vacant { "Yes" } else { "" }),
        said(statement, "starts", &starts),
        said(statement, "ends", &ends),
        match seat.term_ends {
            Some(day) => Cell::Date(day),
            None => told(statement, "term-ends", None),
        },
        declared.map_or(Cell::Empty, Cell::Date),
        Cell::words(sentence(&over(at, seat).join("; "))),
        state,
        word(statement),
        Cell::words(format!("{}.seats.{}", body.key(), seat.key)),
    ])
}

/// The bodies in force whose office brings a seat, with the role there; nothing where it comes from elsewhere.
pub(super) fn offices(at: &AsAt<'_>, seat: &Seat) -> Option<(Role, Vec<NodeId>)> {
    let Filled::ExOfficio(office) = &seat.filled else {
        return None;
    };
    let (role, selector) = at.office(&office.value)?;
    let mut bodies = selector.select(at);
    bodies.retain(|&id| at.node(id).exists());
    Some((role, bodies))
}

/// How many places one entry stands for, as `remit who sits` counts them: an office of several bodies brings a seat for each.
pub(super) fn count(at: &AsAt<'_>, seat: &Seat) -> (i64, bool) {
    if let Some(count) = seat.count {
        return (i64::from(count), false);
    }
    let Some((_, bodies)) = offices(at, seat) else {
        return (1, false);
    };
    let (mut places, mut open) = (0, false);
    for body in bodies {
        match at.node(body).many() {
            Some(Some(count)) => places += i64::from(count),
            Some(None) => (places, open) = (places + 1, true),
            None => places += 1,
        }
    }
    (places.max(1), open)
}

fn places(at: &AsAt<'_>, seat: &Seat) -> Cell {
    match count(at, seat) {
        (places, false) => Cell::Number(places),
        (places, true) => Cell::words(format!("At least {places}")),
    }
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
        Filled::ExOfficio(office) => told(statement, "ex-officio", Some(ex_officio(at, seat, &office.value))),
        Filled::Vacant(_) => Cell::words(marked(statement, &["vacant"], "Nobody")),
        Filled::Unnamed => match holder(at, seat) {
            Value::Empty => Cell::words("Not entered"),
            silent => Cell::words(sentence(&value_words(&silent))),
        },
    }
}

/// "Ex officio: the chair of each of A and B".
pub(super) fn ex_officio(at: &AsAt<'_>, seat: &Seat, office: &str) -> String {
    match offices(at, seat) {
        None => format!("Ex officio: {office}"),
        Some((role, bodies)) if bodies.is_empty() => {
            format!(
                "Ex officio: {} of a body; no such body is in force on this date",
                the(role)
            )
        }
        Some((role, bodies)) => {
            let names: Vec<String> = bodies.iter().map(|&id| at.node(id).name().to_string()).collect();
            let of = if names.len() == 1 { "of" } else { "of each of" };
            format!("Ex officio: {} {of} {}", the(role), listed(&names))
        }
    }
}

fn the(role: Role) -> &'static str {
    match role {
        Role::Member | Role::InAttendance => "a member",
        Role::CoChair => "a co-chair",
        Role::ViceChair => "the vice-chair",
        Role::Chair => "the chair",
    }
}

/// The people on a seat, by key.
struct Who {
    people: Vec<String>,
    /// Whether that they hold the post or the office which brings the seat is a reading.
    reading: bool,
    vacant: bool,
}

/// The people on a seat by name, by the post or by the office that brings it; and whether the seat is vacant.
fn who(at: &AsAt<'_>, seat: &Seat) -> Who {
    let mut who = Who {
        people: Vec::new(),
        reading: false,
        vacant: matches!(seat.filled, Filled::Vacant(_)),
    };
    match &seat.filled {
        Filled::Person(key) => who.people.push(key.value.to_string()),
        Filled::Post(key) => {
            let post = at.node_by_key(&key.value).filter(NodeAt::exists);
            let tenures = post.map(|post| post.tenures()).unwrap_or_default();
            if let Some(tenure) = tenures.into_iter().find(|tenure| in_force(&tenure.status)) {
                who.reading = tenure.statement.assumed("holder").is_some();
                who.vacant = tenure.person.is_none();
                who.people.extend(tenure.person.map(|key| key.value.to_string()));
            }
        }
        Filled::ExOfficio(_) => {
            for (role, body) in offices(at, seat)
                .into_iter()
                .flat_map(|(role, bodies)| bodies.into_iter().map(move |body| (role, body)))
            {
                for office in at.node(body).seats_of(role) {
                    if let Filled::Person(key) = &office.filled {
                        who.reading |= office.statement.assumed("person").is_some();
                        who.people.push(key.value.to_string());
                    }
                }
            }
        }
        Filled::Nominee(_) | Filled::Vacant(_) | Filled::Unnamed => {}
    }
    who
}

/// The names of those on a seat.
fn people(at: &AsAt<'_>, seat: &Seat, who: &Who) -> String {
    let names: Vec<String> = who.people.iter().map(|key| person(at, key).name).collect();
    let by_name = matches!(seat.filled, Filled::Person(_)) && seat.statement.assumed("person").is_some();
    let reading = !names.is_empty() && (who.reading || by_name);
    format!("{}{}", names.join(", "), if reading { " (assumed)" } else { "" })
}

/// The organisations to which the people on a seat belong, or the post that brings it.
fn belongs_to(at: &AsAt<'_>, seat: &Seat, who: &Who) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut tell = |words: String| {
        if !words.is_empty() && !told.contains(&words) {
            told.push(words);
        }
    };
    for person in who.people.iter().filter_map(|key| at.person(key)) {
        let of = names(at, person.of.iter().copied()).unwrap_or_default();
        tell(match of.is_empty() && person.statement.is_not_stated("of") {
            true => "Not stated".to_owned(),
            false => marked(&person.statement, &["of"], of),
        });
    }
    if let Filled::Post(key) = &seat.filled
        && let Some(post) = at.node_by_key(&key.value)
    {
        let home = post.within().stated().map(|home| home.id());
        let shared = post.between().into_iter().map(|home| home.id());
        let homes = names(at, home.into_iter().chain(shared)).unwrap_or_default();
        tell(marked(&post.definition().statement, &["within", "between"], homes));
    }
    told.join(", ")
}

/// What of a seat is over by the date, or has not begun: its term, the post that brings it, who names or approved its holder, the
/// person.
pub(super) fn over(at: &AsAt<'_>, seat: &Seat) -> Vec<String> {
    let mut over: Vec<String> = Vec::new();
    let mut of = |what: &str, node: NodeAt<'_, '_>| {
        over.extend(not_in_force(at, &node).map(|words| format!("{what} {words}")));
    };
    if let Filled::Post(key) = &seat.filled
        && let Some(post) = at.node_by_key(&key.value)
    {
        of("the post", post);
    }
    if let Some(names) = seat.nominee_of.map(|id| at.node(id)) {
        of(&format!("{}, which names its holder,", names.name()), names);
    }
    if let Filled::Person(key) = &seat.filled
        && let Some(person) = at.person(&key.value)
    {
        let statement = &person.statement;
        let told = |key: &str, day: Date| marked(statement, &[key], day_in_words(day));
        match (statement.starts, at.last_day(statement)) {
            (Some(first), _) if first > at.date() => {
                over.push(format!("the person is entered from {} on", told("starts", first)));
            }
            (_, Some(last)) if last < at.date() => {
                over.push(format!("the person is entered until {}", told("ends", last)));
            }
            _ => {}
        }
    }
    if let Some(day) = seat.term_ends.filter(|day| *day < at.date()) {
        let day = marked(&seat.statement, &["term-ends"], day_in_words(day));
        over.push(format!("the term ended on {day}"));
    }
    over
}
