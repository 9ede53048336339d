//! What would have to be known to say whether delegations are lawful: one note for the framework.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::AsAt;
use remit_model::sources::Place;

use super::joint::{Basis, basis, bodies};
use super::ruling::{Ground, Ruling, rulings};
use crate::lawful::{Lack, lacks_in_words};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "law-cannot-tell",
    group: Group::Law,
    level: Level::Note,
    page: include_str!("law_cannot_tell.md"),
    on: true,
    check: Check::Model(check),
};

/// How many places are shown.
const SHOWN: usize = 3;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut lacks: BTreeSet<Lack> = BTreeSet::new();
    let mut places: Vec<Place> = Vec::new();
    let mut number = 0usize;
    for (delegation, ruling) in rulings(at) {
        if let Ruling::CannotTell(more) = ruling {
            lacks.extend(more);
            places.push(delegation.statement.place);
            number += 1;
        }
    }
    let shared = bodies(at);
    let ground = if shared.is_empty() { None } else { Ground::of(at) };
    let mut bodies = 0usize;
    for id in shared {
        let basis = ground.as_ref().map(|ground| basis(at, ground, id));
        if let Some(Basis::CannotTell(more)) = basis {
            lacks.extend(more);
            places.push(at.node(id).place());
            bodies += 1;
        }
    }
    let mut what = Vec::new();
    match number {
        0 => {}
        1 => what.push("1 delegation is".to_owned()),
        number => what.push(format!("{number} delegations are")),
    }
    match bodies {
        0 => {}
        1 => what.push("1 shared body is".to_owned()),
        number => what.push(format!("{number} shared bodies are")),
    }
    if what.is_empty() {
        return;
    }
    let message = format!(
        "whether {} lawful cannot be told from what is entered",
        what.join(", and whether ")
    );
    let mut finding = Finding::new(RULE.name, RULE.level, "framework", message).verdict(Verdict::CannotTell);
    for place in places.into_iter().take(SHOWN) {
        finding = finding.label(place, "cannot be told");
    }
    let mut kinds: BTreeMap<u8, Vec<&Lack>> = BTreeMap::new();
    for lack in &lacks {
        kinds.entry(lack.kind()).or_default().push(lack);
    }
    for lacks in kinds.values() {
        finding = finding.remark(format!("not entered: {}", lacks_in_words(lacks)));
    }
    findings.push(finding.help(
        "enter what the documents say of these, or write that they do not say it (`not-stated`); nothing is held against a \
         framework for what it does not state. Check with your legal adviser",
    ));
}
