//! The proposals that are adopted on the one side and not on the other.

use remit_model::answer::{Evidence, Named};
use remit_model::comparison::{How, Proposed, Said};
use remit_model::model::{AsAt, Proposal, Statement};
use remit_model::page::day_in_words;
use remit_model::text::Text;
use remit_rules::change::Compared;

use super::words::name;

/// Those that are adopted after and not before, in the order of the framework.
pub(super) fn adopted(compared: &Compared<'_, '_>) -> Vec<Proposed> {
    let (before, after) = (compared.before.with(), compared.after.with());
    let new = after.into_iter().filter(|key| !before.contains(key));
    new.filter_map(|key| compared.after.model().proposals.get(key))
        .map(|proposal| told(compared.after, proposal))
        .collect()
}

fn told(at: &AsAt<'_>, proposal: &Proposal) -> Proposed {
    let statement = &proposal.statement;
    let title = Some(&proposal.title).filter(|title| !title.is_empty());
    let reason = proposal
        .reason
        .as_ref()
        .map(|reason| (reason.to_string(), reason.to_string()));
    let proposer = proposal.proposer.map(|id| at.node(id));
    let starts = statement.starts.map(|day| (day_in_words(day), day.to_string()));
    Proposed {
        key: proposal.key.to_string(),
        title: title.unwrap_or(&proposal.key).to_string(),
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
