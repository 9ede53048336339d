//! Somebody in whose place somebody else comes, and what still names the one who is gone.

use std::collections::BTreeSet;

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Filled, NodeAt, NodeId, Seat, Selector};
use remit_model::sources::Place;

use super::endings::ending;
use super::questions::pending;
use super::words::{several, verb};
use super::{Compared, Consequence, left_unanswering};
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "successor-not-named",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("successor_not_named.md"),
    on: true,
    check: Check::Change(check),
};

/// Something that names somebody who is gone: who is named, table and key, in words, and where.
struct Naming {
    gone: NodeId,
    subject: String,
    words: String,
    place: Place,
    /// Whether it is a line of the one who takes the place: nobody has one to itself.
    own: bool,
    /// The key that names it, where it takes one name and no more.
    only_one: Option<&'static str>,
}

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let endings = compared.endings();
    if endings.replaced().next().is_none() {
        return;
    }
    let all = naming(compared);
    for (key, successors) in endings.replaced() {
        let Some(gone) = compared.after.node_by_key(key) else {
            continue;
        };
        let of: Vec<&Naming> = all.iter().filter(|naming| naming.gone == gone.id()).collect();
        if of.is_empty() {
            continue;
        }
        let (who, whose) = (naming::nodes(compared.after, successors.iter().copied()), gone.name());
        let words = |own: bool| -> Vec<String> {
            let of = of.iter().filter(|naming| naming.own == own);
            of.map(|naming| naming.words.clone()).collect()
        };
        let (own, others) = (words(true), words(false));
        let takes = verb(successors.len(), "takes", "take");
        let message = match others.is_empty() {
            false => format!(
                "{who} {takes} the place of {whose}, and what still names {whose} is to be rewritten: {}",
                several(others)
            ),
            true => format!(
                "{who} {takes} the place of {whose}, and its own line to {whose} is to be ended: {}",
                list(&own)
            ),
        };
        let mut finding = Finding::new(RULE.name, RULE.level, gone.subject(), message);
        for naming in &of {
            finding = finding.label(naming.place, format!("{whose} is named here"));
        }
        if !own.is_empty() && of.iter().any(|naming| !naming.own) {
            finding = finding.remark(format!(
                "to be ended, since it would lead to {who} itself: {}",
                list(&own)
            ));
        }
        let subjects: BTreeSet<&String> = of.iter().map(|naming| &naming.subject).collect();
        finding = subjects
            .into_iter()
            .fold(finding, |finding, subject| finding.key(subject.clone()));
        finding = ending(compared, key, finding);
        let only_one: BTreeSet<&str> = of.iter().filter_map(|naming| naming.only_one).collect();
        let each = of.iter().all(|naming| naming.only_one.is_some());
        let help = match () {
            () if of.iter().all(|naming| naming.own) => {
                found.push(Consequence::new(finding.help("end the line with the change ([end])")));
                continue;
            }
            () if successors.len() == 1 || only_one.is_empty() => format!("name {who} in each"),
            () if each => format!("say which of {who} it is in each, or split the entry, one for each of them"),
            () => {
                let keys: Vec<String> = only_one.iter().map(|key| format!("`{key}`")).collect();
                format!(
                    "name {who} in each; where only one can be named ({}), say which of them it is, or split the entry, one \
                     for each of them",
                    keys.join(", ")
                )
            }
        };
        let help = format!("{help}; end what is not to go on");
        found.push(Consequence::new(finding.help(help)));
    }
}

/// All that is in force after the change and names somebody who is gone and replaced.
fn naming(compared: &Compared<'_, '_>) -> Vec<Naming> {
    let after = compared.after;
    let endings = compared.endings();
    let replaced = |id: NodeId| endings.of(after.node(id).key()).is_some_and(|all| !all.is_empty());
    let mut all = Vec::new();
    for left in endings.lines().filter(|left| !left.successors.is_empty()) {
        let line = left.line;
        // Of one that nobody hears any more, since nobody says to which of several it is to answer, `left-unanswering` tells.
        if line.kind == RelationKind::AnswersTo && left_unanswering::is_left(compared, line.from) {
            continue;
        }
        let from = after.node(line.from);
        all.push(Naming {
            gone: line.to,
            subject: format!("{}.{}.{}", from.subject(), line.kind.word(), line.key),
            words: format!("{} {} it", from.name(), line.kind.words()),
            place: line.statement.place,
            own: left.successors == [line.from],
            only_one: None,
        });
    }
    for node in after.nodes() {
        for gone in belongs(&node).into_iter().filter(|id| replaced(*id)) {
            all.push(Naming {
                gone,
                subject: node.subject(),
                words: format!("{} is part of it", node.name()),
                place: node.between_place(gone).unwrap_or_else(|| node.place()),
                own: false,
                only_one: node
                    .within()
                    .stated()
                    .is_some_and(|within| within.id() == gone)
                    .then_some("within"),
            });
        }
        for seat in node.seats() {
            for gone in seated(after, seat).into_iter().filter(|id| replaced(*id)) {
                all.push(Naming {
                    gone,
                    subject: format!("{}.seats.{}", node.subject(), seat.key),
                    words: format!("the seat `{}` of {} is for it", seat.key, node.name()),
                    place: seat.statement.place,
                    own: false,
                    only_one: Some(match (&seat.filled, seat.nominee_of == Some(gone)) {
                        (_, true) => "nominee-of",
                        (Filled::Post(_), false) => "post",
                        (_, false) => "ex-officio",
                    }),
                });
            }
        }
    }
    for budget in after.current(after.model().budgets.rows()) {
        let name = naming::arrangement("budget", &budget.key, &budget.name);
        for (gone, does) in holders(budget).into_iter().filter(|(id, _)| replaced(*id)) {
            all.push(Naming {
                gone,
                subject: format!("budget.{}", budget.key),
                words: format!("{name}, {}", by_it(does)),
                place: budget.statement.place,
                own: false,
                only_one: match does {
                    "holds it" => Some("held-by"),
                    "hosts it" => Some("host"),
                    "may commit it" => Some("committed-by"),
                    "manages it" => Some("manager"),
                    _ => None,
                },
            });
        }
    }
    for entry in pending(compared) {
        let owner = entry.owner.filter(|id| replaced(*id));
        let does = if entry.milestone { "meet" } else { "deal with" };
        if let Some(gone) = owner {
            all.push(Naming {
                gone,
                subject: entry.subject.clone(),
                words: format!("{} is for it to {does}", entry.words),
                place: entry.place,
                own: false,
                only_one: Some("owner"),
            });
        }
        let about = entry.about.iter().filter_map(|subject| {
            let node = after.node_by_key(&subject.key)?;
            (node.kind().word() == subject.table && replaced(node.id())).then(|| node.id())
        });
        for gone in about.filter(|id| Some(*id) != owner) {
            all.push(Naming {
                gone,
                subject: entry.subject.clone(),
                words: format!("{} is about it", entry.words),
                place: entry.place,
                own: false,
                only_one: None,
            });
        }
    }
    all
}

/// The organisations to which a body or post belongs, by what is entered.
fn belongs(node: &NodeAt<'_, '_>) -> Vec<NodeId> {
    let within = node.within().stated();
    let between = node.between().into_iter();
    within.into_iter().chain(between).map(|node| node.id()).collect()
}

/// Who names the holder of a seat, or by whose post or office it is held.
pub(super) fn seated(at: &AsAt<'_>, seat: &Seat) -> Vec<NodeId> {
    let by = match &seat.filled {
        Filled::Post(post) => at.node_by_key(&post.value).map(|node| node.id()),
        Filled::ExOfficio(office) => match at.office(office) {
            Some((_, Selector::Node(id))) => Some(id),
            _ => None,
        },
        _ => None,
    };
    let mut all: Vec<NodeId> = seat.nominee_of.into_iter().chain(by).collect();
    all.dedup();
    all
}

/// The part in a budget, as said of the budget.
fn by_it(part: &str) -> &'static str {
    match part {
        "holds it" => "held by it",
        "hosts it" => "hosted by it",
        "may commit it" => "committed by it",
        "manages it" => "managed by it",
        _ => "into which it pays",
    }
}

/// Who has a part in a budget, and which.
pub(super) fn holders(budget: &remit_model::model::Budget) -> Vec<(NodeId, &'static str)> {
    let held = budget.held_by.iter().map(|held| (held.value, "holds it"));
    let host = budget.host.iter().map(|id| (*id, "hosts it"));
    let commits = budget.committed_by.iter().map(|id| (*id, "may commit it"));
    let manages = budget.manager.iter().map(|id| (*id, "manages it"));
    let pays = budget.contributors.iter().map(|id| (*id, "pays into it"));
    let mut all: Vec<(NodeId, &'static str)> = Vec::new();
    for (id, part) in held.chain(host).chain(commits).chain(manages).chain(pays) {
        if !all.iter().any(|(known, _)| *known == id) {
            all.push((id, part));
        }
    }
    all
}
