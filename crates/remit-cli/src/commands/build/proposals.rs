//! A page for each proposal: what it would change.

use std::collections::BTreeSet;

use remit_model::page::Page;

use super::free;
use crate::commands::diff;
use crate::output::Progress;
use crate::workspace::Workspace;

/// What a proposal would change.
pub(super) struct Proposed {
    /// Its title; its id where it has none.
    pub(super) title: String,
    /// The name of its file, without an ending.
    pub(super) file: String,
    /// The page with its drawing, and without.
    pub(super) drawn: Page,
    pub(super) undrawn: Page,
}

/// A page for each proposal that nobody has adopted by the day that is looked at, in the order of the framework: what is taken with
/// `--with` is part of what the others would change.
pub(super) fn proposals(
    workspace: &Workspace,
    checked: &remit_rules::Checked,
    progress: &Progress,
    taken: &mut BTreeSet<String>,
) -> Vec<Proposed> {
    let open = workspace.loaded.model.proposals.iter().filter(|proposal| {
        !proposal.is_adopted_on(workspace.date) && !workspace.with().iter().any(|with| *with == *proposal.key)
    });
    open.map(|proposal| {
        progress.at(&format!("Comparing with {}", remit_render::inert::line(&proposal.key)));
        let file = free(taken, format!("proposal-{}", proposal.key), "-page");
        let (drawn, undrawn) = diff::proposal(workspace, checked, &proposal.key, &file);
        Proposed {
            title: match proposal.title.as_str() {
                "" => proposal.key.to_string(),
                title => title.to_owned(),
            },
            file,
            drawn,
            undrawn,
        }
    })
    .collect()
}
