//! Which papers name something: the reverse index of what papers are about, for one state of a framework.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use remit_diff::{Change, Id, Kind, Table};
use remit_model::document::{Effect, RelationKind};
use remit_model::model::{AsAt, Delegation, Filled, NodeAt, NodeId, NodeKind, Row};

use super::Approvals;
use super::agreeing::{is_about_holders, line_of};
use crate::belonging::organisations;
use crate::law::papers::homes;

/// Kinds of paper in which an organisation records who decides what.
const SCHEMES: [&str; 1] = ["scheme-of-delegation"];

/// Which papers name what.
pub(super) struct Naming<'v, 'a, 'm> {
    at: &'a AsAt<'m>,
    approvals: &'v Approvals<'a, 'm>,
    /// The schemes of an organisation.
    schemes: BTreeMap<NodeId, Vec<&'m str>>,
    /// The papers to which an organisation is a party, or which somebody owns.
    parties: BTreeMap<NodeId, Vec<&'m str>>,
    /// The papers that somebody approved.
    approved: BTreeMap<NodeId, Vec<&'m str>>,
    /// The terms of the bodies on which nominees of somebody sit.
    nominees: OnceCell<BTreeMap<NodeId, Vec<&'m str>>>,
    /// The terms of the bodies on which the holder of a post sits, by the key of the post.
    posts: OnceCell<BTreeMap<&'m str, Vec<&'m str>>>,
    /// The papers that give, record or decide a function, by its key.
    functions: OnceCell<BTreeMap<&'m str, Vec<&'m str>>>,
}

impl<'v, 'a, 'm> Naming<'v, 'a, 'm> {
    /// Linear in the papers of the framework.
    pub(super) fn new(at: &'a AsAt<'m>, approvals: &'v Approvals<'a, 'm>) -> Self {
        let mut schemes: BTreeMap<NodeId, Vec<&str>> = BTreeMap::new();
        let mut parties: BTreeMap<NodeId, Vec<&str>> = BTreeMap::new();
        let mut approved: BTreeMap<NodeId, Vec<&str>> = BTreeMap::new();
        for paper in at.current(at.model().instruments.rows()) {
            let named = paper.parties.iter().map(|(party, _)| party);
            for party in named.chain(&paper.owners) {
                parties.entry(*party).or_default().push(&paper.key);
            }
            for approver in &paper.approvers {
                approved.entry(*approver).or_default().push(&paper.key);
            }
            if paper.kind.as_ref().is_some_and(|kind| SCHEMES.contains(&kind.as_str())) {
                for home in homes(at, paper) {
                    schemes.entry(home).or_default().push(&paper.key);
                }
            }
        }
        Self {
            at,
            approvals,
            schemes,
            parties,
            approved,
            nominees: OnceCell::new(),
            posts: OnceCell::new(),
            functions: OnceCell::new(),
        }
    }

    /// The papers that name a thing of this state, where a change of this kind makes a difference to them.
    pub(super) fn papers(&self, id: &Id, change: &Change) -> Vec<&'m str> {
        let at = self.at;
        let owner = || id.owner.as_deref().and_then(|key| at.node_by_key(key));
        let anew = change.field("name").is_some() || !matches!(change.kind, Kind::Changed | Kind::Moved);
        match id.table {
            Table::Body => at
                .node_by_key(&id.key)
                .map(|body| self.of_body(&body, change, anew))
                .unwrap_or_default(),
            Table::Organisation if anew => {
                let node = at.node_by_key(&id.key);
                node.map(|node| self.of_somebody(node.id(), change)).unwrap_or_default()
            }
            Table::Post if anew => self.by_post().get(id.key.as_str()).cloned().unwrap_or_default(),
            Table::Function if anew => self.by_function().get(id.key.as_str()).cloned().unwrap_or_default(),
            Table::Line => owner().map(|from| self.of_line(&from, &id.key)).unwrap_or_default(),
            Table::Seat if is_about_holders(change) => Vec::new(),
            Table::Seat => owner().and_then(|body| own(&body)).into_iter().collect(),
            Table::Duty => owner().map(|body| self.of_duty(&body, &id.key)).unwrap_or_default(),
            Table::Delegation => {
                let row = self.approvals.delegation(&id.key);
                row.map(|row| self.of_delegation(row)).unwrap_or_default()
            }
            Table::Budget => {
                let row = self.approvals.budget(&id.key);
                let paper = row.and_then(|row| row.instrument.as_ref());
                paper.map(|paper| paper.as_str()).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The papers that name somebody who comes, goes, or is called otherwise: as a party or an owner, as one whose nominees sit on
    /// a body; and, of one who goes, as the one who approved it, since another will have to.
    fn of_somebody(&self, id: NodeId, change: &Change) -> Vec<&'m str> {
        let goes = !matches!(change.kind, Kind::Added | Kind::Renamed | Kind::Changed | Kind::Moved);
        let approved = self.approved.get(&id).filter(|_| goes);
        let named = [self.parties.get(&id), self.by_nominee().get(&id), approved];
        named.into_iter().flatten().flatten().copied().collect()
    }

    fn by_nominee(&self) -> &BTreeMap<NodeId, Vec<&'m str>> {
        self.nominees.get_or_init(|| {
            let mut nominees: BTreeMap<NodeId, Vec<&str>> = BTreeMap::new();
            for body in self.at.bodies() {
                let Some(terms) = own(&body) else { continue };
                for seat in body.seats() {
                    let Filled::Nominee(nominating) = &seat.filled else {
                        continue;
                    };
                    if let Some(nominating) = self.at.node_by_key(&nominating.value) {
                        nominees.entry(nominating.id()).or_default().push(terms);
                    }
                }
            }
            nominees
        })
    }

    fn of_body(&self, body: &NodeAt<'m, '_>, change: &Change, anew: bool) -> Vec<&'m str> {
        let mut papers: Vec<&str> = own(body).into_iter().collect();
        if anew {
            papers.extend(self.of_somebody(body.id(), change));
        }
        let elsewhere = anew || change.kind == Kind::Moved || change.field("form").is_some();
        if elsewhere && self.holds(body) {
            papers.extend(self.schemes_of(body.id()));
        }
        // Where a body comes or goes, the lines that come or go with it tell of its neighbours.
        if anew && matches!(change.kind, Kind::Renamed | Kind::Replaced) {
            let near = body.acts().map(|line| line.to);
            let near = near.chain(self.at.relations_to(body.id()).map(|line| line.from));
            papers.extend(near.filter_map(|id| own(&self.at.node(id))));
        }
        papers
    }

    /// Whether a body decides anything, or was given anything.
    fn holds(&self, body: &NodeAt<'m, '_>) -> bool {
        let mut given = self.at.relations_to(body.id());
        body.does().any(|doing| doing.effect == Some(Effect::Decide))
            || given.any(|line| line.kind == RelationKind::Delegation)
    }

    fn schemes_of(&self, id: NodeId) -> Vec<&'m str> {
        let homes = organisations(self.at, id);
        let schemes = homes.iter().filter_map(|home| self.schemes.get(home));
        schemes.flatten().copied().collect()
    }

    fn of_line(&self, from: &NodeAt<'m, '_>, key: &str) -> Vec<&'m str> {
        let Some(line) = line_of(self.at, from, key) else {
            return Vec::new();
        };
        let to = self.at.node(line.to);
        let rests_on = line.instrument.as_ref().map(|paper| paper.as_str());
        [own(from), own(&to), rests_on].into_iter().flatten().collect()
    }

    fn of_duty(&self, body: &NodeAt<'m, '_>, key: &str) -> Vec<&'m str> {
        let mut papers: Vec<&str> = own(body).into_iter().collect();
        let doing = body.does().find(|doing| doing.key == key);
        if doing.is_some_and(|doing| doing.effect == Some(Effect::Decide)) {
            papers.extend(self.schemes_of(body.id()));
        }
        papers
    }

    /// The paper that gives it, those in which it is recorded, else the schemes of those who give, and the terms of the body
    /// that receives.
    fn of_delegation(&self, row: &'m Delegation) -> Vec<&'m str> {
        let mut papers: Vec<&str> = row.recorded_in.iter().map(|paper| paper.as_str()).collect();
        if papers.is_empty() {
            papers.extend(row.from.iter().flat_map(|giver| self.schemes_of(*giver)));
        }
        papers.extend(row.instrument.as_ref().map(|paper| paper.as_str()));
        let receiver = row.to.as_ref().map(|to| self.at.node(to.value));
        papers.extend(receiver.and_then(|receiver| own(&receiver)));
        papers
    }

    fn by_post(&self) -> &BTreeMap<&'m str, Vec<&'m str>> {
        self.posts.get_or_init(|| {
            let mut posts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for body in self.at.bodies() {
                let Some(terms) = own(&body) else { continue };
                for seat in body.seats() {
                    if let Filled::Post(post) = &seat.filled {
                        posts.entry(&post.value).or_default().push(terms);
                    }
                }
            }
            posts
        })
    }

    fn by_function(&self) -> &BTreeMap<&'m str, Vec<&'m str>> {
        self.functions.get_or_init(|| {
            let at = self.at;
            let mut functions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for row in at.current(at.model().delegations.rows()) {
                for function in &row.functions {
                    functions.entry(function).or_default().extend(self.of_delegation(row));
                }
            }
            for body in at.bodies() {
                for doing in body.does() {
                    if let Some(function) = &doing.function {
                        let papers = self.of_duty(&body, doing.key());
                        functions.entry(&function.value).or_default().extend(papers);
                    }
                }
            }
            functions
        })
    }
}

/// The terms of reference of a body.
fn own<'m>(node: &NodeAt<'m, '_>) -> Option<&'m str> {
    let body = node.kind() == NodeKind::Body;
    node.instrument().filter(|_| body).map(|paper| paper.as_str())
}
