//! What is told of ways, in words.

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeId};
use remit_model::path::{Path, Step, StepStatus};

use super::super::Compared;
use super::super::words::{NAMED, nodes, verb};
use super::{Fate, Way, holds, retraced};
use crate::rule::Rule;
use crate::wording::list;

/// What is told of ways of which the same became.
pub(super) fn finding(compared: &Compared<'_, '_>, rule: &'static Rule, way: &Way<'_>) -> Finding {
    let (level, verdict) = match way.fate {
        Fate::Lost | Fate::LeadsRound => (Level::Must, Verdict::Broken),
        Fate::CannotTell | Fate::ToRewrite => (Level::Should, Verdict::CannotTell),
        Fate::NewlyAssumed | Fate::FurtherAssumed | Fate::Rerouted | Fate::Fewer => (Level::Should, Verdict::Remark),
        Fate::Gained => (Level::Note, Verdict::Remark),
    };
    let mut keys = keys(compared.after, way).into_iter();
    let subject = keys.next().unwrap_or_default();
    let mut finding = Finding::new(rule.name, level, subject, message(compared, way)).verdict(verdict);
    finding = keys.fold(finding, Finding::key);
    finding = shown(compared, way, finding);
    if let Some(because) = way.demand.and_then(|demand| demand.because.as_ref()) {
        finding = finding.remark(format!("demanded because {because}"));
    }
    for path in way.before.iter().chain(&way.after) {
        finding = finding.path(path.clone());
    }
    match help(way) {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// The demand, or where the ways led; and whose they are.
fn keys(after: &AsAt<'_>, way: &Way<'_>) -> Vec<String> {
    let bodies = way.bodies.iter().map(|&id| after.node(id).subject());
    match way.demand {
        Some(demand) => [format!("requirement.{}", demand.key)]
            .into_iter()
            .chain(bodies)
            .collect(),
        None => bodies.collect(),
    }
}

fn message(compared: &Compared<'_, '_>, way: &Way<'_>) -> String {
    let (before, after) = (compared.before, compared.after);
    let number = way.bodies.len();
    let bodies = nodes(after, &way.bodies);
    let (had, has) = (nodes(before, &way.tops_before), nodes(after, &way.tops_after));
    let through = way.between.iter().filter(|place| !place.is_empty());
    let through: Vec<String> = through.map(|place| nodes(after, place)).collect();
    let up = |top: &str| match through.as_slice() {
        [] => format!("up to {top}"),
        between => format!("up through {} to {top}", list(between)),
    };
    if let Some(demand) = way.demand {
        let demanded = format!("which `{}` demands", demand.key);
        return match way.fate {
            Fate::Lost => format!(
                "{bodies} {} the way {}, {demanded}",
                verb(number, "loses", "lose"),
                up(&had)
            ),
            Fate::CannotTell => format!(
                "whether {bodies} still {} the way {}, {demanded}, is not stated",
                verb(number, "has", "have"),
                up(&had)
            ),
            Fate::ToRewrite => format!(
                "{bodies} {} the way {}, {demanded}, only once what still names who ends is rewritten",
                verb(number, "has", "have"),
                up(&had)
            ),
            Fate::LeadsRound => format!(
                "a way leads from {bodies} up to {has} that goes round whom `{}` wants every way to pass",
                demand.key
            ),
            Fate::FurtherAssumed => format!(
                "the way from {bodies} {}, {demanded}, rests on a further reading",
                up(&has)
            ),
            Fate::NewlyAssumed => format!(
                "the way from {bodies} {}, {demanded}, was stated, and is now a reading",
                up(&has)
            ),
            Fate::Rerouted => format!("the way from {bodies} {}, {demanded}, leads over other steps", up(&has)),
            // Of a demand it isn't told.
            Fate::Fewer => String::new(),
            Fate::Gained => format!(
                "{bodies} {} the way {}, {demanded}",
                verb(number, "gains", "gain"),
                up(&has)
            ),
        };
    }
    let does = verb(number, "answers", "answer");
    match way.fate {
        Fate::Lost => format!("in the end {bodies} no longer {does} to {had}, and to nobody in its place"),
        Fate::CannotTell => format!("whether {bodies} still {does} to {had} in the end is not stated"),
        Fate::Rerouted if way.tops_before.is_empty() || had != has => {
            format!("in the end {bodies} {does} to {has} now, and no longer to {had}")
        }
        Fate::Rerouted => format!("{bodies} still {does} to {had} in the end, and over other steps"),
        Fate::FurtherAssumed => {
            format!("that {bodies} {does} to {has} in the end rests on a further reading")
        }
        Fate::NewlyAssumed => format!("that {bodies} {does} to {has} in the end was stated, and is now a reading"),
        Fate::Gained => format!("{bodies} now {does} to {has} in the end"),
        Fate::Fewer => format!(
            "in the end {bodies} no longer {does} to {had}, and still {} to {has}",
            verb(number, "does", "do")
        ),
        // Of accountability neither is told.
        Fate::LeadsRound | Fate::ToRewrite => String::new(),
    }
}

/// What the change did to the ways: which lines are gone, which are new, who is silent.
fn shown(compared: &Compared<'_, '_>, way: &Way<'_>, mut finding: Finding) -> Finding {
    let was = |step: &Step| {
        way.before
            .iter()
            .flat_map(|path| &path.steps)
            .any(|old| is_same(old, step))
    };
    let read_before = |step: &Step| {
        let mut steps = way.before.iter().flat_map(|path| &path.steps);
        steps.any(|old| is_same(old, step) && old.assumed.is_some())
    };
    match way.fate {
        Fate::Lost | Fate::CannotTell | Fate::ToRewrite | Fate::Fewer => {
            for (step, now) in gone(compared, &way.before) {
                finding = at(finding, step, what_became(&now.status));
                finding = finding.remark(format!("{}: {}", said(step), what_became(&now.status)));
            }
        }
        Fate::Rerouted => {
            let new = each_once(way.after.iter().flat_map(|path| &path.steps).filter(|step| !was(step)));
            for step in &new {
                finding = at(finding, step, "the way leads over this line now");
            }
            for (step, _) in gone(compared, &way.before) {
                finding = at(finding, step, "it led over this line before");
            }
        }
        Fate::Gained | Fate::LeadsRound => {
            let new = each_once(way.after.iter().flat_map(|path| &path.steps));
            let fresh = new
                .iter()
                .filter(|step| matches!(step.status, StepStatus::AsIfAdopted(_)));
            let fresh: Vec<&&Step> = fresh.collect();
            let steps = if fresh.is_empty() { new.iter().collect() } else { fresh };
            for step in steps {
                finding = at(finding, step, "a step of the way");
            }
        }
        Fate::NewlyAssumed | Fate::FurtherAssumed => {
            for step in each_once(way.after.iter().flat_map(|path| &path.steps)) {
                if let Some(why) = step.assumed.as_ref().filter(|_| !read_before(step)) {
                    finding = at(finding, step, "this is a reading");
                    finding = finding.remark(format!("{} is assumed: {why}", said(step)));
                }
            }
        }
    }
    if matches!(way.fate, Fate::Rerouted | Fate::LeadsRound) {
        finding = beside(finding, way);
    }
    for (id, unsaid) in way.silent.iter().take(NAMED) {
        finding = silent(compared.after, finding, *id, unsaid);
    }
    match way.demand {
        Some(demand) => finding.label(demand.statement.place, "demanded here"),
        None => finding,
    }
}

/// The ways of the first body, before and after, in a sentence each.
fn beside(mut finding: Finding, way: &Way<'_>) -> Finding {
    for (when, paths) in [("before", &way.before), ("after", &way.after)] {
        if let Some(path) = paths.first() {
            finding = finding.remark(format!("{when}: {}", upwards(path)));
        }
    }
    finding
}

/// A way from the one below upwards: "the Forum answers to the Board, which answers to the Council".
fn upwards(path: &Path) -> String {
    let mut words = String::new();
    let mut last: Option<&Step> = None;
    for step in &path.steps {
        if last.is_some_and(|last| last.above.key == step.below.key) {
            words.push_str(&format!(", which {} {}", step.relation, step.above.name));
        } else {
            let join = if words.is_empty() { "" } else { ", and " };
            words.push_str(&format!("{join}{}", said(step)));
        }
        last = Some(step);
    }
    words
}

fn silent(after: &AsAt<'_>, finding: Finding, id: NodeId, unsaid: &[String]) -> Finding {
    let node = after.node(id);
    finding
        .label(node.place(), "the documents are silent here")
        .remark(format!("{}: {} is not stated", node.name(), list(unsaid)))
}

/// The steps that are no longer in force, each once, and as they are now.
fn gone<'p>(compared: &Compared<'_, '_>, paths: &'p [Path]) -> Vec<(&'p Step, Step)> {
    let mut gone: Vec<(&Step, Step)> = Vec::new();
    for path in paths {
        for (step, now) in path.steps.iter().zip(retraced(compared, path).steps) {
            if !holds(&now) && !gone.iter().any(|(known, _)| is_same(known, step)) {
                gone.push((step, now));
            }
        }
    }
    gone.truncate(NAMED);
    gone
}

fn each_once<'p>(steps: impl Iterator<Item = &'p Step>) -> Vec<&'p Step> {
    let mut once: Vec<&Step> = Vec::new();
    for step in steps {
        if once.len() < NAMED && !once.iter().any(|known| is_same(known, step)) {
            once.push(step);
        }
    }
    once
}

fn is_same(one: &Step, other: &Step) -> bool {
    let ends = |step: &Step| (step.below.key.clone(), step.above.key.clone(), step.relation.clone());
    ends(one) == ends(other)
}

/// A step as a sentence: "the Forum answers to the Board".
fn said(step: &Step) -> String {
    format!("{} {} {}", step.below.name, step.relation, step.above.name)
}

fn at(finding: Finding, step: &Step, words: &str) -> Finding {
    match step.place {
        Some(place) => finding.label(place, words),
        None => finding,
    }
}

/// What became of a line that held before.
fn what_became(status: &StepStatus) -> &'static str {
    match status {
        StepStatus::Proposed(_) => "this line is only proposed now",
        StepStatus::Shadow => "this line runs in shadow form now",
        _ => "this line is no longer in force",
    }
}

fn help(way: &Way<'_>) -> Option<&'static str> {
    match (way.fate, way.demand) {
        (Fate::Lost, Some(_)) => {
            Some("say over which lines the way is to lead from now on, or decide that it need not be there any more")
        }
        (Fate::Lost, None) => Some("say to whom they are to answer in its place, or decide that this is meant"),
        (Fate::ToRewrite, _) => Some("name who takes the place in the lines that are no longer in force"),
        (Fate::Fewer, _) => Some("tell those who leave and those who stay what goes to whom from now on"),
        (Fate::CannotTell, _) => Some("find out what is not stated, before the change comes about"),
        (Fate::LeadsRound, _) => Some("take a line of the way round out, or let it lead through whom it goes round"),
        (Fate::NewlyAssumed | Fate::FurtherAssumed, _) => {
            Some("find the words that say so, or have them agreed with the change")
        }
        (Fate::Rerouted, _) => Some("tell those who use the way: papers and reports go by it"),
        (Fate::Gained, _) => None,
    }
}
