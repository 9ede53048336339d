//! What is looked up once for all boxes and lines of a drawing, so that each drawing costs no more than what it shows.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::finding::Level;
use remit_model::model::{AsAt, Delegation, Demand, Gap, LogEntry, NodeId, Statement};
use remit_model::path::StepStatus;
use remit_model::sources::FileId;
use remit_model::text::Text;

/// A step that the framework demands of one, and that is missing or not stated.
pub(super) struct MissingStep<'m> {
    /// Where it should lead.
    pub(super) above: NodeId,
    /// "missing" or "not stated".
    pub(super) what: &'static str,
    /// The relations any of which would be such a step.
    pub(super) by: &'m [RelationKind],
    /// The requirement.
    pub(super) statement: &'m Statement,
}

/// What is known of the framework at a date.
pub(super) struct Background<'m, 'v> {
    at: &'v AsAt<'m>,
    broken: &'v BTreeSet<FileId>,
    /// The entries of the log that are open, in the order of their keys.
    pub(super) open: Vec<&'m LogEntry>,
    /// The open entries about each node, or that leave something of it open.
    pub(super) about: BTreeMap<NodeId, BTreeSet<usize>>,
    /// The open entries that leave a kind of line of a node open.
    pub(super) unsettling: BTreeMap<(NodeId, &'m str), Vec<usize>>,
    /// What each node holds by delegation, in force.
    pub(super) given: BTreeMap<NodeId, Vec<(&'m Delegation, StepStatus)>>,
    /// The steps that are missing, by the node from which they should lead.
    pub(super) missing: BTreeMap<NodeId, Vec<MissingStep<'m>>>,
    findings: OnceCell<BTreeMap<String, usize>>,
}

impl<'m, 'v> Background<'m, 'v> {
    pub(super) fn new(at: &'v AsAt<'m>, broken: &'v BTreeSet<FileId>) -> Self {
        let mut known = Self {
            at,
            broken,
            open: at
                .current(at.model().log.rows())
                .filter(|entry| entry.answered.is_none_or(|answered| at.date() < answered))
                .collect(),
            about: BTreeMap::new(),
            unsettling: BTreeMap::new(),
            given: BTreeMap::new(),
            missing: missing(at),
            findings: OnceCell::new(),
        };
        for (number, entry) in known.open.iter().enumerate() {
            let is_node = |table: &str| matches!(table, "organisation" | "body" | "post");
            let about = entry.about.iter().filter(|subject| is_node(subject.table));
            let about = about.filter_map(|subject| at.model().node_id(&subject.key));
            for id in about.chain(entry.unsettles.iter().map(|(id, ..)| *id)) {
                known.about.entry(id).or_default().insert(number);
            }
            for (id, key, _) in &entry.unsettles {
                let kind = first_part(key);
                known.unsettling.entry((*id, kind)).or_default().push(number);
            }
        }
        for (row, status) in at.delegations() {
            if let Some(to) = row.to.as_ref().filter(|_| crate::who::in_force(&status)) {
                known.given.entry(to.value).or_default().push((row, status));
            }
        }
        known
    }

    /// How many findings that must or should be resolved are about something, as "body.hwb".
    pub(super) fn findings(&self, subject: &str) -> usize {
        let count = || {
            let mut count: BTreeMap<String, usize> = BTreeMap::new();
            let found = remit_rules::check(self.at, self.broken).findings;
            for finding in found.iter().filter(|finding| finding.level > Level::Note) {
                let about: BTreeSet<&String> = finding.keys.iter().collect();
                for key in about {
                    *count.entry(key.clone()).or_default() += 1;
                }
            }
            count
        };
        self.findings.get_or_init(count).get(subject).copied().unwrap_or(0)
    }
}

/// The key that stands before the first dot: "answers-to" of "answers-to.hwb".
pub(super) fn first_part(key: &Text) -> &str {
    key.split('.').next().unwrap_or(key)
}

/// Where many could be meant by the place above, so many lines are drawn for one step and no more.
const ABOVE: usize = 5;

/// The steps of demanded paths that are missing or not stated, for those from which no chain leads up.
fn missing<'m>(at: &AsAt<'m>) -> BTreeMap<NodeId, Vec<MissingStep<'m>>> {
    let mut missing: BTreeMap<NodeId, Vec<MissingStep<'m>>> = BTreeMap::new();
    for requirement in at.current(at.model().requirements.rows()) {
        let Demand::Path { top_down, by, .. } = &requirement.demand else {
            continue;
        };
        let places: Vec<Vec<NodeId>> = top_down.iter().map(|(selector, _)| selector.select(at)).collect();
        let ladder = at.ladder(&places, by);
        for (rung, pair) in ladder.rungs.iter().zip(places.windows(2)) {
            let [above, below] = pair else {
                continue;
            };
            let what = match rung.gap {
                Gap::NotStated => "not stated",
                Gap::Absent => "missing",
                _ => continue,
            };
            let under = at.below(above, by, None);
            for &id in below.iter().filter(|id| !under.contains(id)) {
                let steps = above.iter().take(ABOVE).map(|&above| MissingStep {
                    above,
                    what,
                    by,
                    statement: &requirement.statement,
                });
                missing.entry(id).or_default().extend(steps);
            }
        }
    }
    missing
}
