//! When an organisation, body or post ends: for arrangements that outlive those who made them.

use jiff::civil::Date;

use super::{Ended, NodeAt, NodeId, NodeKind};
use crate::sources::Place;
use crate::text::Text;

impl<'m> NodeAt<'m, '_> {
    /// Its last day, where one is stated, and where that is: a proposal that ends it and counts in this view comes first, then
    /// a change, then the definition. What a proposal without a day ends has ended when that is taken as adopted: the last
    /// day is then the one before the date.
    pub fn last_day(&self) -> Option<(Date, Place)> {
        if let Some(ended) = self.ended() {
            let before = || self.at.date.yesterday().ok();
            return ended.last.or_else(before).map(|last| (last, ended.place));
        }
        let changes = self.node.parts.iter().rev().filter(|part| !part.defines);
        let mut counting = changes.filter(|part| self.at.in_force(&part.statement));
        let definition = self.definition();
        let ending = counting.find(|part| part.ends.is_some()).unwrap_or(definition);
        ending.ends.map(|ends| (ends, ending.statement.place))
    }

    /// The end that a proposal gives it in this view, whether or not it has come: of several the first to come.
    pub fn ended(&self) -> Option<&'m Ended> {
        self.at.ended(&self.node.ended)
    }

    /// The proposal that ends it in this view without naming a day, where one does: its last day is then no date to be told.
    pub fn ended_with(&self) -> Option<&'m Text> {
        let ended = self.ended().filter(|ended| ended.last.is_none())?;
        self.at.model.proposal_of(ended.layer)
    }

    /// Whether it is an organisation that has ended, and that no other follows: then its bodies and posts ended with it. Those of
    /// one that is followed by others are still to be written anew.
    pub(super) fn is_over_for_good(&self) -> bool {
        let over = || self.last_day().is_some_and(|(last, _)| last < self.at.date());
        let followed = || self.at.successors(self.kind().word(), self.key()).next().is_some();
        self.kind() == NodeKind::Organisation && over() && !self.is_external() && !followed()
    }

    /// The organisation with which it ended, where it states no last day of its own that has come before.
    pub fn ended_with_organisation(&self) -> Option<NodeId> {
        let own = self.last_day().is_some_and(|(last, _)| last < self.at.date());
        let begun = self.first_day().is_none_or(|(first, _)| first <= self.at.date());
        let may = begun && !own && self.kind() != NodeKind::Organisation;
        let home = self.within_id().filter(|_| may)?;
        self.at.node(home).is_over_for_good().then_some(home)
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
