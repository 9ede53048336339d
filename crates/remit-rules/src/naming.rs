//! How rules name functions, forms and those whom they are about, so that all name them alike.

use remit_model::model::{AsAt, Form, NodeAt, NodeId, Route};
use remit_model::text::Text;

use crate::wording::list;

/// The name of a function; its key where it has none.
pub(crate) fn function(at: &AsAt<'_>, key: &Text) -> String {
    let found = at.model().functions.get(key);
    found.map_or_else(|| key.to_string(), |function| function.name.to_string())
}

/// The names of some functions, as a list: three, and how many more.
pub(crate) fn functions<'t>(at: &AsAt<'_>, keys: impl IntoIterator<Item = &'t Text>) -> String {
    some(keys.into_iter().map(|key| function(at, key)).collect())
}

/// The name of a delegation, paper or budget; without one, what it is and its key.
pub(crate) fn arrangement(table: &str, key: &Text, name: &Text) -> String {
    if name == key {
        format!("the {table} `{key}`")
    } else {
        name.to_string()
    }
}

/// The names of some organisations, bodies or posts, as a list: three, and how many more.
pub(crate) fn nodes(at: &AsAt<'_>, ids: impl IntoIterator<Item = NodeId>) -> String {
    some(ids.into_iter().map(|id| at.node(id).name().to_string()).collect())
}

/// Some names, as a list: three, and how many more.
pub(crate) fn some(mut names: Vec<String>) -> String {
    const SHOWN: usize = 3;
    if names.len() > SHOWN + 1 {
        let more = names.len() - SHOWN;
        names.truncate(SHOWN);
        names.push(format!("{more} more"));
    }
    list(&names)
}

/// The verb that goes with a name: the second word, where one entry stands for several alike.
pub(crate) fn verb<'w>(node: &NodeAt<'_, '_>, one: &'w str, several: &'w str) -> &'w str {
    if node.is_several() { several } else { one }
}

/// A form as it is spoken of: "an advisory group". Where each party has a committee of its own, several are meant:
/// "committees in common".
pub(crate) fn form(form: &Form) -> String {
    if form.own_committees {
        return lower(&form.name);
    }
    one_named(&form.name)
}

/// One of a kind by the name of the kind: "an audit committee".
pub(crate) fn one_named(name: &str) -> String {
    one(&lower(name))
}

/// One of a kind: "a forum", "an alliance", "an NHS trust".
pub(crate) fn one(kind: &str) -> String {
    let mut chars = kind.chars();
    let (first, second) = (chars.next(), chars.next());
    let spelt = second.is_some_and(char::is_uppercase);
    let vowel = match first {
        // Of an abbreviation, the name of the first letter is what is heard.
        Some(first) if spelt => "AEFHILMNORSX".contains(first),
        Some(first) => "aeio".contains(first.to_ascii_lowercase()),
        None => false,
    };
    format!("{} {kind}", if vowel { "an" } else { "a" })
}

/// With a small first letter, unless it begins with an abbreviation.
pub(crate) fn lower(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), name.chars().nth(1)) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => name.to_owned(),
    }
}

/// What a route decides: the function, or the matter in words.
pub(crate) fn of_route(at: &AsAt<'_>, route: &Route) -> String {
    match (&route.function, &route.text) {
        (Some(key), _) => function(at, key),
        (None, Some(text)) => format!("\u{201c}{}\u{201d}", text.trim()),
        (None, None) => format!("`{}`", route.key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_the_one_that_is_heard() {
        for (kind, said) in [
            ("forum", "a forum"),
            ("advisory group", "an advisory group"),
            ("Area committee", "an Area committee"),
            ("unitary council", "a unitary council"),
            ("NHS trust", "an NHS trust"),
            ("CCG", "a CCG"),
        ] {
            assert_eq!(one(kind), said);
        }
    }
}
