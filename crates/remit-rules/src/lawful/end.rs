//! What the two ends of a delegation are in law.

use std::collections::BTreeSet;

use remit_model::document::{FormPlace, RelationKind};
use remit_model::model::{AsAt, Known, Model, NodeAt, NodeId, NodeKind};
use remit_model::text::Text;

use super::fit::Lack;
use crate::belonging::{one_organisation, organisations};

/// The kinds that something is: its form or office, and the families of that. None where that is not known.
pub type Kinds = Option<BTreeSet<Text>>;

/// The family of those who work for an organisation: an officer of a council is one of them.
const STAFF: &str = "employee";

/// One end: who gives, or who receives.
#[derive(Debug, Clone)]
pub struct End {
    /// Its number, where it stands in a framework.
    pub id: Option<NodeId>,
    /// As it is called in a sentence.
    pub name: String,
    /// Organisation, body or post.
    pub kind: NodeKind,
    /// What it is in law.
    pub kinds: Kinds,
    /// Whether that is a reading of the framework, rather than the words of a source.
    pub read: bool,
    /// Whether it acts for its organisation of itself: it is the organisation, or the highest body of it. None where that
    /// is not known.
    pub acts: Option<bool>,
    /// Whether nothing is known of where it stands, as it stands in no framework.
    pub anywhere: bool,
    /// The organisations that it is, is part of or is shared by; none where that is open.
    pub homes: Vec<Home>,
    /// The offices of a post: each with the kinds that it makes of its holder, and the kinds of organisation that have it.
    offices: Vec<(BTreeSet<Text>, Vec<Text>)>,
    /// Whether statute itself gives functions to such a body.
    pub(super) statutory: bool,
}

/// A legal person behind an end.
#[derive(Debug, Clone)]
pub struct Home {
    /// Its number, where it stands in a framework.
    pub id: Option<NodeId>,
    /// As it is called.
    pub name: String,
    /// What it is in law.
    pub kinds: Kinds,
    /// Whether a post only answers to it, and is another's.
    pub lent: bool,
}

/// A form or office by key, with its families. None where there is no such row.
pub fn kinds_of(model: &Model, key: &str) -> Kinds {
    let form = model.forms.get(key).map(|form| (&form.key, &form.family));
    let office = model.offices.get(key).map(|office| (&office.key, &office.family));
    let (key, family) = form.or(office)?;
    Some(family.iter().chain([key]).cloned().collect())
}

/// Whether something of these kinds is one of the kinds of a row. None where that cannot be told.
pub(crate) fn is_one_of(kinds: &Kinds, wanted: &[Text]) -> Option<bool> {
    let kinds = kinds.as_ref()?;
    Some(wanted.iter().any(|wanted| kinds.contains(wanted)))
}

impl End {
    /// An end of a framework.
    pub fn of(at: &AsAt<'_>, id: NodeId) -> Self {
        let node = at.node(id);
        let (homes, own) = homes(at, &node);
        let read = is_read(&node) || homes.iter().any(|&home| is_read(&at.node(home)));
        let acts = match (node.kind(), node.form()) {
            (NodeKind::Organisation, _) => Some(true),
            (NodeKind::Body, Known::Stated(form)) => Some(form.highest),
            (NodeKind::Body, _) => None,
            (NodeKind::Post, _) => Some(false),
        };
        let kinds = kinds(at, &node);
        let home = |id: NodeId| Home::of(at, id, !own.contains(&id));
        Self {
            id: Some(id),
            name: node.name().to_string(),
            kind: node.kind(),
            read,
            acts,
            anywhere: false,
            homes: homes.into_iter().map(home).collect(),
            offices: node.in_law().filter_map(|key| office(at.model(), key)).collect(),
            statutory: is_statutory(at.model(), node.kind(), &kinds),
            kinds,
        }
    }

    /// An end of which nothing is known but its form or office.
    pub fn of_kind(model: &Model, key: &str) -> Option<Self> {
        let kinds = kinds_of(model, key)?;
        let form = model.forms.get(key);
        let name = form.map(|form| &form.name);
        let name = name.or_else(|| model.offices.get(key).map(|office| &office.name))?;
        let legal_person = form.is_some_and(|form| form.place == Some(FormPlace::LegalPerson));
        let home = Home {
            id: None,
            name: name.to_string(),
            kinds: Some(kinds.clone()),
            lent: false,
        };
        let kind = match form {
            Some(_) if legal_person => NodeKind::Organisation,
            Some(_) => NodeKind::Body,
            None => NodeKind::Post,
        };
        let kinds = Some(kinds);
        Some(Self {
            id: None,
            name: name.to_string(),
            kind,
            offices: office(model, key)
                .filter(|_| kind == NodeKind::Post)
                .into_iter()
                .collect(),
            statutory: is_statutory(model, kind, &kinds),
            kinds,
            read: false,
            acts: Some(form.is_some_and(|form| legal_person || form.highest)),
            anywhere: true,
            homes: if legal_person { vec![home] } else { Vec::new() },
        })
    }

    /// Whether it is a part of another end: its body, or an officer of it or lent to it. None where its organisation, or the
    /// other's, is open.
    pub(crate) fn is_inside(&self, other: &Self) -> Option<bool> {
        if self.homes.is_empty() || other.homes.is_empty() {
            // What stands in no framework may stand where it fits, unless it is an organisation itself.
            return self.anywhere.then_some(true);
        }
        let is_of_other = |home: &Home| other.homes.iter().any(|own| own.is(home));
        if self.homes.iter().chain(&other.homes).any(|home| home.id.is_none()) {
            return Some(self.kind != NodeKind::Organisation);
        }
        Some(match self.kind {
            NodeKind::Organisation => false,
            NodeKind::Body => self.homes.iter().all(is_of_other),
            // The holder of a joint post is an officer of each of those who share the post.
            NodeKind::Post => self.homes.iter().any(is_of_other),
        })
    }

    /// What it is in law inside the organisation of another end: of a post, the offices that such an organisation has. The
    /// holder of a joint post holds an office for each of those who share the post; who is only lent to an organisation is
    /// there what that organisation has.
    pub(super) fn kinds_inside(&self, other: &Self) -> Kinds {
        let kinds = self.kinds.as_ref()?;
        if self.kind != NodeKind::Post || self.offices.is_empty() {
            return Some(kinds.clone());
        }
        let shared = self
            .homes
            .iter()
            .filter(|home| other.homes.iter().any(|own| own.is(home)));
        let (lent, own): (Vec<&Home>, Vec<&Home>) = shared.partition(|home| home.lent);
        let there: Vec<&Home> = match () {
            () if !own.is_empty() => self.homes.iter().filter(|home| !home.lent).collect(),
            () if !lent.is_empty() => lent,
            () => other.homes.iter().collect(),
        };
        let has = |of: &[Text]| there.iter().any(|home| is_one_of(&home.kinds, of) != Some(false));
        let counting = self
            .offices
            .iter()
            .filter(|(_, of)| of.is_empty() || there.is_empty() || has(of));
        Some(counting.flat_map(|(kinds, _)| kinds.iter().cloned()).collect())
    }

    /// Whether it is a post of one who works for an organisation, as far as is known: not of one who was elected or appointed
    /// to it, such as a mayor, a councillor or a lay member. What a post is in law may not be entered.
    pub(crate) fn may_be_staff(&self) -> bool {
        self.kind == NodeKind::Post && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(STAFF))
    }

    /// What would have to be known to know what it is in law.
    pub(crate) fn lack(&self) -> Lack {
        match self.kind {
            NodeKind::Post => Lack::Office(self.name.clone()),
            NodeKind::Organisation | NodeKind::Body => Lack::Form(self.name.clone()),
        }
    }

    /// The same, were it a body of this form.
    #[must_use]
    pub fn in_form(&self, model: &Model, form: &str) -> Self {
        let kinds = kinds_of(model, form);
        Self {
            statutory: is_statutory(model, self.kind, &kinds),
            kinds,
            ..self.clone()
        }
    }

    /// The one legal person that it is or is part of.
    pub fn home(&self) -> Option<&Home> {
        match self.homes.as_slice() {
            [home] => Some(home),
            _ => None,
        }
    }
}

impl Home {
    /// Whether it is known to be the same organisation.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.id.is_some() && self.id == other.id
    }

    fn of(at: &AsAt<'_>, id: NodeId, lent: bool) -> Self {
        let node = at.node(id);
        Self {
            id: Some(id),
            name: node.name().to_string(),
            kinds: kinds(at, &node),
            lent,
        }
    }
}

/// The organisations behind a node: those that it is, is part of or is shared by; for a post also its employer, and those
/// to whom it answers. And those among them to which it belongs.
fn homes(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> (Vec<NodeId>, Vec<NodeId>) {
    let mut homes = organisations(at, node.id());
    let mut own = homes.clone();
    if node.kind() == NodeKind::Post {
        homes.extend(node.employer().map(|employer| employer.id()));
        own.clone_from(&homes);
        for line in node.acting(RelationKind::AnswersTo) {
            homes.extend(one_organisation(at, line.to));
        }
        homes.sort_unstable();
        homes.dedup();
    }
    (homes, own)
}

/// An office: the kinds that it makes of its holder, and the kinds of organisation that have it.
fn office(model: &Model, key: &str) -> Option<(BTreeSet<Text>, Vec<Text>)> {
    let office = model.offices.get(key)?;
    let kinds = office.family.iter().chain([&office.key]).cloned().collect();
    Some((kinds, office.of.clone()))
}

/// Whether statute itself gives functions to a body of these kinds.
fn is_statutory(model: &Model, kind: NodeKind, kinds: &Kinds) -> bool {
    let mut rows = model.statutory_functions.iter();
    kind == NodeKind::Body && rows.any(|row| is_one_of(kinds, &row.exercised_by) == Some(true))
}

/// What a node is in law: by its form, or for a post by its offices.
fn kinds(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Kinds {
    let model = at.model();
    let mut kinds: BTreeSet<Text> = BTreeSet::new();
    if let Known::Stated(form) = node.form() {
        kinds.extend(form.family.iter().cloned());
        kinds.insert(form.key.clone());
    } else if node.kind() != NodeKind::Post {
        // Which statutory body it is does not say what it is in law: its form does.
        return None;
    }
    for key in node.in_law() {
        kinds.insert(key.clone());
        kinds.extend(kinds_of(model, key).into_iter().flatten());
    }
    (!kinds.is_empty()).then_some(kinds)
}

fn is_read(node: &NodeAt<'_, '_>) -> bool {
    match node.form_fact() {
        Known::Stated(fact) => fact.assumed().is_some(),
        _ => node.kind() == NodeKind::Post && node.definition().statement.assumed("in-law").is_some(),
    }
}
