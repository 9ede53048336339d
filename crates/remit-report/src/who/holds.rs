//! What a person holds: posts, and seats in person, through a post, or by the office that another seat is. And what a
//! post brings with it.

use std::collections::BTreeMap;

use remit_model::answer::{Answer, Column, Evidence, Named, Row, Value};
use remit_model::document::Role;
use remit_model::model::{AsAt, Filled, NodeAt, NodeId, NodeKind, Seat, Selector, Tenure};
use remit_model::path::StepStatus;
use remit_model::text::Text;

use super::decides::{DECIDES, DELEGATED, delegation, doing};
use super::sits::{SEATS, values};
use super::values::{days, held_by, name, named, names, person as person_named, stated};
use super::{APART, answer, apart, column, counted, each_once, finished, group, in_force, listed, parted};

const POSTS: [Column; 3] = [
    column("post", "Post", &["holder"]),
    column("starts", "Since", &["starts"]),
    column("ends", "Until", &["ends"]),
];

const HOLDERS: [Column; 3] = [
    column("holder", "Held by", &["holder", "vacant"]),
    column("starts", "Since", &["starts"]),
    column("ends", "Until", &["ends"]),
];

const FACTS: [Column; 3] = [
    column("post", "Post", &["name"]),
    column("employer", "Employed by", &["employer"]),
    column("belongs", "Part of, or shared by", &["within", "between"]),
];

/// The columns of a seat, with the body that it is on, and how it comes to its holder, in the place of who that is.
fn seat_columns() -> Vec<Column> {
    let mut columns = vec![column("body", "Body", &[])];
    columns.extend(SEATS);
    columns[2] = column("as", "As", &["person", "post", "ex-officio"]);
    columns
}

/// A seat that somebody holds, and by way of what.
struct Held<'m> {
    body: NodeId,
    seat: &'m Seat,
    status: StepStatus,
    by: Value,
}

/// What a person holds.
pub fn person(at: &AsAt<'_>, key: &str) -> Answer {
    let about = person_named(at, key);
    let mut out = answer(
        at,
        "who-holds",
        format!("What is held by: {}", about.name),
        vec![about.clone()],
    );
    let (mut posts, mut through) = (Vec::new(), Vec::new());
    for post in at.all_nodes().filter(|node| node.kind() == NodeKind::Post) {
        let tenures = post.tenures().into_iter();
        for tenure in tenures.filter(|tenure| tenure.person.is_some_and(|person| person.value == key)) {
            let [starts, ends] = days(at, tenure.statement);
            through.push((post.id(), tenure.status.clone()));
            posts.push(Row {
                values: vec![name(at, post.id()), starts, ends],
                status: tenure.status,
                evidence: Evidence::of_keys(tenure.statement, &["holder", "starts", "ends"]),
            });
        }
    }
    let held = held(at, Some(key), &through);
    let (posts, posts_not) = parted(posts);
    out.says.push(says(&about.name, &posts, &held, at));
    group(&mut out, "posts", "Posts", &POSTS, posts);
    seats(at, &mut out, &held);
    apart(
        &mut out,
        ["posts-proposed", "posts-other-date"],
        "Posts ",
        &POSTS,
        posts_not,
    );
    finished(at, out)
}

/// Who holds a post, and what comes with it.
pub fn post(at: &AsAt<'_>, post: &NodeAt<'_, '_>) -> Answer {
    let about = named(at, post.id());
    let mut out = answer(
        at,
        "who-holds",
        format!("Who holds: {}", about.name),
        vec![about.clone()],
    );
    let held = held(at, None, &[(post.id(), post.status())]);
    if !post.exists() {
        out.says.push(format!(
            "The post is not in force on this date ({}).",
            post.status().words()
        ));
    }
    let (_, holder) = held_by(at, post.id());
    out.says.push(
        format!("It is {holder}.")
            .replace("It is its ", "Its ")
            .replace("It is no holder is", "No holder is"),
    );
    let count = held.iter().filter(|held| in_force(&held.status)).count();
    if count > 0 {
        out.says
            .push(format!("{} with it.", counted(count, "seat comes", "seats come")));
    }
    let (holders, holders_not) = parted(post.tenures().into_iter().map(|tenure| holding(at, tenure)).collect());
    group(&mut out, "holders", "Who holds it", &HOLDERS, holders);
    let statement = &post.definition().statement;
    let between = post.between();
    let belongs = match post.within().stated() {
        Some(within) => Some(name(at, within.id())),
        None if between.is_empty() => None,
        None => Some(names(at, between.iter().map(NodeAt::id))),
    };
    let silent = if statement.is_not_stated("between") {
        "between"
    } else {
        "within"
    };
    let facts = vec![
        Value::Names(vec![about]),
        stated(
            statement,
            "employer",
            post.employer().map(|employer| name(at, employer.id())),
        ),
        stated(statement, silent, belongs),
    ];
    let row = Row {
        values: facts,
        status: post.status(),
        evidence: Evidence::of_keys(statement, &["name", "employer", "within", "between"]),
    };
    group(&mut out, "post", "The post", &FACTS, vec![row]);
    seats(at, &mut out, &held);
    let given = at
        .delegations()
        .filter(|(row, _)| row.to.as_ref().is_some_and(|to| to.value == post.id()));
    let (delegated, delegated_not) = parted(given.map(|(row, status)| with_matters(at, row, status)).collect());
    let does = post.all_does().into_iter();
    let (does, does_not) = parted(does.map(|(does, status)| doing(at, &(*post, does, status))).collect());
    let delegations = delegated_columns();
    group(
        &mut out,
        "delegated",
        "What it holds by delegation",
        &delegations,
        delegated,
    );
    group(&mut out, "does", "What it does", &DECIDES, does);
    apart(
        &mut out,
        ["holders-proposed", "holders-other-date"],
        "Holders ",
        &HOLDERS,
        holders_not,
    );
    let names = ["delegations-proposed", "delegations-other-date"];
    apart(&mut out, names, "Delegations ", &delegations, delegated_not);
    apart(
        &mut out,
        ["does-proposed", "does-other-date"],
        "What it does, ",
        &DECIDES,
        does_not,
    );
    finished(at, out)
}

fn holding(at: &AsAt<'_>, tenure: Tenure<'_>) -> Row {
    let [starts, ends] = days(at, tenure.statement);
    let who = match tenure.person {
        Some(person) => Value::Names(vec![person_named(at, &person.value)]),
        None => Value::Words("vacant".to_owned()),
    };
    Row {
        values: vec![who, starts, ends],
        status: tenure.status,
        evidence: Evidence::of_keys(tenure.statement, &["holder", "vacant", "starts", "ends"]),
    }
}

/// The columns of a delegation to this post: what is given, in the place of to whom.
fn delegated_columns() -> Vec<Column> {
    let mut columns = DELEGATED.to_vec();
    columns[0] = column("functions", "What", &["functions"]);
    columns
}

fn with_matters(at: &AsAt<'_>, row: &remit_model::model::Delegation, status: StepStatus) -> Row {
    let functions: Vec<Named> = row
        .functions
        .iter()
        .map(|key| super::values::function(at, key))
        .collect();
    let mut out = delegation(at, row, status);
    out.values[0] = stated(
        &row.statement,
        "functions",
        (!functions.is_empty()).then_some(Value::Names(functions)),
    );
    out
}

/// A seat that comes with an office.
struct Brought<'m> {
    body: NodeId,
    seat: &'m Seat,
    status: StepStatus,
}

/// The seats that come with offices: with that of one body, and, by the office as written, with that of several. What is
/// taken out is not found again, so that each seat is looked at once.
#[derive(Default)]
struct Offices<'m> {
    of_one: BTreeMap<(NodeId, Role), Vec<Brought<'m>>>,
    of_several: BTreeMap<&'m Text, (Role, Selector, Vec<Brought<'m>>)>,
}

impl<'m> Offices<'m> {
    fn add(&mut self, at: &AsAt<'m>, office: &'m Text, brought: Brought<'m>) {
        match at.office(office) {
            Some((role, Selector::Node(id))) => self.of_one.entry((id, role)).or_default().push(brought),
            Some((role, selector)) => {
                let (.., seats) = self
                    .of_several
                    .entry(office)
                    .or_insert_with(|| (role, selector, Vec::new()));
                seats.push(brought);
            }
            None => {}
        }
    }

    fn take(&mut self, at: &AsAt<'m>, body: NodeId, role: Role) -> Vec<Brought<'m>> {
        let mut brought = self.of_one.remove(&(body, role)).unwrap_or_default();
        for (wanted, selector, seats) in self.of_several.values_mut() {
            if *wanted == role && !seats.is_empty() && selector.holds(at, body) {
                brought.append(seats);
            }
        }
        brought
    }
}

/// The seats that somebody holds: in person, through these posts, and by the offices that those seats are. One look at
/// every seat; then only at those that come with an office.
fn held<'m>(at: &AsAt<'m>, person: Option<&str>, posts: &[(NodeId, StepStatus)]) -> Vec<Held<'m>> {
    let mut held: Vec<Held<'m>> = Vec::new();
    let mut offices = Offices::default();
    // Of a post that somebody has held more than once, what counts for most.
    let mut through: BTreeMap<&str, (NodeId, &StepStatus)> = BTreeMap::new();
    for (post, status) in posts {
        let best = through.entry(at.node(*post).key()).or_insert((*post, status));
        if worse(status, best.1) != status {
            best.1 = status;
        }
    }
    for node in at.all_nodes() {
        for (seat, status) in node.all_seats() {
            let body = node.id();
            match &seat.filled {
                Filled::Person(key) if person == Some(key.value.as_str()) => held.push(Held {
                    body,
                    seat,
                    status,
                    by: Value::Words("in person".to_owned()),
                }),
                Filled::Post(key) => {
                    if let Some((post, through)) = through.get(key.value.as_str()) {
                        held.push(Held {
                            body,
                            seat,
                            status: worse(&status, through).clone(),
                            by: Value::Words(match person {
                                Some(_) => format!("holder of the post {}", at.node(*post).name()),
                                None => "holder of the post".to_owned(),
                            }),
                        });
                    }
                }
                Filled::ExOfficio(office) => offices.add(at, &office.value, Brought { body, seat, status }),
                _ => {}
            }
        }
    }
    // What is in force first, so that a seat that comes twice is shown as what it is worth.
    held.sort_by_key(|held| !in_force(&held.status));
    let mut next = 0;
    while let Some(from) = held.get(next) {
        next += 1;
        let Some(role) = from.seat.role.as_ref().map(|role| role.value) else {
            continue;
        };
        let (body, through) = (from.body, from.status.clone());
        let by = format!("{} of {}", role.words(), at.node(body).name());
        for brought in offices.take(at, body, role) {
            held.push(Held {
                body: brought.body,
                seat: brought.seat,
                status: worse(&brought.status, &through).clone(),
                by: Value::Words(by.clone()),
            });
        }
    }
    held.sort_by_key(|held| held.body);
    held
}

/// Of two statuses the one that counts for less.
fn worse<'s>(one: &'s StepStatus, other: &'s StepStatus) -> &'s StepStatus {
    let rank = |status: &StepStatus| match status {
        StepStatus::InForce => 0,
        StepStatus::AsIfAdopted(_) => 1,
        StepStatus::Proposed(_) => 2,
        StepStatus::Shadow => 3,
        _ => 4,
    };
    if rank(other) > rank(one) { other } else { one }
}

fn seats(at: &AsAt<'_>, out: &mut Answer, held: &[Held<'_>]) {
    let rows = held.iter().map(|held| {
        let mut of_seat = values(at, held.seat);
        of_seat[1] = held.by.clone();
        Row {
            values: std::iter::once(name(at, held.body)).chain(of_seat).collect(),
            status: held.status.clone(),
            evidence: Evidence::of(&held.seat.statement),
        }
    });
    let (rows, not) = parted(rows.collect());
    let columns = seat_columns();
    group(out, "seats", "Seats", &columns, rows);
    apart(out, APART, "Seats ", &columns, not);
}

/// What somebody holds on the date, in a sentence. Neutral: "also chairs".
fn says(name: &str, posts: &[Row], held: &[Held<'_>], at: &AsAt<'_>) -> String {
    let posts: Vec<String> = posts
        .iter()
        .filter_map(|row| match row.values.first() {
            Some(Value::Names(names)) => names.first().map(|named| named.name.clone()),
            _ => None,
        })
        .collect();
    let current = || held.iter().filter(|held| in_force(&held.status));
    let of_role = |wanted: fn(Option<Role>) -> bool| {
        let some = current().filter(|held| wanted(held.seat.role.as_ref().map(|role| role.value)));
        each_once(some.map(|held| at.node(held.body).name().to_string()))
    };
    let chairs = of_role(|role| role == Some(Role::Chair));
    let co_chairs = of_role(|role| role == Some(Role::CoChair));
    let attends = of_role(|role| role == Some(Role::InAttendance));
    let sits = of_role(|role| !matches!(role, Some(Role::Chair | Role::CoChair | Role::InAttendance)));
    let mut parts = Vec::new();
    let mut part = |words: &str, names: &[String]| {
        if !names.is_empty() {
            parts.push(format!("{words} {}", listed(names)));
        }
    };
    part(
        if posts.len() == 1 {
            "holds the post"
        } else {
            "holds the posts"
        },
        &posts,
    );
    part("chairs", &chairs);
    part("co-chairs", &co_chairs);
    part("sits on", &sits);
    part("attends", &attends);
    match parts.as_slice() {
        [] => format!("{name} is not entered as holding any post or seat on this date."),
        parts => format!("{name} {}.", parts.join("; also ")),
    }
}
