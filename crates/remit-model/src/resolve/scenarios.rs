//! Scenarios: names for proposals that are looked at together.

use hashbrown::{HashMap, HashSet};

use super::mistakes::Wanted;
use super::statements::Draft;
use super::tables::{name, value};
use super::{File, Resolver};
use crate::finding::{Finding, Level};
use crate::limits;
use crate::model::{Layer, Scenario, Table};
use crate::sources::Place;
use crate::text::Text;

/// The proposals of each scenario, as far as they exist, each once.
pub(super) fn by_key(files: &[File], proposals: &[Text]) -> HashMap<Text, Vec<Text>> {
    let known: HashSet<&Text> = proposals.iter().collect();
    let mut scenarios = HashMap::new();
    for (key, scenario) in files.iter().flat_map(|file| &file.document.scenario) {
        let mut seen = HashSet::new();
        let named = scenario.proposals.iter().map(|proposal| &proposal.value.0);
        let named = named.filter(|proposal| known.contains(*proposal) && seen.insert(*proposal));
        scenarios
            .entry(key.0.clone())
            .or_insert_with(|| named.cloned().collect());
    }
    scenarios
}

impl Resolver<'_> {
    pub(super) fn scenarios(&mut self, files: &[File], findings: &mut Vec<Finding>) -> Table<Scenario> {
        let ids: HashMap<&Text, Place> = files
            .iter()
            .filter(|file| file.layer != Layer::Proposal(u32::MAX))
            .filter_map(|file| Some((file, file.document.proposal.as_ref()?.id.as_ref()?)))
            .map(|(file, id)| (&id.value.0, Draft::new(file).place(id.span)))
            .collect();
        let mut seen = HashSet::new();
        let mut rows = Vec::new();
        for file in files {
            for (key, scenario) in &file.document.scenario {
                let draft = Draft::new(file);
                let subject = format!("scenario.{}", key.0);
                // A second definition was reported with the names.
                if !seen.insert(&key.value.0) {
                    continue;
                }
                if rows.len() == limits::SCENARIOS {
                    let message = format!("at most {} scenarios are read", limits::SCENARIOS);
                    findings
                        .push(Finding::new("limit", Level::Must, "scenario", message).label(draft.place(key.span), ""));
                    return Table::new(rows);
                }
                if let Some(&proposal) = ids.get(&key.value.0) {
                    let message = format!(
                        "`{}` is both a proposal and a scenario; `--with` could not tell which is meant",
                        key.0
                    );
                    let finding = Finding::new("defined-twice", Level::Must, subject.clone(), message)
                        .label(draft.place(key.span), "the scenario")
                        .label(proposal, "the proposal");
                    findings.push(finding.help("give one of the two another id"));
                }
                self.look_up(&draft, &subject, scenario, findings);
                if scenario.proposals.is_empty() {
                    let finding = Finding::new("missing-key", Level::Must, subject, "this scenario names no proposals");
                    let finding = finding.label(draft.place(key.span), "");
                    findings.push(
                        finding.help("write proposals = [\"…\", \"…\"], with the ids of proposals in their order"),
                    );
                }
                rows.push(Scenario {
                    key: key.0.clone(),
                    title: name(&scenario.title, key),
                    proposals: self.names.scenarios.get(&key.0).cloned().unwrap_or_default(),
                    reason: value(&scenario.reason),
                    statement: self.statement(draft, key.span, scenario, None),
                });
            }
        }
        Table::new(rows)
    }

    /// Reports what a scenario names that is no proposal, and what it names twice.
    fn look_up(
        &mut self,
        draft: &Draft<'_>,
        subject: &str,
        scenario: &crate::document::Scenario,
        findings: &mut Vec<Finding>,
    ) {
        let mut named: HashMap<&Text, Place> = HashMap::new();
        for proposal in &scenario.proposals {
            let (id, place) = (&proposal.value.0, draft.place(proposal.span));
            if let Some(&first) = named.get(id) {
                let message = format!("this scenario names `{id}` twice");
                let finding = Finding::new("contradiction", Level::Must, subject, message).key(id.as_str());
                findings.push(finding.label(place, "again").label(first, "first").help("name it once"));
                continue;
            }
            named.insert(id, place);
            if self.names.scenarios.contains_key(id) && !self.names.has_proposal(id) {
                let why = format!("`{id}` is a scenario; a scenario names proposals");
                self.missing.add_because(Wanted::Proposal, id, place, why);
            } else if !self.names.has_proposal(id) {
                self.missing.add(Wanted::Proposal, id, place);
            }
        }
    }
}
