//! The words that the public is not to read: names of people, and of what is internal.

use std::collections::{BTreeSet, HashMap};

use super::Model;
use super::published::internal_names;

/// What stands in the place of a name.
pub const LEFT_OUT: &str = "[name left out]";

/// A surname of fewer letters is many another word as well.
const SHORTEST: usize = 3;

/// What stands before a name and is no part of it.
const TITLES: [&str; 22] = [
    "ald",
    "alderman",
    "baroness",
    "cllr",
    "councillor",
    "dame",
    "dr",
    "hon",
    "judge",
    "lady",
    "lord",
    "miss",
    "mr",
    "mrs",
    "ms",
    "prof",
    "professor",
    "rev",
    "revd",
    "rt",
    "sir",
    "the",
];

/// The words that the public is not to read.
#[derive(Debug, Clone, Default)]
pub struct Withheld {
    /// The names of people, with and without their titles, and of what is internal where they are more than a word.
    names: Words,
    /// Words by which one of them may be told all the same: surnames, and what is internal and called by a single word.
    tell: Words,
}

impl Withheld {
    /// What a model withholds.
    pub fn of(model: &Model) -> Self {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        let mut tell: BTreeSet<&str> = BTreeSet::new();
        for person in model.persons.iter() {
            let core = without_titles(&person.name);
            names.extend([person.name.trim(), core]);
            tell.extend(core.split_whitespace().last());
        }
        for name in internal_names(model) {
            match name.trim().contains(char::is_whitespace) {
                true => names.insert(name),
                false => tell.insert(name.trim()),
            };
        }
        // One word that is all of a name is left out, where it stands as it is entered.
        tell.retain(|word| word.chars().count() >= SHORTEST && !names.contains(word));
        Self {
            names: Words::of(names),
            tell: Words::of(tell),
        }
    }

    /// These names.
    pub fn of_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self {
            names: Words::of(names),
            tell: Words::default(),
        }
    }

    /// The words in a text by which somebody or something withheld may be told, though the names themselves are left out.
    pub fn told_by(&self, text: &str) -> Vec<&str> {
        if self.tell.is_empty() {
            return Vec::new();
        }
        let without = self.without(text);
        let left = without.as_deref().unwrap_or(text);
        let mut told: Vec<&str> = self.tell.in_text(left).into_iter().map(|(_, _, word)| word).collect();
        told.sort_unstable();
        told.dedup();
        told
    }

    /// The text without the names, where any of them stands in it as words of its own: a person called May is not the month in
    /// "Mayor". Names of several words are found in capitals too, and however their apostrophes, hyphens and spaces are typed.
    pub fn without(&self, text: &str) -> Option<String> {
        let found = self.names.in_text(text);
        if found.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for (start, end, _) in found {
            out.push_str(&text[from..start]);
            out.push_str(LEFT_OUT);
            from = end;
        }
        out.push_str(&text[from..]);
        Some(out)
    }
}

/// A name without titles before it and letters after it: "Ann Hartley" of "Cllr Dr Ann Hartley OBE".
fn without_titles(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        let title = first.trim_end_matches('.').to_lowercase();
        if !TITLES.contains(&title.as_str()) {
            break;
        }
        rest = after.trim_start();
    }
    while let Some((before, last)) = rest.rsplit_once(char::is_whitespace) {
        let honour = last.chars().count() <= 5 && last.chars().all(|letter| letter.is_uppercase() || letter == '.');
        // "Ann LEE" has a surname, "Ann Lee OBE" letters after it.
        if !honour || !before.trim().contains(char::is_whitespace) {
            break;
        }
        rest = before.trim_end_matches([',', ' ']);
    }
    rest
}

/// Names to be looked for in texts, by their first word.
#[derive(Debug, Clone, Default)]
struct Words {
    by_first: HashMap<String, Vec<Name>>,
}

#[derive(Debug, Clone)]
struct Name {
    written: String,
    letters: Vec<char>,
    /// A single word is found only as it is written, or all in capitals: "may" is not May.
    single: bool,
}

impl Words {
    fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut by_first: HashMap<String, Vec<Name>> = HashMap::new();
        for name in names {
            let name = name.trim_matches(|letter: char| !letter.is_alphanumeric());
            let letters: Vec<char> = name.chars().map(folded).collect();
            let first: String = letters.iter().take_while(|letter| letter.is_alphanumeric()).collect();
            if !first.is_empty() {
                by_first.entry(first).or_default().push(Name {
                    written: name.to_owned(),
                    single: !name.contains(char::is_whitespace),
                    letters,
                });
            }
        }
        // The longest first: "Dr A. Smith-Jones" before "Dr A. Smith".
        for names in by_first.values_mut() {
            names.sort_by(|a, b| (b.letters.len(), &a.written).cmp(&(a.letters.len(), &b.written)));
        }
        Self { by_first }
    }

    fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Where the names stand, from and to, and which of them: one after the other.
    fn in_text(&self, text: &str) -> Vec<(usize, usize, &str)> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let mut free = 0;
        let mut before = None;
        for (at, letter) in text.char_indices() {
            let begins = letter.is_alphanumeric() && !before.is_some_and(char::is_alphanumeric);
            before = Some(letter);
            if !begins || at < free {
                continue;
            }
            let rest = &text[at..];
            let first: String = rest
                .chars()
                .take_while(|letter| letter.is_alphanumeric())
                .map(folded)
                .collect();
            let names = self.by_first.get(&first).map_or(&[][..], Vec::as_slice);
            if let Some((length, name)) = names.iter().find_map(|name| Some((name.begins(rest)?, name))) {
                found.push((at, at + length, name.written.as_str()));
                free = at + length;
            }
        }
        found
    }
}

impl Name {
    /// How much of a text that begins with it it takes.
    fn begins(&self, text: &str) -> Option<usize> {
        let mut rest = text.char_indices().peekable();
        for &wanted in &self.letters {
            let (_, letter) = rest.next()?;
            if folded(letter) != wanted {
                return None;
            }
            if wanted == ' ' {
                while rest.next_if(|(_, letter)| letter.is_whitespace()).is_some() {}
            }
        }
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        let whole = !rest.peek().is_some_and(|(_, letter)| letter.is_alphanumeric());
        let typed = || text[..end].chars().map(as_typed);
        let as_written = !self.single
            || typed().eq(self.written.chars().map(as_typed))
            || typed().eq(self.written.to_uppercase().chars().map(as_typed));
        (whole && as_written).then_some(end)
    }
}

/// A letter as it is compared: whatever its case, and however an apostrophe, a hyphen or a space is typed.
fn folded(letter: char) -> char {
    let letter = as_typed(letter);
    letter.to_lowercase().next().unwrap_or(letter)
}

/// A letter in its own case, however an apostrophe, a hyphen or a space is typed.
fn as_typed(letter: char) -> char {
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}' => '\'',
        '\u{2010}'..='\u{2014}' => '-',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_typed() {
        let withheld = Withheld::of_names(["Jane O'Brien", "May", "Dr A. Smith", "Dr A. Smith-Jones"]);
        let of = |text: &str| withheld.without(text).unwrap_or_else(|| text.to_owned());
        assert_eq!(
            of("COUNCILLOR JANE O\u{2019}BRIEN spoke"),
            format!("COUNCILLOR {LEFT_OUT} spoke")
        );
        assert_eq!(of("jane\u{a0}o'brien"), LEFT_OUT);
        assert_eq!(of("Jane\n  O'Brien's"), format!("{LEFT_OUT}'s"));
        assert_eq!(of("Jane O'Briens"), "Jane O'Briens");
        assert_eq!(
            of("the Mayor may; May did, in MAY"),
            format!("the Mayor may; {LEFT_OUT} did, in {LEFT_OUT}")
        );
        assert_eq!(
            of("Dr A. Smith\u{2011}Jones and Dr A. Smith"),
            format!("{LEFT_OUT} and {LEFT_OUT}")
        );
    }

    #[test]
    fn titles_and_honours_are_no_part_of_a_name() {
        for (name, core) in [
            ("Cllr Dr Ann Hartley", "Ann Hartley"),
            ("Sir Bob Hartley-Moss OBE", "Bob Hartley-Moss"),
            ("Rt. Hon. Ann Lee, JP", "Ann Lee"),
            ("Ann LEE", "Ann LEE"),
            ("Cher", "Cher"),
            ("Dr", "Dr"),
            ("", ""),
        ] {
            assert_eq!(without_titles(name), core, "{name}");
        }
    }
}
