//! Statements that rest neither on a document nor on an admitted assumption, counted.

use std::collections::BTreeSet;

use remit_model::document::RelationKind;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeId, NodeKind, Row, Statement};
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
}

impl Count {
    fn add(&mut self, table: &'static str, statement: &Statement, rests: Rests) {
        match rests {
            Rests::Own => self.own += 1,
            Rests::Inherited => self.inherited += 1,
            Rests::Assumed => self.assumed += 1,
            Rests::Nothing => self.add_without(table, statement.place),
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
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let model = at.model();
    // A look at each as written, in force or not, is much quicker than to ask of each whether it is in force.
    if !model.any_statement(is_bare) {
        return;
    }
    let mut count = Count::default();
    each_statement(at, &mut |table, _, statement, rests| count.add(table, statement, rests));
    findings.extend(told(&count));
}

/// Whether a statement rests neither on a document, even one that does not exist, nor on an assumption.
fn is_bare(statement: &Statement) -> bool {
    statement.origin.is_none() && statement.any_assumed().is_none() && !statement.is_unknown("source")
}

/// What a statement rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rests {
    /// A source of its own.
    Own,
    /// The source of the table that it stands in.
    Inherited,
    /// An admitted assumption.
    Assumed,
    /// Neither.
    Nothing,
}

/// What is told of each statement: its table, whose it is, the statement, and what it rests on.
type Each<'e> = dyn FnMut(&'static str, Option<NodeId>, &Statement, Rests) + 'e;

/// Walks through the statements in force, but for those of proposals, which rest on the decision.
pub fn each_statement(at: &AsAt<'_>, each: &mut Each<'_>) {
    let model = at.model();
    let proposals = model.proposals.iter();
    let mut walk = Walk {
        at,
        decided: proposals.map(|proposal| proposal.statement.place.file).collect(),
        each,
    };
    walk.nodes();
    walk.lines();
    walk.rows("person", model.persons.rows());
    walk.rows("function", model.functions.rows());
    walk.rows("budget", model.budgets.rows());
    walk.rows("instrument", model.instruments.rows());
    walk.rows("delegation", model.delegations.rows());
    walk.rows("log", model.log.rows());
    walk.rows("milestone", model.milestones.rows());
    walk.rows("route", model.routes.rows());
    walk.rows("outcome", model.outcomes.rows());
}

struct Walk<'m, 'v, 'e> {
    at: &'v AsAt<'m>,
    /// The files of proposals.
    decided: BTreeSet<FileId>,
    each: &'v mut Each<'e>,
}

impl Walk<'_, '_, '_> {
    /// `named` says that the table above it names a document that does not exist, which is reported by itself.
    fn tell(&mut self, table: &'static str, node: Option<NodeId>, statement: &Statement, named: bool) {
        if self.decided.contains(&statement.place.file) {
            return;
        }
        let rests = match &statement.origin {
            Some(origin) if origin.own => Rests::Own,
            Some(_) => Rests::Inherited,
            None if statement.is_unknown("source") => Rests::Own,
            None if named => Rests::Inherited,
            None if statement.any_assumed().is_some() => Rests::Assumed,
            None => Rests::Nothing,
        };
        (self.each)(table, node, statement, rests);
    }

    fn rows<T: Row>(&mut self, table: &'static str, rows: &[T]) {
        let at = self.at;
        for row in at.current(rows) {
            self.tell(table, None, row.statement(), false);
        }
    }

    fn nodes(&mut self) {
        let at = self.at;
        for node in at.nodes() {
            let statement = &node.definition().statement;
            let id = Some(node.id());
            self.tell(node.kind().word(), id, statement, false);
            if node.kind() != NodeKind::Body {
                continue;
            }
            let named = statement.is_unknown("source");
            for seat in node.seats() {
                self.tell("seats", id, &seat.statement, named);
            }
            for does in node.does() {
                self.tell("does", id, &does.statement, named);
            }
            for carries in node.carries() {
                self.tell("carries", id, &carries.statement, named);
            }
        }
    }

    fn lines(&mut self) {
        let at = self.at;
        for (number, line) in at.model().relations().iter().enumerate() {
            // To be part of something is said with the body, and a delegation in a table of its own.
            if matches!(line.kind, RelationKind::Within | RelationKind::Delegation) || !at.relation_in_force(number) {
                continue;
            }
            let named = line.statement.origin.is_none() && at.node(line.from).is_unknown("source");
            self.tell(line.kind.word(), Some(line.from), &line.statement, named);
        }
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
