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
    let new = comparison.new_besides_conflicts();
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
        let alone = comparison.new_alone();
        let (shown, more) = writer.shown(&alone);
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
        if let Some(told) = told_above(&new, &alone) {
            writer.paragraph(told);
        }
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
        let rules = by_rule(words.iter().map(|(_, is)| is.rule));
        writer.paragraph(format!("As before, in other words: {rules}."));
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

/// How many of the new findings stand with the consequence that brings them, and of which rules they are.
fn told_above(new: &[&Finding], alone: &[&Finding]) -> Option<String> {
    let is_alone = |finding: &Finding| alone.iter().any(|known| known.fingerprint() == finding.fingerprint());
    let above: Vec<&Finding> = new.iter().copied().filter(|finding| !is_alone(finding)).collect();
    let rules = by_rule(above.iter().map(|finding| finding.rule));
    match (above.len(), alone.len()) {
        (0, _) => None,
        (1, 0) => Some(format!("It is told above, with what brings it: {rules}.")),
        (_, 0) => Some(format!("They are told above, each with what brings it: {rules}.")),
        (1, _) => Some(format!("1 more is told above, with what brings it: {rules}.")),
        (more, _) => Some(format!(
            "{more} more are told above, each with what brings it: {rules}."
        )),
    }
}

/// What a check newly finds, in a point of the consequence that brings it.
pub(super) fn found_too(finding: &Finding, writer: &mut Writer<'_>) -> Line {
    let mut line = lead(&format!("A check finds it too ({})", level(finding.level)));
    line.extend(message(&format!(
        "{} (rule `{}`",
        sentence(&finding.message),
        finding.rule
    )));
    if let Some(label) = finding.labels.first() {
        line.push(Inline::Words("; ".to_owned()));
        line.push(writer.place(label.place));
    }
    line.push(Inline::Words(")".to_owned()));
    for help in &finding.help {
        line.push(Inline::Words(". ".to_owned()));
        line.extend(message(&sentence(help)));
    }
    line
}

/// A finding before and after.
type Pair = (Finding, Finding);

/// Whether a finding asks something else than before, comes to something else, or rests on other steps.
fn is_weighty(was: &Finding, is: &Finding) -> bool {
    was.level != is.level || was.verdict != is.verdict || steps(was, is).iter().any(|(_, [was, is])| was != is)
}

/// "2 of unowned-entries, 1 of review-due".
fn by_rule<'r>(rules: impl Iterator<Item = &'r str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rules {
        *counts.entry(rule).or_default() += 1;
    }
    let each: Vec<String> = counts
        .iter()
        .map(|(rule, count)| format!("{count} of {rule}"))
        .collect();
    each.join(", ")
}

/// A finding in a line, with its rule and where it stands.
fn mark(finding: &Finding, writer: &mut Writer<'_>) {
    let mut more = message(&format!("(rule `{}`", finding.rule));
    if let Some(label) = finding.labels.first() {
        more.push(Inline::Words("; ".to_owned()));
        more.push(writer.place(label.place));
    }
    more.push(Inline::Words(")".to_owned()));
    writer
        .blocks
        .push(Block::Mark(finding.level, message(&sentence(&finding.message)), more));
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
    let relation = step.relation_in_words();
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
            "→".to_owned()
        } else {
            step.relation_in_words()
        };
        text.push_str(&format!(" {relation} {}", step.above.name));
        // What is in force needs no word.
        if step.status != StepStatus::InForce {
            text.push_str(&format!(" ({})", step.status.words()));
        }
    }
    text
}
