//! The proposals that are taken as adopted, or were adopted, on the one side and not on the other.

use remit_model::answer::{Evidence, Named};
use remit_model::comparison::{Adoption, How, Proposed, Said};
use remit_model::model::{AsAt, Proposal, Statement};
use remit_model::page::day_in_words;
use remit_model::text::Text;
use remit_rules::change::Compared;

use super::words::name;

/// Those that are taken as adopted after and not before, in the order of the framework.
pub(super) fn taken(compared: &Compared<'_, '_>) -> Vec<Proposed> {
    let (before, after) = (compared.before.with(), compared.after.with());
    let new = after.into_iter().filter(|key| !before.contains(key));
    new.filter_map(|key| compared.after.model().proposals.get(key))
        .map(|proposal| told(compared.after, proposal))
        .collect()
}

/// Those that were adopted and count after, and neither counted nor were taken as adopted before: in the order in which they
/// came to count.
pub(super) fn adopted_between(compared: &Compared<'_, '_>) -> Vec<Adoption> {
    let counts = |at: &AsAt<'_>, proposal: &Proposal| proposal.adopted.is_some() && at.answers(proposal);
    let (before, after) = (compared.before, compared.after);
    let counted = |key: &Text| {
        let known = before.model().proposals.get(key);
        known.is_some_and(|proposal| counts(before, proposal)) || before.with().contains(&key)
    };
    let all = after.model().proposals.iter();
    let new = all.filter(|proposal| counts(after, proposal) && !counted(&proposal.key));
    let mut adopted: Vec<Adoption> = new
        .filter_map(|proposal| {
            let adopted = proposal.adopted?;
            Some(Adoption {
                proposal: Named {
                    table: "proposal",
                    key: proposal.key.to_string(),
                    name: titled(proposal),
                },
                adopted,
                from: proposal.statement.starts.unwrap_or(adopted),
                place: proposal.statement.place,
            })
        })
        .collect();
    adopted.sort_by(|a, b| (a.from, &a.proposal.key).cmp(&(b.from, &b.proposal.key)));
    adopted
}

fn titled(proposal: &Proposal) -> String {
    let title = Some(&proposal.title).filter(|title| !title.is_empty());
    title.unwrap_or(&proposal.key).to_string()
}

fn told(at: &AsAt<'_>, proposal: &Proposal) -> Proposed {
    let statement = &proposal.statement;
    let reason = proposal
        .reason
        .as_ref()
        .map(|reason| (reason.to_string(), reason.to_string()));
    let proposer = proposal.proposer.map(|id| at.node(id));
    let starts = statement.starts.map(|day| (day_in_words(day), day.to_string()));
    Proposed {
        key: proposal.key.to_string(),
        title: titled(proposal),
        reason: said(statement, "reason", reason),
        proposer: said(
            statement,
            "proposer",
            proposer.map(|node| (node.name().to_string(), node.key().to_string())),
        ),
        starts: said(statement, "starts", starts),
        not_yet: statement.starts.filter(|starts| *starts > at.date()),
        answers: proposal.answers.iter().map(|key| entry(at, key)).collect(),
        evidence: Evidence::of(statement),
    }
}

fn entry(at: &AsAt<'_>, key: &Text) -> Named {
    Named {
        table: "log",
        key: key.to_string(),
        name: name(at, "log", key),
    }
}

/// What is said under a key of a statement, or how it is silent: in words, and as it is written.
fn said(statement: &Statement, key: &str, stated: Option<(String, String)>) -> Said {
    match stated {
        Some((words, written)) => Said {
            how: How::Stated,
            words,
            written: vec![written],
            place: Some(statement.place),
        },
        None if statement.is_not_stated(key) => Said {
            how: How::NotStated,
            words: "not stated".to_owned(),
            written: Vec::new(),
            place: Some(statement.place),
        },
        None => Said::not_entered(),
    }
}
