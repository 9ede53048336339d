//! A body that answered to somebody before the change, and to nobody after it.

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level};
use remit_model::model::{NodeAt, NodeKind, Relation};

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
    let bodies = compared.after.bodies();
    // Of one of which it isn't stated, or not known, to whom it answers, `path-lost` says that it can't be told.
    let open = |body: &NodeAt<'_, '_>| body.is_not_stated("answers-to") || body.is_unknown("answers-to");
    for body in bodies.filter(|body| !open(body) && answering(body).next().is_none()) {
        let Some(before) = compared.was(body.id()) else {
            continue;
        };
        let lines: Vec<&Relation> = answering(&before).collect();
        let Some(first) = lines.first().filter(|_| before.kind() == NodeKind::Body) else {
            continue;
        };
        // What is only to be rewritten to a successor, `successor-not-named` tells.
        if compared
            .endings()
            .to_rewrite(body.id(), RelationKind::AnswersTo)
            .next()
            .is_some()
        {
            continue;
        }
        let above = naming::nodes(compared.before, lines.iter().map(|line| line.to));
        let message = format!(
            "{} answers to nobody any more: before, it answered to {above}",
            body.name()
        );
        let finding = Finding::new(RULE.name, RULE.level, body.subject(), message)
            .label(first.statement.place, "this line is no longer in force")
            .help("say to whom it is to answer, or end it as well");
        found.push(Consequence::new(finding));
    }
}

/// The lines in force by which a body answers to others.
fn answering<'m>(body: &NodeAt<'m, '_>) -> impl Iterator<Item = &'m Relation> {
    body.acting(RelationKind::AnswersTo)
}
