//! What differs between two states of a framework, and what that brings with it: as data, as the page for a paper, and several
//! options beside each other.

mod approvals;
mod checks;
mod conflicts;
mod drafts;
mod happens;
mod listed;
mod log;
mod options;
mod page;
mod proposal;
mod still_named;
mod telling;
mod twice;
mod when;
mod words;

use remit_diff::Table;
use remit_model::comparison::{Comparison, Consequence, Count, Side};
use remit_model::finding::Finding;
use remit_rules::change::{Compared, consequences};

pub use options::options;
pub use page::{Around, page};
pub use telling::{count_in_words, mistakes_in_words, sides_in_words};
pub(crate) use words::name;

/// Two states beside each other, as data. What the sides are called, and how many mistakes their files have, is known to whoever
/// opened them.
pub fn comparison(compared: &Compared<'_, '_>, before: Side, after: Side) -> Comparison {
    let weighed = consequences(compared).into_iter().map(|one| Consequence {
        weight: one.weight().word(),
        approvals: approvals::each_once(&one.approvers),
        finding: one.finding,
        found: Vec::new(),
    });
    let consequences = twice::told_once(weighed.collect(), &compared.new_findings());
    let owned = |findings: Vec<&Finding>| findings.into_iter().cloned().collect();
    // In the order in which they were named, by whoever asked or by the scenario.
    let mut proposals = proposal::taken(compared);
    proposals.sort_by_key(|proposal| after.with.iter().position(|key| *key == proposal.key));
    let reworded = compared.reworded_findings().into_iter();
    let drafts = drafts::all(compared, &after.with);
    Comparison {
        before,
        after,
        counts: counts(compared).into_iter().chain(drafts::count(&drafts)).collect(),
        drafts,
        proposals,
        adopted: proposal::adopted_between(compared),
        conflicts: owned(compared.conflicts()),
        approvals: approvals::of_all(compared, &consequences),
        consequences,
        new: owned(compared.new_findings()),
        cleared: owned(compared.cleared_findings()),
        gone: owned(compared.gone_findings()),
        reworded: reworded.map(|(was, is)| (was.clone(), is.clone())).collect(),
        log: log::becoming(compared),
        still_named: still_named::all(compared),
        changes: happens::changes(compared),
    }
}

/// How many changes there are of each kind of thing, in the order in which they are told.
fn counts(compared: &Compared<'_, '_>) -> Vec<Count> {
    let counted = Table::ALL.into_iter().map(|table| {
        let [added, ended, changed, elsewhere] = compared.diff.count(table);
        Count {
            table: table.word(),
            heading: table.heading(),
            added,
            ended,
            changed,
            elsewhere,
        }
    });
    counted
        .filter(|count| count.added + count.ended + count.changed + count.elsewhere > 0)
        .collect()
}
