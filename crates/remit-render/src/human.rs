//! Findings, paths and pages for a person at a terminal.

mod excerpt;
mod page;
mod path;
mod report;

use remit_model::finding::{Finding, Level};
use remit_model::path::Path;
use remit_model::sources::Sources;

use crate::{inert, wrap};
pub use page::page;
pub use report::findings;

/// What the caller knows about the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HumanOptions {
    /// Whether colours may be used.
    pub color: bool,
    /// How many columns there are.
    pub width: usize,
    /// After how many findings of one rule the rest is only counted; 0 shows all.
    pub per_rule: usize,
}

impl Default for HumanOptions {
    fn default() -> Self {
        Self {
            color: false,
            width: 80,
            per_rule: 5,
        }
    }
}

/// One line that counts the findings: `2 must, 3 should, 14 notes; 1 accepted departure.`
pub fn summary(findings: &[Finding], departed: usize) -> String {
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let (must, should, notes) = (count(Level::Must), count(Level::Should), count(Level::Note));
    let mut parts = Vec::new();
    if must > 0 {
        parts.push(format!("{must} must"));
    }
    if should > 0 {
        parts.push(format!("{should} should"));
    }
    if notes > 0 {
        parts.push(format!("{notes} {}", if notes == 1 { "note" } else { "notes" }));
    }
    let found = if parts.is_empty() {
        "Nothing to resolve and nothing to note".to_owned()
    } else {
        parts.join(", ")
    };
    match departed {
        0 => format!("{found}."),
        1 => format!("{found}; 1 accepted departure."),
        more => format!("{found}; {more} accepted departures."),
    }
}

/// A path as evidence: its steps numbered, lowest first.
pub fn path(path: &Path, sources: &Sources, width: usize) -> String {
    let steps = path::steps(path, sources);
    if steps.is_empty() {
        return "No steps.\n".to_owned();
    }
    let lines = steps.iter().flat_map(|step| wrap::hanging("  ", "     ", step, width));
    lines.map(|line| format!("{line}\n")).collect()
}

/// A line by itself, broken where there is no room for it.
pub fn line(text: &str, width: usize) -> String {
    let lines = wrap::hanging("", "  ", &inert::line(text), width);
    lines.into_iter().map(|line| format!("{line}\n")).collect()
}

/// A sentence that stands below a path.
pub fn below_path(sentence: &str, width: usize) -> String {
    let lines = wrap::hanging("  ", "  ", &inert::line(sentence), width);
    lines.into_iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn counts_with_the_right_plurals() {
        let finding = |level| Finding::new("r", level, "s", "m");
        let mut found = vec![finding(Level::Must), finding(Level::Must), finding(Level::Note)];
        assert_eq!(summary(&found, 1), "2 must, 1 note; 1 accepted departure.");
        found.push(finding(Level::Note));
        found.push(finding(Level::Should));
        assert_eq!(summary(&found, 0), "2 must, 1 should, 2 notes.");
        assert_eq!(summary(&[], 0), "Nothing to resolve and nothing to note.");
        assert_eq!(
            summary(&[], 2),
            "Nothing to resolve and nothing to note; 2 accepted departures."
        );
    }

    #[test]
    fn a_path_says_what_is_not_stated() {
        let (sources, file) = fixture::sources("jce.toml", "a = 1\nb = 2\n");
        let mut evidence = fixture::path();
        evidence.steps[0].place = Some(fixture::place(file, 6, 7));
        evidence.steps[0].basis = "constitution".to_owned();
        assert_eq!(
            path(&evidence, &sources, 50),
            "  1. JCE answers to Board (constitution)\n     \
             In force; assumed: the paper says “reports”;\n     \
             source Terms of reference: 4.2; jce.toml:2\n  \
             2. Board → Council\n     Not stated\n"
        );
    }
}
