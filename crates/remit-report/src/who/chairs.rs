//! Who chairs: one body, or every body; and of which it is not known.

use remit_model::answer::{Answer, Column, Evidence, Row};
use remit_model::model::{AsAt, Filled, NodeAt, NodeKind};
use remit_model::path::StepStatus;

use super::sits::{SEATS, values};
use super::values::{holder, leads, name, named};
use super::{APART, answer, apart, column, counted, each_once, finished, group, in_force, listed, names_alone};

const BODY: Column = column("body", "Body", &[]);

/// The columns of a chair: of one body, its own name need not stand in each row; nor, beside others, how its chair votes.
fn columns(of_one: bool) -> Vec<Column> {
    let seats = SEATS.into_iter().filter(|column| of_one || shown(column));
    std::iter::once(BODY).filter(|_| !of_one).chain(seats).collect()
}

fn shown(column: &Column) -> bool {
    !matches!(column.name, "voting" | "category")
}

/// Why nobody is shown as chairing a body in force.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Silence {
    /// Its chair is known for another date.
    Gone,
    /// The documents do not say.
    NotStated,
    /// Its seats are listed in full, without a chair.
    None,
    /// Nobody has entered it.
    NotEntered,
    /// It lies outside the framework.
    External,
}

impl Silence {
    const ALL: [(Self, &str, &str); 5] = [
        (
            Self::Gone,
            "none-on-this-date",
            "No chair on this date; one is entered for another",
        ),
        (
            Self::NotStated,
            "not-stated",
            "The documents do not say who chairs these",
        ),
        (
            Self::None,
            "none",
            "These have no chair: their seats are listed in full",
        ),
        (Self::NotEntered, "not-entered", "Nobody has entered who chairs these"),
        (
            Self::External,
            "external",
            "These lie outside the framework, and no chair is entered",
        ),
    ];

    fn of(body: &NodeAt<'_, '_>) -> Self {
        let ended = body
            .all_seats()
            .into_iter()
            .any(|(seat, status)| leads(seat) && matches!(status, StepStatus::OtherDate(_)));
        match () {
            () if ended => Self::Gone,
            () if body.is_none("seats") => Self::None,
            () if body.is_not_stated("seats") => Self::NotStated,
            () if body.is_external() => Self::External,
            () => Self::NotEntered,
        }
    }

    /// The same of one body.
    fn sentence(self) -> &'static str {
        match self {
            Self::Gone => "Nobody chairs it on this date; a chair is entered for another.",
            Self::NotStated => "The documents do not say who chairs it.",
            Self::None => "It has no chair: its seats are listed in full.",
            Self::NotEntered => "Nobody is entered as chairing it.",
            Self::External => "It lies outside the framework, and nobody is entered as chairing it.",
        }
    }
}

/// Who chairs this body; or, where none is given, every body.
pub fn chairs(at: &AsAt<'_>, body: Option<&NodeAt<'_, '_>>) -> Answer {
    let (title, about) = match body {
        Some(body) => (format!("Who chairs: {}", body.name()), vec![named(at, body.id())]),
        None => ("Who chairs which body".to_owned(), Vec::new()),
    };
    let mut out = answer(at, "who-chairs", title, about);
    let (mut chaired, mut not) = (Vec::new(), Vec::new());
    let mut silent: Vec<(Silence, Row)> = Vec::new();
    let bodies = at.all_nodes().filter(|node| node.kind() == NodeKind::Body);
    for node in bodies.filter(|node| body.is_none_or(|body| body.id() == node.id())) {
        let mut any = false;
        for (seat, status) in node.all_seats().into_iter().filter(|(seat, _)| leads(seat)) {
            let mut of_seat: Vec<_> = SEATS.iter().zip(values(at, seat)).collect();
            of_seat.retain(|(column, _)| body.is_some() || shown(column));
            let whose = body.is_none().then(|| name(at, node.id()));
            let row = Row {
                values: whose
                    .into_iter()
                    .chain(of_seat.into_iter().map(|(_, value)| value))
                    .collect(),
                status,
                evidence: Evidence::of(&seat.statement),
            };
            let current = in_force(&row.status);
            any |= current;
            if current { &mut chaired } else { &mut not }.push(row);
        }
        if !any && node.exists() {
            silent.push((
                Silence::of(&node),
                Row {
                    values: vec![name(at, node.id())],
                    status: node.status(),
                    evidence: Evidence::of_keys(&node.definition().statement, &["seats"]),
                },
            ));
        }
    }
    match body {
        Some(body) => out.says = of_one(at, body, &silent),
        None => out.says = of_all(at, &silent),
    }
    group(&mut out, "chairs", "Chairs", &columns(body.is_some()), chaired);
    for (silence, group_name, heading) in Silence::ALL {
        let rows = silent
            .extract_if(.., |(of, _)| *of == silence)
            .map(|(_, row)| row)
            .collect();
        if body.is_none() {
            names_alone(&mut out, group_name, heading, BODY, rows);
        } else {
            group(&mut out, group_name, "Where the body is written", &[BODY], rows);
        }
    }
    apart(&mut out, APART, "Chairs ", &columns(body.is_some()), not);
    finished(at, out)
}

fn of_one(at: &AsAt<'_>, body: &NodeAt<'_, '_>, silent: &[(Silence, Row)]) -> Vec<String> {
    if !body.exists() {
        return vec![format!("It is not in force on this date ({}).", body.status().words())];
    }
    if let Some((silence, _)) = silent.first() {
        return vec![silence.sentence().to_owned()];
    }
    let chairs: Vec<_> = body.seats().filter(|seat| leads(seat)).collect();
    if chairs.iter().all(|seat| matches!(seat.filled, Filled::Vacant(_))) {
        return vec!["The chair is vacant.".to_owned()];
    }
    let words = |value| match value {
        remit_model::answer::Value::Holder(holder) => holder.words,
        remit_model::answer::Value::NotStated => "somebody whom the documents do not name".to_owned(),
        remit_model::answer::Value::Unknown => "somebody whose id does not exist".to_owned(),
        _ => "somebody who has not been entered".to_owned(),
    };
    let filled = chairs.iter().filter(|seat| !matches!(seat.filled, Filled::Vacant(_)));
    let who: Vec<String> = filled.map(|seat| words(holder(at, seat))).collect();
    vec![format!(
        "It is chaired by {}{}.",
        listed(&each_once(who.iter().cloned())),
        if who.len() < chairs.len() {
            "; another place in the chair is vacant"
        } else {
            ""
        }
    )]
}

fn of_all(at: &AsAt<'_>, silent: &[(Silence, Row)]) -> Vec<String> {
    let bodies = at.bodies().count();
    if bodies == 0 {
        return vec!["No body is in force on this date.".to_owned()];
    }
    let chaired = |wanted: fn(&Filled) -> bool| {
        let bodies = at.bodies();
        bodies
            .filter(|body| body.seats().any(|seat| leads(seat) && wanted(&seat.filled)))
            .count()
    };
    let known = chaired(|filled| !matches!(filled, Filled::Vacant(_) | Filled::Unnamed));
    let vacant = chaired(|filled| matches!(filled, Filled::Vacant(_)));
    let unnamed = chaired(|filled| matches!(filled, Filled::Unnamed));
    let of = |wanted: Silence| silent.iter().filter(|(silence, _)| *silence == wanted).count();
    let counts = [
        (known, "a chair is entered"),
        (vacant, "a place in the chair is vacant"),
        (unnamed, "there is a chair who is not named"),
        (of(Silence::Gone), "a chair is entered for another date"),
        (of(Silence::NotStated), "the documents do not say who it is"),
        (of(Silence::None), "there is none, since the seats are listed in full"),
        (of(Silence::NotEntered), "nobody has entered who it is"),
        (
            of(Silence::External),
            "none is entered, since they lie outside the framework",
        ),
    ];
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = some.map(|(count, words)| format!("for {count} {words}")).collect();
    let bodies = counted(bodies, "body is", "bodies are");
    vec![format!("{bodies} in force: {}.", parts.join("; "))]
}
