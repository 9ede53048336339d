//! Breaks text into lines of a number of columns.

/// How many columns a character takes on a terminal: none for what is set over the one before, two for the wide scripts.
/// The few ranges that matter, not the whole of Unicode's table: a mistake costs a crooked column, no more.
pub(crate) fn columns_of(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36f | 0x1ab0..=0x1aff | 0x20d0..=0x20ff | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f => 2,
        0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// How many columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// The text in lines of at most so many columns. Breaks at spaces; a word that is wider than a line is broken anywhere.
/// Line feeds stay breaks. There is always at least one line.
pub(crate) fn lines(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut out = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_whitespace() {
            let wide = columns(word);
            if used > 0 && used + 1 + wide > width {
                out.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            for c in word.chars() {
                let step = columns_of(c);
                if used + step > width {
                    out.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push(c);
                used += step;
            }
        }
        out.push(line);
    }
    out
}

/// The lines of a text, the first after one lead, the others after another: `1. …` and `   …`.
pub(crate) fn hanging(first: &str, rest: &str, text: &str, width: usize) -> Vec<String> {
    let room = width.saturating_sub(columns(first).max(columns(rest)));
    let lead = |number: usize| if number == 0 { first } else { rest };
    let leads = lines(text, room).into_iter().enumerate();
    leads
        .map(|(number, line)| format!("{}{line}", lead(number)).trim_end().to_owned())
        .collect()
}

/// The text in exactly so many columns, filled up with spaces.
pub(crate) fn padded(text: &str, width: usize, to_the_right: bool) -> String {
    let gap = " ".repeat(width.saturating_sub(columns(text)));
    if to_the_right {
        format!("{gap}{text}")
    } else {
        format!("{text}{gap}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_at_spaces_and_only_then_anywhere() {
        assert_eq!(lines("the board of the trust", 10), ["the board", "of the", "trust"]);
        assert_eq!(lines("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(lines("a\n\nb", 10), ["a", "", "b"]);
        assert_eq!(lines("", 10), [""]);
        assert_eq!(lines("委員会", 4), ["委員", "会"]);
        assert_eq!(hanging("1. ", "   ", "one two three", 11), ["1. one two", "   three"]);
    }
}
