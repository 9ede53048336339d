//! Who must agree to a change of a paper, a body or an arrangement, as one state of a framework tells (RULES D3).
//!
//! What the law asks comes from the catalogue's rows on papers, with its section and how sure it is. Where no row is about a
//! thing, the framework itself tells: the owners of a paper, the parties to it, whoever stands above a body.

use std::collections::BTreeMap;

use remit_model::document::{FormPlace, RelationKind};
use remit_model::model::{AsAt, Budget, Delegation, Form, Instrument, NodeAt, NodeId, NodeKind, Paper, Relation, Row};
use remit_model::text::Text;

use super::instead::Instead;
use super::speaking::{distinct, form, level, partners};
use super::{Approval, Approver};
use crate::belonging::{one_organisation, organisations};
use crate::documents::terms::Terms;
use crate::law::footing::Asks;
use crate::law::kinds::{any_of, is_one};
use crate::law::papers::{by_kind, homes};
use crate::naming;
use crate::wording::either;

/// What tells who must agree, of one state of a framework.
#[derive(Debug)]
pub struct Approvals<'a, 'm> {
    pub(super) at: &'a AsAt<'m>,
    rows: BTreeMap<&'m Text, Vec<&'m Paper>>,
    terms: Terms<'m>,
    /// The highest bodies of each organisation, as far as they are entered.
    pub(super) highest: BTreeMap<NodeId, Vec<NodeId>>,
    /// The organisations by their form.
    organisations: BTreeMap<&'m Text, Vec<NodeId>>,
    /// The executive of each council, as far as it is entered.
    executive: BTreeMap<NodeId, NodeId>,
    /// Who is asked instead of those who are no longer there after a change, or are called otherwise then.
    pub(super) instead: BTreeMap<NodeId, Instead>,
    /// What is called otherwise in the other state: under this name it is told of, so that one thing is one reason.
    called: BTreeMap<String, String>,
    /// What becomes of what does not just change, by its table and key: that it ends, or what it is merged into.
    becomes: BTreeMap<String, String>,
}

impl<'a, 'm> Approvals<'a, 'm> {
    /// Of a state. Linear in the bodies and papers of the framework.
    pub fn new(at: &'a AsAt<'m>) -> Self {
        let mut highest: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
        let mut executive: BTreeMap<NodeId, NodeId> = BTreeMap::new();
        for body in at.bodies() {
            let (Some(form), Some(organisation)) = (form(&body), one_organisation(at, body.id())) else {
                continue;
            };
            if form.highest {
                highest.entry(organisation).or_default().push(body.id());
            } else if form.key == "executive" {
                executive.entry(organisation).or_insert(body.id());
            }
        }
        let mut organisations: BTreeMap<&Text, Vec<NodeId>> = BTreeMap::new();
        for organisation in at.nodes().filter(|node| node.kind() == NodeKind::Organisation) {
            if let Some(form) = form(&organisation) {
                organisations.entry(&form.key).or_default().push(organisation.id());
            }
        }
        Self {
            at,
            organisations,
            executive,
            instead: BTreeMap::new(),
            called: BTreeMap::new(),
            becomes: BTreeMap::new(),
            rows: by_kind(at),
            terms: Terms::new(at),
            highest,
        }
    }

    /// The same, but that others are asked in the place of these, by their keys.
    #[must_use]
    pub(super) fn instead(mut self, instead: &BTreeMap<String, Instead>) -> Self {
        let known = instead.iter().filter_map(|(key, instead)| {
            let node = self.at.node_by_key(key)?;
            Some((node.id(), instead.clone()))
        });
        self.instead = known.collect();
        self
    }

    /// The same, with the names and the words of what differs, by table and key.
    #[must_use]
    pub(super) fn telling(mut self, (called, becomes): (BTreeMap<String, String>, BTreeMap<String, String>)) -> Self {
        (self.called, self.becomes) = (called, becomes);
        self
    }

    /// What happens to something: "changes", where nothing else is told.
    fn happens(&self, subject: &str) -> &str {
        self.becomes.get(subject).map_or("changes", String::as_str)
    }

    /// Why somebody must agree: what it is, and what happens to it.
    fn because(&self, subject: &str, name: &str) -> String {
        format!("{} {}", self.called(subject, name), self.happens(subject))
    }

    /// By which name something is told of.
    fn called<'n>(&'n self, subject: &str, name: &'n str) -> &'n str {
        self.called.get(subject).map_or(name, String::as_str)
    }

    fn quoted(&self, subject: &str, name: &str) -> String {
        format!(
            "\u{201c}{}\u{201d} {}",
            self.called(subject, name),
            self.happens(subject)
        )
    }

    fn paper_name(&self, paper: &Instrument) -> String {
        let name = naming::arrangement("instrument", &paper.key, &paper.name);
        self.called(&format!("instrument.{}", paper.key), &name).to_owned()
    }

    pub(super) fn node_name(&self, id: NodeId) -> &str {
        let node = self.at.node(id);
        let called = self.called.get(&node.subject());
        called.map_or(node.name().as_str(), String::as_str)
    }

    /// Who must agree to a change of a paper: those whom the law or practice names for papers of its kind; its owners; for
    /// terms of reference whoever stands above the body that works to them. Where none of these is known, its parties, and
    /// where it has none, those who approved it last.
    pub fn of_paper(&self, paper: &Instrument) -> Vec<Approver> {
        let name = self.paper_name(paper);
        let subject = format!("instrument.{}", paper.key);
        let why = self.because(&subject, &name);
        let mut found: Vec<Approver> = Vec::new();
        for row in self.rows_on(paper) {
            found.extend(self.by_row(paper, row, &why));
        }
        let owners = self.jointly(&paper.owners, &format!("{why}; it is theirs"));
        let owned = !owners.is_empty();
        found.extend(owners);
        if !owned && self.terms.includes(paper) {
            for body in self.terms.bodies(paper) {
                found.extend(self.of_body_because(*body, &why));
            }
        }
        if found.is_empty()
            && let Some(form) = self.unlisted_constitution(paper)
        {
            let before = format!("{why}; approved by the same before");
            found.extend(paper.approvers.iter().flat_map(|id| self.by(*id, &before)));
            let form = naming::form(form);
            found.push(Approver {
                level: Approval::Note,
                who: format!("Who must agree to the constitution of {form} is not in the catalogue"),
                why: why.clone(),
                each: Vec::new(),
            });
            return merged(found);
        }
        if found.is_empty() {
            let parties: Vec<NodeId> = paper.parties.iter().map(|(party, _)| *party).collect();
            found.extend(self.jointly(&parties, &format!("{why}; they are its parties")));
        }
        if found.is_empty() {
            let before = format!("{why}; approved by the same before");
            found.extend(paper.approvers.iter().flat_map(|id| self.by(*id, &before)));
        }
        merged(found)
    }

    /// Who must agree that a paper is reviewed on another day: those whose paper it is. The law names nobody for that.
    pub(super) fn of_review(&self, paper: &Instrument) -> Vec<Approver> {
        let name = self.paper_name(paper);
        let why = format!("when {name} is reviewed changes; it is theirs");
        let whose = match paper.owners.as_slice() {
            [] => homes(self.at, paper),
            owners => owners.to_vec(),
        };
        merged(self.jointly(&whose, &why))
    }

    /// Who must agree when a body is set up, changed or ended: inside one organisation the body that it answers to, else the
    /// highest body of the organisation; between several the body that it answers to, and where it is a joint committee or
    /// answers to nobody, all of them. Nobody where neither is entered.
    pub fn of_body(&self, id: NodeId) -> Vec<Approver> {
        let why = self.because(&self.at.node(id).subject(), self.at.node(id).name());
        merged(self.of_body_because(id, &why))
    }

    /// Who must agree to a change of a delegation: those who give; where it leads from one organisation to another, both; and
    /// those who must agree to the paper by which it is given, or in which it is recorded.
    pub fn of_delegation(&self, delegation: &Delegation) -> Vec<Approver> {
        let name = naming::arrangement("delegation", &delegation.key, &delegation.name);
        let why = self.quoted(&format!("delegation.{}", delegation.key), &name);
        let receiver = delegation.to.as_ref().map(|to| to.value);
        let ends = delegation.from.iter().copied().chain(receiver);
        let ends: Vec<NodeId> = ends.flat_map(|end| organisations(self.at, end)).collect();
        let across = distinct(&ends).len() > 1;
        let mut found = Vec::new();
        for &giver in &delegation.from {
            let organisation = self.at.node(giver).kind() == NodeKind::Organisation;
            match self.executive.get(&giver).filter(|_| self.is_executive(delegation)) {
                Some(executive) => found.extend(self.by(*executive, &why)),
                // All of them agree, each for itself.
                None if organisation && across => {}
                None => found.extend(self.by(giver, &why)),
            }
        }
        if across {
            found.extend(self.jointly(&ends, &format!("{why}; it leads from one to another")));
        }
        for key in delegation.instrument.iter().chain(&delegation.recorded_in) {
            found.extend(self.paper(key).into_iter().flat_map(|paper| self.of_paper(paper)));
        }
        merged(found)
    }

    /// Whether all that is given is for a council's executive to give (Local Government Act 2000 s9E), as far as is entered.
    fn is_executive(&self, delegation: &Delegation) -> bool {
        let functions = delegation
            .functions
            .iter()
            .map(|key| self.at.model().functions.get(key));
        let mut executive = functions.map(|function| function.is_some_and(|function| function.executive == Some(true)));
        !delegation.functions.is_empty() && executive.all(|executive| executive)
    }

    /// Who must agree to a change of a budget: those who must agree to the paper that makes it so; else those who pay in, or
    /// the one who keeps or holds it.
    pub fn of_budget(&self, budget: &Budget) -> Vec<Approver> {
        let name = naming::arrangement("budget", &budget.key, &budget.name);
        let why = self.quoted(&format!("budget.{}", budget.key), &name);
        let paper = budget.instrument.as_ref().and_then(|key| self.paper(key));
        let mut found = paper.map(|paper| self.of_paper(paper)).unwrap_or_default();
        found.extend(self.jointly(&budget.contributors, &format!("{why}; they pay in")));
        if found.is_empty() {
            let holder = budget.host.or(budget.held_by.as_ref().map(|at| at.value));
            found.extend(holder.into_iter().flat_map(|holder| self.by(holder, &why)));
        }
        merged(found)
    }

    /// Who must agree to a change of a line: those who must agree to a change of the one that acts, and to that of the paper
    /// on which it rests; and somebody of another organisation who is to be answered to, or to be overseen.
    pub(super) fn of_line(&self, line: &Relation) -> Vec<Approver> {
        let at = self.at;
        let words = format!(
            "{} {} {}",
            self.node_name(line.from),
            line.kind.words(),
            self.node_name(line.to)
        );
        let subject = format!("{}.{}.{}", at.node(line.from).subject(), line.kind.word(), line.key);
        let why = format!("\u{201c}{words}\u{201d} {}", self.happens(&subject));
        let mut found = self.of_node_because(line.from, &why);
        if let Some(paper) = line.instrument.as_ref().and_then(|key| self.paper(key)) {
            found.extend(self.of_paper(paper));
        }
        let binds = matches!(line.kind, RelationKind::AnswersTo | RelationKind::Oversees);
        let own = organisations(at, line.from);
        let other = organisations(at, line.to);
        // Of those who share the one that acts, all agree anyway.
        let shares = at.node(line.to).kind() == NodeKind::Organisation && own.contains(&line.to);
        if binds && own != other && !shares {
            found.extend(self.by(line.to, &why));
            // Whoever is to oversee takes that on; and those who share what is overseen let it in.
            if line.kind == RelationKind::Oversees {
                found.extend(self.by(line.from, &why));
                if at.node(line.to).kind() == NodeKind::Body && other.len() > 1 {
                    found.extend(self.jointly(&other, &format!("{why}; they share {}", at.node(line.to).name())));
                }
            }
        }
        merged(found)
    }

    /// The same for something that belongs to an organisation, body or post.
    pub(super) fn of_node_because(&self, id: NodeId, why: &str) -> Vec<Approver> {
        match self.at.node(id).kind() {
            NodeKind::Organisation => self.by(id, why),
            NodeKind::Body | NodeKind::Post => merged(self.of_body_because(id, why)),
        }
    }

    /// The paper of a key that counts: in force, or else whatever is written under it.
    pub(crate) fn paper(&self, key: &str) -> Option<&'m Instrument> {
        current(self.at, self.at.model().instruments.of(key))
    }

    /// The delegation of a key that counts.
    pub(super) fn delegation(&self, key: &str) -> Option<&'m Delegation> {
        current(self.at, self.at.model().delegations.of(key))
    }

    /// The budget of a key that counts.
    pub(super) fn budget(&self, key: &str) -> Option<&'m Budget> {
        current(self.at, self.at.model().budgets.of(key))
    }

    /// Whose terms of reference which paper is.
    pub(super) fn terms(&self) -> &Terms<'m> {
        &self.terms
    }

    pub(super) fn of_body_because(&self, id: NodeId, why: &str) -> Vec<Approver> {
        let node = self.at.node(id);
        let ends = |id: NodeId| matches!(self.instead_of(id), Some(Instead::Above));
        let above: Vec<NodeId> = node
            .acting(RelationKind::AnswersTo)
            .map(|line| line.to)
            .filter(|to| self.at.node(*to).kind() != NodeKind::Post && !ends(*to))
            .collect();
        if node.kind() == NodeKind::Organisation {
            return Vec::new();
        }
        let Some(organisation) = one_organisation(self.at, id) else {
            return self.of_shared(&node, &above, why);
        };
        let highest = self.highest.get(&organisation);
        if highest.is_some_and(|highest| highest.contains(&id)) && !ends(id) {
            return self.by(id, why);
        }
        let own = |to: &&NodeId| one_organisation(self.at, **to) == Some(organisation);
        let found: Vec<Approver> = above.iter().filter(own).flat_map(|to| self.by(*to, why)).collect();
        if found.is_empty() {
            return self.by(organisation, why);
        }
        found
    }

    fn of_shared(&self, node: &NodeAt<'m, '_>, above: &[NodeId], why: &str) -> Vec<Approver> {
        let mut sharing = organisations(self.at, node.id());
        if sharing.is_empty() {
            sharing.extend(node.acting(RelationKind::Party).map(|line| line.to));
        }
        let joint = |form: &Form| {
            form.place == Some(FormPlace::Between) && (form.holds_decisions == Some(true) || form.own_committees)
        };
        let together = format!("{why}; they share it");
        if above.is_empty() || form(node).is_some_and(joint) && !sharing.is_empty() {
            return self.jointly(&sharing, &together);
        }
        above.iter().flat_map(|to| self.by(*to, why)).collect()
    }

    /// The rows of the catalogue about a paper, in force on the date.
    fn rows_on(&self, paper: &Instrument) -> Vec<&'m Paper> {
        let Some(rows) = paper.kind.as_ref().and_then(|kind| self.rows.get(kind)) else {
            return Vec::new();
        };
        let homes = homes(self.at, paper);
        let is_about = |row: &&&Paper| {
            let of = any_of(homes.iter().map(|home| is_one(self.at, *home, &row.of)));
            row.is_in_force(self.at) && (row.of.is_empty() || of == Some(true))
        };
        rows.iter().filter(is_about).copied().collect()
    }

    /// The form of an organisation whose constitution a paper is, where the law that is asked has rows on constitutions and none
    /// on that of such an organisation: then its parties are not the ones to tell who must agree.
    fn unlisted_constitution(&self, paper: &Instrument) -> Option<&'m Form> {
        let kind = paper.kind.as_ref().filter(|kind| kind.as_str() == "constitution")?;
        if !self.rows.contains_key(kind) {
            return None;
        }
        match homes(self.at, paper).as_slice() {
            [home] => form(&self.at.node(*home)),
            _ => None,
        }
    }

    /// Those whom a row names.
    fn by_row(&self, paper: &Instrument, row: &Paper, changes: &str) -> Vec<Approver> {
        let footing = row.footing();
        let dated = row.validity.since.is_some() || row.validity.since_year.is_some();
        let rests_on = match dated {
            true => footing.rests_on(),
            false => footing.citation().to_owned(),
        };
        let mut why = format!("{changes}: {rests_on}");
        if row.validity.is_from_memory() {
            why.push_str(" (not verified)");
        }
        if row.all_parties {
            let mut parties: Vec<NodeId> = paper.parties.iter().map(|(party, _)| *party).collect();
            if parties.is_empty() {
                parties = homes(self.at, paper);
            }
            let unknown = Approver {
                level: Approval::Partners,
                who: "every party (not entered)".to_owned(),
                why: why.clone(),
                each: Vec::new(),
            };
            if distinct(&parties).len() < 2 {
                return vec![unknown];
            }
            return self.jointly(&parties, &why);
        }
        if row.approved_by.is_empty() {
            return Vec::new();
        }
        let is_wanted = |id: &NodeId| is_one(self.at, *id, &row.approved_by) == Some(true);
        let homes = homes(self.at, paper);
        let inside = homes
            .iter()
            .filter_map(|home| self.highest.get(home))
            .flatten()
            .copied();
        let mut wanted: Vec<NodeId> = inside.filter(is_wanted).collect();
        let others = row.approved_by.iter().filter_map(|kind| self.organisations.get(kind));
        wanted.extend(others.flatten());
        if !wanted.is_empty() {
            return wanted.into_iter().flat_map(|id| self.by(id, &why)).collect();
        }
        let kinds = row
            .approved_by
            .iter()
            .filter_map(|kind| self.at.model().forms.get(kind));
        let persons: Vec<&Form> = kinds
            .filter(|form| form.place == Some(FormPlace::LegalPerson))
            .collect();
        if persons.is_empty() {
            // A body of that organisation which is not entered.
            return homes.into_iter().flat_map(|home| self.by(home, &why)).collect();
        }
        let names: Vec<String> = persons.iter().map(|form| form.name.to_string()).collect();
        vec![Approver {
            level: persons.iter().map(|form| level(form)).max().unwrap_or(Approval::Board),
            who: format!("{} (not entered)", either(&names)),
            why,
            each: Vec::new(),
        }]
    }
}

/// The row that counts: the topmost in force, else the first.
fn current<'m, T: Row>(at: &AsAt<'m>, rows: impl Iterator<Item = &'m T>) -> Option<&'m T> {
    let rows: Vec<&'m T> = rows.collect();
    let in_force = rows.iter().rev().find(|row| at.in_force(row.statement()));
    in_force.or(rows.first()).copied()
}

/// Each once, in rising order of level, whatever the reasons: the first counts. Those who agree each for itself, for one reason,
/// agree together: whoever leaves an agreement, and whoever joins it.
pub(super) fn merged(approvers: Vec<Approver>) -> Vec<Approver> {
    let mut all: Vec<Approver> = Vec::new();
    for approver in approvers {
        let known = all
            .iter_mut()
            .find(|known| !known.each.is_empty() && known.why == approver.why);
        match known.filter(|_| !approver.each.is_empty()) {
            Some(known) => {
                let mut each = [std::mem::take(&mut known.each), approver.each].concat();
                each.sort();
                each.dedup();
                *known = partners(each, approver.why);
            }
            None => all.push(approver),
        }
    }
    all.sort_by(|a, b| (a.level, &a.who).cmp(&(b.level, &b.who)));
    all.dedup_by(|a, b| a.level == b.level && a.who == b.who);
    all
}
