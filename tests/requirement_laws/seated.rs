//! Naive readings of the requirements about seats and parties: members are written into sets of words, and every way in
//! which what is not known may turn out is tried.

use std::collections::BTreeSet;

use remit_model::document::{Capacity, RelationKind, Role, Span, Who};
use remit_model::model::{
    Apart, AsAt, Filled, Known, Most, NodeAt, NodeId, NodeKind, Person, Seat, SeatsOf, Selector, Standing,
};

use super::naive::living;
use super::{Value, worst};

fn person<'m>(at: &AsAt<'m>, key: &str) -> &'m Person {
    at.model().persons.get(key).expect("persons are of the framework")
}

/// Who holds a post: `Ok` with the person, or with nobody; `Err` where it is not known.
fn holder(post: &NodeAt<'_, '_>) -> Result<Option<String>, ()> {
    let keys = &post.timeline().parts[0].keys;
    match (&keys.holder, &keys.vacant) {
        (Some(holder), _) => Ok(Some(holder.value.to_string())),
        (None, Some(vacant)) if vacant.value => Ok(None),
        _ => Err(()),
    }
}

fn is_whole(at: &AsAt<'_>, body: NodeId) -> bool {
    at.model().is_complete("seats", body) && !at.node(body).silences().iter().any(|key| *key == "seats")
}

/// Who fills a seat, in words; and whether that is all.
fn fillers(at: &AsAt<'_>, seat: &Seat) -> (BTreeSet<String>, bool) {
    match &seat.filled {
        Filled::Person(key) => (BTreeSet::from([format!("person {}", key.value)]), true),
        Filled::Vacant(_) => (BTreeSet::new(), true),
        Filled::Post(key) => {
            let mut all = BTreeSet::from([format!("post {}", key.value)]);
            match holder(&at.node_by_key(&key.value).expect("the post exists")) {
                Ok(person) => {
                    all.extend(person.map(|person| format!("person {person}")));
                    (all, true)
                }
                Err(()) => (all, false),
            }
        }
        _ => (BTreeSet::new(), false),
    }
}

/// The bodies of an office, as "chair of b0" or "chair of tier:low".
fn of_office(at: &AsAt<'_>, office: &str) -> Vec<NodeId> {
    let selector = office.strip_prefix("chair of ").expect("the generator writes chairs");
    let all = at.nodes().filter(|node| node.kind() == NodeKind::Body);
    let meant = all.filter(|node| {
        *node.key() == selector || selector == "tier:low" && node.tier().is_some_and(|(_, tier)| tier == "low")
    });
    meant.map(|node| node.id()).collect()
}

/// Who fills a seat on the day: a post that is not in force holds nothing, and who sits there instead is not known.
fn sitting(at: &AsAt<'_>, seat: &Seat) -> (BTreeSet<String>, bool) {
    match &seat.filled {
        Filled::Post(key) if at.node_by_key(&key.value).expect("the post exists").standing() != Standing::InForce => {
            (BTreeSet::new(), false)
        }
        _ => fillers(at, seat),
    }
}

/// The role on each selected body has a seat on the other.
pub(super) fn link(at: &AsAt<'_>, of: &(Selector, Span), role: Role, sits_on: NodeId) -> Value {
    let bodies = living(at, &of.0);
    if bodies.is_empty() {
        return Value::CannotTell;
    }
    let target = at.node(sits_on);
    let seated: Vec<(BTreeSet<String>, bool)> = target.seats().map(|seat| sitting(at, seat)).collect();
    let closed = at.model().is_complete("seats", sits_on) && seated.iter().all(|(_, named)| *named);
    let seated: BTreeSet<&String> = seated.iter().flat_map(|(all, _)| all).collect();
    let of = |&id: &NodeId| {
        let body = at.node(id);
        let chairs: Vec<_> = body
            .seats()
            .filter(|seat| seat.role.as_ref().is_some_and(|at| at.value == role))
            .collect();
        let chairs: Vec<(BTreeSet<String>, bool)> = chairs.into_iter().map(|seat| sitting(at, seat)).collect();
        let by_office = target.seats().any(|seat| match &seat.filled {
            Filled::ExOfficio(office) => role == Role::Chair && of_office(at, office).contains(&id),
            _ => false,
        });
        // An entry for several stands for as many chairs; for how many, where that is not stated, nobody can show.
        let copies = body
            .many()
            .map_or(1, |count| count.map_or(usize::MAX, |count| count as usize));
        let sits = |(all, _): &&(BTreeSet<String>, bool)| all.iter().any(|chair| seated.contains(chair));
        let sitting = chairs.iter().filter(sits).count();
        let filled = chairs.iter().filter(|(all, _)| !all.is_empty()).count();
        let known = filled > 0 && chairs.iter().all(|(_, named)| *named);
        if sitting > 0 {
            if sitting >= copies {
                Value::Holds
            } else {
                Value::CannotTell
            }
        } else if known && by_office {
            if filled >= copies {
                Value::Holds
            } else {
                Value::CannotTell
            }
        } else if known && closed {
            Value::Broken
        } else {
            Value::CannotTell
        }
    };
    worst(bodies.iter().map(of))
}

/// Who is in a set, and whether it is open who else, or open but for a misspelt name.
struct Set {
    members: BTreeSet<String>,
    open: bool,
    misspelt: bool,
}

fn set(at: &AsAt<'_>, selector: &Selector, who: &[Who]) -> Set {
    let (people, posts, organisations) = (
        who.contains(&Who::Person),
        who.contains(&Who::Post),
        who.contains(&Who::Organisation),
    );
    let mut set = Set {
        members: BTreeSet::new(),
        open: false,
        misspelt: false,
    };
    let lives =
        |id: NodeId| at.node(id).standing() == Standing::InForce && at.node(id).kind() == NodeKind::Organisation;
    let mut names: Vec<NodeId> = Vec::new();
    for id in living(at, selector) {
        let node = at.node(id);
        match node.kind() {
            NodeKind::Organisation => names.push(id),
            NodeKind::Post => {
                set.members.insert(format!("post {}", node.key()));
                match holder(&node) {
                    Ok(person) => set.members.extend(person.map(|person| format!("person {person}"))),
                    Err(()) => set.open |= people,
                }
            }
            NodeKind::Body => {
                set.open |= !is_whole(at, id);
                for seat in node.seats() {
                    names.extend(seat.nominee_of);
                    seat_of(at, seat, who, &mut set);
                }
                names.extend(node.timeline().parts[0].keys.name.is_some().then_some(id));
                names.extend(node.between().iter().map(NodeAt::id));
                let lines = at.model().relations().iter().enumerate();
                let parties = lines.filter(|(number, line)| {
                    line.kind == RelationKind::Party && line.from == id && at.relation_in_force(*number)
                });
                names.extend(parties.map(|(_, line)| line.to));
                let silent = node.silences().iter().any(|key| *key == "between" || *key == "party");
                set.open |= organisations && silent;
            }
        }
    }
    let names = names.into_iter().filter(|&id| lives(id));
    set.members
        .extend(names.map(|id| format!("organisation {}", at.node(id).key())));
    set.members.retain(|member| {
        people && member.starts_with("person")
            || posts && member.starts_with("post")
            || organisations && member.starts_with("organisation")
    });
    set
}

fn seat_of(at: &AsAt<'_>, seat: &Seat, who: &[Who], set: &mut Set) {
    let people = who.contains(&Who::Person);
    let (all, named) = fillers(at, seat);
    set.members.extend(all);
    let misspelt = !seat.statement.unknown().is_empty();
    match &seat.filled {
        // The post itself is named.
        Filled::Post(_) => set.open |= people && !named,
        Filled::ExOfficio(office) if people || who.contains(&Who::Post) => {
            let bodies = of_office(at, office);
            set.open |= bodies.is_empty();
            for body in bodies {
                let mut chairs = at
                    .node(body)
                    .seats()
                    .filter(|seat| seat.role.as_ref().is_some_and(|at| at.value == Role::Chair))
                    .peekable();
                set.open |= chairs.peek().is_none();
                for chair in chairs {
                    let (all, named) = fillers(at, chair);
                    let post = matches!(chair.filled, Filled::Post(_));
                    set.members.extend(all);
                    set.open |= if post { people && !named } else { !named };
                }
            }
        }
        Filled::Nominee(_) if misspelt => set.misspelt = true,
        Filled::Unnamed if misspelt => set.misspelt = true,
        Filled::Nominee(_) => set.open |= people,
        Filled::Unnamed => set.open = true,
        _ => {}
    }
}

/// Nobody is in both of two sets, or in both of two capacities.
pub(super) fn separate(at: &AsAt<'_>, apart: &Apart, who: &[Who]) -> Value {
    match apart {
        Apart::Sets((one, _), (other, _)) => {
            if living(at, one).is_empty() || living(at, other).is_empty() {
                return Value::CannotTell;
            }
            let (one, other) = (set(at, one, who), set(at, other, who));
            match (one.members.is_disjoint(&other.members), one.open || other.open) {
                (false, _) => Value::Broken,
                (true, true) => Value::CannotTell,
                (true, false) if one.misspelt || other.misspelt => Value::Quiet,
                (true, false) => Value::Holds,
            }
        }
        Apart::Capacities(one, other) => capacities(at, *one, *other),
    }
}

fn capacities(at: &AsAt<'_>, one: Capacity, other: Capacity) -> Value {
    let mut values = Vec::new();
    for organisation in at.nodes().filter(|node| node.kind() == NodeKind::Organisation) {
        let id = organisation.id();
        let mut as_what: Vec<Option<Capacity>> = Vec::new();
        for (number, line) in at.model().relations().iter().enumerate() {
            if line.kind == RelationKind::Party && line.to == id && at.relation_in_force(number) {
                as_what.push(line.capacity);
            }
        }
        for paper in at
            .model()
            .instruments
            .iter()
            .filter(|paper| at.in_force(&paper.statement))
        {
            as_what.extend(
                paper
                    .parties
                    .iter()
                    .filter(|(party, _)| *party == id)
                    .map(|(_, role)| *role),
            );
        }
        let is = |capacity| as_what.contains(&capacity);
        let known = is(Some(one)) || is(Some(other));
        let value = match (is(Some(one)) && is(Some(other)), known && is(None)) {
            (true, _) => Value::Broken,
            (false, true) => Value::CannotTell,
            (false, false) => Value::Holds,
        };
        values.push(value);
    }
    worst(values)
}

/// A seat line: how many seats, and all that it may turn out to be: counted or not, and how many of them from the source.
type Outcomes = Vec<(u64, u64)>;

/// Where something comes from: what is known, or that it is not known, and whether a misspelt name is why.
enum Source<T> {
    Known(T),
    Unknown,
    Misspelt,
}

/// The organisations that a seat may come from.
fn origins(at: &AsAt<'_>, seat: &Seat) -> Source<BTreeSet<NodeId>> {
    let of_node = |id: NodeId| {
        let node = at.node(id);
        match (node.kind(), node.within(), node.employer()) {
            (NodeKind::Organisation, ..) => BTreeSet::from([id]),
            (_, Known::Stated(within), _) => BTreeSet::from([within.id()]),
            (_, _, Some(employer)) => BTreeSet::from([employer.id()]),
            _ => node.between().iter().map(NodeAt::id).collect(),
        }
    };
    let of_person = |key: &str| {
        let person = person(at, key);
        match (person.statement.unknown().is_empty(), person.of.is_empty()) {
            (false, _) => Source::Misspelt,
            (true, true) => Source::Unknown,
            (true, false) => Source::Known(person.of.iter().copied().collect()),
        }
    };
    let known = |of: BTreeSet<NodeId>| {
        if of.is_empty() {
            Source::Unknown
        } else {
            Source::Known(of)
        }
    };
    if let Some(id) = seat.nominee_of {
        return known(of_node(id));
    }
    let from = match &seat.filled {
        Filled::Person(key) => of_person(&key.value),
        Filled::Post(key) => {
            let post = at.node_by_key(&key.value).expect("the post exists");
            match (known(of_node(post.id())), holder(&post)) {
                (Source::Unknown, Ok(Some(person))) => of_person(&person),
                (of, _) => of,
            }
        }
        _ => Source::Unknown,
    };
    match from {
        Source::Unknown if !seat.statement.unknown().is_empty() => Source::Misspelt,
        from => from,
    }
}

/// Whether a seat is of a category.
fn category_is(at: &AsAt<'_>, seat: &Seat, category: &str) -> Source<bool> {
    if let Some(own) = &seat.category {
        return Source::Known(*own == category);
    }
    let held = match &seat.filled {
        Filled::Person(key) => Some(key.value.to_string()),
        Filled::Post(key) => holder(&at.node_by_key(&key.value).expect("the post exists"))
            .ok()
            .flatten(),
        _ => None,
    };
    match held.map(|key| person(at, &key)) {
        Some(person) if !person.categories.is_empty() => {
            Source::Known(person.categories.iter().any(|own| *own == category))
        }
        _ if !seat.statement.unknown().is_empty() => Source::Misspelt,
        _ => Source::Unknown,
    }
}

/// Every way in which the lines may turn out together: seats that count, and of those, seats that come from the source.
fn completions(lines: &[Outcomes]) -> BTreeSet<(u64, u64)> {
    let mut all = BTreeSet::from([(0, 0)]);
    for line in lines {
        all = all
            .iter()
            .flat_map(|(a, b)| line.iter().map(move |(c, d)| (a + c, b + d)))
            .collect();
    }
    all
}

/// No more than so many seats come from one source.
pub(super) fn cap(at: &AsAt<'_>, on: &(Selector, Span), most: Most, of: &SeatsOf, voting: bool) -> Value {
    let bodies = living(at, &on.0);
    let bodies: Vec<NodeId> = bodies
        .into_iter()
        .filter(|&id| at.node(id).kind() == NodeKind::Body)
        .collect();
    if bodies.is_empty() {
        return Value::CannotTell;
    }
    worst(bodies.iter().map(|&id| cap_of(at, id, most, of, voting)))
}

fn cap_of(at: &AsAt<'_>, body: NodeId, most: Most, of: &SeatsOf, voting: bool) -> Value {
    let seats: Vec<&Seat> = at.node(body).seats().collect();
    // Each source by what it makes of a seat; the last is an organisation that nothing names.
    let sources: Vec<Option<NodeId>> = match of {
        SeatsOf::Organisation(id) => vec![Some(*id)],
        SeatsOf::Category(_) => vec![None],
        SeatsOf::EachOrganisation => {
            let named = seats.iter().filter_map(|seat| match origins(at, seat) {
                Source::Known(named) => Some(named),
                Source::Unknown | Source::Misspelt => None,
            });
            let named: BTreeSet<NodeId> = named.flatten().collect();
            named.into_iter().map(Some).chain([None]).collect()
        }
    };
    let of_source = |source: Option<NodeId>, forgiving: bool| {
        let lines: Vec<Outcomes> = seats
            .iter()
            .map(|seat| {
                let from = match of {
                    SeatsOf::Category(category) => match category_is(at, seat, category) {
                        Source::Known(is) => Some(is),
                        Source::Unknown => None,
                        Source::Misspelt => forgiving.then_some(false),
                    },
                    _ => match (origins(at, seat), source) {
                        (Source::Unknown, _) => None,
                        (Source::Misspelt, _) => forgiving.then_some(false),
                        (Source::Known(_), None) => Some(false),
                        (Source::Known(all), Some(id)) if !all.contains(&id) => Some(false),
                        (Source::Known(all), Some(_)) => (all.len() == 1).then_some(true),
                    },
                };
                outcomes(seat, from, voting)
            })
            .collect();
        judged(&completions(&lines), most, is_whole(at, body))
    };
    let judged = |forgiving: bool| worst(sources.iter().map(|source| of_source(*source, forgiving)));
    match (judged(false), judged(true)) {
        (Value::CannotTell, Value::Holds) => Value::Quiet,
        (value, _) => value,
    }
}

fn outcomes(seat: &Seat, from: Option<bool>, voting: bool) -> Outcomes {
    let number = u64::from(seat.count.unwrap_or(1));
    let counted: &[bool] = match (voting, seat.voting) {
        (false, _) | (true, Some(true)) => &[true],
        (true, Some(false)) => &[false],
        (true, None) => &[true, false],
    };
    let from: Vec<u64> = match from {
        Some(true) => vec![number],
        Some(false) => vec![0],
        None => (0..=number).collect(),
    };
    let mut all = Vec::new();
    for &counted in counted {
        all.extend(from.iter().map(|&from| if counted { (number, from) } else { (0, 0) }));
    }
    all
}

fn judged(completions: &BTreeSet<(u64, u64)>, most: Most, whole: bool) -> Value {
    let above = |(all, from): &(u64, u64)| match most {
        Most::Seats(cap) => *from > u64::from(cap),
        Most::Percent(cap) => from * 100 > u64::from(cap) * all,
    };
    // Seats that are not entered add to a number, and may change a share either way.
    let surely_more = whole || matches!(most, Most::Seats(_));
    if surely_more && completions.iter().all(above) {
        Value::Broken
    } else if whole && !completions.iter().any(above) {
        Value::Holds
    } else {
        Value::CannotTell
    }
}
