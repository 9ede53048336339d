//! When an organisation, body or post ends: for arrangements that outlive those who made them.

use jiff::civil::Date;

use super::NodeAt;
use crate::sources::Place;

impl NodeAt<'_, '_> {
    /// Its last day, where one is stated, and where that is: a change that counts in this view comes before the definition.
    pub fn last_day(&self) -> Option<(Date, Place)> {
        let changes = self.node.parts.iter().rev().filter(|part| !part.defines);
        let mut counting = changes.filter(|part| self.at.in_force(&part.statement));
        let definition = self.definition();
        let ending = counting.find(|part| part.ends.is_some()).unwrap_or(definition);
        ending.ends.map(|ends| (ends, ending.statement.place))
    }

    /// Its first day, where one is stated, and where that is: the earliest of its definitions that count in this view.
    pub fn first_day(&self) -> Option<(Date, Place)> {
        let definitions = self.node.parts.iter().filter(|part| part.defines);
        let counting = definitions.filter(|part| self.at.has_layer(part.statement.layer));
        // One without a first day may have been there always.
        let days: Option<Vec<(Date, Place)>> = counting
            .map(|part| Some((part.statement.starts?, part.statement.place)))
            .collect();
        days?.into_iter().min_by_key(|(day, _)| *day)
    }

    /// Whether it is of one legal form throughout: what becomes another may outlive the form that it had.
    pub fn keeps_its_form(&self) -> bool {
        let mut forms = self.node.parts.iter().filter_map(|part| part.keys.form.as_ref());
        let first = forms.next().map(|form| form.value);
        forms.all(|form| Some(form.value) == first)
    }
}
