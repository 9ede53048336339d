//! A body called one thing and recorded as another.

use std::collections::BTreeMap;

use remit_model::document::{RelationKind, WhoseLaw};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Form, Known, NodeAt};

use crate::law::shared::{to_decide, without_line};
use crate::lawful::form_in_words;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "misnamed-form",
    group: Group::Structure,
    level: Level::Note,
    page: include_str!("misnamed_form.md"),
    on: true,
    check: Check::Model(check),
};

/// Words that name a legal form as well as a habit, so that using them for something else misleads.
const TELLING: [&str; 3] = ["committee", "sub-committee", "subcommittee"];

/// The like of several words: the first that is found counts.
const PHRASES: [&str; 3] = ["committees in common", "committee in common", "joint committee"];

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    // Each form is looked up once for each word, not for each body.
    let mut misled: BTreeMap<(u32, &str), Option<&Form>> = BTreeMap::new();
    for body in at.bodies() {
        let called = body.called().stated();
        let word = match &called {
            Some(called) => phrase(called.value).or_else(|| telling(called.value)),
            None => telling(body.name()),
        };
        let Some(word) = word else {
            continue;
        };
        let Known::Stated(recorded) = body.form_fact() else {
            continue;
        };
        let form = misled
            .entry((*recorded.value, word))
            .or_insert_with(|| body.form().stated().filter(|form| !bears_out(form, word)));
        let Some(form) = form.filter(|form| !called.as_ref().is_some_and(|called| bears_out(form, called.value)))
        else {
            continue;
        };
        let (word, place) = called.map_or((word, body.place()), |called| (called.value.as_str(), called.place));
        let why = recorded.assumed().map(|why| format!("recorded so as a reading: {why}"));
        findings.push(
            report(at, &body, form, word)
                .label(place, format!("called {}", naming::one(word)))
                .label(recorded.place, why.unwrap_or_else(|| "recorded so".to_owned())),
        );
    }
}

fn report(at: &AsAt<'_>, body: &NodeAt<'_, '_>, form: &Form, word: &str) -> Finding {
    let message = format!(
        "{} is called {}; it is recorded as {}",
        body.name(),
        naming::one(word),
        naming::form(form)
    );
    let delegated = at
        .relations_to(body.id())
        .any(|line| line.kind == RelationKind::Delegation);
    let finding = Finding::new(RULE.name, RULE.level, body.subject(), message).verdict(Verdict::Remark);
    let mut finding = finding.remark(if delegated {
        "a delegation to it is recorded, so its form matters"
    } else {
        "no delegation to it is recorded, so nothing rests on the word"
    });
    let help = "make sure that readers do not take the name for a power to decide";
    if at.model().framework.law == WhoseLaw::Off {
        return finding.help(help);
    }
    if let Some(row) = form_in_words(form) {
        let holds = if form.holds_decisions == Some(false) {
            ", which can hold no decision,"
        } else {
            ""
        };
        finding = finding.remark(format!("what is said of {}{holds} rests on {row}", naming::form(form)));
    }
    if form.holds_decisions == Some(false) {
        for said in to_decide(at, body.id(), &[]) {
            finding = finding.remark(said);
        }
        let without = without_line(at, body);
        if !without.is_empty() {
            finding = finding.remark(format!(
                "no line of accountability from it is entered to any of these, or to a body that decides for one: {}",
                list(&without)
            ));
        }
    }
    finding.help(format!("{help}. Check with your legal adviser"))
}

/// Whether people rightly use the word for the form.
fn bears_out(form: &Form, word: &str) -> bool {
    form.called.iter().any(|called| called.eq_ignore_ascii_case(word))
}

/// The word of a name that claims a legal form.
fn telling(name: &str) -> Option<&'static str> {
    // All of these words end alike. Names are many, so they are looked at byte by byte, for a double t.
    const END: &[u8] = b"committee";
    const DOUBLE: usize = 5;
    let bytes = name.as_bytes();
    let doubled = bytes.windows(2).enumerate();
    let mut doubled = doubled.filter(|(_, pair)| pair[0] | 0x20 == b't' && pair[1] | 0x20 == b't');
    doubled.find_map(|(at, _)| {
        let start = at.checked_sub(DOUBLE)?;
        let end = start + END.len();
        bytes.get(start..end).filter(|word| word.eq_ignore_ascii_case(END))?;
        let no_letter = |c: char| !c.is_alphanumeric() && c != '-';
        let before = name.get(..start)?.rsplit(no_letter).next()?;
        let after = name.get(end..)?.split(no_letter).next()?;
        if !after.is_empty() && !after.eq_ignore_ascii_case("s") {
            return None;
        }
        let telling = TELLING.iter().find(|telling| {
            let start = telling.strip_suffix("committee");
            start.is_some_and(|start| start.eq_ignore_ascii_case(before))
        });
        telling.copied()
    })
}

/// The several words of what a source calls a body that claim a legal form.
fn phrase(called: &str) -> Option<&'static str> {
    let called = called.to_lowercase();
    PHRASES.into_iter().find(|phrase| called.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_claim_a_form_are_found_whole() {
        for (name, word) in [
            ("Audit Committee", Some("committee")),
            ("COMMITTEES of Exampleshire", Some("committee")),
            ("Battle Planning Committee", Some("committee")),
            ("Committee", Some("committee")),
            ("Finance Sub-Committee 2", Some("sub-committee")),
            ("Pay (subcommittee)", Some("subcommittee")),
            ("Cross-committee group", None),
            ("Committeeship", None),
            ("Noncommittee", None),
            ("Éttcommitte", None),
            ("Delivery Board", None),
            ("tt", None),
            ("", None),
        ] {
            assert_eq!(telling(name), word, "{name}");
        }
    }

    #[test]
    fn several_words_are_found_before_the_one_in_them() {
        assert_eq!(phrase("the Joint Committee of both"), Some("joint committee"));
        assert_eq!(phrase("Committees in Common"), Some("committees in common"));
        assert_eq!(phrase("area committee"), None);
    }
}
