//! A path that the framework demands of itself (RULES A5).

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Demand, Gap, Ladder, NodeId, Requirement, Rung};
use remit_model::path::{Path, StepStatus};

use super::saying::{SHOWN, begin, end, names};
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "broken-path",
    group: Group::Requirements,
    level: Level::Must,
    page: include_str!("broken_path.md"),
    on: true,
    check: Check::Missing(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for requirement in at.current(at.model().requirements.rows()) {
        let Demand::Path {
            top_down,
            by,
            within_weeks,
        } = &requirement.demand
        else {
            continue;
        };
        let places: Vec<Vec<NodeId>> = top_down.iter().map(|(selector, _)| selector.select(at)).collect();
        let ladder = at.ladder(&places, by);
        let slow = within_weeks
            .filter(|_| ladder.worst() == Gap::None)
            .and_then(|weeks| too_slow(at, requirement, &places, by, weeks));
        findings.extend(slow.or_else(|| judge(at, requirement, &places, &ladder)));
    }
}

/// A finding where the path is broken, cannot be told, or holds only on an assumption or a proposal.
fn judge(at: &AsAt<'_>, requirement: &Requirement, places: &[Vec<NodeId>], ladder: &Ladder) -> Option<Finding> {
    let steps: Vec<String> = places.iter().map(|place| names(at, place)).collect();
    let whole = way_down(&steps);
    let worst = ladder.worst();
    let assumed = ladder
        .rungs
        .iter()
        .flat_map(|rung| &rung.paths)
        .any(Path::rests_on_assumption);
    let (level, verdict, message) = match worst {
        Gap::NotInForce | Gap::Absent => (Level::Must, Verdict::Broken, format!("the path {whole} does not hold")),
        // A name that leads nowhere is reported as such, and once is enough.
        Gap::Unknown => return None,
        Gap::NotStated | Gap::Empty => (
            Level::Note,
            Verdict::CannotTell,
            format!("the path {whole} is not shown to hold: {}", open_steps(ladder, &steps)),
        ),
        Gap::None if assumed => (
            Level::Note,
            Verdict::Remark,
            format!("the path {whole} holds, and rests on an assumption"),
        ),
        Gap::None => return None,
    };
    let mut finding = Finding::new(RULE.name, level, format!("requirement.{}", requirement.key), message)
        .verdict(verdict)
        .label(requirement.statement.place, "demanded here");
    for (number, (rung, pair)) in ladder.rungs.iter().zip(steps.windows(2)).enumerate() {
        let [above, below] = pair else {
            continue;
        };
        finding = finding.remark(format!(
            "step {}, from {below} up to {above}: {}",
            number + 1,
            rung_in_words(rung)
        ));
        for path in rung.paths.iter().take(3) {
            for step in path
                .steps
                .iter()
                .filter(|step| worst == Gap::None || step.status != StepStatus::InForce)
            {
                if let Some(place) = step.place {
                    let detour = step.relation.is_empty() && path.steps.len() > 1;
                    let words = step.status.words();
                    let words = if detour {
                        format!("the chain leads here, and no further: {words}")
                    } else {
                        words
                    };
                    finding = finding.label(place, format!("step {}: {words}", number + 1));
                }
            }
        }
        for path in rung.paths.iter().take(3) {
            finding = finding.path(path.clone());
        }
    }
    if let Some(because) = &requirement.because {
        finding = finding.remark(format!("demanded because {because}"));
    }
    if let Some(remedy) = &requirement.remedy {
        finding = finding.help(remedy.to_string());
    }
    if matches!(worst, Gap::NotInForce | Gap::Absent | Gap::NotStated) {
        finding = finding.help(closing(at, ladder));
    }
    Some(finding)
}

/// A finding where the path holds, and something escalated along the quickest chain takes too long, or it is not known how
/// long it takes.
fn too_slow(
    at: &AsAt<'_>,
    requirement: &Requirement,
    places: &[Vec<NodeId>],
    by: &[RelationKind],
    weeks: u32,
) -> Option<Finding> {
    let quickest = at.quickest(places, by);
    let bottom = places.last().map_or(&[][..], Vec::as_slice);
    let reaches = bottom
        .iter()
        .copied()
        .filter(|&id| quickest.weeks_at_best(id).is_some());
    let in_time = |id: NodeId| quickest.weeks(id).is_some_and(|takes| takes <= weeks);
    let open: Vec<NodeId> = reaches.filter(|&id| !in_time(id)).collect();
    // Even if no time were lost where it is not known how often a body meets.
    let late = |id: NodeId| quickest.weeks_at_best(id).is_some_and(|takes| takes > weeks);
    let slow: Vec<NodeId> = open.iter().copied().filter(|&id| late(id)).collect();
    let steps: Vec<String> = places.iter().map(|place| names(at, place)).collect();
    let whole = way_down(&steps);
    let allowed = match weeks {
        1 => "the week".to_owned(),
        weeks => format!("the {weeks} weeks"),
    };
    let (verdict, shown, message, help) = if !slow.is_empty() {
        let message =
            format!("the path {whole} holds, and an escalation along it may take longer than {allowed} allowed");
        let help = "let a body on the way meet more often, or shorten the way";
        (Verdict::Broken, slow, message, help)
    } else if !open.is_empty() {
        let message = format!(
            "the path {whole} holds; whether an escalation along it takes longer than {allowed} allowed cannot be told"
        );
        (
            Verdict::CannotTell,
            open,
            message,
            "say in `meets` how often each of them meets",
        )
    } else {
        return None;
    };
    let mut finding = begin(RULE.name, requirement, verdict, message);
    for &id in shown.iter().take(SHOWN) {
        if let Some(path) = quickest.path(id) {
            let words = at.escalation(&path).words();
            finding = finding
                .remark(format!("from {} it takes {words}", at.node(id).name()))
                .path(path);
        }
    }
    if shown.len() > SHOWN {
        finding = finding.remark(format!("the same is so of {} more", shown.len() - SHOWN));
    }
    Some(end(finding, requirement, help))
}

/// "from A through B down to C".
fn way_down(steps: &[String]) -> String {
    match steps {
        [top, between @ .., bottom] if !between.is_empty() => {
            format!("from {top} through {} down to {bottom}", between.join(" and "))
        }
        [top, bottom] => format!("from {top} down to {bottom}"),
        other => other.join(", "),
    }
}

/// The steps that cannot be told, in words.
fn open_steps(ladder: &Ladder, steps: &[String]) -> String {
    let open = ladder
        .rungs
        .iter()
        .zip(steps.windows(2))
        .filter(|(rung, _)| rung.gap != Gap::None);
    let words = open.map(|(rung, pair)| match (rung.gap, pair) {
        (Gap::NotStated, [above, below]) => format!("the step from {below} up to {above} is not stated"),
        (_, [above, below]) => format!("no body in force is selected between {above} and {below}"),
        _ => String::new(),
    });
    list(&words.collect::<Vec<_>>())
}

fn rung_in_words(rung: &Rung) -> String {
    let status = |wanted: fn(&StepStatus) -> bool| {
        let mut steps = rung.paths.iter().flat_map(|path| &path.steps);
        steps
            .find(|step| wanted(&step.status))
            .map(|step| (step.status.words(), step.relation.clone()))
    };
    let words = match rung.gap {
        Gap::None => {
            let steps = || rung.paths.iter().flat_map(|path| &path.steps);
            let adopting = steps().find(|step| matches!(step.status, StepStatus::AsIfAdopted(_)));
            let base = match adopting {
                Some(step) => format!("holds, {}", step.status.words()),
                None => "holds".to_owned(),
            };
            match steps().find_map(|step| step.assumed.as_ref()) {
                Some(why) => format!("{base}; assumed: {why}"),
                None => base,
            }
        }
        Gap::Unknown => "names something that does not exist".to_owned(),
        Gap::NotStated => "not stated".to_owned(),
        Gap::Empty => "no body in force is selected".to_owned(),
        Gap::Absent => "missing: nothing is entered".to_owned(),
        Gap::NotInForce => match status(|status| {
            matches!(
                status,
                StepStatus::Proposed(_) | StepStatus::Shadow | StepStatus::OtherDate(_)
            )
        }) {
            Some((words, relation)) if words.starts_with("not in force") => format!("{words}: \"{relation}\""),
            Some((words, relation)) => format!("not in force, only {words}: \"{relation}\""),
            None => "not in force".to_owned(),
        },
    };
    match (rung.missing, rung.closed_by.as_slice()) {
        (_, []) if rung.missing > 1 => format!("{words} (for {} bodies)", rung.missing),
        (_, []) => words,
        (_, proposals) => {
            let keys: Vec<String> = proposals.iter().map(|key| format!("`{key}`")).collect();
            format!("{words}; {} would supply it", list(&keys))
        }
    }
}

/// What adopting the proposals would and would not do for the whole path.
fn closing(at: &AsAt<'_>, ladder: &Ladder) -> String {
    let steps = || {
        ladder
            .rungs
            .iter()
            .flat_map(|rung| &rung.paths)
            .flat_map(|path| &path.steps)
    };
    if steps().any(|step| matches!(step.status, StepStatus::OtherDate(_))) {
        return "a step is there, and not in force on this date: look at since when, or until when, it is".to_owned();
    }
    let open = ladder.rungs.iter().filter(|rung| rung.gap != Gap::None).count();
    let closable = ladder
        .rungs
        .iter()
        .filter(|rung| rung.gap != Gap::None && !rung.closed_by.is_empty())
        .count();
    match (open, closable) {
        (_, 0) if at.model().proposals.is_empty() => {
            "say which body the lower one is to answer to, and on what basis".to_owned()
        }
        (_, 0) => {
            "no proposal would supply what is missing: say which body the lower one is to answer to, and on what basis"
                .to_owned()
        }
        (open, closable) if open == closable => "adopting what is proposed would close the path".to_owned(),
        _ => {
            "adopting what is proposed does not close the path by itself: the other steps need an answer too".to_owned()
        }
    }
}
