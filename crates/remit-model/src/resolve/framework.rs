//! The framework as a whole, and its proposals.

use std::collections::BTreeSet;

use super::mistakes::Wanted;
use super::statements::Draft;
use super::tables::{name, value};
use super::{File, Resolver};
use crate::document::{self as written, At, Entries};
use crate::finding::{Finding, Level};
use crate::model::{Framework, Layer, Proposal, Review, Table};
use crate::sources::Place;
use crate::text::Text;

impl Resolver<'_> {
    pub(super) fn framework(&mut self, files: &[File], findings: &mut Vec<Finding>) -> Framework {
        let mut found: Option<(&File, &At<written::Framework>)> = None;
        for file in files {
            let Some(framework) = &file.document.framework else {
                continue;
            };
            match found {
                None => found = Some((file, framework)),
                Some((first, other)) => {
                    let place = |file: &File, span| Place { file: file.id, span };
                    let finding = Finding::new(
                        "defined-twice",
                        Level::Must,
                        "framework",
                        "[framework] is defined twice",
                    );
                    findings.push(
                        finding
                            .label(place(file, framework.span), "defined again")
                            .label(place(first, other.span), "first defined here")
                            .help("a framework is one folder with one [framework], in framework.toml"),
                    );
                }
            }
        }
        let Some((file, framework)) = found else {
            let own = files.iter().any(|file| !file.shipped);
            let message = if own {
                "no file has a [framework] table"
            } else {
                "there is nothing to read here"
            };
            let help =
                "write framework.toml with [framework] and a name; `remit init DIR` writes a small one to start from";
            findings.push(Finding::new("missing-key", Level::Must, "framework", message).help(help));
            return Framework::default();
        };
        let mut draft = Draft::new(file);
        if framework.name.is_none() {
            let finding = Finding::new("missing-key", Level::Must, "framework", "the framework has no name");
            findings.push(
                finding
                    .label(draft.place(framework.span), "")
                    .help("write name = \"…\", as on its front page"),
            );
        }
        let complete = self.complete(&mut draft, framework, findings);
        let tier_names = self.names_of(&draft, Wanted::Tier, &self.names.tiers, &framework.tier_names);
        let lane_names = self.names_of(&draft, Wanted::Lane, &self.names.lanes, &framework.lane_names);
        let statement = self.statement(draft, framework.span, &framework.value, None);
        let review = framework.review.as_ref().map(|review| Review {
            every_months: review.every_months.as_ref().map(|at| at.value),
            reviewed: review.reviewed.as_ref().map(|at| at.value.0),
            statement: self.statement(Draft::new(file), review.span, &review.value, statement.origin.as_ref()),
        });
        Framework {
            name: framework.name.as_ref().map(|at| at.value.clone()).unwrap_or_default(),
            as_at: framework.as_at.as_ref().map(|at| at.value.0),
            version: framework.version.as_ref().map(|at| at.value.clone()),
            tiers: self.names.tiers.clone(),
            lanes: self.names.lanes.clone(),
            tier_names,
            lane_names,
            review,
            levels: framework
                .levels
                .iter()
                .map(|(key, level)| (key.0.clone(), level.value, Draft::new(file).place(key.span)))
                .collect(),
            complete,
            law: framework.law.as_ref().map(|at| at.value).unwrap_or_default(),
            statement: Some(statement),
        }
    }

    /// For each of these ids, the name that it is given. A name for none of them is a mistake.
    fn names_of(
        &mut self,
        draft: &Draft<'_>,
        wanted: Wanted,
        ids: &[Text],
        given: &Entries<At<Text>>,
    ) -> Vec<Option<Text>> {
        for (id, _) in given {
            if !ids.contains(&id.0) {
                self.missing.add(wanted, &id.0, draft.place(id.span));
            }
        }
        let name = |id: &Text| given.get(id).map(|name| name.value.clone());
        ids.iter()
            .map(|id| name(id).filter(|name| !name.trim().is_empty()))
            .collect()
    }

    /// "seats:hwb": a key, and the node whose list of it is whole.
    pub(super) fn complete(
        &mut self,
        draft: &mut Draft<'_>,
        framework: &written::Framework,
        findings: &mut Vec<Finding>,
    ) -> BTreeSet<(Text, crate::model::NodeId)> {
        let mut complete = BTreeSet::new();
        for entry in &framework.complete {
            let Some((key, node)) = entry.split_once(':') else {
                let message = format!("`complete` names a key and a body, not `{}`", entry.value);
                let finding = Finding::new("wrong-value", Level::Must, "framework.complete", message);
                findings.push(
                    finding
                        .label(draft.place(entry.span), "")
                        .help("write it as \"seats:hwb\""),
                );
                continue;
            };
            if let Some(id) = self.node_at(draft, "complete", &Text::from(node), entry.span) {
                complete.insert((Text::from(key), id));
            }
        }
        complete
    }

    pub(super) fn proposals(&mut self, files: &[File]) -> Table<Proposal> {
        let mut rows = Vec::new();
        for file in files {
            let Some(proposal) = &file.document.proposal else {
                continue;
            };
            let Some(id) = proposal.id.as_ref().filter(|_| file.layer != Layer::Proposal(u32::MAX)) else {
                continue;
            };
            let mut draft = Draft::new(file);
            let key = At {
                value: id.value.clone(),
                span: id.span,
            };
            rows.push(Proposal {
                key: key.0.clone(),
                title: name(&proposal.title, &key),
                reason: value(&proposal.reason),
                proposer: proposal
                    .proposer
                    .as_ref()
                    .and_then(|by| self.node(&mut draft, "proposer", by)),
                answers: self.all_named(&mut draft, "answers", Wanted::Log, &proposal.answers),
                adopted: proposal.adopted.as_ref().map(|at| at.value.0),
                statement: self.statement(draft, id.span, &proposal.value, None),
            });
        }
        Table::new(rows)
    }
}
