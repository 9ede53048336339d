//! Every rule's page is its test: the blocks marked wrong must be found, on the marked lines, and those marked right not.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use remit_model::finding::Finding;
use remit_rules::change::{CHANGE_RULES, Compared, consequences_by};
use remit_rules::{Group, RULES, Rule};

use crate::folder::from_texts;

/// The rules on states and those on changes.
fn all_rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(CHANGE_RULES).copied()
}

/// A fenced block of a page.
pub(crate) struct Block {
    wrong: bool,
    as_at: Option<Date>,
    pub(crate) text: String,
    /// The line of the page on which it opens.
    pub(crate) line: usize,
}

impl Block {
    /// The day for which it is judged.
    pub(crate) fn day(&self) -> Date {
        self.as_at.unwrap_or(date(2026, 4, 1))
    }
}

/// The fenced blocks of a page.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in page.lines().enumerate() {
        match &mut open {
            None => {
                let Some(info) = line.strip_prefix("```toml") else {
                    assert!(
                        !line.starts_with("```"),
                        "line {}: a block that is not TOML",
                        number + 1
                    );
                    continue;
                };
                let words: Vec<&str> = info.split_whitespace().collect();
                let wrong = words.contains(&"wrong");
                assert!(
                    wrong ^ words.contains(&"right"),
                    "line {}: a block is wrong or right",
                    number + 1
                );
                let as_at = words.iter().find_map(|word| word.strip_prefix("as-at="));
                open = Some(Block {
                    wrong,
                    as_at: as_at.map(|day| day.parse().expect("a date")),
                    text: String::new(),
                    line: number + 1,
                });
            }
            Some(_) if line.starts_with("```") => blocks.extend(open.take()),
            Some(block) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// The name of a file that stands in a comment by itself.
fn file_name(line: &str) -> Option<&str> {
    line.strip_prefix("# ")
        .filter(|path| path.ends_with(".toml") && !path.contains(' '))
}

/// The files of a block: the framework, and what stands below each line that is a file's name in a comment. Each begins with as
/// many empty lines as stand above it, so that its lines have the numbers of the block's.
fn files(block: &Block) -> Vec<(String, String)> {
    let mut files = vec![("framework.toml".to_owned(), String::new())];
    for (number, line) in block.text.lines().enumerate() {
        if let Some(path) = file_name(line).filter(|path| *path != "framework.toml") {
            files.push((path.to_owned(), "\n".repeat(number)));
        }
        let (_, text) = files.last_mut().expect("there is one");
        text.push_str(line);
        text.push('\n');
    }
    let (_, text) = &mut files[0];
    if !text.contains("[framework]") {
        text.push_str("\n[framework]\nname = \"A page\"\n");
    }
    files
}

/// What the rule finds in a block: each finding with its line. A rule on changes compares the framework as it is with all the
/// proposals of the block.
fn found(rule: &'static Rule, block: &Block) -> Vec<(usize, Finding)> {
    let files = files(block);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let loaded = from_texts(&files);
    let mistakes: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(mistakes.is_empty(), "{} line {}: {mistakes:?}", rule.name, block.line);
    let at = loaded.model.at(block.day(), &[]);
    let findings = if rule.group == Group::Change {
        let proposals: Vec<&str> = loaded.model.proposals.iter().map(|row| row.key.as_str()).collect();
        let after = loaded.model.at(at.date(), &proposals);
        let [before_found, after_found] = [&at, &after].map(|at| remit_rules::check(at, &loaded.broken));
        let compared = Compared::new((&at, &before_found), (&after, &after_found));
        let found = consequences_by(&compared, &[rule]);
        found.into_iter().map(|consequence| consequence.finding).collect()
    } else {
        remit_rules::check_with(&at, &loaded.broken, &[rule]).findings
    };
    let line = |finding: &Finding| {
        let place = finding.labels.first().expect("a finding shows a place").place;
        loaded.sources.line_column(place).0
    };
    findings.into_iter().map(|finding| (line(&finding), finding)).collect()
}

/// The lines of a block that are marked.
fn marked(block: &Block) -> BTreeSet<usize> {
    let lines = block.text.lines().enumerate();
    let marked = lines.filter(|(_, line)| line.ends_with("# finding"));
    marked.map(|(number, _)| number + 1).collect()
}

#[test]
fn pages_say_what_the_rules_do() {
    for rule in all_rules() {
        let blocks = blocks(rule.page);
        assert!(
            blocks.iter().any(|block| block.wrong),
            "{} shows nothing wrong",
            rule.name
        );
        assert!(
            blocks.iter().any(|block| !block.wrong),
            "{} shows nothing right",
            rule.name
        );
        for block in &blocks {
            let found: BTreeSet<usize> = found(rule, block).iter().map(|(line, _)| *line).collect();
            let marked = marked(block);
            assert_eq!(found, marked, "{}, the block at line {}", rule.name, block.line);
            assert_eq!(
                block.wrong,
                !marked.is_empty(),
                "{}, the block at line {}",
                rule.name,
                block.line
            );
        }
    }
}

/// A page shows its rule at its most: a rule that asks less than it says, or more, is noticed.
#[test]
fn pages_show_the_level_that_they_state() {
    for rule in all_rules() {
        let blocks = blocks(rule.page);
        let most = blocks
            .iter()
            .flat_map(|block| found(rule, block))
            .map(|(_, finding)| finding.level)
            .max();
        assert_eq!(most, Some(rule.level), "{}", rule.name);
    }
}

/// What each rule says of what its page calls wrong, word for word: level, verdict, message, remarks and help.
#[test]
fn what_is_said_of_the_pages_is_golden() {
    let mut text = String::new();
    for rule in all_rules() {
        for block in blocks(rule.page).iter().filter(|block| block.wrong) {
            for (line, finding) in found(rule, block) {
                let (level, verdict) = (finding.level.word(), finding.verdict);
                text.push_str(&format!(
                    "{} {}+{line}: {level}, {verdict:?}\n    {}\n    = {}\n",
                    rule.name,
                    block.line,
                    finding.message,
                    finding.fingerprint(),
                ));
                let remarks = finding.remarks.iter().map(|remark| format!("    note: {remark}\n"));
                text.extend(remarks);
                text.extend(finding.help.iter().map(|help| format!("    help: {help}\n")));
            }
        }
    }
    insta::assert_snapshot!("pages", text);
}

#[test]
fn pages_have_the_same_parts() {
    for rule in all_rules() {
        let headings: Vec<&str> = rule.page.lines().filter(|line| line.starts_with('#')).collect();
        let title = format!("# {}", rule.name);
        let parts = [
            "## What",
            "## Why",
            "## Source",
            "## Wrong",
            "## Right",
            "## When to depart",
        ];
        let expected: Vec<&str> = std::iter::once(title.as_str()).chain(parts).collect();
        let only: Vec<&str> = headings
            .into_iter()
            .filter(|heading| !heading.starts_with("# finding") && file_name(heading).is_none())
            .collect();
        assert_eq!(only, expected, "{}", rule.name);
        assert!(rule.summary().len() > 20, "{} has no summary", rule.name);
        // The page may break its lines between the two words.
        let said = rule.page.split_whitespace().collect::<Vec<_>>().join(" ");
        let level = format!("Level: {}", rule.level.word());
        assert!(said.contains(&level), "{} does not say its level", rule.name);
    }
}
