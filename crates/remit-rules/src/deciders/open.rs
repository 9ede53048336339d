//! What leaves open who does what with a function: silences, and names that lead nowhere. Neither is proof that nobody does it.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::model::{AsAt, Delegation, NodeId};
use remit_model::sources::Place;
use remit_model::text::Text;

use crate::naming;

/// What somebody is asked to hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted<'a> {
    /// Any verb that decides.
    Decision,
    /// This verb.
    Verb(&'a Text),
}

impl<'a> Wanted<'a> {
    /// Of a verb that decides, any other that decides will do.
    pub(crate) fn of(at: &AsAt<'_>, verb: &'a Text) -> Self {
        match at.model().effect(verb) {
            Some(Effect::Decide) => Self::Decision,
            _ => Self::Verb(verb),
        }
    }

    fn is_met_by(self, at: &AsAt<'_>, verb: &Text) -> bool {
        match self {
            Self::Decision => at.model().effect(verb) == Some(Effect::Decide),
            Self::Verb(wanted) => wanted == verb,
        }
    }

    /// Whether a delegation gives it: one that names no verbs gives them all.
    pub(crate) fn is_given_by(self, at: &AsAt<'_>, delegation: &Delegation) -> bool {
        delegation.verbs.is_empty() || delegation.verbs.iter().any(|verb| self.is_met_by(at, verb))
    }
}

/// A line that may be what is wanted.
enum Line<'m> {
    /// What a body does without a verb, or with one that does not exist.
    Own { who: NodeId, place: Place, misspelt: bool },
    /// A delegation to nobody known, or with a verb that does not exist.
    Given(&'m Delegation),
}

/// What a line leaves open.
#[derive(PartialEq, Eq)]
enum Leaves {
    /// It is silent.
    Silent,
    /// A name leads nowhere, which is reported as such.
    Misspelt,
}

impl Line<'_> {
    fn leaves(&self, at: &AsAt<'_>, wanted: Wanted<'_>) -> Option<Leaves> {
        match self {
            Self::Own { misspelt: true, .. } => Some(Leaves::Misspelt),
            Self::Own { .. } => Some(Leaves::Silent),
            Self::Given(delegation) if wanted.is_given_by(at, delegation) => {
                let misspelt = delegation.statement.is_unknown("to");
                let left = if misspelt { Leaves::Misspelt } else { Leaves::Silent };
                delegation.to.is_none().then_some(left)
            }
            // A verb that does not exist may be any.
            Self::Given(delegation) => has_unknown_verb(at, delegation).then_some(Leaves::Misspelt),
        }
    }

    /// Who, if that is known, and where.
    fn who(&self) -> (Option<NodeId>, Place) {
        match self {
            Self::Own { who, place, .. } => (Some(*who), *place),
            Self::Given(delegation) => (None, delegation.statement.place),
        }
    }
}

fn has_unknown_verb(at: &AsAt<'_>, delegation: &Delegation) -> bool {
    delegation.verbs.iter().any(|verb| at.model().effect(verb).is_none())
}

/// What is silent about the functions that it is about.
#[derive(Clone, Copy)]
pub(crate) enum Silent<'m> {
    /// What the body does is not stated.
    Body(NodeId),
    /// Which functions it gives is not stated.
    Delegation(&'m Delegation),
}

impl Silent<'_> {
    /// What is not stated, and where.
    pub(crate) fn words(self, at: &AsAt<'_>) -> (String, Place) {
        match self {
            Self::Body(id) => {
                let body = at.node(id);
                let words = format!(
                    "what {} {} is not stated",
                    body.name(),
                    naming::verb(&body, "decides or does", "decide or do")
                );
                (words, body.place())
            }
            Self::Delegation(delegation) => {
                let words = format!("which functions {} gives is not stated", delegation.name);
                (words, delegation.statement.place)
            }
        }
    }
}

/// All that leaves it open.
#[derive(Default)]
pub(crate) struct Open<'m> {
    lines: BTreeMap<&'m Text, Vec<Line<'m>>>,
    silent: Vec<Silent<'m>>,
    /// The verbs of lines of which the name of the function leads nowhere, so that it may be any of them.
    astray: BTreeSet<&'m Text>,
    /// Whether one of them may have any verb.
    astray_with_any: bool,
}

impl<'m> Open<'m> {
    pub(crate) fn new(at: &AsAt<'m>) -> Self {
        let mut open = Self::default();
        let silent = at
            .bodies()
            .filter(|body| body.is_not_stated("does") && !body.is_external());
        open.silent.extend(silent.map(|body| Silent::Body(body.id())));
        for done in at.all_doings() {
            let doing = at.doing(done);
            let known = doing.verb.as_ref().filter(|_| doing.effect.is_some());
            match &doing.function {
                Some(function) if known.is_none() => {
                    let line = Line::Own {
                        who: done.by,
                        place: doing.statement.place,
                        misspelt: doing.statement.is_unknown("verb"),
                    };
                    open.lines.entry(&function.value).or_default().push(line);
                }
                None if doing.statement.is_unknown("function") => open.stray(known.map(|verb| &verb.value)),
                _ => {}
            }
        }
        for delegation in at.current(at.model().delegations.rows()) {
            open.delegation(at, delegation);
        }
        open
    }

    fn delegation(&mut self, at: &AsAt<'m>, delegation: &'m Delegation) {
        let statement = &delegation.statement;
        let misspelt = has_unknown_verb(at, delegation);
        if statement.is_unknown("functions") {
            self.astray.extend(&delegation.verbs);
            self.astray_with_any |= delegation.verbs.is_empty() || misspelt;
        }
        if statement.is_not_stated("functions") {
            self.silent.push(Silent::Delegation(delegation));
        }
        if misspelt || delegation.to.is_none() {
            for function in &delegation.functions {
                self.lines.entry(function).or_default().push(Line::Given(delegation));
            }
        }
    }

    fn stray(&mut self, verb: Option<&'m Text>) {
        match verb {
            Some(verb) => _ = self.astray.insert(verb),
            None => self.astray_with_any = true,
        }
    }

    /// The lines of a function that may be it, or not: who, if that is known, and where.
    pub(crate) fn perhaps(
        &self,
        at: &AsAt<'_>,
        function: &Text,
        wanted: Wanted<'_>,
    ) -> impl Iterator<Item = (Option<NodeId>, Place)> {
        let lines = self.lines.get(function).into_iter().flatten();
        let lines = lines.filter(move |line| line.leaves(at, wanted) == Some(Leaves::Silent));
        lines.map(Line::who)
    }

    /// Whether a name that leads nowhere, which is reported as such, leaves it open.
    pub(crate) fn is_unknown(&self, at: &AsAt<'_>, function: &Text, wanted: Wanted<'_>) -> bool {
        let mut lines = self.lines.get(function).into_iter().flatten();
        self.astray_with_any
            || self.astray.iter().any(|verb| wanted.is_met_by(at, verb))
            || lines.any(|line| line.leaves(at, wanted) == Some(Leaves::Misspelt))
    }

    /// What is silent about the functions that it is about, and may be about any.
    pub(crate) fn silent(&self, at: &AsAt<'_>, wanted: Wanted<'_>) -> impl Iterator<Item = Silent<'m>> {
        self.silent.iter().copied().filter(move |silent| match silent {
            Silent::Body(_) => true,
            Silent::Delegation(delegation) => wanted.is_given_by(at, delegation),
        })
    }
}
