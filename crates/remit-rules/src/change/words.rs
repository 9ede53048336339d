//! How consequences speak of many things alike: all by name, and where a sentence is cut short, five and how many more.

use remit_model::finding::Finding;
use remit_model::model::{AsAt, NodeId};

use crate::naming;
use crate::wording::list;

/// How many of a kind are named where a sentence is cut short; the rest is counted.
pub(super) const NAMED: usize = 5;

// A long list goes through a sentence in two forms, the short one and the whole, between characters that Unicode keeps for use
// inside a program, until [`unfolded`] takes them apart.
const SHORT: char = '\u{FDD0}';
const WHOLE: char = '\u{FDD1}';
const END: char = '\u{FDD2}';

/// Some names, as a list: where there are many, five and how many more in the sentence that is cut short, and all in the other.
pub(super) fn several(names: Vec<String>) -> String {
    if names.len() > NAMED + 1 {
        let whole = list(&names);
        let mut short = names;
        let more = short.len() - NAMED;
        short.truncate(NAMED);
        short.push(format!("{more} more"));
        return folded(&list(&short), &whole);
    }
    list(&names)
}

/// Words that are cut short for whoever reads on a terminal, and whole for everybody else.
pub(super) fn folded(short: &str, whole: &str) -> String {
    format!("{SHORT}{short}{WHOLE}{whole}{END}")
}

/// A finding with all its lists whole, and with its message cut short beside it where that has a long one.
pub(super) fn unfolded(mut finding: Finding) -> Finding {
    finding.shortened = finding.message.contains(SHORT).then(|| told(&finding.message, false));
    let labels = finding.labels.iter_mut().map(|label| &mut label.text);
    let all = std::iter::once(&mut finding.message)
        .chain(labels)
        .chain(&mut finding.remarks)
        .chain(&mut finding.help);
    for text in all.filter(|text| text.contains(SHORT)) {
        *text = told(text, true);
    }
    finding
}

/// A text with one of the two forms of each of its lists. One that isn't ours, such as a name that holds one of the signs, stays
/// as it is.
pub(super) fn told(text: &str, whole: bool) -> String {
    let count = |sign: char| text.matches(sign).count();
    if count(SHORT) != count(WHOLE) || count(SHORT) != count(END) {
        return text.to_owned();
    }
    // Of each list in which we are, the one inside the other: whether this is the whole form.
    let mut lists: Vec<bool> = Vec::new();
    let mut told = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            SHORT => lists.push(false),
            WHOLE => {
                if let Some(list) = lists.last_mut() {
                    *list = true;
                }
            }
            END => drop(lists.pop()),
            sign if lists.iter().all(|is_whole| *is_whole == whole) => told.push(sign),
            _ => {}
        }
    }
    told
}

/// The names of organisations, bodies or posts.
pub(super) fn nodes(at: &AsAt<'_>, ids: &[NodeId]) -> String {
    several(ids.iter().map(|&id| at.node(id).name().to_string()).collect())
}

/// The names of functions, by key.
pub(super) fn functions<'t>(at: &AsAt<'_>, keys: impl IntoIterator<Item = &'t remit_model::text::Text>) -> String {
    several(keys.into_iter().map(|key| naming::function(at, key)).collect())
}

/// The ending of a verb, by how many do it.
pub(super) fn verb<'w>(number: usize, one: &'w str, several: &'w str) -> &'w str {
    if number == 1 { one } else { several }
}

#[cfg(test)]
mod tests {
    use remit_model::finding::Level;

    use super::*;

    fn names(count: usize) -> Vec<String> {
        (1..=count).map(|number| format!("N{number}")).collect()
    }

    fn found(message: String) -> Finding {
        unfolded(Finding::new("r", Level::Note, "body.x", message.clone()).remark(message))
    }

    #[test]
    fn a_long_list_is_whole_and_cut_short() {
        let finding = found(format!("before {} after", several(names(8))));
        assert_eq!(finding.message, "before N1, N2, N3, N4, N5, N6, N7 and N8 after");
        assert_eq!(
            finding.shortened.as_deref(),
            Some("before N1, N2, N3, N4, N5 and 3 more after")
        );
        assert_eq!(finding.remarks, [finding.message.as_str()]);
    }

    #[test]
    fn a_list_that_is_short_has_one_form() {
        let finding = found(several(names(6)));
        assert_eq!(finding.message, "N1, N2, N3, N4, N5 and N6");
        assert_eq!(finding.shortened, None);
    }

    #[test]
    fn a_list_in_a_list_is_cut_short_with_it() {
        let inner = several(names(7));
        let finding = found(folded(&format!("{inner}; and 1 more"), &format!("{inner}; Z")));
        assert_eq!(finding.message, "N1, N2, N3, N4, N5, N6 and N7; Z");
        assert_eq!(
            finding.shortened.as_deref(),
            Some("N1, N2, N3, N4, N5 and 2 more; and 1 more")
        );
    }

    #[test]
    fn a_sign_in_a_name_hides_nothing() {
        for sign in [SHORT, WHOLE, END] {
            let message = format!("{sign}Board decides");
            assert_eq!(found(message.clone()).message, message);
        }
    }
}
