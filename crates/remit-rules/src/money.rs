//! Who holds money: computed once for a check, so that no rule goes through all budgets for each body.

use std::collections::BTreeMap;

use remit_model::model::{AsAt, Budget, NodeId};

/// The budgets in force by the body that holds them or may commit them.
pub(crate) fn by_holder<'m>(at: &AsAt<'m>) -> BTreeMap<NodeId, Vec<&'m Budget>> {
    let mut held: BTreeMap<NodeId, Vec<&Budget>> = BTreeMap::new();
    for budget in at.current(at.model().budgets.rows()) {
        let holder = budget.held_by.as_ref().map(|held| held.value);
        for id in holder
            .into_iter()
            .chain(budget.committed_by.filter(|&by| Some(by) != holder))
        {
            held.entry(id).or_default().push(budget);
        }
    }
    held
}
