//! The demands of a framework on itself beyond paths and links: `only`, `separate`, `forbidden`, `exactly-one`, `cap`.

use super::requirements::{Common, named};
use super::statements::Draft;
use super::{File, Resolver};
use crate::document::{self as written, At, FunctionKind, Key, RelationKind, Span, Who};
use crate::model::{Apart, Demand, Functions, Most, Requirement, SeatsOf, Selector};
use crate::text::Text;

impl Resolver<'_> {
    /// The demands of one file.
    pub(super) fn demands(&mut self, file: &File, requirements: &mut Vec<Requirement>) {
        let written = &file.document.requirement;
        for (key, only) in &written.only {
            let mut draft = Draft::new(file);
            let demand = self.only(&mut draft, key, only);
            requirements.push(self.requirement(draft, "only", key, demand, only));
        }
        for (key, separate) in &written.separate {
            let mut draft = Draft::new(file);
            let demand = self.separate(&mut draft, key, separate);
            requirements.push(self.requirement(draft, "separate", key, demand, separate));
        }
        for (key, forbidden) in &written.forbidden {
            let mut draft = Draft::new(file);
            let demand = self.forbidden(&mut draft, key, forbidden);
            requirements.push(self.requirement(draft, "forbidden", key, demand, forbidden));
        }
        for (key, exactly_one) in &written.exactly_one {
            let mut draft = Draft::new(file);
            let demand = self.exactly_one(&mut draft, key, exactly_one);
            requirements.push(self.requirement(draft, "exactly-one", key, demand, exactly_one));
        }
        for (key, cap) in &written.cap {
            let mut draft = Draft::new(file);
            let demand = self.cap(&mut draft, key, cap);
            requirements.push(self.requirement(draft, "cap", key, demand, cap));
        }
    }

    fn requirement(
        &mut self,
        draft: Draft<'_>,
        kind: &str,
        key: &At<Key>,
        demand: Demand,
        written: &impl Common,
    ) -> Requirement {
        Requirement {
            key: Text::from(format!("{kind}.{}", key.0)),
            demand,
            because: written.because(),
            remedy: written.remedy(),
            statement: self.statement(draft, key.span, written, None),
        }
    }

    /// What cannot be judged, said once: nothing is said where a name in it leads nowhere, which is reported as such.
    fn lacking(&mut self, draft: &Draft<'_>, kind: &str, key: &At<Key>, needs: &str) -> Demand {
        if draft.unknown.is_empty() {
            let why = format!("requirement `{}` needs {needs}", key.0);
            self.incomplete(draft, format!("requirement.{kind}.{}", key.0), why, key.span);
        }
        Demand::Unreadable
    }

    fn only(&mut self, draft: &mut Draft<'_>, key: &At<Key>, only: &written::OnlyRequirement) -> Demand {
        let top_down: Vec<(Selector, Span)> = only
            .top_down
            .iter()
            .filter_map(|at| self.selector(draft, "top-down", at))
            .collect();
        let through = only.through.as_ref().and_then(|at| self.node(draft, "through", at));
        let by = kinds(&only.by);
        match through {
            Some(through) if top_down.len() == only.top_down.len() && top_down.len() >= 2 && !by.is_empty() => {
                Demand::Only { top_down, through, by }
            }
            _ => self.lacking(
                draft,
                "only",
                key,
                "at least two places in `top-down`, a body in `through`, and relations in `by`",
            ),
        }
    }

    fn separate(&mut self, draft: &mut Draft<'_>, key: &At<Key>, separate: &written::SeparateRequirement) -> Demand {
        let sets: Vec<(Selector, Span)> = separate
            .sets
            .iter()
            .filter_map(|at| self.selector(draft, "sets", at))
            .collect();
        let capacities: Vec<_> = separate.capacities.iter().map(|at| at.value).collect();
        let apart = match (sets.as_slice(), capacities.as_slice()) {
            ([one, other], []) => Some(Apart::Sets(one.clone(), other.clone())),
            ([], [one, other]) if one != other => Some(Apart::Capacities(*one, *other)),
            _ => None,
        };
        let mut who: Vec<Who> = separate.who.iter().map(|at| at.value).collect();
        if who.is_empty() {
            who = vec![Who::Person, Who::Post, Who::Organisation];
        }
        match apart {
            Some(apart) => Demand::Separate { apart, who },
            None => self.lacking(
                draft,
                "separate",
                key,
                "two `sets`, or two different `capacities`, not both",
            ),
        }
    }

    fn forbidden(&mut self, draft: &mut Draft<'_>, key: &At<Key>, forbidden: &written::ForbiddenRequirement) -> Demand {
        let from = forbidden.from.as_ref().and_then(|at| self.selector(draft, "from", at));
        let to = forbidden.to.as_ref().and_then(|at| self.selector(draft, "to", at));
        let by = kinds(&forbidden.by);
        match (from, to) {
            (Some(from), Some(to)) if !by.is_empty() => Demand::Forbidden { from, to, by },
            _ => self.lacking(draft, "forbidden", key, "`from`, `to`, and relations in `by`"),
        }
    }

    fn exactly_one(
        &mut self,
        draft: &mut Draft<'_>,
        key: &At<Key>,
        exactly_one: &written::ExactlyOneRequirement,
    ) -> Demand {
        let mut functions = Vec::new();
        for at in &exactly_one.functions {
            functions.extend(self.functions(draft, at));
        }
        if functions.is_empty() {
            return self.lacking(
                draft,
                "exactly-one",
                key,
                "`functions`: ids, \"*\" for all, or \"kind:duty\"",
            );
        }
        Demand::ExactlyOne { functions }
    }

    /// "*", "kind:duty", or a function.
    fn functions(&mut self, draft: &mut Draft<'_>, at: &At<Text>) -> Option<Functions> {
        if at.value == "*" {
            return Some(Functions::All);
        }
        let Some(word) = at.strip_prefix("kind:") else {
            let known = self.matters(draft, std::slice::from_ref(at));
            return known.first().cloned().map(Functions::One);
        };
        let kinds = [
            FunctionKind::Duty,
            FunctionKind::Power,
            FunctionKind::Contract,
            FunctionKind::Matter,
        ];
        let kind = kinds.into_iter().find(|kind| kind.word() == word);
        if kind.is_none() {
            draft.unknown.push("functions");
            let why = format!("`{word}` is no kind of function; there are duty, power, contract and matter");
            self.incomplete(draft, "requirement.exactly-one".to_owned(), why, at.span);
        }
        kind.map(Functions::Kind)
    }

    fn cap(&mut self, draft: &mut Draft<'_>, key: &At<Key>, cap: &written::CapRequirement) -> Demand {
        let on = cap.on.as_ref().and_then(|at| self.selector(draft, "on", at));
        let most = match (&cap.most, &cap.percent) {
            (Some(most), None) => Some(Most::Seats(most.value)),
            (None, Some(percent)) => Some(Most::Percent(percent.value)),
            _ => None,
        };
        let of = match (&cap.organisation, &cap.category) {
            (None, None) => Some(SeatsOf::EachOrganisation),
            (Some(organisation), None) => self
                .organisation(draft, "organisation", organisation)
                .map(SeatsOf::Organisation),
            (None, Some(category)) => Some(SeatsOf::Category(category.0.clone())),
            (Some(_), Some(_)) => None,
        };
        match (on, most, of) {
            (Some(on), Some(most), Some(of)) => Demand::Cap {
                on,
                most,
                of,
                voting: cap.voting.as_ref().is_some_and(|at| at.value),
            },
            _ => self.lacking(
                draft,
                "cap",
                key,
                "`on`, either `most` or `percent`, and at most one of `organisation` and `category`",
            ),
        }
    }
}

fn kinds(by: &[At<RelationKind>]) -> Vec<RelationKind> {
    by.iter().map(|at| at.value).collect()
}

named!(
    written::OnlyRequirement,
    written::SeparateRequirement,
    written::ForbiddenRequirement,
    written::ExactlyOneRequirement,
    written::CapRequirement,
);
