//! Organisations, bodies and posts, with their seats and what they do.

use rayon::prelude::*;

use super::changes::Base;
use super::made::{Made, MadeNode, part};
use super::mistakes::Wanted;
use super::statements::Draft;
use super::{File, Resolver, in_order_of_adoption};
use crate::document::{self as written, At, Audience, Key, Role, Stated};
use crate::model::{Carry, Interval, Keys, Layer, Node, NodeId, NodeKind, Origin, Quorum, Relation, Row};
use crate::text::Text;

impl Resolver<'_> {
    /// All nodes, in the order of their keys; their relations go to `relations`. Each file is resolved by itself, in
    /// parallel, and what came of it is put together in the order of the files. The definitions of a file are let go as
    /// soon as they are resolved: document and model are never both whole in memory.
    pub(super) fn nodes(&mut self, files: &mut [File], relations: &mut Vec<Relation>) -> Vec<Node> {
        let mut base = Base::of(files, self.together);
        let of_files: Vec<Made> = self.each(files.par_iter_mut(), |resolver, file| resolver.definitions(file));
        let mut nodes: Vec<Node> = self
            .names
            .sorted_nodes()
            .iter()
            .map(|(key, kind)| Node {
                key: key.clone(),
                kind: *kind,
                parts: Vec::new(),
                does: Vec::new(),
                seats: Vec::new(),
                carries: Vec::new(),
                ended: Vec::new(),
            })
            .collect();
        relations.reserve(of_files.iter().map(|made| made.relations.len()).sum());
        for made in of_files {
            made.put(&mut nodes, relations);
        }
        for file in in_order_of_adoption(files) {
            let mut made = Made::default();
            let change = &file.document.change;
            for (key, organisation) in &change.organisation {
                self.organisation_part(file, key, organisation, false, &mut made);
            }
            for (key, body) in &change.body {
                let body = base.under_body(file, key, body);
                self.body_part(file, key, &body, false, &mut made);
            }
            for (key, post) in &change.post {
                let post = base.under_post(file, key, post);
                self.post_part(file, key, &post, false, &mut made);
            }
            made.put(&mut nodes, relations);
        }
        nodes.par_iter_mut().for_each(|node| {
            // Definitions first, then changes in the order in which they count.
            node.parts.sort_by_key(|part| (!part.defines, part.statement.layer));
            in_order(&mut node.does);
            in_order(&mut node.seats);
            in_order(&mut node.carries);
        });
        nodes
    }

    /// The definitions of one file, which are taken out of it.
    fn definitions(&mut self, file: &mut File) -> Made {
        let organisations = std::mem::take(&mut file.document.organisation);
        let bodies = std::mem::take(&mut file.document.body);
        let posts = std::mem::take(&mut file.document.post);
        let mut made = Made::default();
        for (key, organisation) in &organisations {
            self.organisation_part(file, key, organisation, true, &mut made);
        }
        for (key, body) in &bodies {
            self.body_part(file, key, body, true, &mut made);
        }
        for (key, post) in &posts {
            self.post_part(file, key, post, true, &mut made);
        }
        made
    }

    /// The node that a definition or change belongs to; a second definition was reported, and is dropped.
    fn target(&mut self, file: &File, key: &At<Key>, kind: NodeKind, defines: bool) -> Option<NodeId> {
        let place = Draft::new(file).place(key.span);
        let Some((_, defined, id)) = self.names.node_defined(key).filter(|(found, ..)| *found == kind) else {
            if !defines {
                self.missing.add(Wanted::Node, &key.0, place);
            }
            return None;
        };
        // Files come in the order in which they lie over each other, so that the first definition is the framework's, if
        // it has one; two proposals may each define what it has not.
        let first = defined.place == place || (defined.layer != Layer::Base && defined.layer != file.layer);
        (first || !defines).then_some(id)
    }

    fn organisation_part(
        &mut self,
        file: &File,
        key: &At<Key>,
        organisation: &written::Organisation,
        defines: bool,
        made: &mut Made,
    ) {
        let Some(id) = self.target(file, key, NodeKind::Organisation, defines) else {
            return;
        };
        let mut draft = Draft::new(file);
        let keys = Keys {
            name: organisation.name.clone(),
            form: self.form(&mut draft, organisation.form.as_ref()),
            tier: self.tier(&mut draft, organisation.tier.as_ref()),
            lane: self.lane(&mut draft, organisation.lane.as_ref()),
            many: organisation.many.clone(),
            count: organisation.count.clone(),
            covers: organisation.covers.clone(),
            tags: tags(&organisation.tags),
            ..Keys::default()
        };
        let statement = self.statement(draft, key.span, organisation, None);
        made.push(id, part(statement, keys, defines, organisation.status.is_some()));
    }

    fn post_part(&mut self, file: &File, key: &At<Key>, post: &written::Post, defines: bool, made: &mut Made) {
        let Some(id) = self.target(file, key, NodeKind::Post, defines) else {
            return;
        };
        let mut draft = Draft::new(file);
        let keys = Keys {
            name: post.name.clone(),
            within: self.organisation_at(&mut draft, "within", post.within.as_ref()),
            between: self.organisations_at(&mut draft, "between", &post.between),
            employer: self.organisation_at(&mut draft, "employer", post.employer.as_ref()),
            holder: self.named(&mut draft, "holder", Wanted::Person, post.holder.as_ref()),
            in_law: self
                .all_named(&mut draft, "in-law", Wanted::Office, &post.in_law)
                .into(),
            vacant: post.vacant.clone(),
            tier: self.tier(&mut draft, post.tier.as_ref()),
            lane: self.lane(&mut draft, post.lane.as_ref()),
            tags: tags(&post.tags),
            ..Keys::default()
        };
        self.audience_above = post.audience.as_ref().map_or(Audience::Public, |at| at.value);
        let origin = self.lines_origin(post);
        self.post_lines(file, id, post, origin.as_ref(), &mut draft, &mut made.relations);
        let statement = self.statement(draft, key.span, post, None);
        self.audience_above = Audience::Public;
        let part = part(statement, keys, defines, post.status.is_some());
        self.within_line(id, &part, &mut made.relations);
        made.push(id, part);
    }

    fn body_part(&mut self, file: &File, key: &At<Key>, body: &written::Body, defines: bool, made: &mut Made) {
        let Some(id) = self.target(file, key, NodeKind::Body, defines) else {
            return;
        };
        let mut draft = Draft::new(file);
        let keys = Keys {
            name: body.name.clone(),
            called: body.called.clone(),
            form: self.form(&mut draft, body.form.as_ref()),
            within: self.organisation_at(&mut draft, "within", body.within.as_ref()),
            between: self.organisations_at(&mut draft, "between", &body.between),
            tier: self.tier(&mut draft, body.tier.as_ref()),
            lane: self.lane(&mut draft, body.lane.as_ref()),
            many: body.many.clone(),
            count: body.count.clone(),
            covers: body.covers.clone(),
            external: body.external.clone(),
            purpose: body.purpose.clone(),
            instrument: self.named(&mut draft, "instrument", Wanted::Instrument, body.instrument.as_ref()),
            in_law: self
                .all_named(&mut draft, "in-law", Wanted::StatutoryBody, &body.in_law)
                .into(),
            tags: tags(&body.tags),
            none: none_of_body(body),
            quorum: body.quorum.as_ref().map(|quorum| {
                Box::new(Quorum {
                    span: quorum.span,
                    members: quorum.members.as_ref().map(|at| at.value),
                    of_category: quorum
                        .of_category
                        .iter()
                        .map(|(key, at)| (key.0.clone(), at.value))
                        .collect(),
                    of_role: quorum.of_role.as_ref().map(|roles| of_role(roles)).unwrap_or_default(),
                })
            }),
            meets: body.meets.as_ref().and_then(|meets| {
                let months = meets.every_months.as_ref().map(|at| Interval::Months(at.value));
                months.or_else(|| meets.every_weeks.as_ref().map(|at| Interval::Weeks(at.value)))
            }),
            ..Keys::default()
        };
        self.audience_above = body.audience.as_ref().map_or(Audience::Public, |at| at.value);
        let origin = self.lines_origin(body);
        self.body_lines(file, id, body, origin.as_ref(), &mut draft, &mut made.relations);
        let does = body.does.iter();
        let does = does
            .map(|(key, does)| self.doing(file, key, does, origin.as_ref()))
            .collect();
        let seats = body.seats.iter();
        let seats = seats
            .map(|(key, seat)| self.seat(file, key, seat, origin.as_ref()))
            .collect();
        let mut carried = Vec::with_capacity(body.carries.iter().len());
        for (key, carries) in &body.carries {
            let mut draft = Draft::new(file);
            let log = self.named(&mut draft, "log", Wanted::Log, carries.log.as_ref());
            carried.push(Carry {
                key: key.0.clone(),
                log,
                text: carries.text.as_ref().map(|at| at.value.clone()),
                statement: self.statement(draft, key.span, carries, origin.as_ref()),
            });
        }
        let statement = self.statement(draft, key.span, body, None);
        self.audience_above = Audience::Public;
        let part = part(statement, keys, defines, body.status.is_some());
        self.within_line(id, &part, &mut made.relations);
        made.nodes.push(MadeNode {
            id,
            part,
            does,
            seats,
            carries: carried,
        });
    }

    /// The origin that the lines of a table inherit. (A wrong one is reported with the table itself.)
    pub(super) fn lines_origin(&mut self, table: &(impl Stated + ?Sized)) -> Option<Origin> {
        let source = table.statement().source?;
        let document = source.split(':').next().unwrap_or("").trim();
        self.cited.has(document, self.names).then(|| Origin {
            written: source.value.clone(),
            own: true,
        })
    }
}

fn of_role(roles: &written::QuorumRoles) -> Vec<(Role, u32)> {
    let written = [
        (Role::Chair, &roles.chair),
        (Role::CoChair, &roles.co_chair),
        (Role::ViceChair, &roles.vice_chair),
        (Role::Member, &roles.member),
    ];
    let stated = written
        .into_iter()
        .filter_map(|(role, at)| Some((role, at.as_ref()?.value)));
    stated.collect()
}

fn in_order<T: Row>(rows: &mut [T]) {
    rows.sort_by(|a, b| (a.key(), a.statement().layer).cmp(&(b.key(), b.statement().layer)));
}

/// The lists and tables of a body that were written empty: there are none.
fn none_of_body(body: &written::Body) -> Box<[&'static str]> {
    let written = [
        ("between", body.between.is_none()),
        ("in-law", body.in_law.is_none()),
        ("does", body.does.is_none()),
        ("answers-to", body.answers_to.is_none()),
        ("oversees", body.oversees.is_none()),
        ("supports", body.supports.is_none()),
        ("reports-to", body.reports_to.is_none()),
        ("advises", body.advises.is_none()),
        ("challenges", body.challenges.is_none()),
        ("scrutinises", body.scrutinises.is_none()),
        ("comprises", body.comprises.is_none()),
        ("party", body.party.is_none()),
        ("carries", body.carries.is_none()),
        ("seats", body.seats.is_none()),
    ];
    written
        .into_iter()
        .filter(|(_, none)| *none)
        .map(|(key, _)| key)
        .collect()
}

fn tags(tags: &[At<Key>]) -> Box<[Text]> {
    tags.iter().map(|tag| tag.0.clone()).collect()
}
