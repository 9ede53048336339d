//! The words of names as numbers, and the words that are one slip of the pen apart.

use std::collections::BTreeMap;

/// The letters that a word has at least, for one wrong one to be a slip.
const LONG: usize = 6;
/// The letters that it has at most: names are written by people.
const LONGEST: usize = 40;
/// More words than this that share all letters but one are a series, not a slip.
const SERIES: usize = 6;

/// The words of a list of names.
pub(super) struct Words {
    /// For each name, the number of its words, in whatever order, except for figures.
    pub(super) sums: Vec<u64>,
    /// For each name, the number of its letters, however they are parted.
    pub(super) joined: Vec<u64>,
    /// Each long word without digits: its number, how many names have it, and one that does.
    long: BTreeMap<u64, (u32, usize)>,
}

impl Words {
    pub(super) fn of(names: &[&str]) -> Self {
        let mut words = Self {
            sums: Vec::with_capacity(names.len()),
            joined: Vec::with_capacity(names.len()),
            long: BTreeMap::new(),
        };
        for (at, name) in names.iter().enumerate() {
            let mut sum = 0u64;
            // "Ward 2 Group 3" is not "Ward 3 Group 2": figures count by their order too, odd so that nothing is lost.
            let mut order = 1u64;
            let joined = each(name, |word| {
                if word.numeric {
                    order += 2;
                    sum = sum.wrapping_add(word.number.wrapping_mul(order));
                } else {
                    sum = sum.wrapping_add(word.number);
                }
                if word.is_long() {
                    words.long.entry(word.number).or_insert((0, at)).0 += 1;
                }
            });
            words.sums.push(sum);
            words.joined.push(joined);
        }
        words
    }

    /// The pairs of names that differ in one word by one slip of the pen.
    pub(super) fn slips(&self, names: &[&str]) -> Vec<(usize, usize)> {
        let near = self.near(names);
        if near.is_empty() {
            return Vec::new();
        }
        let mut by_sum: BTreeMap<u64, usize> = BTreeMap::new();
        for (at, &sum) in self.sums.iter().enumerate() {
            by_sum.entry(sum).or_insert(at);
        }
        let mut pairs = Vec::new();
        for (at, name) in names.iter().enumerate() {
            each(name, |word| {
                for other in near.get(&word.number).into_iter().flatten() {
                    let instead = self.sums[at].wrapping_sub(word.number).wrapping_add(*other);
                    pairs.extend(by_sum.get(&instead).map(|&found| (at, found)));
                }
            });
        }
        pairs
    }

    /// For each word that may be a slip, the words that it may be a slip for.
    fn near(&self, names: &[&str]) -> BTreeMap<u64, Vec<u64>> {
        let mut texts: Vec<(String, u64, u32)> = Vec::with_capacity(self.long.len());
        for (&wanted, &(count, at)) in &self.long {
            let text = texts_of(names[at]).into_iter().find(|text| number(text) == wanted);
            texts.extend(text.map(|text| (text, wanted, count)));
        }
        // Words that begin alike are looked at together, so that little is in memory at a time.
        texts.sort_unstable();
        let mut near: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        for alike in texts.chunk_by(|a, b| a.0.chars().next() == b.0.chars().next()) {
            let mut without: Vec<(u64, u32)> = Vec::new();
            for (at, (text, number, _)) in (0u32..).zip(alike) {
                without.push((*number, at));
                without.extend(shortened(text).map(|short| (short, at)));
            }
            without.sort_unstable();
            without.dedup();
            for run in without.chunk_by(|a, b| a.0 == b.0) {
                if run.len() < 2 || run.len() > SERIES {
                    continue;
                }
                for (place, &(_, one)) in run.iter().enumerate() {
                    for &(_, other) in &run[place + 1..] {
                        let ((one, a, once), (other, b, twice)) = (&alike[one as usize], &alike[other as usize]);
                        // Of a slip and the right word, one is rare: two words in use are two words.
                        if (*once).min(*twice) == 1 && is_slip(one, other) {
                            near.entry(*a).or_default().push(*b);
                        }
                    }
                }
            }
        }
        near
    }
}

/// The numbers of a word with each of its letters but the first taken out.
fn shortened(word: &str) -> impl Iterator<Item = u64> {
    word.char_indices().skip(1).map(|(at, letter)| {
        let mut number = Number::default();
        number.add(&word[..at]);
        number.add(&word[at + letter.len_utf8()..]);
        number.finish()
    })
}

/// Whether two words differ by one letter too many, too few, wrong, or changed places with its neighbour.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([_, rest @ ..], [_, other_rest @ ..]) if rest == other_rest => true,
        ([a, b, rest @ ..], [c, d, other_rest @ ..]) if a == d && b == c && rest == other_rest => true,
        ([_, rest @ ..], other) if rest == other => true,
        (one, [_, rest @ ..]) if one == rest => true,
        _ => false,
    }
}

/// A word of a name, as a number.
struct Word {
    number: u64,
    letters: usize,
    numeric: bool,
}

impl Word {
    fn is_long(&self) -> bool {
        (LONG..=LONGEST).contains(&self.letters) && !self.numeric
    }
}

fn number(word: &str) -> u64 {
    let mut number = Number::default();
    number.add(word);
    number.finish()
}

/// The number of a text: the same on every machine, whether the text comes in one piece or in several (FNV, its bits then
/// mixed so that sums of numbers tell sets of words apart).
#[derive(Clone, Copy)]
struct Number(u64);

impl Default for Number {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Number {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn add(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.byte(byte));
    }

    fn finish(self) -> u64 {
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// The words of a name while they are read, letter by letter: no text is made.
#[derive(Default)]
struct Reading {
    word: Number,
    joined: Number,
    letters: usize,
    numeric: bool,
    /// The last two letters, and both numbers before the last: for a plural s, which is not counted.
    last: [u8; 2],
    before: (Number, Number),
}

impl Reading {
    fn byte(&mut self, byte: u8) {
        self.before = (self.word, self.joined);
        self.last = [self.last[1], byte];
        self.word.byte(byte);
        self.joined.byte(byte);
    }

    fn letter(&mut self, letter: char) {
        self.letters += 1;
        self.numeric |= letter.is_numeric();
        let mut bytes = [0; 4];
        letter.encode_utf8(&mut bytes).bytes().for_each(|byte| self.byte(byte));
    }

    fn end(&mut self, take: &mut impl FnMut(&Word)) {
        if self.letters == 0 {
            return;
        }
        if self.letters > 3 && self.last[1] == b's' && self.last[0] != b's' {
            (self.word, self.joined) = self.before;
            self.letters -= 1;
        }
        take(&Word {
            number: self.word.finish(),
            letters: self.letters,
            numeric: self.numeric,
        });
        *self = Self {
            joined: self.joined,
            ..Self::default()
        };
    }
}

/// The words of a name, and the number of its letters: in small letters, "and" for "&", without apostrophes and plural s.
fn each(name: &str, mut take: impl FnMut(&Word)) -> u64 {
    let mut reading = Reading::default();
    for letter in name.chars() {
        match letter {
            // Most letters are of this kind, and quickly read.
            'a'..='z' | 'A'..='Z' => {
                reading.letters += 1;
                reading.byte((letter as u8).to_ascii_lowercase());
            }
            '&' => {
                reading.end(&mut take);
                "and".chars().for_each(|letter| reading.letter(letter));
                reading.end(&mut take);
            }
            '\'' | '\u{2019}' => {}
            _ if letter.is_alphanumeric() => letter.to_lowercase().for_each(|letter| reading.letter(letter)),
            _ => reading.end(&mut take),
        }
    }
    reading.end(&mut take);
    reading.joined.finish()
}

/// The words of a name as [`each`] reads them, as text; without "and", which is too short to matter.
fn texts_of(name: &str) -> Vec<String> {
    let parts = name.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '\u{2019}'));
    let words = parts.map(|part| {
        let letters = part.chars().filter(|letter| letter.is_alphanumeric());
        let mut word: String = letters.flat_map(char::to_lowercase).collect();
        if word.chars().count() > 3 && word.ends_with('s') && !word.ends_with("ss") {
            word.pop();
        }
        word
    });
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_alike_as_numbers_and_as_text() {
        for name in [
            "Children’s Boards (East)",
            "Pâtisseries Ärzte-Gruppe 2017x",
            "GPs' Access class",
            "ß",
        ] {
            let mut numbers = Vec::new();
            each(name, |word| numbers.push((word.number, word.letters)));
            let texts = texts_of(name).into_iter();
            let texts = texts.map(|text| (number(&text), text.chars().count()));
            assert_eq!(numbers, texts.collect::<Vec<_>>(), "{name}");
        }
    }

    #[test]
    fn a_slip_is_one_letter() {
        for (one, other) in [
            ("committee", "comittee"),
            ("committee", "committtee"),
            ("committee", "cammittee"),
            ("committee", "committe"),
            ("partnership", "partnershpi"),
        ] {
            assert!(is_slip(one, other), "{one} / {other}");
            assert!(is_slip(other, one), "{other} / {one}");
        }
        for (one, other) in [("committee", "comitee"), ("planning", "training"), ("audit", "auditor")] {
            assert!(!is_slip(one, other), "{one} / {other}");
        }
    }
}
