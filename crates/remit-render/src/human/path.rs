//! The steps of a path in words.

use remit_model::page::sentence;
use remit_model::path::{Path, Step};
use remit_model::sources::Sources;

use crate::inert;

/// One line a step, numbered from 1.
pub(super) fn steps(path: &Path, sources: &Sources) -> Vec<String> {
    let numbered = path.steps.iter().zip(1..);
    numbered
        .map(|(step, number)| format!("{number}. {}", words(step, sources)))
        .collect()
}

/// From the one below the first step to the one above the last.
pub(super) fn ends(path: &Path) -> String {
    match (path.steps.first(), path.steps.last()) {
        (Some(first), Some(last)) => format!("{} → {}", inert::line(&first.below.name), inert::line(&last.above.name)),
        _ => "no steps".to_owned(),
    }
}

/// What leads where, and on the next line on what footing.
fn words(step: &Step, sources: &Sources) -> String {
    let (below, above) = (inert::line(&step.below.name), inert::line(&step.above.name));
    let mut out = if step.relation.is_empty() {
        format!("{below} → {above}")
    } else {
        format!("{below} {} {above}", inert::line(&step.relation_in_words()))
    };
    if !step.basis.is_empty() {
        out.push_str(&format!(" ({})", inert::line(&step.basis)));
    }
    out.push('\n');
    out.push_str(&inert::line(&sentence(&step.status.words())));
    if let Some(why) = &step.assumed {
        out.push_str(&format!("; assumed: {}", inert::line(why)));
    }
    let source = step
        .source
        .as_deref()
        .map(|source| format!("source {}", inert::line(source)));
    let place = step.place.map(|place| inert::line(&sources.cite(place)).into_owned());
    for evidence in source.into_iter().chain(place) {
        out.push_str(&format!("; {evidence}"));
    }
    out
}
