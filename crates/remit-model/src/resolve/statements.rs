//! The common part of every statement, and references from one to another.

use super::mistakes::Wanted;
use super::{File, Resolver};
use crate::document::{At, Audience, Day, Key, List, Money as WrittenMoney, Span, Stated, StatementRef, Status};
use crate::finding::{Finding, Level};
use crate::model::{Adopted, Layer, Money, NodeId, NodeKind, Origin, Rare, Statement, Subject};
use crate::sources::Place;
use crate::text::Text;

/// A statement while it is being resolved: it gathers the keys whose names lead nowhere, and the lists that are written empty.
pub(super) struct Draft<'f> {
    pub(super) file: &'f File,
    pub(super) unknown: Vec<&'static str>,
    pub(super) none: Vec<&'static str>,
}

impl<'f> Draft<'f> {
    pub(super) fn new(file: &'f File) -> Self {
        Self {
            file,
            unknown: Vec::new(),
            none: Vec::new(),
        }
    }

    /// Notes that a list is written empty, where it is.
    pub(super) fn note_none<T>(&mut self, key: &'static str, list: &List<T>) {
        self.none.extend(list.is_none().then_some(key));
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place {
            file: self.file.id,
            span,
        }
    }
}

impl Resolver<'_> {
    /// Finishes a statement. `above` is the origin of the table that it stands in, which it inherits; so is whether that is internal.
    pub(super) fn statement(
        &mut self,
        mut draft: Draft<'_>,
        span: Span,
        written: &(impl Stated + ?Sized),
        above: Option<&Origin>,
    ) -> Statement {
        let common = written.statement();
        let origin = match common.source {
            Some(source) => self.origin(&mut draft, source),
            None => above.map(|origin| Origin {
                written: origin.written.clone(),
                own: false,
            }),
        };
        let starts = common.starts.map(|at| ***at);
        let file = draft.file;
        Statement {
            place: draft.place(span),
            layer: file.layer,
            starts: starts.max(file.from),
            ends: common.ends.map(|at| ***at),
            status: common.status.map_or(Status::InForce, |at| at.value),
            origin,
            quote: common.quote.map(|at| at.value.clone()),
            rare: rare(
                &common,
                draft.unknown,
                draft.none,
                file.from.map(|_| Adopted { written: starts }),
            ),
            audience: [file.audience, self.audience_above]
                .into_iter()
                .find(|audience| *audience == Audience::Internal)
                .unwrap_or_else(|| common.audience.map_or(Audience::Public, |at| at.value)),
        }
    }

    /// "document: place", where the document must exist.
    fn origin(&mut self, draft: &mut Draft<'_>, source: &At<Text>) -> Option<Origin> {
        let document = source.split(':').next().unwrap_or("").trim();
        if !self.cited.has(document, self.names) {
            self.missing
                .add(Wanted::Document, &Text::from(document), draft.place(source.span));
            draft.unknown.push("source");
            return None;
        }
        Some(Origin {
            written: source.value.clone(),
            own: true,
        })
    }

    /// Whether a name of this layer may be used from the file: the framework may not rest on a proposal. (What one proposal
    /// says may name what it brings, and another be laid over it.)
    fn may_use(&self, file: &File, layer: Layer) -> bool {
        let laid = |layer| self.together.contains(&layer);
        layer == Layer::Base || layer == file.layer || laid(layer) && laid(file.layer)
    }

    fn wrong_layer(&self, wanted: Wanted, what: &str, name: &Text, layer: Layer) -> (Wanted, String) {
        let proposal = match layer {
            Layer::Proposal(number) => self.proposal_layers.get(number as usize),
            Layer::Base => None,
        };
        let by = proposal.map_or_else(|| "a proposal".to_owned(), |key| format!("the proposal `{key}`"));
        (
            wanted,
            format!("{what} `{name}` exists only in {by}, which is not in force"),
        )
    }

    /// An organisation, body or post.
    pub(super) fn node(&mut self, draft: &mut Draft<'_>, key: &'static str, name: &At<Key>) -> Option<NodeId> {
        self.node_at(draft, key, &name.0, name.span)
    }

    /// The same, for a name that stands as the key of a table.
    pub(super) fn node_at(
        &mut self,
        draft: &mut Draft<'_>,
        key: &'static str,
        name: &Text,
        span: Span,
    ) -> Option<NodeId> {
        let place = draft.place(span);
        match self.names.node_defined_for(name, draft.file.layer) {
            Some((_, defined, id)) if self.may_use(draft.file, defined.layer) => Some(id),
            found => {
                draft.unknown.push(key);
                match found {
                    Some((kind, defined, _)) => {
                        let (wanted, why) = self.wrong_layer(Wanted::Node, kind.word(), name, defined.layer);
                        self.missing.add_because(wanted, name, place, why);
                    }
                    None => self.missing.add(Wanted::Node, name, place),
                }
                None
            }
        }
    }

    /// An organisation, and nothing else.
    pub(super) fn organisation(&mut self, draft: &mut Draft<'_>, key: &'static str, name: &At<Key>) -> Option<NodeId> {
        match self.names.node_defined(&name.0) {
            Some((NodeKind::Organisation, ..)) => self.node(draft, key, name),
            found => {
                draft.unknown.push(key);
                let place = draft.place(name.span);
                match found {
                    Some((kind, ..)) => {
                        let why = format!(
                            "`{}` is a {}; `{key}` takes an organisation. To whom a body answers is written as `answers-to`",
                            name.0,
                            kind.word()
                        );
                        self.missing.add_because(Wanted::Organisation, &name.0, place, why);
                    }
                    None => self.missing.add(Wanted::Organisation, &name.0, place),
                }
                None
            }
        }
    }

    /// A post, and nothing else.
    pub(super) fn post(&mut self, draft: &mut Draft<'_>, key: &'static str, name: &At<Key>) -> Option<NodeId> {
        match self.names.node_defined(&name.0) {
            Some((NodeKind::Post, ..)) | None => self.node(draft, key, name),
            Some((kind, ..)) => {
                draft.unknown.push(key);
                let why = format!("`{}` is a {}; `{key}` takes a post", name.0, kind.word());
                self.missing
                    .add_because(Wanted::Node, &name.0, draft.place(name.span), why);
                None
            }
        }
    }

    /// Several nodes; those that do not exist are left out.
    pub(super) fn nodes_of(&mut self, draft: &mut Draft<'_>, key: &'static str, names: &List<At<Key>>) -> Vec<NodeId> {
        draft.note_none(key, names);
        names.iter().filter_map(|name| self.node(draft, key, name)).collect()
    }

    /// A name of one of the flat tables; kept as text once it is known to exist.
    pub(super) fn named(
        &mut self,
        draft: &mut Draft<'_>,
        key: &'static str,
        wanted: Wanted,
        name: Option<&At<Key>>,
    ) -> Option<At<Text>> {
        let name = name?;
        let table = self.names.table(wanted);
        match table.defined_for(&name.0, draft.file.layer) {
            Some(defined) if self.may_use(draft.file, defined.layer) => Some(At {
                value: name.0.clone(),
                span: name.span,
            }),
            found => {
                let place = draft.place(name.span);
                match found {
                    Some(defined) => {
                        let (wanted, why) = self.wrong_layer(wanted, key, &name.0, defined.layer);
                        self.missing.add_because(wanted, &name.0, place, why);
                    }
                    None => self.missing.add(wanted, &name.0, place),
                }
                draft.unknown.push(key);
                None
            }
        }
    }

    /// Several names of one table.
    pub(super) fn all_named(
        &mut self,
        draft: &mut Draft<'_>,
        key: &'static str,
        wanted: Wanted,
        names: &[At<Key>],
    ) -> Vec<Text> {
        names
            .iter()
            .filter_map(|name| self.named(draft, key, wanted, Some(name)))
            .map(|at| at.value)
            .collect()
    }

    /// What a log entry or milestone is about.
    pub(super) fn subjects(&mut self, draft: &mut Draft<'_>, names: &[At<Key>]) -> Vec<Subject> {
        let mut subjects = Vec::new();
        for name in names {
            let table = match self.names.node_defined_for(&name.0, draft.file.layer) {
                Some((_, defined, _)) if !self.may_use(draft.file, defined.layer) => {
                    self.node(draft, "about", name);
                    continue;
                }
                Some((kind, ..)) => Some(kind.word()),
                None if self.names.functions.has(name) => Some("function"),
                None if self.names.budgets.has(name) => Some("budget"),
                None if self.names.instruments.has(name) => Some("instrument"),
                None if self.names.delegations.has(name) => Some("delegation"),
                None if self.names.milestones.has(name) => Some("milestone"),
                None if self.names.log.has(name) => Some("log"),
                None => None,
            };
            match table {
                Some(table) => subjects.push(Subject {
                    table,
                    key: name.0.clone(),
                }),
                None => {
                    draft.unknown.push("about");
                    self.missing.add(Wanted::Anything, &name.0, draft.place(name.span));
                }
            }
        }
        subjects
    }

    /// The matters of a relation: functions, or all.
    pub(super) fn matters(&mut self, draft: &mut Draft<'_>, matters: &[At<Text>]) -> Box<[Text]> {
        let mut known = Vec::new();
        for matter in matters {
            let defined = self.names.functions.defined_for(&matter.value, draft.file.layer);
            if matter.value == "*" || defined.is_some_and(|defined| self.may_use(draft.file, defined.layer)) {
                known.push(matter.value.clone());
            } else if let Some(layer) = defined.map(|defined| defined.layer) {
                draft.unknown.push("for");
                let (wanted, why) = self.wrong_layer(Wanted::Function, "function", &matter.value, layer);
                self.missing
                    .add_because(wanted, &matter.value, draft.place(matter.span), why);
            } else {
                draft.unknown.push("for");
                self.missing
                    .add(Wanted::Function, &matter.value, draft.place(matter.span));
            }
        }
        known.into_boxed_slice()
    }
}

fn rare(
    common: &StatementRef<'_>,
    unknown: Vec<&'static str>,
    none: Vec<&'static str>,
    adopted: Option<Adopted>,
) -> Option<Box<Rare>> {
    let written = common.assumed.iter().len() + common.not_stated.len() + unknown.len() + none.len();
    if written == 0 && common.note.is_none() && adopted.is_none() {
        return None;
    }
    let assumed = common.assumed.iter();
    let rare = Rare {
        assumed: assumed.map(|(key, why)| (key.0.clone(), why.value.clone())).collect(),
        not_stated: common.not_stated.iter().map(|key| key.0.clone()).collect(),
        unknown: unknown.into_boxed_slice(),
        none: none.into_boxed_slice(),
        note: common.note.map(|at| at.value.clone()),
        ended: Vec::new(),
        adopted,
    };
    rare.some()
}

pub(super) fn money(written: Option<&At<WrittenMoney>>) -> Option<Money> {
    let written = written?;
    Some(Money {
        amount: written.amount.as_ref().map(|at| at.value),
        above: written.above.as_ref().map(|at| at.value),
        currency: written
            .currency
            .as_ref()
            .map_or_else(|| Text::from("GBP"), |at| at.value.clone()),
        per: written.per.as_ref().map(|at| at.value.clone()),
    })
}

/// Reports an end before its start (RULES D8).
pub(super) fn dates_in_order(file: &File, subject: &str, written: &impl Stated, findings: &mut Vec<Finding>) {
    let common = written.statement();
    let (Some(starts), Some(ends)) = (common.starts, common.ends) else {
        return;
    };
    let day = |at: &At<Day>| at.value.0;
    if day(ends) < day(starts) {
        let place = |span| Place { file: file.id, span };
        let finding = Finding::new("reversed-dates", Level::Must, subject, "this ends before it starts");
        findings.push(
            finding
                .label(place(ends.span), "the last day in force")
                .label(place(starts.span), "the first day in force")
                .help("`starts` is the first day in force, `ends` the last"),
        );
    }
}
