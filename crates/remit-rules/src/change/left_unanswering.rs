//! A body or post that answered to somebody before the change, and to nobody after it.

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level};
use remit_model::model::{NodeAt, NodeId, NodeKind, Relation};

use super::becoming::Becoming;
use super::endings::{Left, ending};
use super::words::verb;
use super::{Compared, Consequence};
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "left-unanswering",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("left_unanswering.md"),
    on: true,
    check: Check::Change(check),
};

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let becoming = Becoming::new(compared);
    for node in compared.after.nodes() {
        let Some(lines) = left(compared, &node) else {
            continue;
        };
        found.push(told(compared, &node, &lines, &becoming));
    }
    // One that comes with the change, and is to answer to somebody whom the change ends.
    let to_gone = compared.endings().lines().filter(|left| left.new);
    for left in to_gone.filter(|left| left.line.kind == RelationKind::AnswersTo && left.successors.len() != 1) {
        let node = compared.after.node(left.line.from);
        if compared.was(left.line.from).is_none() && answering(&node).next().is_none() {
            found.push(into_the_void(compared, &node, left, &becoming));
        }
    }
}

/// Whether it is told of somebody of the state after.
pub(super) fn is_left(compared: &Compared<'_, '_>, id: NodeId) -> bool {
    left(compared, &compared.after.node(id)).is_some()
}

/// The lines by which a body or post answered to others before, where none is left.
fn left<'m>(compared: &Compared<'_, 'm>, node: &NodeAt<'_, '_>) -> Option<Vec<&'m Relation>> {
    // Of one of which it isn't stated, or not known, to whom it answers, `path-lost` says that it can't be told.
    let open = || node.is_not_stated("answers-to") || node.is_unknown("answers-to");
    if node.kind() == NodeKind::Organisation || !node.exists() || answering(node).next().is_some() || open() {
        return None;
    }
    let before = compared.was(node.id()).filter(|before| before.kind() == node.kind())?;
    let lines: Vec<&Relation> = answering(&before).collect();
    // What is only to be rewritten to the one successor, `successor-not-named` tells.
    let mut rewritten = compared.endings().as_good_as_there(node.id(), RelationKind::AnswersTo);
    (!lines.is_empty() && rewritten.next().is_none()).then_some(lines)
}

fn told(
    compared: &Compared<'_, '_>,
    node: &NodeAt<'_, '_>,
    lines: &[&Relation],
    becoming: &Becoming<'_>,
) -> Consequence {
    let before = compared.before;
    let above = naming::nodes(before, lines.iter().map(|line| line.to));
    let message = format!(
        "{} answers to nobody any more: before, it answered to {above}",
        node.name()
    );
    let mut finding = Finding::new(RULE.name, RULE.level, node.subject(), message);
    for line in lines.iter().take(1) {
        finding = finding.label(line.statement.place, "this line is no longer in force");
    }
    let mut help = "say to whom it is to answer, or end it as well".to_owned();
    for line in lines {
        let above = before.node(line.to);
        let Some(successors) = compared.endings().of(above.key()).filter(|all| !all.is_empty()) else {
            continue;
        };
        if let Some(change) = becoming.of(compared, above.id()) {
            let which = verb(
                successors.len(),
                "that it is to answer to it",
                "to which of them it is to answer",
            );
            finding = finding.remark(format!(
                "{} {}; {which} is not stated",
                above.name(),
                Becoming::words(change)
            ));
            finding = ending(compared, above.key(), finding);
            let names = naming::nodes(compared.after, successors.iter().copied());
            help = format!("say to which of {names} it is to answer, or end it as well");
        }
    }
    Consequence::new(finding.help(help))
}

fn into_the_void(
    compared: &Compared<'_, '_>,
    node: &NodeAt<'_, '_>,
    left: &Left<'_>,
    becoming: &Becoming<'_>,
) -> Consequence {
    let above = compared.after.node(left.line.to);
    let was = compared.before.node_by_key(above.key());
    let change = was.and_then(|was| becoming.of(compared, was.id()));
    let message = format!(
        "{} is to answer to {}, which {} with the same change, and to nobody else",
        node.name(),
        above.name(),
        change.map_or_else(|| "ends".to_owned(), Becoming::words)
    );
    let finding = Finding::new(RULE.name, RULE.level, node.subject(), message)
        .key(above.subject())
        .label(left.line.statement.place, "this line leads to nobody");
    let finding = ending(compared, above.key(), finding);
    Consequence::new(finding.help("say to whom it is to answer"))
}

/// The lines in force by which a body or post answers to others.
fn answering<'m>(node: &NodeAt<'m, '_>) -> impl Iterator<Item = &'m Relation> {
    node.acting(RelationKind::AnswersTo)
}
