//! Relations: each written once, with the acting body.

use super::mistakes::Wanted;
use super::statements::Draft;
use super::{File, Resolver};
use crate::document::{self as written, At, Entries, Key, RelationKind, Stated};
use crate::model::{Model, NodeId, Origin, Part, Relation, Statement};
use crate::text::Text;

/// A relation of which only the ends are known.
fn bare(kind: RelationKind, key: Text, from: NodeId, to: NodeId, statement: Statement) -> Relation {
    Relation {
        kind,
        key,
        statement,
        from,
        to,
        matters: Box::default(),
        basis: None,
        power: None,
        instrument: None,
        every_months: None,
        taken_into_account: None,
        extent: None,
        capacity: None,
        by: None,
    }
}

/// Where relations of one node go while they are resolved.
struct Lines<'a, 'f> {
    file: &'f File,
    from: NodeId,
    origin: Option<&'a Origin>,
    /// The statement of the acting node: a line that leads nowhere makes its kind unknown there.
    acting: &'a mut Draft<'f>,
    relations: &'a mut Vec<Relation>,
}

impl Resolver<'_> {
    pub(super) fn body_lines<'f>(
        &mut self,
        file: &'f File,
        from: NodeId,
        body: &written::Body,
        origin: Option<&Origin>,
        acting: &mut Draft<'f>,
        relations: &mut Vec<Relation>,
    ) {
        let mut lines = Lines {
            file,
            from,
            origin,
            acting,
            relations,
        };
        self.plain(&mut lines, RelationKind::AnswersTo, &body.answers_to);
        self.plain(&mut lines, RelationKind::Oversees, &body.oversees);
        self.plain(&mut lines, RelationKind::Supports, &body.supports);
        self.plain(&mut lines, RelationKind::Challenges, &body.challenges);
        self.plain(&mut lines, RelationKind::Scrutinises, &body.scrutinises);
        self.advice(&mut lines, &body.advises);
        self.lines(
            &mut lines,
            RelationKind::ReportsTo,
            &body.reports_to,
            |r| r.to.as_ref(),
            |this, draft, line, out| {
                out.matters = this.matters(draft, &line.matters);
                out.instrument = text(this.named(draft, "instrument", Wanted::Instrument, line.instrument.as_ref()));
                out.every_months = line.every_months.as_ref().map(|at| at.value);
            },
        );
        self.lines(
            &mut lines,
            RelationKind::Comprises,
            &body.comprises,
            |r| r.to.as_ref(),
            |_, _, line, out| {
                out.extent = line.extent.as_ref().map(|at| at.value);
            },
        );
        self.lines(
            &mut lines,
            RelationKind::Party,
            &body.party,
            |r| r.to.as_ref(),
            |_, _, line, out| {
                out.capacity = line.capacity.as_ref().map(|at| at.value);
                out.by = line.by.as_ref().map(|at| at.value.clone());
            },
        );
    }

    pub(super) fn post_lines<'f>(
        &mut self,
        file: &'f File,
        from: NodeId,
        post: &written::Post,
        origin: Option<&Origin>,
        acting: &mut Draft<'f>,
        relations: &mut Vec<Relation>,
    ) {
        let mut lines = Lines {
            file,
            from,
            origin,
            acting,
            relations,
        };
        self.plain(&mut lines, RelationKind::AnswersTo, &post.answers_to);
        self.plain(&mut lines, RelationKind::Oversees, &post.oversees);
        self.advice(&mut lines, &post.advises);
    }

    fn plain(&mut self, lines: &mut Lines<'_, '_>, kind: RelationKind, entries: &Entries<written::Line>) {
        self.lines(
            lines,
            kind,
            entries,
            |line| line.to.as_ref(),
            |this, draft, line, out| {
                out.matters = this.matters(draft, &line.matters);
                out.basis = line.basis.as_ref().map(|at| at.value);
                out.power = text(this.named(draft, "power", Wanted::Power, line.power.as_ref()));
                out.instrument = text(this.named(draft, "instrument", Wanted::Instrument, line.instrument.as_ref()));
            },
        );
    }

    fn advice(&mut self, lines: &mut Lines<'_, '_>, entries: &Entries<written::Advice>) {
        self.lines(
            lines,
            RelationKind::Advises,
            entries,
            |line| line.to.as_ref(),
            |this, draft, line, out| {
                out.matters = this.matters(draft, &line.matters);
                out.instrument = text(this.named(draft, "instrument", Wanted::Instrument, line.instrument.as_ref()));
                out.taken_into_account = line.taken_into_account.as_ref().map(|at| at.value);
            },
        );
    }

    /// The entries of one kind of relation. The other end is the key, unless `to` is given.
    fn lines<T: Stated>(
        &mut self,
        lines: &mut Lines<'_, '_>,
        kind: RelationKind,
        entries: &Entries<T>,
        to: impl Fn(&T) -> Option<&At<Key>>,
        details: impl Fn(&mut Self, &mut Draft<'_>, &T, &mut Relation),
    ) {
        for (key, line) in entries {
            let mut draft = Draft::new(lines.file);
            let (name, span) = match to(line) {
                Some(to) => (&to.value.0, to.span),
                None => (&key.value.0, key.span),
            };
            let Some(to) = self.node_at(&mut draft, kind.word(), name, span) else {
                lines.acting.unknown.push(kind.word());
                continue;
            };
            let blank = Statement {
                place: draft.place(key.span),
                layer: lines.file.layer,
                starts: None,
                ends: None,
                status: written::Status::InForce,
                origin: None,
                quote: None,
                rare: None,
                audience: written::Audience::Public,
            };
            let mut relation = bare(kind, key.0.clone(), lines.from, to, blank);
            details(self, &mut draft, line, &mut relation);
            relation.statement = self.statement(draft, key.span, line, lines.origin);
            lines.relations.push(relation);
        }
    }

    /// Being part of an organisation is a line too: what is part of it answers to it, unless said otherwise.
    pub(super) fn within_line(&mut self, from: NodeId, part: &Part, relations: &mut Vec<Relation>) {
        if let Some(within) = &part.keys.within {
            let mut statement = part.statement.clone();
            statement.place = part.statement.at(within.span);
            statement.quote = None;
            relations.push(bare(
                RelationKind::Within,
                Text::from("within"),
                from,
                within.value,
                statement,
            ));
        }
    }

    /// A delegation is a line from each of those who give.
    pub(super) fn delegation_lines(&mut self, model: &Model, relations: &mut Vec<Relation>) {
        for delegation in model.delegations.iter() {
            let Some(to) = &delegation.to else {
                continue;
            };
            for &from in &delegation.from {
                let key = delegation.key.clone();
                let mut line = bare(
                    RelationKind::Delegation,
                    key,
                    from,
                    to.value,
                    delegation.statement.clone(),
                );
                line.matters = delegation.functions.clone().into_boxed_slice();
                line.power = delegation.power.clone();
                line.instrument = delegation.instrument.clone();
                relations.push(line);
            }
        }
    }
}

fn text(named: Option<At<Text>>) -> Option<Text> {
    named.map(|at| at.value)
}
