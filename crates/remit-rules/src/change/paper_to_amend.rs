//! A paper that says something that is otherwise after the change.

mod line;
mod partners;
mod unwritten;

use std::collections::{BTreeMap, BTreeSet};

use remit_diff::{Change, Kind, Table, Thing};
use remit_model::finding::{Finding, Level};
use remit_model::model::{Delegation, Instrument, NodeId, NodeKind};
use remit_model::path::StepStatus;
use remit_model::text::Text;

use super::approvers::merged;
use super::naming_papers::Naming;
use super::words::{folded, several};
use super::{Approver, Compared, Consequence, is_substantive};
use crate::belonging::in_force_with_organisation;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::{list, silence};

pub(crate) static RULE: Rule = Rule {
    name: "paper-to-amend",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("paper_to_amend.md"),
    on: true,
    check: Check::Change(check),
};

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let [before, after] = [compared.before, compared.after];
    if before.model().instruments.is_empty() || after.model().instruments.is_empty() {
        return;
    }
    let sides = [
        Naming::new(before, compared.approvals_before()),
        Naming::new(after, compared.approvals_after()),
    ];
    // By the key of the paper, the numbers of the changes, in their order.
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, change) in compared.diff.changes.iter().enumerate() {
        if !is_substantive(change) {
            continue;
        }
        // Of what else of a paper is written otherwise, its own text tells; that its parties are others is for each of them.
        if change.table() == Some(Table::Instrument) {
            if change.field("party").is_some()
                && let Some(paper) = change.after.first()
            {
                named.entry(paper.id.key.as_str()).or_default().push(number);
            }
            continue;
        }
        // An organisation that takes another over is in its own papers what it was.
        let stays = |thing: &Thing| {
            let is_it = |other: &Thing| other.id == thing.id;
            let merged = change.before.len() > 1 || change.after.len() > 1;
            thing.id.table == Table::Organisation
                && merged
                && change.before.iter().any(is_it)
                && change.after.iter().any(is_it)
        };
        for (side, things) in sides.iter().zip([&change.before, &change.after]) {
            let things = things.iter().filter(|thing| !stays(thing));
            for paper in things.flat_map(|thing| side.papers(&thing.id, change)) {
                let numbers = named.entry(paper).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
    }
    for (key, numbers) in named {
        let changes = numbers.iter().filter_map(|number| compared.diff.changes.get(*number));
        found.extend(amended(compared, key, changes.collect()));
    }
    found.extend(unwritten::all(compared));
}

/// The paper that is there before and after: one that ends, or comes with the change, is told as such.
fn amended(compared: &Compared<'_, '_>, key: &str, changes: Vec<&Change>) -> Option<Consequence> {
    let was = compared.approvals_before().paper(key);
    let was = was.filter(|paper| compared.before.in_force(&paper.statement))?;
    let paper = compared.approvals_after().paper(key);
    let paper = paper.filter(|paper| compared.after.in_force(&paper.statement))?;
    let mut reasons: Vec<String> = Vec::new();
    // That a party is new, or ends, is told with its part in the paper.
    let of_parties = changes.iter().any(|change| change.table() == Some(Table::Instrument));
    let told_with = |change: &Change| {
        let comes_or_goes = matches!(change.kind, Kind::Added | Kind::Ended);
        of_parties && comes_or_goes && change.table() == Some(Table::Organisation)
    };
    let left = |terms: &crate::documents::terms::Terms<'_>, at, paper| terms.is_left(at, paper);
    let goes = left(compared.approvals_after().terms(), compared.after, paper)
        && !left(compared.approvals_before().terms(), compared.before, was)
        && !is_needed(compared, paper);
    // It goes with those who worked to it: what else differs needs no words in it any more.
    let is_of_node = |change: &Change| change.table().is_some_and(Table::is_node);
    let only_nodes = goes && changes.iter().any(|change| is_of_node(change));
    let is_told = |change: &&Change| !told_with(change) && (!only_nodes || is_of_node(change));
    let changes: Vec<&Change> = changes.into_iter().filter(is_told).collect();
    for change in &changes {
        let reason = reason(compared, change);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let name = naming::arrangement("instrument", &paper.key, &paper.name);
    let message = format!("{} {name}: {}", if goes { "withdraw" } else { "amend" }, some(&reasons));
    // By another name it is the same: the paper says so when it is next amended.
    let only_names = changes.iter().all(|change| is_only_name(change));
    let level = if only_names { Level::Note } else { RULE.level };
    let mut finding = Finding::new(RULE.name, level, format!("instrument.{key}"), message).label(
        paper.statement.place,
        if goes { "nobody works to it any more" } else { "" },
    );
    for change in &changes {
        if let Some(thing) = change.thing() {
            finding = finding.label(thing.place, "this differs");
        }
    }
    if reasons.len() > 1 {
        finding.remarks.extend(reasons);
    }
    if only_names {
        let help = "write the new name into it when it is next amended; what it says under the old name stands";
        return Some(Consequence::new(finding.help(help)));
    }
    let help = if goes {
        "have those who approved it withdraw it, or say who works to it from then on"
    } else {
        "have the new words ready, and those who must agree to them"
    };
    let mut approvers = approvers(compared, was, paper, goes);
    if of_parties {
        approvers.extend(parties_of_both(compared, was, paper, &name));
    }
    Some(Consequence::new(finding.help(help)).approved_by(merged(approvers)))
}

/// Whether a change says no more of something than what it is called, under whatever key.
fn is_only_name(change: &Change) -> bool {
    let mut substance = change
        .fields
        .iter()
        .filter(|field| super::agreeing::is_substance(&field.key));
    matches!(change.kind, Kind::Changed | Kind::Renamed) && substance.all(|field| field.key == "name")
}

/// Whether something that is in force after the change rests on a paper: a party or an owner of an agreement, money, what is
/// delegated by it or recorded in it, a line, a body. Terms of reference go with those who work to them, whoever owns them; and
/// that those who approved a paper are gone says nothing of those who work to it.
fn is_needed(compared: &Compared<'_, '_>, paper: &Instrument) -> bool {
    let (at, model) = (compared.after, compared.after.model());
    // Whoever takes the place of an owner or a party takes the paper over; but what an organisation has for itself alone, such as its
    // constitution, ends with it.
    let named: BTreeSet<&NodeId> = paper
        .parties
        .iter()
        .map(|(party, _)| party)
        .chain(&paper.owners)
        .collect();
    let taken_over = |id: &NodeId| {
        let own = named.len() == 1 && at.node(*id).kind() == NodeKind::Organisation;
        let successors = compared.endings().of(at.node(*id).key()).unwrap_or_default();
        !own && !successors.is_empty()
    };
    let there = |id: &NodeId| in_force_with_organisation(at, *id) || taken_over(id);
    let parties = || paper.parties.iter().map(|(party, _)| party);
    let agreement = match &paper.kind {
        Some(kind) => kind != "terms-of-reference",
        None => paper.parties.len() > 1,
    };
    let worked_to = compared.approvals_after().terms().are_known(paper);
    let nobody_named = !worked_to && paper.parties.is_empty() && paper.owners.is_empty();
    if nobody_named || agreement && parties().chain(&paper.owners).any(there) {
        return true;
    }
    let is_it = |key: &Text| *key == paper.key;
    let money = || {
        let mut budgets = at.current(model.budgets.rows());
        budgets.any(|budget| budget.instrument.as_ref().is_some_and(is_it))
    };
    let given = || {
        at.delegations().any(|(row, status)| {
            let runs = matches!(status, StepStatus::InForce | StepStatus::AsIfAdopted(_));
            runs && there_all(row, &there) && row.instrument.iter().chain(&row.recorded_in).any(is_it)
        })
    };
    let lines = || {
        let nodes = at.nodes().filter(|node| there(&node.id()));
        let mut lines = nodes.flat_map(|node| node.acts().collect::<Vec<_>>());
        lines.any(|line| there(&line.to) && line.instrument.as_ref().is_some_and(is_it))
    };
    let bodies = || {
        let mut bodies = at.bodies().filter(|body| there(&body.id()));
        bodies.any(|body| body.instrument().is_some_and(is_it))
    };
    bodies() || money() || given() || lines()
}

/// Whether those who give and the one who receives are all there.
fn there_all(row: &Delegation, there: &impl Fn(&NodeId) -> bool) -> bool {
    row.from.iter().chain(row.to.as_ref().map(|to| &to.value)).all(there)
}

/// All reasons; three, and how many more, where the sentence is cut short.
fn some(reasons: &[String]) -> String {
    const SHOWN: usize = 3;
    let whole = reasons.join("; ");
    match reasons.get(..SHOWN) {
        Some(first) if reasons.len() > SHOWN => {
            let short = format!("{}; and {} more", first.join("; "), reasons.len() - SHOWN);
            folded(&short, &whole)
        }
        _ => whole,
    }
}

/// Those who agree to the new words; where nobody is left who could, those who agreed to the old ones.
fn approvers(compared: &Compared<'_, '_>, was: &Instrument, paper: &Instrument, goes: bool) -> Vec<Approver> {
    let mut after = compared.approvals_after().of_paper(paper);
    let before = compared.approvals_before().of_paper(was);
    if goes || after.is_empty() {
        return before;
    }
    // Whoever leaves an agreement agrees to that as well.
    after.extend(before.into_iter().filter(|approver| !approver.each.is_empty()));
    merged(after)
}

/// Whoever owns an agreement, those who go, who stay and who come agree to be parties to it with each other.
fn parties_of_both(compared: &Compared<'_, '_>, was: &Instrument, paper: &Instrument, name: &str) -> Vec<Approver> {
    let why = format!("the parties of {name} change");
    let of = |paper: &Instrument| -> Vec<NodeId> { paper.parties.iter().map(|(party, _)| *party).collect() };
    let before = compared.approvals_before().jointly(&of(was), &why);
    let after = compared.approvals_after().jointly(&of(paper), &why);
    merged(before.into_iter().chain(after).collect())
}

/// What differs, in a few words.
fn reason(compared: &Compared<'_, '_>, change: &Change) -> String {
    let Some(thing) = change.thing() else {
        return String::new();
    };
    let names = |things: &[remit_diff::Thing]| {
        let names: Vec<String> = things.iter().map(|thing| thing.name.clone()).collect();
        list(&names)
    };
    if let Some(owner) = come_or_gone(compared, change) {
        return owner;
    }
    if let Some(partners) = partners::others(compared, change) {
        return partners;
    }
    let owner = || owner_name(compared, change);
    let name = match thing.id.table {
        Table::Delegation | Table::Budget | Table::Function => format!("\u{201c}{}\u{201d}", thing.name),
        _ => thing.name.clone(),
    };
    match (thing.id.table, change.kind) {
        (Table::Seat, _) => format!("who sits on {}", owner()),
        (Table::Duty, _) => format!("what {} decides or does", owner()),
        (Table::Line, Kind::Added) => format!("{name} from then on"),
        (Table::Line, Kind::Ended) => format!("{name} no longer"),
        (Table::Line, Kind::Moved | Kind::Replaced | Kind::Merged | Kind::Split | Kind::Reorganised) => {
            line::carried_over(compared, change)
                .unwrap_or_else(|| format!("{}, where before {}", names(&change.after), names(&change.before)))
        }
        (_, Kind::Added) => format!("{name} is new"),
        (_, Kind::Ended) => format!("{name} ends"),
        (_, Kind::Replaced) => format!("{} takes the place of {}", names(&change.after), names(&change.before)),
        (_, Kind::Merged) if goes_into(change).is_some() => goes_into(change).unwrap_or_default(),
        (_, Kind::Merged | Kind::Split | Kind::Reorganised) => {
            let turn = if change.before.len() > 1 { "become" } else { "becomes" };
            format!("{} {turn} {}", names(&change.before), names(&change.after))
        }
        (table, Kind::Renamed) if table.is_node() => {
            format!(
                "{} is called {} from then on",
                names(&change.before),
                names(&change.after)
            )
        }
        _ => {
            let keys = change.fields.iter().map(|field| field.key.as_str());
            let said = |key: &str| match (thing.id.table, key) {
                (Table::Delegation, "to") => "who receives it".to_owned(),
                (Table::Delegation, "from") => "who gives it".to_owned(),
                (_, key) => silence(key),
            };
            let keys: Vec<String> = keys
                .filter(|key| super::agreeing::is_substance(key))
                .map(said)
                .collect();
            format!("{name} changes ({})", several(keys))
        }
    }
}

/// That some are merged into one that was there before as well.
fn goes_into(change: &Change) -> Option<String> {
    let [into] = change.after.as_slice() else { return None };
    let (stays, going): (Vec<_>, Vec<_>) = change.before.iter().partition(|thing| thing.id == into.id);
    let names: Vec<String> = going.iter().map(|thing| thing.name.clone()).collect();
    let turn = if names.len() > 1 { "are" } else { "is" };
    (!stays.is_empty()).then(|| format!("{} {turn} merged into {}", list(&names), into.name))
}

/// What a line, seat or duty belongs to, or leads to, was set up or ends with it: that is told instead.
fn come_or_gone(compared: &Compared<'_, '_>, change: &Change) -> Option<String> {
    let thing = change.thing()?;
    if !matches!(change.kind, Kind::Added | Kind::Ended) || thing.id.table.is_node() {
        return None;
    }
    let at = match change.kind {
        Kind::Added => compared.after,
        _ => compared.before,
    };
    if thing.id.table == Table::Delegation {
        return gone_with_party(compared, change);
    }
    let owner = thing.id.owner.as_deref().and_then(|key| at.node_by_key(key))?;
    let line = super::agreeing::line_of(at, &owner, &thing.id.key).filter(|_| thing.id.table == Table::Line);
    let ends = [Some(owner), line.map(|line| at.node(line.to))];
    for node in ends.into_iter().flatten() {
        let subject = node.subject();
        if compared.changes_of(&subject).any(|other| other.kind == change.kind) {
            let what = if change.kind == Kind::Added { "is new" } else { "ends" };
            return Some(format!("{} {what}", node.name()));
        }
    }
    None
}

/// What is given by, or to, somebody who ends with the change ends with that one.
fn gone_with_party(compared: &Compared<'_, '_>, change: &Change) -> Option<String> {
    let row = compared.approvals_before().delegation(&change.before.first()?.id.key)?;
    let parties = row.to.iter().map(|to| to.value).chain(row.from.iter().copied());
    let mut parties = parties.map(|party| compared.before.node(party));
    let ending = parties.find(|party| {
        let subject = party.subject();
        let mut changes = compared.changes_of(&subject);
        changes.any(|other| other.kind == Kind::Ended)
    });
    ending.map(|party| format!("{} ends", party.name()))
}

/// The name of whatever a seat or duty belongs to.
fn owner_name(compared: &Compared<'_, '_>, change: &Change) -> String {
    let side = if change.after.is_empty() {
        compared.before
    } else {
        compared.after
    };
    let owner = change
        .thing()
        .and_then(|thing| thing.id.owner.clone())
        .unwrap_or_default();
    let name = side.node_by_key(&owner).map(|node| node.name().to_string());
    name.unwrap_or(owner)
}
