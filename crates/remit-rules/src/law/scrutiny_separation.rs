//! A scrutiny committee that is given something else than scrutiny (RULES B21, its first half).

use std::collections::BTreeMap;

use remit_model::document::{Carriage, WhoseLaw};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, Giving, InForce, NodeId, Power};
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
        // Most bodies are told apart by a look at their form, which is cheaper than to see all that they are in law.
        let form = at.node(id).form().stated()?;
        let named = |giving: &Giving| giving.to.iter().any(|to| *to == form.key || form.family.contains(to));
        if !self.0.iter().any(|power| power.gives.iter().any(named)) {
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

impl Overseers<'_> {
    /// Whether the watch that a body has is against giving it a function, and then whether that is sure. None where the body has
    /// no watch.
    pub(crate) fn against(
        &self,
        at: &AsAt<'_>,
        delegation: &Delegation,
        to: NodeId,
        function: &Text,
    ) -> Option<Option<bool>> {
        let power = self.about(at, to)?;
        let reading = End::of(at, to).read || delegation.statement.any_assumed().is_some();
        let part = is_part(at, power, function);
        let sure = part == Some(false) && !reading && !power.validity.is_from_memory();
        Some((part != Some(true)).then_some(sure))
    }
}

/// Whether a function is part of the watch. None where nothing entered of it tells: what it is in law is left out, and it is
/// not said to be one of a council's executive.
fn is_part(at: &AsAt<'_>, power: &Power, key: &Text) -> Option<bool> {
    let function = at.model().functions.get(key)?;
    match &function.in_law {
        Some(meant) => Some(power.only.contains(meant)),
        None if power.only.is_empty() || function.executive == Some(true) => Some(false),
        None => None,
    }
}

/// Whether a delegation gives anything that is not known to be part of the watch.
fn is_other(at: &AsAt<'_>, power: &Power, delegation: &Delegation) -> bool {
    let mut functions = delegation.functions.iter();
    delegation.functions.is_empty() || functions.any(|key| is_part(at, power, key) != Some(true))
}

/// Whether a delegation may give nothing but the watch, for all that is entered.
fn may_be_part(at: &AsAt<'_>, power: &Power, delegation: &Delegation) -> bool {
    let mut functions = delegation.functions.iter();
    !delegation.functions.is_empty() && functions.all(|key| is_part(at, power, key) != Some(false))
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
    let open = given.iter().all(|delegation| may_be_part(at, power, delegation));
    let message = format!(
        "{} is {form} and is given {what}; under {} it has no function but to scrutinise{}",
        body.name(),
        citation(power),
        if open { ", unless that is what it is given" } else { "" }
    );
    let read = End::of(at, id).read;
    let stated = given
        .iter()
        .any(|delegation| delegation.statement.any_assumed().is_none());
    let memory = power.validity.is_from_memory();
    let level = match () {
        () if memory => Level::Note,
        () if read || !stated || open => Level::Should,
        () => Level::Must,
    };
    let mut finding = Finding::new(RULE.name, level, body.subject(), message);
    for delegation in given.iter().take(3) {
        finding = finding.label(delegation.statement.place, "given here");
    }
    finding = finding.remark(named(power));
    if open {
        finding = finding.verdict(Verdict::CannotTell);
        finding = finding.remark("what the function is in law is not entered (`in-law` of the function)");
    }
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
