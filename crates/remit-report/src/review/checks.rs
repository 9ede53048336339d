//! What a check finds: how many of each level, what must and what should be resolved, and what was accepted.

use std::collections::BTreeSet;

use remit_model::finding::{Finding, Level};
use remit_model::model::Reviewed;
use remit_model::page::{Cell, sentence};
use remit_rules::{Checked, Since};

use super::page::{Earlier, Writer};

pub(super) fn blocks(checked: &Checked, earlier: Option<&Earlier<'_>>, writer: &mut Writer<'_>) {
    writer.heading(2, "What a check finds", "findings");
    writer.paragraph(format!("{}.", crate::summary(checked)));
    let mut new = BTreeSet::new();
    if let Some(earlier) = earlier {
        if let Some(recorded) = earlier.recorded {
            new = against(recorded, &earlier.since, checked, writer);
        } else {
            let since = Since::of(earlier.checked, checked);
            new = since.new.iter().map(Finding::fingerprint).collect();
            let told = sentence(&crate::since_in_words(&since, &earlier.since, ""));
            writer.paragraph(format!("{told}."));
            let cleared = since.cleared.iter().map(row);
            let rows = cleared.collect();
            writer.table("Cleared", &["Level", "Rule", "What was found"], rows);
        }
    }
    for (level, caption) in [(Level::Must, "Must be resolved"), (Level::Should, "Should be resolved")] {
        let of = checked.findings.iter().filter(|finding| finding.level == level);
        let rows = of.map(|finding| {
            let is_new = new.contains(&finding.fingerprint());
            let place = finding.labels.first().map(|label| label.place);
            vec![
                Cell::words(sentence(&finding.message)),
                Cell::words(finding.rule),
                Cell::words(if is_new { "New" } else { "" }),
                place.map_or(Cell::Empty, |place| writer.place(place)),
            ]
        });
        let rows = rows.collect();
        writer.table(caption, &["Finding", "Rule", "New", "Written at"], rows);
    }
    let accepted = checked.departed.iter().map(|(finding, key)| {
        vec![
            Cell::words(sentence(&finding.message)),
            Cell::words(finding.rule),
            Cell::words(key.as_str()),
        ]
    });
    let rows = accepted.collect();
    writer.table("Departed from", &["Finding", "Rule", "Departure"], rows);
}

/// The fingerprints of what is found now and was not when the review was recorded. What was found then and is not now is told by rule and
/// subject: the words are gone.
fn against(recorded: &Reviewed, since: &str, checked: &Checked, writer: &mut Writer<'_>) -> BTreeSet<String> {
    let then: BTreeSet<&str> = recorded.findings.iter().map(|known| known.as_str()).collect();
    let found: BTreeSet<String> = checked.findings.iter().map(Finding::fingerprint).collect();
    let cleared: Vec<&str> = then.iter().copied().filter(|known| !found.contains(*known)).collect();
    let new: BTreeSet<String> = found
        .iter()
        .filter(|known| !then.contains(known.as_str()))
        .cloned()
        .collect();
    writer.paragraph(format!(
        "Against what was recorded on {since}: {} new, {} cleared, {} as before.",
        new.len(),
        cleared.len(),
        found.len() - new.len()
    ));
    let rows = cleared.into_iter().map(|known| {
        let (rule, keys) = known.split_once(':').unwrap_or((known, ""));
        vec![Cell::words(rule), Cell::words(keys.replace(',', ", "))]
    });
    let rows = rows.collect();
    writer.table("Cleared", &["Rule", "What it was about"], rows);
    new
}

fn row(finding: &Finding) -> Vec<Cell> {
    vec![
        Cell::words(finding.level.word()),
        Cell::words(finding.rule),
        Cell::words(sentence(&finding.message)),
    ]
}
