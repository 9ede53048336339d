//! The findings as a page, worst first.

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::AsAt;
use remit_model::page::{Block, Inline, Page, day_in_words, message, sentence, words};
use remit_model::path::Path;
use remit_model::sources::Sources;
use remit_rules::{Checked, Since};

use crate::paths::path_table;

/// What a path is evidence of: from whom up to whom.
fn ends(path: &Path) -> String {
    match (path.steps.first(), path.steps.last()) {
        (Some(first), Some(last)) => format!("The way up from {} to {}", first.below.name, last.above.name),
        _ => "A path without steps".to_owned(),
    }
}

/// How many findings of each level there are, and how many are accepted, in words: "1 must be resolved, 2 should be
/// resolved, 14 to note; 1 accepted departure".
pub fn summary(checked: &Checked) -> String {
    let count = |level| checked.findings.iter().filter(|finding| finding.level == level).count();
    let departures = match checked.departed.len() {
        0 => String::new(),
        1 => "; 1 accepted departure".to_owned(),
        more => format!("; {more} accepted departures"),
    };
    format!(
        "{} must be resolved, {} should be resolved, {} to note{departures}",
        count(Level::Must),
        count(Level::Should),
        count(Level::Note)
    )
}

/// What is new, what is cleared and what is as before, in words: "2 new since git:main; 1 cleared; 35 as before". `new` is
/// what is said of those that are new: how many there are of each level, or nothing.
pub fn since_in_words(since: &Since, when: &str, new: &str) -> String {
    let found = match since.new.len() {
        0 => format!("nothing new since {when}"),
        some if new.is_empty() => format!("{some} new since {when}"),
        some => format!("{some} new since {when} ({new})"),
    };
    format!(
        "{found}; {} cleared; {} as before",
        since.cleared.len(),
        since.as_before
    )
}

/// The page of findings.
pub fn findings(at: &AsAt<'_>, checked: &Checked, sources: &Sources) -> Page {
    let mut blocks = Vec::new();
    if checked.findings.is_empty() {
        blocks.push(Block::Paragraph(words("Nothing to resolve and nothing to note.")));
    }
    by_level(&checked.findings, sources, &mut blocks);
    departures(at, checked, &mut blocks);
    Page {
        title: format!("Findings: {}", at.model().framework.name),
        summary: format!("As at {}: {}.", day_in_words(at.date()), summary(checked)),
        blocks,
    }
}

/// The page of what is new since `when`, and of what is cleared. Of `checked` only what was accepted is told.
pub fn new_findings(at: &AsAt<'_>, checked: &Checked, since: &Since, when: &str, sources: &Sources) -> Page {
    let mut blocks = Vec::new();
    by_level(&since.new, sources, &mut blocks);
    if !since.cleared.is_empty() {
        let heading = format!("Cleared ({})", since.cleared.len());
        blocks.push(Block::Heading(2, heading, "cleared".to_owned()));
        let about = "Found then; now put right, accepted, or without what it was about.";
        blocks.push(Block::Paragraph(words(about)));
        let items = since.cleared.iter().map(|finding| {
            let (message, rule) = (sentence(&finding.message), finding.rule);
            words(format!("{message} (rule {rule})"))
        });
        blocks.push(Block::List(false, items.collect()));
    }
    departures(at, checked, &mut blocks);
    Page {
        title: format!("New findings: {}", at.model().framework.name),
        summary: format!(
            "As at {}: {}.",
            day_in_words(at.date()),
            since_in_words(since, when, "")
        ),
        blocks,
    }
}

/// The findings, level by level.
fn by_level(findings: &[Finding], sources: &Sources, blocks: &mut Vec<Block>) {
    for (level, heading, about) in [
        (
            Level::Must,
            "Must be resolved",
            "Contradictory, unreadable, or demanded by the framework itself.",
        ),
        (
            Level::Should,
            "Should be resolved",
            "Gaps that a reader of the framework will ask about.",
        ),
        (
            Level::Note,
            "To note",
            "Nothing is wrong: worth knowing, or not stated by the documents.",
        ),
    ] {
        let of_level: Vec<&Finding> = findings.iter().filter(|finding| finding.level == level).collect();
        if of_level.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(
            2,
            format!("{heading} ({})", of_level.len()),
            level.word().to_owned(),
        ));
        blocks.push(Block::Paragraph(words(about)));
        for finding in of_level {
            finding_blocks(finding, sources, blocks);
        }
    }
}

/// What was found and accepted.
fn departures(at: &AsAt<'_>, checked: &Checked, blocks: &mut Vec<Block>) {
    if !checked.departed.is_empty() {
        blocks.push(Block::Heading(
            2,
            format!("Accepted departures ({})", checked.departed.len()),
            "departures".to_owned(),
        ));
        blocks.push(Block::Paragraph(words(
            "Found, and accepted by the framework for the reason given. They are not counted above.",
        )));
        let items = checked.departed.iter().map(|(finding, key)| {
            let (message, rule) = (sentence(&finding.message), finding.rule);
            let mut line = vec![Inline::Words(format!("{message} (rule {rule}): "))];
            if let Some(departure) = at.model().departures.get(key) {
                line.push(Inline::Words(departure.reason.to_string()));
                let by = departure
                    .accepted_by
                    .map(|by| format!("accepted by {}", at.node(by).name()));
                let minute = departure.minute.as_ref().map(|minute| format!("minute {minute}"));
                let until = departure.until.map(|until| format!("until {}", day_in_words(until)));
                let how: Vec<String> = by.into_iter().chain(minute).chain(until).collect();
                if !how.is_empty() {
                    line.push(Inline::Words(format!(" ({})", how.join(", "))));
                }
            }
            line.push(Inline::Words(" ".to_owned()));
            line.push(Inline::Code(format!("departure.{key}")));
            line
        });
        blocks.push(Block::List(false, items.collect()));
    }
}

fn finding_blocks(finding: &Finding, sources: &Sources, blocks: &mut Vec<Block>) {
    let verdict = match finding.verdict {
        Verdict::Broken => "",
        Verdict::CannotTell => ", cannot be told from what is stated",
        Verdict::Remark => "",
    };
    blocks.push(Block::Mark(
        finding.level,
        message(&sentence(&finding.message)),
        message(&format!("(rule `{}`{verdict})", finding.rule)),
    ));
    let mut points: Vec<Vec<Inline>> = finding
        .remarks
        .iter()
        .map(|remark| message(&sentence(remark)))
        .collect();
    for label in &finding.labels {
        let place = Inline::Code(sources.cite(label.place));
        points.push(if label.text.is_empty() {
            vec![Inline::Words("Written at ".to_owned()), place]
        } else {
            vec![Inline::Words(format!("{} at ", sentence(&label.text))), place]
        });
    }
    for help in &finding.help {
        let lead = Inline::Strong("To put it right: ".to_owned());
        points.push(std::iter::once(lead).chain(message(&sentence(help))).collect());
    }
    blocks.push(Block::List(false, points));
    for path in &finding.paths {
        blocks.push(Block::Table(path_table(path, &ends(path), sources)));
    }
}
