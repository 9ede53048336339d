//! A body that answers to two or more for the same matters (RULES A8).

use std::collections::{BTreeSet, VecDeque};

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, NodeId, Relation};
use remit_model::text::Text;

use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unsplit-accountability",
    group: Group::Structure,
    level: Level::Note,
    page: include_str!("unsplit_accountability.md"),
    on: true,
    check: Check::Model(check),
};

/// How many bodies are looked at on the way from one of the two up to the other.
const FAR: usize = 200;
/// How many lines of one body are compared with each other.
const LINES: usize = 30;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for body in at.bodies() {
        let mut lines = body.acting(RelationKind::AnswersTo);
        let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
            continue;
        };
        if body.is_external() {
            continue;
        }
        let lines: Vec<&Relation> = [first, second].into_iter().chain(lines).take(LINES).collect();
        findings.extend(judge(at, &body, &lines));
    }
}

fn judge(at: &AsAt<'_>, body: &NodeAt<'_, '_>, lines: &[&Relation]) -> Option<Finding> {
    let shared: Vec<NodeId> = body.between().iter().map(NodeAt::id).collect();
    let mut others: BTreeSet<NodeId> = BTreeSet::new();
    let mut places: Vec<&Relation> = Vec::new();
    let mut common: BTreeSet<&Text> = BTreeSet::new();
    let mut all = false;
    for (number, one) in lines.iter().enumerate() {
        for other in &lines[number + 1..] {
            // A body that organisations share answers to each of them for its own part.
            let partners = shared.contains(&one.to) && shared.contains(&other.to);
            let Some(matters) = overlap(one, other).filter(|_| !partners) else {
                continue;
            };
            if one.to == other.to || leads_up(at, one.to, other.to) || leads_up(at, other.to, one.to) {
                continue;
            }
            for line in [*one, *other] {
                if others.insert(line.to) {
                    places.push(line);
                }
            }
            all |= matters.is_empty();
            common.extend(matters);
        }
    }
    if others.is_empty() {
        return None;
    }
    let what = if all || common.is_empty() {
        "all matters alike".to_owned()
    } else {
        naming::functions(at, common)
    };
    let message = format!(
        "{} answers to {}, for {what}",
        body.name(),
        naming::nodes(at, others.iter().copied())
    );
    let mut finding = Finding::new(RULE.name, RULE.level, body.subject(), message).verdict(Verdict::Remark);
    for &other in &others {
        finding = finding.key(at.node(other).subject());
    }
    for line in places.iter().take(5) {
        finding = finding.label(line.statement.place, for_what(line));
    }
    Some(
        finding
            .remark("several lines of accountability are lawful and common; who is answered to for what should be written down")
            .help("say in `for` of each line which functions it is about"),
    )
}

/// What two lines have in common: no functions where it is all of them; nothing where they are split, or one is silent.
fn overlap<'m>(one: &'m Relation, other: &'m Relation) -> Option<Vec<&'m Text>> {
    let open = |line: &Relation| line.statement.is_not_stated("for") || line.statement.is_unknown("for");
    if open(one) || open(other) {
        return None;
    }
    match (is_for_all(one), is_for_all(other)) {
        (true, true) => Some(Vec::new()),
        (true, false) => Some(other.matters.iter().collect()),
        (false, true) => Some(one.matters.iter().collect()),
        (false, false) => {
            let both: Vec<&Text> = one
                .matters
                .iter()
                .filter(|matter| other.matters.contains(matter))
                .collect();
            (!both.is_empty()).then_some(both)
        }
    }
}

fn is_for_all(line: &Relation) -> bool {
    line.matters.is_empty() || line.matters.iter().any(|matter| matter == "*")
}

fn for_what(line: &Relation) -> &'static str {
    if line.matters.is_empty() {
        "the line does not say for what"
    } else if is_for_all(line) {
        "for all matters"
    } else {
        "for matters that another line names too"
    }
}

/// Whether one is part of the other, or answers to it in the end: the two are then one line, seen at two heights.
fn leads_up(at: &AsAt<'_>, below: NodeId, above: NodeId) -> bool {
    let mut seen = BTreeSet::from([below]);
    let mut waiting = VecDeque::from([below]);
    while let Some(next) = waiting.pop_front() {
        for line in at.relations_from(next) {
            if !matches!(line.kind, RelationKind::AnswersTo | RelationKind::Within) {
                continue;
            }
            if line.to == above {
                return true;
            }
            if seen.len() < FAR && seen.insert(line.to) {
                waiting.push_back(line.to);
            }
        }
    }
    false
}
