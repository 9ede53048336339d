//! One order out of two: the later side's, and what only the earlier has between its neighbours there.

use std::collections::BTreeMap;

/// Everything of both, once. What only the earlier side has comes right after what it came after there; where nothing
/// of that is left, right before what it came before; else last.
pub(super) fn merged<T: Clone + PartialEq>(after: &[T], before: &[T]) -> Vec<T> {
    let mut out: Vec<T> = after.to_vec();
    let mut last: Option<usize> = None;
    for (number, one) in before.iter().enumerate() {
        let here = |one: &T| out.iter().position(|known| known == one);
        if let Some(place) = here(one) {
            last = Some(place);
            continue;
        }
        let follows = || before.iter().skip(number + 1).find_map(here);
        let place = match last {
            Some(last) => last + 1,
            None => follows().unwrap_or(out.len()),
        };
        out.insert(place, one.clone());
        last = Some(place);
    }
    out
}

/// Names, each with how often it came before, so that two that are the same are still two.
pub(super) fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(usize, String)> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    names
        .map(|name| {
            let count = seen.entry(name).or_default();
            let number = *count;
            *count += 1;
            (number, name.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_stands_between_its_neighbours() {
        let of = |after: &str, before: &str| -> String {
            let letters = |text: &str| text.chars().collect::<Vec<char>>();
            merged(&letters(after), &letters(before)).into_iter().collect()
        };
        assert_eq!(of("abc", "abc"), "abc");
        assert_eq!(of("ac", "abc"), "abc");
        assert_eq!(of("bc", "abc"), "abc");
        assert_eq!(of("xbc", "abc"), "xabc");
        assert_eq!(of("xy", "ab"), "xyab");
        assert_eq!(of("cba", "abxc"), "cbxa");
        assert_eq!(of("", "ab"), "ab");
        assert_eq!(of("ab", ""), "ab");
    }
}
