//! Functions that somebody decided, and nobody does any more.

use std::collections::BTreeMap;

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::NodeId;
use remit_model::sources::Place;

use super::super::becoming::Becoming;
use super::super::words::{NAMED, nodes, verb};
use super::super::{Compared, Consequence};
use super::{Decision, named, shown, subject, who};
use crate::deciders::{Decider, Open, Silent, Wanted};
use crate::rule::Rule;

/// Whether nobody is entered, or somebody's silence leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Left {
    ByNobody,
    Open,
}

/// A decision that has no owner, and what is silent about it and where.
type Ownerless<'d, 'm> = (&'d Decision<'m>, Vec<(String, Place)>);

/// Tells of all of them: those of the same deciders together.
pub(in super::super) fn unowned(compared: &Compared<'_, '_>, rule: &'static Rule, found: &mut Vec<Consequence>) {
    let after = compared.after;
    let decisions = compared.decisions();
    let lost: Vec<&Decision<'_>> = decisions.iter().filter(|decision| decision.after.is_empty()).collect();
    if lost.is_empty() {
        return;
    }
    let open = Open::new(after);
    let (bearing, other): (Vec<Silent<'_>>, Vec<Silent<'_>>) = open
        .silent(after, Wanted::Decision)
        .partition(|silent| is_newly_silent(compared, silent));
    let mut grouped: BTreeMap<(Left, Vec<NodeId>), Vec<Ownerless<'_, '_>>> = BTreeMap::new();
    for decision in lost {
        let key = &decision.function.key;
        // A delegation that goes over to the one successor of who received it is to be novated: that is told of the delegation.
        if decision
            .before
            .iter()
            .any(|decider| is_to_be_novated(compared, decider))
        {
            continue;
        }
        // A name that leads nowhere is reported as such, and once is enough.
        if open.is_unknown(after, key, Wanted::Decision) {
            continue;
        }
        let before = who(&decision.before);
        let mut silent: Vec<(String, Place)> = open
            .perhaps(after, key, Wanted::Decision)
            .map(|(who, place)| {
                let who = who.map_or_else(|| "somebody".to_owned(), |id| after.node(id).name().to_string());
                (format!("whether {who} decides it is not stated"), place)
            })
            .collect();
        silent.extend(bearing.iter().map(|silent| silent.words(after)));
        let former = other.iter().filter(|silent| match silent {
            Silent::Body(id) => compared.was(*id).is_some_and(|was| before.contains(&was.id())),
            Silent::Delegation(_) => false,
        });
        silent.extend(former.map(|silent| silent.words(after)));
        let left = if silent.is_empty() { Left::ByNobody } else { Left::Open };
        grouped.entry((left, before)).or_default().push((decision, silent));
    }
    let becoming = Becoming::new(compared);
    for ((left, deciders), lost) in grouped {
        let finding = finding(compared, rule, (left, &deciders), &lost, &becoming);
        found.push(Consequence::new(silent_before_and_after(
            compared, finding, left, &other,
        )));
    }
}

/// Whether somebody decides by a delegation that is still entered as in force, and has one successor.
fn is_to_be_novated(compared: &Compared<'_, '_>, decider: &Decider<'_>) -> bool {
    let Decider::Delegate(to, delegation) = decider else {
        return false;
    };
    let after = compared.after;
    let successors = compared.endings().of(compared.before.node(*to).key());
    let mut rows = after.model().delegations.of(&delegation.key);
    successors.is_some_and(|all| all.len() == 1) && rows.any(|row| after.in_force(&row.statement))
}

/// Whether something is silent of what it decides or gives, and was not before: then it may be that it has taken over.
fn is_newly_silent(compared: &Compared<'_, '_>, silent: &Silent<'_>) -> bool {
    match silent {
        Silent::Body(id) => compared.was(*id).is_none_or(|was| !was.is_not_stated("does")),
        Silent::Delegation(delegation) => {
            let mut before = compared.before.model().delegations.of(&delegation.key);
            !before.any(|row| compared.before.in_force(&row.statement) && row.statement.is_not_stated("functions"))
        }
    }
}

fn finding(
    compared: &Compared<'_, '_>,
    rule: &'static Rule,
    (left, deciders): (Left, &[NodeId]),
    lost: &[Ownerless<'_, '_>],
    becoming: &Becoming<'_>,
) -> Finding {
    let decisions: Vec<&Decision<'_>> = lost.iter().map(|(decision, _)| *decision).collect();
    let (functions, before) = (named(compared, &decisions), nodes(compared.before, deciders));
    let did = verb(deciders.len(), "does so", "do so");
    let (level, verdict, message) = match left {
        Left::ByNobody => (
            Level::Must,
            Verdict::Broken,
            format!("nobody decides {functions} any more: before, {before} did"),
        ),
        Left::Open => (
            Level::Should,
            Verdict::CannotTell,
            format!("whether anybody decides {functions} is not stated: before, {before} did, and no longer {did}"),
        ),
    };
    let mut keys = decisions.iter().map(|decision| subject(decision.function));
    let first = keys.next().unwrap_or_default();
    let mut finding = keys.fold(Finding::new(rule.name, level, first, message), Finding::key);
    finding = shown(
        finding.verdict(verdict),
        &decisions,
        false,
        deciders,
        "decided by this before",
    );
    for &id in deciders {
        let name = compared.before.node(id).name();
        if let Some(change) = becoming.of(compared, id) {
            finding = finding.remark(format!("{name} {}", Becoming::words(change)));
        } else if compared.becomes(id).is_none() {
            finding = finding.remark(format!("{name} is no longer there"));
        }
    }
    let mut told: Vec<&(String, Place)> = Vec::new();
    for silent in lost.iter().flat_map(|(_, silent)| silent) {
        if told.len() < NAMED && !told.contains(&silent) {
            told.push(silent);
        }
    }
    for (words, place) in told {
        finding = finding
            .label(*place, "the documents are silent here")
            .remark(words.clone());
    }
    finding.help(match left {
        Left::ByNobody => "say who decides it from now on (`does`, or a delegation), or end the function as well",
        Left::Open => "find out who decides it from now on, before the change comes about",
    })
}

/// What was silent all along is no owner; it is said, so that somebody may ask there first.
fn silent_before_and_after(
    compared: &Compared<'_, '_>,
    finding: Finding,
    left: Left,
    silent: &[Silent<'_>],
) -> Finding {
    match silent {
        [] => finding,
        _ if left == Left::Open => finding,
        [only] => finding.remark(format!("before and after, {}", only.words(compared.after).0)),
        [first, rest @ ..] => {
            let words = first.words(compared.after).0;
            finding.remark(format!(
                "before and after, {words}; and so it is of {} more",
                rest.len()
            ))
        }
    }
}
