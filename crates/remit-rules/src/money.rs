//! Who holds money: computed once for a check, so that no rule goes through all budgets for each body.

use std::collections::BTreeMap;

use remit_model::document::BudgetKind;
use remit_model::model::{AsAt, Budget, NodeId};

/// The budgets in force by the body that holds them or may commit them. A shadow budget is shown, and nobody holds it.
pub(crate) fn by_holder<'m>(at: &AsAt<'m>) -> BTreeMap<NodeId, Vec<&'m Budget>> {
    let mut held: BTreeMap<NodeId, Vec<&Budget>> = BTreeMap::new();
    let real = |budget: &&Budget| budget.kind != Some(BudgetKind::Shadow);
    for budget in at.current(at.model().budgets.rows()).filter(real) {
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
