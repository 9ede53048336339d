//! Views and accepted departures that name somebody who is there no longer: neither is broken by that, and both say less than
//! their authors think.

use std::collections::BTreeSet;

use remit_model::answer::Named;
use remit_model::comparison::{Comparison, StillNamed};
use remit_model::model::{Choice, NodeId, Selector};
use remit_model::page::{Inline, Line, sentence};
use remit_rules::change::Compared;

use super::page::Writer;
use crate::who::listed;

/// All of them: views first, each kind in the order of the framework. A view that is drawn as at a day of its own shows whoever was
/// there then; a departure that accepts nothing any more is a finding, which tells of it.
pub(super) fn all(compared: &Compared<'_, '_>) -> Vec<StillNamed> {
    let (before, after) = (compared.before, compared.after);
    let is_gone = |id: NodeId| {
        let node = after.node(id);
        let was = before.node_by_key(node.key()).is_some_and(|was| was.exists());
        was && !node.exists()
    };
    let gone_by_key = |key: &str| after.node_by_key(key).map(|node| node.id()).filter(|id| is_gone(*id));
    let names = |ids: BTreeSet<NodeId>| ids.into_iter().map(|id| after.node(id).name().to_string()).collect();
    let model = after.model();
    let mut told = Vec::new();
    for view in model.views.iter().filter(|view| view.choice.as_at.is_none()) {
        let gone: BTreeSet<NodeId> = selected(&view.choice).into_iter().filter(|id| is_gone(*id)).collect();
        if !gone.is_empty() {
            told.push(StillNamed {
                by: Named {
                    table: "view",
                    key: view.key.to_string(),
                    name: view.choice.title.clone(),
                },
                who: names(gone),
                place: view.statement.place,
            });
        }
    }
    let new = compared.new_findings();
    let is_found = |key: &str| {
        let subject = format!("departure.{key}");
        new.iter().any(|finding| finding.subject() == subject)
    };
    let in_force = model.departures.iter().filter(|row| after.in_force(&row.statement));
    for departure in in_force.filter(|row| !is_found(&row.key)) {
        let subjects = std::iter::once(&departure.subject).chain(&departure.about);
        let keys = subjects.filter_map(|subject| subject.split('.').nth(1));
        let accepted_by = departure.accepted_by.filter(|id| is_gone(*id));
        let gone: BTreeSet<NodeId> = keys.filter_map(gone_by_key).chain(accepted_by).collect();
        if !gone.is_empty() {
            told.push(StillNamed {
                by: Named {
                    table: "departure",
                    key: departure.key.to_string(),
                    name: departure.reason.to_string(),
                },
                who: names(gone),
                place: departure.statement.place,
            });
        }
    }
    told
}

/// Whom a view names, one by one or as an organisation whose bodies it means.
fn selected(choice: &Choice) -> Vec<NodeId> {
    let around = [&choice.around, &choice.highlight.around];
    let around = around.into_iter().flatten().map(|around| &around.of);
    let all = choice.show.iter().chain(&choice.hide).chain(&choice.collapse);
    let named = all.chain(&choice.highlight.path).chain(around);
    let node = |selector: &Selector| match selector {
        Selector::Node(id) | Selector::Within(id) => Some(*id),
        _ => None,
    };
    named.filter_map(node).collect()
}

/// What still names them.
pub(super) fn blocks(comparison: &Comparison, writer: &mut Writer<'_>) {
    if comparison.still_named.is_empty() {
        return;
    }
    writer.heading(2, "Views and departures that name who is gone", "still-named");
    writer.paragraph("They go on without them. Name who is meant now, or take them out.");
    let (shown, more) = writer.shown(&comparison.still_named);
    let lines: Vec<Line> = shown
        .iter()
        .map(|named| {
            let gone = if named.who.len() > 1 { "are" } else { "is" };
            vec![
                Inline::Words(format!("{} ", sentence(named.by.table))),
                Inline::Code(named.by.key.clone()),
                Inline::Words(format!(" names {}, which {gone} there no longer (", listed(&named.who))),
                writer.place(named.place),
                Inline::Words(")".to_owned()),
            ]
        })
        .collect();
    writer.list(lines);
    writer.more(more);
}
