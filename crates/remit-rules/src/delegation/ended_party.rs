//! An arrangement that outlives one of those who made it (RULES B20).

mod bodies;
mod forms;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeAt, NodeId, Statement};
use remit_model::page::day_in_words;
use remit_model::sources::Place;
use remit_model::text::Text;

use self::forms::Reaching;
use crate::belonging::one_organisation;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "ended-party",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("ended_party.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let model = at.model();
    bodies::check(at, findings);
    let mut reaching = Reaching::default();
    for delegation in at.current(model.delegations.rows()) {
        let mut parties = Parties::default();
        parties.all(&delegation.from, "gives it");
        parties.all(delegation.to.iter().map(|to| &to.value), "receives it");
        parties.judge(
            at,
            ("delegation", &delegation.key),
            &delegation.name,
            &delegation.statement,
            (&mut reaching, findings),
        );
    }
    for paper in at.current(model.instruments.rows()) {
        let mut parties = Parties::default();
        parties.all(paper.parties.iter().map(|(party, _)| party), "is a party to it");
        parties.all(&paper.owners, "owns it");
        parties.judge(
            at,
            ("instrument", &paper.key),
            &paper.name,
            &paper.statement,
            (&mut reaching, findings),
        );
    }
    for budget in at.current(model.budgets.rows()) {
        let mut parties = Parties::default();
        parties.all(&budget.host, "hosts it");
        parties.all(&budget.contributors, "pays into it");
        parties.all(budget.held_by.iter().map(|held| &held.value), "holds it");
        parties.all(&budget.committed_by, "may commit it");
        parties.judge(
            at,
            ("budget", &budget.key),
            &budget.name,
            &budget.statement,
            (&mut reaching, findings),
        );
    }
    reaching.report(at, findings);
}

/// Who belongs to an arrangement, each in the first of its parts.
#[derive(Default)]
struct Parties(BTreeMap<NodeId, &'static str>);

impl Parties {
    fn all<'i>(&mut self, ids: impl IntoIterator<Item = &'i NodeId>, part: &'static str) {
        for &id in ids {
            self.0.entry(id).or_insert(part);
        }
    }

    fn judge(
        &self,
        at: &AsAt<'_>,
        (table, key): (&str, &Text),
        name: &Text,
        statement: &Statement,
        (reaching, findings): (&mut Reaching, &mut Vec<Finding>),
    ) {
        let name = naming::arrangement(table, key, name);
        let homes = self.0.keys().filter_map(|&id| one_organisation(at, id));
        for id in self.0.keys().copied().chain(homes).collect::<BTreeSet<NodeId>>() {
            reaching.note(at, id, &name, statement);
        }
        for (&id, part) in &self.0 {
            // A paper may be signed, or a fund set up, for somebody who is still to come.
            if table == "delegation" {
                findings.extend(early(at, (id, part), (key, &name), statement));
            }
            // What ends with its organisation is told with that, where it has a part of its own.
            let told = |end: &End| end.with.is_some_and(|with| self.0.contains_key(&with));
            let Some(end) = end(at, id).filter(|end| !at.node(id).is_external() && !told(end)) else {
                continue;
            };
            let party = at.node(id);
            let who = party.name();
            let gone = end.day < at.date();
            let (level, message) = match at.last_day(statement) {
                _ if gone => (
                    Level::Must,
                    format!(
                        "{name} is entered as in force, and {who}, which {part}, {}",
                        end.words("ended")
                    ),
                ),
                Some(ends) if end.day < ends => {
                    let (first, last) = (day_in_words(end.day), day_in_words(ends));
                    (
                        Level::Should,
                        format!("{name} runs until {last}, and {who}, which {part}, ends on {first}"),
                    )
                }
                Some(_) => continue,
                None => {
                    let when = day_in_words(end.day);
                    (
                        Level::Note,
                        format!("{name} has no end, and {who}, which {part}, ends on {when}"),
                    )
                }
            };
            let assumed = end.assumed.clone();
            let assumed = assumed.or_else(|| statement.assumed("ends").map(ToString::to_string));
            let level = if assumed.is_some() {
                level.min(Level::Should)
            } else {
                level
            };
            let mut finding = Finding::new(RULE.name, level, format!("{table}.{key}"), message)
                .key(party.subject())
                .label(statement.place, format!("{who} {part}"))
                .label(end.place, end.words("ends"));
            if let Some(with) = end.with {
                finding = finding.remark(format!("{who} is part of {}, and ends with it", at.node(with).name()));
            }
            if let Some(why) = assumed {
                finding = finding.remark(format!("the last day is a reading: {why}"));
            }
            findings.push(taken_over(at, end.with.unwrap_or(id), &party, finding));
        }
    }
}

/// What to do: with the successors of the one that ended, where the framework names any.
fn taken_over(at: &AsAt<'_>, ended: NodeId, party: &NodeAt<'_, '_>, finding: Finding) -> Finding {
    let ended = at.node(ended);
    let successors = at.successors(ended.kind().word(), ended.key());
    let names: Vec<String> = successors
        .filter_map(|succession| at.node_by_key(&succession.to))
        .map(|node| node.name().to_string())
        .collect();
    if names.is_empty() {
        return finding
            .remark("a statutory transfer scheme may have moved it to a successor; the paper should then say so")
            .help(
                "name the successor, and who takes over (a variation or novation, or the transfer scheme); or end the \
                 arrangement with the party (`ends`). Check with your legal adviser",
            );
    }
    let (all, whose) = (list(&names), ended.name());
    let stands = if ended.id() == party.id() {
        format!("{all} took the place of {whose}")
    } else {
        format!("{all} took the place of {whose}, with which {} ended", party.name())
    };
    finding.remark(format!("{stands}; a statutory transfer scheme may have moved it")).help(format!(
        "re-sign it with {all}, or novate it (a variation, or the transfer scheme), and enter that; or end the arrangement with \
         the party (`ends`). Check with your legal adviser"
    ))
}

/// A delegation that began before somebody who gives or receives it did.
fn early(
    at: &AsAt<'_>,
    (id, part): (NodeId, &str),
    (key, name): (&Text, &str),
    statement: &Statement,
) -> Option<Finding> {
    let party = at.node(id);
    let start = start(at, id).filter(|_| !party.is_external())?;
    let (who, day) = (party.name(), day_in_words(start.day));
    let (level, message) = match statement.starts {
        _ if at.date() < start.day => (
            Level::Must,
            format!("{name} is entered as in force, and {who}, which {part}, begins only on {day}"),
        ),
        Some(starts) if starts < start.day => (
            Level::Should,
            format!(
                "{name} began on {}, and {who}, which {part}, began only on {day}",
                day_in_words(starts)
            ),
        ),
        _ => return None,
    };
    let assumed = start
        .assumed
        .or_else(|| statement.assumed("starts").map(ToString::to_string));
    let level = if assumed.is_some() {
        level.min(Level::Should)
    } else {
        level
    };
    // Another key than that of its end, of which there may be a finding as well.
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{key}"), message)
        .key(party.subject())
        .key("starts")
        .label(statement.place, format!("{who} {part}"))
        .label(start.place, format!("begins on {day}"));
    if let Some(with) = start.with {
        finding = finding.remark(format!(
            "{who} is part of {}, and is taken to begin no sooner",
            at.node(with).name()
        ));
    }
    if let Some(why) = assumed {
        finding = finding.remark(format!("the first day is a reading: {why}"));
    }
    Some(finding.help(
        "begin it no sooner than those who make it (`starts`), and enter what was in force before under whoever was there \
         then. Check with your legal adviser",
    ))
}

/// Its own first day, or that of the organisation that it is part of, whichever comes last.
pub(crate) fn start(at: &AsAt<'_>, id: NodeId) -> Option<End> {
    let starts = days(at, id, "starts", |node| node.first_day());
    // Of equals its own.
    starts.into_iter().rev().flatten().max_by_key(|start| start.day)
}

/// The last day of somebody, or the first.
pub(crate) struct End {
    pub(crate) day: Date,
    pub(crate) place: Place,
    /// The organisation whose day it is, where it is not its own.
    pub(crate) with: Option<NodeId>,
    pub(crate) assumed: Option<String>,
    /// The proposal that ends it, where that names no day.
    proposal: Option<Text>,
}

impl End {
    /// When, or by what.
    pub(crate) fn words(&self, verb: &str) -> String {
        match &self.proposal {
            Some(proposal) => format!("ends with the proposal `{proposal}`"),
            None => format!("{verb} on {}", day_in_words(self.day)),
        }
    }
}

/// Its own last day, or that of the organisation that it is part of, whichever comes first.
pub(crate) fn end(at: &AsAt<'_>, id: NodeId) -> Option<End> {
    let ends = days(at, id, "ends", |node| node.last_day());
    ends.into_iter().flatten().min_by_key(|end| end.day)
}

/// Its own day, then that of the one organisation that it is part of; `key` says under which key a reading of it is explained.
fn days(at: &AsAt<'_>, id: NodeId, key: &str, day: fn(&NodeAt<'_, '_>) -> Option<(Date, Place)>) -> [Option<End>; 2] {
    let of = |id: NodeId, with: Option<NodeId>| {
        let node = at.node(id);
        let (day, place) = day(&node)?;
        let why = node.definition().statement.assumed(key);
        Some(End {
            day,
            place,
            with,
            assumed: why.map(ToString::to_string),
            proposal: node.ended_with().filter(|_| key == "ends").cloned(),
        })
    };
    let home = one_organisation(at, id).filter(|&home| home != id);
    [of(id, None), home.and_then(|home| of(home, Some(home)))]
}
