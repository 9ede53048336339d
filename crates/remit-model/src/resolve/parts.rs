//! The parts of a node: what it does, its seats, and the names that it is described with.

use super::mistakes::Wanted;
use super::statements::{Draft, money};
use super::{File, Resolver};
use crate::document::{self as written, At, Effect, Key};
use crate::model::{Doing, Filled, NodeId, Origin, Seat, parse_selector};
use crate::text::Text;

impl Resolver<'_> {
    pub(super) fn doing(&mut self, file: &File, key: &At<Key>, does: &written::Does, origin: Option<&Origin>) -> Doing {
        let mut draft = Draft::new(file);
        let function = self.named(&mut draft, "function", Wanted::Function, does.function.as_ref());
        let effect = self.effect(&mut draft, does.verb.as_ref());
        Doing {
            key: key.0.clone(),
            verb: does.verb.as_ref().map(|at| At {
                value: at.value.0.clone(),
                span: at.span,
            }),
            effect,
            function,
            text: does.text.as_ref().map(|at| at.value.clone()),
            reserved: does.reserved.as_ref().map(|at| at.value),
            limit: money(does.limit.as_ref()),
            statement: self.statement(draft, key.span, does, origin),
        }
    }

    /// What a verb amounts to.
    pub(super) fn effect(&mut self, draft: &mut Draft<'_>, verb: Option<&At<Key>>) -> Option<Effect> {
        let verb = verb?;
        let effect = self.names.verbs.get(verb.as_str()).copied();
        if effect.is_none() {
            draft.unknown.push("verb");
            self.missing.add(Wanted::Verb, &verb.0, draft.place(verb.span));
        }
        effect
    }

    pub(super) fn seat(&mut self, file: &File, key: &At<Key>, seat: &written::Seat, origin: Option<&Origin>) -> Seat {
        let mut draft = Draft::new(file);
        let person = self.named(&mut draft, "person", Wanted::Person, seat.person.as_ref());
        let post = seat.post.as_ref().and_then(|post| {
            self.post(&mut draft, "post", post).map(|_| At {
                value: post.value.0.clone(),
                span: post.span,
            })
        });
        let nominee_of = seat
            .nominee_of
            .as_ref()
            .and_then(|of| self.node(&mut draft, "nominee-of", of));
        let nominee = seat.nominee_of.as_ref().filter(|_| nominee_of.is_some()).map(|of| At {
            value: of.value.0.clone(),
            span: of.span,
        });
        if let Some(office) = &seat.ex_officio {
            self.office(&mut draft, office);
        }
        let vacant = seat
            .vacant
            .as_ref()
            .filter(|vacant| vacant.value)
            .map(|vacant| Filled::Vacant(vacant.span));
        let approved_by = seat
            .approved_by
            .as_ref()
            .and_then(|by| self.node(&mut draft, "approved-by", by));
        let filled = person
            .map(Filled::Person)
            .or_else(|| post.map(Filled::Post))
            .or(vacant)
            .or_else(|| seat.ex_officio.clone().map(Filled::ExOfficio))
            .or_else(|| nominee.map(Filled::Nominee))
            .unwrap_or(Filled::Unnamed);
        Seat {
            key: key.0.clone(),
            role: seat.role.clone(),
            voting: seat.voting.as_ref().map(|at| at.value),
            category: seat.category.as_ref().map(|at| at.value.0.clone()),
            filled,
            nominee_of,
            count: seat.count.as_ref().map(|at| at.value),
            term_ends: seat.term_ends.as_ref().map(|at| at.value.0),
            approved_by,
            statement: self.statement(draft, key.span, seat, origin),
        }
    }

    /// An office that brings a seat: "chair of SELECTOR".
    pub(super) fn office(&mut self, draft: &mut Draft<'_>, office: &At<Text>) {
        let words = ["chair", "co-chair", "vice-chair", "member", "in-attendance"];
        let why = match office.split_once(" of ") {
            Some((role, selector)) if words.contains(&role.trim()) => match parse_selector(selector.trim(), self.names)
            {
                Ok(_) => return,
                Err(mistake) => mistake
                    .help
                    .map_or(mistake.message.clone(), |help| format!("{}; {help}", mistake.message)),
            },
            _ => format!(
                "\"{}\" names no office; write it as \"chair of programme-board\" or \"chair of form:…\"",
                office.value
            ),
        };
        draft.unknown.push("ex-officio");
        let place = draft.place(office.span);
        self.missing.add_because(Wanted::Node, &office.value, place, why);
    }

    pub(super) fn form(&mut self, draft: &mut Draft<'_>, form: Option<&At<written::FormKey>>) -> Option<At<u32>> {
        let form = form?;
        match self.names.forms.get(form.value.as_str()) {
            Some(&number) => Some(At {
                value: number,
                span: form.span,
            }),
            None => {
                draft.unknown.push("form");
                self.missing.add(Wanted::Form, &form.value, draft.place(form.span));
                None
            }
        }
    }

    pub(super) fn tier(&mut self, draft: &mut Draft<'_>, tier: Option<&At<Key>>) -> Option<At<u32>> {
        self.tier_of(draft, "tier", tier?)
    }

    pub(super) fn tier_of(&mut self, draft: &mut Draft<'_>, key: &'static str, tier: &At<Key>) -> Option<At<u32>> {
        let at = self.names.tiers.iter().position(|name| *name == *tier.value);
        self.numbered(draft, key, Wanted::Tier, tier, at)
    }

    pub(super) fn lane(&mut self, draft: &mut Draft<'_>, lane: Option<&At<Key>>) -> Option<At<u32>> {
        let lane = lane?;
        let at = self.names.lanes.iter().position(|name| *name == *lane.value);
        self.numbered(draft, "lane", Wanted::Lane, lane, at)
    }

    pub(super) fn numbered(
        &mut self,
        draft: &mut Draft<'_>,
        key: &'static str,
        wanted: Wanted,
        name: &At<Key>,
        at: Option<usize>,
    ) -> Option<At<u32>> {
        match at.and_then(|at| u32::try_from(at).ok()) {
            Some(value) => Some(At { value, span: name.span }),
            None => {
                draft.unknown.push(key);
                self.missing.add(wanted, &name.0, draft.place(name.span));
                None
            }
        }
    }

    pub(super) fn organisation_at(
        &mut self,
        draft: &mut Draft<'_>,
        key: &'static str,
        name: Option<&At<Key>>,
    ) -> Option<At<NodeId>> {
        let name = name?;
        let value = self.organisation(draft, key, name)?;
        Some(At { value, span: name.span })
    }

    pub(super) fn organisations_at(
        &mut self,
        draft: &mut Draft<'_>,
        key: &'static str,
        names: &[At<Key>],
    ) -> Box<[At<NodeId>]> {
        names
            .iter()
            .filter_map(|name| self.organisation_at(draft, key, Some(name)))
            .collect()
    }
}
