//! Makes text harmless for whoever shows it: nothing in a name moves a cursor, hides or turns round what stands beside it.

use std::borrow::Cow;

/// Text for one line: line breaks and tabs become spaces, anything else that acts rather than shows becomes visible.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| !matches!(c, '\n' | '\t') && shown_as(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let one_line = text.replace("\r\n", " ").replace(['\n', '\t'], " ");
    Cow::Owned(one_line.chars().map(visible).collect())
}

/// Text of several lines: line feeds and tabs stay, CRLF becomes a line feed, the rest is as in [`line()`].
pub fn text(text: &str) -> Cow<'_, str> {
    let stays = |c| matches!(c, '\n' | '\t');
    if text.chars().all(|c| stays(c) || shown_as(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n");
    Cow::Owned(unix.chars().map(|c| if stays(c) { c } else { visible(c) }).collect())
}

/// JSON text in which whatever acts on a terminal is escaped. Its values stay as they were: outside its strings JSON has
/// none of these characters but the line feed.
pub(crate) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || shown_as(c).is_none() {
            out.push(c);
        } else {
            let mut pair = [0; 2];
            for unit in c.encode_utf16(&mut pair) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// The character itself, or what is shown in its place. Always exactly one, so that columns keep their count.
pub(crate) fn visible(c: char) -> char {
    shown_as(c).unwrap_or(c)
}

/// What is shown for a character that acts rather than shows.
fn shown_as(c: char) -> Option<char> {
    match c {
        // The control pictures of Unicode stand in the order of the control characters.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        // Second half of the control characters.
        '\u{80}'..='\u{9f}'
        // Marks, embeddings, overrides and isolates of direction.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        // Zero width, with which two names can look alike; the soft hyphen is one of them on most terminals.
        | '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
        // Private use: no two machines agree on what it shows, and `human` uses one of them as a mark of its own.
        | '\u{e000}'..='\u{f8ff}'
        // Line and paragraph separators, annotations, tags.
        | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Some('\u{fffd}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_becomes_visible_and_the_rest_stays() {
        assert_eq!(line("\u{1b}[31mred"), "␛[31mred");
        assert_eq!(
            line("abc\u{202e}def\u{2066}\u{200b}\u{f8ff}"),
            "abc\u{fffd}def\u{fffd}\u{fffd}\u{fffd}"
        );
        assert_eq!(line("one\r\ntwo\nthree\tfour\rfive"), "one two three four␍five");
        assert_eq!(text("one\r\ntwo\tx\rthree"), "one\ntwo\tx␍three");
        assert!(matches!(line("Bwrdd Iechyd – “é” 委員会"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_keeps_its_value() {
        let value = "a\u{202e}b\u{7f}c\u{e0041}d\u{9b}e";
        let written = json(&serde_json::to_string(value).unwrap());
        assert!(written.is_ascii(), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), value);
    }
}
