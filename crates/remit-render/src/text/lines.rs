//! Breaks text into lines of about the same width: a last line of one short word looks like a mistake.

use remit_layout::Length;

use super::{Face, Widths};

/// With more places to break at than this, lines are merely filled: nobody sees whether pages of text are balanced.
const BALANCED: usize = 400;

/// A last line that is shorter than one in so many parts of a line gets company.
const LONELY: i64 = 4;

/// How little of a line a break inside a word costs, and how much it would rather be avoided: in 64ths of a line's width.
const INSIDE_A_WORD: i64 = 16;

/// A stretch of text without a place to break.
struct Piece<'t> {
    text: std::borrow::Cow<'t, str>,
    /// Whether a space stands before it when it is not the first of its line.
    spaced: bool,
    /// Whether a break before it needs a hyphen.
    hyphened: bool,
}

/// The text in lines that are no wider than that, at least one. It is broken at spaces, and after hyphens, dashes and slashes; inside a
/// word only where the word is wider than a line. As few lines as there can be, of widths as even as they can be.
pub(crate) fn wrap(text: &str, face: Face, size: Length, max_width: Length) -> Vec<String> {
    broken_into(text, face, size, max_width, true)
}

/// The same for text that is read on and on: lines as full as they can be, but for a last one of one short word.
pub(crate) fn fill(text: &str, face: Face, size: Length, max_width: Length) -> Vec<String> {
    broken_into(text, face, size, max_width, false)
}

fn broken_into(text: &str, face: Face, size: Length, max_width: Length, even: bool) -> Vec<String> {
    let widths = face.widths();
    let room = i64::from(max_width.max(0)) * i64::from(widths.em) / i64::from(size.max(1));
    let pieces = pieces(text, widths, room);
    let starts = starts(&pieces, widths, room, even);
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let mut lines: Vec<String> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            let mut line = String::new();
            for piece in pieces.get(start..end).unwrap_or_default() {
                if piece.spaced && !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&piece.text);
            }
            if pieces.get(end).is_some_and(|next| next.hyphened) {
                line.push('-');
            }
            line
        })
        .collect();
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// Whether a space may end a line: others are there to keep words together.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a character is set over the one before, and never begins a line.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x1ab0..=0x1aff | 0x200d | 0x20d0..=0x20ff | 0xfe00..=0xfe0f)
}

fn pieces<'t>(text: &'t str, widths: &Widths, room: i64) -> Vec<Piece<'t>> {
    let mut out = Vec::new();
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        let mut spaced = true;
        for part in parts(word) {
            if widths.of(part) <= room {
                out.push(Piece {
                    text: part.into(),
                    spaced,
                    hyphened: false,
                });
            } else {
                out.extend(broken(part, widths, room, spaced));
            }
            spaced = false;
        }
    }
    out
}

/// A word in parts, each ending after a hyphen, dash or slash with a few letters on either side.
fn parts(word: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut out = Vec::new();
    let mut start = 0;
    for (number, &(at, c)) in chars.iter().enumerate() {
        if !matches!(c, '-' | '/' | '‐' | '–' | '—') {
            continue;
        }
        let letter = |number: Option<usize>| {
            number
                .and_then(|n| chars.get(n))
                .is_some_and(|(_, c)| c.is_alphabetic())
        };
        let before = letter(number.checked_sub(1)) && letter(number.checked_sub(2));
        let after = letter(number.checked_add(1)) && letter(number.checked_add(2));
        if before && after {
            let end = at + c.len_utf8();
            out.extend(word.get(start..end));
            start = end;
        }
    }
    out.extend(word.get(start..));
    out
}

/// A part that is wider than a line, in as many pieces as it takes, of about the same width.
fn broken<'t>(part: &'t str, widths: &Widths, room: i64, spaced: bool) -> Vec<Piece<'t>> {
    let chars: Vec<char> = part.chars().collect();
    let hyphen = widths.of("-");
    let least = widths.of(part).checked_div((room - hyphen).max(1)).unwrap_or(0) + 1;
    let target = widths.of(part) / least.max(1);
    let mut out: Vec<Piece<'t>> = Vec::new();
    let mut text = String::new();
    let mut wide = 0;
    let mut hyphened = false;
    for (number, &c) in chars.iter().enumerate() {
        let more = widths.of(c.encode_utf8(&mut [0; 4]));
        if !text.is_empty() && !is_mark(c) && (wide >= target || wide + more + hyphen > room) {
            out.push(Piece {
                text: std::mem::take(&mut text).into(),
                spaced: spaced && out.is_empty(),
                hyphened,
            });
            wide = 0;
            // A hyphen between the letters of a word; not in a script that does without, nor in what isn't a word.
            let letter = |c: char| c.is_alphabetic() && u32::from(c) < 0x590;
            let before = number.checked_sub(1).and_then(|n| chars.get(n));
            hyphened = letter(c) && before.is_some_and(|&before| letter(before));
        }
        text.push(c);
        wide += more;
    }
    out.push(Piece {
        text: text.into(),
        spaced: spaced && out.is_empty(),
        hyphened,
    });
    out
}

/// The numbers of the pieces with which lines begin.
fn starts(pieces: &[Piece<'_>], widths: &Widths, room: i64, even: bool) -> Vec<usize> {
    // The width of a line is the difference of two of these, whatever it begins and ends with.
    let mut ends = Vec::with_capacity(pieces.len());
    let mut begins = Vec::with_capacity(pieces.len());
    let (mut sum, mut before) = (0, None);
    for piece in pieces {
        if let (Some(left), Some(right)) = (before, piece.text.chars().next()) {
            sum += if piece.spaced {
                widths.of(" ") + widths.between(left, ' ') + widths.between(' ', right)
            } else {
                widths.between(left, right)
            };
        }
        begins.push(sum);
        sum += widths.of(&piece.text);
        ends.push(sum);
        before = piece.text.chars().next_back();
    }
    let hyphen = widths.of("-");
    let wide = |start: usize, end: usize| {
        let whole = ends.get(end).copied().unwrap_or(0) - begins.get(start).copied().unwrap_or(0);
        let hyphened = pieces.get(end + 1).is_some_and(|next| next.hyphened);
        whole + if hyphened { hyphen } else { 0 }
    };
    let mut filled = filled(pieces.len(), room, &wide);
    if filled.len() < 2 || (even && pieces.len() > BALANCED) {
        return filled;
    }
    if even {
        return balanced(pieces, filled.len(), room, &wide);
    }
    // A lonely end gets company from the line above, as little as is enough.
    while let Some(&[before, last]) = filled.last_chunk() {
        let next = last.saturating_sub(1);
        let lonely = wide(last, pieces.len() - 1) * LONELY < room;
        let spared = next > before && wide(before, next - 1) * 2 >= room && wide(next, pieces.len() - 1) <= room;
        match filled.last_mut() {
            Some(start) if lonely && spared => *start = next,
            _ => break,
        }
    }
    filled
}

/// As much in each line as goes into it. No other way needs fewer lines.
fn filled(count: usize, room: i64, wide: &impl Fn(usize, usize) -> i64) -> Vec<usize> {
    let mut starts = Vec::new();
    for number in 0..count {
        if starts.last().is_none_or(|&start| wide(start, number) > room) {
            starts.push(number);
        }
    }
    starts
}

/// The most even way into so many lines: the squares of what is left empty are least, line by line from the end.
fn balanced(pieces: &[Piece<'_>], lines: usize, room: i64, wide: &impl Fn(usize, usize) -> i64) -> Vec<usize> {
    let count = pieces.len();
    // For each number of lines and each piece they begin with: the least cost of the rest, and where the second line begins.
    let mut table: Vec<Vec<Option<(i64, usize)>>> = vec![vec![None; count + 1]; lines + 1];
    if let Some(done) = table.first_mut().and_then(|row| row.last_mut()) {
        *done = Some((0, count));
    }
    for left in 1..=lines {
        for start in (0..count).rev() {
            let mut best: Option<(i64, usize)> = None;
            for end in start..count {
                let width = wide(start, end);
                if width > room && end > start {
                    break;
                }
                let Some((rest, _)) = table.get(left - 1).and_then(|row| row.get(end + 1)).copied().flatten() else {
                    continue;
                };
                // In 64ths of a line, so that no square is too large.
                let empty = (room - width).max(0) * 64 / room.max(1);
                let inside = pieces.get(end + 1).is_some_and(|next| !next.spaced);
                let break_cost = if inside { INSIDE_A_WORD * INSIDE_A_WORD } else { 0 };
                let cost = empty * empty + break_cost + rest;
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, end + 1));
                }
            }
            if let Some(place) = table.get_mut(left).and_then(|row| row.get_mut(start)) {
                *place = best;
            }
        }
    }
    let mut starts = Vec::new();
    let mut at = 0;
    for left in (1..=lines).rev() {
        starts.push(at);
        match table.get(left).and_then(|row| row.get(at)).copied().flatten() {
            Some((_, next)) => at = next,
            None => break,
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::HOSTILE;
    use crate::text::width;

    fn at(text: &str, max_width: Length) -> Vec<String> {
        wrap(text, Face::Regular, 1000, max_width)
    }

    #[test]
    fn lines_are_even() {
        // Filled line by line, the last would hold "Board" alone.
        let name = "Tower Hamlets Integrated Care Board";
        assert_eq!(at(name, 14_500), ["Tower Hamlets", "Integrated Care Board"]);
        assert_eq!(at(name, 30_000), [name]);
        assert_eq!(
            at("Joint Commissioning Executive", 10_000),
            ["Joint Commissioning", "Executive"]
        );
        assert_eq!(
            at("the committee of the council that decides on the pooled budget", 9_800),
            ["the committee of the", "council that decides", "on the pooled budget"]
        );
    }

    #[test]
    fn running_text_fills_its_lines_but_leaves_no_word_alone() {
        let filled = |text, room| fill(text, Face::Regular, 1000, room);
        assert_eq!(
            filled("Question: who chairs the executive when both chairs are away?", 13_000),
            ["Question: who chairs the", "executive when both chairs", "are away?"]
        );
        // Filled to the end, "it?" would stand alone.
        assert_eq!(
            filled("Question: who chairs the executive while both chairs do it?", 12_500),
            ["Question: who chairs the", "executive while both", "chairs do it?"]
        );
        assert_eq!(filled("", 1_000), [""]);
    }

    #[test]
    fn breaks_where_a_reader_expects_it() {
        assert_eq!(
            at("Commissioning/contracting", 7_500),
            ["Commissioning/", "contracting"]
        );
        assert_eq!(at("Multi-disciplinary team", 8_200), ["Multi-disciplinary", "team"]);
        // Neither a date nor a number nor one letter is torn off.
        assert_eq!(at("2017-11-01 24/7 e-mail", 5_500), ["2017-11-01", "24/7 e-mail"]);
        assert_eq!(at("£5\u{a0}m for it", 3_000), ["£5\u{a0}m", "for it"]);
    }

    #[test]
    fn a_word_is_broken_only_where_nothing_else_helps() {
        assert_eq!(at("Safeguarding board", 6_000), ["Safeguarding", "board"]);
        let broken = at("Safeguarding board", 4_000);
        assert_eq!(broken.concat().replace('-', ""), "Safeguardingboard");
        assert_eq!(broken.len(), 3);
        assert!(broken[0].ends_with('-') && broken[2] == "board", "{broken:?}");
        // No hyphen into a script that has none.
        assert_eq!(at("委員会委員会", 3_500), ["委員会", "委員会"]);
    }

    #[test]
    fn no_line_is_wider_and_no_letter_is_lost() {
        let bare = |text: &str| -> String { text.chars().filter(|c| !is_space(*c) && *c != '-').collect() };
        let long = "Every committee of the council and its sub-committees/working-groups ".repeat(40);
        let texts = HOSTILE
            .iter()
            .copied()
            .chain(["", " ", "-", "a-b/c", "A", "AVAVAVAVAVAVAVAV To To To", &long]);
        for text in texts {
            for max_width in [0, 1, 1_100, 2_345, 5_000, 9_999, 45_000] {
                for face in Face::ALL {
                    let lines = wrap(text, face, 1000, max_width);
                    let full = fill(text, face, 1000, max_width);
                    assert_eq!(bare(&full.concat()), bare(text), "{text:?} at {max_width}");
                    assert_eq!(full.len(), lines.len(), "{text:?} at {max_width}");
                    assert!(!lines.is_empty());
                    assert_eq!(bare(&lines.concat()), bare(text), "{text:?} at {max_width}");
                    for line in lines.iter().chain(&full) {
                        let one = line.chars().filter(|c| !is_mark(*c)).count() <= 1;
                        let fits = width(line, face, 1000) <= max_width;
                        assert!(fits || one || max_width < 1_400, "{line:?} is wider than {max_width}");
                    }
                }
            }
        }
    }

    #[test]
    fn odd_sizes_end_well() {
        for (size, max_width) in [
            (0, 0),
            (-1, -1),
            (Length::MAX, Length::MAX),
            (Length::MIN, 5),
            (1, Length::MAX),
        ] {
            assert!(!wrap("two words", Face::Bold, size, max_width).is_empty());
        }
        let word = "x".repeat(20_000);
        assert!(wrap(&word, Face::Bold, 1000, 5_000).len() > 1_000);
    }
}
