//! Who leaves and who joins: the parties of a paper, and those who share a body.

use std::collections::BTreeSet;

use remit_diff::{Change, Kind, Table};
use remit_model::model::{NodeAt, NodeId};

use super::super::Compared;
use super::super::holder_lost::leaving::parties;
use super::super::words::{nodes, verb};

/// "The Trust leaves the Board": where a change says no more of a paper or a body than who shares it.
pub(super) fn others(compared: &Compared<'_, '_>, change: &Change) -> Option<String> {
    let (old, new) = (change.before.first()?, change.after.first()?);
    if !matches!(change.kind, Kind::Changed | Kind::Moved) {
        return None;
    }
    match old.id.table {
        Table::Instrument => {
            change.field("party")?;
            let was = compared.approvals_before().paper(&old.id.key)?;
            let is = compared.approvals_after().paper(&new.id.key)?;
            let (had, has) = (parties(compared.before, was), parties(compared.after, is));
            let words = told(
                compared,
                &had,
                &has,
                ("is no longer a party to it", "are no longer parties to it"),
                ("becomes a party to it", "become parties to it"),
            );
            Some(words.unwrap_or_else(|| "as what its parties are in it, or until when, changes".to_owned()))
        }
        Table::Body => {
            let alone = change
                .fields
                .iter()
                .all(|field| field.key == "between" || !super::super::agreeing::is_substance(&field.key));
            change.field("between").filter(|_| alone)?;
            let was = compared.before.node_by_key(&old.id.key)?;
            let is = compared.after.node_by_key(&new.id.key)?;
            let sharing =
                |node: &NodeAt<'_, '_>| -> BTreeSet<NodeId> { node.between().iter().map(NodeAt::id).collect() };
            let (leaves, joins) = (format!("leaves {}", is.name()), format!("joins {}", is.name()));
            let (leave, join) = (format!("leave {}", is.name()), format!("join {}", is.name()));
            told(
                compared,
                &sharing(&was),
                &sharing(&is),
                (&leaves, &leave),
                (&joins, &join),
            )
        }
        _ => None,
    }
}

/// Who of those before is none of those after, and who is new. Nobody, where all of them are the same.
fn told(
    compared: &Compared<'_, '_>,
    had: &BTreeSet<NodeId>,
    has: &BTreeSet<NodeId>,
    (leaves, leave): (&str, &str),
    (joins, join): (&str, &str),
) -> Option<String> {
    let stays = |id: &NodeId| compared.becomes(*id).is_some_and(|now| has.contains(&now.id()));
    let was_there = |id: &NodeId| compared.was(*id).is_some_and(|was| had.contains(&was.id()));
    let gone: Vec<NodeId> = had.iter().copied().filter(|id| !stays(id)).collect();
    let new: Vec<NodeId> = has.iter().copied().filter(|id| !was_there(id)).collect();
    let gone =
        (!gone.is_empty()).then(|| format!("{} {}", nodes(compared.before, &gone), verb(gone.len(), leaves, leave)));
    let new = (!new.is_empty()).then(|| format!("{} {}", nodes(compared.after, &new), verb(new.len(), joins, join)));
    let words: Vec<String> = gone.into_iter().chain(new).collect();
    (!words.is_empty()).then(|| words.join(", and "))
}
