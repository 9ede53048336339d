//! Chains that a requirement does not want: those in force, those that a silence leaves open, and those that would be
//! there if what is proposed were adopted.
//!
//! Places are judged leg by leg, as a path is: a chain leads from a node of the last place up to one of the place above it,
//! by a step at least, and from that one on, up to the first. Round the node that no chain may go round, if there is one.

use std::collections::BTreeSet;

use remit_model::document::RelationKind;
use remit_model::finding::Finding;
use remit_model::model::{AsAt, NodeId};
use remit_model::path::Path;

use super::saying::SHOWN;
use crate::wording::{list, silence};

/// The chains that are looked for.
pub(crate) struct Chains<'v, 'm> {
    at: &'v AsAt<'m>,
    /// The places, top first: what is in force of them, without the node to go round.
    places: Vec<Vec<NodeId>>,
    by: &'v [RelationKind],
    without: Option<NodeId>,
}

/// Which lines may be steps.
#[derive(Clone, Copy)]
enum Lines {
    InForce,
    IfAdopted,
}

/// What became of the chains.
pub(super) enum Found {
    /// There are some in force, from these nodes of the last place.
    InForce(Vec<NodeId>, Vec<Path>),
    /// The silence of these nodes leaves open whether there are.
    Open(Vec<NodeId>),
    /// A name that leads nowhere, which is reported as such, leaves it open.
    Unknown,
    /// There would be, from these, if what is proposed were adopted.
    IfAdopted(Vec<NodeId>, Vec<Path>),
    /// There are none.
    None,
}

impl<'v, 'm> Chains<'v, 'm> {
    pub(crate) fn new(
        at: &'v AsAt<'m>,
        places: &[Vec<NodeId>],
        by: &'v [RelationKind],
        without: Option<NodeId>,
    ) -> Self {
        let round = |place: &Vec<NodeId>| place.iter().copied().filter(|&id| Some(id) != without).collect();
        Self {
            at,
            places: places.iter().map(round).collect(),
            by,
            without,
        }
    }

    /// Looks for them.
    pub(super) fn look(&self) -> Found {
        let (from, paths) = self.leading(Lines::InForce);
        if !from.is_empty() {
            return Found::InForce(from, paths);
        }
        if let Some(silent) = self.open(&Gaps::silent(self.at)) {
            return Found::Open(silent);
        }
        if self.open(&Gaps::unknown(self.at)).is_some() {
            return Found::Unknown;
        }
        match self.leading(Lines::IfAdopted) {
            (from, _) if from.is_empty() => Found::None,
            (from, paths) => Found::IfAdopted(from, paths),
        }
    }

    /// What would be there if what is proposed were adopted, beside what is said already.
    pub(super) fn if_adopted(&self) -> Option<Path> {
        self.leading(Lines::IfAdopted).1.into_iter().next()
    }

    /// The nodes of the last place from which a chain leads up to the first; and some chains, as evidence.
    fn leading(&self, lines: Lines) -> (Vec<NodeId>, Vec<Path>) {
        let mut reached: Vec<Vec<NodeId>> = Vec::new();
        for place in &self.places {
            let next = match reached.last() {
                None => place.clone(),
                Some(above) => {
                    let under = match lines {
                        Lines::InForce => self.at.below(above, self.by, self.without),
                        Lines::IfAdopted => self.at.below_if_adopted(above, self.by, self.without),
                    };
                    place.iter().copied().filter(|id| under.contains(id)).collect()
                }
            };
            reached.push(next);
        }
        let from = reached.last().cloned().unwrap_or_default();
        let paths = from.iter().take(SHOWN);
        let paths = paths.filter_map(|&id| self.evidence(id, &reached, lines)).collect();
        (from, paths)
    }

    /// The shortest chain, leg by leg.
    fn evidence(&self, from: NodeId, reached: &[Vec<NodeId>], lines: Lines) -> Option<Path> {
        let (mut path, mut here) = (Path::default(), from);
        for above in reached.iter().rev().skip(1) {
            let leg = match lines {
                Lines::InForce => self.at.shortest(here, above, self.by, self.without),
                Lines::IfAdopted => self.at.shortest_if_adopted(here, above, self.by, self.without),
            }?;
            here = self.at.node_by_key(&leg.steps.last()?.above.key)?.id();
            path.steps.extend(leg.steps);
        }
        Some(path)
    }

    /// The nodes of the last place from which there may be a chain, as far as what is silent leaves it open; and those who
    /// are silent.
    pub(crate) fn left_open_by_silence(&self) -> (BTreeSet<NodeId>, Vec<NodeId>) {
        self.gapped(&Gaps::silent(self.at)).unwrap_or_default()
    }

    /// The nodes of the last place from which there may be a chain by names that lead nowhere.
    pub(crate) fn left_open_by_names(&self) -> BTreeSet<NodeId> {
        self.gapped(&Gaps::unknown(self.at)).unwrap_or_default().0
    }

    /// The nodes whose gaps leave open whether there is a chain. `None` where none of them can.
    fn open(&self, gaps: &Gaps) -> Option<Vec<NodeId>> {
        self.gapped(gaps).map(|(_, witnesses)| witnesses)
    }

    /// From which of the last place there may be a chain, and the nodes whose gaps leave that open: on each leg one line that
    /// is not known may be the step that is lacking.
    fn gapped(&self, gaps: &Gaps) -> Option<(BTreeSet<NodeId>, Vec<NodeId>)> {
        let mut witnesses = BTreeSet::new();
        let mut above: Option<Vec<NodeId>> = None;
        for place in &self.places {
            let Some(tops) = above else {
                above = Some(place.clone());
                continue;
            };
            if tops.is_empty() || place.is_empty() {
                return None;
            }
            let under = self.at.below(&tops, self.by, self.without);
            let over = self.at.above(place, self.by, self.without);
            let down = tops.iter().chain(&under).copied();
            let down: BTreeSet<NodeId> = down.filter(|&id| gaps.downwards(self.at, id, self.by)).collect();
            let up = place.iter().chain(&over).copied();
            let up: BTreeSet<NodeId> = up.filter(|&id| gaps.upwards(self.at, id, self.by)).collect();
            let gapped: Vec<NodeId> = up.iter().copied().collect();
            let under_gaps = self.at.below(&gapped, self.by, self.without);
            let possible =
                |id: &NodeId| !down.is_empty() || under.contains(id) || up.contains(id) || under_gaps.contains(id);
            above = Some(place.iter().copied().filter(possible).collect());
            witnesses.extend(down);
            witnesses.extend(up);
        }
        let possible: BTreeSet<NodeId> = above.into_iter().flatten().collect();
        (!possible.is_empty()).then(|| (possible, witnesses.into_iter().collect()))
    }
}

/// Where lines may be that are not known.
struct Gaps {
    /// Whether it is silence that is looked for, or names that lead nowhere.
    silence: bool,
    /// Those who give by a delegation of which it is not known to whom.
    give: BTreeSet<NodeId>,
    /// Those who receive by a delegation of which it is not known from whom.
    receive: BTreeSet<NodeId>,
}

impl Gaps {
    fn silent(at: &AsAt<'_>) -> Self {
        Self::new(at, true)
    }

    fn unknown(at: &AsAt<'_>) -> Self {
        Self::new(at, false)
    }

    fn new(at: &AsAt<'_>, silence: bool) -> Self {
        let (mut give, mut receive) = (BTreeSet::new(), BTreeSet::new());
        for delegation in at.current(at.model().delegations.rows()) {
            let lacks = |key: &str| {
                if silence {
                    delegation.statement.is_not_stated(key)
                } else {
                    delegation.statement.is_unknown(key)
                }
            };
            if lacks("to") {
                give.extend(delegation.from.iter().copied());
            }
            if lacks("from") {
                receive.extend(delegation.to.as_ref().map(|to| to.value));
            }
        }
        Self { silence, give, receive }
    }

    /// Whether this node may stand below others by lines that are not known.
    fn upwards(&self, at: &AsAt<'_>, id: NodeId, by: &[RelationKind]) -> bool {
        by.iter().any(|&kind| match kind {
            RelationKind::Delegation => self.receive.contains(&id),
            kind => kind.is_upward() && self.lacks(at, id, kind),
        })
    }

    /// Whether this node may stand above others by lines that are not known.
    fn downwards(&self, at: &AsAt<'_>, id: NodeId, by: &[RelationKind]) -> bool {
        by.iter().any(|&kind| match kind {
            RelationKind::Delegation => self.give.contains(&id),
            kind => !kind.is_upward() && self.lacks(at, id, kind),
        })
    }

    fn lacks(&self, at: &AsAt<'_>, id: NodeId, kind: RelationKind) -> bool {
        if self.silence {
            at.node(id).is_not_stated(kind.word())
        } else {
            at.node(id).is_unknown(kind.word())
        }
    }
}

/// Shows chains: the places of their steps, and the chains themselves.
pub(super) fn show(mut finding: Finding, paths: Vec<Path>, what: &str) -> Finding {
    for step in paths.iter().flat_map(|path| &path.steps).take(8) {
        if let Some(place) = step.place {
            finding = finding.label(place, what);
        }
    }
    for path in paths {
        finding = finding.path(path);
    }
    finding
}

/// Says what is silent.
pub(super) fn show_silence(mut finding: Finding, at: &AsAt<'_>, silent: &[NodeId], by: &[RelationKind]) -> Finding {
    for &id in silent.iter().take(SHOWN) {
        let node = at.node(id);
        finding = finding
            .label(node.place(), "the documents are silent here")
            .remark(format!(
                "{}: {} is not stated",
                node.name(),
                list(&silences(at, id, by))
            ));
    }
    if silent.len() > SHOWN {
        finding = finding.remark(format!("the same is so of {} more", silent.len() - SHOWN));
    }
    finding
}

/// What is not stated of a node whose silence leaves a chain open.
pub(crate) fn silences(at: &AsAt<'_>, id: NodeId, by: &[RelationKind]) -> Vec<String> {
    let node = at.node(id);
    let kinds = by.iter().filter(|kind| node.is_not_stated(kind.word()));
    let mut unsaid: Vec<String> = kinds.map(|kind| silence(kind.word())).collect();
    if unsaid.is_empty() {
        unsaid.push("who is at the other end of a delegation".to_owned());
    }
    unsaid
}
