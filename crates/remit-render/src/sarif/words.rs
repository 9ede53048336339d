//! Words and addresses as SARIF wants them: plain, with nothing in them that a viewer would act upon.

use crate::inert;

/// Plain words of one or more lines. A viewer makes a link of `[words](address)` and looks for an argument behind `{0}`,
/// even in a name, so neither is let through.
pub(super) fn plain(text: &str) -> String {
    let text = inert::text(text).replace("](", "] (");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, behind) = after.split_at(digits);
        out.push_str(before);
        match behind.strip_prefix('}').filter(|_| digits > 0) {
            // Twice the brace is how SARIF writes a brace that is one. Elsewhere we leave it single, since many a viewer
            // shows the two: the TOML that a message tells its reader to write would be wrong.
            Some(behind) => {
                out.push_str(&format!("{{{{{number}}}}}"));
                rest = behind;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A text as a sentence with its full stop: viewers show a first sentence where they have room for no more.
pub(super) fn full(text: &str) -> String {
    let text = text.trim();
    let ended = text.is_empty() || text.ends_with(['.', '?', '!', ':', '…']);
    format!("{text}{}", if ended { "" } else { "." })
}

/// A paragraph in one line, whatever its line breaks.
pub(super) fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the page of a rule says under *What*, in one paragraph.
pub(super) fn what(page: &str) -> Option<String> {
    let section = page.split("\n## ").find_map(|part| part.strip_prefix("What\n"))?;
    Some(unwrapped(section)).filter(|text| !text.is_empty())
}

/// A page of Markdown without its marks for headings and blocks.
pub(super) fn without_marks(page: &str) -> String {
    let mut inside = false;
    let mut out = Vec::new();
    for line in page.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
            out.push(line);
        } else {
            out.push(line.trim_start_matches('#').trim());
        }
    }
    out.join("\n").trim().to_owned()
}

/// A path as an address that can only be relative: whatever is not a plain letter, digit or mark is encoded, the colon of
/// a scheme and the slash at the beginning among it.
pub(super) fn uri(path: &str) -> String {
    let path = path.trim_start_matches('/');
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_words_is_a_link_or_an_argument() {
        assert_eq!(plain("[x](javascript:alert(1)) [a]"), "[x] (javascript:alert(1)) [a]");
        assert_eq!(plain("{0} {12} {a} {} {"), "{{0}} {{12}} {a} {} {");
        assert_eq!(
            plain("answers-to.b = { for = [\"c\"] }"),
            "answers-to.b = { for = [\"c\"] }"
        );
        assert_eq!(plain("a\u{1b}[2J\r\nb\u{202e}"), "a␛[2J\nb\u{fffd}");
    }

    #[test]
    fn addresses_are_relative() {
        assert_eq!(uri("bodies/jce-1.toml"), "bodies/jce-1.toml");
        assert_eq!(uri("a b#c%20?.toml"), "a%20b%23c%2520%3F.toml");
        assert_eq!(uri("javascript:x"), "javascript%3Ax");
        assert_eq!(uri("//host/é"), "host/%C3%A9");
    }

    #[test]
    fn a_page_gives_its_plain_words() {
        let page = "# r\n\n## What\n\nTwo\nlines. More.\n\n## Wrong\n\n```toml wrong\n# x\n[body.b] # finding\n```\n";
        assert_eq!(what(page).as_deref(), Some("Two lines. More."));
        assert_eq!(what("no page"), None);
        assert_eq!(
            without_marks(page),
            "r\n\nWhat\n\nTwo\nlines. More.\n\nWrong\n\n# x\n[body.b] # finding"
        );
        assert_eq!(full("It holds"), "It holds.");
        assert_eq!(full("Does it?"), "Does it?");
    }
}
