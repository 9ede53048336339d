//! A pooled fund without a host or a manager (RULES B18).

use std::collections::BTreeMap;

use remit_model::document::{BudgetKind, PaperNeed};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Budget, Instrument, NodeId, Paper};
use remit_model::text::Text;

use super::footing::Asks;
use super::papers::known;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "incomplete-pool",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("incomplete_pool.md"),
    on: true,
    check: Check::Missing(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let papers: BTreeMap<&Text, _> = known(at, false)
        .into_iter()
        .map(|(paper, rows)| (&paper.key, (paper, rows)))
        .collect();
    if papers.is_empty() {
        return;
    }
    let pools = at.current(at.model().budgets.rows());
    for pool in pools.filter(|budget| budget.kind == Some(BudgetKind::Pooled)) {
        if let Some((paper, rows)) = pool.instrument.as_ref().and_then(|key| papers.get(key)) {
            for row in rows {
                findings.extend(judge(at, pool, paper, row));
            }
        }
    }
}

/// What is wrong with one of the things that a pool must have.
enum Lack {
    /// The sources do not state it.
    NotStated(&'static str),
    /// Nobody has entered it.
    LeftOut(&'static str),
    /// The host is none of the partners.
    Outside(NodeId),
}

fn lacks(pool: &Budget, paper: &Instrument, row: &Paper) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let mut ask = |need, key: &'static str, stated: bool| {
        if row.needs.contains(&need) && !stated && !pool.statement.is_unknown(key) {
            lacks.push(match pool.statement.is_not_stated(key) {
                true => Lack::NotStated(key),
                false => Lack::LeftOut(key),
            });
        }
    };
    ask(PaperNeed::Host, "host", pool.host.is_some());
    ask(PaperNeed::Manager, "manager", pool.manager.is_some());
    if let Some(host) = pool.host.filter(|_| row.needs.contains(&PaperNeed::Host)) {
        let parties = paper.parties.iter().map(|(party, _)| party);
        let mut partners = parties.chain(&pool.contributors).peekable();
        if partners.peek().is_some() && !partners.any(|partner| *partner == host) {
            lacks.push(Lack::Outside(host));
        }
    }
    lacks
}

fn judge(at: &AsAt<'_>, pool: &Budget, paper: &Instrument, row: &Paper) -> Option<Finding> {
    let lacks = lacks(pool, paper, row);
    let footing = row.footing();
    let name = naming::arrangement("budget", &pool.key, &pool.name);
    let part = |key: &str| match key {
        "host" => "the partner that hosts it (`host`)".to_owned(),
        _ => "the officer who manages it (`manager`)".to_owned(),
    };
    let not_stated = lacks.iter().filter_map(|lack| match lack {
        Lack::NotStated(key) => Some(part(key)),
        _ => None,
    });
    let left_out = lacks.iter().filter_map(|lack| match lack {
        Lack::LeftOut(key) => Some(part(key)),
        _ => None,
    });
    let (not_stated, left_out): (Vec<String>, Vec<String>) = (not_stated.collect(), left_out.collect());
    let outside = lacks.iter().find_map(|lack| match lack {
        Lack::Outside(host) => Some(*host),
        _ => None,
    });
    let assumed = pool.statement.any_assumed();
    let sure = footing.level(assumed.is_some());
    let (level, verdict, message) = match (outside, not_stated.is_empty(), left_out.is_empty()) {
        (Some(host), _, _) => {
            let host = at.node(host);
            let message = format!(
                "{name} is pooled, and {} hosts it, which is none of its partners",
                host.name()
            );
            (sure, Verdict::Broken, message)
        }
        (None, false, _) => {
            let message = format!("{name} is pooled, and its sources do not state {}", list(&not_stated));
            (sure.min(Level::Should), Verdict::Broken, message)
        }
        (None, true, false) => {
            let are = if left_out.len() == 1 { "is" } else { "are" };
            let message = format!("{name} is pooled, and {} {are} not entered", list(&left_out));
            (Level::Note, Verdict::CannotTell, message)
        }
        (None, true, true) => return None,
    };
    let mut finding = Finding::new(RULE.name, level, format!("budget.{}", pool.key), message)
        .verdict(verdict)
        .key(footing.subject())
        .label(pool.statement.place, "a pooled fund")
        .label(paper.statement.place, "under this paper");
    if let Some(why) = assumed {
        finding = finding.remark(format!("what is stated of the fund is in part a reading: {why}"));
    }
    if !left_out.is_empty() && level != Level::Note {
        finding = finding.remark(format!("{} is not entered either", list(&left_out)));
    }
    Some(footing.under(
        finding,
        "look it up in the agreement, and enter it; where the agreement names nobody, have the partners agree on it",
    ))
}
