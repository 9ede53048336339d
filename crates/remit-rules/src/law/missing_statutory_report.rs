//! A paper under which reports must come, and do not come as often (RULES D6).

use std::collections::BTreeMap;

use remit_model::document::{PaperNeed, RelationKind};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Instrument, Interval, NodeId, Paper, Relation};
use remit_model::text::Text;

use super::footing::Asks;
use super::papers::known;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "missing-statutory-report",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("missing_statutory_report.md"),
    on: true,
    check: Check::Missing(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut papers = known(at, false);
    for (_, rows) in &mut papers {
        rows.retain(|row| row.report_months.is_some() && row.needs.contains(&PaperNeed::Reports));
    }
    papers.retain(|(_, rows)| !rows.is_empty());
    if papers.is_empty() {
        return;
    }
    let mut reports: BTreeMap<&Text, Vec<&Relation>> = BTreeMap::new();
    for (number, line) in at.model().relations().iter().enumerate() {
        if let Some(paper) = line
            .instrument
            .as_ref()
            .filter(|_| line.kind == RelationKind::ReportsTo)
            && at.relation_in_force(number)
        {
            reports.entry(paper).or_default().push(line);
        }
    }
    // Who reports on a pooled fund is whoever holds it.
    let mut holders: BTreeMap<&Text, Vec<NodeId>> = BTreeMap::new();
    for budget in at.current(at.model().budgets.rows()) {
        if let (Some(paper), Some(holder)) = (&budget.instrument, &budget.held_by) {
            holders.entry(paper).or_default().push(holder.value);
        }
    }
    for (paper, rows) in papers {
        let lines = reports.get(&paper.key).map_or(&[][..], Vec::as_slice);
        let holders = holders.get(&paper.key).map_or(&[][..], Vec::as_slice);
        for row in rows {
            findings.extend(judge(at, paper, row, lines, holders));
        }
    }
}

fn judge(at: &AsAt<'_>, paper: &Instrument, row: &Paper, lines: &[&Relation], holders: &[NodeId]) -> Option<Finding> {
    let months = row.report_months?;
    let often = lines
        .iter()
        .any(|line| line.every_months.is_some_and(|own| own <= months));
    if often {
        return None;
    }
    let footing = row.footing();
    let name = naming::arrangement("instrument", &paper.key, &paper.name);
    let wanted = Interval::Months(months).words();
    let subject = format!("instrument.{}", paper.key);
    let told: Vec<&&Relation> = lines.iter().filter(|line| line.every_months.is_some()).collect();
    let silent = lines.len() > told.len();
    let (level, verdict, message) = match told.first() {
        Some(line) if !silent => {
            let seldom = Interval::Months(line.every_months.unwrap_or(months)).words();
            let message = format!(
                "reports under {name} come {seldom}, from {} to {}, and must come {wanted}",
                at.node(line.from).name(),
                at.node(line.to).name()
            );
            let reading = lines.iter().any(|line| line.assumed().is_some());
            (footing.level(reading), Verdict::Broken, message)
        }
        _ if silent => {
            let message = format!("how often reports come under {name} is not stated; they must come {wanted}");
            (Level::Note, Verdict::CannotTell, message)
        }
        // Only where whoever holds the money has all its reports entered is it known that there is none.
        _ if !holders.is_empty() && holders.iter().all(|holder| at.node(*holder).is_none("reports-to")) => {
            let message = format!(
                "reports under {name} must come {wanted}, and {} makes none",
                naming::nodes(at, holders.iter().copied())
            );
            (footing.level(false), Verdict::Broken, message)
        }
        _ => return None,
    };
    let mut finding = Finding::new(RULE.name, level, subject, message)
        .verdict(verdict)
        .key(footing.subject());
    finding = match told.first() {
        Some(line) => finding
            .label(line.statement.place, "this seldom")
            .label(paper.statement.place, "under this paper"),
        None => finding.label(paper.statement.place, "under this paper"),
    };
    Some(footing.under(
        finding,
        "enter who reports to whom: `reports-to` with this paper as `instrument`, and how often as `every-months`; where \
         nobody reports so often, have it agreed",
    ))
}
