//! Statements that rest neither on a document nor on an admitted assumption, counted.

use std::collections::BTreeSet;

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Model, Node, NodeKind, Row, Statement};
use remit_model::sources::{FileId, Place};

use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "unsourced",
    group: Group::Documents,
    level: Level::Note,
    page: include_str!("unsourced.md"),
    on: true,
    check: Check::Model(check),
};

/// How many places are shown.
const SHOWN: usize = 3;

/// What statements rest on.
#[derive(Default)]
struct Count {
    own: usize,
    inherited: usize,
    assumed: usize,
    without: usize,
    /// Those without, by table.
    tables: Vec<(&'static str, usize)>,
    shown: Vec<Place>,
    /// The files of proposals: what stands in them rests on the decision.
    decided: BTreeSet<FileId>,
}

impl Count {
    /// Counts a statement; `named` says that the table above it names a document that does not exist, which is
    /// reported by itself.
    fn add(&mut self, table: &'static str, statement: &Statement, named: bool) {
        if self.decided.contains(&statement.place.file) {
            return;
        }
        match &statement.origin {
            Some(origin) if origin.own => self.own += 1,
            Some(_) => self.inherited += 1,
            None if statement.is_unknown("source") => self.own += 1,
            None if named => self.inherited += 1,
            None if statement.any_assumed().is_some() => self.assumed += 1,
            None => self.add_without(table, statement.place),
        }
    }

    fn add_without(&mut self, table: &'static str, place: Place) {
        self.without += 1;
        match self.tables.iter_mut().find(|(known, _)| *known == table) {
            Some((_, count)) => *count += 1,
            None => self.tables.push((table, 1)),
        }
        if self.shown.len() < SHOWN {
            self.shown.push(place);
        }
    }

    fn add_rows<T: Row>(&mut self, at: &AsAt<'_>, table: &'static str, rows: &[T]) {
        for row in at.current(rows) {
            self.add(table, row.statement(), false);
        }
    }
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let model = at.model();
    if !might(model) {
        return;
    }
    let proposals = model.proposals.iter();
    let mut count = Count {
        decided: proposals.map(|proposal| proposal.statement.place.file).collect(),
        ..Count::default()
    };
    nodes(at, &mut count);
    lines(at, &mut count);
    count.add_rows(at, "person", model.persons.rows());
    count.add_rows(at, "function", model.functions.rows());
    count.add_rows(at, "budget", model.budgets.rows());
    count.add_rows(at, "instrument", model.instruments.rows());
    count.add_rows(at, "delegation", model.delegations.rows());
    count.add_rows(at, "log", model.log.rows());
    count.add_rows(at, "milestone", model.milestones.rows());
    count.add_rows(at, "route", model.routes.rows());
    count.add_rows(at, "outcome", model.outcomes.rows());
    findings.extend(told(&count));
}

/// Whether anything as written, in force or not, rests on nothing: a look at each is much quicker than to ask of each
/// whether it is in force.
fn might(model: &Model) -> bool {
    fn any<T: Row>(rows: &[T]) -> bool {
        rows.iter().any(|row| is_bare(row.statement()))
    }
    let bare = |node: &Node| {
        let parts = node.parts.iter().any(|part| part.defines && is_bare(&part.statement));
        parts || any(&node.seats) || any(&node.does) || any(&node.carries)
    };
    model.nodes().any(bare)
        || model.relations().iter().any(|line| is_bare(&line.statement))
        || any(model.persons.rows())
        || any(model.functions.rows())
        || any(model.budgets.rows())
        || any(model.instruments.rows())
        || any(model.delegations.rows())
        || any(model.log.rows())
        || any(model.milestones.rows())
        || any(model.routes.rows())
        || any(model.outcomes.rows())
}

/// Whether a statement rests neither on a document, even one that does not exist, nor on an assumption.
fn is_bare(statement: &Statement) -> bool {
    statement.origin.is_none() && statement.any_assumed().is_none() && !statement.is_unknown("source")
}

fn nodes(at: &AsAt<'_>, count: &mut Count) {
    for node in at.nodes() {
        let statement = &node.definition().statement;
        count.add(node.kind().word(), statement, false);
        if node.kind() != NodeKind::Body {
            continue;
        }
        let named = statement.is_unknown("source");
        for seat in node.seats() {
            count.add("seats", &seat.statement, named);
        }
        for does in node.does() {
            count.add("does", &does.statement, named);
        }
        for carries in node.carries() {
            count.add("carries", &carries.statement, named);
        }
    }
}

fn lines(at: &AsAt<'_>, count: &mut Count) {
    for (number, line) in at.model().relations().iter().enumerate() {
        // To be part of something is said with the body, and a delegation in a table of its own.
        if matches!(line.kind, RelationKind::Within | RelationKind::Delegation) || !at.relation_in_force(number) {
            continue;
        }
        let named = line.statement.origin.is_none() && at.node(line.from).is_unknown("source");
        count.add(line.kind.word(), &line.statement, named);
    }
}

fn told(count: &Count) -> Option<Finding> {
    if count.without == 0 {
        return None;
    }
    let all = count.own + count.inherited + count.assumed + count.without;
    let message = format!(
        "{} of {all} statements in force rest{} on no document, and {} not marked as assumed",
        count.without,
        if count.without == 1 { "s" } else { "" },
        if count.without == 1 { "is" } else { "are" }
    );
    let mut finding = Finding::new(RULE.name, RULE.level, "framework", message).verdict(Verdict::Remark);
    for place in &count.shown {
        finding = finding.label(*place, "no source");
    }
    let tables = count
        .tables
        .iter()
        .map(|(table, number)| format!("{number} under `{table}`"));
    Some(
        finding
            .remark(format!("without a source: {}", list(&tables.collect::<Vec<_>>())))
            .remark(format!(
                "of the others: {} with a source of their own, {} with that of the table above, {} marked as assumed alone",
                count.own, count.inherited, count.assumed
            ))
            .help(
                "write `source = \"document: place\"`, once for a whole table; or `assumed.all`, with the reason, where it is \
                 a reading",
            ),
    )
}
