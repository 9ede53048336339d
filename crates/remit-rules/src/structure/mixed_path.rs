//! A path that counts accountability as a step, and is held up by something weaker (RULES A6).

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Demand, Gap, NodeId, Requirement};
use remit_model::path::{Path, Step};

use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::strength::{ACCOUNTABILITY, in_words, weakest_step, weakness};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "mixed-path",
    group: Group::Structure,
    level: Level::Note,
    page: include_str!("mixed_path.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for requirement in at.current(at.model().requirements.rows()) {
        let Demand::Path { top_down, by, .. } = &requirement.demand else {
            continue;
        };
        let weaker = by.iter().any(|kind| !ACCOUNTABILITY.contains(kind));
        if !by.contains(&RelationKind::AnswersTo) || !weaker {
            continue;
        }
        let places: Vec<Vec<NodeId>> = top_down.iter().map(|(selector, _)| selector.select(at)).collect();
        // A path that does not hold is another rule's business.
        if at.ladder(&places, by).worst() == Gap::None {
            findings.extend(judge(at, requirement, &places, by));
        }
    }
}

/// A step of a rung that is no accountability.
struct Weak {
    rung: usize,
    kind: RelationKind,
    step: Step,
    path: Path,
}

fn judge(at: &AsAt<'_>, requirement: &Requirement, places: &[Vec<NodeId>], by: &[RelationKind]) -> Option<Finding> {
    let answering = at.ladder(places, &ACCOUNTABILITY);
    let mut weak: Vec<Weak> = Vec::new();
    for (number, rung) in answering
        .rungs
        .iter()
        .enumerate()
        .filter(|(_, rung)| rung.gap != Gap::None)
    {
        let above: Vec<NodeId> = places[number]
            .iter()
            .copied()
            .filter(|&id| at.node(id).exists())
            .collect();
        // The nearest misses begin with those who have no chain of accountability.
        let missing = rung.paths.iter().filter_map(|path| path.steps.first());
        let missing = missing.filter_map(|step| at.node_by_key(&step.below.key));
        let chains = missing.filter_map(|below| at.shortest(below.id(), &above, by, None));
        let weakest = chains.filter_map(|path| {
            let (kind, step) = weakest_step(&path).map(|(kind, step)| (kind, step.clone()))?;
            Some(Weak {
                rung: number + 1,
                kind,
                step,
                path,
            })
        });
        weak.extend(weakest.max_by_key(|weak| weakness(weak.kind)));
    }
    let worst = weak
        .iter()
        .max_by_key(|weak| (weakness(weak.kind), std::cmp::Reverse(weak.rung)))?;
    let ends: Vec<String> = [places.first(), places.last()]
        .into_iter()
        .flatten()
        .map(|place| naming::nodes(at, place.iter().copied()))
        .collect();
    let message = format!(
        "the path from {} is not accountability throughout: step {} holds only as {}",
        ends.join(" down to "),
        worst.rung,
        in_words(worst.kind)
    );
    let mut finding = Finding::new(
        RULE.name,
        RULE.level,
        format!("requirement.{}", requirement.key),
        message,
    )
    .verdict(Verdict::Remark)
    .label(requirement.statement.place, "demanded here");
    if let Some(place) = worst.step.place {
        finding = finding.label(place, format!("step {}: {}", worst.rung, in_words(worst.kind)));
    }
    finding = finding.remark(format!(
        "step {}: {} {} {}",
        worst.rung,
        worst.step.below.name,
        worst.step.relation_in_words(),
        worst.step.above.name
    ));
    let others = weak.iter().filter(|weak| weak.rung != worst.rung);
    let others: Vec<String> = others
        .map(|weak| format!("step {} only as {}", weak.rung, in_words(weak.kind)))
        .collect();
    if !others.is_empty() {
        finding = finding.remark(format!("and {} holds so too", list(&others)));
    }
    Some(finding.path(worst.path.clone()).help(
        "if that is what is meant, accept it with a departure, and say so wherever the path is shown; if those below are to be \
         answerable, write the line as `answers-to`",
    ))
}
