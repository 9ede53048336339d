//! What a check finds: how many of each level, what must and what should be resolved, what is new, what is found no longer and why, and
//! what was accepted.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::finding::{Finding, Level};
use remit_model::page::{Cell, message, sentence};
use remit_model::review::{Beside, Gone, Stands};
use remit_rules::Checked;

use super::page::{Earlier, Writer};

pub(super) fn blocks(checked: &Checked, earlier: Option<&Earlier<'_>>, writer: &mut Writer<'_>) {
    writer.heading(2, "What a check finds", "findings");
    writer.paragraph(format!("{}.", crate::summary(checked)));
    let beside = earlier.map(|earlier| beside(earlier, checked));
    if let (Some(earlier), Some(beside)) = (earlier, &beside) {
        writer.paragraph(in_words(beside, earlier));
    }
    let levels = [
        (Level::Must, "Must be resolved"),
        (Level::Should, "Should be resolved"),
        (Level::Note, "To note, and new"),
    ];
    for (level, caption) in levels {
        let of = checked.findings.iter().filter(|finding| finding.level == level);
        let rows = of.filter_map(|finding| {
            let accepted = beside
                .as_ref()
                .and_then(|beside| beside.new.get(&finding.fingerprint()));
            let is_new = accepted.map(|accepted| match accepted {
                true => "New: it was departed from",
                false => "New",
            });
            // What is only to note is told once, in the review in which it is new.
            if level == Level::Note && is_new.is_none() {
                return None;
            }
            let place = finding.labels.first().map(|label| label.place);
            Some(vec![
                Cell::Words(message(&sentence(&finding.message))),
                Cell::words(finding.rule),
                Cell::words(is_new.unwrap_or_default()),
                place.map_or(Cell::Empty, |place| writer.place(place)),
            ])
        });
        let rows = rows.collect();
        writer.table(caption, &["Finding", "Rule", "New", "Written at"], rows);
    }
    let gone = beside.map(|beside| beside.gone).unwrap_or_default();
    let rows = gone.into_iter().map(|gone| {
        let stands = match &gone.stands {
            Stands::Cleared => "Found no longer".to_owned(),
            Stands::Without => "What it was about is there no longer".to_owned(),
            Stands::Departed(key) => format!("Departed from: {key}"),
        };
        vec![
            Cell::Words(message(&gone.found)),
            Cell::words(gone.rule),
            Cell::words(stands),
        ]
    });
    let rows = rows.collect();
    writer.table(
        "Found then, and not now",
        &["What was found", "Rule", "How it stands now"],
        rows,
    );
    let accepted = checked.departed.iter().map(|(finding, key)| {
        vec![
            Cell::Words(message(&sentence(&finding.message))),
            Cell::words(finding.rule),
            Cell::words(key.as_str()),
        ]
    });
    let rows = accepted.collect();
    writer.table("Departed from", &["Finding", "Rule", "Departure"], rows);
}

/// What a check finds, beside what is compared with. What was recorded then counts, whatever the files of that day say now.
pub fn beside(earlier: &Earlier<'_>, checked: &Checked) -> Beside {
    let told = by_fingerprint(&earlier.checked.findings);
    let accepted = earlier.checked.departed.iter();
    let accepted: BTreeSet<String> = accepted.map(|(one, _)| one.fingerprint()).collect();
    let was: BTreeSet<String> = match earlier.recorded {
        Some(recorded) => recorded.findings.iter().map(ToString::to_string).collect(),
        None => told.keys().cloned().collect(),
    };
    let now = by_fingerprint(&checked.findings);
    let departed = checked.departed.iter();
    let departed: BTreeMap<String, String> = departed
        .map(|(one, key)| (one.fingerprint(), key.to_string()))
        .collect();
    let without = by_fingerprint(&earlier.comparison.gone);
    let gone = was.iter().filter(|known| !now.contains_key(*known)).map(|known| {
        let (rule, keys) = known.split_once(':').unwrap_or((known, ""));
        Gone {
            fingerprint: known.clone(),
            found: match told.get(known) {
                Some(finding) => sentence(&finding.message),
                None => keys.replace(',', ", "),
            },
            rule: rule.to_owned(),
            stands: match departed.get(known) {
                Some(key) => Stands::Departed(key.clone()),
                None if without.contains_key(known) => Stands::Without,
                None => Stands::Cleared,
            },
        }
    });
    let gone = gone.collect();
    let new = now.keys().filter(|known| !was.contains(*known));
    let new: BTreeMap<String, bool> = new.map(|one| (one.clone(), accepted.contains(one))).collect();
    Beside {
        as_before: now.len() - new.len(),
        new,
        gone,
    }
}

/// "Since 1 November 2017: 2 new, 1 cleared, 1 departed from; 36 as before."
fn in_words(beside: &Beside, earlier: &Earlier<'_>) -> String {
    let since = &earlier.since;
    let lead = match earlier.recorded {
        Some(_) => format!("Against what was recorded on {since}"),
        None => format!("Since {since}"),
    };
    let cleared = beside.count(|stands| *stands == Stands::Cleared);
    let mut counts = vec![
        format!("{} new", beside.new.len()),
        format!("{cleared} no longer found"),
    ];
    match beside.count(|stands| *stands == Stands::Without) {
        0 => {}
        gone => counts.push(format!("{gone} gone with what they were about")),
    }
    match beside.count(|stands| matches!(stands, Stands::Departed(_))) {
        0 => {}
        departed => counts.push(format!("{departed} departed from")),
    }
    format!("{lead}: {}; {} as before.", counts.join(", "), beside.as_before)
}

fn by_fingerprint(findings: &[Finding]) -> BTreeMap<String, &Finding> {
    findings
        .iter()
        .map(|finding| (finding.fingerprint(), finding))
        .collect()
}
