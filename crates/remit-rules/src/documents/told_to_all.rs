//! Words that may be published and tell somebody, or something, that may not.

use std::collections::BTreeMap;

use remit_model::document::Audience;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Withheld};
use remit_model::sources::Place;

use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "told-to-all",
    group: Group::Documents,
    level: Level::Should,
    page: include_str!("told_to_all.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    // Where nothing is kept from the public, nobody has said that anything is published.
    if keeps_something(at) {
        findings.extend(told_to_all(at));
    }
}

/// What this rule finds, whether or not the framework says that anything of it is published: for whoever publishes it.
pub fn told_to_all(at: &AsAt<'_>) -> Vec<Finding> {
    let model = at.model();
    let mut findings = Vec::new();
    let withheld = Withheld::of(model);
    // The same words may stand in several places of one entry.
    let mut told: BTreeMap<(String, Place), Vec<String>> = BTreeMap::new();
    for (subject, place, text) in model.published_words() {
        for word in withheld.told_by(&text) {
            let words = told.entry((subject.clone(), place)).or_default();
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
    }
    for ((subject, place), words) in told {
        let quoted: Vec<String> = words.iter().map(|word| format!("\u{201c}{word}\u{201d}")).collect();
        let message = format!("what is written here may be published, and says {}", list(&quoted));
        let finding = Finding::new(RULE.name, RULE.level, subject, message)
            .verdict(Verdict::Remark)
            .label(place, "in its words")
            .remark(
                "names of people, written in full, and names of several words are left out of what is made for the public; a \
                 surname, or a single word, is not",
            )
            .help("mark it `audience = \"internal\"`, or write it without that");
        findings.push(finding);
    }
    findings
}

/// Whether the framework keeps anything from the public: something is marked internal, or something is drawn for the public.
fn keeps_something(at: &AsAt<'_>) -> bool {
    let model = at.model();
    let drawn = model.views.iter().any(|view| view.choice.audience == Audience::Public);
    drawn || model.any_statement(|statement| statement.audience == Audience::Internal)
}
