//! Where a seat comes from: which organisation, and of which category.

use remit_model::model::{AsAt, Filled, Known, NodeAt, NodeId, NodeKind, Seat};
use remit_model::text::Text;

/// The organisation that a seat comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// One of these; it is known where there is one.
    OneOf(Vec<NodeId>),
    /// It is not known.
    Anywhere,
    /// A name that leads nowhere, which is reported as such, is why it is not known.
    Misspelt,
}

impl Origin {
    /// Of an organisation: whether the seat comes from it, where that is known.
    pub(super) fn is(&self, organisation: NodeId) -> Option<bool> {
        match self {
            Self::OneOf(several) if !several.contains(&organisation) => Some(false),
            Self::OneOf(several) if several.len() == 1 => Some(true),
            Self::OneOf(_) | Self::Anywhere | Self::Misspelt => None,
        }
    }

    fn of(mut organisations: Vec<NodeId>, misspelt: bool) -> Self {
        organisations.sort_unstable();
        organisations.dedup();
        match (misspelt, organisations.is_empty()) {
            (true, _) => Self::Misspelt,
            (false, true) => Self::Anywhere,
            (false, false) => Self::OneOf(organisations),
        }
    }
}

/// The organisation that a seat comes from. Who names its holder comes first; then the post that holds it, by the
/// organisation that it belongs to, or that employs its holder; then the person who holds it.
pub(super) fn origin<'m>(at: &AsAt<'m>, seat: &'m Seat) -> Origin {
    let origin = match (seat.nominee_of, &seat.filled) {
        (Some(by), _) => return of_node(&at.node(by)),
        (None, Filled::Person(key)) => of_person(at, &key.value),
        (None, Filled::Post(key)) => match at.node_by_key(&key.value).map(|post| (of_node(&post), post.holder())) {
            Some((Origin::Anywhere, Known::Stated(holder))) => of_person(at, holder.value),
            Some((Origin::Anywhere, Known::Unknown)) => Origin::Misspelt,
            Some((origin, _)) => origin,
            None => Origin::Anywhere,
        },
        _ => Origin::Anywhere,
    };
    match origin {
        Origin::Anywhere if !seat.statement.unknown().is_empty() => Origin::Misspelt,
        origin => origin,
    }
}

fn of_node(node: &NodeAt<'_, '_>) -> Origin {
    if node.kind() == NodeKind::Organisation {
        return Origin::OneOf(vec![node.id()]);
    }
    let misspelt = |keys: &[&str]| keys.iter().any(|key| node.is_unknown(key));
    match node.within().stated().or_else(|| node.employer()) {
        Some(within) => Origin::of(vec![within.id()], misspelt(&["within"])),
        None => {
            let between = node.between().iter().map(NodeAt::id).collect();
            Origin::of(between, misspelt(&["within", "employer", "between"]))
        }
    }
}

fn of_person<'m>(at: &AsAt<'m>, key: &'m Text) -> Origin {
    at.person(key).map_or(Origin::Anywhere, |person| {
        Origin::of(person.of.clone(), person.statement.is_unknown("of"))
    })
}

/// Whether a seat is of a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfCategory {
    Known(bool),
    Unknown,
    /// A name that leads nowhere, which is reported as such, is why it is not known.
    Misspelt,
}

/// Whether a seat is of a category: by its own, else by those of the person who holds it.
pub(super) fn of_category<'m>(at: &AsAt<'m>, seat: &'m Seat, category: &Text) -> OfCategory {
    if let Some(own) = &seat.category {
        return OfCategory::Known(own == category);
    }
    let mut misspelt = !seat.statement.unknown().is_empty();
    let holder = match &seat.filled {
        Filled::Person(key) => Some(&key.value),
        Filled::Post(key) => match at.node_by_key(&key.value).map(|post| post.holder()) {
            Some(Known::Stated(holder)) => Some(holder.value),
            Some(Known::Unknown) => {
                misspelt = true;
                None
            }
            _ => None,
        },
        _ => None,
    };
    match holder.and_then(|key| at.person(key)) {
        Some(person) if !person.categories.is_empty() => OfCategory::Known(person.categories.contains(category)),
        _ if misspelt => OfCategory::Misspelt,
        _ => OfCategory::Unknown,
    }
}
