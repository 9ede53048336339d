//! What is merely not entered is never found unlawful: each page of the rules on law and delegation, with one fact taken out of
//! it at a time.

use remit_model::finding::Level;
use remit_rules::{Group, RULES, Rule, check_with};

use crate::folder::from_texts;
use crate::pages::{Block, blocks};

/// What says who or what something is. Without it, less is known; of other keys the absence says something itself: that a
/// delegation has no end, no limit, or is one to decide.
const FACTS: [&str; 8] = [
    "form",
    "within",
    "between",
    "in-law",
    "executive",
    "of",
    "employer",
    "highest",
];

/// The rules that these pages are about.
fn rules() -> Vec<&'static Rule> {
    let ours = |rule: &&Rule| matches!(rule.group, Group::Law | Group::Delegation);
    RULES.iter().copied().filter(ours).collect()
}

/// What is found that must be mended, each by what it is about and in words. None where the text says something that cannot be read.
fn musts(text: &str, block: &Block) -> Option<Vec<(String, String)>> {
    let mut text = text.to_owned();
    if !text.contains("[framework]") {
        text.push_str("\n[framework]\nname = \"A page\"\n");
    }
    let loaded = from_texts(&[("framework.toml", &text)]);
    if !loaded.findings.is_empty() {
        return None;
    }
    let at = loaded.model.at(block.day(), &[]);
    let findings = check_with(&at, &loaded.broken, &rules()).findings.into_iter();
    let musts = findings.filter(|finding| finding.level == Level::Must);
    Some(
        musts
            .map(|finding| (finding.subject().to_owned(), finding.message))
            .collect(),
    )
}

#[test]
fn what_is_not_entered_is_never_a_must() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for rule in rules() {
        for block in blocks(rule.page) {
            let whole = musts(&block.text, &block).expect("a page that can be read");
            let lines: Vec<&str> = block.text.lines().collect();
            for (number, line) in lines.iter().enumerate() {
                let key = line.split(" = ").next().unwrap_or_default();
                if !FACTS.contains(&key) {
                    continue;
                }
                let rest = lines.iter().enumerate().filter(|(other, _)| *other != number);
                let rest: Vec<&str> = rest.map(|(_, line)| *line).collect();
                let Some(found) = musts(&rest.join("\n"), &block) else {
                    continue;
                };
                tried += 1;
                let more = found
                    .iter()
                    .filter(|(about, _)| whole.iter().all(|(known, _)| known != about));
                for (about, message) in more {
                    let at = block.line + number + 1;
                    wrong.push(format!("{}.md:{at}: without `{line}`: {about}: {message}", rule.name));
                }
            }
        }
    }
    assert!(tried > 500, "only {tried} facts were taken out");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
