//! Who is on what, as a table: a row for whoever holds seats or is a party, a column for each body. A table reads better
//! than thirty lines.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{RelationKind, Role};
use remit_model::drawing::Matrix;
use remit_model::model::{AsAt, Choice, Filled, NodeAt, NodeId, NodeKind, Seat, Standing, Statement};
use remit_model::page::sentence;
use remit_model::path::StepStatus;

use super::shown::{chosen, has_a_box, is_drawn, may_be_seen};
use crate::who::listed;

/// How many bodies an office is spelt out for: "chair of each of 6 bodies" says it where there are more.
const MOST_BODIES: usize = 2;

/// What stands in a cell, in the order of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Chair,
    CoChair,
    ViceChair,
    Member,
    InAttendance,
    Seat,
    VacantChair,
    VacantCoChair,
    VacantViceChair,
    Vacant,
    Party,
    Part,
}

impl Sign {
    const ALL: [(Self, &str, &str); 12] = [
        (Self::Chair, "C", "chair"),
        (Self::CoChair, "CC", "co-chair"),
        (Self::ViceChair, "VC", "vice-chair"),
        (Self::Member, "M", "member"),
        (Self::InAttendance, "A", "in attendance"),
        (Self::Seat, "S", "a seat, its role not entered"),
        (Self::VacantChair, "C vacant", "chair, and nobody holds it"),
        (Self::VacantCoChair, "CC vacant", "co-chair, and nobody holds it"),
        (Self::VacantViceChair, "VC vacant", "vice-chair, and nobody holds it"),
        (Self::Vacant, "V", "vacant seat"),
        (Self::Party, "P", "party"),
        (Self::Part, "x", "body that it comprises"),
    ];

    fn short(self) -> &'static str {
        Self::ALL
            .iter()
            .find_map(|(sign, short, _)| (*sign == self).then_some(*short))
            .unwrap_or_default()
    }

    fn of(seat: &Seat) -> Self {
        match (&seat.filled, seat.role.as_ref().map(|role| role.value)) {
            (Filled::Vacant(_), Some(Role::Chair)) => Self::VacantChair,
            (Filled::Vacant(_), Some(Role::CoChair)) => Self::VacantCoChair,
            (Filled::Vacant(_), Some(Role::ViceChair)) => Self::VacantViceChair,
            (Filled::Vacant(_), _) => Self::Vacant,
            (_, Some(Role::Chair)) => Self::Chair,
            (_, Some(Role::CoChair)) => Self::CoChair,
            (_, Some(Role::ViceChair)) => Self::ViceChair,
            (_, Some(Role::Member)) => Self::Member,
            (_, Some(Role::InAttendance)) => Self::InAttendance,
            (_, None) => Self::Seat,
        }
    }
}

/// The heading of a row, after what decides its place: organisations first, by lane; then bodies, posts, offices and people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Heading {
    group: usize,
    lane: usize,
    key: String,
    name: String,
}

impl Heading {
    const OFFICES: usize = 3;
    const PEOPLE: usize = 4;
    const OTHERS: usize = 5;

    fn node(node: &NodeAt<'_, '_>) -> Self {
        Self {
            group: match node.kind() {
                NodeKind::Organisation => 0,
                NodeKind::Body => 1,
                NodeKind::Post => 2,
            },
            lane: node.lane().map_or(usize::MAX, |(lane, _)| lane),
            key: node.key().to_string(),
            name: node.name().to_string(),
        }
    }

    fn words(group: usize, key: &str, name: String) -> Self {
        Self {
            group,
            lane: 0,
            key: key.to_owned(),
            name,
        }
    }
}

/// What stands in a cell: how many of each sign, in force and not.
type Cells = BTreeMap<(Sign, bool), u64>;

/// Who is on these bodies, and who is a party to them. Bodies of which neither is entered have no column. For the public,
/// people have no names, and what is internal is left out.
pub(super) fn matrix(at: &AsAt<'_>, shown: &BTreeSet<NodeId>, choice: &Choice) -> Matrix {
    let hidden = choice.hide.iter().flat_map(|selector| chosen(at, selector)).collect();
    let maker = Maker { at, choice, hidden };
    let mut bodies: Vec<NodeAt<'_, '_>> = shown.iter().map(|&id| at.node(id)).collect();
    bodies.sort_by_key(|node| {
        let tier = node.tier().map_or(usize::MAX, |(tier, _)| tier);
        (
            tier,
            node.lane().map_or(usize::MAX, |(lane, _)| lane),
            node.key().clone(),
        )
    });
    let mut columns = Vec::new();
    let mut rows: BTreeMap<Heading, BTreeMap<usize, Cells>> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for body in &bodies {
        let entries = maker.entries(body);
        if entries.is_empty() {
            continue;
        }
        for (heading, sign, in_force, count) in entries {
            used.insert((sign, in_force));
            let cells = rows.entry(heading).or_default().entry(columns.len()).or_default();
            let so_far = cells.entry((sign, in_force)).or_default();
            *so_far = so_far.saturating_add(count);
        }
        let mark = match body.standing() {
            Standing::InForce => "",
            Standing::Shadow => " (shadow)",
            Standing::Proposed | Standing::OtherDate => " (proposed)",
        };
        columns.push(format!("{}{mark}", body.name()));
    }
    let rows = rows.into_iter().map(|(heading, cells)| {
        let cell = |column| cells.get(&column).map(written).unwrap_or_default();
        (heading.name, (0..columns.len()).map(cell).collect())
    });
    Matrix {
        corner: "Who".to_owned(),
        rows: rows.collect(),
        columns,
        key: key(&used),
    }
}

/// Whether the table of the whole has anything in it.
pub(super) fn is_any(at: &AsAt<'_>) -> bool {
    let choice = Choice::new("");
    let maker = Maker {
        at,
        choice: &choice,
        hidden: BTreeSet::new(),
    };
    let mut bodies = at.all_nodes().filter(|node| has_a_box(at, node.id()));
    bodies.any(|body| !maker.entries(&body).is_empty())
}

/// "C, 3 M, (A)".
fn written(cells: &Cells) -> String {
    let words = cells.iter().map(|((sign, in_force), count)| {
        let text = match count {
            1 => sign.short().to_owned(),
            count => format!("{count} {}", sign.short()),
        };
        if *in_force { text } else { format!("({text})") }
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Only what is used.
fn key(used: &BTreeSet<(Sign, bool)>) -> Vec<(String, String)> {
    let there = |sign: &Sign| used.iter().any(|(other, _)| other == sign);
    let signs = Sign::ALL.iter().filter(|(sign, ..)| there(sign));
    let mut key: Vec<(String, String)> = signs
        .map(|(_, short, long)| ((*short).to_owned(), (*long).to_owned()))
        .collect();
    if used.iter().any(|(_, in_force)| !in_force) {
        key.push(("( )".to_owned(), "proposed or in shadow form, not in force".to_owned()));
    }
    key
}

struct Maker<'a, 'm> {
    at: &'a AsAt<'m>,
    choice: &'a Choice,
    /// Who has no row.
    hidden: BTreeSet<NodeId>,
}

/// Whose row it is, what stands in it, whether that is in force, and how many times.
type Entry = (Heading, Sign, bool, u64);

impl<'m> Maker<'_, 'm> {
    fn is_kept_out(&self, statement: &Statement) -> bool {
        !may_be_seen(statement, self.choice)
    }

    fn entries(&self, body: &NodeAt<'_, '_>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (seat, status) in body.all_seats() {
            let in_force = match status {
                StepStatus::InForce => true,
                // What a proposal brings is shown as proposed, also where the drawing takes it as adopted.
                StepStatus::AsIfAdopted(_) | StepStatus::Shadow | StepStatus::Proposed(None) => false,
                _ => continue,
            };
            let holder = match &seat.filled {
                Filled::Post(key) | Filled::Nominee(key) => self.at.model().node_id(&key.value),
                _ => seat.nominee_of,
            };
            if !self.is_kept_out(&seat.statement) && holder.is_none_or(|id| !self.hidden.contains(&id)) {
                let count = seat.count.map_or(1, u64::from);
                entries.push((self.holder(seat), Sign::of(seat), in_force, count));
            }
        }
        for (relation, standing) in self.at.lines_of(body.id()) {
            let sign = match relation.kind {
                RelationKind::Party => Sign::Party,
                RelationKind::Comprises => Sign::Part,
                _ => continue,
            };
            if is_drawn(self.at, self.choice, relation, standing) && !self.hidden.contains(&relation.to) {
                let proposal = self.at.model().proposal_of(relation.statement.layer);
                let in_force = standing == Standing::InForce && proposal.is_none();
                entries.push((self.node(relation.to), sign, in_force, 1));
            }
        }
        entries
    }

    fn node(&self, id: NodeId) -> Heading {
        let node = self.at.node(id);
        if self.is_kept_out(&node.definition().statement) {
            return self.nobody("Not named here");
        }
        Heading::node(&node)
    }

    fn by_key(&self, key: &str) -> Heading {
        match self.at.model().node_id(key) {
            Some(id) => self.node(id),
            None => self.nobody("Not named"),
        }
    }

    fn nobody(&self, name: &str) -> Heading {
        Heading::words(Heading::OTHERS, name, name.to_owned())
    }

    /// Whose row a seat stands in.
    fn holder(&self, seat: &Seat) -> Heading {
        match &seat.filled {
            Filled::Person(key) if !self.choice.is_public() => self.person(&key.value, seat),
            Filled::Post(key) | Filled::Nominee(key) => self.by_key(&key.value),
            Filled::ExOfficio(office) => self.office(&office.value),
            Filled::Person(_) | Filled::Vacant(_) | Filled::Unnamed => match (seat.nominee_of, &seat.category) {
                (Some(id), _) => self.node(id),
                (None, Some(category)) => {
                    let name = format!("{}, not named", sentence(&category.replace('-', " ")));
                    Heading::words(Heading::OTHERS, category, name)
                }
                (None, None) => match seat.filled {
                    Filled::Vacant(_) => self.nobody("Nobody"),
                    Filled::Person(_) => self.nobody("Not named here"),
                    _ => self.nobody("Not named"),
                },
            },
        }
    }

    /// A person, and for whom they sit.
    fn person(&self, key: &str, seat: &Seat) -> Heading {
        let name = self.at.model().persons.get(key).map_or(key, |person| &person.name);
        let name = match seat.nominee_of {
            Some(id) => format!("{name}, for {}", self.at.node(id).name()),
            None => name.to_owned(),
        };
        Heading::words(Heading::PEOPLE, key, name)
    }

    /// "Chair of the Tower Hamlets Together Board", for a seat that comes with that office.
    fn office(&self, written: &str) -> Heading {
        let name = match self.at.office(written) {
            Some((role, selector)) => {
                let bodies: Vec<NodeAt<'m, '_>> = selector
                    .select(self.at)
                    .into_iter()
                    .map(|id| self.at.node(id))
                    .collect();
                let names: Vec<String> = bodies.iter().map(|body| body.name().to_string()).collect();
                match names.len() {
                    0 => written.to_owned(),
                    count if count <= MOST_BODIES => format!("{} of {}", role.words(), listed(&names)),
                    count => format!("{} of each of {count} bodies", role.words()),
                }
            }
            None => written.to_owned(),
        };
        Heading::words(Heading::OFFICES, written, sentence(&name))
    }
}
