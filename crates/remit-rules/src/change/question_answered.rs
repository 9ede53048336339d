//! An open entry of the log that the change answers.

use remit_model::finding::{Finding, Level};

use super::questions::{Answer, answered, called, quoted, verb};
use super::{Compared, Consequence};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "question-answered",
    group: Group::Change,
    level: Level::Note,
    page: include_str!("question_answered.md"),
    on: true,
    check: Check::Change(check),
};

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    for closed in answered(compared) {
        let entry = closed.entry;
        let by = match &closed.answer {
            Answer::Proposal(title) => format!("by the proposal \u{201c}{title}\u{201d}"),
            Answer::Words(answer) => format!("\u{201c}{answer}\u{201d}"),
            Answer::Unsaid => "how is not entered".to_owned(),
            Answer::TakenOut => continue,
        };
        let message = format!("the {} {} is {}: {by}", called(entry), quoted(entry), verb(entry));
        let mut finding = Finding::new(RULE.name, RULE.level, format!("log.{}", entry.key), message)
            .label(entry.statement.place, "open before");
        if let Some(owner) = entry.owner {
            finding = finding.remark(format!("it was for {} to answer", compared.before.node(owner).name()));
        }
        found.push(Consequence::new(finding));
    }
}
