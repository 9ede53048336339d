//! A seat whose holder can no longer hold it (RULES C9).

use std::collections::BTreeMap;

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Filled, NodeAt, NodeKind, Person, Seat, Standing};
use remit_model::page::day_in_words;

use super::holding::{as_role, held_post};
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "lost-seat",
    group: Group::Membership,
    level: Level::Should,
    page: include_str!("lost_seat.md"),
    on: true,
    check: Check::Model(check),
};

/// The category that a law ties a seat to.
const COUNCILLOR: &str = "councillor";

/// What might take a seat from its holder: few people and posts, so that most seats are passed over at a glance.
struct Suspects<'m, 'v> {
    /// People of whom more is entered than the name.
    people: BTreeMap<&'m str, &'m Person>,
    /// Posts outside their dates.
    gone: BTreeMap<&'m str, NodeAt<'m, 'v>>,
    /// Posts held by one of these people.
    held: BTreeMap<&'m str, &'m Person>,
}

impl<'m, 'v> Suspects<'m, 'v> {
    fn new(at: &'v AsAt<'m>) -> Self {
        let told = |person: &&Person| {
            let statement = &person.statement;
            let dated = statement.starts.is_some() || statement.ends.is_some() || !statement.ended().is_empty();
            dated || !person.of.is_empty() || !person.categories.is_empty()
        };
        let persons = at.model().persons.iter().filter(told);
        let people: BTreeMap<&str, &Person> = persons
            .filter_map(|person| Some((person.key.as_str(), at.person(&person.key)?)))
            .collect();
        let (mut gone, mut held) = (BTreeMap::new(), BTreeMap::new());
        for post in at.all_nodes().filter(|node| node.kind() == NodeKind::Post) {
            if post.standing() == Standing::OtherDate {
                gone.insert(post.key().as_str(), post);
            } else if !people.is_empty()
                && let Some(holder) = post.holder().stated()
                && let Some(person) = people.get(holder.value.as_str())
            {
                held.insert(post.key().as_str(), *person);
            }
        }
        Self { people, gone, held }
    }

    /// Whether anything might be wrong with a seat.
    fn touch(&self, seat: &Seat) -> bool {
        let named = match &seat.filled {
            Filled::Person(key) => self.people.contains_key(key.value.as_str()),
            Filled::Post(key) => {
                self.gone.contains_key(key.value.as_str()) || self.held.contains_key(key.value.as_str())
            }
            _ => false,
        };
        named || seat.term_ends.is_some()
    }

    fn person(&self, seat: &Seat) -> Option<&'m Person> {
        match &seat.filled {
            Filled::Person(key) => self.people.get(key.value.as_str()).copied(),
            Filled::Post(key) => self.held.get(key.value.as_str()).copied(),
            _ => None,
        }
    }
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let suspects = Suspects::new(at);
    for body in at.bodies().filter(|body| !body.is_external()) {
        // Most seats are beyond doubt by what is written; only of the others it is asked whether they are in force.
        if body.timeline().seats.iter().any(|seat| suspects.touch(seat)) {
            let lost = body.seats().filter_map(|seat| judge(at, &suspects, &body, seat));
            findings.extend(lost);
        }
    }
}

fn judge(at: &AsAt<'_>, suspects: &Suspects<'_, '_>, body: &NodeAt<'_, '_>, seat: &Seat) -> Option<Finding> {
    if matches!(seat.filled, Filled::Vacant(_)) {
        return None;
    }
    let term = seat.term_ends.filter(|&ends| ends < at.date());
    let gone = match &seat.filled {
        Filled::Post(key) => suspects.gone.get(key.value.as_str()),
        _ => None,
    };
    let person = suspects.person(seat);
    let mut why = Vec::new();
    if let Some(ends) = term {
        why.push(format!("the term of office ended on {}", day_in_words(ends)));
    }
    if let Some(post) = gone {
        why.push(
            match post.last_day().map(|(last, _)| last).filter(|&last| last < at.date()) {
                Some(last) => match post.ended_with() {
                    Some(proposal) => format!("the post ends with the proposal `{proposal}`"),
                    None => format!("the post ended on {}", day_in_words(last)),
                },
                None => format!("the post is not in force on {}", day_in_words(at.date())),
            },
        );
    }
    why.extend(person.and_then(|person| outside_dates(at, person)));
    let category = person.and_then(|person| other_category(seat, person));
    why.extend(person.zip(category).map(|(person, category)| {
        let own: Vec<String> = person.categories.iter().map(|own| format!("`{own}`")).collect();
        format!(
            "the person is entered as {}, and the category of the seat is `{category}`",
            list(&own)
        )
    }));
    why.extend(person.and_then(|person| not_of(at, seat, person)));
    if why.is_empty() {
        return None;
    }
    // Only of councillors does the law say so; another list of what a person is may just be short.
    let slight = why.len() == 1 && category.is_some_and(|category| category != COUNCILLOR);
    let level = if slight { Level::Note } else { RULE.level };
    let part = seat.role.as_ref().map_or("", |_| as_role(seat));
    let space = if part.is_empty() { "" } else { " " };
    let message = format!(
        "{} seats {}{space}{part}: {}",
        body.name(),
        who(at, seat, person),
        list(&why)
    );
    let mut finding = Finding::new(RULE.name, level, body.subject(), message)
        .key(format!("seat.{}", seat.key))
        .label(seat.holder_place(), "entered here");
    if let Some(person) = person.filter(|_| why.len() > usize::from(term.is_some()) + usize::from(gone.is_some())) {
        finding = finding.label(person.statement.place, "and what is entered of the person");
    }
    if let Some(post) = gone {
        finding = finding.label(post.place(), "the post");
    }
    if category.is_some_and(|category| category == COUNCILLOR) {
        finding = finding.remark(
            "who was a councillor when appointed to a committee of the council ceases to be a member of it on ceasing to be a \
             councillor (Local Government Act 1972 s102(5))",
        );
        return Some(finding.help(
            "enter who holds the seat now, or `vacant = true`; or complete the person's `categories`. Check with your legal \
             adviser",
        ));
    }
    if slight {
        return Some(finding.help(
            "add it to the person's `categories` where the person is that too, or correct the `category` of the seat",
        ));
    }
    Some(finding.help(
        "enter who holds the seat now, or `vacant = true`; or put right what is entered of its holder (`term-ends`, `ends`, \
         `categories`, `of`)",
    ))
}

/// The holder of a seat, in words.
fn who(at: &AsAt<'_>, seat: &Seat, person: Option<&Person>) -> String {
    match &seat.filled {
        Filled::Post(key) if person.is_some() => {
            let post = at.node_by_key(&key.value).map_or(&key.value, |post| post.name());
            format!("{} ({post})", person.map_or("", |person| &person.name))
        }
        Filled::Person(key) => at
            .person(&key.value)
            .map_or(&key.value, |person| &person.name)
            .to_string(),
        Filled::Post(key) => held_post(at, &key.value),
        Filled::Nominee(_) => match seat.nominee_of {
            Some(id) => format!("somebody named by {}", at.node(id).name()),
            None => "somebody".to_owned(),
        },
        Filled::ExOfficio(office) => format!("the {}", office.value),
        Filled::Vacant(_) | Filled::Unnamed => "somebody".to_owned(),
    }
}

/// Where the person is entered for other days only.
fn outside_dates(at: &AsAt<'_>, person: &Person) -> Option<String> {
    let statement = &person.statement;
    match (statement.starts, at.last_day(statement)) {
        (_, Some(ends)) if ends < at.date() => Some(match at.ended_with(statement) {
            Some(proposal) => format!("the entry of the person ends with the proposal `{proposal}`"),
            None => format!("the person is entered only until {}", day_in_words(ends)),
        }),
        (Some(starts), _) if at.date() < starts => {
            Some(format!("the person is entered only from {}", day_in_words(starts)))
        }
        _ => None,
    }
}

/// The category of a seat, where the person is said to be something else.
fn other_category<'m>(seat: &'m Seat, person: &Person) -> Option<&'m str> {
    let category = seat.category.as_ref()?;
    let stated = !person.categories.is_empty() && !person.statement.is_unknown("categories");
    (stated && !person.categories.contains(category)).then_some(category.as_str())
}

/// Where the person is said to belong to others than the organisation that names the holder.
fn not_of(at: &AsAt<'_>, seat: &Seat, person: &Person) -> Option<String> {
    let of = at.node(seat.nominee_of?);
    let stated = !person.of.is_empty() && !person.statement.is_unknown("of");
    (stated && of.kind() == NodeKind::Organisation && !person.of.contains(&of.id())).then(|| {
        format!(
            "the person sits for {} and is not entered as belonging to it",
            of.name()
        )
    })
}
