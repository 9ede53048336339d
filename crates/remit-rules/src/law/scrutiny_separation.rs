//! A scrutiny committee that is given something else than scrutiny (RULES B21, its first half).

use std::collections::BTreeMap;

use remit_model::document::{Carriage, WhoseLaw};
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, InForce, NodeId, Power};
use remit_model::text::Text;

use super::ruling::decisions;
use super::telling::{named, what};
use crate::lawful::{End, citation};
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "scrutiny-separation",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("scrutiny_separation.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let overseers = Overseers::of(at);
    if overseers.0.is_empty() {
        return;
    }
    let mut given: BTreeMap<NodeId, Vec<&Delegation>> = BTreeMap::new();
    for (delegation, to) in decisions(at) {
        given.entry(to).or_default().push(delegation);
    }
    for (id, given) in given {
        if let Some(power) = overseers.about(at, id) {
            let other: Vec<&Delegation> = given.into_iter().filter(|row| is_other(at, power, row)).collect();
            if !other.is_empty() {
                findings.push(tell(at, id, power, &other));
            }
        }
    }
}

/// The powers in force that give a body the watch over others, and no function besides.
pub(crate) struct Overseers<'m>(Vec<&'m Power>);

impl<'m> Overseers<'m> {
    /// Those of a catalogue, where the law is asked.
    pub(crate) fn of(at: &AsAt<'m>) -> Self {
        if at.model().framework.law == WhoseLaw::Off {
            return Self(Vec::new());
        }
        let rows = at.model().powers.rows().iter();
        let oversight = rows.filter(|power| power.carries == Some(Carriage::Oversight));
        Self(
            oversight
                .filter(|power| power.validity.on(at.date()) == InForce::Yes)
                .collect(),
        )
    }

    /// The power by which a body watches over others.
    pub(crate) fn about(&self, at: &AsAt<'_>, id: NodeId) -> Option<&'m Power> {
        if self.0.is_empty() {
            return None;
        }
        let body = End::of(at, id);
        let home = body.home()?;
        let is = |kinds: &crate::lawful::Kinds, wanted: &[Text]| {
            kinds
                .as_ref()
                .is_some_and(|kinds| wanted.iter().any(|wanted| kinds.contains(wanted)))
        };
        let mut powers = self.0.iter().copied();
        powers.find(|power| {
            let mut pairings = power.gives.iter();
            pairings.any(|giving| is(&body.kinds, &giving.to) && is(&home.kinds, &giving.from))
        })
    }
}

/// Whether a delegation gives anything that is no part of the watch.
fn is_other(at: &AsAt<'_>, power: &Power, delegation: &Delegation) -> bool {
    let part = |key: &Text| {
        let function = at.model().functions.get(key);
        let meant = function.and_then(|function| function.in_law.as_ref());
        meant.is_some_and(|meant| power.only.contains(meant))
    };
    delegation.functions.is_empty() || !delegation.functions.iter().all(part)
}

fn tell(at: &AsAt<'_>, id: NodeId, power: &Power, given: &[&Delegation]) -> Finding {
    let body = at.node(id);
    let form = body
        .form()
        .stated()
        .map_or_else(|| "a scrutiny body".to_owned(), naming::form);
    let functions: Vec<&Text> = given.iter().flat_map(|delegation| &delegation.functions).collect();
    let what = match given {
        [only] => what(at, only),
        _ if functions.is_empty() => "functions".to_owned(),
        _ => naming::functions(at, functions),
    };
    let message = format!(
        "{} is {form} and is given {what}; under {} it has no function but to scrutinise",
        body.name(),
        citation(power)
    );
    let read = End::of(at, id).read;
    let stated = given
        .iter()
        .any(|delegation| delegation.statement.any_assumed().is_none());
    let memory = power.validity.is_from_memory();
    let level = match () {
        () if memory => Level::Note,
        () if read || !stated => Level::Should,
        () => Level::Must,
    };
    let mut finding = Finding::new(RULE.name, level, body.subject(), message);
    for delegation in given.iter().take(3) {
        finding = finding.label(delegation.statement.place, "given here");
    }
    finding = finding.remark(named(power));
    if read {
        finding = finding.remark(format!("what {} is in law is a reading", body.name()));
    }
    if !stated {
        finding = finding.remark("what it is given is a reading");
    }
    if memory {
        finding = finding.remark(format!(
            "what is said of {} is from memory, not verified",
            citation(power)
        ));
    }
    finding.help(
        "give the function to another committee or to an officer, so that those who decide are not those who scrutinise; if \
         it only reviews or recommends, write such a verb. Check with your legal adviser",
    )
}
