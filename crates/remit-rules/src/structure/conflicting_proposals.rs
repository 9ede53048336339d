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
        let mut taken: BTreeSet<Layer> = said_by(&conflict.among(|layer| at.has_layer(layer)));
        let mut named = Vec::new();
        for (scenario, layers) in &scenarios {
            let said = said_by(&conflict.among(|layer| layers.contains(&layer)));
            if !said.is_empty() {
                named.push(format!("`{scenario}`"));
                taken.extend(said);
            }
        }
        if !taken.is_empty() {
            let said = conflict.among(|layer| taken.contains(&layer));
            findings.push(judge(at, conflict, &said, &named));
        }
    }
}

fn said_by(said: &[&Said]) -> BTreeSet<Layer> {
    said.iter().map(|said| said.layer).collect()
}

fn judge(at: &AsAt<'_>, conflict: &Conflict, said: &[&Said], scenarios: &[String]) -> Finding {
    let key = |said: &Said| {
        at.model()
            .proposal_of(said.layer)
            .map(Text::to_string)
            .unwrap_or_default()
    };
    let thing = &conflict.thing;
    let named = |words: Option<&str>| {
        let those = said.iter().filter(|said| words.is_none_or(|words| said.words == words));
        let names: Vec<String> = those.map(|said| format!("`{}`", key(said))).collect();
        (list(&names), names.len() == 1)
    };
    let names = named(None).0;
    let message = match conflict.key.split_once('.') {
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
    for said in said {
        finding = finding.key(format!("proposal.{}", key(said)));
    }
    for said in said {
        finding = finding.label(said.place, format!("`{}`: {}", key(said), short(&said.words)));
    }
    if !scenarios.is_empty() {
        let word = if scenarios.len() == 1 { "scenario" } else { "scenarios" };
        finding = finding.remark(format!("they stand together in the {word} {}", list(scenarios)));
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
