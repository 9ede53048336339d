//! A line of advice, oversight or the like whose other end is gone. Of answering and reporting other rules tell.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level};
use remit_model::model::{NodeAt, NodeId, Relation};

use super::endings::ending;
use super::words::{several, verb};
use super::{Compared, Consequence};
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "line-cut",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("line_cut.md"),
    on: true,
    check: Check::Change(check),
};

/// Lines that are worth nothing to whoever acts when the other end is gone. Nobody misses whom it is to oversee.
const ACTING: [RelationKind; 4] = [
    RelationKind::Advises,
    RelationKind::Supports,
    RelationKind::Comprises,
    RelationKind::Party,
];

/// Lines that whoever they lead to misses when the one who acts is gone.
const RECEIVING: [RelationKind; 6] = [
    RelationKind::Oversees,
    RelationKind::Challenges,
    RelationKind::Scrutinises,
    RelationKind::Advises,
    RelationKind::Supports,
    RelationKind::Comprises,
];

/// Who is left, the kind of line, and whether it is the one left who acts.
type Side = (NodeId, RelationKind, bool);

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let endings = compared.endings();
    if endings.is_empty() {
        return;
    }
    let (before, after) = (compared.before, compared.after);
    // Each cut line with the key of who is gone, and who takes the place.
    let mut cut: BTreeMap<Side, Vec<(String, &Relation)>> = BTreeMap::new();
    let to_nobody = endings.lines().filter(|left| left.successors.is_empty());
    for left in to_nobody {
        let gone = after.node(left.line.to).key().to_string();
        let side = (left.line.from, left.line.kind, true);
        if left.new {
            // To whom it is to answer, `left-unanswering` asks.
            if left.line.kind != RelationKind::AnswersTo {
                found.push(told(compared, side, &[(gone, left.line)]));
            }
        } else if ACTING.contains(&left.line.kind) {
            cut.entry(side).or_default().push((gone, left.line));
        }
    }
    for node in before.nodes() {
        let Some(successors) = endings.of(node.key()) else {
            continue;
        };
        for line in node.acts().filter(|line| RECEIVING.contains(&line.kind)) {
            let key = before.node(line.to).key();
            let Some(other) = after.node_by_key(key).filter(NodeAt::exists) else {
                continue;
            };
            let again = |successor: &NodeId| after.node(*successor).acting(line.kind).any(|new| new.to == other.id());
            if !successors.iter().any(again) {
                let side = (other.id(), line.kind, false);
                cut.entry(side).or_default().push((node.key().to_string(), line));
            }
        }
    }
    for (side, lines) in cut {
        if !is_made_good(compared, side) {
            found.push(told(compared, side, &lines));
        }
    }
}

/// Whether the one who is left has a new line of the kind, to or from somebody else.
fn is_made_good(compared: &Compared<'_, '_>, (id, kind, acting): Side) -> bool {
    let others = |node: &NodeAt<'_, '_>, at: &remit_model::model::AsAt<'_>| -> BTreeSet<String> {
        let key = |id: NodeId| at.node(id).key().to_string();
        match acting {
            true => node.acting(kind).map(|line| key(line.to)).collect(),
            false => at
                .relations_to(node.id())
                .filter(|line| line.kind == kind)
                .map(|line| key(line.from))
                .collect(),
        }
    };
    let had = compared
        .was(id)
        .map(|node| others(&node, compared.before))
        .unwrap_or_default();
    let has = others(&compared.after.node(id), compared.after);
    !has.is_subset(&had)
}

fn told(compared: &Compared<'_, '_>, (id, kind, acting): Side, lines: &[(String, &Relation)]) -> Consequence {
    let (before, after) = (compared.before, compared.after);
    let left = after.node(id);
    let name = |key: &str| {
        before
            .node_by_key(key)
            .map_or_else(|| key.to_owned(), |node| node.name().to_string())
    };
    let names: Vec<String> = lines.iter().map(|(key, _)| name(key)).collect();
    let number = names.len();
    let relation = match (acting, kind) {
        (true, kind) => kind.words(),
        (false, RelationKind::Advises) => "is advised by",
        (false, RelationKind::Supports) => "is supported by",
        (false, kind) => kind.upward_words(),
    };
    let successors = |key: &str| compared.endings().of(key).unwrap_or_default().to_vec();
    let taking: BTreeSet<NodeId> = lines.iter().flat_map(|(key, _)| successors(key)).collect();
    let message = match lines.iter().all(|(key, _)| !successors(key).is_empty()) {
        // Somebody takes the place, and may do the same: that is for others to say.
        true => format!(
            "{} {relation} {}, and of {}, which {} {} place, no such line is entered",
            left.name(),
            several(names),
            naming::nodes(after, taking.iter().copied()),
            verb(taking.len(), "takes", "take"),
            verb(number, "its", "their"),
        ),
        false => format!(
            "{} {relation} {}, which {}, and nobody is named in {} place",
            left.name(),
            several(names),
            verb(number, "ends", "end"),
            verb(number, "its", "their"),
        ),
    };
    let mut finding = Finding::new(RULE.name, RULE.level, left.subject(), message);
    for (key, line) in lines {
        let is_new = acting
            && compared
                .was(line.from)
                .is_none_or(|was| was.acting(kind).all(|old| old.key != line.key));
        let at = if acting { after } else { before };
        let subject = at.node(line.from).subject();
        finding = finding.key(format!("{subject}.{}.{}", kind.word(), line.key)).label(
            line.statement.place,
            if is_new {
                "this line is new"
            } else {
                "this line ends with it"
            },
        );
        finding = ending(compared, key, finding);
        let all_replaced = lines.iter().all(|(key, _)| !successors(key).is_empty());
        if let Some(successors) = compared
            .endings()
            .of(key)
            .filter(|all| !all.is_empty() && !all_replaced)
        {
            let who = naming::nodes(after, successors.iter().copied());
            finding = finding.remark(format!(
                "{who} {} the place of {}, and no such line is entered of {}",
                verb(successors.len(), "takes", "take"),
                name(key),
                verb(successors.len(), "it", "them")
            ));
        }
    }
    let help = match acting {
        true => "say to whom it is to go from then on, or end the line as well ([end])",
        false => "say who is to do it from then on, or that nobody needs to",
    };
    Consequence::new(finding.help(help))
}
