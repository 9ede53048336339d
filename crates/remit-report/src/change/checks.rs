//! What a check says after the change and did not say before, and the other way round: only the difference.

use std::collections::BTreeMap;

use remit_model::comparison::Comparison;
use remit_model::finding::{Finding, Level};
use remit_model::page::{Block, Inline, Line, message, sentence};
use remit_model::path::{Path, Step, StepStatus};

use super::page::{Writer, lead};

/// New, cleared, gone with what it is about, and found on both sides in other words.
pub(super) fn blocks(comparison: &Comparison, writer: &mut Writer<'_>) {
    let Comparison {
        cleared,
        gone,
        reworded,
        ..
    } = comparison;
    // Proposals that contradict each other are told before all else.
    let new = &comparison.new_besides_conflicts();
    if new.is_empty() && cleared.is_empty() && gone.is_empty() && reworded.is_empty() {
        if !comparison.changes.is_empty() {
            writer.heading(2, "What a check says", "findings");
            writer.paragraph("The same as before.");
        }
        return;
    }
    writer.heading(2, "What a check says otherwise than before", "findings");
    if !new.is_empty() {
        writer.heading(3, format!("New ({})", new.len()), "new");
        let (shown, more) = writer.shown(new);
        for finding in shown {
            mark(finding, writer);
            let points = finding.help.iter().map(|help| {
                let mut line = lead("To put it right");
                line.extend(message(&sentence(help)));
                line
            });
            writer.list(points.collect());
        }
        writer.more(more);
    }
    let (weighty, words): (Vec<&Pair>, Vec<&Pair>) = reworded.iter().partition(|(was, is)| is_weighty(was, is));
    if !weighty.is_empty() {
        writer.heading(
            3,
            format!("Found before as well, and not the same now ({})", weighty.len()),
            "changed",
        );
        let (shown, more) = writer.shown(&weighty);
        for (was, is) in shown {
            mark(is, writer);
            let lines = beside(was, is);
            writer.list(lines);
        }
        writer.more(more);
    }
    if !cleared.is_empty() {
        writer.heading(3, format!("Cleared ({})", cleared.len()), "cleared");
        listed(cleared, writer);
    }
    if !gone.is_empty() {
        writer.heading(3, format!("No longer there to be found ({})", gone.len()), "gone");
        writer.paragraph(
            "Nothing is put right here: what was found is about somebody or something that is there no longer.",
        );
        listed(gone, writer);
    }
    if !words.is_empty() {
        writer.paragraph(format!("As before, in other words: {}.", by_rule(&words)));
    }
}

/// Findings that are found no longer, in a line each.
fn listed(findings: &[Finding], writer: &mut Writer<'_>) {
    let (shown, more) = writer.shown(findings);
    let line = |finding: &Finding| message(&format!("{} (rule {})", sentence(&finding.message), finding.rule));
    let lines: Vec<Line> = shown.iter().map(line).collect();
    writer.list(lines);
    writer.more(more);
}

/// A finding before and after.
type Pair = (Finding, Finding);

/// Whether a finding asks something else than before, comes to something else, or rests on other steps.
fn is_weighty(was: &Finding, is: &Finding) -> bool {
    was.level != is.level || was.verdict != is.verdict || steps(was, is).iter().any(|(_, [was, is])| was != is)
}

/// "2 of unowned-entries, 1 of review-due".
fn by_rule(findings: &[&Pair]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, is) in findings {
        *counts.entry(is.rule).or_default() += 1;
    }
    let each: Vec<String> = counts
        .iter()
        .map(|(rule, count)| format!("{count} of {rule}"))
        .collect();
    each.join(", ")
}

/// A finding in a line, with its rule and where it stands.
fn mark(finding: &Finding, writer: &mut Writer<'_>) {
    let place = finding.labels.first().map(|label| writer.place(label.place));
    let place = match place {
        Some(Inline::Code(place)) => format!("; {place}"),
        _ => String::new(),
    };
    writer.blocks.push(Block::Mark(
        finding.level,
        sentence(&finding.message),
        format!("(rule {}{place})", finding.rule),
    ));
}

/// What a finding said before, and how each step of its paths stands before and after.
fn beside(was: &Finding, is: &Finding) -> Vec<Line> {
    let mut lines = Vec::new();
    if was.level != is.level || was.message != is.message {
        let mut line = lead("Before");
        line.extend(message(&format!("{}: {}", level(was.level), sentence(&was.message))));
        lines.push(line);
    }
    for (number, (ends, [was, is])) in (1..).zip(steps(was, is)) {
        let mut line = lead(&format!("Step {number}, from {ends}"));
        line.extend(message(&match was == is {
            true => format!("still {is}"),
            false => format!("{was} → {is}"),
        }));
        lines.push(line);
    }
    lines
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Must => "must be resolved",
        Level::Should => "should be resolved",
        Level::Note => "to note",
    }
}

/// A step in words, and how it stands on each side.
type Stands = (String, [Vec<String>; 2]);

/// Each step of the paths of two findings: from whom up to whom, and how it stands before and after.
fn steps(was: &Finding, is: &Finding) -> Vec<(String, [String; 2])> {
    let mut order: Vec<(&str, &str)> = Vec::new();
    let mut all: BTreeMap<(&str, &str), Stands> = BTreeMap::new();
    for (side, finding) in [is, was].into_iter().enumerate() {
        for step in finding.paths.iter().flat_map(|path| &path.steps) {
            let ends = (step.below.key.as_str(), step.above.key.as_str());
            if !order.contains(&ends) {
                order.push(ends);
            }
            let (_, sides) = all.entry(ends).or_insert_with(|| {
                let words = format!("{} up to {}", step.below.name, step.above.name);
                (words, [Vec::new(), Vec::new()])
            });
            let words = standing(step);
            if let Some(of_side) = sides.get_mut(side).filter(|of_side| !of_side.contains(&words)) {
                of_side.push(words);
            }
        }
    }
    let told = |of_side: Vec<String>| match of_side.as_slice() {
        [] => "no step on the way".to_owned(),
        all => all.join("; or "),
    };
    order
        .into_iter()
        .filter_map(|ends| all.remove(&ends))
        .map(|(words, [is, was])| (words, [told(was), told(is)]))
        .collect()
}

/// How a step stands: "only proposed", "is overseen by, if `hwb-oversees` is adopted; assumed: …", "not stated".
fn standing(step: &Step) -> String {
    let assumed = step.assumed.as_ref().map(|why| format!("; assumed: {why}"));
    let relation = step.relation.as_str();
    match &step.status {
        StepStatus::Proposed(_) => "only proposed".to_owned(),
        StepStatus::AsIfAdopted(key) => format!("{relation}, if `{key}` is adopted{}", assumed.unwrap_or_default()),
        StepStatus::InForce => format!("{relation}{}", assumed.unwrap_or_default()),
        other => other.words(),
    }
}

/// A path in one line.
pub(super) fn chain(path: &Path) -> String {
    let Some(first) = path.steps.first() else {
        return "A path without steps".to_owned();
    };
    let mut text = first.below.name.clone();
    for step in &path.steps {
        let relation = if step.relation.is_empty() {
            "→"
        } else {
            &step.relation
        };
        text.push_str(&format!(" {relation} {}", step.above.name));
        // What is in force needs no word.
        if step.status != StepStatus::InForce {
            text.push_str(&format!(" ({})", step.status.words()));
        }
    }
    text
}
