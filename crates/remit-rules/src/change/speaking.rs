//! Who speaks for an organisation, body or post where something has to be agreed, and how high that is.

use remit_model::model::{Form, Known, NodeAt, NodeId, NodeKind};

use super::instead::{Instead, Voice};
use super::{Approval, Approvals, Approver};
use crate::belonging::organisations;
use crate::wording::{either, list};

impl<'m> Approvals<'_, 'm> {
    /// Somebody as the one who must agree: of an organisation its highest body. Of one that ends with the change those who take
    /// its place; where it is a body that nobody follows, those above it.
    pub(crate) fn by(&self, id: NodeId, why: &str) -> Vec<Approver> {
        let voices = match self.instead_of(id) {
            Some(Instead::Above) => return self.of_body_because(id, why),
            _ => self.voices(id),
        };
        let agree = voices.into_iter().map(|voice| Approver {
            level: voice.level,
            who: voice.who,
            why: why.to_owned(),
            each: Vec::new(),
        });
        agree.collect()
    }

    /// Those who speak for somebody. A body that ends and that nobody follows has none.
    pub(super) fn voices(&self, id: NodeId) -> Vec<Voice> {
        let node = self.at.node(id);
        let (level, who) = match self.instead_of(id) {
            Some(Instead::By(voices)) => return voices.clone(),
            Some(Instead::NotStated(key, name)) => {
                let who = format!("whoever takes the place of {name} (not stated)");
                return vec![Voice {
                    level: Approval::Board,
                    party: (key.clone(), who.clone()),
                    who,
                }];
            }
            Some(Instead::Above) => return Vec::new(),
            None => match node.kind() {
                NodeKind::Organisation => self.highest_of(&node),
                NodeKind::Body => {
                    let form = form(&node);
                    (form.map_or(Approval::Committee, level), self.with_organisation(&node))
                }
                NodeKind::Post => (Approval::Note, self.with_organisation(&node)),
            },
        };
        vec![Voice {
            level,
            who,
            party: (node.key().to_string(), node.name().to_string()),
        }]
    }

    /// All of them, each for itself, where they belong to several organisations; else the one; nobody where none is named.
    pub(crate) fn jointly(&self, ids: &[NodeId], why: &str) -> Vec<Approver> {
        let all = distinct(ids);
        let mut of: Vec<NodeId> = all.iter().flat_map(|id| organisations(self.at, *id)).collect();
        of = distinct(&of);
        // A body that ends is spoken for by those whose it is.
        let asked = all.iter().flat_map(|id| match self.instead_of(*id) {
            Some(Instead::Above) => organisations(self.at, *id),
            _ => vec![*id],
        });
        let asked = distinct(&asked.collect::<Vec<NodeId>>());
        let mut each: Vec<(String, String)> = asked
            .iter()
            .flat_map(|id| self.voices(*id))
            .map(|voice| voice.party)
            .collect();
        each.sort();
        each.dedup();
        if of.len() < 2 || each.len() < 2 {
            let highest = all.iter().flat_map(|id| self.by(*id, why)).max();
            return highest.into_iter().collect();
        }
        vec![partners(each, why.to_owned())]
    }

    /// Who is asked instead of somebody.
    pub(super) fn instead_of(&self, id: NodeId) -> Option<&Instead> {
        self.instead.get(&id)
    }

    /// The highest body of an organisation: entered, or else what such organisations have.
    fn highest_of(&self, organisation: &NodeAt<'m, '_>) -> (Approval, String) {
        let own = form(organisation);
        let name = organisation.name();
        if own.is_some_and(|form| form.key == "nhs-england") {
            return (Approval::NhsEngland, name.to_string());
        }
        if let Some(bodies) = self.highest.get(&organisation.id()) {
            let voices: Vec<Voice> = bodies.iter().flat_map(|id| self.voices(*id)).collect();
            let highest = voices.iter().map(|voice| voice.level).max();
            let names: Vec<String> = voices.into_iter().map(|voice| voice.who).collect();
            if !names.is_empty() {
                return (highest.unwrap_or(Approval::Board), either(&names));
            }
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

/// Several who agree, each for itself.
pub(super) fn partners(each: Vec<(String, String)>, why: String) -> Approver {
    let names: Vec<String> = each.iter().map(|(_, name)| name.clone()).collect();
    Approver {
        level: Approval::Partners,
        who: format!("{}, each for itself", list(&names)),
        why,
        each,
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
