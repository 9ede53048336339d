//! Who speaks for an organisation, body or post where something has to be agreed, and how high that is.

use remit_model::model::{Form, Known, NodeAt, NodeId, NodeKind};

use super::{Approval, Approvals, Approver};
use crate::belonging::organisations;
use crate::wording::{either, list};

impl<'m> Approvals<'_, 'm> {
    /// Somebody as the one who must agree: of an organisation its highest body.
    pub(crate) fn by(&self, id: NodeId, why: &str) -> Approver {
        let node = self.at.node(id);
        let (level, who) = match node.kind() {
            NodeKind::Organisation => self.highest_of(&node),
            NodeKind::Body => {
                let form = form(&node);
                (form.map_or(Approval::Committee, level), self.with_organisation(&node))
            }
            NodeKind::Post => (Approval::Note, self.with_organisation(&node)),
        };
        Approver {
            level,
            who,
            why: why.to_owned(),
        }
    }

    /// All of them, each for itself, where they belong to several organisations; else the one; nobody where none is named.
    pub(crate) fn jointly(&self, ids: &[NodeId], why: &str) -> Option<Approver> {
        let all = distinct(ids);
        let mut of: Vec<NodeId> = all.iter().flat_map(|id| organisations(self.at, *id)).collect();
        of = distinct(&of);
        match all.as_slice() {
            [] => None,
            [only] => Some(self.by(*only, why)),
            _ if of.len() < 2 => all.iter().map(|id| self.by(*id, why)).max(),
            _ => {
                let names: Vec<String> = all.iter().map(|id| self.at.node(*id).name().to_string()).collect();
                Some(Approver {
                    level: Approval::Partners,
                    who: format!("{}, each for itself", list(&names)),
                    why: why.to_owned(),
                })
            }
        }
    }

    /// The highest body of an organisation: entered, or else what such organisations have.
    fn highest_of(&self, organisation: &NodeAt<'m, '_>) -> (Approval, String) {
        let own = form(organisation);
        let name = organisation.name();
        if own.is_some_and(|form| form.key == "nhs-england") {
            return (Approval::NhsEngland, name.to_string());
        }
        if let Some(bodies) = self.highest.get(&organisation.id()) {
            let bodies: Vec<NodeAt<'_, '_>> = bodies.iter().map(|id| self.at.node(*id)).collect();
            let levels = bodies.iter().filter_map(form).map(level);
            let names: Vec<String> = bodies.iter().map(|body| self.with_organisation(body)).collect();
            return (levels.max().unwrap_or(Approval::Board), either(&names));
        }
        let family = |family: &str| own.is_some_and(|form| form.family.iter().any(|own| own == family));
        match own.map(|form| form.key.as_str()) {
            _ if family("local-authority") => (Approval::Members, format!("the full council of {name} (not entered)")),
            Some("ccg") => (Approval::Board, format!("the governing body of {name} (not entered)")),
            Some("gp-partnership") => (Approval::Members, format!("the partners of {name} (not entered)")),
            Some(_) => (Approval::Board, format!("the board of {name} (not entered)")),
            None => (Approval::Board, format!("whoever decides for {name} (not entered)")),
        }
    }

    /// The name of a body, with its organisation where the name does not have it.
    fn with_organisation(&self, body: &NodeAt<'m, '_>) -> String {
        let name = body.name();
        match body.within() {
            Known::Stated(within) if !name.contains(within.name().as_str()) => format!("{name} ({})", within.name()),
            _ => name.to_string(),
        }
    }
}

/// How high the approval of a body is. The executive of a council stands where a board does; what supports the work of others
/// (a group of officers, a service) takes note.
pub(super) fn level(form: &Form) -> Approval {
    match form.key.as_str() {
        "nhs-england" => Approval::NhsEngland,
        "full-council" => Approval::Members,
        "executive" => Approval::Board,
        "officer-group" | "service-division" => Approval::Note,
        _ if form.highest => Approval::Board,
        _ => Approval::Committee,
    }
}

/// The legal form, where it is stated.
pub(super) fn form<'m>(node: &NodeAt<'m, '_>) -> Option<&'m Form> {
    node.form().stated()
}

/// Each once.
pub(super) fn distinct(ids: &[NodeId]) -> Vec<NodeId> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}
