//! What the framework keeps apart, and is not: somebody in both of two sets, or an organisation in both of two capacities.

use std::collections::BTreeMap;

use remit_model::document::{Capacity, RelationKind, Who};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{Apart, AsAt, Demand, NodeId, NodeKind, Requirement};
use remit_model::sources::Place;

use super::belonging::{Belonging, Member, Open, Tie};
use super::saying::{SHOWN, as_read, begin, end, in_force, names, some, verb};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "broken-separate",
    group: Group::Requirements,
    level: Level::Must,
    page: include_str!("broken_separate.md"),
    on: true,
    check: Check::Model(check),
};

/// How many places are shown.
const PLACES: usize = 8;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut parties: Option<Parties<'_>> = None;
    for requirement in at.current(at.model().requirements.rows()) {
        let Demand::Separate { apart, who } = &requirement.demand else {
            continue;
        };
        findings.extend(match apart {
            Apart::Sets((one, _), (other, _)) => sets(at, requirement, &in_force(at, one), &in_force(at, other), who),
            Apart::Capacities(one, other) => {
                let parties = parties.get_or_insert_with(|| parties_in_force(at));
                capacities(at, requirement, parties, (*one, *other))
            }
        });
    }
}

fn sets(at: &AsAt<'_>, requirement: &Requirement, one: &[NodeId], other: &[NodeId], who: &[Who]) -> Option<Finding> {
    let whether = format!(
        "whether anybody belongs to both {} and {}, which the framework keeps apart, cannot be told",
        names(at, one),
        names(at, other)
    );
    if one.is_empty() || other.is_empty() {
        let message = format!("{whether}: nothing in force is selected");
        let finding = begin(RULE.name, requirement, Verdict::CannotTell, message);
        return Some(end(finding, requirement, "look at what `sets` selects on this date"));
    }
    let (first, second) = (Belonging::of(at, one, who), Belonging::of(at, other, who));
    let both = first.members.iter();
    let both: Vec<(Member<'_>, &Tie, &Tie)> = both
        .filter_map(|(member, ties)| Some((*member, ties.first()?, second.members.get(member)?.first()?)))
        .collect();
    if !both.is_empty() {
        return Some(in_both(at, requirement, &both));
    }
    let open: Vec<&Open> = first.open.iter().chain(&second.open).collect();
    if open.is_empty() {
        // Either it holds, or a name that leads nowhere leaves it open: that is reported as such.
        return None;
    }
    let mut finding = begin(RULE.name, requirement, Verdict::CannotTell, whether);
    for open in open.iter().take(SHOWN) {
        finding = finding.label(open.place, "").remark(open.words(at));
    }
    if open.len() > SHOWN {
        finding = finding.remark(format!("and {} more that leave it open", open.len() - SHOWN));
    }
    let help = "name the holders of the seats, and say in `complete` of the framework where all seats are entered \
                (\"seats:ID\")";
    Some(end(finding, requirement, help))
}

fn in_both<'m>(at: &AsAt<'m>, requirement: &Requirement, both: &[(Member<'m>, &Tie, &Tie)]) -> Finding {
    let message = match both {
        [(member, one, other)] if one.words(at) != other.words(at) => format!(
            "{} {}, and also {}; the framework keeps the two apart",
            member.name(at),
            one.words(at),
            other.words(at)
        ),
        _ => format!(
            "{} {} to both sides of what the framework keeps apart",
            some(both.len(), both.iter().map(|(member, ..)| member.name(at))),
            verb(both.len(), "belongs", "belong")
        ),
    };
    let mut finding = begin(RULE.name, requirement, Verdict::Broken, message);
    for (member, one, other) in both.iter().take(PLACES / 2) {
        let name = member.name(at);
        finding = finding
            .label(one.place, format!("{name} {}", one.words(at)))
            .label(other.place, format!("{name} also {}", other.words(at)));
    }
    end(
        finding,
        requirement,
        "let somebody else take one of the two places, or record why it is so",
    )
}

/// Where an organisation is a party.
#[derive(Clone, Copy)]
enum To<'m> {
    Body(NodeId),
    Paper(&'m str),
}

impl To<'_> {
    fn name(self, at: &AsAt<'_>) -> String {
        match self {
            Self::Body(id) => at.node(id).name().to_string(),
            Self::Paper(name) => name.to_owned(),
        }
    }
}

/// A line by which an organisation is a party: in which capacity, where that is stated, to what, where it is written, and
/// whether it is a reading.
type Line<'m> = (Option<Capacity>, To<'m>, Place, bool);

fn capacities(
    at: &AsAt<'_>,
    requirement: &Requirement,
    parties: &Parties<'_>,
    (one, other): (Capacity, Capacity),
) -> Option<Finding> {
    let of = |lines: &[Line<'_>], capacity: Option<Capacity>| lines.iter().any(|(known, ..)| *known == capacity);
    let both: Vec<_> = parties
        .iter()
        .filter(|(_, lines)| of(lines, Some(one)) && of(lines, Some(other)))
        .collect();
    let open: Vec<_> = parties
        .iter()
        .filter(|(_, lines)| (of(lines, Some(one)) || of(lines, Some(other))) && of(lines, None))
        .collect();
    let (verdict, found) = match (both.is_empty(), open.is_empty()) {
        (false, _) => (Verdict::Broken, both),
        (true, false) => (Verdict::CannotTell, open),
        (true, true) => return None,
    };
    let who = some(
        found.len(),
        found.iter().map(|(id, _)| at.node(**id).name().to_string()),
    );
    let belong = verb(found.len(), "belongs", "belong");
    let (one_word, other_word) = (one.word(), other.word());
    let message = match verdict {
        Verdict::Broken => format!(
            "{who} {belong} to some as {one_word} and to some as {other_word}; the framework keeps the two apart"
        ),
        _ => format!("whether {who} {belong} both as {one_word} and as {other_word} cannot be told"),
    };
    let mut finding = begin(RULE.name, requirement, verdict, message);
    for (id, lines) in found.into_iter().take(PLACES / 2) {
        let name = at.node(*id).name();
        let first = |capacity| lines.iter().find(|(known, ..)| *known == capacity);
        let shown = match verdict {
            Verdict::Broken => [first(Some(one)), first(Some(other))],
            _ => [first(Some(one)).or_else(|| first(Some(other))), first(None)],
        };
        for (capacity, to, place, read) in shown.into_iter().flatten() {
            let words = match capacity {
                Some(capacity) => format!("{name} is a party to {} as {}", to.name(at), capacity.word()),
                None => format!("{name} is a party to {}; as what is not stated", to.name(at)),
            };
            finding = finding.label(*place, as_read(words, *read));
        }
    }
    Some(end(
        finding,
        requirement,
        match verdict {
            Verdict::Broken => "let it belong in one of the two only, or record how its own matters are decided",
            _ => "write the `capacity` of each party (in an instrument, its `role`)",
        },
    ))
}

/// The organisations that are party to a body or paper in force, with their lines.
type Parties<'m> = BTreeMap<NodeId, Vec<Line<'m>>>;

fn parties_in_force<'m>(at: &AsAt<'m>) -> Parties<'m> {
    let model = at.model();
    let lines = model.relations().iter().enumerate();
    let lines = lines.filter(|(number, line)| line.kind == RelationKind::Party && at.relation_in_force(*number));
    let lines = lines.map(|(_, line)| {
        let read = line.assumed().is_some();
        (
            line.to,
            (line.capacity, To::Body(line.from), line.statement.place, read),
        )
    });
    let papers = at.current(model.instruments.rows()).flat_map(|paper| {
        let (to, place) = (To::Paper(&paper.name), paper.statement.place);
        let read = paper.statement.assumed("party").is_some();
        paper
            .parties
            .iter()
            .map(move |(id, role)| (*id, (*role, to, place, read)))
    });
    let mut parties = Parties::new();
    for (id, line) in lines.chain(papers) {
        let node = at.node(id);
        if node.kind() == NodeKind::Organisation && node.exists() {
            parties.entry(id).or_default().push(line);
        }
    }
    parties
}
