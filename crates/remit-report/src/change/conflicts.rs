//! Proposals that contradict each other, as people count them: what they say of the seats of a body is one matter.

use remit_model::comparison::Comparison;
use remit_model::finding::Finding;

use crate::who::listed;

/// The conflicts, those about the seats of one body in one.
pub(super) fn in_one(comparison: &Comparison) -> Vec<Finding> {
    let groups = comparison.conflicts_in_one().into_iter();
    let told = groups.filter_map(|group| match group.as_slice() {
        [] => None,
        [only] => Some((*only).clone()),
        [first, ..] => Some(joined(first, &group)),
    });
    told.collect()
}

/// One that names all details, with what each proposal says of each.
fn joined(first: &Finding, group: &[&Finding]) -> Finding {
    let proposals = first.keys.iter().filter_map(|key| key.strip_prefix("proposal."));
    let proposals: Vec<String> = proposals.map(|key| format!("`{key}`")).collect();
    let detail = |finding: &Finding| {
        let key = finding.keys.get(1).map_or("", String::as_str);
        format!("`{}`", key.strip_prefix("seats.").unwrap_or(key))
    };
    let details: Vec<String> = group.iter().map(|finding| detail(finding)).collect();
    let mut one = first.clone();
    one.message = format!(
        "{} do not agree on the seats of {}: {} differ",
        listed(&proposals),
        first.subject(),
        listed(&details)
    );
    one.labels.clear();
    for finding in group {
        let detail = detail(finding);
        for label in &finding.labels {
            one = one.label(label.place, format!("{detail} in {}", label.text));
        }
    }
    one
}
