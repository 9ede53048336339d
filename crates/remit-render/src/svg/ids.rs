//! Ids made from keys: safe wherever an id can stand, and none of them twice.

use std::collections::BTreeSet;

/// The ids that are given away.
#[derive(Debug, Default)]
pub(super) struct Ids {
    prefix: String,
    taken: BTreeSet<String>,
}

impl Ids {
    /// All ids begin with this, so that several drawings can stand on one page.
    pub(super) fn new(prefix: &str) -> Self {
        Self {
            prefix: safe(prefix),
            taken: BTreeSet::new(),
        }
    }

    /// An id like this one that nothing has yet.
    pub(super) fn of(&mut self, wished: &str) -> String {
        let first = format!("{}{}", self.prefix, safe(wished));
        let mut id = first.clone();
        let mut number: usize = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{first}-{number}");
            number += 1;
        }
        id
    }
}

fn safe(text: &str) -> String {
    let each = text.chars().map(|c| {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
            c
        } else {
            '_'
        }
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_safe_and_unique() {
        let mut ids = Ids::new("");
        assert_eq!(ids.of("box-body.jce"), "box-body.jce");
        assert_eq!(ids.of("box-a b"), "box-a_b");
        assert_eq!(ids.of("box-a\"b"), "box-a_b-2");
        assert_eq!(ids.of("box-a_b-2"), "box-a_b-2-2");
        assert_eq!(Ids::new("s1-").of("title"), "s1-title");
    }
}
