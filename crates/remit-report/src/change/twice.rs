//! What a consequence tells and a check newly finds as well: told once, with the consequence, at the higher of the two weights.

use remit_model::comparison::Consequence;
use remit_model::finding::Finding;
use remit_rules::change::Weight;

/// Rules on changes, each with the rules of a check that find the same where they are about the same.
const SAME: [(&str, &[&str]); 11] = [
    ("statutory-body-ended", &["missing-statutory-body"]),
    ("left-unanswering", &["orphan-body", "unanchored-accountability"]),
    ("path-lost", &["orphan-body", "unanchored-accountability"]),
    ("decision-unowned", &["unowned-decision", "broken-exactly-one"]),
    ("decision-doubled", &["doubled-decision", "broken-exactly-one"]),
    ("delegation-broken", &["ended-party", "delegation-without-power"]),
    ("onward-chain-cut", &["outlives-delegation"]),
    ("delegation-to-renew", &["ended-party"]),
    ("membership-shifted", &["unreachable-quorum"]),
    ("holder-lost", &["ended-party"]),
    ("paper-to-amend", &["ended-party"]),
];

/// Consequences with what a check newly finds of the same, each finding with one of them only: the weightiest, of those about
/// just the same thing first. What is found to weigh more makes the consequence weigh more.
pub(super) fn told_once(mut consequences: Vec<Consequence>, new: &[&Finding]) -> Vec<Consequence> {
    for finding in new {
        let same = |one: &&mut Consequence| is_same(&one.finding, finding);
        let (mut just, mut about) = (None, None);
        for one in consequences.iter_mut().filter(same) {
            let is_just = one.finding.subject() == finding.subject();
            let first = if is_just { &mut just } else { &mut about };
            if first.is_none() {
                *first = Some(one);
            }
        }
        if let Some(one) = just.or(about) {
            one.found.push(finding.fingerprint());
            one.finding.level = one.finding.level.max(finding.level);
            one.weight = Weight::of(one.finding.level).word();
        }
    }
    // Within a weight they stay in their order.
    consequences.sort_by_key(|one| std::cmp::Reverse(one.finding.level));
    consequences
}

/// Whether a consequence and a finding are about the same, by what their rules say and by their keys.
fn is_same(consequence: &Finding, finding: &Finding) -> bool {
    let subject = finding.subject();
    if subject.starts_with("requirement.") && consequence.subject() == subject {
        return true;
    }
    let known = SAME.iter().find(|(rule, _)| *rule == consequence.rule);
    if !known.is_some_and(|(_, rules)| rules.contains(&finding.rule)) {
        return false;
    }
    let is_named = |key: &String| consequence.keys.contains(key);
    match finding.rule {
        // The organisation, and what the law asks of it.
        "missing-statutory-body" => finding.keys.iter().all(is_named),
        // The requirement comes first, then what nobody decides, or several do.
        "broken-exactly-one" => finding.keys.iter().skip(1).any(is_named),
        _ => finding.keys.first().is_some_and(is_named),
    }
}
