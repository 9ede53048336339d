//! The lines of a drawing: relations between what is shown, and steps that should be there and are not.

use std::collections::BTreeSet;

use remit_model::document::{Columns, RelationKind};
use remit_model::drawing::{Arrow, Standing};
use remit_model::model::{AsAt, Choice, NodeId, Relation};
use remit_model::page::sentence;

use super::Drawable;
use super::background::{Background, NOT_IN_FORCE};
use super::boxes::drawn_standing;
use super::shown::{is_drawn, kinds, may_be_seen};
use super::sources::document;

/// The lines, in the order of their acting ends.
pub(super) fn lines(
    at: &AsAt<'_>,
    known: &Background<'_, '_>,
    shown: &BTreeSet<NodeId>,
    choice: &Choice,
) -> Vec<Drawable> {
    let mut lines = Vec::new();
    for &id in shown {
        let answered = answered(at, id, choice);
        for (relation, standing) in at.lines_of(id) {
            if relation.kind == RelationKind::Within && goes_without_saying(choice, &answered, relation) {
                continue;
            }
            if !shown.contains(&relation.to) || !is_drawn(at, choice, relation, standing) {
                continue;
            }
            let by_proposal = at.model().proposal_of(relation.statement.layer).is_some();
            let arrow = Arrow {
                label: label(at, relation),
                kind: Some(relation.kind),
                upward: relation.kind.is_upward(),
                standing: drawn_standing(standing, by_proposal),
                as_if_adopted: by_proposal && standing == remit_model::model::Standing::InForce,
                assumed: relation.assumed().is_some(),
                highlighted: is_found(known, choice, relation),
                ..Arrow::default()
            };
            let entries = unsettling(at, known, relation.from, relation.kind, relation.to);
            let mut line = line(at, relation.from, relation.to, arrow, entries);
            line.document = document(&relation.statement);
            lines.push(line);
        }
    }
    // From below to above: where a step that is not in force is drawn itself, nothing is missing from the picture.
    let drawn: BTreeSet<(NodeId, NodeId)> = lines
        .iter()
        .map(|line: &Drawable| match line.arrow.upward {
            true => (line.from, line.to),
            false => (line.to, line.from),
        })
        .collect();
    for &id in shown {
        for step in known.missing.get(&id).into_iter().flatten() {
            let wanted = step.by.iter().any(|kind| kinds(choice).contains(kind));
            if !wanted || !shown.contains(&step.above) || !may_be_seen(step.statement, choice) {
                continue;
            }
            if step.what == NOT_IN_FORCE && drawn.contains(&(id, step.above)) {
                continue;
            }
            let arrow = Arrow {
                label: step.what.to_owned(),
                upward: true,
                standing: Standing::InForce,
                ..Arrow::default()
            };
            // Whoever would act in the step: the one below answers, the one above oversees.
            let entries = step.by.iter().flat_map(|&kind| match kind.is_upward() {
                true => unsettling(at, known, id, kind, step.above),
                false => unsettling(at, known, step.above, kind, id),
            });
            lines.push(line(at, id, step.above, arrow, entries.collect()));
        }
    }
    lines
}

/// Whether it is a delegation that a finding is about, where a view shows what findings are about.
fn is_found(known: &Background<'_, '_>, choice: &Choice, relation: &Relation) -> bool {
    choice.highlight.findings
        && relation.kind == RelationKind::Delegation
        && known.findings(&format!("delegation.{}", relation.key)) > 0
}

/// To whom a node answers, in lines in force that are drawn.
fn answered(at: &AsAt<'_>, id: NodeId, choice: &Choice) -> BTreeSet<NodeId> {
    let lines = at.lines_of(id).filter(|(line, standing)| {
        line.kind == RelationKind::AnswersTo
            && *standing == remit_model::model::Standing::InForce
            && is_drawn(at, choice, line, *standing)
    });
    lines.map(|(line, _)| line.to).collect()
}

/// Whether a drawing shows without a line of its own that one is part of an organisation: by a line that it answers to it,
/// or by the column that it stands in.
fn goes_without_saying(choice: &Choice, answered: &BTreeSet<NodeId>, within: &Relation) -> bool {
    let in_its_column = choice.columns == Some(Columns::Organisation) && choice.lines.is_empty();
    in_its_column || answered.contains(&within.to)
}

fn line(at: &AsAt<'_>, from: NodeId, to: NodeId, arrow: Arrow, entries: BTreeSet<usize>) -> Drawable {
    Drawable {
        from,
        to,
        arrow: Arrow {
            from: at.node(from).key().to_string(),
            to: at.node(to).key().to_string(),
            ..arrow
        },
        entries,
        document: None,
    }
}

/// The relation read from the acting end; of a delegation, with what is given.
fn label(at: &AsAt<'_>, relation: &Relation) -> String {
    if relation.kind != RelationKind::Delegation {
        return relation.kind.words().to_owned();
    }
    let model = at.model();
    let mut versions = model.delegations.of(&relation.key);
    let given = versions.find(|row| row.statement.place == relation.statement.place);
    let name = |key: &str| match model.functions.get(key) {
        Some(function) => sentence(&function.name),
        None => key.to_owned(),
    };
    match given.map_or(&[][..], |given| &given.functions) {
        [] => "delegates".to_owned(),
        [only] => format!("delegates: {}", name(only)),
        [first, second] => format!("delegates: {}; {}", name(first), name(second)),
        many => format!("delegates {} functions", many.len()),
    }
}

/// The open entries of the log that leave a line open. An entry that is about others than the acting end is about lines to
/// these alone.
fn unsettling(
    at: &AsAt<'_>,
    known: &Background<'_, '_>,
    acting: NodeId,
    kind: RelationKind,
    other: NodeId,
) -> BTreeSet<usize> {
    let (acting_key, other_key) = (at.node(acting).key(), at.node(other).key());
    let entries = known.unsettling.get(&(acting, kind.word())).into_iter().flatten();
    let meant = |number: &&usize| {
        let Some(entry) = known.open.get(**number) else {
            return false;
        };
        let is_node = |table: &str| matches!(table, "organisation" | "body" | "post");
        let others = entry.about.iter().filter(|subject| is_node(subject.table));
        let mut others = others
            .map(|subject| &subject.key)
            .filter(|key| *key != acting_key)
            .peekable();
        others.peek().is_none() || others.any(|key| key == other_key)
    };
    entries.filter(meant).copied().collect()
}
