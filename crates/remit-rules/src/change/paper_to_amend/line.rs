//! A line that leads elsewhere than before, or that others have who came in somebody's place.

use remit_diff::{Change, Thing};
use remit_model::model::{AsAt, Relation};

use super::super::Compared;
use super::super::agreeing::line_of;
use crate::wording::list;

/// "Forum answers to Cabinet, and no longer to Board"; "Board answers to Cabinet, and no longer Panel and Forum". None where
/// both its ends are others.
pub(super) fn carried_over(compared: &Compared<'_, '_>, change: &Change) -> Option<String> {
    let old: Vec<&Relation> = change
        .before
        .iter()
        .filter_map(|thing| line(compared.before, thing))
        .collect();
    let new: Vec<&Relation> = change
        .after
        .iter()
        .filter_map(|thing| line(compared.after, thing))
        .collect();
    let kind = new.first()?.kind;
    if old.is_empty() || old.iter().chain(&new).any(|line| line.kind != kind) {
        return None;
    }
    let ends = |at: &AsAt<'_>, lines: &[&Relation], from: bool| {
        let mut names: Vec<String> = Vec::new();
        for line in lines {
            let name = at.node(if from { line.from } else { line.to }).name().to_string();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let (was, is) = (compared.before, compared.after);
    let (had, has) = (ends(was, &old, true), ends(is, &new, true));
    let (led, leads) = (ends(was, &old, false), ends(is, &new, false));
    // "answers to": what stands before whom it leads to, once more.
    let words = kind.words();
    let says = change.after.iter().map(|thing| thing.name.clone()).collect::<Vec<_>>();
    let gone = |before: &[String], after: &[String]| -> Vec<String> {
        before.iter().filter(|name| !after.contains(name)).cloned().collect()
    };
    if had == has && led != leads {
        let to = words.rsplit_once(' ').map_or("", |(_, last)| last);
        let to = if to == "to" { "to " } else { "" };
        return Some(format!(
            "{}, and no longer {to}{}",
            list(&says),
            list(&gone(&led, &leads))
        ));
    }
    let before = gone(&had, &has);
    (led == leads && !before.is_empty()).then(|| format!("{}, in the place of {}", list(&says), list(&before)))
}

fn line<'m>(at: &AsAt<'m>, thing: &Thing) -> Option<&'m Relation> {
    let owner = at.node_by_key(thing.id.owner.as_deref()?)?;
    line_of(at, &owner, &thing.id.key)
}
