//! The ways of accountability: from every body and post, by whom it answers to, up to where answering ends.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, NodeId, NodeKind, Relation};
use remit_model::path::{Path, Step};

use super::super::Compared;
use super::super::endings::Endings;
use super::climb::{Known, Readings, known};
use super::{Fate, SHOWN, Way, holds, retraced, stays};
use crate::belonging::{one_organisation, organisations};
use crate::wording::silence;

/// The kind of line that counts. That a body is part of an organisation is not told again here.
const BY: [RelationKind; 1] = [RelationKind::AnswersTo];

/// What became of the ways of every body and post above which a line differs. What a demand tells is not told again.
pub(super) fn ways<'m>(compared: &Compared<'_, 'm>, demanded: &[Way<'m>]) -> Vec<Way<'m>> {
    let told = told(demanded);
    let known = known(compared);
    let mut grouped: BTreeMap<Group, Vec<(NodeId, NodeId)>> = BTreeMap::new();
    for (was, is) in affected(compared) {
        if let Some(group) = judge(compared, (was, is), &told, &known) {
            grouped.entry(group).or_default().push((was, is));
        }
    }
    let ways = grouped.into_iter().map(|(group, bodies)| way(compared, group, &bodies));
    ways.collect()
}

/// What a demand tells of a body: whether it has its way, for a top before or after.
fn told(demanded: &[Way<'_>]) -> BTreeSet<(NodeId, Side)> {
    let mut told = BTreeSet::new();
    for way in demanded {
        for &body in &way.bodies {
            told.extend(way.tops_before.iter().map(|&top| (body, Side::Before(top))));
            told.extend(way.tops_after.iter().map(|&top| (body, Side::After(top))));
        }
    }
    told
}

/// A node of one of the two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Before(NodeId),
    After(NodeId),
}

/// Who is below and who is above, by key.
type Ends = (String, String);

/// The tops as they were, and as they are.
type Tops = (Vec<NodeId>, Vec<NodeId>);

/// Of whom the same is told.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    fate: Fate,
    /// The tops that are lost, or are reached otherwise.
    before: Vec<NodeId>,
    /// The tops that are new, or are reached otherwise.
    after: Vec<NodeId>,
    /// Of a way that is another: what of it is gone and what is new, without whose it is.
    lines: Vec<Ends>,
}

/// The bodies and posts in force on both sides above which, near or far, a line of accountability differs: as they were and as they are.
fn affected(compared: &Compared<'_, '_>) -> BTreeSet<(NodeId, NodeId)> {
    let (before, after) = (compared.before, compared.after);
    let becomes = |id: NodeId| compared.becomes(id).map(|node| node.id());
    let (old, new) = (lines(before), lines(after));
    let kept: BTreeSet<Line> = old
        .iter()
        .filter_map(|&(below, above, read)| Some((becomes(below)?, becomes(above)?, read)))
        .collect();
    let lowest_before = old.iter().filter(|&&(below, above, read)| {
        let same = becomes(below).zip(becomes(above));
        same.is_none_or(|(below, above)| !new.contains(&(below, above, read)))
    });
    let lowest_before: Vec<NodeId> = lowest_before.map(|(below, ..)| *below).collect();
    let lowest_after: Vec<NodeId> = new.difference(&kept).map(|(below, ..)| *below).collect();
    let mut pairs: BTreeSet<(NodeId, NodeId)> = BTreeSet::new();
    let below = before.below(&lowest_before, &BY, None);
    for id in below.into_iter().chain(lowest_before) {
        pairs.extend(becomes(id).map(|now| (id, now)));
    }
    let below = after.below(&lowest_after, &BY, None);
    for id in below.into_iter().chain(lowest_after) {
        pairs.extend(compared.was(id).map(|was| (was.id(), id)));
    }
    pairs.retain(|&(was, is)| {
        let answers = |at: &AsAt<'_>, id| at.node(id).kind() != NodeKind::Organisation;
        answers(before, was) && answers(after, is) && !after.node(is).is_external()
    });
    pairs
}

/// The one below, the one above, and whether it is a reading.
type Line = (NodeId, NodeId, bool);

fn lines(at: &AsAt<'_>) -> BTreeSet<Line> {
    let acting = at.nodes().flat_map(|node| {
        let lines: Vec<&Relation> = node.acting(RelationKind::AnswersTo).collect();
        lines
    });
    acting
        .map(|line| (line.from, line.to, line.assumed().is_some()))
        .collect()
}

fn judge(
    compared: &Compared<'_, '_>,
    (was, is): (NodeId, NodeId),
    told: &BTreeSet<(NodeId, Side)>,
    known: &Known,
) -> Option<Group> {
    let (before, after) = (compared.before, compared.after);
    let (old, new) = (
        Ascent::new(before, was, Readings::All, None),
        Ascent::new(after, is, Readings::All, Some(compared.endings())),
    );
    let becomes = |id: NodeId| compared.becomes(id).map(|node| node.id());
    let lost: Vec<NodeId> = old
        .tops(before)
        .filter(|&top| !told.contains(&(is, Side::Before(top))))
        .filter(|&top| becomes(top).is_none_or(|now| new.end(after, now).is_none()))
        .filter(|&top| !new.succeeds(compared, top))
        .collect();
    // Where the way now ends at somebody who was on it before, it was cut short.
    // What is still to be written makes good for what is lost, and is no gain by itself.
    let now = match lost.is_empty() {
        true => Ascent::new(after, is, Readings::All, None),
        false => new,
    };
    let mut gained: Vec<NodeId> = now
        .tops(after)
        .filter(|&top| !told.contains(&(is, Side::After(top))))
        .filter(|&top| compared.was(top).is_none_or(|was| !old.passes(was.id())))
        // Who ends in a body of an organisation answers to that organisation, which is no news where it did before.
        .filter(|&top| {
            let home = one_organisation(after, top).and_then(|home| compared.was(home));
            home.is_none_or(|home| !old.passes(home.id()))
        })
        .filter(|&top| !now.is_rewritten(top))
        .collect();
    let fate = match (lost.is_empty(), gained.is_empty()) {
        (false, false) => Fate::Rerouted,
        (true, false) => Fate::Gained,
        (true, true) => return otherwise(compared, (was, is), &old, told, known),
        (false, true) if now.is_silent(after) => Fate::CannotTell,
        (false, true) if now.is_misspelt(after) => return None,
        // Of one that answers to nobody any more, another rule tells.
        (false, true) if now.next.is_empty() => return None,
        (false, true) if lost.iter().all(|&top| has_left(compared, &old, top)) => {
            let still = now.tops(after).filter(|&top| {
                let was = compared.was(top);
                was.is_some_and(|was| old.passes(was.id()))
            });
            gained = still.collect();
            if gained.is_empty() { Fate::Lost } else { Fate::Fewer }
        }
        (false, true) => Fate::Lost,
    };
    Some(Group {
        fate,
        before: lost,
        after: gained,
        lines: Vec::new(),
    })
}

/// Whether the way to a top is gone only since the organisation of who is above has left who is below, whom others of those who
/// share it still hear for the same matters: a partner that goes takes its line with it.
fn has_left(compared: &Compared<'_, '_>, old: &Ascent<'_>, top: NodeId) -> bool {
    let (before, after) = (compared.before, compared.after);
    let mut here = top;
    let mut left = false;
    while here != old.from {
        let Some(line) = old.next.get(&here).copied() else {
            return false;
        };
        here = line.from;
        let Some(below) = compared.becomes(line.from) else {
            return false;
        };
        let above = compared.becomes(line.to);
        let lines: Vec<&Relation> = below.acting(RelationKind::AnswersTo).collect();
        if above.is_some_and(|above| lines.iter().any(|other| other.to == above.id())) {
            continue;
        }
        let shares = |at: &AsAt<'_>, id| {
            let organisations = organisations(at, id).into_iter();
            organisations
                .map(|id| at.node(id).key().to_string())
                .collect::<BTreeSet<String>>()
        };
        let (had, has) = (shares(before, line.from), shares(after, below.id()));
        let gone = shares(before, line.to);
        let went = !gone.is_empty() && gone.iter().all(|key| had.contains(key) && !has.contains(key));
        let covers = |other: &&Relation| {
            let all = other.matters.iter().any(|matter| matter.as_str() == "*");
            all || line.matters.iter().all(|matter| other.matters.contains(matter))
        };
        if !went || !lines.iter().any(covers) {
            return false;
        }
        left = true;
    }
    left
}

/// The same tops, reached by a reading where they weren't before, or over other lines.
fn otherwise(
    compared: &Compared<'_, '_>,
    (was, is): (NodeId, NodeId),
    old: &Ascent<'_>,
    told: &BTreeSet<(NodeId, Side)>,
    known: &Known,
) -> Option<Group> {
    let (before, after) = (compared.before, compared.after);
    let new = Ascent::new(after, is, Readings::All, Some(compared.endings()));
    let in_force = Ascent::new(after, is, Readings::All, None);
    let (stated, still) = (
        Ascent::new(before, was, Readings::None, None),
        Ascent::new(after, is, Readings::None, Some(compared.endings())),
    );
    let by_known = Ascent::new(after, is, Readings::Known(known), Some(compared.endings()));
    let mut groups: BTreeMap<(Fate, Vec<Ends>), Tops> = BTreeMap::new();
    let tops = old.tops(before).filter(|&top| !told.contains(&(is, Side::Before(top))));
    for (top, now) in tops.filter_map(|top| Some((top, compared.becomes(top)?.id()))) {
        let way = stated.way(before, top).or_else(|| old.way(before, top))?;
        let gone = retraced(compared, &way).steps;
        let fate = match () {
            () if stated.passes(top) && still.end(after, now).is_none() => Fate::NewlyAssumed,
            () if by_known.end(after, now).is_none() => Fate::FurtherAssumed,
            () if gone.iter().all(|step| stays(compared, step)) => continue,
            // What leads there only once it is rewritten, `successor-not-named` tells: it isn't there yet.
            () if in_force.end(after, now).is_none() => continue,
            () => Fate::Rerouted,
        };
        let lines = match fate {
            Fate::Rerouted => {
                let other = still.way_to(after, now).or_else(|| new.way_to(after, now))?;
                differing(&gone, &other, after.node(is).key())
            }
            _ => Vec::new(),
        };
        let (tops, nows) = groups.entry((fate, lines)).or_default();
        tops.push(top);
        nows.push(now);
    }
    // The weightiest of them: a line that differs shows in all the ways that lead over it.
    let ((fate, lines), (before, after)) = groups.into_iter().next()?;
    Some(Group {
        fate,
        before,
        after,
        lines,
    })
}

/// What is gone of a way, and what of the other is not in it: who is below, but for whose way it is, and who is above.
fn differing(gone: &[Step], other: &Path, own: &str) -> Vec<Ends> {
    let ends = |step: &Step| {
        let below = if step.below.key == own { "" } else { &step.below.key };
        (below.to_owned(), step.above.key.clone())
    };
    let kept: BTreeSet<Ends> = gone.iter().filter(|step| holds(step)).map(ends).collect();
    let mut lines: Vec<Ends> = gone.iter().filter(|step| !holds(step)).map(ends).collect();
    lines.extend(other.steps.iter().map(ends).filter(|ends| !kept.contains(ends)));
    lines
}

/// All to whom one answers, near or far, and by which line each is reached first.
struct Ascent<'m> {
    next: BTreeMap<NodeId, &'m Relation>,
    from: NodeId,
    /// Those reached only by lines that are to be rewritten to them.
    rewritten: BTreeSet<NodeId>,
}

impl<'m> Ascent<'m> {
    fn new(at: &AsAt<'m>, from: NodeId, readings: Readings<'_>, endings: Option<&Endings<'m>>) -> Self {
        let mut next = BTreeMap::new();
        let mut rewritten = BTreeSet::new();
        let counts = |line: &Relation| BY.contains(&line.kind) && readings.count(line);
        let mut waiting = VecDeque::from([from]);
        while let Some(here) = waiting.pop_front() {
            let lines = at.relations_from(here);
            let in_force = lines.filter(|line| counts(line)).map(|line| (line, line.to, false));
            let left = endings
                .into_iter()
                .flat_map(|endings| endings.as_good_as_there(here, RelationKind::AnswersTo));
            let to_successor = left
                .filter(|(line, _)| counts(line))
                .map(|(line, successor)| (line, successor, true));
            for (line, to, new) in in_force.chain(to_successor) {
                if to != from && !next.contains_key(&to) {
                    next.insert(to, line);
                    waiting.push_back(to);
                    if new {
                        rewritten.insert(to);
                    }
                }
            }
        }
        Self { next, from, rewritten }
    }

    /// Whether one is reached only by a line that is to be rewritten: it comes in somebody's place.
    fn is_rewritten(&self, id: NodeId) -> bool {
        self.rewritten.contains(&id)
    }

    /// Whether one who takes the place of a top before is reached: by a line that is to be rewritten, or by one of its own.
    fn succeeds(&self, compared: &Compared<'_, '_>, top: NodeId) -> bool {
        let key = compared.before.node(top).key();
        let successors = compared.endings().of(key).unwrap_or_default();
        successors.iter().any(|id| self.passes(*id))
    }

    /// Where the way to somebody ends: there, or, of an organisation, with whoever in it answers to nobody. (Inside one organisation
    /// answering is implied.)
    fn end(&self, at: &AsAt<'m>, id: NodeId) -> Option<NodeId> {
        if self.passes(id) {
            return Some(id);
        }
        let organisation = at.node(id).kind() == NodeKind::Organisation;
        let within =
            |top: &NodeId| at.node(*top).kind() != NodeKind::Organisation && one_organisation(at, *top) == Some(id);
        self.tops(at).find(|top| organisation && within(top))
    }

    /// The way to somebody, to where it ends.
    fn way_to(&self, at: &AsAt<'m>, id: NodeId) -> Option<Path> {
        self.way(at, self.end(at, id)?)
    }

    fn passes(&self, id: NodeId) -> bool {
        self.next.contains_key(&id)
    }

    /// Where answering ends: with organisations, and with whoever answers to nobody.
    fn tops(&self, at: &AsAt<'m>) -> impl Iterator<Item = NodeId> {
        self.next.keys().copied().filter(|&id| {
            let node = at.node(id);
            node.kind() == NodeKind::Organisation || node.acting(RelationKind::AnswersTo).next().is_none()
        })
    }

    fn way(&self, at: &AsAt<'m>, top: NodeId) -> Option<Path> {
        let mut steps = Vec::new();
        let mut here = top;
        while here != self.from {
            let line = self.next.get(&here)?;
            steps.push(at.step_of(line));
            here = line.from;
        }
        steps.reverse();
        Some(Path { steps })
    }

    fn all(&self) -> impl Iterator<Item = NodeId> {
        [self.from].into_iter().chain(self.next.keys().copied())
    }

    fn is_silent(&self, at: &AsAt<'_>) -> bool {
        self.silent(at).next().is_some()
    }

    /// Those of whom it isn't stated to whom they answer.
    fn silent(&self, at: &AsAt<'_>) -> impl Iterator<Item = NodeId> {
        self.all()
            .filter(|&id| at.node(id).is_not_stated(RelationKind::AnswersTo.word()))
    }

    fn is_misspelt(&self, at: &AsAt<'_>) -> bool {
        self.all()
            .any(|id| at.node(id).is_unknown(RelationKind::AnswersTo.word()))
    }
}

fn way<'m>(compared: &Compared<'_, 'm>, group: Group, bodies: &[(NodeId, NodeId)]) -> Way<'m> {
    let (before, after) = (compared.before, compared.after);
    let mut way = Way {
        fate: group.fate,
        demand: None,
        bodies: bodies.iter().map(|(_, now)| *now).collect(),
        tops_before: group.before,
        tops_after: group.after,
        between: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        silent: Vec::new(),
    };
    let shortest = |at: &AsAt<'m>, from: NodeId, tops: &[NodeId], endings: Option<&Endings<'m>>| {
        let top = tops.first()?;
        let stated = Ascent::new(at, from, Readings::None, None).way_to(at, *top);
        let read = || Ascent::new(at, from, Readings::All, None).way_to(at, *top);
        stated
            .or_else(read)
            .or_else(|| Ascent::new(at, from, Readings::All, endings).way_to(at, *top))
    };
    for &(was, is) in bodies.iter().take(SHOWN) {
        let path = shortest(before, was, &way.tops_before, None);
        way.after.extend(match group.fate {
            Fate::Lost | Fate::CannotTell | Fate::Fewer => path.as_ref().map(|path| retraced(compared, path)),
            _ => shortest(after, is, &way.tops_after, Some(compared.endings())),
        });
        way.before.extend(path);
    }
    if group.fate == Fate::CannotTell {
        let silent: BTreeSet<NodeId> = bodies
            .iter()
            .flat_map(|&(_, is)| {
                Ascent::new(after, is, Readings::All, None)
                    .silent(after)
                    .collect::<Vec<_>>()
            })
            .collect();
        let unsaid = || vec![silence(RelationKind::AnswersTo.word())];
        way.silent = silent.into_iter().map(|id| (id, unsaid())).collect();
    }
    way
}
