//! What a comparison is called, and what it comes to in a line.

use remit_model::comparison::{Comparison, Count, Side};
use remit_model::page::day_in_words;

/// "What would change: One board for both"; "From 1 November 2017 to 1 April 2018"; "From git:main to the framework as it is".
pub(super) fn title(comparison: &Comparison) -> String {
    let (before, after) = (&comparison.before, &comparison.after);
    if is_proposed(comparison) {
        let titles: Vec<&str> = comparison.proposals.iter().map(|one| one.title.as_str()).collect();
        return format!("What would change: {}", titles.join("; "));
    }
    let [from, to] = [called(before), called(after)];
    format!("From {from} to {to}")
}

/// Whether all that the side after has more are proposals.
fn is_proposed(comparison: &Comparison) -> bool {
    let (before, after) = (&comparison.before, &comparison.after);
    let adds = !comparison.proposals.is_empty() && before.with.iter().all(|key| after.with.contains(key));
    let same = before.as_at == after.as_at && before.framework == after.framework;
    adds && same && !is_elsewhere(before) && !is_elsewhere(after)
}

/// Whether a side is not the framework itself: a folder or a revision has its own files.
fn is_elsewhere(side: &Side) -> bool {
    side.label.starts_with("git:") || side.label.contains(['/', '\\'])
}

/// A side by the shortest words that people know it by.
fn called(side: &Side) -> String {
    match side.label.strip_prefix('@') {
        Some(_) => day_in_words(side.as_at),
        None if side.with.is_empty() && !is_elsewhere(side) => format!("the framework {}", side.words),
        None => side.label.clone(),
    }
}

/// "Bodies: +1 -0 ~2 ↔1 · Lines: +1 -0 ~0 ↔0", each kind of thing that differs; "Nothing differs".
pub fn count_in_words(comparison: &Comparison) -> String {
    if comparison.is_empty() {
        return "Nothing differs".to_owned();
    }
    if comparison.counts.is_empty() {
        return "Nothing that is stated differs".to_owned();
    }
    let counts = comparison.counts.iter();
    let each = counts.map(|count| format!("{}: {}", count.heading, signs(count)));
    each.collect::<Vec<_>>().join(" · ")
}

/// "+1 -0 ~2 ↔1": added, ended, changed, and renamed, replaced, moved, merged or split.
pub(super) fn signs(count: &Count) -> String {
    format!(
        "+{} -{} ~{} ↔{}",
        count.added, count.ended, count.changed, count.elsewhere
    )
}

/// That the files of a side have mistakes, so that the comparison isn't whole; without a full stop. Nothing where they have none.
pub fn mistakes_in_words(comparison: &Comparison) -> Option<String> {
    let (before, after) = (comparison.before.mistakes, comparison.after.mistakes);
    let told = match (before, after) {
        (0, 0) => return None,
        (before, after) if before == after => before.to_string(),
        (before, after) => format!("{before} before, {after} after"),
    };
    Some(format!(
        "There are mistakes in the files ({told}), and what they touch may be missing here: see `remit check`"
    ))
}

/// What is compared, in a sentence.
pub fn sides_in_words(comparison: &Comparison) -> String {
    let (before, after) = (&comparison.before, &comparison.after);
    let named = |side: &Side| match side.framework.as_str() {
        "" => side.words.clone(),
        name => format!("{name}, {}", side.words),
    };
    if is_proposed(comparison) {
        // The title names them.
        let with = if comparison.proposals.len() == 1 {
            "the proposal"
        } else {
            "the proposals"
        };
        let early = comparison.proposals.iter().any(|one| one.not_yet.is_some());
        let early = if early { " as if adopted" } else { "" };
        return format!("{}, and with {with}{early}.", named(before));
    }
    let after = if before.framework == after.framework {
        after.words.clone()
    } else {
        named(after)
    };
    format!("Before: {}. After: {after}.", named(before))
}
