//! A body called one thing and recorded as another.

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Form, NodeAt};
use remit_model::sources::Place;

use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "misnamed-form",
    group: Group::Structure,
    level: Level::Note,
    page: include_str!("misnamed_form.md"),
    on: true,
    check: Check::Model(check),
};

/// Words that name a legal form as well as a habit, so that using them for something else misleads.
const TELLING: [&str; 3] = ["committee", "sub-committee", "joint committee"];

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for body in at.bodies() {
        let Some(form) = body.form().stated() else {
            continue;
        };
        let Some((word, place)) = misleading(&body, form) else {
            continue;
        };
        let message = format!(
            "{} is called a {word}; it is recorded as a {}",
            body.name(),
            lower(&form.name)
        );
        let mut finding = Finding::new(RULE.name, RULE.level, body.subject(), message)
            .verdict(Verdict::Remark)
            .label(place, format!("called a {word}"));
        if let remit_model::model::Known::Stated(fact) = body.form_fact() {
            let why = fact.assumed().map(|why| format!("recorded so as a reading: {why}"));
            finding = finding.label(fact.place, why.unwrap_or_else(|| "recorded so".to_owned()));
        }
        let delegated = at
            .relations_to(body.id())
            .any(|line| line.kind == remit_model::document::RelationKind::Delegation);
        finding = finding.remark(if delegated {
            "a delegation to it is recorded, so its form matters"
        } else {
            "no delegation to it is recorded, so nothing rests on the word"
        });
        findings.push(finding.help("make sure that readers do not take the name for a power to decide"));
    }
}

/// The word that the form does not bear out, in what the source calls the body or in its name.
fn misleading(body: &NodeAt<'_, '_>, form: &Form) -> Option<(String, Place)> {
    let borne_out = |word: &str| form.called.iter().any(|called| called.eq_ignore_ascii_case(word));
    if let Some(called) = body.called().stated() {
        return (!borne_out(called.value)).then(|| (called.value.to_string(), called.place));
    }
    let name = body.name().to_lowercase();
    let named = |word: &&&str| {
        name.split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|part| part == **word || part.strip_suffix('s') == Some(**word))
    };
    let word = TELLING.iter().find(named)?;
    (!borne_out(word)).then(|| ((*word).to_owned(), body.place()))
}

fn lower(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), name.chars().nth(1)) {
        // An abbreviation keeps its capitals.
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => name.to_owned(),
    }
}
