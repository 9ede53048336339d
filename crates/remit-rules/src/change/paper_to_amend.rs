//! A paper that says something that is otherwise after the change.

use std::collections::BTreeMap;

use remit_diff::{Change, Kind, Table};
use remit_model::finding::{Finding, Level};
use remit_model::model::Instrument;

use super::naming_papers::Naming;
use super::{Approver, Compared, Consequence, is_substantive};
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

/// So many places are shown.
const SHOWN: usize = 6;

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
        if !is_substantive(change) || change.table() == Some(Table::Instrument) {
            continue;
        }
        for (side, things) in sides.iter().zip([&change.before, &change.after]) {
            for paper in things.iter().flat_map(|thing| side.papers(&thing.id, change)) {
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
}

/// The paper that is there before and after: one that ends, or comes with the change, is told as such.
fn amended(compared: &Compared<'_, '_>, key: &str, changes: Vec<&Change>) -> Option<Consequence> {
    let was = compared.approvals_before().paper(key);
    let was = was.filter(|paper| compared.before.in_force(&paper.statement))?;
    let paper = compared.approvals_after().paper(key);
    let paper = paper.filter(|paper| compared.after.in_force(&paper.statement))?;
    let mut reasons: Vec<String> = Vec::new();
    for change in &changes {
        let reason = reason(compared, change);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let left = |terms: &crate::documents::terms::Terms<'_>, at, paper| terms.is_left(at, paper);
    let goes = left(compared.approvals_after().terms(), compared.after, paper)
        && !left(compared.approvals_before().terms(), compared.before, was);
    let name = naming::arrangement("instrument", &paper.key, &paper.name);
    let message = format!("{} {name}: {}", if goes { "withdraw" } else { "amend" }, some(&reasons));
    let mut finding = Finding::new(RULE.name, RULE.level, format!("instrument.{key}"), message).label(
        paper.statement.place,
        if goes { "nobody works to it any more" } else { "" },
    );
    for change in changes.iter().take(SHOWN) {
        if let Some(thing) = change.thing() {
            finding = finding.label(thing.place, "this differs");
        }
    }
    if reasons.len() > 1 {
        finding.remarks.extend(reasons);
    }
    let help = if goes {
        "have those who approved it withdraw it, or say who works to it from then on"
    } else {
        "have the new words ready, and those who must agree to them"
    };
    Some(Consequence::new(finding.help(help)).approved_by(approvers(compared, was, paper, goes)))
}

/// Three reasons, and how many more.
fn some(reasons: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<String> = reasons.iter().take(SHOWN).cloned().collect();
    if reasons.len() > SHOWN {
        shown.push(format!("and {} more", reasons.len() - SHOWN));
    }
    shown.join("; ")
}

/// Those who agree to the new words; where nobody is left who could, those who agreed to the old ones.
fn approvers(compared: &Compared<'_, '_>, was: &Instrument, paper: &Instrument, goes: bool) -> Vec<Approver> {
    let after = compared.approvals_after().of_paper(paper);
    if goes || after.is_empty() {
        return compared.approvals_before().of_paper(was);
    }
    after
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
        (Table::Line, Kind::Moved) => format!("{}, where before {}", names(&change.after), names(&change.before)),
        (_, Kind::Added) => format!("{name} is new"),
        (_, Kind::Ended) => format!("{name} ends"),
        (_, Kind::Replaced) => format!("{} takes the place of {}", names(&change.after), names(&change.before)),
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
            let keys: Vec<String> = keys
                .filter(|key| super::agreeing::is_substance(key))
                .map(silence)
                .collect();
            format!("{name} changes ({})", naming::some(keys))
        }
    }
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
