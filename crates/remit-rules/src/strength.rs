//! How strong a relation is: how far each kind is from accountability, and what it amounts to in a word.

use remit_model::document::RelationKind;
use remit_model::path::{Path, Step};

/// The relations by which somebody is answerable: to be part of an organisation is to answer to it.
pub(crate) const ACCOUNTABILITY: [RelationKind; 2] = [RelationKind::AnswersTo, RelationKind::Within];

/// The step of a path that is furthest from accountability, where one is none.
pub(crate) fn weakest_step(path: &Path) -> Option<(RelationKind, &Step)> {
    let kind_of = |step: &Step| {
        let mut kinds = RelationKind::ALL.into_iter();
        kinds.find(|kind| kind.upward_words() == step.relation)
    };
    let steps = path.steps.iter().filter_map(|step| Some((kind_of(step)?, step)));
    let weaker = steps.filter(|(kind, _)| !ACCOUNTABILITY.contains(kind));
    weaker.max_by_key(|(kind, _)| weakness(*kind))
}

/// How far a relation is from accountability.
pub(crate) fn weakness(kind: RelationKind) -> usize {
    match kind {
        RelationKind::AnswersTo | RelationKind::Within => 0,
        RelationKind::Oversees => 1,
        RelationKind::Scrutinises => 2,
        RelationKind::Challenges => 3,
        RelationKind::ReportsTo => 4,
        RelationKind::Delegation => 5,
        RelationKind::Comprises => 6,
        RelationKind::Party => 7,
        RelationKind::Supports => 8,
        RelationKind::Advises => 9,
    }
}

/// What a relation amounts to: "oversight".
pub(crate) fn in_words(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::AnswersTo | RelationKind::Within => "accountability",
        RelationKind::Oversees => "oversight",
        RelationKind::Scrutinises => "scrutiny",
        RelationKind::Challenges => "challenge",
        RelationKind::ReportsTo => "reporting",
        RelationKind::Delegation => "delegation",
        RelationKind::Comprises => "being comprised in another body",
        RelationKind::Party => "being a party",
        RelationKind::Supports => "support",
        RelationKind::Advises => "advice",
    }
}
