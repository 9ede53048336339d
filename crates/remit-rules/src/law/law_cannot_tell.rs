//! What would have to be known to say whether delegations are lawful: one note for the framework.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation};
use remit_model::sources::Place;

use super::joint::{Basis, basis, bodies};
use super::ruling::{Ground, Ruling, rulings};
use super::{delegation_without_power, excluded_function, executive_council_side, joint_committee_unavailable};
use crate::lawful::{Lack, lacks_in_words};
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "law-cannot-tell",
    group: Group::Law,
    level: Level::Note,
    page: include_str!("law_cannot_tell.md"),
    on: true,
    check: Check::Model(check),
};

/// How many places are shown.
const SHOWN: usize = 5;

/// What would have to be known, and what waits for it.
#[derive(Default)]
struct Waiting {
    /// What would have to be known, each with the rules that can speak then.
    lacks: BTreeMap<Lack, BTreeSet<&'static str>>,
    /// The delegations and bodies, each with its name and its place.
    delegations: Vec<(String, Place)>,
    bodies: Vec<(String, Place)>,
}

impl Waiting {
    fn of(at: &AsAt<'_>) -> Self {
        let mut waiting = Self::default();
        for (delegation, ruling) in rulings(at, |_| true) {
            if let Ruling::CannotTell(lacks) = ruling {
                let name = naming::arrangement("delegation", &delegation.key, &delegation.name);
                waiting.delegations.push((name, delegation.statement.place));
                for lack in lacks {
                    let rule = rule_for(&lack);
                    waiting.lacks.entry(lack).or_default().insert(rule);
                }
            }
        }
        let shared = bodies(at);
        let ground = if shared.is_empty() { None } else { Ground::of(at) };
        for id in shared {
            let basis = ground.as_ref().map(|ground| basis(at, ground, id));
            if let Some(Basis::CannotTell(lacks)) = basis {
                let node = at.node(id);
                waiting.bodies.push((node.name().to_string(), node.place()));
                for lack in lacks {
                    let rules = waiting.lacks.entry(lack).or_default();
                    rules.insert(joint_committee_unavailable::RULE.name);
                }
            }
        }
        waiting
    }

    /// What waits, by number: "2 delegations and 1 shared body are".
    fn number(&self) -> String {
        let (delegations, bodies) = (self.delegations.len(), self.bodies.len());
        let delegations = match delegations {
            0 => None,
            1 => Some("1 delegation".to_owned()),
            number => Some(format!("{number} delegations")),
        };
        let shared = match bodies {
            0 => None,
            1 => Some("1 shared body".to_owned()),
            number => Some(format!("{number} shared bodies")),
        };
        let one = self.delegations.len() + self.bodies.len() == 1;
        let parts: Vec<String> = delegations.into_iter().chain(shared).collect();
        format!("{} {}", list(&parts), if one { "is" } else { "are" })
    }
}

/// The rule that can speak of a delegation once this is known.
fn rule_for(lack: &Lack) -> &'static str {
    match lack {
        Lack::Executive(_) => executive_council_side::RULE.name,
        Lack::InLaw(_) => excluded_function::RULE.name,
        _ => delegation_without_power::RULE.name,
    }
}

/// Where a fact is wanted, and whether the documents are known not to state it.
struct Wanted {
    key: &'static str,
    place: Place,
    silent: bool,
}

/// Where what is lacking would be entered. None where that is no matter of the framework, or several things have the name.
fn wanted(at: &AsAt<'_>, lack: &Lack) -> Option<Wanted> {
    let (key, found): (_, Vec<(Place, bool)>) = match lack {
        Lack::Form(name) => ("form", of_nodes(at, name, &["form"])),
        Lack::Office(name) => ("in-law", of_nodes(at, name, &["in-law"])),
        Lack::Homes(name) => ("within", of_nodes(at, name, &["within", "between"])),
        Lack::Executive(name) => ("executive", of_functions(at, name, "executive")),
        Lack::InLaw(name) => ("in-law", of_functions(at, name, "in-law")),
        Lack::Functions(name) => {
            let rows = at.model().delegations.rows().iter();
            let named = rows.filter(|row| naming::arrangement("delegation", &row.key, &row.name) == *name);
            let silent = |row: &Delegation| row.statement.is_not_stated("functions");
            (
                "functions",
                named.map(|row| (row.statement.place, silent(row))).collect(),
            )
        }
        Lack::Powers(_) | Lack::Came(_) | Lack::Since(_) | Lack::Until(_) | Lack::Carries(_) => return None,
    };
    match found.as_slice() {
        &[(place, silent)] => Some(Wanted { key, place, silent }),
        _ => None,
    }
}

fn of_nodes(at: &AsAt<'_>, name: &str, keys: &[&str]) -> Vec<(Place, bool)> {
    let named = at
        .all_nodes()
        .filter(|node| node.exists() && node.name().as_str() == name);
    named
        .map(|node| {
            let statement = &node.definition().statement;
            (node.place(), keys.iter().any(|key| statement.is_not_stated(key)))
        })
        .collect()
}

fn of_functions(at: &AsAt<'_>, name: &str, key: &str) -> Vec<(Place, bool)> {
    let rows = at.model().functions.rows().iter();
    let named = rows.filter(|row| row.name.as_str() == name);
    named
        .map(|row| (row.statement.place, row.statement.is_not_stated(key)))
        .collect()
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let waiting = Waiting::of(at);
    if waiting.delegations.is_empty() && waiting.bodies.is_empty() {
        return;
    }
    let (mut enter, mut silent, mut others) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut labels = Vec::new();
    for lack in waiting.lacks.keys() {
        let wanted = wanted(at, lack);
        let group = match &wanted {
            Some(wanted) if wanted.silent => &mut silent,
            None if is_of_catalogue(lack) => &mut others,
            Some(_) | None => &mut enter,
        };
        group.entry(lack.kind()).or_insert_with(Vec::new).push(lack);
        if let Some(wanted) = wanted.filter(|wanted| !wanted.silent) {
            labels.push((wanted.place, format!("`{}` is wanted here", wanted.key)));
        }
    }
    let until = match () {
        () if !enter.is_empty() => "until more is entered",
        () if !silent.is_empty() => "as the documents leave open what that turns on",
        () => "as the catalogue does not say enough",
    };
    let message = format!("whether {} lawful cannot be told {until}", waiting.number());
    let mut finding = Finding::new(RULE.name, RULE.level, "framework", message).verdict(Verdict::CannotTell);
    let held = waiting.delegations.iter().chain(&waiting.bodies);
    if labels.is_empty() {
        let places = held.clone().map(|(_, place)| (*place, "cannot be told".to_owned()));
        labels.extend(places);
    }
    for (place, label) in labels.into_iter().take(SHOWN) {
        finding = finding.label(place, label);
    }
    for lacks in enter.values() {
        let rules = lacks.iter().filter_map(|lack| waiting.lacks.get(lack)).flatten();
        let rules: BTreeSet<String> = rules.map(|rule| format!("`{rule}`")).collect();
        let rules: Vec<String> = rules.into_iter().collect();
        finding = finding.remark(format!(
            "to enter: {}; then {} can speak",
            lacks_in_words(lacks),
            list(&rules)
        ));
    }
    for lacks in silent.values() {
        finding = finding.remark(format!("the documents do not state {}", lacks_in_words(lacks)));
    }
    for lacks in others.values() {
        finding = finding.remark(not_in_the_catalogue(lacks));
    }
    let names: Vec<String> = held.map(|(name, _)| name.clone()).collect();
    finding = finding.remark(format!("this is about {}", naming::some(names)));
    findings.push(finding.help(if enter.is_empty() {
        "ask those who made the arrangement on what it rests; a power that you know is entered as a `[power]` of your own and \
         cited (`power`). Nothing is held against a framework for what nobody states. Check with your legal adviser"
    } else {
        "look these up and enter them, or write that the documents do not state them (`not-stated`); nothing is held against \
         a framework for what is missing. Check with your legal adviser"
    }));
}

/// Whether it is lacking in the catalogue, and no matter of the framework.
fn is_of_catalogue(lack: &Lack) -> bool {
    matches!(
        lack,
        Lack::Powers(_) | Lack::Since(_) | Lack::Until(_) | Lack::Carries(_)
    )
}

/// What the catalogue does not say of several, of one kind.
fn not_in_the_catalogue(lacks: &[&Lack]) -> String {
    match lacks {
        [Lack::Powers(clause)] => format!("the catalogue does not say by which power {clause}"),
        [Lack::Powers(_), ..] => {
            let names = lacks.iter().filter_map(|lack| match lack {
                Lack::Powers(name) => Some(name.clone()),
                _ => None,
            });
            format!(
                "the catalogue does not say by which powers {}",
                naming::some(names.collect())
            )
        }
        _ => format!("the catalogue does not say {}", lacks_in_words(lacks)),
    }
}
