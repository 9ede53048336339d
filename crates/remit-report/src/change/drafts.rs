//! Proposals that nobody has adopted, and that one side has and the other has not, or that are written otherwise: between two
//! folders or revisions. They change nothing of what holds, so they are told for themselves.

use std::collections::BTreeMap;

use remit_model::answer::Named;
use remit_model::comparison::{Comparison, Count, Draft, Drafted};
use remit_model::model::{AsAt, Proposal};
use remit_model::page::{Inline, sentence};
use remit_rules::change::Compared;

use super::page::Writer;

/// All of them, in the order of their ids. Of a proposal that is taken as adopted the whole comparison tells.
pub(super) fn all(compared: &Compared<'_, '_>, taken: &[String]) -> Vec<Draft> {
    let [before, after] = [compared.before.model(), compared.after.model()];
    // Of texts that weren't read together it can't be told whether they are the same.
    if std::ptr::eq(before, after) || !before.was_read_with(after) {
        return Vec::new();
    }
    let [old, new] = [compared.before, compared.after].map(open);
    let mut drafts = BTreeMap::new();
    for (key, was) in &old {
        match new.get(key) {
            None if !compared
                .after
                .model()
                .proposals
                .rows()
                .iter()
                .any(|row| row.key == *key) =>
            {
                drafts.insert(*key, (*was, Drafted::Withdrawn));
            }
            Some(is) if is.statement.place.file != was.statement.place.file => {
                drafts.insert(*key, (*is, Drafted::Changed));
            }
            _ => {}
        }
    }
    let added = new.iter().filter(|(key, _)| !old.contains_key(*key));
    drafts.extend(added.map(|(key, is)| (*key, (*is, Drafted::Added))));
    let told = drafts
        .into_iter()
        .filter(|(key, _)| !taken.iter().any(|taken| taken == key));
    let draft = |(key, (proposal, becomes)): (&str, (&Proposal, Drafted))| Draft {
        proposal: Named {
            table: "proposal",
            key: key.to_owned(),
            name: proposal.title.to_string(),
        },
        becomes,
        place: proposal.statement.place,
    };
    told.map(draft).collect()
}

/// The proposals of a state that are open on its day.
fn open<'m>(at: &AsAt<'m>) -> BTreeMap<&'m str, &'m Proposal> {
    let rows = at.model().proposals.rows().iter();
    let open = rows.filter(|row| row.adopted.is_none_or(|adopted| adopted > at.date()));
    open.map(|row| (row.key.as_str(), row)).collect()
}

/// How many, by what became of them; nothing where there are none.
pub(super) fn count(drafts: &[Draft]) -> Option<Count> {
    let of = |becomes| drafts.iter().filter(|draft| draft.becomes == becomes).count();
    (!drafts.is_empty()).then(|| Count {
        table: "proposal",
        heading: "Proposals",
        added: of(Drafted::Added),
        ended: of(Drafted::Withdrawn),
        changed: of(Drafted::Changed),
        elsewhere: 0,
    })
}

/// What is proposed otherwise than before.
pub(super) fn blocks(comparison: &Comparison, writer: &mut Writer<'_>) {
    if comparison.drafts.is_empty() {
        return;
    }
    writer.heading(2, "Proposals", "drafts");
    writer.paragraph("Nobody has adopted them, so that they change nothing of what holds.");
    let (shown, more) = writer.shown(&comparison.drafts);
    let lines = shown.iter().map(|draft| {
        let name = match draft.proposal.name.as_str() {
            "" => Inline::Code(draft.proposal.key.clone()),
            title => Inline::Words(format!("\u{201c}{title}\u{201d}")),
        };
        vec![
            Inline::Strong(sentence(draft.becomes.word())),
            Inline::Words(": ".to_owned()),
            name,
            Inline::Words(" (".to_owned()),
            writer.place(draft.place),
            Inline::Words(")".to_owned()),
        ]
    });
    let lines = lines.collect();
    writer.list(lines);
    writer.more(more);
}
