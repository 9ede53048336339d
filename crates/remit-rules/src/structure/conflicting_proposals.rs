//! Two proposals that cannot both be adopted as they are written.

use std::collections::BTreeSet;

use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Conflict, Layer, Said, Scenario};
use remit_model::text::Text;

use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "conflicting-proposals",
    group: Group::Structure,
    level: Level::Must,
    page: include_str!("conflicting_proposals.md"),
    on: true,
    check: Check::Model(check),
};

/// What stands before the id of a scenario among the keys of a finding.
const SCENARIO: &str = "scenario.";

/// Of a long value, so much is shown.
const SHOWN: usize = 60;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let model = at.model();
    if model.conflicts.is_empty() {
        return;
    }
    let layers = |scenario: &Scenario| -> BTreeSet<Layer> {
        let proposals = scenario.proposals.iter();
        proposals.filter_map(|key| model.layer_of(key)).collect()
    };
    let scenarios: Vec<(&Text, BTreeSet<Layer>)> = model
        .scenarios
        .iter()
        .map(|scenario| (&scenario.key, layers(scenario)))
        .collect();
    for conflict in &model.conflicts {
        let taken = said_by(&conflict.among(|layer| at.has_layer(layer)));
        // Those among proposals that are taken, and those of scenarios that nobody looks at, are two findings: the second is
        // there whatever is taken, and must not hide the first from a comparison.
        let (mut within, mut named, mut apart) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (scenario, layers) in &scenarios {
            let said = said_by(&conflict.among(|layer| layers.contains(&layer)));
            if said.is_empty() {
                continue;
            }
            if said.is_subset(&taken) {
                within.push(*scenario);
            } else {
                named.push(*scenario);
                apart.extend(said);
            }
        }
        if !taken.is_empty() {
            let said = conflict.among(|layer| taken.contains(&layer));
            findings.push(judge(at, conflict, &said, &within));
        }
        if !apart.is_empty() {
            let said = conflict.among(|layer| apart.contains(&layer));
            let mut finding = judge(at, conflict, &said, &named);
            for scenario in named {
                finding = finding.key(format!("{SCENARIO}{scenario}"));
            }
            findings.push(finding);
        }
    }
}

/// Whether a finding is about proposals that are really taken together, not about a scenario that nobody looks at.
pub(crate) fn is_of_taken(finding: &Finding) -> bool {
    finding.rule == RULE.name && !finding.keys.iter().any(|key| key.starts_with(SCENARIO))
}

/// The fingerprint that a conflict within scenarios has where the proposals of these are taken together; of any other finding
/// its own. Who takes a scenario has not put right what is wrong in it, and who takes it no longer has made nothing worse.
pub(crate) fn as_if_taken(finding: &Finding) -> String {
    if finding.rule != RULE.name {
        return finding.fingerprint();
    }
    let mut taken = finding.clone();
    taken.keys.retain(|key| !key.starts_with(SCENARIO));
    taken.fingerprint()
}

fn said_by(said: &[&Said]) -> BTreeSet<Layer> {
    said.iter().map(|said| said.layer).collect()
}

fn judge(at: &AsAt<'_>, conflict: &Conflict, said: &[&Said], scenarios: &[&Text]) -> Finding {
    let key = |said: &Said| {
        at.model()
            .proposal_of(said.layer)
            .map(Text::to_string)
            .unwrap_or_default()
    };
    let thing = &conflict.thing;
    let named = |words: Option<&str>| {
        let those = said.iter().filter(|said| words.is_none_or(|words| said.words == words));
        let mut names: Vec<String> = those.map(|said| format!("`{}`", key(said))).collect();
        // One may name it in several places.
        names.dedup();
        (list(&names), names.len() == 1)
    };
    let names = named(None).0;
    let message = match conflict.key.split_once('.') {
        _ if conflict.key == Conflict::NAMED => {
            let (enders, one) = named(Some("ends"));
            let (namers, alone) = named(Some("names"));
            let (end, name) = (verb("end", one), verb("name", alone));
            format!("{enders} {end} {thing}, which {namers} newly {name}")
        }
        _ if ends(said) => {
            let (enders, one) = named(Some("ends"));
            let (changers, alone) = named(Some("changes"));
            let below = conflict.key.strip_prefix("end").unwrap_or_default();
            let (end, change) = (verb("end", one), verb("change", alone));
            format!("{enders} {end} {thing}{below}, which {changers} {change}")
        }
        Some(("end", below)) => format!("{names} do not agree on the end of {thing}: `{below}` differs"),
        _ => format!("{names} do not agree on {thing}: `{}` differs", conflict.key),
    };
    let mut finding = Finding::new(RULE.name, RULE.level, thing.as_str(), message).key(conflict.key.as_str());
    let proposals: BTreeSet<String> = said.iter().map(|said| format!("proposal.{}", key(said))).collect();
    finding = proposals.into_iter().fold(finding, Finding::key);
    for said in said {
        finding = finding.label(said.place, format!("`{}`: {}", key(said), short(&said.words)));
    }
    if !scenarios.is_empty() {
        let names: Vec<String> = scenarios.iter().map(|scenario| format!("`{scenario}`")).collect();
        let word = if scenarios.len() == 1 { "scenario" } else { "scenarios" };
        finding = finding.remark(format!("they stand together in the {word} {}", list(&names)));
    }
    finding
        .help("decide which of them is meant, and take the other statement out; or have one proposal instead of both")
}

fn verb(verb: &str, one: bool) -> String {
    if one { format!("{verb}s") } else { verb.to_owned() }
}

/// Whether this is about what some end and others change.
fn ends(said: &[&Said]) -> bool {
    said.iter().any(|said| said.words == "ends") && said.iter().any(|said| said.words == "changes")
}

fn short(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
