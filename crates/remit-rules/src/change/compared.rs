//! Two states of a framework, what differs, and what a check says of each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use remit_diff::{Change, Diff, Kind, diff};
use remit_model::finding::Finding;
use remit_model::model::{AsAt, NodeAt, NodeId};
use remit_model::page::day_in_words;
use remit_model::sources::Place;

use super::Approvals;
use super::decisions::Decision;
use super::endings::Endings;
use super::happening;
use super::instead::{Instead, instead};
use super::ways::Way;
use crate::Checked;
use crate::since::lacking;
use crate::structure::conflicting_proposals;

/// Two states of a framework, what differs between them, and what a check says of each.
#[derive(Debug)]
pub struct Compared<'a, 'm> {
    /// The state before.
    pub before: &'a AsAt<'m>,
    /// The state after.
    pub after: &'a AsAt<'m>,
    /// What differs.
    pub diff: Diff,
    /// What a check says of the state before.
    pub found_before: &'a Checked,
    /// What a check says of the state after.
    pub found_after: &'a Checked,
    /// The organisations, bodies and posts with another key than before: both keys. There are few.
    renamed: Vec<(String, String)>,
    /// Who must agree to what, as each state tells, worked out when first asked for: rules ask again and again.
    approvals: [OnceLock<Approvals<'a, 'm>>; 2],
    /// Who is asked instead of whom, by the key before, likewise.
    instead: OnceLock<BTreeMap<String, Instead>>,
    /// The changes by the subject of what they are about, on either side, likewise.
    changes: OnceLock<BTreeMap<String, Vec<usize>>>,
    /// Who is gone after the change, likewise.
    endings: OnceLock<Endings<'m>>,
    /// What became of every way up, likewise.
    ways: OnceLock<Vec<Way<'m>>>,
    /// Who decides what on both sides, likewise.
    decisions: OnceLock<Vec<Decision<'m>>>,
}

impl<'a, 'm> Compared<'a, 'm> {
    /// Compares two states that were checked.
    pub fn new(
        (before, found_before): (&'a AsAt<'m>, &'a Checked),
        (after, found_after): (&'a AsAt<'m>, &'a Checked),
    ) -> Self {
        let diff = diff(before, after);
        let nodes = diff.renamed_keys().filter(|(table, ..)| table.is_node());
        let renamed = nodes.map(|(_, before, after)| (before.to_owned(), after.to_owned()));
        Self {
            renamed: renamed.collect(),
            diff,
            before,
            after,
            found_before,
            found_after,
            approvals: [OnceLock::new(), OnceLock::new()],
            instead: OnceLock::new(),
            changes: OnceLock::new(),
            endings: OnceLock::new(),
            ways: OnceLock::new(),
            decisions: OnceLock::new(),
        }
    }

    /// What became of every way up.
    pub(super) fn ways(&self) -> &[Way<'m>] {
        self.ways.get_or_init(|| super::ways::all(self))
    }

    /// Who decides each function that somebody decided before.
    pub(super) fn decisions(&self) -> &[Decision<'m>] {
        self.decisions.get_or_init(|| super::decisions::all(self))
    }

    /// The organisations, bodies and posts with another key than before: the key before, and the key after.
    pub fn renamed(&self) -> &[(String, String)] {
        &self.renamed
    }

    /// Who must agree to what, as the state before tells. Whoever is not there any more after the change is not asked.
    pub fn approvals_before(&self) -> &Approvals<'a, 'm> {
        let [before, _] = &self.approvals;
        before.get_or_init(|| {
            Approvals::new(self.before)
                .instead(self.asked_instead())
                .telling(happening::before(&self.diff))
        })
    }

    /// Who must agree to what, as the state after tells.
    pub fn approvals_after(&self) -> &Approvals<'a, 'm> {
        let [_, after] = &self.approvals;
        after.get_or_init(|| {
            Approvals::new(self.after)
                .instead(self.asked_instead())
                .telling(happening::after(&self.diff))
        })
    }

    fn asked_instead(&self) -> &BTreeMap<String, Instead> {
        self.instead.get_or_init(|| instead(self))
    }

    /// The changes of a thing by its table and key, as it is written on either side: `body.hwb`.
    pub fn changes_of(&self, subject: &str) -> impl Iterator<Item = &Change> {
        let by_subject = self.changes.get_or_init(|| {
            let mut by_subject: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (number, change) in self.diff.changes.iter().enumerate() {
                for thing in change.before.iter().chain(&change.after) {
                    let numbers = by_subject.entry(thing.subject.clone()).or_default();
                    if numbers.last() != Some(&number) {
                        numbers.push(number);
                    }
                }
            }
            by_subject
        });
        let numbers = by_subject.get(subject).into_iter().flatten();
        numbers.filter_map(|number| self.diff.changes.get(*number))
    }

    /// Who is gone after the change, who takes the place, and which lines are left to them.
    pub(crate) fn endings(&self) -> &Endings<'m> {
        self.endings.get_or_init(|| Endings::new(self))
    }

    /// What an organisation, body or post of the state after was before: itself, or what was renamed to it. Nothing where it was
    /// not there, or came out of several.
    pub fn was(&self, id: NodeId) -> Option<NodeAt<'m, '_>> {
        let node = self.after.node(id);
        let renamed = self.renamed.iter().find(|(_, after)| node.key().as_str() == after);
        let key = renamed.map_or(node.key().as_str(), |(before, _)| before);
        self.before.node_by_key(key).filter(NodeAt::exists)
    }

    /// What became of an organisation, body or post of the state before, likewise.
    pub fn becomes(&self, id: NodeId) -> Option<NodeAt<'m, '_>> {
        let node = self.before.node(id);
        let renamed = self.renamed.iter().find(|(before, _)| node.key().as_str() == before);
        let key = renamed.map_or(node.key().as_str(), |(_, after)| after);
        self.after.node_by_key(key).filter(NodeAt::exists)
    }

    /// Where proposals that are taken together in the state after contradict each other, whatever was found before: nothing that
    /// is told of that state can be relied on until this is decided.
    pub fn conflicts(&self) -> Vec<&'a Finding> {
        let findings = self.found_after.findings.iter();
        findings
            .filter(|finding| conflicting_proposals::is_of_taken(finding))
            .collect()
    }

    /// What a check finds after the change and did not find before, departures left out. The same finding is one with the same
    /// fingerprint, whatever its words.
    pub fn new_findings(&self) -> Vec<&'a Finding> {
        lacking(self.found_after, self.found_before)
    }

    /// What a check found before the change and finds no longer, of what is still there: it is put right.
    pub fn cleared_findings(&self) -> Vec<&'a Finding> {
        let (_, cleared) = self.no_longer_found();
        cleared
    }

    /// What a check found before the change and finds no longer, since what it is about is there no longer, or a requirement is
    /// about nobody any more: nothing is put right by that.
    pub fn gone_findings(&self) -> Vec<&'a Finding> {
        let (gone, _) = self.no_longer_found();
        gone
    }

    fn no_longer_found(&self) -> (Vec<&'a Finding>, Vec<&'a Finding>) {
        let all = lacking(self.found_before, self.found_after);
        if all.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let emptied = super::requirement_emptied::all(self);
        let is_emptied = |subject: &str| {
            subject
                .strip_prefix("requirement.")
                .is_some_and(|key| emptied.contains(key))
        };
        let theirs = self.places_of_gone();
        all.into_iter()
            .partition(|finding| self.is_about_gone(finding, &theirs) || is_emptied(finding.subject()))
    }

    /// Whether a finding is about something that is there no longer: by its subject; by somebody, or a paper, among its other keys; by
    /// what somebody who is gone had and it points at; or as the paper to which only those worked who are gone.
    fn is_about_gone(&self, finding: &Finding, theirs: &BTreeSet<Place>) -> bool {
        // Of who holds a seat or post, no key says on which body.
        let is_of_holder = ["person.", "post."]
            .iter()
            .any(|table| finding.subject().starts_with(table));
        let whole = |key: &&String| key.matches('.').count() == 1;
        self.is_gone(finding.subject())
            || finding.keys.iter().skip(1).filter(whole).any(|key| self.is_gone(key))
            || is_of_holder && finding.labels.iter().any(|label| theirs.contains(&label.place))
            || finding
                .subject()
                .strip_prefix("instrument.")
                .is_some_and(|paper| self.has_lost_those_who_work_to(paper))
    }

    /// Where it is written what those had who are gone: their seats, lines and duties.
    fn places_of_gone(&self) -> BTreeSet<Place> {
        let gone = self
            .before
            .nodes()
            .filter(|node| self.endings().of(node.key()).is_some());
        let mut places = BTreeSet::new();
        for node in gone {
            places.insert(node.place());
            places.extend(
                node.seats()
                    .flat_map(|seat| [seat.statement.place, seat.holder_place()]),
            );
            places.extend(node.does().map(|duty| duty.statement.place));
            places.extend(node.acts().map(|line| line.statement.place));
        }
        places
    }

    /// Whether somebody worked to a paper before, and all of them are gone.
    fn has_lost_those_who_work_to(&self, paper: &str) -> bool {
        let works = |node: &NodeAt<'_, '_>| node.instrument().is_some_and(|own| own.as_str() == paper);
        let mut those = self.before.nodes().filter(works).peekable();
        those.peek().is_some() && those.all(|node| self.endings().of(node.key()).is_some())
    }

    /// Whether what is named by table and key, or what it belongs to, was there before and is not there after: what has another
    /// name or key is still there.
    fn is_gone(&self, subject: &str) -> bool {
        let ends = subject.match_indices('.').map(|(at, _)| at).chain([subject.len()]);
        let mut owners = ends.filter_map(|end| subject.get(..end));
        let of = |things: &[remit_diff::Thing], owner: &str| things.iter().any(|thing| thing.subject == owner);
        owners.any(|owner| {
            self.changes_of(owner)
                .any(|change| change.kind != Kind::Renamed && of(&change.before, owner) && !of(&change.after, owner))
        })
    }

    /// What a check finds on both sides and says otherwise: another level, verdict or wording, or another step of a path. As it
    /// was, and as it is.
    pub fn reworded_findings(&self) -> Vec<(&'a Finding, &'a Finding)> {
        let mut known: BTreeMap<String, Vec<&'a Finding>> = BTreeMap::new();
        for finding in self.found_before.findings.iter().rev() {
            known.entry(finding.fingerprint()).or_default().push(finding);
        }
        let pairs = self.found_after.findings.iter().filter_map(|is| {
            // Where several are one and the same, they are paired in their order.
            let was = known.get_mut(&is.fingerprint())?.pop()?;
            let days = [self.before, self.after].map(|at| day_in_words(at.date()));
            says_otherwise(was, is, &days).then_some((was, is))
        });
        pairs.collect()
    }
}

/// Whether two findings tell their reader different things. Where they are written, and how to put it right, does not count;
/// nor that each names the day that it is looked at.
fn says_otherwise(was: &Finding, is: &Finding, [then, now]: &[String; 2]) -> bool {
    let said = |finding: &Finding, day: &str| -> String {
        let said = finding
            .remarks
            .iter()
            .fold(finding.message.clone(), |said, remark| said + "\n" + remark);
        said.replace(day, "the day")
    };
    let steps = |finding: &Finding| -> Vec<(String, String, String)> {
        let steps = finding.paths.iter().flat_map(|path| &path.steps);
        steps
            .map(|step| {
                let ends = format!("{} {}", step.below.key, step.above.key);
                (ends, step.relation.clone(), step.status.words())
            })
            .collect()
    };
    was.level != is.level || was.verdict != is.verdict || said(was, then) != said(is, now) || steps(was) != steps(is)
}
