//! Decides which addresses a link may lead to: pages beside this one, anchors in it, and https.

/// The address, made safe to stand in an attribute or between angle brackets; nothing where it may not be followed.
pub(crate) fn safe(address: &str) -> Option<String> {
    let address = address.trim();
    // Browsers drop tabs and line breaks inside an address, so that `java\nscript:` would come alive again, and read `\`
    // as `/`, so that `\\host` would leave the folder.
    if address.is_empty() || address.chars().any(|c| c.is_control() || c == '\\') {
        return None;
    }
    let https = address
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    let first = address.split(['/', '?', '#']).next().unwrap_or("");
    let relative = !address.starts_with('/') && !first.contains(':');
    (https || relative).then(|| address.chars().map(encoded).collect())
}

/// An id that may stand in an attribute: letters, digits, hyphen, underscore and full stop.
pub(crate) fn anchor(name: &str) -> Option<String> {
    let kept = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let anchor: String = name.chars().filter(kept).collect();
    (!anchor.is_empty()).then_some(anchor)
}

/// A character as it may stand in an address.
fn encoded(c: char) -> String {
    match c {
        ' ' | '<' | '>' | '"' | '\'' | '`' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '*' => {
            format!("%{:02X}", u32::from(c))
        }
        c if c.is_ascii() => c.to_string(),
        c => c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_neighbours_anchors_and_https() {
        for good in [
            "a.html",
            "../a/b.html#c",
            "#here",
            "https://example.org/x?y=1",
            "a/b:c.html",
        ] {
            assert_eq!(safe(good).as_deref(), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\nscript:x",
            " data:text/html,x",
            "http://e.org",
            "//e.org",
        ] {
            assert_eq!(safe(bad), None, "{bad:?}");
        }
        for bad in ["", "/etc/passwd", "\\\\e.org", "vbscript:x", "mailto:a@b"] {
            assert_eq!(safe(bad), None, "{bad:?}");
        }
        assert_eq!(
            safe("a b\"><script>.html").as_deref(),
            Some("a%20b%22%3E%3Cscript%3E.html")
        );
        assert_eq!(safe("é\u{202e}.html").as_deref(), Some("%C3%A9%E2%80%AE.html"));
    }

    #[test]
    fn anchors_hold_no_markup() {
        assert_eq!(anchor("body.jce\" onload=\"x").as_deref(), Some("body.jceonloadx"));
        assert_eq!(anchor("\"'"), None);
    }
}
