//! A report that goes to others than before, to nobody, or less often.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{PaperNeed, RelationKind};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Interval, NodeAt, NodeId, Relation};

use super::endings::ending;
use super::words::verb;
use super::{Compared, Consequence};
use crate::law::papers::known;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "report-rerouted",
    group: Group::Change,
    level: Level::Must,
    page: include_str!("report_rerouted.md"),
    on: true,
    check: Check::Change(check),
};

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let unreported = unreported(compared);
    for before in compared.before.nodes().filter(|node| reports(node).next().is_some()) {
        let lines: Vec<&Relation> = reports(&before).collect();
        let asked = lines.iter().find_map(|line| {
            let paper = line.instrument.as_ref()?;
            unreported.get(paper.as_str()).map(|name| (*line, name))
        });
        match compared.becomes(before.id()) {
            Some(after) if is_as_before(compared, &lines, &after) => {
                debug_assert!(
                    moved(compared, &before, &after, &lines, asked).is_none(),
                    "the reports of {} were passed over, and differ",
                    after.key()
                );
            }
            Some(after) => found.extend(moved(compared, &before, &after, &lines, asked)),
            // Of a body that ends its reports end: that matters most where a report is owed all the same.
            None => found.extend(match asked {
                Some((line, paper)) => Some(owed(&before, line, paper)),
                None => missed(compared, &before, &lines),
            }),
        }
    }
    for after in compared.after.nodes() {
        let Some(before) = compared
            .was(after.id())
            .filter(|before| reports(before).next().is_none())
        else {
            continue;
        };
        found.extend(moved(compared, &before, &after, &[], None));
    }
}

/// The lines in force by which a node reports to others.
fn reports<'m>(node: &NodeAt<'m, '_>) -> impl Iterator<Item = &'m Relation> {
    node.acting(RelationKind::ReportsTo)
}

/// Whether the reports of a node go to the same as before, as often, line by line: of most they do.
fn is_as_before(compared: &Compared<'_, '_>, old: &[&Relation], after: &NodeAt<'_, '_>) -> bool {
    let mut new = reports(after);
    let same = old.iter().all(|old| {
        new.next().is_some_and(|new| {
            let keys = [compared.before.node(old.to).key(), compared.after.node(new.to).key()];
            keys[0] == keys[1] && old.every_months == new.every_months
        })
    });
    same && new.next().is_none() && compared.renamed().is_empty()
}

fn moved(
    compared: &Compared<'_, '_>,
    before: &NodeAt<'_, '_>,
    after: &NodeAt<'_, '_>,
    old: &[&Relation],
    asked: Option<(&Relation, &String)>,
) -> Option<Consequence> {
    let new: Vec<&Relation> = reports(after).collect();
    let recipients: BTreeSet<NodeId> = new.iter().map(|line| line.to).collect();
    let stays = |line: &Relation| {
        compared
            .becomes(line.to)
            .is_some_and(|to| recipients.contains(&to.id()))
    };
    // What is only to be rewritten to a successor, `successor-not-named` tells.
    let rewritten = |line: &Relation| {
        let key = compared.before.node(line.to).key();
        let mut left = compared.endings().to_rewrite(after.id(), RelationKind::ReportsTo);
        left.any(|left| compared.after.node(left.line.to).key() == key)
    };
    let lost: Vec<&Relation> = old
        .iter()
        .copied()
        .filter(|line| !stays(line) && !rewritten(line))
        .collect();
    let had: BTreeSet<NodeId> = old
        .iter()
        .filter_map(|line| Some(compared.becomes(line.to)?.id()))
        .collect();
    let gained: Vec<&Relation> = new.iter().copied().filter(|line| !had.contains(&line.to)).collect();
    if lost.is_empty() && gained.is_empty() {
        return seldom(compared, before, after, old, &new);
    }
    let name = after.name();
    let to = |at: &AsAt<'_>, lines: &[&Relation]| naming::nodes(at, lines.iter().map(|line| line.to));
    let (was, is) = (to(compared.before, &lost), to(compared.after, &gained));
    let open = after.is_not_stated(RelationKind::ReportsTo.word());
    let message = match (lost.is_empty(), gained.is_empty()) {
        (false, false) => format!("{name} reports to {is}, where before it reported to {was}"),
        (true, _) => format!("{name} reports to {is} from then on"),
        (false, true) if open => format!("to whom {name} reports is not stated any more; before, it reported to {was}"),
        (false, true) if new.is_empty() => format!("{name} reports to nobody any more; before, it reported to {was}"),
        (false, true) => format!("{name} no longer reports to {was}"),
    };
    let place = lost.first().or(gained.first())?.statement.place;
    let level = if asked.is_some() { Level::Must } else { Level::Should };
    let mut finding = Finding::new(RULE.name, level, after.subject(), message).label(
        place,
        if lost.is_empty() {
            "this report is new"
        } else {
            "this report no longer goes there"
        },
    );
    if open {
        finding = finding.verdict(Verdict::CannotTell);
    }
    for line in gained.iter().filter(|_| !lost.is_empty()) {
        finding = finding.label(line.statement.place, "it goes there");
    }
    for line in &lost {
        if compared.becomes(line.to).is_none() {
            finding = finding.remark(format!("{} ends", compared.before.node(line.to).name()));
        }
    }
    if let Some((_, paper)) = asked {
        finding = finding.remark(format!("{paper} still asks for reports, and no line under it is left"));
    }
    let help = match gained.is_empty() {
        true => "say who is to receive it, or that it is no longer made",
        false => "tell whoever writes the report and those who expect it",
    };
    Some(Consequence::new(finding.help(help)))
}

/// A report to the same that comes less often than before, or more often.
fn seldom(
    compared: &Compared<'_, '_>,
    before: &NodeAt<'_, '_>,
    after: &NodeAt<'_, '_>,
    old: &[&Relation],
    new: &[&Relation],
) -> Option<Consequence> {
    let every = |lines: &[&Relation]| -> BTreeMap<NodeId, u32> {
        let told = lines.iter().filter_map(|line| Some((line.to, line.every_months?)));
        told.collect()
    };
    let (was, is) = (every(old), every(new));
    let mut parts = Vec::new();
    let mut place = None;
    for line in old {
        let Some(to) = compared.becomes(line.to) else { continue };
        if let (Some(was), Some(is)) = (was.get(&line.to), is.get(&to.id()))
            && was != is
        {
            let [was, is] = [was, is].map(|months| Interval::Months(*months).words());
            parts.push(format!("to {} {is}, before {was}", to.name()));
            place = place.or_else(|| new.iter().find(|new| new.to == to.id()).map(|new| new.statement.place));
        }
    }
    let message = format!("{} reports {}", after.name(), naming::some(parts));
    let finding = Finding::new(RULE.name, Level::Should, after.subject(), message)
        .label(place?, "this often")
        .label(before.place(), "")
        .help("tell whoever writes the report and those who expect it");
    Some(Consequence::new(finding))
}

/// A report that is owed under a paper, and that nobody makes any more.
fn owed(before: &NodeAt<'_, '_>, line: &Relation, paper: &str) -> Consequence {
    let message = format!(
        "nobody reports under {paper} any more, which still asks for it: {} did, and ends",
        before.name()
    );
    let finding = Finding::new(RULE.name, RULE.level, before.subject(), message)
        .label(line.statement.place, "this report is owed")
        .help("say who is to report from then on");
    Consequence::new(finding)
}

/// Reports that whoever received them gets no more: nobody who takes the place makes them. Where nobody does, whoever stood above
/// hears no more of it either, and knows.
fn missed(compared: &Compared<'_, '_>, before: &NodeAt<'_, '_>, lines: &[&Relation]) -> Option<Consequence> {
    let successors = compared.endings().of(before.key()).unwrap_or_default();
    let above: BTreeSet<NodeId> = before.acting(RelationKind::AnswersTo).map(|line| line.to).collect();
    let made = |to: NodeId| {
        let mut lines = successors.iter().flat_map(|id| {
            let lines: Vec<&Relation> = compared.after.node(*id).acting(RelationKind::ReportsTo).collect();
            lines
        });
        lines.any(|line| line.to == to)
    };
    let mut missing: Vec<(NodeId, &Relation)> = Vec::new();
    for line in lines {
        let Some(to) = compared.becomes(line.to) else { continue };
        let told = !(successors.is_empty() && above.contains(&line.to));
        // Silence weighs nothing: whoever takes the place may make it.
        let silent = successors
            .iter()
            .any(|id| compared.after.node(*id).is_not_stated(RelationKind::ReportsTo.word()));
        if told && !silent && !successors.contains(&to.id()) && !made(to.id()) {
            missing.push((to.id(), line));
        }
    }
    let (_, first) = missing.first()?;
    let to: Vec<NodeId> = missing.iter().map(|(to, _)| *to).collect();
    let names = naming::nodes(compared.after, successors.iter().copied());
    let rest = match successors.len() {
        0 => "which ends".to_owned(),
        1 => format!("and {names}, which takes its place, is not entered as making any"),
        2 => format!("and neither of {names}, which take its place, is entered as making any"),
        _ => format!("and none of {names}, which take its place, is entered as making any"),
    };
    let message = format!(
        "{} no longer {} the reports of {}, {rest}",
        super::words::nodes(compared.after, &to),
        verb(to.len(), "receives", "receive"),
        before.name()
    );
    let mut finding = Finding::new(RULE.name, Level::Should, before.subject(), message)
        .label(first.statement.place, "this report is no longer made");
    for id in &to {
        finding = finding.key(compared.after.node(*id).subject());
    }
    finding = ending(compared, before.key(), finding);
    Some(Consequence::new(finding.help(
        "say who is to make it from then on, or that it is no longer made",
    )))
}

/// The names of the papers, by key, that ask for reports before and after the change by a row of the catalogue, under which
/// somebody reported before, and nobody does after.
fn unreported(compared: &Compared<'_, '_>) -> BTreeMap<String, String> {
    let [before, after] = [compared.before, compared.after].map(under);
    let lost: BTreeSet<&str> = before.difference(&after).copied().collect();
    if lost.is_empty() {
        return BTreeMap::new();
    }
    let papers = known(compared.after, false).into_iter().filter(|(paper, rows)| {
        let asks = rows.iter().any(|row| row.needs.contains(&PaperNeed::Reports));
        asks && lost.contains(paper.key.as_str())
    });
    let name = |key, name| naming::arrangement("instrument", key, name);
    papers
        .map(|(paper, _)| (paper.key.to_string(), name(&paper.key, &paper.name)))
        .collect()
}

/// The papers under which somebody reports.
fn under<'m>(at: &AsAt<'m>) -> BTreeSet<&'m str> {
    let lines = at.model().relations().iter().enumerate();
    let reports = lines.filter(|(number, line)| {
        line.kind == RelationKind::ReportsTo && line.instrument.is_some() && at.relation_in_force(*number)
    });
    let papers = reports.filter_map(|(_, line)| line.instrument.as_ref());
    papers.map(|paper| paper.as_str()).collect()
}
