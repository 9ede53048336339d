//! Who is on what, as a table: it reads better than lines.

use std::collections::BTreeSet;

use remit_model::document::RelationKind;
use remit_model::drawing::Matrix;
use remit_model::model::{AsAt, Choice, NodeId, NodeKind};

use super::shown::may_be_seen;

/// The organisations that are shown, against the bodies that they are parties to.
pub(super) fn matrix(at: &AsAt<'_>, shown: &BTreeSet<NodeId>, choice: &Choice) -> Matrix {
    let of_kind = |kind: NodeKind| {
        shown
            .iter()
            .map(|&id| at.node(id))
            .filter(move |node| node.kind() == kind)
    };
    let bodies: Vec<_> = of_kind(NodeKind::Body)
        .filter(|body| body.acting(RelationKind::Party).next().is_some())
        .collect();
    let parties: Vec<BTreeSet<NodeId>> = bodies
        .iter()
        .map(|body| {
            let seen = body
                .acting(RelationKind::Party)
                .filter(|line| may_be_seen(&line.statement, choice));
            seen.map(|line| line.to).collect()
        })
        .collect();
    let rows = of_kind(NodeKind::Organisation).map(|organisation| {
        let cell = |of: &BTreeSet<NodeId>| if of.contains(&organisation.id()) { "P" } else { "" };
        let cells = parties.iter().map(|of| cell(of).to_owned()).collect();
        (organisation.name().to_string(), cells)
    });
    Matrix {
        corner: "Organisation".to_owned(),
        columns: bodies.iter().map(|body| body.name().to_string()).collect(),
        rows: rows.collect(),
        key: vec![("P".to_owned(), "party".to_owned())],
    }
}
