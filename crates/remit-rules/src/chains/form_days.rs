//! The days on which the law knows the legal form of an organisation or body: nobody outlives their form.

use jiff::civil::Date;
use remit_model::document::Sureness;
use remit_model::model::{AsAt, Form, Known, NodeId, Statement};

use super::Days;
use super::onward::asked;

/// From when to when the law knows somebody's form.
#[derive(Debug, Clone)]
pub(crate) struct FormDays<'m> {
    pub(crate) form: &'m Form,
    pub(crate) days: Days,
    /// Whether neither law nor guidance was read for the row of the form.
    pub(crate) is_memory: bool,
    /// Why it is said to be of this form, where that is a reading; or why the row says these days.
    pub(crate) assumed: Option<String>,
}

impl<'m> FormDays<'m> {
    /// None where the law is not asked, no form is stated, its row has no days, or it becomes another form.
    pub(crate) fn of(at: &AsAt<'m>, id: NodeId) -> Option<Self> {
        let node = at.node(id);
        if !asked(at) || node.is_external() {
            return None;
        }
        let Known::Stated(form) = node.form() else {
            return None;
        };
        let days = Days {
            first: form.since,
            last: form.until,
        };
        if days == Days::default() || !node.keeps_its_form() {
            return None;
        }
        let Known::Stated(fact) = node.form_fact() else {
            return None;
        };
        let row = ["since", "until"].iter().find_map(|key| form.statement.assumed(key));
        Some(Self {
            form,
            days,
            is_memory: matches!(form.sure, None | Some(Sureness::Memory)),
            assumed: fact.assumed().or(row).map(ToString::to_string),
        })
    }

    /// The last day, where an arrangement goes on beyond it on the date or by its own end. One without an end ends with its
    /// parties, so that nothing is said of it before then.
    pub(crate) fn last_for(&self, at: &AsAt<'_>, statement: &Statement) -> Option<Date> {
        let beyond = |last| at.date() > last || at.last_day(statement).is_some_and(|ends| ends > last);
        self.days.last.filter(|&last| beyond(last))
    }

    /// The first day, where an arrangement began before it, or the date is before it.
    pub(crate) fn first_for(&self, at: &AsAt<'_>, statement: &Statement) -> Option<Date> {
        let before = |first| at.date() < first || statement.starts.is_some_and(|starts| starts < first);
        self.days.first.filter(|&first| before(first))
    }
}
